"""Names that belong to one pass of a loop.

A symbol such as `i@loop` stands for one number within a pass, so lengths that mention it may
be compared within the pass only; names that outlive the pass must not carry it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim, Length, nameless
from srcgrad.ir.twice import changed
from srcgrad.ir.walk import blocks, bound, mentions, statements, targets


def occurrences(block: s.Block) -> Counter[str]:
    """How often each name is read or bound in a block."""
    return Counter(mentions(block))


def carried(loop: s.For | s.While, total: Counter[str]) -> set[str]:
    """The names bound in a loop's body whose value may be read in another pass, or after."""
    local: set[str] = set()

    def visit(block: s.Block) -> None:
        rest = occurrences(block)
        for node in block:
            for name in targets(node):
                if rest[name] == total[name]:
                    local.add(name)
            for inner in blocks(node):
                visit(inner)
            rest.subtract(occurrences([node]))

    visit(loop.body)
    if isinstance(loop, s.For) and occurrences(loop.body)[loop.target] + 1 == total[loop.target]:
        local.add(loop.target)
    return bound([loop]) - local


def inside(body: s.Block) -> dict[str, set[str]]:
    """By loop variable, which several loops may share: the names that live in one pass only.

    A list that a pass adds to, and that was there before, is none of them.
    """
    total = occurrences(body)
    bound_there: dict[str, set[str]] = {}
    outliving: dict[str, set[str]] = {}
    for node in statements(body):
        if isinstance(node, s.For):
            bound_there.setdefault(node.target, set()).update(bound([node]))
            outliving.setdefault(node.target, set()).update(carried(node, total))
    return {variable: names - outliving[variable] for variable, names in bound_there.items()}


def birthplaces(body: s.Block) -> dict[str, str]:
    """For each name that one assignment binds, a symbol of that assignment's place.

    What an array's length is need not be known to have a name: `x.0` at the top, `i@loop.x.0`
    for one pass of a loop over i. Within a `while` loop there is no name for a pass.
    """
    counts = Counter(
        name
        for node in statements(body)
        if not isinstance(node, s.Augment)
        for name in targets(node)
    )
    found: dict[str, str] = {}

    def visit(block: s.Block, place: str | None) -> None:
        for node in block:
            if isinstance(node, s.Assign) and counts[node.target] == 1 and place is not None:
                found[node.target] = place + node.target
            inside = place
            if isinstance(node, s.For):
                inside = f"{node.target}@loop."
            elif isinstance(node, s.While):
                inside = None
            for inner in blocks(node):
                visit(inner, inside)

    visit(body, "")
    return found


def symbols(length: Length) -> set[str]:
    """The loop variables that a symbolic length mentions."""
    if not isinstance(length, Dim) or "@loop" not in length.base:
        return set()
    import re

    return set(re.findall(r"([\w.]+)@loop", length.base))


WITH_LENGTHS = {k.Array, k.Optional, k.Int, k.Tuple, k.List, k.Dict, k.Object}


def timeless(kind: k.Kind, outlives: Callable[[str], bool]) -> k.Kind:
    """The kind without lengths that mention a loop variable whose pass the value outlives."""
    if type(kind) not in WITH_LENGTHS:
        return kind

    def kept(length: Length) -> Length:
        return nameless(length) if any(map(outlives, symbols(length))) else length

    match kind:
        case k.Array(dtype, dims) if dims is not None:
            left = tuple(map(kept, dims))
            plain = kind.most is None and not kind.mixed
            return kind if plain and left == dims else k.Array(dtype, left)
        case k.Optional(held):
            return k.Optional(timeless(held, outlives))
        case k.Int(value, member):
            return k.Int(kept(value), member)
        case k.Tuple(items, cls):
            return k.Tuple(tuple(timeless(item, outlives) for item in items), cls)
        case k.List(items, element):
            return k.List(*changed(items, element, lambda part: timeless(part, outlives)))
        case k.Dict(items=items) | k.Object(items=items):
            return replace(kind, items=tuple(timeless(item, outlives) for item in items))
    return kind
