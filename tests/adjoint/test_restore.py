"""Which values of a pass are recorded where several are needed that are made of one."""

import re

import numpy as np

from srcgrad import grad, source
from tests.oracle.differences import gradient
from tests.programs.state_vectors import of_no_force


def products_of_one(x, n):
    for _ in range(n):
        t = np.sin(x)
        x = np.sin(2.0 * t) * np.cos(3.0 * t)
    return x


def functions_of_one(x, n):
    for _ in range(n):
        t = np.sin(x)
        x = np.exp(-np.exp(t)) * np.cos(np.sqrt(t + 2.0))
    return x


def appended(text):
    """What the forward sweep records."""
    return re.findall(r"_tape\.append\((.*?)\)\n", text, re.DOTALL)


def test_the_value_that_others_are_made_of():
    text = source(products_of_one, 0.3, 5)
    assert not any("product" in record for record in appended(text))
    assert "np.sin(3.0 * t)" in text.partition("# reverse sweep")[2]
    expected = gradient(products_of_one, (0.3, 5))
    np.testing.assert_allclose(grad(products_of_one)(0.3, 5)[1], expected, rtol=1e-9)


def test_not_what_costs_more_than_a_record():
    records = ", ".join(appended(source(functions_of_one, 0.3, 5)))
    assert "exp_t" in records
    assert "sqrt" in records


def test_the_numbers_of_a_state():
    text = source(of_no_force, np.array([1.3, 0.7]), np.array([0.4, 0.2]), 2)
    records = ", ".join(appended(text))
    assert "prey4" in records
    assert "product" not in records


def parts_of_a_state(x, n):
    for _ in range(n):
        x = x[1:] * x[:-1]
    return np.sum(x)


def distances(p, m, n):
    for _ in range(n):
        apart = p[:, None] - p[None, :]
        squares = apart * apart + 0.1
        roots = np.sqrt(squares)
        p = p + np.sum(m / (squares * roots) * apart, axis=1)
    return np.sum(p)


def test_a_state_comes_back_before_parts_of_it_are_read():
    assert ["x"] == appended(source(parts_of_a_state, np.ones(5), 3))


def test_a_product_of_tables_that_are_recorded_is_computed_again():
    records = appended(source(distances, np.ones(3), np.ones((3, 3)), 2, wrt=(0, 1)))
    assert {"apart", "squares", "roots"} == set(", ".join(records).replace("(", "").split(", "))
