"""Objects, dicts, exceptions, named iterators and `*args` of random programs."""

from dataclasses import dataclass

from tests.programs.generator.scope import FLOAT, Array
from tests.programs.generator.writing import Writing

BOX = """\
class Box:
    def __init__(self, v, s):
        self.v = v
        self.s = s

    def energy(self, c):
        return np.sum(np.sin(self.v) * c) + self.s

    def push(self, c):
        self.v[0] += 0.5 * c
        self.s = np.tanh(self.s + c)
        return self.s
"""
MANY = """\
def many(*args, by=0.5):
    t = 0.0
    for a in args:
        t = np.sin(t * by + a)
    return t
"""


@dataclass(frozen=True)
class Holder:
    """An object or a dict, and the places of what it holds."""

    array: str
    number: str
    shape: tuple


class Holders(Writing):
    """Writes statements about containers of a known structure, and their kin."""

    def __init__(self, random):
        super().__init__(random)
        self.prelude = {}  # classes and functions of the module that are used

    def held(self, scope):
        """One of these statements."""
        options = (self.make_holder, self.use_holder, self.use_holder, self.attempt)
        return self.pick((*options, self.named_iterator, self.spread, self.columns))(scope)

    def make_holder(self, scope):
        """An object or a dict that holds a number and an array, its own or that of a name."""
        arrays = scope.arrays(writable=True)
        if not arrays:
            return self.define(scope)
        place = self.pick(arrays)
        shape = arrays[place]
        array = place if self.chance(3) else f"1.0 * ({self.bounded_array(scope, shape)})"
        name = self.fresh("box")
        if self.chance():
            self.prelude["Box"] = BOX
            line = f"{name} = Box({array}, {self.bounded(scope)})"
            holder = Holder(f"{name}.v", f"{name}.s", shape)
        else:
            line = f"{name} = {{'v': {array}, 's': {self.bounded(scope)}}}"
            holder = Holder(f"{name}['v']", f"{name}['s']", shape)
        scope.kinds |= {name: holder, holder.array: Array(shape), holder.number: FLOAT}
        scope.fixed.add(name)
        return [line]

    def use_holder(self, scope):
        """A method's call, or a store to what is held."""
        holders = {n: k for n, k in scope.kinds.items() if isinstance(k, Holder)}
        if not holders:
            return self.make_holder(scope)
        name = self.pick(holders)
        one = holders[name]
        if self.chance(3):
            array = self.bounded_array(scope, one.shape)
            return [f"{one.array} = 1.0 * ({array})"]
        if one.number.endswith("]") or self.chance():
            operator = self.pick(("=", "=", "+=", "-="))
            return [f"{one.number} {operator} {self.bounded(scope)}"]
        method = self.pick(("energy", "push"))
        call = f"{name}.{method}({self.atom(scope)})"
        return [f"{self.bound(scope, self.fresh('s'), FLOAT)} = np.tanh({call})"]

    def attempt(self, scope):
        """A number that an exception decides."""
        s = self.fresh("s")
        lines = [
            "try:",
            f"    if {self.test(scope)}:",
            "        raise ValueError('no')",
            f"    {s} = {self.bounded(scope)}",
            "except ValueError:",
            f"    {s} = {self.bounded(scope)}",
        ]
        if self.chance(3):
            lines += ["finally:", f"    {s} = {s} * 0.9"]
        self.bound(scope, s, FLOAT)
        return lines

    def named_iterator(self, scope):
        """The first element by `next`, the others in a loop."""
        vectors = scope.arrays(1)
        if not vectors:
            return self.define(scope)
        place = self.pick(vectors)
        it, s, e = self.fresh("it"), self.fresh("s"), self.fresh("e")
        source = self.pick((f"iter({place})", f"map(np.sin, {place})", f"iter({place}[::-1])"))
        lines = [f"{it} = {source}", f"{s} = next({it})"]
        inner = scope.inner(in_loop=False)
        inner.kinds |= {e: FLOAT, s: FLOAT}
        body = [f"    {s} = np.sin({s} + {e} * {self.atom(inner)})"]
        if self.chance(3):
            body += [f"    if {self.test(inner)}:", "        break"]
        lines += [f"for {e} in {it}:", *body]
        if self.chance(3):
            lines.append(f"{s} = {s} * next({it}, 0.7)")
        self.bound(scope, s, FLOAT)
        return lines

    def spread(self, scope):
        """A call with as many arguments as an array has elements."""
        vectors = scope.arrays(1)
        if not vectors:
            return self.define(scope)
        self.prelude["many"] = MANY
        first = f"{self.atom(scope)}, " if self.chance() else ""
        last = f", by={self.atom(scope)}" if self.chance(3) else ""
        call = f"many({first}*{self.pick(vectors)}{last})"
        return [f"{self.bound(scope, self.fresh('s'), FLOAT)} = {call}"]

    def columns(self, scope):
        """A number made of the columns of a matrix."""
        matrices = {p: s for p, s in scope.arrays(2).items() if s[0] > 1}
        if not matrices:
            return self.attempt(scope)
        place = self.pick(matrices)
        names = ", ".join("abcd"[: matrices[place][0]])
        options = (
            f"sum(max(c) for c in zip(*{place}))",
            f"sum(a * b for {names} in zip(*{place}))",
        )
        return [f"{self.bound(scope, self.fresh('s'), FLOAT)} = np.tanh({self.pick(options)})"]
