"""Adjoints that are subtracted instead of turned round, and those that are not."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.algebra.signs import turn_signs

ARRAY = k.Array(np.dtype("f8"), (None,))
P, M, X, Y = map(e.Var, ["p~bar", "m", "x~bar", "y"])


def turned(*block, numbers=("m", "p~bar")):
    names = ["p~bar", "m", "x~bar", "y", "z~bar"]
    kinds = {n: k.Scalar(np.dtype("f8")) if n in numbers else ARRAY for n in names}
    body = list(block)
    turn_signs([], body, e.Var("x~bar"), Facts(kinds=kinds), lambda tree: True, Counter())
    return listing(body)


def minus(tree=M):
    return s.Assign("p~bar", e.Unary("-", tree))


def times(a, b):
    return e.Binary("*", a, b)


def add(value):
    return s.Augment(X, e.Slice(None, None), "+", value)


def test_products_are_subtracted():
    assert "x~bar[:] -= m * y\nx~bar[:] -= y * m" == turned(
        minus(), add(times(P, Y)), add(times(Y, P))
    )


def test_terms_of_a_sum():
    assert "x~bar[:] += y - (m * y)" == turned(minus(), add(e.Binary("+", Y, times(P, Y))))


def test_an_array_that_is_turned_twice():
    sums = e.Unary("-", e.Call(e.Ref("np.sum", np.sum), (P,)))
    block = [s.Assign("p~bar", times(e.Unary("-", Y), X)), s.Assign("z~bar", sums)]
    assert "product.1~local = y * x~bar\nz~bar = np.sum(product.1~local)" == turned(
        *block, numbers=("z~bar",)
    )


def test_not_an_array_that_is_added_to():
    for first in (e.Unary("-", Y), times(e.Unary("-", Y), X)):
        more = s.Augment(P, e.Const(0), "+", M)
        sums = e.Unary("-", e.Call(e.Ref("np.sum", np.sum), (P,)))
        block = [s.Assign("p~bar", first), more, s.Assign("z~bar", sums)]
        assert listing(block) == turned(*block, numbers=("m", "z~bar"))


def test_not_an_array_that_keeps_its_sign():
    sums = e.Call(e.Ref("np.sum", np.sum), (P,))
    block = [s.Assign("p~bar", times(e.Unary("-", Y), X)), s.Assign("z~bar", sums)]
    assert listing(block) == turned(*block, numbers=("z~bar",))


def test_a_number_that_is_assigned_has_the_sign():
    whole = s.Assign("z~bar", times(P, Y))
    assert "x~bar[:] -= m * y\nz~bar = (-m) * y" == turned(
        minus(), add(times(P, Y)), whole, numbers=("m", "p~bar", "y", "z~bar")
    )


def test_not_an_array_that_is_assigned():
    block = [minus(), add(times(P, Y)), s.Assign("z~bar", times(P, Y))]
    assert listing(block) == turned(*block)


def test_not_inside_a_function():
    block = [minus(), add(e.Call(e.Ref("np.exp", np.exp), (P,)))]
    assert listing(block) == turned(*block)


def test_not_where_it_changes_in_between():
    block = [minus(), s.Assign("m", Y), add(times(P, Y))]
    assert listing(block) == turned(*block)


def test_not_a_view_that_is_written_in_between():
    part = e.Item(X, e.Slice(e.Const(1), None))
    block = [minus(part), add(Y), add(times(P, Y))]
    assert listing(block) == turned(*block, numbers=())
