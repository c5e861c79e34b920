"""`scipy.ndimage`: filters that are made of others, of ranks, and sums over labels."""

from typing import Any

import numpy as np
import scipy.ndimage

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call

pad: Any = np.pad  # whose modes are texts of its own type
GOES_ON = {"reflect": "symmetric", "mirror": "reflect", "nearest": "edge", "wrap": "wrap"}
GOES_ON |= {"grid-mirror": "symmetric", "grid-wrap": "wrap"}  # beyond all others: a constant


def sizes_of(size: Any, rank: Any) -> Any:
    """One number for each axis."""
    return tuple(size) if isinstance(size, (tuple, list)) else (size,) * rank


def edged(y: Any, k: Any, along: Any, weights: Any, mode: Any, cval: Any) -> Any:
    """Differences along one of the axes up to one, weights along the others."""
    kernel = np.array([-1.0, 0.0, 1.0]) if k == along else np.array(weights)
    y = scipy.ndimage.correlate1d(y, kernel, k, mode=mode, cval=cval)
    if k == 0:
        return y
    return edged(y, k - 1, along, weights, mode, cval)


def _edges(function: Any, weights: tuple[float, float, float]) -> None:
    """Differences along an axis, smoothed along the others."""

    @meaning(function)
    def edges(
        input: Any, axis: Any = -1, output: Any = None, mode: Any = "reflect", cval: Any = 0.0
    ) -> Any:
        if output is not None:
            raise NotImplementedError("the derivative of a filter with output")
        found = call(function, input, axis, None, mode, cval)
        last = np.ndim(input) - 1
        y = edged(input, last, axis % np.ndim(input), weights, mode, cval)
        return computed(y, found)


_edges(scipy.ndimage.sobel, (1.0, 2.0, 1.0))
_edges(scipy.ndimage.prewitt, (1.0, 1.0, 1.0))


def bent(input: Any, k: Any, mode: Any, cval: Any) -> Any:
    """Second differences along the axes up to one, together."""
    y = scipy.ndimage.correlate1d(input, np.array([1.0, -2.0, 1.0]), k, mode=mode, cval=cval)
    if k == 0:
        return y
    return y + bent(input, k - 1, mode, cval)


@meaning(scipy.ndimage.laplace)
def laplace(input: Any, output: Any = None, mode: Any = "reflect", cval: Any = 0.0) -> Any:
    """The sum of second differences."""
    if output is not None:
        raise NotImplementedError("the derivative of a filter with output")
    found = call(scipy.ndimage.laplace, input, None, mode, cval)
    return computed(bent(input, np.ndim(input) - 1, mode, cval), found)


def smoothed(input: Any, sigma: Any, axis: Any, order: Any, mode: Any, cval: Any) -> Any:
    """A Gaussian filter, of second or first order along one axis."""
    orders = [order if k == axis else 0 for k in range(np.ndim(input))]
    y = input
    for k in range(np.ndim(input)):
        y = scipy.ndimage.gaussian_filter1d(y, sigma, k, orders[k], mode=mode, cval=cval)
    return y


@meaning(scipy.ndimage.gaussian_laplace)
def gaussian_laplace(
    input: Any, sigma: Any, output: Any = None, mode: Any = "reflect", cval: Any = 0.0
) -> Any:
    """The same of a smoothed image."""
    if output is not None or isinstance(sigma, (tuple, list)):
        raise NotImplementedError("the derivative of gaussian_laplace with output, several widths")
    found = call(scipy.ndimage.gaussian_laplace, input, sigma, None, mode, cval)
    parts = [smoothed(input, sigma, k, 2, mode, cval) for k in range(np.ndim(input))]
    return computed(sum(parts), found)


@meaning(scipy.ndimage.gaussian_gradient_magnitude)
def gaussian_gradient_magnitude(
    input: Any, sigma: Any, output: Any = None, mode: Any = "reflect", cval: Any = 0.0
) -> Any:
    """The length of the slope of a smoothed image."""
    if output is not None or isinstance(sigma, (tuple, list)):
        raise NotImplementedError("the derivative of this filter with output, several widths")
    found = call(scipy.ndimage.gaussian_gradient_magnitude, input, sigma, None, mode, cval)
    total = sum([smoothed(input, sigma, k, 1, mode, cval) ** 2 for k in range(np.ndim(input))])
    return computed(np.where(total > 0, np.sqrt(np.where(total > 0, total, 1.0)), 0.0), found)


@meaning(scipy.ndimage.uniform_filter1d)
def uniform_filter1d(
    input: Any,
    size: Any,
    axis: Any = -1,
    output: Any = None,
    mode: Any = "reflect",
    cval: Any = 0.0,
    origin: Any = 0,
) -> Any:
    """The mean of what lies around each element along an axis."""
    if output is not None or origin != 0:
        raise NotImplementedError("the derivative of a filter with output or origin")
    found = call(scipy.ndimage.uniform_filter1d, input, size, axis, None, mode, cval)
    weights = np.full(size, 1.0 / size)
    return computed(scipy.ndimage.correlate1d(input, weights, axis, mode=mode, cval=cval), found)


@meaning(scipy.ndimage.uniform_filter)
def uniform_filter(
    input: Any,
    size: Any = 3,
    output: Any = None,
    mode: Any = "reflect",
    cval: Any = 0.0,
    origin: Any = 0,
) -> Any:
    """The same, in a box."""
    if output is not None or origin != 0:
        raise NotImplementedError("the derivative of a filter with output or origin")
    found = call(scipy.ndimage.uniform_filter, input, size, None, mode, cval)
    sizes = sizes_of(size, np.ndim(input))
    y = input
    for k in range(np.ndim(input)):
        weights = np.full(sizes[k], 1.0 / sizes[k])
        y = scipy.ndimage.correlate1d(y, weights, k, mode=mode, cval=cval)
    return computed(y, found)


def around(input: Any, sizes: Any, mode: Any, cval: Any) -> Any:
    """What lies around each element, in an axis of its own at the end."""
    margins = [(n // 2, n - 1 - n // 2) for n in sizes]
    if mode in GOES_ON:
        whole = pad(input, margins, GOES_ON[mode])
    else:
        whole = np.pad(input, margins, constant_values=cval)
    views = np.lib.stride_tricks.sliding_window_view(whole, sizes)
    return np.reshape(views, (*np.shape(input), -1))


def middle(parts: Any, axis: Any) -> Any:
    """The median, or of an even number the greater of the two in the middle."""
    count = np.shape(parts)[axis]
    if count % 2 == 1:
        return np.median(parts, axis=axis)
    return np.sort(parts, axis=axis)[..., count // 2]


def _ranked(function: Any, reduce: Any) -> None:
    """The least, the greatest, or the middle of what lies around each element."""

    @meaning(function)
    def ranked(
        input: Any,
        size: Any = None,
        footprint: Any = None,
        output: Any = None,
        mode: Any = "reflect",
        cval: Any = 0.0,
        origin: Any = 0,
    ) -> Any:
        if footprint is not None or output is not None or origin != 0:
            raise NotImplementedError("the derivative of a filter with footprint, output, origin")
        found = call(function, input, size, None, None, mode, cval)
        parts = around(input, sizes_of(size, np.ndim(input)), mode, cval)
        return computed(reduce(parts, axis=-1), found)


_ranked(scipy.ndimage.maximum_filter, np.max)
_ranked(scipy.ndimage.minimum_filter, np.min)
_ranked(scipy.ndimage.median_filter, middle)


def _ranked_along(function: Any, reduce: Any) -> None:
    """The least or the greatest of what lies around each element along an axis."""

    @meaning(function)
    def ranked(
        input: Any,
        size: Any,
        axis: Any = -1,
        output: Any = None,
        mode: Any = "reflect",
        cval: Any = 0.0,
        origin: Any = 0,
    ) -> Any:
        if output is not None or origin != 0:
            raise NotImplementedError("the derivative of a filter with output or origin")
        found = call(function, input, size, axis, None, mode, cval)
        place = axis % np.ndim(input)
        sizes = tuple([size if k == place else 1 for k in range(np.ndim(input))])
        return computed(reduce(around(input, sizes, mode, cval), axis=-1), found)


_ranked_along(scipy.ndimage.maximum_filter1d, np.max)
_ranked_along(scipy.ndimage.minimum_filter1d, np.min)


@meaning(scipy.ndimage.rank_filter)
def rank_filter(
    input: Any,
    rank: Any,
    size: Any = None,
    footprint: Any = None,
    output: Any = None,
    mode: Any = "reflect",
    cval: Any = 0.0,
    origin: Any = 0,
) -> Any:
    """The element of one rank among those that lie around each, counted from either end."""
    if footprint is not None or output is not None or origin != 0:
        raise NotImplementedError("the derivative of a filter with footprint, output, origin")
    found = call(scipy.ndimage.rank_filter, input, rank, size, None, None, mode, cval)
    parts = around(input, sizes_of(size, np.ndim(input)), mode, cval)
    return computed(np.sort(parts, axis=-1)[..., rank], found)


def centre(input: Any, k: Any, found: Any) -> Any:
    """The mean place along an axis, weighed by the elements."""
    rank = np.ndim(input)
    along = np.reshape(np.arange(np.shape(input)[k]), (-1,) + (1,) * (rank - 1 - k))
    return computed(np.sum(input * along) / np.sum(input), found[k])


@meaning(scipy.ndimage.center_of_mass)
def center_of_mass(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The mean place of the elements."""
    if labels is not None or index is not None or np.ndim(input) > 3:
        raise NotImplementedError("the derivative of center_of_mass with labels, of many axes")
    found = call(scipy.ndimage.center_of_mass, input)
    if np.ndim(input) == 1:
        return (centre(input, 0, found),)
    if np.ndim(input) == 2:
        return centre(input, 0, found), centre(input, 1, found)
    return centre(input, 0, found), centre(input, 1, found), centre(input, 2, found)
