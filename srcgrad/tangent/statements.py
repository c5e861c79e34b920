"""The tangent of blocks: each statement, and what it does to tangents, beside one another."""

from __future__ import annotations

from srcgrad.analysis.findings.explain import unknown
from srcgrad.analysis.findings.partial import refuse_partial
from srcgrad.infer.sharing.memory import is_add_at
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, names
from srcgrad.tangent.operations import assign, refuse_writers
from srcgrad.tangent.pairs import pair_call
from srcgrad.tangent.repeated import check_order
from srcgrad.tangent.results import unpack_results
from srcgrad.tangent.state import State, dot

MIRRORED = {"append", "extend", "insert", "pop", "reverse", "clear"}


def block(state: State, nodes: s.Block) -> s.Block:
    """A block with the tangents in it."""
    with state.block() as out:
        for node in nodes:
            state.node = node
            statement(state, node)
    return out


def statement(state: State, node: s.Stmt) -> None:
    """One statement, and its tangent."""
    match node:
        case s.Assign():
            assign(state, node)
        case s.Store():
            _store(state, node)
        case s.Augment():
            _augment(state, node)
        case s.Evaluate():
            _effect(state, node)
        case s.Permute():
            _permute(state, node)
        case s.Unpack():
            _unpack(state, node)
        case s.If() | s.For() | s.While():
            if isinstance(node, s.For) and node.target in state.active:
                if k.is_number(state.kind(node.source)):  # raises before the first pass
                    state.emit(node)
                    return
                if not isinstance(state.kind(node.source), k.Range):
                    state.guard("a loop over this iterable of active values")
            for inner in blocks(node):
                inner[:] = block(state, inner)
            state.node = node
            if isinstance(node, s.For) and node.target in state.active:
                still = state.zero(e.Var(node.target), state.facts.kinds[node.target])
                node.body.insert(0, s.Assign(dot(node.target), still))
            state.emit(node)
        case s.With() | s.Attempt() | s.Ensure():
            _guarded(state, node)
        case _:
            state.emit(node)


def _guarded(state: State, node: s.With | s.Attempt | s.Ensure) -> None:
    """Tangents go along with what runs in a context or an attempt."""
    if isinstance(node, s.With):
        if any(n in state.active for n in names(node.manager)):
            state.refuse(
                "a context manager gets an active value", "give it what does not depend on wrt"
            )
        if isinstance(node.manager, e.Call):
            refuse_writers(state, node.manager)
    if isinstance(node, s.Attempt):
        refuse_partial(state, node)
        state.node = node
    for inner in blocks(node):
        inner[:] = block(state, inner)
    state.node = node
    state.emit(node)


def _base(state: State, base: e.Expr) -> e.Expr | None:
    """The tangent of what is stored into, or None where it has none."""
    if not isinstance(base, e.Var):
        made = isinstance(base, e.Sequence | e.Mapping)  # and is gone after the store
        if made or any(n in state.active for n in names(base)):
            state.guard("a store into this expression")
        return None
    if base.name not in state.active:
        return None
    kind = state.facts.kinds[base.name]
    if isinstance(kind, k.Unknown):
        error = unknown(base.name, state.core.body, state.facts)
        if error is not None:
            raise error
    if not isinstance(kind, k.Array | k.List):
        state.guard("a store into this container")
    return e.Var(dot(base.name))


def _store(state: State, node: s.Store) -> None:
    state.emit(node)
    base = _base(state, node.base)
    if base is not None:
        if state.moves(node.value):
            check_order(state, node)
        state.emit(s.Store(base, node.index, _stored(state, node)))


def _stored(state: State, node: s.Store) -> e.Expr:
    """The tangent of a stored value; where it has none, zero, which an array spreads.

    A list holds what it is given, so that an array in it has a tangent of its own shape.
    """
    value, kind = node.value, k.general(state.facts.kind(node.value))
    if state.moves(value) or isinstance(kind, k.List):
        return state.tangent(value)
    if not isinstance(state.facts.kind(node.base), k.List):
        return e.ZERO
    if isinstance(kind, k.Scalar):
        state.exact = False  # a number's zero is a float
    place = value if isinstance(value, e.Var) else e.Item(node.base, node.index)
    return state.zero(place, kind)


def _augment(state: State, node: s.Augment) -> None:
    base = _base(state, node.base)
    if base is None:
        state.emit(node)
        return
    assert isinstance(node.base, e.Var)
    if isinstance(state.facts.kinds[node.base.name], k.List):
        state.emit(node)
        if node.index is not None or node.op != "+":
            state.guard("this change of a list")
        state.emit(s.Augment(base, None, "+", state.tangent(node.value)))
        return
    if state.facts.mixed(node.base.name):
        state.refuse(
            "the target is a number at first and an array later, "
            "and another name may share its memory",
            "start from an array, for example np.zeros(n)",
        )
    if node.op in ("+", "-"):
        state.emit(node)
        if state.moves(node.value):
            state.emit(s.Augment(base, node.index, node.op, state.tangent(node.value)))
        return
    _scaled(state, node, base)


def _scaled(state: State, node: s.Augment, base: e.Expr) -> None:
    """`y *= e` and `y /= e`; the preparation took apart what reads the memory that it writes."""
    place: e.Expr = node.base if node.index is None else e.Item(node.base, node.index)
    term = e.Binary("*", place, state.tangent(node.value)) if state.moves(node.value) else None
    if node.index is not None and term is not None and k.rank(state.kind(place)) == 0:
        _element(state, node, base, term)
        return
    if node.op == "*":
        state.emit(s.Augment(base, node.index, "*", node.value))
        if term is not None:
            state.emit(s.Augment(base, node.index, "+", term))
        state.emit(node)
        return
    assert node.op == "/"
    state.emit(node)
    if term is not None:
        state.emit(s.Augment(base, node.index, "-", term))
    state.emit(s.Augment(base, node.index, "/", node.value))


def _element(state: State, node: s.Augment, base: e.Expr, term: e.Expr) -> None:
    """The same of one number of an array, whose tangent is read and stored once."""
    assert node.index is not None
    own = e.Item(base, node.index)
    if node.op == "*":
        whole = e.Binary("+", e.Binary("*", own, node.value), term)
        state.emit(s.Store(base, node.index, whole))
        state.emit(node)
        return
    assert node.op == "/"
    state.emit(node)
    whole = e.Binary("/", e.Binary("-", own, term), node.value)
    state.emit(s.Store(base, node.index, whole))


def _effect(state: State, node: s.Evaluate) -> None:
    """`xs.append(e)` and its kin are done to the tangents too; so is `np.add.at`."""
    if pair_call(state, None, node.value):
        return
    state.emit(node)
    match node.value:
        case e.Call(e.Attr(e.Var(name), method), args, _) as call if isinstance(
            state.facts.kinds.get(name), k.List
        ):
            if name not in state.active or method in ("copy", "index", "count"):
                return
            if method not in MIRRORED or call.kwargs:
                state.guard(f"`{method}` of a list of active values")
            if method in ("append", "extend", "insert"):
                args = (*args[:-1], state.tangent(args[-1]))
            state.emit(s.Evaluate(e.Call(e.Attr(e.Var(dot(name)), method), args)))
        case e.Call(e.Ref(_, function), (e.Var(base), index, value), ()) if is_add_at(function):
            if base in state.active and state.moves(value):
                moved = (e.Var(dot(base)), index, state.tangent(value))
                state.emit(s.Evaluate(e.Call(node.value.func, moved)))
        case e.Call():
            refuse_writers(state, node.value)


def _permute(state: State, node: s.Permute) -> None:
    """`a, b = b, a`: the tangents change places too."""
    moving = [
        (t, src) for t, src in zip(node.targets, node.sources, strict=True) if t in state.active
    ]
    if not moving:
        state.emit(node)
        return
    sources = []
    for _, src in moving:
        tree = state.tangent(e.Var(src))
        sources.append(tree.name if isinstance(tree, e.Var) else _named(state, src, tree))
    state.emit(node)
    state.loose |= {t for t, _ in moving}
    state.emit(s.Permute(tuple(dot(t) for t, _ in moving), tuple(sources)))


def _named(state: State, like: str, tree: e.Expr) -> str:
    name = state.counter.name(like.partition(".")[0] + "_dot") + "~local"
    state.emit(s.Assign(name, tree))
    return name


def _unpack(state: State, node: s.Unpack) -> None:
    state.emit(node)
    if isinstance(node.value, e.Call):
        refuse_writers(state, node.value)
    if not any(t in state.active for t in node.targets):
        return
    kind = state.facts.kind(node.value)
    if isinstance(node.value, e.Call):
        unpack_results(state, node, node.value)
        return
    if not isinstance(node.value, e.Var) or not isinstance(kind, k.Array | k.List):
        state.guard("these targets of active values")
    for target in node.targets:
        if target in state.active and isinstance(state.facts.kinds[target], k.Unknown):
            state.guard("an element of unknown kind")
    targets = [t if t in state.active else f"{t}~unused" for t in node.targets]
    named = tuple(dot(t) if t in state.active else t for t in targets)
    state.loose |= set(targets)
    state.emit(s.Unpack(named, state.tangent(node.value), node.star))
