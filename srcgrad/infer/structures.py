"""Containers taken apart and lists spelled out, with what `infer` knows."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from srcgrad.infer.callees.consumed import decide_copies
from srcgrad.infer.callees.held import checkpointed_text
from srcgrad.infer.callees.inlining import Inlining
from srcgrad.infer.callees.stepping import stepping
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.derived import asked_of
from srcgrad.infer.kinds.expressions import KeptKinds, kind_of
from srcgrad.infer.put_in import kinds_before
from srcgrad.infer.rounds import check_length, effort
from srcgrad.infer.sharing.changed_outside import changed_outside
from srcgrad.infer.sharing.hidden import changes_given
from srcgrad.infer.sharing.memory import harmless
from srcgrad.infer.sharing.unchanging import leaves
from srcgrad.infer.wanted import wanted
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Free
from srcgrad.ir.painting import paints
from srcgrad.normalize.jumps.decide import asks, decide
from srcgrad.normalize.lists.parts_in_place import read_in_place
from srcgrad.normalize.lists.run_time_lists import spell_lists
from srcgrad.normalize.lists.tuples import as_lists
from srcgrad.normalize.structures.context import Context
from srcgrad.normalize.structures.objects.outside import in_callee
from srcgrad.normalize.structures.whole import Structures
from srcgrad.rules import lookup, stands_in_for, unsupported, written_out
from srcgrad.rules.derived import Derived, looks_later, makes
from srcgrad.rules.held import Held
from srcgrad.rules.objects import class_made
from srcgrad.rules.taking import Taking


def take_apart(
    calls: Inlining,
    known: Facts | None,
    start: dict[str, k.Kind],
    free_kind: Callable[[Free], k.Kind],
    target: Any,
) -> Structures:
    """Containers and objects of known structure become names; `known` was found before.

    Branches on constants are decided first.
    """
    core = calls.core
    if asks(core.body):
        hidden = set(filter(core.hides, core.cells))
        core.body = decide(core.body, dict(start), partial(kind_among, calls.kinds), hidden)
    context = Context(
        calls.kinds.among,
        {} if known is None else kinds_before(core, known),
        free_kind,
        lambda callee: in_callee(calls.lower(callee), calls.counter),
        _stays,
        lambda function: _stays(function) or harmless(function),
        lambda function: isinstance(function, Derived) and not isinstance(function, Held | Taking),
        asked_of,
        stands_in_for,
        frozenset() if known is None else known.varied | wanted(core, known),
        _meaning,
        calls.suspended,
        stepping,
        lambda owner, name: calls.methods.append(Free(name, owner, name)),
        partial(changed_outside, core, {}),
        changes_given,
        leaves,
        makes,
        looks_later,
        checkpointed_text,
        calls.limit,
        calls.kept,
    )
    structures = Structures(core, context, calls.counter, start, target, calls.lasting)
    walked = calls.lasting.walked
    structures.run()
    effort.spent += calls.lasting.walked - walked
    check_length(core)
    return structures


def _stays(function: Any) -> bool:
    """Is a function known as a whole: by a rule, a meaning, or as one that is not to be read?"""
    python = isinstance(function, types.FunctionType)
    if python and written_out(function, standing=True) is not None:
        return True
    if makes(function) or paints(function) or unsupported.unread(function):
        return True
    return lookup(function) is not None or class_made(function, []) is not None


def _meaning(function: Any, count: int, keywords: Iterable[str], standing: bool) -> Any:
    """A library function, written in Python, or None."""
    found = written_out(function, count, keywords, standing=standing)
    return None if found is None else found.body


def spell_out_lists(calls: Inlining, facts: Facts) -> bool:
    """Methods of lists that only the run knows become loops."""
    core = calls.core
    seen = {*core.cells, *core.free, *(p.name for p in core.parameters)}
    if as_lists(core.body, core.result, facts.kind, facts.is_varied, seen):
        return True
    has_rule = lambda function: lookup(function) is not None  # noqa: E731
    if read_in_place(core, facts.kind, calls.counter, facts.is_varied, has_rule):
        return True
    spelled = spell_lists(core.body, facts.kind, calls.counter, facts.is_varied, has_rule)
    return spelled or decide_copies(core, facts)


def of_class(access: e.Expr, start: dict[str, k.Kind]) -> bool:
    """Is an attribute the class's own, so that no gradient has a place for it?"""
    if not isinstance(access, e.Attr):
        return False
    held = kind_of(access.base, lambda name: start.get(name, k.Unknown()))
    return isinstance(held, k.Object) and access.name not in held.names


def kind_among(kinds: KeptKinds, tree: e.Expr, known: dict[str, k.Kind]) -> k.Kind:
    """The kind of an expression, of which only some names have known kinds."""
    return kinds.among(tree, lambda name: known.get(name, k.Unknown()))
