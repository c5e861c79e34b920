"""`scipy.linalg`: equations of matrices that are linear in the solution."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.linalg

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import unbroadcast


@vjp(scipy.linalg.solve_sylvester, complex=True)
def solve_sylvester(y_bar: Any, y: Any, a: Any, b: Any, q: Any) -> Any:
    if y.ndim > 2:
        whole = scipy.linalg.solve_sylvester(np.swapaxes(a, -1, -2), np.swapaxes(b, -1, -2), y_bar)
        return (
            unbroadcast(-whole @ np.swapaxes(y, -1, -2), a.shape),
            unbroadcast(-np.swapaxes(y, -1, -2) @ whole, b.shape),
            unbroadcast(whole, q.shape),
        )
    q_bar = scipy.linalg.solve_sylvester(a.T, b.T, y_bar)
    return -q_bar @ y.T, -y.T @ q_bar, q_bar


@jvp(scipy.linalg.solve_sylvester)
def solve_sylvester_tangent(
    a_dot: Any, b_dot: Any, q_dot: Any, y: Any, a: Any, b: Any, q: Any
) -> Any:
    return (
        -scipy.linalg.solve_sylvester(a, b, a_dot @ y),
        -scipy.linalg.solve_sylvester(a, b, y @ b_dot),
        scipy.linalg.solve_sylvester(a, b, q_dot),
    )


@vjp(scipy.linalg.solve_continuous_lyapunov, complex=True)
def solve_continuous_lyapunov(y_bar: Any, y: Any, a: Any, q: Any) -> Any:
    if a.ndim != 2 or y.ndim != 2:
        raise NotImplementedError("solve_continuous_lyapunov of numbers or stacks of matrices")
    if np.iscomplexobj(q) and not np.iscomplexobj(a):  # SciPy solves another equation there
        raise NotImplementedError("solve_continuous_lyapunov of a real a and a complex q: a + 0j")
    q_bar = scipy.linalg.solve_continuous_lyapunov(a.T, y_bar)
    if np.iscomplexobj(y):
        return -q_bar @ y.T - np.conj(q_bar.T @ y), q_bar
    return -q_bar @ y.T - q_bar.T @ y, q_bar


@jvp(scipy.linalg.solve_continuous_lyapunov)
def solve_continuous_lyapunov_tangent(a_dot: Any, q_dot: Any, y: Any, a: Any, q: Any) -> Any:
    if a.ndim != 2 or y.ndim != 2:
        raise NotImplementedError("solve_continuous_lyapunov of numbers or stacks of matrices")
    if np.iscomplexobj(q) and not np.iscomplexobj(a):  # SciPy solves another equation there
        raise NotImplementedError("solve_continuous_lyapunov of a real a and a complex q: a + 0j")
    turned = np.conj(a_dot.T) if np.iscomplexobj(a_dot) else a_dot.T
    return (
        -scipy.linalg.solve_continuous_lyapunov(a, a_dot @ y + y @ turned),
        scipy.linalg.solve_continuous_lyapunov(a, q_dot),
    )


@vjp(scipy.linalg.solve_discrete_lyapunov, complex=True)
def solve_discrete_lyapunov(y_bar: Any, y: Any, a: Any, q: Any, method: Any = None) -> Any:
    if a.ndim != 2 or y.ndim != 2:
        raise NotImplementedError("solve_discrete_lyapunov of numbers or stacks of matrices")
    if np.iscomplexobj(q) and not np.iscomplexobj(a):  # another equation where it is bilinear
        raise NotImplementedError("solve_discrete_lyapunov of a real a and a complex q: a + 0j")
    q_bar = scipy.linalg.solve_discrete_lyapunov(a.T, y_bar, method)
    if np.iscomplexobj(y):
        return q_bar @ np.conj(a) @ y.T + np.conj(q_bar.T @ a @ y), q_bar
    return q_bar @ a @ y.T + q_bar.T @ a @ y, q_bar


@jvp(scipy.linalg.solve_discrete_lyapunov)
def solve_discrete_lyapunov_tangent(
    a_dot: Any, q_dot: Any, y: Any, a: Any, q: Any, method: Any = None
) -> Any:
    if a.ndim != 2 or y.ndim != 2:
        raise NotImplementedError("solve_discrete_lyapunov of numbers or stacks of matrices")
    if np.iscomplexobj(q) and not np.iscomplexobj(a):  # another equation where it is bilinear
        raise NotImplementedError("solve_discrete_lyapunov of a real a and a complex q: a + 0j")
    if np.iscomplexobj(a):
        moved = a_dot @ y @ np.conj(a.T) + a @ y @ np.conj(a_dot.T)
    else:
        moved = a_dot @ y @ a.T + a @ y @ a_dot.T
    return (
        scipy.linalg.solve_discrete_lyapunov(a, moved, method),
        scipy.linalg.solve_discrete_lyapunov(a, q_dot, method),
    )
