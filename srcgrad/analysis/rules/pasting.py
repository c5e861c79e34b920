"""A rule's body, evaluated as far as it can be at compile time, becomes an expression.

`2 * x` for `np.power` with the exponent 2: constants and kinds decide the rule's tests, and
what is left over is pasted under the program's names. A test for equality or order that cannot
be decided counts as false, so the last branch of a rule is its general one. An option that only
the run knows (`if lower:`) is asked for in the generated code.
"""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.analysis.rules.called_rules import outside
from srcgrad.analysis.rules.decided import UNDECIDED, Static, Value, decided
from srcgrad.analysis.rules.folded import folded, opposite, spelled
from srcgrad.analysis.rules.rule_syntax import (
    BINARY,
    COMPARE,
    SIGNS,
    guards,
    parameters_of,
    parsed,
    path,
    reads,
    special,
    undecided,
)
from srcgrad.errors import InvalidProgramError
from srcgrad.infer.kinds.operators import OPERATORS
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Core
from srcgrad.late import dataclass, field
from srcgrad.rules.declare import pasted, signature


@dataclass
class Pasting:
    """One use of one rule."""

    body: Callable[..., Any]
    values: dict[str, Value]
    kind_of: Callable[[e.Expr], k.Kind]
    hold: Callable[[str, e.Expr], e.Expr]  # binds a local of the rule to a name of the program
    core: Core  # the program, which learns of a user's rule that is called
    waiting: dict[str, tuple[Pasting, ast.expr]] = field(default_factory=dict)

    def result(self, position: int | None) -> e.Expr:
        """The returned expression, or the one at a position of a returned tuple."""
        return self.expression(self.returned(position))

    def returned(self, position: int | None) -> Value:
        """What the body returns, or what stands at a position of it."""
        tree = parsed(self.body)
        bound = signature(self.body).parameters.values()
        for parameter, name in zip(bound, parameters_of(tree), strict=True):
            given = parameter.name  # the name in its text may be another
            if given in self.waiting:
                self.waiting[name] = self.waiting.pop(given)
            else:
                self.values[name] = self.values.pop(given, Static(parameter.default))
        found = self._run(tree.body, position)
        if found is None:
            raise NotImplementedError(f"{self.body.__name__} has no derivative for these ranks")
        return found

    def _run(self, block: list[ast.stmt], position: int | None) -> Value | None:
        for place, node in enumerate(block):
            if isinstance(node, ast.Return):
                assert node.value is not None
                return self._at(node.value, position)
            if isinstance(node, ast.Raise):  # the rule's own refusal of a combination
                given = node.exc.args if isinstance(node.exc, ast.Call) else []
                reason = given[0].value if given and isinstance(given[0], ast.Constant) else ""
                raise NotImplementedError(reason)
            if isinstance(node, ast.Assign):
                assert isinstance(node.targets[0], ast.Name)
                name = node.targets[0].id
                for other in self._reading(name):
                    self._name(ast.Name(other))
                if reads(node.value, name):
                    self.values[name] = self.value(node.value)
                else:
                    self.values.pop(name, None)
                    self.waiting[name] = (self, node.value)
            elif isinstance(node, ast.If):
                value = self.value(node.test)
                test = self.truth(value)
                general = self.body.__module__.startswith("srcgrad")  # a library's last branch is
                if test is UNDECIDED and (guards(node) or (special(node.test) and not general)):
                    undecided()
                if test is UNDECIDED and not special(node.test):
                    rest = block[place + 1 :]
                    return self._either(value, node.body + rest, node.orelse + rest, position)
                found = self._run(node.body if test is True else node.orelse, position)
                if found is not None:
                    return found
        return None

    def _reading(self, name: str) -> list[str]:
        """The locals not evaluated yet that read a name."""
        own = [(other, tree) for other, (of, tree) in self.waiting.items() if of is self]
        return [other for other, tree in own if other != name and reads(tree, name)]

    def _at(self, node: ast.expr, position: int | None) -> Value:
        """An expression, or the one at a position of a tuple; another rule's body is pasted."""
        if position is not None and isinstance(node, ast.Tuple):
            return self.value(node.elts[position])
        other = self._other(node) if isinstance(node, ast.Call) else None
        return self.value(node) if other is None else other.returned(position)

    def _other(self, node: ast.Call) -> Pasting | None:
        """The use of another rule's body, whose parameters are evaluated where it reads them."""
        callee = self.value(node.func) if isinstance(node.func, ast.Name) else UNDECIDED
        if not isinstance(callee, Static) or not pasted(callee.value):
            return None
        body = callee.value
        keywords = {w.arg: w.value for w in node.keywords if w.arg is not None}
        given = signature(body).bind(*node.args, **keywords).arguments
        waiting = {name: (self, tree) for name, tree in given.items()}
        return Pasting(body, {}, self.kind_of, self.hold, self.core, waiting)

    def _either(
        self, test: Value, body: list[ast.stmt], orelse: list[ast.stmt], position: int | None
    ) -> e.Expr:
        """What a rule returns on two ways, of which the run takes one."""
        found = []
        for block in (body, orelse):
            apart = Pasting(self.body, {**self.values}, self.kind_of, undecided, self.core)
            apart.waiting = {
                name: (apart if of is self else of, tree)
                for name, (of, tree) in self.waiting.items()
            }
            one = apart._run(block, position)
            found.append(None if one is None else self.expression(one))
        if any(one is None or one in (e.NONE, e.ZERO) for one in found):
            undecided()
        return e.Choice(self.expression(test), *found)  # type: ignore[arg-type]

    def truth(self, value: Value) -> Any:
        """True, False or undecided."""
        if value is UNDECIDED:
            return UNDECIDED
        if isinstance(value, Static):
            return bool(value.value)
        if isinstance(value, list):
            return bool(value)
        kind = self.kind_of(value)
        return bool(k.value_of(kind)) if k.constant(kind) else UNDECIDED

    def expression(self, value: Value) -> e.Expr:
        """A value as an expression of the program."""
        if isinstance(value, e.Expr):
            return value
        if value is UNDECIDED:
            undecided()
        if isinstance(value, list):
            return e.Sequence("tuple", tuple(map(self.expression, value)))
        return spelled(value, self.body.__name__)

    def value(self, node: ast.expr | None) -> Value:
        """Evaluate a node as far as it goes."""
        assert node is not None
        return getattr(self, "_" + type(node).__name__.lower())(node)

    def _constant(self, node: ast.Constant) -> Value:
        return Static(node.value)

    def _name(self, node: ast.Name) -> Value:
        if node.id in self.waiting:
            of, tree = self.waiting.pop(node.id)
            value = of.value(tree)
            named = of is not self and isinstance(tree, ast.Name)
            if not (named or isinstance(value, e.Const | e.Var)) and isinstance(value, e.Expr):
                value = self.hold(node.id, value)
            self.values[node.id] = value
        if node.id in self.values:
            return self.values[node.id]
        if node.id in self.body.__code__.co_freevars:
            return Static(inspect.getclosurevars(self.body).nonlocals[node.id])
        found = self.body.__globals__.get(node.id, UNDECIDED)
        if found is UNDECIDED:
            builtins = self.body.__globals__["__builtins__"]
            found = builtins[node.id] if isinstance(builtins, dict) else getattr(builtins, node.id)
        return Static(found)

    def _attribute(self, node: ast.Attribute) -> Value:
        base = self.value(node.value)
        if isinstance(base, Static):
            held = base.value
            measured = node.attr in ("shape", "ndim", "size")
            if measured and isinstance(held, list | tuple | int | float):
                held = np.asarray(held)  # a constant operand
            return Static(getattr(held, node.attr))
        kind = self.kind_of(base)
        if node.attr == "ndim" and k.rank(kind) is not None:
            return Static(k.rank(kind))
        if node.attr in ("shape", "size") and k.is_number(kind):  # Python's own have neither
            return Static(() if node.attr == "shape" else 1)
        if node.attr == "kind" and isinstance(base, e.Attr) and base.name == "dtype":
            dtype = self.kind_of(base.base)
            return Static(dtype.dtype.kind if isinstance(dtype, k.Array | k.Scalar) else "f")
        return e.Attr(base, node.attr)

    def _binop(self, node: ast.BinOp) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        op = BINARY[type(node.op)]
        if isinstance(left, Static) and isinstance(right, Static):
            return folded(op, left, right)
        if isinstance(left, list) and isinstance(right, list) and op == "+":
            return left + right
        one = (Static(1), Static(1.0))
        if op in ("*", "**", "/") and right in one:
            return left
        if op == "*" and left in one:
            return right
        if op == "-" and right == Static(0):
            return left
        return e.Binary(op, self.expression(left), self.expression(right))

    def _unaryop(self, node: ast.UnaryOp) -> Value:
        operand = self.value(node.operand)
        op = SIGNS[type(node.op)]
        if op == "not":
            known = self.truth(operand)
            if known is not UNDECIDED:
                return Static(not known)
        if isinstance(operand, Static):
            return opposite(op, operand)
        return e.Unary(op, self.expression(operand))

    def _compare(self, node: ast.Compare) -> Value:
        left = self.value(node.left)
        result: Value = Static(True)
        for op_node, other in zip(node.ops, node.comparators, strict=True):
            right, op = self.value(other), COMPARE[type(op_node)]
            one = self._compared(op, left, right)
            if len(node.ops) == 1:
                return one
            if self.truth(one) is not True:
                return Static(False)
            left = right
        return result

    def _compared(self, op: str, left: Value, right: Value) -> Value:
        if isinstance(left, Static) and isinstance(right, Static | list):
            other = (
                right.value
                if isinstance(right, Static)
                else [v.value for v in right if isinstance(v, Static)]
            )
            return Static(OPERATORS[op](left.value, other))
        if op in ("is", "is not"):
            return Static(op == "is not")  # None, or a type, against a value of the run
        if op in ("in", "not in"):
            return Static(op == "not in")
        return e.Compare(op, self.expression(left), self.expression(right))

    def _boolop(self, node: ast.BoolOp) -> Value:
        is_and = isinstance(node.op, ast.And)
        left_open = []
        for part in node.values:
            known = self.truth(self.value(part))
            if known is (not is_and):
                return Static(known)
            if known is UNDECIDED:
                left_open.append(part)
        if not all(map(special, left_open)):
            undecided()
        return UNDECIDED if left_open else Static(is_and)

    def _ifexp(self, node: ast.IfExp) -> Value:
        test = self.value(node.test)
        known = self.truth(test)
        if known is UNDECIDED:
            body, orelse = (self.expression(self.value(p)) for p in (node.body, node.orelse))
            return e.Choice(self.expression(test), body, orelse)
        return self.value(node.body if known else node.orelse)

    def _subscript(self, node: ast.Subscript) -> Value:
        base, index = self.value(node.value), self.value(node.slice)
        if isinstance(base, list) and isinstance(index, Static):
            return base[index.value]
        if isinstance(base, Static) and isinstance(index, Static):
            return Static(base.value[index.value])
        return e.Item(self.expression(base), self.expression(index))

    def _slice(self, node: ast.Slice) -> Value:
        parts = [None if p is None else self.value(p) for p in (node.lower, node.upper, node.step)]
        if all(p is None or isinstance(p, Static) for p in parts):
            return Static(slice(*(None if p is None else p.value for p in parts)))
        return e.Slice(*(None if p is None else self.expression(p) for p in parts))

    def _tuple(self, node: ast.Tuple | ast.List) -> Value:
        parts: list[Value] = []
        for element in node.elts:
            if isinstance(element, ast.Starred):
                parts += self._iterated(element.value)
            else:
                parts.append(self.value(element))
        if all(isinstance(p, Static) for p in parts):
            return Static(tuple(p.value for p in parts))
        return parts

    _list = _tuple

    def _iterated(self, node: ast.expr) -> list[Value]:
        value = self.value(node)
        if isinstance(value, list):
            return value
        if isinstance(value, Static):
            return [v if isinstance(v, e.Expr) else Static(v) for v in value.value]
        raise InvalidProgramError(
            f"the rule {self.body.__name__} iterates over a value of the run", "adjoint"
        )

    def _listcomp(self, node: ast.ListComp | ast.GeneratorExp) -> Value:
        (generator,) = node.generators
        out: list[Value] = []
        for element in self._iterated(generator.iter):
            outer = dict(self.values)
            self._assign(generator.target, element)
            tests = [self.truth(self.value(t)) for t in generator.ifs]
            if UNDECIDED in tests:
                undecided()
            if all(tests):
                out.append(self.value(node.elt))
            self.values = outer
        return out

    _generatorexp = _listcomp

    def _assign(self, target: ast.expr, value: Value) -> None:
        if isinstance(target, ast.Name):
            self.values[target.id] = value
            return
        assert isinstance(target, ast.Tuple)
        parts = value if isinstance(value, list) else [Static(v) for v in value.value]
        for inner, part in zip(target.elts, parts, strict=True):
            self._assign(inner, part)

    def _call(self, node: ast.Call) -> Value:
        other = self._other(node)
        if other is not None:
            return other.returned(None)
        args: list[Value] = []
        for argument in node.args:
            args += (
                self._iterated(argument.value)
                if isinstance(argument, ast.Starred)
                else [self.value(argument)]
            )
        kwargs = {w.arg or "": self.value(w.value) for w in node.keywords}
        if isinstance(node.func, ast.Attribute):
            base = self.value(node.func.value)
            if not isinstance(base, Static):
                called = e.Attr(self.expression(base), node.func.attr)
                return self._emitted(called, args, kwargs)
        callee = self.value(node.func)
        assert isinstance(callee, Static)
        known = decided(callee.value, args, self.kind_of, self.expression)
        if known is not UNDECIDED:
            return known
        values = [*args, *kwargs.values()]
        if (
            all(isinstance(v, Static) for v in values)
            and not isinstance(callee.value, np.ufunc)
            and self._at_compile_time(callee.value)
        ):
            return Static(
                callee.value(*(a.value for a in args), **{n: v.value for n, v in kwargs.items()})
            )
        if (getattr(callee.value, "__module__", None) or "").startswith("srcgrad.rules"):
            raise NotImplementedError("an argument that decides its form must be known beforehand")
        name = outside(self.core, self.body, callee.value) or path(node.func, self.body)
        return self._emitted(e.Ref(name, callee.value), args, kwargs)

    def _emitted(self, func: e.Expr, args: list[Value], kwargs: dict[str, Value]) -> e.Call:
        return e.Call(
            func,
            tuple(map(self.expression, args)),
            tuple((n, self.expression(v)) for n, v in kwargs.items()),
        )

    def _at_compile_time(self, function: Any) -> bool:
        module = getattr(function, "__module__", "") or ""
        return module in ("builtins", "math") or (
            module.startswith("srcgrad.rules")
            or (isinstance(function, types.FunctionType) and module == self.body.__module__)
        )


__all__ = ["Pasting", "Static"]
