"""Programs that call solvers with a residual: differentiated by the implicit function theorem."""

from collections import namedtuple
from dataclasses import dataclass

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


def balance(y, p):
    return {"a": y["a"] ** 2 - p["k"] * p["l"], "b": y["b"] - p["k"] * y["a"]}


@implicit_root(balance)
def balanced(p):
    a = np.sqrt(p["k"] * p["l"])
    return {"a": a, "b": p["k"] * a}


def of_dicts(p):
    return balanced(p)["b"] * balanced({"k": p["l"], "l": 2.0})["a"]


def constrained(y, x, n):
    u, weight = y
    return [2.0 * (u - x) + weight, np.sum(u) - 1.0]


@implicit_root(constrained)
def projected(x, n):
    weight = 2.0 * (np.sum(x) - 1.0) / n
    return [x - 0.5 * weight, weight]


@implicit_root(constrained, linear_solve="gmres")
def projected_by_products(x, n):
    weight = 2.0 * (np.sum(x) - 1.0) / n
    return [x - 0.5 * weight, weight]


def of_lists(x):
    u, weight = projected(x, len(x))
    return np.sum(u**3) + weight


def of_lists_by_products(x):
    u, weight = projected_by_products(x, len(x))
    return np.sum(u**3) + weight


@dataclass
class Spring:
    stiffness: np.ndarray
    load: np.ndarray


@dataclass
class Rest:
    place: np.ndarray
    energy: float
    steps: int


def forces(y, spring, w):
    pull = spring.stiffness @ y.place + w * y.place**3 - spring.load
    return Rest(pull, y.energy - w * np.sum(y.place), 0)


@implicit_root(forces)
def at_rest(spring, w, steps=20):
    u = np.zeros(2)
    for _ in range(steps):
        pull = spring.stiffness @ u + w * u**3 - spring.load
        u = u - np.linalg.solve(spring.stiffness + np.diag(3.0 * w * u**2), pull)
    return Rest(u, float(w * np.sum(u)), steps)


def of_dataclasses(spring, w):
    found = at_rest(spring, w)
    return np.sum(found.place**2) * found.energy + 0.1 * found.steps * w


def misfit(y, p):
    return np.sum((p["X"] @ y["w"] + y["b"] - p["t"]) ** 2) + p["l"] * np.sum(y["w"] ** 2)


def misfit_slope(y, p):
    return grad(misfit)(y, p)[1]


@implicit_root(misfit_slope)
def fitted(p):
    X = np.column_stack([p["X"], np.ones(len(p["t"]))])
    found = np.linalg.solve(X.T @ X + np.diag([p["l"], p["l"], 0.0]), X.T @ p["t"])
    return {"w": found[:2], "b": found[2]}


def of_a_minimum_over_dicts(p):
    found = fitted(p)
    return np.sum(found["w"] ** 2) + found["b"]


Point = namedtuple("Point", "x y")


def moved_on(y, s):
    return Point(np.cos(y.x * s["a"]) - y.x, 0.5 * np.sin(y.x + s["b"]) - y.y)


@implicit_root(moved_on)
def fixed_point(s):
    x = 0.5
    for _ in range(200):
        x = float(np.cos(x * s["a"]))
    return Point(x, float(0.5 * np.sin(x + s["b"])))


def of_a_named_tuple(s):
    found = fixed_point(s)
    return found.x * found.y


@implicit_root(lambda y, p: y * y - p[0] * p[1])
def mean_of_a_list(p):
    return float(np.sqrt(p[0] * p[1]))


def of_a_list(a):
    return mean_of_a_list([a, 3.0]) * a


def of_a_list_that_grows(a):
    p = [a]
    p.append(3.0 * a)
    return mean_of_a_list(p) ** 2


def of_a_list_that_is_given(p):
    return mean_of_a_list(p) * p[0]


PROGRAMS = [
    Program(of_a_list, (2.0,)),
    Program(of_a_list_that_grows, (2.0,)),
    Program(of_a_list_that_is_given, ([2.0, 3.0],)),
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
    Program(of_dicts, ({"k": 2.0, "l": 3.0},)),
    Program(of_lists, (X,)),
    Program(of_lists_by_products, (X,)),
    Program(
        of_dataclasses,
        (Spring(np.array([[4.0, 1.0], [1.0, 5.0]]), np.array([1.0, 2.0])), 0.3),
        wrt=(0, 1),
    ),
    Program(of_a_minimum_over_dicts, ({"X": signed(4, 2), "t": positive(4), "l": 0.3},)),
    Program(of_a_named_tuple, ({"a": 0.7, "b": 0.2},)),
]
