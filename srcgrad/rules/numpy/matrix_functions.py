"""Powers, pseudo-inverses and chains of products."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import (
    chain_transpose,
    cut_tangent,
    cut_transpose,
    matrix_power_tangent,
    matrix_power_transpose,
    pinv_tangent,
    pinv_transpose,
)


@vjp(np.linalg.pinv, complex=True)
def pinv(y_bar: Any, y: Any, a: Any, rcond: Any = None, *, rtol: Any = None) -> Any:
    if rcond is None and rtol is None:
        return pinv_transpose(y_bar, y, a)
    return pinv_transpose(y_bar, y, a) + cut_transpose(y_bar, y, a)


@vjp(np.linalg.matrix_power, complex=True)
def matrix_power(y_bar: Any, y: Any, a: Any, n: int = 1) -> Any:
    return matrix_power_transpose(y_bar, a, n)


@vjp(np.linalg.multi_dot, variadic=True, complex=True)
def multi_dot(y_bar: Any, y: Any, arrays: Any, index: int) -> Any:
    if min([np.ndim(a) for a in arrays]) == 0:
        raise NotImplementedError("multi_dot of numbers")
    return chain_transpose(y_bar, arrays[:index], arrays[index], arrays[index + 1 :])


@jvp(np.linalg.pinv)
def pinv_tangent_of(a_dot: Any, y: Any, a: Any, rcond: Any = None, *, rtol: Any = None) -> Any:
    if rcond is None and rtol is None:
        return pinv_tangent(a_dot, y, a)
    return pinv_tangent(a_dot, y, a) + cut_tangent(a_dot, y, a)


@jvp(np.linalg.matrix_power)
def matrix_power_tangent_of(a_dot: Any, y: Any, a: Any, n: int = 1) -> Any:
    return matrix_power_tangent(a_dot, a, n)


@jvp(np.linalg.multi_dot)
def multi_dot_tangent(x_dot: Any, y: Any, arrays: Any, index: int) -> Any:
    return np.linalg.multi_dot([*arrays[:index], x_dot, *arrays[index + 1 :]])
