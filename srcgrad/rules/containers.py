"""Containers of the standard library, and dicts whose keys only the run knows, in Python.

Where a program makes one, it makes an object of these classes, whose lists are followed like
any others. They keep what they hold in the order in which it came.
"""

import collections
from typing import Any

from srcgrad.rules.declare import nondifferentiable, stand_in
from srcgrad.runtime import key_places, list_zeros, place_of, places_of

nondifferentiable(key_places, list_zeros, place_of, places_of)


@stand_in(dict)
class Table:
    """A dict: `places` says where in the lists the value of a key stands."""

    def __init__(self, *sources: Any, **named: Any) -> None:
        self.places = key_places()
        self.names: Any = []
        self.held: Any = []
        self.update(*sources, **named)

    def update(self, *sources: Any, **named: Any) -> None:
        """The items of mappings, or of iterables of pairs."""
        for source in sources:
            if hasattr(source, "items"):
                for key, value in source.items():
                    self[key] = value
            else:
                for key, value in source:
                    self[key] = value
        for key, value in named.items():
            self[key] = value

    def __setitem__(self, key: Any, value: Any) -> None:
        count = len(self.held)
        place = int(self.places.setdefault(key, count))
        if place == count:
            self.names.append(key)
            self.held.append(value)
        else:
            self.held[place] = value

    def __getitem__(self, key: Any) -> Any:
        return self.held[place_of(self.places, key)]

    def __delitem__(self, key: Any) -> None:
        self.places.pop(key)

    def __contains__(self, key: Any) -> bool:
        return key in self.places

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Any:
        return self.keys()

    def keys(self) -> Any:
        """The keys, in a list."""
        return [self.names[place] for place in places_of(self.places)]

    def values(self) -> Any:
        """The values, in a list."""
        return [self.held[place] for place in places_of(self.places)]

    def items(self) -> Any:
        """The pairs, in a list."""
        return [(self.names[place], self.held[place]) for place in places_of(self.places)]

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or the default."""
        return self.held[place_of(self.places, key)] if key in self.places else default

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """The value of a key, which gets the default if it has none."""
        if key not in self.places:
            self[key] = default
        return self[key]

    def copy(self) -> Any:
        """Another one with the same items."""
        return Table(self)

    def pop(self, key: Any, *default: Any) -> Any:
        """The value of a key, which is gone afterwards, or the default."""
        if len(default) == 1 and key not in self.places:
            return default[0]
        return self.held[int(self.places.pop(key))]

    def clear(self) -> None:
        """Nothing is left."""
        self.places.clear()


@stand_in(collections.OrderedDict)
class Ordered(Table):
    """As any dict."""


@stand_in(collections.defaultdict)
class Default(Table):
    """A dict that makes the values of keys that it has not got."""

    def __init__(self, make: Any, *sources: Any) -> None:
        self.make = make
        self.places = key_places()
        self.names = []
        self.held = []
        self.update(*sources)

    def copy(self) -> Any:
        """Another one with the same items."""
        return Default(self.make, self)

    def __getitem__(self, key: Any) -> Any:
        if key not in self.places:
            self[key] = self.make()
        return self.held[place_of(self.places, key)]


@stand_in(collections.deque)
class Deque:
    """A list whose first elements are passed over once they are gone."""

    def __init__(self, iterable: Any = (), maxlen: Any = None) -> None:
        self.maxlen = maxlen
        self.first = 0
        self.held: Any = []
        self.extend(iterable)

    def append(self, value: Any) -> None:
        """At the end; a full one loses its first element."""
        self.held.append(value)
        if self.maxlen is not None and len(self.held) - self.first > self.maxlen:
            self.first += 1

    def appendleft(self, value: Any) -> None:
        """At the beginning; a full one loses its last element."""
        if self.maxlen is not None and len(self.held) - self.first == self.maxlen:
            self.held.pop()
        if self.first > 0:
            self.first -= 1
            self.held[self.first] = value
        else:
            self.held.insert(0, value)

    def extend(self, iterable: Any) -> None:
        """One by one."""
        for value in iterable:
            self.append(value)

    def extendleft(self, iterable: Any) -> None:
        """One by one, the last first in the end."""
        for value in iterable:
            self.appendleft(value)

    def pop(self) -> Any:
        """The last element."""
        if self.first == len(self.held):
            raise IndexError("pop from an empty deque")
        return self.held.pop()

    def popleft(self) -> Any:
        """The first element."""
        if self.first == len(self.held):
            raise IndexError("pop from an empty deque")
        self.first += 1
        return self.held[self.first - 1]

    def rotate(self, n: Any = 1) -> None:
        """The last elements come first."""
        count = len(self.held) - self.first
        if count > 0:
            start = self.first + (-n) % count
            self.held = self.held[start:] + self.held[self.first : start]
            self.first = 0

    def clear(self) -> None:
        """Nothing is left."""
        self.first = len(self.held)

    def place(self, index: Any) -> Any:
        """Where an element stands."""
        count = len(self.held) - self.first
        if index < -count or index >= count:
            raise IndexError("deque index out of range")
        return self.first + index if index >= 0 else len(self.held) + index

    def __getitem__(self, index: Any) -> Any:
        return self.held[self.place(index)]

    def __setitem__(self, index: Any, value: Any) -> None:
        self.held[self.place(index)] = value

    def __contains__(self, value: Any) -> bool:
        return value in self.held[self.first :]

    def __len__(self) -> int:
        return len(self.held) - self.first

    def __iter__(self) -> Any:
        return self.held[self.first :]
