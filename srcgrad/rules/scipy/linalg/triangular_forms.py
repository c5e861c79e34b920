"""`scipy.linalg`: the Schur form, the factors of a symmetric matrix, the Hessenberg form."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.linalg

from srcgrad.rules.declare import jvp, meaning, vjp
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import ldl_tangent, ldl_transpose, schur_tangent, schur_transpose


@vjp(scipy.linalg.schur)
def schur(y_bar: Any, y: Any, a: Any, output: Any = "real", *, check_finite: Any = True) -> Any:
    if output not in ("real", "r"):
        raise NotImplementedError("scipy.linalg.schur of complex output")
    return schur_transpose(y_bar[0], y_bar[1], y[0], y[1])


@jvp(scipy.linalg.schur)
def schur_moved(
    a_dot: Any, y: Any, a: Any, output: Any = "real", *, check_finite: Any = True
) -> Any:
    if output not in ("real", "r"):
        raise NotImplementedError("scipy.linalg.schur of complex output")
    return schur_tangent(a_dot, y[0], y[1])


@vjp(scipy.linalg.ldl)
def ldl(
    y_bar: Any,
    y: Any,
    A: Any,
    lower: Any = True,
    hermitian: Any = True,
    *,
    check_finite: Any = True,
) -> Any:
    return ldl_transpose(y_bar[0], y_bar[1], y[0], y[1], y[2], lower)


@jvp(scipy.linalg.ldl)
def ldl_moved(
    A_dot: Any,
    y: Any,
    A: Any,
    lower: Any = True,
    hermitian: Any = True,
    *,
    check_finite: Any = True,
) -> Any:
    moved = ldl_tangent(A_dot, y[0], y[1], y[2], lower)
    return moved[0], moved[1], 0


def reflected(a: Any) -> Any:
    """A matrix whose columns are cleared below its second diagonal, one after the other.

    Each reflection takes what stands below the diagonal to its first place, with the other sign.
    """
    n = len(a)
    h = a.copy()
    q = np.eye(n)
    for k in range(n - 2):
        x = h[k + 1 :, k]
        if np.any(x[1:] != 0):
            v = x.copy()
            v[0] += np.copysign(np.sqrt(np.sum(x * x)), x[0])
            v = v / np.sqrt(np.sum(v * v))
            h[k + 1 :] -= 2 * np.outer(v, v @ h[k + 1 :])
            h[:, k + 1 :] -= 2 * np.outer(h[:, k + 1 :] @ v, v)
            q[:, k + 1 :] -= 2 * np.outer(q[:, k + 1 :] @ v, v)
    return np.triu(h, -1), q


@meaning(scipy.linalg.hessenberg)
def hessenberg(
    a: Any, calc_q: bool = False, overwrite_a: bool = False, check_finite: bool = True
) -> Any:
    """The matrix with zeros below its second diagonal, and the turn that makes them."""
    if np.ndim(a) != 2 or np.iscomplexobj(a) or overwrite_a:
        raise NotImplementedError("hessenberg of other than a real matrix, or with overwrite_a")
    found = call(scipy.linalg.hessenberg, a, calc_q)
    h, q = reflected(np.asarray(a))
    if calc_q:
        return computed(h, found[0]), computed(q, found[1])
    return computed(h, found)
