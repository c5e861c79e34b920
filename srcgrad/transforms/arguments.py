"""Which arguments a derivative is taken by, and whether they can have one."""

from __future__ import annotations

import functools
import inspect
import sys
import types
from collections.abc import Iterable
from keyword import iskeyword
from typing import Any

import numpy as np

from srcgrad.errors import (
    NonDifferentiableError,
    SourceUnavailableError,
    UnsupportedSyntaxError,
)
from srcgrad.ir import kinds as k
from srcgrad.rules import lookup
from srcgrad.rules.derived import Plain

OWN = {"srcgrad", "numpy", "scipy"}  # what is called there is known by what it is


def plain(fun: Any) -> Any:
    """The function behind another derivative of ours, a partial or an object that is called."""
    if isinstance(fun, functools.partial):
        from srcgrad.transforms.partials import of_partial  # most programs have none

        return of_partial(fun)
    if isinstance(fun, types.MethodType) and isinstance(fun.__func__, Plain):
        return types.MethodType(fun.__func__.function, fun.__self__)
    if isinstance(fun, Plain):
        return fun.function
    call = _call_of(fun)
    return fun if call is None else types.MethodType(call, fun)


def _call_of(given: Any) -> types.FunctionType | None:
    """What a call of an object of the user's does, if its class says so in Python."""
    held = not isinstance(given, type)  # a class is called to make its objects
    call: Any = inspect.getattr_static(type(given), "__call__", None) if held else None
    call = call.function if isinstance(call, Plain) else call
    own = isinstance(call, types.FunctionType) and call.__module__.partition(".")[0] not in OWN
    return call if own else None


def parameters_of(function: types.FunctionType) -> tuple[list[str], list[str]]:
    """The parameters passed by position and by keyword, from the function's own code.

    `*rest` is the last of the one, a tuple; `**options` the last of the other, a dict.
    """
    code = function.__code__
    names = code.co_varnames
    count = code.co_argcount
    last = count + code.co_kwonlyargcount
    positional, keyword = list(names[:count]), list(names[count:last])
    if code.co_flags & inspect.CO_VARARGS:
        positional.append(names[last])
        last += 1
    if code.co_flags & inspect.CO_VARKEYWORDS:
        keyword.append(names[last])
    return positional, keyword


def standing_for(function: types.FunctionType) -> Any:
    """What is found where the function says that it is defined."""
    found: Any = sys.modules.get(function.__module__)
    for part in function.__qualname__.split("."):
        found = getattr(found, part, None)
    return found


def listed(function: Any) -> tuple[str, ...]:
    """The names of all parameters."""
    return tuple(n for some in parameters_of(function) for n in some)


def clear_of(taken: Iterable[str], *names: str) -> dict[str, str]:
    """These names, and those of their adjoints, as a text can have them beside the names taken.

    >>> clear_of(["y", "w_bar"], "y", "rows")
    {'y': 'y_', 'y_bar': 'y__bar', 'rows': 'rows', 'rows_bar': 'rows_bar'}
    """
    known = set(taken)
    found: dict[str, str] = {}
    for name in names:
        own = name
        while own in known or f"{own}_bar" in known:
            own += "_"
        found |= {name: own, f"{name}_bar": f"{own}_bar"}
    return found


def is_variadic(function: types.FunctionType) -> bool:
    """Has the function `*` or `**` parameters?"""
    return bool(function.__code__.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS))


def own_signature(function: types.FunctionType) -> inspect.Signature:
    """The signature that a function's own code has, whatever its `__signature__` says."""
    code, space, held = function.__code__, function.__globals__, function.__closure__
    same = types.FunctionType(code, space, function.__name__, function.__defaults__, held)
    same.__kwdefaults__ = function.__kwdefaults__
    return inspect.signature(same)


def bound(
    function: types.FunctionType, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """All arguments, with defaults; a call that does not fit raises Python's TypeError."""
    found = _filled_in(function, args, kwargs)
    if found is not None:
        return found
    positional, keyword = parameters_of(function)
    try:
        given = own_signature(function).bind(*args, **kwargs)
    except TypeError:
        function(*args, **kwargs)  # does not fit either, and Python says so in its words
        raise
    given.apply_defaults()
    held = given.arguments
    return tuple(held[n] for n in positional), {n: held[n] for n in keyword}


def _filled_in(
    function: types.FunctionType, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
    """The same in the time of a short call, of what fits a function without `*` and `**`.

    >>> _filled_in(lambda x, y, k=2.0, *, n=3: x, (1.0,), {"n": 5, "y": 4.0})
    ((1.0, 4.0, 2.0), {'n': 5})
    >>> _filled_in(lambda x, y: x, (1.0,), {"x": 2.0, "y": 3.0})
    """
    code = function.__code__
    names, count = code.co_varnames, code.co_argcount
    if len(args) > count or code.co_posonlyargcount > len(args) or is_variadic(function):
        return None
    wanted, keyword = names[len(args) : count], names[count : count + code.co_kwonlyargcount]
    given = kwargs
    if len(wanted) + len(keyword) != len(kwargs):
        if not kwargs.keys() <= {*wanted, *keyword}:
            return None
        defaults = function.__defaults__ or ()
        absent = dict(zip(names[count - len(defaults) : count], defaults, strict=True))
        given = {**absent, **(function.__kwdefaults__ or {}), **kwargs}
    try:
        return (*args, *[given[n] for n in wanted]), {n: given[n] for n in keyword}
    except KeyError:
        return None


def has_source(given: Any) -> bool:
    """Whether the text of a function is what its derivative is made of.

    What a library has a rule for, and the methods of its classes, are known by what they are: their
    texts prepare arguments in ways that no program follows.
    """
    if not isinstance(given, types.FunctionType):
        return False
    library = (given.__module__ or "").partition(".")[0] in {"numpy", "scipy"}
    return not library or ("." not in given.__qualname__ and lookup(given) is None)


def no_source(given: Any) -> SourceUnavailableError:
    """The error for what is no function written in Python."""
    name = getattr(given, "__name__", type(given).__name__)
    if isinstance(given, staticmethod | classmethod | property):
        kind = type(given).__name__
        inner = given.fget if isinstance(given, property) else given.__func__
        return SourceUnavailableError(
            f"{getattr(inner, '__name__', 'this')} is a {kind} already",
            f"put @{kind} above @grad, on the line before it",
        )
    if not callable(given):
        return SourceUnavailableError(
            f"{given!r} is no function: there is no source to differentiate",
            "pass a function written in Python",
        )
    if isinstance(given, types.FunctionType):
        return SourceUnavailableError(
            f"{name} is a function of {given.__module__.partition('.')[0]}: its derivative is "
            "a rule, and its source is not followed",
            "differentiate a function that calls it",
        )
    return SourceUnavailableError(
        f"{name} is not a function written in Python: there is no source to differentiate",
        "differentiate a function that calls it",
    )


def nested_too_deeply(function: types.FunctionType) -> UnsupportedSyntaxError:
    """The error for an argument of which no signature can be made."""
    return UnsupportedSyntaxError(
        f"an argument of {function.__name__} contains itself, or is nested too deeply",
        "pass only the parts that the function reads",
    )


def behind(given: Any) -> tuple[types.FunctionType, Any] | None:
    """The function of a bound method, and the object, which is then its first argument."""
    if isinstance(given, types.MethodType) and isinstance(given.__func__, types.FunctionType):
        return given.__func__, given.__self__
    return None


def by_name(function: types.FunctionType, wrt: Any) -> Any:
    """`wrt` of a bound method for the function behind it: positions count after `self`."""
    if reaches(function, wrt, method=True):
        shifted = [one + 1 if isinstance(one, int) else one for one in each(wrt)]
        return tuple(shifted) if isinstance(wrt, tuple) else shifted[0]
    names = resolve(function, wrt, method=True)
    return names if isinstance(wrt, tuple) else names[0]


def each(wrt: Any) -> tuple[Any, ...]:
    """The arguments that `wrt` names, as a tuple of one or more."""
    return wrt if isinstance(wrt, tuple) else (wrt,)


def counts(wrt: Any) -> bool:
    """Does `wrt` name an argument by its position?"""
    return any(isinstance(one, int) for one in each(wrt))


def reaches(function: Any, wrt: Any, method: bool = False) -> bool:
    """Does a position in `wrt` mean one of the arguments that `*args` takes?

    >>> reaches(lambda x, *rest: x, 0), reaches(lambda x, *rest: x, (0, 1))
    (False, True)
    """
    code = getattr(function, "__code__", None)
    if code is None or not code.co_flags & inspect.CO_VARARGS:
        return False
    places = [one for one in each(wrt) if isinstance(one, int) and not isinstance(one, bool)]
    return max(places, default=-1) + method >= code.co_argcount


def resolve(function: types.FunctionType, wrt: Any, method: bool) -> tuple[str, ...]:
    """The names of the parameters that `wrt` means; positions count after `self` on a method."""
    positional, keyword = parameters_of(function)
    everything = positional + keyword
    if reaches(function, wrt, method):
        raise of_any_number(function.__name__, positional[-1])
    return chosen_among(
        function.__name__, everything, everything[1:] if method else everything, wrt
    )


def of_any_number(function: str, rest: str) -> NonDifferentiableError:
    """The error for a position among the arguments of `*rest`, where no call tells which it is."""
    return NonDifferentiableError(
        f"which of the arguments `*{rest}` of {function} a position means, only a call tells",
        f"name the parameters of {function}, or write wrt={rest!r} for all of them",
    )


def chosen_among(
    function: str, everything: list[str], counted: list[str], wrt: Any
) -> tuple[str, ...]:
    """The names that `wrt` means, among those of all parameters and those that are counted."""
    chosen = []
    for one in each(wrt):
        if isinstance(one, bool) or not isinstance(one, int | str):
            raise NonDifferentiableError(
                f"wrt must be a position, a parameter's name or a tuple of them, not {one!r}",
                f"write wrt={tuple(one)!r}" if isinstance(one, list) else "write wrt=0",
            )
        if isinstance(one, str):
            if one not in everything:
                raise NonDifferentiableError(
                    f"{function} has no parameter {one!r}",
                    f"its parameters are {', '.join(everything)}",
                )
            chosen.append(one)
        elif 0 <= one < len(counted):
            chosen.append(counted[one])
        else:
            raise NonDifferentiableError(
                f"{function} has no parameter at position {one}",
                f"its parameters are {', '.join(counted) or 'none'}, counted from 0",
            )
    if not chosen or len(set(chosen)) != len(chosen):
        again = [name for n, name in enumerate(chosen) if name in chosen[:n]]
        remedy = f"leave the second {again[0]!r} out" if again else "name at least one"
        raise NonDifferentiableError(f"wrt={wrt!r} must name each parameter once", remedy)
    return tuple(chosen)


def refuse_own(primal: types.FunctionType, name: str, instead: str) -> None:
    """Refuse a function that has a parameter with the name of a keyword of ours."""
    held = primal.__code__.co_varnames  # the parameters first, and then other names
    if name in held and any(name in names for names in parameters_of(primal)):
        raise UnsupportedSyntaxError(
            f"{primal.__name__} has a parameter of its own named {name!r}",
            f"rename it, or use {instead}",
        )


def check_wrt(name: str, key: Any) -> None:
    """Refuse an argument that cannot have a derivative."""
    from srcgrad.infer.kinds.signature import kind_of as kind_of_signature  # slow to import

    kind = kind_of_signature(key, name)
    if k.differentiable(kind) and not isinstance(kind, k.Unknown | k.Function):
        return
    general = k.general(kind)
    integer = isinstance(general, k.Int) or (
        isinstance(general, k.Scalar | k.Array) and general.dtype.kind in "iu"
    )
    if integer:
        what, instead = "an integer", f"a float (`{name}` as 2.0 instead of 2)"
        if isinstance(general, k.Array):
            what, instead = "an array of integers", f"an array of floats (`{name}.astype(float)`)"
        raise NonDifferentiableError(
            f"the argument `{name}` is {what}, which has no derivative",
            f"pass {instead}: a silent zero would be a wrong answer",
        )
    if key[0] == "set" or tuple(key) in (("other", set), ("other", frozenset)):
        raise NonDifferentiableError(
            f"the argument `{name}` is a set, whose elements have no places for derivatives",
            f"pass a list, such as `list({name})`",
        )
    raise NonDifferentiableError(
        f"the argument `{name}` is {describe(key)}, which has no derivative",
        "differentiate with respect to a float, an array of floats, or a container of them",
    )


def check_options(backend: str, seed_name: str) -> None:
    """Refuse a backend that is not there, and what cannot be a keyword."""
    if backend != "numpy":
        raise UnsupportedSyntaxError(f"there is no backend {backend!r}", "use backend='numpy'")
    if not isinstance(seed_name, str) or not seed_name.isidentifier() or iskeyword(seed_name):
        raise UnsupportedSyntaxError(f"seed_name={seed_name!r} is not a name", "use an identifier")


def check_known(name: str, key: Any, value: Any) -> None:
    """Refuse arrays of which the compiler cannot know what a store does."""
    if isinstance(value, np.ndarray) and type(value) is not np.ndarray:
        raise UnsupportedSyntaxError(
            f"the argument `{name}` is a {type(value).__name__}, a subclass of ndarray, "
            "whose operations are its own",
            "pass np.asarray(...) of it",
        )
    if isinstance(value, np.ndarray) and (
        value.dtype.kind not in "biufc" or not value.dtype.isnative
    ):
        raise UnsupportedSyntaxError(
            f"the argument `{name}` is an array of dtype {value.dtype}",
            "pass an array of numbers in native byte order",
        )


def describe(key: Any) -> str:
    """A key in words."""
    if isinstance(key, str):
        return f"a {key}"
    tag, *rest = key
    if tag == "value":
        return repr(rest[0]) if rest[0] is None else f"a {type(rest[0]).__name__}"
    if tag in ("array", "shaped"):
        return f"an array of {rest[0]}"
    if tag in ("other", "object", "derived"):
        return f"a {rest[0].__name__}"
    if tag in ("static", "method", "partial"):
        return "a function or a module"
    return f"a {tag} without a number that could have one"


def under_classmethod(function: object, first: object) -> bool:
    """Is a function a method of this class, which it gets as its first argument?

    From Python 3.13 on `classmethod` asks no descriptor below it, so that only a call shows it.
    """
    held = (vars(one) for one in first.__mro__) if isinstance(first, type) else ()
    each = (value for attributes in held for value in attributes.values())
    return any(isinstance(value, classmethod) and value.__func__ is function for value in each)
