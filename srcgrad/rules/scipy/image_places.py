"""`scipy.ndimage`: what an image is between its elements, along lines."""

from typing import Any

import numpy as np
import scipy.ndimage

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


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
    if output is not None or order != 1 or mode not in ("constant", "nearest"):
        raise NotImplementedError("map_coordinates with output, another order than 1 or this mode")
    found = call(scipy.ndimage.map_coordinates, input, coordinates, None, 1, mode, cval)
    places = np.asarray(coordinates)
    return computed(sampled(input, places, mode, cval), found)


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
    if output is not None or order != 1 or mode not in ("constant", "nearest"):
        raise NotImplementedError("shift with output, another order than 1 or this mode")
    found = call(scipy.ndimage.shift, input, shift, None, 1, mode, cval)
    grid = np.indices(np.shape(input))
    moved = np.reshape(shift * np.ones(np.ndim(input)), (-1,) + (1,) * np.ndim(input))
    places = grid - moved
    return computed(sampled(input, places, mode, cval), found)
