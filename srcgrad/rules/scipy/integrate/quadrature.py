"""`scipy.integrate`: integrals of functions, by their limits and parameters."""

from typing import Any

import numpy as np
import scipy.integrate
import scipy.special

from srcgrad.rules.declare import meaning
from srcgrad.rules.scipy import found as results
from srcgrad.rules.taking import call, integral
from srcgrad.runtime import bounded_integral, vector_found

assert results.__name__  # declares what is taken of results


def times_a_wave(
    func: Any,
    a: Any,
    b: Any,
    args: Any,
    epsabs: Any,
    epsrel: Any,
    limit: Any,
    weight: Any,
    wvar: Any,
) -> Any:
    """The integral of a function times a cosine or sine, between finite limits."""
    if weight not in ("cos", "sin"):
        raise NotImplementedError("quad with another weight than cos or sin")
    found = call(
        scipy.integrate.quad,
        func,
        a,
        b,
        args,
        epsabs=epsabs,
        epsrel=epsrel,
        limit=limit,
        weight=weight,
        wvar=wvar,
    )
    value = float(bounded_integral(found[0], a, b))
    if weight == "cos":
        whole = integral(lambda x: func(x, *args) * np.cos(wvar * x), value, a, b)
    else:
        whole = integral(lambda x: func(x, *args) * np.sin(wvar * x), value, a, b)
    return whole, float(found[1])


@meaning(scipy.integrate.quad)
def quad(
    func: Any,
    a: Any,
    b: Any,
    args: Any = (),
    full_output: Any = 0,
    epsabs: Any = 1.49e-8,
    epsrel: Any = 1.49e-8,
    limit: Any = 50,
    points: Any = None,
    weight: Any = None,
    wvar: Any = None,
) -> Any:
    """The integral; how far it may be off is constant."""
    args = args if isinstance(args, tuple) else (args,)
    if full_output:
        raise NotImplementedError("quad with full_output")
    if weight is not None:
        return times_a_wave(func, a, b, args, epsabs, epsrel, limit, weight, wvar)
    found = call(
        scipy.integrate.quad,
        func,
        a,
        b,
        args,
        epsabs=epsabs,
        epsrel=epsrel,
        limit=limit,
        points=points,
    )
    return integral(func, float(found[0]), a, b, *args), float(found[1])


@meaning(scipy.integrate.fixed_quad)
def fixed_quad(func: Any, a: Any, b: Any, args: Any = (), n: Any = 5) -> Any:
    """A weighted sum of values."""
    nodes = call(scipy.special.roots_legendre, n)
    y = (b - a) * (vector_found(nodes[0]) + 1) / 2.0 + a
    return (b - a) / 2.0 * np.sum(vector_found(nodes[1]) * func(y, *args), axis=-1), None
