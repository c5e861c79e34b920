"""The state of one forward sweep while it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import numpy as np

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.rules.fields import zero_of
from srcgrad.analysis.rules.written_constants import WrittenConstants
from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.expressions import kind_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import children, expressions, names, nodes, statements, targets
from srcgrad.late import dataclass, field
from srcgrad.normalize.names.stems import local
from srcgrad.normalize.scope import Counter

DOT = "~dot"
HELD = "held~local"
ZEROS_LIKE = e.Ref("np.zeros_like", np.zeros_like)


def dot(name: str) -> str:
    """The internal name of a tangent; `emit` gives it its final one."""
    return name + DOT


def of_a_method(access: e.Expr) -> bool:
    """Is it reached through a method that an object holds? Functions have no tangent."""
    return any(isinstance(part, e.Attr) and part.name == "__self__" for part in nodes(access))


@dataclass(frozen=True)
class Tangent:
    """The tangent of an operation's value."""

    tree: e.Expr
    full: bool = True  # is it certain to have the value's shape, or may it have to be broadcast?


@dataclass
class State:
    """What is known of the program, and what has been generated so far."""

    core: Core
    facts: Facts
    memory: Memory
    active: set[str]
    counter: Counter
    out: s.Block = field(default_factory=list)
    kinds: dict[str, k.Kind] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)  # tangents that may be memory of another value
    exact: bool = True  # has every number's tangent been of the number's own type?
    read: dict[str, set[str]] = field(default_factory=dict)  # by local name: what it was made of
    node: s.Stmt | None = None  # the statement that is being differentiated
    rested: set[str] = field(default_factory=set)  # what may be constant by a choice
    summed: set[str] = field(default_factory=set)  # that, and sums of it
    flat: set[str] = field(default_factory=set)  # what comes of magnitudes: flat where they are 0
    floors: set[str] = field(default_factory=set)  # what is cut off below 0
    boundless: set[str] = field(default_factory=set)  # what may hold an infinity put in
    early: set[str] = field(default_factory=set)  # names read above their binding, or bound twice

    def __post_init__(self) -> None:
        self.constants = WrittenConstants(self)
        seen: set[str] = set()
        bound = {
            *(p.name for p in self.core.parameters),
            *self.core.free,
            *self.core.inputs.values(),
        }
        for node in statements(self.core.body):
            own = targets(node)
            seen.update(n for tree in expressions(node) for n in names(tree))
            self.early |= {n for n in own if n in seen or n in bound}
            bound.update(own)

    def kind(self, tree: e.Expr) -> k.Kind:
        """The kind of an expression; a tangent is of the kind of its value."""
        return kind_of(tree, self._known)

    def _known(self, name: str) -> k.Kind:
        if name in self.kinds:
            return self.kinds[name]
        kind = self.facts.kinds.get(name.removesuffix(DOT), k.Empty())
        return k.general(kind) if name.endswith(DOT) else kind

    def written(self, name: str) -> bool:
        """Does the program write the memory of a value, or of what a list holds?"""
        found = self.memory.classes.get(self.facts.root(name.replace(DOT, "")))
        return found is not None and found.written

    def rests(self, name: str) -> bool:
        """Is a number or array that has no tangent where it is bound without one for good?"""
        kind = self.facts.kinds[name]
        plain = k.is_number(kind) or isinstance(kind, k.Array)
        return plain and name not in self.early and not self.written(name)

    def emit(self, statement: s.Stmt) -> None:
        """Append a statement that belongs to the current one."""
        if statement.origin is None and self.node is not None:
            statement.origin = self.node.origin
        self.out.append(statement)

    def holding(self, body: Any) -> Callable[[str, e.Expr], e.Expr]:
        """What binds the locals of a rule's body."""
        return lambda name, tree: self.hold(local(name, tree, body), tree)

    def hold(self, stem: str, tree: e.Expr) -> e.Expr:
        """Bind an expression to a name of its own."""
        name = self.counter.name(stem) + "~local"
        self.emit(s.Assign(name, tree))
        self.kinds[name] = self.kind(tree)
        self.read[name] = self.operands(tree)
        return e.Var(name)

    def operands(self, tree: e.Expr) -> set[str]:
        """The names whose shape an elementwise expression has at least."""
        if isinstance(tree, e.Var):
            return self.read.get(tree.name, set()) | {tree.name}
        if isinstance(tree, e.Attr | e.Item):
            return set()
        return {n for part in children(tree) for n in self.operands(part)}

    def dtype(self, kind: k.Array, place: e.Expr) -> e.Expr:
        """The dtype of an array; spelled out where the value may be a Python number."""
        if kind.dims is None:
            return e.Ref(f"np.{kind.dtype.type.__name__}", kind.dtype.type)
        return e.Attr(place, "dtype")

    @contextmanager
    def block(self) -> Iterator[s.Block]:
        outer, self.out = self.out, []
        try:
            yield self.out
        finally:
            self.out = outer

    def refuse(self, reason: str, remedy: str, missing: bool = False) -> NoReturn:
        """Refuse the statement that is being differentiated."""
        location = self.node.origin if self.node is not None else self.core.location
        raise (MissingRuleError if missing else UnsupportedSyntaxError)(reason, remedy, location)

    def guard(self, what: str) -> NoReturn:
        """Refuse what no program is known to bring here: nothing is taken that is not proven."""
        self.refuse(f"{what} is outside the language here", "write it in plain statements")

    # -- operands --------------------------------------------------------------------------

    def moves(self, tree: e.Expr) -> bool:
        """May an operand's tangent be other than zero?"""
        match tree:
            case e.Var(name):
                return name in self.active
            case e.Sequence(_, items):
                return any(map(self.moves, items))
            case e.Star(value):
                return self.moves(value)
        return False

    def tangent(self, tree: e.Expr) -> e.Expr:
        """The tangent of an operand: its own name, or zeros."""
        match tree:
            case e.Var(name) if name in self.active:
                return e.Var(dot(name))
            case e.Sequence(form, items):
                return e.Sequence(form, tuple(map(self.tangent, items)))
            case e.Star(value) if self.moves(value):
                return e.Star(self.tangent(value))
        return self.zero(tree, self.kind(tree))

    def zero(self, tree: e.Expr, kind: k.Kind) -> e.Expr:
        """Zeros of the shape of a value."""
        match k.general(kind):
            case k.Array():
                return e.Call(ZEROS_LIKE, (tree,))
            case k.List(_, element) if not isinstance(tree, e.Sequence):
                inner = self.zero(e.Var(HELD), element)
                return e.Each(inner, HELD, tree)
            case k.Unknown():
                self.guard("an operand of unknown kind")
        return zero_of(kind)
