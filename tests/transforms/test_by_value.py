"""Specialisations for the values of integers, where kinds do not tell enough."""

import numpy as np
import pytest

from srcgrad import UnsupportedSyntaxError, grad
from srcgrad.request import ByValue

X = np.arange(1.0, 7.0).reshape(2, 3)
ORDER = 1


def norm(x, order, n):
    return np.linalg.norm(x[0], ord=order) * n


def powers(x, axes, n):
    return np.sum(np.expand_dims(x, tuple(range(axes))).T ** 2) * n


def outside(x, n):
    return np.linalg.norm(x[0], ord=ORDER) * n


def test_one_specialisation_for_each_value_that_matters():
    gradient = grad(powers)
    for axes, n in [(1, 1), (3, 2), (1, 5), (3, 7)]:
        value, _ = gradient(X, axes, n)
        assert powers(X, axes, n) == value
    assert gradient.cache_info().size == 2


def test_an_order_is_left_to_the_run():
    gradient = grad(norm)
    for order, n in [(1, 1), (3, 2), (1, 5), (3, 7)]:
        value, _ = gradient(X, order, n)
        assert norm(X, order, n) == value
    assert gradient.cache_info().size == 1


def test_a_value_from_outside_that_changes(monkeypatch):
    gradient = grad(outside)
    assert 1.0 == gradient(X, 1)[1][0, 1]
    monkeypatch.setitem(outside.__globals__, "ORDER", 2)
    assert pytest.approx(2.0 / np.sqrt(14.0)) == gradient(X, 1)[1][0, 1]
    assert outside(X, 1) == gradient(X, 1)[0]


def test_where_kinds_tell_enough_values_do_not_count():
    gradient = grad(lambda x, n: np.sum(x) * n)
    for n in range(5):
        gradient(X, n)
    assert gradient.cache_info().size == 1


def test_the_refusal_is_that_of_the_kinds():
    with pytest.raises(UnsupportedSyntaxError, match="`yield`"):
        grad(refused)(X, 1)


def refused(x, n):
    yield x * n


def test_what_is_tried():
    named = {"x": 1.5, "axis": 0, "n": (3, 4), "steps": 100}
    kinds = ByValue()
    both = ByValue(frozenset({"axis", "n"}))
    assert [both, ByValue(both.arguments, True)] == kinds.wider(named)
    assert [ByValue(frozenset({"axis"})), ByValue(frozenset({"n"}))] == kinds.between(both)
    assert [ByValue(both.arguments, True)] == both.wider(named)
    assert [ByValue(frozenset(), True)] == kinds.wider({"x": 1.5})


def either(x, k):
    return np.sum(x) if isinstance(k, bool) else np.linalg.norm(x[0], ord=k)


def test_one_is_not_true():
    gradient = grad(either)
    found = [gradient(X, k)[0] for k in (1, True, 0.0 == 0, 1)]
    assert [either(X, k) for k in (1, True, True, 1)] == found


def drawn(x, draw):
    return np.sum(x * draw(size=2))


def test_a_method_of_a_generator_is_not_called_by_the_compiler():
    generator = np.random.default_rng(0)
    with pytest.raises(UnsupportedSyntaxError, match="cannot be known"):
        grad(drawn)(X[0, :2], generator.normal)
    assert np.random.default_rng(0).normal() == generator.normal()


def where_lengths_differ(x, y):
    differ = tuple(n for n, (a, b) in enumerate(zip(x.shape, y.shape, strict=True)) if a != b)
    return np.sum(np.sum(x, axis=differ) ** 2) * np.sum(y)


def test_lengths_count_where_ranks_follow_from_them():
    gradient = grad(where_lengths_differ)
    for x, y in [((2, 3), (2, 1)), ((2, 3), (4, 3)), ((2, 3), (2, 1)), ((2, 3), (7, 5))]:
        x, y = np.ones(x), np.ones(y)
        value, x_bar = gradient(x, y)
        assert where_lengths_differ(x, y) == value
        assert pytest.approx(2 * value) == np.sum(x_bar * x)  # of degree two in x
    assert gradient.cache_info().size == 3


def test_lengths_of_long_arrays_do_not_count():
    with pytest.raises(UnsupportedSyntaxError, match="what `tuple` gives cannot be known"):
        grad(where_lengths_differ)(np.ones((17, 2)), np.ones((17, 1)))


def test_lengths_are_tried_last_and_alone():
    named = {"x": np.ones((2, 5)), "axis": 1, "parts": [np.ones(4)], "long": np.ones(99)}
    *_, last = ByValue().wider(named)
    assert ByValue(frozenset({"axis"}), False, frozenset({"x", "parts"})) == last
    one, two, both = ByValue().between(last)
    assert [{"parts"}, {"x"}, {"x", "parts"}] == [one.lengths, two.lengths, both.lengths]
    assert not any(tried.arguments for tried in (one, two, both))


def also_by_order(x, y):
    return where_lengths_differ(x, y) * ORDER


@pytest.mark.parametrize(
    ("function", "tried"), [(where_lengths_differ, [False]), (also_by_order, [False, True])]
)
def test_integers_outside_are_tried_where_there_are_some(monkeypatch, function, tried):
    gradient, asked = grad(function), []
    request = type(gradient).request

    def noted(self, *args):
        asked.append(args[-1].outside)
        return request(self, *args)

    monkeypatch.setattr(type(gradient), "request", noted)
    with pytest.raises(UnsupportedSyntaxError, match="what `tuple` gives cannot be known"):
        gradient(np.ones((17, 2)), np.ones((17, 1)))
    assert tried == asked
