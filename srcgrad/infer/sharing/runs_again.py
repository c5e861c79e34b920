"""What runs again in a pullback, inside a differentiated function: it must not notice."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.repeating import written_by
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, nodes, statements, stored
from srcgrad.rules.derived import Derived


def stands(core: Core, facts: Facts, tree: e.Expr) -> bool:
    """Is what a function holds a number, an array that nobody writes, or a function of such?"""
    kind = facts.kind(tree)
    if isinstance(kind, k.Function):  # which arrays it holds is not told
        return _holds_numbers(kind) and not _written(core, facts)
    if k.is_number(kind) or not isinstance(kind, k.Array):
        return k.is_number(kind)
    return not {facts.root(n) for n in names(tree)} & _written(core, facts)


def _holds_numbers(kind: k.Function) -> bool:
    """Does a function hold nothing that changes but numbers and arrays?"""
    return not kind.cells and all(
        _holds_numbers(one)
        if isinstance(one, k.Function)
        else k.is_number(one) or isinstance(one, k.Array | k.Known)
        for one in kind.items
    )


def changes_what_is_given(core: Core, facts: Facts) -> bool:
    """Does the program write into its arguments, or into what it reads from outside?"""
    given = {p.name for p in core.parameters} | set(core.free)
    return bool({facts.root(n) for n in given} & _written(core, facts))


def _written(core: Core, facts: Facts) -> set[str]:
    """The memory that a program writes."""
    written = stored(core.body)
    for node in statements(core.body):
        for part in (part for whole in expressions(node) for part in nodes(whole)):
            if isinstance(part, e.Call) and not _is_repeated(facts.kind(part.func)):
                written |= set(written_by(part, facts))
    return {facts.root(n) for n in written}


def _is_repeated(kind: k.Kind) -> bool:
    """Is it what runs again in a pullback? That is refused where it writes."""
    return isinstance(kind, k.Function) and getattr(kind.code, "repeated", False)


def check_repeated(
    derived: Derived,
    generated: Any,  # `nested.Generated`
    kinds: dict[str, k.Kind],
    loose: bool,
    steady: bool,
    site: s.Stmt,
) -> None:
    """What runs again in a pullback must do nothing else, and read what cannot change till then."""
    if not derived.repeated:
        return
    made, name = generated.compiled, derived.primal.__name__
    read = zip(made.free, generated.values, strict=True)
    changing = [f.key for f, v in read if not (_fixed(v) or (steady and type(v) is np.ndarray))]
    boxes = [n for n, kind in kinds.items() if not k.is_number(kind) and k.rank(kind) is None]
    effect = ""
    if made.written:
        effect = f"writes `{made.written[0]}`"
    elif generated.effect:
        effect = generated.effect
    elif loose or changing:
        effect = f"reads `{changing[0]}`" if changing else "reads variables around it"
    elif made.changed:
        effect = f"changes `{made.changed[0]}`"
    elif any(isinstance(kinds[n], k.Object) for n in boxes):
        effect = "takes an object"
    if effect:
        raise UnsupportedSyntaxError(
            f"{name} runs again in the pullback of vjp, inside a differentiated function, and "
            f"{effect}",
            "let it compute its result from numbers and arrays that it is given",
            site.origin,
        )


def _fixed(value: Any) -> bool:
    return isinstance(value, int | float | complex | str | bool | None) or callable(value)
