"""`scipy.ndimage`: what an image is between its elements, along lines."""

from typing import Any

import numpy as np
import scipy.ndimage
import scipy.special

from srcgrad.rules.declare import linear, meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import ends_weighed, matrix_found


def between(input: Any, places: Any, at: Any) -> Any:
    """The mean of the elements around each place, weighed by how near they are."""
    k = len(at)
    if k == np.ndim(input):
        return input[at]
    high = np.shape(input)[k] - 1
    place = np.clip(places[k], 0, high)
    low = np.clip(np.floor(place).astype(np.int64), 0, max(high - 1, 0))
    share = place - low
    first = between(input, places, (*at, low))
    second = between(input, places, (*at, np.minimum(low + 1, high)))
    return (1 - share) * first + share * second


def inside(shape: Any, places: Any) -> Any:
    """Does each place lie within the image?"""
    held = np.ones(np.shape(places[0]), bool)
    for k in range(len(shape)):
        held = held & (places[k] >= 0) & (places[k] <= shape[k] - 1)
    return held


def sampled(input: Any, places: Any, mode: Any, cval: Any) -> Any:
    """The image at places; outside of it the nearest of its elements, or a constant."""
    model = between(input, places, ())
    if mode == "constant":
        return np.where(inside(np.shape(input), places), model, cval)
    return model


def cubic(t: Any) -> Any:
    """What the four coefficients around a place count there, `t` beyond the second."""
    u = 1 - t
    second, third = 4 - 6 * t * t + 3 * t**3, 4 - 6 * u * u + 3 * u**3
    return np.stack([u**3, second, third, t**3]) / 6


def smooth(input: Any, places: Any) -> Any:
    """The cubic spline through the elements, which goes on beyond the edges as in a mirror."""
    coefficients = scipy.ndimage.spline_filter(input, 3)
    rank = np.ndim(input)
    rest = (1,) * np.ndim(places[0])
    index: Any = ()
    weights: Any = 1.0
    for k in range(rank):
        low = np.floor(places[k])
        weight = cubic(places[k] - low)
        around = low.astype(np.int64) + np.reshape(np.arange(-1, 3), (4, *rest))
        high = np.shape(input)[k] - 1
        mirrored = np.abs((around + high) % max(2 * high, 1) - high)
        ones = (1,) * k + (4,) + (1,) * (rank - 1 - k)
        index = (*index, np.reshape(mirrored, (*ones, *np.shape(places[k]))))
        weights = weights * np.reshape(weight, (*ones, *np.shape(places[k])))
    return np.sum(weights * coefficients[index], axis=tuple(range(rank)))


def followed(order: Any, mode: Any, output: Any, prefilter: Any) -> None:
    """Are images at places of this order and mode followed?"""
    lines = order == 1 and mode in ("constant", "nearest")
    if output is not None or not (lines or (order == 3 and mode == "constant" and prefilter)):
        raise NotImplementedError("an image at places with this order, mode, output or prefilter")


def image_at(input: Any, places: Any, order: Any, mode: Any, cval: Any) -> Any:
    """The image at places."""
    if order == 1:
        return sampled(input, places, mode, cval)
    return np.where(inside(np.shape(input), places), smooth(input, places), cval)


@meaning(scipy.ndimage.map_coordinates)
def map_coordinates(
    input: Any,
    coordinates: Any,
    output: Any = None,
    order: Any = 3,
    mode: Any = "constant",
    cval: Any = 0.0,
    prefilter: Any = True,
) -> Any:
    """The image at places."""
    followed(order, mode, output, prefilter)
    found = call(scipy.ndimage.map_coordinates, input, coordinates, None, order, mode, cval)
    return computed(image_at(input, np.asarray(coordinates), order, mode, cval), found)


@meaning(scipy.ndimage.shift)
def shift(
    input: Any,
    shift: Any,
    output: Any = None,
    order: Any = 3,
    mode: Any = "constant",
    cval: Any = 0.0,
    prefilter: Any = True,
) -> Any:
    """The image, moved."""
    followed(order, mode, output, prefilter)
    found = call(scipy.ndimage.shift, input, shift, None, order, mode, cval)
    moved = np.reshape(shift * np.ones(np.ndim(input)), (-1,) + (1,) * np.ndim(input))
    return computed(image_at(input, np.indices(np.shape(input)) - moved, order, mode, cval), found)


@meaning(scipy.ndimage.zoom)
def zoom(
    input: Any,
    zoom: Any,
    output: Any = None,
    order: Any = 3,
    mode: Any = "constant",
    cval: Any = 0.0,
    prefilter: Any = True,
    *,
    grid_mode: Any = False,
) -> Any:
    """The image with more elements, or fewer."""
    followed(order, mode, output, prefilter)
    if grid_mode:
        raise NotImplementedError("scipy.ndimage.zoom with grid_mode")
    if np.ndim(input) != 2:
        raise NotImplementedError("scipy.ndimage.zoom of other than two axes")
    found = matrix_found(call(scipy.ndimage.zoom, input, zoom, None, order, mode, cval))
    steps = (np.array(np.shape(input)) - 1) / np.maximum(np.array(np.shape(found)) - 1, 1)
    places = np.indices(np.shape(found)) * np.reshape(steps, (-1,) + (1,) * np.ndim(input))
    return computed(image_at(input, places, order, mode, cval), found)


@meaning(scipy.ndimage.affine_transform)
def affine_transform(
    input: Any,
    matrix: Any,
    offset: Any = 0.0,
    output_shape: Any = None,
    output: Any = None,
    order: Any = 3,
    mode: Any = "constant",
    cval: Any = 0.0,
    prefilter: Any = True,
) -> Any:
    """The image at the places to which a matrix takes those of the result."""
    followed(order, mode, output, prefilter)
    rank = np.ndim(input)
    if np.ndim(matrix) != 2:
        raise NotImplementedError("scipy.ndimage.affine_transform by other than a matrix")
    found = call(
        scipy.ndimage.affine_transform, input, matrix, offset, output_shape, None, order, mode, cval
    )
    shape = np.shape(input) if output_shape is None else output_shape
    turn = np.asarray(matrix)
    moved = offset * np.ones(rank)
    if turn.shape[1] > rank:  # with a column for the offset
        moved = turn[:rank, rank] * np.ones(rank)
    places = np.tensordot(turn[:rank, :rank], np.indices(shape), 1)
    places = places + np.reshape(moved, (-1,) + (1,) * rank)
    return computed(image_at(input, places, order, mode, cval), found)


@meaning(scipy.ndimage.rotate)
def rotate(
    input: Any,
    angle: Any,
    axes: Any = (1, 0),
    reshape: Any = True,
    output: Any = None,
    order: Any = 3,
    mode: Any = "constant",
    cval: Any = 0.0,
    prefilter: Any = True,
) -> Any:
    """The image, turned about its middle."""
    followed(order, mode, output, prefilter)
    if np.ndim(input) != 2:
        raise NotImplementedError("scipy.ndimage.rotate of other than two axes")
    found = matrix_found(
        call(scipy.ndimage.rotate, input, angle, axes, reshape, None, order, mode, cval)
    )
    c, s = scipy.special.cosdg(angle), scipy.special.sindg(angle)
    grid = np.indices(np.shape(found))
    rows, columns = grid[0] - (np.shape(found)[0] - 1) / 2, grid[1] - (np.shape(found)[1] - 1) / 2
    first = c * rows + s * columns + (np.shape(input)[0] - 1) / 2
    second = c * columns - s * rows + (np.shape(input)[1] - 1) / 2
    return computed(image_at(input, np.stack([first, second]), order, mode, cval), found)


@meaning(scipy.ndimage.spline_filter)
def spline_filter(
    input: Any, order: Any = 3, output: Any = np.float64, mode: Any = "mirror"
) -> Any:
    """The coefficients of the spline through the elements."""
    if output is not np.float64:
        raise NotImplementedError("scipy.ndimage.spline_filter with output")
    for axis in range(np.ndim(input)):
        input = scipy.ndimage.spline_filter1d(input, order, axis, mode=mode)
    return input


# The matrix is symmetric but for the weight of both ends.
def spline_coefficients(  # noqa: D103 - a rule is named after what it gives
    y_bar: Any, y: Any, input: Any, order: Any = 3, axis: Any = -1, *, mode: Any = "mirror"
) -> Any:
    if mode != "mirror":
        raise NotImplementedError("scipy.ndimage.spline_filter1d of another mode than mirror")
    whole = ends_weighed(y_bar, axis, 2.0, 2.0)
    filtered = scipy.ndimage.spline_filter1d(whole, order, axis, mode=mode)
    return ends_weighed(filtered, axis, 0.5, 0.5)


linear(scipy.ndimage.spline_filter1d, transpose=spline_coefficients)
