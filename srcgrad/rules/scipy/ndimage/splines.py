"""`scipy.ndimage`: splines through the elements of an image, beyond its edges too."""

from typing import Any

import numpy as np
import scipy.ndimage

MODES = ("constant", "nearest", "mirror", "reflect", "grid-mirror", "wrap", "grid-wrap")
BESIDE = 12  # elements that SciPy puts around an image of which the nearest go on for ever


def spline_weights(order: int, share: Any) -> Any:
    """What the coefficients around a place count there, `share` beyond a knot, by de Boor's rule.

    >>> spline_weights(1, 0.25)
    [0.75, 0.25]
    """
    weights = [1 - share, share]
    for n in range(2, order + 1):
        first = (1 - share) / n * weights[0]
        inner = [
            (share + n - j) / n * weights[j - 1] + (1 - share + j) / n * weights[j]
            for j in range(1, n)
        ]
        weights = [first, *inner, share / n * weights[n - 1]]
    return weights


def folded_places(places: Any, length: Any, mode: Any) -> Any:
    """Where a place beyond the edges is in the image."""
    if mode == "mirror":
        period = max(2 * (length - 1), 1)
        turned = places % period
        return np.minimum(turned, period - turned)
    if mode in ("reflect", "grid-mirror"):
        turned = (places + 0.5) % (2 * length)
        return np.minimum(turned, 2 * length - turned) - 0.5
    if mode == "wrap":
        period = max(length - 1, 1)
        return np.where((places < 0) | (places > period), places % period, places)
    if mode == "grid-wrap":
        return places % length
    return places


def folded_indices(indices: Any, length: Any, mode: Any) -> Any:
    """Which coefficient stands at a place beyond the edges."""
    if mode == "nearest":
        return np.clip(indices, 0, length - 1)
    if mode in ("reflect", "grid-mirror"):
        turned = indices % (2 * length)
        return np.minimum(turned, 2 * length - 1 - turned)
    if mode == "grid-wrap":
        return indices % length
    high = length - 1
    return np.abs((indices + high) % max(2 * high, 1) - high)


def nearest_element(input: Any, places: Any, mode: Any) -> Any:
    """The element next to each place."""
    index: Any = ()
    for k in range(np.ndim(input)):
        place = folded_places(places[k], np.shape(input)[k], mode)
        near = np.floor(place + 0.5).astype(np.int64)
        index = (*index, folded_indices(near, np.shape(input)[k], mode))
    return input[index]


def smooth(input: Any, places: Any, order: Any, mode: Any, prefilter: Any) -> Any:
    """The spline through the elements, or with them as its coefficients."""
    filtered = order > 1 and prefilter
    beside = BESIDE if mode == "nearest" and filtered else 0
    image = np.pad(input, BESIDE, mode="edge") if beside else input
    coefficients = scipy.ndimage.spline_filter(image, order, mode=mode) if filtered else image
    rank = np.ndim(input)
    rest = (1,) * np.ndim(places[0])
    half = 0.5 if order % 2 == 0 else 0.0
    index: Any = ()
    weights: Any = 1.0
    for k in range(rank):
        place = folded_places(places[k] + beside, np.shape(image)[k], mode)
        low = np.floor(place + half)
        weight = np.stack(spline_weights(order, place + half - low))
        steps = np.reshape(np.arange(order + 1) - order // 2, (order + 1, *rest))
        around = folded_indices(low.astype(np.int64) + steps, np.shape(image)[k], mode)
        ones = (1,) * k + (order + 1,) + (1,) * (rank - 1 - k)
        index = (*index, np.reshape(around, (*ones, *np.shape(places[k]))))
        weights = weights * np.reshape(weight, (*ones, *np.shape(places[k])))
    return np.sum(weights * coefficients[index], axis=tuple(range(rank)))
