"""Names of random programs: new ones, aliases, views, names bound anew, swaps, containers."""

import math

from tests.programs.generator.scope import FLOAT, MOST, ZERO, Array, Indices, Integer, List, Mask
from tests.programs.generator.stores import Stores


class Names(Stores):
    """Writes statements that bind names."""

    def define(self, scope):
        """A statement that binds a name."""
        return self.pick(
            (
                self.bind_number,
                self.bind_number,
                self.augment_number,
                self.bind_integer,
                self.bind_mask,
                self.bind_indices,
                self.bind_counts,
                self.bind_pair,
                self.bind_zero,
                self.view,
                self.view,
                self.alias,
                self.alias,
                self.bind_array,
                self.bind_array,
                self.allocate,
                self.swap,
                self.choose,
                self.unpack,
                self.make_list,
                self.use_list,
                self.use_list,
            )
        )(scope)

    def known(self, scope, kind):
        """Names of a kind that may be bound anew."""
        return [n for n in scope.of(kind) if n not in scope.fixed and n.isidentifier()]

    def name_for(self, scope, kind, prefix):
        """An old name of the kind, or a new one."""
        old = self.known(scope, kind)
        if old and self.chance():
            return self.pick(old)
        return self.bound(scope, self.fresh(prefix), kind)

    def bound(self, scope, name, kind):
        """Note that the block binds a name."""
        scope.kinds[name] = kind
        scope.own.add(name)
        return name

    # numbers

    def bind_number(self, scope):
        text = self.bounded(scope)
        if self.chance(8):
            text = self.pick((0, 1, 0.0))
        return [f"{self.name_for(scope, FLOAT, 's')} = {text}"]

    def augment_number(self, scope):
        names = self.known(scope, FLOAT)
        if not names:
            return self.bind_number(scope)
        operator = self.pick(("+=", "+=", "-=", "*="))
        text = self.bounded(scope)
        if operator == "*=":
            text = f"np.cos({text})"
        return [f"{self.pick(names)} {operator} {text}"]

    def bind_integer(self, scope):
        name = self.fresh("j")
        vectors = scope.arrays(1)
        if vectors and self.chance():
            place = self.pick(vectors)
            function = self.pick(("np.argmax({})", "np.argmin({})", "int(np.argmax(np.abs({})))"))
            text, high = function.format(place), vectors[place][0] - 1
        elif scope.integers() and self.chance():
            text, high = f"({self.pick(scope.integers())} * 2 + 1) % 3", 2
        else:
            text, high = f"int(abs({self.atom(scope)}) * 3.0) % 3", 2
        self.bound(scope, name, Integer(0, high))
        return [f"{name} = {text}"]

    def bind_mask(self, scope):
        """A boolean array, or a change of one."""
        arrays = scope.arrays()
        shape = self.pick(arrays.values()) if arrays else (2,)
        old = scope.masks(shape)
        if old and self.chance(3):
            name, other = self.pick(old), self.mask(scope, shape)
            return [self.pick((f"{name}[0] = True", f"{name} &= {other}", f"{name} = ~{name}"))]
        text = self.mask(scope, shape)
        return [f"{self.name_for(scope, Mask(shape), 'm')} = {text}"]

    def bind_indices(self, scope):
        """An array of indices, or a change of one."""
        vectors = scope.arrays(1)
        if not vectors:
            return self.bind_integer(scope)
        place = self.pick(vectors)
        (length,) = vectors[place]
        old = list(scope.indices(length))
        if old and self.chance(3):
            return [f"{self.pick(old)}[{self.pick((0, -1))}] = {self.index(scope, 1)}"]
        if self.chance():
            name = self.name_for(scope, Indices(length, length - 1), "order")
            return [f"{name} = np.argsort({place})"]
        count = self.number(1, 3)
        indices = [self.number(0, length - 1) for _ in range(count)]
        name = self.name_for(scope, Indices(count, length - 1), "order")
        return [f"{name} = np.array({indices})"]

    def bind_counts(self, scope):
        """Counts that choose elements: an integer array that the program changes."""
        vectors = scope.arrays(1, writable=True)
        if not vectors:
            return self.bind_integer(scope)
        place = self.pick(vectors)
        (length,) = vectors[place]
        name = self.fresh("count")
        i = self.index(scope, 2)
        return [
            f"{name} = np.zeros(2, dtype=int)",
            f"{name}[{i}] += {self.pick((1, 2))}",
            f"{place}[{name}[0] % {length}] *= np.cos({self.atom(scope)})",
            f"{name}[0] = 1",
        ]

    def bind_pair(self, scope):
        """A tuple of two arrays, each of which has a name as well."""
        arrays = scope.arrays(writable=True)
        if not arrays:
            return self.bind_number(scope)
        one, two = self.pick(arrays), self.pick(arrays)
        if self.chance():
            name, element = self.fresh("t"), self.fresh("u")
            inner = f"{element} *= np.cos({self.atom(scope)})"
            return [f"{name} = ({one}, {two})", f"for {element} in {name}:", f"    {inner}"]
        name = self.fresh("t")
        scope.kinds[f"{name}[0]"] = Array(arrays[one])
        scope.kinds[f"{name}[1]"] = Array(arrays[two])
        scope.fixed |= {f"{name}[0]", f"{name}[1]"}
        return [f"{name} = ({one}, {two})"]

    def bind_zero(self, scope):
        old = scope.of(ZERO)
        if not old or self.chance(4):
            text = self.bounded(scope)
            name = self.bound(scope, self.fresh("z"), ZERO)
            return [f"{name} = np.array({text})"]
        name = self.pick(old)
        return [
            self.pick(
                (
                    f"{name} += {self.bounded(scope)}",
                    f"{name} *= np.cos({self.bounded(scope)})",
                    f"{name}[...] = {self.bounded(scope)}",
                    f"{name}[()] = {self.bounded(scope)}",
                )
            )
        ]

    # arrays

    def view(self, scope):
        """A view of an array that may be written; sometimes of a view."""
        arrays = scope.arrays(writable=True)
        if not arrays:
            return self.bind_number(scope)
        place = self.pick(arrays)
        shape = arrays[place]
        name = self.fresh("v")
        if len(shape) == 1:
            text, size = self.slice_of(shape[0])
            options = [(f"[{text}]", (size,)), ("[::-1]", shape), ("[:]", shape)]
            options += [(".reshape(-1, 1)", (shape[0], 1)), ("[None, :]", (1, shape[0]))]
            if shape[0] == MOST:
                options += [(".reshape(2, 2)", (2, 2)), (".reshape((2, 2)).T", (2, 2))]
        else:
            rows, columns = shape
            across, height = self.slice_of(rows)
            along, width = self.slice_of(columns)
            options = [
                (f"[{self.index(scope, rows)}]", (columns,)),
                (f"[:, {self.index(scope, columns)}]", (rows,)),
                (".T", (columns, rows)),
                (f"[{across}, {along}]", (height, width)),
                (".reshape(-1)", (rows * columns,)),
                (".ravel()", (rows * columns,)),
                (".T.ravel()", (rows * columns,)),
                (f".reshape({columns}, {rows})", (columns, rows)),
                (f".swapaxes(0, 1)[{along}]", (width, rows)),
            ]
        text, size = self.pick(options)
        if max(size) > 2 * MOST:
            return self.alias(scope)
        self.bound(scope, name, Array(size))
        return [f"{name} = {place}{text}"]

    def alias(self, scope):
        arrays = scope.arrays(writable=True)
        if not arrays:
            return self.bind_number(scope)
        place = self.pick(arrays)
        kind = Array(arrays[place])
        copied = "" if self.chance() else self.pick((".copy()", "", ""))
        name = self.name_for(scope, kind, "v")
        return [f"{name} = {place}{copied}"] if name != place else self.store(scope)

    def bind_array(self, scope):
        """A fresh array under an old name, or a new one; in this block perhaps of a new shape."""
        arrays = scope.arrays()
        shape = self.pick(arrays.values()) if arrays and self.chance() else self.shape()
        if math.prod(shape) == 1 and self.chance():
            shape = self.shape()
        text = self.bounded_array(scope, shape)
        if self.chance(4):
            text = f"{text}.copy()" if text.isidentifier() else f"1.0 * ({text})"
        names = [n for n in self.known_arrays(scope) if n in scope.own]
        if names and self.chance(4):
            name = self.bound(scope, self.pick(names), Array(shape))
        else:
            name = self.name_for(scope, Array(shape), "v")
        if text == name:
            return self.store(scope)
        if not text.endswith(")") or "np.diagonal" in text or "np.broadcast_to" in text:
            text = f"1.0 * ({text})"
        return [f"{name} = {text}"]

    def known_arrays(self, scope):
        return [n for n in scope.arrays() if n.isidentifier() and n not in scope.fixed]

    def shape(self):
        if self.chance():
            return (self.number(1, MOST),)
        return self.number(1, 3), self.number(1, 3)

    def allocate(self, scope):
        shape = self.shape()
        arrays = scope.arrays()
        text = f"np.{self.pick(('zeros', 'ones'))}({shape})"
        if arrays and self.chance():
            place = self.pick(arrays)
            shape, text = arrays[place], f"np.{self.pick(('zeros', 'ones'))}_like({place})"
        name = self.name_for(scope, Array(shape), "v")
        return [f"{name} = {text}"]

    def swap(self, scope):
        """Two names change places."""
        shapes = {}
        for name in self.known_arrays(scope):
            shapes.setdefault(scope.kinds[name], []).append(name)
        same = [names for names in shapes.values() if len(names) > 1]
        if not same:
            return self.alias(scope)
        names = self.random.sample(self.pick(same), 2)
        line = f"{names[0]}, {names[1]} = {names[1]}, {names[0]}"
        return [f"if {self.test(scope)}:", f"    {line}"] if self.chance(3) else [line]

    def choose(self, scope):
        """A name for one of two arrays."""
        arrays = scope.arrays(writable=True)
        if not arrays:
            return self.bind_number(scope)
        shape = self.pick(arrays.values())
        a, b = (self.pick([p for p, s in arrays.items() if s == shape]) for _ in range(2))
        test = self.test(scope)
        name = self.bound(scope, self.fresh("v"), Array(shape))
        if self.chance():
            return [f"{name} = {a} if {test} else {b}"]
        return [f"if {test}:", f"    {name} = {a}", "else:", f"    {name} = {b}"]

    def unpack(self, scope):
        """Names from a tuple, which may have a name of its own."""
        a, b = self.bounded(scope), self.bounded(scope)
        one, two = self.fresh("s"), self.fresh("s")
        lines = [f"{one}, {two} = {a}, {b}"]
        if self.chance():
            pair = self.fresh("t")
            lines = [f"{pair} = ({a}, {b})", f"{one}, {two} = {pair}"]
            scope.kinds[f"{pair}[1]"] = FLOAT
            scope.fixed.add(f"{pair}[1]")
        self.bound(scope, one, FLOAT)
        self.bound(scope, two, FLOAT)
        return lines

    # lists

    def make_list(self, scope):
        if self.chance(3):
            shape = (self.number(1, MOST),)
            count = self.number(0, 2)
            items = ["1.0 * " + self.array_atom(scope, shape) for _ in range(count)]
            kind = List(Array(shape, writable=False), count)
        else:
            count = self.number(0, 2)
            items = [self.bounded(scope) for _ in range(count)]
            kind = List(FLOAT, count)
        name = self.bound(scope, self.fresh("items"), kind)
        return [f"{name} = [{', '.join(items)}]"]

    def use_list(self, scope):
        """An append, a store to an element, a sum of what is there, a pop."""
        lists = scope.lists()
        if not lists:
            return self.make_list(scope)
        name = self.pick(lists)
        kind = lists[name]
        numbers = kind.element == FLOAT
        element = self.bounded(scope) if numbers else None
        if not numbers:
            element = f"np.sin({self.array(scope, kind.element.shape)})"
        local = name in scope.own
        options = [f"{name}.append({element})"]
        if name in scope.fixed:
            options = []
        if kind.fewest and name not in scope.fixed:
            options += [f"{name}[{self.pick((0, -1, f'-{kind.fewest}'))}] = {element}"]
            options += [f"{name}[0] *= np.cos({self.bounded(scope)})"] if numbers else []
        if kind.fewest and local and name not in scope.fixed:
            options.append(f"{{}} = {name}.pop()")
        total = self.fresh("s")
        if numbers:
            options.append(f"{total} = np.tanh(sum({name}))")
            options.append(f"{total} = sum([np.sin(t) for t in {name}])")
            if kind.fewest:
                options.append(f"{total} = np.sum(np.array({name}) ** 2)")
        else:
            options.append(f"{total} = sum([np.sum(np.sin(r)) for r in {name}])")
            if kind.fewest:
                options.append(f"{total} = np.mean(np.array({name}))")
                options.append(f"{total} = np.sum(np.sin({name}[-1]))")
        line = self.pick(options)
        if line.endswith(".pop()"):
            target = self.bound(scope, self.fresh("s" if numbers else "v"), kind.element)
            line = line.format(target)
            self.bound(scope, name, List(kind.element, kind.fewest - 1))
        elif ".append(" in line and local:
            self.bound(scope, name, List(kind.element, kind.fewest + 1))
        elif line.startswith(total):
            self.bound(scope, total, FLOAT)
        return [line]
