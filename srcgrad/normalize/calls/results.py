"""Calls that return a tuple of results, each of which gets a name of its own.

    pair.1 = np.linalg.eigh(a)         w, v = np.linalg.eigh(a)
    w, v = pair.1                ->

The call stays one statement; its tuple is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, children, expressions, names, statements

KindOf = Callable[[e.Expr], k.Kind]


def unpacked(core: Core, kind_of: KindOf, several: Callable[[e.Call], bool]) -> bool:
    """Unpack where the call stands, if nothing else reads the tuple; was there such a call?"""
    total = Counter(n for node in statements(core.body) for n in _read(node))
    total.update(names(core.result))

    def visit(block: s.Block) -> bool:
        found = False
        out: s.Block = []
        for node in block:
            match out[-1] if out else None, node:
                case s.Assign(name, e.Call() as call), s.Unpack(_, e.Var(other), None) if (
                    name == other and total[name] == 1 and "." in name and several(call)
                ):
                    kind = kind_of(e.Var(name))
                    if isinstance(kind, k.Tuple) and len(kind.items) == len(node.targets):
                        out[-1] = s.Unpack(node.targets, call, origin=node.origin)
                        found = True
                        continue
            for inner in blocks(node):
                found |= visit(inner)
            out.append(node)
        block[:] = out
        return found

    return visit(core.body)


def _read(node: s.Stmt) -> Iterator[str]:
    """The names that a statement reads, each as often as it does."""
    for tree in expressions(node):
        yield from names(tree)


def field_of(kind: k.Kind, label: str) -> int | None:
    """The position of a named tuple's field."""
    fields = _fields(kind)
    return fields.index(label) if label in fields else None


def label_of(kind: k.Kind, key: object) -> object:
    """What an element is called: a named tuple's by its field."""
    fields = _fields(kind)
    return fields[key] if fields and isinstance(key, int) else key


def _fields(kind: k.Kind) -> tuple[str, ...]:
    return getattr(kind.cls, "_fields", ()) if isinstance(kind, k.Tuple) else ()


def used_whole(core: Core, name: str, kind_of: KindOf, known: Collection[str] = ()) -> bool:
    """Is a named tuple read in another way than element by element?

    A second name for it that is `known` to be taken apart, too, is read as the first one is.
    """
    kind = kind_of(e.Var(name))
    if not isinstance(kind, k.Tuple) or kind.cls is tuple:
        return False
    copies: dict[int, tuple[str, str]] = {}
    for node in statements(core.body):
        match node:
            case s.Assign(target, e.Var(other)) if target in known:
                copies[id(node)] = target, other
    same, before = {name}, 0
    while len(same) > before:
        before = len(same)
        same |= {target for target, other in copies.values() if other in same}

    def whole(tree: e.Expr) -> bool:
        match tree:
            case e.Var(other):
                return other in same
            case e.Item(e.Var(other), index) if other in same:
                return not k.constant(kind_of(index)) or isinstance(index, e.Slice)
            case e.Attr(e.Var(other), label) if other in same:
                return field_of(kind, label) is None
        return any(map(whole, children(tree)))

    read = [
        tree
        for node in statements(core.body)
        if not isinstance(node, s.Unpack) and id(node) not in copies
        for tree in expressions(node)
    ]
    return any(map(whole, [*read, core.result]))
