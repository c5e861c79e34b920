"""Adjoint and tangent equations of ordinary differential equations.

Of y' = f(t, y, p) with values y_k at times t_k, and adjoints of the values: the adjoint
lambda' = -f_y^T lambda runs backward, jumps at each t_k by the adjoint of y_k, and the adjoint
of p is the integral of f_p^T lambda (Pontryagin; Cao, Li, Petzold & Serban 2003). It is solved
along the path, which is solved again with tight tolerances. The tangents are values of a
differential equation in their turn, which goes along with that of the path.
"""

from typing import Any

import numpy as np
import scipy.integrate

RTOL, ATOL = 1e-10, 1e-12


def _solved(rate: Any, start: float, end: float, y: Any, method: Any) -> Any:
    with np.errstate(all="ignore"):
        found = scipy.integrate.solve_ivp(
            rate, (start, end), y, method=method, rtol=RTOL, atol=ATOL, dense_output=True
        )
    if not found.success:
        raise ArithmeticError(f"the differential equation cannot be solved again: {found.message}")
    return found


def path_adjoint(y_bar: Any, rate: Any, slopes: Any, t: Any, y0: Any, low: Any, method: Any) -> Any:
    """The adjoints of the starting values, of the times, and of the parameters in a list.

    `rate(t, y)` is the right side, `slopes(t, y, w)` the products of `w` with its Jacobians by y
    and by each parameter. The path starts at `low`, or where that is NaN at the first time.
    """
    t, y0 = np.asarray(t, float), np.asarray(y0, float)
    found = slopes(t[0], y0, np.zeros(y0.size))
    shapes = [np.shape(part) for part in found[1:]]
    size, count = y0.size, sum(int(np.prod(shape)) for shape in shapes)
    begin = t[0] if np.isnan(low) else low
    path = _solved(rate, begin, t[-1], y0, method).sol if t[-1] != begin else lambda s: y0

    def backward(s: Any, z: Any) -> Any:
        parts = slopes(s, path(s), z[:size])
        return -np.concatenate([np.ravel(part) for part in parts])

    t_bar = np.zeros(len(t))
    z = np.zeros(size + count)
    for n in range(len(t) - 1, 0, -1):
        z[:size] += y_bar[n]
        t_bar[n] = y_bar[n] @ rate(t[n], path(t[n]))
        if t[n] != t[n - 1]:
            z = _solved(backward, t[n], t[n - 1], z, method).y[:, -1]
    if np.isnan(low):
        t_bar[0] = -z[:size] @ rate(t[0], y0)
        z[:size] += y_bar[0]
    else:
        z[:size] += y_bar[0]
        t_bar[0] = y_bar[0] @ rate(t[0], path(t[0]))
        if t[0] != low:
            z = _solved(backward, t[0], low, z, method).y[:, -1]
    parts, at = [], size
    for shape in shapes:
        length = int(np.prod(shape))
        parts.append(z[at : at + length].reshape(shape)[()])
        at += length
    return z[:size].copy(), t_bar, parts


def path_values(rate: Any, t: Any, y0: Any, low: Any, method: Any) -> Any:
    """A row of values for each time, solved with tight tolerances."""
    t, y = np.asarray(t, float), np.asarray(y0, float)
    begin = t[0] if np.isnan(low) else low
    out = np.zeros((len(t), y.size))
    for n in range(len(t)):
        if t[n] != begin:
            y = _solved(rate, begin, t[n], y, method).y[:, -1]
        out[n], begin = y, t[n]
    return out
