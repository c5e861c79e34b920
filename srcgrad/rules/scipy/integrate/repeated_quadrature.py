"""`scipy.integrate`: integrals of integrals, of vectors, and of what is weighed by a wave."""

from typing import Any

import numpy as np
import scipy.integrate

from srcgrad.rules.declare import meaning
from srcgrad.rules.taking import call, integral
from srcgrad.runtime import matrix_found, number_found, vector_found


@meaning(scipy.integrate.dblquad)
def dblquad(
    func: Any,
    a: Any,
    b: Any,
    gfun: Any,
    hfun: Any,
    args: Any = (),
    epsabs: Any = 1.49e-8,
    epsrel: Any = 1.49e-8,
) -> Any:
    """The integral over the first argument, from one curve to another, over the second."""
    args = args if isinstance(args, tuple) else (args,)
    found = call(scipy.integrate.dblquad, func, a, b, gfun, hfun, args, epsabs, epsrel)

    def across(x: Any) -> Any:
        low = gfun(x) if callable(gfun) else gfun
        high = hfun(x) if callable(hfun) else hfun
        return scipy.integrate.quad(lambda y: func(y, x, *args), low, high)[0]

    return integral(across, float(found[0]), a, b), float(found[1])


@meaning(scipy.integrate.tplquad)
def tplquad(
    func: Any,
    a: Any,
    b: Any,
    gfun: Any,
    hfun: Any,
    qfun: Any,
    rfun: Any,
    args: Any = (),
    epsabs: Any = 1.49e-8,
    epsrel: Any = 1.49e-8,
) -> Any:
    """The integral over the first argument, then over the second, then over the third."""
    found = call(scipy.integrate.tplquad, func, a, b, gfun, hfun, qfun, rfun, args, epsabs, epsrel)

    def across(x: Any) -> Any:
        low = gfun(x) if callable(gfun) else gfun
        high = hfun(x) if callable(hfun) else hfun

        def along(y: Any) -> Any:
            bottom = qfun(x, y) if callable(qfun) else qfun
            top = rfun(x, y) if callable(rfun) else rfun
            return scipy.integrate.quad(lambda z: func(z, y, x, *args), bottom, top)[0]

        return scipy.integrate.quad(along, low, high)[0]

    return integral(across, float(found[0]), a, b), float(found[1])


@meaning(scipy.integrate.nquad)
def nquad(func: Any, ranges: Any, args: Any = (), opts: Any = None) -> Any:
    """The integral over two or three arguments, the first of them innermost."""
    if opts is not None:
        raise NotImplementedError("nquad with opts")
    found = call(scipy.integrate.nquad, func, ranges, args)
    if len(ranges) == 2:
        (low, high), (first, last) = ranges

        def across(y: Any) -> Any:
            return scipy.integrate.quad(lambda x: func(x, y, *args), low, high)[0]

        return integral(across, float(found[0]), first, last), float(found[1])
    if len(ranges) == 3:
        (low, high), (bottom, top), (first, last) = ranges

        def through(z: Any) -> Any:
            def along(y: Any) -> Any:
                return scipy.integrate.quad(lambda x: func(x, y, z, *args), low, high)[0]

            return scipy.integrate.quad(along, bottom, top)[0]

        return integral(through, float(found[0]), first, last), float(found[1])
    raise NotImplementedError("nquad over other than two or three arguments")


def between(a: Any, b: Any) -> float:
    """A place inside the limits: a function need not have a value at them."""
    if np.isinf(a) and np.isinf(b):
        return 0.0
    if np.isinf(a) or np.isinf(b):
        return float(b) - 1.0 if np.isinf(a) else float(a) + 1.0
    return 0.5 * float(a) + 0.5 * float(b)


@meaning(scipy.integrate.quad_vec)
def quad_vec(
    f: Any,
    a: Any,
    b: Any,
    epsabs: Any = 1e-200,
    epsrel: Any = 1e-8,
    norm: Any = "2",
    cache_size: Any = 100e6,
    limit: Any = 10000,
    workers: Any = 1,
    points: Any = None,
    quadrature: Any = None,
    *,
    args: Any = (),
) -> Any:
    """The integral of a function that returns an array."""
    args = args if isinstance(args, tuple) else (args,)
    rank = np.ndim(f(number_found(call(between, a, b)), *args))
    found = call(
        scipy.integrate.quad_vec,
        f,
        a,
        b,
        epsabs=epsabs,
        epsrel=epsrel,
        norm=norm,
        cache_size=cache_size,
        limit=limit,
        workers=workers,
        points=points,
        quadrature=quadrature,
        args=args,
    )
    if rank > 2:
        raise NotImplementedError("quad_vec of a function that returns an array of three axes")
    if rank == 2:
        return integral(f, matrix_found(found[0]), a, b, *args), float(found[1])
    if rank == 1:
        return integral(f, vector_found(found[0]), a, b, *args), float(found[1])
    return integral(f, number_found(found[0]), a, b, *args), float(found[1])
