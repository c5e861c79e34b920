"""The rounds of inference over one program, which end where they lead nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from srcgrad.ir.function import Core
from srcgrad.ir.text import listing
from srcgrad.ir.walk import statements

ROUNDS = 1000
SURE = 100  # rounds in which no program is suspected
SAME = 4  # times that a program is met again before it is given up

NUMBERED = re.compile(r"[^\W\d][\w.~]*")


def rounds(core: Core) -> Iterator[int]:
    """Numbers, until the program has been the same several times, whatever its names are."""
    met: Counter[str] = Counter()
    sizes: set[int] = set()  # a program that grows is another one: its text is not asked for
    for number in range(ROUNDS):
        yield number
        if number >= SURE:
            size = sum(1 for _ in statements(core.body))
            if size in sizes:
                text = unnumbered(listing(core.body))
                met[text] += 1
                if met[text] >= SAME:
                    return
            sizes.add(size)


def unnumbered(text: str) -> str:
    """A program's text with names in the order in which they come.

    >>> unnumbered("y7 = sin(x) + y7") == unnumbered("y8 = sin(x) + y8")
    True
    >>> unnumbered("y7 = sin(x) + y7") == unnumbered("y8 = sin(x) + x")
    False
    """
    order: dict[str, str] = {}
    return NUMBERED.sub(lambda found: order.setdefault(found[0], f"_{len(order)}"), text)
