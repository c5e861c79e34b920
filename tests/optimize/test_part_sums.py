"""Additions to one part that become one, and those that have to stay apart."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.part_sums import join_parts
from tests.fragments import block, kinds

ARRAY = k.Array(np.dtype("f8"), (None,))
BAR, T, U = e.Var("y~bar"), e.Var("t"), e.Var("u")
TAIL, HEAD = e.Slice(e.Const(1), None), e.Slice(None, e.Const(-1))


def joined(*block, widest=80):
    body = list(block)
    facts = Facts(kinds=dict.fromkeys(["y~bar", "t", "u", "v"], ARRAY))
    join_parts([], body, facts, lambda tree: True, widest)
    return listing(body)


def add(value, index=TAIL, op="+"):
    return s.Augment(BAR, index, op, value)


def test_two_additions():
    assert "u = t\ny~bar[1:] += t + u" == joined(add(T), s.Assign("u", T), add(U))


def test_signs():
    assert "y~bar[1:] += t - u" == joined(add(T), add(U, op="-"))
    assert "y~bar[1:] += u - t" == joined(add(T, op="-"), add(U))
    assert "y~bar[1:] -= t + u" == joined(add(T, op="-"), add(U, op="-"))


def test_one_term_twice():
    assert "y~bar[1:] += t * 2" == joined(add(T), add(T))


def test_a_store_and_an_addition():
    assert "y~bar[1:] = t - u" == joined(s.Store(BAR, TAIL, T), add(U, op="-"))


def test_an_addition_to_what_was_cleared():
    cleared = s.Store(BAR, TAIL, e.Const(0.0))
    assert "y~bar[1:] = u" == joined(cleared, add(U))
    assert "y~bar[1:] = -u" == joined(s.Store(BAR, TAIL, e.Const(0.0)), add(U, op="-"))


def test_a_part_of_a_part():
    part = e.Item(BAR, e.Slice(e.Var("i"), None))
    first, second = (s.Augment(part, HEAD, "+", value) for value in (T, U))
    assert "y~bar[i:][:-1] += t + u" == joined(first, second)
    moved = [s.Augment(part, HEAD, "+", T), s.Assign("i", e.Const(2)), second]
    assert listing(moved) == joined(*moved)


def test_not_where_the_array_is_read_in_between():
    block = [add(T), s.Assign("v", e.Item(BAR, HEAD)), add(U)]
    assert listing(block) == joined(*block)


def test_not_where_the_first_term_changes_in_between():
    block = [add(T), s.Augment(T, HEAD, "+", U), add(U)]
    assert listing(block) == joined(*block)


def test_not_where_the_sum_would_be_long():
    block = [add(T), add(U)]
    assert listing(block) == joined(*block, widest=4)


@pytest.mark.parametrize(
    ("between", "moves"),
    [
        ("y_bar[0] = b", True),
        ("y_bar[0] += b", True),
        ("y_bar[0, :] = b", True),
        ("y_bar[-1] = b", False),  # it may be the same place
        ("y_bar[i] = b", False),
        ("y_bar[:2] = b", False),
        ("y_bar[..., 0] = b", False),
        ("y_bar[:2] *= b", False),
        ("y_bar[0] = y_bar[1]", False),
        ("y_bar[:1][0] = b", False),
        ("v_bar[0] = b", False),  # another name of the array
    ],
)
def test_what_is_written_in_between(between, moves):
    body = block(f"y_bar[1] = a\n{between}\ny_bar[1] += c")
    facts = Facts(kinds=kinds("y v: matrix; a b c: real; i: int"), parents={"v~bar": "y~bar"})
    before = listing(body)
    join_parts([], body, facts, lambda tree: True, 80)
    last = listing(block(f"{between}\ny_bar[1] = a + c"))
    assert (last if moves else before) == listing(body)


def test_additions_commute():
    body = block("y_bar[1:] += a\ny_bar[:-1] += b\ny_bar[1:] -= c")
    join_parts([], body, Facts(kinds=kinds("y a b c: vector")), lambda tree: True, 80)
    assert listing(block("y_bar[:-1] += b\ny_bar[1:] += a - c")) == listing(body)
