"""What there is to print: sweeps, names, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Free
from srcgrad.ir.walk import expressions, nodes, statements
from srcgrad.late import dataclass, field


@dataclass
class Draft:
    """What there is to print."""

    name: str
    title: str
    origin: str
    parameters: list[str]
    keywords: list[str]
    free: dict[str, Free]
    statics: dict[str, Free]
    modules: dict[str, Any]
    forward: s.Block
    reverse: s.Block
    result: e.Expr
    gradient: e.Expr
    seed: str
    seed_name: str
    seed_default: bool
    first_line: int
    same: dict[str, str] = field(default_factory=dict)  # names that are printed as others are
    dead: list[str] = field(default_factory=list)  # arrays to delete before the reverse sweep
    released: dict[int, list[str]] = field(default_factory=dict)  # and on its way, by position
    tangents: list[str] = field(default_factory=list)  # in forward mode: parameters, no seed
    alone: bool = False  # the gradient is returned without the result
    saved: e.Expr | None = None  # of two functions: what the first returns beside the value
    taken: tuple[str, ...] = ()  # and under which names the second takes it
    helpers: list[Draft] = field(default_factory=list)  # recursive functions, as pairs

    def split(self, saved: e.Expr, taken: tuple[str, ...], reverse: s.Block) -> None:
        """Make two functions of the two sweeps."""
        self.saved, self.taken, self.reverse = saved, taken, reverse


def trees(draft: Draft) -> Iterable[e.Expr]:
    """All expressions of the sweeps."""
    for block in (draft.forward, draft.reverse):
        for node in statements(block):
            yield from expressions(node)
    yield draft.result
    yield draft.gradient
    if draft.saved is not None:
        yield draft.saved


def references(draft: Draft) -> list[e.Ref]:
    """What they name outside, once each."""
    found: dict[str, e.Ref] = {}
    for tree in trees(draft):
        for part in nodes(tree):
            if isinstance(part, e.Ref) and not part.path.startswith("."):  # printed as statements
                found.setdefault(part.path, part)
    return list(found.values())


def reads(draft: Draft, name: str) -> bool:
    """Do the sweeps read a name?"""
    return any(
        isinstance(p, e.Var) and p.name == name for tree in trees(draft) for p in nodes(tree)
    )
