"""What is told of a function that is refused: all that can be found in it."""

from __future__ import annotations

from typing import Any

from srcgrad.analysis.explain import in_order
from srcgrad.errors import MissingRuleError, SrcgradError, together
from srcgrad.infer import recursion
from srcgrad.normalize.structures import Structures


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
        return recursion.too_deep(target, structures.core.location if structures else None)
    if not isinstance(error, SrcgradError) or structures is None:
        return error
    return structures.explained(error)


def _with_calls(refused: list[SrcgradError], error: Exception) -> SrcgradError:
    """Statements that are refused, and the calls without a rule in the rest of the function.

    What else went wrong with the rest may be because they are left out.
    """
    found = (error, *error.others) if isinstance(error, SrcgradError) else ()
    missing = [one for one in found if isinstance(one, MissingRuleError)]
    for one in missing:
        one.others = ()
    return together(in_order([*refused, *missing]))
