"""Elements of tangents that keep a name, and those that are read again."""

import numpy as np

from srcgrad import jvp, source

A = np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]])


def text(fun, *args):
    return source(fun, *args, mode="forward")


def along(fun, a, direction):
    """The tangent, and what differences say."""
    h = 1e-6
    ends = [fun(a + sign * h * direction) for sign in (1.0, -1.0)]
    return jvp(fun, (a.copy(),), (direction,))[1], (ends[0] - ends[1]) / (2 * h)


def eliminated(a):
    a = a.copy()
    for i in range(len(a)):
        for j in range(i):
            a[i, j] -= a[i, :j] @ a[:j, j]
            a[i, j] /= a[j, j]
    return np.sum(a * a)


def test_a_tangent_is_stored_once():
    found = text(eliminated, A)
    assert 1 == found.count("a_dot[i, j] = ")
    assert "a_dot[i, j] -= " not in found
    np.testing.assert_allclose(*along(eliminated, A, A.T), rtol=1e-6)


def normed(a):
    r = np.zeros(3)
    for k in range(3):
        r[k] = np.sqrt(a[k] @ a[k])
        a[k] = a[k] / r[k]
    return np.sum(r) + np.sum(a * a[0])


def test_a_stored_element_is_not_read_again():
    assert "r_dot[k] *" not in text(normed, A.copy())
    np.testing.assert_allclose(*along(lambda a: normed(a.copy()), A, A.T), rtol=1e-6)


def perhaps_the_same(a, i, j):
    y = a[0] * a[1]
    y[i] = y[i] * 2.0
    y[j] = y[j] * y[i]
    y[i] = y[i] + y[j]
    return np.sum(y)


def test_elements_that_may_be_one():
    for i, j in ((0, 1), (1, 1)):
        found = along(lambda a, i=i, j=j: perhaps_the_same(a, i, j), A, A.T)
        np.testing.assert_allclose(*found, rtol=1e-6)


def seen_through_a_view(a):
    y = a[0] * a[1]
    v = y[:2]
    y[0] = y[1] * y[2]
    w = np.sum(v)
    y[0] = y[0] * w
    return np.sum(y)


def test_a_view_sees_the_first_of_two_stores():
    np.testing.assert_allclose(*along(seen_through_a_view, A, A.T), rtol=1e-6)


def raised_in_between(a):
    y = a[0] * a[1]
    try:
        y[0] = y[1] * 2.0
        if y[2] < 1.0:
            raise ValueError
        y[0] = y[2] * y[1]
    except ValueError:
        pass
    return np.sum(y)


def test_a_store_that_an_exception_leaves_is_kept():
    np.testing.assert_allclose(*along(raised_in_between, A, A.T), rtol=1e-6)


def of_narrow_numbers(a):
    y = np.zeros(2, np.float32)
    y[0] = a[0, 0] * a[0, 1]
    return y[0] * a[1, 1]


def test_a_number_of_another_type_is_read_again():
    """What is stored is rounded."""
    assert of_narrow_numbers(A / 3) == jvp(of_narrow_numbers, (A / 3,), (A,))[0]
