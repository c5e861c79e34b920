"""Square roots of sums of squares: where one is zero, all that is squared is zero.

    r = np.sqrt(np.sum(d ** 2, axis=-1))        r = math.sqrt(dx * dx + dy * dy)

The slope of the root is infinite there and that of the squares zero; what they are together is the
slope of a length, which is symmetric about its kink: zero, as of `np.linalg.norm`. So the slope of
the root itself may be taken at any other point: at 1. Weights that are given must be positive then,
which the run is asked for:

    r = np.sqrt(np.sum(w * d ** 2))             slope 0.5 / (r or np.float64(np.all(w > 0)))

Where the sweep will be differentiated in its turn, the slope is NaN, which products with zeros pass
over: of a length that is zero and stays so, second derivatives are zero, and of another one, which
has none, NaN.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, nodes, statements, targets

PRODUCTS = (np.dot, np.inner, np.vdot, np.matmul)
POWERS = (np.power, math.pow, pow)
ROOTS = (np.sqrt, math.sqrt)
SUMS = (np.sum, np.mean, np.nansum, np.nanmean, np.average)
TOTALS = (sum, math.fsum)  # of what lists hold
EXPONENTIALS = (np.exp, math.exp, np.exp2)
VARIANCES = (np.var, np.nanvar)  # sums of squares, of whatever is given
Values = dict[str, list[e.Expr]]


Roots = dict[str, tuple[str, ...]]  # by name, the weights that are to be asked for


def note_lengths(body: s.Block, facts: Facts, memory: Memory) -> None:
    """Note the names of such roots, and of what is summed below them."""
    facts.lengths, facts.squared = _lengths(body, facts, memory)


def _lengths(body: s.Block, facts: Facts, memory: Memory) -> tuple[Roots, set[str]]:
    values = _values(body, memory)
    found = {name for name, held in values.items() if all(_radicand(v, facts) for v in held)}
    if not found:
        return {}, set()
    bound = {name for node in statements(body) for name in targets(node)}
    steady = {n for n in memory.entry if n not in bound and not memory.is_written(n)}
    squares = _Squares(values, _lists(body, set(memory.entry)), steady, facts)
    roots: Roots = {}
    squared: set[str] = set()
    for name in sorted(found):
        squares.begin()
        summed = all(squares.are_summed(_radicand(v, facts)) for v in values[name])
        numpy = isinstance(facts.kinds.get(name), k.Array | k.Scalar)
        if summed and (numpy or not squares.asked):
            roots[name] = tuple(sorted(squares.asked))
            squared |= squares.summed
    return roots, squared


def safe_root(root: e.Var, facts: Facts, nested: bool) -> e.Expr:
    """A length, or 1 where it is zero; NaN if the slope is `nested` in another derivative."""
    whole = isinstance(facts.kinds[root.name], k.Array)
    if nested:
        other: e.Expr = e.Ref("np.nan", np.nan)
    elif facts.lengths[root.name]:
        other = _all_positive(facts.lengths[root.name], facts)
        other = other if whole else e.Call(e.Ref("np.float64", np.float64), (other,))
    else:
        other = e.Const(1) if whole else e.Const(1.0)
    if whole:
        return e.Call(e.Ref("np.where", np.where), (root, root, other))
    return e.Logical("or", root, other)


def _all_positive(weights: tuple[str, ...], facts: Facts) -> e.Expr:
    tests: list[e.Expr] = []
    for name in weights:
        test: e.Expr = e.Compare(">", e.Var(name), e.Const(0))
        if k.rank(facts.kinds[name]) != 0:
            test = e.Call(e.Ref("np.all", np.all), (test,))
        tests.append(test)
    return functools.reduce(lambda one, other: e.Logical("and", one, other), tests)


def _values(body: s.Block, memory: Memory) -> Values:
    """What names stand for that assignments alone bind, and whose memory nobody writes."""
    values: Values = {}
    others = set(memory.entry)
    for node in statements(body):
        if isinstance(node, s.Assign):
            values.setdefault(node.target, []).append(node.value)
        else:
            others |= set(targets(node))
        if isinstance(node, s.Write):
            others |= set(names(node.base))
    others |= {name for name in values if memory.is_written(name)}
    return {name: held for name, held in values.items() if name not in others}


def _lists(body: s.Block, entry: set[str]) -> Values:
    """What lists hold that begin as displays, and that appends and sums alone meet afterwards."""
    held: Values = {}
    met: Counter[str] = Counter()
    for node in statements(body):
        match node:
            case s.Assign(name, e.Sequence("list", items)):
                held.setdefault(name, []).extend(items)
            case s.Evaluate(e.Call(e.Attr(e.Var(name), "append"), (item,), ())):
                held.setdefault(name, []).append(item)
                met[name] -= 1
            case s.Assign(_, e.Call(_, (e.Var(name),), ()) as call) if _totals(call):
                met[name] -= 1
            case _:
                met.update(targets(node))
        met.update(name for tree in expressions(node) for name in names(tree))
    return {name: items for name, items in held.items() if not met[name] and name not in entry}


def _totals(call: e.Call) -> bool:
    return isinstance(call.func, e.Ref) and call.func.target in TOTALS


def _radicand(value: e.Expr, facts: Facts) -> e.Expr | None:
    """What a real root is taken of."""
    base: e.Expr | None = None
    match value:
        case e.Binary("**", left, right) | e.Call(_, (left, right), ()):
            power = isinstance(value, e.Binary) or function_of(value, facts.kind) in POWERS
            half = k.constant(facts.kind(right)) and k.value_of(facts.kind(right)) == 0.5
            base = left if power and half else None
        case e.Call(_, (only,), ()):
            base = only if function_of(value, facts.kind) in ROOTS else None
    return None if k.is_complex(facts.kind(value)) else base


class _Squares:
    """Looks through names; what stands in a loop may be added to itself."""

    def __init__(self, values: Values, lists: Values, steady: set[str], facts: Facts) -> None:
        self.values, self.lists, self.facts = {**values, **lists}, lists, facts
        self.steady = steady  # what is given, and stays as it is
        self.begin()

    def begin(self) -> None:
        """Forget what the last root was found to be made of."""
        self.asked: set[str] = set()  # weights that are positive if the run says so
        self.summed: set[str] = set()  # names of sums of squares
        self.met: set[str] = set()  # such names, as a sum is gone through

    def are_summed(self, tree: e.Expr | None) -> bool:
        """Is it a sum of squares, and of nothing else?"""
        if tree is None:
            return False
        asked = set(self.asked)
        reached: set[str] = set()
        waiting = set(names(tree))
        while waiting:
            name = waiting.pop()
            reached.add(name)
            read = {n for value in self.values.get(name, ()) for n in names(value)}
            waiting |= read - reached
        self.taken = reached & self.values.keys()
        while True:
            kept = {n for n in self.taken if all(map(self.sum, self.values[n]))}
            if kept == self.taken:
                break
            self.taken = kept
        self.asked, self.met = asked, set()  # of what the sum is made of, and of nothing else
        if not self.sum(tree):
            return False
        seen: set[str] = set()
        while waiting := self.met - seen:
            seen |= waiting
            for name in sorted(waiting):
                for value in self.values[name]:
                    self.sum(value)  # it is one: asks for its weights
        self.summed |= self.taken  # squares of sums of squares have them, too
        return True

    def sum(self, tree: e.Expr) -> bool:
        """Is it a sum of squares, if the names that are taken for one are?"""
        if self.square(tree):
            return True
        match tree:
            case e.Call() if function_of(tree, self.facts.kind) in VARIANCES:
                return True
            case e.Const(value):
                return value == 0
            case e.Var(name):
                self.met |= {name} & (self.taken - self.lists.keys())
                return name in self.taken and name not in self.lists
            case e.Call(_, (e.Var(name),), ()) if name in self.lists:
                self.met |= {name} & self.taken
                return _totals(tree) and name in self.taken
            case e.Binary("+", left, right):
                return self.sum(left) and self.sum(right)
            case e.Binary("*", left, right):
                return any(self.sum(a) and self.positive(b) for a, b in _turned(left, right))
            case e.Binary("@", left, right):
                return self.sum(left) and self.positive(right)
            case e.Binary("/", left, right):
                return self.sum(left) and self.positive(right)
            case e.Item(base, _) | e.Attr(base, "T"):
                return self.sum(base)
            case e.Call(e.Attr(base, _), args, kwargs) if k.is_array(self.facts.kind(base)):
                return self.reduced(tree, base, args, kwargs)
            case e.Call(e.Ref() | e.Var(), (first, *rest), kwargs):
                return self.reduced(tree, first, rest, kwargs)
        return False

    def reduced(
        self,
        tree: e.Expr,
        operand: e.Expr,
        rest: Sequence[e.Expr],
        kwargs: Sequence[tuple[str, e.Expr]],
    ) -> bool:
        """Is it the sum or mean of such a sum, with nothing added, along an axis perhaps?"""
        assert isinstance(tree, e.Call)
        if function_of(tree, self.facts.kind) in PRODUCTS and len(rest) == 1 and not kwargs:
            return self.sum(operand) and self.positive(rest[0])
        plain = len(rest) <= 1 and {name for name, _ in kwargs} <= {"axis", "keepdims"}
        return plain and function_of(tree, self.facts.kind) in SUMS and self.sum(operand)

    def square(self, tree: e.Expr) -> bool:
        """Is it an even power, or a vector times itself?"""
        base: e.Expr | None = None
        match tree:
            case e.Binary("**", left, right) if self.even(right):
                base = left
            case e.Binary("*", left, right) if self.alike(left, right):
                base = left
            case e.Binary("@", left, right) if self.alike(left, right) and self.vector(left):
                base = left
            case e.Call(_, (e.Const(str() as text), left, right)) if self.alike(left, right):
                first, _, second = text.replace(" ", "").partition("->")[0].partition(",")
                summed = function_of(tree, self.facts.kind) is np.einsum
                base = left if summed and first == second else None
            case e.Call(e.Attr(left, _), (right,), ()) if self.alike(left, right):
                product = function_of(tree, self.facts.kind) in PRODUCTS and self.vector(left)
                base = left if product else None
            case e.Call(_, (left, right), ()) if self.alike(left, right):
                function = function_of(tree, self.facts.kind)
                product = function in PRODUCTS and self.vector(left)
                base = left if product or function is np.multiply else None
            case e.Call(_, (left, right), ()) if self.even(right):
                base = left if function_of(tree, self.facts.kind) in POWERS else None
            case e.Call(_, (left,), ()):
                base = left if function_of(tree, self.facts.kind) is np.square else None
        return base is not None and not k.is_complex(self.facts.kind(base))

    def alike(self, left: e.Expr, right: e.Expr) -> bool:
        """Are the two the same value?"""
        if left == right:
            return not _calls(left)
        held = [self.values.get(one.name, []) for one in (left, right) if isinstance(one, e.Var)]
        if [len(one) for one in held] != [1, 1] or held[0] != held[1] or _calls(held[0][0]):
            return False
        return self.steady.issuperset(names(held[0][0]))

    def vector(self, tree: e.Expr) -> bool:
        return k.rank(self.facts.kind(tree)) == 1

    def even(self, tree: e.Expr) -> bool:
        kind = self.facts.kind(tree)
        value = k.value_of(kind) if k.constant(kind) else None
        return isinstance(value, int | float) and value > 0 and value % 2 == 0

    def positive(self, tree: e.Expr) -> bool:
        match tree:
            case e.Var(name) if len(self.values.get(name, ())) == 1:
                return self.positive(self.values[name][0])
            case e.Var(name) if name in self.steady and _is_float(self.facts.kind(tree)):
                self.asked.add(name)
                return True
            case e.Item(e.Var() as base, _):
                return self.positive(base)
            case e.Binary("*" | "/" | "+", left, right) if _is_float(self.facts.kind(tree)):
                return self.positive(left) and self.positive(right)
            case e.Binary("**", left, right) if _is_float(self.facts.kind(tree)):
                return self.even(right) or self.positive(left)
            case e.Call(_, (_,), ()) if function_of(tree, self.facts.kind) in EXPONENTIALS:
                return True
            case e.Attr(_, "size") | e.Item(e.Attr(_, "shape"), _):
                return isinstance(self.facts.kind(tree), k.Int)
            case e.Call(e.Ref(_, function), (_,), ()) if function is len:
                return True
            case e.Binary("-" | "+", left, e.Const(1)):  # a sample's degrees of freedom
                return isinstance(self.facts.kind(left), k.Int) and self.positive(left)
        kind = self.facts.kind(tree)
        value = k.value_of(kind) if k.constant(kind) else None
        return isinstance(value, int | float) and value > 0


def _is_float(kind: k.Kind) -> bool:
    if isinstance(kind, k.Array | k.Scalar):
        return kind.dtype.kind == "f"
    return isinstance(kind, k.Real)


def _calls(tree: e.Expr) -> bool:
    """Does it call something, which may give another value the second time?"""
    return any(isinstance(part, e.Call) for part in nodes(tree))


def _turned(left: e.Expr, right: e.Expr) -> Iterator[tuple[e.Expr, e.Expr]]:
    yield left, right
    yield right, left
