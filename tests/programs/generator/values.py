"""Expressions of random programs: numbers, and arrays of a wanted shape."""

import math

from tests.programs.generator.scope import FLOAT, LEVELS, MOST, ZERO, Choices


class Values(Choices):
    """Writes expressions; `bounded` ones stay small whatever they are made of."""

    # numbers

    def element(self, scope):
        """An element of an array, or None."""
        arrays = scope.arrays()
        if not arrays:
            return None
        place = self.pick(arrays)
        shape = arrays[place]
        indices = [self.index(scope, n) for n in shape]
        if len(indices) == 2 and self.chance(4):
            return f"{place}[{indices[0]}][{indices[1]}]"
        text = f"{place}[{', '.join(indices)}]"
        return f"{text}.item()" if self.chance(12) else text

    def atom(self, scope):
        """A number that is there, or a constant."""
        kind = self.number(0, 9)
        if kind <= 4:
            found = self.element(scope)
            if found is not None:
                return found
        if kind == 5 and scope.of(ZERO):
            return self.pick(scope.of(ZERO)) + self.pick(("", "[()]", ".item()"))
        if kind == 6 and scope.integers():
            return self.pick(scope.integers())
        if kind == 7:
            full = [n for n, k in scope.lists().items() if k.element == FLOAT and k.fewest]
            if full:
                return f"{self.pick(full)}[{self.pick((0, -1))}]"
        names = scope.of(FLOAT)
        if names and kind != 9:
            return self.pick(names)
        return str(self.pick((0.4, 0.9, -0.6, 1, 2)))

    def number_text(self, scope, deep=True):
        """An expression that is a number."""
        a, b = self.atom(scope), self.atom(scope)
        options = [
            lambda: a,
            lambda: a,
            lambda: f"{a} * {b}",
            lambda: f"{a} - 0.5 * {b}",
            lambda: f"{a} / (1.5 + {b} * {b})",
            lambda: f"({a}) ** {self.pick((2, 3))}",
            lambda: f"(1.3 + {a} * {a}) ** {self.pick((0.5, -1, '(' + b + ' / 9)'))}",
            lambda: f"{self.pick(('max', 'min'))}({a}, {b})",
            lambda: f"abs({a})",
            lambda: f"-({a})",
            lambda: f"{a} % 7.0",
            lambda: f"float({a})",
            lambda: f"np.float64({a})",
            lambda: f"({a} if {self.test(scope)} else {b})",
        ]
        if scope.arrays():
            options += 3 * [lambda: self.reduction(scope)]
        called = self.number_call(scope) if deep and self.chance(3) else None
        if called:
            options += 6 * [lambda: called]
        if deep:
            options.append(lambda: self.walrus(scope))
            numbers = [n for n, k in scope.lists().items() if k.element == FLOAT]
            if numbers:
                options.append(lambda: f"sum({self.pick(numbers)})")
                options.append(lambda: f"sum(t * t for t in {self.pick(numbers)})")
        return self.pick(options)()

    def number_call(self, scope):
        """A call of a helper that returns a number, or None; calls are written elsewhere."""

    def walrus(self, scope):
        """An expression that binds a name on the way."""
        name = self.fresh("w")
        return f"({name} := {self.bounded(scope)}) * {name}"

    def reduction(self, scope):
        """A reduction of an array to a number."""
        shape = self.pick(scope.arrays().values())
        a = self.array(scope, shape)
        options = [
            f"np.sum({a})",
            f"np.mean({a})",
            f"({a}).sum()",
            f"({a}).max()",
            f"np.min({a})",
            f"np.var({a})",
            f"np.linalg.norm({a} + 2.5)",
            f"np.prod(0.5 * {a})",
        ]
        if len(shape) == 1:
            b = self.array_atom(scope, shape)
            options += [f"np.dot({a}, {b})", f"({a}) @ ({b})", f"np.inner({a}, {b})"]
            options += [f"sum(t * 0.3 for t in {self.array_atom(scope, shape)})", f"sum({a})"]
        return self.pick(options)

    def bounded(self, scope):
        """A number of size 2 at most, if those that are there are."""
        options = [
            lambda: f"np.sin({self.number_text(scope)})",
            lambda: f"np.tanh({self.number_text(scope)})",
            lambda: f"0.5 * ({self.atom(scope)} + {self.atom(scope)})",
            lambda: f"{self.atom(scope)} * np.cos({self.number_text(scope)})",
            lambda: f"math.sin({self.number_text(scope)})",
            lambda: f"np.exp(np.sin({self.number_text(scope, deep=False)})) - 1.0",
            lambda: f"1.0 / (1.0 + ({self.number_text(scope, deep=False)}) ** 2)",
        ]
        return self.pick(options)()

    # tests

    def test(self, scope):
        """A condition, on integers or on active numbers."""
        integers = list(scope.integers())
        kind = self.number(0, 7)
        if kind <= 2 and integers:
            i = self.pick(integers)
            j = self.pick([*integers, "2"])
            return self.pick(
                (f"{i} % 2 == 0", f"{i} > 1", f"{i} != {j}", f"0 < {i} <= {j}", f"not {i}")
            )
        if kind == 3:
            return f"-0.8 < {self.atom(scope)} < {self.pick(LEVELS)}"
        text = f"{self.atom(scope)} {self.pick('<>')} {self.pick(LEVELS)}"
        if kind == 4 and integers:
            return f"{self.pick(integers)} < 2 {self.pick(('and', 'or'))} {text}"
        if kind == 5:
            return f"not ({text} or {self.atom(scope)} > {self.pick(LEVELS)})"
        if kind == 6 and "flag" in scope.kinds:
            return self.pick(("flag", "not flag"))
        return text

    # arrays

    def array_atom(self, scope, shape):
        """An array of this shape: a name, a view, a part, or something made of numbers."""
        options = []
        arrays = scope.arrays()
        for place, have in arrays.items():
            options += self.parts(scope, place, have, shape)
        if options and not self.chance(8):
            return self.pick(options)()
        if self.chance():
            return f"np.full({shape}, 0.9 * {self.atom(scope)})"
        return f"({self.atom(scope)} + np.zeros({shape}))"

    def parts(self, scope, place, have, shape):
        """Ways to take an array of ``shape`` out of one of shape ``have``."""
        options = []
        if have == shape:
            options += 3 * [lambda: place]
            options += [
                lambda: f"{place}[::-1]",
                lambda: f"{place}.copy()",
                lambda: f"np.flip({place})",
                lambda: f"np.roll({place}, 1)",
            ]
        if len(have) == len(shape) == 1 and have[0] >= shape[0]:
            options.append(lambda: f"{place}[{self.slice_of(have[0], shape[0])[0]}]")
        if len(have) == len(shape) == 2:
            if have[::-1] == shape:
                options += 2 * [lambda: f"{place}.T"]
            if have[0] >= shape[0] and have[1] >= shape[1]:
                options.append(lambda: self.submatrix(have, shape, place))
        if len(have) == 2 and len(shape) == 1:
            if have[1] == shape[0]:
                options.append(lambda: f"{place}[{self.index(scope, have[0])}]")
                options.append(lambda: f"{place}.sum(axis=0)")
            if have[0] == shape[0]:
                options.append(lambda: f"{place}[:, {self.index(scope, have[1])}]")
                options.append(lambda: f"np.mean({place}, axis=1)")
            if min(have) == shape[0]:
                options.append(lambda: f"np.diagonal({place})")
        if have != shape and math.prod(have) == math.prod(shape):
            options.append(lambda: f"{place}.reshape({shape})")
            if len(shape) == 1:
                flat = self.pick(("ravel()", "reshape(-1)", "flatten()", "T.ravel()"))
                options.append(lambda: f"{place}.{flat}")
        if len(have) == 1 and len(shape) == 2:
            if have[0] == shape[0] and shape[1] == 1:
                options.append(lambda: f"{place}[:, None]")
            if have[0] == shape[1] and shape[0] == 1:
                options.append(lambda: f"{place}[np.newaxis]")
            if have[0] == shape[0]:
                options.append(lambda: f"np.outer({place}, {self.array_atom(scope, shape[1:])})")
        if len(shape) == 1 and len(have) == 1:
            known = list(scope.indices(have[0], shape[0]))
            options += [lambda n=n: f"{place}[{n}]" for n in known]
            options.append(lambda: f"{place}[{self.indices(have[0], shape[0])}]")
        if len(have) == 2 and len(shape) == 2 and have[1] == shape[1]:
            options.append(lambda: f"{place}[{self.indices(have[0], shape[0])}]")
        if len(have) == len(shape) and all(h in (1, n) for h, n in zip(have, shape, strict=True)):
            options.append(lambda: f"np.broadcast_to({place}, {shape})")
        return options

    def submatrix(self, have, shape, place):
        """A block of a matrix."""
        rows, columns = (self.slice_of(h, n)[0] for h, n in zip(have, shape, strict=True))
        return f"{place}[{rows}, {columns}]"

    def indices(self, length, count):
        """Text of a list of indices."""
        return [self.number(-length, length - 1) for _ in range(count)]

    def smaller(self, scope, shape):
        """An operand that broadcasts to a shape: fewer axes, axes of length 1, or a number."""
        kind = self.number(0, 3)
        if kind == 0 or not shape:
            return self.atom(scope)
        if kind == 1 and len(shape) > 1:
            return self.array_atom(scope, shape[1:])
        if kind == 2:
            return self.array_atom(scope, tuple(1 if self.chance() else n for n in shape))
        return self.array_atom(scope, shape)

    def array(self, scope, shape):
        """An expression of this shape."""
        a = self.array_atom(scope, shape)
        options = [
            lambda: a,
            lambda: f"{a} * {self.smaller(scope, shape)}",
            lambda: f"{self.smaller(scope, shape)} - {a}",
            lambda: f"{a} + 0.5 * {self.smaller(scope, shape)}",
            lambda: f"{a} / (1.5 + {self.smaller(scope, shape)} ** 2)",
            lambda: f"({a}) ** 2",
            lambda: f"0.3 * np.cumsum({a}, axis=0)",
            lambda: f"np.where({self.mask(scope, shape)}, {a}, {self.smaller(scope, shape)})",
            lambda: f"np.maximum({a}, {self.smaller(scope, shape)})",
            lambda: f"np.clip({a}, -0.7, {self.pick((0.9, self.atom(scope) + ' + 2.0'))})",
            lambda: f"np.abs({a})",
            lambda: f"{a} - np.mean({a}, axis=0, keepdims=True)",
            lambda: f"np.sum({a}, axis=-1, keepdims=True) * {a}",
            lambda: self.joined(scope, shape),
            lambda: self.product(scope, shape),
        ]
        return self.pick(options)()

    def joined(self, scope, shape):
        """Two arrays, or numbers, put together."""
        first, rest = shape[0], shape[1:]
        if first > 1 and self.chance():
            cut = self.number(1, first - 1)
            a, b = (self.array_atom(scope, (n, *rest)) for n in (cut, first - cut))
            return f"np.concatenate(({a}, {b}))"
        if rest:
            rows = [self.array_atom(scope, rest) for _ in range(first)]
            return f"np.stack([{', '.join(rows)}])"
        if self.chance(3):
            one = self.array_atom(scope, shape)
            return f"np.array([np.sin(t * {self.atom(scope)}) for t in {one}])"
        return f"np.array([{', '.join(self.atom(scope) + ' * 1.0' for _ in range(first))}])"

    def product(self, scope, shape):
        """A matrix product with this shape, where one of the names fits."""
        inner = self.number(1, MOST - 1)
        if len(shape) == 2:
            a = self.array_atom(scope, (shape[0], inner))
            return f"0.3 * {a} @ {self.array_atom(scope, (inner, shape[1]))}"
        a = self.array_atom(scope, (shape[0], inner))
        return f"0.3 * np.dot({a}, {self.array_atom(scope, (inner,))})"

    def mask(self, scope, shape):
        """A boolean array of this shape."""
        known = scope.masks(shape)
        if known and self.chance():
            return self.pick(known)
        text = f"{self.array_atom(scope, shape)} {self.pick('<>')} {self.pick(LEVELS)}"
        if self.chance(6):
            return f"({text}) & ({self.array_atom(scope, shape)} > -0.5)"
        return text

    def bounded_array(self, scope, shape):
        """An array of this shape with small numbers."""
        options = [
            lambda: f"np.sin({self.array(scope, shape)})",
            lambda: f"np.tanh({self.array(scope, shape)})",
            lambda: f"0.5 * ({self.array_atom(scope, shape)} + {self.smaller(scope, shape)})",
            lambda: f"{self.array_atom(scope, shape)} * np.cos({self.array(scope, shape)})",
            lambda: self.array_atom(scope, shape),
        ]
        return self.pick(options)()
