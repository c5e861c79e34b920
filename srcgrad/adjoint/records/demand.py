"""Values of the primal that the reverse sweep reads: as they are, or kept by the forward sweep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from srcgrad.adjoint.state import State
from srcgrad.analysis.arrays.memory import plain
from srcgrad.infer.sharing.memory import holds_memory, is_constant_between
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import nodes, rebuild

SHAPELIKE = {"shape", "ndim", "size", "dtype"}


class Demand(State):
    """A state that answers for the primal's values."""

    def demand(self, tree: e.Expr, at: s.Stmt, *results: str) -> e.Expr:
        """An expression of primal values, as the reverse of `at` may evaluate it."""
        match tree:
            case e.Var(name):
                return self._value(name, at, post=name in results)
            case e.Attr(e.Var(), label) if label in SHAPELIKE:
                return tree
            case e.Call(e.Ref("len"), (e.Var(name),), ()) if self._grows(name, at):
                return self.keep_tree(tree, at)
            case e.Call(e.Ref("len" | "np.shape"), (e.Var(),), ()):
                return tree
            case e.Item(e.Var(name), index) | e.Attr(e.Var(name), index) if self._changes(
                name, index, at
            ):
                return self.keep_tree(tree, at)
            case e.Call(e.Ref(), args, ()) if is_constant_between(
                tree, self.facts.kind
            ) and self._tells(tree, args, at):
                return self.keep_tree(tree, at)
            case e.Compare(_, left, right) if self._tells(tree, (left, right), at):
                return self.keep_tree(tree, at)
            case e.Choice(_, one, other) if self._read_on_one_path(tree, (one, other), at):
                return self.keep_tree(tree, at)
            case e.Logical(_, _, last) if self._read_on_one_path(tree, (last,), at):
                return self.keep_tree(tree, at)
            case e.Call(e.Ref(path), (e.Var() as first, *rest), kwargs) if path.endswith("_like"):
                return e.Call(
                    tree.func, (first, *(self.demand(r, at, *results) for r in rest)), kwargs
                )
        return rebuild(tree, lambda child: self.demand(child, at, *results))

    def _value(self, name: str, at: s.Stmt, post: bool) -> e.Expr:
        kind = self.facts.kinds.get(name)
        if kind is None or name in self.kinds:
            return e.Var(name)  # a name of the reverse sweep
        if isinstance(kind, k.Known) and isinstance(kind.value, int | float | str | bool | None):
            shown = self.constants.shown(e.Var(name))
            return e.Const(kind.value) if shown is None else e.Named(kind.value, shown)
        if not self.memory.is_written(name) or self.regions.final(name, None, at):
            return e.Var(name)
        flat = isinstance(kind, k.List) and k.is_number(kind.element)
        if not (isinstance(kind, k.Array) or flat):
            self.guard("a container that is changed later and read as a whole")
        return e.Var(self._keep(name, at, post))

    def _changes(self, name: str, index: Any, at: s.Stmt) -> bool:
        """Is the name a container whose element is changed later?"""
        kind = self.facts.kinds.get(name)
        if not isinstance(kind, k.List | k.Dict | k.Object | k.Tuple) or name in self.kinds:
            return False
        place = index if isinstance(index, e.Expr) else None
        return self.memory.is_written(name) and not self.regions.final(name, place, at)

    def _tells(self, tree: e.Expr, operands: tuple[e.Expr, ...], at: s.Stmt) -> bool:
        """Is it a number or a truth about a container that changes later?"""
        kind = self.facts.kind(tree)
        return (k.is_number(kind) or isinstance(kind, k.Bool)) and any(
            isinstance(one, e.Var)
            and not isinstance(self.facts.kinds.get(one.name), k.Array)
            and one.name not in self.kinds
            and self.memory.is_written(one.name)
            and not self.regions.final(one.name, None, at)
            for one in operands
        )

    def _read_on_one_path(self, tree: e.Expr, arms: Iterable[e.Expr], at: s.Stmt) -> bool:
        """Is it a number, and in it what changes later and is there on one path only?

        w = stack[-1] if stack else 0           w is kept: where `stack` is empty, no element is
        """
        return k.is_number(self.facts.kind(tree)) and any(
            self._is_kept(part, at) for arm in arms for part in nodes(arm)
        )

    def _is_kept(self, tree: e.Expr, at: s.Stmt) -> bool:
        """May the tree raise an error, and is it evaluated by the forward sweep?"""
        match tree:
            case e.Item(e.Var(name), index) | e.Attr(e.Var(name), index):
                return self._changes(name, index, at)
            case e.Call(e.Ref(), args, ()):
                return is_constant_between(tree, self.facts.kind) and self._tells(tree, args, at)
        return False

    def _grows(self, name: str, at: s.Stmt) -> bool:
        """May a container get longer or shorter later?"""
        kind = self.facts.kinds.get(name)
        if kind is None or isinstance(kind, k.Array) or name in self.kinds:
            return False
        return holds_memory(kind) and any(
            self.order.later(at, write) for write in self.memory.of(name).writes
        )

    def keep_tree(self, tree: e.Expr, at: s.Stmt) -> e.Expr:
        """Record an element, or a length, that will change."""
        key = (id(at), repr(tree), False)
        if key not in self.kept:
            kept = self.counter.name("kept")
            self.before.setdefault(id(at), []).append(s.Assign(kept, tree, origin=at.origin))
            self.facts.kinds[kept] = self.facts.kind(tree)
            self.kept[key] = kept
        return e.Var(self.kept[key])

    def _keep(self, name: str, at: s.Stmt, post: bool) -> str:
        """Copy memory that will be overwritten, in the forward sweep."""
        key = (id(at), name, post)
        if key not in self.kept:
            stem = plain(name).removesuffix("_item")
            kept = self.counter.name(f"{stem}_kept")
            record = s.Assign(kept, e.Call(e.Attr(e.Var(name), "copy"), ()), origin=at.origin)
            (self.after if post else self.before).setdefault(id(at), []).append(record)
            self.facts.kinds[kept] = self.facts.kinds[name]
            self.kept[key] = kept
        return self.kept[key]
