"""Dicts whose keys only the run knows, and those of `collections`, in Python.

Where a program makes one, it makes an object of these classes, whose lists are followed like
any others. They keep what they hold in the order in which it came. Names that end in `_` are
for the compiler: `element_` is what a loop gets at a position, `listed_` all elements in a new
list, `size_` what must not change while a loop goes through them, `unchanged_` sees to that.
"""

import collections
from typing import Any

from srcgrad.rules.declare import nondifferentiable, stand_in
from srcgrad.runtime import (
    key_places,
    last_place,
    place_at,
    place_of,
    places_of,
    places_of_product,
    places_together,
)

nondifferentiable(key_places, last_place, place_at, place_of, places_of)
nondifferentiable(places_of_product, places_together)


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

    def first_(self, key: Any, value: Any) -> None:
        """The value of a key that is new."""
        self.places.setdefault(key, len(self.held))
        self.names.append(key)
        self.held.append(value)

    def __getitem__(self, key: Any) -> Any:
        return self.held[place_of(self.places, key)]

    def __delitem__(self, key: Any) -> None:
        self.places.pop(key)

    def __contains__(self, key: Any) -> bool:
        return key in self.places

    def __len__(self) -> int:
        return len(self.places)

    def __or__(self, other: Any) -> Any:
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other: Any) -> Any:
        made = Table(other)
        made.update(self)
        return made

    def __ior__(self, other: Any) -> Any:
        self.update(other)
        return self

    def keys(self) -> Any:
        """The keys, as they will be."""
        return Keys(self)

    def values(self) -> Any:
        """The values, as they will be."""
        return Values(self)

    def items(self) -> Any:
        """The pairs, as they will be."""
        return Items(self)

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or the default."""
        return self.held[place_of(self.places, key)] if key in self.places else default

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """The value of a key, which gets the default if it has none."""
        if key not in self.places:
            self[key] = default
        return self.held[place_of(self.places, key)]

    def copy(self) -> Any:
        """Another one with the same items."""
        return Table(self)

    def pop(self, key: Any, *default: Any) -> Any:
        """The value of a key, which is gone afterwards, or the default."""
        if len(default) == 1 and key not in self.places:
            return default[0]
        return self.held[int(self.places.pop(key))]

    def popitem(self) -> Any:
        """The last key and its value, which are gone afterwards."""
        if len(self.places) == 0:
            raise KeyError("popitem(): dictionary is empty")
        key = self.names[last_place(self.places)]
        return key, self.held[int(self.places.pop(key))]

    def clear(self) -> None:
        """Nothing is left."""
        self.places.clear()

    def element_(self, index: Any) -> Any:
        """A key."""
        return self.names[place_at(self.places, index, len(self.names))]

    def listed_(self) -> Any:
        """The keys."""
        return [self.names[place] for place in places_of(self.places)]

    def size_(self) -> Any:
        """As Python tells whether a dict has changed."""
        return len(self.places)

    def unchanged_(self, size: Any) -> None:
        """As Python says it."""
        if len(self.places) != size:
            raise RuntimeError("dictionary changed size during iteration")


@stand_in(type({}.keys()))
class Keys:
    """The keys of a table."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def __len__(self) -> int:
        return len(self.table)

    def __contains__(self, key: Any) -> bool:
        return key in self.table

    def element_(self, index: Any) -> Any:
        """A key."""
        return self.table.element_(index)

    def listed_(self) -> Any:
        """The keys."""
        return self.table.listed_()

    def size_(self) -> Any:
        """As Python tells whether a dict has changed."""
        return self.table.size_()

    def unchanged_(self, size: Any) -> None:
        """As Python says it."""
        self.table.unchanged_(size)


@stand_in(type({}.values()))
class Values(Keys):
    """The values of a table."""

    def __contains__(self, value: Any) -> bool:
        return value in self.listed_()

    def element_(self, index: Any) -> Any:
        """A value."""
        table = self.table
        return table.held[place_at(table.places, index, len(table.names))]

    def listed_(self) -> Any:
        """The values."""
        table = self.table
        return [table.held[place] for place in places_of(table.places)]


@stand_in(type({}.items()))
class Items(Keys):
    """The pairs of a table."""

    def __contains__(self, pair: Any) -> bool:
        key, value = pair
        return key in self.table and self.table[key] == value

    def element_(self, index: Any) -> Any:
        """A pair."""
        table = self.table
        place = place_at(table.places, index, len(table.names))
        return table.names[place], table.held[place]

    def listed_(self) -> Any:
        """The pairs."""
        table = self.table
        return [(table.names[place], table.held[place]) for place in places_of(table.places)]


@stand_in(collections.OrderedDict)
class Ordered(Table):
    """A dict whose items move."""

    def copy(self) -> Any:
        """Another one with the same items."""
        return Ordered(self)

    def move_to_end(self, key: Any, last: Any = True) -> None:
        """The item comes last, or first: then all others go behind it."""
        old, new = int(self.places.pop(key)), len(self.held)
        self.places.setdefault(self.names[old], new)
        self.names.append(self.names[old])
        self.held.append(self.held[old])
        if not last:
            for place in places_of(self.places):
                if place != new:
                    other = self.names[place]
                    self.places.pop(other)
                    self.places.setdefault(other, place)

    def popitem(self, last: Any = True) -> Any:
        """The last key and its value, or the first."""
        if len(self.places) == 0:
            raise KeyError("dictionary is empty")
        place = last_place(self.places) if last else place_at(self.places, 0, len(self.names))
        key = self.names[place]
        return key, self.held[int(self.places.pop(key))]


@stand_in(collections.defaultdict)
class Default(Table):
    """A dict that makes the values of keys that it has not got."""

    def __init__(self, default_factory: Any = None, *sources: Any, **named: Any) -> None:
        self.default_factory = default_factory
        self.places = key_places()
        self.names = []
        self.held = []
        self.update(*sources, **named)

    def copy(self) -> Any:
        """Another one with the same items."""
        return Default(self.default_factory, self)

    def __getitem__(self, key: Any) -> Any:
        if self.default_factory is not None and key not in self.places:
            self[key] = self.default_factory()
        return self.held[place_of(self.places, key)]


@stand_in(collections.Counter)
class Tally(Table):
    """A dict of numbers, which are 0 for keys that it has not got."""

    __ror__ = __ior__ = None  # type: ignore[assignment]  # `|` of two counters keeps what is more

    def __getitem__(self, key: Any) -> Any:
        return self.held[place_of(self.places, key)] if key in self.places else 0

    def __delitem__(self, key: Any) -> None:
        if key in self.places:
            self.places.pop(key)

    def update(self, *sources: Any, **named: Any) -> None:
        """Numbers are added, and elements counted."""
        for source in sources:
            if hasattr(source, "items"):
                for key, number in source.items():
                    self[key] = number + self[key]
            else:
                for key in source:
                    self[key] = self[key] + 1
        for key, number in named.items():
            self[key] = number + self[key]

    def copy(self) -> Any:
        """Another one with the same items."""
        return Tally(self)

    def total(self) -> Any:
        """The sum of all numbers."""
        return sum(self.listed_numbers_())

    def subtract(self, *sources: Any, **named: Any) -> None:
        """Numbers are taken away, and elements counted down."""
        for source in sources:
            if hasattr(source, "items"):
                for key, number in source.items():
                    self[key] = self[key] - number
            else:
                for key in source:
                    self[key] = self[key] - 1
        for key, number in named.items():
            self[key] = self[key] - number

    def __add__(self, other: Any) -> Any:
        made = Tally()
        for key, number in self.items():
            if number + other[key] > 0:
                made[key] = number + other[key]
        for key, number in other.items():
            if key not in self and number > 0:
                made[key] = number
        return made

    def __sub__(self, other: Any) -> Any:
        made = Tally()
        for key, number in self.items():
            if number - other[key] > 0:
                made[key] = number - other[key]
        for key, number in other.items():
            if key not in self and number < 0:
                made[key] = 0 - number
        return made

    def __or__(self, other: Any) -> Any:
        made = Tally()
        for key, number in self.items():
            most = other[key] if number < other[key] else number
            if most > 0:
                made[key] = most
        for key, number in other.items():
            if key not in self and number > 0:
                made[key] = number
        return made

    def __and__(self, other: Any) -> Any:
        made = Tally()
        for key, number in self.items():
            least = number if number < other[key] else other[key]
            if least > 0:
                made[key] = least
        return made

    def listed_numbers_(self) -> Any:
        """All numbers."""
        return [self.held[place] for place in places_of(self.places)]

    def most_common(self, n: Any = None) -> Any:
        """The items with the greatest numbers, those that came first before their equals."""
        pairs = [(self.names[place], self.held[place]) for place in places_of(self.places)]
        ordered = sorted(pairs, key=lambda pair: pair[1], reverse=True)
        return ordered if n is None else ordered[: max(n, 0)]
