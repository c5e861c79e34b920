"""Names with two underlines in front, as Python spells them inside a class.

class Line:                               class Line:
    def at(self, x):             ->           def at(self, x):
        return self.__slope * x                   return self._Line__slope * x
"""

from __future__ import annotations

import ast
import re
from typing import Any

PRIVATE = re.compile(r"\b__\w*\b(?<!__)")  # what a text without any need not be searched for
_FIELDS = ("id", "attr", "arg", "name", "asname", "rest")  # of nodes, where a name stands


def spelt_out(tree: ast.Module) -> ast.Module:
    """Spell the private names of each class out, in place; methods keep their own names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name.strip("_"):
            _body(node, node.name.lstrip("_"))
    return tree


def _body(node: Any, owner: str) -> None:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):  # its names are its own
            continue
        for field in _FIELDS:
            method = isinstance(node, ast.ClassDef) and field == "name"  # as `co_name` has it
            name = getattr(child, field, None)
            if isinstance(name, str) and _private(name) and not method:
                setattr(child, field, f"_{owner}{name}")
        if isinstance(child, ast.Global | ast.Nonlocal):
            child.names = [f"_{owner}{n}" if _private(n) else n for n in child.names]
        _body(child, owner)


def _private(name: str) -> bool:
    return name.startswith("__") and not name.endswith("__") and "." not in name
