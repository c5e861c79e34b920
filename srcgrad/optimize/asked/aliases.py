"""Which names of the reverse sweep may share memory, and which memory is changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.expr import Attr, Call, Expr, Ref, Var
from srcgrad.ir.walk import bound, children, names, statements
from srcgrad.normalize.arrays.effects import goes_back


class Aliases:
    """Classes of names, for the statements that have been learned."""

    handed_on = True  # does what is recorded count as changed?

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.parent: dict[str, str] = {}
        self.changed: set[str] = set()  # classes of arrays that are changed in place, or handed on

    @staticmethod
    def of(block: s.Block, facts: Facts) -> Aliases:
        """Those that the statements of a block make."""
        found = Aliases(facts)
        found.learn(block)
        return found

    def root(self, name: str) -> str:
        """The representative of a name's class."""
        while name in self.parent:
            name = self.parent[name]
        return name

    def unite(self, found: list[str]) -> None:
        """These names may share memory."""
        roots = {self.root(n) for n in found}
        first = min(roots, default="")
        self.parent.update({other: first for other in roots if other != first})

    def learn(self, block: s.Block) -> None:
        """Go through statements, and those in them."""
        touched: set[str] = set()
        for name in self.facts.parents:
            one, other = self.root(name), self.root(self.facts.root(name))
            if one != other:
                self.parent[max(one, other)] = min(one, other)
        for name, kind in self.facts.kinds.items():
            if isinstance(kind, k.List):  # a store into `xs[0]` is one into what `xs` holds
                self.unite(self.facts.places(name))
        for node in statements(block):
            match node:
                case s.Assign(target, value) if self.memory(target):
                    self.unite([target, *self.sharing(value)])
                case s.Permute(targets, sources):
                    self.unite([*targets, *sources])
                case s.Unpack(targets, value):
                    self.unite([*targets, *names(value)])
                case s.Store(base, _, value):
                    touched |= set(names(base))
                    if self.held(base):
                        touched |= set(names(value))
                        self.unite([*names(base), *self.sharing(value)])
                case s.Augment(base, _, _, _):
                    touched |= set(names(base))
                case s.Evaluate(Call() as call):
                    if self.handed_on or not recorded(node):
                        touched |= set(names(call))
                    match call:
                        case Call(Attr(Var(held), "append" | "insert" | "extend"), given):
                            self.unite([held, *(n for tree in given for n in self.sharing(tree))])
        self.changed = {self.root(n) for n in touched}

    def sharing(self, tree: Expr) -> list[str]:
        """The names whose memory a value may be; the elements of a list count as the list."""
        return [name.rstrip("[]") for name in self.facts.shares(tree)]

    def disturbed(self, tree: Expr, by: s.Stmt, pure: Callable[[Expr], bool]) -> bool:
        """Might an expression have another value after a statement?"""
        read = set(names(tree))
        if read & bound([by]) or (goes_back(by) and any("~" not in name for name in read)):
            return True
        memory = {self.root(n) for n in {*self.whose_numbers(tree)} if self.memory(n)}
        for node in statements([by]) if memory else ():
            match node:
                case s.Store(base, _, _) | s.Augment(base, _, _, _):
                    touched = set(names(base))
                case s.Evaluate() if recorded(node):
                    continue  # it changes nothing of the program's
                case s.Evaluate(value):
                    touched = set(names(value))
                case s.Assign(_, value) if not pure(value):
                    touched = set(names(value))
                case _:
                    continue
            if any(self.root(n) in memory for n in touched):
                return True
        return False

    def whose_numbers(self, tree: Expr) -> Iterator[str]:
        """The names of which a tree reads more than the shape of an array."""
        match tree:
            case Var(name):
                yield name
            case Attr(Var(name), "shape" | "size") | Call(
                Ref(_, np.zeros_like), (Var(name),), ()
            ) if isinstance(self.facts.kinds.get(name), k.Array):
                return
            case _:
                for part in children(tree):
                    yield from self.whose_numbers(part)

    def memory(self, name: str) -> bool:
        """May the name hold memory?"""
        return not k.is_number(self.facts.kinds.get(name, k.Unknown()))

    def held(self, base: Expr) -> bool:
        """Does what is stored there stay the object that it is?"""
        return not isinstance(self.facts.kind(base), k.Array)


def recorded(node: s.Stmt) -> bool:
    """Does a statement keep a record?"""
    match node:
        case s.Evaluate(Call(Attr(Var(tape), "append"))):
            return tape.endswith("~tape")
    return False
