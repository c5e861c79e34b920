"""`scipy.optimize`: minima by the functions that are older than `minimize`, and by global searches.

With `full_output` they return what they found first, and then what they tell of the run.
"""

from typing import Any

import numpy as np
import scipy.optimize

from srcgrad.rules.declare import meaning
from srcgrad.rules.scipy.optimize.minimisation import Minimum
from srcgrad.rules.taking import call, least, minimum
from srcgrad.runtime import inner_minimum, number_found, vector_found, within_pairs

EPSILON = float(np.sqrt(np.finfo(float).eps))


@meaning(scipy.optimize.fmin)
def fmin(func: Any, x0: Any, args: Any = (), *given: Any, **options: Any) -> Any:
    """By a simplex."""
    return vertex(scipy.optimize.fmin, 4, func, x0, args, given, options)


@meaning(scipy.optimize.fmin_powell)
def fmin_powell(func: Any, x0: Any, args: Any = (), *given: Any, **options: Any) -> Any:
    """Along one direction after the other."""
    return vertex(scipy.optimize.fmin_powell, 5, func, x0, args, given, options)


def vertex(solver: Any, flag: Any, func: Any, x0: Any, args: Any, given: Any, options: Any) -> Any:
    """What a search finds, that tells at place `flag` whether it has ended well."""
    if "full_output" in options or "retall" in options:
        raise NotImplementedError("full_output or retall of a minimiser: use minimize")
    if len(given) > 0:
        raise NotImplementedError("options of a minimiser without names: name them")
    args = args if isinstance(args, tuple) else (args,)
    found = call(solver, func, x0, args, full_output=True, **options)
    return minimum(func, vector_found(found[0]), float(found[flag] == 0), *args)


@meaning(scipy.optimize.fmin_bfgs)
def fmin_bfgs(
    f: Any, x0: Any, fprime: Any = None, args: Any = (), *given: Any, **options: Any
) -> Any:
    """By slopes, and a matrix that is gathered from them."""
    return steepest(scipy.optimize.fmin_bfgs, 6, f, x0, fprime, args, given, options)


@meaning(scipy.optimize.fmin_cg)
def fmin_cg(
    f: Any, x0: Any, fprime: Any = None, args: Any = (), *given: Any, **options: Any
) -> Any:
    """By slopes, along conjugate directions."""
    return steepest(scipy.optimize.fmin_cg, 4, f, x0, fprime, args, given, options)


def steepest(
    solver: Any, flag: Any, f: Any, x0: Any, fprime: Any, args: Any, given: Any, options: Any
) -> Any:
    """The same, where the slope may be given."""
    if "full_output" in options or "retall" in options:
        raise NotImplementedError("full_output or retall of a minimiser: use minimize")
    if len(given) > 0:
        raise NotImplementedError("options of a minimiser without names: name them")
    args = args if isinstance(args, tuple) else (args,)
    found = call(solver, f, x0, fprime, args, full_output=True, **options)
    return minimum(f, vector_found(found[0]), float(found[flag] == 0), *args)


@meaning(scipy.optimize.fmin_l_bfgs_b)
def fmin_l_bfgs_b(
    func: Any,
    x0: Any,
    fprime: Any = None,
    args: Any = (),
    approx_grad: Any = 0,
    bounds: Any = None,
    **options: Any,
) -> Any:
    """By slopes, between bounds of which none may stop it; the function may return both."""
    args = args if isinstance(args, tuple) else (args,)
    solver = scipy.optimize.fmin_l_bfgs_b
    found = call(solver, func, x0, fprime, args, approx_grad, bounds, **options)
    y = vector_found(found[0])
    if bounds is not None:
        y = within_pairs(y, bounds)
    converged = float(found[2]["warnflag"] == 0)
    if fprime is None and not approx_grad:
        value = lambda y, *more: func(y, *more)[0]  # noqa: E731 - a def has a name of its own
        x = minimum(value, y, converged, *args)
        return x, func(x, *args)[0], found[2]
    x = minimum(func, y, converged, *args)
    return x, func(x, *args), found[2]


@meaning(scipy.optimize.fminbound)
def fminbound(
    func: Any,
    x1: Any,
    x2: Any,
    args: Any = (),
    xtol: Any = 1e-5,
    maxfun: Any = 500,
    full_output: Any = 0,
    disp: Any = 1,
) -> Any:
    """Of a function of a number, between two points."""
    args = args if isinstance(args, tuple) else (args,)
    found = call(scipy.optimize.fminbound, func, x1, x2, args, xtol, maxfun, True, disp)
    y = inner_minimum(number_found(found[0]), x1, x2)
    x = minimum(func, y, float(found[2] == 0), *args)
    return (x, func(x, *args), found[2], found[3]) if full_output else x


@meaning(scipy.optimize.brent)
def brent(
    func: Any,
    args: Any = (),
    brack: Any = None,
    tol: Any = 1.48e-8,
    full_output: Any = 0,
    maxiter: Any = 500,
) -> Any:
    """Of a function of a number, by parabolas."""
    args = args if isinstance(args, tuple) else (args,)
    found = call(scipy.optimize.brent, func, args, brack, tol, True, maxiter)
    x = minimum(func, number_found(found[0]), 1.0, *args)
    return (x, func(x, *args), found[2], found[3]) if full_output else x


@meaning(scipy.optimize.golden)
def golden(
    func: Any,
    args: Any = (),
    brack: Any = None,
    tol: Any = EPSILON,
    full_output: Any = 0,
    maxiter: Any = 5000,
) -> Any:
    """The same, by the golden section."""
    args = args if isinstance(args, tuple) else (args,)
    found = call(scipy.optimize.golden, func, args, brack, tol, True, maxiter)
    x = minimum(func, number_found(found[0]), 1.0, *args)
    return (x, func(x, *args), found[2]) if full_output else x


@meaning(scipy.optimize.leastsq)
def leastsq(
    func: Any, x0: Any, args: Any = (), Dfun: Any = None, full_output: Any = False, **options: Any
) -> Any:
    """Of a sum of squares; how the run ended comes last."""
    args = args if isinstance(args, tuple) else (args,)
    found = call(scipy.optimize.leastsq, func, x0, args, Dfun, True, **options)
    ended = found[4]
    x = least(func, vector_found(found[0]), float(ended in (1, 2, 3, 4)), *args)
    if full_output:
        raise NotImplementedError("leastsq with full_output: use least_squares")
    return x, ended


def _everywhere(solver: Any) -> None:
    """Searches between bounds, that end with a search nearby."""

    @meaning(solver)
    def searched(func: Any, bounds: Any, args: Any = (), **options: Any) -> Any:
        if "constraints" in options or "integrality" in options:
            raise NotImplementedError("a global minimum with constraints, or of integers")
        if "polish" in options or "no_local_search" in options or "vectorized" in options:
            raise NotImplementedError("a global minimum without a search nearby, or vectorized")
        args = args if isinstance(args, tuple) else (args,)
        found = call(solver, func, bounds, args, **options)
        y = within_pairs(vector_found(found.x), bounds)
        x = minimum(func, y, float(found.success), *args)
        return Minimum(x, func, args, found)


for _solver in ("differential_evolution", "dual_annealing", "shgo"):
    _everywhere(getattr(scipy.optimize, _solver))
