"""Kinds of the zeros of polynomials, which may be complex where the coefficients are real."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev, hermite, hermite_e, laguerre, legendre, polynomial

from srcgrad.infer.kinds.perhaps_complex import perhaps_complex
from srcgrad.infer.kinds.probe import probe
from srcgrad.ir import kinds as k

Zeros = Callable[[Any, list[k.Kind], dict[str, k.Kind]], k.Kind]


def _zeros(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """Eigenvalues of a matrix of the coefficients, which are always a vector."""
    if args and isinstance(args[0], k.Array) and args[0].dims is None:
        args = [k.Array(args[0].dtype, (None,))]
    return perhaps_complex(probe(lambda c: np.linalg.eigvals(np.vander(c)), args, kwargs))


OF_POLYNOMIALS: dict[Any, Zeros] = dict.fromkeys(
    [
        np.roots,
        polynomial.polyroots,
        chebyshev.chebroots,
        legendre.legroots,
        hermite.hermroots,
        hermite_e.hermeroots,
        laguerre.lagroots,
    ],
    _zeros,
)
