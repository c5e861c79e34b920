"""Derivatives by a step along the imaginary axis, which no cancellation spoils.

``Im f(x + ih) / h`` errs by ``h^2`` alone, so ``h`` may be tiny (W. Squire, G. Trapp, *Using
complex variables to estimate derivatives of real functions*, SIAM Review 40, 1998). It holds for
functions that are analytic and that NumPy takes at complex arguments all the way: where a number
loses its imaginary part, the answer is None.
"""

import warnings
from typing import Any

import numpy as np

from srcgrad.checks.leaves import Path, at, differentiable, leaves, replaced
from srcgrad.checks.replicas import replica

TINY = 1e-30


def complex_step(call: Any, args: Any, path: Path, index: Any, move: Any, seed: Any) -> Any:
    """The derivative of the weighted output when entries of a leaf move, or None.

    >>> function = lambda x: np.sum(np.exp(x) - 1e9)
    >>> complex_step(function, (np.zeros(3),), (0,), (1,), 1.0, None)
    1.0
    """
    leaf = at(args, path)
    if np.asarray(leaf).dtype != np.float64:
        return None
    if isinstance(leaf, np.ndarray):
        leaf = leaf.astype(complex)
        leaf[index] += 1j * TINY * move
    else:
        leaf = complex(leaf, TINY * float(move))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            value = call(*replaced(replica(args), path, leaf))
    except Exception:  # this function does not take complex arguments
        return None
    total = 0.0
    for place, part in leaves(value):
        if not differentiable(part):
            continue
        if not np.iscomplexobj(part):
            return None
        weight = 1.0 if seed is None else at(seed, place)
        total += float(np.sum(np.imag(part) * weight))
    return total / TINY
