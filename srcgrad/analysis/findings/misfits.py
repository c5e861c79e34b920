"""Rules of users whose results have another shape than what they are results for."""

from __future__ import annotations

from srcgrad.ir import kinds as k
from srcgrad.rules import Rule
from srcgrad.rules.declare import by_users

FITTING = "let it give the shape of that, for example by np.sum over the axes that are too many"


def misfit(rule: Rule, position: int | None, found: k.Kind, wanted: k.Kind) -> str:
    """What is wrong with what a user's rule gives for an operand, or else as a tangent.

    Nothing, where ranks do not tell. A number for an array is the same number for each element.
    """
    ranks = k.rank(found), k.rank(wanted)
    if None in ranks or ranks[0] in (0, ranks[1]) or not any(rule is one for one in by_users()):
        return ""
    body, what = rule.tangent, "the tangent of its result"
    if position is not None:
        body, what = rule.body, f"the adjoint of `{rule.operands[position]}`"
    name = getattr(body, "__name__", "").removesuffix("_called") or "of the user's"
    return f"the rule {name} gives {_words(found)} as {what}, which is {_words(wanted)}"


def _words(kind: k.Kind) -> str:
    rank = k.rank(kind)
    return f"an array of {rank} {'axis' if rank == 1 else 'axes'}" if rank else "a number"
