"""One round of taking containers apart and deciding what the kinds decide."""

from __future__ import annotations

from functools import partial

from srcgrad.infer.callees.consumed import decide_asked
from srcgrad.infer.callees.inlining import Inlining
from srcgrad.infer.callees.makers import spell_made
from srcgrad.infer.callees.resolved import arity, before_rest
from srcgrad.infer.facts import Facts
from srcgrad.infer.put_in import sure_kinds
from srcgrad.infer.sharing.rebinding import Rebinding
from srcgrad.infer.spelling import spell_arrays
from srcgrad.ir.function import Core
from srcgrad.ir.walk import statements
from srcgrad.normalize.arrays.spelling import spell
from srcgrad.normalize.calls.cells import release
from srcgrad.normalize.calls.spread import Spread
from srcgrad.normalize.jumps.foreseen import foresee
from srcgrad.normalize.lists.collected import collect
from srcgrad.normalize.lists.named_slices import spell_slices
from srcgrad.normalize.lists.scalarize import Scalarizer
from srcgrad.normalize.names.attributes import spell_attributes
from srcgrad.normalize.names.returned import spell_returned
from srcgrad.normalize.scope import Counter
from srcgrad.normalize.settle import settle


def respelled(calls: Inlining, facts: Facts) -> bool:
    """Rewrite a program as its kinds allow, plain calls put in; has it changed?"""
    core, counter = calls.core, calls.counter
    spelled = spell(core, facts, counter)
    spelled |= spell_arrays(core, facts.kind, counter, facts.varied.__contains__)
    spelled |= decide_asked(core, facts)
    return spelled or calls.plain(facts) or _settled(calls, facts) or release(core)


def _settled(calls: Inlining, facts: Facts) -> bool:
    """Take containers apart, and decide what the kinds decide; has anything changed?"""
    core, counter = calls.core, calls.counter
    if spell_made(core, facts) or spell_returned(core, facts.kind, facts.varied.__contains__):
        return True
    parts = {name: access for access, name in core.inputs.items()}
    known = partial(arity, facts=facts), partial(before_rest, facts=facts)
    spread = Spread(facts.kind, *known, counter)
    core.body = spread.block(core.body)
    named = spell_attributes(core.body, facts.kind)
    named |= spell_slices(core.body, facts.kind, core.cells)
    sure = sure_kinds(core, facts)
    whole = {*core.cells, *calls.kept}
    if spread.changed or named or foresee(core, sure) or collect(core.body, whole):
        return True
    changed = _rewritten(core, facts, counter, last=False)
    grown = facts.growing() | core.changed | core.real  # seen by their holders
    one = Scalarizer(core, sure_kinds(core, facts), grown, parts, counter, facts.several)
    changed |= one.run()
    if not changed:
        changed = _rewritten(core, facts, counter, last=True)
    core.inputs = {access: name for name, access in parts.items()}
    return changed


def _rewritten(core: Core, facts: Facts, counter: Counter, last: bool) -> bool:
    before = list(statements(core.body))
    core.body = settle(
        core.body, sure_kinds(core, facts), counter, last, Rebinding(core, facts).may
    )
    return list(statements(core.body)) != before
