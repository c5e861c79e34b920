"""`scipy.optimize`: minima, by the implicit function theorem for the slope that is zero there."""

# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.optimize

from srcgrad.rules.declare import jvp, meaning, vjp
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.found import Found
from srcgrad.rules.taking import call, least, minimum
from srcgrad.runtime import (
    covariance_found,
    inner_minimum,
    matrix_found,
    number_found,
    vector_found,
    within_limits,
    within_pairs,
)


class Minimum(Found):
    """What a minimisation has found."""

    def __init__(self, x: Any, function: Any, args: Any, told: Any) -> None:
        self.x, self.function, self.args, self.told = x, function, args, told

    @property
    def fun(self) -> Any:
        """The function's value there."""
        return self.function(self.x, *self.args)


class LeastSquares(Minimum):
    """What a minimisation of a sum of squares has found."""

    @property
    def cost(self) -> Any:
        """Half of the sum."""
        rest = self.fun
        return 0.5 * np.dot(rest, rest)


@meaning(scipy.optimize.rosen)
def rosen(x: Any) -> Any:
    """Rosenbrock's function, whose curved valley is a test of minimisers."""
    found = call(scipy.optimize.rosen, x)
    points = np.asarray(x)
    first, second = points[:-1], points[1:]
    return computed(np.sum(100.0 * (second - first**2) ** 2 + (1 - first) ** 2, axis=0), found)


@meaning(scipy.optimize.minimize_scalar)
def minimize_scalar(
    fun: Any,
    bracket: Any = None,
    bounds: Any = None,
    args: Any = (),
    method: Any = None,
    tol: Any = None,
    options: Any = None,
) -> Any:
    """Of a function of a number."""
    args = args if isinstance(args, tuple) else (args,)
    found = call(scipy.optimize.minimize_scalar, fun, bracket, bounds, args, method, tol, options)
    y = number_found(found.x)
    if bounds is not None:
        y = inner_minimum(y, bounds[0], bounds[1])
    x = minimum(fun, y, float(found.success), *args)
    return Minimum(x, fun, args, found)


@meaning(scipy.optimize.minimize)
def minimize(
    fun: Any,
    x0: Any,
    args: Any = (),
    method: Any = None,
    jac: Any = None,
    hess: Any = None,
    hessp: Any = None,
    bounds: Any = None,
    constraints: Any = None,
    tol: Any = None,
    callback: Any = None,
    options: Any = None,
) -> Any:
    """Of a function of a vector, without constraints, and where no bound stops it."""
    if constraints is not None:
        raise NotImplementedError("the derivative of a minimum with constraints")
    if bounds is not None and method == "trust-constr":  # it stops well before a bound
        raise NotImplementedError("the derivative of a minimum by trust-constr with bounds")
    args = args if isinstance(args, tuple) else (args,)
    found = call(
        scipy.optimize.minimize,
        fun,
        x0,
        args,
        method,
        jac,
        hess,
        hessp,
        bounds,
        tol=tol,
        callback=callback,
        options=options,
    )
    y = vector_found(found.x)
    if bounds is not None:
        y = within_pairs(y, bounds)
    if jac is True:
        value = lambda y, *more: fun(y, *more)[0]  # noqa: E731 - a def has a name of its own
        x = minimum(value, y, float(found.success), *args)
        return Minimum(x, value, args, found)
    x = minimum(fun, y, float(found.success), *args)
    return Minimum(x, fun, args, found)


@meaning(scipy.optimize.least_squares)
def least_squares(
    fun: Any,
    x0: Any,
    jac: Any = "2-point",
    bounds: Any = None,
    method: Any = "trf",
    ftol: Any = 1e-8,
    xtol: Any = 1e-8,
    gtol: Any = 1e-8,
    x_scale: Any = 1.0,
    loss: Any = "linear",
    max_nfev: Any = None,
    args: Any = (),
) -> Any:
    """Of a sum of squares."""
    if loss != "linear":
        raise NotImplementedError("the derivative of least squares with another loss")
    found = call(
        scipy.optimize.least_squares,
        fun,
        x0,
        jac,
        bounds=(-np.inf, np.inf) if bounds is None else bounds,
        method=method,
        ftol=ftol,
        xtol=xtol,
        gtol=gtol,
        x_scale=x_scale,
        max_nfev=max_nfev,
        args=args,
    )
    y = vector_found(found.x)
    if bounds is not None:
        y = within_limits(y, bounds)
    x = least(fun, y, float(found.success), *args)
    return LeastSquares(x, lambda y, *more: np.array(fun(y, *more)), args, found)


@meaning(scipy.optimize.curve_fit)
def curve_fit(
    f: Any,
    xdata: Any,
    ydata: Any,
    p0: Any = None,
    sigma: Any = None,
    absolute_sigma: Any = False,
    **options: Any,
) -> Any:
    """The parameters that fit best; their covariance has no derivative here."""
    if "loss" in options or "full_output" in options:
        raise NotImplementedError("the derivative of curve_fit with loss or full_output")
    if sigma is not None and np.ndim(sigma) > 1:
        raise NotImplementedError("the derivative of curve_fit with a covariance matrix")
    found = call(scipy.optimize.curve_fit, f, xdata, ydata, p0, sigma, absolute_sigma, **options)
    y = vector_found(found[0])
    if "bounds" in options:
        y = within_limits(y, options["bounds"])
    if sigma is None:
        fitted = least(lambda p: f(xdata, *p) - ydata, y, 1.0)
    else:
        fitted = least(lambda p: (f(xdata, *p) - ydata) / sigma, y, 1.0)
    return fitted, covariance_found(fitted, matrix_found(found[1]))


@vjp(covariance_found, operands=("fitted",))
def covariance_adjoint(y_bar: Any, y: Any, fitted: Any, covariance: Any) -> Any:
    raise NotImplementedError("the derivative of the covariance that curve_fit returns")


@jvp(covariance_found)
def covariance_tangent(fitted_dot: Any, y: Any, fitted: Any, covariance: Any) -> Any:
    raise NotImplementedError("the derivative of the covariance that curve_fit returns")
