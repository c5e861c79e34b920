"""`collections.deque`, in Python, as `containers` has dicts.

`changes` counts what a loop over one does not endure; where no loop asks, nothing counts.
"""

import collections
from typing import Any

from srcgrad.rules.declare import stand_in


@stand_in(collections.deque)
class Deque:
    """A list whose first elements are passed over once they are gone."""

    def __init__(self, iterable: Any = (), maxlen: Any = None) -> None:
        self.maxlen = maxlen
        self.first = 0
        self.changes = 0
        self.held: Any = []
        self.extend(iterable)

    def append(self, value: Any) -> None:
        """At the end; a full one loses its first element."""
        self.changes += 1
        self.held.append(value)
        if self.maxlen is not None and len(self.held) - self.first > self.maxlen:
            self.first += 1

    def appendleft(self, value: Any) -> None:
        """At the beginning; a full one loses its last element."""
        self.changes += 1
        if self.first > 0:
            self.first -= 1
            self.held[self.first] = value
        else:
            self.held.insert(0, value)
        if self.maxlen is not None and len(self.held) - self.first > self.maxlen:
            self.held.pop()

    def extend(self, iterable: Any) -> None:
        """One by one."""
        for value in iterable:
            self.append(value)

    def extendleft(self, iterable: Any) -> None:
        """One by one, the last first in the end."""
        for value in iterable:
            self.appendleft(value)

    def insert(self, index: Any, value: Any) -> None:
        """Before the element at a position."""
        count = len(self.held) - self.first
        if self.maxlen is not None and count >= self.maxlen:
            raise IndexError("deque already at its maximum size")
        place = index + count if index < 0 else index
        self.changes += 1
        self.held.insert(self.first + min(max(place, 0), count), value)

    def pop(self) -> Any:
        """The last element."""
        if self.first == len(self.held):
            raise IndexError("pop from an empty deque")
        self.changes += 1
        return self.held.pop()

    def popleft(self) -> Any:
        """The first element."""
        if self.first == len(self.held):
            raise IndexError("pop from an empty deque")
        self.changes += 1
        self.first += 1
        return self.held[self.first - 1]

    def remove(self, value: Any) -> None:
        """The first element that is equal to a value is gone."""
        place = self.first + self.index(value)
        self.changes += 1
        self.held.pop(place)

    def index(self, value: Any) -> Any:
        """Where the first element stands that is equal to a value."""
        for place in range(len(self.held) - self.first):
            if self.held[self.first + place] == value:
                return place
        raise ValueError("the value is not in deque")

    def count(self, value: Any) -> Any:
        """How many elements are equal to a value."""
        return self.held[self.first :].count(value)

    def reverse(self) -> None:
        """The last element comes first."""
        self.held = self.held[self.first :][::-1]
        self.first = 0

    def rotate(self, n: Any = 1) -> None:
        """The last elements come first."""
        count = len(self.held) - self.first
        if count > 1:
            self.changes += 1
            start = self.first + (-n) % count
            self.held = self.held[start:] + self.held[self.first : start]
            self.first = 0

    def clear(self) -> None:
        """Nothing is left."""
        self.changes += 1
        self.first = len(self.held)

    def copy(self) -> Any:
        """Another one with the same elements."""
        return Deque(self, self.maxlen)

    def place_(self, index: Any) -> Any:
        """Where an element stands."""
        count = len(self.held) - self.first
        if index < -count or index >= count:
            raise IndexError("deque index out of range")
        return self.first + index if index >= 0 else len(self.held) + index

    def __getitem__(self, index: Any) -> Any:
        return self.held[self.place_(index)]

    def __setitem__(self, index: Any, value: Any) -> None:
        self.held[self.place_(index)] = value

    def __delitem__(self, index: Any) -> None:
        place = self.place_(index)
        self.changes += 1
        self.held.pop(place)

    def __contains__(self, value: Any) -> bool:
        return value in self.held[self.first :]

    def __len__(self) -> int:
        return len(self.held) - self.first

    def __add__(self, other: Any) -> Any:
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other: Any) -> Any:
        self.extend(other)
        return self

    def element_(self, index: Any) -> Any:
        """An element."""
        return self.held[self.first + index]

    def listed_(self) -> Any:
        """All elements."""
        return self.held[self.first :]

    def size_(self) -> Any:
        """As Python tells whether a deque has changed."""
        return self.changes

    def unchanged_(self, size: Any) -> None:
        """As Python says it."""
        if self.changes != size:
            raise RuntimeError("deque mutated during iteration")
