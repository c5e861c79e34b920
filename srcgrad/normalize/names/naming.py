"""Names for what a function that is spelled out holds, each once."""

from __future__ import annotations

from typing import Any


class Naming:
    """The names that are given, what they stand for, and those that are taken.

    >>> naming = Naming()
    >>> naming.names, naming.taken = {}, {"f"}
    >>> naming.named("f", len), naming.named("g", len), naming.free("f")
    ('f_2', 'f_2', 'f_3')
    """

    names: dict[str, Any]
    taken: set[str]

    def free(self, stem: str) -> str:
        """A name that nothing has yet."""
        stem = stem if stem.isidentifier() else "part"
        name, number = stem, 1
        while name in self.taken or name in self.names:
            number += 1
            name = f"{stem}_{number}"
        self.taken.add(name)
        return name

    def named(self, stem: str, value: Any) -> str:
        """The name of a value."""
        for name, known in self.names.items():
            if known is value:
                return name
        name = self.free(stem)
        self.names[name] = value
        return name
