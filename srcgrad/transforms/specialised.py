"""The compiled adjoint of one signature, and the calls that need no more than to look it up.

The gradient of a function that a program makes has none: it is compiled with the program.
"""

from __future__ import annotations

import copy
import types
from typing import Any

import numpy as np

from srcgrad.backends.compiled import Compiled, Meanings, read_free, stand
from srcgrad.request import Options
from srcgrad.rules.declare import current
from srcgrad.rules.derived import Derived
from srcgrad.transforms.arguments import bound, chosen_among, each, is_variadic
from srcgrad.transforms.quick import BY_TYPE, Test, holds, is_told, question

Quick = tuple[Test, Any, Any]  # whether a call is one; its adjoint, and the function


class Adjoint:
    """The compiled adjoint for one signature: `source`, `path`, and callable as the primal is.

    `signature` are the keys of the arguments, in the order in which they are passed.
    """

    def __init__(
        self,
        compiled: Compiled,
        primal: types.FunctionType,
        seed_name: str = "seed",
        signature: dict[str, Any] | None = None,
    ) -> None:
        self.primal = primal
        self.function = compiled.function
        self.source = compiled.source
        self.path = compiled.path
        self.compiled = compiled
        self._variadic = primal if is_variadic(primal) else None
        self.seed_name = seed_name
        self.guards = compiled.guards
        self.meanings = Meanings(primal)
        self.plain = not (compiled.free or compiled.changed)
        self.watched = bool(compiled.guards or compiled.written)
        keys = signature or {}
        arrays = [place for place, key in enumerate(keys.values()) if key[0] in ("array", "shaped")]
        written = [n for n, name in enumerate(keys) if name in compiled.written and n in arrays]
        self._written = [
            (i, [j for j in arrays if j != i and not (j in written and j < i)]) for i in written
        ]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the generated function; the free values are filled in."""
        if self._variadic is not None:
            seed = {n: kwargs.pop(n) for n in [self.seed_name] if n in kwargs}
            args, kwargs = bound(self._variadic, args, kwargs)
            kwargs = kwargs | seed
        for free in self.compiled.free:
            kwargs[free.name] = read_free(free)
        return self.function(*args, **kwargs)

    def holds(self) -> bool:
        """Are the free values, modules and builtins still what the adjoint was made for?"""
        return self.meanings.hold() and stand(self.guards)

    def may_be_quick(self, seen: tuple[Any, ...]) -> bool:
        """Does what is told of some arguments decide all that a call needs, but for the seed?

        What a program writes in a container is looked at in each call.
        """
        written = self.compiled.written and any(map(holds, seen))
        return self.plain and not written and is_told(seen)

    def quick(self, seen: tuple[Any, ...], generation: int) -> Quick:
        """What a call needs whose arguments show this: all that `Gradient.__call__` looks at.

        First the question whether a call is one, and names and rules are what they were.
        """
        test = "current[0] == generation and primal.__code__ is code and "
        held = {"current": current, "generation": generation, "primal": self.primal}
        held |= {"code": self.primal.__code__, "fits": self.fits, "stand": self.meanings.hold}
        given = "".join(f"v{n}, " for n in range(len(seen)))
        test += f"fits(({given}))" if self.watched else "stand()"  # where nothing else decides
        return question(seen, held, test), self, self.function

    def fits(self, args: tuple[Any, ...]) -> bool:
        """Is it beyond doubt that a call with these arguments needs no other specialisation?

        They have the signature, and are arrays and numbers; none of those that are written
        overlaps with itself or another one.
        """
        if not self.holds():
            return False
        for place, others in self._written:
            array = args[place]
            if not array.flags.c_contiguous:
                return False
            for other in others:
                if np.may_share_memory(array, args[other]):
                    return False
        return True


def generated(key: str | None, *request: Any) -> Compiled:
    """A derivative that is not stored yet."""
    from srcgrad.ir.garbage import uncollected  # not imported where the disk cache answers

    with uncollected():  # eight hundred modules
        from srcgrad.compiler import generate
    return generate(key, *request)


def shown(args: tuple[Any, ...]) -> Any:
    """What of arrays and numbers decides their signature, and is there to be read."""
    return tuple([(v.dtype, v.shape) if type(v) is np.ndarray else type(v) for v in args])


def is_shown(args: tuple[Any, ...]) -> bool:
    """Does `shown` decide the signature of these arguments?"""
    return all(type(v) is np.ndarray or type(v) in BY_TYPE for v in args)


class GradientOfCode(Derived):
    """The gradient of a function that a program makes: it exists only while that is compiled."""

    read: frozenset[str] = frozenset()

    def __init__(self, code: Any, **options: Any) -> None:
        self.primal, self.options = code, Options(**options)
        self.__name__ = code.__name__

    def _chosen(self) -> tuple[str, ...]:
        names = list(self.primal.signature().parameters)
        return chosen_among(self.primal.__name__, names, names, self.options.wrt)

    def for_call(self, count: int) -> Derived:
        return spread_inside(self, count, self.options.wrt)


def spread_inside(derived: Any, count: int, wrt: Any) -> Derived:
    """The derivative of a function made inside, for so many arguments, if `wrt` needs that."""
    found: Derived = derived
    parameters = enumerate(derived.primal.signature().parameters.values())
    rest = next((n for n, one in parameters if one.kind is one.VAR_POSITIONAL), None)
    if rest is None or max((n for n in each(wrt) if isinstance(n, int)), default=-1) < rest:
        return found
    known = vars(derived).setdefault("by_count", {})
    if count not in known:
        from srcgrad.normalize.calls.counted_arguments import spread_code  # slow to import

        known[count] = copy.copy(derived)
        known[count].primal = spread_code(derived.primal, count)
    found = known[count]
    return found
