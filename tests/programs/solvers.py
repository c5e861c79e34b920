"""Programs that call SciPy's solvers of equations and minimisers, with functions of their own."""

import numpy as np
import scipy.optimize as so
from scipy.optimize import brentq

from srcgrad import grad, hessian, jacobian
from tests.programs.case import Program, positive

X = positive(3)
CUBES = lambda y, x: y**3 + y - x
SLOPE_OF_CUBES = jacobian(CUBES)


def kepler(E, M, e):
    return E - e * np.sin(E) - M


def with_arguments(x):
    return brentq(kepler, 0.0, 3.0, args=(x[0], 0.5 * x[1]), xtol=1e-14) * x[2]


def with_one_argument(x):
    return so.bisect(lambda y, p: y**3 + y - p, 0.0, 2.0, args=x[0], xtol=1e-14) ** 2


def of_what_a_lambda_holds(x):
    M = x[0] * 1.1
    return brentq(lambda E: E - 0.4 * x[1] * np.sin(E) - M, 0.0, 3.0, xtol=1e-14)


def of_what_a_function_holds(x, k=2.0):
    def shifted(y, power=3):
        return y**power + k * y - np.sum(x)

    return so.ridder(shifted, 0.0, 5.0, xtol=1e-14) + so.brenth(shifted, 0.0, 5.0, xtol=1e-14)


def with_active_ends(x):
    return brentq(lambda y: y * y - x[0], 0.1 * x[1], 2.0 + x[2], xtol=1e-14)


def by_toms748(x):
    return so.toms748(lambda y: np.exp(y) - x[0] - 1.0, 0.0, 3.0, xtol=1e-14) * x[0]


def by_newton(x):
    y = so.newton(lambda y: y**3 - x[0], 1.0, tol=1e-14)
    z = so.newton(lambda z, p: z**2 - p, 1.0, lambda z, p: 2 * z, args=(x[1],), tol=1e-14)
    return y * z


def by_newton_at_once(x):
    y = so.newton(lambda y: y**3 + y - x, np.ones(3), tol=1e-14)
    return np.sum(y**2)


def by_root_scalar(x):
    found = so.root_scalar(lambda y: y**3 + y - x[0], bracket=[0.0, 2.0], xtol=1e-14)
    other = so.root_scalar(lambda y: y**3 + y - x[1], x0=0.5, x1=0.6, xtol=1e-14)
    return found.root * other.root if found.converged else 0.0


def with_full_output(x):
    y, told = brentq(kepler, 0.0, 3.0, (x[0], 0.3), xtol=1e-14, full_output=True)
    return y * told.root


def by_fixed_point(x):
    return so.fixed_point(lambda y: np.cos(x[0] * y), 0.5, xtol=1e-14) * x[1]


def two_equations(y, a, b):
    return [y[0] ** 2 + a * y[1] - b[0] - 2, y[1] ** 3 + y[0] * b[1] - b[2] - 3]


def by_fsolve(x):
    y = so.fsolve(two_equations, [1.0, 1.0], args=(x[0], x), xtol=1e-14)
    return y[0] * y[1] ** 2


def by_root(x):
    def equations(y):
        return np.array([y[0] ** 2 + x[0] * y[1] - 2, y[1] ** 3 + y[0] * x[1] - x[2] - 3])

    found = so.root(equations, np.ones(2), tol=1e-14)
    return np.sum(found.x**2) + np.sum(found.fun) * 0.0


def by_root_with_its_jacobian(x):
    found = so.root(
        lambda y: (y**3 + y - x, np.diag(3 * y**2 + 1)), np.ones(3), jac=True, tol=1e-14
    )
    other = so.root(lambda y: y**3 + y - x, np.ones(3), jac=lambda y: np.diag(3 * y**2 + 1))
    return np.sum(found.x * x) + np.sum(other.x**2)


def by_derivatives_of_what_is_made_here(x):
    equations = lambda y: y**3 + y - x
    cost = lambda y, weight: np.sum((y - x) ** 4) + weight * np.sum(y**2)
    found = so.root(equations, np.ones(3), jac=jacobian(equations, mode="forward"), tol=1e-14)
    options = {"jac": True, "hess": hessian(cost), "method": "trust-exact", "tol": 1e-13}
    least = so.minimize(grad(cost), np.zeros(3), args=(x[0],), **options)
    return found.x @ least.x


def root_of_a_lambda_outside(x):
    return np.sum(so.root(CUBES, np.ones(3), args=(x,), jac=SLOPE_OF_CUBES, tol=1e-14).x)


def by_minimize_scalar(x):
    found = so.minimize_scalar(lambda y: (y**2 - x[0]) ** 2 + x[1] * y, tol=1e-14)
    return found.x * x[2] + found.fun


def objective(y, p, weight):
    return np.sum((y - p) ** 4) + weight * np.sum(y**2)


def by_minimize(x):
    slope = lambda y: 4 * (y - x) ** 3 + y
    found = so.minimize(lambda y: objective(y, x, 0.5), np.zeros(3), jac=slope, tol=1e-13)
    return np.sum(found.x**2 * x) + found.fun


def by_minimize_with_both(x):
    both = lambda y, p: (objective(y, p, 1.0), 4 * (y - p) ** 3 + 2 * y)
    found = so.minimize(both, np.zeros(3), args=(x,), jac=True, tol=1e-13, method="L-BFGS-B")
    return found.x @ found.x + found.fun


def by_minimize_between_bounds(x):
    found = so.minimize(objective, np.ones(3), args=(x, 0.5), bounds=[(0.0, None)] * 3, tol=1e-15)
    other = so.minimize(lambda y: objective(y, x, 1.0), np.ones(3), bounds=so.Bounds(-5, 5))
    return found.x @ x + found.fun + other.fun


def by_fits_between_bounds(x):
    found = so.least_squares(
        lambda p: p * np.exp(p) - x, np.ones(3), bounds=(0.0, 5.0), xtol=1e-15, gtol=1e-15
    )
    fitted, _ = so.curve_fit(
        lambda t, a, b: a * t + b * t**2, T, np.sin(x[0] * T) + x[1], bounds=([-9, -9], [9, 9])
    )
    return np.sum(found.x**2) + fitted[0] * fitted[1]


def by_newton_cg(x):
    found = so.minimize(
        objective,
        np.zeros(3),
        args=(x, x[0]),
        method="Newton-CG",
        jac=lambda y, p, w: 4 * (y - p) ** 3 + 2 * w * y,
        options={"xtol": 1e-14},
    )
    return np.sum(np.sin(found.x))


T = np.linspace(0.0, 2.0, 7)


def by_least_squares(x):
    found = so.least_squares(
        lambda p: p[0] * np.exp(-p[1] * T) - np.cos(x[0] * T) * x[1],
        [1.0, 0.5],
        jac=lambda p: np.stack([np.exp(-p[1] * T), -p[0] * T * np.exp(-p[1] * T)], axis=1),
        ftol=1e-15,
        xtol=1e-15,
        gtol=1e-15,
    )
    return found.x[0] * found.x[1] + found.cost


def by_curve_fit(x):
    fitted, _ = so.curve_fit(
        lambda t, a, b: a * t + b * t**2,
        T,
        np.sin(x[0] * T) + x[1],
        p0=[1.0, 0.0],
        jac=lambda t, a, b: np.stack([t, t**2], axis=1),
        ftol=1e-15,
    )
    return fitted[0] * fitted[1]


def decay(t, rate):
    return np.exp(-rate * t)


def weighted_fit(x):
    weights = np.linspace(1.0, 2.0, 7)
    fitted, _ = so.curve_fit(decay, T, decay(T, x[0]) * x[1], p0=[0.9], sigma=weights, ftol=1e-15)
    return fitted[0]


def in_a_loop(x):
    s = 0.5
    for i in range(3):
        s = brentq(lambda y: y**3 + y - s - x[i], 0.0, 3.0, xtol=1e-14) * 0.5
    return s


def where_it_converges(x):
    found = so.root(lambda y: y**3 + y - x, np.ones(3), tol=1e-14)
    if not found.success:
        return 0.0
    return np.sum(found.x)


def of_functions_that_hold_functions(x):
    rate = x[0] * 2.0

    def inner(y):
        return y * rate

    return brentq(lambda y: inner(y) + y**3 - x[1], 0.0, 2.0, xtol=1e-14)


def of_a_dict(params):
    return brentq(lambda y: y**3 + params["a"] * y - params["b"], 0.0, 2.0, xtol=1e-14)


def in_a_helper(x):
    def solve(f, top):
        return brentq(f, 0.0, top, xtol=1e-14)

    return solve(lambda y: y**2 - x[0], 3.0) * solve(lambda y: y**3 - x[1], 3.0)


def of_a_given_function(x, f):
    return brentq(f, 0.0, 3.0, args=(x[0], 0.3), xtol=1e-14) ** 2


@grad
def sensitivity(M):
    return brentq(lambda E: E - 0.3 * np.sin(E) - M, 0.0, 4.0, xtol=1e-14)


def of_the_sensitivity(x):
    return sensitivity(x[0])[1] * x[1]


def of_derivatives(x):
    def slope(y):
        return grad(lambda z: np.sum((z - x) ** 4) + 0.5 * np.sum(z**2))(y)[1]

    return np.sum(so.root(slope, np.zeros(3), tol=1e-14).x ** 2)


def constant_elsewhere(x):
    y = brentq(lambda t: t**2 - 2.0, 0.0, 2.0)
    z = float(brentq(kepler, 0.0, 3.0, args=(0.5, 0.3)))
    return y * x[0] + z * x[1]


def line(y, a, b):
    return y**3 - a * y - b


def with_a_list_of_arguments(x):
    return so.newton(line, 2.0, args=[x[0], x[1]], tol=1e-14)


def with_the_rest_of_the_arguments(x):
    start, *rest = (2.0, x[0], x[1])
    return so.newton(
        lambda y, *more: line(y, *more), start, lambda y, *more: 3 * y**2 - more[0], rest, 1e-14
    )


def with_a_list_as_an_argument(x):
    return brentq(lambda y, p: y**2 - p[0] * p[1], 0.0, 4.0, args=[x[0], x[1]], xtol=1e-14) + (
        brentq(lambda y, p: y**2 - p[0], 0.0, 4.0, args=([x[0]],), xtol=1e-14)
    )


def of_a_list_around_it(x):
    p = [x[0]]
    p.append(x[1])
    return brentq(lambda y: y**2 - p[0] * p[1], 0.0, 4.0, xtol=1e-14)


ALL = [
    with_a_list_of_arguments,
    with_the_rest_of_the_arguments,
    with_a_list_as_an_argument,
    of_a_list_around_it,
    with_arguments,
    with_one_argument,
    of_what_a_lambda_holds,
    of_what_a_function_holds,
    with_active_ends,
    by_toms748,
    by_newton,
    by_newton_at_once,
    by_root_scalar,
    with_full_output,
    by_fixed_point,
    by_fsolve,
    by_root,
    by_root_with_its_jacobian,
    in_a_loop,
    where_it_converges,
    of_functions_that_hold_functions,
    in_a_helper,
    of_the_sensitivity,
    of_derivatives,
    constant_elsewhere,
]
PROGRAMS = [
    *(Program(function, (X,)) for function in ALL),
    # a minimum is found to the root of the precision of the function
    Program(by_minimize, (X,), error_scale=1e3),
    Program(by_minimize_with_both, (X,), error_scale=1e3),
    Program(by_least_squares, (X,), error_scale=1e3),
    Program(by_curve_fit, (X,), error_scale=1e3),
    Program(by_derivatives_of_what_is_made_here, (X,)),
    Program(root_of_a_lambda_outside, (X,)),
    Program(by_minimize_scalar, (X,), error_scale=1e3),
    Program(weighted_fit, (X,), error_scale=1e3),
    Program(by_newton_cg, (X,), error_scale=1e3),
    Program(by_minimize_between_bounds, (X,), error_scale=1e3),
    Program(by_fits_between_bounds, (X,), error_scale=1e3),
    Program(of_a_dict, ({"a": 1.2, "b": 0.7},)),
    Program(of_a_given_function, (X, kepler)),
]
