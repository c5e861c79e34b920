"""What is known of lengths at some statements only, and of the parts that these take."""

from __future__ import annotations

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import KindOf, kind_of_item
from srcgrad.infer.lengths.heads import Heads, heads
from srcgrad.infer.lengths.least import Proofs, kind_of_part, proofs
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.late import dataclass


@dataclass
class Proven:
    """By the identities of statements: least lengths, and arrays that loops bind anew."""

    least: Proofs
    heads: Heads

    def kind(self, node: s.Stmt, part: e.Item, found: k.Kind, kind_of: KindOf) -> k.Kind:
        """The kind of a part that a statement takes, given what it would be elsewhere."""
        whole, least = self.heads.get(id(node)), self.least.get(id(node))
        if whole is not None:
            return kind_of_item(whole, part.index, kind_of)
        return (kind_of_part(part, least, kind_of) if least else None) or found


def proven(core: Core, facts: Facts) -> Proven | None:
    """What the facts of a program prove, if there is anything."""
    found = Proven(proofs(core.body, facts.kind), heads(core, facts))
    return found if found.least or found.heads else None
