"""Small rewrites of the primal that the sweeps rely on; views and the last two only in reverse.

t = t * x                  product.1 = t * x; t = product.1
x, r = f(x)                x.1, r = f(x); x = x.1
v = y[n:]; n = ...         n.1 = n; v = y[n.1:]; n = ...
y[i] **= e                 item.1 = y[i]; power.2 = item.1 ** e; y[i] = power.2
while test: ...            passes.1 = 0; while test: passes.1 = passes.1 + 1; ...
for i in range(n): n = 3   stop.1 = n; for i in range(stop.1): n = 3
"""

from __future__ import annotations

from srcgrad.analysis.arrays.own_updates import bind_updates
from srcgrad.analysis.arrays.view_indices import moving_indices
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic, parts, sort_of
from srcgrad.infer.sharing.memory import holds_memory
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.pair import Half
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    names,
    nodes,
    rebuild,
    statements,
    substitute,
)
from srcgrad.normalize.names.stems import stem
from srcgrad.normalize.scope import Counter


def prepare(core: Core, facts: Facts, counter: Counter, reversing: bool) -> dict[int, str]:
    """Rewrite a program for its sweeps; returns the names that count loops' passes."""
    if reversing:
        bind_updates(core, facts)
    preparation = Preparation(facts, counter, core, reversing)
    core.body = preparation.block(core.body)
    return preparation.passes


class Preparation:
    """Rewrites one function; `passes` tells which name counts a loop's passes."""

    def __init__(self, facts: Facts, counter: Counter, core: Core, reversing: bool) -> None:
        self.facts, self.counter, self.reversing = facts, counter, reversing
        stores = [
            node
            for node in statements(core.body)
            if isinstance(node, s.Store | s.Augment | s.Evaluate) or _of_method(node)
        ]
        self.written = {
            facts.root(n) for node in stores for tree in expressions(node) for n in names(tree)
        }
        self.passes: dict[int, str] = {}
        self.moving = moving_indices(core, facts, self.written) if reversing else {}

    def writes(self, name: str) -> bool:
        """May a statement of the program write a name's memory?"""
        return (
            holds_memory(self.facts.kinds.get(name, k.Empty()))
            and self.facts.root(name) in self.written
        )

    def temporary(self, like: str, tree: e.Expr) -> str:
        name = self.counter.name(like)
        self.facts.kinds[name] = self.facts.kind(tree)
        if self.facts.is_varied(tree):
            self.facts.varied.add(name)
        for source in self.facts.shares(tree):
            if self.facts.root(source) != name:
                self.facts.parents[name] = self.facts.root(source)
        return name

    def block(self, nodes: s.Block) -> s.Block:
        """Rewrite a block."""
        out: s.Block = []
        for node in nodes:
            match node:
                case s.Assign(target, value) if not isinstance(value, e.Var) and target in names(
                    value
                ):
                    out += self._apart(node)
                case s.Unpack(targets, e.Call() as call) if set(targets) & set(names(call)):
                    out += self._results_apart(node)
                case s.Assign() if id(node) in self.moving:
                    out += self._kept(node, self.moving[id(node)])
                case s.Assign(target, e.Call(e.Ref(_, Half() as half), args)) if (
                    self.reversing and not half.side and half.pair.asked()
                ):
                    out.append(self._forward(node, half, args))
                case s.Evaluate(e.Call(e.Ref(_, Half() as half), args)) if (
                    self.reversing and not half.side and half.pair.asked()
                ):
                    forward = half.pair.forward
                    node.value = e.Call(e.Ref(forward.path, forward), args)
                    out.append(node)
                case s.Augment() if node.old is not None and self._read_before(node, out):
                    tree = e.Binary(node.op, node.old, node.value)
                    new = self.temporary(stem(tree), tree)
                    out.append(s.Assign(new, tree, origin=node.origin))
                    out.append(
                        s.Store(node.base, node.index or e.Slice(), e.Var(new), origin=node.origin)
                    )
                case s.Augment() if self._general(node):
                    out += self._spelled_out(node)
                case s.If():
                    node.body, node.orelse = self.block(node.body), self.block(node.orelse)
                    out += self._tested(node) if self.reversing else [node]
                case s.For() | s.While() if not self.reversing:
                    for held in blocks(node):
                        held[:] = self.block(held)
                    out.append(node)
                case s.With() | s.Attempt() | s.Ensure():
                    for held in blocks(node):
                        held[:] = self.block(held)
                    out.append(node)
                case s.For():
                    out += self._for(node)
                case s.While():
                    node.prelude, node.body = self.block(node.prelude), self.block(node.body)
                    if node.prelude and leaves_early(
                        node.body
                    ):  # the last pass may have no second test
                        leave: s.Block = [s.Break(origin=node.origin)]
                        inner = s.If(node.test, node.body, leave, origin=node.origin)
                        node.body = [*node.prelude, *self._tested(inner)]
                        node.prelude, node.test = [], e.Const(True)
                    out += self._counted(node)
                case _:
                    out.append(node)
        return out

    def _forward(self, node: s.Assign, half: Half, args: tuple[e.Expr, ...]) -> s.Stmt:
        """A recursive function says beside its value what its reverse reads."""
        saved = self.counter.name("saved")
        self.facts.kinds[saved] = k.Str()  # no number, no memory of the program's
        forward = half.pair.forward
        call = e.Call(e.Ref(forward.path, forward), args)
        return s.Unpack((node.target, saved), call, origin=node.origin)

    def _tested(self, node: s.If) -> s.Block:
        """A test that the branches, or later stores, may change has a name of its own."""
        read = set(names(node.test))
        if not read & bound([node]) and not any(self.writes(n) for n in read):
            return [node]
        name = self.temporary("test", node.test)
        before = s.Assign(name, node.test, origin=node.origin)
        node.test = e.Var(name)
        return [before, node]

    def _apart(self, node: s.Assign) -> s.Block:
        name = self.temporary(stem(node.value), node.value)
        if holds_memory(self.facts.kinds[name]) and self.facts.root(node.target) != self.facts.root(
            name
        ):
            self.facts.parents[self.facts.root(name)] = self.facts.root(node.target)
        return [
            *self.block([s.Assign(name, node.value, origin=node.origin)]),
            s.Assign(node.target, e.Var(name), origin=node.origin),
        ]

    def _results_apart(self, node: s.Unpack) -> s.Block:
        """Results under the names of arguments have names of their own first."""
        read = set(names(node.value))
        after: s.Block = []
        own = []
        for target in node.targets:
            name = target
            if target in read:
                name = self.temporary(target.partition(".")[0], e.Var(target))
                self.facts.parents[name] = self.facts.root(target)
                after.append(s.Assign(target, e.Var(name), origin=node.origin))
            own.append(name)
        node.targets = tuple(own)
        return [node, *after]

    def _kept(self, node: s.Assign, moving: frozenset[str]) -> s.Block:
        """A view of its own indices."""
        before: s.Block = []
        table: dict[str, e.Expr] = {}
        for name in sorted(moving):
            held = self.temporary(name, e.Var(name))
            before.append(s.Assign(held, e.Var(name), origin=node.origin))
            table[name] = e.Var(held)
        node.value = substitute(node.value, table)
        return [*before, node]

    def _general(self, node: s.Augment) -> bool:
        base = self.facts.kind(node.base)
        if node.op not in ("+", "-") and self._same_memory(node):
            return isinstance(base, k.Array)
        if node.index is None:
            return isinstance(base, k.Array) and node.op not in ("+", "-", "*", "/")
        if not isinstance(base, k.Array):
            return True
        if node.op not in ("+", "-", "*", "/"):
            return True
        if node.op in ("+", "-") or is_basic(node.index, self.facts.kind):
            return False
        return any(sort_of(p, self.facts.kind) == "array" for p in parts(node.index))

    def _read_before(self, node: s.Augment, out: s.Block) -> bool:
        """Was the target written after Python read the element that the statement changes?"""
        old, node.old = node.old, None
        assert isinstance(old, e.Var)
        view = node.index is not None and is_basic(node.index, self.facts.kind)
        if isinstance(self.facts.kind(old), k.Array) and view:
            return False  # a view: read when the statement runs
        roots = {self.facts.root(n) for n in names(node.base)}
        for position in range(len(out) - 1, -1, -1):
            before = out[position]
            if isinstance(before, s.Assign) and before.target == old.name:
                if not any(self._touches(x, roots) for x in statements(out[position + 1 :])):
                    del out[position]
                    return False
                node.old = old
                return True
        node.old = old
        return True

    def _touches(self, node: s.Stmt, roots: set[str]) -> bool:
        if not isinstance(node, s.Store | s.Augment | s.Evaluate | s.Assign | s.Unpack):
            return False
        if isinstance(node, s.Assign | s.Unpack) and not isinstance(node.value, e.Call):
            return False
        return any(self.facts.root(n) in roots for tree in expressions(node) for n in names(tree))

    def _same_memory(self, node: s.Augment) -> bool:
        """Does the statement read the memory that it writes?"""
        roots = {
            self.facts.root(n)
            for n in names(node.value)
            if holds_memory(self.facts.kinds.get(n, k.Empty()))
        }
        return any(self.facts.root(n) in roots for n in names(node.base))

    def _spelled_out(self, node: s.Augment) -> s.Block:
        index = e.Slice() if node.index is None else node.index
        if node.index is None and k.rank(self.facts.kind(node.base)) == 0:
            index = e.Const(...)
        place = e.Item(node.base, index)
        old = self.temporary("old", place)
        new_tree = e.Binary(node.op, e.Var(old), node.value)
        new = self.temporary(stem(new_tree), new_tree)
        # NumPy rounds a power by the strides of the result as well.
        into = node.op == "**" and isinstance(self.facts.kind(place), k.Array)
        into = into and is_basic(index, self.facts.kind)
        return [
            s.Assign(old, place, origin=node.origin),
            s.Assign(new, new_tree, origin=node.origin),
            s.Store(node.base, index, e.Var(new), into, origin=node.origin),
        ]

    def _for(self, node: s.For) -> s.Block:
        before: s.Block = []
        rebound = bound(node.body) | {node.target}

        def kept(tree: e.Expr) -> e.Expr:
            if isinstance(tree, e.Var) and tree.name in rebound:
                name = self.temporary("limit", tree)
                before.append(s.Assign(name, tree, origin=node.origin))
                return e.Var(name)
            return rebuild(tree, kept)

        if isinstance(node.source, e.Call):
            node.source = kept(node.source)
        node.body = self.block(node.body)
        return [*before, *self._counted(node)]

    def _counted(self, node: s.For | s.While) -> s.Block:
        if isinstance(node, s.For) and not leaves_early(node.body):
            return [node]
        name = self.counter.name("passes")
        self.facts.kinds[name] = k.Int()
        self.passes[id(node)] = name
        step = s.Assign(name, e.Binary("+", e.Var(name), e.Const(1)), origin=node.origin)
        node.body.insert(0, step)
        return [s.Assign(name, e.Const(0), origin=node.origin), node]


def _of_method(node: s.Stmt) -> bool:
    """Is it what a method gives, which may change its object?"""
    return isinstance(node, s.Assign | s.Unpack) and any(
        isinstance(part, e.Call) and isinstance(part.func, e.Attr) for part in nodes(node.value)
    )


def leaves_early(block: s.Block) -> bool:
    """Does a `break` of this loop stand in the block?"""
    for node in block:
        if isinstance(node, s.Break):
            return True
        if isinstance(node, s.If) and (leaves_early(node.body) or leaves_early(node.orelse)):
            return True
    return False
