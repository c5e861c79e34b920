"""The abstract interpretation: kinds, what may share memory, what depends on `wrt`.

Each name is one web, so facts are kept per name; the statements are gone through until
nothing changes. A branch whose test is known is not looked into.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.callees.recursion import assumed
from srcgrad.infer.callees.resolved import callee_of, takes_rest
from srcgrad.infer.facts import MUTATORS, Facts
from srcgrad.infer.kinds.draws import draws_freely
from srcgrad.infer.kinds.elements import (
    element_of,
    entering,
    indexed,
    named,
    symbol,
    wide,
)
from srcgrad.infer.kinds.operators import binary
from srcgrad.infer.lengths.proven import Proven, proven
from srcgrad.infer.narrowing import shown, tested
from srcgrad.infer.sharing.classes import Classes
from srcgrad.infer.sharing.hidden import changed_by, is_hidden, may_store, written_by
from srcgrad.infer.sharing.memory import holds_memory, is_constant_between, slot
from srcgrad.infer.sharing.passes import birthplaces, inside
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.mutating import moves
from srcgrad.ir.painting import is_painted
from srcgrad.ir.walk import blocks, bound, names, nodes, statements
from srcgrad.normalize.calls.inline import starred

ROUNDS = 60  # more than the height of the lattice times the depth of any sane program
WIDEN = 6  # changes of a name's kind, after which its lengths are given up


class Inference(Classes):
    """One run over one program."""

    def __init__(
        self,
        core: Core,
        start: dict[str, k.Kind],
        wrt: set[str],
        overlap: tuple[str, ...] = (),
        known: Proven | None = None,
    ) -> None:
        super().__init__(Facts(dict(start), set(wrt), free=tuple(core.free), entry=start))
        self.core, self.known = core, known
        self.given = start, wrt, overlap
        self.facts.overlap = overlap
        for name in overlap[1:]:
            self.facts.parents[name] = overlap[0]
        for name, cell in core.cells.items():
            if cell.hidden:  # functions whose statements are still to be put in bind it too
                self.facts.kinds[name] = k.Unknown()
                self.facts.varied.add(name)
        self.fixed = set(start)
        self.updates: Counter[str] = Counter()
        self.places = birthplaces(core.body)
        self.visited: set[str] = set()  # names bound by statements that may run
        self.inside = inside([*core.body, s.Evaluate(core.result)])

    def run(self) -> Facts:
        """Go through the program until nothing changes."""
        rounds = 0
        while self.changed:
            self.changed = False
            self.facts.calls.clear()
            self.facts.held.clear()
            self.facts.present = set()
            self.block(self.core.body)
            self.spread()
            rounds += 1
            if rounds > ROUNDS:
                self._widen()
            if not self.changed and not assumed(self.core, self.facts):
                self._settle_empty()
        self.facts.present = set()
        found = proven(self.core, self.facts) if self.known is None else None
        return Inference(self.core, *self.given, found).run() if found else self.facts

    def _settle_empty(self) -> None:
        """A name that is bound, and to nothing that is known: anything, not nothing."""
        for node in statements(self.core.body):
            if (
                isinstance(node, s.Assign)
                and node.target in self.visited
                and isinstance(self.facts.kinds.get(node.target), k.Empty)
            ):
                self.facts.kinds[node.target] = k.Unknown()
                self.changed = True

    def _widen(self) -> None:
        for name in self.facts.kinds:
            if name not in self.fixed:
                self.facts.kinds[name] = k.Unknown()

    def _memory(self, name: str) -> bool:
        return holds_memory(self.facts.kinds.get(name, k.Empty()))

    def set(self, name: str, kind: k.Kind) -> None:
        """Join a kind into a name's."""
        known = self.facts.kinds.get(name, k.Empty())
        held = k.Optional(known) if name in self.facts.nones else known
        whole = k.join(held, self.timeless(name, kind))
        if isinstance(whole, k.Optional) != (name in self.facts.nones):
            self.facts.nones ^= {name}
            self.changed = True
        new = k.present(whole)
        if new != known:
            self.updates[name] += 1
            self.facts.note_clash(name, known, kind, new)
            if self.updates[name] > WIDEN:  # a length that grows from round to round
                new = wide(new)
                if new == known:
                    return
            self.facts.kinds[name] = new
            self.note_container(name, new)
            self.changed = True

    def vary(self, name: str, depends: bool) -> None:
        if (
            depends
            and name not in self.facts.varied
            and k.differentiable(self.facts.kinds.get(name, k.Empty()))
        ):
            self.facts.varied.add(name)
            self.changed = True

    def block(self, nodes: s.Block) -> None:
        for before, node in zip((None, *nodes), nodes, strict=False):
            self.statement(node, before)

    def statement(self, node: s.Stmt, before: s.Stmt | None) -> None:
        match node:
            case s.Assign(target, value):
                self.bind(target, value, node)
                self.evaluate(value)
                self.written_by_call(value)
                self.call(node, value)
            case s.Unpack():
                self.facts.present -= set(node.targets)
                self.unpack(node)
                self.written_by_call(node.value)
            case s.Permute():
                for target, source in zip(node.targets, node.sources, strict=True):
                    self.facts.present -= set(node.targets)  # all are bound at once
                    self.bind(target, e.Var(source))
                self.facts.present -= set(node.targets)
            case s.Store():
                self.store(node)
            case s.Augment():
                self.augment(node)
            case s.Evaluate(value):
                self.evaluate(value)
                self.written_by_call(value)
                self.call(node, value)
            case s.If():
                self.choose(node, tested(node, before))
            case s.For() | s.While() | s.With() | s.Attempt() | s.Ensure():
                known = frozenset(self.facts.present - bound([node]))
                self.around(node, known)
                self.facts.present = set(known)

    def choose(self, node: s.If, told: e.Expr) -> None:
        """A branch; where both sides meet again, what neither leaves None is not None."""
        test = self.facts.kind(node.test)
        known, met = self.facts.present, []
        for side, holds in ((node.body, True), (node.orelse, False)):
            if k.constant(test) and bool(k.value_of(test)) != holds:
                continue
            self.facts.present = known | shown(told, holds)
            self.block(side)
            if not side or not isinstance(side[-1], s.Break | s.Raise):
                met.append(self.facts.present)
        self.facts.present = set.intersection(*met) if met else known

    def around(self, node: s.Stmt, known: frozenset[str]) -> None:
        """A statement around others that may run several times, or not to their end."""
        self.facts.present = set(known)
        match node:
            case s.For():
                self.loop(node)
            case s.With() | s.Attempt() | s.Ensure():
                for name, found in entering(node).items():
                    self.visited.add(name)
                    self.set(name, found)
                if isinstance(node, s.With):
                    self.written_by_call(node.manager)
                for inner in blocks(node):
                    self.facts.present = set(known)
                    self.block(inner)
            case s.While():
                self.block(node.prelude)
                test = self.facts.kind(node.test)
                self.facts.present |= shown(tested(node, *node.prelude[-1:]))
                if not (k.constant(test) and not k.value_of(test)):
                    self.block(node.body)

    def bind(self, target: str, value: e.Expr, node: s.Stmt | None = None) -> None:
        found = self.facts.bare(value)
        if self.known and node and isinstance(value, e.Item):
            found = self.known.kind(node, value, found, self.facts.kind)
        if target in self.places:
            held = named(k.present(found), self.places[target])
            found = k.Optional(held) if isinstance(found, k.Optional) else held
        self.visited.add(target)
        self.facts.kinds.setdefault(target, k.Empty())
        self.set(target, found)
        if found == k.NOTHING or isinstance(found, k.Optional) or target in self.core.cells:
            self.facts.present.discard(target)
        else:
            self.facts.present.add(target)
        found = k.present(found)
        if holds_memory(found):
            self.hold(target, value)
        self.vary(target, is_painted(found) or self.depends(value))

    def depends(self, value: e.Expr) -> bool:
        """Does a derivative flow from the operands to the value?"""
        varied = self.facts.is_varied
        if not varied(value) or isinstance(value, (e.Compare, e.Text)):
            return False
        if isinstance(value, e.Call):
            if is_constant_between(value, self.facts.kind) or draws_freely(
                value, self.facts.kind, varied
            ):
                return False
            return any(map(varied, (*value.args, *(v for _, v in value.kwargs), value.func)))
        if isinstance(value, e.Binary) and value.op == "//":
            return False
        if isinstance(value, e.Item) and indexed(self.facts.kind(value.base)):
            return varied(value.base)
        return True

    def call(self, node: s.Stmt, value: e.Expr) -> None:
        """Note a call of a Python function that should be looked into."""
        if isinstance(value, e.Call):
            callee = callee_of(value, self.facts)
            if callee is not None and (not starred(value) or takes_rest(value, callee, self.facts)):
                self.facts.calls.append((node, callee))

    def written_by_call(self, value: e.Expr) -> None:
        """What a callee may write, it may write with anything that it is given."""
        self.by_methods(value)
        if not isinstance(value, e.Call):
            return
        if isinstance(self.facts.kind(value.func), k.Function | k.Several):
            self.handed_over(value)  # its statements are still to be put in
            return
        depends, hidden = self.facts.is_varied(value), is_hidden(value, self.facts)
        for name in self.behind(written_by(value, self.facts), hidden):
            if isinstance(self.facts.kinds.get(name), k.Dict | k.Object | k.List | k.Unknown):
                self.facts.grown.add(name)
                self.facts.held.update([name] if may_store(value, name, self.facts) else [])
                if hidden:
                    self.loosen(name)
                elif not self.of_set(value):
                    self.open_sets(name)
                if hidden and not moves(value):  # it may put in anything, of any kind
                    self.grow(name, k.Unknown())
            self.vary(name, depends)

    def handed_over(self, call: e.Call) -> None:
        """A function that the program makes may change the containers that it is given."""
        for operand in (*call.args, *(v for _, v in call.kwargs)):
            for name in names(operand):
                kind = self.facts.kinds.get(name, k.Empty())
                if k.mutable(kind) and not isinstance(kind, k.Unknown):
                    self.changed_within(name)

    def made(self, value: e.Closure) -> None:
        """A function that the program makes may change the containers that it holds."""
        held = [(n, v) for n, v in zip(value.names, value.values, strict=True)]
        held += [(n, e.Var(actual)) for n, actual in value.cells]
        for label, operand in held:
            for name in names(operand):
                kind = self.facts.kinds.get(name, k.Empty())
                nested = isinstance(kind, k.List) and any(map(k.mutable, kind.items or ()))
                nested |= isinstance(kind, k.Dict) and any(map(k.mutable, kind.items))
                reads = label in getattr(value.code, "read", ()) and not nested
                if k.mutable(kind) and not reads:
                    self.changed_within(name)
        self.facts.held.update(changed_by(value.code, self.core))

    def unpack(self, node: s.Unpack) -> None:
        held, depends = self.facts.kind(node.value), self.facts.is_varied(node.value)
        count = len(node.targets)
        for position, target in enumerate(node.targets):
            index: e.Expr = e.Const(
                position if node.star is None or position < node.star else position - count
            )
            if position == node.star:
                self.set(target, k.List(None, element_of(held)))
            else:
                item = self.facts.bare(e.Item(node.value, index))
                self.set(target, k.Int() if isinstance(held, k.Range) else item)
            if holds_memory(self.facts.kinds.get(target, k.Empty())):
                place = slot(target) if position == node.star else target
                self.unite(place, self.held_by(node.value))
            self.vary(target, depends or is_painted(held))

    def store(self, node: s.Store) -> None:
        base, value = self.facts.kind(node.base), self.facts.bare(node.value)
        part = isinstance(node.index, e.Slice)
        for name in names(node.base):
            if isinstance(base, k.List):
                self.grow(name, element_of(value) if part else value)
            elif isinstance(base, k.Unknown):
                self.facts.grown.add(name)  # it may be a container that has other names
            elif isinstance(base, k.Dict | k.Object):
                self.facts.grown.add(name)
                self.store_item(name, self.facts.kind(node.index), value)
            if not isinstance(base, k.Array):
                within = isinstance(base, k.List) and not part
                put = self.take if isinstance(base, k.List) and part else self.hold
                put(slot(name) if within else name, node.value)
            self.vary(name, self.facts.is_varied(node.value))

    def augment(self, node: s.Augment) -> None:
        if node.index is None:
            assert isinstance(node.base, e.Var)
            name = node.base.name
            held = self.facts.kind(node.base)
            if isinstance(held, k.List | k.Set):
                self.grow(name, element_of(self.facts.kind(node.value)))
                self.take(name, node.value)
            elif not isinstance(held, k.Array):
                self.other_keys(name)
                if isinstance(held, k.Dict):
                    self.joined(name, node.value, inside=False)
                self.set(name, binary(node.op, held, self.facts.kind(node.value)))
                if isinstance(held, k.Unknown):
                    self.facts.grown.add(name)
            self.vary(name, self.facts.is_varied(node.value))
            return
        base = self.facts.kind(node.base)
        for name in names(node.base):
            if isinstance(base, k.List):
                held = k.present(base.element)
                if isinstance(held, k.Dict):
                    self.joined(name, node.value, inside=True)
                self.grow(name, binary(node.op, held, self.facts.kind(node.value)))
            elif not isinstance(base, k.Array):
                self.facts.grown.add(name)
                held = self.facts.kind(e.Item(node.base, node.index))
                self.store_item(
                    name,
                    self.facts.kind(node.index),
                    binary(node.op, held, self.facts.kind(node.value)),
                )
            self.vary(name, self.facts.is_varied(node.value))

    def evaluate(self, value: e.Expr) -> None:
        for part in nodes(value):
            if isinstance(part, e.Closure):
                self.made(part)
        if not isinstance(value, e.Call) or not isinstance(value.func, e.Attr):
            return
        base, method = value.func.base, value.func.name
        held = self.facts.kind(base)
        if not isinstance(base, e.Var) or not isinstance(held, k.List):
            return
        if method not in MUTATORS:  # it may change the list, and is refused
            return self.vary(base.name, any(map(self.facts.is_varied, value.args)))
        added: k.Kind = k.Empty()
        if method in ("append", "insert") and value.args:
            added = self.facts.bare(value.args[-1])
        elif method == "extend" and value.args:
            added = element_of(self.facts.kind(value.args[0]))
        self.grow(base.name, added)
        for argument in value.args:
            taken = method == "extend"
            (self.take if taken else self.hold)(base.name if taken else slot(base.name), argument)
            self.vary(base.name, self.facts.is_varied(argument))

    def loop(self, node: s.For) -> None:
        held = self.facts.kind(node.source)
        element = element_of(held) if not isinstance(held, k.Range) else k.Int(symbol(node))
        self.set(node.target, element)
        if holds_memory(element):
            self.unite(node.target, self.held_by(node.source))
        self.vary(node.target, self.facts.is_varied(node.source))
        self.block(node.body)
