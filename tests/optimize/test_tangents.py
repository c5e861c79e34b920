"""What is shortened in a sweep with tangents, and what must not be."""

import numpy as np
import pytest
import scipy.stats

from srcgrad import check_grads, hvp, jvp, source

X = np.array([0.4, 0.8, 1.2])


def text(fun, *args, wrt=0):
    return source(fun, *args, wrt=wrt, mode="forward")


def summed(x):
    y = x**2 + 2
    return np.sum(y)


def test_a_product_is_summed_as_it_is_made():
    assert "value_dot = 2 * np.vdot(x, x_dot)" in text(summed, X)


def valley(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def leaning(x):
    return np.sum(x * (x[:, None] + 2.0) + np.sin(x) * x[:1])


def test_each_product_of_a_sum_is_summed_as_it_is_made():
    found = text(valley, X)
    assert "value_dot = 200 * np.vdot(difference, difference_dot) - 2 * np.vdot(" in found
    check_grads(valley, (X,), modes=("forward",))


def test_what_is_broadcast_in_a_sum_is_summed_as_it_is():
    assert "vdot" not in text(leaning, X)
    check_grads(leaning, (X,), modes=("forward",))


def waves(x):
    return np.sin(x) * np.cos(x) + np.sin(x)


def test_one_function_of_one_value_is_called_once():
    found = text(waves, X)
    assert (1, 1) == (found.count("np.sin("), found.count("np.cos("))


def same_twice(x):
    a = np.sin(x)
    b = np.sin(x)
    b[0] = 0.0
    return a + 2.0 * b


def both(x):
    return np.sin(x), np.sin(x)


def in_lists(x):
    kept = []
    for _ in range(2):
        kept.append(np.sin(x))
        kept.append(np.sin(x))
    kept[1][0] = 5.0
    return kept[0] * kept[1] + kept[2]


def reshaped(x):
    a = np.reshape(x * 2.0, (3, 1))
    a[0] = 0.0
    return np.sum(a) + np.sum(x * 2.0)


def shifted(x):
    s = 0.0
    for i in range(1, 3):
        s = s + x[i] * x[i]
        x[i] = x[i - 1] * x[i]
        s = s + x[i] * x[i]
    return s


def drawn(x, rng):
    return np.sum(x * rng.normal()) + np.sum(x * rng.normal())


@pytest.mark.parametrize("fun", [same_twice, both, in_lists, reshaped, shifted])
def test_arrays_that_are_written_or_returned_stay_apart(fun):
    h = 1e-7
    x_dot = np.array([0.3, -0.7, 0.5])
    value, tangent = jvp(fun, (X.copy(),), (x_dot,))
    ahead, behind = fun(X + h * x_dot), fun(X - h * x_dot)
    for got, a, b in zip(*map(np.atleast_2d, (tangent, ahead, behind)), strict=True):
        assert np.allclose((a - b) / (2 * h), got, atol=1e-6)
    assert np.array_equal(fun(X.copy()), value)
    if isinstance(value, tuple):
        assert not np.shares_memory(*value)
        assert not np.shares_memory(*tangent)


def test_draws_are_not_shared():
    value, tangent = jvp(drawn, (X, np.random.default_rng(3)), (np.ones(3), None))
    rng = np.random.default_rng(3)
    first, second = rng.normal(), rng.normal()
    assert np.isclose(3 * (first + second), tangent)
    assert np.isclose(np.sum(X) * (first + second), value)


def filled(x, level):
    return x * np.full_like(x, level)


def test_no_zeros_for_what_takes_only_a_shape():
    found = text(filled, X, 2.0)
    assert "full_like_x_dot" not in found
    assert np.array_equal([2.0, 2.0, 2.0], jvp(filled, (X, 2.0), (np.ones(3), None))[1])


def test_second_derivatives_are_shortened_too():
    assert np.allclose(2.0 * X, hvp(summed)(np.ones(3), v=X))


def along_an_axis(x):
    d = x[:, None] - x
    return np.max(np.sum(d * d, axis=1))


def test_numbers_come_out_of_sums_along_an_axis():
    found = text(along_an_axis, X)
    assert "2 * np.sum(d * d_dot, axis=1)" in found
    assert np.isclose(jvp(along_an_axis, (X,), (X,))[1], 2 * along_an_axis(X))


def test_axes_are_put_in_by_subscripts():
    assert "expand_dims" not in source(along_an_axis, X)
    assert "[:, None]" in source(along_an_axis, X)


def solved(x):
    return scipy.stats.multivariate_normal.logpdf(x, mean=0.5 * x, cov=np.diag(x * x))


def test_a_system_that_several_partials_solve_is_solved_once():
    assert 1 == text(solved, X).count("np.linalg.solve(")
    assert 1 == source(solved, X).count("np.linalg.solve(")


def contracted(places, pull):
    total = np.zeros(places.shape)
    for _ in range(3):
        apart = places[:, None, :] - places[None, :, :]
        total = total + np.sum(pull[:, :, None] * apart, axis=1)
        places = places + 0.1 * total
    return places


def grown(x):
    y = np.concatenate((x, x[:1]))
    total = 0.0
    for k in range(3):
        y = np.sin(y[: len(y) - k])
        total += np.sum(y * y)
    return total


def test_sums_of_products_are_contractions():
    args = np.arange(6.0).reshape(3, 2), np.arange(9.0).reshape(3, 3)
    text = source(contracted, *args, wrt=(0, 1), mode="forward")
    assert "np.einsum('ab,abc->ac', pull, apart_dot)" in text
    assert "np.einsum('abc,ab->ac', apart, pull_dot)" in text
    check_grads(contracted, args, wrt=(0, 1), modes=("forward",))


def test_a_tangent_has_the_lengths_of_its_value():
    x = np.array([0.3, 0.7, -0.4])
    assert "total_dot += 2 * np.vdot(y, y_dot)" in source(grown, x, mode="forward")
    check_grads(grown, (x,), modes=("forward",))


def turned(x):
    total = 0.0
    for k in range(3):
        total += np.cos(x + k)
    return total


def test_a_tangent_that_is_subtracted():
    """In the form in which the value is added."""
    assert "total_dot -= np.sin(" in source(turned, 0.3, mode="forward")
    check_grads(turned, (0.3,), modes=("forward",))
