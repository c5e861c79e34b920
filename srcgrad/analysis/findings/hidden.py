"""Active values must not be put where the program does not show them: global containers."""

from __future__ import annotations

from typing import Any

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core

CONTAINERS = k.List | k.Dict | k.Object | k.Unknown


def refuse_hidden(core: Core, facts: Facts, memory: Memory, kinds: Any) -> None:
    """Refuse such writes by statements of some `kinds`.

    What a call that is not known may write is refused last: what is not known is worth more.
    """
    for name in core.free:
        if name not in facts.varied or not isinstance(facts.kinds.get(name), CONTAINERS):
            continue
        own = name.partition(".")[0]
        for write in memory.of(name).writes:
            if not isinstance(write, kinds):
                continue
            if isinstance(write, s.Store) and not facts.is_varied(write.value):
                raise UnsupportedSyntaxError(
                    f"what is read from the global `{own}`, into which the program stores, "
                    "cannot be known, and it meets an active value",
                    "say what it is, such as float(...), or let functools.lru_cache keep it",
                    write.origin,
                )
            raise UnsupportedSyntaxError(
                f"an active value is stored in the global `{own}`",
                "return it instead",
                write.origin,
            )
