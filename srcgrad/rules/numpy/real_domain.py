"""Functions of `np.emath`, whose results are complex where the argument leaves their real domain.

A real argument has to stay in it: the run finds out where one does not.
"""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning, nondifferentiable
from srcgrad.rules.taking import call
from srcgrad.runtime import within_reals

nondifferentiable(within_reals)


def _of_one(function: Any, plain: Any) -> None:
    """A function of numbers, and the one of NumPy that it is in its domain."""

    @meaning(function)
    def of_number(x: Any) -> Any:
        if not np.iscomplexobj(x):
            within_reals(call(function, x))
        return plain(x)


_of_one(np.emath.sqrt, np.sqrt)
_of_one(np.emath.log, np.log)
_of_one(np.emath.log2, np.log2)
_of_one(np.emath.log10, np.log10)
_of_one(np.emath.arccos, np.arccos)
_of_one(np.emath.arcsin, np.arcsin)
_of_one(np.emath.arctanh, np.arctanh)


@meaning(np.emath.power)
def power(x: Any, p: Any) -> Any:
    """Powers of numbers that are not negative."""
    if not np.iscomplexobj(x):
        within_reals(call(np.emath.power, x, p))
    return np.power(x, p)


@meaning(np.emath.logn)
def logn(n: Any, x: Any) -> Any:
    """The logarithm to a base."""
    if not np.iscomplexobj(x):
        within_reals(call(np.emath.logn, n, x))
    return np.log(x) / np.log(n)
