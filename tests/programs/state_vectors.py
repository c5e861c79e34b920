"""States that a right-hand side takes apart and makes, as in ordinary differential equations."""

import numpy as np

from tests.programs.case import Program, positive, signed


def step(rhs, t, y, h, *parameters):
    k1 = rhs(t, y, *parameters)
    k2 = rhs(t + h / 2, y + h / 2 * k1, *parameters)
    k3 = rhs(t + h / 2, y + h / 2 * k2, *parameters)
    k4 = rhs(t + h, y + h * k3, *parameters)
    return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def predation(t, y, a, b):
    prey, predators = y
    return np.array([a * prey - b * prey * predators, 0.3 * prey * predators - predators])


def forced(t, y, a, b):
    position, speed = y
    return np.array([speed, -a * position - b * speed + np.cos(t)])


def of_no_force(x, rates, n):
    a, b = rates
    for i in range(n):
        x = step(predation, i * 0.1, x, 0.1, a, b)
    return np.sum(x * x)


def of_a_force(x, rates, n):
    a, b = rates
    for i in range(n):
        x = step(forced, i * 0.1, x, 0.1, a, b)
    return np.sum(x * x)


def two_species(rates, n):
    a, b, c, d = rates
    z = np.array([1.0, 0.5])
    for _ in range(n):

        def rhs(z):
            return np.array([a * z[0] - b * z[0] * z[1], -c * z[1] + d * z[0] * z[1]])

        k1 = rhs(z)
        k2 = rhs(z + 0.05 * k1)
        k3 = rhs(z + 0.05 * k2)
        z = z + 0.1 / 6 * (k1 + 2 * k2 + 2 * k3 + rhs(z + 0.1 * k3))
    return np.sum(z**2)


def one_element_of_three(v):
    doubled = 2.0 * v
    _, second, _ = doubled
    return second * second


def elements_and_the_whole(v):
    doubled = np.sin(v)
    first, second, third = doubled
    return first * second + np.sum(doubled * third)


def elements_twice(v):
    doubled = np.sin(v)
    a, b, c = doubled
    d, e, f = doubled
    return a * d + b * e * f + c


def rows_of_a_matrix(m):
    first, second = np.sin(m)
    return np.sum(first * second[::-1])


def elements_of_one_that_is_written(v):
    doubled = 2.0 * v
    first, second, third = doubled
    doubled[1] = first * third
    return np.sum(doubled) * second


def in_a_branch(v, flag):
    if flag:
        scaled = 3.0 * v
        a, b, c = scaled
    else:
        a = b = c = v[0]
    return a * b + c


def complex_elements(v):
    a, b, c = v * (1.0 + 2.0j)
    return (a * b * c).real


def never_used(x, t):
    return x * x


def unused_sums(v):
    s = 0.0
    for i in range(len(v)):
        s += never_used(v[i], i * 0.5 + 1.0)
    return s


V = signed(3)
NARROW = np.array([0.5, -1.25, 0.75], np.float32)

PROGRAMS = [
    Program(of_no_force, (positive(2), np.array([0.4, 0.2]), 4), wrt=(0, 1)),
    Program(of_a_force, (signed(2), np.array([0.4, 0.2]), 4), wrt=(0, 1)),
    Program(two_species, (positive(4), 3)),
    Program(one_element_of_three, (V,)),
    Program(one_element_of_three, (NARROW,), error_scale=1e5, name="one_element_of_three_narrow"),
    Program(elements_and_the_whole, (V,)),
    Program(
        elements_and_the_whole, (NARROW,), error_scale=1e5, name="elements_and_the_whole_narrow"
    ),
    Program(elements_twice, (V,)),
    Program(rows_of_a_matrix, (signed(2, 3),)),
    Program(elements_of_one_that_is_written, (V,)),
    Program(in_a_branch, (V, True)),
    Program(in_a_branch, (V, False), name="not_in_a_branch"),
    Program(complex_elements, (V,)),
    Program(unused_sums, (V,)),
]
