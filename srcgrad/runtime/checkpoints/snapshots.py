"""The states that a checkpointed loop keeps, and the way back through its passes.

    snapshots = Snapshots(range(n), 5)         back = snapshots.backwards()
    for i in range(n):                         for i in back:
        snapshots.keep(u)                          (u,) = back.state()
        u = step(u, i)                             for i in back.ahead():
                                                       back.keep(u)
                                                       u = step(u, i)
                                                   ...  # pass i again, and its reverse

At most as many states are kept at a time as asked for, copied. Where the number of passes is
known the passes that run again are as few as can be; else every second state goes when there
is no room for the next, so that they stay evenly spaced.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from srcgrad.runtime.checkpoints.binomial import enough, places
from srcgrad.runtime.structures.copies import replicas


class Snapshots:
    """The states of one loop; `passes` is what it goes through, None if only the run tells."""

    def __init__(
        self,
        passes: Sequence[Any] | None,
        snapshots: int | None = None,
        memory: float | None = None,
    ) -> None:
        check_limits(snapshots, memory)
        if passes is not None and not hasattr(passes, "__getitem__"):
            raise TypeError(
                "a checkpointed loop goes through its passes again, which a"
                f" {type(passes).__name__} cannot: make a list of it"
            )
        self.passes, self.limit, self.memory = passes, snapshots, memory
        self.kept: list[tuple[int, list[Any]]] = []  # before which pass, and the state
        self.number = 0  # of the pass that is next
        self.due: set[int] = set()  # before which passes to keep a state
        self.gap: int | None = None  # between states, where the number of passes is not known

    def keep(self, *state: Any) -> None:
        """The next pass begins: keep a copy of the state, if it is time to."""
        number = self.number
        self.number += 1
        if number == 0 and not self.kept:
            self._begin(state)
        if number in self.due or (self.gap is not None and self._room(number)):
            self.kept.append((number, self._stored(state)))

    def _stored(self, state: tuple[Any, ...]) -> Any:
        """A copy of the state, as it is kept."""
        return copies(state)

    def _begin(self, state: tuple[Any, ...]) -> None:
        """Decide how many states there may be, and where."""
        if self.memory is not None:
            size = size_of((self.number, copies(state)))
            self.limit = int(self.memory // size)
            if self.limit < 1:
                raise ValueError(
                    f"memory must hold one state of the loop, which takes {size} bytes"
                )
        if self.passes is None:
            self.gap = 1
            return
        whole = len(self.passes) + 1  # what follows the loop counts as its last pass
        if self.limit is None:
            self.limit = enough(whole)
        self.due = {0, *places(0, whole, self.limit)}

    def _room(self, number: int) -> bool:
        """Make room for a state before a pass of a loop without a known end, if it is due."""
        limit = enough(number) if self.limit is None else self.limit
        if limit == 1:
            return number == 0
        assert self.gap is not None
        while number % self.gap == 0 and len(self.kept) >= limit:
            self.gap *= 2
            self.kept = [one for one in self.kept if one[0] % self.gap == 0]
        return number % self.gap == 0

    def backwards(self, keep: bool = False) -> Snapshots:
        """The way back, which lets go of states as it passes them, or `keep`s some for another.

        The next way back must find the first state; the others where they are not limited.
        """
        twin = copy.copy(self)
        twin.kept, twin.gap = list(self.kept) if keep else self.kept, None
        if keep and self.limit is not None:
            self.kept = self.kept[:1]
        twin.limit = max(len(self.kept), enough(self.number)) if self.limit is None else self.limit
        return twin

    def __iter__(self) -> Iterator[Any]:
        """The passes that were begun, last first."""
        for number in range(self.number - 1, -1, -1):
            self.last = number
            yield self._pass(number)

    def state(self) -> list[Any]:
        """A copy of the state that was kept last before this pass, or where it begins."""
        while self.kept[-1][0] > self.last:
            self.kept.pop()
        self.number, state = self.kept[-1]
        assert self.limit is not None
        free = self.limit - len(self.kept) + 1
        self.due = set(places(self.number, self.last + 1, free))
        return self._loaded(state)

    def _loaded(self, state: Any) -> list[Any]:
        """A copy of what was kept, to go on from."""
        return copies(state)

    def ahead(self) -> Iterator[Any]:
        """The passes from there up to this one, without it."""
        return map(self._pass, range(self.number, self.last))

    def _pass(self, number: int) -> Any:
        return number if self.passes is None else self.passes[number]


def copies(state: Sequence[Any]) -> list[Any]:
    """Copies of the parts of a state, of random generators too: they draw the same again.

    >>> rng = np.random.default_rng(0)
    >>> [twin, other] = copies([rng, rng])
    >>> twin is other, twin.normal() == rng.normal()
    (True, True)
    """
    memo: dict[int, Any] = {}
    return [copy.deepcopy(v, memo) if _draws(v) else v for v in replicas(*state)]


def _draws(value: Any) -> bool:
    cls = type(value)
    of_python = (cls.__module__, cls.__name__) == ("random", "Random")
    return of_python or cls.__module__.startswith("numpy.random")


def check_limits(snapshots: Any, memory: Any, on_disk: Any = False) -> None:
    """Refuse limits that leave no room for a state, and what is no folder."""
    folder = on_disk is None or isinstance(on_disk, (bool, str)) or hasattr(on_disk, "__fspath__")
    if not folder:
        raise TypeError(f"on_disk must be True, False or a folder, and is {on_disk!r}")
    if memory is not None and not (on_disk is None or on_disk is False):
        raise ValueError("memory limits what is kept in memory: with on_disk, give snapshots")
    if snapshots is not None and memory is not None:
        raise ValueError("snapshots and memory are two ways to say the same: give one of them")
    if snapshots is not None:
        if isinstance(snapshots, bool) or not isinstance(snapshots, (int, np.integer)):
            raise TypeError(f"snapshots must be a whole number, and is {snapshots!r}")
        if snapshots < 1:
            raise ValueError(f"snapshots must be at least 1, and is {snapshots}")
    if memory is not None:
        if isinstance(memory, bool) or not isinstance(memory, (int, float, np.number)):
            raise TypeError(f"memory must be a number of bytes, and is {memory!r}")
        if not memory > 0:
            raise ValueError(f"memory must be a positive number of bytes, and is {memory}")


def size_of(value: Any, known: set[int] | None = None) -> int:
    """About how many bytes a value takes, and the reference to it; shared memory counts once.

    >>> size_of(1.5), size_of([1.5, 2.5]) > 64, size_of(np.zeros(1000)) > 8000
    (32, True, True)
    >>> whole = np.zeros(1000)
    >>> size_of(whole[:2]) > 8000, size_of([whole, whole[:2]]) < 9000
    (True, True)
    """
    known = set() if known is None else known
    size = sys.getsizeof(value) + 8
    if isinstance(value, np.ndarray) and isinstance(value.base, np.ndarray):
        owner = value
        while isinstance(owner.base, np.ndarray):
            owner = owner.base
        if id(owner) not in known:
            known.add(id(owner))
            size += owner.nbytes
    elif isinstance(value, np.ndarray):
        size -= value.nbytes if id(value) in known else 0
        known.add(id(value))
    if isinstance(value, list | tuple):
        return size + sum(size_of(part, known) for part in value)
    if isinstance(value, dict):
        return size + sum(size_of(part, known) for part in value.values())
    return size
