"""Lists that stand for arrays, and tuples that stand for subscripts, spelled out.

np.sum([x, y])                 v.1 = np.array([x, y]), np.sum(v.1)
y[i] = [x, z]                  v.1 = np.array([x, z]), y[i] = v.1
np.concatenate(([x], y))       v.1 = np.array([x]), np.concatenate((v.1, y))
np.vstack(x)                   as_it_is(x), of a matrix whose rows would be joined
a * [1.0, x]                   v.1 = np.array([1.0, x]), a * v.1
a += [1.0, x]                  v.1 = np.array([1.0, x]), a += v.1
a[pair]                        i.1, j.2 = pair[0], pair[1], a[i.1, j.2]
a[a.sum() > 0]                 flags.1 = np.reshape(a.sum() > 0, 1), a[None][flags.1]

NumPy makes the same arrays of these lists itself.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.callees.objects import spell_objects
from srcgrad.infer.callees.scaled_draws import scaled_draw
from srcgrad.infer.kinds.flags import flagged
from srcgrad.infer.kinds.index_tricks import of_doubles, perhaps_parts
from srcgrad.infer.sharing.memory import function_of, shares
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, mentions, names, targets
from srcgrad.normalize.scope import Counter
from srcgrad.rules import Rule, lookup
from srcgrad.rules.declare import signature
from srcgrad.rules.index_tricks import GRIDS, JOINING, OF_ROWS, as_directed, directed, in_line

KindOf = Callable[[e.Expr], k.Kind]
Test = Callable[[str], bool]
ARRAY = e.Ref("np.array", np.array)
OPERATORS = {"+", "-", "*", "/", "**", "%", "@"}
OVERWRITES = "overwrite_"  # how keywords begin that name an argument which may be written
FIRST = ("input", "data")  # what such a keyword calls the first argument, whatever its name
LISTED = (k.List, k.Tuple, k.Range)
TAKE_LISTS = {
    np.array,
    np.asarray,
    np.asanyarray,
    max,
    min,
    sum,
    abs,
    float,
    pow,
    copy.copy,
    copy.deepcopy,
}


def spell_arrays(core: Core, kind_of: KindOf, counter: Counter, varied: Test) -> bool:
    """Rewrite a function in place; says whether anything was rewritten."""
    changed = spell_objects(core.body, kind_of, varied)
    spelling = _Spelling(core, kind_of, counter, varied)
    spelling.block(core.body)
    return spelling.changed or changed


class _Spelling:
    """The rewriting of one function."""

    def __init__(self, core: Core, kind_of: KindOf, counter: Counter, varied: Test) -> None:
        self.whole, self.result = core.body, set(names(core.result))
        self.kind_of, self.counter, self.varied = kind_of, counter, varied
        self.changed = False
        self.out: s.Block = []
        self.around: s.Block = []
        self.node: s.Stmt = s.Break()

    def block(self, block: s.Block) -> None:
        whole: s.Block = []
        for node in block:
            for inner in blocks(node):
                self.block(inner)
            self.out, self.node, self.around = [], node, block
            value = node.value if isinstance(node, s.Assign) else None
            self.statement(node)
            if isinstance(node, s.Assign) and node.value == value:
                node.value = value  # of which more is known
            whole += [*self.out, node]
        block[:] = whole

    def statement(self, node: s.Stmt) -> None:
        match node:
            case s.Assign(_, e.Item(e.Ref(_, joiner), index)) if joiner in (np.r_, np.c_):
                node.value = self.joined(joiner, index) or node.value
            case s.Assign(_, e.Item(e.Ref(_, grid), index)) if grid in (np.mgrid, np.ogrid):
                node.value = self.grid(grid, index) or node.value
            case s.Assign(_, e.Attr(base, "mT")) if isinstance(self.kind_of(base), k.Array):
                turned = e.Ref("np.swapaxes", np.swapaxes)
                node.value = e.Call(turned, (base, e.Const(-1), e.Const(-2)))
                self.changed = True
            case s.Assign(_, e.Item(base, index) as item):
                node.value = type(item)(*self.subscript(base, index))
            case s.Assign(_, e.Binary(op, left, right)) if op in OPERATORS:
                node.value = self.binary(op, left, right)
            case s.Assign(_, e.Call(e.Ref(_, function), (listed,), ())) if self.flat(
                function, listed
            ):
                node.value = e.Call(e.Attr(listed, "copy"), ())
                self.changed = True
            case s.Assign(_, e.Call(e.Ref(_, function), (array,), ())) if rows := self.of_rows(
                function, array
            ):
                node.value = e.Call(e.Ref(rows.__name__, rows), (array,))
                self.changed = True
            case s.Assign(_, e.Call(func, (e.Attr() as owner, *others), kwargs)):
                node.value = e.Call(func, (self.held("owner", owner), *others), kwargs)
            case s.Assign(_, e.Call() as call):
                drawn = scaled_draw(call, self.kind_of, self.varied, self.held, self.out)
                node.value = self.call(call) if drawn is None else drawn
            case s.Store(base, index, value):
                node.base, node.index = self.subscript(base, index)
                if isinstance(self.kind_of(base), k.Array):
                    node.value = self.array(value)
            case s.Augment(base, index, _, value):
                if index is not None:
                    node.base, node.index = self.subscript(base, index)
                if isinstance(self.kind_of(base), k.Array):
                    node.value = self.array(value, any(map(self.varied, names(base))))

    def flat(self, function: object, tree: e.Expr) -> bool:
        """Is it a list that is copied with its elements as they are?"""
        kind = self.kind_of(tree)
        if not isinstance(kind, k.List) or function not in (copy.copy, copy.deepcopy):
            return False
        items = (kind.element,) if kind.items is None else kind.items
        return function is copy.copy or all(map(k.is_number, items))

    def of_rows(self, function: object, tree: e.Expr) -> Callable[..., object] | None:
        """What a function does that joins the rows of an array that depends on the arguments."""
        kind = self.kind_of(tree)
        if not isinstance(kind, k.Array) or not any(map(self.varied, names(tree))):
            return None
        return OF_ROWS.get((function, k.sure_rank(kind)))

    def held(self, stem: str, tree: e.Expr) -> e.Var:
        name = self.counter.name(stem)
        self.out.append(s.Assign(name, tree, origin=self.node.origin))
        self.changed = True
        return e.Var(name)

    def subscript(self, base: e.Expr, index: e.Expr) -> tuple[e.Expr, e.Expr]:
        """A tuple under a name gives its elements; a truth value is a mask of an added axis."""
        if not isinstance(self.kind_of(base), k.Array):
            return base, index
        kind = self.kind_of(index)
        if isinstance(index, e.Var) and isinstance(kind, k.Tuple):
            items = [e.Item(index, e.Const(n)) for n in range(len(kind.items))]
            index = e.Sequence("tuple", tuple(self.held("place", item) for item in items))
        return flagged(base, index, self.kind_of, self.held) or (base, index)

    def joined(self, joiner: object, index: e.Expr) -> e.Expr | None:
        """`np.r_[a, b, 0:3]` as a call; texts, and what would be cast, are left as they are."""
        listed = isinstance(index, e.Sequence) and index.form == "tuple"
        items = index.items if isinstance(index, e.Sequence) and listed else (index,)
        told = items[0].value if isinstance(items[0], e.Const) else None
        numbers = directed(told) if isinstance(told, str) and joiner is np.r_ else None
        if numbers is not None:
            items = items[1:]
        ranked = joiner is not np.r_ or told is not None  # otherwise the run may decide the ranks
        kinds = [k.general(self.kind_of(i)) for i in items if not isinstance(i, e.Slice)]
        if not all(of_doubles(kind, ranked) for kind in kinds):
            return None
        if perhaps_parts(index, self.kind_of):
            return None
        items = tuple(
            i if isinstance(i, e.Slice) else self.array(i, _nested(self.kind_of(i))) for i in items
        )
        parts = tuple(self.counted(i) if isinstance(i, e.Slice) else i for i in items)
        if any(part is None for part in parts):
            return None
        self.changed = True
        if not ranked and any(isinstance(one, k.Array) and one.dims is None for one in kinds):
            with_axes = tuple(self.with_an_axis(p) for p in parts if p is not None)
            return e.Call(
                e.Ref("np.concatenate", np.concatenate), (e.Sequence("tuple", with_axes),)
            )
        lead: tuple[e.Expr, ...] = () if numbers is None else tuple(map(e.Const, numbers))
        function = JOINING[joiner] if numbers is None else as_directed
        given = (*lead, *(p for p in parts if p is not None))
        return e.Call(e.Ref(function.__name__, function), given)

    def with_an_axis(self, part: e.Expr) -> e.Expr:
        """A part of `np.r_` with one axis at least, as the run may decide how many it has."""
        kind = self.kind_of(part)
        if k.is_number(kind):
            return self.held("part", e.Call(ARRAY, (e.Sequence("list", (part,)),)))
        if not isinstance(kind, k.Array) or kind.rank:
            return part
        return self.held("part", e.Call(e.Ref("np.atleast_1d", np.atleast_1d), (part,)))

    def grid(self, maker: object, index: e.Expr) -> e.Expr | None:
        """`np.mgrid[0:x:5j]` as a call, where a bound depends on the arguments, or on the run."""
        listed = isinstance(index, e.Sequence) and index.form == "tuple"
        pieces = index.items if isinstance(index, e.Sequence) and listed else (index,)
        known = self.kind_of(e.Item(e.Ref("np.mgrid", maker), index))
        if not isinstance(known, k.Unknown) and not any(map(self.varied, names(index))):
            return None
        spans: list[tuple[e.Expr, ...]] = []
        for piece in pieces:
            if not isinstance(piece, e.Slice) or piece.upper is None:
                return None
            bounds = [self.kind_of(b) for b in (piece.lower, piece.upper, piece.step) if b]
            if any(isinstance(b, k.Scalar) and b.dtype.itemsize < 8 for b in bounds):
                return None  # NumPy counts in that precision
            count = None if piece.step is None else self.points(piece.step)
            step = e.Const(1) if count or piece.step is None else piece.step
            lower = piece.lower or e.Const(0)
            held = [k.general(self.kind_of(b)) for b in (lower, piece.upper, step)]
            if not all(k.is_number(one) or k.sure_rank(one) == 0 for one in held):
                return None
            spans.append((lower, piece.upper, step, count or e.NONE))
        self.changed = True
        if not listed:
            return e.Call(e.Ref("in_line", in_line), spans[0])
        function = GRIDS[maker]
        given = tuple(e.Sequence("tuple", span) for span in spans)
        return e.Call(e.Ref(function.__name__, function), given)

    def points(self, step: e.Expr) -> e.Expr | None:
        """How many points `0:x:5j` asks for, if it asks for a number of them."""
        if isinstance(step, e.Const):
            return e.Const(int(abs(step.value))) if isinstance(step.value, complex) else None
        if not k.is_complex(self.kind_of(step)):
            return None
        size = self.held("size", e.Call(e.Ref("abs", abs), (step,)))
        return self.held("count", e.Call(e.Ref("int", int), (size,)))

    def counted(self, part: e.Slice) -> e.Expr | None:
        """What a slice stands for there: `0:3` for `np.arange(0, 3)`, `0:1:5j` for five numbers."""
        if part.upper is None:
            return None
        lower = part.lower or e.Const(0)
        step = part.step.value if isinstance(part.step, e.Const) else None
        if isinstance(step, complex):
            count = e.Const(int(abs(step)))
            return self.held(
                "points", e.Call(e.Ref("np.linspace", np.linspace), (lower, part.upper, count))
            )
        if part.step is not None and k.is_complex(self.kind_of(part.step)):
            return None
        given = (lower, part.upper) if part.step is None else (lower, part.upper, part.step)
        return self.held("numbers", e.Call(e.Ref("np.arange", np.arange), given))

    def array(self, tree: e.Expr, moved: bool = False) -> e.Expr:
        """An array where a list stands for one: it, or what it meets, is differentiated."""
        listed = isinstance(tree, e.Sequence) or isinstance(self.kind_of(tree), LISTED)
        if not listed or not (moved or any(map(self.varied, names(tree)))):
            return tree
        return self.held("array", e.Call(ARRAY, (tree,)))

    def joined_as_array(self, rule: Rule, item: e.Expr) -> bool:
        """Is it a list of which the rule of what joins it asks the shape?"""
        named = rule.function is not np.stack and isinstance(self.kind_of(item), LISTED)
        return isinstance(item, e.Sequence) or named

    def binary(self, op: str, left: e.Expr, right: e.Expr) -> e.Expr:
        moved = any(map(self.varied, {*names(left), *names(right)}))
        if _makes_arrays(op, self.kind_of(left)):
            return e.Binary(op, left, self.array(right, moved))
        if _makes_arrays(op, self.kind_of(right)):
            return e.Binary(op, self.array(left, moved), right)
        return e.Binary(op, left, right)

    def call(self, call: e.Call) -> e.Call:
        function = function_of(call, self.kind_of)
        rule = lookup(function)
        if rule is None or rule.body is None or function in TAKE_LISTS:
            return call
        alone = {key for key, _ in call.kwargs if self.for_itself(call, function, key)}
        if alone:
            self.changed = True
            call = e.Call(call.func, call.args, tuple(p for p in call.kwargs if p[0] not in alone))
        method = isinstance(call.func, e.Attr) and not isinstance(self.kind_of(call.func), k.Known)
        order = _parameters(rule)[1 if method else 0 :]
        if rule.starred or function is np.einsum:
            first = 1 if function is np.einsum else 0
            spread = (*call.args[:first], *map(self.array, call.args[first:]))
            return e.Call(call.func, spread, call.kwargs)
        given = [*zip(order, call.args, strict=False), *call.kwargs]
        moved = any(map(self.varied, {n for o, a in given if o in rule.operands for n in names(a)}))
        args = [self.argument(rule, n, a, moved) for n, a in zip(order, call.args, strict=False)]
        args += call.args[len(args) :]
        kwargs = tuple((n, self.argument(rule, n, a, moved)) for n, a in call.kwargs)
        return e.Call(call.func, tuple(args), kwargs)

    def for_itself(self, call: e.Call, function: Any, key: str) -> bool:
        """May a function overwrite what was made for it alone? Nobody sees whether it did."""
        if not key.startswith(OVERWRITES) or (key, e.Const(True)) not in call.kwargs:
            return False
        given = _overwritten(call, function, key.removeprefix(OVERWRITES))
        return given is not None and self.alone(given)

    def alone(self, given: e.Expr) -> bool:
        """Is it new, and read here alone, once for each time that it is made?"""
        if not isinstance(given, e.Var):
            return not shares(given, self.kind_of)
        if mentions(self.whole).count(given.name) != 2 or given.name in self.result:
            return False
        made = [n for n in self.around if given.name in targets(n)]
        return len(made) == 1 and isinstance(made[0], s.Assign) and self.alone(made[0].value)

    def argument(self, rule: Rule, name: str, tree: e.Expr, moved: bool) -> e.Expr:
        if name == "out":  # it is written itself, and no copy of it
            return tree
        if not rule.variadic and (name in rule.operands or rule.form == "partials"):
            beside = moved and of_doubles(self.kind_of(tree))  # constants beside what moves
            return self.array(tree, beside)
        if not rule.variadic:
            return tree
        if not isinstance(tree, e.Sequence) or name != _sequence(rule):
            return tree
        items = (  # what moves reads where the others end
            self.array(i, moved and any(names(i))) if self.joined_as_array(rule, i) else i
            for i in tree.items
        )
        return e.Sequence(tree.form, tuple(items))


def _overwritten(call: e.Call, function: Any, name: str) -> e.Expr | None:
    """The argument that a function may overwrite."""
    order = list(signature(function).parameters)
    if name in FIRST and call.args:
        return call.args[0]
    if name in dict(call.kwargs):
        return dict(call.kwargs)[name]
    place = order.index(name) if name in order else len(call.args)
    return call.args[place] if place < len(call.args) else None


def _makes_arrays(op: str, kind: k.Kind) -> bool:
    """Does an operation of this and a list give an array? NumPy's numbers multiply no list."""
    number = isinstance(kind, k.Scalar) and kind.dtype.kind in "fc" and op != "*"
    return number or isinstance(kind, k.Array)


def _nested(kind: k.Kind) -> bool:
    """Is it a list of lists, or of arrays?"""
    items = kind.items if isinstance(kind, k.Tuple) else (getattr(kind, "element", None),)
    return any(isinstance(i, k.List | k.Tuple | k.Array) for i in items)


def _parameters(rule: Rule) -> list[str]:
    """The function's own parameters, as its rule names them."""
    assert rule.body is not None
    found = list(signature(rule.body).parameters)[1 if rule.form == "partials" else 2 :]
    return [name for name in found if name != "index"]


def _sequence(rule: Rule) -> str:
    """The parameter that holds the operands of a rule for a sequence of them."""
    assert rule.body is not None
    order = list(signature(rule.body).parameters)
    return order[order.index("index") - 1]
