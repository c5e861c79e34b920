"""`scipy.stats`: what describes samples, along an axis, in plain operations.

Models keep the axis; `inner` leaves it out again.
"""

from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.declare import meaning, nondifferentiable
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call

nondifferentiable(scipy.stats.rankdata)


def only_propagated(nan_policy: Any) -> None:
    """Are NaN neither left out nor looked for?"""
    if nan_policy != "propagate":
        raise NotImplementedError("functions of scipy.stats with another nan_policy")


def inner(kept: Any, axis: Any, keepdims: Any) -> Any:
    """What has been reduced along an axis, without it."""
    return np.sum(kept, axis=axis, keepdims=keepdims)


def count_of(a: Any, axis: Any) -> Any:
    """How many elements are reduced to one."""
    return np.size(a) if axis is None else np.shape(a)[axis]


def central(a: Any, order: Any, axis: Any) -> Any:
    """The mean power of the distances from the mean."""
    rest = a - np.mean(a, axis=axis, keepdims=True)
    return np.mean(rest**order, axis=axis, keepdims=True)


def weighed(a: Any, weights: Any, axis: Any) -> Any:
    """The mean of what counts as often as the weights say."""
    if weights is None:
        return np.mean(a, axis=axis, keepdims=True)
    total = np.sum(weights * np.ones(np.shape(a)), axis=axis, keepdims=True)
    return np.sum(weights * a, axis=axis, keepdims=True) / total


@meaning(scipy.stats.zscore)
def zscore(a: Any, axis: Any = 0, ddof: Any = 0, nan_policy: Any = "propagate") -> Any:
    """The distances from the mean, in standard deviations."""
    only_propagated(nan_policy)
    found = call(scipy.stats.zscore, a, axis=axis, ddof=ddof)
    a = np.asarray(a)
    rest = a - np.mean(a, axis=axis, keepdims=True)
    return computed(rest / np.std(a, axis=axis, ddof=ddof, keepdims=True), found)


@meaning(scipy.stats.zmap)
def zmap(
    scores: Any, compare: Any, axis: Any = 0, ddof: Any = 0, nan_policy: Any = "propagate"
) -> Any:
    """The distances from the mean of other samples."""
    only_propagated(nan_policy)
    found = call(scipy.stats.zmap, scores, compare, axis=axis, ddof=ddof)
    a = np.asarray(compare)
    rest = np.asarray(scores) - np.mean(a, axis=axis, keepdims=True)
    return computed(rest / np.std(a, axis=axis, ddof=ddof, keepdims=True), found)


@meaning(scipy.stats.gzscore)
def gzscore(a: Any, *, axis: Any = 0, ddof: Any = 0, nan_policy: Any = "propagate") -> Any:
    """The same of the logarithms."""
    only_propagated(nan_policy)
    found = call(scipy.stats.gzscore, a, axis=axis, ddof=ddof)
    logs = np.log(np.asarray(a))
    rest = logs - np.mean(logs, axis=axis, keepdims=True)
    return computed(rest / np.std(logs, axis=axis, ddof=ddof, keepdims=True), found)


def skewness(a: Any, axis: Any, bias: Any) -> Any:
    """The third moment in units of the second."""
    n = count_of(a, axis)
    rough = central(a, 3, axis) / central(a, 2, axis) ** 1.5
    return rough if bias or n < 3 else rough * (np.sqrt((n - 1.0) * n) / (n - 2.0))


@meaning(scipy.stats.skew)
def skew(
    a: Any, axis: Any = 0, bias: Any = True, nan_policy: Any = "propagate", *, keepdims: Any = False
) -> Any:
    """The skewness."""
    only_propagated(nan_policy)
    found = call(scipy.stats.skew, a, axis=axis, bias=bias, keepdims=keepdims)
    return computed(inner(skewness(np.asarray(a), axis, bias), axis, keepdims), found)


def excess(a: Any, axis: Any, bias: Any) -> Any:
    """The fourth moment in units of the second, less 3."""
    n = count_of(a, axis)
    ratio = central(a, 4, axis) / central(a, 2, axis) ** 2
    if bias or n < 4:
        return ratio - 3.0
    return ((n * n - 1.0) * ratio - 3.0 * (n - 1.0) ** 2) / ((n - 2.0) * (n - 3.0))


@meaning(scipy.stats.kurtosis)
def kurtosis(
    a: Any,
    axis: Any = 0,
    fisher: Any = True,
    bias: Any = True,
    nan_policy: Any = "propagate",
    *,
    keepdims: Any = False,
) -> Any:
    """The kurtosis."""
    only_propagated(nan_policy)
    found = call(scipy.stats.kurtosis, a, axis=axis, fisher=fisher, bias=bias, keepdims=keepdims)
    return computed(inner(excess(np.asarray(a), axis, bias), axis, keepdims), found)


@meaning(scipy.stats.moment)
def moment(
    a: Any,
    order: Any = 1,
    axis: Any = 0,
    nan_policy: Any = "propagate",
    *,
    center: Any = None,
    keepdims: Any = False,
) -> Any:
    """The mean power of the distances from the mean, or from a number."""
    only_propagated(nan_policy)
    if np.ndim(order) != 0 or np.ndim(center if center is not None else 0.0) != 0:
        raise NotImplementedError("scipy.stats.moment of several orders or about several centers")
    found = call(scipy.stats.moment, a, order, axis, center=center, keepdims=keepdims)
    a = np.asarray(a)
    if center is None:
        model = central(a, order, axis)
    else:
        model = np.mean((a - center) ** order, axis=axis, keepdims=True)
    return computed(inner(model, axis, keepdims), found)


@meaning(scipy.stats.gmean)
def gmean(
    a: Any,
    axis: Any = 0,
    dtype: Any = None,
    weights: Any = None,
    *,
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """The exponential of the mean logarithm."""
    only_propagated(nan_policy)
    if dtype is not None:
        raise NotImplementedError("scipy.stats.gmean with dtype")
    found = call(scipy.stats.gmean, a, axis, weights=weights, keepdims=keepdims)
    model = np.exp(weighed(np.log(np.asarray(a)), weights, axis))
    return computed(inner(model, axis, keepdims), found)


@meaning(scipy.stats.hmean)
def hmean(
    a: Any,
    axis: Any = 0,
    dtype: Any = None,
    *,
    weights: Any = None,
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """One over the mean of the reciprocals."""
    only_propagated(nan_policy)
    if dtype is not None:
        raise NotImplementedError("scipy.stats.hmean with dtype")
    found = call(scipy.stats.hmean, a, axis, weights=weights, keepdims=keepdims)
    model = 1 / weighed(1 / np.asarray(a), weights, axis)
    return computed(inner(model, axis, keepdims), found)


@meaning(scipy.stats.pmean)
def pmean(
    a: Any,
    p: Any,
    *,
    axis: Any = 0,
    dtype: Any = None,
    weights: Any = None,
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """The root of the mean power."""
    only_propagated(nan_policy)
    if dtype is not None or p == 0:
        raise NotImplementedError("scipy.stats.pmean with dtype or p=0")
    found = call(scipy.stats.pmean, a, p, axis=axis, weights=weights, keepdims=keepdims)
    model = weighed(np.asarray(a) ** p, weights, axis) ** (1 / p)
    return computed(inner(model, axis, keepdims), found)


@meaning(scipy.stats.sem)
def sem(
    a: Any, axis: Any = 0, ddof: Any = 1, nan_policy: Any = "propagate", *, keepdims: Any = False
) -> Any:
    """The standard error of the mean."""
    only_propagated(nan_policy)
    found = call(scipy.stats.sem, a, axis, ddof, keepdims=keepdims)
    spread = np.std(np.asarray(a), axis=axis, ddof=ddof, keepdims=keepdims)
    return computed(spread / np.sqrt(count_of(a, axis)), found)


@meaning(scipy.stats.variation)
def variation(
    a: Any, axis: Any = 0, nan_policy: Any = "propagate", ddof: Any = 0, *, keepdims: Any = False
) -> Any:
    """The standard deviation in units of the mean."""
    only_propagated(nan_policy)
    found = call(scipy.stats.variation, a, axis, ddof=ddof, keepdims=keepdims)
    a = np.asarray(a)
    spread = np.std(a, axis=axis, ddof=ddof, keepdims=keepdims)
    return computed(spread / np.mean(a, axis=axis, keepdims=keepdims), found)


@meaning(scipy.stats.gstd)
def gstd(
    a: Any, axis: Any = 0, ddof: Any = 1, *, keepdims: Any = False, nan_policy: Any = "propagate"
) -> Any:
    """The exponential of the standard deviation of the logarithms."""
    only_propagated(nan_policy)
    if keepdims:
        raise NotImplementedError("scipy.stats.gstd with keepdims")
    found = call(scipy.stats.gstd, a, axis, ddof)
    return computed(np.exp(np.std(np.log(np.asarray(a)), axis=axis, ddof=ddof)), found)


@meaning(scipy.stats.iqr)
def iqr(
    x: Any,
    axis: Any = None,
    rng: Any = (25, 75),
    scale: Any = 1.0,
    nan_policy: Any = "propagate",
    interpolation: Any = "linear",
    keepdims: Any = False,
) -> Any:
    """The distance of two percentiles."""
    only_propagated(nan_policy)
    found = call(
        scipy.stats.iqr,
        x,
        axis,
        rng,
        scale,
        interpolation=interpolation,
        keepdims=keepdims,
    )
    unit = 2 * scipy.special.ndtri(0.75) if isinstance(scale, str) else scale
    options = {"axis": axis, "method": interpolation, "keepdims": keepdims}
    low = np.percentile(x, min(rng), **options)
    return computed((np.percentile(x, max(rng), **options) - low) / unit, found)


@meaning(scipy.stats.median_abs_deviation)
def median_abs_deviation(
    x: Any,
    axis: Any = 0,
    center: Any = None,
    scale: Any = 1.0,
    nan_policy: Any = "propagate",
    *,
    keepdims: Any = False,
) -> Any:
    """The median distance from the median."""
    only_propagated(nan_policy)
    if center is not None:
        raise NotImplementedError("median_abs_deviation with a center of its own")
    if keepdims:  # not before SciPy 1.16
        found = call(scipy.stats.median_abs_deviation, x, axis, scale=scale, keepdims=keepdims)
    else:
        found = call(scipy.stats.median_abs_deviation, x, axis, scale=scale)
    unit = scipy.special.ndtri(0.75) if isinstance(scale, str) else scale
    rest = np.abs(np.asarray(x) - np.median(x, axis=axis, keepdims=True))
    return computed(np.median(rest, axis=axis, keepdims=keepdims) / unit, found)


@meaning(scipy.stats.trim_mean)
def trim_mean(
    a: Any,
    proportiontocut: Any,
    axis: Any = 0,
    *,
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """The mean without so large a part of the least and of the greatest."""
    only_propagated(nan_policy)
    if keepdims:  # not before SciPy 1.16
        found = call(scipy.stats.trim_mean, a, proportiontocut, axis, keepdims=keepdims)
    else:
        found = call(scipy.stats.trim_mean, a, proportiontocut, axis)
    a = np.asarray(a)
    cut = int(proportiontocut * count_of(a, axis))
    if axis is None:
        model = np.mean(np.sort(a, axis=None)[cut : a.size - cut])
        return computed(np.reshape(model, (1,) * a.ndim) if keepdims else model, found)
    rows = np.moveaxis(np.sort(a, axis=axis), axis, 0)
    model = np.mean(rows[cut : rows.shape[0] - cut], axis=0)
    return computed(np.expand_dims(model, axis) if keepdims else model, found)
