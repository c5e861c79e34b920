"""The state of one reverse sweep while it is made, and the small steps that all parts use."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from srcgrad.adjoint.environment import Adjoint, bar
from srcgrad.adjoint.records.demand import Demand
from srcgrad.analysis.findings.explain import callee, missing_rule
from srcgrad.infer.sharing.memory import function_of, holds_memory, shares
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, substitute
from srcgrad.normalize.arrays.layout import in_order
from srcgrad.runtime import unbroadcast

ZEROS_LIKE = e.Ref("np.zeros_like", np.zeros_like)
FULL_LIKE = e.Ref("np.full_like", np.full_like)
RANGE = e.Ref("range", range)
BROADCAST_TO = e.Ref("np.broadcast_to", np.broadcast_to)
IN_FLIGHT = "in flight"  # the entry of the adjoint that is being moved
PERHAPS = {np.reshape, np.ravel, np.ascontiguousarray}  # a view, or a copy


class Sweep(Demand):
    """Everything that the parts of the generator share."""

    def is_shadow(self, name: str) -> bool:
        """Is the name's adjoint a shadow (its memory is written), or a list of adjoints?"""
        kind = self.facts.kinds.get(name, k.Empty())
        if isinstance(kind, k.List):
            return True
        return isinstance(kind, k.Array) and self.memory.is_written(name)

    def filled(self, name: str, number: e.Expr) -> e.Expr:
        """A number in the shape of a value; what may be a float is no pattern for complex ones."""
        if self.facts.mixed(name) and k.is_complex(self.facts.kinds[name]):
            shape = e.Call(e.Ref("np.shape", np.shape), (e.Var(name),))
            return e.Call(e.Ref("np.full", np.full), (shape, number))
        return e.Call(FULL_LIKE, (e.Var(name), number))

    def root(self, name: str) -> str:
        """The name of the object behind a name of a written class."""
        if name in self.forward:
            return name
        reason = self.memory.open_reason(name)
        if reason is not None:
            self._blame_a_callee(name)
            if isinstance(self.facts.kinds[name], k.List):
                self.refuse(
                    f"{reason}, and it changes in a way that is not followed",
                    "change lists by `append`, `pop` and stores of single elements",
                )
            self.refuse(
                f"{reason}, and it is written",
                "give each array one name, and copy where it branches",
            )
        while name in self.memory.of(name).views and not self.perhaps_view(name):
            name = next(
                n
                for n in names(self.memory.of(name).views[name].value)
                if holds_memory(self.kind(e.Var(n)))
            )
        return name

    def _blame_a_callee(self, name: str) -> None:
        """An array may be another one: a callee without a rule may return what it is given."""
        for member in sorted(self.memory.of(name).members & self.active):
            for node in self.memory.definitions.get(member, []):
                value = getattr(node, "value", None)
                if isinstance(value, e.Call) and missing_rule(value, self.facts):
                    raise callee(value, node, self.facts)

    def perhaps_view(self, name: str) -> bool:
        """Is the name bound to `reshape`, `ravel` or the like of an array of unknown layout?"""
        view = self.memory.of(name).views.get(name)
        if view is None or not isinstance(view.value, e.Call) or not self.memory.is_written(name):
            return False
        if function_of(view.value, self.facts.kind) not in PERHAPS:
            return False
        base = next(n for n in names(view.value) if holds_memory(self.kind(e.Var(n))))
        for node in self.memory.definitions.get(base, []):
            if (
                isinstance(node, s.Assign)
                and isinstance(node.value, e.Call)
                and base in self.memory.of(base).objects
            ):
                return not in_order(node.value)
        return True

    def has_shadow(self, root: str) -> bool:
        """Has anything been added to the shadow yet?"""
        if root in self.env.entries or root in self.forward:
            return True
        if self.perhaps_view(root):  # what is behind it may have a shadow
            view = self.memory.of(root).views[root]
            return self.has_shadow(
                self.root(next(n for n in names(view.value) if holds_memory(self.kind(e.Var(n)))))
            )
        return False

    def relatives(self, root: str) -> set[str]:
        """The names of the memory class: their shadows may overlap."""
        found = self.memory.of(root)
        if root in self.forward or any(self.perhaps_view(n) for n in found.views):
            return {
                n
                for n in found.members
                if n in self.forward or n in self.env.entries or n in self.env.pending
            } | {root}
        return {root}

    # -- writing names of the reverse sweep ------------------------------------------------

    def protect(self, name: str, in_place: bool, owner: str | None = None) -> None:
        """Give their own value to entries that would change when `name` does."""
        for other, entry in list(self.env.entries.items()):
            if other == owner or not entry.depends(name):
                continue
            if entry.expr == e.Var(bar(other)) and (not in_place or self.is_shadow(other)):
                continue
            entry = self.env.entries[other]
            if not entry.depends(name):
                continue  # a copy of the memory that it shared was made for another one
            if other == IN_FLIGHT:
                self._protect_terms(entry, in_place)
            elif in_place and self._is_value(entry.expr):
                assert isinstance(entry.expr, e.Var)
                self._copy(entry.expr.name)
            else:
                self.materialize(other, copy=in_place)

    def protected(self, name: str, value: e.Expr, in_place: bool, owner: str) -> e.Expr:
        """Protect what depends on `name`; what is to be bound, or added, as it was before.

        Adjoints that get their own values may get the names that the value is made of:

            held = v_bar + x_bar * t
            v_bar = x_bar
            x_bar = held
        """
        start = len(self.out)
        self.protect(name, in_place, owner)
        if not bound(self.out[start:]).isdisjoint(names(value)):
            held = self.counter.name("held") + "~local"
            self.kinds[held] = self.kind(value)
            self.out.insert(start, s.Assign(held, value, origin=self.out[start].origin))
            return e.Var(held)
        return value

    def _protect_terms(self, entry: Adjoint, in_place: bool) -> None:
        """The adjoint that is being moved keeps its value for the terms that are still to come."""
        assert isinstance(entry.expr, e.Var)
        shadow = entry.expr.name.endswith("~bar") and self.is_shadow(
            entry.expr.name.removesuffix("~bar")
        )
        if in_place and not shadow:
            self._copy(entry.expr.name)
            self.env.entries[IN_FLIGHT] = entry.with_(memory=frozenset())
        elif self.terms:
            held = self.counter.name("held") + "~local"
            value = self.copied(entry.expr) if in_place else entry.expr
            self.emit(s.Assign(held, value))
            self.kinds[held] = self.kind(entry.expr)
            for term in self.terms:
                term.tree = substitute(term.tree, {entry.expr.name: e.Var(held)})
            memory = frozenset() if in_place else entry.memory
            self.env.entries[IN_FLIGHT] = entry.with_(expr=e.Var(held), memory=memory)

    def _is_value(self, tree: e.Expr) -> bool:
        """Is the expression a name of the reverse sweep that is bound once, and never written?"""
        if not isinstance(tree, e.Var) or not tree.name.endswith("~bar"):
            return False
        name = tree.name.removesuffix("~bar")
        return (
            name in self.facts.kinds
            and name not in self.forward
            and not self.is_shadow(name)
            and isinstance(self.kind(tree), k.Array)
        )

    def _copy(self, own: str) -> None:
        """Give a name that holds a view memory of its own, where it was bound if that is near."""
        if not isinstance(self.kind(e.Var(own)), k.Array):
            return
        for name, entry in self.env.entries.items():
            if entry.expr == e.Var(own):
                self.env.entries[name] = entry.with_(memory=frozenset())
        for node in reversed(self.out):
            if isinstance(node, s.Assign) and node.target == own:
                node.value = self.copied(node.value)
                return
            if blocks(node):
                break
        self.emit(s.Assign(own, self.copied(e.Var(own))))

    def materialize(self, name: str, copy: bool = False) -> None:
        """Bind an entry to its own name."""
        entry = self.env.entries[name]
        own = bar(name)
        array = isinstance(self.kind(entry.expr), k.Array)
        if entry.expr == e.Var(own):
            if copy and array:
                self._copy(own)
                self.env.entries[name] = entry.with_(owned=True, memory=frozenset())
            return
        if name in self.busy:  # two adjoints wait for each other's name: one steps aside
            held = self.counter.name("held") + "~local"
            self.emit(s.Assign(held, entry.expr))
            self.kinds[held] = self.kind(entry.expr)
            self.env.entries[name] = entry.with_(expr=e.Var(held))
            return
        self.busy.add(name)
        self.protect(own, in_place=False, owner=name)
        self.busy.discard(name)
        entry = self.env.entries[name]
        value = self.copied(entry.expr) if copy and array else entry.expr
        self.emit(s.Assign(own, value))
        self.kinds[own] = self.kind(entry.expr)
        memory = frozenset() if copy and array else self.alias(entry.expr) | entry.memory
        self.env.entries[name] = Adjoint(
            e.Var(own), entry.full, bool(copy and array) or not array, memory=memory - {own}
        )

    def alias(self, tree: e.Expr) -> frozenset[str]:
        """The names whose memory an expression's value may be."""
        return frozenset(shares(tree, self.kind))

    def bind(self, name: str, value: e.Expr, full: bool) -> None:
        """Bind a value's adjoint to its own name."""
        own = bar(name)
        if isinstance(value, e.Const | e.Var) or (
            isinstance(value, e.Item) and value.base == e.Var("seed~bar")
        ):
            kind = self.kind(value)
            memory = frozenset() if not isinstance(kind, k.Array) else self._reached(value)
            self.env.entries[name] = Adjoint(value, full, memory=memory)
            return
        before = self.env.entries.get(name)
        if before is not None and before.expr != e.Var(own):  # it needs no name any more
            del self.env.entries[name]
        kept = self.protected(own, value, in_place=False, owner=name)
        held: frozenset[str] = frozenset()
        for other in self.alias(value):
            held |= {other} | self._reached(e.Var(other)) | (before.memory if before else held)
        self.kinds[own] = self._kind_of_adjoint(name, kept, full)
        self.emit(s.Assign(own, kept))
        owned = not held and not self.is_spread(value)
        self.env.entries[name] = Adjoint(e.Var(own), full, owned=owned, memory=held - {own})

    def _kind_of_adjoint(self, name: str, value: e.Expr, full: bool) -> k.Kind:
        """That of the value; lengths that a function of the run time does not tell are known."""
        found, kind = self.kind(value), self.facts.kinds[name]
        if not full or not isinstance(found, k.Array) or not isinstance(kind, k.Array):
            return found
        dims = k.dims(found), k.dims(kind)
        untold = dims[0] and dims[1] and len(dims[0]) == len(dims[1]) and None in dims[0]
        return replace(found, dims=kind.dims) if untold else found

    def is_spread(self, tree: e.Expr) -> bool:
        """Is it what repeats elements, or a diagonal, and so cannot be written?"""
        match tree:
            case e.Call(e.Ref(_, np.diagonal | np.broadcast_to)):
                return True
            case e.Call(e.Ref(_, function), (inner, _), ()) if function is unbroadcast:
                called = inner.func if isinstance(inner, e.Call) else None
                repeats = isinstance(called, e.Ref) and called.target in (
                    np.expand_dims,
                    np.broadcast_to,
                    np.diagonal,
                )
                return repeats or 1 in (k.dims(self.kind(inner)) or ())
        return False

    def _reached(self, value: e.Expr) -> frozenset[str]:
        """The names whose memory a name of the reverse sweep may share."""
        found = set(names(value))
        for entry in self.env.entries.values():
            if isinstance(entry.expr, e.Var) and entry.expr.name in found:
                found |= entry.memory
        return frozenset(found)

    def flush(self, root: str) -> None:
        """Carry out the clearing that waits on a shadow."""
        for one in sorted(self.relatives(root)):
            self._flush(one)

    def changing(self, root: str) -> None:
        """A shadow is about to be changed: nothing may still refer to what it holds now."""
        for one in sorted(self.relatives(root)):
            self.protect(bar(one), in_place=True, owner=root)

    def _flush(self, root: str) -> None:
        waiting = self.env.pending.pop(root, None)
        if waiting is None:
            return
        base, index = waiting
        self.changing(root)
        self.store(base, index, e.ZERO)
        self.out[-1].origin = self.cleared_by.get(root, self.out[-1].origin)

    def store(self, base: e.Expr, index: e.Expr | None, value: e.Expr) -> None:
        """`base[index] = value`; without an index the whole of `base`."""
        if index is not None:
            self.emit(s.Store(base, index, value))
        elif isinstance(base, e.Item):
            self.emit(s.Store(base.base, base.index, value))
        else:
            self.emit(s.Store(base, e.Const(...), value))

    def augment(self, base: e.Expr, index: e.Expr | None, op: str, value: e.Expr) -> None:
        """`base[index] op= value`; without an index the whole of `base`."""
        if index is not None or isinstance(base, e.Var):
            self.emit(s.Augment(base, index, op, value))
        elif isinstance(base, e.Item):
            self.emit(s.Augment(base.base, base.index, op, value))
        else:
            self.emit(s.Augment(base, e.Const(...), op, value))

    def flush_all(self) -> None:
        for root in list(self.env.pending):
            self.flush(root)

    def settle(self) -> None:
        """Before control flow: no clearing waits, and no entry is a part of a shadow."""
        self.flush_all()
        for name, entry in list(self.env.entries.items()):
            if isinstance(entry.expr, e.Item | e.Attr | e.Call):
                self.materialize(name, copy=True)

    def rebinding(self, targets: tuple[str, ...]) -> None:
        """Names of the primal are about to get earlier values: what mentions them goes first."""
        for name in targets:
            for root, (base, index) in list(self.env.pending.items()):
                mentioned = set(names(base)) | set(names(index))
                if name in mentioned:
                    self.flush(root)
            self.protect(name, in_place=False)
