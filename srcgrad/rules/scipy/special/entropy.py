"""`scipy.special`: logistic functions, products with logarithms, losses, transformations."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import jvp, nondifferentiable, part, partials, vjp
from srcgrad.runtime import exprel_slope, log1p_quotient, log1p_slope, unbroadcast


@partials(scipy.special.expit)
def expit(y: Any, x: Any) -> Any:
    return y * scipy.special.expit(-x)


@partials(scipy.special.logit, singular=True)
def logit(y: Any, x: Any) -> Any:
    return np.divide(1, x * (1 - x))


@partials(scipy.special.log_expit)
def log_expit(y: Any, x: Any) -> Any:
    return scipy.special.expit(-x)


@partials(scipy.special.xlogy, singular=True)
def xlogy(z: Any, x: Any, y: Any) -> Any:
    return (
        np.where(y == 0, -np.inf, np.log(np.where(y == 0, 1, y))),
        x / np.where((x == 0) & (y == 0), 1, y),
    )


@partials(scipy.special.xlog1py, singular=True)
def xlog1py(z: Any, x: Any, y: Any) -> Any:
    return (
        np.where(y == -1, -np.inf, np.log1p(np.where(y == -1, 0, y))),
        x / np.where((x == 0) & (y == -1), 1, 1 + y),
    )


@partials(scipy.special.entr, singular=True)
def entr(y: Any, x: Any) -> Any:
    slope = -np.log(np.where(x > 0, x, 1)) - 1
    return np.where(x > 0, slope, np.where(x == 0, np.inf, 0))


@partials(scipy.special.rel_entr, singular=True)
def rel_entr(z: Any, x: Any, y: Any) -> Any:
    inside = (x > 0) & (y > 0)
    ratio = np.where(inside, x, 1) / np.where(inside, y, 1)
    return (
        np.where(inside, np.log(ratio) + 1, np.where((x == 0) & (y >= 0), -np.inf, 0)),
        np.where(inside, -ratio, 0),
    )


@partials(scipy.special.kl_div, singular=True)
def kl_div(z: Any, x: Any, y: Any) -> Any:
    inside = (x > 0) & (y > 0)
    ratio = np.where(inside, x, 1) / np.where(inside, y, 1)
    return (
        np.where(inside, np.log(ratio), np.where((x == 0) & (y >= 0), -np.inf, 0)),
        np.where(inside, 1 - ratio, (x == 0) & (y >= 0)),
    )


@partials(scipy.special.huber)
def huber(y: Any, delta: Any, r: Any) -> Any:
    return (
        np.where(delta >= 0, np.maximum(np.abs(r) - delta, 0), 0),
        np.where(delta >= 0, np.maximum(np.minimum(r, delta), -delta), 0),
    )


@partials(scipy.special.pseudo_huber, singular=True)
def pseudo_huber(y: Any, delta: Any, r: Any) -> Any:
    scale = np.where(delta > 0, delta, 1)
    q = np.sqrt(1 + np.square(r / scale))
    beside = np.where(delta == 0, np.abs(r) - 2 * delta, 0)
    return (
        np.where(delta > 0, r * np.power(r / scale, 3) / (q * np.square(1 + q)), beside),
        np.where(delta > 0, r / q, np.where(delta == 0, delta * np.sign(r), 0)),
    )


@part
def order_slope(zero: Any, lmbda: Any) -> Any:
    """That of `boxcox` by its order, where what is raised is 0."""
    return 1 / np.where(zero, np.where(lmbda > 0, lmbda * lmbda, 0), 1)


@partials(scipy.special.boxcox, singular=True)
def boxcox(y: Any, x: Any, lmbda: Any) -> Any:
    log_x = np.log(np.where(x == 0, 1, x))
    slope = log_x * log_x * exprel_slope(lmbda * log_x)
    return np.power(x, lmbda - 1), np.where(x == 0, order_slope(x == 0, lmbda), slope)


@partials(scipy.special.boxcox1p, singular=True)
def boxcox1p(y: Any, x: Any, lmbda: Any) -> Any:
    log_x = np.log1p(np.where(x == -1, 0, x))
    slope = log_x * log_x * exprel_slope(lmbda * log_x)
    return np.power(1 + x, lmbda - 1), np.where(x == -1, order_slope(x == -1, lmbda), slope)


@partials(scipy.special.inv_boxcox, singular=True)
def inv_boxcox(x: Any, y: Any, lmbda: Any) -> Any:
    return np.power(x, 1 - lmbda), x * y * y * log1p_slope(lmbda * y)


@partials(scipy.special.inv_boxcox1p, singular=True)
def inv_boxcox1p(x: Any, y: Any, lmbda: Any) -> Any:
    return np.power(1 + x, 1 - lmbda), (1 + x) * y * y * log1p_slope(lmbda * y)


@partials(scipy.special.exprel, singular=True)
def exprel(y: Any, x: Any) -> Any:
    return exprel_slope(x)


@vjp(scipy.special.logsumexp, operands=("a", "b"))
def logsumexp(
    y_bar: Any, y: Any, a: Any, axis: Any = None, b: Any = None, keepdims: bool = False
) -> Any:
    finite = np.where(np.isfinite(y), y, 0)
    if keepdims or np.ndim(y) == 0:
        weight = y_bar * np.exp(a - finite)
    else:
        weight = np.expand_dims(y_bar, axis) * np.exp(a - np.expand_dims(finite, axis))
    if b is None:
        return (np.sum(weight) if np.ndim(a) < np.ndim(weight) else weight), None
    return unbroadcast(weight * b, np.shape(a)), unbroadcast(weight, np.shape(b))


@jvp(scipy.special.logsumexp)
def logsumexp_tangent(
    a_dot: Any,
    b_dot: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    b: Any = None,
    keepdims: bool = False,
) -> Any:
    total = y if keepdims or np.ndim(y) == 0 else np.expand_dims(y, axis)
    weight = np.exp(a - np.where(np.isfinite(total), total, 0))
    if b is None:
        return np.sum(weight * a_dot, axis=axis, keepdims=keepdims), None
    return (
        np.sum(weight * b * a_dot, axis=axis, keepdims=keepdims),
        np.sum(weight * b_dot, axis=axis, keepdims=keepdims),
    )


@vjp(scipy.special.softmax)
def softmax(y_bar: Any, y: Any, x: Any, axis: Any = None) -> Any:
    return y * (y_bar - np.sum(y_bar * y, axis=axis, keepdims=True))


@jvp(scipy.special.softmax)
def softmax_tangent(x_dot: Any, y: Any, x: Any, axis: Any = None) -> Any:
    return y * (x_dot - np.sum(y * x_dot, axis=axis, keepdims=True))


@vjp(scipy.special.log_softmax)
def log_softmax(y_bar: Any, y: Any, x: Any, axis: Any = None) -> Any:
    return y_bar - np.exp(y) * np.sum(y_bar, axis=axis, keepdims=True)


@jvp(scipy.special.log_softmax)
def log_softmax_tangent(x_dot: Any, y: Any, x: Any, axis: Any = None) -> Any:
    return x_dot - np.sum(np.exp(y) * x_dot, axis=axis, keepdims=True)


@partials(scipy.special.cosm1)
def cosm1(y: Any, x: Any) -> Any:
    return -np.sin(x)


@partials(scipy.special.expm1, singular=True, complex=True)
def expm1(y: Any, x: Any) -> Any:
    return np.exp(x)


@partials(scipy.special.log1p, singular=True, complex=True)
def log1p(y: Any, x: Any) -> Any:
    return 1 / (1 + x)


@partials(scipy.special.exp2, singular=True)
def exp2(y: Any, x: Any) -> Any:
    return y * math.log(2.0)


@partials(scipy.special.exp10, singular=True)
def exp10(y: Any, x: Any) -> Any:
    return y * math.log(10.0)


@partials(scipy.special.cbrt, singular=True)
def cbrt(y: Any, x: Any) -> Any:
    return 1 / (3 * y * y)


@partials(scipy.special.sindg)
def sindg(y: Any, x: Any) -> Any:
    return math.pi / 180 * scipy.special.cosdg(x)


@partials(scipy.special.cosdg)
def cosdg(y: Any, x: Any) -> Any:
    return -math.pi / 180 * scipy.special.sindg(x)


@partials(scipy.special.tandg, singular=True)
def tandg(y: Any, x: Any) -> Any:
    return math.pi / 180 * (1 + y * y)


@partials(scipy.special.cotdg, singular=True, domain=(20.0, 60.0))
def cotdg(y: Any, x: Any) -> Any:
    return -math.pi / 180 * (1 + y * y)


@partials(scipy.special.radian)
def radian(y: Any, d: Any, m: Any, s: Any) -> Any:
    return math.pi / 180, math.pi / 10800, math.pi / 648000


@partials(scipy.special.wrightomega)
def wrightomega(y: Any, z: Any) -> Any:
    return y / (1 + y)


@partials(scipy.special.spence, singular=True)
def spence(y: Any, z: Any) -> Any:
    small = z < 0.5  # there z - 1 loses digits of z
    inside = np.where(small & (z > 0), z, 0.5)
    rest = np.where(small, 0.5, z) - 1
    slope = np.where(small, np.log(inside) / (1 - inside), -log1p_quotient(rest))
    return np.where(z > 0, slope, np.where(z == 0, -np.inf, np.nan))


@partials(scipy.special.powm1, singular=True)
def powm1(z: Any, x: Any, y: Any) -> Any:
    positive = np.where(x > 0, x, 1)
    return y * np.power(x, np.where(y == 0, 1, y - 1)), (1 + z) * np.log(positive)


@partials(scipy.special.diric, operands=("x",))
def diric(y: Any, x: Any, n: Any) -> Any:
    orders = np.arange(n) - 0.5 * (n - 1)  # of the cosines whose mean it is
    return -np.mean(orders * np.sin(np.asarray(x)[..., None] * orders), axis=-1)


@partials(scipy.special.lambertw, operands=("z",), singular=True, complex=True)
def lambertw(y: Any, z: Any, k: Any = 0, tol: Any = 1e-8) -> Any:
    return np.exp(-y) / (1 + y)


if hasattr(scipy.special, "softplus"):  # SciPy 1.15

    @partials(scipy.special.softplus)
    def softplus(y: Any, x: Any) -> Any:
        return scipy.special.expit(x)


nondifferentiable(scipy.special.round)
