"""A rule's expressions for its operands, of values that the reverse sweep can read."""

from __future__ import annotations

from typing import Any

from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.rules.pasting import Pasting
from srcgrad.analysis.rules.users import counted_parts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import substitute, targets
from srcgrad.normalize.names.stems import local
from srcgrad.rules import Rule
from srcgrad.rules.called import called_by


def paste(
    sweep: Sweep,
    node: s.Assign | s.Unpack,
    rule: Rule,
    values: dict[str, Any],
    position: int | None,
) -> e.Expr | None:
    """A rule's expression for the operand at a position, of values that the reverse can read."""
    assert rule.body is not None
    views: dict[str, e.Expr] = {}  # names of the rule's that stand for memory of others

    def hold(stem: str, tree: e.Expr) -> e.Expr:
        stem = local(_told(stem, values), tree, rule.body)
        name = sweep.counter.name(stem) + "~local"
        ready = sweep.demand(tree, node, *targets(node))
        sweep.emit(s.Assign(name, ready))
        sweep.kinds[name] = sweep.kind(ready)
        if k.is_array(sweep.kinds[name]) and sweep.alias(ready):
            views[name] = ready
        return e.Var(name)

    pasting = Pasting(rule.body, dict(values), sweep.kind, hold, sweep.core)
    try:
        tree = pasting.result(position)
    except NotImplementedError as error:
        sweep.refuse(str(error), "write it in plain operations")
    except (TypeError, ValueError, IndexError, AttributeError):  # arguments the rule never met
        name = getattr(rule.function, "__name__", "the function")
        sweep.refuse(f"`{name}` with these arguments is outside the language", "use its plain form")
    if tree == e.NONE:
        return None
    tree = sweep.demand(tree, node, *targets(node))
    while views and not views.keys().isdisjoint(sweep.alias(tree)):
        tree = substitute(tree, views)  # what it may share is told by its own expression
    return tree


def paste_whole(
    sweep: Sweep, node: s.Assign | s.Unpack, rule: Rule, values: dict[str, Any]
) -> tuple[e.Expr, ...]:
    """The expressions for all operands of a rule of the user's that is called, which is once."""
    if called_by(rule.body) is None or len(rule.operands) == 1:
        return ()
    whole = paste(sweep, node, rule, values, None)
    assert isinstance(whole, e.Sequence)
    check = counted_parts(rule, whole.items)
    if check is not None:
        sweep.emit(check)
    return whole.items


def _told(stem: str, values: dict[str, Any]) -> str:
    """The name of a rule's local: what an operand gets is called after that operand.

    >>> _told("a_bar", {"a": e.Var("L.2")}), _told("share", {}), _told("x_bar", {})
    ('L_part', 'share', 'part')
    """
    operand = values.get(stem.removesuffix("_bar"))
    if not stem.endswith("_bar"):
        return stem
    if not isinstance(operand, e.Var):
        return "part"  # `x_bar` would be read as the adjoint of what the program calls x
    return operand.name.partition(".")[0].partition("~")[0] + "_part"
