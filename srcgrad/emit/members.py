"""Members of enumerations among the constants of a program are named as their class has them.

>>> import signal
>>> spelled(e.Const(signal.SIGINT), {})
Signals.SIGINT
"""

from __future__ import annotations

import enum
import sys
from collections.abc import Collection
from typing import Any

from srcgrad.emit.draft import Draft
from srcgrad.ir import expr as e
from srcgrad.ir.function import Free
from srcgrad.ir.walk import rebuild, replace, statements


def name_members(draft: Draft) -> None:
    """Let a draft name the members of enumerations that it holds as constants."""
    taken = {*draft.parameters, *draft.keywords}

    def named(tree: e.Expr) -> e.Expr:
        return spelled(tree, draft.statics, taken)

    for block in (draft.forward, draft.reverse):
        for node in statements(block):
            replace(node, named)
    draft.result, draft.gradient = named(draft.result), named(draft.gradient)
    if draft.saved is not None:
        draft.saved = named(draft.saved)


def spelled(tree: e.Expr, statics: dict[str, Free], taken: Collection[str] = ()) -> e.Expr:
    """An expression; the classes that it names, by none of the names taken, go into `statics`."""
    if isinstance(tree, e.Const) and isinstance(tree.value, enum.Enum):
        return _member(tree.value, statics, taken)
    return rebuild(tree, lambda part: spelled(part, statics, taken))


def _member(value: enum.Enum, statics: dict[str, Free], taken: Collection[str]) -> e.Expr:
    cls: Any = type(value)
    module = vars(sys.modules[cls.__module__])
    found = module if module.get(cls.__name__) is cls else {cls.__name__: cls}
    path, number = cls.__name__, 1
    while path in taken or (path in statics and _class(statics[path]) is not cls):
        number += 1
        path = f"{cls.__name__}_{number}"
    statics.setdefault(path, Free(path, found, cls.__name__))
    if cls.__members__.get(value.name) is not value:  # several flags at once
        return e.Call(e.Ref(path, cls), (e.Const(value.value),))
    return e.Attr(e.Ref(path, cls), value.name)


def _class(free: Free) -> Any:
    held = free.namespace
    return held.get(free.key) if isinstance(held, dict) else None
