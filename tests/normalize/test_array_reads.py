"""Elements of arrays, read by subscripts."""

import numpy as np

from tests.normalize.test_writers import shown


def element(A):
    return A.item(1, 0)


def test_item():
    expected = "element = A[1, 0]\nvalue = element.item()\nreturn value"
    assert expected == shown(element, np.ones((2, 2)))


def indices(A):
    s = 0.0
    for i, j in np.ndindex(A.shape):
        s += A[i, j]
    return s


def test_ndindex_counts_with_one_number():
    assert """\
for position in range(size):
    place = position % length
    rest = position // length
""" in shown(indices, np.ones((2, 2)))


def flat(x):
    return x.flat[1]


def test_flat_of_what_nobody_writes():
    assert "flat_x = x.flatten()\nvalue = flat_x[1]\nreturn value" == shown(flat, np.ones(3))


def starred(x):
    first, *rest = x
    return first * len(rest)


def test_a_starred_target_is_a_list_that_a_loop_fills():
    assert """\
for position in range(1, length):
    element = x[position]
    list_.append(element)
rest = list_
""" in shown(starred, np.ones(3))
