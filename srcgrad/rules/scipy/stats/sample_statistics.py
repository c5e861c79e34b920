"""`scipy.stats`: entropies of samples, means on a circle, distances, trimmed moments."""

from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.stats.descriptive import count_of, inner, only_propagated
from srcgrad.rules.taking import call


@meaning(scipy.stats.entropy)
def entropy(
    pk: Any,
    qk: Any = None,
    base: Any = None,
    axis: Any = 0,
    *,
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """The entropy of shares, or how far they are from others."""
    only_propagated(nan_policy)
    p = np.asarray(pk)
    p = p / np.sum(p, axis=axis, keepdims=True)
    if qk is None:  # SciPy 1.15 takes no None there
        found = call(scipy.stats.entropy, pk, base=base, axis=axis, keepdims=keepdims)
        model = np.sum(scipy.special.entr(p), axis=axis, keepdims=keepdims)
    else:
        found = call(scipy.stats.entropy, pk, qk, base, axis, keepdims=keepdims)
        q = np.asarray(qk)
        q = q / np.sum(q, axis=axis, keepdims=True)
        model = np.sum(scipy.special.rel_entr(p, q), axis=axis, keepdims=keepdims)
    return computed(model if base is None else model / np.log(base), found)


def wide_gaps(x: Any, m: Any) -> Any:
    """The distances of sorted samples `2 * m` places apart; beyond the ends stand the ends."""
    ends = np.ones(m)
    rows = np.concatenate([x[..., :1] * ends, x, x[..., -1:] * ends], axis=-1)
    return rows[..., 2 * m :] - rows[..., : -2 * m]


def estimate(x: Any, m: Any, method: Any) -> Any:
    """The entropy by the distances of sorted samples, of the last axis."""
    n = x.shape[-1]
    if method == "van es":
        gaps = x[..., m:] - x[..., :-m]
        rest = np.sum(1 / np.arange(m, n + 1)) + np.log(m) - np.log(n + 1)
        return np.sum(np.log((n + 1) / m * gaps), axis=-1) / (n - m) + rest
    if method == "vasicek":
        return np.mean(np.log(n / (2 * m) * wide_gaps(x, m)), axis=-1)
    place = np.arange(1, n + 1)
    weights = np.where(place <= m, 1 + (place - 1) / m, 2.0)
    weights = np.where(place >= n - m + 1, 1 + (n - place) / m, weights)
    return np.mean(np.log(n / (weights * m) * wide_gaps(x, m)), axis=-1)


@meaning(scipy.stats.differential_entropy)
def differential_entropy(
    values: Any,
    *,
    window_length: Any = None,
    base: Any = None,
    axis: Any = 0,
    method: Any = "auto",
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """The entropy of a density of which there are samples."""
    only_propagated(nan_policy)
    if method == "correa" or axis is None:
        raise NotImplementedError("differential_entropy with method='correa' or axis=None")
    n = np.shape(values)[axis]
    m = int(np.sqrt(n) + 0.5) if window_length is None else window_length
    found = call(
        scipy.stats.differential_entropy,
        values,
        window_length=m,
        base=base,
        axis=axis,
        method=method,
        keepdims=keepdims,
    )
    rows = np.sort(np.moveaxis(np.asarray(values), axis, -1), axis=-1)
    if method == "auto":
        chosen = "van es" if n <= 10 else "ebrahimi"
        model = estimate(rows, m, chosen if n <= 1000 else "vasicek")
    else:
        model = estimate(rows, m, method)
    model = model if base is None else model / np.log(base)
    return computed(np.expand_dims(model, axis) if keepdims else model, found)


@meaning(scipy.stats.circmean)
def circmean(
    samples: Any,
    high: Any = 2 * np.pi,
    low: Any = 0,
    axis: Any = None,
    nan_policy: Any = "propagate",
    *,
    keepdims: Any = False,
) -> Any:
    """The angle of the mean point on a circle."""
    only_propagated(nan_policy)
    found = call(scipy.stats.circmean, samples, high, low, axis, keepdims=keepdims)
    turns = (high - low) / (2 * np.pi)
    angles = np.asarray(samples) / turns
    sine = np.sum(np.sin(angles), axis=axis, keepdims=keepdims)
    cosine = np.sum(np.cos(angles), axis=axis, keepdims=keepdims)
    return computed((np.arctan2(sine, cosine) * turns - low) % (high - low) + low, found)


def resultant(samples: Any, high: Any, low: Any, axis: Any, keepdims: Any) -> Any:
    """How far the mean point on a circle is from its centre."""
    angles = np.asarray(samples) * (2 * np.pi / (high - low))
    sine = np.mean(np.sin(angles), axis=axis, keepdims=keepdims)
    cosine = np.mean(np.cos(angles), axis=axis, keepdims=keepdims)
    return np.hypot(sine, cosine)


@meaning(scipy.stats.circvar)
def circvar(
    samples: Any,
    high: Any = 2 * np.pi,
    low: Any = 0,
    axis: Any = None,
    nan_policy: Any = "propagate",
    *,
    keepdims: Any = False,
) -> Any:
    """How far it is from the circle."""
    only_propagated(nan_policy)
    found = call(scipy.stats.circvar, samples, high, low, axis, keepdims=keepdims)
    return computed(1.0 - resultant(samples, high, low, axis, keepdims), found)


@meaning(scipy.stats.circstd)
def circstd(
    samples: Any,
    high: Any = 2 * np.pi,
    low: Any = 0,
    axis: Any = None,
    nan_policy: Any = "propagate",
    *,
    normalize: Any = False,
    keepdims: Any = False,
) -> Any:
    """The same as the width of a normal distribution wound around the circle."""
    only_propagated(nan_policy)
    found = call(
        scipy.stats.circstd, samples, high, low, axis, normalize=normalize, keepdims=keepdims
    )
    width = np.sqrt(-2 * np.log(resultant(samples, high, low, axis, keepdims)))
    return computed(width if normalize else width * ((high - low) / (2 * np.pi)), found)


def within(a: Any, limits: Any, inclusive: Any) -> Any:
    """Which elements count, as ones and zeros."""
    counted = np.ones(np.shape(a))
    if limits is not None:
        low, high = limits
        if low is not None:
            counted = counted * ((a >= low) if inclusive[0] else (a > low))
        if high is not None:
            counted = counted * ((a <= high) if inclusive[1] else (a < high))
    return counted


def trimmed(a: Any, counted: Any, axis: Any, ddof: Any) -> Any:
    """The variance of the elements that count."""
    n = np.sum(counted, axis=axis, keepdims=True)
    mean = np.sum(counted * a, axis=axis, keepdims=True) / n
    return np.sum(counted * (a - mean) ** 2, axis=axis, keepdims=True) / (n - ddof)


@meaning(scipy.stats.tmean)
def tmean(
    a: Any,
    limits: Any = None,
    inclusive: Any = (True, True),
    axis: Any = None,
    *,
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """The mean of what lies within the limits."""
    only_propagated(nan_policy)
    found = call(scipy.stats.tmean, a, limits, inclusive, axis, keepdims=keepdims)
    a = np.asarray(a)
    counted = within(a, limits, inclusive)
    total = np.sum(counted * a, axis=axis, keepdims=keepdims)
    return computed(total / np.sum(counted, axis=axis, keepdims=keepdims), found)


def _trimmed(function: Any, power: Any, shared: Any) -> None:
    """Moments of what lies within the limits."""

    @meaning(function)
    def spread(
        a: Any,
        limits: Any = None,
        inclusive: Any = (True, True),
        axis: Any = 0,
        ddof: Any = 1,
        *,
        nan_policy: Any = "propagate",
        keepdims: Any = False,
    ) -> Any:
        only_propagated(nan_policy)
        found = call(function, a, limits, inclusive, axis, ddof, keepdims=keepdims)
        a = np.asarray(a)
        counted = within(a, limits, inclusive)
        model = trimmed(a, counted, axis, ddof) ** power
        if shared:
            model = model / np.sqrt(np.sum(counted, axis=axis, keepdims=True))
        return computed(inner(model, axis, keepdims), found)


_trimmed(scipy.stats.tvar, 1.0, False)
_trimmed(scipy.stats.tstd, 0.5, False)
_trimmed(scipy.stats.tsem, 0.5, True)


@meaning(scipy.stats.kstat)
def kstat(
    data: Any,
    n: Any = 2,
    *,
    axis: Any = None,
    nan_policy: Any = "propagate",
    keepdims: Any = False,
) -> Any:
    """The mean, or the unbiased variance or third central moment."""
    only_propagated(nan_policy)
    if n not in (1, 2, 3):
        raise NotImplementedError("scipy.stats.kstat of order 4")
    found = call(scipy.stats.kstat, data, n, axis=axis, keepdims=keepdims)
    a = np.asarray(data)
    mean = np.mean(a, axis=axis, keepdims=True)
    if n == 1:
        return computed(inner(mean, axis, keepdims), found)
    total = np.sum((a - mean) ** n, axis=axis, keepdims=keepdims)
    count = count_of(a, axis)
    if n == 2:
        return computed(total / (count - 1.0), found)
    return computed(total * (count / ((count - 1.0) * (count - 2.0))), found)


def gaps_between(u: Any, v: Any) -> Any:
    """The gaps between all samples in order, and how the shares below them differ."""
    u, v = np.asarray(u), np.asarray(v)
    points = np.sort(np.concatenate([u, v]))
    below = points[:-1]
    share = np.searchsorted(np.sort(u), below, side="right") / u.size
    other = np.searchsorted(np.sort(v), below, side="right") / v.size
    return np.diff(points), share - other


@meaning(scipy.stats.wasserstein_distance)
def wasserstein_distance(
    u_values: Any, v_values: Any, u_weights: Any = None, v_weights: Any = None
) -> Any:
    """The area between the distributions of two samples."""
    if u_weights is not None or v_weights is not None:
        raise NotImplementedError("scipy.stats.wasserstein_distance with weights")
    found = call(scipy.stats.wasserstein_distance, u_values, v_values)
    gaps, difference = gaps_between(u_values, v_values)
    return computed(np.sum(np.abs(difference) * gaps), found)


@meaning(scipy.stats.energy_distance)
def energy_distance(
    u_values: Any, v_values: Any, u_weights: Any = None, v_weights: Any = None
) -> Any:
    """The root of twice the squared distance of the distributions of two samples."""
    if u_weights is not None or v_weights is not None:
        raise NotImplementedError("scipy.stats.energy_distance with weights")
    found = call(scipy.stats.energy_distance, u_values, v_values)
    gaps, difference = gaps_between(u_values, v_values)
    return computed(np.sqrt(2 * np.sum(difference * difference * gaps)), found)


@meaning(scipy.stats.boxcox_llf)
def boxcox_llf(
    lmb: Any,
    data: Any,
    *,
    axis: Any = 0,
    keepdims: Any = False,
    nan_policy: Any = "propagate",
) -> Any:
    """The logarithm of the likelihood of the power of a Box-Cox transform."""
    only_propagated(nan_policy)
    found = call(scipy.stats.boxcox_llf, lmb, data)
    if axis != 0 or keepdims:
        raise NotImplementedError("scipy.stats.boxcox_llf with axis or keepdims")
    data = np.asarray(data)
    logs = np.log(data)
    spread = np.var(scipy.special.boxcox(data, lmb), axis=0)
    model = (lmb - 1) * np.sum(logs, axis=0) - 0.5 * np.shape(data)[0] * np.log(spread)
    return computed(model, found)


@meaning(scipy.stats.yeojohnson)
def yeojohnson(x: Any, lmbda: Any = None) -> Any:
    """The Yeo-Johnson transform of a given power."""
    if lmbda is None:
        raise NotImplementedError("scipy.stats.yeojohnson that looks for its power")
    found = call(scipy.stats.yeojohnson, x, lmbda)
    x = np.asarray(x)
    above = scipy.special.boxcox1p(np.where(x >= 0, x, 0), lmbda)
    below = scipy.special.boxcox1p(np.where(x >= 0, 0, -x), 2 - lmbda)
    return computed(np.where(x >= 0, above, -below), found)
