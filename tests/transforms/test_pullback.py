"""`vjp`: a pullback may be called many times, and the function runs once."""

import numpy as np
import pytest

from srcgrad import SeedError, UnsupportedSyntaxError, check_grads, grad, vjp
from srcgrad.runtime import replicas


def spread(x, k):
    print("ran")
    y = np.tanh(k * x)
    for i in range(1, len(y)):
        y[i] *= y[i - 1]
    return y


X = np.array([0.2, 0.7, 1.1])


def test_many_seeds_one_run(capsys):
    _, pullback = vjp(spread, X, 2.0, wrt=("x", "k"))
    rows = [pullback(seed) for seed in np.eye(3)]
    assert "ran\n" == capsys.readouterr().out
    for seed, row in zip(np.eye(3), rows, strict=True):
        _, expected = grad(spread, wrt=("x", "k"))(X, 2.0, seed=seed)
        np.testing.assert_array_equal(expected[0], row[0])
        assert expected[1] == row[1]


def test_changes_in_between_are_not_seen():
    x = X.copy()
    value, pullback = vjp(lambda x: x * x, x)
    x[:] = 100.0
    value[:] = 100.0
    np.testing.assert_array_equal(2 * X, pullback(np.ones(3)))


def bound_or_not(x, flag):
    if flag:
        w = x[0]
    try:
        z = np.sin(w)
    except NameError:
        z = x[1] * 2.0
    return z


@pytest.mark.parametrize(("flag", "slope"), [(True, [np.cos(0.2), 0, 0]), (False, [0, 2.0, 0])])
def test_a_name_that_is_not_bound_is_none_in_the_first_half_either(flag, slope):
    value, pullback = vjp(bound_or_not, X, np.bool_(flag))
    assert bound_or_not(X, flag) == value
    np.testing.assert_allclose(pullback(), slope, rtol=1e-15)


def imaginary_part_returned(x):
    w = x[0]
    w -= x
    w = (x * (1 + 2j)).imag
    return np.sum(w * np.sin(w)), w


def test_changes_of_a_part_of_the_value_are_not_seen():
    value, pullback = vjp(imaginary_part_returned, X)
    seed = 1.0, np.zeros(3)
    before = pullback(seed)
    value[1][:] = 100.0
    np.testing.assert_array_equal(before, pullback(seed))


def test_scalar_has_a_seed_by_default():
    _, pullback = vjp(lambda x: np.sum(x * x), X)
    np.testing.assert_array_equal(2 * X, pullback())
    np.testing.assert_array_equal(6 * X, pullback(3.0))


def test_a_global_is_read_when_the_function_runs(monkeypatch):
    monkeypatch.setitem(globals(), "SCALE", 2.0)
    _, pullback = vjp(lambda x: SCALE * x, 3.0)
    monkeypatch.setitem(globals(), "SCALE", 5.0)
    assert 2.0 == pullback()


SCALE = 1.0


def test_seeds_are_checked():
    _, pullback = vjp(spread, X, 2.0)
    with pytest.raises(SeedError, match="a seed is needed"):
        pullback()
    with pytest.raises(SeedError, match="the seed has shape"):
        pullback(np.ones(4))


@pytest.mark.parametrize(
    ("seed", "words"),
    [
        ({"a": np.ones(2), "b": 1.0}, r"the seed has shape \(2,\), the value has .* in part 'a'"),
        ({"a": X, "b": X}, r"the output\['b'\] is a scalar, and the seed\['b'\] is an array"),
        ({"a": X + 1j, "b": 1.0}, r"the output\['a'\] is real, and the seed\['a'\] is complex"),
        ({"a": X}, "the output is a dict with keys 'a', 'b', and the seed is a dict with keys 'a'"),
    ],
)
def test_the_part_that_does_not_fit_is_named(seed, words):
    _, pullback = vjp(lambda x: {"a": np.sin(x), "b": np.sum(x)}, X)
    with pytest.raises(SeedError, match=words):
        pullback(seed)


def test_complex_zeros_of_a_real_polynomial_take_a_complex_seed_of_complex_coefficients():
    p, seed = np.array([1.0, 0.0, 1.0]), np.array([1j, 0.5])
    with pytest.raises(SeedError, match="give complex arguments"):
        vjp(lambda p: np.roots(p), p)[1](seed)
    assert vjp(lambda p: np.roots(p), p + 0j)[1](seed).dtype == complex


def test_a_parameter_named_seed_is_no_obstacle():
    _, pullback = vjp(lambda seed, y: seed * y, 2.0, 3.0, wrt=("seed", "y"))
    assert (3.0, 2.0) == pullback()


def test_a_parameter_named_wrt_is_refused():
    with pytest.raises(UnsupportedSyntaxError, match="a parameter of its own named 'wrt'"):
        vjp(lambda x, wrt: x * wrt, 2.0, 3.0)


def test_replicas_keep_what_is_shared():
    a = np.arange(6.0).reshape(2, 3)
    row, column, again, pair = replicas(a[0], a[:, 1], a, (a[1], 2.0))
    again[0, 1] = again[1, 2] = 70.0
    assert (70.0, 70.0, 70.0) == (row[1], column[0], pair[0][2])
    assert 1.0 == a[0, 1]


def test_has_aux():
    x = np.array([1.0, 2.0])

    def scaled(x, k):
        return x * k, {"sum": np.sum(x), "k": k}

    value, pullback, aux = vjp(scaled, x, 2.0, wrt=(0, 1), has_aux=True)
    np.testing.assert_array_equal([2.0, 4.0], value)
    assert {"sum": 3.0, "k": 2.0} == aux
    aux.clear()
    x_bar, k_bar = pullback(np.array([1.0, 10.0]))
    np.testing.assert_array_equal([2.0, 20.0], x_bar)
    assert 21.0 == k_bar


def talking(t):
    print("ran")
    return t * t


def storing(t):
    t[0] = t[1]
    return t * t


def of_what_talks(x):
    return np.sum(vjp(talking, x)[1](x))


def of_what_stores(x):
    return np.sum(vjp(storing, x * 1.0)[1](x))


SHARED = np.ones(2)


def of_what_is_stored_into(x):
    _, pullback = vjp(lambda y: y * y * SHARED, x)
    SHARED[0] += 1.0
    return np.sum(pullback(x))


class Factor:
    def __init__(self, factor):
        self.factor = factor


def of_an_object(x):
    return np.sum(vjp(lambda p, y: p.factor * y, Factor(x), x, wrt=1)[1](x))


def of_what_reads_a_variable(x):
    y = x * 2.0
    pullback = vjp(lambda t: t * y, x)[1]
    y[0] = 5.0
    return np.sum(pullback(x))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (of_what_talks, "talking runs again in the pullback of vjp.* calls `print`"),
        (of_what_stores, "storing runs again in the pullback of vjp.* writes `t`"),
        (of_an_object, "runs again in the pullback of vjp.* takes an object"),
        (of_what_is_stored_into, "runs again in the pullback of vjp.* reads `SHARED`"),
        (of_what_reads_a_variable, "runs again in the pullback of vjp.* reads variables around"),
    ],
)
def test_what_cannot_run_again_inside_a_differentiated_function(function, words):
    with pytest.raises(UnsupportedSyntaxError, match=words):
        grad(function)(np.array([1.0, 2.0]))


def of_what_reads_its_argument(x):
    value, pullback = vjp(lambda t: np.sin(t) * np.sum(t) * x[1], x)
    return np.sum(pullback(x) * pullback(value))


def test_a_function_may_read_what_nobody_writes():
    check_grads(of_what_reads_its_argument, (np.array([0.5, 1.2]),), order=2)
