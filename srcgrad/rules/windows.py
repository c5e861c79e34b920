"""Windows that slide over an array: views that are not to be written."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from srcgrad.rules.declare import VIEW, linear, meaning, nondifferentiable
from srcgrad.runtime import strided_places, unwindow


def windows(y_bar: Any, y: Any, x: Any, window_shape: Any = 1, axis: Any = None) -> Any:
    return unwindow(y_bar, x.shape, window_shape, axis)


linear(sliding_window_view, transpose=windows, memory=VIEW, complex=True)


def windows_of(
    x_bar: Any, x: Any, y_bar: Any, shape: Any = (), window_shape: Any = 1, axis: Any = None
) -> Any:
    return sliding_window_view(x_bar, window_shape, axis)


linear(unwindow, transpose=windows_of, complex=True)


nondifferentiable(strided_places, pure=False)  # of a copy it may tell something else


@meaning(as_strided)
def elements_by_strides(
    x: Any, shape: Any = None, strides: Any = None, subok: Any = False, writeable: Any = True
) -> Any:
    """The elements; `infer.strided` sees to it that nobody writes them, here or there."""
    return np.ravel(x)[strided_places(x, shape, strides)]
