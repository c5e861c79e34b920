"""What the user wrote as an augmented assignment is printed as one.

    s = s + t       ->     s += t

The compiler spells it out for numbers, which are bound anew; for them the two are the same. An
array would be changed in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks

NONE: Mapping[str, str] = MappingProxyType({})
OPERATORS = {"+", "-", "*", "/", "//", "%", "**"}


def augmented(block: s.Block, facts: Facts, same: Mapping[str, str] = NONE) -> s.Block:
    """The block, with such statements for the user's own, and for numbers of ours.

    `same` tells which names are printed alike.
    """
    out: s.Block = []
    for node in block:
        for inner in blocks(node):
            inner[:] = augmented(inner, facts, same)
        match node:
            case s.Assign(target, e.Binary(op, e.Var(name), right)) if (
                same.get(name, name) == same.get(target, target)
                and op in OPERATORS
                and k.is_number(facts.kinds.get(name, k.Unknown()))
                and _as_written(node, op)
            ):
                out.append(s.Augment(e.Var(name), None, op, right, origin=node.origin))
            case _:
                out.append(node)
    return out


def _as_written(node: s.Assign, op: str) -> bool:
    """Did the user write it so? What counts passes is the compiler's own."""
    written = node.origin is not None and f"{op}=" in node.origin.text
    return written or node.target.startswith("passes.")
