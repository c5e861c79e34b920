"""`scipy.stats`: further probabilities of counts, and the multivariate density of Student's."""

from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def nbinom_model(k: Any, n: Any, p: Any, loc: Any) -> Any:
    """The logarithm of the probability of so many misses before `n` hits."""
    k = np.asarray(k)
    inside = (k - loc >= 0) & (np.floor(k) - k == 0)
    count = np.where(inside, k - loc, 0)
    ways = scipy.special.gammaln(count + n) - scipy.special.gammaln(n)
    chance = n * np.log(p) + scipy.special.xlog1py(count, -p)
    return np.where(inside, ways - scipy.special.gammaln(count + 1) + chance, -np.inf)[()]


@meaning(scipy.stats.nbinom.logpmf)
def nbinom_logpmf(k: Any, n: Any, p: Any, loc: Any = 0) -> Any:
    """The logarithm of the probability."""
    found = call(scipy.stats.nbinom.logpmf, k, n, p, loc)
    return computed(nbinom_model(k, n, p, loc), found)


@meaning(scipy.stats.nbinom.pmf)
def nbinom_pmf(k: Any, n: Any, p: Any, loc: Any = 0) -> Any:
    """The probability."""
    found = call(scipy.stats.nbinom.pmf, k, n, p, loc)
    return computed(np.exp(nbinom_model(k, n, p, loc)), found)


def betabinom_model(k: Any, n: Any, a: Any, b: Any, loc: Any) -> Any:
    """The logarithm of the probability of so many hits, where their chance is drawn before."""
    k = np.asarray(k)
    inside = (k - loc >= 0) & (k - loc <= n) & (np.floor(k) - k == 0)
    count = np.where(inside, k - loc, 0)
    ways = -np.log(n + 1) - scipy.special.betaln(n - count + 1, count + 1)
    model = ways + scipy.special.betaln(count + a, n - count + b) - scipy.special.betaln(a, b)
    return np.where(inside, model, -np.inf)[()]


@meaning(scipy.stats.betabinom.logpmf)
def betabinom_logpmf(k: Any, n: Any, a: Any, b: Any, loc: Any = 0) -> Any:
    """The logarithm of the probability."""
    found = call(scipy.stats.betabinom.logpmf, k, n, a, b, loc)
    return computed(betabinom_model(k, n, a, b, loc), found)


@meaning(scipy.stats.betabinom.pmf)
def betabinom_pmf(k: Any, n: Any, a: Any, b: Any, loc: Any = 0) -> Any:
    """The probability."""
    found = call(scipy.stats.betabinom.pmf, k, n, a, b, loc)
    return computed(np.exp(betabinom_model(k, n, a, b, loc)), found)


def multinomial_model(x: Any, n: Any, p: Any) -> Any:
    """The logarithm of the probability of counts; the last chance is what the others leave."""
    x, p = np.asarray(x), np.asarray(p)
    if np.ndim(p) != 1 or np.ndim(n) != 0:
        raise NotImplementedError("multinomial of several trials at once")
    chances = np.concatenate([p[:-1], np.reshape(1 - np.sum(p[:-1]), (1,))])
    shares = scipy.special.xlogy(x, chances) - scipy.special.gammaln(x + 1)
    return scipy.special.gammaln(n + 1) + np.sum(shares, axis=-1)


@meaning(scipy.stats.multinomial.logpmf)
def multinomial_logpmf(x: Any, n: Any, p: Any) -> Any:
    """The logarithm of the probability."""
    found = call(scipy.stats.multinomial.logpmf, x, n, p)
    return computed(np.asarray(multinomial_model(x, n, p)), found)


@meaning(scipy.stats.multinomial.pmf)
def multinomial_pmf(x: Any, n: Any, p: Any) -> Any:
    """The probability."""
    found = call(scipy.stats.multinomial.pmf, x, n, p)
    return computed(np.exp(multinomial_model(x, n, p)), found)


def student_model(x: Any, loc: Any, shape: Any, df: Any) -> Any:
    """The logarithm of the density, by the distance from the middle."""
    if np.ndim(shape) != 2 or np.ndim(df) != 0:
        raise NotImplementedError("multivariate_t of a shape that is no matrix")
    root = np.linalg.cholesky(shape)
    size = np.shape(shape)[0]
    rest = x - loc * np.ones(size)
    turned = np.linalg.solve(root, rest if np.ndim(rest) == 1 else rest.T)
    distance = np.sum(turned * turned, axis=0)
    gammas = scipy.special.gammaln(0.5 * (df + size)) - scipy.special.gammaln(0.5 * df)
    scale = 0.5 * size * np.log(df * np.pi) + np.sum(np.log(np.diag(root)))
    return gammas - scale - 0.5 * (df + size) * np.log1p(distance / df)


@meaning(scipy.stats.multivariate_t.logpdf)
def multivariate_t_logpdf(x: Any, loc: Any = 0.0, shape: Any = 1, df: Any = 1) -> Any:
    """The logarithm of the density."""
    found = call(scipy.stats.multivariate_t.logpdf, x, loc, shape, df)
    return computed(student_model(x, loc, shape, df), found)


@meaning(scipy.stats.multivariate_t.pdf)
def multivariate_t_pdf(
    x: Any, loc: Any = 0.0, shape: Any = 1, df: Any = 1, allow_singular: Any = False
) -> Any:
    """The density."""
    if allow_singular:
        raise NotImplementedError("multivariate_t with allow_singular")
    found = call(scipy.stats.multivariate_t.pdf, x, loc, shape, df)
    return computed(np.exp(student_model(x, loc, shape, df)), found)
