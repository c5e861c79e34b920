"""Is what a statement reads still there when the reverse sweep needs it?

A read is *final* if no later store can meet it: no store of its class runs after it, or all
that do touch other elements. Elements are compared by linear forms of the loop variables:
every order of the two accesses gives a system of inequalities, and none may have a solution.
"""

from __future__ import annotations

from functools import cached_property

from srcgrad.analysis.arrays.grown_lists import only_grows
from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.arrays.places import Access, Places
from srcgrad.analysis.arrays.renewed import later_writes
from srcgrad.analysis.arrays.spans import Span, Spans, length_form
from srcgrad.analysis.arrays.turned import turned
from srcgrad.analysis.liveness import Liveness
from srcgrad.analysis.numbers.affine import Form, infeasible
from srcgrad.analysis.numbers.branch_bounds import Branches
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim, Length
from srcgrad.ir.walk import expressions, names


class Regions:
    """Answers questions about the stores of one function."""

    def __init__(self, facts: Facts, order: Order, memory: Memory) -> None:
        self.facts, self.order, self.memory = facts, order, memory
        self.answers: dict[tuple[str, e.Expr | None, int], bool] = {}  # of `final`
        self.limits: dict[int, list[Form]] = {}  # of statements, and of tests around them
        self.carried: dict[int, frozenset[str]] = {}  # into the passes of loops
        self.owned: dict[str, frozenset[int]] = {}  # by a name of it
        self._moved: dict[tuple[int, ...], set[str]] = {}  # by loops
        self.places = Places(facts, order, memory, self.form)
        self.spans = Spans(facts, memory, self.form)
        self.branches = Branches(order, memory, self.form)

    @cached_property
    def turned(self) -> set[str]:
        """The names of arrays in which the same subscript may be another place."""
        return turned(self.facts, self.memory)

    def final(self, name: str, index: e.Expr | None, at: s.Stmt) -> bool:
        """Does nothing that runs after `at` write what `name[index]` holds there?"""
        key = (name, index, id(at))
        if key not in self.answers:
            writes = self.places.writing(name, self._access(name, index), self._written)
            later = later_writes(name, writes, at, self.memory, self.order)
            self.answers[key] = not any(self._meets(name, index, at, w) for w in later)
        return self.answers[key]

    def unchanged(self, name: str, index: e.Expr | None, start: s.Stmt, end: s.Stmt) -> bool:
        """Does nothing between the two statements write what `name[index]` holds?"""
        return not any(
            self.order.between(start, end, write) for write in self.memory.of(name).writes
        )

    def first(self, name: str, index: e.Expr, at: s.Stmt) -> bool:
        """Does nothing that runs before `at` touch `name[index]`, since the array was made?"""
        found = self.memory.of(name)
        made = self.memory.definitions.get(name, [])
        if found.objects != {name} or found.other or len(made) != 1:
            return False
        own = self._own(name)
        return all(
            self._before(name, member, node, index, at, own)
            for node in self.places.mentioning(name, index)
            if node is not made[0]
            and (self.order.straight(node, at) or not own.issuperset(self._around(node, at)))
            for tree in expressions(node)
            for member in set(names(tree)) & found.members
        )

    def _around(self, one: s.Stmt, other: s.Stmt) -> frozenset[int]:
        return frozenset(map(id, self.order.common(one, other)))

    def _own(self, name: str) -> frozenset[int]:
        """The loops of which each pass makes anew what the name stands for, for itself alone."""
        if name not in self.owned:
            found = self.memory.of(name)
            made = [d for o in found.objects for d in self.memory.definitions.get(o, [])]
            known = not found.other and self.memory.holder(name) is None
            loops = [set(map(id, self.order.enclosing(d))) for d in made if known]
            self.owned[name] = frozenset(
                one
                for one in (set.intersection(*loops) if loops else ())
                if not found.members & self._carried(self.order.nodes[one])
            )
        return self.owned[name]

    def _before(
        self, name: str, member: str, node: s.Stmt, index: e.Expr, at: s.Stmt, own: frozenset[int]
    ) -> bool:
        """Does a statement's mention of an array, or of a view of it, touch no `name[index]`?"""
        if member != name:  # what happens to a view happens inside of it
            view = self.memory.of(name).views.get(member)
            match view:
                case s.Assign(_, e.Item(e.Var(base), place)) if base == name:
                    return self.apart(place, view, index, at, own=own)
            return False
        match node:
            case s.Assign(_, e.Item(e.Var(base), place)) if base == name:
                return self.apart(place, node, index, at, own=own)
            case s.Store(e.Var(base), place, value) if base == name:
                return name not in names(value) and self.apart(place, node, index, at, own=own)
            case s.Augment(e.Var(base), e.Expr() as place, _, value) if base == name:
                return name not in names(value) and self.apart(place, node, index, at, own=own)
        return False

    def disjoint(self, name: str, first: e.Expr, second: e.Expr, at: s.Stmt) -> bool:
        """Do two subscripts of an array, with the values of names at `at`, share no element?"""
        if self.spans.adjoin(first, second, set()):
            return True
        lengths = k.dims(self.facts.kinds.get(name, k.Empty()))
        here, there = (self.spans.of(one, self.bounds(at), lengths) for one in (first, second))
        return self._empty(self.bounds(at), here, there, set())

    def _meets(self, name: str, index: e.Expr | None, at: s.Stmt, write: s.Stmt) -> bool:
        own = self._own(name)
        if own and not self.order.straight(at, write) and own.issuperset(self._around(at, write)):
            return False  # the pass that writes has an array of its own
        if self._appends(write):
            if index is None:
                return self._index(name)  # others' elements are read elsewhere, by index
            form = self.form(index)
            if form is not None and infeasible([*self.bounds(at), Form.constant(-1) - form]):
                return False
        here, there = self._access(name, index), self._written(write)
        if here is None or there is None or here[0] != there[0]:
            return True
        lengths = k.dims(self.facts.kinds.get(here[0], k.Empty())) or ()  # of the object itself
        return not self.apart(here[1], at, there[1], write, lengths, own)

    def _carried(self, loop: s.Stmt) -> frozenset[str]:
        """The names that a pass of a loop reads as an earlier one has left them."""
        if id(loop) not in self.carried:
            self.carried[id(loop)] = Liveness([loop], e.NONE).at_head[id(loop)]
        return self.carried[id(loop)]

    def _appends(self, write: s.Stmt) -> bool:
        match write:
            case s.Evaluate(e.Call(e.Attr(_, "append"), _, _)):
                return True
        return False

    def _index(self, name: str) -> bool:
        """May it be a list that an index reads as a whole?"""
        kind = self.facts.kinds.get(name)
        return isinstance(kind, k.List) and not k.differentiable(kind.element)

    def _access(self, name: str, index: e.Expr | None) -> Access:
        """The object behind a name, and the one subscript on it."""
        found = self.memory.of(name)
        if self._whole(name):
            return name, index
        view = found.views.get(name)
        if view is None or name in self.memory.late:
            return None
        match view.value:
            case e.Var(other):
                return self._access(other, index)
            case e.Item(e.Var(other), inner) if self._whole(other) and self._parted(other):
                return other, inner  # a part of a view lies inside the view
        return None

    def _parted(self, name: str) -> bool:
        """Are its parts at two places two parts of memory, now and later?"""
        array = isinstance(self.facts.kinds.get(name), k.Array)
        return array or only_grows(name, self.memory, self.order)

    def _whole(self, name: str) -> bool:
        """Is an array under this name always one that was made, and not in part, or turned?"""
        return name in self.memory.of(name).objects and name not in self.turned

    def _written(self, write: s.Stmt) -> Access:
        if isinstance(write, s.Write) and isinstance(write.base, e.Var):
            return self._access(write.base.name, write.index)
        return None

    def apart(
        self,
        first: e.Expr | None,
        at: s.Stmt,
        second: e.Expr | None,
        write: s.Stmt,
        lengths: tuple[Length, ...] | None = None,
        own: frozenset[int] = frozenset(),
    ) -> bool:
        """Do two subscripts share no element, the second at a statement that runs after `at`?

        What runs in another pass of the loops `own` meets another array.
        """
        if first is None or second is None:
            return False
        common = self.order.common(at, write)
        base_names = names(write.base) if isinstance(write, s.Write) else ()
        if lengths is None:
            lengths = next((k.dims(self.facts.kinds[n]) for n in base_names), None)
        here = self.spans.of(first, self.bounds(at), lengths)
        there = self.spans.of(second, self.bounds(write), lengths)
        moving = self._moving(common)
        around = [*self.order.loops[id(at)], *self.order.loops[id(write)]]
        if self.spans.adjoin(first, second, self._moving(around)):
            return True
        bounds = self.bounds(at) + [f.renamed(moving, "'") for f in self.bounds(write)]
        spans = [form for span in (*here, *there) if span is not None for form in span]
        mentioned = {n.removesuffix("'") for form in (*bounds, *spans) for n, _ in form.terms}
        cases = [self._same(moving & mentioned)] if self.order.straight(at, write) else []
        for depth, loop in enumerate(common):
            if id(loop) not in own:
                cases.append(self._next(common, depth, moving))
        return all(self._empty(bounds + case, here, there, moving) for case in cases)

    def _empty(
        self, system: list[Form], here: list[Span], there: list[Span], moving: set[str]
    ) -> bool:
        for a, b in zip(here, there, strict=False):
            if a is None or b is None:
                continue
            low, high = (f.renamed(moving, "'") for f in b)
            system = [*system, high - a[0], a[1] - low, *self.spans.counts((*a, low, high))]
        return infeasible(system)

    def _moving(self, loops: list[s.Stmt]) -> set[str]:
        """The symbols that may differ between passes of loops."""
        key = tuple(map(id, loops))
        found = self._moved.get(key)
        if found is None:
            bound_in = self._bound_in
            found = self._moved[key] = set().union(*(bound_in.get(one, ()) for one in key))
        return found

    @cached_property
    def _bound_in(self) -> dict[int, set[str]]:
        """The names that are bound inside of a loop, or by it."""
        found: dict[int, set[str]] = {}
        for name, definitions in self.memory.definitions.items():
            for node in definitions:
                for loop in self.order.loops[id(node)]:
                    found.setdefault(id(loop), set()).add(name)
        return found

    def _same(self, moving: set[str]) -> list[Form]:
        """The two accesses happen in the same pass of every common loop."""
        out = []
        for name in sorted(moving):
            a, b = Form.of(name), Form.of(name + "'")
            out += [a - b, b - a]
        return out

    def _next(self, common: list[s.Stmt], depth: int, moving: set[str]) -> list[Form]:
        """The second access happens in a later pass of the loop at `depth`."""
        out = []
        for loop in common[:depth]:
            if isinstance(loop, s.For):
                a, b = Form.of(loop.target), Form.of(loop.target + "'")
                out += [a - b, b - a]
        loop = common[depth]
        if isinstance(loop, s.For):
            step = self._step(loop)
            a, b = Form.of(loop.target), Form.of(loop.target + "'")
            if step is not None:
                out.append((b - a if step > 0 else a - b) - Form.constant(abs(step)))
        return out

    def _step(self, loop: s.For) -> int | None:
        match loop.source:
            case e.Call(e.Ref("range"), (_,) | (_, _), ()):
                return 1
            case e.Call(e.Ref("range"), (_, _, e.Const(int(step))), ()) if step:
                return step
        return None

    def bounds(self, at: s.Stmt) -> list[Form]:
        """What the loops and the tests around a statement say of the loops' variables."""
        if id(at) not in self.limits:
            self.limits[id(at)] = self._bounds(at)
        return self.limits[id(at)]

    def _bounds(self, at: s.Stmt) -> list[Form]:
        out: list[Form] = []
        for loop in self.order.loops[id(at)]:
            if loop is at or not isinstance(loop, s.For):
                continue
            step = self._step(loop)
            if step is None or not isinstance(loop.source, e.Call):
                continue
            args = loop.source.args
            start = Form.constant(0) if len(args) == 1 else self.form(args[0])
            stop = self.form(args[0] if len(args) == 1 else args[1])
            value, one = Form.of(loop.target), Form.constant(1)
            if start is not None:
                out.append(value - start if step > 0 else start - value)
            if stop is not None:
                out.append(stop - value - one if step > 0 else value - stop - one)
        return out + self.branches.bounds(at, out)

    def form(self, tree: e.Expr) -> Form | None:
        """An integer expression as a linear form, through names that are bound once."""
        match tree:
            case e.Const(int(value)):
                return Form.constant(value)
            case e.Var(name):
                return self._named(name)
            case e.Binary("+" | "-" as op, left, right):
                a, b = self.form(left), self.form(right)
                if a is None or b is None:
                    return None
                return a + b if op == "+" else a - b
            case e.Binary("*", e.Const(int(factor)), right):
                inner = self.form(right)
                return None if inner is None else inner.scaled(factor)
            case e.Unary("-", operand):
                inner = self.form(operand)
                return None if inner is None else inner.scaled(-1)
            case e.Item(e.Attr(e.Var(), "shape")) | e.Call(e.Ref("len"), (e.Var(),), ()):
                kind = k.general(self.facts.kind(tree))
                return length_form(kind.value) if isinstance(kind, k.Int) else None
        return None

    def _named(self, name: str) -> Form | None:
        kind = k.general(self.facts.kinds.get(name, k.Empty()))
        if not isinstance(kind, k.Int):
            return None
        definitions = self.memory.definitions.get(name, [])
        if name in self.memory.late or (name in self.memory.entry and definitions):
            return None  # another value at entry, or in a pass before it is bound
        if len(definitions) == 1 and isinstance(definitions[0], s.Assign):
            inner = self.form(definitions[0].value)
            if inner is not None:
                return inner
        if len(definitions) == 1 and isinstance(definitions[0], s.For):
            return Form.of(name)
        if isinstance(kind.value, int):
            return Form.constant(kind.value)
        if not definitions or len(definitions) == 1:
            return (
                length_form(kind.value)
                if isinstance(kind.value, Dim)
                and kind.value.base
                and "@loop" not in kind.value.base
                else Form.of(name)
            )
        return None
