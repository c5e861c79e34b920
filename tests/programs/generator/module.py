"""Whole random programs: helpers, parameters, arguments."""

from dataclasses import dataclass
from random import Random

import numpy as np

from tests.programs.case import positive, signed
from tests.programs.generator.control import PASSES, Control
from tests.programs.generator.scope import FLOAT, MOST, ZERO, Array, Integer, Scope


@dataclass(frozen=True)
class Module:
    """The text of a module with a function ``program``, its arguments and what `wrt` is."""

    source: str
    args: tuple
    wrt: object
    single: bool  # is anything in single precision?


def module(random: Random, small: bool = False) -> Module:
    """A random program."""
    return Maker(random).module(small)


class Maker(Control):
    """Writes one program."""

    def __init__(self, random):
        super().__init__(random)
        self.helpers = {}

    # helpers

    def helper(self):
        name = self.fresh("helper")
        shape = self.pick(((self.number(1, MOST),), (self.number(1, 3), self.number(1, 3))))
        scope = Scope({"u": Array(shape), "c": FLOAT, "k": FLOAT}, depth=1)
        kind = self.number(0, 6)
        results = {0: FLOAT, 1: FLOAT, 2: Array(shape), 3: "view", 4: "pair", 5: None, 6: None}
        result = results[kind]
        if result == FLOAT:
            scope.result = self.bounded
        elif isinstance(result, Array):
            scope.result = lambda inner: f"1.0 * ({self.bounded_array(inner, shape)})"
        elif result == "pair":
            scope.result = lambda inner: (
                f"{self.bounded(inner)}, 1.0 * ({self.bounded_array(inner, shape)})"
            )
        lines = [f"def {name}(u, c, k=0.7):", *self.block(scope)]
        if result == FLOAT:
            lines.append(f"    return {self.bounded(scope)}")
        elif result == "view":
            text, result = "u[::-1]", Array(shape)
            if len(shape) == 2:
                text, result = self.pick((("u.T", Array(shape[::-1])), ("u[0]", Array(shape[1:]))))
            elif self.chance():
                part, size = self.slice_of(shape[0])
                text, result = f"u[{part}]", Array((size,))
            lines.append(f"    return {text}")
        elif result == "pair":
            array = self.bounded_array(scope, shape)
            lines.append(f"    return {self.bounded(scope)}, 1.0 * ({array})")
        elif result is not None:
            array = self.bounded_array(scope, shape)
            lines.append(f"    return {array if self.chance() else f'1.0 * ({array})'}")
            if lines[-1] and "1.0 * (" not in lines[-1]:
                result = Array(shape, writable=False)
        self.helpers[name] = (shape, result)
        return lines

    def call(self, scope):
        """A call of a helper, which may write into its first argument."""
        options = []
        for helper, (shape, result) in self.helpers.items():
            for place, have in scope.arrays(writable=True).items():
                if have == shape:
                    options.append((helper, place, result))
                elif len(have) == len(shape) == 1 and have > shape:
                    text = self.slice_of(have[0], shape[0])[0]
                    options.append((helper, f"{place}[{text}]", result))
                elif len(have) == len(shape) == 2 and have == shape[::-1]:
                    options.append((helper, f"{place}.T", result))
        if not options:
            return self.define(scope)
        helper, argument, result = self.pick(options)
        number = self.atom(scope)
        rest = (number, f"c={number}", f"{number}, {self.atom(scope)}", f"k=0.2, c={number}")
        call = f"{helper}({argument}, {self.pick(rest)})"
        if result is None:
            return [call]
        if result == "pair":
            one, two = self.fresh("s"), self.fresh("v")
            self.bound(scope, one, FLOAT)
            self.bound(scope, two, Array(self.helpers[helper][0]))
            return [f"{one}, {two} = {call}"]
        name = self.bound(scope, self.fresh("s" if result == FLOAT else "v"), result)
        return [f"{name} = {call}"]

    def number_call(self, scope):
        """A call, in an expression, of a helper that returns a number."""
        options = []
        for helper, (shape, result) in self.helpers.items():
            for place, have in scope.arrays(writable=True).items():
                if have == shape and result == FLOAT:
                    options.append(f"{helper}({place}, {self.atom(scope)})")
                    options.append(f"{helper}({place}.copy(), {self.atom(scope)}, k=0.3)")
        return self.pick(options) if options else None

    # the program

    def total(self, scope):
        """A number that depends on some of what is there."""
        arrays = list(scope.arrays())
        terms = [f"np.sum({self.pick(arrays)})"]
        for _ in range(self.number(1, 3)):
            a = self.pick(arrays)
            terms.append(self.pick((f"np.sum(np.sin({a}))", f"np.sum({a} * {a})")))
        return " + ".join([*terms, self.number_text(scope)])

    def output(self, scope):
        """What the program returns: mostly a number, or an array, a view, a container."""
        kind = self.number(0, 9)
        place = self.pick(scope.arrays())
        if kind == 0:
            return place
        if kind == 1:
            return f"({self.total(scope)}, {place})"
        if kind == 2:
            return f"{{'value': {self.total(scope)}, 'state': {place}}}"
        if kind == 3:
            return f"{place}[::-1]"
        return self.total(scope)

    def module(self, small=False):
        head = ["import itertools", "import math", "from functools import reduce", ""]
        head += ["import numpy as np", ""]
        lines = []
        made = [self.helper() for _ in range(self.number(0, 1 if small else 2))]
        for helper in made:
            lines += ["", *helper, ""]
        kinds, args, single = self.parameters()
        scope = Scope(kinds)
        scope.fixed = {place for place in kinds if not place.isidentifier()} | {"flag", "n"}
        early = self.chance(3)
        if early:
            scope.result = self.total
        names = ", ".join(args)
        lines += ["", f"def program({names}):", *self.block(scope, *((3, 5) if small else (3, 7)))]
        result = self.total(scope) if early else self.output(scope)
        lines.append(f"    return {result}")
        wrts = ["x", "x", ("x", "M", "a"), ("x", "a"), ("M",), "a", ("a", "x"), "y", "p"]
        wrt = self.pick([w for w in wrts if set(w if isinstance(w, tuple) else (w,)) <= set(args)])
        if "y" in args and np.shares_memory(args["x"], args["y"]) and wrt not in ("x", "y"):
            wrt = "x"
        head += ["\n" + text for text in self.prelude.values()]
        return Module("\n".join([*head, *lines]) + "\n", tuple(args.values()), wrt, single)

    def parameters(self):
        """Kinds of the parameters' places, and arguments."""
        single = self.chance(12)
        length = self.pick((MOST, MOST, 3, 2, 1))
        rows, columns = self.pick(((2, 3), (3, 3), (2, 2), (3, 2), (1, 3), (3, 1), (1, 1)))
        x, m = self.laid_out(signed(length)), self.laid_out(positive(rows, columns))
        kinds = {"x": Array((length,)), "M": Array((rows, columns)), "n": Integer(0, PASSES)}
        args = {"x": x, "M": m}
        if single:
            args = {name: array.astype(np.float32) for name, array in args.items()}
        number = self.pick((0.8, 0.8, np.float64(0.8), np.array(0.8), np.float32(0.75)))
        if isinstance(number, np.ndarray):
            kinds["a"] = ZERO
        else:
            kinds["a"] = FLOAT
            single |= isinstance(number, np.float32)
        args |= {"a": number, "n": self.number(0, PASSES)}
        if self.chance(3):
            kinds["y"], args["y"] = self.second(args["x"] if not single else signed(length))
        if self.chance(3):
            args["p"] = {"w": signed(3, start=2), "b": 0.6, "m": 2}
            kinds |= {"p['w']": Array((3,)), "p['b']": FLOAT, "p['m']": Integer(2, 2)}
        if self.chance(3):
            args["flag"] = self.chance()
            kinds["flag"] = "bool"
        return kinds, args, single

    def laid_out(self, array):
        """The same numbers in another layout."""
        kind = self.number(0, 7)
        if kind == 0:
            return np.repeat(array, 2, axis=0)[::2]
        if kind == 1:
            return np.asfortranarray(array)
        if kind == 2:
            return array[::-1].copy()[::-1]
        return array

    def second(self, x):
        """Another vector: of its own, or in the memory of the first."""
        kind = self.number(0, 4)
        if kind == 0:
            y = x
        elif kind == 1:
            y = x[::-1]
        elif kind == 2 and len(x) > 1:
            y = x[1:]
        else:
            y = signed(self.number(1, MOST), start=1)
        return Array(y.shape), y
