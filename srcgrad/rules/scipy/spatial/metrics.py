"""`scipy.spatial`: distances by other metrics, of two vectors and of pairs of points.

The value is SciPy's, the derivative that of the formula; where the root of zero would stand, it
counts as constant, as the norm does.
"""

from typing import Any

import numpy as np
import scipy.spatial
import scipy.spatial.distance as library
import scipy.special

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.spatial.distances import KNOWN
from srcgrad.rules.taking import call


def root_of(total: Any, power: Any) -> Any:
    """A root, which is constant at 0."""
    return np.where(total > 0, np.where(total > 0, total, 1.0) ** (1.0 / power), 0.0)[()]


def quotient(upper: Any, lower: Any) -> Any:
    """A quotient that is 0 where both are."""
    return np.where(lower == 0, 0.0, upper / np.where(lower == 0, 1.0, lower))[()]


def alike(metric: Any, x: Any, y: Any, w: Any) -> Any:
    """The cosine of the angles between vectors along the last axis, or between their deviations."""
    share = 1.0 if w is None else w / np.sum(w)
    if metric == "correlation" and w is None:
        x = x - np.mean(x, axis=-1, keepdims=True)
        y = y - np.mean(y, axis=-1, keepdims=True)
    elif metric == "correlation":
        x = x - np.sum(x * share, axis=-1, keepdims=True)
        y = y - np.sum(y * share, axis=-1, keepdims=True)
    length = np.sqrt(np.sum(x * x * share, axis=-1)) * np.sqrt(np.sum(y * y * share, axis=-1))
    return np.sum(x * y * share, axis=-1) / length


def divergence(x: Any, y: Any) -> Any:
    """The mean of how far distributions are from their mean."""
    x = x / np.sum(x, axis=-1, keepdims=True)
    y = y / np.sum(y, axis=-1, keepdims=True)
    mean = 0.5 * (x + y)
    apart = scipy.special.rel_entr(x, mean) + scipy.special.rel_entr(y, mean)
    return 0.5 * np.sum(apart, axis=-1)


def between(metric: Any, x: Any, y: Any, p: Any, w: Any, V: Any, VI: Any) -> Any:
    """The distances of vectors along the last axis."""
    if metric in ("cosine", "correlation"):
        return 1.0 - alike(metric, x, y, w)
    if metric == "jensenshannon":
        return root_of(divergence(x, y), 2.0)
    rest = x - y
    if metric == "mahalanobis":
        return root_of(np.sum((rest @ VI) * rest, axis=-1), 2.0)
    if metric == "seuclidean":
        return root_of(np.sum(rest * rest / V, axis=-1), 2.0)
    size = np.abs(rest)
    if metric == "canberra":
        size = quotient(size, np.abs(x) + np.abs(y))
    if metric == "chebyshev" or (metric == "minkowski" and p == np.inf):
        if w is not None:
            size = np.where(w > 0, size, 0.0)
        return np.max(size, axis=-1)
    part = size
    if metric in ("euclidean", "sqeuclidean"):
        part = rest * rest
    if metric == "minkowski":
        part = np.where(size > 0, np.where(size > 0, size, 1.0) ** p, 0.0)
    whole = np.abs(x + y)
    if w is not None:
        part, whole = part * w, whole * w
    total = np.sum(part, axis=-1)
    if metric == "braycurtis":
        return total / np.sum(whole, axis=-1)
    if metric == "euclidean":
        return root_of(total, 2.0)
    if metric == "minkowski":
        return root_of(total, p)
    if metric in ("cityblock", "sqeuclidean", "canberra"):
        return total
    raise NotImplementedError("the derivative of distances by this metric")


# SciPy's norm of a vector is one of Python's numbers, or of NumPy's, as its version has it
AS_FLOAT = type(library.euclidean([0.0], [1.0])) is float
PLAIN = ("chebyshev", "cityblock", "cosine", "sqeuclidean")
DOUBLE = ("braycurtis", "canberra")  # of vectors of single precision, too


def length(model: Any, found: Any) -> Any:
    """A norm of order two, of the type that SciPy gives it."""
    return computed(float(model) if AS_FLOAT else model, found)


def _of_two(function: Any, metric: str) -> None:
    """The distance of two vectors."""

    @meaning(function)
    def of_two(u: Any, v: Any, w: Any = None) -> Any:
        found = call(function, u, v, w)
        return computed(between(metric, np.asarray(u), np.asarray(v), 2.0, w, None, None), found)


for _name in PLAIN:
    _of_two(getattr(library, _name), _name)


def _doubled(function: Any, metric: str) -> None:
    """The distance of two vectors, in double precision."""

    @meaning(function)
    def doubled(u: Any, v: Any, w: Any = None) -> Any:
        found = call(function, u, v, w)
        first, second = np.asarray(u, np.float64), np.asarray(v, np.float64)
        return computed(between(metric, first, second, 2.0, w, None, None), found)


for _name in DOUBLE:
    _doubled(getattr(library, _name), _name)


@meaning(library.correlation)
def correlation(u: Any, v: Any, w: Any = None, centered: Any = True) -> Any:
    """One minus the correlation, or the cosine."""
    metric = "correlation" if centered else "cosine"
    found = call(library.correlation, u, v, w, centered)
    return computed(between(metric, np.asarray(u), np.asarray(v), 2.0, w, None, None), found)


@meaning(library.euclidean)
def euclidean(u: Any, v: Any, w: Any = None) -> Any:
    """The norm of the difference."""
    found = call(library.euclidean, u, v, w)
    return length(between("euclidean", np.asarray(u), np.asarray(v), 2.0, w, None, None), found)


@meaning(library.minkowski)
def minkowski(u: Any, v: Any, p: Any = 2, w: Any = None) -> Any:
    """The norm of order `p` of the difference."""
    found = call(library.minkowski, u, v, p, w)
    if p == 2:
        return length(between("minkowski", np.asarray(u), np.asarray(v), p, w, None, None), found)
    return computed(between("minkowski", np.asarray(u), np.asarray(v), p, w, None, None), found)


@meaning(library.mahalanobis)
def mahalanobis(u: Any, v: Any, VI: Any) -> Any:
    """The norm by a matrix."""
    found = call(library.mahalanobis, u, v, VI)
    return computed(
        between("mahalanobis", np.asarray(u), np.asarray(v), 2.0, None, None, VI), found
    )


@meaning(library.seuclidean)
def seuclidean(u: Any, v: Any, V: Any) -> Any:
    """The norm by variances."""
    found = call(library.seuclidean, u, v, V)
    return length(between("seuclidean", np.asarray(u), np.asarray(v), 2.0, None, V, None), found)


def chosen(metric: Any, p: Any, w: Any, V: Any, VI: Any) -> Any:
    """The options of a metric that a call has given."""
    options = {}
    if metric == "minkowski":
        options["p"] = p
    if w is not None:
        options["w"] = w
    if V is not None:
        options["V"] = V
    if VI is not None:
        options["VI"] = VI
    return options


def variances(metric: Any, points: Any, V: Any) -> Any:
    """Those of the points, where they are asked for and not given."""
    return np.var(points, axis=0, ddof=1) if metric == "seuclidean" and V is None else V


def inverse(metric: Any, points: Any, VI: Any) -> Any:
    """That of the covariance of the points, where it is asked for and not given."""
    if metric != "mahalanobis" or VI is not None:
        return VI
    return np.linalg.inv(np.cov(points.T)).T


@meaning(library.cdist, keywords=("w",), apart=("metric", KNOWN))
def cdist(
    XA: Any,
    XB: Any,
    metric: Any = "euclidean",
    *,
    p: Any = 2.0,
    w: Any = None,
    V: Any = None,
    VI: Any = None,
) -> Any:
    """The distances between all pairs of points."""
    found = call(library.cdist, XA, XB, metric, **chosen(metric, p, w, V, VI))
    first = np.asarray(XA, np.float64)[:, None, :]
    second = np.asarray(XB, np.float64)[None, :, :]
    if (metric == "seuclidean" and V is None) or (metric == "mahalanobis" and VI is None):
        points = np.vstack([first[:, 0], second[0]])
        V, VI = variances(metric, points, V), inverse(metric, points, VI)
    return computed(between(metric, first, second, p, w, V, VI), found)


@meaning(library.pdist, keywords=("w",), apart=("metric", KNOWN))
def pdist(
    X: Any,
    metric: Any = "euclidean",
    *,
    p: Any = 2.0,
    w: Any = None,
    V: Any = None,
    VI: Any = None,
) -> Any:
    """The distances between the points."""
    found = call(library.pdist, X, metric, **chosen(metric, p, w, V, VI))
    rows, columns = np.triu_indices(np.shape(X)[0], 1)
    points = np.asarray(X, np.float64)
    V, VI = variances(metric, points, V), inverse(metric, points, VI)
    return computed(between(metric, points[rows], points[columns], p, w, V, VI), found)


@meaning(scipy.spatial.distance_matrix)
def distance_matrix(x: Any, y: Any, p: Any = 2, threshold: Any = 1000000) -> Any:
    """The same, by a norm of order `p`."""
    found = call(scipy.spatial.distance_matrix, x, y, p, threshold)
    first = np.asarray(x, np.float64)[:, None, :]
    second = np.asarray(y, np.float64)[None, :, :]
    metric = {1: "cityblock", 2: "euclidean", np.inf: "chebyshev"}.get(p, "minkowski")
    return computed(between(metric, first, second, p, None, None, None), found)
