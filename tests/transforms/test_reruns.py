"""Jacobians and Hessians run a function once for each direction, and every run is like the first.

What a run changes is put back before the next one; afterwards all is as one run leaves it.
"""

import random

import numpy as np
import pytest

from srcgrad import hessian, jacobian

MODES = ["reverse", "forward", "auto"]


class Cell:
    """A vector and a factor."""

    def __init__(self):
        self.u = np.array([2.0, 3.0])
        self.c = 0.6


SCRATCH = np.array([1.0, 2.0])
CALLS = []
GENERATOR = np.random.default_rng(5)


def attribute_rebound(x, cell):
    s = x * x[0] * (x[1] if cell.c > 0.5 else 1.0)
    cell.c = 0.3
    return s


def array_of_an_object(x, cell):
    cell.u[0] = cell.u[0] + 1.0
    return x * x[0] * cell.u


def global_array(x, cell):
    SCRATCH[...] = SCRATCH * 2.0
    return x * x[0] * SCRATCH


def global_list(x, cell):
    s = x * x[0] * (1 + len(CALLS))
    CALLS.append(1)
    return s


def drawn_from_a_global(x, cell):
    return x * x[0] * GENERATOR.normal(size=2)


def drawn_from_numpy(x, cell):
    return x * x[0] * np.random.normal()


def drawn_from_python(x, cell):
    return x * x[0] * random.gauss(0.0, 1.0)


FUNCTIONS = [
    attribute_rebound,
    array_of_an_object,
    global_array,
    global_list,
    drawn_from_a_global,
    drawn_from_numpy,
    drawn_from_python,
]


def start():
    """The state of everything outside, made anew."""
    SCRATCH[...] = [1.0, 2.0]
    CALLS.clear()
    GENERATOR.bit_generator.state = np.random.default_rng(5).bit_generator.state
    np.random.seed(3)
    random.seed(4)


def left(cell):
    """What a run has left behind."""
    outside = SCRATCH.tolist(), len(CALLS), GENERATOR.normal(), np.random.normal(), random.random()
    return *outside, cell.u.tolist(), cell.c


def rows(function):
    """The Jacobian by differences, and what one run leaves."""
    columns = []
    for h in 0.5 * np.eye(2):  # the functions are of the second degree or, in one place, the third
        found = []
        for k in (-2, -1, 1, 2):
            start()
            found.append(function(np.array([2.0, 3.0]) + k * h, Cell()))
        columns.append((found[0] - 8 * found[1] + 8 * found[2] - found[3]) / 6.0)
    start()
    cell = Cell()
    function(np.array([2.0, 3.0]), cell)
    return np.array(columns).T, left(cell)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_jacobian(function):
    expected, behind = rows(function)
    for mode in MODES:
        start()
        cell = Cell()
        found = jacobian(function, mode=mode)(np.array([2.0, 3.0]), cell)
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)
        assert behind == left(cell)


def summed(x, cell):
    s = x[0] * x[1] * np.sum(x * GENERATOR.normal(size=2)) * np.random.normal() * cell.c
    cell.c = 1.0
    SCRATCH[0] += 1.0
    return s * SCRATCH[0]


def test_hessian():
    start()
    cell = Cell()
    found = hessian(summed)(np.array([2.0, 3.0]), cell)
    behind = left(cell)
    assert np.array_equal(found, found.T)
    start()
    cell = Cell()
    a, b = GENERATOR.normal(size=2)
    scale = np.random.normal() * 0.6 * 2.0
    expected = scale * np.array([[2 * a * 3, 2 * a * 2 + 2 * b * 3], [0, 2 * b * 2]])
    expected[1, 0] = expected[0, 1]
    np.testing.assert_allclose(found, expected, rtol=1e-12)
    start()
    summed(np.array([2.0, 3.0]), cell)
    assert behind == left(cell)


def shortened(cell):
    cell.u = cell.u[1:] * cell.c
    return cell.u * cell.u


def test_an_object_that_changes_its_shape():
    found = jacobian(shortened, mode="forward")(Cell())
    np.testing.assert_allclose(found.u, [[0.0, 2.16]])
    np.testing.assert_allclose(found.c, [10.8])
