"""Lists of adjoints that begin with the first term, and those that begin with zeros."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.buffers.first_lists import fill_lists
from srcgrad.runtime import joined_parts

XS, XS_BAR, Y, M, SEED = map(e.Var, ("xs", "xs~bar", "y~bar", "m~bar", "seed~bar"))
PARTS = e.Var("parts")
DOUBLE, SINGLE = np.dtype("f8"), np.dtype("f4")
KINDS = {
    "xs": k.List(None, k.Real()), "xs~bar": k.List(None, k.Real()), "seed~bar": k.Real(),
    "held": k.List(None, k.Array(DOUBLE, (None,))), "parts": k.List(None, k.Array(DOUBLE, (None,))),
    "single": k.List(None, k.Array(SINGLE, (None,))), "y~bar": k.Array(DOUBLE, (None,)),
    "w": k.Array(DOUBLE, (None,)), "m~bar": k.Array(DOUBLE, (None, None)), "t": k.Real(),
}  # fmt: skip
LENGTH = e.Call(e.Ref("len", len), (XS,))
ZEROS = s.Assign("xs~bar", e.Binary("*", e.Sequence("list", (e.Const(0.0),)), LENGTH))
MATRIX = s.Assign("m~bar", e.Binary("*", SEED, e.Const(2)))


def filled(*block, gradient=e.NONE):
    body = list(block)
    fill_lists([], body, gradient, Facts(kinds=KINDS), lambda tree: True)
    return listing(body)


def arrays():
    zeros = e.Call(e.Ref("np.zeros_like", np.zeros_like), (e.Var("held"),))
    return s.Assign("xs~bar", e.Each(zeros, "held", XS))


def each(number):
    return s.Assign("xs~bar", e.Each(e.Binary("+", e.Var("part"), number), "part", XS_BAR))


def loop(parts, op="+", at="k"):
    body = [s.Augment(XS_BAR, e.Var(at), op, e.Item(parts, e.Var("k")))]
    length = e.Call(e.Ref("len", len), (XS_BAR,))
    return s.For("k", e.Call(e.Ref("range", range), (length,)), body)


def test_one_number():
    assert "xs~bar = [seed~bar] * len(xs)" == filled(ZEROS, each(SEED))


def test_the_elements_of_a_vector():
    assert "xs~bar = y~bar.tolist()" == filled(ZEROS, loop(Y))
    text = "t = seed~bar\nxs~bar = y~bar.tolist()"
    assert text == filled(ZEROS, s.Assign("t", SEED), loop(Y))


def test_the_rows_of_a_matrix():
    assert "m~bar = seed~bar * 2\nxs~bar = list(m~bar)" == filled(arrays(), MATRIX, loop(M))


def cut(whole, like=XS_BAR):
    call = e.Call(e.Ref("joined_parts", joined_parts), (whole, like, e.Const(0)))
    return s.Assign("parts", call)


def arrays_like(name):
    zeros = e.Call(e.Ref("np.zeros_like", np.zeros_like), (e.Var("one"),))
    return s.Assign("xs~bar", e.Each(zeros, "one", e.Var(name)))


TWICE = e.Binary("*", SEED, Y)
VECTOR = s.Assign("y~bar", e.Binary("*", SEED, e.Var("w")))


def test_the_pieces_of_what_was_joined():
    text = "xs~bar = joined_parts(seed~bar * y~bar, held, 0)"
    assert text == filled(arrays_like("held"), cut(TWICE), loop(PARTS))
    text = "y~bar = seed~bar * w\nxs~bar = joined_parts(y~bar, held, 0)"
    assert text == filled(VECTOR, arrays_like("held"), cut(Y), loop(PARTS))


LEFT = {
    "read before": [ZEROS, s.Assign("t", e.Item(XS_BAR, e.Const(0))), loop(Y)],
    "subtracted": [ZEROS, loop(Y, "-")],
    "another element": [ZEROS, loop(Y, at="j")],
    "the length changes": [ZEROS, s.Assign("xs", Y), loop(Y)],
    "what is added reads the list": [ZEROS, each(e.Item(XS_BAR, e.Const(0)))],
    "not zeros": [s.Assign("xs~bar", e.Binary("*", e.Sequence("list", (SEED,)), LENGTH)), loop(Y)],
    "rows that are read again": [arrays(), MATRIX, loop(M), s.Assign("t", M)],
    "rows of the program's": [arrays(), loop(M)],
    "one array for all": [arrays(), each(Y)],
    "pieces of the program's": [arrays_like("held"), cut(Y), loop(PARTS)],
    "pieces of what is read again": [
        VECTOR, arrays_like("held"), cut(Y), loop(PARTS), s.Assign("t", Y)
    ],
    "pieces that are read again": [
        arrays_like("held"), cut(TWICE), loop(PARTS), s.Assign("t", PARTS)
    ],
    "pieces of another type": [arrays_like("single"), cut(TWICE), loop(PARTS)],
    "pieces like another list": [arrays_like("held"), cut(TWICE, e.Var("held")), loop(PARTS)],
    "pieces that are subtracted": [arrays_like("held"), cut(TWICE), loop(PARTS, "-")],
    "read between": [arrays_like("held"), cut(TWICE), s.Assign("t", XS_BAR), loop(PARTS)],
    "the list is another by then": [
        arrays_like("held"), s.Assign("held", XS), cut(TWICE), loop(PARTS)
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_left(name):
    block = LEFT[name]
    assert listing(block) == filled(*block)
