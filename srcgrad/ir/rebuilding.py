"""A node over other children; a table by class."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import Any, Generic, TypeVar

from srcgrad.ir import expr as e

Part = str | tuple[e.Expr, str, str | e.Text]
Mapper = Callable[[e.Expr], e.Expr]
F = TypeVar("F")


class ByClass(dict[type[Any], F | None], Generic[F]):
    """A table by class, for most of a compilation's time goes into looking at trees.

    What it says of a class holds of those that are derived from it; of others it says None.
    """

    def __missing__(self, cls: type[Any]) -> F | None:
        bases = cls.__mro__[1:]
        found = self[cls] = next((self[base] for base in bases if base in self), None)
        return found


def rebuild(node: e.Expr, f: Mapper) -> e.Expr:
    """The same node over `f` of each child; the node itself where no child is another."""
    found = _REBUILD[type(node)]
    return node if found is None else found(node, f)


def _operation(node: Any, f: Mapper) -> e.Expr:
    left, right = f(node.left), f(node.right)
    kept = left is node.left and right is node.right
    return node if kept else type(node)(node.op, left, right)


def _subscript(node: Any, f: Mapper) -> e.Expr:
    base, index = f(node.base), f(node.index)
    return node if base is node.base and index is node.index else type(node)(base, index)


def _called(node: Any, f: Mapper) -> e.Expr:
    func, args = f(node.func), _each(node.args, f)
    values = [f(v) for _, v in node.kwargs]
    if any(new is not old for new, (_, old) in zip(values, node.kwargs, strict=True)):
        given = zip(node.kwargs, values, strict=True)
        return e.Call(func, args, tuple([(key, value) for (key, _), value in given]))
    kept = func is node.func and args is node.args
    return node if kept else e.Call(func, args, node.kwargs)


def _each(trees: tuple[e.Expr, ...], f: Mapper) -> tuple[e.Expr, ...]:
    found = [f(tree) for tree in trees]
    return trees if all(map(is_, found, trees)) else tuple(found)


def _sliced(node: Any, f: Mapper) -> e.Expr:
    low, high, step = node.lower, node.upper, node.step
    found = (
        None if low is None else f(low),
        None if high is None else f(high),
        None if step is None else f(step),
    )
    return node if all(map(is_, found, (low, high, step))) else e.Slice(*found)


def _displayed(node: Any, f: Mapper) -> e.Expr:
    items = _each(node.items, f)
    return node if items is node.items else e.Sequence(node.form, items)


def _unary(node: Any, f: Mapper) -> e.Expr:
    operand = f(node.operand)
    return node if operand is node.operand else e.Unary(node.op, operand)


def _attribute(node: Any, f: Mapper) -> e.Expr:
    base = f(node.base)
    return node if base is node.base else e.Attr(base, node.name)


_REBUILD: ByClass[Callable[[Any, Mapper], e.Expr]] = ByClass(
    {
        e.Unary: _unary,
        e.Binary: _operation,
        e.Compare: _operation,
        e.Logical: _operation,
        e.Choice: lambda n, f: e.Choice(f(n.test), f(n.body), f(n.orelse)),
        e.Call: _called,
        e.Attr: _attribute,
        e.Item: _subscript,
        e.Element: _subscript,
        e.Slice: _sliced,
        e.Sequence: _displayed,
        e.Mapping: lambda n, f: e.Mapping(_each(n.keys, f), _each(n.values, f)),
        e.Star: lambda n, f: e.Star(f(n.value)),
        e.Closure: lambda n, f: e.Closure(n.code, n.names, _each(n.values, f), n.cells),
        e.Text: lambda n, f: e.Text(tuple([q for p in n.parts for q in _formatted(p, f)])),
        e.Each: lambda n, f: e.Each(f(n.element), n.name, f(n.source)),
    }
)


def _formatted(part: Part, f: Mapper) -> tuple[Part, ...]:
    """A part of a text, or the parts of one that stands in it as it is."""
    if isinstance(part, str):
        return (part,)
    tree, conversion, form = part
    value = f(tree)  # evaluated before its format
    if isinstance(form, e.Text):
        again = rebuild(form, f)
        assert isinstance(again, e.Text)
        written = [p if isinstance(p, str) else _written(p) for p in again.parts]
        form = again if None in written else "".join(map(str, [":", *written]))
    if conversion or form:
        return ((value, conversion, form),)
    if isinstance(value, e.Const) and isinstance(value.value, str):
        return (value.value,)
    return value.parts if isinstance(value, e.Text) else ((value, "", ""),)


def _written(part: tuple[e.Expr, str, str | e.Text]) -> str | None:
    """A text within a format, if it is constant."""
    match part:
        case e.Const(str() as text), "", "" if not set(text) & set("{}"):
            return text
    return None
