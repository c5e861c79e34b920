"""Arguments that share memory, helpers of several returns, recursion, nonlocal names, keywords."""

from tests.programs.generator.holders import Holders
from tests.programs.generator.scope import FLOAT, MOST, Array

OPTIONS = """\
def options_of(t, **given):
    for key in given:
        t = np.sin(t + 0.4 * given[key])
    return t * given.get('c', 0.6)
"""
HALVED = """\
def halved(u, c):
    if len(u) <= 1:
        return np.sin(u[0] * c) if len(u) else c
    if u[0] > 0.33:
        return halved(u[1:], 0.5 * c) + u[0]
    half = len(u) // 2
    return halved(u[:half], c) * np.cos(halved(u[half:], c))
"""
FALLING = """\
def falling(s, k):
    if k <= 0:
        return np.sin(s)
    if s > 0.71:
        return 0.5 * falling(0.8 * s, k - 1)
    return falling(np.cos(s), k - 1) + 0.3 * s
"""


class Sharing(Holders):
    """Writes calls in which memory is shared, and functions that meet it in unusual ways."""

    def shared(self, scope):
        """One of these statements."""
        options = (
            self.two_arrays,
            self.two_arrays,
            self.two_arrays,
            self.rotate,
            self.with_options,
            self.recursive,
            self.nonlocal_number,
            self.view_of_view,
            self.left_by_return,
        )
        return self.pick(options)(scope)

    def two_arrays(self, scope):
        """A call of a helper that writes one or both of two arguments, which may overlap."""
        arrays = {p: s for p, s in scope.arrays(1, writable=True).items() if s[0] <= MOST}
        if not arrays:
            return self.define(scope)
        place = self.pick(arrays)
        (length,) = arrays[place]
        size = self.number(1, length)
        first = f"{place}[{self.slice_of(length, size)[0]}]"
        second = f"{place}[{self.slice_of(length, size)[0]}]"
        if size == length and self.chance():
            first, second = place, self.pick((place, f"{place}[::-1]"))
        elif self.chance(3):
            others = [p for p, s in arrays.items() if s[0] >= size]
            other = self.pick(others)
            second = f"{other}[{self.slice_of(arrays[other][0], size)[0]}]"
        name = self.mixing(size)
        call = f"{name}({first}, {second}, {self.atom(scope)})"
        kind = self.number(0, 2)
        if kind == 0:
            return [call]
        if kind == 1:
            return [f"{self.bound(scope, self.fresh('s'), FLOAT)} = np.tanh({call})"]
        return [f"{self.bound(scope, self.fresh('s'), FLOAT)} = np.sin(np.sum({second}) + {call})"]

    def mixing(self, size):
        """A helper of two arrays and a number, which the module then has."""
        body = self.pick(
            (
                ["u[:] = np.sin(w) + c * u", "return np.sum(w * u)"],
                ["u += 0.5 * w", "return u[0] * c"],
                ["w[0] = np.sin(u[-1] * c)", "u *= np.cos(w)", "return np.sum(u)"],
                ["u[0], w[-1] = np.sin(w[0]), np.cos(u[-1])", "return u[0] - w[0]"],
                ["u[1:] = w[:-1] * 0.9", "w[:1] += u[-1:] * c", "return np.sum(np.sin(w))"],
                ["for i in range(len(u)):", "    u[i] += 0.4 * np.sin(w[i] + c)", "return w[-1]"],
                ["t = u.copy()", "u[::-1] = w", "w[:] = 0.5 * t + c", "return t[0] * u[0]"],
                ["for a, b in zip(u, w):", "    c = np.sin(c + a * b)", "u[0] = c", "return c"],
                ["if u[0] > 0.33:", "    w *= np.cos(u)", "    return c", "return np.sum(u * w)"],
                ["np.multiply(u, np.cos(w), out=w)", "return u[0] * w[0]"],
                ["m = w > 0.1", "u[m] = np.sin(w[m] * c)", "return np.sum(u)"],
            )
        )
        name = f"mixed{len(self.prelude)}"
        lines = [f"def {name}(u, w, c):", *[f"    {line}" for line in body]]
        self.prelude[name] = "\n".join(lines) + "\n"
        return name

    def rotate(self, scope):
        """Three names change places."""
        shapes = {}
        for name in self.known_arrays(scope):
            shapes.setdefault(scope.kinds[name], []).append(name)
        same = [names for names in shapes.values() if len(names) > 2]
        if not same:
            return self.swap(scope)
        a, b, c = self.random.sample(self.pick(same), 3)
        return [f"{a}, {b}, {c} = {b}, {c}, {a}"]

    def with_options(self, scope):
        """A call with keywords, some of them in a dict."""
        self.prelude["options"] = OPTIONS
        a, b, c = (self.atom(scope) for _ in range(3))
        calls = (
            f"options_of({a}, b={b}, c={c})",
            f"options_of({a}, **{{'b': {b}}})",
            f"options_of(t={a}, **dict(c={b}), d={c})",
        )
        return [f"{self.bound(scope, self.fresh('s'), FLOAT)} = {self.pick(calls)}"]

    def recursive(self, scope):
        """A function that calls itself until the run ends it."""
        vectors = scope.arrays(1)
        if vectors and self.chance():
            self.prelude["halved"] = HALVED
            call = f"halved({self.pick(vectors)}, {self.atom(scope)})"
        else:
            self.prelude["falling"] = FALLING
            count = self.pick(("n", 2)) if "n" in scope.kinds else 2
            call = f"falling(np.sin({self.atom(scope)}), {count})"
        return [f"{self.bound(scope, self.fresh('s'), FLOAT)} = np.tanh({call})"]

    def nonlocal_number(self, scope):
        """A function made inside that binds a number around it, called in a loop."""
        if scope.depth or scope.in_loop:
            return self.define(scope)
        s, name, t = self.fresh("s"), self.fresh("local"), self.fresh("q")
        around = scope.inner(result=None, in_loop=False)
        around.kinds |= {t: FLOAT, s: FLOAT}
        lines = [
            f"{s} = {self.bounded(scope)}",
            f"def {name}({t}):",
            f"    nonlocal {s}",
            f"    {s} = {self.bounded(around)}",
            f"    return {s} * 0.5",
        ]
        end = self.pick(("n", 2)) if "n" in scope.kinds else 2
        i, u = self.fresh("i"), self.fresh("s")
        lines += [f"{u} = 0.0", f"for {i} in range({end}):", f"    {u} = np.sin({u} + {name}({u}))"]
        self.bound(scope, u, FLOAT)
        scope.kinds[s] = FLOAT
        scope.fixed.add(s)
        return lines

    def view_of_view(self, scope):
        """A view of a view of a view."""
        matrices = {p: s for p, s in scope.arrays(2, writable=True).items()}
        if not matrices:
            return self.view(scope)
        place = self.pick(matrices)
        rows, columns = matrices[place]
        along, width = self.slice_of(columns)
        across, height = self.slice_of(rows)
        options = (
            (f"{place}.T[{along}][:, {across}]", (width, height)),
            (f"{place}[{across}].T[{along}].T", (height, width)),
            (f"{place}[::-1][{across}, ::-1][:, {along}]", (height, width)),
            (f"{place}.reshape(-1)[::-1].reshape({columns}, {rows})", (columns, rows)),
            (f"{place}[{across}][0][{along}]", (width,)),
            (f"{place}.T.swapaxes(0, 1)[{across}][-1]", (columns,)),
        )
        text, shape = self.pick(options)
        return [f"{self.bound(scope, self.fresh('v'), Array(shape))} = {text}"]

    def left_by_return(self, scope):
        """A function made inside with a loop that returns out of its middle."""
        vectors = scope.arrays(1, writable=True)
        if not vectors:
            return self.define(scope)
        name, t, i = self.fresh("local"), self.fresh("q"), self.fresh("i")
        place = self.pick(vectors)
        around = scope.inner(result=None, in_loop=False)
        around.kinds[t] = FLOAT
        lines = [
            f"def {name}({t}):",
            f"    for {i} in range(len({place})):",
            f"        if {place}[{i}] > {self.pick((0.33, 0.71))}:",
            f"            return {place}[{i}] * {t}",
            f"        {place}[{i}] += {self.bounded(around)}",
        ]
        if self.chance():
            lines += ["    else:", f"        {place}[0] *= 0.5"]
        lines.append(f"    return {self.bounded(around)}")
        call = f"{name}({self.atom(scope)})"
        if self.chance():
            call = f"{call} - {name}({self.atom(scope)})"
        return [*lines, f"{self.bound(scope, self.fresh('s'), FLOAT)} = np.tanh({call})"]
