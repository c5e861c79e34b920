"""Derivatives that have been generated before: found without the compiler."""

from __future__ import annotations

import types
from typing import Any

from srcgrad.backends.compiled import Compiled
from srcgrad.backends.identity import name_of, request_key
from srcgrad.backends.loading import held
from srcgrad.backends.manifest import restored
from srcgrad.cache import load
from srcgrad.ir.encoding import decode
from srcgrad.request import Options


def stored(
    target: types.FunctionType,
    options: Options,
    signature: dict[str, Any],
    wrt: tuple[str, ...],
    overlap: tuple[str, ...],
) -> tuple[str | None, Compiled | None]:
    """The key of a request, and what is held under it."""
    key = request_key(target, options, signature, wrt, overlap)
    name = name_of(target, options)
    found = None if key is None else load(key, name) or held(key, name)
    if found is None:
        return key, None
    path, content = found
    return key, restored(target, str(path), content, name, decode)
