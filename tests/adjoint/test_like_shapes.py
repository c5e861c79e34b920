"""Shapes that are read off another array."""

import numpy as np

from srcgrad.adjoint.records.like_shapes import like_shapes
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing

ARRAY = k.Array(np.dtype(float), (None,))
KINDS = {"a": ARRAY, "b": ARRAY, "p": ARRAY, "q": ARRAY, "c": k.Real()}
A, B, C, P, Q = map(e.Var, "abcpq")
SHAPE = e.Attr(P, "shape")


def read(*forward, also=A, shape=SHAPE):
    reverse = [s.Assign("x~bar", shape), s.Assign("y~bar", also)]
    like_shapes(list(forward), reverse, Facts(kinds=dict(KINDS)))
    return listing(reverse).splitlines()[0]


def test_an_array_and_a_number():
    assert "x~bar = a.shape" == read(s.Assign("p", e.Binary("*", A, C)))
    assert "x~bar = a.shape" == read(s.Assign("p", e.Unary("-", A)))
    assert "x~bar = a.shape" == read(s.Assign("p", e.Call(e.Ref("np.sin", np.sin), (A,))))


def test_through_several_operations():
    first, second = s.Assign("q", e.Binary("*", A, C)), s.Assign("p", e.Binary("+", C, Q))
    assert "x~bar = a.shape" == read(first, second)
    assert "x~bar = q.shape" == read(first, second, also=Q)


def test_not_of_two_arrays():
    assert "x~bar = p.shape" == read(s.Assign("p", e.Binary("*", A, B)))


def test_not_of_other_operations():
    assert "x~bar = p.shape" == read(s.Assign("p", e.Call(e.Ref("np.diff", np.diff), (A,))))
    assert "x~bar = p.shape" == read(s.Assign("p", e.Binary("@", A, C)))


def test_not_off_an_array_that_is_not_there():
    assert "x~bar = p.shape" == read(s.Assign("p", e.Binary("*", A, C)), also=C)


def test_not_off_a_name_that_gets_another_array():
    made = s.Assign("p", e.Binary("*", A, C))
    assert "x~bar = p.shape" == read(made, s.Assign("a", B))
    assert "x~bar = p.shape" == read(made, s.Assign("p", B))


def test_patterns_of_arrays_that_are_freed():
    matrix = k.Array(np.dtype(float), (None, None))
    like = e.Call(e.Ref("np.zeros_like", np.zeros_like), (P,))
    reverse = [s.Assign("x~bar", like), s.Assign("y~bar", A)]
    kinds = {**KINDS, "a": matrix, "p": matrix}
    like_shapes([s.Assign("p", e.Unary("-", A))], reverse, Facts(kinds=kinds))
    assert "x~bar = np.zeros_like(a)" == listing(reverse).splitlines()[0]


def test_not_patterns_of_another_dtype():
    single = k.Array(np.dtype("f4"), (None, None))
    like = e.Call(e.Ref("np.zeros_like", np.zeros_like), (P,))
    reverse = [s.Assign("x~bar", like), s.Assign("y~bar", A)]
    kinds = {**KINDS, "a": k.Array(np.dtype(float), (None, None)), "p": single}
    like_shapes([s.Assign("p", e.Unary("-", A))], reverse, Facts(kinds=kinds))
    assert "x~bar = np.zeros_like(p)" == listing(reverse).splitlines()[0]
