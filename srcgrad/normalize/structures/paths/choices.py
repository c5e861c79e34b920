"""One of several containers: what is done with it stands once for each, in a branch.

    d = a if c else b                      if c:
    d["x"] += v                  ->            a_x += v
                                           else:
                                               b_x += v

Containers are told apart where one of them is written; those that are only read are one container
whose elements are chosen where the paths meet.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import partial
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.structures.layout import Alias, Apart, Choice, Pin, Ref, State, Value, parts
from srcgrad.normalize.structures.paths import optional
from srcgrad.normalize.structures.paths.live import Names

MOST = 8  # containers that one name may stand for
REASON = "one of several containers is used where it must be one"


def choice(state: State, selector: str, refs: tuple[Ref, ...]) -> Choice:
    """One of these structures."""
    return Choice(REASON, tuple(state.heap[r.id].site for r in refs), False, selector, refs)


def union(*sides: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """The structures of all sides, each once."""
    return tuple(dict.fromkeys(ref for side in sides for ref in side))


def number(
    refs: tuple[Ref, ...], there: Value | None, name: str, new_name: Callable[[str], str],
    node: s.Stmt,
) -> s.Block:  # fmt: skip
    """Let a name hold the number of a structure, or of that which a choice has made, among some."""
    out: s.Block = []
    if isinstance(there, Choice) and there.refs == refs:
        value: e.Expr = e.Var(there.selector)
    elif isinstance(there, Choice):
        selector = there.selector
        if len(there.refs) == 2:  # a test
            selector = new_name(selector)
            outcome = e.Call(e.Ref("bool", bool), (e.Var(there.selector),))
            out.append(s.Assign(selector, outcome, origin=node.origin))
        places = tuple(e.Const(refs.index(ref)) for ref in there.refs)
        value = e.Item(e.Sequence("tuple", places), e.Var(selector))
    else:
        assert isinstance(there, Ref)
        value = e.Const(refs.index(there))
    return [*out, s.Assign(name, value, origin=node.origin)]


def tell(apart: Set[object], *sides: tuple[State, Value]) -> None:
    """Structures that meet before one is chosen are to be told from one another."""
    for state, value in sides:
        for ref in parts(value):
            held = state.heap.get(ref.id)
            if held is not None and not held.meets <= apart:
                raise Apart(held.meets)


def met(state: State, node: s.Stmt) -> Choice | None:
    """The choice that a statement works on: what it does stands once for each structure."""
    if not any(isinstance(found, Choice) for found in state.env.values()):
        return None
    match node:
        case s.Permute():
            return None
        case s.Assign(_, e.Var()):
            return None
        case s.Assign(_, tree) if optional.asked(state, tree) is not None:
            return None
    for tree in expressions(node):
        for name in names(tree):
            found = state.env.get(name)
            if isinstance(found, Choice):
                return found
    return None


def run(w: Any, block: s.Block, start: int, found: Choice) -> int:
    """Where the statements end that are done for each structure together."""
    state, end = w.state, start + 1
    if mark_of(block[start], len(found.refs)) in w.decisions.apart:
        return len(block)  # what they find out is written as well
    for place in range(start + 1, len(block)):
        node = block[place]
        other = met(state, node)
        if other is not None and other.selector == found.selector:
            end = place + 1
        elif isinstance(node, s.If | s.For | s.While | s.With | s.Attempt | s.Ensure):
            break
    return end


def spread(w: Any, block: s.Block, found: Choice, live: Names, leaving: Names) -> None:
    """Walk through statements once for each structure that may be meant."""
    known, chosen = w.constant(e.Var(found.selector))
    if known and len(found.refs) == 2:
        _way(w, block, found, int(chosen), live, leaving)
        return
    if len(found.refs) > MOST:
        raise Pin(found.sites, "a name that may stand for too many containers")
    _ways(w, block, found, list(range(len(found.refs))), live, leaving)


def _ways(
    w: Any, block: s.Block, found: Choice, left: list[int], live: Names, leaving: Names
) -> None:
    if len(left) == 1:
        _way(w, duplicate(block), found, left[0], live, leaving)
        return
    node = s.If(e.Const(True), [], [], origin=block[0].origin)
    node.mark = mark_of(block[0], len(left))
    if left == [0, 1]:
        test: e.Expr = e.Var(found.selector)
        first, others = 1, [0]
    else:
        first, others = left[0], left[1:]
        test = w.named(e.Compare("==", e.Var(found.selector), e.Const(first)), "chosen", node)
    w.branch(
        test,
        partial(_way, w, duplicate(block), found, first, live, leaving),
        partial(_ways, w, block, found, others, live, leaving),
        live | leaving,
        node,
    )


def mark_of(node: s.Stmt, count: int) -> object:
    """What the branch is known by that stands for a statement."""
    return (node.mark, "chosen", count)


def _way(w: Any, block: s.Block, found: Choice, at: int, live: Names, leaving: Names) -> None:
    """One structure is meant."""
    state, ref = w.state, found.refs[at]
    own = [name for name, held in state.env.items() if _is(held, found)]
    slots = [
        (one, key)
        for one, held in state.heap.items()
        for key, slot in held.slots.items()
        if _is(slot, found)
    ]
    constant = state.heap[ref.id].form == "none"
    meant: Value = Alias(e.Const(found.first)) if constant else ref
    for name in own:
        state.env[name] = meant
    for one, key in slots:
        state.heap[one].slots[key] = ref
    w.block(block, live, leaving)
    state = w.state
    if state.dead:
        return
    after = optional.kept(state, found) if optional.is_one(found) else found
    for name in own:
        if state.env.get(name) == meant:
            state.env[name] = after
    for one, key in slots:
        held = state.heap.get(one)
        if held is not None and held.slots.get(key) == ref:
            held.slots[key] = found


def _is(held: object, found: Choice) -> bool:
    return isinstance(held, Choice) and held.selector == found.selector


def test_of(w: Any, test: e.Expr, name: str, node: s.Stmt) -> s.Assign:
    """Let a name hold the outcome of a test."""
    kind = k.general(w.kind(test))
    stays = isinstance(kind, k.Bool | k.Int | k.Real | k.Scalar)  # what nobody changes in place
    value = test if stays else e.Call(e.Ref("bool", bool), (test,))
    return s.Assign(name, value, origin=node.origin)
