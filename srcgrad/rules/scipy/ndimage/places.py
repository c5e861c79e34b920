"""`scipy.ndimage`: what an image is between its elements, along lines."""

from typing import Any

import numpy as np
import scipy.ndimage
import scipy.special

from srcgrad.rules.declare import linear, meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.ndimage.splines import MODES, nearest_element, smooth
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


def followed(order: Any, mode: Any, output: Any) -> None:
    """Are images at places of this order and mode followed?"""
    if output is not None or order not in (0, 1, 2, 3, 4, 5) or mode not in MODES:
        raise NotImplementedError("an image at places with this order, mode or output")


def image_at(input: Any, places: Any, order: Any, mode: Any, cval: Any, prefilter: Any) -> Any:
    """The image at places."""
    if order == 1 and mode in ("constant", "nearest"):
        return sampled(input, places, mode, cval)
    if order == 0:
        found = nearest_element(input, places, mode)
    else:
        found = smooth(input, places, order, mode, prefilter)
    if mode == "constant":
        return np.where(inside(np.shape(input), places), found, cval)
    return found


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
    followed(order, mode, output)
    found = call(
        scipy.ndimage.map_coordinates, input, coordinates, None, order, mode, cval, prefilter
    )
    return computed(image_at(input, np.asarray(coordinates), order, mode, cval, prefilter), found)


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
    followed(order, mode, output)
    found = call(scipy.ndimage.shift, input, shift, None, order, mode, cval, prefilter)
    moved = np.reshape(shift * np.ones(np.ndim(input)), (-1,) + (1,) * np.ndim(input))
    return computed(
        image_at(input, np.indices(np.shape(input)) - moved, order, mode, cval, prefilter), found
    )


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
    followed(order, mode, output)
    if grid_mode:
        raise NotImplementedError("scipy.ndimage.zoom with grid_mode")
    if np.ndim(input) != 2:
        raise NotImplementedError("scipy.ndimage.zoom of other than two axes")
    found = matrix_found(call(scipy.ndimage.zoom, input, zoom, None, order, mode, cval, prefilter))
    steps = (np.array(np.shape(input)) - 1) / np.maximum(np.array(np.shape(found)) - 1, 1)
    places = np.indices(np.shape(found)) * np.reshape(steps, (-1,) + (1,) * np.ndim(input))
    return computed(image_at(input, places, order, mode, cval, prefilter), found)


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
    followed(order, mode, output)
    rank = np.ndim(input)
    if np.ndim(matrix) != 2:
        raise NotImplementedError("scipy.ndimage.affine_transform by other than a matrix")
    found = call(
        scipy.ndimage.affine_transform,
        input,
        matrix,
        offset,
        output_shape,
        None,
        order,
        mode,
        cval,
        prefilter,
    )
    shape = np.shape(input) if output_shape is None else output_shape
    turn = np.asarray(matrix)
    moved = offset * np.ones(rank)
    if turn.shape[1] > rank:  # with a column for the offset
        moved = turn[:rank, rank] * np.ones(rank)
    places = np.tensordot(turn[:rank, :rank], np.indices(shape), 1)
    places = places + np.reshape(moved, (-1,) + (1,) * rank)
    return computed(image_at(input, places, order, mode, cval, prefilter), found)


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
    followed(order, mode, output)
    if np.ndim(input) != 2:
        raise NotImplementedError("scipy.ndimage.rotate of other than two axes")
    found = matrix_found(
        call(scipy.ndimage.rotate, input, angle, axes, reshape, None, order, mode, cval, prefilter)
    )
    c, s = scipy.special.cosdg(angle), scipy.special.sindg(angle)
    grid = np.indices(np.shape(found))
    rows, columns = grid[0] - (np.shape(found)[0] - 1) / 2, grid[1] - (np.shape(found)[1] - 1) / 2
    first = c * rows + s * columns + (np.shape(input)[0] - 1) / 2
    second = c * columns - s * rows + (np.shape(input)[1] - 1) / 2
    return computed(image_at(input, np.stack([first, second]), order, mode, cval, prefilter), found)


@meaning(scipy.ndimage.spline_filter)
def spline_filter(
    input: Any, order: Any = 3, output: Any = np.float64, mode: Any = "mirror"
) -> Any:
    """The coefficients of the spline through the elements."""
    if output is not np.float64:
        raise NotImplementedError("scipy.ndimage.spline_filter with output")
    input = np.asarray(input, dtype=np.float64)
    for axis in range(np.ndim(input)):
        input = scipy.ndimage.spline_filter1d(input, order, axis, mode=mode)
    return input


# Of a mirror the matrix is symmetric but for the weight of both ends.
def spline_coefficients(  # noqa: D103 - a rule is named after what it gives
    y_bar: Any, y: Any, input: Any, order: Any = 3, axis: Any = -1, *, mode: Any = "mirror"
) -> Any:
    if mode in ("reflect", "grid-mirror", "nearest") and order > 1:  # near to symmetric, not quite
        table = scipy.ndimage.spline_filter1d(np.eye(np.shape(input)[axis]), order, 0, mode=mode)
        return np.moveaxis(np.tensordot(table, y_bar, (0, axis)), 0, axis)
    if mode == "grid-wrap" or order < 2:
        return scipy.ndimage.spline_filter1d(y_bar, order, axis, mode=mode)
    whole = ends_weighed(y_bar, axis, 2.0, 2.0)
    filtered = scipy.ndimage.spline_filter1d(whole, order, axis, mode=mode)
    return ends_weighed(filtered, axis, 0.5, 0.5)


linear(scipy.ndimage.spline_filter1d, transpose=spline_coefficients)
