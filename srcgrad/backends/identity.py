"""What a generated function is called, and what its text is stored under."""

from __future__ import annotations

import types
from typing import Any

from srcgrad.backends.compiled import code_digest, function_digest
from srcgrad.cache import compiler_digest, digest
from srcgrad.ir.function import word
from srcgrad.request import Options
from srcgrad.rules import declare

ENDINGS = {"reverse": "grad", "forward": "jvp", "stacked": "jvps", "split": "fwd"}


def request_key(
    target: types.FunctionType,
    options: Options,
    signature: dict[str, Any],
    wrt: tuple[str, ...],
    overlap: tuple[str, ...],
) -> str | None:
    """What a text is stored under; None where the request cannot be told in words."""
    words = repr((signature, options, wrt, overlap))
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
