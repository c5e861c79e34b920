"""Control flow of random programs: branches, loops of every kind, ways to leave them."""

from tests.programs.generator.scope import FLOAT, Array, Integer
from tests.programs.generator.structures import Structured

PASSES = 3  # the most that the parameter n may be


class Control(Structured):
    """Writes blocks."""

    def statement(self, scope):
        kind = self.number(0, 29)
        if kind > 26:
            return self.structured(scope)
        if kind > 23:
            return self.shared(scope)
        if kind <= 4:
            return self.store(scope)
        if kind <= 8:
            return self.define(scope)
        if kind <= 11 and scope.depth < 3:
            return self.loop(scope)
        if kind == 12 and scope.depth < 4:
            return self.branch(scope)
        if kind == 13:
            return self.call(scope)
        if kind == 14:
            return self.leave(scope)
        if kind <= 18 and kind >= 16:
            return self.pick((self.written_by_call, self.local_function, self.iterated))(scope)
        if kind > 20:
            return self.held(scope)
        if kind == 15 and self.chance(3):
            return self.add_at(scope)
        return self.store(scope)

    def block(self, scope, fewest=1, most=3):
        lines = []
        for _ in range(self.number(fewest, most)):
            lines += self.statement(scope)
        return [f"    {line}" for line in lines]

    def branch(self, scope):
        lines = [f"if {self.test(scope)}:", *self.block(scope.inner())]
        if self.chance(4):
            lines += [f"elif {self.test(scope)}:", *self.block(scope.inner())]
        if self.chance():
            lines += ["else:", *self.block(scope.inner())]
        return lines

    def leave(self, scope):
        """A break, continue or return behind a test."""
        options = ["break", "continue"] if scope.in_loop else []
        if scope.result is not None and scope.depth:
            options.append(f"return {scope.result(scope)}")
        if not options:
            return self.store(scope)
        return [f"if {self.test(scope)}:", f"    {self.pick(options)}"]

    def loop(self, scope):
        inner = scope.inner(in_loop=True)
        head, before, first = self.head(scope, inner)
        lines = [*before, head, *[f"    {line}" for line in first], *self.block(inner)]
        if self.chance(6):
            lines += ["else:", *self.block(scope.inner())]
        return lines

    def head(self, scope, inner):
        """The head of a loop, the lines before it, and the first lines of its body."""
        i = self.fresh("i")
        arrays = scope.arrays(1)
        kind = self.number(0, 13)
        if arrays and kind <= 6:
            return self.over_vector(scope, inner, kind, i)
        matrices = scope.arrays(2)
        if kind == 7 and matrices:
            place = self.pick(matrices)
            row = self.fresh("row")
            inner.kinds[row] = Array((matrices[place][1],))
            if self.chance():
                inner.kinds[i] = Integer(0, matrices[place][0] - 1)
                inner.fixed |= {i}
                return f"for {i}, {row} in enumerate({place}):", [], []
            return f"for {row} in {place}:", [], []
        if kind == 8:
            inner.kinds[i] = Integer(1, 3)
            inner.fixed.add(i)
            return f"while {i} < {self.number(1, 3)}:", [f"{i} = 0"], [f"{i} += 1"]
        if kind == 9:
            return self.until(scope, inner)
        if kind in (10, 11) and scope.integers():
            outer, k = self.pick(list(scope.integers().items()))
            inner.fixed.add(i)
            high = min(k.high, 3)
            if k.low >= 0 and self.chance(3):
                inner.kinds[i] = Integer(0, max(high, 0))
                return f"for {i} in range(min({outer}, 3), -1, -1):", [], []
            inner.kinds[i] = Integer(0, max(high - 1, 0))
            return f"for {i} in range(min({outer}, 3)):", [], []
        lists = scope.lists()
        if kind == 12 and lists:
            name = self.pick(lists)
            element = self.fresh("e")
            inner.kinds[element] = lists[name].element
            inner.fixed.add(name)
            head = self.pick((f"for {element} in {name}:", f"for {element} in reversed({name}):"))
            return head, [], []
        inner.kinds[i] = Integer(0, PASSES - 1)
        inner.fixed.add(i)
        known = ("n", 2, 3) if "n" in scope.kinds else (2, 3)
        return f"for {i} in range({self.pick(known)}):", [], []

    def over_vector(self, scope, inner, kind, i):
        arrays = scope.arrays(1)
        place = self.pick(arrays)
        (length,) = arrays[place]
        inner.fixed.add(i)
        element = self.fresh("e")
        if kind == 1 and length > 2:
            inner.kinds[i] = Integer(1, length - 2)
            return f"for {i} in range(1, len({place}) - 1):", [], []
        if kind == 2 and length > 1:
            inner.kinds[i] = Integer(1, length - 1)
            return f"for {i} in range(len({place}) - 1, 0, -1):", [], []
        if kind == 3:
            inner.kinds[i] = Integer(0, length - 1)
            inner.kinds[element] = FLOAT
            return f"for {i}, {element} in enumerate({place}):", [], []
        if kind == 4:
            other = self.pick(arrays)
            second = self.fresh("e")
            inner.kinds[element] = inner.kinds[second] = FLOAT
            return f"for {element}, {second} in zip({place}, {other}[::-1]):", [], []
        if kind == 5:
            inner.kinds[element] = FLOAT
            return f"for {element} in {self.pick((place, f'{place}[::2]'))}:", [], []
        inner.kinds[i] = Integer(0, length - 1)
        return f"for {i} in range({self.pick((f'len({place})', f'{place}.shape[0]'))}):", [], []

    def until(self, scope, inner):
        """A loop that active numbers end, after a few passes at most."""
        s = self.fresh("s")
        start = f"{s} = {self.pick((0.0, f'0.3 * np.sin({self.atom(scope)})'))}"
        step = f"{s} += 0.4 + 0.1 * np.sin({self.number_text(scope)})"
        self.bound(scope, s, FLOAT)
        inner.kinds[s] = FLOAT
        inner.fixed.add(s)
        if self.chance(3):
            test = f"(now := {s} * 1.1) < 0.9"
            return f"while {test}:", [start], [step]
        if self.chance(3):
            return "while True:", [start], [f"if {s} > 0.77:", "    break", step]
        return f"while {s} < 0.77:", [start], [step]
