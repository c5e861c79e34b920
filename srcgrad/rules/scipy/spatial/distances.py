"""`scipy.spatial.distance`: distances between all pairs of points."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.spatial.distance

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import distances_tangent, distances_transpose, paired, upper_pairs

KNOWN = ("euclidean", "sqeuclidean", "cityblock")


@vjp(scipy.spatial.distance.cdist)
def cdist(y_bar: Any, y: Any, XA: Any, XB: Any, metric: Any = "euclidean") -> Any:
    if metric not in KNOWN:
        raise NotImplementedError(
            "cdist by another metric than 'euclidean', 'sqeuclidean' and 'cityblock'"
        )
    return (
        distances_transpose(y_bar, y, XA, XB, metric),
        distances_transpose(y_bar.T, y.T, XB, XA, metric),
    )


@jvp(scipy.spatial.distance.cdist)
def cdist_tangent(
    XA_dot: Any, XB_dot: Any, y: Any, XA: Any, XB: Any, metric: Any = "euclidean"
) -> Any:
    if metric not in KNOWN:
        raise NotImplementedError(
            "cdist by another metric than 'euclidean', 'sqeuclidean' and 'cityblock'"
        )
    return (
        distances_tangent(XA_dot, y, XA, XB, metric),
        distances_tangent(XB_dot, y.T, XB, XA, metric).T,
    )


@vjp(scipy.spatial.distance.pdist)
def pdist(y_bar: Any, y: Any, X: Any, metric: Any = "euclidean") -> Any:
    if metric not in KNOWN:
        raise NotImplementedError(
            "pdist by another metric than 'euclidean', 'sqeuclidean' and 'cityblock'"
        )
    return distances_transpose(paired(y_bar, X), paired(y, X), X, X, metric)


@jvp(scipy.spatial.distance.pdist)
def pdist_tangent(X_dot: Any, y: Any, X: Any, metric: Any = "euclidean") -> Any:
    if metric not in KNOWN:
        raise NotImplementedError(
            "pdist by another metric than 'euclidean', 'sqeuclidean' and 'cityblock'"
        )
    moved = distances_tangent(X_dot, paired(y, X), X, X, metric)
    return upper_pairs(moved + moved.T)


@vjp(scipy.spatial.distance.squareform, operands=("X",))
def squareform(y_bar: Any, y: Any, X: Any, force: Any = "no", checks: Any = True) -> Any:
    if X.ndim == 1:
        return upper_pairs(y_bar + y_bar.T)
    return np.triu(paired(y_bar, X), 1)  # SciPy reads the upper triangle


@jvp(scipy.spatial.distance.squareform)
def squareform_tangent(X_dot: Any, y: Any, X: Any, force: Any = "no", checks: Any = True) -> Any:
    if X.ndim == 1:
        return scipy.spatial.distance.squareform(X_dot)
    return upper_pairs(X_dot)
