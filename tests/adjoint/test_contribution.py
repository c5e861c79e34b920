"""Two terms that are the same are one, twice."""

import numpy as np

from srcgrad import grad, jvp, source

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


def test_a_quotient_is_one_quotient():
    def mean(x, n):
        return np.sum(x) / 2.0 + np.sum(x * x) / n

    text = adjoint_of(mean, X, 3.0)
    assert "np.divide(seed, n)" in text and "seed / 2.0" in text
    x_bar, n_bar = grad(mean, wrt=(0, 1))(X, 4.0)[1]
    np.testing.assert_allclose([0.65, 0.7], x_bar)
    np.testing.assert_allclose(-0.25 / 16, n_bar)
    with np.errstate(all="ignore"):
        assert np.isinf(grad(lambda x, n: np.sum(x) / n)(X, 0.0)[1]).all()
        assert not np.isfinite(jvp(lambda x, n: np.sum(x) / n, (X, 0.0), (X, 0.0))[1])
    assert 0.25 == jvp(lambda x: np.sum(x) / 2.0, (X,), (np.array([0.5, 0.0]),))[1]


def test_not_of_two_arrays():
    def norm(x, y):
        return np.dot(x, y) + np.dot(y, x)

    adjoint = source(norm, X, X, wrt=(0, 1))
    assert "2 *" not in adjoint


def test_not_where_it_would_be_a_product_more():
    def twice(a):
        return np.sum((a @ a) * a)

    assert "2 *" not in adjoint_of(twice, M)


def test_what_is_broadcast_along_known_axes_is_summed_along_them():
    def products(x, y):
        return np.sum(x[:, np.newaxis] * y)

    text = source(products, X, np.array([1.0, 2.0, 3.0]), wrt=(0, 1))
    assert "newaxis" not in text.split("def ")[1].split("\n")[0]  # a constant, not an argument
    assert "np.sum(np.broadcast_to(seed * y, product.shape), axis=1)" in text
    assert text.count("np.broadcast_to(") == 2 and "unbroadcast" not in text
    value, (x_bar, y_bar) = grad(products, wrt=(0, 1))(X, np.array([1.0, 2.0, 3.0]))
    assert products(X, np.array([1.0, 2.0, 3.0])) == value
    np.testing.assert_allclose([6.0, 6.0], x_bar)
    np.testing.assert_allclose([0.7, 0.7, 0.7], y_bar)
