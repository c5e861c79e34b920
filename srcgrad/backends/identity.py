"""What a generated function is called, and what its text is stored under."""

from __future__ import annotations

import abc
import enum
import functools
import types
from collections.abc import Iterator
from typing import Any

from srcgrad.backends.compiled import code_digest, function_digest, own_classes
from srcgrad.cache import compiler_digest, digest
from srcgrad.ir.function import inside, word
from srcgrad.request import Options
from srcgrad.rules import declare

ORDERS = ("_fields", "__match_args__", "__slots__", "__dataclass_fields__")
TOLD_ELSEWHERE = ("__doc__", "__module__", "__firstlineno__", "__static_attributes__")
ENDINGS = {"reverse": "grad", "forward": "jvp", "stacked": "jvps", "split": "fwd"}


def request_key(
    target: types.FunctionType,
    options: Options,
    signature: dict[str, Any],
    wrt: tuple[str, ...],
    overlap: tuple[str, ...],
) -> str | None:
    """What a text is stored under; None where the request cannot be told in words."""
    words = f"{words_of((*signature.items(),))} {(options, wrt, overlap)!r}"
    rules: str | None = ""
    if declare.by_users():
        from srcgrad.backends.user_rules import words_of_rules  # few users declare any

        rules = words_of_rules()
    if " at 0x" in words or rules is None:
        return None  # an object of this process, or a rule that cannot be told
    plain = isinstance(target, types.FunctionType)
    own = function_digest(target) if plain else code_digest(target.__code__)
    return digest(compiler_digest(), origin_of(target), own, words, rules)


def origin_of(target: types.FunctionType) -> str:
    """Module and name of a function, or the name alone of one that a program makes."""
    if not isinstance(target, types.FunctionType):
        return str(target.__name__)
    return f"{target.__module__}.{target.__qualname__}"


def name_of(target: types.FunctionType, options: Options) -> str:
    """What the generated function is called."""
    return f"{word(target.__name__)}_{ENDINGS[options.mode]}"


def words_of(key: Any) -> str:
    """What was seen of a value, as text that means the same in another process.

    A class may have got other fields, methods or bases there, under the same name.

    >>> words_of(("tuple", tuple, ("float", "float")))
    "('tuple', <class 'tuple'>, ('float', 'float'))"
    """
    if isinstance(key, tuple) and type(key) is tuple:
        return f"({', '.join(map(words_of, key))})"
    if isinstance(key, enum.Enum):
        return f"{key!r} {vars(key)!r}"
    if isinstance(key, type):
        own = own_classes(key)
        held = [words for owner in own for words in _words_of_class(owner)]
        return f"{key!r} {digest(repr(key.__mro__), *held)}" if own else repr(key)
    return repr(key)


def _words_of_class(cls: type) -> Iterator[str]:
    """What a class holds, but for data: what is read of these is told one by one."""
    for name, held in vars(cls).items():
        if name in ORDERS:
            yield f"{name} {[*held]!r}"
        elif name not in TOLD_ELSEWHERE:
            functions = [function_digest(one) for one in _functions_behind(held)]
            yield f"{name} {type(held).__qualname__} {functions}"
    if isinstance(cls, abc.ABCMeta):
        yield f"registered {_registered(cls)}"


def _registered(cls: Any) -> list[str]:
    """What counts as one of an abstract class by `register`, there or with a class below it."""
    dump = vars(abc)["_get_dump"]
    own = [repr(one()) for one in dump(cls)[0]]
    below = [name for one in type.__subclasses__(cls) for name in _registered(one)]
    return sorted({*own, *below})


def _functions_behind(held: Any) -> Iterator[types.FunctionType]:
    """The functions of a method, a property, or of what stands around one."""
    if isinstance(held, types.FunctionType):
        yield held
    elif isinstance(held, property):
        for part in (held.fget, held.fset, held.fdel):
            yield from _functions_behind(part)
    elif isinstance(held, functools.cached_property | functools.singledispatchmethod):
        yield from _functions_behind(held.func)
    elif isinstance(held, staticmethod | classmethod):
        yield from _functions_behind(held.__func__)
    elif isinstance(held, functools._lru_cache_wrapper):
        yield from _functions_behind(inside(held))
