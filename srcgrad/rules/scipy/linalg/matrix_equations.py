"""`scipy.linalg`: equations for matrices, systems of constant diagonals, factors with pivots."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.linalg

from srcgrad.rules.declare import jvp, meaning, vjp
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import matrix_found, toeplitz_solved, vector_found

PLACES = scipy.linalg.qr(np.eye(1), pivoting=True)[2].dtype


@meaning(scipy.linalg.solve_continuous_are)
def solve_continuous_are(
    a: Any, b: Any, q: Any, r: Any, e: Any = None, s: Any = None, balanced: Any = True
) -> Any:
    """The stabilising solution of Riccati's equation.

    Two steps of Kleinman's iteration, which start from what SciPy has found: each squares the
    error, so that three derivatives are right.
    """
    if e is not None or s is not None or np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("solve_continuous_are with e or s, or of complex matrices")
    found = call(scipy.linalg.solve_continuous_are, a, b, q, r, balanced=balanced)
    x = matrix_found(found)
    for _ in range(2):
        gain = np.linalg.solve(r, b.T @ x)
        right = q + gain.T @ (r @ gain)
        x = scipy.linalg.solve_continuous_lyapunov((a - b @ gain).T, -right)
    return computed(x, found)


@meaning(scipy.linalg.solve_discrete_are)
def solve_discrete_are(
    a: Any, b: Any, q: Any, r: Any, e: Any = None, s: Any = None, balanced: Any = True
) -> Any:
    """The same of steps in time."""
    if e is not None or s is not None or np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("solve_discrete_are with e or s, or of complex matrices")
    found = call(scipy.linalg.solve_discrete_are, a, b, q, r, balanced=balanced)
    x = matrix_found(found)
    for _ in range(2):
        gain = np.linalg.solve(r + b.T @ x @ b, b.T @ x @ a)
        right = q + gain.T @ (r @ gain)
        x = scipy.linalg.solve_discrete_lyapunov((a - b @ gain).T, right)
    return computed(x, found)


@meaning(scipy.linalg.solve_toeplitz)
def solve_toeplitz(c_or_cr: Any, b: Any, check_finite: Any = True) -> Any:
    """The system of a matrix of constant diagonals."""
    if isinstance(c_or_cr, tuple):
        c, r = np.asarray(c_or_cr[0]), np.asarray(c_or_cr[1])
    else:
        c = np.asarray(c_or_cr)
        r = np.conj(c) if np.iscomplexobj(c) else c
    b = np.asarray(b)
    if np.ndim(c) != 1:
        raise NotImplementedError("solve_toeplitz of several matrices")
    if np.ndim(b) == 1 and not (np.iscomplexobj(c) or np.iscomplexobj(r) or np.iscomplexobj(b)):
        return toeplitz_solved(scipy.linalg.solve_toeplitz, c, r, b)
    found = call(scipy.linalg.solve_toeplitz, c_or_cr, b)
    return computed(np.linalg.solve(scipy.linalg.toeplitz(c, r), b), found)


@vjp(toeplitz_solved, operands=("c", "r", "b"))
def toeplitz_solved_adjoint(y_bar: Any, y: Any, solve: Any, c: Any, r: Any, b: Any) -> Any:
    # by the transposed system, which is of the same form, and sums along its diagonals
    n = y.size
    b_bar = toeplitz_solved(solve, np.append(c[:1], r[1:]), c, y_bar)
    sums = np.convolve(np.append(b_bar, 0.0), np.append(0.0, y[::-1]))
    return -sums[n : 2 * n], -sums[n:0:-1] * (np.arange(n) > 0), b_bar


@jvp(toeplitz_solved)
def toeplitz_solved_tangent(
    c_dot: Any, r_dot: Any, b_dot: Any, y: Any, solve: Any, c: Any, r: Any, b: Any
) -> Any:
    down = scipy.linalg.matmul_toeplitz((c_dot, np.zeros_like(r)), y)
    across = scipy.linalg.matmul_toeplitz((np.zeros_like(c), r_dot), y)
    return (
        -toeplitz_solved(solve, c, r, down),
        -toeplitz_solved(solve, c, r, across),
        toeplitz_solved(solve, c, r, b_dot),
    )


@meaning(scipy.linalg.qr, keywords=("pivoting",))
def qr(
    a: Any,
    overwrite_a: Any = False,
    lwork: Any = None,
    mode: Any = "full",
    pivoting: Any = False,
    check_finite: Any = True,
) -> Any:
    """The factors of a matrix whose columns SciPy has put in order."""
    if overwrite_a or mode == "raw" or np.ndim(a) != 2 or np.iscomplexobj(a):
        raise NotImplementedError("qr with pivoting of stacks, of mode 'raw' or with overwrite_a")
    if not pivoting:
        return scipy.linalg.qr(a, mode=mode)
    found = call(scipy.linalg.qr, a, mode=mode, pivoting=True)
    order = np.argsort(np.argsort(vector_found(call(order_in, found)))).astype(PLACES)
    if mode == "r":
        (r,) = scipy.linalg.qr(a[:, order], mode=mode)
        return computed(r, found[0]), order
    q, r = scipy.linalg.qr(a[:, order], mode=mode)
    return computed(q, found[0]), computed(r, found[1]), order


def order_in(factors: Any) -> Any:
    """The places of the columns, which stand behind the factors."""
    return np.asarray(factors[-1], np.float64)
