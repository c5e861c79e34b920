"""What is told of a function that is refused: all that can be found in it."""

from __future__ import annotations

from typing import Any

from srcgrad.analysis.findings.explain import in_order
from srcgrad.errors import MissingRuleError, SrcgradError, UnsupportedSyntaxError, together
from srcgrad.infer.rounds import too_deep
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, nodes, statements
from srcgrad.normalize.structures.whole import Structures


def told(
    error: Exception,
    refused: list[SrcgradError],
    structures: Structures | None,
    target: Any,
) -> Exception:
    """The error that ended a compilation, or the refusals that came before it."""
    if refused:
        return _with_calls(refused, error)
    if isinstance(error, RecursionError):  # a runtime function is put in again and again
        return too_deep(target, structures.core.location if structures else None, None)
    if not isinstance(error, SrcgradError) or structures is None:
        return error
    return _by_exception(error, structures.core) or structures.explained(error)


def _by_exception(error: SrcgradError, core: Core) -> SrcgradError | None:
    """Why a value is not known that a handler takes from the exception that it has caught."""
    if "cannot be known" not in str(error):
        return None
    caught = {n.error for n in statements(core.body) if isinstance(n, s.Attempt) and n.error}
    for node in statements(core.body):
        for tree in expressions(node):
            for part in nodes(tree):
                match part:
                    case e.Attr(e.Var(name), label) if name in caught:
                        return UnsupportedSyntaxError(
                            f"what an exception holds, `{label}` of the one that is caught here, "
                            "is not followed",
                            "return the value, in place of raising an exception with it",
                            node.origin,
                        )
        if isinstance(node, s.Assign) and isinstance(node.value, e.Var):
            caught |= {node.target} if node.value.name in caught else set()
    return None


def _with_calls(refused: list[SrcgradError], error: Exception) -> SrcgradError:
    """Statements that are refused, and the calls without a rule in the rest of the function.

    What else went wrong with the rest may be because they are left out.
    """
    found = (error, *error.others) if isinstance(error, SrcgradError) else ()
    missing = [one for one in found if isinstance(one, MissingRuleError)]
    for one in missing:
        one.others = ()
    return together(in_order([*refused, *missing]))
