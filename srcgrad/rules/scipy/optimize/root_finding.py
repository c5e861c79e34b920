"""`scipy.optimize`: roots, by the implicit function theorem.

The solver runs as it is; what it finds counts as the solution of the equation.
"""

import warnings
from typing import Any

import numpy as np
import scipy.optimize

from srcgrad.rules.declare import meaning
from srcgrad.rules.scipy.found import Found
from srcgrad.rules.taking import call, solution, solutions
from srcgrad.runtime import number_found, point_found, vector_found

RTOL = float(4 * np.finfo(float).eps)


class Root(Found):
    """A root of a function of a number."""

    def __init__(self, root: Any, told: Any) -> None:
        self.root, self.told = root, told


class Roots(Found):
    """A root of a function of a vector."""

    def __init__(self, x: Any, told: Any) -> None:
        self.x, self.told = x, told

    @property
    def fun(self) -> Any:
        """Zero, whatever the function depends on: constant."""
        return vector_found(self.told.fun)


def _between(solver: Any) -> None:
    """Solvers that search between two points where the function has different signs."""

    @meaning(solver)
    def bracketed(
        f: Any,
        a: Any,
        b: Any,
        args: Any = (),
        xtol: Any = 2e-12,
        rtol: Any = RTOL,
        maxiter: Any = 100,
        full_output: Any = False,
        disp: Any = True,
    ) -> Any:
        args = args if isinstance(args, tuple) else (args,)
        found = call(solver, f, a, b, args, xtol, rtol, maxiter, True, disp)
        y = solution(f, float(found[0]), float(found[1].converged), *args)
        if full_output:
            return y, Root(y, found[1])
        return y


for _solver in ("bisect", "brenth", "brentq", "ridder"):
    _between(getattr(scipy.optimize, _solver))


@meaning(scipy.optimize.toms748)
def toms748(
    f: Any,
    a: Any,
    b: Any,
    args: Any = (),
    k: Any = 1,
    xtol: Any = 2e-12,
    rtol: Any = RTOL,
    maxiter: Any = 100,
    full_output: Any = False,
    disp: Any = True,
) -> Any:
    """The same, by another method."""
    args = args if isinstance(args, tuple) else (args,)
    found = call(scipy.optimize.toms748, f, a, b, args, k, xtol, rtol, maxiter, True, disp)
    y = solution(f, number_found(found[0]), float(found[1].converged), *args)
    if full_output:
        return y, Root(y, found[1])
    return y


@meaning(scipy.optimize.newton)
def newton(
    func: Any,
    x0: Any,
    fprime: Any = None,
    args: Any = (),
    tol: Any = 1.48e-8,
    maxiter: Any = 50,
    fprime2: Any = None,
    x1: Any = None,
    rtol: Any = 0.0,
    full_output: Any = False,
    disp: Any = True,
) -> Any:
    """From a point, or from each point of an array; `args` is a list as well, as given."""
    found = call(
        scipy.optimize.newton, func, x0, fprime, args, tol, maxiter, fprime2, x1, rtol, True, disp
    )
    if np.ndim(x0) > 0:
        y = solutions(func, vector_found(found[0]), float(np.all(found[1])), *args)
        if full_output:
            raise NotImplementedError("newton with an array and full_output")
        return y
    y = solution(func, number_found(found[0]), float(found[1].converged), *args)
    if full_output:
        return y, Root(y, found[1])
    return y


@meaning(scipy.optimize.root_scalar)
def root_scalar(
    f: Any,
    args: Any = (),
    method: Any = None,
    bracket: Any = None,
    fprime: Any = None,
    fprime2: Any = None,
    x0: Any = None,
    x1: Any = None,
    xtol: Any = None,
    rtol: Any = None,
    maxiter: Any = None,
    options: Any = None,
) -> Any:
    """By one of these methods."""
    args = args if isinstance(args, tuple) else (args,)
    if fprime is True or fprime2 is True:
        raise NotImplementedError("root_scalar of a function that returns its derivatives too")
    found = call(
        scipy.optimize.root_scalar,
        f,
        args,
        method,
        bracket,
        fprime,
        fprime2,
        x0,
        x1,
        xtol,
        rtol,
        maxiter,
        options,
    )
    if bracket is not None and method in (None, "bisect", "brenth", "brentq", "ridder"):
        y = solution(f, float(found.root), float(found.converged), *args)
    else:
        y = solution(f, number_found(found.root), float(found.converged), *args)
    return Root(y, found)


@meaning(scipy.optimize.fixed_point)
def fixed_point(
    func: Any,
    x0: Any,
    args: Any = (),
    xtol: Any = 1e-8,
    maxiter: Any = 500,
    method: Any = "del2",
) -> Any:
    """Where a function returns what it is given."""
    found = call(scipy.optimize.fixed_point, func, x0, args, xtol, maxiter, method)
    if np.ndim(x0) > 0:
        return solutions(lambda y, *more: func(y, *more) - y, vector_found(found), 1.0, *args)
    return solutions(lambda y, *more: func(y, *more) - y, point_found(found), 1.0, *args)


@meaning(scipy.optimize.fsolve)
def fsolve(
    func: Any,
    x0: Any,
    args: Any = (),
    fprime: Any = None,
    full_output: Any = 0,
    col_deriv: Any = 0,
    xtol: Any = 1.49012e-8,
    maxfev: Any = 0,
    band: Any = None,
    epsfcn: Any = None,
    factor: Any = 100,
    diag: Any = None,
) -> Any:
    """Of several equations."""
    args = args if isinstance(args, tuple) else (args,)
    found = call(
        scipy.optimize.fsolve,
        func,
        x0,
        args,
        fprime,
        True,
        col_deriv,
        xtol,
        maxfev,
        band,
        epsfcn,
        factor,
        diag,
    )
    if not full_output and found[2] != 1:
        warnings.warn(found[3], RuntimeWarning, stacklevel=2)
    x = solutions(func, vector_found(found[0]), float(found[2] == 1), *args)
    return (x, found[1], found[2], found[3]) if full_output else x


@meaning(scipy.optimize.root)
def root(
    fun: Any,
    x0: Any,
    args: Any = (),
    method: Any = "hybr",
    jac: Any = None,
    tol: Any = None,
    callback: Any = None,
    options: Any = None,
) -> Any:
    """The same; the function is zero there whatever it depends on, so its value is constant."""
    args = args if isinstance(args, tuple) else (args,)
    found = call(scipy.optimize.root, fun, x0, args, method, jac, tol, callback, options)
    if jac is True:
        x = solutions(
            lambda y, *more: fun(y, *more)[0], vector_found(found.x), float(found.success), *args
        )
    else:
        x = solutions(fun, vector_found(found.x), float(found.success), *args)
    return Roots(x, found)
