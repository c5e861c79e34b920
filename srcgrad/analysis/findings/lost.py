"""Where a kind was lost for good: two values of different structure met under one name."""

from __future__ import annotations

import re

from srcgrad.analysis.findings.nouns import in_full
from srcgrad.errors import Location, SrcgradError, UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names

HOLDING = k.Dict | k.Tuple | k.List


def first_lost(
    seen: set[str], definitions: dict[str, list[s.Stmt]], facts: Facts
) -> list[SrcgradError]:
    """The error for the first of these names that held two kinds with none in common.

    for z in zs:
        A = np.eye(2) - K      # a matrix here
        if z > 3:
            A = A[None]        # and a stack of them: what is made of it has no kind, round by round
        P = A @ P
    """
    for name, (first, second) in facts.lost.items():
        if name not in seen or not definitions.get(name):
            continue
        one, other = _said(first), _said(second)
        if one is None or other is None or one == other:
            continue
        remedy = "let it hold the same on every path"
        if isinstance(first, HOLDING) and isinstance(second, HOLDING):
            remedy += ", or keep in arrays what a walk goes through, and walk by indices"
        where = definitions[name][0].origin
        return [
            UnsupportedSyntaxError(
                f"{_subject(name, where)} is {one} at first and {other} later", remedy, where
            )
        ]
    return []


def made_of(value: e.Expr, definitions: dict[str, list[s.Stmt]], facts: Facts) -> set[str]:
    """The arrays of no known rank that an expression reads, and those that they are made of."""
    seen: set[str] = set()
    waiting = [*names(value)]
    while waiting:
        name = waiting.pop()
        kind = facts.kinds.get(name)
        if name not in seen and isinstance(kind, k.Array) and kind.dims is None:
            seen.add(name)
            trees = (tree for node in definitions.get(name, []) for tree in expressions(node))
            waiting += [one for tree in trees for one in names(tree)]
    return seen


def _subject(name: str, where: Location | None) -> str:
    """The user's name, or what a conditional expression gives: it has none."""
    stem = name.partition(".")[0]
    own = where is not None and re.search(rf"\b{stem}\b", where.text)
    return f"`{stem}`" if own else "what this line chooses"


def _said(kind: k.Kind) -> str | None:
    """What a value is called, where its structure can be said."""
    if isinstance(kind, k.Array):
        return f"an array of rank {kind.rank}"
    return in_full(kind) if isinstance(kind, HOLDING) or k.is_number(kind) else None
