"""`scipy.linalg`: systems of equations, by matrices, by their factors, and by their bands."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.linalg

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import (
    banded_product,
    banded_solve_transpose,
    banded_turned,
    cho_product_tangent,
    cho_solve_transpose,
    folded,
    lu_product_tangent,
    lu_solve_transpose,
    mirrored,
    unbroadcast,
)

SYMMETRIC = ("sym", "symmetric", "her", "hermitian", "pos", "positive definite")
HERMITIAN = ("her", "hermitian", "pos", "positive definite")
GENERAL = (None, "gen", "general")


@vjp(scipy.linalg.solve, complex=True)
def solve(
    y_bar: Any,
    y: Any,
    a: Any,
    b: Any,
    lower: Any = False,
    *,
    check_finite: Any = True,
    assume_a: Any = None,
) -> Any:
    if a.ndim < 2 or b.ndim == 0:
        raise NotImplementedError("scipy.linalg.solve of numbers")
    if assume_a not in SYMMETRIC and assume_a not in GENERAL:
        raise NotImplementedError("scipy.linalg.solve with this assume_a: use solve_triangular")
    if assume_a in HERMITIAN and np.iscomplexobj(a):
        right = np.conj(y_bar[..., None] if b.ndim == 1 else y_bar)
        found = y[..., None] if b.ndim == 1 else y
        right = np.conj(scipy.linalg.solve(a, right, lower, assume_a=assume_a, check_finite=False))
        product = unbroadcast(-right @ np.swapaxes(found, -1, -2), a.shape)
        b_bar = unbroadcast(right[..., 0] if b.ndim == 1 else right, b.shape)
        return folded(product, lower, True), b_bar
    if a.ndim != 2 or b.ndim > 2:
        right = y_bar[..., None] if b.ndim == 1 else y_bar
        found = y[..., None] if b.ndim == 1 else y
        if assume_a in SYMMETRIC:
            right = scipy.linalg.solve(a, right, lower, assume_a=assume_a, check_finite=False)
            a_bar = folded(unbroadcast(-right @ np.swapaxes(found, -1, -2), a.shape), lower)
        else:
            right = np.linalg.solve(np.swapaxes(a, -1, -2), right)
            a_bar = unbroadcast(-right @ np.swapaxes(found, -1, -2), a.shape)
        return a_bar, unbroadcast(right[..., 0] if b.ndim == 1 else right, b.shape)
    if assume_a in SYMMETRIC:
        b_bar = scipy.linalg.solve(a, y_bar, lower, assume_a=assume_a, check_finite=False)
        if b.ndim == 1:
            return folded(-np.outer(b_bar, y), lower), b_bar
        return folded(-b_bar @ y.T, lower), b_bar
    b_bar = np.linalg.solve(a.T, y_bar)
    if b.ndim == 1:
        return -np.outer(b_bar, y), b_bar
    return -b_bar @ y.T, b_bar


@jvp(scipy.linalg.solve)
def solve_tangent(
    a_dot: Any,
    b_dot: Any,
    y: Any,
    a: Any,
    b: Any,
    lower: Any = False,
    *,
    check_finite: Any = True,
    assume_a: Any = None,
) -> Any:
    if a.ndim < 2 or b.ndim == 0:
        raise NotImplementedError("scipy.linalg.solve of numbers")
    if assume_a not in SYMMETRIC and assume_a not in GENERAL:
        raise NotImplementedError("scipy.linalg.solve with this assume_a: use solve_triangular")
    if assume_a in HERMITIAN and np.iscomplexobj(a):
        right = mirrored(a_dot, lower, True) @ (y[..., None] if b.ndim == 1 else y)
        moved = -scipy.linalg.solve(a, right, lower, assume_a=assume_a, check_finite=False)
        return (
            moved[..., 0] if b.ndim == 1 else moved,
            scipy.linalg.solve(a, b_dot, lower, assume_a=assume_a, check_finite=False),
        )
    if b.ndim == 1 and a.ndim > 2:
        part = mirrored(a_dot, lower) if assume_a in SYMMETRIC else a_dot
        return (
            -scipy.linalg.solve(a, part @ y[..., None], lower, assume_a=assume_a)[..., 0],
            scipy.linalg.solve(a, b_dot, lower, assume_a=assume_a),
        )
    if assume_a in SYMMETRIC:
        moved = mirrored(a_dot, lower) @ y
        return (
            -scipy.linalg.solve(a, moved, lower, assume_a=assume_a, check_finite=False),
            scipy.linalg.solve(a, b_dot, lower, assume_a=assume_a, check_finite=False),
        )
    return -np.linalg.solve(a, a_dot @ y), np.linalg.solve(a, b_dot)


@vjp(scipy.linalg.solve_triangular, complex=True)
def solve_triangular(
    y_bar: Any,
    y: Any,
    a: Any,
    b: Any,
    trans: Any = 0,
    lower: Any = False,
    unit_diagonal: Any = False,
    *,
    check_finite: Any = True,
) -> Any:
    if trans in (2, "C") and np.iscomplexobj(a):
        right = np.conj(y_bar[..., None] if b.ndim == 1 else y_bar)
        found = np.conj(y[..., None] if b.ndim == 1 else y)
        right = scipy.linalg.solve_triangular(a, right, 0, lower, unit_diagonal, check_finite=False)
        product = unbroadcast(found @ np.swapaxes(right, -1, -2), a.shape)
        b_bar = unbroadcast(np.conj(right[..., 0] if b.ndim == 1 else right), b.shape)
        if lower:
            return -np.tril(product, -1 if unit_diagonal else 0), b_bar
        return -np.triu(product, 1 if unit_diagonal else 0), b_bar
    if a.ndim != 2 or b.ndim > 2:
        right = y_bar[..., None] if b.ndim == 1 else y_bar
        found = y[..., None] if b.ndim == 1 else y
        right = scipy.linalg.solve_triangular(
            a, right, turned(trans), lower, unit_diagonal, check_finite=False
        )
        if turned(trans) == 0:
            product = unbroadcast(found @ np.swapaxes(right, -1, -2), a.shape)
        else:
            product = unbroadcast(right @ np.swapaxes(found, -1, -2), a.shape)
        b_bar = unbroadcast(right[..., 0] if b.ndim == 1 else right, b.shape)
        if lower:
            return -np.tril(product, -1 if unit_diagonal else 0), b_bar
        return -np.triu(product, 1 if unit_diagonal else 0), b_bar
    b_bar = scipy.linalg.solve_triangular(
        a, y_bar, turned(trans), lower, unit_diagonal, check_finite=False
    )
    if turned(trans) == 0:
        product = np.outer(y, b_bar) if b.ndim == 1 else y @ b_bar.T
    else:
        product = np.outer(b_bar, y) if b.ndim == 1 else b_bar @ y.T
    if lower:
        return -np.tril(product, -1 if unit_diagonal else 0), b_bar
    return -np.triu(product, 1 if unit_diagonal else 0), b_bar


@jvp(scipy.linalg.solve_triangular)
def solve_triangular_tangent(
    a_dot: Any,
    b_dot: Any,
    y: Any,
    a: Any,
    b: Any,
    trans: Any = 0,
    lower: Any = False,
    unit_diagonal: Any = False,
    *,
    check_finite: Any = True,
) -> Any:
    if lower:
        part = np.tril(a_dot, -1 if unit_diagonal else 0)
    else:
        part = np.triu(a_dot, 1 if unit_diagonal else 0)
    if trans in (2, "C") and np.iscomplexobj(a):
        whole = np.conj(np.swapaxes(part, -1, -2))
    else:
        whole = np.swapaxes(part, -1, -2) if turned(trans) == 0 else part
    if b.ndim == 1 and a.ndim > 2:
        moved = whole @ y[..., None]
        return (
            -scipy.linalg.solve_triangular(
                a, moved, trans, lower, unit_diagonal, check_finite=False
            )[..., 0],
            scipy.linalg.solve_triangular(
                a, b_dot, trans, lower, unit_diagonal, check_finite=False
            ),
        )
    moved = whole @ y
    return (
        -scipy.linalg.solve_triangular(a, moved, trans, lower, unit_diagonal, check_finite=False),
        scipy.linalg.solve_triangular(a, b_dot, trans, lower, unit_diagonal, check_finite=False),
    )


@vjp(scipy.linalg.cho_solve, operands=("c_and_lower.0", "b"), complex=True)
def cho_solve(y_bar: Any, y: Any, c_and_lower: Any, b: Any, *, check_finite: Any = True) -> Any:
    if b.ndim > 2 or c_and_lower[0].ndim != 2 or np.iscomplexobj(c_and_lower[0]):
        right = y_bar[..., None] if b.ndim == 1 else y_bar
        found = y[..., None] if b.ndim == 1 else y
        if np.iscomplexobj(c_and_lower[0]):
            right = np.conj(scipy.linalg.cho_solve(c_and_lower, np.conj(right), check_finite=False))
        else:
            right = scipy.linalg.cho_solve(c_and_lower, right, check_finite=False)
        return (
            unbroadcast(
                cho_solve_transpose(right, found, c_and_lower[0], c_and_lower[1]),
                c_and_lower[0].shape,
            ),
            unbroadcast(right[..., 0] if b.ndim == 1 else right, b.shape),
        )
    b_bar = scipy.linalg.cho_solve(c_and_lower, y_bar, check_finite=False)
    return cho_solve_transpose(b_bar, y, c_and_lower[0], c_and_lower[1]), b_bar


@jvp(scipy.linalg.cho_solve)
def cho_solve_tangent(
    c_dot: Any, b_dot: Any, y: Any, c_and_lower: Any, b: Any, *, check_finite: Any = True
) -> Any:
    if b.ndim == 1 and c_and_lower[0].ndim > 2:
        whole = cho_product_tangent(c_dot, c_and_lower[0], c_and_lower[1], y[..., None])
        return (
            -scipy.linalg.cho_solve(c_and_lower, whole, check_finite=False)[..., 0],
            scipy.linalg.cho_solve(c_and_lower, b_dot, check_finite=False),
        )
    moved = cho_product_tangent(c_dot, c_and_lower[0], c_and_lower[1], y)
    return (
        -scipy.linalg.cho_solve(c_and_lower, moved, check_finite=False),
        scipy.linalg.cho_solve(c_and_lower, b_dot, check_finite=False),
    )


@vjp(scipy.linalg.lu_solve, operands=("lu_and_piv.0", "b"), complex=True)
def lu_solve(
    y_bar: Any, y: Any, lu_and_piv: Any, b: Any, trans: Any = 0, *, check_finite: Any = True
) -> Any:
    if trans == 2 and np.iscomplexobj(lu_and_piv[0]):
        right = np.conj(y_bar[..., None] if b.ndim == 1 else y_bar)
        found = np.conj(y[..., None] if b.ndim == 1 else y)
        right = scipy.linalg.lu_solve(lu_and_piv, right, check_finite=False)
        return (
            unbroadcast(
                lu_solve_transpose(right, found, lu_and_piv[0], lu_and_piv[1], True),
                lu_and_piv[0].shape,
            ),
            unbroadcast(np.conj(right[..., 0] if b.ndim == 1 else right), b.shape),
        )
    if b.ndim > 2 or lu_and_piv[0].ndim != 2:
        right = y_bar[..., None] if b.ndim == 1 else y_bar
        found = y[..., None] if b.ndim == 1 else y
        right = scipy.linalg.lu_solve(lu_and_piv, right, turned(trans), check_finite=False)
        lu_bar = lu_solve_transpose(right, found, lu_and_piv[0], lu_and_piv[1], turned(trans) == 0)
        return (
            unbroadcast(lu_bar, lu_and_piv[0].shape),
            unbroadcast(right[..., 0] if b.ndim == 1 else right, b.shape),
        )
    b_bar = scipy.linalg.lu_solve(lu_and_piv, y_bar, turned(trans), check_finite=False)
    return (
        lu_solve_transpose(b_bar, y, lu_and_piv[0], lu_and_piv[1], turned(trans) == 0),
        b_bar,
    )


@jvp(scipy.linalg.lu_solve)
def lu_solve_tangent(
    lu_dot: Any,
    b_dot: Any,
    y: Any,
    lu_and_piv: Any,
    b: Any,
    trans: Any = 0,
    *,
    check_finite: Any = True,
) -> Any:
    if trans == 2 and np.iscomplexobj(lu_and_piv[0]):
        found = np.conj(y[..., None] if b.ndim == 1 else y)
        whole = np.conj(lu_product_tangent(lu_dot, lu_and_piv[0], lu_and_piv[1], found, True))
        moved = -scipy.linalg.lu_solve(lu_and_piv, whole, trans, check_finite=False)
        return (
            moved[..., 0] if b.ndim == 1 else moved,
            scipy.linalg.lu_solve(lu_and_piv, b_dot, trans, check_finite=False),
        )
    if b.ndim == 1 and lu_and_piv[0].ndim > 2:
        whole = lu_product_tangent(
            lu_dot, lu_and_piv[0], lu_and_piv[1], y[..., None], turned(trans) == 0
        )
        return (
            -scipy.linalg.lu_solve(lu_and_piv, whole, trans, check_finite=False)[..., 0],
            scipy.linalg.lu_solve(lu_and_piv, b_dot, trans, check_finite=False),
        )
    moved = lu_product_tangent(lu_dot, lu_and_piv[0], lu_and_piv[1], y, turned(trans) == 0)
    return (
        -scipy.linalg.lu_solve(lu_and_piv, moved, trans, check_finite=False),
        scipy.linalg.lu_solve(lu_and_piv, b_dot, trans, check_finite=False),
    )


@vjp(scipy.linalg.solve_banded, operands=("ab", "b"), complex=True)
def solve_banded(
    y_bar: Any, y: Any, l_and_u: Any, ab: Any, b: Any, *, check_finite: Any = True
) -> Any:
    if ab.ndim != 2 or b.ndim > 2:
        right = y_bar[..., None] if b.ndim == 1 else y_bar
        found = y[..., None] if b.ndim == 1 else y
        right = scipy.linalg.solve_banded(
            (l_and_u[1], l_and_u[0]), banded_turned(l_and_u, ab), right, check_finite=False
        )
        return (
            unbroadcast(banded_solve_transpose(right, found, l_and_u), ab.shape),
            unbroadcast(right[..., 0] if b.ndim == 1 else right, b.shape),
        )
    b_bar = scipy.linalg.solve_banded(
        (l_and_u[1], l_and_u[0]), banded_turned(l_and_u, ab), y_bar, check_finite=False
    )
    return banded_solve_transpose(b_bar, y, l_and_u), b_bar


@jvp(scipy.linalg.solve_banded)
def solve_banded_tangent(
    ab_dot: Any, b_dot: Any, y: Any, l_and_u: Any, ab: Any, b: Any, *, check_finite: Any = True
) -> Any:
    if b.ndim == 1 and ab.ndim > 2:
        whole = banded_product(l_and_u, ab_dot, y[..., None])
        return (
            -scipy.linalg.solve_banded(l_and_u, ab, whole, check_finite=False)[..., 0],
            scipy.linalg.solve_banded(l_and_u, ab, b_dot, check_finite=False),
        )
    moved = banded_product(l_and_u, ab_dot, y)
    return (
        -scipy.linalg.solve_banded(l_and_u, ab, moved, check_finite=False),
        scipy.linalg.solve_banded(l_and_u, ab, b_dot, check_finite=False),
    )


@vjp(scipy.linalg.solveh_banded)
def solveh_banded(
    y_bar: Any, y: Any, ab: Any, b: Any, *, lower: Any = False, check_finite: Any = True
) -> Any:
    width = (ab.shape[-2] - 1, 0) if lower else (0, ab.shape[-2] - 1)
    if ab.ndim != 2 or b.ndim > 2:
        right = y_bar[..., None] if b.ndim == 1 else y_bar
        found = y[..., None] if b.ndim == 1 else y
        right = scipy.linalg.solveh_banded(ab, right, lower=lower, check_finite=False)
        return (
            unbroadcast(banded_solve_transpose(right, found, width, True), ab.shape),
            unbroadcast(right[..., 0] if b.ndim == 1 else right, b.shape),
        )
    b_bar = scipy.linalg.solveh_banded(ab, y_bar, lower=lower, check_finite=False)
    return banded_solve_transpose(b_bar, y, width, True), b_bar


@jvp(scipy.linalg.solveh_banded)
def solveh_banded_tangent(
    ab_dot: Any,
    b_dot: Any,
    y: Any,
    ab: Any,
    b: Any,
    *,
    lower: Any = False,
    check_finite: Any = True,
) -> Any:
    width = (ab.shape[-2] - 1, 0) if lower else (0, ab.shape[-2] - 1)
    if b.ndim == 1 and ab.ndim > 2:
        whole = banded_product(width, ab_dot, y[..., None], True)
        return (
            -scipy.linalg.solveh_banded(ab, whole, lower=lower, check_finite=False)[..., 0],
            scipy.linalg.solveh_banded(ab, b_dot, lower=lower, check_finite=False),
        )
    moved = banded_product(width, ab_dot, y, True)
    return (
        -scipy.linalg.solveh_banded(ab, moved, lower=lower, check_finite=False),
        scipy.linalg.solveh_banded(ab, b_dot, lower=lower, check_finite=False),
    )


def turned(trans: Any) -> int:
    """The `trans` of the transposed system."""
    return 1 if trans == 0 or trans == "N" else 0
