"""`scipy.signal.windows`: windows by the number that gives them their shape."""

from typing import Any

import numpy as np
import scipy.signal
import scipy.special

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


@meaning(scipy.signal.windows.gaussian)
def gaussian(M: Any, std: Any, sym: Any = True) -> Any:
    """By its width."""
    found = call(scipy.signal.windows.gaussian, M, std, sym)
    n = np.arange(M) - 0.5 * (M - 1 if sym else M)
    return computed(np.exp(-0.5 * (n / std) ** 2), found)


@meaning(scipy.signal.windows.kaiser)
def kaiser(M: Any, beta: Any, sym: Any = True) -> Any:
    """By its `beta`."""
    found = call(scipy.signal.windows.kaiser, M, beta, sym)
    half = 0.5 * (M - 1 if sym else M)
    inner = np.sqrt(np.maximum(1 - ((np.arange(M) - half) / half) ** 2, 0.0))
    return computed(scipy.special.i0(beta * inner) / scipy.special.i0(beta), found)


@meaning(scipy.signal.windows.tukey)
def tukey(M: Any, alpha: Any = 0.5, sym: Any = True) -> Any:
    """By the share of it that falls off."""
    found = call(scipy.signal.windows.tukey, M, alpha, sym)
    width = M - 1 if sym else M
    n = np.minimum(np.arange(M), width - np.arange(M))
    outer = n < 0.5 * alpha * width
    return computed(
        np.where(
            outer, 0.5 - 0.5 * np.cos(2 * np.pi * np.where(outer, n, 0) / (alpha * width)), 1.0
        ),
        found,
    )
