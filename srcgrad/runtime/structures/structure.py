# mypy: disable-error-code="call-overload"
# (of `type(instance).__new__`; the comment stands here because the function is pasted as it is)
"""Instances that carry gradients."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any


def like(instance: Any, attributes: dict[str, Any]) -> Any:
    """An instance of the same class, made without `__init__`, that holds the attributes.

    One of a class derived from `dict` holds them as items.

    >>> from types import SimpleNamespace
    >>> like(SimpleNamespace(k=2.0), {"k": 1.0})
    namespace(k=1.0)
    """
    made = type(instance).__new__(type(instance))
    if isinstance(made, dict):
        (OrderedDict if isinstance(made, OrderedDict) else dict).update(made, attributes)
        return made
    for name, value in attributes.items():
        if type(getattr(type(made), name, None)).__name__ == "member_descriptor":
            object.__setattr__(made, name, value)
        else:
            vars(made)[name] = value
    return made


def derived(cls: Any, items: dict[Any, Any]) -> Any:
    """A dict of a class derived from it, made without `__init__`.

    >>> from collections import OrderedDict
    >>> derived(OrderedDict, {"k": 2.0})["k"]
    2.0
    """
    made = cls.__new__(cls)
    (OrderedDict if isinstance(made, OrderedDict) else dict).update(made, items)
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
