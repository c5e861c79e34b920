"""`scipy.sparse.linalg`: linear systems with constant sparse matrices."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import types
from typing import Any

import scipy.sparse.linalg

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.rules.objects import keeps_class, makes_object, operation, takes_object
from srcgrad.runtime import factored_solve

SuperLU = scipy.sparse.linalg.SuperLU
ITERATIVE = tuple(
    getattr(scipy.sparse.linalg, name)
    for name in ("bicg", "bicgstab", "cg", "cgs", "gmres", "lgmres", "minres", "qmr", "tfqmr")
)


def spsolve_transpose(
    y_bar: Any, y: Any, A: Any, b: Any, permc_spec: Any = None, use_umfpack: Any = True
) -> Any:
    if b.ndim == 2 and y.ndim == 1:  # a column, of which the solution is a vector
        return scipy.sparse.linalg.spsolve(A.T.tocsc(), y_bar, permc_spec, use_umfpack)[:, None]
    return scipy.sparse.linalg.spsolve(A.T.tocsc(), y_bar, permc_spec, use_umfpack)


def factored_solve_transpose(y_bar: Any, y: Any, lu: Any, rhs: Any, trans: Any = "N") -> Any:
    if trans == "N":
        return factored_solve(lu, y_bar, "T")
    return factored_solve(lu, y_bar, "N")


linear(scipy.sparse.linalg.spsolve, transpose=spsolve_transpose, operands=("b",))
linear(factored_solve, transpose=factored_solve_transpose, operands=("rhs",))
takes_object(scipy.sparse.linalg.spsolve, *ITERATIVE)
operation(factored_solve, "solve", SuperLU)
makes_object(scipy.sparse.linalg.splu, SuperLU)
makes_object(scipy.sparse.linalg.factorized, types.BuiltinMethodType)
keeps_class("__self__", types.BuiltinMethodType, of=SuperLU)  # whose `solve` it is


@vjp(*ITERATIVE, operands=("b",))
def iterative(
    y_bar: Any,
    y: Any,
    A: Any,
    b: Any,
    x0: Any = None,
    *,
    rtol: Any = 1e-5,
    atol: Any = 0.0,
    restart: Any = None,
    maxiter: Any = None,
    M: Any = None,
) -> Any:
    return scipy.sparse.linalg.spsolve(A.T.tocsc(), y_bar[0])


@jvp(*ITERATIVE)
def iterative_tangent(
    b_dot: Any,
    y: Any,
    A: Any,
    b: Any,
    x0: Any = None,
    *,
    rtol: Any = 1e-5,
    atol: Any = 0.0,
    restart: Any = None,
    maxiter: Any = None,
    M: Any = None,
) -> Any:
    return scipy.sparse.linalg.spsolve(A.tocsc(), b_dot), 0
