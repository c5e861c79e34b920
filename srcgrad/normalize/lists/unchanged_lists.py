"""Lists that stay as they are while statements run, whatever other lists do meanwhile."""

from __future__ import annotations

import builtins
from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import bound, children, expressions, names, statements, targets
from srcgrad.normalize.lists.list_building import KindOf

GIVEN = "given"  # by an argument
READING = {builtins.len, builtins.range, builtins.min, builtins.max, builtins.sum}
READING |= {builtins.any, builtins.all, builtins.sorted}


class Unchanged:
    """Tells of the lists of one function whether they are."""

    def __init__(self, core: Core, kind_of: KindOf, has_rule: Callable[[object], bool]) -> None:
        self.core, self.kind_of, self.has_rule = core, kind_of, has_rule
        self.parents: dict[str, str] = {}  # names that are one list at times
        self.origins: dict[str, set[str]] = {}
        given = {p.name for p in core.parameters}
        for name in given:
            self.origins[name] = {GIVEN}
        for node in statements(core.body):
            for target in targets(node):
                value = node.value if isinstance(node, s.Assign) else None
                self.origins.setdefault(target, set()).add(self._origin(target, value))

    def over(self, name: str, span: s.Block, before: s.Block) -> bool:
        """Does no statement bind a list anew, or change it? `before` are those that ran before."""
        if name in self.core.cells or name in bound(span):
            return False
        changed: set[str] = set()
        for node in statements(span):
            if isinstance(node, s.Write):
                changed.update(n for n in names(node.base) if self._list(n))
            for tree in expressions(node):
                if not self._reads(tree, changed):
                    return False
        return all(
            self._are_two(name, other) or self._is_new(other, [*before, *span]) for other in changed
        )

    def _is_new(self, name: str, block: s.Block) -> bool:
        """Is it a list that these statements make, and that has this name only?"""
        if name in self.core.cells:
            return False
        places = [n for n, node in enumerate(block) if name in targets(node)]
        if not places or not isinstance(made := block[places[-1]], s.Assign):
            return False
        after = block[places[-1] + 1 :]
        if made.value != e.Sequence("list", ()) or name in bound(after):
            return False
        return not any(
            _is_handed_on(name, tree) for node in statements(after) for tree in expressions(node)
        )

    def _origin(self, target: str, value: e.Expr | None) -> str:
        """How a list comes about: made here, held elsewhere, or under another name."""
        match value:
            case e.Var(other):
                self.parents[self._root(target)] = self._root(other)
                return "made"
            case e.Sequence("list") | e.Item(_, e.Slice()) | e.Binary("+" | "*"):
                return "made"
        return "held"

    def _root(self, name: str) -> str:
        while name in self.parents and self.parents[name] != name:
            name = self.parents[name]
        return name

    def _origins(self, name: str) -> set[str]:
        root = self._root(name)
        return {o for n, found in self.origins.items() if self._root(n) == root for o in found}

    def _are_two(self, name: str, other: str) -> bool:
        """Are they surely different lists?"""
        if self._root(name) == self._root(other):
            return False
        return any(
            self._origins(one) == {"made"} and self._origins(two) <= {"made", GIVEN}
            for one, two in ((name, other), (other, name))
        )

    def _list(self, name: str) -> bool:
        return isinstance(self.kind_of(e.Var(name)), k.List | k.Unknown)

    def _reads(self, tree: e.Expr, changed: set[str]) -> bool:
        """Note which lists an expression may change; False where that cannot be told."""
        match tree:
            case e.Call(e.Attr(e.Var(name), _), args) if self._list(name):
                changed.add(name)
                return all(self._reads(part, changed) for part in args)
            case e.Call(e.Ref(_, function), args, kwargs):
                if not any(function is one for one in READING):
                    if not self.has_rule(function):
                        return False
                    given = (*args, *(value for _, value in kwargs))
                    changed.update(n for part in given for n in names(part) if self._list(n))
            case e.Call(e.Attr(e.Var(name), _)) if k.differentiable(self.kind_of(e.Var(name))):
                if isinstance(self.kind_of(e.Var(name)), k.Object | k.Dict | k.Tuple):
                    return False
            case e.Call():
                return False
        return all(self._reads(part, changed) for part in children(tree))


def _is_handed_on(name: str, tree: e.Expr) -> bool:
    """May an expression give a list another name, or put it elsewhere?"""
    match tree:
        case e.Var(found):
            return found == name
        case e.Call(e.Attr(e.Var(), _), args) | e.Call(e.Ref(_, builtins.len), args):
            args = () if not isinstance(tree.func, e.Attr) else args
            return any(_is_handed_on(name, part) for part in args)
        case e.Item(e.Var(), index):
            return _is_handed_on(name, index)
    return any(_is_handed_on(name, part) for part in children(tree))
