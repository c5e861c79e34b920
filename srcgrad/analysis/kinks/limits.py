"""Between which limits values lie, whatever the arguments are: so what is plainly not zero.

    s = 1e-6 + np.var(x)         at least 1e-6, or NaN
    r = np.sqrt(1 + x**2)        at least 1
    h = 1.0 / (len(x) - 1)       more than zero, where x has four elements or more

So nothing that divides by them, or takes a root or a logarithm of them, need guard against zero.
Upstream of a choice by what elements hold NaN and inf of the arguments count too, which only what
is made of constants and lengths cannot hold: there, `x[mask] / s` is guarded for the first two.
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.kinks.exponentials import assigned_once
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim, Length, same

Pair = tuple[float, float]  # the least and the largest value; NaN may be there too

ANY: Pair = (-math.inf, math.inf)
POSITIVE: Pair = (0.0, math.inf)
MANY = 2.0**48  # more than an address space has bytes, so no length
LARGE = 1e4  # above it a number of few bytes may be infinite
DEPTH = 12  # of names that stand for one another
SMALL = {8: 1e-40, 4: 1e-10}  # by bytes of a number: dividing by less may overflow
ABSOLUTE = {np.abs, np.absolute, np.fabs, math.fabs, builtins.abs, np.square, np.var, np.std}
ABSOLUTE |= {np.exp, math.exp, np.exp2, np.linalg.norm, np.hypot, math.hypot}
TURNS = {np.sin, np.cos, np.tanh, math.sin, math.cos, math.tanh}
ROOTS = {np.sqrt, math.sqrt}
LOGARITHMS = {np.log, np.log2, np.log10, math.log2, math.log10}
CHOOSING = {np.maximum, np.minimum, np.clip, builtins.max}
SELECTING = {np.max, np.amax, np.min, np.amin}


class Limits:
    """The limits of one function's values."""

    def __init__(self, body: s.Block, facts: Facts, memory: Memory) -> None:
        self.facts, self.memory = facts, memory
        self.once = assigned_once(body, memory)
        self.known: dict[str, Pair] = {}

    def is_tame(self, tree: e.Expr, surely: bool = True) -> bool:
        """Is an operation one that zero alone makes singular, and its operand another?

        `surely`: also where arguments hold NaN or inf.
        """
        nonzero = self.is_surely_nonzero if surely else self.is_nonzero
        match tree:
            case e.Binary("/", left, divisor):
                return nonzero(divisor) or self._is_scaled(left, divisor)
            case e.Call(_, (operand,), ()):
                function = function_of(tree, self.facts.kind)
                if function in ROOTS and isinstance(self.facts.kind(operand), k.Int):
                    return self.of(operand)[0] >= 0  # no derivative goes through it
                return (
                    function in ROOTS | LOGARITHMS and self.of(operand)[0] > 0 and nonzero(operand)
                )
        return False

    def _is_scaled(self, tree: e.Expr, divisor: e.Expr) -> bool:
        """Is a product of matrices divided by the root of the length that it sums over?

        Where that is zero, the matrices are empty, and so are their adjoints.
        """
        product, root = self._value(tree), self._value(divisor)
        match product, root:
            case e.Binary("@", left, right), e.Call(_, (length,), ()) if (
                function_of(root, self.facts.kind) in ROOTS
            ):
                kind = self.facts.kind(length)
                rows, columns = (k.dims(self.facts.kind(x)) or (None,) for x in (left, right))
                over = rows[-1], columns[-2:][0]
                return isinstance(kind, k.Int) and any(same(kind.value, one) for one in over)
        return False

    def _value(self, tree: e.Expr) -> e.Expr:
        """What a name that is assigned once stands for."""
        for _ in range(DEPTH):
            if not isinstance(tree, e.Var) or tree.name not in self.once:
                break
            tree = self.once[tree.name].value
        return tree

    def is_away(self, tree: e.Call, operand: e.Expr) -> bool:
        """Is a root or a logarithm taken of what is not near zero, unless it is NaN?"""
        away = self.of(operand)[0] > 0 and self.is_nonzero(operand)
        return away and function_of(tree, self.facts.kind) in ROOTS | LOGARITHMS

    def is_surely_nonzero(self, tree: e.Expr) -> bool:
        """Is it far from zero, and a number for sure: no NaN or inf of the arguments is in it?"""
        return self._is_number(tree) and self.is_nonzero(tree)

    def _is_number(self, tree: e.Expr, depth: int = 0) -> bool:
        """Is it made of constants and lengths only, or at least 1 as a sum of exponentials is?"""
        if isinstance(self.facts.kind(tree), k.Known | k.Int):
            return True
        match tree:
            case e.Var(name) if name in self.facts.at_least_one:
                return True
            case e.Var(name) if name in self.once and depth < DEPTH:
                return self._is_number(self.once[name].value, depth + 1)
            case e.Binary("+" | "-" | "*" | "/", left, right):
                return self._is_number(left, depth) and self._is_number(right, depth)
            case e.Call(_, (operand,), ()):
                rooted = function_of(tree, self.facts.kind) in ROOTS | LOGARITHMS
                return rooted and self._is_number(operand, depth)
        return False

    def is_nonzero(self, tree: e.Expr) -> bool:
        """Is it so far from zero that one can divide by it, unless it is NaN?"""
        least, most = self.of(tree)
        away = max(least, -most)
        return away >= SMALL.get(_bytes(self.facts.kind(tree)), 1e-3)

    def of(self, tree: e.Expr, depth: int = 0) -> Pair:
        """The limits of a real number, or of all elements of an array.

        >>> from srcgrad.infer.facts import Facts
        >>> facts = Facts(kinds={"x": k.Real(), "n": k.Int()})
        >>> limits = Limits([], facts, Memory.__new__(Memory))
        >>> limits.of(e.Binary("+", e.Const(1), e.Binary("*", e.Var("x"), e.Var("x"))))
        (1.0, inf)
        >>> limits.of(e.Binary("*", e.Var("x"), e.Var("n"))), limits.of(e.Binary("+", *2 * [e.ONE]))
        ((-inf, inf), (2.0, 2.0))
        """
        kind = self.facts.kind(tree)
        if isinstance(kind, k.Known):
            return _of_known(kind.value)
        if depth > DEPTH:
            return ANY
        if isinstance(kind, k.Int):
            return self._count(tree, kind, depth + 1)
        return _flushed(self._real(tree, depth), _bytes(kind)) if _is_real(kind) else ANY

    def _real(self, tree: e.Expr, depth: int) -> Pair:
        match tree:
            case e.Const(value):
                return _of_known(value)
            case e.Var(name):
                return self._of_name(name, depth)
            case e.Binary(op, left, right):
                return self._binary(op, left, right, _bytes(self.facts.kind(tree)), depth + 1)
            case e.Unary("-", operand):
                least, most = self.of(operand, depth + 1)
                return -most, -least
            case e.Call():
                return self._call(tree, depth + 1)
            case e.Item(base, _) if isinstance(self.facts.kind(base), k.Array):
                return self.of(base, depth + 1)
        return ANY

    def _of_name(self, name: str, depth: int) -> Pair:
        if name in self.facts.at_least_one:
            return 1.0, math.inf
        if name not in self.once:
            return ANY
        if name not in self.known:
            self.known[name] = ANY  # a loop that reads its own value knows nothing of it
            self.known[name] = self.of(self.once[name].value, depth + 1)
        return self.known[name]

    def _binary(self, op: str, left: e.Expr, right: e.Expr, size: int, depth: int) -> Pair:
        (a, b), (c, d) = (_flushed(self.of(side, depth), size) for side in (left, right))
        if op == "+":
            return a + c, b + d
        if op == "-":
            return a - d, b - c
        if op == "*" and a >= 0 and c >= 0:
            return _product(a, c), _product(b, d)
        if op in ("/", "//") and a >= 0 and c > 0:
            found = (0.0 if math.isinf(d) else a / d), b / c
            return found if op == "/" else (found[0] // 1, found[1])
        if op in ("*", "@") and left == right and isinstance(left, e.Var):
            return POSITIVE if op == "*" or k.rank(self.facts.kind(left)) == 1 else ANY
        if op == "**":
            return _power(a, b, self.facts.kind(right))
        return ANY

    def _call(self, tree: e.Call, depth: int) -> Pair:
        function, given = function_of(tree, self.facts.kind), dict(tree.kwargs)
        args = (tree.func.base, *tree.args) if isinstance(tree.func, e.Attr) else tree.args
        if not args or not set(given) <= {"axis", "keepdims", "ddof"}:
            return ANY
        if function in ABSOLUTE:
            return POSITIVE
        if function in (np.cosh, math.cosh):
            return 1.0, math.inf
        if function in TURNS:
            return -1.0, 1.0
        if function in CHOOSING and len(args) > 1:
            return self._chosen(function, args, depth)
        least, most = self.of(args[0], depth)
        if function in ROOTS and least >= 0:
            return math.sqrt(least), math.sqrt(most)
        if function in (np.sum, np.mean, np.log1p, math.log1p) and least >= 0 and len(args) < 3:
            return POSITIVE
        return (least, most) if function in SELECTING and len(args) < 3 else ANY

    def _chosen(self, function: Any, args: tuple[e.Expr, ...], depth: int) -> Pair:
        """The limits of the larger or the smaller; of Python's own, which may pass over NaN."""
        absent = [self.facts.kind(arg) == k.Known(None) for arg in args]
        found = [self.of(arg, depth) for arg in args]
        if function is np.clip and len(args) == 3:
            low, high = (-math.inf if absent[1] else found[1][0]), found[2]
            return (low if absent[2] else min(max(found[0][0], low), high[0])), high[1]
        if len(args) != 2:
            return ANY
        (a, b), (c, d) = found
        if function is np.maximum:
            return max(a, c), max(b, d)
        if function is np.minimum:
            return min(a, c), min(b, d)
        if function is builtins.max and (a == b or c == d):  # a constant is not NaN
            return (a if a == b else c), max(b, d)
        return ANY

    def _count(self, tree: e.Expr, kind: k.Int, depth: int) -> Pair:
        """The limits of a whole number of Python's: what counts elements is known.

        An integer by name, of which lengths are made, may itself be negative.

        >>> limits = Limits([], Facts(kinds={"n": k.Int(Dim("n"))}), Memory.__new__(Memory))
        >>> limits.is_nonzero(e.Binary("+", e.Var("n"), e.ONE))
        False
        """
        named = isinstance(kind.value, Dim) and kind.value.base.isidentifier()
        if kind.value is not None:
            return (-MANY if named else _least(kind.value, True)), MANY
        match tree:
            case e.Var(name):
                return self._of_name(name, depth)
            case e.Binary("+" | "-" | "*" | "//" as op, left, right):
                return self._binary(op, left, right, 8, depth)
        return lengths(tree, self.facts.kind)


def lengths(tree: e.Expr, kind_of: Callable[[e.Expr], k.Kind]) -> Pair:
    """The limits of the length of an axis, or of the number of elements.

    >>> kinds = {"x": k.Array(np.dtype("f8"), (Dim("x.0", -1, True, True),)), "n": k.Int()}
    >>> size = e.Attr(e.Var("x"), "size")
    >>> lengths(size, lambda tree: kinds[tree.name])[0]
    3.0
    """
    match tree:
        case e.Const(int() as value):
            return _of_known(value)
        case e.Binary("-", count, e.Const(int() as value)):
            least, most = lengths(count, kind_of)
            return least - value, most - value
        case e.Attr(base, "size"):
            dims = _dims(kind_of(base))
            return (-math.inf if dims is None else math.prod(map(_least, dims))), MANY
        case e.Call(e.Ref(_, builtins.len), (base,), ()):
            dims = _dims(kind_of(base))
            return (_least(dims[0]) if dims else 0.0), MANY
        case e.Item(e.Attr(base, "shape"), e.Const(int() as axis)):
            dims = _dims(kind_of(base))
            known = dims is not None and -len(dims) <= axis < len(dims)
            return (_least(dims[axis]) if known and dims else 0.0), MANY
        case e.Call(e.Ref(_, math.prod), (e.Sequence(_, items),), ()):
            return math.prod(max(lengths(item, kind_of)[0], 0.0) for item in items), MANY
    return ANY


def _dims(kind: k.Kind) -> tuple[Length, ...] | None:
    return kind.dims if isinstance(kind, k.Array) and not kind.mixed else None


def _least(length: Length, number: bool = False) -> float:
    """The least that a length may be, or an integer that is said to be one, and is not clamped."""
    if not isinstance(length, Dim):
        return float(length or 0)
    least = float(length.offset + (4 if length.long else 0))
    return least if number else max(0.0, least)


def _of_known(value: Any) -> Pair:
    real = isinstance(value, int | float) and not isinstance(value, bool)
    return (float(value), float(value)) if real and math.isfinite(value) else ANY


def _product(a: float, b: float) -> float:
    return a * b if a and b else 0.0


def _power(least: float, most: float, exponent: k.Kind) -> Pair:
    power = exponent.value if isinstance(exponent, k.Known) else None
    if isinstance(power, bool) or not isinstance(power, int) or not 0 < power < 9:
        return ANY
    if least >= 0 and most < 1e30:
        return least**power, most**power
    return ANY if power % 2 else (0.0 if least < 0 else min(least, 1e30) ** power, math.inf)


def _is_real(kind: k.Kind) -> bool:
    """Is it a float, or an array of floats?"""
    if isinstance(kind, k.Array | k.Scalar):
        return kind.dtype.kind == "f" and not getattr(kind, "mixed", False)
    return isinstance(kind, k.Real)


def _flushed(found: Pair, size: int) -> Pair:
    """Limits as numbers of this many bytes hold them: what is too small may be zero."""
    least, most = found
    if size < 8 and 0 < least < SMALL.get(size, 1e-3):
        least = 0.0
    return least, (most if size == 8 or most < LARGE else math.inf)


def _bytes(kind: k.Kind) -> int:
    return kind.dtype.itemsize if isinstance(kind, k.Array | k.Scalar) else 8
