"""Containers that a function keeps for its next calls, as `functools.cache` and `lru_cache` do.

rows = table(3)
rows[0] = x              every later `table(3)` is this very list: nothing may be stored into it
"""

from __future__ import annotations

from srcgrad.normalize.structures.layout import parts
from srcgrad.normalize.structures.walk import Walker

REASON = "the function from which it comes keeps it for other calls"


def mark(w: Walker, name: str) -> None:
    """What a name stands for is kept, and so is all that can be reached from there."""
    for one in w.state.reached(list(parts(w.state.env.get(name)))):
        held = w.state.heap[one]
        held.kept = True
        names = (slot for slot in held.slots.values() if isinstance(slot, str))
        w.context.kept.update(dict.fromkeys(names, w.context.kept[name]))
