"""Reading and rebuilding trees and blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.rebuilding import ByClass, Mapper
from srcgrad.ir.rebuilding import rebuild as rebuild


def children(node: e.Expr) -> tuple[e.Expr, ...]:
    """The direct subexpressions, in evaluation order."""
    found = _CHILDREN[type(node)]
    return () if found is None else found(node)


def _of_text(node: Any) -> tuple[e.Expr, ...]:
    return tuple(
        x
        for p in node.parts
        if not isinstance(p, str)
        for x in (p[0], *(children(p[2]) if isinstance(p[2], e.Text) else ()))
    )


def _two(node: Any) -> tuple[e.Expr, ...]:
    return node.left, node.right


def _part(node: Any) -> tuple[e.Expr, ...]:
    return node.base, node.index


_CHILDREN: ByClass[Callable[[Any], tuple[e.Expr, ...]]] = ByClass(
    {
        e.Unary: lambda n: (n.operand,),
        e.Binary: _two,
        e.Compare: _two,
        e.Logical: _two,
        e.Choice: lambda n: (n.test, n.body, n.orelse),
        e.Call: lambda n: (n.func, *n.args, *[v for _, v in n.kwargs]),
        e.Attr: lambda n: (n.base,),
        e.Item: _part,
        e.Element: _part,
        e.Slice: lambda n: tuple([p for p in (n.lower, n.upper, n.step) if p is not None]),
        e.Sequence: lambda n: n.items,
        e.Mapping: lambda n: tuple([x for two in zip(n.keys, n.values, strict=True) for x in two]),
        e.Star: lambda n: (n.value,),
        e.Closure: lambda n: n.values,
        e.Text: _of_text,
        e.Each: lambda n: (n.source, n.element),
    }
)


def substitute(node: e.Expr, table: dict[str, e.Expr]) -> e.Expr:
    """Replace names by expressions."""
    if isinstance(node, e.Var):
        return table.get(node.name, node)
    if table.keys().isdisjoint(_names(node)):
        return node
    return rebuild(node, lambda child: substitute(child, table))


def nodes(node: e.Expr) -> Iterator[e.Expr]:
    """The node and all below it."""
    found = node.known_parts
    return chain((node,), _below(node) if found is None else found)


def levels(node: e.Expr) -> int:
    """How deep the tree is: 1 for a name."""
    return 1 + max(map(levels, children(node)), default=0)


def _below(node: e.Expr) -> tuple[e.Expr, ...]:
    """Kept with the tree, as its names are."""
    found = node.known_parts
    if found is None:
        whole: list[e.Expr] = []
        parts = _CHILDREN[type(node)]
        for child in () if parts is None else parts(node):
            whole.append(child)
            known = child.known_parts
            whole += _below(child) if known is None else known
        found = node.known_parts = tuple(whole)
    return found


def names(node: e.Expr | None) -> Iterator[str]:
    """Every occurrence of a name, in order."""
    if node is None:
        return iter(())
    found = node.known_names
    return iter(_names(node) if found is None else found)


def _names(node: e.Expr) -> tuple[str, ...]:
    """Kept with the tree: trees do not change, and most passes ask for their names."""
    found = node.known_names
    if found is None:
        if isinstance(node, e.Var):
            found = (node.name,)
        else:
            parts = _CHILDREN[type(node)]
            found = () if parts is None else _together(parts(node))
        node.known_names = found
    return found


def _together(trees: tuple[e.Expr, ...]) -> tuple[str, ...]:
    if len(trees) == 1:
        return _names(trees[0])
    found: list[str] = []
    for tree in trees:
        known = tree.known_names
        found += _names(tree) if known is None else known
    return tuple(found)


def expressions(node: s.Stmt) -> tuple[e.Expr, ...]:
    """The expressions that a statement itself reads (not those in its blocks)."""
    if type(node) is s.Assign:  # as most are
        return (node.value,)
    found = _EXPRESSIONS[type(node)]
    return () if found is None else found(node)


def _value(node: Any) -> tuple[e.Expr, ...]:
    return (node.value,)


def _test(node: Any) -> tuple[e.Expr, ...]:
    return (node.test,)


def _present(*found: e.Expr | None) -> tuple[e.Expr, ...]:
    return tuple([x for x in found if x is not None])


_EXPRESSIONS: ByClass[Callable[[Any], tuple[e.Expr, ...]]] = ByClass(
    {
        s.Assign: _value,
        s.Unpack: _value,
        s.Evaluate: _value,
        s.Permute: lambda n: tuple([e.Var(name) for name in n.sources]),
        s.Store: lambda n: (n.base, n.index, n.value),
        s.Augment: lambda n: _present(n.base, n.index, n.value, n.old),
        s.If: _test,
        s.While: _test,
        s.For: lambda n: (n.source,),
        s.With: lambda n: (n.manager,),
        s.Attempt: lambda n: n.classes,
        s.Raise: lambda n: _present(n.value, n.cause),
        s.Assert: lambda n: _present(n.test, n.message),
    }
)


def replace(node: s.Stmt, f: Mapper) -> None:
    """Map `f` over the expressions that the statement itself reads, in place."""
    match node:
        case s.Assign() | s.Unpack() | s.Evaluate():
            node.value = f(node.value)
        case s.Store():
            node.base, node.index, node.value = f(node.base), f(node.index), f(node.value)
        case s.Augment():
            node.base, node.value = f(node.base), f(node.value)
            node.index = None if node.index is None else f(node.index)
            node.old = None if node.old is None else f(node.old)
        case s.If() | s.While():
            node.test = f(node.test)
        case s.For():
            node.source = f(node.source)
        case s.With():
            node.manager = f(node.manager)
        case s.Attempt():
            node.classes = tuple(map(f, node.classes))
        case s.Raise():
            node.value = None if node.value is None else f(node.value)
            node.cause = None if node.cause is None else f(node.cause)
        case s.Assert():
            node.test = f(node.test)
            node.message = None if node.message is None else f(node.message)


def targets(node: s.Stmt) -> tuple[str, ...]:
    """The names that a statement itself binds."""
    if type(node) is s.Assign:
        return (node.target,)
    found = _TARGETS[type(node)]
    return () if found is None else found(node)


def _target(node: Any) -> tuple[str, ...]:
    return (node.target,)


def _several(node: Any) -> tuple[str, ...]:
    names: tuple[str, ...] = node.targets
    return names


_TARGETS: ByClass[Callable[[Any], tuple[str, ...]]] = ByClass(
    {
        s.Assign: _target,
        s.Unpack: _several,
        s.Permute: _several,
        s.For: _target,
        s.With: lambda n: () if n.target is None else (n.target,),
        s.Attempt: lambda n: (n.raised, n.error) if n.error else (n.raised,),
        s.Augment: lambda n: (
            (n.base.name,) if n.index is None and isinstance(n.base, e.Var) else ()
        ),
    }
)


def blocks(node: s.Stmt) -> tuple[s.Block, ...]:
    """The blocks inside a statement, in order of execution."""
    if type(node) is s.If:
        return node.body, node.orelse
    found = _BLOCKS[type(node)]
    return () if found is None else found(node)


def _body(node: Any) -> tuple[s.Block, ...]:
    return (node.body,)


_BLOCKS: ByClass[Callable[[Any], tuple[s.Block, ...]]] = ByClass(
    {
        s.If: lambda n: (n.body, n.orelse),
        s.For: _body,
        s.While: lambda n: (n.prelude, n.body),
        s.With: _body,
        s.Attempt: lambda n: (n.body, n.undo) if n.undo else (n.body,),
        s.Ensure: lambda n: (n.body, n.final),
    }
)


def statements(block: s.Block) -> Iterator[s.Stmt]:
    """All statements of a block, those in inner blocks included, in textual order."""
    return chain.from_iterable(_runs(block))


def _runs(block: s.Block) -> Iterator[s.Block]:
    """The same in pieces, each up to a statement with blocks, which are looked at after it."""
    waiting = [iter(block)]
    while waiting:
        found = []
        for node in waiting[-1]:
            found.append(node)
            inner = _BLOCKS[type(node)]
            if inner is not None:
                yield found
                waiting += map(iter, inner(node)[::-1])
                break
        else:
            waiting.pop()
            if found:
                yield found


def bound(block: s.Block) -> set[str]:
    """All names that a block binds."""
    found: set[str] = set()
    _bind(block, found)
    return found


def _bind(block: s.Block, found: set[str]) -> None:
    for node in block:
        cls = type(node)
        if cls is s.Assign:
            found.add(node.target)  # type: ignore[attr-defined]
            continue
        found.update(targets(node))
        for one in blocks(node):
            _bind(one, found)


def stored(block: s.Block) -> set[str]:
    """All names into whose memory a block stores."""
    return {
        name for node in statements(block) if isinstance(node, s.Write) for name in names(node.base)
    }


def used(block: s.Block) -> set[str]:
    """All names that a block reads."""
    found: set[str] = set()
    for node in statements(block):
        for tree in expressions(node):
            found.update(_names(tree))
    return found


def mentions(block: s.Block) -> list[str]:
    """Every name that a block binds or reads, as often as it does, in textual order."""
    found: list[str] = []
    _mention(block, found)
    return found


def _mention(block: s.Block, found: list[str]) -> None:
    for node in block:
        cls = type(node)
        own, read, inner = _TARGETS[cls], _EXPRESSIONS[cls], _BLOCKS[cls]
        if own is not None:
            found += own(node)
        if read is not None:
            for tree in read(node):
                known = tree.known_names
                found += _names(tree) if known is None else known
        if inner is not None:
            for one in inner(node):
                _mention(one, found)
