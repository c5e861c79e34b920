"""Functions that are made of text, which the compiler and debuggers can read."""

from __future__ import annotations

import inspect
import linecache
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
