"""Arrays that the reverse sweep is done with are deleted on its way, where others are to be made.

    h2_bar = y_bar @ w3.T                  h2_bar = y_bar @ w3.T
    w3_bar = h2.T @ y_bar                  w3_bar = h2.T @ y_bar
    h1_bar = h2_bar * p @ w2.T     ->      del y_bar, h2
    ...                                    h1_bar = h2_bar * p @ w2.T
                                           ...

Between the reverses of two lines of the program, and only arrays of two axes and more, which the
function made itself: they may be large, and nothing holds them but their names.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import mentions
from srcgrad.optimize.asked.aliases import Aliases

FEWEST = 2  # large arrays that are still to be made
WORTH_A_LINE = 2  # arrays that are deleted


def releases(
    forward: s.Block,
    reverse: s.Block,
    results: Iterable[e.Expr],
    same: dict[str, str],
    facts: Facts,
) -> dict[int, list[str]]:
    """The names to delete, by the position of the statement of the reverse sweep that follows.

    `same` are names that are printed as others are.

    >>> import numpy as np
    >>> from srcgrad.errors import Location
    >>> matrix = k.Array(np.dtype("f8"), (None, None))
    >>> made = [
    ...     s.Assign(target, e.Unary("-", e.Var(read)), origin=Location("f.py", line, "", 0, 0))
    ...     for target, read, line in zip("bcdef", "abcde", (5, 4, 3, 2, 1))
    ... ]
    >>> releases([], made, [e.Var("f")], {}, Facts(kinds=dict.fromkeys("abcdef", matrix)))
    {3: ['b', 'c']}
    """

    def printed(name: str) -> str:
        plain = name.replace("~again", "")
        return same.get(plain, plain)

    large = _targets(reverse, facts)
    left = list(accumulate((one is not None for one in reversed(large)), initial=0))[::-1]
    if left[0] <= FEWEST:
        return {}
    aliases = Aliases.of([*forward, *reverse], facts)
    last: dict[str, int] = {}  # where the memory of a class, or a name of the text, is met last
    steps: list[s.Block] = [*([node] for node in reverse), [s.Evaluate(tree) for tree in results]]
    for position, step in enumerate(steps):
        for name in mentions(step):
            last[printed(name)] = last["~" + aliases.root(name)] = position
    own: dict[str, int] = {}  # names of the text, and the last place where they may be of use
    for target in (*_targets(forward, facts), *large):
        if target is not None and target not in facts.entry and printed(target) in last:
            ends = last[printed(target)], last.get("~" + aliases.root(target), 0)
            own[printed(target)] = max(*ends, own.get(printed(target), 0))
    for name in facts.entry:
        own.pop(printed(name), None)
    found: dict[int, list[str]] = {}
    line: int | None = None
    for position, node in enumerate(reverse):
        begun, line = line, node.origin.line if node.origin else line
        if line != begun and left[position] >= FEWEST:
            gone = [name for name, end in own.items() if end < position]
            if len(gone) >= WORTH_A_LINE:
                found[position] = gone
                own = {name: end for name, end in own.items() if end >= position}
    return found


def _targets(block: s.Block, facts: Facts) -> list[str | None]:
    return [_target(node, facts) for node in block]


def _target(node: s.Stmt, facts: Facts) -> str | None:
    """The name to which a statement binds an array of two axes or more that it makes."""
    match node:
        case s.Assign(target, e.Binary() | e.Unary() | e.Call() as value):
            kind = facts.kinds.get(target, k.Empty())
            short = (k.dims(kind) or ()).count(1)
            return target if (k.rank(kind) or 0) - short > 1 and not facts.shares(value) else None
    return None
