"""The state of one reverse sweep while it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import numpy as np

from srcgrad.adjoint.environment import Environment
from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.kinks.selection import Selection
from srcgrad.analysis.liveness import Liveness
from srcgrad.analysis.order import Order
from srcgrad.analysis.rules.written_constants import WrittenConstants
from srcgrad.errors import Location, MissingRuleError, UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.expressions import KeptKinds
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.late import dataclass, field
from srcgrad.normalize.scope import Counter


@dataclass
class State:
    """What is known of the program, and what has been generated so far."""

    core: Core
    facts: Facts
    order: Order
    memory: Memory
    regions: Regions
    live: Liveness
    active: set[str]
    counter: Counter
    selection: Selection
    env: Environment = field(default_factory=Environment)
    out: s.Block = field(default_factory=list)
    kinds: dict[str, k.Kind] = field(default_factory=dict)
    before: dict[int, s.Block] = field(default_factory=dict)  # records to make before a statement
    after: dict[int, s.Block] = field(default_factory=dict)  # and after it
    # where the store stands after which a shadow waits to be cleared
    cleared_by: dict[str, Location | None] = field(default_factory=dict)
    kept: dict[tuple[int, str, bool], str] = field(default_factory=dict)
    # arrays and lists whose shadows the forward sweep makes
    forward: set[str] = field(default_factory=set)
    referring: set[str] = field(default_factory=set)  # of these, lists of shadows of other names
    begun: dict[str, str] = field(default_factory=dict)  # and what these hold at entry
    partners: dict[int, s.Stmt] = field(default_factory=dict)  # the statements that bind these
    passes: dict[int, str] = field(default_factory=dict)  # loops whose passes are counted
    # gives a view's adjoint to what is behind it, by its rule
    through: Callable[..., None] | None = None
    busy: set[str] = field(default_factory=set)  # adjoints that are being bound
    # of the adjoint that is being moved, still to add
    terms: list[Any] = field(default_factory=list)
    # stores that add to what stood there, and what they add
    increments: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    windable: set[str] = field(default_factory=set)  # arrays that may be wound back
    integral: set[str] = field(default_factory=set)  # floats on some paths, ints on others
    rebinds: bool = False  # are adjoints bound anew where they might be changed in place?
    nested: bool = False  # will the sweeps be differentiated in their turn?
    node: s.Stmt | None = None  # the statement that is being reversed

    def __post_init__(self) -> None:
        self.kind = KeptKinds(self._named).used  # the kind of an expression of the reverse sweep
        self.constants = WrittenConstants(self)

    def _named(self, name: str) -> k.Kind:
        return self.kinds.get(name) or self.facts.kinds.get(name, k.Empty())

    def copied(self, tree: e.Expr, ordered: bool = False) -> e.Expr:
        """A copy of an adjoint, which may turn out to be a number where its rank is not known.

        One that is `ordered` has its rows one after the other, and is a copy whatever is copied.
        """
        kind = self.kind(tree)
        if isinstance(kind, k.Array) and kind.dims:
            return e.Call(e.Attr(tree, "copy"), (e.Const("C"),) if ordered else ())
        return e.Call(e.Ref("np.array", np.array), (tree,))

    def emit(self, statement: s.Stmt) -> None:
        """Append a statement that reverses the current one."""
        if statement.origin is None and self.node is not None:
            statement.origin = self.node.origin
        self.out.append(statement)

    @contextmanager
    def block(self) -> Iterator[s.Block]:
        outer, self.out = self.out, []
        try:
            yield self.out
        finally:
            self.out = outer

    def refuse(self, reason: str, remedy: str, missing: bool = False) -> NoReturn:
        """Refuse the statement that is being reversed."""
        location = self.node.origin if self.node is not None else self.core.location
        raise (MissingRuleError if missing else UnsupportedSyntaxError)(reason, remedy, location)

    def guard(self, what: str) -> NoReturn:
        """Refuse what no program is known to bring here: nothing is taken that is not proven."""
        self.refuse(f"{what} is outside the language here", "write it in plain statements")
