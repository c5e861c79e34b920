"""`scipy.special`: the gamma function, and what is made of it."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import nondifferentiable, partials


@partials(scipy.special.gamma, singular=True, complex=True)
def gamma(y: Any, x: Any) -> Any:
    return y * scipy.special.digamma(x)


@partials(scipy.special.gammaln, singular=True)
@partials(scipy.special.loggamma, singular=True, complex=True)
def gammaln(y: Any, x: Any) -> Any:
    return scipy.special.digamma(x)


@partials(scipy.special.rgamma)
def rgamma(y: Any, x: Any) -> Any:
    mirrored = 1 - np.where(x < 0.5, x, 0)  # by reflection, which poles do not stop
    turn = np.cos(math.pi * x) - np.sin(math.pi * x) / math.pi * scipy.special.digamma(mirrored)
    return np.where(
        x < 0.5,
        scipy.special.gamma(mirrored) * turn,
        -y * scipy.special.digamma(np.where(x < 0.5, 1, x)),
    )


@partials(scipy.special.digamma, scipy.special.psi, singular=True)
def digamma(y: Any, x: Any) -> Any:
    return scipy.special.polygamma(1, x)


@partials(scipy.special.polygamma, operands=("x",), singular=True)
def polygamma(y: Any, n: Any, x: Any) -> Any:
    return scipy.special.polygamma(n + 1, x)


@partials(scipy.special.zeta, operands=("q",), singular=True, domain=(1.5, 3.0))
def zeta(y: Any, x: Any, q: Any) -> Any:
    return -x * scipy.special.zeta(x + 1, q)


@partials(scipy.special.beta, singular=True)
def beta(y: Any, a: Any, b: Any) -> Any:
    return (
        y * (scipy.special.digamma(a) - scipy.special.digamma(a + b)),
        y * (scipy.special.digamma(b) - scipy.special.digamma(a + b)),
    )


@partials(scipy.special.betaln, singular=True)
def betaln(y: Any, a: Any, b: Any) -> Any:
    return (
        scipy.special.digamma(a) - scipy.special.digamma(a + b),
        scipy.special.digamma(b) - scipy.special.digamma(a + b),
    )


@partials(scipy.special.poch, singular=True)
def poch(y: Any, z: Any, m: Any) -> Any:
    return (
        y * (scipy.special.digamma(z + m) - scipy.special.digamma(z)),
        y * scipy.special.digamma(z + m),
    )


@partials(scipy.special.binom, singular=True)
def binom(y: Any, n: Any, k: Any) -> Any:
    return (
        y * (scipy.special.digamma(n + 1) - scipy.special.digamma(n - k + 1)),
        y * (scipy.special.digamma(n - k + 1) - scipy.special.digamma(k + 1)),
    )


@partials(scipy.special.multigammaln, operands=("a",), singular=True)
def multigammaln(y: Any, a: Any, d: Any) -> Any:
    return np.sum(scipy.special.digamma(np.asarray(a)[..., None] - 0.5 * np.arange(d)), axis=-1)


nondifferentiable(scipy.special.gammasgn)
