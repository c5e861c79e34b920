"""Lists that have a list of shadows beside them in the forward sweep: which they are.

    row.append(v)                row.append(v); row~bar.append(0.0)
    grid.append(row)     ->      grid.append(row); grid~bar.append(row~bar)
    t = grid[i]                  t = grid[i]; t~bar = grid~bar[i]

A list of numbers, or of arrays that nobody writes, has a list of their adjoints, which the
reverse sweep adds to, and makes longer and shorter. Any other has a list of the shadows of
what it holds, which the reverse sweep leaves alone.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import slot
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.pair import half_of
from srcgrad.ir.walk import statements


class Mirrored:
    """Chooses the lists of one function; `arrays` have shadows that are made forward."""

    def __init__(
        self, core: Core, facts: Facts, memory: Memory, arrays: set[str],
        mirrored: Callable[[e.Expr, str], bool],
    ) -> None:  # fmt: skip
        self.core, self.facts, self.memory, self.arrays = core, facts, memory, arrays
        self.mirrored = mirrored  # can what binds a name bind its shadow?
        self.lists: dict[str, set[str]] = {}  # by class
        for name, kind in facts.kinds.items():
            if isinstance(kind, k.List):
                self.lists.setdefault(facts.root(name), set()).add(name)

    def chosen(self, active: set[str]) -> set[str]:
        """The lists that need it, and can have it, with all that hold them or are held by them."""
        found: set[str] = set()
        for root in self.lists:
            if self.lists[root] & active and self._needed(root):
                group = self._together(root)
                if self.complete(group):
                    found |= group
        return found

    def complete(self, group: set[str]) -> bool:
        """Can all lists of a group be followed?"""
        return all(self._followed(name, group) for name in group)

    def _needed(self, root: str) -> bool:
        """Is it not known of a name which list it stands for?"""
        name = min(self.lists[root])
        nested = any(isinstance(self.facts.at(slot(n)), k.List) for n in self.lists[root])
        return nested or self.memory.open_reason(name) is not None

    def _together(self, root: str) -> set[str]:
        """The lists of a class, of those that hold them, and of those that they hold."""
        waiting, roots = [root], set()
        while waiting:
            one = waiting.pop()
            if one in roots:
                continue
            roots.add(one)
            for name, kind in self.facts.kinds.items():
                if not isinstance(kind, k.List):
                    continue
                here, held = self.facts.root(name), self.facts.root(slot(name))
                waiting += [other for own, other in ((here, held), (held, here)) if own == one]
        return {name for one in roots for name in self.lists.get(one, ())}

    def _followed(self, name: str, group: set[str]) -> bool:
        """Is a list made and changed in ways that can be mirrored?"""
        kind = self.facts.kinds[name]
        assert isinstance(kind, k.List)
        members = self.memory.of(name).members
        if not all(isinstance(self.facts.kinds.get(n), k.List) for n in members):
            return False
        if not self._holds(name, kind.element):
            return False
        if self.refers(name) and k.is_array(kind.element) and group & set(self.memory.entry):
            return False  # the arrays in it have no shadows yet
        own = self.memory.definitions.get(name, [])
        return all(self._defined(node, name, group) for node in own) and all(
            self._harmless(node, name) for node in statements(self.core.body)
        )

    def _holds(self, name: str, element: k.Kind) -> bool:
        """Can the shadows of what a list holds be told from its kind?"""
        if isinstance(element, k.Array):
            written = self.memory.of(slot(name)).written
            return not written or self.refers(name)
        return isinstance(element, k.List | k.Empty) or k.is_number(k.present(element))

    def refers(self, name: str) -> bool:
        """Does its list of shadows hold those of others, which live elsewhere?"""
        element = self.facts.at(slot(name))
        if isinstance(element, k.List):
            return True
        held = self.facts.root(slot(name))
        return isinstance(element, k.Array) and any(self.facts.root(n) == held for n in self.arrays)

    def _defined(self, node: s.Stmt, name: str, group: set[str]) -> bool:
        if isinstance(node, s.Permute):
            return {*node.targets, *node.sources} <= group
        if isinstance(node, s.Unpack) and half_of(node.value):  # a list of numbers
            return True
        if not isinstance(node, s.Assign):
            return False
        match node.value:
            case e.Sequence("list", items):
                return all(self._named(i, name) for i in items)
            case e.Var(other):
                return other in group
            case e.Item(e.Var(other), index):
                return other in group and not isinstance(index, e.Slice)
            case e.Call(e.Attr(e.Var(other), "pop"), _, ()):
                return other in group
            case e.Call() if self.facts.shares(node.value):
                return self.refers(name) and self.mirrored(node.value, name)
        return k.is_number(self.facts.at(slot(name))) and not self.facts.shares(node.value)

    def _named(self, value: e.Expr, holder: str) -> bool:
        """Has what a list gets a name, under which its adjoint or shadow is known?"""
        if isinstance(value, e.Var):  # a number among arrays has no shadow
            return not (self.refers(holder) and k.is_number(self.facts.kind(value)))
        return not self.refers(holder) and not self.facts.is_varied(value)

    def _harmless(self, node: s.Stmt, name: str) -> bool:
        """Does a statement change the list at an end, or by a store, if at all?"""
        match node:
            case s.Evaluate(e.Call(e.Attr(e.Var(base), "append"), (value,), ())) if base == name:
                return self._named(value, name)
            case s.Evaluate(e.Call(e.Attr(e.Var(base), "insert"), (at, value), ())) if base == name:
                return at == e.Const(0) and self._named(value, name)
            case s.Evaluate(e.Call(e.Attr(e.Var(base), method), args, ())) if base == name:
                return method == "pop" and args in ((), (e.Const(0),))
            case s.Assign(_, e.Call(e.Attr(e.Var(base), method), args, ())) if base == name:
                return method != "pop" or args in ((), (e.Const(0),))
            case s.Store(e.Var(base), index, value) if base == name:
                return not isinstance(index, e.Slice) and self._named(value, name)
            case s.Augment(e.Var(base), _, _, _):
                return base != name
        return True
