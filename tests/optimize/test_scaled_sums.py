"""Sums that are scaled by what scaled the terms."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.scaled_sums import scale_sums

F8 = np.dtype("f8")
N, M = (Dim(name, axis=True) for name in ("x.0", "x.1"))
WIDE, ROW, COLUMN = k.Array(F8, (N, M)), k.Array(F8, (M,)), k.Array(F8, (N, 1))
KINDS = {"d": WIDE, "z": WIDE, "w": ROW, "z~bar": WIDE, "w~bar": ROW, "l~bar": ROW}
PRODUCT = s.Assign("z", e.Binary("*", e.Var("d"), e.Var("w")))


def scaled(*later, axis=0, forward=(PRODUCT,), kinds=KINDS):
    terms = e.Binary("*", e.Var("z~bar"), e.Var("d"))
    total = e.Call(e.Ref("np.sum", np.sum), (terms,), (("axis", e.Const(axis)),))
    product = e.Binary("*", e.Var("w~bar"), e.Var("w"))
    reverse = [s.Assign("w~bar", total), *(later or [s.Assign("l~bar", product)])]
    scale_sums(list(forward), reverse, e.NONE, Facts(kinds=dict(kinds)))
    return listing(reverse)


def test_a_row_that_scales_samples():
    assert "w~bar = np.sum(z~bar * z, axis=0)\nl~bar = w~bar" == scaled()


def test_not_where_the_scale_has_the_axis_of_the_sum():
    assert "z~bar * d" in scaled(kinds={**KINDS, "w": COLUMN})
    assert "z~bar * d" in scaled(axis=1)


def test_not_where_the_sum_is_read_elsewhere():
    product = e.Binary("*", e.Var("w~bar"), e.Var("w"))
    assert "z~bar * d" in scaled(s.Assign("l~bar", e.Binary("+", product, e.Var("w~bar"))))


def test_not_of_what_changes():
    change = s.Augment(e.Var("z"), None, "+", e.ONE)
    assert "z~bar * d" in scaled(forward=(PRODUCT, change))
    assert "z~bar * d" in scaled(forward=(PRODUCT, s.Assign("z", e.Var("d"))))
