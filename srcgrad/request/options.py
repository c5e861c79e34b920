"""What is asked of a derivative, beside the arguments."""

from __future__ import annotations

import os

from srcgrad.late import dataclass

VARIABLE = "SRCGRAD_DEBUG_NANS"  # in the environment: a search for NaN in the whole process
searches = [0]  # how many such searches are under way


def searching() -> bool:
    """Is a search for NaN under way?"""
    return searches[0] > 0 or os.environ.get(VARIABLE, "") not in ("", "0")


@dataclass(frozen=True)
class Options:
    """`wrt` as given (position, name or a tuple of them), other keywords of `grad`, the mode.

    What is `nested` will be differentiated in its turn, and keeps all records.
    Of what returns (value, gradient), with `slope` only the tangent of the second is returned.
    With `by_value`, integers that the function reads from outside count by their values.
    """

    wrt: int | str | tuple[int | str, ...] = 0
    has_aux: bool = False
    backend: str = "numpy"
    seed_name: str = "seed"
    mode: str = "reverse"
    nested: bool = False
    by_value: bool = False
    slope: bool = False
