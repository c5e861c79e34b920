"""Recursion that the run ends: what is found out about the pair."""

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.callees import recursion
from srcgrad.infer.callees.depths import Depths
from srcgrad.ir import kinds as k
from tests.stages import after

V = np.array([0.7, 1.2, 0.4])


def power(v, n):
    if n == 0:
        return 1.0
    return v * power(v, n - 1)


def calls_power(x, n):
    return power(x, n) * x


def pair_of(function, *args):
    (pair,) = after("infer", function, *args).pairs.values()
    return pair


def test_kinds_are_joined_over_all_calls():
    pair = pair_of(calls_power, 1.3, 3)
    assert {"v": k.Real(), "n": k.Int()} == pair.kinds
    assert k.Real() == pair.result


def with_numbers(values, n):
    return values if n == 0 else with_numbers(values[1:], n - 1) + values[:1]


def test_lists_of_numbers_have_no_lengths():
    pair = pair_of(lambda x, n: sum(with_numbers([x, x * x], n)), 1.3, 1)
    assert k.List(None, k.Real()) == pair.kinds["values"] == pair.result


def test_only_active_arguments_get_adjoints():
    assert ["v"] == pair_of(calls_power, 1.3, 3).asked()


def test_arrays_have_a_rank_and_no_lengths():
    pair = pair_of(calls_power, V, 3)
    assert k.Array(np.dtype(float), (None,)) == pair.kinds["v"]


def test_constants_need_no_pair():
    assert not after("infer", lambda x: power(x, 3), 1.3).pairs


def test_the_pair_stands_before_the_gradient():
    gradient = grad(calls_power)
    value, x_bar = gradient(1.3, 3)
    text = gradient.adjoint_source
    places = [text.index(f"def {name}(") for name in ("power_fwd", "power_rev", "calls_power_grad")]
    assert sorted(places) == places
    np.testing.assert_allclose([1.3**4, 4 * 1.3**3], [value, x_bar])


def with_list(values, n):
    if n == 0:
        return values[0][0]
    return with_list(values, n - 1) * values[0][0]


def test_what_a_pair_cannot_take_is_refused():
    with pytest.raises(UnsupportedSyntaxError, match="`values` is not always a number"):
        grad(with_list)([[1.0]] * 20, 12)


class Node:
    def __init__(self, value, left, right):
        self.value, self.left, self.right = value, left, right


def tree_of(x, i):
    if i >= len(x):
        return None
    return Node(x[i], tree_of(x, 2 * i + 1), tree_of(x, 2 * i + 2))


def total_of(node):
    return 0.0 if node is None else node.value**2 + total_of(node.left) + total_of(node.right)


def total_of_places(x, i):
    if i >= len(x):
        return 0.0
    return x[i] ** 2 + total_of_places(x, 2 * i + 1) + total_of_places(x, 2 * i + 2)


def test_one_that_branches_twice_is_known_to_be_endless_after_few_calls(monkeypatch):
    put_in = []
    check = Depths.check
    monkeypatch.setattr(Depths, "check", lambda *args: (put_in.append(args), check(*args)))
    with pytest.raises(UnsupportedSyntaxError, match="calls itself, and how often only"):
        grad(lambda x: total_of(tree_of(x, 0)))(np.resize(V, 20))
    first = len(put_in)
    assert 300 > first
    assert ["total_of_places"] == [
        pair.name for pair in after("infer", lambda x: total_of_places(x, 0), V).pairs.values()
    ]
    assert 100 > len(put_in) - first


def halved(y, k):
    if y < 0.1:
        return y * y
    if k % 2:
        return halved(y * 0.5, k + 1) * y
    return halved(y * 0.7, k + 1) + y


def test_numbers_that_the_run_alone_ends_make_a_pair_after_few_calls(monkeypatch):
    put_in = []
    check = Depths.check
    monkeypatch.setattr(Depths, "check", lambda *args: (put_in.append(args), check(*args)))
    assert ["halved"] == [
        pair.name for pair in after("infer", lambda x: halved(x, 0), 0.8).pairs.values()
    ]
    assert 40 > len(put_in)


class Branch:
    def __init__(self, value, left, right):
        self.value, self.left, self.right = value, left, right


def grown(x, n):
    if n < 1.5:
        return None
    return Branch(x, grown(x * 0.5, n * 0.6), grown(x * 0.4, n * 0.5))


def total(node):
    return 0.0 if node is None else node.value + total(node.left) + total(node.right)


def total_of_what_is_grown(x):
    return total(grown(x, x))


def growing_in_turn(x, n):
    return (x, x) if n < 1.0 else (shrinking_in_turn(x * 0.5, n - x), x)


def shrinking_in_turn(x, n):
    return {"x": x} if n < 1.0 else {"x": x, "more": growing_in_turn(x * 0.3, n - x)}


def last_in_turn(x):
    return growing_in_turn(x, 3.0)[-1]


@pytest.mark.parametrize(
    "function, pair, most",
    [(total_of_what_is_grown, "grown", 8), (last_in_turn, "shrinking_in_turn", 6)],
)
def test_what_returns_containers_is_refused_once_that_is_known(function, pair, most, monkeypatch):
    """In two attempts, the second for values from outside; no other function becomes a pair."""
    begun, lowered = [], recursion.lowered

    def noted(one, *given):
        begun.append(one.name)
        return lowered(one, *given)

    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    monkeypatch.setattr(recursion, "lowered", noted)
    with pytest.raises(UnsupportedSyntaxError, match=f"{pair} calls itself.*not always a number"):
        grad(function).adjoint(2.0)
    assert {function.__name__, pair} == {*begun}
    assert len(begun) <= most
