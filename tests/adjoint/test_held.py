"""Values that a list of the program holds."""

import math

import pytest

from srcgrad import source


def states(x, w, n):
    h, hs = x, []
    for _ in range(n):
        h = math.exp(w * h)
        hs.append(h)
    return sum(hs)


def before_the_step(x, w, n):
    h, hs = x, []
    for _ in range(n):
        hs.append(h)
        h = math.exp(w * h)
    return sum(hs)


def returned(x, w, n):
    h, hs = x, []
    for _ in range(n):
        h = math.exp(w * h)
        hs.append(h)
    return hs


def taken_away(x, w, n):
    h, hs = x, []
    for _ in range(n):
        h = math.exp(w * h)
        hs.append(h)
    return sum(hs) + hs.pop()


def test_the_list_is_read():
    adjoint = source(states, 0.5, 0.7, 3)
    assert "tape" not in adjoint
    assert "    for position in range(n - 1, -1, -1):\n        h = hs[position]" in adjoint


@pytest.mark.parametrize("function", [before_the_step, returned, taken_away])
def test_a_record_is_kept(function):
    assert "h_tape" in source(function, 0.5, 0.7, 3)
