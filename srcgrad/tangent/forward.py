"""Forward mode: from a core program to one sweep, in which tangents stand beside the primal."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from srcgrad.analysis.activity import active
from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.findings.explain import unknown
from srcgrad.analysis.findings.hidden import refuse_hidden
from srcgrad.analysis.findings.stopped import refuse_written
from srcgrad.analysis.kinks.infinities import infinite
from srcgrad.analysis.kinks.kinks import mark_steady
from srcgrad.analysis.kinks.lengths import note_lengths
from srcgrad.analysis.kinks.magnitudes import of_floors, of_magnitudes
from srcgrad.analysis.kinks.selection import SUMMING, carried_on, rested
from srcgrad.analysis.order import Order
from srcgrad.analysis.output import check_output, nothing_returned
from srcgrad.analysis.rules.fields import zero_of
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import names, substitute
from srcgrad.late import dataclass
from srcgrad.normalize.names.outputs import LISTED, MADE, SAME, listed, with_numbers
from srcgrad.normalize.scope import Counter
from srcgrad.runtime import like, shadows
from srcgrad.tangent.fitting import copied, turned
from srcgrad.tangent.state import ZEROS_LIKE, State, dot, of_a_method
from srcgrad.tangent.statements import block

SHADOWS = e.Ref("shadows", shadows)


@dataclass
class Propagation:
    """A program with its tangents, before it is printed."""

    body: s.Block
    tangent: e.Expr
    output: k.Kind
    written: set[str]  # parameters whose memory the program writes


def propagate(
    core: Core, facts: Facts, counter: Counter, wrt: Sequence[str], nested: bool = False
) -> Propagation:
    """Put the tangents in; the parameters of `wrt` have tangents of their own names.

    What is `nested` will be differentiated in its turn.
    """
    mark_steady(core, facts)
    memory = Memory(core, facts, Order(core.body))
    state = State(core, facts, memory, set(), counter)
    if nested:
        facts.lengths = {}
    else:
        note_lengths(core.body, facts, memory)
    useful = active(core, facts, lambda n: state.written(n) or state.written(f"{n}[]"))
    state.active = {n for n in useful if k.differentiable(facts.kinds.get(n, k.Empty()))}
    state.active -= {name for access, name in core.inputs.items() if of_a_method(access)}
    state.rested = rested(core.body, facts, state.active)
    state.summed = carried_on(state.rested, core.body, facts, SUMMING)
    state.flat, state.floors = of_magnitudes(core.body, facts), of_floors(core.body, facts)
    state.boundless = infinite(core.body, facts)
    refuse_hidden(state.core, state.facts, state.memory, s.Store | s.Augment)
    refuse_written(core.body, facts, memory)
    output = facts.kind(core.result)
    check_output(core, output, facts, core.result)
    with state.block() as head:
        _entry(state, set(wrt))
    body = [*head, *block(state, core.body)]
    refuse_hidden(state.core, state.facts, state.memory, s.Stmt)
    body += nothing_returned(core, core.result, facts.nones)
    state.node = None
    tangent = _output(state, core.result)
    entry = _entry_names(core)
    for name in state.active:  # as what shortens the sweep asks for them
        facts.kinds[dot(name)] = k.general(facts.kinds[name])
    facts.kinds.update(state.kinds)
    return Propagation(body, tangent, output, {n for n in entry if memory.reaches_written(n)})


def _entry_names(core: Core) -> list[str]:
    return [*(p.name for p in core.parameters), *core.free, *core.inputs.values()]


def _entry(state: State, wrt: set[str]) -> None:
    """Tangents of what is there at the start."""
    inputs = {name: access for access, name in state.core.inputs.items()}
    together = [n for n in state.facts.overlap if n in state.active]
    given = {n: _own(state, n) for n in together if n in wrt}
    if together:  # zeros that overlap one another as the arrays do
        zeros = e.Call(SHADOWS, tuple(map(e.Var, together)))
        state.emit(s.Unpack(tuple(map(dot, together)), zeros))
        for name, kept in given.items():
            state.emit(s.Store(e.Var(dot(name)), e.Const(...), kept))
    for name in _entry_names(state.core):
        if name not in state.active or name in together:
            continue
        kind = state.facts.kinds[name]
        if isinstance(kind, k.Scalar) and name in state.memory.definitions:
            state.exact = False  # perhaps a float at first, and NumPy's once it is bound anew
        if k.is_number(given_as := state.facts.entry.get(name, kind)):
            kind = given_as  # a number at first, whatever else it is bound to
        access = inputs.get(name, e.Var(name))
        owner = next(names(access))
        if owner not in wrt:
            state.emit(s.Assign(dot(name), state.zero(e.Var(name), kind)))
        elif isinstance(kind, k.Int | k.Bool | k.Known):  # has a tangent once it is bound anew
            state.emit(s.Assign(dot(name), e.Const(0.0)))
        elif not k.is_number(kind) and (state.written(name) or _holds_written(state, name)):
            _copied(state, name, substitute(access, {owner: e.Var(dot(owner))}))
        else:
            state.loose.add(name)
            tree = substitute(access, {owner: e.Var(dot(owner))})
            becomes = k.is_complex(kind) and k.is_number(kind) and name in state.memory.definitions
            if becomes:  # perhaps a real number at first
                state.emit(s.Assign(dot(name), e.Binary("+", tree, zero_of(kind))))
            elif name in inputs:
                state.emit(s.Assign(dot(name), tree))


def _own(state: State, name: str) -> e.Expr:
    """The given tangent under another name: its own is about to be bound to a new array."""
    kept = state.counter.name("given") + "~local"
    state.emit(s.Assign(kept, e.Var(dot(name))))
    return e.Var(kept)


def _holds_written(state: State, name: str) -> bool:
    return isinstance(state.facts.kinds[name], k.List) and state.written(f"{name}[]")


def _copied(state: State, name: str, given: e.Expr) -> None:
    """A tangent that the program will change, in memory of its own, laid out as the value is."""
    kind = state.facts.kinds[name]
    element = kind.element if isinstance(kind, k.List) else None
    if isinstance(element, k.Real | k.Scalar) and element.integral:
        part: e.Expr = e.Var("held~local")  # None of an int, which a number may come to replace
        part = e.Choice(e.Compare("is", part, e.NONE), e.Const(0.0), part)
        state.emit(s.Assign(dot(name), e.Each(part, "held~local", given)))
        return
    if not isinstance(kind, k.Array) or not turned(state, name):
        state.emit(s.Assign(dot(name), copied(given, kind)))
        return
    kept = state.hold("given", given) if given == e.Var(dot(name)) else given
    state.emit(s.Assign(dot(name), e.Call(ZEROS_LIKE, (e.Var(name),))))
    state.emit(s.Store(e.Var(dot(name)), e.Const(...), kept))


# -- the output ----------------------------------------------------------------------------


def _output(state: State, output: e.Expr) -> e.Expr:
    """The tangent of what is returned, with its structure."""
    match output:
        case e.Sequence(form, items):
            return e.Sequence(form, tuple(_output(state, i) for i in items))
        case e.Mapping(keys, values):
            return e.Mapping(keys, tuple(_output(state, v) for v in values))
        case e.Call(func, (row, e.Sequence(_, columns)), ()) if func in LISTED:
            dots = [_output(state, one) for one in columns]
            moving = [one for one in dots if one != e.NONE]
            numbers = [None if one == e.NONE else e.Const(moving.index(one)) for one in dots]
            renumbered = with_numbers(row, [e.NONE if n is None else n for n in numbers])
            return listed(renumbered, moving)
        case e.Call(func, (first, parts), ()) if func in MADE:
            held = _output(state, parts)
            if func == SAME and isinstance(held, e.Sequence):
                return e.Call(e.Call(e.Ref("type", type), (first,)), held.items)
            if func == SAME:
                return e.Call(e.Ref("like", like), (first, held))
            return e.Call(func, (first, held))
        case e.Call(func, args, ()) if isinstance(state.facts.kind(output), k.Tuple):
            return e.Call(func, tuple(_output(state, a) for a in args))
    kind = k.general(state.facts.kind(output))
    if isinstance(kind, k.Empty):
        return e.NONE
    if not k.differentiable(kind):
        return e.NONE
    if isinstance(kind, k.Unknown | k.Dict | k.Object | k.Tuple):
        error = None
        if isinstance(output, e.Var):
            error = unknown(output.name, state.core.body, state.facts)
        if error is not None:
            raise error
        state.refuse(
            "the kind of the output cannot be known",
            "return a float, an array, or a tuple of them",
        )
    if not state.moves(output):
        if isinstance(kind, k.Scalar):
            return _typed(kind, output, zero_of(kind))
        zeros = state.zero(output, kind)
        return _perhaps_a_number(kind, output, zeros, zero_of(kind))
    tree = state.tangent(output)
    assert isinstance(output, e.Var)
    if isinstance(kind, k.Array):
        if kind.dims is None and state.facts.mixed(output.name) and k.is_complex(kind):
            state.guard("an output that may be a number or an array")
        own = kind.dims is None or output.name in state.loose
        return _perhaps_a_number(kind, output, copied(tree, kind) if own else tree, tree)
    if isinstance(kind, k.List):
        return copied(tree, kind)
    return tree if state.exact or _converted(state, output.name) else _typed(kind, output, tree)


def _perhaps_a_number(kind: k.Kind, output: e.Expr, array: e.Expr, number: e.Expr) -> e.Expr:
    """The tangent of an array; where the rank is not known, a number of the type of one."""
    if not isinstance(kind, k.Array) or kind.dims is not None:
        return array
    made = e.Call(e.Ref("type", type), (output,))
    test = e.Compare("is", made, e.Ref("np.ndarray", np.ndarray))
    return e.Choice(test, array, e.Call(made, (number,)))


def _converted(state: State, name: str) -> bool:
    """Has the program made the number a `float`, and its tangent with it?"""
    made = state.memory.definitions.get(name, [])
    return bool(made) and all(
        isinstance(node, s.Assign)
        and isinstance(node.value, e.Call)
        and node.value.func == e.Ref("float", float)
        for node in made
    )


def _typed(kind: k.Kind, output: e.Expr, tree: e.Expr) -> e.Expr:
    """A number of exactly the type of the value, which only the run knows if it is NumPy's."""
    if isinstance(kind, k.Scalar):
        return e.Call(e.Call(e.Ref("type", type), (output,)), (tree,))
    number = e.Ref("complex", complex) if k.is_complex(kind) else e.Ref("float", float)
    return e.Call(number, (tree,))
