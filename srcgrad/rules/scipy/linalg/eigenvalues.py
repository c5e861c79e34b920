"""`scipy.linalg`: eigenvalues and eigenvectors of a matrix, of two, and of a band."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.linalg

from srcgrad.rules.declare import jvp, meaning, vjp
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import (
    eig_tangent,
    eig_transpose,
    eigh_tangent,
    eigh_transpose,
    folded,
    largest,
    matrix_found,
    mirrored,
    pencil_tangent,
    pencil_transpose,
    phase_free,
    second_pencil_tangent,
    stop_gradient,
    tridiagonal_tangent,
    tridiagonal_transpose,
    with_phases,
)


@vjp(scipy.linalg.eigh, operands=("a", "b"), complex=True)
def eigh(
    y_bar: Any,
    y: Any,
    a: Any,
    b: Any = None,
    *,
    lower: Any = True,
    eigvals_only: Any = False,
    check_finite: Any = True,
) -> Any:
    if b is None and eigvals_only:
        v = np.linalg.eigh(a, "L" if lower else "U")[1]
        return eigh_transpose(y_bar, 0, y, v, "L" if lower else "U"), None
    if b is None and np.iscomplexobj(a) and not isinstance(y_bar[1], int):
        v_bar = phase_free(y_bar[1], y[1])
        return eigh_transpose(y_bar[0], v_bar, y[0], y[1], "L" if lower else "U"), None
    if b is None:
        return eigh_transpose(y_bar[0], y_bar[1], y[0], y[1], "L" if lower else "U"), None
    if a.ndim != 2 or b.ndim != 2:
        raise NotImplementedError("scipy.linalg.eigh of stacks of two matrices")
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("scipy.linalg.eigh of two matrices that are complex")
    if eigvals_only:
        v = scipy.linalg.eigh(a, b, lower=lower, check_finite=False)[1]
        return (
            folded(pencil_transpose(y_bar, 0, y, v)[0], lower),
            folded(pencil_transpose(y_bar, 0, y, v)[1], lower),
        )
    return (
        folded(pencil_transpose(y_bar[0], y_bar[1], y[0], y[1])[0], lower),
        folded(pencil_transpose(y_bar[0], y_bar[1], y[0], y[1])[1], lower),
    )


@jvp(scipy.linalg.eigh)
def eigh_moved(
    a_dot: Any,
    b_dot: Any,
    y: Any,
    a: Any,
    b: Any = None,
    *,
    lower: Any = True,
    eigvals_only: Any = False,
    check_finite: Any = True,
    wanted: Any = (True, True),
) -> Any:
    if b is None and eigvals_only:
        v = np.linalg.eigh(a, "L" if lower else "U")[1]
        return eigh_tangent(a_dot, y, v, "L" if lower else "U")[0], None
    if b is None and np.iscomplexobj(a) and wanted[1]:
        moved = eigh_tangent(a_dot, y[0], y[1], "L" if lower else "U")
        return with_phases(moved, y[1], 0 if lower else -1), None
    if b is None:
        return eigh_tangent(a_dot, y[0], y[1], "L" if lower else "U"), None
    if a.ndim != 2 or b.ndim != 2:
        raise NotImplementedError("scipy.linalg.eigh of stacks of two matrices")
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("scipy.linalg.eigh of two matrices that are complex")
    if eigvals_only:
        v = scipy.linalg.eigh(a, b, lower=lower, check_finite=False)[1]
        return (
            pencil_tangent(mirrored(a_dot, lower), y, v)[0],
            second_pencil_tangent(mirrored(b_dot, lower), y, v)[0],
        )
    return (
        pencil_tangent(mirrored(a_dot, lower), y[0], y[1]),
        second_pencil_tangent(mirrored(b_dot, lower), y[0], y[1]),
    )


@vjp(scipy.linalg.eigvalsh, operands=("a", "b"), complex=True)
def eigvalsh(
    y_bar: Any, y: Any, a: Any, b: Any = None, *, lower: Any = True, check_finite: Any = True
) -> Any:
    if b is None:
        v = np.linalg.eigh(a, "L" if lower else "U")[1]
        return eigh_transpose(y_bar, 0, y, v, "L" if lower else "U"), None
    if a.ndim != 2 or b.ndim != 2:
        raise NotImplementedError("scipy.linalg.eigvalsh of stacks of two matrices")
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("scipy.linalg.eigvalsh of two matrices that are complex")
    v = scipy.linalg.eigh(a, b, lower=lower, check_finite=False)[1]
    return (
        folded(pencil_transpose(y_bar, 0, y, v)[0], lower),
        folded(pencil_transpose(y_bar, 0, y, v)[1], lower),
    )


@jvp(scipy.linalg.eigvalsh)
def eigvalsh_moved(
    a_dot: Any,
    b_dot: Any,
    y: Any,
    a: Any,
    b: Any = None,
    *,
    lower: Any = True,
    check_finite: Any = True,
) -> Any:
    if b is None:
        v = np.linalg.eigh(a, "L" if lower else "U")[1]
        return eigh_tangent(a_dot, y, v, "L" if lower else "U")[0], None
    if a.ndim != 2 or b.ndim != 2:
        raise NotImplementedError("scipy.linalg.eigvalsh of stacks of two matrices")
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("scipy.linalg.eigvalsh of two matrices that are complex")
    v = scipy.linalg.eigh(a, b, lower=lower, check_finite=False)[1]
    return (
        pencil_tangent(mirrored(a_dot, lower), y, v)[0],
        second_pencil_tangent(mirrored(b_dot, lower), y, v)[0],
    )


@meaning(scipy.linalg.eigh, keywords=("subset_by_index", "driver"))
def some_of_eigh(
    a: Any,
    b: Any = None,
    *,
    lower: Any = True,
    eigvals_only: Any = False,
    check_finite: Any = True,
    subset_by_index: Any = None,
    driver: Any = None,
) -> Any:
    """Some of the eigenvalues, from one place to another, of all that the rule knows."""
    if np.ndim(a) != 2:
        raise NotImplementedError("scipy.linalg.eigh of stacks with subset_by_index or driver")
    found = call(
        scipy.linalg.eigh,
        a,
        b,
        lower=lower,
        eigvals_only=eigvals_only,
        subset_by_index=subset_by_index,
        driver=driver,
    )
    if b is None:
        w, v = scipy.linalg.eigh(a, lower=lower)
    else:
        w, v = scipy.linalg.eigh(a, b, lower=lower)
    if subset_by_index is not None:
        w = w[subset_by_index[0] : subset_by_index[1] + 1]
        v = v[:, subset_by_index[0] : subset_by_index[1] + 1]
    if eigvals_only:
        return computed(w, found)
    if np.iscomplexobj(v):  # of all that have a phase
        real, imag = matrix_found(call(np.real, found[1])), matrix_found(call(np.imag, found[1]))
        side = stop_gradient(np.sum(np.conj(v) * (real + 1j * imag), axis=0))
    else:  # of both
        side = np.sign(np.sum(v * matrix_found(found[1]), axis=0))
    return computed(w, found[0]), computed(v * side, found[1])


@meaning(scipy.linalg.eigvalsh, keywords=("subset_by_index", "driver"))
def some_of_eigvalsh(
    a: Any,
    b: Any = None,
    *,
    lower: Any = True,
    check_finite: Any = True,
    subset_by_index: Any = None,
    driver: Any = None,
) -> Any:
    """The same without the vectors."""
    return scipy.linalg.eigh(
        a,
        b,
        lower=lower,
        eigvals_only=True,
        check_finite=check_finite,
        subset_by_index=subset_by_index,
        driver=driver,
    )


@vjp(scipy.linalg.eig, complex=True)
def eig(
    y_bar: Any,
    y: Any,
    a: Any,
    b: Any = None,
    left: Any = False,
    right: Any = True,
    *,
    check_finite: Any = True,
) -> Any:
    if b is not None or left:
        raise NotImplementedError("scipy.linalg.eig of two matrices, or of left vectors")
    if not right:
        factors = scipy.linalg.eig(a, check_finite=False)
        return eig_transpose(y_bar, 0, factors[0], factors[1])
    return eig_transpose(y_bar[0], y_bar[1], y[0], y[1])


@jvp(scipy.linalg.eig)
def eig_moved(
    a_dot: Any,
    y: Any,
    a: Any,
    b: Any = None,
    left: Any = False,
    right: Any = True,
    *,
    check_finite: Any = True,
    wanted: Any = (True, True),
) -> Any:
    if b is not None or left:
        raise NotImplementedError("scipy.linalg.eig of two matrices, or of left vectors")
    if not right:
        factors = scipy.linalg.eig(a, check_finite=False)
        return eig_tangent(a_dot, factors[0], factors[1] + 0j)[0]
    if wanted[1]:
        return with_phases(eig_tangent(a_dot, y[0], y[1] + 0j), y[1] + 0j, largest(y[1] + 0j))
    return eig_tangent(a_dot, y[0], y[1] + 0j)


@vjp(scipy.linalg.eigvals, complex=True)
def eigvals(y_bar: Any, y: Any, a: Any, *, check_finite: Any = True) -> Any:
    factors = scipy.linalg.eig(a, check_finite=False)
    return eig_transpose(y_bar, 0, factors[0], factors[1])


@jvp(scipy.linalg.eigvals)
def eigvals_moved(a_dot: Any, y: Any, a: Any, *, check_finite: Any = True) -> Any:
    factors = scipy.linalg.eig(a, check_finite=False)
    return eig_tangent(a_dot, factors[0], factors[1] + 0j)[0]


@vjp(scipy.linalg.eigh_tridiagonal)
def eigh_tridiagonal(
    y_bar: Any, y: Any, d: Any, e: Any, eigvals_only: Any = False, *, check_finite: Any = True
) -> Any:
    if eigvals_only:
        v = scipy.linalg.eigh_tridiagonal(d, e, check_finite=False)[1]
        return (
            tridiagonal_transpose(y_bar, 0, y, v)[0],
            tridiagonal_transpose(y_bar, 0, y, v)[1],
        )
    return (
        tridiagonal_transpose(y_bar[0], y_bar[1], y[0], y[1])[0],
        tridiagonal_transpose(y_bar[0], y_bar[1], y[0], y[1])[1],
    )


@jvp(scipy.linalg.eigh_tridiagonal)
def eigh_tridiagonal_moved(
    d_dot: Any,
    e_dot: Any,
    y: Any,
    d: Any,
    e: Any,
    eigvals_only: Any = False,
    *,
    check_finite: Any = True,
) -> Any:
    if eigvals_only:
        v = scipy.linalg.eigh_tridiagonal(d, e, check_finite=False)[1]
        return tridiagonal_tangent(d_dot, 0, y, v)[0], tridiagonal_tangent(0, e_dot, y, v)[0]
    return (
        tridiagonal_tangent(d_dot, 0, y[0], y[1]),
        tridiagonal_tangent(0, e_dot, y[0], y[1]),
    )


@vjp(scipy.linalg.eigvalsh_tridiagonal)
def eigvalsh_tridiagonal(y_bar: Any, y: Any, d: Any, e: Any, *, check_finite: Any = True) -> Any:
    v = scipy.linalg.eigh_tridiagonal(d, e, check_finite=False)[1]
    return tridiagonal_transpose(y_bar, 0, y, v)[0], tridiagonal_transpose(y_bar, 0, y, v)[1]


@jvp(scipy.linalg.eigvalsh_tridiagonal)
def eigvalsh_tridiagonal_moved(
    d_dot: Any, e_dot: Any, y: Any, d: Any, e: Any, *, check_finite: Any = True
) -> Any:
    v = scipy.linalg.eigh_tridiagonal(d, e, check_finite=False)[1]
    return tridiagonal_tangent(d_dot, 0, y, v)[0], tridiagonal_tangent(0, e_dot, y, v)[0]
