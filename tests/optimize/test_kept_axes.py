"""Axes that sums keep for nothing."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.axes.kept_axes import drop_kept_axes

F8 = np.dtype("f8")
KINDS = {
    "a": k.Array(F8, (None, None)),
    "t~bar": k.Array(F8, (None, 1)),
    "y~bar": k.Array(F8, (None,)),
}
T, Y, SLICE = e.Var("t~bar"), e.Var("y~bar"), e.Slice()
KEPT = e.Call(
    e.Ref("np.sum", np.sum), (e.Var("a"),), (("axis", e.Const(1)), ("keepdims", e.Const(True)))
)
MADE = s.Assign("t~bar", KEPT)


def at(*index):
    return e.Sequence("tuple", index)


def dropped(*rest):
    block = [s.Assign("t~bar", KEPT), *rest]
    drop_kept_axes(block, e.NONE, Facts(kinds=dict(KINDS)))
    return listing(block)


def test_taken_away_where_it_is_read():
    found = dropped(s.Augment(Y, None, "+", e.Item(T, at(SLICE, e.Const(0)))))
    assert "t~bar = np.sum(a, axis=1)\ny~bar += t~bar" == found


def test_a_new_axis_where_it_is_added():
    found = dropped(s.Augment(Y, at(e.Slice(None, e.Const(3)), e.NONE), "+", T))
    assert "t~bar = np.sum(a, axis=1)\ny~bar[:3] += t~bar" == found


def test_in_one_expression():
    block = [s.Assign("y~bar", e.Item(e.Unary("-", KEPT), at(SLICE, e.Const(0))))]
    drop_kept_axes(block, e.NONE, Facts(kinds=dict(KINDS)))
    assert "y~bar = -np.sum(a, axis=1)" == listing(block)


def test_not_another_element_or_part():
    assert "keepdims" in dropped(s.Assign("y~bar", e.Item(T, at(SLICE, SLICE))))
    assert "keepdims" in dropped(s.Assign("y~bar", e.Item(T, at(e.Const(0), SLICE))))


def test_not_where_it_is_read_twice():
    first = e.Item(T, at(SLICE, e.Const(0)))
    assert "keepdims" in dropped(s.Assign("y~bar", e.Binary("+", first, T)))
