"""Terms of tangents, with their signs and factors where they cost least.

    d_dot = 100.0 * (2 * d * -x_dot)             d_dot = -200 * d * x_dot
    q_dot = x_dot / s - q * s_dot / s      ->    q_dot = (x_dot - q * s_dot) / s
    r_dot = u_dot @ u + u @ u_dot                r_dot = 2 * (u_dot @ u)
    value_dot = np.sum(2 * x * x_dot)            value_dot = 2 * np.vdot(x, x_dot)
    w_dot = np.sum(u * x_dot - 2 * x * u_dot)    w_dot = np.vdot(u, x_dot) - 2 * np.vdot(x, u_dot)
    x_dot = solve(a, b_dot) - solve(a, p_dot)    x_dot = solve(a, b_dot - p_dot)

The values themselves are left alone: they have every bit that the program gives them.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import names, rebuild, statements
from srcgrad.ir.wrapping import wraps
from srcgrad.optimize.algebra.arithmetic import apart, is_literal
from srcgrad.optimize.algebra.products import ordered
from srcgrad.optimize.algebra.spelling import Term, spelled

KindOf = Callable[[e.Expr], k.Kind]
SUM, VDOT = e.Ref("np.sum", np.sum), e.Ref("np.vdot", np.vdot)
WHERE, MEAN = e.Ref("np.where", np.where), e.Ref("np.mean", np.mean)
ALONG = {"axis", "keepdims"}
TOTALS = (np.sum, np.mean)
DOUBLE = np.dtype(np.float64)
PAIRED = (np.dot, np.inner, np.vdot)  # of vectors of real numbers: the same both ways round


def shorten_terms(block: s.Block, kind_of: KindOf) -> None:
    """Rewrite the tangents of a block in place."""
    for node in statements(block):
        match node:
            case s.Assign(target, value) if _moved(target):
                node.value = apart(value, lean(value, kind_of), kind_of)
            case s.Store(e.Var(name), _, value) if _moved(name):
                found = lean(value, kind_of)
                held = not isinstance(kind_of(node.base), k.Array)
                node.value = apart(value, found, kind_of) if held else found
            case s.Augment(e.Var(name), _, op, value, _) if _moved(name):
                if op not in "+-":
                    continue
                term = Terms(kind_of).term(value)
                if term.factor < 0 and not _grows(kind_of(node.base)):
                    node.op = "-" if op == "+" else "+"
                    term = Term(-term.factor, term.tree)
                node.value = spelled(term, kind_of)


def has_tangent(tree: e.Expr) -> bool:
    """Is a tangent read in the expression?"""
    return any(map(_moved, names(tree)))


def _moved(name: str) -> bool:
    return "~dot" in name


def _grows(kind: k.Kind) -> bool:
    return not isinstance(kind, k.Array) and not k.is_number(kind)


def lean(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """A tangent, as a careful person would write it.

    >>> from srcgrad.ir.expr import Binary, Const, Unary, Var
    >>> real = lambda tree: k.Real()
    >>> lean(Binary("*", Const(3.0), Binary("*", Unary("-", Var("x")), Var("x~dot"))), real)
    (-3 * x) * x~dot
    """
    return spelled(Terms(kind_of).term(tree), kind_of)


class Terms:
    """The terms of one expression."""

    def __init__(self, kind_of: KindOf) -> None:
        self.kind_of = kind_of

    def numeric(self, tree: e.Expr) -> bool:
        """Is it a number or an array of floating point?"""
        kind = k.general(self.kind_of(tree))
        if isinstance(kind, k.Array | k.Scalar):
            return kind.dtype.kind in "fc"
        return isinstance(kind, k.Real) and not kind.integral

    def real(self, tree: e.Expr) -> bool:
        return self.numeric(tree) and not k.is_complex(self.kind_of(tree))

    def number(self, tree: e.Expr) -> bool:
        """Is it a number, which costs nothing beside an array?"""
        return k.is_number(k.general(self.kind_of(tree)))

    def term(self, tree: e.Expr) -> Term:
        """The expression without the signs and constant factors that can be taken out of it."""
        moved = has_tangent(tree)
        tree = self.of_originals(tree) if moved else tree
        match tree if self.numeric(tree) else None:
            case e.Const(int() | float() as value) if is_literal(tree) and value < 0:
                return Term(-1, e.Const(-value))
            case e.Unary("-", inner):
                found = self.term(inner)
                return Term(-found.factor, found.tree)
            case e.Binary("*", left, right):
                return self.product(left, right)
            case e.Binary("/", above, below):
                over, under = self.term(above), self.term(below)
                sign = math.copysign(1, under.factor)
                below = self.with_factor(Term(sign * under.factor, under.tree))
                return Term(sign * over.factor, e.Binary("/", over.tree, below))
            case e.Binary("@", left, right):
                one, other = self.term(left), self.term(right)
                whole = ordered(one.tree, other.tree, self.kind_of) if moved else None
                return self.scaled(one, other, whole or e.Binary("@", one.tree, other.tree))
            case e.Binary("+" | "-" as op, left, right) if moved:
                return self.sum(op, left, right)
            case e.Call(e.Ref(_, function), (inner,), ()) if function is np.sum and moved:
                return self.total(inner)
            case e.Call(e.Ref(_, np.mean), (inner,), ()) if moved:
                return self.mean(inner)
            case e.Call(e.Ref(_, function), (inner,), axes) if function is np.sum and moved:
                found = self.term(inner)
                if isinstance(self.kind_of(found.tree), k.Array) and ALONG.issuperset(dict(axes)):
                    return Term(found.factor, e.Call(SUM, (found.tree,), axes))
        return Term(1, self.inside(tree) if moved else tree)

    def of_originals(self, tree: e.Expr) -> e.Expr:
        """An operation, or a sum, of arrays and not of copies of them: it only reads them."""

        def original(part: e.Expr) -> e.Expr:
            match part:
                case e.Call(e.Attr(base, "copy"), (), ()) if isinstance(
                    self.kind_of(base), k.Array
                ):
                    return base
            return part

        match tree:
            case e.Binary(op, left, right):
                return e.Binary(op, original(left), original(right))
            case e.Call(e.Ref(_, function) as func, (inner,), kwargs) if function in TOTALS:
                return e.Call(func, (original(inner),), kwargs)
        return tree

    def inside(self, tree: e.Expr) -> e.Expr:
        """The same operation of shorter tangents; tests and subscripts stay as they are."""
        match tree:
            case e.Choice(test, body, orelse):
                return e.Choice(test, self.spelled(body), self.spelled(orelse))
            case e.Item(base, index):
                return e.Item(self.spelled(base), index)
        return rebuild(tree, lambda part: self.spelled(part) if has_tangent(part) else part)

    def spelled(self, tree: e.Expr) -> e.Expr:
        return self.with_factor(self.term(tree))

    def with_factor(self, term: Term) -> e.Expr:
        return spelled(term, self.kind_of)

    def scaled(self, one: Term, other: Term, tree: e.Expr) -> Term:
        """A product of terms; `tree` is that of their expressions."""
        return Term(one.factor * other.factor, tree)

    def product(self, left: e.Expr, right: e.Expr) -> Term:
        for number, rest in ((left, right), (right, left)):
            if _constant(number) and not wraps(self.kind_of(rest)):
                assert isinstance(number, e.Const) and isinstance(number.value, int | float)
                found = self.term(rest)
                return Term(number.value * found.factor, found.tree)
        one, other = self.term(left), self.term(right)
        return self.scaled(one, other, e.Binary("*", one.tree, other.tree))

    def sum(self, op: str, left: e.Expr, right: e.Expr) -> Term:
        """The sum of two terms, with what is common to both outside of it."""
        one, other = self.term(left), self.term(right)
        if op == "-":
            other = Term(-other.factor, other.tree)
        if self.mirrored(one.tree, other.tree) and one.factor == other.factor:
            return Term(2 * one.factor, one.tree)
        match one.tree, other.tree:
            case e.Binary("/", above, below), e.Binary("/", above2, below2) if below == below2:
                inner = self.joined(Term(one.factor, above), Term(other.factor, above2))
                return Term(inner.factor, e.Binary("/", inner.tree, below))
            case (
                e.Call(e.Ref(_, np.linalg.solve) as solve, (a, b), ()),
                e.Call(e.Ref(_, np.linalg.solve), (a2, b2), ()),
            ) if a == a2 and self.beside(b, b2):  # one system, which is factored once
                first, second = self.term(b), self.term(b2)
                inner = self.joined(
                    Term(one.factor * first.factor, first.tree),
                    Term(other.factor * second.factor, second.tree),
                )
                return Term(inner.factor, e.Call(solve, (a, inner.tree), ()))
        several = one.factor == other.factor and k.sure_rank(self.kind_of(one.tree))
        either = _either(one.tree, other.tree) if several else None
        return self.joined(one, other) if either is None else Term(one.factor, either)

    def beside(self, one: e.Expr, other: e.Expr) -> bool:
        """Are both right sides of one system with as many columns?"""
        kinds = [self.kind_of(one), self.kind_of(other)]
        ranks = {k.sure_rank(kind) if isinstance(kind, k.Array) else None for kind in kinds}
        if ranks == {1}:
            return True
        (*_, columns), (*_, others) = (k.dims(kind) or (None,) for kind in kinds)
        return ranks == {2} and same(columns, others)

    def joined(self, one: Term, other: Term) -> Term:
        """The sum of two terms, the one with a plus first, and a common factor outside."""
        common = one.factor if abs(one.factor) == abs(other.factor) else 0.0
        if common and abs(common) != 1 and one.tree != other.tree:
            inner = self.joined(Term(1, one.tree), Term(other.factor / common, other.tree))
            return Term(common * inner.factor, inner.tree)
        if one.factor < 0 < other.factor:
            one, other = other, one
        if one.factor < 0:
            inner = self.joined(Term(-one.factor, one.tree), Term(-other.factor, other.tree))
            return Term(-inner.factor, inner.tree)
        sign = "+" if other.factor > 0 else "-"
        right = self.with_factor(Term(abs(other.factor), other.tree))
        return Term(1, e.Binary(sign, self.with_factor(one), right))

    def mirrored(self, one: e.Expr, other: e.Expr) -> bool:
        """Are both the same product of two real vectors, the other way round?"""
        match one, other:
            case (
                e.Call(e.Ref(_, np.einsum), (e.Const(str() as text), a, b), ()),
                e.Call(e.Ref(_, np.einsum), (e.Const(again), c, d), ()),
            ):
                first, _, second = text.partition("->")[0].partition(",")
                alike = text == again and first.strip() == second.strip()
                return alike and (a, b) == (d, c) and self.real(a) and self.real(b)
            case e.Binary("@", a, b), e.Binary("@", c, d):
                pass
            case e.Call(e.Ref(_, function), (a, b), ()), e.Call(e.Ref(_, same_one), (c, d), ()) if (
                function is same_one and function in PAIRED
            ):
                pass
            case _:
                return False
        vectors = all(self.real(x) and k.rank(self.kind_of(x)) == 1 for x in (a, b))
        return vectors and a == d and b == c

    def total(self, inner: e.Expr) -> Term:
        """`np.sum` of a term: numbers come out of it, and a product is summed as it is made."""
        found, over = self.term(inner), []
        tree = found.tree
        kind = self.kind_of(tree)
        if not isinstance(kind, k.Array) or kind.dtype != np.dtype(np.float64):
            return Term(1, e.Call(SUM, (self.with_factor(found),)))
        while isinstance(tree, e.Binary) and tree.op in "*/":
            if self.number(tree.right) and self.numeric(tree.right):
                over.append((tree.op, tree.right))
                tree = tree.left
            elif tree.op == "*" and self.number(tree.left) and self.numeric(tree.left):
                over.append(("*", tree.left))
                tree = tree.right
            else:
                break
        match tree:
            case e.Binary("*", left, right) if self.alike(left, right):
                whole: e.Expr = e.Call(VDOT, (left, right))
            case _:
                whole = self.split(tree) or e.Call(SUM, (tree,))
        for op, number in reversed(over):
            whole = e.Binary(op, whole, number)
        return Term(found.factor, whole)

    def split(self, tree: e.Expr) -> e.Expr | None:
        """The sum of a sum of products, if it is one, as a scalar product for each of them."""
        if not isinstance(tree, e.Binary) or tree.op not in "+-":
            return None
        left, right = tree.left, tree.right
        if not self.alike(left, right):
            return None  # what is broadcast is summed more than once
        one, other = self.total(left), self.total(right)
        if not (self.contracts(one.tree) and self.contracts(other.tree)):
            return None
        sign = 1 if tree.op == "+" else -1
        return self.with_factor(self.joined(one, Term(sign * other.factor, other.tree)))

    def contracts(self, whole: e.Expr) -> bool:
        """Is it made of scalar products alone, and of numbers?"""
        match whole:
            case e.Binary("*" | "/", left, right):
                return self.contracts(left) or (whole.op == "*" and self.contracts(right))
            case e.Binary("+" | "-", left, right):
                return self.contracts(left) and self.contracts(right)
        return isinstance(whole, e.Call) and whole.func == VDOT

    def mean(self, inner: e.Expr) -> Term:
        """`np.mean` of a term: of a product of two arrays by their scalar product."""
        found = self.term(inner)
        kind = self.kind_of(found.tree)
        if not isinstance(kind, k.Array) or kind.dtype != DOUBLE:
            return Term(1, e.Call(MEAN, (self.with_factor(found),)))
        match found.tree:
            case e.Binary("*", left, right) if self.alike(left, right):
                named = [x for x in (left, right) if isinstance(x, e.Var)]
                if named:
                    whole = e.Call(VDOT, (left, right))
                    return Term(found.factor, e.Binary("/", whole, e.Attr(named[0], "size")))
        return Term(found.factor, e.Call(MEAN, (found.tree,)))

    def alike(self, one: e.Expr, other: e.Expr) -> bool:
        """Are both arrays of doubles of one shape?"""
        first, second = self.kind_of(one), self.kind_of(other)
        if _of_value(one, other):  # whatever the lengths are
            return isinstance(first, k.Array) and first.dtype == DOUBLE and bool(first.dims)
        if not (isinstance(first, k.Array) and isinstance(second, k.Array)):
            return False
        if not first.dtype == second.dtype == DOUBLE:
            return False
        if not first.dims or second.dims is None or len(first.dims) != len(second.dims):
            return False
        return all(map(same, first.dims, second.dims))


def _of_value(one: e.Expr, other: e.Expr) -> bool:
    """Is one the tangent of the other, and so of its shape?"""
    match one, other:
        case e.Var(a), e.Var(b):
            return a == f"{b}~dot" or b == f"{a}~dot"
    return False


def _constant(tree: e.Expr) -> bool:
    value = tree.value if isinstance(tree, e.Const) and is_literal(tree) else None
    return isinstance(value, int | float) and math.isfinite(value) and 1e-9 < abs(value) < 1e9


def _either(one: e.Expr, other: e.Expr) -> e.Expr | None:
    """The tangents of the greater, or the smaller, of two: one choice among both.

    >>> from srcgrad.ir.expr import Binary, Call, Compare, Const, Var
    >>> x, y, half = Var("x"), Var("y"), Const(0.5)
    >>> def part(a, b, a_dot):
    ...     inner = Call(WHERE, (Compare(">", a, b), a_dot, Const(0)))
    ...     return Call(WHERE, (Compare("==", x, y), Binary("*", half, a_dot), inner))
    >>> _either(part(x, y, Var("x~dot")), part(y, x, Var("y~dot")))
    np.where(x == y, 0.5 * (x~dot + y~dot), np.where(x > y, x~dot, y~dot))
    """
    match one, other:
        case (
            e.Call(e.Ref(_, np.where), (tie, a_half, e.Call(_, (a_taken, a, e.Const(0)), ())), ()),
            e.Call(e.Ref(_, np.where), (tie2, b_half, e.Call(_, (b_taken, b, e.Const(0)), ())), ()),
        ):
            halves = [e.Binary("*", e.Const(0.5), x) for x in (a, b, e.Binary("+", a, b))]
            match a_taken, b_taken:
                case e.Compare(">" | "<" as op, x, y), e.Compare(op2, y2, x2) if (
                    op,
                    x,
                    y,
                    tie,
                ) == (op2, x2, y2, tie2) and [a_half, b_half] == halves[:2]:
                    equal = tie in (e.Compare("==", x, y), e.Compare("==", y, x))
                    taken = e.Call(WHERE, (a_taken, a, b))
                    return e.Call(WHERE, (tie, halves[2], taken)) if equal else None
    return None
