"""Where what is added to an element of an adjoint first is stored."""

import numpy as np
import pytest

from srcgrad import check_grads, source
from srcgrad.adjoint.memory.still_zero import last
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import render
from srcgrad.ir.walk import statements
from tests.analysis.test_regions import Questions, forward_substitution
from tests.programs import lean_forms as p


def test_stored():
    assert "        c_bar[i] = " in source(p.buffer_read_once, p.V)
    assert 2 == source(p.element_tested_and_read, p.V).count("        x_bar[i] = ")


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (p.buffer_read_in_each_pass, (2,)),
        (p.buffer_read_around_its_end, ()),
        (p.buffer_read_through_a_view, ()),
    ],
)
def test_added(function, args):
    assert "        c_bar[i] += " in source(function, p.V, *args)


def lasts(function, *args, **options):
    """For each subscript of an argument, whether no later read meets it."""
    asked = Questions(function, *args, **options)
    every = set(asked.memory.facts.kinds)
    return {
        render(x.value): last(asked.regions, x.value.base.name, x.value.index, x, every)
        for x in statements(asked.core.body)
        if isinstance(x, s.Assign) and isinstance(x.value, e.Item)
    }


def test_substitution_reads_each_element_once():
    answers = lasts(forward_substitution, np.eye(3), np.ones(3), wrt=(0, 1))
    assert {"b[i]": True, "L[i, :i]": True, "L[i, i]": True} == {
        text: answer for text, answer in answers.items() if not text.startswith("y")
    }


def neighbours(x):
    total = 0.0
    for i in range(1, len(x)):
        total += x[i] * x[i - 1]
    return total


def test_neighbours_are_read_twice():
    assert {"x[i]": False, "x[i - 1]": True} == lasts(neighbours, np.ones(3))


def with_all(x):
    first = x[0]
    return first * np.sum(x)


def test_a_whole_is_read_later():
    assert {"x[0]": False} == lasts(with_all, np.ones(3))


def of_elements(m, n):
    for _ in range(n):
        m = np.sin(m)
    return m[0, 0] ** 2 + m[1, 1] ** 2 + m[2, :2] @ m[0, 1:3]


def of_rows_too(m, n):
    for _ in range(n):
        m = np.sin(m)
    return m[0] @ m[2] + m[0, 1] * m[1, 2] + np.sum(m[:, 0]) * m[2, 2]


@pytest.mark.parametrize(
    ("function", "stored", "added"), [(of_elements, 4, 0), (of_rows_too, 1, 5)]
)
def test_elements_of_a_matrix(function, stored, added):
    """Each is zero until it, its row, or a part that may hold it is not."""
    m = np.linspace(0.1, 0.9, 9).reshape(3, 3)
    text = source(function, m, 2).partition("# reverse sweep")[2].partition("for ")[0]
    assert (text.count("] = "), text.count("] += ")) == (stored, added)
    check_grads(function, (m, 2))
