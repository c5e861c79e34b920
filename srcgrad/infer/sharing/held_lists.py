"""Lists and dicts that an object holds: may functions that are given it store into them?

They can be reached by the attribute that holds them alone. Where none of the functions mentions
it, or none stores into a list or dict, they stay.
"""

from __future__ import annotations

import dis
from collections.abc import Iterable, Iterator
from typing import Any

import gast

from srcgrad.ir import kinds as k
from srcgrad.ir.mutating import FIRST, MUTATING, WRITING
from srcgrad.late import dataclass

BOTH: tuple[type, ...] = (list, dict)
INTO = {"STORE_SUBSCR", "DELETE_SUBSCR", "STORE_SLICE"}  # an array, perhaps
IN_PLACE: dict[str, type] = {"+=": list, "*=": list, "|=": dict}
IN_PLACE |= {"INPLACE_ADD": list, "INPLACE_MULTIPLY": list, "INPLACE_OR": dict}  # Python 3.10
BY_TEXT = {"getattr", "__getattribute__", "MATCH_CLASS"}  # an attribute whose name is a text
CHANGING = (MUTATING | WRITING | FIRST | BY_TEXT) - {"add"}  # np.add


@dataclass
class Held:
    """The lists and dicts of an object, and what functions do that may reach them."""

    kind: k.Kind
    changed: set[type]  # what is stored into: lists, dicts
    names: set[str]  # that the functions mention

    def follow(self, steps: Iterable[dis.Instruction]) -> None:
        """Note what a function does, step by step."""
        for step in steps:
            own = step.opcode in dis.haslocal or step.opcode in dis.hasfree
            named = step.argval if isinstance(step.argval, str) and not own else ""
            known = step.argrepr if step.opname == "BINARY_OP" else step.opname
            self.names |= {named, step.opname}
            if known in IN_PLACE:
                self.changed.add(IN_PLACE[known])
            elif step.opname in INTO or named in CHANGING:
                self.changed |= {*BOTH}

    def stay(self) -> bool:
        """Are none stored into, as far as this is known?"""
        blind = bool(self.names & BY_TEXT)
        pairs = [*_labelled(self.kind)]
        return not any(form in self.changed and (blind or n in self.names) for n, form in pairs)


def changed_by(node: Any) -> tuple[type, ...]:
    """Which of lists and dicts an expression or statement changes, for all that is known of it."""
    if isinstance(node, gast.AugAssign):
        return {gast.Add: (list,), gast.Mult: (list,), gast.BitOr: (dict,)}.get(type(node.op), ())
    if isinstance(node, gast.Subscript):
        return () if isinstance(node.ctx, gast.Load) else BOTH
    named = node.attr if isinstance(node, gast.Attribute) else getattr(node, "id", "")
    return BOTH if isinstance(node, gast.Attribute | gast.Name) and named in CHANGING else ()


def is_plain(kind: k.Kind) -> bool:
    """Is it a list or a dict of known parts, and of no class of the user's?"""
    if isinstance(kind, k.Dict):
        return kind.cls is dict
    return isinstance(kind, k.List) and kind.items is not None


def within(kind: k.Kind) -> tuple[k.Kind, ...]:
    """The parts of an object, or of what it holds."""
    known = isinstance(kind, k.Object | k.Tuple) or is_plain(kind)
    return tuple(k.parts(kind) or ()) if known else ()


def _labelled(kind: k.Kind) -> Iterator[tuple[str, type]]:
    """The attributes that hold lists and dicts, each with what it holds."""
    if isinstance(kind, k.Object):
        for label, part in zip(kind.names, kind.items, strict=True):
            yield from ((label, form) for form in _forms(part))
    for part in within(kind):
        yield from _labelled(part)


def _forms(kind: k.Kind) -> Iterator[type]:
    """The lists and dicts that are reached without another attribute."""
    if is_plain(kind):
        yield dict if isinstance(kind, k.Dict) else list
    for part in within(kind) if not isinstance(kind, k.Object) else ():
        yield from _forms(part)
