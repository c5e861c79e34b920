"""Methods that change a container, held without it: by a global, a default or an argument.

put = RECORDS.append               what else reads RECORDS would not see the change
"""

from __future__ import annotations

import types
from collections import deque
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Core
from srcgrad.ir.mutating import MUTATING
from srcgrad.ir.walk import expressions, nodes, statements

METHODS = (types.BuiltinFunctionType, types.MethodWrapperType)
CONTAINERS = (list, dict, set, deque, bytearray, np.ndarray)
OF_ARRAYS = {"fill", "put", "partition", "resize", "setfield", "byteswap", "itemset", "setflags"}
OF_SETS = {"difference_update", "intersection_update", "symmetric_difference_update"}
IN_PLACE = {f"__i{name}__" for name in ("sub", "truediv", "floordiv", "mod", "pow", "matmul")}
IN_PLACE |= {f"__i{name}__" for name in ("and", "xor", "lshift", "rshift")}
CHANGING = MUTATING | OF_ARRAYS | OF_SETS | IN_PLACE | {"__init__", "move_to_end"}


def refuse_bound(core: Core, facts: Facts) -> None:
    """Refuse what reads a method that changes a container from outside the program."""
    for node in statements(core.body):
        for tree in expressions(node):
            for part in nodes(tree):
                held = _value(part, facts)
                if _changes(held):
                    raise UnsupportedSyntaxError(
                        f"the method `{held.__name__}` of a container that is made outside is "
                        "called without it",
                        "pass the container, and call its method",
                        node.origin,
                    )


def _value(tree: e.Expr, facts: Facts) -> Any:
    if isinstance(tree, e.Ref):
        return tree.target
    kind = facts.kind(tree) if isinstance(tree, (e.Var, e.Attr)) else None
    return kind.value if isinstance(kind, k.Known) else None


def _changes(value: Any) -> bool:
    if not isinstance(value, METHODS):
        return False
    return isinstance(value.__self__, CONTAINERS) and value.__name__ in CHANGING
