"""Which arrays may be wound back."""

import numpy as np
import pytest

from srcgrad import source


def once(u):
    for i in range(1, len(u) - 1):
        u[i] = u[i] * u[i - 1] * u[i + 1]
    return np.sum(u)


def a_second_name(u):
    v = u
    for i in range(1, len(u) - 1):
        u[i] = u[i] * v[i - 1] * u[i + 1]
    return np.sum(v)


def a_view(u):
    for i in range(1, len(u) - 1):
        u[i] = u[i] * u[i - 1] * u[i + 1]
    w = u[1:]
    w[0] = 1.0
    return np.sum(u)


def a_slice_is_stored(u):
    for i in range(1, len(u) - 1):
        u[i] = u[i] * u[i - 1] * u[i + 1]
        u[:1] = 0.5
    return np.sum(u)


def an_array_for_each_pass(x):
    s = 0.0
    for _ in range(2):
        u = x.copy()
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1]
        s += np.sum(u)
    return s


def through_an_index_array(u, idx):
    for i in range(1, len(u) - 1):
        u[idx] = u[i] * u[i - 1] * u[i + 1]
        u[i] = 0.5 * u[i + 1]
    return np.sum(u)


def inside_an_attempt(u):
    try:
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1]
    except ZeroDivisionError:
        return 0.0
    return np.sum(u)


def one_operand(u):
    for i in range(1, len(u)):
        u[i] = np.sin(u[i]) + u[i - 1]
    return np.sum(u)


VECTOR = np.linspace(0.5, 1.0, 6)
OTHERS = [
    a_second_name, a_view, a_slice_is_stored, an_array_for_each_pass,
    inside_an_attempt, one_operand,
]  # fmt: skip


def test_one_record_takes_the_place_of_three():
    text = source(once, VECTOR)
    assert "u_tape.append(u[i])" in text
    assert "u[i] = u_tape.pop()" in text
    assert 1 == text.count("_tape = []")


@pytest.mark.parametrize("function", OTHERS, ids=lambda f: f.__name__)
def test_what_cannot_be_undone_one_by_one_or_saves_nothing_is_kept(function):
    assert "] = u_tape.pop()" not in source(function, VECTOR)


def test_repeated_subscripts_are_not_undone():
    text = source(through_an_index_array, VECTOR, np.array([0, 2]))
    assert "] = u_tape.pop()" not in text
