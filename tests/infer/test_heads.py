"""Lengths of arrays that a loop binds anew, seen in what the reverse sweep leaves out."""

import numpy as np
import pytest

from srcgrad import source


def halves_of_one(v, p):
    for _ in range(len(v) - 1):
        v = p * v[1:] + (1 - p) * v[:-1]
    return v[0]


def halves_of_two(v, p):
    for _ in range(len(v) - 1):
        lower = v[:-1]
        v = np.sin(v[1:])
        v = p * lower + v * v[:1]
    return np.sum(v)


def even_and_odd(v, p):
    for _ in range(2):
        v = p * v[::2] + v[1::2]
    return v[0]


def bound_in_the_loop_inside(v, p):
    total = 0.0
    for _ in range(2):
        outer = v[1:]
        for _ in range(2):
            total += np.sum(p * outer * v[:1])
            v = v[1:] * v[:-1]
        total += np.sum(v)
    return total


def until_it_is_short(v, p):
    while len(v) > 1:
        v = p * v[1:] + v[:-1]
    return v[0]


ARGUMENTS = np.linspace(1.0, 2.0, 8), 0.3


def test_parts_of_one_array_are_of_one_length():
    assert "unbroadcast" not in source(halves_of_one, *ARGUMENTS, wrt=(0, 1))


@pytest.mark.parametrize("program", [halves_of_two, even_and_odd, bound_in_the_loop_inside])
def test_others_are_compared(program):
    assert "unbroadcast" in source(program, *ARGUMENTS, wrt=(0, 1))


def test_a_pass_of_a_while_loop_has_no_name():
    assert "unbroadcast" in source(until_it_is_short, *ARGUMENTS, wrt=(0, 1))
