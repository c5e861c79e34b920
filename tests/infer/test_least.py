"""Lengths that single elements prove, seen in what the reverse sweep leaves out."""

import numpy as np

from srcgrad import source


def parts(p, q):
    return p[5] * np.sum(p[2:5] * q)


def without_proof(p, q):
    return np.sum(p[2:5] * q)


def behind_a_break(p, q):
    total = 0.0
    for _ in range(2):
        total += np.sum(p[2:5] * q)
        if total > 3.0:
            break
        total += p[5]
    return total


NUMBERS = np.ones(6), np.ones(3)


def test_an_element_proves_a_length():
    assert "unbroadcast" not in source(parts, *NUMBERS, wrt=(0, 1))


def test_without_one_the_shapes_are_compared():
    assert "unbroadcast" in source(without_proof, *NUMBERS, wrt=(0, 1))


def test_not_where_a_pass_may_end_before():
    assert "unbroadcast" in source(behind_a_break, *NUMBERS, wrt=(0, 1))
