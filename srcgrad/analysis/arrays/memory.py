"""Memory classes: which arrays are written, and through which names they are reached.

A *class* is the names that may share memory. Where no store reaches a class, its names hold
plain values. A written class is *settled* if one object is behind it, and each other name is
a view whose chain of steps from that object is known.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from srcgrad.analysis.arrays.exchange import exchanged
from srcgrad.analysis.liveness import Liveness as Heads
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import MUTATORS, Facts
from srcgrad.infer.kinds.differences import perhaps_itself
from srcgrad.infer.sharing.memory import function_of, holds_memory, may_write
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.liveness import Liveness
from srcgrad.ir.walk import bound, names, nodes, statements, targets, used
from srcgrad.late import dataclass, field

READ_ONLY = {np.broadcast_to, np.diagonal, np.diag, np.imag, sliding_window_view}


@dataclass
class MemoryClass:
    """One class of names that may share memory."""

    members: set[str] = field(default_factory=set)
    writes: list[s.Stmt] = field(default_factory=list)
    objects: set[str] = field(
        default_factory=set
    )  # names bound to a new array, or to an argument's
    views: dict[str, s.Assign] = field(
        default_factory=dict
    )  # names bound to a view, or a second name
    other: set[str] = field(default_factory=set)  # names bound in any other way

    @property
    def written(self) -> bool:
        return bool(self.writes)


class Memory:
    """The classes of one function."""

    def __init__(self, core: Core, facts: Facts, order: Order) -> None:
        self.core, self.facts, self.order = core, facts, order
        self.classes: dict[str, MemoryClass] = {}
        self.definitions: dict[str, list[s.Stmt]] = {}
        self.choices: dict[str, s.If | None] = {}
        entry = self.entry = [p.name for p in core.parameters] + sorted(core.free)
        entry += sorted(core.inputs.values())
        for node in statements(core.body):
            for name in targets(node):
                if not isinstance(node, s.Augment):
                    self.definitions.setdefault(name, []).append(node)
        for name, kind in facts.kinds.items():
            if holds_memory(kind):
                self.of(name).members.add(name)
        for name in facts.kinds:
            if name in entry or name not in self.definitions:
                self.of(name).objects.add(name)
        for node in statements(core.body):
            self._visit(node)
        for node in reversed(list(statements(core.body))):
            if isinstance(node, s.Attempt):
                self._caught(node)

    def of(self, name: str) -> MemoryClass:
        """The class of a name."""
        return self.classes.setdefault(self.facts.root(name), MemoryClass())

    def _memory(self, name: str) -> bool:
        return holds_memory(self.facts.kinds.get(name, k.Empty()))

    def _visit(self, node: s.Stmt) -> None:
        match node:
            case s.Assign(target, value) if self._memory(target):
                found = self.of(target)
                sources = self.facts.shares(value)
                made = isinstance(self.facts.kinds[target], k.List) and not _taken(value)
                if not sources or made:
                    found.objects.add(target)
                elif (
                    len(self.definitions[target]) == 1
                    and len(set(sources)) == 1
                    and target not in found.objects
                    and target not in self.carried
                    and not isinstance(self.facts.kinds.get(sources[0]), k.Tuple)
                    and not perhaps_itself(value, self.facts.kind)
                ):
                    found.views[target] = node
                else:
                    found.other.add(target)
            case s.Unpack(_, e.Call() as call) if not self.facts.shares(call):
                for target in node.targets:
                    if self._memory(target):
                        self.of(target).objects.add(target)
            case s.Unpack() | s.Permute() | s.For() | s.With() | s.Attempt():
                for target in targets(node):
                    if self._memory(target):
                        self.of(target).other.add(target)
            case s.Store(base, _, _) | s.Augment(base, _, _, _):
                for name in names(base):
                    if self._memory(name):
                        self.of(name).writes.append(node)
            case s.Evaluate(e.Call() as call):
                self._effect(node, call)
        if isinstance(node, s.Assign | s.Unpack):
            for part in nodes(node.value):  # inactive ones may stand in one another
                if isinstance(part, e.Call):
                    self._effect(node, part)
        if isinstance(node, s.With) and isinstance(node.manager, e.Call):
            self._effect(node, node.manager)

    def _caught(self, node: s.Attempt) -> None:
        """What changes the containers of an exception changes what is caught."""
        made = [x.value for x in statements(node.body) if isinstance(x, s.Raise) and x.value]
        for name in dict.fromkeys(n for value in made for n in self.facts.shares(value)):
            if self.of(name) is not self.of(node.error):
                self.of(node.error).writes += self.of(name).writes

    def _effect(self, node: s.Stmt, call: e.Call) -> None:
        """A method that changes its container; a callee that may write what it is given."""
        if isinstance(call.func, e.Attr) and isinstance(call.func.base, e.Var):
            base = call.func.base.name
            changed = self._memory(base) and not isinstance(self.facts.kinds[base], k.Array)
            if changed and call.func.name in MUTATORS:
                self.of(base).writes.append(node)
        for name in may_write(call, self.facts.kind, self.facts.free):
            self.of(name).writes.append(node)

    @cached_property
    def mentioned(self) -> Counter[str]:
        """How often each name stands in the program."""
        return occurrences(self.core.body) + Counter(names(self.core.result))

    def bindings(self, name: str) -> int:
        """How often a name is bound; arguments and free values are bound at entry."""
        return len(self.definitions.get(name, [])) + (name in self.entry)

    def is_written(self, name: str) -> bool:
        """Is a name's memory written by the program?"""
        return self._memory(name) and self.of(name).written

    def reaches_written(self, name: str) -> bool:
        """Is a name's memory written, or what lists in it hold?"""
        return self._memory(name) and any(self.of(p).written for p in self.facts.places(name))

    def read_only(self, name: str) -> bool:
        """Is the name a view that cannot be written, or a view of one?"""
        view = self.of(name).views.get(name)
        return view is not None and self.gives_read_only(view.value)

    def gives_read_only(self, value: e.Expr) -> bool:
        """Is the value of an expression a view that cannot be written?

        Or one that is not to be: the shadow of an imaginary part is no view of the shadow.
        """
        if isinstance(value, e.Attr) and value.name == "imag":
            return True
        if isinstance(value, e.Call) and function_of(value, self.facts.kind) in READ_ONLY:
            return True
        return any(self.read_only(source) for source in self.facts.shares(value))

    @cached_property
    def alive(self) -> dict[int, frozenset[str]]:
        """The names that are read after each statement before they are bound again."""
        return Liveness(self.core.body, self.core.result).after

    @cached_property
    def late(self) -> frozenset[str]:
        """The names that may be read before they are bound, or after a loop that binds them.

        They hold what an earlier pass has left, or the last one, not what this pass will bind.
        """
        return self._heads.at_entry.difference(self.entry)

    @cached_property
    def carried(self) -> frozenset[str]:
        """The names that a pass of a loop may read as an earlier one has left them."""
        found: set[str] = set()
        for node in statements(self.core.body):
            if isinstance(node, s.For | s.While):
                bound = {name for inner in statements([node]) for name in targets(inner)}
                found |= bound & self._heads.at_head[id(node)]
        return frozenset(found)

    @cached_property
    def _heads(self) -> Heads:
        return Heads(self.core.body, self.core.result)

    @cached_property
    def holders(self) -> dict[str, str]:
        """For each class of what lists hold, the name of such a list."""
        found: dict[str, str] = {}
        for name in self.facts.kinds:
            for place in self.facts.places(name)[1:]:
                found.setdefault(self.facts.root(place), name)
        return found

    def holder(self, name: str) -> str | None:
        """A list that may hold what a name stands for."""
        return self.holders.get(self.facts.root(name))

    def _choice(self, name: str) -> s.If | None:
        """The `if` in each of whose branches an array of this name, and its views, is made."""
        if name not in self.choices:
            self.choices[name] = self._chosen(name)
        return self.choices[name]

    def _chosen(self, name: str) -> s.If | None:
        made, found = self.definitions.get(name, []), self.of(name)
        if len(made) < 2 or name in self.entry or found.objects != {name}:
            return None
        tuples = {m for m in found.members if isinstance(self.facts.kinds.get(m), k.Tuple)}
        if found.members - tuples != {name, *found.views} - tuples:
            return None
        kinds = [self.facts.kind(d.value) for d in made if isinstance(d, s.Assign)]
        arrays = [kind for kind in kinds if isinstance(kind, k.Array) and not kind.mixed]
        if len(arrays) < len(made) or len({kind.dtype for kind in arrays}) > 1:
            return None
        for owner, *_ in self.order.paths[id(made[0])][1:]:
            node = self.order.nodes[owner]
            inside = list(statements([node]))
            if isinstance(node, s.If) and sum(name in targets(x) for x in inside) == len(made):
                ends = any(isinstance(x, s.Break) for x in inside)
                whole = not ends and _made_once([node], name) and self._seen(node, found)
                return node if whole else None
        return None

    def _seen(self, node: s.If, found: MemoryClass) -> bool:
        """Are all views of what an `if` makes parts, or other names, taken behind it?"""
        views = found.views.values()
        simple = all(isinstance(view.value, e.Item | e.Var) for view in views)
        return simple and all(self.order.dominates(node, view) for view in views)

    def open_reason(self, name: str) -> str | None:
        """Why a written class is not settled, or None if it is."""
        found = self.of(name)
        wanted = k.List if isinstance(self.facts.kinds[name], k.List) else k.Array
        if (holder := self.holder(name)) is not None and wanted is k.List:
            return f"a list is also held by the list `{plain(holder)}`"
        if holder is not None:
            return f"an array that is written is also held by the list `{plain(holder)}`"
        members = {m for m in found.members if isinstance(self.facts.kinds[m], wanted)}
        if wanted is k.List and not found.written:
            return None
        for view, node in found.views.items():
            if isinstance(self.facts.kinds[view], k.Unknown) and isinstance(node.value, e.Item):
                return f"only the run knows whether `{plain(view)}` is a view"
        if exchanged(self, members, found.views):
            return None
        if found.other & members:
            name = plain(min(found.other & members))
            return f"`{name}` may be one of several {'lists' if wanted is k.List else 'arrays'}"
        if len(found.objects & members) > 1:
            first, second = sorted(plain(n) for n in found.objects & members)[:2]
            return f"`{first}` and `{second}` may be the same array"
        for view, node in found.views.items():
            sources = set(names(node.value)) & members
            for source in sources:
                choice = self._choice(source)
                for definition in [choice] if choice else self.definitions.get(source, []):
                    if self.order.common_loop(definition, node) and not self.order.dominates(
                        definition, node
                    ):
                        return f"`{plain(view)}` may be an array of an earlier pass"
        for one in sorted(found.objects & members):
            for definition in self.definitions.get(one, []):
                if older := (members & self.alive[id(definition)]) - {one}:
                    return f"`{plain(min(older))}` may be an array of an earlier pass"
        if any(self.bindings(n) > 1 and not self._choice(n) for n in found.objects & members):
            return f"`{plain(min(found.objects & members))}` is bound more than once"
        return None


def _made_once(block: s.Block, name: str) -> bool:
    """Does a block bind a name once, whichever branch it takes, and not mention it before?"""
    for node in block:
        match node:
            case s.Assign(target, value) if target == name:
                return name not in names(value)
            case s.If(test, body, orelse) if name in bound([node]):
                return name not in names(test) and all(_made_once(b, name) for b in (body, orelse))
        if name in used([node]) or name in bound([node]):
            return False
    return False


def _taken(value: e.Expr) -> bool:
    """Is a list of before, or an element of one, given another name?"""
    match value:
        case e.Var() | e.Call(e.Attr(_, "pop"), _, _):
            return True
        case e.Item(_, index):
            return not isinstance(index, e.Slice)
    return False


def plain(name: str) -> str:
    """A name as the user wrote it."""
    return name.partition(".")[0]
