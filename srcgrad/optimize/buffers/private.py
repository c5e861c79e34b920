"""A gradient that lies in memory of the reverse sweep's own is returned as it is.

    u_bar = seed * (2 * u)                u_bar = seed * (2 * u)
    return value, u_bar.copy()      ->    return value, u_bar

Where nothing else that the caller gets, or has, shares that memory. Parts are still copied:
they would keep a larger array alive.
"""

from __future__ import annotations

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import added_to, holds_memory, rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, nodes, rebuild, statements, targets
from srcgrad.runtime import like


def keep_private(reverse: s.Block, result: e.Expr, gradient: e.Expr, facts: Facts) -> e.Expr:
    """The gradient without the copies that nobody could observe."""
    return Private(reverse, result, gradient, facts).without_copies(gradient)


class Private:
    """What names of the reverse sweep hold memory of their own, and which share it."""

    def __init__(self, reverse: s.Block, result: e.Expr, gradient: e.Expr, facts: Facts) -> None:
        self.facts = facts
        self.parents: dict[str, str] = {}
        self.own = {n for node in statements(reverse) for n in targets(node)}
        self.shared: set[str] = set(names(result))  # names of memory that others may reach
        self.bindings: dict[str, list[e.Expr]] = {}
        for node in statements(reverse):
            self.statement(node)
        self.shared |= {n for n in self.parents if n not in self.own}
        self.taken = {self.root(n) for n in self.shared}
        for part in nodes(gradient):  # what stands there without a copy already
            if not isinstance(part, e.Call):
                self.taken |= {self.root(n) for n in self._bare(part)}

    def _bare(self, tree: e.Expr) -> list[str]:
        items = (
            tree.items
            if isinstance(tree, e.Sequence)
            else tree.values
            if isinstance(tree, e.Mapping)
            else ()
        )
        held = [item for item in items if not _made_like(item)]  # what it is given stands in it
        return [n for item in held for n in self.facts.shares(item)]

    def root(self, name: str) -> str:
        while self.parents.setdefault(name, name) != name:
            name = self.parents[name]
        return name

    def unite(self, name: str, others: list[str]) -> None:
        for other in others:
            self.parents[self.root(name)] = self.root(other)

    def statement(self, node: s.Stmt) -> None:
        match node:
            case s.Assign(target, value):
                self.unite(target, self.facts.shares(value))
                self.bindings.setdefault(target, []).append(value)
            case s.Permute(targets_, sources):
                for target, source in zip(targets_, sources, strict=True):
                    self.unite(target, [source])
                    self.bindings.setdefault(target, []).append(e.Var(source))
            case s.Store(base, _, _) | s.Augment(base, _, _, _) if self._numbers(base):
                pass  # what is stored into an array, or added to a number, is copied
            case s.Evaluate() if added_to(node) is not None:
                pass
            case s.If() | s.While():
                pass
            case _:
                self.shared |= set(targets(node))
                for tree in expressions(node):
                    self.shared |= {n for n in names(tree) if self._array(n)}

    def _numbers(self, base: e.Expr) -> bool:
        kind = self.facts.kind(base)
        return k.is_array(kind) or k.is_number(kind)

    def _array(self, name: str) -> bool:
        return holds_memory(self.facts.kinds.get(name, k.Unknown()))

    def without_copies(self, tree: e.Expr) -> e.Expr:
        match tree:
            case e.Call(e.Attr(e.Var(name), "copy"), (), ()) if self.free(name):
                self.taken.add(self.root(name))
                return e.Var(name)
            case e.Sequence() | e.Mapping():
                return rebuild(tree, self.without_copies)
            case e.Call() if _made_like(tree):
                return rebuild(tree, self.without_copies)
        return tree

    def free(self, name: str) -> bool:
        """Is the name bound to new arrays only, which nobody else gets?"""
        return self.root(name) not in self.taken and self.whole(e.Var(name), set())

    def whole(self, tree: e.Expr, seen: set[str]) -> bool:
        """Is the value an array made for it, and not a part of one?"""
        match tree:
            case e.Var(name):
                if name in seen:
                    return True
                seen.add(name)
                bindings = self.bindings.get(name, [])
                return bool(bindings) and all(self.whole(value, seen) for value in bindings)
            case e.Binary() | e.Unary():
                return k.is_array(self.facts.kind(tree))
            case e.Choice(_, body, orelse):
                return self.whole(body, seen) and self.whole(orelse, seen)
            case e.Call(e.Attr(base, "copy"), (), ()):
                return k.is_array(self.facts.kind(base))
            case e.Attr(base, "T") | e.Call(e.Ref(_, np.transpose | np.swapaxes), (base, *_), ()):
                return self.whole(base, seen)  # with its axes in another order
            case e.Call():
                rule = rule_of(tree, self.facts.kind)
                fresh = rule is not None and rule.memory == "fresh"
                return (
                    fresh
                    and k.is_array(self.facts.kind(tree))
                    and not self.facts.shares(tree)  # `einsum` of one array may be a view
                )
        return False


def _made_like(tree: e.Expr) -> bool:
    """Is it an object with the adjoints of another one's parts?"""
    return isinstance(tree, e.Call) and tree.func == e.Ref("like", like)
