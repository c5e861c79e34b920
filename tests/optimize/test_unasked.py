"""Values that only a gradient needs are left out where its slope alone is asked for."""

import numpy as np
import pytest

from srcgrad import hvp
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.unneeded.unasked import drop_unasked

ARRAY = k.Array(np.dtype(float), (None,))
NAMES = ("a", "b", "c", "d", "v")
A = np.arange(9.0).reshape(3, 3) / 9


def left(*block, kept=()):
    """What is left of statements for `d`; those kept are the user's."""
    facts, body = Facts(dict.fromkeys(NAMES, ARRAY)), list(block)

    def pure(tree):
        return "pop" not in repr(tree)

    drop_unasked(body, e.Var("d"), facts, pure, lambda node: node not in kept)
    return listing(body).splitlines()


def assign(target, *sources):
    value = e.Var(sources[0])
    for name in sources[1:]:
        value = e.Binary("*", value, e.Var(name))
    return s.Assign(target, value)


def add(target, source, index=None):
    return s.Augment(e.Var(target), index, "+", e.Var(source))


def loop(*body):
    return s.For("i", e.Call(e.Ref("range", range), (e.Var("n"),)), list(body))


def test_what_nothing_else_reads():
    assert ["d = a * a"] == left(
        assign("b", "a", "a"), assign("c", "b", "b"), assign("d", "a", "a")
    )


def test_what_the_slope_reads_stays():
    block = assign("b", "a", "a"), assign("d", "b", "a")
    assert listing(list(block)).splitlines() == left(*block)


def test_sums_in_loops():
    total, rest = add("b", "a"), add("d", "a")
    assert ["d = a * a", "for i in range(n):", "    d += a"] == left(
        assign("b", "a", "a"), assign("d", "a", "a"), loop(total, rest)
    )


def test_loops_of_nothing_else():
    block = assign("b", "a", "a"), loop(add("b", "a")), assign("d", "a", "a")
    assert ["d = a * a"] == left(*block)


def test_what_is_added_to_another_name_of_a_value_stays():
    block = assign("b", "a"), add("b", "c"), assign("d", "a", "a")
    assert listing(list(block)).splitlines() == left(*block)


def test_the_user_s_own_stay():
    own = assign("c", "b", "b")
    assert "c = b * b" in left(assign("b", "a"), own, assign("d", "a", "a"), kept=(own,))


def test_what_is_written_through_a_view_stays():
    view = s.Assign("v", e.Item(e.Var("d"), e.Slice(e.Const(1))))
    block = assign("d", "a", "a"), view, add("v", "b", e.Const(0))
    assert listing(list(block)).splitlines() == left(*block)


def test_what_has_an_effect_stays():
    taken = s.Assign("b", e.Call(e.Attr(e.Var("tape"), "pop"), ()))
    assert 2 == len(left(taken, assign("d", "a", "a")))


def test_zeros_that_only_give_their_shape():
    zeros = [
        s.Assign(name, e.Call(e.Ref("np.zeros_like", np.zeros_like), (e.Var(like),)))
        for name, like in (("b", "a"), ("d", "b"))
    ]
    assert ["d = np.zeros_like(a)"] == left(*zeros, add("b", "c"))


def chain(a, b):
    c = a @ b
    return np.sum(c * c)


def test_products_of_the_gradient_are_not_among_those_of_its_slope():
    assert hvp(chain, wrt=(0, 1)).source(A, A).count("@") == 7  # without the slopes there are 3


def test_what_the_function_raises_is_raised():
    def checked(x):
        y = x * x
        np.linalg.cholesky(np.diag(y - 2.0))
        return np.sum(y * x)

    with pytest.raises(np.linalg.LinAlgError):
        hvp(checked)(np.ones(3), v=np.ones(3))


def test_what_is_in_containers():
    def loss(p):
        return np.sum(p["w"] ** 3) * p["b"]

    p = {"w": np.array([1.0, 2.0]), "b": 2.0}
    found = hvp(loss)(p, v={"w": np.array([1.0, 0.0]), "b": 1.0})
    np.testing.assert_allclose(found["w"], [12.0 + 3.0, 12.0])
    assert found["b"] == 3.0
