"""What calls change, for those who want to run statements again."""

from __future__ import annotations

from srcgrad.infer.facts import MUTATORS, Facts
from srcgrad.infer.sharing.memory import holds_memory, may_write, slot
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.walk import names


def memory_of(name: str, facts: Facts) -> tuple[str, ...]:
    """The memory class of a name, and of what it holds; nothing for numbers."""
    if not holds_memory(facts.kinds.get(name, k.Unknown())):
        return ()
    return facts.root(name), facts.root(slot(name))


def written_by(call: e.Call, facts: Facts) -> list[str]:
    """The names of what a call may write, tapes left out."""
    if isinstance(call.func, e.Attr) and any(n.endswith("~tape") for n in names(call.func.base)):
        return []
    if isinstance(call.func, e.Attr) and call.func.name in MUTATORS:
        return [*names(call.func.base), *may_write(call, facts.kind, facts.free)]
    return may_write(call, facts.kind, facts.free)
