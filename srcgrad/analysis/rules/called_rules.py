"""Rules of users that generated code calls: under which name it finds them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from srcgrad.ir.function import Core, Free
from srcgrad.rules.called import called_by


def outside(core: Core, body: Callable[..., Any], rule: Callable[..., Any]) -> str | None:
    """The name in the program of the rule that `body` calls: it is handed in from outside."""
    if called_by(body) is not rule:
        return None
    own = getattr(rule, "__name__", "")
    stem = path = own if own.isidentifier() else "rule"
    module: Any = vars(sys.modules.get(rule.__module__, sys))
    free = Free(path, module, own) if module.get(own) is rule else None
    taken, number = {p.name for p in core.parameters} | set(core.modules), 1
    while path in taken or (path in core.statics and _value(core.statics[path]) is not rule):
        number += 1
        path = f"{stem}_{number}"
    namespace, key = ({path: rule}, path) if free is None else (free.namespace, free.key)
    core.statics.setdefault(path, Free(path, namespace, key))
    return path


def _value(free: Free) -> Any:
    return free.namespace.get(free.key) if isinstance(free.namespace, dict) else None
