"""A loop of the forward sweep and the one that reverses it; loops within loops count as one.

for i in range(n):                     for i in range(n - 1, -1, -1):
    for j in range(i):                     for j in range(i - 1, -1, -1):
        d = x[i] - x[j]                        d = d_tape.pop()
        d_tape.append(d)                       x_bar[i] += d
"""

from __future__ import annotations

from collections import Counter

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.late import dataclass, field


@dataclass
class Record:
    """A tape that one statement of a pass fills, and one of its reverse empties."""

    tape: str
    filling: s.Evaluate
    emptying: s.Stmt

    @property
    def value(self) -> e.Expr:
        assert isinstance(self.filling.value, e.Call)
        return self.filling.value.args[0]


@dataclass
class Pair:
    """A loop of the forward sweep, and the one that reverses it."""

    forward: s.Block
    reverse: s.Block
    loop: s.For
    back: s.For
    uses: tuple[Counter[str], Counter[str], Counter[str]]  # of names: in the sweeps, the results
    records: list[Record] = field(default_factory=list)
    sums: set[str] = field(default_factory=set)  # adjoints to which each pass adds

    def __post_init__(self) -> None:
        self.nest = _nest(self.loop, self.back)

    @property
    def passes(self) -> s.Block:
        """What runs in each pass of the innermost loop."""
        return self.nest[-1][0].body

    @property
    def returns(self) -> s.Block:
        """What reverses it."""
        return self.nest[-1][1].body

    @property
    def counters(self) -> set[str]:
        """The targets of the loops."""
        return {loop.target for loop, _ in self.nest}

    @property
    def before(self) -> s.Block:
        return self.forward[: place_of(self.forward, self.loop)]

    @property
    def after(self) -> s.Block:
        return self.forward[place_of(self.forward, self.loop) + 1 :]

    @property
    def head(self) -> s.Block:
        """What stands before the loop in the reverse sweep."""
        return self.reverse[: place_of(self.reverse, self.back)]

    @property
    def tail(self) -> s.Block:
        return self.reverse[place_of(self.reverse, self.back) + 1 :]


def _nest(loop: s.For, back: s.For) -> list[tuple[s.For, s.For]]:
    """The loops within which nothing else stands, and those that reverse them."""
    found = [(loop, back)]
    while True:
        match found[-1][0].body, found[-1][1].body:
            case [s.For() as loop], [s.For() as back] if loop.target == back.target:
                found.append((loop, back))
            case _:
                return found


def place_of(block: s.Block, node: s.Stmt) -> int:
    """The position of a statement in its block."""
    return next(i for i, one in enumerate(block) if one is node)
