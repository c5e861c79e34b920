"""Variances about a mean that is given, and covariances with weights, in plain operations."""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def about(
    a: Any, axis: Any, ddof: Any, keepdims: Any, where: Any, mean: Any, correction: Any
) -> Any:
    """The mean square distance from `mean`."""
    rest = a - mean
    square = np.real(rest) ** 2 + np.imag(rest) ** 2 if np.iscomplexobj(rest) else rest * rest
    freedom = ddof if correction is None else correction
    if where is True:
        total = np.sum(square, axis=axis, keepdims=keepdims)
        return total / float(max(np.size(a) // max(np.size(total), 1) - freedom, 0))
    total = np.sum(square, axis=axis, keepdims=keepdims, where=where)
    count = np.sum(np.broadcast_to(where, np.shape(a)), axis=axis, keepdims=keepdims)
    return total / np.maximum(count - freedom, 0)


@meaning(np.var, keywords=("mean",))
def var(
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    ddof: Any = 0,
    keepdims: Any = False,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> Any:
    """The variance."""
    if mean is None or dtype is not None:
        raise NotImplementedError("`var` with `mean` and `dtype`, or with mean=None")
    return about(a, axis, ddof, keepdims, where, mean, correction)


@meaning(np.std, keywords=("mean",))
def std(
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    ddof: Any = 0,
    keepdims: Any = False,
    where: Any = True,
    mean: Any = None,
    correction: Any = None,
) -> Any:
    """Its root; the slope of that is 0 where all elements are the mean."""
    if mean is None or dtype is not None:
        raise NotImplementedError("`std` with `mean` and `dtype`, or with mean=None")
    square = about(a, axis, ddof, keepdims, where, mean, correction)
    if np.ndim(square) == 0:
        return np.sqrt(square) if square != 0 else square
    return np.where(square == 0, square, np.sqrt(np.where(square == 0, 1, square)))


def in_rows(m: Any, rowvar: Any) -> Any:
    """A row for each variable."""
    if np.ndim(m) < 2:
        return np.reshape(m, (1, -1))
    return m if rowvar else m.T


@meaning(np.cov, keywords=("fweights", "aweights"))
def cov(
    m: Any,
    y: Any = None,
    rowvar: Any = True,
    bias: Any = False,
    ddof: Any = None,
    fweights: Any = None,
    aweights: Any = None,
) -> Any:
    """The covariance of samples that count as often as the weights say."""
    found = call(np.cov, m, y, rowvar, bias, ddof, fweights, aweights)
    samples = in_rows(np.asarray(m), rowvar)
    if y is not None:
        samples = np.concatenate([samples, in_rows(np.asarray(y), rowvar)])
    freedom = ddof if ddof is not None else (0 if bias else 1)
    weights = np.ones(samples.shape[1])
    if fweights is not None:
        weights = weights * np.asarray(fweights)
    if aweights is not None:
        weights = weights * np.asarray(aweights)
    total = np.sum(weights)
    share = total - freedom
    if aweights is not None:
        share = total - freedom * (np.sum(weights * np.asarray(aweights)) / total)
    centred = samples - ((samples @ weights) / total)[:, None]
    model = (centred * weights) @ np.conj(centred.T) / share
    if (np.ndim(m) < 2 and y is None) or samples.shape[0] == 1:
        return computed(np.asarray(model[0, 0]), found)
    return computed(model, found)


def among_equals(a: Any, found: Any) -> Any:
    """The element of this value; those that are equal share in equal parts."""
    chosen = np.asarray(a) == float(found)
    return np.sum(np.where(chosen, a, 0)) / np.count_nonzero(chosen)


def _weighed(function: Any) -> None:
    @meaning(function, keywords=("weights",))
    def of_weighed(
        a: Any,
        q: Any,
        axis: Any = None,
        *,
        method: Any = "linear",
        keepdims: Any = False,
        weights: Any = None,
    ) -> Any:
        """One quantile of samples that weigh: one of the samples."""
        if weights is None:
            return function(a, q, axis, method=method, keepdims=keepdims)
        if keepdims or np.ndim(q) > 0 or (axis is not None and np.ndim(a) > 1):
            raise NotImplementedError("a quantile with weights, of other than one vector")
        found = call(function, a, q, axis, method=method, weights=weights)
        return computed(np.asarray(among_equals(a, found)), found)


_weighed(np.quantile)
_weighed(np.percentile)
