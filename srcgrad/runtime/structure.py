# mypy: disable-error-code="call-overload"
# (of `type(instance).__new__`; the comment stands here because the function is pasted as it is)
"""Instances that carry gradients."""

from __future__ import annotations

from typing import Any


def like(instance: Any, attributes: dict[str, Any]) -> Any:
    """An instance of the same class, made without `__init__`, that holds the attributes.

    >>> from types import SimpleNamespace
    >>> like(SimpleNamespace(k=2.0), {"k": 1.0})
    namespace(k=1.0)
    """
    made = type(instance).__new__(type(instance))
    for name, value in attributes.items():
        if type(getattr(type(made), name, None)).__name__ == "member_descriptor":
            object.__setattr__(made, name, value)
        else:
            vars(made)[name] = value
    return made


def instance(cls: Any, attributes: dict[str, Any]) -> Any:
    """An instance of a class, made without `__init__`, that holds the attributes.

    >>> from types import SimpleNamespace
    >>> instance(SimpleNamespace, {"k": 2.0})
    namespace(k=2.0)
    """
    made = cls.__new__(cls)
    for name, value in attributes.items():
        object.__setattr__(made, name, value)
    return made
