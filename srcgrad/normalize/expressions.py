"""Expressions to atoms: each operation gets a statement of its own, in Python's order.

`np.sin(x) * y[0]` becomes `sin.1 = np.sin(x)`, `item.2 = y[0]`, `sin.1 * item.2`.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.calls import call_forms, generics
from srcgrad.normalize.calls.call_forms import takes_iterators as takes
from srcgrad.normalize.iterators.library import (
    deferrable,
    extends,
    generates,
    gone_through,
    joins,
    lazy,
    meant,
    members,
    uses,
)
from srcgrad.normalize.jumps.left_out import perhaps
from srcgrad.normalize.names.stems import short, stem
from srcgrad.normalize.scope import Scope

BINARY = {
    gast.Add: "+",
    gast.Sub: "-",
    gast.Mult: "*",
    gast.Div: "/",
    gast.FloorDiv: "//",
    gast.Mod: "%",
    gast.Pow: "**",
    gast.MatMult: "@",
    gast.BitAnd: "&",
    gast.BitOr: "|",
    gast.BitXor: "^",
    gast.LShift: "<<",
    gast.RShift: ">>",
}
UNARY = {gast.USub: "-", gast.UAdd: "+", gast.Invert: "~", gast.Not: "not"}
COMPARE = {
    gast.Eq: "==",
    gast.NotEq: "!=",
    gast.Lt: "<",
    gast.LtE: "<=",
    gast.Gt: ">",
    gast.GtE: ">=",
    gast.Is: "is",
    gast.IsNot: "is not",
    gast.In: "in",
    gast.NotIn: "not in",
}
REMEDIES = {
    gast.GeneratorExp: "use a list comprehension, or a `for` loop",
    gast.Yield: "return a list",
    gast.YieldFrom: "return a list",
    gast.Await: "differentiate a plain function",
}
FORBIDDEN = (eval, exec, compile, locals, globals, vars, delattr, input, memoryview, open)


def atom(scope: Scope, node: Any) -> e.Expr:
    """Lower an expression to an atom."""
    return _under_name(scope, operation(scope, node), node)


def _under_name(scope: Scope, tree: e.Expr, node: Any) -> e.Expr:
    return tree if is_atom(tree) else scope.temporary(tree, stem(tree), node)


def is_atom(tree: e.Expr) -> bool:
    """A constant, a name or a static reference."""
    return isinstance(tree, (e.Const, e.Var, e.Ref))


def operation(scope: Scope, node: Any) -> e.Expr:
    """Lower an expression to one operation on atoms."""
    handler = _HANDLERS.get(type(node))
    if handler is None:
        what = type(node).__name__
        scope.refuse(
            node,
            f"`{what}` is outside the language",
            REMEDIES.get(type(node), "rewrite it in plain statements"),
        )
    return handler(scope, node)


def atoms(
    scope: Scope,
    parts: list[Any],
    consumed: int | None = None,
    handed: bool = False,
    now: str = "",
) -> list[e.Expr]:
    """Lower several expressions, in order; a name that a later walrus rebinds is read before.

    An iterator at the place that is `consumed` becomes a list (`now`: by what uses each element
    before the next is made), those that are `handed` to a function values.
    """
    results: list[e.Expr] = []
    later: list[tuple[set[str], bool]] = [(set(), False)]  # names rebound after a part; calls
    for part in parts[:0:-1]:
        inner = [part] if isinstance(part, (gast.Name, gast.Constant)) else [*gast.walk(part)]
        bound = {n.target.id for n in inner if isinstance(n, gast.NamedExpr)} | later[-1][0]
        later.append((bound, later[-1][1] or any(isinstance(n, gast.Call) for n in inner)))
    for place, (part, (bound, calls)) in enumerate(zip(parts, later[::-1], strict=False)):
        if handed and deferrable(scope, part):
            made = scope.deferred(scope, part, bool(bound))
            value: e.Expr = scope.temporary(made, "iterator", part)
        else:
            value = _part(scope, part, place == consumed, now, calls)
        if isinstance(value, e.Var) and value.name in {scope.rename(name) for name in bound}:
            value = scope.temporary(value, value.name.partition(".")[0])
        results.append(value)
    return results


def _part(scope: Scope, node: Any, consumed: bool, now: str, before_calls: bool) -> e.Expr:
    if isinstance(node, gast.Slice):
        return index(scope, node)
    if isinstance(node, gast.Starred):
        value = listed(scope, node.value)
        if before_calls and isinstance(value, e.Var):  # its elements are read before the calls
            value = scope.temporary(e.Sequence("tuple", (e.Star(value),)), short(value.name))
        return e.Star(value)
    return listed(scope, node, now) if consumed else atom(scope, node)


def listed(scope: Scope, node: Any, now: str = "") -> e.Expr:
    """What is gone through at once: an iterator becomes a list."""
    if lazy(scope, node):
        return scope.comprehension(scope, node, now)
    return atom(scope, meant(scope, node))


def _constant(scope: Scope, node: Any) -> e.Expr:
    if isinstance(node.value, bytes):
        scope.refuse(node, "bytes are outside the language", "use a string or an array")
    return e.Const(node.value)


def _name(scope: Scope, node: Any) -> e.Expr:
    if node.id in scope.iterators:
        scope.refuse(
            node,
            f"the iterator `{node.id}` is outside the language here",
            "go through it in this function, or make a list of it",
        )
    return scope.name(node, node.id)


def _binary(scope: Scope, node: Any) -> e.Expr:
    """An operation of two; a sum of many terms is one inside another, and not followed by calls."""
    sums = [node]
    while isinstance(sums[-1].left, gast.BinOp):
        sums.append(sums[-1].left)
    first = sums.pop()
    tree = _of_two(first, *atoms(scope, [first.left, first.right]))
    for node in reversed(sums):
        left = _under_name(scope, tree, node.left)
        tree = _of_two(node, left, *atoms(scope, [node.right]))
    return tree


def _of_two(node: Any, left: e.Expr, right: e.Expr) -> e.Expr:
    return e.Binary(BINARY[type(node.op)], left, right)


def _unary(scope: Scope, node: Any) -> e.Expr:
    operand = atom(scope, node.operand)
    op = UNARY[type(node.op)]
    if op == "-" and isinstance(operand, e.Const) and isinstance(operand.value, int | float):
        return e.Const(-operand.value)
    return e.Unary(op, operand)


def _compare(scope: Scope, node: Any) -> e.Expr:
    if len(node.ops) == 1:
        left, right = atoms(scope, [node.left, node.comparators[0]])
        return e.Compare(COMPARE[type(node.ops[0])], left, right)
    name = scope.counter.name("test")
    left, right = atoms(scope, [node.left, node.comparators[0]])
    scope.emit(s.Assign(name, e.Compare(COMPARE[type(node.ops[0])], left, right)))
    outer = scope.out
    for op, comparator in zip(node.ops[1:], node.comparators[1:], strict=True):
        with scope.block() as body:
            left, right = right, atom(scope, comparator)
            scope.emit(s.Assign(name, e.Compare(COMPARE[type(op)], left, right)))
        branch = s.If(e.Var(name), body, [], origin=scope.origin)
        outer.append(branch)
        outer = body
    return e.Var(name)


def _logical(scope: Scope, node: Any) -> e.Expr:
    name = scope.counter.name("test")
    scope.emit(s.Assign(name, operation(scope, node.values[0])))
    outer = scope.out
    for part in node.values[1:]:
        with scope.block() as body:
            scope.emit(s.Assign(name, perhaps(scope, part, operation)))
        is_and = isinstance(node.op, gast.And)
        outer.append(
            s.If(e.Var(name), body if is_and else [], [] if is_and else body, origin=scope.origin)
        )
        outer = body
    return e.Var(name)


def _choice(scope: Scope, node: Any) -> e.Expr:
    name = scope.counter.name("choice")
    test = atom(scope, node.test)
    blocks = []
    for part in (node.body, node.orelse):
        with scope.block() as block:
            if deferrable(scope, part):
                value = scope.deferred(scope, part, True)
            else:
                value = perhaps(scope, part, operation)
            scope.emit(s.Assign(name, value))
        blocks.append(block)
    scope.emit(s.If(test, *blocks))
    return e.Var(name)


def _walrus(scope: Scope, node: Any) -> e.Expr:
    scope.emit(s.Assign(scope.rename(node.target.id), operation(scope, node.value)))
    return e.Var(scope.rename(node.target.id))


def _attribute(scope: Scope, node: Any) -> e.Expr:
    base = atom(scope, node.value)
    getter = call_forms.item_getter(base, node)
    return scope.attribute(base, node.attr) if getter is None else scope.function(scope, getter)


def _alike(scope: Scope, node: Any) -> e.Expr:
    """`type(t)(f(u) for u in t)` of a list or a tuple takes what it is given into one at once."""
    made, result, test = (e.Var(scope.counter.name(n)) for n in ("made", "choice", "test"))
    scope.emit(s.Assign(made.name, operation(scope, node.func)))
    scope.emit(s.Assign(test.name, e.Compare("is", made, e.Ref("list", list))))
    with scope.block() as second:
        scope.emit(s.Assign(test.name, e.Compare("is", made, e.Ref("tuple", tuple))))
    scope.emit(s.If(test, [], second))
    with scope.block() as taken:
        scope.emit(s.Assign(result.name, e.Call(made, (scope.comprehension(scope, node.args[0]),))))
    with scope.block() as handed:
        given = atoms(scope, node.args, handed=takes(made))
        scope.emit(s.Assign(result.name, e.Call(made, tuple(given))))
    scope.emit(s.If(test, taken, handed))
    return result


def _call(scope: Scope, node: Any) -> e.Expr:
    if call_forms.makes_alike(scope, node):
        return _alike(scope, node)
    if call_forms.spread_shape(scope, node):  # `np.ndindex(*shape)` is `np.ndindex(shape)`
        node = gast.Call(node.func, [node.args[0].value], [])
    if isinstance(node.func, gast.Attribute):
        func = scope.attribute(atom(scope, node.func.value), node.func.attr)
    else:
        func = atom(scope, generics.without_types(scope, node.func))
    if call_forms.asks_attributes(func, node):
        return scope.attribute(atom(scope, node.args[0]), "__dict__")
    if isinstance(func, e.Ref) and func.target in (*FORBIDDEN, setattr):
        scope.refuse(
            node,
            f"`{func.path}` is outside the language",
            "write the program out in plain statements",
        )
    if isinstance(func, e.Ref) and func.path.endswith(".nditer"):
        scope.refuse(
            node,
            "`nditer` is outside the language: it may write behind the program's back",
            "loop over np.ndindex(x.shape), np.ndenumerate(x) or the array itself",
        )
    if call_forms.names_method(func, node):
        return scope.function(scope, call_forms.method_caller(node))
    func, node = call_forms.respelled(func, node)
    arguments = [*node.args, *(k.value for k in node.keywords)]
    if isinstance(func, e.Ref) and func.target is next:
        return scope.following(scope, node)
    consumed = gone_through(func.target, len(node.args)) if isinstance(func, e.Ref) else None
    if isinstance(func, e.Ref) and consumed is not None:
        if func.target in (any, all) and len(arguments) == 1 and lazy(scope, arguments[0]):
            return scope.search(scope, arguments[0], func.target is any)
        if func.target is list and len(arguments) == 1 and lazy(scope, arguments[0]):
            return scope.comprehension(scope, arguments[0])
        pairs = func.target is dict and len(arguments) == len(node.args) == 1
        if pairs and (lazy(scope, arguments[0]) or generates(scope, arguments[0])):
            return call_forms.dict_of(scope, arguments[0])
        arguments[consumed] = members(scope, arguments[consumed])
        values = atoms(scope, arguments, consumed, now=uses(func.target))
    elif extends(scope, node) or joins(node):
        values = atoms(scope, arguments, consumed=0)
    else:
        values = atoms(scope, arguments, handed=takes(func))
    count = len(node.args)
    keywords = tuple((k.arg or "**", v) for k, v in zip(node.keywords, values[count:], strict=True))
    if isinstance(func, e.Ref) and func.target is sum and [n for n, _ in keywords] == ["start"]:
        return e.Call(func, tuple(values))
    if isinstance(func, e.Ref) and func.target in (min, max) and count == 1:
        return call_forms.or_default(scope, func, values[0], dict(keywords))
    return call_forms.in_position(func, tuple(values[:count]), keywords)


def index(scope: Scope, node: Any) -> e.Expr:
    """Lower what stands between the brackets: atoms, slices of atoms, tuples of both."""
    if isinstance(node, gast.Slice):
        parts = [p for p in (node.lower, node.upper, node.step) if p is not None]
        values = iter(atoms(scope, parts))
        lower, upper, step = (
            None if p is None else next(values) for p in (node.lower, node.upper, node.step)
        )
        return e.Slice(lower, upper, step)
    if isinstance(node, gast.Tuple):
        return e.Sequence("tuple", tuple(atoms(scope, node.elts)))
    return atom(scope, node)


def _subscript(scope: Scope, node: Any) -> e.Expr:
    base = atom(scope, node.value)
    return e.Item(base, index(scope, node.slice))


def _sequence(scope: Scope, node: Any) -> e.Expr:
    form = {gast.Tuple: "tuple", gast.List: "list", gast.Set: "set"}[type(node)]
    if form != "set" and (source := call_forms.spread_alone(scope, node)) is not None:
        return e.Call(e.Ref(form, vars(builtins)[form]), (atom(scope, source),))
    return e.Sequence(form, tuple(atoms(scope, node.elts)))


def _mapping(scope: Scope, node: Any) -> e.Expr:
    keys: list[e.Expr] = []
    values: list[e.Expr] = []
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            keys.append(e.Star(atom(scope, value)))
            values.append(e.NONE)
        else:
            name, held = atoms(scope, [key, value])
            keys.append(name)
            values.append(held)
    return e.Mapping(tuple(keys), tuple(values))


def _text(scope: Scope, node: Any) -> e.Expr:
    parts: list[str | tuple[e.Expr, str, str | e.Text]] = []
    for part in node.values:
        if isinstance(part, gast.Constant):
            parts.append(part.value)
            continue
        conversion = "" if part.conversion == -1 else f"!{chr(part.conversion)}"
        form: str | e.Text = ""
        if part.format_spec is not None:
            inner = _text(scope, part.format_spec)
            assert isinstance(inner, e.Text)
            plain = all(isinstance(p, str) for p in inner.parts)
            form = ":" + "".join(map(str, inner.parts)) if plain else inner
        parts.append((atom(scope, part.value), conversion, form))
    return e.Text(tuple(parts))


def _set_comprehension(scope: Scope, node: Any) -> e.Expr:
    listed = gast.ListComp(elt=node.elt, generators=node.generators)
    values = scope.comprehension(scope, gast.copy_location(listed, node))
    return e.Call(e.Ref("set", set), (values,))


_HANDLERS: dict[type, Callable[[Scope, Any], e.Expr]] = {
    gast.Constant: _constant,
    gast.Name: _name,
    gast.BinOp: _binary,
    gast.UnaryOp: _unary,
    gast.Compare: _compare,
    gast.BoolOp: _logical,
    gast.IfExp: _choice,
    gast.NamedExpr: _walrus,
    gast.Attribute: _attribute,
    gast.Call: _call,
    gast.Subscript: _subscript,
    gast.Tuple: _sequence,
    gast.List: _sequence,
    gast.Set: _sequence,
    gast.SetComp: _set_comprehension,
    gast.Dict: _mapping,
    gast.JoinedStr: _text,
    gast.ListComp: lambda scope, node: scope.comprehension(scope, node),
    gast.Lambda: lambda scope, node: scope.function(scope, node),
    gast.DictComp: lambda scope, node: scope.comprehension(scope, node),
}
