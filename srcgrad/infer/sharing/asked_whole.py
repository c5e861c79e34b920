"""Objects from outside that change when Python asks them by itself: `if o`, `len(o)`, `f"{o}"`.

What the program reads of an argument is read once, as it begins. An object whose class is followed
has its methods put in where they are called. One that stays what it is has them called by Python:
where these store into what the program reads, it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.frontend import changed_by_asking, stores_when_asked
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import children, expressions, names, nodes, statements, used
from srcgrad.normalize.arrays.effects import KEEPERS

NOT_ASKING = ("is", "is not")
HOLDS = e.Var | e.Attr | e.Const | e.Ref | e.Sequence | e.Mapping | e.Element
Asking = tuple[e.Expr, tuple[str, ...]]  # an operand, and the methods by which it is asked
TRUTH = ("__bool__", "__len__")
INSIDE = ("__contains__", "__iter__", "__getitem__")
OF_CALLS = (
    (bool, TRUTH),
    (len, ("__len__",)),
    (float, ("__float__", "__index__")),
    (int, ("__int__", "__index__", "__trunc__")),
    (abs, ("__abs__",)),
)
SEARCHING = {"count", "index", "remove", "sort"}  # methods of lists that compare their elements
PLAIN_CALLS = (isinstance, type, id, callable, hasattr, getattr)


def refuse_changing(core: Core, facts: Facts) -> None:
    """Refuse to ask, by an operation that stays, an object that its answer changes."""
    _refuse_repeated(core, facts)
    _refuse_entered(core, facts)
    changing = _changing(core, facts)
    if not changing:
        return
    held = _names(core, facts, changing)
    before: s.Stmt | None = None
    for node in statements(core.body):
        asked = [] if _told(node, before, held) else [*_of_statement(node)]
        before = node
        for tree in expressions(node):
            asked += [one for part in nodes(tree) for one in _asked(part, facts)]
        if any(_may_hold(one, held, facts, changing) for one in asked):
            cls, method = next(iter(changing.items()))
            raise UnsupportedSyntaxError(
                f"Python calls methods such as `{method}` here, by which a {cls.__name__} changes "
                "what the function reads of it",
                "ask the object under its own name, or call the method itself",
                node.origin,
            )


def _refuse_entered(core: Core, facts: Facts) -> None:
    """Refuse `with o` where it changes what is read of `o`, which was read as the program began."""
    for node in statements(core.body):
        entered = [node.manager] if isinstance(node, s.With) else []
        for part in (part for tree in expressions(node) for part in nodes(tree)):
            if isinstance(part, e.Call) and isinstance(part.func, e.Attr):
                entered += part.args if part.func.name == "enter_context" else ()
        changing = _changing(core, facts, ("__enter__", "__exit__")) if entered else {}
        if any(_may_hold(one, set(), facts, changing) for one in entered):
            raise UnsupportedSyntaxError(
                "`with` changes what the function reads of the object from outside",
                "pass the object as an argument",
                node.origin,
            )


def _refuse_repeated(core: Core, facts: Facts) -> None:
    """Refuse what the reverse sweep may ask once more, or what is not asked at all."""
    for node in statements(core.body):
        tests: list[Asking] = [(node.test, TRUTH)] if isinstance(node, s.If) else []
        for part in (part for tree in expressions(node) for part in nodes(tree)):
            tests += _repeated(part)
        for operand, methods in tests:
            kind = k.present(facts.kind(operand))
            method = stores_when_asked(kind.cls, methods) if isinstance(kind, k.Object) else None
            if method is not None:
                raise UnsupportedSyntaxError(
                    f"Python calls `{method}` here, by which the object from outside is changed, "
                    "and the derivative may ask once more",
                    "pass the object as an argument, or call a method that changes nothing",
                    node.origin,
                )


def _repeated(part: e.Expr) -> list[Asking]:
    """The operands that an operation without effects asks, and by which methods."""
    match part:
        case e.Choice(test) | e.Unary("not", test):
            return [(test, TRUTH)]
        case e.Logical(_, one, other):
            return [(one, TRUTH), (other, TRUTH)]
        case e.Compare("in" | "not in", _, container):
            return [(container, INSIDE)]
        case e.Call(e.Ref(target=function), (operand, *_)):
            return [(operand, methods) for one, methods in OF_CALLS if one is function]
        case e.Item(base):
            return [(base, ("__getitem__", "__missing__"))]
    return []


def _changing(core: Core, facts: Facts, asked_by: tuple[str, ...] = ()) -> dict[type, str]:
    """Classes of which the program may know what these methods store into, and such a method."""
    found: dict[type, str] = {}
    outside = [facts.kinds.get(name, k.Empty()) for name in (*facts.entry, *core.free)]
    stored = {kind: changed_by_asking(kind.cls, asked_by) for kind in _objects(outside)}
    if not any(stored.values()):
        return found
    read = used([*core.body, s.Evaluate(core.result)])
    accesses = [nodes(access) for access, name in core.inputs.items() if name in read]
    asked = {part.name for parts in accesses for part in parts if isinstance(part, e.Attr)}
    for kind, methods in stored.items():
        for name, inner in zip(kind.names, kind.items, strict=True):
            if name in methods and (name in asked or not k.simple(inner)):
                found[kind.cls] = methods[name]
    return found


def _objects(kinds: Iterable[k.Kind]) -> Iterator[k.Object]:
    """The objects among these values, and in them."""
    for kind in map(k.present, kinds):
        if isinstance(kind, k.Object):
            yield kind
        yield from _objects(k.parts(kind))


def _names(core: Core, facts: Facts, changing: dict[type, str]) -> set[str]:
    """The names of unknown kind that may stand for such an object, or for what holds it."""
    held: set[str] = set()
    bound = [node for node in statements(core.body) if isinstance(node, s.Assign)]
    grown = True
    while grown:
        grown = False
        for node in bound:
            kind = facts.kinds.get(node.target, k.Empty())
            vague = any(isinstance(part, k.Unknown) for part in (kind, *k.parts(kind)))
            if node.target in held or not vague:
                continue
            if any(_may_hold(part, held, facts, changing) for part in nodes(node.value)):
                held.add(node.target)
                grown = True
    return held


def _may_hold(tree: e.Expr, held: set[str], facts: Facts, changing: dict[type, str]) -> bool:
    if isinstance(tree, e.Sequence | e.Mapping | e.Star | e.Slice):
        return any(_may_hold(part, held, facts, changing) for part in children(tree))
    if isinstance(tree, e.Var) and tree.name in held:
        return True
    return isinstance(tree, HOLDS) and _of_kind(facts.kind(tree), changing)


def _of_kind(kind: k.Kind, changing: dict[type, str]) -> bool:
    if isinstance(kind, k.Object) and any(issubclass(kind.cls, cls) for cls in changing):
        return True
    return any(_of_kind(part, changing) for part in k.parts(k.present(kind)))


def _told(node: s.Stmt, before: s.Stmt | None, held: set[str]) -> bool:
    """Does a name that is tested hold by now what is no such object?"""
    match node, before:
        case s.If(e.Var(name)), s.Assign(target, value) if name == target:
            return isinstance(value, e.Unary | e.Compare) and held.isdisjoint(names(value))
    return False


def _of_statement(node: s.Stmt) -> tuple[e.Expr, ...]:
    """The operands that a statement asks by their methods."""
    match node:
        case s.If(test) | s.While(_, test) | s.Assert(test):
            return (test,)
        case s.For(_, source) | s.Unpack(_, source):
            return (source,)
        case s.Store(base, index, _):
            return (base, index)
        case s.Augment():
            return expressions(node)
    return ()


def _asked(part: e.Expr, facts: Facts) -> Iterator[e.Expr]:
    """The operands that an operation asks by their methods."""
    match part:
        case e.Compare(op, _, _) if op in NOT_ASKING:
            return
        case e.Call(e.Ref(target=target)) if target in PLAIN_CALLS or target in KEEPERS:
            return
        case e.Call(e.Attr(base, method), args) if method in SEARCHING:
            yield from args
            if not isinstance(facts.kind(base), k.Object):
                yield base
        case e.Call(_, args):
            yield from args
        case e.Item(base, index):
            yield from (base, index)
        case e.Sequence("set", items) | e.Mapping(items):
            yield from items
        case e.Unary() | e.Binary() | e.Compare() | e.Logical() | e.Choice() | e.Star() | e.Text():
            yield from children(part)
