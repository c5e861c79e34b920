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
    init = getattr(vars(cls).get("__init__"), "__code__", None)
    own = init is not None and init.co_filename == "<string>"  # `dataclass` wrote it
    return own and {f.name for f in fields if f.init} == set(labels) == {f.name for f in fields}
