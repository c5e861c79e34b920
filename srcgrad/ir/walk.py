"""Reading and rebuilding trees and blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s

Mapper = Callable[[e.Expr], e.Expr]


def children(node: e.Expr) -> tuple[e.Expr, ...]:
    """The direct subexpressions, in evaluation order."""
    found = _CHILDREN.get(type(node))
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


# by class, as most of a compilation's time goes into looking at trees
_CHILDREN: dict[type[e.Expr], Callable[[Any], tuple[e.Expr, ...]]] = {
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


def rebuild(node: e.Expr, f: Mapper) -> e.Expr:
    """The same node over `f` of each child."""

    def opt(part: e.Expr | None) -> e.Expr | None:
        return None if part is None else f(part)

    match node:
        case e.Unary(op, operand):
            return e.Unary(op, f(operand))
        case e.Binary(op, left, right):
            return e.Binary(op, f(left), f(right))
        case e.Compare(op, left, right):
            return e.Compare(op, f(left), f(right))
        case e.Logical(op, left, right):
            return e.Logical(op, f(left), f(right))
        case e.Choice(test, body, orelse):
            return e.Choice(f(test), f(body), f(orelse))
        case e.Call(func, args, kwargs):
            return e.Call(f(func), tuple(f(a) for a in args), tuple((k, f(v)) for k, v in kwargs))
        case e.Attr(base, name):
            return e.Attr(f(base), name)
        case e.Item(base, index):
            return type(node)(f(base), f(index))  # an `Element` stays one
        case e.Slice(lower, upper, step):
            return e.Slice(opt(lower), opt(upper), opt(step))
        case e.Sequence(form, items):
            return e.Sequence(form, tuple(f(i) for i in items))
        case e.Mapping(keys, values):
            return e.Mapping(tuple(f(k) for k in keys), tuple(f(v) for v in values))
        case e.Star(value):
            return e.Star(f(value))
        case e.Closure(code, keys, values, cells):
            return e.Closure(code, keys, tuple(f(v) for v in values), cells)
        case e.Text(parts):
            return e.Text(tuple(p if isinstance(p, str) else _formatted(p, f) for p in parts))
        case e.Each(element, name, source):
            return e.Each(f(element), name, f(source))
    return node


def _formatted(
    part: tuple[e.Expr, str, str | e.Text], f: Mapper
) -> tuple[e.Expr, str, str | e.Text]:
    tree, conversion, form = part
    value = f(tree)  # evaluated before its format
    if isinstance(form, e.Text):
        again = rebuild(form, f)
        assert isinstance(again, e.Text)
        form = again
    return value, conversion, form


def substitute(node: e.Expr, table: dict[str, e.Expr]) -> e.Expr:
    """Replace names by expressions."""
    if isinstance(node, e.Var):
        return table.get(node.name, node)
    if table.keys().isdisjoint(_names(node)):
        return node
    return rebuild(node, lambda child: substitute(child, table))


def nodes(node: e.Expr) -> Iterator[e.Expr]:
    """The node and all below it."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        below = children(one)
        if below:
            waiting.extend(below[::-1])


def names(node: e.Expr | None) -> Iterator[str]:
    """Every occurrence of a name, in order."""
    return iter(() if node is None else _names(node))


def _names(node: e.Expr) -> tuple[str, ...]:
    """Kept with the tree: trees do not change, and most passes ask for their names."""
    found = node.known_names
    if found is None:
        if isinstance(node, e.Var):
            found = (node.name,)
        else:
            found = tuple([name for child in children(node) for name in _names(child)])
        node.known_names = found
    return found


def expressions(node: s.Stmt) -> tuple[e.Expr, ...]:
    """The expressions that a statement itself reads (not those in its blocks)."""
    match node:
        case s.Assign() | s.Unpack() | s.Evaluate():
            return (node.value,)
        case s.Permute():
            return tuple(e.Var(name) for name in node.sources)
        case s.Store():
            return node.base, node.index, node.value
        case s.Augment():
            return tuple(x for x in (node.base, node.index, node.value, node.old) if x is not None)
        case s.If() | s.While():
            return (node.test,)
        case s.For():
            return (node.source,)
        case s.With():
            return (node.manager,)
        case s.Attempt():
            return node.classes
        case s.Raise():
            return tuple(x for x in (node.value, node.cause) if x is not None)
        case s.Assert():
            return (node.test,) if node.message is None else (node.test, node.message)
    return ()


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
    match node:
        case s.Assign():
            return (node.target,)
        case s.Unpack() | s.Permute():
            return node.targets
        case s.For():
            return (node.target,)
        case s.With():
            return () if node.target is None else (node.target,)
        case s.Attempt():
            return (node.raised, node.error) if node.error else (node.raised,)
        case s.Augment(base=e.Var(name), index=None):
            return (name,)
    return ()


def blocks(node: s.Stmt) -> tuple[s.Block, ...]:
    """The blocks inside a statement, in order of execution."""
    match node:
        case s.If():
            return node.body, node.orelse
        case s.For():
            return (node.body,)
        case s.While():
            return node.prelude, node.body
        case s.With():
            return (node.body,)
        case s.Attempt():
            return (node.body, node.undo) if node.undo else (node.body,)
        case s.Ensure():
            return node.body, node.final
    return ()


def statements(block: s.Block) -> Iterator[s.Stmt]:
    """All statements of a block, those in inner blocks included, in textual order."""
    waiting = [iter(block)]
    while waiting:
        for node in waiting[-1]:
            yield node
            inner = blocks(node)
            if inner:
                waiting.extend([iter(one) for one in inner[::-1]])
                break
        else:
            waiting.pop()


def bound(block: s.Block) -> set[str]:
    """All names that a block binds."""
    return {name for node in statements(block) for name in targets(node)}


def stored(block: s.Block) -> set[str]:
    """All names into whose memory a block stores."""
    return {
        name
        for node in statements(block)
        if isinstance(node, s.Store | s.Augment)
        for name in names(node.base)
    }


def used(block: s.Block) -> set[str]:
    """All names that a block reads."""
    return {
        name for node in statements(block) for tree in expressions(node) for name in names(tree)
    }
