"""`collections.ChainMap`, in Python, as `containers` has dicts."""

import collections
from typing import Any

from srcgrad.rules.declare import stand_in


@stand_in(collections.ChainMap)
class Chain:
    """Dicts that are looked into one after the other; the first is written."""

    def __init__(self, *maps: Any) -> None:
        self.maps = list(maps) if len(maps) > 0 else [{}]

    @property
    def parents(self) -> Any:
        """The chain without the first."""
        return Chain(*self.maps[1:])

    def new_child(self, m: Any = None) -> Any:
        """The chain behind a dict, a new one by default."""
        return Chain({} if m is None else m, *self.maps)

    def merged_(self) -> Any:
        """What the chain holds, in its order."""
        found: Any = {}
        for one in self.maps[::-1]:
            found.update(one)
        return found

    def __getitem__(self, key: Any) -> Any:
        for one in self.maps:
            if key in one:
                return one[key]
        raise KeyError(key)

    def __contains__(self, key: Any) -> bool:
        for one in self.maps:  # noqa: SIM110 - each is asked where it stands
            if key in one:
                return True
        return False

    def __setitem__(self, key: Any, value: Any) -> None:
        self.maps[0][key] = value

    def __delitem__(self, key: Any) -> None:
        if key not in self.maps[0]:
            raise KeyError(f"Key not found in the first mapping: {key!r}")
        del self.maps[0][key]

    def __len__(self) -> int:
        return len(self.merged_())

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or the default."""
        if key in self:
            return self[key]
        return default

    def keys(self) -> Any:
        """The keys, as they are now."""
        return self.merged_().keys()

    def values(self) -> Any:
        """The values, as they are now."""
        return self.merged_().values()

    def items(self) -> Any:
        """The pairs, as they are now."""
        return self.merged_().items()

    def pop(self, key: Any, *default: Any) -> Any:
        """The value of a key of the first dict, which is gone afterwards."""
        return self.maps[0].pop(key, *default)

    def update(self, *sources: Any, **named: Any) -> None:
        """The items of other dicts, into the first."""
        self.maps[0].update(*sources, **named)

    def listed_(self) -> Any:
        """The keys."""
        return list(self.merged_())

    def element_(self, index: Any) -> Any:
        """A key."""
        return self.listed_()[index]
