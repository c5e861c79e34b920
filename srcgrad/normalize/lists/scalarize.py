"""Containers of fixed structure become one name for each element.

    pair.1 = (a, b)                    (gone)
    u = pair.1[0]              ->      u = a
    w = params["w"]                    w = w.4         where w.4 is the argument's own element

A container that is changed after it is made is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.mutating import handed_back
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    nodes,
    rebuild,
    replace,
    statements,
    substitute,
    targets,
)
from srcgrad.late import dataclass, field
from srcgrad.normalize.calls.cells import rename, renamed
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.calls.results import field_of, label_of, unpacked, used_whole
from srcgrad.normalize.lists.fixed import display, element_of, keys_of
from srcgrad.normalize.names.second_names import held_by, originals
from srcgrad.normalize.scope import Counter

KindOf = Callable[[e.Expr], k.Kind]
UNROLLED = 64


@dataclass
class Scalarizer:
    """Replaces what it can in one function; says whether it changed anything."""

    core: Core
    kind_of: KindOf
    grown: Collection[str]
    inputs: dict[str, e.Expr]  # elements of arguments, and how they are read
    counter: Counter
    several: Callable[[e.Call], bool]  # does a call return a tuple of fresh results?
    parts: dict[tuple[str, Any], str] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
    changed: bool = False
    passes: list[dict[str, str]] = field(default_factory=list)  # cells of the unrolled passes

    def run(self) -> bool:
        """Rewrite the function."""
        self.changed = unpacked(self.core, self.kind_of, self.several)
        if not (chosen := self._choose()):
            return self.changed
        self.chosen = chosen
        self.originals = originals(self.core.body, self.chosen, self._entry())
        for name in sorted(self.chosen & self._entry()):
            kind = self.kind_of(e.Var(name))
            base = self.inputs.get(name, e.Var(name))
            for key in keys_of(kind) or ():
                access = element_of(base, kind, key)
                known = next((n for n, tree in self.inputs.items() if tree == access), None)
                if known is None:
                    self.inputs[self.part(name, key)] = access
                    self.changed = True
                else:
                    self.parts[name, key] = known
        self.core.body = self.block(self.core.body)
        self.core.result = self.whole(self.core.result)
        return self.changed

    def _entry(self) -> set[str]:
        return {p.name for p in self.core.parameters} | set(self.core.free) | set(self.inputs)

    def _choose(self) -> set[str]:
        """The names of containers of fixed structure, all of whose definitions can be split."""
        self.bindings: dict[str, list[s.Stmt]] = {}
        for node, name in ((x, t) for x in statements(self.core.body) for t in targets(x)):
            self.bindings.setdefault(name, []).append(node)
        names = self._entry() | self.bindings.keys()
        known = {n for n in names if keys_of(self.kind_of(e.Var(n))) is not None and self._fixed(n)}
        rebound = bound(self.core.body)
        known -= {n for n in self._entry() & rebound if not self._splittable(n, known)}
        known -= self._indexed_at_run_time(known) | set(self.core.cells)
        while True:
            bad = {n for n in known - self._entry() if not self._splittable(n, known)}
            if not bad:
                return known
            known -= bad

    def _fixed(self, name: str) -> bool:
        """Do the container's elements stay what they are?"""
        kind = self.kind_of(e.Var(name))
        return name not in self.grown or isinstance(kind, k.Tuple | k.Function)

    def _indexed_at_run_time(self, known: set[str]) -> set[str]:
        """Containers whose elements are picked by an index that no unrolled loop makes constant."""
        found: set[str] = set()

        def visit(block: s.Block, unrolled: frozenset[str]) -> None:
            for node in block:
                for tree in expressions(node):
                    for part in nodes(tree):
                        match part:
                            case e.Item(e.Var(name), index) if name in known:
                                later = isinstance(index, e.Var) and index.name in unrolled
                                later |= isinstance(index, e.Slice) and bool(unrolled)
                                if not later and not self._is_there(name, index):
                                    found.add(name)
                            case e.Attr(e.Var(name), label) if name in known and self._asked(
                                name, label
                            ):
                                found.add(name)  # it is searched, or a method of it is at hand
                            case e.Call():
                                found.update(self._handed_back(part))
                inner = unrolled
                if (
                    isinstance(node, s.For)
                    and not _breaks(node.body)
                    and self._trips(node) is not None
                ):
                    inner = unrolled | {node.target}
                if (
                    isinstance(node, s.For)
                    and isinstance(node.source, e.Var)
                    and node.source.name in known
                    and _breaks(node.body)
                ):
                    found.add(node.source.name)
                for child in blocks(node):
                    visit(child, inner)

        visit(self.core.body, frozenset())
        return found

    def _handed_back(self, call: e.Call) -> set[str]:
        """Lists and dicts that a call may give back, so that stores into the result meet them."""
        given = held_by(handed_back(call), self.bindings)
        return {n for n in given if isinstance(self.kind_of(e.Var(n)), k.List | k.Dict)}

    def _asked(self, name: str, label: str) -> bool:
        """Is a list, a dict or a tuple needed itself, for one of its methods?"""
        kind = self.kind_of(e.Var(name))
        listed = isinstance(kind, k.List | k.Dict) and name not in self._entry()
        return listed or (isinstance(kind, k.List | k.Tuple) and label in ("index", "count"))

    def _is_there(self, name: str, index: e.Expr) -> bool:
        if isinstance(index, e.Slice):
            return self._bounds(index) is not None
        key = self.kind_of(index)  # is it known which element is meant?
        return k.constant(key) and self.key(name, k.value_of(key)) is not None

    def _splittable(self, name: str, known: set[str]) -> bool:
        for node in self.bindings.get(name, ()):
            if isinstance(node, s.Permute):
                if not set(node.sources) <= known:
                    return False
                continue
            if not isinstance(node, s.Assign):
                return False  # rewritten first, and taken apart in the next run
            match node.value:
                case e.Sequence() | e.Mapping() if unspread(node.value):
                    return False
                case e.Sequence() | e.Mapping() | e.Closure():
                    if isinstance(self.kind_of(e.Var(name)), k.Object):
                        return False
                case e.Var(other) if other in known:
                    pass
                case e.Call() as call if self.several(call) and not used_whole(
                    self.core, name, self.kind_of, known
                ):
                    pass
                case _:
                    return False
        return True

    def part(self, name: str, key: Any) -> str:
        """The name of an element."""
        if (name, key) not in self.parts:
            stem = name.partition(".")[0]
            called = label_of(self.kind_of(e.Var(name)), key)
            plain = isinstance(called, str) and called.isidentifier()
            label = called if plain else re.sub(r"\W+", "_", f"{stem}_{key}")
            self.parts[name, key] = self.counter.name(str(label))
        return self.parts[name, key]

    def elements(self, name: str) -> list[e.Expr]:
        return [e.Var(self.part(name, key)) for key in keys_of(self.kind_of(e.Var(name))) or ()]

    def iterated(self, name: str) -> list[e.Expr]:
        """What a loop over the container gives: elements, or the keys of a dict."""
        kind = self.kind_of(e.Var(name))
        return list(map(e.Const, kind.keys)) if isinstance(kind, k.Dict) else self.elements(name)

    def _lists(self, name: str) -> bool:
        """Does a loop go through what the container holds, and not what a class says?"""
        return not isinstance(self.kind_of(e.Var(name)), k.Object)

    def whole(self, tree: e.Expr) -> e.Expr:
        """Rebuild containers that are used as a whole; read elements by name."""
        match tree:
            case e.Var(name) if name in self.chosen:
                kind = self.kind_of(tree)
                if isinstance(kind, k.Object) or getattr(kind, "cls", tuple) not in (tuple, dict):
                    return e.Var(self.originals.get(name, name))
                self.changed = True
                return self._of_this_pass(display(kind, self.elements(name)))
            case e.Item(e.Var(name), e.Slice() as part) if (
                name in self.chosen and (bounds := self._bounds(part)) is not None
            ):
                self.changed = True
                return display(self.kind_of(e.Var(name)), self.elements(name)[bounds])
            case e.Item(e.Var(name), index) if name in self.chosen and not isinstance(
                index, e.Slice
            ):
                key = self.kind_of(index)
                found = self.key(name, k.value_of(key)) if k.constant(key) else None
                if found is not None:
                    self.changed = True
                    return e.Var(self.part(name, found))
                return e.Item(self.whole(e.Var(name)), index)
            case e.Attr(e.Var(name), label) if name in self.chosen:
                kind = self.kind_of(e.Var(name))
                if isinstance(kind, k.Object | k.Function) and label in kind.names:
                    self.changed = True
                    return e.Var(self.part(name, label))
                position = field_of(kind, label)
                if position is not None:
                    self.changed = True
                    return e.Var(self.part(name, position))
                return tree
            case e.Compare("is" | "is not") if k.constant(self.kind_of(tree)):
                return e.Const(k.value_of(self.kind_of(tree)))
            case e.Compare("is", e.Var(a), e.Var(b)) if {a, b} <= self._entry():
                return tree  # two of the caller's containers may be one
            case e.Call(e.Ref("len"), (e.Var(name),), ()) if name in self.chosen and not isinstance(
                self.kind_of(e.Var(name)), k.Object
            ):
                self.changed = True
                return e.Const(len(keys_of(self.kind_of(e.Var(name))) or ()))
            case e.Call(e.Attr(e.Var(name), method), args, kwargs) if name in self.chosen:
                return e.Call(e.Attr(e.Var(name), method), tuple(map(self.whole, args)), kwargs)
        return rebuild(tree, self.whole)

    def _bounds(self, part: e.Slice) -> slice | None:
        """A slice of constant bounds."""
        bounds = (part.lower, part.upper, part.step)
        kinds = [k.NOTHING if b is None else self.kind_of(b) for b in bounds]
        return slice(*(k.value_of(x) for x in kinds)) if all(map(k.constant, kinds)) else None

    def key(self, name: str, value: Any) -> Any:
        keys = keys_of(self.kind_of(e.Var(name))) or ()
        if isinstance(self.kind_of(e.Var(name)), k.Tuple | k.List) and isinstance(value, int):
            return value % len(keys) if -len(keys) <= value < len(keys) else None
        return value if value in keys else None

    def block(self, nodes: s.Block) -> s.Block:
        return [new for node in nodes for new in self.statement(node)]

    def statement(self, node: s.Stmt) -> s.Block:
        match node:
            case s.Assign(target, value) if target in self.chosen:
                return self.assign(node, value)
            case s.Unpack(_, e.Var(name)) if name in self.chosen and self._lists(name):
                return self.unpack(node, name)
            case s.Permute() if set(node.targets) & self.chosen:
                kind = self.kind_of(e.Var(node.targets[0]))
                return [
                    s.Permute(
                        tuple(self.part(t, key) for t in node.targets),
                        tuple(self.part(t, key) for t in node.sources),
                        origin=node.origin,
                    )
                    for key in keys_of(kind) or ()
                ]
            case s.For(_, e.Var(name), _) if (
                name in self.chosen and self._lists(name) and not _breaks(node.body)
            ):
                return self.unroll(node, self.iterated(name))
            case s.For() if self._indexed(node) and not _breaks(node.body):
                trips = self._trips(node)
                if trips is not None:
                    return self.unroll(node, [e.Const(i) for i in trips])
        replace(node, self.whole)
        match node:
            case s.If():
                node.body, node.orelse = self.block(node.body), self.block(node.orelse)
            case s.For():
                node.body = self.block(node.body)
            case s.While():
                node.prelude, node.body = self.block(node.prelude), self.block(node.body)
            case s.With() | s.Attempt() | s.Ensure():
                for inner in blocks(node):
                    inner[:] = self.block(inner)
        return [node]

    def assign(self, node: s.Assign, value: e.Expr) -> s.Block:
        target, self.changed = node.target, True
        match value:
            case e.Sequence(_, items):
                parts: list[e.Expr] = list(items)
            case e.Mapping(_, values) | e.Closure(_, _, values):
                parts = list(values)
            case e.Var(other) if other in self.chosen:
                parts = self.elements(other)
            case e.Call() if self.several(value):
                made = tuple(n.name for n in self.elements(target) if isinstance(n, e.Var))
                return [s.Unpack(made, self.whole(value), origin=node.origin)]
            case _:
                return [s.Assign(target, self.whole(value), origin=node.origin)]
        keys = keys_of(self.kind_of(e.Var(target))) or ()
        return [
            s.Assign(self.part(target, key), self.whole(part), origin=node.origin)
            for key, part in zip(keys, parts, strict=True)
        ]

    def unpack(self, node: s.Unpack, name: str) -> s.Block:
        elements = self.iterated(name)
        count = len(node.targets)
        if (node.star is None and len(elements) != count) or len(elements) < count - 1:
            return [node]
        self.changed = True
        if node.star is not None:
            tail = count - node.star - 1
            rest = e.Sequence("list", tuple(elements[node.star : len(elements) - tail]))
            elements = [*elements[: node.star], rest, *elements[len(elements) - tail :]]
        made: s.Block = [
            s.Assign(t, v, origin=node.origin) for t, v in zip(node.targets, elements, strict=True)
        ]
        return [new for one in made for new in self.statement(one)]

    def unroll(self, node: s.For, values: list[e.Expr]) -> s.Block:
        """A loop over a container of fixed structure, pass by pass."""
        self.changed = True
        out: s.Block = []
        for value in values:
            out += self.statement(s.Assign(node.target, value, origin=node.origin))
            body = duplicate(node.body)
            self.passes.append(self._own_cells(node, body))
            if isinstance(value, e.Const):  # an index: elements are picked by it in this very run
                for inner in statements(body):
                    replace(inner, partial(substitute, table={node.target: value}))
            out += self.block(body)
            self.passes.pop()
        return out

    def _own_cells(self, loop: s.For, body: s.Block) -> dict[str, str]:
        """Functions that are called in the loop have variables of their own in each pass."""
        depth = len(loop.origin.callers) if loop.origin is not None else 0
        inside = {n: c for n, c in self.core.cells.items() if c.depth > depth}
        table = {n: self.counter.name(n.partition(".")[0]) for n in inside if n in bound(body)}
        self.core.cells.update({table[n]: inside[n] for n in table})
        rename(body, table)
        return table

    def _of_this_pass(self, tree: e.Expr) -> e.Expr:
        for table in self.passes:
            tree = renamed(tree, table)
        return tree

    def _indexed(self, node: s.For) -> bool:
        """Does the loop variable index a container of fixed structure?"""
        return any(
            isinstance(part, e.Item)
            and isinstance(part.base, e.Var)
            and part.base.name in self.chosen
            and isinstance(part.index, e.Var)
            and not k.constant(self.kind_of(part.index))
            for inner in statements(node.body)
            for tree in expressions(inner)
            for part in nodes(tree)
        )

    def _trips(self, node: s.For) -> range | None:
        match node.source:
            case e.Call(e.Ref("range"), args, ()):
                kinds = [self.kind_of(a) for a in args]
                if all(isinstance(x, k.Known) and isinstance(x.value, int) for x in kinds):
                    trips = range(*(k.value_of(x) for x in kinds))
                    return trips if len(trips) <= UNROLLED else None
        return None


def unspread(tree: e.Expr) -> bool:
    """Is there a `*` or `**` whose elements are not yet known?"""
    return any(isinstance(part, e.Star) for part in nodes(tree))


def _breaks(block: s.Block) -> bool:
    return any(isinstance(node, s.Break) for node in statements(block))
