"""Recursion that the run ends, of functions that are given functions, or hold them."""

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, 1.2, 0.4, 0.95])


def simpson(f, a, b, fa, fm, fb, tol):
    m = 0.5 * (a + b)
    left, right = f(0.5 * (a + m)), f(0.5 * (m + b))
    whole = (b - a) / 6 * (fa + 4 * fm + fb)
    first = (m - a) / 6 * (fa + 4 * left + fm)
    second = (b - m) / 6 * (fm + 4 * right + fb)
    if abs(first + second - whole) < tol:
        return first + second
    below = simpson(f, a, m, fa, left, fm, tol / 2)
    return below + simpson(f, m, b, fm, right, fb, tol / 2)


def integral(f, a, b, tol=1e-4):
    return simpson(f, a, b, f(a), f(0.5 * (a + b)), f(b), tol)


def hump(t):
    return np.sin(t) * t


def of_a_lambda(x):
    return integral(lambda t: np.sin(t * x[0]) + x[1] * t, 0.0, 2.0)


def between_active_bounds(x):
    return integral(lambda t: np.sin(t * x[0]) + x[1] * t, x[3], x[2])


def of_a_ufunc_and_a_function(x):
    return integral(np.exp, x[0], x[1]) * integral(hump, 0.0, x[2])


def of_two_lambdas(x):
    one = integral(lambda t: t * x[0] * t, 0.0, 1.0)
    return one * integral(lambda t: np.exp(t * x[1]), 0.0, x[2])


def of_an_argument(x, f):
    return integral(f, x[0], x[1])


def of_a_function_that_holds_another(x):
    k = x[0] * 2.0

    def inner(t):
        return t * k

    return integral(lambda t: inner(t) ** 2 * x[1], 0.0, 1.0)


def held_by_an_inner_function(x):
    def f(t):
        return t * x[0] + x[2]

    def climb(a):
        if a > 3.0:
            return f(a) * a
        return climb(a + f(a))

    return climb(x[1])


def bisected(x):
    def root(f, a, b):
        m = 0.5 * (a + b)
        if b - a < 0.1:
            return m * f(m)
        if f(m) > 0:
            return root(f, a, m)
        return root(f, m, b)

    return root(lambda t: t * t - x[0], 0.0, x[1] * 2.0)


PROGRAMS = [
    *(
        Program(function, (V,))
        for function in (
            of_a_lambda,
            between_active_bounds,
            of_a_ufunc_and_a_function,
            of_two_lambdas,
            of_a_function_that_holds_another,
            held_by_an_inner_function,
            bisected,
        )
    ),
    Program(of_an_argument, (V, hump)),
    Program(of_an_argument, (V, np.cos), name="of_a_ufunc_as_argument"),
]
