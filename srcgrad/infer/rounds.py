"""The rounds of inference over one program, which end where they lead nowhere."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir.function import Core
from srcgrad.ir.text import listing
from srcgrad.ir.walk import statements
from srcgrad.normalize.structures.whole import Structures
from srcgrad.request import sign, sign_by_value

ROUNDS = 1000
SURE = 100  # rounds in which no program is suspected
SAME = 4  # times that a program is met again before it is given up
MOST = 200_000  # statements, each as often as it is looked at: half a minute, or a whole one
LONGEST = 20_000  # statements of one program: its derivative takes a minute

NUMBERED = re.compile(r"[^\W\d][\w.~]*")


class Effort(threading.local):
    """What one compilation has looked at, in all its programs and attempts."""

    spent = 0
    same = False  # is another attempt made at what was begun?
    outside = False  # were integers read from outside whose values are left open?

    def begin(self) -> None:
        """A compilation begins."""
        if not self.same:
            self.spent, self.outside = 0, False

    def key(self, value: Any, by_value: bool) -> Any:
        """The key of what is read from outside."""
        key = sign_by_value(value)
        if by_value or key == sign(value):
            return key
        self.outside = True
        return sign(value)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Attempts in here count with the one before them."""
        self.same = True
        try:
            yield
        finally:
            self.same = False

    @property
    def exhausted(self) -> bool:
        """Is it time to give up?"""
        return self.spent > MOST


effort = Effort()


def too_deep(function: Any, where: Any, structures: Structures | None) -> UnsupportedSyntaxError:
    """Calls that go on and on while they are put in, or containers that change again and again."""
    if effort.exhausted:
        why = "" if structures is None else structures.because()
        return UnsupportedSyntaxError(
            f"{function.__name__} takes too many steps to follow{why}",
            "keep the structure of containers and objects the same on all paths, use arrays, "
            "or a loop in place of recursion",
            where,
        )
    what = f"{function.__name__} calls functions too deeply"
    return UnsupportedSyntaxError(what, "unroll the recursion", where)


def check_length(core: Core) -> None:
    """Refuse a program that loops which are written out and calls have made too long."""
    size = sum(1 for _ in statements(core.body))
    if size <= LONGEST:
        return
    origins = [node.origin for node in statements(core.body) if node.origin is not None]
    lines = Counter((where.file, where.line) for where in origins)
    most, count = lines.most_common(1)[0] if lines else (None, 0)
    where = next((one for one in origins if (one.file, one.line) == most), core.location)
    effort.spent = MOST + 1  # what is tried next is no shorter
    raise UnsupportedSyntaxError(
        f"{core.name} is {size} statements long once its loops over containers are written out "
        f"and its calls are put in, {count} of them for this line",
        "loop over arrays or a range of which only the run tells the length, and keep in arrays "
        "what is in lists, tuples or objects",
        where,
    )


def rounds(core: Core) -> Iterator[int]:
    """Numbers, until the program has been the same several times, whatever its names are.

    They end as well where more has been looked at than any program needs that has an end.
    """
    met: Counter[str] = Counter()
    sizes: set[int] = set()  # a program that grows is another one: its text is not asked for
    for number in range(ROUNDS):
        yield number
        size = sum(1 for _ in statements(core.body))
        effort.spent += size
        if effort.exhausted:
            return
        if number >= SURE:
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
