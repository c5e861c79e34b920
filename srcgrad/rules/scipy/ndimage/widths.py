"""`scipy.ndimage`: Gaussian filters, by how wide they are.

How many neighbours a filter reaches is constant; how it weighs them is differentiated.
"""

from typing import Any

import numpy as np
import scipy.ndimage

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.ndimage.filters import sizes_of
from srcgrad.rules.taking import call


def reached(sigma: Any, truncate: Any, radius: Any) -> Any:
    """How many neighbours a filter reaches on each side."""
    return int(truncate * float(sigma) + 0.5) if radius is None else radius


def weighed(input: Any, sigma: Any, axis: Any, mode: Any, cval: Any, reach: Any) -> Any:
    """The means of the neighbours along an axis, weighed by how near they are."""
    steps = np.arange(-reach, reach + 1) / sigma
    near = np.exp(-0.5 * steps * steps)
    weights = near / np.sum(near)
    return scipy.ndimage.correlate1d(input, weights, axis, mode=mode, cval=cval)


@meaning(scipy.ndimage.gaussian_filter1d, active=("sigma",))
def gaussian_filter1d(
    input: Any,
    sigma: Any,
    axis: Any = -1,
    order: Any = 0,
    output: Any = None,
    mode: Any = "reflect",
    cval: Any = 0.0,
    truncate: Any = 4.0,
    *,
    radius: Any = None,
) -> Any:
    """Along one axis."""
    if order != 0 or output is not None:
        raise NotImplementedError("a Gaussian filter of active width with order or output")
    settings = (sigma, axis, 0, None, mode, cval, truncate)
    found = call(scipy.ndimage.gaussian_filter1d, input, *settings, radius=radius)
    reach = reached(sigma, truncate, radius)
    return computed(weighed(input, sigma, axis, mode, cval, reach), found)


@meaning(scipy.ndimage.gaussian_filter, active=("sigma",))
def gaussian_filter(
    input: Any,
    sigma: Any,
    order: Any = 0,
    output: Any = None,
    mode: Any = "reflect",
    cval: Any = 0.0,
    truncate: Any = 4.0,
    *,
    radius: Any = None,
) -> Any:
    """Along one axis after the other."""
    if order != 0 or output is not None:
        raise NotImplementedError("a Gaussian filter of active width with order or output")
    if isinstance(sigma, np.ndarray) or not isinstance(mode, str):
        raise NotImplementedError("a Gaussian filter of active widths in an array, or of modes")
    settings = (sigma, 0, None, mode, cval, truncate)
    found = call(scipy.ndimage.gaussian_filter, input, *settings, radius=radius)
    widths = sizes_of(sigma, np.ndim(input))
    y = input
    for k in range(np.ndim(input)):
        y = weighed(y, widths[k], k, mode, cval, reached(widths[k], truncate, radius))
    return computed(y, found)
