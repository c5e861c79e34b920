"""Random programs: nested loops, branches, in-place stores through views, helpers, lists.

All values stay bounded (sines, means, factors below one) and are smooth but for tests on active
values; where such a test or a mask decides near the arguments, the caller must notice and pass on.
Programs are text, since srcgrad reads source; every index is valid by construction.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from tests.programs.case import positive, signed

LENGTH = 4  # of the parameter x
ROWS, COLUMNS = 2, 3  # of the parameter M
PASSES = 3  # the most that the parameter n may be
LEVELS = (0.1, 0.33, -0.27, 0.71)  # what values are compared with


@dataclass(frozen=True)
class Integer:
    """An integer variable and the values that it may have."""

    low: int
    high: int


FLOAT, LIST = "float", "list"


@dataclass
class Scope:
    """The variables that a statement may use, and where it stands."""

    kinds: dict
    depth: int = 0
    in_loop: bool = False
    returns: bool = True

    def inner(self, **changes):
        """A block inside this one: what it defines is not known afterwards."""
        scope = Scope(dict(self.kinds), self.depth + 1, self.in_loop, self.returns)
        for name, value in changes.items():
            setattr(scope, name, value)
        return scope

    def of(self, kind):
        return [name for name, k in self.kinds.items() if k == kind]

    def arrays(self, rank):
        return {n: k for n, k in self.kinds.items() if isinstance(k, tuple) and len(k) == rank}

    def integers(self):
        return {n: k for n, k in self.kinds.items() if isinstance(k, Integer)}


class Maker:
    """Writes one program, drawing every choice from hypothesis."""

    def __init__(self, draw):
        self.draw = draw
        self.count = 0
        self.helpers = {}

    # choices

    def pick(self, options):
        return self.draw(st.sampled_from(list(options)))

    def number(self, low, high):
        return self.draw(st.integers(low, high))

    def chance(self, of=2):
        return self.number(0, of - 1) == of - 1

    def fresh(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    # indices and slices

    def index(self, scope, length):
        """Text of an index that is valid for an axis."""
        options = []
        for name, k in scope.integers().items():
            if -length <= k.low and k.high < length:
                options.append(name)
            if -length <= k.low - 1 and k.high - 1 < length:
                options.append(f"{name} - 1")
            if -length <= k.low + 1 and k.high + 1 < length:
                options.append(f"{name} + 1")
            options.append(f"{name} % {length}")
        if options and not self.chance(3):
            return self.pick(options)
        return str(self.number(-length, length - 1))

    def slice_of(self, length, wanted=None):
        """Text of a slice of an axis and its length, which is at least 1."""
        size = wanted or self.number(1, length)
        options = []
        for step in (1, 2, -1, -2):
            reach = (size - 1) * abs(step) + 1
            for start in range(length - reach + 1):
                options.append((start, step))
        start, step = self.pick(options)
        if step > 0:
            stop = start + (size - 1) * step + 1
            first = "" if start == 0 else str(start)
            last = "" if stop >= length else str(stop if self.chance() else stop - length)
        else:
            top = start + (size - 1) * -step
            first = "" if top == length - 1 else str(top)
            last = "" if start + step < 0 else str(start + step)
        text = f"{first}:{last}" + ("" if step == 1 else f":{step}")
        return text, size

    # expressions

    def scalar_atom(self, scope):
        options = [*scope.of(FLOAT), str(self.pick((0.4, 0.9, -0.6)))]
        vectors, matrices = scope.arrays(1), scope.arrays(2)
        kind = self.number(0, 3)
        if kind >= 1 and vectors:
            name = self.pick(vectors)
            return f"{name}[{self.index(scope, vectors[name][0])}]"
        if kind >= 2 and matrices:
            name = self.pick(matrices)
            i, j = (self.index(scope, length) for length in matrices[name])
            return f"{name}[{i}, {j}]"
        return self.pick(options)

    def scalar(self, scope):
        kind = self.number(0, 6)
        vectors = scope.arrays(1)
        if kind == 1:
            return f"{self.scalar_atom(scope)} * {self.scalar_atom(scope)}"
        if kind == 2:
            return f"{self.scalar_atom(scope)} - 0.5 * {self.scalar_atom(scope)}"
        if kind == 3 and vectors:
            return f"np.sum({self.vector(scope, self.pick(list(vectors.values()))[0])})"
        if kind == 4 and vectors:
            length = self.pick(list(vectors.values()))[0]
            return f"np.dot({self.vector_atom(scope, length)}, {self.vector_atom(scope, length)})"
        if kind == 5 and scope.integers():
            return f"{self.scalar_atom(scope)} * {self.pick(scope.integers())}"
        if kind == 6 and scope.of(LIST):
            return f"sum({self.pick(scope.of(LIST))})"
        return self.scalar_atom(scope)

    def bounded_scalar(self, scope):
        kind = self.number(0, 4)
        if kind == 0:
            return f"np.sin({self.scalar(scope)})"
        if kind == 1:
            return f"np.tanh({self.scalar(scope)})"
        if kind == 2:
            return f"0.5 * ({self.scalar_atom(scope)} + {self.scalar_atom(scope)})"
        if kind == 3:
            return f"{self.scalar_atom(scope)} * np.cos({self.scalar(scope)})"
        return f"math.sin({self.scalar(scope)})"

    def vector_atom(self, scope, length):
        vectors, matrices = scope.arrays(1), scope.arrays(2)
        options = [n for n, (size,) in vectors.items() if size == length]
        longer = [n for n, (size,) in vectors.items() if size >= length]
        kind = self.number(0, 5)
        if kind <= 1 and options:
            return self.pick(options)
        if kind == 4 and matrices:
            rows = [n for n, (_, c) in matrices.items() if c == length]
            columns = [n for n, (r, _) in matrices.items() if r == length]
            if rows:
                name = self.pick(rows)
                return f"{name}[{self.index(scope, matrices[name][0])}]"
            if columns:
                name = self.pick(columns)
                return f"{name}[:, {self.index(scope, matrices[name][1])}]"
        if kind == 5 and vectors:
            name = self.pick(vectors)
            indices = [self.number(0, vectors[name][0] - 1) for _ in range(length)]
            return f"{name}[{indices}]"
        if longer:
            name = self.pick(longer)
            return f"{name}[{self.slice_of(vectors[name][0], length)[0]}]"
        flat = [n for n, (r, c) in matrices.items() if r * c == length]
        if flat:
            return f"{self.pick(flat)}.{self.pick(('ravel()', 'reshape(-1)', 'flatten()'))}"
        return f"np.full({length}, {self.scalar_atom(scope)})"

    def vector(self, scope, length):
        kind = self.number(0, 4)
        a = self.vector_atom(scope, length)
        if kind == 1:
            return f"{a} * {self.vector_atom(scope, length)}"
        if kind == 2:
            return f"{a} - {self.scalar_atom(scope)}"
        if kind == 3:
            return f"{a} * {self.vector_atom(scope, 1)}"
        if kind == 4:
            return f"0.3 * np.cumsum({a})"
        return a

    def bounded_vector(self, scope, length):
        kind = self.number(0, 4)
        if kind == 0:
            return f"np.sin({self.vector(scope, length)})"
        if kind == 1:
            return f"np.tanh({self.vector(scope, length)})"
        if kind == 2:
            return f"0.5 * ({self.vector_atom(scope, length)} + {self.vector_atom(scope, length)})"
        if kind == 3:
            return f"{self.vector_atom(scope, length)} * np.cos({self.vector(scope, length)})"
        return self.vector_atom(scope, length)

    def bounded_matrix(self, scope, shape):
        same = [n for n, k in scope.arrays(2).items() if k == shape]
        kind = self.number(0, 3)
        if kind <= 1 and same:
            return f"np.sin({self.pick(same)} * {self.pick(same)})"
        if kind == 2 and same:
            return f"{self.pick(same)} * np.cos({self.vector_atom(scope, shape[1])})"
        rows = self.vector(scope, shape[0])
        return f"np.tanh(({rows})[:, None] * {self.vector_atom(scope, shape[1])})"

    def test(self, scope):
        integers = scope.integers()
        kind = self.number(0, 4)
        if kind <= 1 and integers:
            name = self.pick(integers)
            return self.pick((f"{name} % 2 == 0", f"{name} > 1", f"{name} != 1"))
        text = f"{self.scalar(scope)} {self.pick('<>')} {self.pick(LEVELS)}"
        if kind == 2 and integers:
            return f"{self.pick(integers)} < 2 {self.pick(('and', 'or'))} {text}"
        return text

    # statements

    def store(self, scope):
        """A store into an array: element, slice, whole, fancy or mask; plain or augmented."""
        vectors, matrices = scope.arrays(1), scope.arrays(2)
        if matrices and (not vectors or self.chance(3)):
            return self.matrix_store(scope, matrices)
        name = self.pick(vectors)
        length = vectors[name][0]
        kind = self.number(0, 10)
        if kind <= 2:
            target, size = f"{name}[{self.index(scope, length)}]", None
        elif kind <= 4:
            text, size = self.slice_of(length)
            target = f"{name}[{text}]"
        elif kind >= 8 and length > 1:
            return self.overlap(name, length)
        elif kind == 5:
            target, size = f"{name}[:]", length
        elif kind == 6:
            size = self.number(1, 3)
            target = f"{name}[{[self.number(-length, length - 1) for _ in range(size)]}]"
        else:
            other = self.vector_atom(scope, length)
            target = f"{name}[{other} {self.pick('<>')} {self.pick(LEVELS)}]"
            size = None
        return self.assign(scope, target, size)

    def matrix_store(self, scope, matrices):
        name = self.pick(matrices)
        rows, columns = matrices[name]
        kind = self.number(0, 5)
        i, j = self.index(scope, rows), self.index(scope, columns)
        if kind == 0:
            return self.assign(scope, f"{name}[{i}, {j}]", None)
        if kind == 1:
            return self.assign(scope, f"{name}[{i}]", columns)
        if kind == 2:
            return self.assign(scope, f"{name}[:, {j}]", rows)
        if kind == 3:
            return self.assign(scope, f"{name}.T[{j}]", rows)
        if kind == 4:
            text, size = self.slice_of(columns)
            return self.assign(scope, f"{name}[{i}, {text}]", size)
        return [f"{name}[:] = {self.bounded_matrix(scope, (rows, columns))}"]

    def assign(self, scope, target, size):
        operator = self.pick(("=", "=", "+=", "-=", "*=", "/="))
        scalar = size is None or self.chance(4)
        if operator in ("*=", "/="):
            e = self.scalar(scope) if scalar else self.vector(scope, size)
            factor = f"np.cos({e})" if operator == "*=" else f"(1.8 + 0.5 * np.sin({e}))"
            return [f"{target} {operator} {factor}"]
        e = self.bounded_scalar(scope) if scalar else self.bounded_vector(scope, size)
        return [f"{target} {operator} {e}"]

    def overlap(self, name, length):
        """A store whose right side reads an overlapping part of the same array."""
        a, b = f"{name}[1:]", f"{name}[:-1]"
        if self.chance():
            a, b = b, a
        options = [
            f"{a} = np.sin({b})",
            f"{a} += 0.5 * {b}",
            f"{a} *= np.cos({b})",
            f"{a} = 0.5 * ({a} + {b})",
            f"{a} = {b}",
            f"{name}[:] = {name}[::-1]",
            f"{name} *= np.cos({name}[::-1])",
            f"{name}[::-1] += np.sin({name})",
        ]
        if length > 2:
            inner, left, right = f"{name}[1:-1]", f"{name}[:-2]", f"{name}[2:]"
            options.append(f"{inner} += 0.2 * ({left} - 2.0 * {inner} + {right})")
            options.append(f"{inner} = np.sin({left} * {right})")
        return [self.pick(options)]

    def define(self, scope):
        """A new name: a fresh value, a copy, a view, an alias; or an old name bound anew."""
        vectors, matrices = scope.arrays(1), scope.arrays(2)
        kind = self.number(0, 10)
        if kind <= 1 or not vectors:
            old = scope.of(FLOAT)
            name = self.pick(old) if old and self.chance() else self.fresh("s")
            line = f"{name} = {self.bounded_scalar(scope)}"
            scope.kinds[name] = FLOAT
            return [line]
        if kind == 2:
            name = self.pick(scope.of(FLOAT))
            operator = self.pick(("+=", "-="))
            return [f"{name} {operator} {self.bounded_scalar(scope)}"]
        source = self.pick(vectors)
        length = vectors[source][0]
        if kind == 3:
            name = self.fresh("v")
            text, size = self.slice_of(length)
            scope.kinds[name] = (size,)
            return [f"{name} = {source}[{text}]"]
        if kind == 4:
            name = self.fresh("v")
            scope.kinds[name] = (length,)
            return [f"{name} = {source}{self.pick(('', '.copy()'))}"]
        if kind == 5 and matrices:
            return self.view_of_matrix(scope, matrices)
        if kind == 6:
            same = [n for n, k in vectors.items() if k == (length,)]
            name = self.pick(same) if self.chance() else self.fresh("v")
            line = f"{name} = {self.bounded_vector(scope, length)}"
            scope.kinds[name] = (length,)
            return [line]
        if kind == 7:
            same = [n for n, k in vectors.items() if k == (length,)]
            other = self.pick(same)
            if other != source:
                return [f"{source}, {other} = {other}, {source}"]
        if kind == 8:
            name = self.fresh("W")
            shape = (length, self.number(2, 3))
            line = f"{name} = {self.bounded_matrix(scope, shape)}"
            scope.kinds[name] = shape
            return [line]
        name = self.fresh("v")
        if kind >= 9:
            scope.kinds[name] = (length,)
            return [f"{name} = {source}"]
        size = self.number(2, LENGTH)
        scope.kinds[name] = (size,)
        return [f"{name} = np.zeros({size})"]

    def view_of_matrix(self, scope, matrices):
        source = self.pick(matrices)
        rows, columns = matrices[source]
        name = self.fresh("v")
        kind = self.number(0, 3)
        if kind == 0:
            scope.kinds[name] = (columns,)
            return [f"{name} = {source}[{self.index(scope, rows)}]"]
        if kind == 1:
            scope.kinds[name] = (rows,)
            return [f"{name} = {source}[:, {self.index(scope, columns)}]"]
        if kind == 2:
            scope.kinds[name] = (columns, rows)
            return [f"{name} = {source}.T"]
        scope.kinds[name] = (rows * columns,)
        return [f"{name} = {source}.{self.pick(('reshape(-1)', 'ravel()'))}"]

    def call(self, scope):
        """A call of a helper, which may write into its first argument."""
        options = []
        for helper, (length, result) in self.helpers.items():
            for name, (size,) in scope.arrays(1).items():
                if size == length:
                    options.append((helper, name, result))
                elif size > length:
                    options.append((helper, f"{name}[{self.slice_of(size, length)[0]}]", result))
        if not options:
            return self.define(scope)
        helper, argument, result = self.pick(options)
        call = f"{helper}({argument}, {self.scalar_atom(scope)})"
        if result is None:
            return [call]
        name = self.fresh("s" if result == FLOAT else "v")
        scope.kinds[name] = result
        return [f"{name} = {call}"]

    def listed(self, scope):
        """An append to a list, or a loop over one."""
        lists = scope.of(LIST)
        if not lists:
            return self.store(scope)
        name = self.pick(lists)
        if scope.depth < 2 and self.chance(3):
            element = self.fresh("e")
            inner = scope.inner(in_loop=True)
            inner.kinds[element] = FLOAT
            del inner.kinds[name]  # a list does not grow while a loop runs over it
            return [f"for {element} in {name}:", *self.block(inner)]
        return [f"{name}.append({self.bounded_scalar(scope)})"]

    def branch(self, scope):
        lines = [f"if {self.test(scope)}:", *self.block(scope.inner())]
        if self.chance():
            lines += ["else:", *self.block(scope.inner())]
        return lines

    def leave(self, scope):
        """A break, continue or return behind a test."""
        options = ["break", "continue"] if scope.in_loop else []
        if scope.returns:
            options.append(f"return {self.result(scope)}")
        if not options:
            return self.store(scope)
        return [f"if {self.test(scope)}:", f"    {self.pick(options)}"]

    def loop(self, scope):
        vectors, matrices = scope.arrays(1), scope.arrays(2)
        inner = scope.inner(in_loop=True)
        name = self.pick(vectors) if vectors else None
        length = vectors[name][0] if name else 0
        kind = self.number(0, 7)
        i = self.fresh("i")
        if kind == 2 and length > 2:
            inner.kinds[i] = Integer(1, length - 2)
            head = f"for {i} in range(1, len({name}) - 1):"
        elif kind == 3 and length > 1:
            inner.kinds[i] = Integer(1, length - 1)
            head = f"for {i} in range(len({name}) - 1, 0, -1):"
        elif kind == 4 and length:
            inner.kinds[i] = Integer(0, length - 1)
            element = self.fresh("e")
            inner.kinds[element] = FLOAT
            head = f"for {i}, {element} in enumerate({name}):"
        elif kind == 5 and matrices:
            name = self.pick(matrices)
            row = self.fresh("row")
            inner.kinds[row] = (matrices[name][1],)
            head = f"for {row} in {name}:"
        elif kind == 6:
            inner.kinds[i] = Integer(1, 3)
            body = [f"    {i} += 1", *self.block(inner)]
            return [f"{i} = 0", f"while {i} < {self.number(1, 3)}:", *body]
        elif kind == 7 and scope.integers():
            outer, k = self.pick(list(scope.integers().items()))
            inner.kinds[i] = Integer(0, max(k.high - 1, 0))
            head = f"for {i} in range({outer}):"
        else:
            inner.kinds[i] = Integer(0, PASSES - 1)
            known = ("n", 2, 3) if "n" in scope.kinds else (2, 3)
            head = f"for {i} in range({self.pick(known)}):"
        return [head, *self.block(inner)]

    def statement(self, scope):
        kind = self.number(0, 13)
        if kind <= 5:
            return self.store(scope)
        if kind <= 7:
            return self.define(scope)
        if kind <= 9 and scope.depth < 2:
            return self.loop(scope)
        if kind == 10 and scope.depth < 3:
            return self.branch(scope)
        if kind == 11:
            return self.call(scope)
        if kind == 12:
            return self.listed(scope)
        if kind == 13 and scope.depth > 0:
            return self.leave(scope)
        return self.store(scope)

    def block(self, scope, fewest=1, most=3):
        lines = []
        for _ in range(self.number(fewest, most)):
            lines += self.statement(scope)
        return [f"    {line}" for line in lines]

    def result(self, scope):
        """A scalar that depends on some of what is there."""
        arrays = list({**scope.arrays(1), **scope.arrays(2)})
        terms = [f"np.sum({self.pick(arrays)})"]
        for _ in range(self.number(1, 3)):
            a = self.pick(arrays)
            terms.append(self.pick((f"np.sum(np.sin({a}))", f"np.sum({a} * {a})")))
        return " + ".join([*terms, self.scalar(scope)])

    # functions

    def helper(self):
        name = self.fresh("helper")
        length = self.number(1, LENGTH)
        scope = Scope({"u": (length,), "c": FLOAT}, depth=1, returns=False)
        lines = [f"def {name}(u, c):", *self.block(scope)]
        kind = self.number(0, 4)
        result = None
        if kind <= 1:
            lines.append(f"    return {self.bounded_scalar(scope)}")
            result = FLOAT
        elif kind == 2:
            lines.append(f"    return {self.bounded_vector(scope, length)}")
            result = (length,)
        elif kind == 3:
            text, size = self.slice_of(length)
            lines.append(f"    return u[{text}]")
            result = (size,)
        self.helpers[name] = (length, result)
        return lines

    def module(self):
        lines = ["import math", "", "import numpy as np", ""]
        made = [self.helper() for _ in range(self.number(0, 2))]
        for helper in made:
            lines += ["", *helper, ""]
        kinds = {"x": (LENGTH,), "M": (ROWS, COLUMNS), "a": FLOAT, "n": Integer(0, PASSES)}
        scope = Scope(kinds)
        lines += ["", "def program(x, M, a, n):"]
        if self.chance():
            scope.kinds["values"] = LIST
            lines.append("    values = []")
        lines += self.block(scope, 3, 7)
        lines.append(f"    return {self.result(scope)}")
        return "\n".join(lines) + "\n"


@st.composite
def modules(draw):
    """The text of a module with a function ``program(x, M, a, n)``."""
    return Maker(draw).module()


def wrts():
    """What to differentiate with respect to."""
    return st.sampled_from(["x", ("x", "M", "a"), ("x", "a"), ("M",), "a", ("a", "x")])


def passes():
    """Values of the parameter ``n``."""
    return st.integers(0, PASSES)


def arguments(n, strided):
    """Arguments of a program; ``strided`` arrays are not contiguous in C order."""
    x, m = signed(LENGTH), positive(ROWS, COLUMNS)
    if strided:
        x = np.repeat(x, 2)[::2]
        m = np.asfortranarray(m)
    return x, m, 0.8, n
