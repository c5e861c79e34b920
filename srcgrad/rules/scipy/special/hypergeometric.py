"""`scipy.special`: hypergeometric functions and polynomials, by all real arguments."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import part, partials
from srcgrad.runtime import slope_of_four, slope_of_three, slope_of_two


@partials(scipy.special.hyp0f1, singular=True, complex=True)
def hyp0f1(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.hyp0f1, 1, 0, v, z),
        scipy.special.hyp0f1(v + 1, z) / v,
    )


@partials(scipy.special.hyp1f1, singular=True, complex=True)
def hyp1f1(y: Any, a: Any, b: Any, z: Any) -> Any:
    return (
        slope_of_three(scipy.special.hyp1f1, 1, 0, 0, a, b, z),
        slope_of_three(scipy.special.hyp1f1, 0, 1, 0, a, b, z),
        a / b * scipy.special.hyp1f1(a + 1, b + 1, z),
    )


@partials(scipy.special.hyp2f1, singular=True, complex=True)
def hyp2f1(y: Any, a: Any, b: Any, c: Any, z: Any) -> Any:
    return (
        slope_of_four(scipy.special.hyp2f1, 1, 0, 0, 0, a, b, c, z),
        slope_of_four(scipy.special.hyp2f1, 0, 1, 0, 0, a, b, c, z),
        slope_of_four(scipy.special.hyp2f1, 0, 0, 1, 0, a, b, c, z),
        a * b / c * scipy.special.hyp2f1(a + 1, b + 1, c + 1, z),
    )


@partials(scipy.special.hyperu, singular=True)
def hyperu(y: Any, a: Any, b: Any, x: Any) -> Any:
    return (
        slope_of_three(scipy.special.hyperu, 1, 0, 0, a, b, x),
        slope_of_three(scipy.special.hyperu, 0, 1, 0, a, b, x),
        -a * scipy.special.hyperu(a + 1, b + 1, x),
    )


@partials(scipy.special.eval_legendre)
def eval_legendre(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        slope_of_two(scipy.special.eval_legendre, 1, 0, n, x),
        np.where(n == 0, 0, 0.5 * (n + 1) * scipy.special.eval_jacobi(lower, 1, 1, x)),
    )


@partials(scipy.special.eval_chebyt)
def eval_chebyt(y: Any, n: Any, x: Any) -> Any:
    return (
        slope_of_two(scipy.special.eval_chebyt, 1, 0, n, x),
        np.where(n == 0, 0, n * scipy.special.eval_chebyu(np.where(n == 0, 0, n - 1), x)),
    )


@partials(scipy.special.eval_chebyu)
def eval_chebyu(y: Any, n: Any, x: Any) -> Any:
    return (
        slope_of_two(scipy.special.eval_chebyu, 1, 0, n, x),
        np.where(n == 0, 0, 2 * scipy.special.eval_gegenbauer(np.where(n == 0, 0, n - 1), 2, x)),
    )


@partials(scipy.special.eval_hermite, operands=("x",))
def eval_hermite(y: Any, n: Any, x: Any) -> Any:
    return np.where(n == 0, 0, 2 * n * scipy.special.eval_hermite(np.where(n == 0, 0, n - 1), x))


@partials(scipy.special.eval_hermitenorm, operands=("x",))
def eval_hermitenorm(y: Any, n: Any, x: Any) -> Any:
    return np.where(n == 0, 0, n * scipy.special.eval_hermitenorm(np.where(n == 0, 0, n - 1), x))


@partials(scipy.special.eval_laguerre)
def eval_laguerre(y: Any, n: Any, x: Any) -> Any:
    return (
        slope_of_two(scipy.special.eval_laguerre, 1, 0, n, x),
        np.where(n == 0, 0, -scipy.special.eval_genlaguerre(np.where(n == 0, 0, n - 1), 1, x)),
    )


@partials(scipy.special.eval_genlaguerre)
def eval_genlaguerre(y: Any, n: Any, alpha: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        slope_of_three(scipy.special.eval_genlaguerre, 1, 0, 0, n, alpha, x),
        slope_of_three(scipy.special.eval_genlaguerre, 0, 1, 0, n, alpha, x),
        np.where(n == 0, 0, -scipy.special.eval_genlaguerre(lower, alpha + 1, x)),
    )


@partials(scipy.special.eval_gegenbauer)
def eval_gegenbauer(y: Any, n: Any, alpha: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        slope_of_three(scipy.special.eval_gegenbauer, 1, 0, 0, n, alpha, x),
        slope_of_three(scipy.special.eval_gegenbauer, 0, 1, 0, n, alpha, x),
        np.where(n == 0, 0, 2 * alpha * scipy.special.eval_gegenbauer(lower, alpha + 1, x)),
    )


@partials(scipy.special.eval_jacobi)
def eval_jacobi(y: Any, n: Any, alpha: Any, beta: Any, x: Any) -> Any:
    inner = scipy.special.eval_jacobi(np.where(n == 0, 0, n - 1), alpha + 1, beta + 1, x)
    return (
        slope_of_four(scipy.special.eval_jacobi, 1, 0, 0, 0, n, alpha, beta, x),
        slope_of_four(scipy.special.eval_jacobi, 0, 1, 0, 0, n, alpha, beta, x),
        slope_of_four(scipy.special.eval_jacobi, 0, 0, 1, 0, n, alpha, beta, x),
        np.where(n == 0, 0, 0.5 * (n + alpha + beta + 1) * inner),
    )


@partials(scipy.special.eval_chebyc)
def eval_chebyc(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        slope_of_two(scipy.special.eval_chebyc, 1, 0, n, x),
        np.where(n == 0, 0, n * scipy.special.eval_chebyu(lower, 0.5 * x)),
    )


@partials(scipy.special.eval_chebys)
def eval_chebys(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        slope_of_two(scipy.special.eval_chebys, 1, 0, n, x),
        np.where(n == 0, 0, scipy.special.eval_gegenbauer(lower, 2, 0.5 * x)),
    )


@partials(scipy.special.eval_sh_legendre)
def eval_sh_legendre(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        slope_of_two(scipy.special.eval_sh_legendre, 1, 0, n, x),
        np.where(n == 0, 0, (n + 1) * scipy.special.eval_jacobi(lower, 1, 1, 2 * x - 1)),
    )


@partials(scipy.special.eval_sh_chebyt)
def eval_sh_chebyt(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        slope_of_two(scipy.special.eval_sh_chebyt, 1, 0, n, x),
        np.where(n == 0, 0, 2 * n * scipy.special.eval_chebyu(lower, 2 * x - 1)),
    )


@partials(scipy.special.eval_sh_chebyu)
def eval_sh_chebyu(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        slope_of_two(scipy.special.eval_sh_chebyu, 1, 0, n, x),
        np.where(n == 0, 0, 4 * scipy.special.eval_gegenbauer(lower, 2, 2 * x - 1)),
    )


@partials(scipy.special.eval_sh_jacobi)
def eval_sh_jacobi(y: Any, n: Any, p: Any, q: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        slope_of_four(scipy.special.eval_sh_jacobi, 1, 0, 0, 0, n, p, q, x),
        slope_of_four(scipy.special.eval_sh_jacobi, 0, 1, 0, 0, n, p, q, x),
        slope_of_four(scipy.special.eval_sh_jacobi, 0, 0, 1, 0, n, p, q, x),
        np.where(n == 0, 0, n * scipy.special.eval_sh_jacobi(lower, p + 2, q + 1, x)),
    )


@partials(scipy.special.assoc_laguerre, operands=("x", "n", "k"))
def assoc_laguerre(y: Any, x: Any, n: Any, k: Any = 0.0) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return (
        np.where(n == 0, 0, -scipy.special.eval_genlaguerre(lower, k + 1, x)),
        slope_of_three(scipy.special.eval_genlaguerre, 1, 0, 0, n, k, x),
        slope_of_three(scipy.special.eval_genlaguerre, 0, 1, 0, n, k, x),
    )


@part
def at_pole(m: Any, v: Any, x: Any) -> Any:
    """The slope of `lpmv` at 1 or -1: it grows there as the power `m / 2` of the distance."""
    steep = np.where(m == 1, v * (v + 1), -1)
    second = np.where(m == 2, (v - 1) * v * (v + 1) * (v + 2), 1)
    slope = np.where(
        np.abs(m) == 1,
        np.where(steep == 0, 0, np.copysign(np.inf, steep)),
        np.where(np.abs(m) == 2, -0.25 * second, 0),
    )
    slope = np.where(m == 0, 0.5 * v * (v + 1), slope)
    odd = np.where(v == np.floor(v), -np.cos(math.pi * (v + m)), np.nan)
    return slope * np.where(x < 0, odd, 1)


@partials(scipy.special.lpmv, operands=("v", "x"), singular=True)
def lpmv(y: Any, m: Any, v: Any, x: Any) -> Any:
    lower = np.where(v + m == 0, 0, (v + m) * scipy.special.lpmv(m, v - 1, x))
    inside = (v * x * y - lower) / np.where(x * x == 1, 1, x * x - 1)
    return (
        slope_of_three(scipy.special.lpmv, 0, 1, 0, m, v, x),
        np.where(x * x == 1, at_pole(m, v, x), inside),
    )


@partials(scipy.special.wright_bessel, singular=True)
def wright_bessel(y: Any, a: Any, b: Any, x: Any) -> Any:
    return (
        slope_of_three(scipy.special.wright_bessel, 1, 0, 0, a, b, x),
        slope_of_three(scipy.special.wright_bessel, 0, 1, 0, a, b, x),
        scipy.special.wright_bessel(a, a + b, x),
    )


if hasattr(scipy.special, "log_wright_bessel"):  # SciPy 1.14

    @partials(scipy.special.log_wright_bessel, singular=True)
    def log_wright_bessel(y: Any, a: Any, b: Any, x: Any) -> Any:
        return (
            slope_of_three(scipy.special.log_wright_bessel, 1, 0, 0, a, b, x),
            slope_of_three(scipy.special.log_wright_bessel, 0, 1, 0, a, b, x),
            np.exp(scipy.special.log_wright_bessel(a, a + b, x) - y),
        )
