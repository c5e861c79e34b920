"""Functions that are made of text, which the compiler and debuggers can read."""

from __future__ import annotations

import inspect
import linecache
from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import Any


def loaded(name: str, text: str, names: dict[str, Any]) -> Any:
    """The function of that name in a text, which finds `names` as its globals."""
    path = f"<srcgrad {name} {sha256(text.encode()).hexdigest()[:16]}>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    namespace = {"__name__": f"srcgrad_generated.{name}", **names}
    exec(compile(text, path, "exec"), namespace)
    return namespace[name]


def handed_on(function: Any) -> str:
    """The parameters of a function as arguments of a call.

    >>> handed_on(lambda a, b=2.0, *, c=3.0: None)
    'a, b, c=c'
    """
    named = inspect.signature(function, follow_wrapped=False).parameters.items()
    return ", ".join(f"{n}={n}" if p.kind is p.KEYWORD_ONLY else n for n, p in named)


def header(function: Any) -> tuple[str, dict[str, Any]]:
    """The parameters of a function as text, and the defaults that the text names.

    >>> header(lambda a, b=2.0, *, c=3.0: None)
    ('a, b=default_b, *, c=default_c', {'default_b': 2.0, 'default_c': 3.0})
    """
    parts, defaults, star = [], {}, False
    for name, parameter in inspect.signature(function, follow_wrapped=False).parameters.items():
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            parts.append("*")
            star = True
        if parameter.default is parameter.empty:
            parts.append(name)
        else:
            parts.append(f"{name}=default_{name}")
            defaults[f"default_{name}"] = parameter.default
    return ", ".join(parts), defaults


def remaining(
    whole: Iterable[inspect.Parameter], given: int, named: Collection[str]
) -> tuple[str, str, dict[str, Any]] | None:
    """The parameters that are left when some are given: as a header, as arguments, the defaults.

    Those behind one that is given by name can only be given by name. None where no parameter is
    left, or one stands for several.

    >>> remaining(inspect.signature(lambda a, b, c=1.0: None).parameters.values(), 1, ["b"])
    ('*, c=default_c', 'c=c', {'default_c': 1.0})
    """
    left: list[inspect.Parameter] = []
    by_name = False
    for parameter in list(whole)[given:]:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            return None
        by_name = by_name or parameter.name in named
        if parameter.name not in named:
            kind = max(parameter.kind, parameter.POSITIONAL_OR_KEYWORD)
            left.append(parameter.replace(kind=parameter.KEYWORD_ONLY if by_name else kind))

    def standing() -> None: ...

    standing.__signature__ = inspect.Signature(left)  # type: ignore[attr-defined]
    text, defaults = header(standing)
    return (text, handed_on(standing), defaults) if left else None
