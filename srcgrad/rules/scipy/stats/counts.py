"""`scipy.stats`: probabilities of counts, by their parameters; the multivariate normal density."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.declare import jvp, meaning, partials, vjp
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import of_full_rank, unbroadcast

LOG_2_PI = math.log(2 * math.pi)


@partials(scipy.stats.poisson.logpmf, operands=("mu",), singular=True)
def poisson_logpmf(y: Any, k: Any, mu: Any, loc: Any = 0) -> Any:
    return np.where(np.isfinite(y), (k - loc) / np.where(mu == 0, 1, mu) - 1, 0)


@partials(scipy.stats.bernoulli.logpmf, operands=("p",), singular=True)
def bernoulli_logpmf(y: Any, k: Any, p: Any, loc: Any = 0) -> Any:
    count = np.where(np.isfinite(y), k - loc, 0)
    slope = count / np.where(count == 0, 1, p) - (1 - count) / np.where(count == 1, 1, 1 - p)
    return np.where(np.isfinite(y), slope, 0)


@partials(scipy.stats.geom.logpmf, operands=("p",), singular=True)
def geom_logpmf(y: Any, k: Any, p: Any, loc: Any = 0) -> Any:
    misses = np.where(np.isfinite(y), k - loc - 1, 0)
    return np.where(np.isfinite(y), 1 / p - misses / np.where(misses == 0, 1, 1 - p), 0)


@partials(scipy.stats.geom.pmf, operands=("p",), singular=True)
def geom_pmf(y: Any, k: Any, p: Any, loc: Any = 0) -> Any:
    misses = np.where(y > 0, k - loc - 1, 0)
    return np.where(y > 0, y * (1 / p - misses / np.where(misses == 0, 1, 1 - p)), 0)


@partials(scipy.stats.geom.cdf, operands=("p",), singular=True)
def geom_cdf(y: Any, k: Any, p: Any, loc: Any = 0) -> Any:
    count = np.maximum(np.floor(k - loc), 0)
    return count * np.power(1 - p, np.maximum(count - 1, 0))


@partials(scipy.stats.geom.sf, operands=("p",), singular=True)
def geom_sf(y: Any, k: Any, p: Any, loc: Any = 0) -> Any:
    count = np.maximum(np.floor(k - loc), 0)
    return -count * np.power(1 - p, np.maximum(count - 1, 0))


@partials(scipy.stats.binom.logpmf, operands=("p",), singular=True)
def binom_logpmf(y: Any, k: Any, n: Any, p: Any, loc: Any = 0) -> Any:
    hits = np.where(np.isfinite(y), k - loc, 0)
    slope = hits / np.where(hits == 0, 1, p) - (n - hits) / np.where(hits == n, 1, 1 - p)
    return np.where(np.isfinite(y), slope, 0)


@partials(scipy.stats.poisson.pmf, operands=("mu",), singular=True)
def poisson_pmf(y: Any, k: Any, mu: Any, loc: Any = 0) -> Any:
    return np.where(y > 0, y * ((k - loc) / np.where(mu == 0, 1, mu) - 1), 0)


@partials(scipy.stats.bernoulli.pmf, operands=("p",), singular=True)
def bernoulli_pmf(y: Any, k: Any, p: Any, loc: Any = 0) -> Any:
    return np.where(k - loc == 1, 1.0, np.where(k - loc == 0, -1.0, 0))


@partials(scipy.stats.binom.pmf, operands=("p",), singular=True)
def binom_pmf(y: Any, k: Any, n: Any, p: Any, loc: Any = 0) -> Any:
    hits = np.where(y > 0, k - loc, 0)
    slope = hits / np.where(hits == 0, 1, p) - (n - hits) / np.where(hits == n, 1, 1 - p)
    return np.where(y > 0, y * slope, 0)


@partials(scipy.stats.poisson.cdf, operands=("mu",), singular=True)
def poisson_cdf(y: Any, k: Any, mu: Any, loc: Any = 0) -> Any:
    return -scipy.stats.poisson.pmf(np.floor(k - loc), mu)


@partials(scipy.stats.poisson.sf, operands=("mu",), singular=True)
def poisson_sf(y: Any, k: Any, mu: Any, loc: Any = 0) -> Any:
    return scipy.stats.poisson.pmf(np.floor(k - loc), mu)


@partials(scipy.stats.poisson.logcdf, operands=("mu",), singular=True)
def poisson_logcdf(y: Any, k: Any, mu: Any, loc: Any = 0) -> Any:
    held = np.isfinite(y)
    logs = scipy.stats.poisson.logpmf(np.floor(k - loc), mu)
    return np.where(held, -np.exp(np.where(held, logs - y, 0)), 0)


@partials(scipy.stats.poisson.logsf, operands=("mu",), singular=True)
def poisson_logsf(y: Any, k: Any, mu: Any, loc: Any = 0) -> Any:
    held = np.isfinite(y)
    logs = scipy.stats.poisson.logpmf(np.floor(k - loc), mu)
    return np.where(held, np.exp(np.where(held, logs - y, 0)), 0)


@partials(scipy.stats.binom.cdf, operands=("p",), singular=True)
def binom_cdf(y: Any, k: Any, n: Any, p: Any, loc: Any = 0) -> Any:
    return -n * scipy.stats.binom.pmf(np.floor(k - loc), n - 1, p)


@partials(scipy.stats.binom.sf, operands=("p",), singular=True)
def binom_sf(y: Any, k: Any, n: Any, p: Any, loc: Any = 0) -> Any:
    return n * scipy.stats.binom.pmf(np.floor(k - loc), n - 1, p)


@meaning(scipy.stats.dirichlet.pdf)
def dirichlet_pdf(x: Any, alpha: Any) -> Any:
    """The density itself."""
    return np.exp(scipy.stats.dirichlet.logpdf(x, alpha))


@meaning(scipy.stats.dirichlet.mean)
def dirichlet_mean(alpha: Any) -> Any:
    """The shares of the parameters."""
    alpha = np.asarray(alpha)
    return computed(alpha / np.sum(alpha), call(scipy.stats.dirichlet.mean, alpha))


@meaning(scipy.stats.dirichlet.var)
def dirichlet_var(alpha: Any) -> Any:
    """By the shares: `share (1 - share) / (1 + sum)`."""
    alpha = np.asarray(alpha)
    whole = np.sum(alpha)
    share = alpha / whole
    return computed(share * (1 - share) / (1 + whole), call(scipy.stats.dirichlet.var, alpha))


@meaning(scipy.stats.dirichlet.entropy)
def dirichlet_entropy(alpha: Any) -> Any:
    """By the logarithm of the Beta function, and by digamma."""
    alpha = np.asarray(alpha)
    whole = np.sum(alpha)
    logs = np.sum(scipy.special.gammaln(alpha)) - scipy.special.gammaln(whole)
    rest = (whole - np.shape(alpha)[0]) * scipy.special.digamma(whole)
    spread = rest - np.sum((alpha - 1) * scipy.special.digamma(alpha))
    return computed(logs + spread, call(scipy.stats.dirichlet.entropy, alpha))


@meaning(scipy.stats.multivariate_normal.pdf)
def multivariate_normal_pdf(
    x: Any, mean: Any = None, cov: Any = 1, allow_singular: Any = False
) -> Any:
    """The density itself."""
    if allow_singular:
        return np.exp(scipy.stats.multivariate_normal.logpdf(x, mean, cov, allow_singular))
    return np.exp(scipy.stats.multivariate_normal.logpdf(x, mean, cov))


@vjp(scipy.stats.dirichlet.logpdf)
def dirichlet_logpdf(y_bar: Any, y: Any, x: Any, alpha: Any) -> Any:
    rest = 1 - np.sum(x, axis=0, keepdims=True)
    whole = np.concatenate((x, rest))[: alpha.size]  # the last share may be left out
    spread = scipy.special.digamma(np.sum(alpha)) - scipy.special.digamma(alpha)
    slope = ((alpha - 1) / whole.T).T
    x_bar = y_bar * (slope[: x.shape[0]] - np.sum(slope[x.shape[0] :], axis=0))
    if np.ndim(x) == 1:
        return x_bar, y_bar * (np.log(whole) + spread)
    return x_bar, np.log(whole) @ y_bar + np.sum(y_bar) * spread


@jvp(scipy.stats.dirichlet.logpdf)
def dirichlet_logpdf_tangent(x_dot: Any, alpha_dot: Any, y: Any, x: Any, alpha: Any) -> Any:
    rest = 1 - np.sum(x, axis=0, keepdims=True)
    whole = np.concatenate((x, rest))[: alpha.size]
    spread = scipy.special.digamma(np.sum(alpha)) - scipy.special.digamma(alpha)
    slope = ((alpha - 1) / whole.T).T
    by_point = (slope[: x.shape[0]] - np.sum(slope[x.shape[0] :], axis=0)) * x_dot
    return np.sum(by_point, axis=0), (np.log(whole).T + spread) @ alpha_dot


@meaning(scipy.stats.multivariate_normal.entropy)
def multivariate_normal_entropy(mean: Any = None, cov: Any = 1) -> Any:
    """By the determinant of the covariance matrix, of which the lower triangle is read."""
    if np.ndim(cov) != 2:
        raise NotImplementedError("multivariate_normal.entropy without a covariance matrix")
    found = call(scipy.stats.multivariate_normal.entropy, mean, cov)
    whole = np.tril(cov) + np.tril(cov, -1).T
    size = np.shape(cov)[0]
    return computed(0.5 * (size * (LOG_2_PI + 1) + np.linalg.slogdet(whole)[1]), found)


@vjp(scipy.stats.multivariate_normal.logpdf, operands=("x", "mean", "cov"))
def multivariate_normal_logpdf(
    y_bar: Any, y: Any, x: Any, mean: Any = None, cov: Any = 1, allow_singular: Any = False
) -> Any:
    if np.ndim(x) == np.ndim(y) and not allow_singular:  # each number is a point
        rest = x if mean is None else x - mean
        spread = 0.5 * y_bar * (rest * rest / np.ravel(cov) - 1) / np.ravel(cov)
        x_bar = np.reshape(-y_bar * rest / np.ravel(cov), np.shape(x))
        cov_bar = np.reshape(np.sum(spread), np.shape(cov))
        return x_bar, unbroadcast(-x_bar, np.shape(mean)), cov_bar
    if np.ndim(mean) == 1 and np.ndim(cov) < 2 and not allow_singular:
        rest = np.reshape(x - mean, (-1, np.size(mean)))
        weight = np.reshape(y_bar, (-1, 1))
        moved = np.reshape(-weight * rest / cov, np.shape(x - mean))
        cov_bar = unbroadcast(0.5 * weight * (rest * rest / cov - 1) / cov, np.shape(cov))
        return unbroadcast(moved, np.shape(x)), unbroadcast(-moved, np.shape(mean)), cov_bar
    if np.ndim(x) == 0 or (mean is not None and np.ndim(mean) != 1) or np.ndim(cov) != 2:
        raise NotImplementedError(
            "multivariate_normal.logpdf without a mean vector, and a covariance matrix or variances"
        )
    rest = x if mean is None else x - mean
    cov = np.tril(cov) + np.tril(cov, -1).T
    whole = of_full_rank(cov) if allow_singular else cov
    solved = np.linalg.solve(whole, np.reshape(rest, (-1, cov.shape[0])).T).T
    weight = np.reshape(y_bar, (-1, 1))
    full = 0.5 * (solved.T @ (weight * solved) - np.sum(weight) * np.linalg.inv(cov))
    x_bar = np.reshape(-weight * solved, np.shape(x))
    return x_bar, unbroadcast(-x_bar, np.shape(mean)), np.tril(full) + np.tril(full.T, -1)


@jvp(scipy.stats.multivariate_normal.logpdf)
def multivariate_normal_logpdf_tangent(
    x_dot: Any,
    mean_dot: Any,
    cov_dot: Any,
    y: Any,
    x: Any,
    mean: Any = None,
    cov: Any = 1,
    allow_singular: Any = False,
) -> Any:
    if np.ndim(x) == np.ndim(y) and not allow_singular:
        rest = (x if mean is None else x - mean) / np.ravel(cov)
        spread = 0.5 * (rest * rest - 1 / np.ravel(cov)) * np.ravel(cov_dot)
        return (
            np.reshape(-rest * x_dot, np.shape(y)),
            np.reshape(rest * mean_dot, np.shape(y)),
            np.reshape(spread, np.shape(y)),
        )
    if np.ndim(mean) == 1 and np.ndim(cov) < 2 and not allow_singular:
        rest = x - mean
        spread = 0.5 * (rest * rest / cov - 1) / cov * cov_dot
        return (
            -np.sum(rest / cov * x_dot, axis=-1),
            np.sum(rest / cov * mean_dot, axis=-1),
            np.sum(spread, axis=-1),
        )
    if np.ndim(x) == 0 or (mean is not None and np.ndim(mean) != 1) or np.ndim(cov) != 2:
        raise NotImplementedError(
            "multivariate_normal.logpdf without a mean vector, and a covariance matrix or variances"
        )
    rest = x if mean is None else x - mean
    cov = np.tril(cov) + np.tril(cov, -1).T
    whole = of_full_rank(cov) if allow_singular else cov
    solved = np.linalg.solve(whole, np.reshape(rest, (-1, cov.shape[0])).T).T
    turned = np.reshape(solved, np.shape(x))
    moved = np.tril(cov_dot) + np.tril(cov_dot, -1).T
    spread = np.sum(turned @ moved * turned, axis=-1) - np.sum(np.linalg.inv(cov) * moved)
    return -np.sum(turned * x_dot, axis=-1), np.sum(turned * mean_dot, axis=-1), 0.5 * spread
