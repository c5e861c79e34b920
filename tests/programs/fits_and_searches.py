"""Programs that fit between bounds or in order, or search by the older functions of SciPy."""

import numpy as np
import scipy.optimize as so

from tests.programs.case import Program, positive, signed

X, A, B = positive(3), positive(6, 3), positive(6, start=4)
EYE = np.eye(6, 3)


def cost(y, p, weight):
    return np.sum((y - p) ** 4) + weight * np.sum(y**2)


def slope(y, p, weight):
    return 4 * (y - p) ** 3 + 2 * weight * y


def cost_of_a_number(y, p):
    return (y**2 - p) ** 2 + 0.3 * y


def without_negative_unknowns(a, b):
    x, rest = so.nnls(a, b)
    return np.sum(x**2) + rest


def with_some_that_are_zero(a, b):
    x, rest = so.nnls(a - 0.9 * EYE, b - 1.0)
    return x @ x + rest


def between_numbers(a, b):
    found = so.lsq_linear(a, b, bounds=(0.1, 0.6))
    return np.sum(found.x**2) + found.cost + found.fun[0]


def between_active_bounds(a, b, low):
    found = so.lsq_linear(a, b, (low, low + 0.3))
    return np.sum(np.exp(found.x)) if found.success else 0.0


def without_bounds(a, b):
    return np.sum(so.lsq_linear(a, b).x ** 3)


def in_order(b, weights):
    up = so.isotonic_regression(np.sin(7 * b), weights=weights)
    down = so.isotonic_regression(np.cos(5 * b), increasing=False)
    return up.x @ b + down.x @ np.arange(6.0) + up.weights @ up.weights


def by_a_simplex(x):
    return np.sum(so.fmin(cost, np.zeros(3), args=(x, 0.5), xtol=1e-9, ftol=1e-12, disp=False) ** 2)


def by_powell(x):
    found = so.fmin_powell(lambda y: cost(y, x, 0.5), np.zeros(3), xtol=1e-10, disp=False)
    return found @ x


def by_slopes(x):
    first = so.fmin_bfgs(cost, np.zeros(3), slope, (x, 0.5), gtol=1e-12, disp=False)
    return first @ so.fmin_cg(cost, np.zeros(3), slope, (x, 1.0), gtol=1e-10, disp=False)


def by_both_at_once(x):
    both = lambda y: (cost(y, x, 0.5), slope(y, x, 0.5))
    y, value, told = so.fmin_l_bfgs_b(both, np.zeros(3), factr=1.0, pgtol=1e-14)
    return y @ x + value if told["warnflag"] == 0 else 0.0


def between_bounds(x):
    y, value, _ = so.fmin_l_bfgs_b(cost, np.zeros(3), slope, (x, 0.5), 0, [(-5, 5)] * 3, factr=1.0)
    return y @ x + value


def along_a_line(x):
    y = so.brent(cost_of_a_number, args=(x[0],), brack=(0.0, 0.5), tol=1e-12)
    z, least, _ = so.golden(cost_of_a_number, (x[1],), (-1.0, -0.5), 1e-12, True)
    w = so.fminbound(cost_of_a_number, -2.0, 0.0, args=(x[2],), xtol=1e-12)
    return y * z * w + least


def by_marquardt(x):
    t = np.linspace(0.0, 1.0, 5)
    y, _ = so.leastsq(lambda p: p[0] * np.exp(p[1] * t) - x[0] - x[1] * t**2, np.ones(2))
    return y[0] * y[1]


def everywhere(x):
    found = so.differential_evolution(cost, [(-3, 3)], args=(x[0], 0.5), seed=1, popsize=5)
    return found.x[0] ** 2 * x[1] + found.fun


def as_a_dict(x):
    found = so.minimize(cost, np.zeros(3), args=(x, 0.5), jac=slope, tol=1e-13)
    root = so.root(lambda y: y**3 + y - x, np.ones(3), tol=1e-14)
    return found["x"] @ x + found["fun"] + np.sum(root["x"] ** 2)


def with_full_output(x):
    y, told, ended, _ = so.fsolve(lambda y: y**3 + y - x, np.ones(3), full_output=True, xtol=1e-14)
    return np.sum(y**2) if ended == 1 else 0.0


PROGRAMS = [
    *(
        Program(function, (A, B), wrt=(0, 1))
        for function in (
            without_negative_unknowns,
            with_some_that_are_zero,
            between_numbers,
            without_bounds,
        )
    ),
    Program(between_active_bounds, (A, B, 0.2 * signed(3)), wrt=(0, 1, 2)),
    Program(in_order, (B, positive(6, start=9)), wrt=(0, 1)),
    Program(as_a_dict, (X,)),
    Program(with_full_output, (X,)),
    # a minimum is found to the root of the precision of the function
    *(
        Program(function, (X,), error_scale=1e3)
        for function in (
            by_a_simplex,
            by_powell,
            by_slopes,
            by_both_at_once,
            between_bounds,
            along_a_line,
            by_marquardt,
            everywhere,
        )
    ),
]
