"""The slope of the square of a root or a magnitude is that of what is below the root.

    slope = 2 * r                                    slope = 2 * r
    r_bar = seed * slope                             r_bar = seed * slope
    x_bar = x * (r_bar / np.where(r, r, 1))   ->     x_bar = x * (seed * 2)

    m = abs(y)                                       m = abs(y)
    slope = 2 * m                                    slope = 2 * m
    m_bar = seed * slope                             m_bar = seed * slope
    y_bar = m_bar * np.sign(y)                ->     y_bar = seed * 2 * y

Where `r` is 0 the first is 0 as a number, but has no slope of its own: second derivatives of
`np.linalg.norm(x) ** 2` and `np.abs(x) ** 2` at 0 would be lost. A magnitude is one of real numbers
that nothing changes. A product of NumPy's integers wraps round: it stays. A factor is looked for
behind the names of products, and of what is given more axes, while what they are made of lasts.
What is not read any more is dropped afterwards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from srcgrad.analysis.kinks.selection import QUIET
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    names,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)
from srcgrad.ir.wrapping import wraps
from srcgrad.runtime import along

ONE = e.Const(1)
MAGNITUDE = e.Ref("abs", abs)
FAR = 60  # names behind which a factor is not looked for
Made = dict[str, e.Expr]  # what names stand for


def divide_roots(
    forward: s.Block, reverse: s.Block, facts: Facts, pure: Callable[[e.Expr], bool]
) -> None:
    """Rewrite the reverse sweep in place."""
    trees = [tree for node in statements([*forward, *reverse]) for tree in expressions(node)]
    if not any(_cancels(part) for tree in trees for part in nodes(tree)):
        return
    squares = _Squares(facts, pure)
    squares.sweep(reverse, squares.lasting(forward, reverse))


class _Squares:
    def __init__(self, facts: Facts, pure: Callable[[e.Expr], bool]) -> None:
        self.facts, self.pure = facts, pure
        self.made: Made = {}  # where the statement at hand is
        self.by_name: defaultdict[str, Made] = defaultdict(dict)  # what is made of a name
        self.by_root: defaultdict[str, Made] = defaultdict(dict)  # what is made of its memory
        self.whole: Made = {}  # names behind which nothing was found to cancel
        self.lacking: dict[tuple[str, e.Expr], tuple[e.Expr, e.Expr | None]] = {}
        self.factors: dict[str, int] = {}  # those behind each name, a bit for each
        self.bits: defaultdict[str, int] = defaultdict(lambda: 1 << len(self.bits))
        self.reads = Counter[str]()  # how often each name is read, in both sweeps
        self.depth = 0  # names between the product at hand and what is looked at

    def lasting(self, forward: s.Block, reverse: s.Block) -> Made:
        """What names stand for all through the reverse sweep."""
        times = Counter(n for node in statements([*forward, *reverse]) for n in targets(node))
        changed = set(self.written([*forward, *reverse]))
        for node in statements([*forward, *reverse]):
            self.reads.update(n for tree in expressions(node) for n in names(tree))
        for node in forward:
            if isinstance(node, s.Assign) and _tells(node.value):
                every = node.target, *names(node.value)
                if all(times[n] < 2 and self.facts.root(n) not in changed for n in every):
                    self.note(self.made, node.target, node.value)
        return self.made

    def sweep(self, block: s.Block, made: Made) -> None:
        """Rewrite a block; `made` tells what names stand for at its start."""
        for node in list(block):
            inner = blocks(node)
            if isinstance(node, s.With) and node.manager == QUIET and inner[0]:
                before = expressions(node.body[-1])
                self.sweep(node.body, made)
                if expressions(node.body[-1]) != before and all(map(_of_ours, node.body)):
                    block.insert(block.index(node) + 1, node.body.pop())  # it divides no more
                continue
            if inner:
                again = {name for one in inner for name in bound(one)}
                self.forget(made, node, again)
                for one in inner:
                    self.sweep(one, dict(made))
                continue
            self.made = made
            replace(node, self.read)
            self.forget(made, node, set())
            match node:
                case s.Assign(name, value) if _tells(value) and name not in names(value):
                    self.note(made, name, value)

    def note(self, made: Made, target: str, value: e.Expr) -> None:
        """Keep what a name stands for; what is behind it is known from what it is made of."""
        made[target] = value
        every = {target, *names(value)}
        for name in every:
            self.by_name[name][target] = value
        for root in map(self.facts.root, every):
            self.by_root[root][target] = value
        self.made = made
        self.factors[target] = self.bits[target] | self.behind_all(value)
        self.cancelled(e.Var(target))  # so that a long chain is walked once, link by link

    def behind_all(self, tree: e.Expr) -> int:
        """The factors that may be found behind a product."""
        match tree:
            case e.Var(name):
                return self.factors[name] if name in self.made else self.bits[name]
            case e.Unary("-", inner) | e.Binary("/", inner):
                return self.behind_all(inner)
            case e.Call(e.Ref(_, np.expand_dims), (inner, _), ()):
                return self.behind_all(inner)
            case e.Binary("*", left, right):
                return self.behind_all(left) | self.behind_all(right)
        return self.sought(tree)

    def sought(self, factor: e.Expr) -> int:
        """A factor as one that may be behind a name, as it is or without an axis."""
        found = 0
        for name in names(factor):
            found |= self.bits[name]
            match self.made.get(name):
                case e.Call(e.Ref(_, np.expand_dims), (within, _), ()):
                    found |= self.sought(within)
        return found

    def forget(self, made: Made, node: s.Stmt, again: set[str]) -> None:
        """Drop what a statement makes untrue."""
        again.update(targets(node))
        found = [self.by_name.pop(name, {}) for name in again]
        found += [self.by_root.pop(root, {}) for root in set(self.written([node]))]
        for one in found:
            for target, value in one.items():
                if made.get(target) is value:
                    del made[target]

    def written(self, block: s.Block) -> Iterator[str]:
        """The memory that statements may change."""
        for node in statements(block):
            tree: e.Expr | None = None
            match node:
                case s.Store(base=base) | s.Augment(base=base):
                    tree = base
                case s.Evaluate(e.Call(e.Attr(_, "append"))):  # a record is kept
                    continue
                case s.Evaluate(value) | s.Assign(_, value) | s.Unpack(_, value):
                    tree = None if self.pure(value) else value
            yield from map(self.facts.root, names(tree))

    def read(self, tree: e.Expr) -> e.Expr:
        """An expression, with each quotient and sign of such products worked out."""
        if isinstance(tree, e.Binary) and tree.op in ("*", "/"):
            found = self.cancelled(tree)
            if found is not None and self.alike(tree, found) and self.lighter(tree, found):
                tree = found
        match tree:
            case e.Call(e.Ref(_, function), (slope, step), ()) if function is along:
                found = self.cancelled(slope)
                whole = e.Binary("*", slope, step)
                if found is not None and self.alike(whole, e.Binary("*", found, step)):
                    guarded = self.may_be_nan(found)
                    made = e.Call(tree.func, (found, step)) if guarded else _product(found, step)
                    return rebuild(made, self.read)
        return rebuild(tree, self.read)

    def lighter(self, tree: e.Expr, found: e.Expr) -> bool:
        """Is a number's quotient no more work so, with what nothing else reads left out?"""
        if k.rank(self.facts.kind(tree)) != 0 or not self.divides(tree):
            return True
        return _work(found) <= _work(tree) + self.left_out(tree, {*names(found)})

    def divides(self, tree: e.Expr) -> bool:
        """Is it a product of a plain quotient, and of no root's slope?"""
        match tree:
            case e.Binary("/", _, e.Var()):
                return True
            case e.Binary("*", _, e.Var(held)) if _is_slope(self.made.get(held)):
                return False
            case e.Binary("*", left, right):
                return self.divides(left) or self.divides(right)
        return False

    def left_out(self, tree: e.Expr, kept: set[str]) -> int:
        """The work behind names that only `tree` reads, but for those kept."""
        work, trees = 0, [tree]
        while trees:
            for name in {*names(trees.pop())} - kept:
                if self.reads[name] == 1 and (value := self.made.get(name)) is not None:
                    work += _work(value)
                    trees.append(value)
        return work

    def may_be_nan(self, tree: e.Expr) -> bool:
        """Is it made of another root's slope, which is NaN where that is zero?"""
        return any(
            (isinstance(part, e.Ref) and part.path == "np.nan")
            or (
                isinstance(part, e.Var)
                and part.name in self.made
                and self.may_be_nan(self.made[part.name])
            )
            for part in nodes(tree)
        )

    def alike(self, tree: e.Expr, other: e.Expr) -> bool:
        before, after = self.facts.kind(tree), self.facts.kind(other)
        if k.rank(before) == 0:
            return k.rank(after) == 0
        if not isinstance(before, k.Array) or not isinstance(after, k.Array):
            return False
        dims = before.dims or (), after.dims or ()
        return bool(dims[0]) and len(dims[0]) == len(dims[1]) and all(map(same, *dims))

    def cancelled(self, tree: e.Expr) -> e.Expr | None:
        """What a product is without a factor that it is divided by; it may have fewer axes."""
        match tree:
            case e.Var(held) if (value := self.made.get(held)) is not None:
                if self.whole.get(held) is value:
                    return None
                found = self.further(self.cancelled, value)
                if found is None:
                    self.whole[held] = value
                return found
            case e.Binary("/", above, guard) if (root := _guarded(guard)) is not None:
                return self.without(above, e.Var(root))
            case e.Binary("*", left, e.Call(e.Ref(_, np.sign), (e.Var() as below,), ())):
                rest = self.without_magnitude(left, below)
                return None if rest is None else _product(rest, below)
            case e.Binary("*", left, e.Var(held)) if held in self.made:
                rest = self.without_divisor(left, self.made[held])
                return self.behind(tree, self.cancelled) if rest is None else rest
        return self.behind(tree, self.cancelled)

    def without_divisor(self, tree: e.Expr, slope: e.Expr) -> e.Expr | None:
        """A product by a slope that has a name, where it has what that is divided by."""
        match slope:
            case e.Binary("/", e.Const() as above, e.Var() as root):
                rest = self.without(tree, root)
                return None if rest is None else _product(rest, above)
        return None

    def without_magnitude(self, tree: e.Expr, below: e.Var) -> e.Expr | None:
        if k.is_complex(self.facts.kind(below)):
            return None
        rest = self.without(tree, e.Call(MAGNITUDE, (below,)))
        if rest is None and below.name.endswith("~again"):
            first = e.Var(below.name.removesuffix("~again"))
            rest = self.without(tree, e.Call(MAGNITUDE, (first,)))
        return rest

    def without(self, tree: e.Expr, factor: e.Expr) -> e.Expr | None:
        """A product without one factor; None if it has no such factor."""
        if tree == factor or _magnitude(tree) == factor:
            return ONE
        match tree:
            case e.Var(held) if (value := self.made.get(held)) is not None:
                return self.made_without(held, value, factor)
            case e.Binary("**", base, e.Const(int() as power)) if base == factor and power > 1:
                return base if power == 2 else e.Binary("**", base, e.Const(power - 1))
            case e.Call(e.Ref(_, np.expand_dims), (inner, axis), ()) if isinstance(factor, e.Var):
                match self.made.get(factor.name):
                    case e.Call(e.Ref(_, np.expand_dims), (within, along), ()) if along == axis:
                        return self.widened(tree, self.without(inner, within))
        return self.behind(tree, lambda part: self.without(part, factor))

    def made_without(self, held: str, value: e.Expr, factor: e.Expr) -> e.Expr | None:
        """What a name stands for without one factor, which is looked for once."""
        if not self.factors[held] & self.sought(factor):
            return None
        within = self.made.get(factor.name) if isinstance(factor, e.Var) else None
        before = self.lacking.get((held, factor))
        if before is not None and before[0] is value and before[1] is within:
            return None
        found = self.further(lambda tree: self.without(tree, factor), value)
        if found is None:
            self.lacking[held, factor] = value, within
        return found

    def further(self, find: Callable[[e.Expr], e.Expr | None], value: e.Expr) -> e.Expr | None:
        """What is found behind one name more."""
        if self.depth == FAR:
            return None
        self.depth += 1
        found = find(value)
        self.depth -= 1
        return found

    def behind(self, tree: e.Expr, find: Callable[[e.Expr], e.Expr | None]) -> e.Expr | None:
        """What is found in one factor of a product, with the others."""
        match tree:
            case e.Call(e.Ref(_, np.expand_dims), (inner, _), ()):
                return self.widened(tree, find(inner))
            case e.Unary("-", inner) if (rest := find(inner)) is not None:
                return e.Unary("-", rest)
            case e.Binary("/", above, below) if (rest := find(above)) is not None:
                if rest == ONE and isinstance(below, e.Const) and isinstance(below.value, float):
                    return e.Const(1 / below.value) if below.value else None
                return e.Binary("/", rest, below)
            case e.Binary("*", left, right) if not wraps(self.facts.kind(tree)):
                if (rest := find(left)) is not None:
                    return _product(rest, right)
                if (rest := find(right)) is not None:
                    return _product(left, rest)
        return None

    def widened(self, tree: e.Call, rest: e.Expr | None) -> e.Expr | None:
        """What is left of an array with more axes; a number needs none."""
        if rest is None or k.rank(self.facts.kind(rest)) == 0:
            return rest
        return e.Call(tree.func, (rest, tree.args[1]))


def _is_slope(tree: e.Expr | None) -> bool:
    match tree:
        case e.Binary("/", e.Const(), e.Var()):
            return True
    return False


def _work(tree: e.Expr) -> int:
    """How many operations an expression has."""
    return sum(not isinstance(part, e.Var | e.Const | e.Ref) for part in nodes(tree))


def _product(left: e.Expr, right: e.Expr) -> e.Expr:
    match left, right:
        case (e.Const(one), other) | (other, e.Const(one)) if one == 1:
            return other
        case e.Const(float() | int() as a), e.Const(float() | int() as b):
            return e.Const(a * b)
    return e.Binary("*", left, right)


def _of_ours(node: s.Stmt) -> bool:
    return isinstance(node, s.Assign) and node.target.endswith("~local")


def _tells(tree: e.Expr) -> bool:
    """May a factor be found behind a name of it?"""
    match tree:
        case e.Binary("**", e.Var(), e.Const(int() as power)):
            return power > 1
        case e.Binary("*" | "/") | e.Unary("-") | e.Call(e.Ref(_, np.expand_dims)):
            return True
    return _magnitude(tree) is not None


def _magnitude(tree: e.Expr) -> e.Expr | None:
    """A magnitude, in the one way that they are compared."""
    match tree:
        case e.Call(e.Ref(_, function), (e.Var() as below,), ()) if function in (abs, np.abs):
            return e.Call(MAGNITUDE, (below,))
    return None


def _cancels(tree: e.Expr) -> bool:
    """May it cancel a factor: a quotient by a name, or a sign?"""
    match tree:
        case e.Binary("/", _, guard):
            return _guarded(guard) is not None
        case e.Call(e.Ref(_, np.sign)):
            return True
    return False


def _guarded(tree: e.Expr) -> str | None:
    """The name of a divisor, which may be another number where that is 0."""
    match tree:
        case e.Call(e.Ref(_, np.where), (e.Var(name), e.Var(same), _), ()) if name == same:
            return name
        case e.Logical("or", e.Var(name), _):
            return name
        case e.Var(name):
            return name
    return None
