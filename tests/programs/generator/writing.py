"""Calls of random programs that write, functions made inside, and iterators."""

from tests.programs.generator.names import Names
from tests.programs.generator.scope import FLOAT, Integer


class Writing(Names):
    """Writes statements that change arrays through functions, NumPy's and the program's own."""

    def written_by_call(self, scope):
        """A call of NumPy that writes into an array, or into a view of one."""
        arrays = scope.arrays(writable=True)
        if not arrays:
            return self.define(scope)
        place = self.pick(arrays)
        shape = arrays[place]
        target, left, indexed = self.target(scope, place, shape)
        if indexed or not left or self.chance():
            target, left = place, shape
        if self.chance(3):
            return self.whole_array(scope, place, shape)
        a, b = self.array_atom(scope, left), self.smaller(scope, left)
        options = [
            lambda: f"np.copyto({target}, {self.right(scope, left)})",
            lambda: (
                f"np.copyto({target}, {self.right(scope, left)}, where={self.mask(scope, left)})"
            ),
            lambda: f"np.sin({a}, out={target})",
            lambda: f"np.tanh({a}, {target})",
            lambda: f"np.add(0.5 * {a}, np.sin({b}), out={target})",
            lambda: f"np.multiply({a}, np.cos({b}), out={target})",
            lambda: f"np.multiply({place}, np.cos({place}[::-1]), out={place})",
            lambda: f"np.cumsum(0.3 * {a}, axis=0, out={target})",
            lambda: f"np.maximum({a}, 0.1, out={target})",
            lambda: f"np.putmask({target}, {self.mask(scope, left)}, {self.bounded(scope)})",
        ]
        return [self.pick(options)()]

    def whole_array(self, scope, place, shape):
        """A call, mostly a method, that writes a whole array or parts of it."""
        options = [f"{place}.fill({self.bounded(scope)})"]
        if len(shape) == 1:
            indices = self.indices(shape[0], 2)
            options += [
                f"{place}.sort()",
                f"{place}[::-1].sort()",
                f"np.put({place}, {indices}, {self.right(scope, (2,))})",
            ]
        else:
            rows, columns = shape
            some = self.indices(rows, 2)
            text, width = self.slice_of(columns)
            options += [
                f"np.fill_diagonal({place}, {self.bounded(scope)})",
                f"{place}[{some}, {text}] = {self.right(scope, (2, width))}",
                f"{place}[{some}, {text}] += {self.right(scope, (2, width))}",
                f"{place}[{text if rows == columns else ':'}, {self.indices(columns, 1)}] *= 0.7",
                f"{place}[{self.index(scope, rows)}, {self.mask(scope, (columns,))}] = 0.3",
                f"{place}.sort(axis=0)",
            ]
        return [self.pick(options)]

    # functions made inside

    def local_function(self, scope):
        """A function made inside and its calls; it reads, and perhaps writes, what is around it."""
        name, t = self.fresh("local"), self.fresh("q")
        arrays = scope.arrays(writable=True)
        around = scope.inner(result=None, in_loop=False)
        around.kinds[t] = FLOAT
        argument = self.atom(scope)
        total = self.fresh("s")
        if self.chance(3):
            lines = [f"{name} = lambda {t}, k=0.3: {t} * k + {self.bounded(around)}"]
            call = f"{name}({argument}) + {name}({self.atom(scope)}, k={self.atom(scope)})"
        else:
            body = []
            if arrays and self.chance():
                place = self.pick(arrays)
                shape = arrays[place]
                target, left, moving = self.target(around, place, shape)
                body = self.assign(around, target, left, moving)
            body.append(f"return {self.bounded(around)}")
            lines = [f"def {name}({t}):", *[f"    {line}" for line in body]]
            call = f"{name}({argument})"
            if self.chance():
                call += f" - {name}({call} * 0.5)"
        between = self.augment_number(scope) if self.chance() else []
        self.bound(scope, total, FLOAT)
        return [*lines, *between, f"{total} = np.tanh({call})"]

    # iterators

    def iterated(self, scope):
        """A number made by an iterator that is gone through at once, or a loop over one."""
        vectors, matrices = scope.arrays(1), scope.arrays(2)
        s, i, j = self.fresh("s"), self.fresh("i"), self.fresh("i")
        if matrices and self.chance(3):
            place = self.pick(matrices)
            rows, columns = matrices[place]
            inner = scope.inner(in_loop=True)
            inner.kinds |= {i: Integer(0, rows - 1), j: Integer(0, columns - 1)}
            inner.fixed |= {i, j}
            heads = (
                f"for {i}, {j} in np.ndindex({place}.shape):",
                f"for {i}, {j} in itertools.product(range({rows}), range({columns})):",
            )
            body = [f"    {line}" for line in self.store(inner)]
            return [self.pick(heads), *body]
        if not vectors:
            return self.define(scope)
        a, b = self.pick(vectors), self.pick(vectors)
        c = self.atom(scope)
        options = (
            f"sum(map(lambda t: np.sin(t * {c}), {a}))",
            f"sum(t * u for t, u in zip({a}, {b}))",
            f"sum(t * u for t, u in itertools.combinations({a}, 2))",
            f"reduce(lambda t, u: np.sin(t) + 0.5 * u, {a}, {c})",
            f"sum(t for t in itertools.accumulate({a}, lambda t, u: t * 0.5 + u))",
            f"max([abs(t) + 0.1 * k for k, t in enumerate({a})])",
            f"sum([t * {c} if t > 0.1 else {c} - t for t in {a}])",
            f"sum(itertools.chain({a}, {b}))",
            f"sum(filter(lambda t: t > 0.33, {a}))",
        )
        line = f"{s} = np.tanh({self.pick(options)})"
        self.bound(scope, s, FLOAT)
        return [line]
