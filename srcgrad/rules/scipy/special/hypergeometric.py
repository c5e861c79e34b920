"""`scipy.special`: hypergeometric functions and polynomials, by their argument."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import partials


@partials(scipy.special.hyp0f1, operands=("z",), singular=True, complex=True)
def hyp0f1(y: Any, v: Any, z: Any) -> Any:
    return scipy.special.hyp0f1(v + 1, z) / v


@partials(scipy.special.hyp1f1, operands=("z",), singular=True, complex=True)
def hyp1f1(y: Any, a: Any, b: Any, z: Any) -> Any:
    return a / b * scipy.special.hyp1f1(a + 1, b + 1, z)


@partials(scipy.special.hyp2f1, operands=("z",), singular=True, complex=True)
def hyp2f1(y: Any, a: Any, b: Any, c: Any, z: Any) -> Any:
    return a * b / c * scipy.special.hyp2f1(a + 1, b + 1, c + 1, z)


@partials(scipy.special.hyperu, operands=("x",), singular=True)
def hyperu(y: Any, a: Any, b: Any, x: Any) -> Any:
    return -a * scipy.special.hyperu(a + 1, b + 1, x)


@partials(scipy.special.eval_legendre, operands=("x",))
def eval_legendre(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, 0.5 * (n + 1) * scipy.special.eval_jacobi(lower, 1, 1, x))


@partials(scipy.special.eval_chebyt, operands=("x",))
def eval_chebyt(y: Any, n: Any, x: Any) -> Any:
    return np.where(n == 0, 0, n * scipy.special.eval_chebyu(np.where(n == 0, 0, n - 1), x))


@partials(scipy.special.eval_chebyu, operands=("x",))
def eval_chebyu(y: Any, n: Any, x: Any) -> Any:
    return np.where(n == 0, 0, 2 * scipy.special.eval_gegenbauer(np.where(n == 0, 0, n - 1), 2, x))


@partials(scipy.special.eval_hermite, operands=("x",))
def eval_hermite(y: Any, n: Any, x: Any) -> Any:
    return np.where(n == 0, 0, 2 * n * scipy.special.eval_hermite(np.where(n == 0, 0, n - 1), x))


@partials(scipy.special.eval_hermitenorm, operands=("x",))
def eval_hermitenorm(y: Any, n: Any, x: Any) -> Any:
    return np.where(n == 0, 0, n * scipy.special.eval_hermitenorm(np.where(n == 0, 0, n - 1), x))


@partials(scipy.special.eval_laguerre, operands=("x",))
def eval_laguerre(y: Any, n: Any, x: Any) -> Any:
    return np.where(n == 0, 0, -scipy.special.eval_genlaguerre(np.where(n == 0, 0, n - 1), 1, x))


@partials(scipy.special.eval_genlaguerre, operands=("x",))
def eval_genlaguerre(y: Any, n: Any, alpha: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, -scipy.special.eval_genlaguerre(lower, alpha + 1, x))


@partials(scipy.special.eval_gegenbauer, operands=("x",))
def eval_gegenbauer(y: Any, n: Any, alpha: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, 2 * alpha * scipy.special.eval_gegenbauer(lower, alpha + 1, x))


@partials(scipy.special.eval_jacobi, operands=("x",))
def eval_jacobi(y: Any, n: Any, alpha: Any, beta: Any, x: Any) -> Any:
    inner = scipy.special.eval_jacobi(np.where(n == 0, 0, n - 1), alpha + 1, beta + 1, x)
    return np.where(n == 0, 0, 0.5 * (n + alpha + beta + 1) * inner)


@partials(scipy.special.eval_chebyc, operands=("x",))
def eval_chebyc(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, n * scipy.special.eval_chebyu(lower, 0.5 * x))


@partials(scipy.special.eval_chebys, operands=("x",))
def eval_chebys(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, scipy.special.eval_gegenbauer(lower, 2, 0.5 * x))


@partials(scipy.special.eval_sh_legendre, operands=("x",))
def eval_sh_legendre(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, (n + 1) * scipy.special.eval_jacobi(lower, 1, 1, 2 * x - 1))


@partials(scipy.special.eval_sh_chebyt, operands=("x",))
def eval_sh_chebyt(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, 2 * n * scipy.special.eval_chebyu(lower, 2 * x - 1))


@partials(scipy.special.eval_sh_chebyu, operands=("x",))
def eval_sh_chebyu(y: Any, n: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, 4 * scipy.special.eval_gegenbauer(lower, 2, 2 * x - 1))


@partials(scipy.special.eval_sh_jacobi, operands=("x",))
def eval_sh_jacobi(y: Any, n: Any, p: Any, q: Any, x: Any) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, n * scipy.special.eval_sh_jacobi(lower, p + 2, q + 1, x))


@partials(scipy.special.assoc_laguerre, operands=("x",))
def assoc_laguerre(y: Any, x: Any, n: Any, k: Any = 0.0) -> Any:
    lower = np.where(n == 0, 0, n - 1)
    return np.where(n == 0, 0, -scipy.special.eval_genlaguerre(lower, k + 1, x))


@partials(scipy.special.lpmv, operands=("x",), singular=True)
def lpmv(y: Any, m: Any, v: Any, x: Any) -> Any:
    lower = np.where(v + m == 0, 0, (v + m) * scipy.special.lpmv(m, v - 1, x))
    inside = (v * x * y - lower) / np.where(x * x == 1, 1, x * x - 1)
    pole = np.where(m == 0, 0.5 * v * (v + 1) * np.where(x < 0, -y, y), np.nan)
    return np.where(x * x == 1, pole, inside)


@partials(scipy.special.wright_bessel, operands=("x",), singular=True)
def wright_bessel(y: Any, a: Any, b: Any, x: Any) -> Any:
    return scipy.special.wright_bessel(a, a + b, x)


if hasattr(scipy.special, "log_wright_bessel"):  # SciPy 1.14

    @partials(scipy.special.log_wright_bessel, operands=("x",), singular=True)
    def log_wright_bessel(y: Any, a: Any, b: Any, x: Any) -> Any:
        return np.exp(scipy.special.log_wright_bessel(a, a + b, x) - y)
