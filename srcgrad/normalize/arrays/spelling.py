"""What NumPy does in calls, as stores and subscripts: everything that only kinds can tell apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Core
from srcgrad.ir.walk import stored
from srcgrad.normalize.arrays.array_reads import spell_reads
from srcgrad.normalize.arrays.flat_places import spell_places
from srcgrad.normalize.arrays.set_attributes import spell_set
from srcgrad.normalize.arrays.writers import spell_out
from srcgrad.normalize.lists.asked_sums import spell_sums
from srcgrad.normalize.lists.list_calls import state
from srcgrad.normalize.lists.spans import spell_spans
from srcgrad.normalize.lists.truth import spell_truth
from srcgrad.normalize.names.module_members import name_members
from srcgrad.normalize.scope import Counter


class Known(Protocol):
    """What is known of a program's names (`infer.Facts`)."""

    varied: set[str]
    widened: set[str]

    def kind(self, tree: e.Expr) -> k.Kind: ...

    def root(self, name: str) -> str: ...

    def reached(self, found: Iterable[str]) -> set[str]: ...

    def shares(self, tree: e.Expr) -> list[str]: ...


def spell(core: Core, facts: Known, counter: Counter) -> bool:
    """Rewrite a function in place; says whether anything was rewritten."""
    named = name_members(core, facts.kind) or spell_spans(core.body, facts.kind)
    if named or state(core.body, facts.kind):
        return True
    if spell_set(core.body, facts.kind, counter, facts.reached):
        return True
    written = {facts.root(name) for name in stored(core.body)}
    if spell_places(
        core.body,
        facts.kind,
        counter,
        lambda name: facts.root(name) in written,
        facts.shares,
    ):
        return True
    reads = spell_reads(
        core.body,
        facts.kind,
        counter,
        facts.varied.__contains__,
        lambda name: facts.root(name) in written,
    )
    tests = spell_truth(core.body, facts.kind, counter)
    sums = spell_sums(core.body, facts.kind, counter)
    facts.widened |= sums
    return spell_out(core.body, facts.kind, counter, facts.reached) or reads or tests or bool(sums)
