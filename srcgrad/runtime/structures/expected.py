"""Arguments of the kinds that a derivative was generated for; files that stand alone check them."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.runtime.sharing import attributes_in


def expect(name: str, value: Any, kind: Any) -> None:
    """Raise TypeError unless `value` is of a kind.

    A kind is the name of a type, or a tuple that begins with one: of an array its dtype and what
    is known of each axis follow, of a container the kinds of what it holds.

    >>> expect("x", np.ones(9), ("array", "float64", ("> 3",)))
    >>> expect("x", np.ones(1), ("array", "float64", ("not 1",)))
    Traceback (most recent call last):
        ...
    TypeError: axis 0 of `x` has length 1, and must have a length that is not 1
    >>> expect("x", np.ones(5), ("array", "float64", ("5",)))
    >>> expect("p", {"a": 0.5, "n": 1}, ("dict", {"a": "float", "n": "int"}))
    """
    tag, *rest = (kind,) if isinstance(kind, str) else kind
    if tag == "array":
        expect_array(name, value, *rest)
    elif tag == "scalar":
        if not isinstance(value, np.generic) or value.dtype != rest[0]:
            raise unexpected(name, value, f"a NumPy scalar of {rest[0]}")
    elif tag == "value":
        if type(value) is not type(rest[0]) or value != rest[0]:
            raise unexpected(name, value, f"{rest[0]!r}, as in the example", repr(value))
    elif tag == "dict":
        expect_parts(name, value, "dict", list(rest[0]), list(rest[0].values()))
    elif tag in ("list", "tuple"):
        expect_parts(name, value, rest[0], None, rest[1])
    elif tag == "any list":
        expect_parts(
            name, value, "list", None, [rest[0]] * len(value) if type(value) is list else []
        )
    elif tag == "object":
        attributes, shared = rest[1], rest[2]
        if type(value).__qualname__ != rest[0] or list(attributes_in(value)) != list(attributes):
            raise unexpected(name, value, f"a {rest[0]} with {', '.join(attributes) or 'nothing'}")
        for key, part in [*attributes.items(), *shared.items()]:
            expect(f"{name}.{key}", getattr(value, key), part)
    elif type(value).__qualname__ != (rest[0] if rest else tag):
        raise unexpected(name, value, f"of type {rest[0] if rest else tag}")


def expect_array(name: str, value: Any, dtype: str, axes: tuple[str, ...]) -> None:
    """Raise TypeError unless `value` is an array with this dtype and such axes."""
    if type(value) is not np.ndarray or value.dtype != dtype or value.ndim != len(axes):
        raise unexpected(name, value, f"an array of {dtype} with {len(axes)} axes")
    for axis, (length, known) in enumerate(zip(value.shape, axes, strict=True)):
        right = {"1": length == 1, "not 1": length != 1, "> 3": length > 3}
        if not right.get(known, str(length) == known):
            raise TypeError(
                f"axis {axis} of `{name}` has length {length}, and must have a length that is "
                f"{known}"
            )


def expect_parts(name: str, value: Any, cls: str, keys: Any, kinds: list[Any]) -> None:
    """Raise TypeError unless `value` is a container of this class that holds such parts."""
    right = type(value).__qualname__ == cls and len(value) == len(kinds)
    if not right or (keys is not None and list(value) != keys):
        held = f"with the keys {keys}" if keys is not None else f"of {len(kinds)}"
        raise unexpected(name, value, f"a {cls} {held}")
    for key, kind in zip(range(len(kinds)) if keys is None else keys, kinds, strict=True):
        expect(f"{name}[{key!r}]", value[key], kind)


def unexpected(name: str, value: Any, wanted: str, given: str = "") -> TypeError:
    """The error for an argument of another kind."""
    if isinstance(value, np.ndarray):
        given = f"an array of {value.dtype} with {value.ndim} axes"
    given = given or f"of type {type(value).__qualname__}"
    return TypeError(f"`{name}` is {given}, and must be {wanted}")
