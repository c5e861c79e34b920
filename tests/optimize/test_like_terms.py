"""Terms that are added up, and those that have to stay apart."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.like_terms import combine

ARRAY = k.Array(np.dtype("f8"), (None,))
Y, T, U, A = map(e.Var, "ytua")
TAIL, HEAD = e.Slice(e.Const(1), None), e.Slice(None, e.Const(-1))


def combined(*block, numbers=""):
    kinds = {name: k.Real() if name in numbers else ARRAY for name in "ytuab"}
    body = list(block)
    combine([], body, Facts(kinds=kinds), lambda tree: True)
    return listing(body)


def add(value, index=TAIL, op="+"):
    return s.Augment(Y, index, op, value)


def times(a, b):
    return e.Binary("*", a, b)


def test_one_expression_twice():
    assert "y[1:] += t * 2" == combined(add(T), add(T))


def test_multiples_across_other_additions():
    block = [add(T), add(U, HEAD), add(times(e.Const(0.75), T), op="-")]
    assert "y[1:] += t * 0.25\ny[:-1] += u" == combined(*block)


def test_multiples_that_have_names():
    double = s.Assign("u", e.Unary("-", times(T, e.Const(2.0))))
    assert "y[1:] -= t\nu = -(t * 2.0)" == combined(add(T), double, add(U))


def test_a_store_takes_what_follows():
    block = [s.Store(Y, TAIL, T), add(times(T, e.Const(0.5)))]
    assert "y[1:] = t * 1.5" == combined(*block)


def test_the_constant_stands_on_the_number():
    block = [add(times(A, T)), add(times(A, T))]
    assert "y[1:] += (a * 2) * t" == combined(*block, numbers="a")


def test_not_where_nothing_would_be_left():
    """Infinite terms leave NaN."""
    block = [add(T), add(T, op="-")]
    assert listing(block) == combined(*block)


def test_not_across_what_reads_the_sum():
    block = [add(T), s.Assign("u", e.Item(Y, HEAD)), add(T)]
    assert listing(block) == combined(*block)


def test_not_across_a_change_of_the_term():
    for change in (s.Assign("t", U), s.Augment(T, HEAD, "+", U), s.Store(T, HEAD, U)):
        block = [add(T), change, add(T)]
        assert listing(block) == combined(*block)


def test_not_across_an_addition_to_a_number():
    block = [add(T), s.Augment(T, None, "+", A), add(T)]
    assert listing(block) == combined(*block, numbers="ta")
    part = e.Var("b")
    block = [add(T, part), s.Augment(part, None, "+", e.Const(1)), add(T, part)]
    assert listing(block) == combined(*block, numbers="b")


def test_not_where_a_number_is_added_to_itself():
    block = [s.Augment(T, None, "+", times(T, A)), s.Augment(T, None, "+", times(T, A))]
    assert listing(block) == combined(*block, numbers="ta")


def test_not_across_a_change_through_a_view():
    block = [s.Assign("u", e.Item(T, HEAD)), add(T), s.Augment(U, HEAD, "+", A), add(T)]
    assert listing(block) == combined(*block)


def test_not_where_the_sum_is_a_view_of_the_term():
    block = [s.Assign("y", e.Item(T, HEAD)), add(T), add(T)]
    assert listing(block) == combined(*block)


def test_not_across_a_loop_or_a_call():
    loop = s.For("b", e.Var("a"), [s.Augment(Y, HEAD, "+", U)])
    for between in (loop, s.Evaluate(e.Call(e.Var("a"), (T,)))):
        block = [add(T), between, add(T)]
        assert listing(block) == combined(*block)


def test_not_where_the_part_moves():
    part = e.Var("b")
    block = [add(T, part), s.Assign("b", e.Const(1)), add(T, part)]
    assert listing(block) == combined(*block, numbers="b")
