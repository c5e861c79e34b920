"""Programs that call solvers with a residual: differentiated by the implicit function theorem."""

import numpy as np

from srcgrad import grad, implicit_root
from tests.programs.case import Program, positive, signed


def kepler(E, M, e):
    return E - e * np.sin(E) - M


@implicit_root(kepler)
def anomaly(M, e, steps=60):
    E = M
    for _ in range(steps):
        E = M + e * np.sin(E)
    return E


def orbit(x):
    return anomaly(x[1], 0.5 * x[0]) ** 2 * x[2]


def one_parameter(x):
    return anomaly(x[0], 0.3) * anomaly(x[1], 0.2, steps=50)


def of_floats(M, e):
    return anomaly(M, e) ** 2


def two_equations(y, a, b):
    return np.array([y[0] ** 2 + a * y[1] - b[0] - 2, y[1] ** 3 + y[0] * b[1] - b[2] - 3])


@implicit_root(two_equations)
def newton(a, b):
    y = np.array([1.0, 1.0])
    for _ in range(30):
        slope = np.array([[2 * y[0], a], [b[1], 3 * y[1] ** 2]])
        y = y - np.linalg.solve(slope, two_equations(y, a, b))
    return y


def system(x):
    return np.sum(newton(x[0], x) ** 2)


def system_by_one(x):
    return np.sum(newton(0.7, x * x) * np.array([1.0, 2.0]))


def cubic(y, x):
    return y**3 + y - x


@implicit_root(cubic)
def found_elsewhere(x):
    """What the compiler cannot look into."""
    y = np.zeros(x.shape)
    for _ in range(80):
        y = y - (y**3 + y - x) / (3 * y**2 + 1)
    return eval("held['y']", {"held": {"y": y}})


def opaque(x):
    return np.sum(found_elsewhere(x) ** 2)


@implicit_root(lambda y, A, b: A @ y - b)
def by_jacobi(A, b, start):
    for _ in range(200):
        start[:] = (b - A @ start) / np.diag(A) + start
    return start


def linear_system(A, b):
    start = np.zeros(3)
    return np.sum(by_jacobi(A, b, start) ** 3) + np.sum(start)


def fixed_point(y, w):
    return np.tanh(w @ y + 0.3) - y


@implicit_root(fixed_point)
def equilibrium(w):
    y = np.zeros(len(w))
    for _ in range(200):
        y = np.tanh(w @ y + 0.3)
    return y


def deep_equilibrium(w):
    return np.sum(equilibrium(0.3 * w) ** 2)


def objective(y, p):
    return np.sum((y - p) ** 4) + 0.5 * np.sum(y**2)


def stationary(y, p):
    return grad(objective)(y, p)[1]


@implicit_root(stationary)
def minimiser(p):
    y = p * 0.5
    for _ in range(60):
        slope = 4 * (y - p) ** 3 + y
        y = y - slope / (12 * (y - p) ** 2 + 1)
    return y


def of_a_minimum(p):
    return np.sum(minimiser(p) * p)


def matrix_root(Y, A):
    return Y @ Y - A


@implicit_root(matrix_root)
def square_root(A):
    Y = np.eye(len(A))
    for _ in range(40):
        Y = 0.5 * (Y + np.linalg.solve(Y, A))
    return Y


def of_a_matrix(A):
    return np.sum(square_root(A @ A.T + np.eye(2)) ** 3)


def in_a_loop(x):
    s = 0.0
    for i in range(3):
        s = anomaly(s + x[i], 0.2) * 0.5
    return s


@grad
def sensitivity(M):
    return anomaly(M, 0.4)


def of_the_sensitivity(M):
    return sensitivity(M)[1] ** 2


def chain(y, w, right):
    """Neighbours pull at one another; `y` and `w` are names that the derivative has as well."""
    r = 3.0 * y + w * y**3 - right
    r[1:] -= y[:-1]
    r[:-1] -= 1.2 * y[1:]
    return r


@implicit_root(chain, linear_solve="gmres")
def relaxed(w, right):
    y = np.zeros(len(right))
    for _ in range(120):
        y = y - chain(y, w, right) / 4.0
    return y


def by_products(x):
    return np.sum(relaxed(0.3 * x[0] ** 2, np.sin(x)) ** 2 * np.array([1.0, 2.0, 3.0, 4.0]))


@grad
def effort(x):
    return by_products(x)


def of_the_effort(x):
    return np.sum(effort(x)[1] ** 2)


@implicit_root(stationary, linear_solve="gmres")
def minimiser_by_products(p):
    y = p * 0.5
    for _ in range(60):
        y = y - (4 * (y - p) ** 3 + y) / (12 * (y - p) ** 2 + 1)
    return y


def of_a_large_minimum(p):
    return np.sum(minimiser_by_products(p) * p)


@implicit_root(matrix_root, linear_solve="gmres")
def square_root_by_products(A):
    Y = np.eye(len(A))
    for _ in range(40):
        Y = 0.5 * (Y + np.linalg.solve(Y, A))
    return Y


def of_a_matrix_by_products(A):
    return np.sum(square_root_by_products(A @ A.T + np.eye(2)) ** 3)


X = signed(3)
PROGRAMS = [
    Program(orbit, (X,)),
    Program(one_parameter, (X,)),
    Program(of_floats, (1.0, 0.3), wrt=(0, 1)),
    Program(system, (X,)),
    Program(system_by_one, (X,)),
    Program(opaque, (X,)),
    Program(linear_system, (positive(3, 3) + 3 * np.eye(3), X), wrt=(0, 1)),
    Program(deep_equilibrium, (signed(3, 3),)),
    Program(of_a_minimum, (X,)),
    Program(of_a_matrix, (signed(2, 2),)),
    Program(in_a_loop, (X,)),
    Program(of_the_sensitivity, (1.2,)),
    Program(by_products, (signed(4),)),
    Program(of_the_effort, (signed(4),)),
    Program(of_a_large_minimum, (X,)),
    Program(of_a_matrix_by_products, (signed(2, 2),)),
]
