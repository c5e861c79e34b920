"""`scipy.stats`: tests of samples, by the statistic and how probable a larger one is."""

from typing import Any, NamedTuple

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.declare import meaning, nondifferentiable
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.stats.descriptive import excess, inner, only_propagated, skewness
from srcgrad.rules.taking import call

nondifferentiable(scipy.stats.spearmanr, scipy.stats.kendalltau)  # of the order alone


class Tested(NamedTuple):
    """What a test finds."""

    statistic: Any
    pvalue: Any


class Line(NamedTuple):
    """What `linregress` finds."""

    slope: Any
    intercept: Any
    rvalue: Any
    pvalue: Any
    stderr: Any


def beyond(t: Any, freedom: Any, alternative: Any) -> Any:
    """How probable such a number is in Student's distribution."""
    if alternative == "less":
        return scipy.special.stdtr(freedom, t)
    if alternative == "greater":
        return scipy.special.stdtr(freedom, -t)
    return 2 * scipy.special.stdtr(freedom, -np.abs(t))


def tested(t: Any, freedom: Any, alternative: Any, found: Any) -> Any:
    """A test by Student's distribution."""
    pvalue = beyond(t, freedom, alternative)
    return Tested(computed(t, found.statistic), computed(pvalue, found.pvalue))


def correlation(x: Any, y: Any, axis: Any) -> Any:
    """The cosine of the angle between the distances from the means."""
    u = x - np.mean(x, axis=axis, keepdims=True)
    v = y - np.mean(y, axis=axis, keepdims=True)
    size = np.sqrt(np.sum(u * u, axis=axis) * np.sum(v * v, axis=axis))
    return np.sum(u * v, axis=axis) / size


def student(r: Any, freedom: Any) -> Any:
    """A correlation as a number of Student's distribution; where it is complete, a constant."""
    return r * np.sqrt(freedom / np.maximum(1 - r * r, 1e-20))


@meaning(scipy.stats.pearsonr)
def pearsonr(
    x: Any, y: Any, *, alternative: Any = "two-sided", method: Any = None, axis: Any = 0
) -> Any:
    """The correlation of two samples."""
    if method is not None or axis is None:
        raise NotImplementedError("scipy.stats.pearsonr with method, or with axis=None")
    found = call(scipy.stats.pearsonr, x, y, alternative=alternative, axis=axis)
    x, y = np.asarray(x), np.asarray(y)
    r = correlation(x, y, axis)
    freedom = max(np.shape(x)[axis] - 2, 1)
    counted = 1.0 if np.shape(x)[axis] > 2 else 0.0  # of two samples it is 1 or -1
    pvalue = beyond(student(r, freedom), freedom, alternative)
    return Tested(computed(counted * r, found.statistic), computed(counted * pvalue, found.pvalue))


@meaning(scipy.stats.linregress)
def linregress(
    x: Any,
    y: Any,
    alternative: Any = "two-sided",
    *,
    axis: Any = 0,
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """A line through points."""
    only_propagated(nan_policy)
    if np.ndim(x) != 1 or np.ndim(y) != 1 or keepdims:
        raise NotImplementedError("scipy.stats.linregress of other than vectors")
    found = call(scipy.stats.linregress, x, y, alternative)
    x, y = np.asarray(x), np.asarray(y)
    u, v = x - np.mean(x), y - np.mean(y)
    slope = np.sum(u * v) / np.sum(u * u)
    intercept = np.mean(y) - slope * np.mean(x)
    r = correlation(x, y, 0)
    freedom = max(x.size - 2, 1)
    counted = 1.0 if x.size > 2 else 0.0  # through two points there is no choice
    stderr = np.linalg.norm(v - slope * u) / np.sqrt(freedom * np.sum(u * u))
    pvalue = beyond(student(r, freedom), freedom, alternative)
    return Line(
        computed(slope, found.slope),
        computed(intercept, found.intercept),
        computed(r, found.rvalue),
        computed(counted * pvalue, found.pvalue),
        computed(counted * stderr, found.stderr),
    )


@meaning(scipy.stats.ttest_1samp)
def ttest_1samp(
    a: Any,
    popmean: Any,
    axis: Any = 0,
    nan_policy: Any = "propagate",
    alternative: Any = "two-sided",
    *,
    keepdims: Any = False,
) -> Any:
    """Is a mean the mean of samples?"""
    only_propagated(nan_policy)
    if keepdims or axis is None:
        raise NotImplementedError("ttest_1samp with keepdims, or with axis=None")
    found = call(scipy.stats.ttest_1samp, a, popmean, axis, alternative=alternative)
    a = np.asarray(a)
    n = np.shape(a)[axis]
    mean = np.mean(a - popmean, axis=axis)
    t = mean / (np.std(a, axis=axis, ddof=1) / np.sqrt(n))
    return tested(t, n - 1, alternative, found)


@meaning(scipy.stats.ttest_rel)
def ttest_rel(
    a: Any,
    b: Any,
    axis: Any = 0,
    nan_policy: Any = "propagate",
    alternative: Any = "two-sided",
    *,
    keepdims: Any = False,
) -> Any:
    """Have pairs the same mean?"""
    only_propagated(nan_policy)
    if keepdims or axis is None:
        raise NotImplementedError("ttest_rel with keepdims, or with axis=None")
    found = call(scipy.stats.ttest_rel, a, b, axis, alternative=alternative)
    rest = np.asarray(a) - np.asarray(b)
    n = np.shape(rest)[axis]
    t = np.mean(rest, axis=axis) / (np.std(rest, axis=axis, ddof=1) / np.sqrt(n))
    return tested(t, n - 1, alternative, found)


@meaning(scipy.stats.ttest_ind)
def ttest_ind(
    a: Any,
    b: Any,
    *,
    axis: Any = 0,
    equal_var: Any = True,
    nan_policy: Any = "propagate",
    alternative: Any = "two-sided",
    trim: Any = 0,
    method: Any = None,
    keepdims: Any = False,
) -> Any:
    """Have two samples the same mean?"""
    only_propagated(nan_policy)
    if keepdims or axis is None or trim != 0 or method is not None:
        raise NotImplementedError("ttest_ind with keepdims, trim or method, or with axis=None")
    found = call(
        scipy.stats.ttest_ind, a, b, axis=axis, equal_var=equal_var, alternative=alternative
    )
    a, b = np.asarray(a), np.asarray(b)
    n, m = np.shape(a)[axis], np.shape(b)[axis]
    first = np.var(a, axis=axis, ddof=1)
    second = np.var(b, axis=axis, ddof=1)
    difference = np.mean(a, axis=axis) - np.mean(b, axis=axis)
    if equal_var:
        pooled = ((n - 1) * first + (m - 1) * second) / (n + m - 2)
        return tested(difference / np.sqrt(pooled * (1 / n + 1 / m)), n + m - 2, alternative, found)
    t = difference / np.sqrt(first / n + second / m)
    freedom = (first / n + second / m) ** 2 / (
        (first / n) ** 2 / (n - 1) + (second / m) ** 2 / (m - 1)
    )
    return tested(t, freedom, alternative, found)


@meaning(scipy.stats.f_oneway)
def f_oneway(
    *samples: Any,
    axis: Any = 0,
    equal_var: Any = True,
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """Have several samples the same mean?"""
    only_propagated(nan_policy)
    if axis != 0 or not equal_var or keepdims:
        raise NotImplementedError("scipy.stats.f_oneway with axis, keepdims or equal_var=False")
    found = call(scipy.stats.f_oneway, *samples)
    grand = np.mean(np.concatenate(samples), axis=0)
    total, between, within = 0, 0.0, 0.0
    for sample in samples:
        mean = np.mean(sample, axis=0)
        total = total + np.shape(sample)[0]
        between = between + np.shape(sample)[0] * (mean - grand) ** 2
        within = within + np.sum((sample - mean) ** 2, axis=0)
    groups = len(samples)
    f = (between / (groups - 1)) / (within / (total - groups))
    pvalue = scipy.special.fdtrc(groups - 1, total - groups, f)
    return Tested(computed(f, found.statistic), computed(pvalue, found.pvalue))


@meaning(scipy.stats.jarque_bera)
def jarque_bera(
    x: Any, *, axis: Any = None, nan_policy: Any = "propagate", keepdims: Any = False
) -> Any:
    """Have samples the third and fourth moments of a normal distribution?"""
    only_propagated(nan_policy)
    if keepdims:
        raise NotImplementedError("scipy.stats.jarque_bera with keepdims")
    found = call(scipy.stats.jarque_bera, x, axis=axis)
    x = np.asarray(x)
    n = x.size if axis is None else np.shape(x)[axis]
    squares = skewness(x, axis, True) ** 2 + 0.25 * excess(x, axis, True) ** 2
    statistic = inner(n / 6 * squares, axis, False)
    pvalue = scipy.special.chdtrc(2, statistic)
    return Tested(computed(statistic, found.statistic), computed(pvalue, found.pvalue))


@meaning(scipy.stats.chisquare)
def chisquare(
    f_obs: Any, f_exp: Any = None, ddof: Any = 0, axis: Any = 0, *, sum_check: Any = True
) -> Any:
    """Have counts the expected frequencies?"""
    if axis is None or not sum_check:
        raise NotImplementedError("scipy.stats.chisquare with axis=None or sum_check")
    found = call(scipy.stats.chisquare, f_obs, f_exp, ddof, axis)
    seen = np.asarray(f_obs)
    meant = np.mean(seen, axis=axis, keepdims=True) if f_exp is None else np.asarray(f_exp)
    statistic = np.sum((seen - meant) ** 2 / meant, axis=axis)
    pvalue = scipy.special.chdtrc(np.shape(seen)[axis] - 1 - ddof, statistic)
    return Tested(computed(statistic, found.statistic), computed(pvalue, found.pvalue))


class Described(NamedTuple):
    """What `describe` finds."""

    nobs: Any
    minmax: Any
    mean: Any
    variance: Any
    skewness: Any
    kurtosis: Any


@meaning(scipy.stats.describe)
def describe(
    a: Any, axis: Any = 0, ddof: Any = 1, bias: Any = True, nan_policy: Any = "propagate"
) -> Any:
    """The first moments of samples, and their ends."""
    only_propagated(nan_policy)
    if axis is None:
        raise NotImplementedError("scipy.stats.describe with axis=None")
    found = call(scipy.stats.describe, a, axis, ddof, bias)
    a = np.asarray(a)
    return Described(
        found.nobs,
        (
            computed(np.min(a, axis=axis), found.minmax[0]),
            computed(np.max(a, axis=axis), found.minmax[1]),
        ),
        computed(np.mean(a, axis=axis), found.mean),
        computed(np.var(a, axis=axis, ddof=ddof), found.variance),
        computed(inner(skewness(a, axis, bias), axis, False), found.skewness),
        computed(inner(excess(a, axis, bias), axis, False), found.kurtosis),
    )
