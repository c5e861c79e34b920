"""Stores of random programs: element, slice, block, mask, index array; plain and augmented."""

from tests.programs.generator.values import Values


class Stores(Values):
    """Writes into arrays, through views of every kind."""

    def store(self, scope):
        """One statement that writes into an array."""
        arrays = scope.arrays(writable=True)
        if not arrays:
            return ["pass"]
        place = self.pick(arrays)
        shape = arrays[place]
        if len(shape) == 1 and shape[0] > 1 and self.chance(4):
            return self.overlap(place, shape[0])
        if len(shape) == 2 and self.chance(6):
            return self.matrix_overlap(place, shape)
        if self.chance(10):
            return self.several(scope, place, shape)
        target, left, moving = self.target(scope, place, shape)
        return self.assign(scope, target, left, moving)

    def target(self, scope, place, shape):
        """Text of a target, its shape, and whether it is an index array (or a mask)."""
        if len(shape) == 2:
            return self.matrix_target(scope, place, shape)
        (length,) = shape
        kind = self.number(0, 9)
        if kind <= 2:
            return f"{place}[{self.index(scope, length)}]", (), False
        if kind <= 4:
            text, size = self.slice_of(length)
            return f"{place}[{text}]", (size,), False
        if kind == 5:
            moved = self.moving_slice(scope, length)
            if moved:
                return f"{place}[{moved[0]}]", (moved[1],), False
        if kind == 6:
            indices = self.indices(length, self.number(1, 3))
            text = str(indices) if self.chance() else f"np.array({indices})"
            known = scope.indices(length)
            if known and self.chance():
                text = self.pick(known)
                return f"{place}[{text}]", (known[text],), True
            return f"{place}[{text}]", (len(indices),), True
        if kind == 7:
            return f"{place}[{self.mask(scope, shape)}]", (), True
        if kind == 8:
            text, size = self.slice_of(length)
            inner, left = self.slice_of(size)
            return f"{place}[{text}][{inner}]", (left,), False
        return f"{place}[{self.pick((':', '...', '::-1'))}]", shape, False

    def matrix_target(self, scope, place, shape):
        rows, columns = shape
        i, j = self.index(scope, rows), self.index(scope, columns)
        across, height = self.slice_of(rows)
        along, width = self.slice_of(columns)
        options = [
            (f"{place}[{i}, {j}]", (), False),
            (f"{place}[{i}, {j}]", (), False),
            (f"{place}[{i}]", (columns,), False),
            (f"{place}[{i}][{j}]", (), False),
            (f"{place}[{i}, {along}]", (width,), False),
            (f"{place}[:, {j}]", (rows,), False),
            (f"{place}[..., {j}]", (rows,), False),
            (f"{place}[{across}, {along}]", (height, width), False),
            (f"{place}[{across}]", (height, columns), False),
            (f"{place}.T[{j}]", (rows,), False),
            (f"{place}.T[{along}]", (width, rows), False),
            (f"{place}.reshape(-1)[{self.index(scope, rows * columns)}]", (), False),
            (f"{place}[:]", shape, False),
            (f"{place}[{self.mask(scope, shape)}]", (), True),
        ]
        if self.chance(3):
            count = self.number(1, 2)
            first, second = self.indices(rows, count), self.indices(columns, count)
            options = [
                (f"{place}[{first}, {second}]", (count,), True),
                (f"{place}[np.array({first})]", (count, columns), True),
                (f"{place}[{self.mask(scope, (rows,))}]", (columns,), True),
            ]
        return self.pick(options)

    def right(self, scope, shape):
        """A small right side for a target of this shape."""
        if not shape or self.chance(4):
            return self.bounded(scope)
        if self.chance(4):
            return self.bounded_array(scope, tuple(1 if self.chance() else n for n in shape))
        return self.bounded_array(scope, shape)

    def assign(self, scope, target, shape, moving):
        """A plain or augmented store; factors stay near one."""
        operator = self.pick(("=", "=", "=", "+=", "+=", "-=", "*=", "/=", "**=", "%=", "//="))
        e = self.right(scope, shape)
        if operator == "*=":
            return [f"{target} *= np.cos({e})"]
        if operator == "/=":
            return [f"{target} /= (1.8 + 0.5 * np.sin({e}))"]
        if operator == "**=":
            if moving:
                return [f"{target} = {e}"]
            return [
                f"{target} = np.exp(np.sin({target}))",
                f"{target} **= {self.pick(('2', '0.5', '-1', f'np.sin({e})'))}",
            ]
        if operator == "%=":
            return [f"{target} %= (3.0 + np.sin({e}))"]
        if operator == "//=":
            return [f"{target} //= 0.37"] if self.chance(3) else [f"{target} += {e}"]
        if self.chance(15) and operator == "=":
            return [f"{target} = {target} = {e}"] if self.chance(4) else [f"{target} = {e}"]
        return [f"{target} {operator} {e}"]

    def overlap(self, name, length):
        """A store whose right side reads an overlapping part of the same array."""
        a, b = f"{name}[1:]", f"{name}[:-1]"
        if self.chance():
            a, b = b, a
        options = [
            f"{a} = np.sin({b})",
            f"{a} += 0.5 * {b}",
            f"{a} -= {b}",
            f"{a} *= np.cos({b})",
            f"{a} *= {b}",
            f"{a} /= (2.5 + np.tanh({b}))",
            f"{a} = 0.5 * ({a} + {b})",
            f"{a} = {b}",
            f"{name}[:] = {name}[::-1]",
            f"{name} *= np.cos({name}[::-1])",
            f"{name} *= {name}",
            f"{name}[::-1] += np.sin({name})",
            f"{name}[0], {name}[-1] = {name}[-1], {name}[0]",
            f"{a}, {name}[0] = 0.7 * {b}, {name}[1]",
        ]
        if length > 2:
            inner, left, right = f"{name}[1:-1]", f"{name}[:-2]", f"{name}[2:]"
            options.append(f"{inner} += 0.2 * ({left} - 2.0 * {inner} + {right})")
            options.append(f"{inner} = np.sin({left} * {right})")
        chosen = self.pick(options)
        if " *= " in chosen and "cos" not in chosen:
            return [f"{name}[:] = np.tanh({name})", chosen]
        if " -= " in chosen:
            return [chosen, f"{name} *= 0.5"]
        return [chosen]

    def matrix_overlap(self, name, shape):
        """The same for a matrix, by rows, columns and the transpose."""
        rows, columns = shape
        options = [f"{name} *= np.cos({name}[::-1])", f"{name}[:, ::-1] += 0.5 * {name}"]
        if rows > 1:
            options += [f"{name}[1:] = np.sin({name}[:-1])", f"{name}[:-1] += 0.3 * {name}[1:]"]
        if columns > 1:
            options += [f"{name}[:, 1:] *= np.cos({name}[:, :-1])"]
        if rows == columns:
            options += [
                f"{name}[:] = 0.7 * {name}.T",
                f"{name} += 0.3 * {name}.T",
                f"{name} @= np.cos({name})\n{name} *= 0.2",
            ]
        return self.pick(options).split("\n")

    def several(self, scope, place, shape):
        """Two targets in one statement."""
        first, left, _ = self.target(scope, place, shape)
        arrays = scope.arrays(writable=True)
        other = self.pick(arrays)
        second, right, _ = self.target(scope, other, arrays[other])
        if left == right and self.chance():
            return [f"{first} = {second} = {self.right(scope, left)}"]
        one, two = self.right(scope, left), self.right(scope, right)
        return [f"{first}, {second} = {one}, {two}"]

    def add_at(self, scope):
        """An unbuffered addition at repeated indices."""
        arrays = scope.arrays(1, writable=True)
        if not arrays:
            return self.store(scope)
        place = self.pick(arrays)
        indices = self.indices(arrays[place][0], self.number(1, 3))
        e = self.right(scope, (len(indices),))
        return [f"np.{self.pick(('add', 'subtract'))}.at({place}, {indices}, {e})"]
