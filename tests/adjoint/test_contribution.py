"""Two terms that are the same are one, twice."""

import numpy as np

from srcgrad import source

X, M = np.array([0.3, 0.4]), np.eye(2)


def adjoint_of(function, *args):
    return source(function, *args).split("# reverse sweep\n")[1]


def test_a_product_with_a_number():
    def norm(x):
        return np.dot(x, x)

    assert "x_bar = seed * 2 * x  #" in adjoint_of(norm, X)


def test_of_an_array_that_is_written():
    def norm(x):
        x[0] = 0.5
        return x @ x

    assert "x_bar = seed * 2 * x  #" in adjoint_of(norm, X)


def test_not_of_two_arrays():
    def norm(x, y):
        return np.dot(x, y) + np.dot(y, x)

    adjoint = source(norm, X, X, wrt=(0, 1))
    assert "2 *" not in adjoint


def test_not_where_it_would_be_a_product_more():
    def twice(a):
        return np.sum((a @ a) * a)

    assert "2 *" not in adjoint_of(twice, M)
