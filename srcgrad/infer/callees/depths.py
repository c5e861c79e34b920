"""How many calls may be put in, one within another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks
from srcgrad.late import dataclass, field
from srcgrad.normalize.calls.inline import Callee, always

DEEP, DEEPEST = 3, 48  # calls of a function within itself: floats do not end it, nothing does
MOST = 4000  # calls that are put in, over the whole program
OPEN = 12  # calls of a function within itself, when the run decides on each of them
BUILT = 48  # the same of calls with containers, whose structure may end them


@dataclass(frozen=True)
class Activation:
    """A call that has been put in: of what, on arguments of which kinds."""

    callee: k.Kind
    code: Any
    kinds: tuple[k.Kind, ...]

    def rounded(self) -> Activation:
        """The same, whichever the floats are that are known while compiling."""
        kinds = (k.general(one) if _is_float(one) else one for one in self.kinds)
        return Activation(self.callee, self.code, tuple(kinds))


@dataclass
class Depths:
    """Counts the calls that are put into a program, and says when they do not end."""

    core: Core
    endless: set[Any]  # functions that a walk through their containers found no end of
    count: int = 0
    undecided: Counter[Any] = field(default_factory=Counter)  # calls within themselves, by code
    decisions: dict[int, int] = field(default_factory=dict)  # around each statement
    always: dict[Any, bool] = field(default_factory=dict)  # of functions within themselves

    def begin(self) -> None:
        """A round of calls begins: each statement stands under so many decisions of the run."""
        self.decisions = dict(_decisions(self.core.body))

    def check(
        self, site: s.Stmt, activation: Activation, callee: Callee, lower: Callable[[Callee], Core]
    ) -> None:
        """Refuse a call of a function within itself that nothing ends."""
        through = site.origin.through if site.origin is not None else ()
        depth = sum(one.code is callee.code for one in through)
        if depth >= DEEP and callee.code not in self.always:
            self.always[callee.code] = always(lower(callee).body, callee.code)
        if depth >= DEEP and self.always[callee.code]:
            raise UnsupportedSyntaxError(
                f"{callee.name} calls itself on every path through it",
                "use a loop, or let constants or the structure of the arguments end the recursion",
                site.origin,
            )
        if activation in through or (
            depth >= DEEP
            and activation.rounded()
            in [one.rounded() for one in through if isinstance(one, Activation)]
        ):
            raise _open(site, callee)
        # one may be decided before: the first, by a length that is not 1
        if depth >= DEEP and self.decisions.get(id(site), 0) >= depth - 1:
            self.undecided[callee.code] += 1
            built = self._may_end(activation, through)
            if self.undecided[callee.code] > (BUILT if built else OPEN):
                raise _open(site, callee)
        if depth >= DEEPEST or self.count >= MOST:
            raise UnsupportedSyntaxError(
                f"{callee.name} calls itself more than {DEEPEST} deep"
                if depth >= DEEPEST
                else f"more than {MOST} calls are put into the adjoint of {self.core.name}",
                "use a loop",
                site.origin,
            )

    def _may_end(self, activation: Activation, through: Iterable[Any]) -> bool:
        """May the structure of what is given end a recursion? Not where it stays the same."""
        held = [*filter(_structured, activation.kinds)]
        if activation.code in self.endless:
            within = (one for one in through if getattr(one, "code", None) is activation.code)
            met = {kind for one in within for kind in getattr(one, "kinds", ())}
            held = [kind for kind in held if kind not in met]
        return bool(held)


def _structured(kind: k.Kind) -> bool:
    """May the structure of a value end a recursion? That of a list of numbers cannot."""
    if isinstance(kind, k.Unknown):
        return False
    numbers = isinstance(kind, k.List) and kind.items is None and k.simple(kind.element)
    return not k.simple(kind) and not numbers


def _open(site: s.Stmt, callee: Callee) -> UnsupportedSyntaxError:
    return UnsupportedSyntaxError(
        f"{callee.name} calls itself, and how often only the run decides",
        "use a loop, or let constants or the structure of the arguments end the recursion",
        site.origin,
    )


def _decisions(block: s.Block, around: int = 0) -> Iterator[tuple[int, int]]:
    """For each statement the branches and loops that it stands in."""
    for node in block:
        yield id(node), around
        inner = around + isinstance(node, (s.If, s.For, s.While))
        for one in blocks(node):
            yield from _decisions(one, inner)


def _is_float(kind: k.Kind) -> bool:
    return isinstance(kind, k.Known) and isinstance(kind.value, float)
