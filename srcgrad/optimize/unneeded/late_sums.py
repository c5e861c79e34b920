"""What an adjoint is raised by after its last read is not computed.

    for i in range(n - 1, -1, -1):                 for i in range(n - 1, -1, -1):
        d_bar = r_bar[i] * k                           d_bar = r_bar[i] * k
        k_bar += d_bar * d[i]               ->         k_bar += d_bar * d[i]
        total_bar = d_bar / r[i]                       total_bar = d_bar / r[i]
        d_bar += total_bar * d[i]

Each pass binds `d_bar` anew. That it is read at all says nothing: what it is raised by at last may
be made of it. An array is bound to a sum, which writes into no memory.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.liveness import Liveness
from srcgrad.ir.walk import blocks, statements


def drop_late_sums(
    reverse: s.Block, results: list[e.Expr], facts: Facts, pure: Callable[[e.Expr], bool]
) -> bool:
    """Rewrite the reverse sweep in place; was there one?

    >>> x, d = e.Var("x"), e.Var("d~bar")
    >>> reverse = [s.Assign("d~bar", x), s.Assign("t~bar", d), s.Augment(d, None, "+", x)]
    >>> drop_late_sums(reverse, [e.Var("t~bar")], Facts({"d~bar": k.Real()}), lambda tree: True)
    True
    >>> [node.target for node in reverse]
    ['d~bar', 't~bar']
    """
    sums = {
        id(node): name
        for node in statements(reverse)
        if isinstance(node, s.Augment | s.Assign)
        and pure(node.value)
        and (name := _raised(node, facts))
    }
    if not sums:
        return False
    after = Liveness(reverse, e.Sequence("tuple", tuple(results))).after
    late = {one for one, name in sums.items() if name not in after[one]}
    if late:
        _drop(reverse, late)
    return bool(late)


def _raised(node: s.Augment | s.Assign, facts: Facts) -> str:
    """The adjoint that a statement binds to a sum of what it is and of more."""
    match node:
        case s.Augment(e.Var(name) as held, None) if k.is_number(facts.kind(held)):
            pass
        case s.Assign(name, e.Binary("+" | "-", e.Var(held))) if held == name:
            pass
        case _:
            return ""
    return name if "~" in name else ""


def _drop(block: s.Block, late: set[int]) -> None:
    block[:] = [node for node in block if id(node) not in late]
    for node in block:
        for inner in blocks(node):
            _drop(inner, late)
