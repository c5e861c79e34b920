"""A function in the core language, with the facts that stages add to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from srcgrad.errors import Location
from srcgrad.ir.expr import Expr
from srcgrad.ir.stmt import Block


@dataclass
class Parameter:
    """One parameter; `form` is "positional" or "keyword"; `default` is the text of its default."""

    name: str
    form: str = "positional"
    has_default: bool = False


@dataclass(frozen=True)
class Free:
    """A free value: where it is read at each call, and the name it has in the program."""

    name: str
    namespace: Any = field(compare=False)  # the dict of globals, or the closure cell
    key: str


@dataclass
class Core:
    """A function: parameters, body, and the expression that it returns."""

    name: str
    parameters: list[Parameter]
    body: Block
    result: Expr
    location: Location | None = None
    free: dict[str, Free] = field(default_factory=dict)
    modules: dict[str, Any] = field(default_factory=dict)  # the name in the file, and the module
    statics: dict[str, Free] = field(default_factory=dict)  # functions and classes by name
    inputs: dict[Expr, str] = field(default_factory=dict)  # elements of arguments: access, name
