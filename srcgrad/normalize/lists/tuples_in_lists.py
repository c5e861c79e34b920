"""Tuples of which only the run knows the length, and the lists that hold them.

rows = []                              rows = []
for r in A:                            for r in A:
    rows.append(tuple(r))      ->          rows.append(list(r))
p = sorted(rows)[0]                    p = sorted(rows)[0]
s = p[0] * p[-1]                       s = p[0] * p[-1]
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, statements, targets
from srcgrad.late import dataclass, field
from srcgrad.runtime import positions

COPIES = (list, sorted, reversed)
ELEMENTS = (max, min)
METHODS = ("append", "index", "pop", "reverse", "sort")


@dataclass
class Holders:
    """The tuples that one name leads to, and the lists that they are put into."""

    tuples: set[str]
    lists: set[str] = field(default_factory=set)

    def extend(self, body: s.Block) -> bool:
        """Follow the tuples into lists and out of them; were there more?"""
        before = len(self.tuples) + len(self.lists)
        for node in statements(body):
            self._follow(node)
        return len(self.tuples) + len(self.lists) > before

    def _follow(self, node: s.Stmt) -> None:
        value = getattr(node, "value", None)
        match node:
            case s.Evaluate(e.Call(e.Attr(e.Var(held), "append"), (e.Var(name),), ())):
                self._joined(held, {name})
            case s.Assign(target, e.Sequence("list", items)) if items:
                self._joined(target, {i.name for i in items if isinstance(i, e.Var)})
            case s.Permute(found, sources) if self.tuples & {*found, *sources}:
                self.tuples |= {*found, *sources}
            case s.For(target, e.Var(held)):
                self.tuples |= {target} if held in self.lists else set()
            case s.Unpack(found, e.Var(held), None) if held in self.lists:
                self.tuples |= set(found)
            case s.Assign(target):
                copied = _copied(value)
                if copied is not None and {copied, target} & self.lists:
                    self.lists |= {copied, target}
                if _taken(value) in self.lists:
                    self.tuples.add(target)

    def _joined(self, held: str, parts: set[str]) -> None:
        if parts & self.tuples or held in self.lists:
            self.lists.add(held)
            self.tuples |= parts

    def allow(self, node: s.Stmt) -> bool:
        """Does a statement with such a list do no more than to keep tuples, and to give them?"""
        match node:
            case s.Evaluate(e.Call(e.Attr(e.Var(held), method), args, kwargs)):
                return held in self.lists and method in METHODS and self._plain(args, kwargs)
            case s.Assign(target, e.Sequence("list", items)) if target in self.lists:
                return all(isinstance(item, e.Var) for item in items)
            case s.Permute(found, sources):
                return self.tuples >= {*found, *sources}
            case s.For(_, e.Var(held)) | s.Unpack(_, e.Var(held), None):
                return held in self.lists
            case s.Assign(target, value) if (copied := _copied(value)) is not None:
                return {copied, target} <= self.lists
            case s.Assign(target, value) if (taken := _taken(value)) is not None:
                index = value.index if isinstance(value, e.Item) else e.NONE
                return taken in self.lists and not self._known & set(names(index))
            case s.Assign(_, e.Call(e.Ref(_, function), (e.Var(held), *others), ())):
                asks = function in (len, positions) and held in self.lists
                return asks and self._plain(tuple(others), ())
            case s.Assign(_, e.Call(e.Attr(e.Var(held), "index"), (e.Var(one),), ())):
                return held in self.lists and one in self.tuples
        return False

    @property
    def _known(self) -> set[str]:
        return self.tuples | self.lists

    def _plain(self, args: tuple[e.Expr, ...], kwargs: tuple[tuple[str, e.Expr], ...]) -> bool:
        rest = [a for a in args if not isinstance(a, e.Var) or a.name not in self.tuples]
        return not any(self._known & set(names(a)) for a in (*rest, *(v for _, v in kwargs)))

    def meet(self, node: s.Stmt) -> bool:
        """Is one of the lists bound or read in a statement?"""
        read = {name for tree in expressions(node) for name in names(tree)}
        return bool(self.lists & {*targets(node), *read})


def _copied(value: e.Expr | None) -> str | None:
    """The list that a value is, or is made of."""
    match value:
        case e.Var(held) | e.Item(e.Var(held), e.Slice()):
            return held
        case e.Call(e.Ref(_, function), (e.Var(held),), _) if function in COPIES:
            return held
    return None


def _taken(value: e.Expr | None) -> str | None:
    """The list that a value is an element of."""
    match value:
        case e.Item(e.Var(held), index) if not isinstance(index, e.Slice):
            return held
        case e.Call(e.Ref(_, function), (e.Var(held),), ()) if function in ELEMENTS:
            return held
        case e.Call(e.Attr(e.Var(held), "pop"), _, ()):
            return held
    return None
