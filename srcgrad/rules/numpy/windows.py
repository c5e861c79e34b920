"""Windows that slide over an array: views that are not to be written."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from srcgrad.rules.declare import VIEW, jvp, linear, meaning, nondifferentiable, vjp
from srcgrad.runtime import by_strides, strided_places, untake, unwindow


def windows(y_bar: Any, y: Any, x: Any, window_shape: Any = 1, axis: Any = None) -> Any:
    return unwindow(y_bar, x.shape, window_shape, axis)


linear(sliding_window_view, transpose=windows, memory=VIEW, complex=True)


def windows_of(
    x_bar: Any, x: Any, y_bar: Any, shape: Any = (), window_shape: Any = 1, axis: Any = None
) -> Any:
    return sliding_window_view(x_bar, window_shape, axis)


linear(unwindow, transpose=windows_of, complex=True)


nondifferentiable(strided_places, pure=False)  # of a copy it may tell something else


@vjp(by_strides, operands=("x",), memory=VIEW, pure=False, complex=True)
def places_add_up(y_bar: Any, y: Any, x: Any, places: Any, shape: Any, strides: Any) -> Any:
    return untake(y_bar, places, None, x.shape)


@jvp(by_strides, operands=("x",))
def places_of_tangent(x_dot: Any, y: Any, x: Any, places: Any, shape: Any, strides: Any) -> Any:
    return np.ravel(x_dot)[places]


@meaning(as_strided)
def elements_by_strides(
    x: Any, shape: Any = None, strides: Any = None, subok: Any = False, writeable: Any = True
) -> Any:
    """The view itself; `infer.sharing.strided` keeps it, and the array, from being written."""
    shape = x.shape if shape is None else shape
    strides = x.strides if strides is None else strides
    return by_strides(x, strided_places(x, shape, strides), shape, strides)
