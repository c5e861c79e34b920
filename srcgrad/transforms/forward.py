"""`jvp`: value and directional derivative of a function, in forward mode."""

from __future__ import annotations

import inspect
import os
import types
from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import itemgetter
from typing import Any

import numpy as np
from numpy import ndarray

from srcgrad.backends.compiled import read_free
from srcgrad.errors import (
    NonDifferentiableError,
    SeedError,
    SrcgradError,
)
from srcgrad.request import Options
from srcgrad.request.options import VARIABLE, searches
from srcgrad.rules.declare import current, meaning
from srcgrad.rules.derived import maker
from srcgrad.runtime import SeedMismatch
from srcgrad.transforms.arguments import behind, parameters_of, refuse_own
from srcgrad.transforms.gradient import MANY, Gradient
from srcgrad.transforms.known import one_of, primal_of
from srcgrad.transforms.overlap import apart, shared_among
from srcgrad.transforms.quick import Test, told
from srcgrad.transforms.reruns import from_entry
from srcgrad.transforms.seeds import misfit
from srcgrad.transforms.specialised import Adjoint, GradientOfCode, is_shown, shown
from srcgrad.transforms.tangents import count_of, rows_for, tangent_for
from srcgrad.transforms.trees import joined, mapped_alone, moving


class Pushforward(Gradient):
    """A function's value and tangent; the arguments of `wrt` have tangents."""

    def __init__(self, fun: Any, wrt: tuple[str, ...]) -> None:
        super().__init__(fun, Options(wrt, seed_name="", mode="forward"))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """`(value, tangent)`; the tangents come last, as in the generated function."""
        names = self._chosen()
        values, held = self._bound(args[: -len(names)], kwargs)
        return self.push(values, held, dict(zip(names, args[-len(names) :], strict=True)))

    def push(
        self, values: tuple[Any, ...], kwargs: dict[str, Any], tangents: dict[str, Any]
    ) -> Any:
        """`(value, tangent)` for all arguments, and the tangents of those in `wrt`."""
        given = [tangents[name] for name in self._wrt or self._chosen()]
        everything = (*values, *given)
        if not kwargs:  # what a call of a few microseconds can afford
            seen = tuple(
                [(v.dtype, v.shape) if type(v) is ndarray else type(v) for v in everything]
            )
            adjoint = self._seen.get(seen)
            if adjoint is not None and self._stands(adjoint):
                return self._again(adjoint, everything)
        adjoint = self._specialise(values, kwargs)
        if not kwargs and self._is_quick(adjoint, values, given):
            if len(self._seen) >= MANY:
                self._seen.clear()
            self._seen[shown(everything)] = adjoint
        return self._push(adjoint, values, kwargs, tangents)

    def _again(self, adjoint: Adjoint, everything: tuple[Any, ...]) -> Any:
        """A call that needs no more than what was generated for one like it."""
        self._last.adjoint = adjoint
        try:
            return adjoint.function(*everything)
        except SeedMismatch as mismatch:
            raise misfit(mismatch) from None

    def quick(self, values: tuple[Any, ...], given: Iterable[Any]) -> Adjoint | None:
        """What was generated for arguments like these, if a call needs no more than that."""
        return self._seen.get(shown((*values, *given)))

    def _is_quick(self, adjoint: Adjoint, values: tuple[Any, ...], given: list[Any]) -> bool:
        """Do the arguments' types and shapes say all, and do the tangents fit as they are?"""
        compiled = adjoint.compiled
        if compiled.free or compiled.written or compiled.changed or self._by_value.decides:
            return False
        named = dict(zip(self._positional, values, strict=False))
        moved = [named.get(name) for name in self._chosen()]
        return (
            is_shown((*values, *given))
            and shown(tuple(moved)) == shown(tuple(given))
            and all(np.asarray(one).dtype.kind in "fc" for one in given)
        )

    def _push(
        self,
        adjoint: Adjoint,
        values: tuple[Any, ...],
        kwargs: dict[str, Any],
        tangents: dict[str, Any],
    ) -> Any:
        named = dict(zip(self._positional, values, strict=True)) | kwargs
        given = [tangent_for(named[name], tangents[name], name) for name in self._chosen()]
        adjoint, free = self._settled(adjoint, values, kwargs)
        if adjoint.compiled.written:
            everything = named | free
            given = apart(given, {n: everything[n] for n in adjoint.compiled.written})
        try:
            return adjoint.function(*values, *given, **kwargs, **free)
        except SeedMismatch as mismatch:
            raise misfit(mismatch) from None

    def _settled(
        self, adjoint: Adjoint, values: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Adjoint, dict[str, Any]]:
        """What was generated for arguments that share memory as these do, and its free values."""
        compiled = adjoint.compiled
        free = {f.name: read_free(f) for f in compiled.free}
        if not compiled.written and not compiled.changed:
            self._last.adjoint = adjoint
            return adjoint, free
        named = dict(zip(self._positional, values, strict=True)) | kwargs
        shared = shared_among(compiled, named, free, self._chosen())
        if shared and not compiled.overlap:
            return self._settled(self._specialise(values, kwargs, shared), values, kwargs)
        self._last.adjoint = adjoint
        return adjoint, free

    def many(
        self, values: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Callable[[tuple[Any, ...], dict[str, Any], dict[str, Any]], Any]:
        """`push` for many directions, each right as it is, and arguments of these kinds."""
        adjoint, free = self._settled(self._specialise(values, kwargs), values, kwargs)
        function, names = adjoint.function, self._chosen()

        def push(values: Any, kwargs: Any, tangents: Any) -> Any:
            try:
                return function(*values, *[tangents[n] for n in names], **kwargs, **free)
            except SeedMismatch as mismatch:
                raise misfit(mismatch) from None

        return push


class Stacked(Pushforward):
    """The same for many directions: tangents have a leading axis, one place for each of them."""

    def __init__(self, fun: Any, wrt: tuple[str, ...]) -> None:
        Gradient.__init__(self, fun, Options(wrt, seed_name="", mode="stacked"))
        self._one_by_one: set[Any] = set()  # arguments for which the program is not stacked

    def together(self, values: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """What `many` gives, of stacked directions; None where they have to go one by one."""
        key = self._key(values, kwargs, ())
        if searches[0] or VARIABLE in os.environ:  # a search for NaN goes one by one
            return None
        if key in self._one_by_one:
            return None
        try:
            return self.many(values, kwargs)
        except SrcgradError:
            self._one_by_one.add(key)
            return None

    def all(
        self,
        one: Pushforward,
        values: tuple[Any, ...],
        kwargs: dict[str, Any],
        tangents: Any,
        count: int,
    ) -> Any:
        """`(value, tangent)` for the directions of tangents with a leading axis."""
        named = dict(zip(one._positional, values, strict=True)) | kwargs
        given = {name: rows_for(named[name], t, count) for name, t in tangents.items()}
        found = self.together(values, kwargs)
        if found is not None:
            value, moved = found(values, kwargs, given)
            return value, mapped_alone(moved)
        again = from_entry((values, kwargs), one._specialise(values, kwargs).compiled)
        pushed = []
        for n in range(count):
            if n:
                again()
            direction = {name: moving(rows, itemgetter(n)) for name, rows in given.items()}
            pushed.append(one.push(values, kwargs, direction))
        return pushed[0][0], joined([moved for _, moved in pushed])


class Slope(Pushforward):
    """How a gradient changes, of a function that returns value and gradient."""

    def __init__(self, fun: Any, wrt: tuple[str, ...]) -> None:
        Gradient.__init__(self, fun, Options(wrt, seed_name="", mode="forward", slope=True))


class StackedSlope(Stacked):
    """The same for many directions."""

    def __init__(self, fun: Any, wrt: tuple[str, ...]) -> None:
        super().__init__(fun, wrt)
        self.options = replace(self.options, slope=True)


# By functions, each of which stands with its own number as long as it is held here: whether a call
# is quick, the adjoint, the `Pushforward`, and whether some arguments have no tangent.
_calls: dict[int, dict[Any, tuple[Test, Adjoint, Pushforward, bool]]] = {}
_last: dict[int, tuple[Test, Adjoint, Pushforward, bool]] = {}


def pushforward(fun: Any, wrt: tuple[str, ...]) -> Pushforward:
    """The one `Pushforward` of a function and the arguments that have tangents."""
    return one_of(Pushforward, fun, wrt)


def pushing_code(code: Any, *, at: tuple[int, ...]) -> GradientOfCode:
    """The same of a function that a program makes."""
    parameters = list(code.signature().parameters)
    names = tuple([parameters[n] for n in at])
    return GradientOfCode(code, wrt=names, seed_name="", mode="forward")


@maker(pushing_code)
def pushing(fun: Any, *, at: tuple[int, ...]) -> Pushforward:
    """The `Pushforward` of a function by the arguments at some positions."""
    parameters = parameters_of(fun)[0]
    return pushforward(fun, tuple([parameters[n] for n in at]))


def jvp(fun: Any, args: Any, tangents: Any, *, has_aux: bool = False, **kwargs: Any) -> Any:
    """Value and Jacobian-vector product of a function, in forward mode.

    Parameters
    ----------
    fun : a Python function, or what `grad` made of one.
    args : its positional arguments, as a tuple.
    tangents : the direction: a tuple of one tangent for each argument, of its structure, shape
        and dtype; `None` holds an argument, or a part of one, constant. Several directions are
        arrays with one leading axis, of the same length in all of them, of containers too.
    has_aux : the function returns `(value, aux)`, and only `value` is differentiated.
    **kwargs : keyword arguments, held constant.

    Returns
    -------
    `(value, tangent)`: the function's own value, and its derivative in that direction, of the
    value's structure, with the leading axis of the directions if there is one. Parts that cannot
    have a derivative hold None. With `has_aux` `(value, tangent, aux)`.

    Raises
    ------
    SeedError, where a tangent does not fit its argument; otherwise what `grad` raises.

    Examples
    --------
    >>> import numpy as np
    >>> def f(x, k):
    ...     return k * np.sin(x)
    >>> value, y_dot = jvp(f, (np.array([0.0, 1.0]), 2.0), (np.array([1.0, 0.0]), None))
    >>> print(y_dot)
    [2. 0.]
    """
    quick = _last.get(id(fun))
    if quick and not (kwargs or has_aux) and type(args) is type(tangents) is tuple:
        both = args + tangents  # what a call of a few microseconds can afford
        if not quick[0](*both):
            quick = _calls.get(id(fun), {}).get(told(both))
            if quick and quick[0](*both):
                _last[id(fun)] = quick
            else:
                quick = None
        if quick:
            if quick[3]:
                both = (*args, *[v for v in tangents if v is not None])
            return quick[2]._again(quick[1], both)
    return _jvp(fun, args, tangents, has_aux, kwargs)


def _jvp(fun: Any, args: Any, tangents: Any, has_aux: bool, kwargs: dict[str, Any]) -> Any:
    """The same of any arguments; a call like it may be quick from now on."""
    check_given(args, tangents)
    primal = primal_of(fun)
    method = behind(primal)
    if method is not None:
        primal, args, tangents = method[0], (method[1], *args), (None, *tangents)
    names = parameters_of(primal)[0] if isinstance(primal, types.FunctionType) else []
    given = gathered(primal, tuple(tangents)) if names else ()
    moved = {n: t for n, t in zip(names, given, strict=False) if t is not None}
    if not moved and names:
        raise NonDifferentiableError(
            "no argument has a tangent", "give at least one argument a tangent other than None"
        )
    if names:
        refuse_own(primal, "has_aux", "a function that calls it")
    push = pushforward(primal, tuple(moved))
    values, held = push._bound(tuple(args), kwargs)
    count = count_of(dict(zip(names, values, strict=False)), moved)
    if count:
        stacked = one_of(Stacked, primal, tuple(moved))
        value, tangent = stacked.all(push, values, held, moved, count)
    else:
        value, tangent = push.push(values, held, moved)
    if has_aux:
        value, aux = pair(primal, value)
        return value, tangent[0], aux
    adjoint = push.quick(values, list(moved.values())) if values is args and not held else None
    if adjoint is not None and fun is primal and type(tangents) is tuple:
        seen = told(args + tangents)
        if len(_calls) >= MANY:
            _last.clear()
            _calls.clear()
        known = _calls.setdefault(id(fun), {})
        if len(known) >= MANY:
            known.clear()
        test = adjoint.quick(seen, current[0])[0]
        _last[id(fun)] = known[seen] = test, adjoint, push, len(moved) < len(names)
    return value, tangent


def gathered(function: types.FunctionType, tangents: tuple[Any, ...]) -> tuple[Any, ...]:
    """The tangents by parameter: those of the arguments that `*rest` takes are its tuple.

    >>> gathered(lambda x, *rest: x, (1.0, None, 2.0))
    (1.0, (None, 2.0))
    """
    code = function.__code__
    if not code.co_flags & inspect.CO_VARARGS:
        return tangents
    rest = tangents[code.co_argcount :]
    moves = any(one is not None for one in rest)
    return (*tangents[: code.co_argcount], rest if moves else None)


def check_given(args: Any, tangents: Any) -> None:
    """Refuse what is no tuple of arguments, or no tangent for each of them."""
    if not isinstance(args, tuple | list):
        raise SeedError(
            f"`args` is a {type(args).__name__}, not a tuple of the function's arguments",
            "write jvp(fun, (x,), (x_dot,)) for a function of one argument",
        )
    if not isinstance(tangents, tuple | list) or len(tangents) != len(args):
        given = f"of {len(tangents)}" if hasattr(tangents, "__len__") else "no tuple"
        raise SeedError(
            f"there are {len(args)} arguments, and the tangents are {given}",
            "give one tangent for each argument, None for one that is held constant",
        )


def pair(primal: Any, value: Any) -> Any:
    """The value of a function that says that it returns `(value, aux)`."""
    if type(value) is not tuple or len(value) != 2:
        raise NonDifferentiableError(
            f"{primal.__name__} does not return a pair, which has_aux=True asks for",
            "return `value, aux`, or leave has_aux out",
        )
    return value


@meaning(jvp, always=True)
def pushed(fun: Any, args: Any, tangents: Any, *, has_aux: bool = False, **kwargs: Any) -> Any:
    """`jvp` inside a differentiated function: by the arguments that have a tangent."""
    at = tuple([n for n, one in enumerate(tangents) if one is not None])
    given = [one for one in tangents if one is not None]
    value, tangent = pushing(fun, at=at)(*args, *given, **kwargs)
    return (value[0], tangent[0], value[1]) if has_aux else (value, tangent)
