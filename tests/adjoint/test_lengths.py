"""Shapes in words that do without the array."""

import numpy as np

from srcgrad.adjoint.records.lengths import Lengths
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim

ROWS, COLUMNS = Dim("x.0", axis=True), Dim("x.1", axis=True)
X = k.Array(np.dtype(float), (ROWS, COLUMNS))
KINDS = {"x": X, "y": X, "z": k.Array(np.dtype(float), (COLUMNS,)), "n": k.Int(None)}
MADE = e.Call(e.Ref("np.zeros", np.zeros), (e.Var("n"),))


def shape(name, *forward, kinds=KINDS):
    found = Lengths(list(forward), Facts(kinds=dict(kinds)), frozenset("xn")).shape(name)
    return None if found is None else repr(found)


def test_of_the_axes_of_arguments():
    assert "x.shape" == shape("y", s.Assign("y", e.Unary("-", e.Var("x"))))
    assert "x.shape[1]" == shape("z", s.Assign("z", e.Item(e.Var("x"), e.Const(0))))


def test_of_what_the_program_said():
    assert "n" == shape("z", s.Assign("z", MADE))


def test_not_of_a_number_that_changes():
    kinds = {**KINDS, "z": k.Array(np.dtype(float), (None,))}
    again = s.Assign("n", e.Const(3))
    assert None is shape("z", s.Assign("z", MADE), again, kinds=kinds)


def test_of_an_argument_that_is_bound_again_to_arrays_of_its_shape():
    made = s.Assign("z", e.Item(e.Var("x"), e.Const(0)))
    assert "x.shape[1]" == shape("z", made, s.Assign("x", e.Var("y")))
    other = {**KINDS, "x": k.Array(np.dtype(float), (None, None))}
    assert None is shape("z", made, s.Assign("x", e.Var("y")), kinds=other)


def test_of_an_axis_without_its_ends_in_a_loop():
    part_of_x = s.Assign("z", e.Item(e.Var("x"), e.Slice(e.Const(1))))
    made, again = s.For("i", e.Var("n"), [part_of_x]), s.Assign("x", e.Var("y"))
    for long, words in ((True, "x.shape[0] - 1"), (False, None)):
        whole = k.Array(np.dtype(float), (Dim("x.0", 0, True, long),))
        part = k.Array(np.dtype(float), (Dim("x.0", -1, True, long),))
        assert words == shape("z", made, kinds={"x": whole, "y": whole, "z": part})
    whole = k.Array(np.dtype(float), (Dim("x.0", 0, True, True),))
    part = k.Array(np.dtype(float), (Dim("x.0", -1, True, True),))
    assert "x.size - 1" == shape("z", made, again, kinds={"x": whole, "y": whole, "z": part})
    part = k.Array(np.dtype(float), (Dim("x.0", -4, True, True),))
    assert None is shape("z", made, kinds={"x": whole, "z": part})


def test_not_of_single_precision():
    kinds = {**KINDS, "z": k.Array(np.dtype("f4"), (COLUMNS,))}
    assert None is shape("z", s.Assign("z", MADE), kinds=kinds)
