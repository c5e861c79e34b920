"""Objects that texts can make again from their attributes."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace


def remade(cls: type, labels: tuple[str, ...]) -> bool:
    """Does `cls(label=value, ...)` make an object of these attributes, and do nothing else?"""
    if cls is SimpleNamespace:
        return True
    if not dataclasses.is_dataclass(cls) or hasattr(cls, "__post_init__"):
        return False
    fields = dataclasses.fields(cls)
    own = "__init__" in vars(cls) and vars(cls)["__dataclass_params__"].init
    return own and {f.name for f in fields if f.init} == set(labels) == {f.name for f in fields}
