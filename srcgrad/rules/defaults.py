"""Arguments that are given as a function takes them where nothing is given."""

from typing import Any

from srcgrad.rules.declare import signature


def is_default(function: Any, key: str, value: Any) -> bool:
    """Is it what the function takes where this argument is not given?

    >>> is_default(sorted, "reverse", False), is_default(sorted, "reverse", 0)
    (True, False)
    """
    try:
        default = signature(function).parameters[key].default
    except (KeyError, TypeError, ValueError):  # no such parameter, or none that Python tells
        return False
    plain = isinstance(default, bool | int | float | str | None)
    return plain and type(value) is type(default) and bool(value == default)
