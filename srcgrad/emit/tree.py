"""From core statements to Python's syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s

BINARY: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
    "//": ast.FloorDiv,
    "%": ast.Mod,
    "**": ast.Pow,
    "@": ast.MatMult,
    "&": ast.BitAnd,
    "|": ast.BitOr,
    "^": ast.BitXor,
    "<<": ast.LShift,
    ">>": ast.RShift,
}
UNARY: dict[str, type[ast.unaryop]] = {
    "-": ast.USub,
    "+": ast.UAdd,
    "~": ast.Invert,
    "not": ast.Not,
}
COMPARE: dict[str, type[ast.cmpop]] = {
    "==": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "is": ast.Is,
    "is not": ast.IsNot,
    "in": ast.In,
    "not in": ast.NotIn,
}
LOAD, STORE = ast.Load(), ast.Store()


def _zipped(_: e.Expr, columns: Any) -> e.Expr:
    return e.Call(e.Ref("list", list), (e.Call(e.Ref("zip", zip), columns.items),))


SPELLED: dict[str, Callable[..., e.Expr]] = {  # calls of ours, as the program has them
    ".same": lambda first, _: first,
    ".zipped": _zipped,
    ".named": lambda cls, parts: e.Call(cls, parts.items),
    ".getattr": lambda base, name: e.Attr(base, name.value),
}


class Builder:
    """Builds nodes under final names."""

    def __init__(self, name: Callable[[str], str]) -> None:
        self.name = name

    def expression(self, tree: e.Expr) -> ast.expr:
        """One expression."""
        visit = self.expression
        match tree:
            case e.Const(value):
                return self.constant(value)
            case e.Var(name):
                return ast.Name(self.name(name), LOAD)
            case e.Ref(path):
                return dotted(path)
            case e.Unary(op, operand):
                return ast.UnaryOp(UNARY[op](), visit(operand))
            case e.Binary(op, left, right):
                return ast.BinOp(visit(left), BINARY[op](), visit(right))
            case e.Compare(op, left, right):
                return ast.Compare(visit(left), [COMPARE[op]()], [visit(right)])
            case e.Logical(op, left, right):
                return ast.BoolOp(
                    ast.And() if op == "and" else ast.Or(),
                    self._joined(op, left) + self._joined(op, right),
                )
            case e.Choice(test, body, orelse):
                return ast.IfExp(visit(test), visit(body), visit(orelse))
            case e.Call(e.Ref(path), args) if path in SPELLED:
                return visit(SPELLED[path](*args))
            case e.Call(func, args, kwargs):
                return ast.Call(
                    visit(func),
                    [visit(a) for a in args],
                    [ast.keyword(None if n == "**" else n, visit(v)) for n, v in kwargs],
                )
            case e.Attr(base, name):
                return ast.Attribute(visit(base), name, LOAD)
            case e.Item(base, index):
                return ast.Subscript(visit(base), visit(index), LOAD)
            case e.Slice(lower, upper, step):
                return ast.Slice(*(None if p is None else visit(p) for p in (lower, upper, step)))
            case e.Sequence(form, items):
                if form == "set":
                    return ast.Set([visit(i) for i in items])
                kind: Any = ast.Tuple if form == "tuple" else ast.List
                return kind([visit(i) for i in items], LOAD)
            case e.Mapping(keys, values):
                return ast.Dict([visit(key) for key in keys], [visit(v) for v in values])
            case e.Star(value):
                return ast.Starred(visit(value), LOAD)
            case e.Text(parts):
                return self.text(parts)
            case e.Each(element, name, source):
                target = ast.Name(self.name(name), STORE)
                return ast.ListComp(
                    visit(element), [ast.comprehension(target, visit(source), [], 0)]
                )
        raise AssertionError(f"no syntax for {tree!r}")

    def _joined(self, op: str, tree: e.Expr) -> list[ast.expr]:
        if isinstance(tree, e.Logical) and tree.op == op:
            return self._joined(op, tree.left) + self._joined(op, tree.right)
        return [self.expression(tree)]

    def constant(self, value: Any) -> ast.expr:
        if (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and (value < 0 or str(value).startswith("-"))
        ):
            return ast.UnaryOp(ast.USub(), ast.Constant(-value))
        return ast.Constant(value)

    def text(self, parts: tuple[Any, ...]) -> ast.JoinedStr:
        values: list[ast.expr] = []
        for part in parts:
            if isinstance(part, str):
                values.append(ast.Constant(part))
                continue
            tree, conversion, form = part
            if isinstance(form, e.Text):
                spec: ast.expr | None = self.text(form.parts)
            else:
                spec = ast.JoinedStr([ast.Constant(form[1:])]) if form else None
            values.append(
                ast.FormattedValue(
                    self.expression(tree), ord(conversion[1]) if conversion else -1, spec
                )
            )
        return ast.JoinedStr(values)

    def target(self, name: str) -> ast.expr:
        return ast.Name(self.name(name), STORE)

    def place(self, base: e.Expr, index: e.Expr | None) -> Any:
        """The target of a store."""
        if index is None:
            assert isinstance(base, e.Var)
            return self.target(base.name)
        return ast.Subscript(self.expression(base), self.expression(index), STORE)

    def simple(self, node: s.Stmt) -> ast.stmt:
        """A statement without blocks."""
        visit = self.expression
        match node:
            case s.Assign(target, value):
                return ast.Assign([self.target(target)], visit(value), lineno=0)
            case s.Unpack():
                names = [self.target(t) for t in node.targets]
                if node.star is not None:
                    names[node.star] = ast.Starred(names[node.star], STORE)
                return ast.Assign([ast.Tuple(names, STORE)], visit(node.value), lineno=0)
            case s.Permute(targets, sources):
                left = ast.Tuple([self.target(t) for t in targets], STORE)
                return ast.Assign(
                    [left], ast.Tuple([visit(e.Var(n)) for n in sources], LOAD), lineno=0
                )
            case s.Store(base, _, e.Call(func, args, kwargs), into=True):
                return ast.Expr(visit(e.Call(func, args, (*kwargs, ("out", base)))))
            case s.Store(base, index, value):
                return ast.Assign([self.place(base, index)], visit(value), lineno=0)
            case s.Augment(base, index, op, value):
                return ast.AugAssign(self.place(base, index), BINARY[op](), visit(value))
            case s.Evaluate(e.Call(e.Ref(".setattr"), (base, e.Const(str(name)), value))):
                return ast.Assign([ast.Attribute(visit(base), name, STORE)], visit(value), lineno=0)
            case s.Evaluate(e.Call(e.Ref(".setitem"), (base, place, value))):
                return ast.Assign([self.place(base, place)], visit(value), lineno=0)
            case s.Evaluate(e.Call(e.Ref(".delitem"), (base, place))):
                return ast.Delete([ast.Subscript(visit(base), visit(place), ast.Del())])
            case s.Evaluate(value):
                return ast.Expr(visit(value))
            case s.Break():
                return ast.Break()
            case s.Raise(value, cause):
                return ast.Raise(
                    *(None if part is None else visit(part) for part in (value, cause))
                )
            case s.Assert(test, message):
                return ast.Assert(visit(test), None if message is None else visit(message))
        raise AssertionError(f"no syntax for {type(node).__name__}")


def dotted(path: str) -> ast.expr:
    """`np.linalg.norm` as a tree."""
    first, *rest = path.split(".")
    tree: ast.expr = ast.Name(first, LOAD)
    for name in rest:
        tree = ast.Attribute(tree, name, LOAD)
    return tree
