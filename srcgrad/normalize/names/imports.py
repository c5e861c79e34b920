"""Imports inside a function: the names stand for what is imported, from there on."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import types
from typing import Any, NamedTuple

from srcgrad.ir import expr as e
from srcgrad.normalize.scope import LIBRARIES, BindingsLike, Scope

JOKES = {"this", "antigravity"}  # do something when they are imported
REMEDY = "import at the head of the module"


class Imported(NamedTuple):
    """What an import inside the function binds a name to (`frontend.Binding`)."""

    holder: Any
    key: str
    value: Any


class Imports:
    """The free names of a function that has imports of its own; functions made inside read them."""

    def __init__(self, outer: BindingsLike) -> None:
        self.outer = outer
        self.own: dict[str, Imported] = {}

    def find(self, name: str) -> Any:
        """The binding of a name, or None where Python would raise NameError."""
        return self.own.get(name) or self.outer.find(name)


def lower_import(scope: Scope, node: Any) -> None:
    """`import a`, `import a.b as c`."""
    for alias in node.names:
        module = _module(scope, node, alias.name)
        name = alias.asname
        if name is None:
            name = alias.name.partition(".")[0]
            module = sys.modules[name]
        _check(scope, node, name)
        _bound(scope, node, name, Imported(sys.modules, module.__name__, module))
        scope.modules[name] = module
        scope.aliases[name] = e.Ref(name, module)


def lower_import_from(scope: Scope, node: Any) -> None:
    """`from a import b as c`."""
    module = _module(scope, node, _absolute(scope, node) if node.level else node.module)
    for alias in node.names:
        name = alias.asname or alias.name
        _check(scope, node, name)
        if not hasattr(module, alias.name):
            scope.refuse(node, f"`{module.__name__}` has no `{alias.name}`", REMEDY)
        value = getattr(module, alias.name)
        _bound(scope, node, name, Imported(vars(module), alias.name, value))
        scope.aliases[name] = scope.found(name, vars(module), alias.name, value)


def _bound(scope: Scope, node: Any, name: str, binding: Imported) -> None:
    if not isinstance(scope.bindings, Imports) or not scope.aliases:  # those of a function around
        scope.bindings = Imports(scope.bindings)
    before = scope.bindings.own.get(name, binding)
    if before.value is not binding.value:
        scope.refuse(node, f"`{name}` is imported as two things", "use two names")
    scope.bindings.own[name] = binding


def _absolute(scope: Scope, node: Any) -> str:
    """The module that `from ..a import b` names, seen from the function's own."""
    package = scope.bindings.find("__package__")
    if package is None or not package.value:
        scope.refuse(node, "a relative import inside a function of no package", REMEDY)
    return importlib.util.resolve_name("." * node.level + (node.module or ""), package.value)


def _module(scope: Scope, node: Any, name: str) -> types.ModuleType:
    """A module that is there already, or a library's, or Python's own: these only define."""
    package = name.partition(".")[0]
    known = package in LIBRARIES or package in sys.stdlib_module_names - JOKES
    if name not in sys.modules and not known:
        scope.refuse(
            node, f"`{name}` is not imported yet: importing it now would run its code", REMEDY
        )
    try:
        return importlib.import_module(name)
    except ImportError:
        scope.refuse(node, f"`{name}` cannot be imported", REMEDY)


def _check(scope: Scope, node: Any, name: str) -> None:
    if name in scope.local:
        scope.refuse(node, f"`{name}` is an imported name and a variable", "use two names")
