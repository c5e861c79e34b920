"""Expressions at some places of their first two axes."""

import numpy as np
import pytest

from srcgrad.ir import expr as e
from srcgrad.ir.expr import render
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.axes.gathered import Gathering, Terms
from tests.fragments import Fragment, expression

KINDS = "t y w: [n, m]; p: [n, d]; x: [m, d]; full apart: [n, m, d]; loose: matrix; s: real; v: [d]"


def gathered(text, steady=("t", "p", "x", "full", "loose", "s", "v", "w"), values=None):
    facts = Fragment("", 0, "", KINDS).facts
    dims = facts.kinds["full"].dims
    places = e.Var("rows"), e.Var("columns")
    terms = Terms(e.Var("product"), e.Var("y"), e.Var("y"), None, dims, places)
    known = {name: expression(value) for name, value in (values or {}).items()}
    found = Gathering(facts, Counter(), known, set(), set(steady))
    made = found.gathered(expression(text), terms)
    return None if made is None else render(made)


SHOWN = {
    "full": "full[rows, columns]",
    "t[:, :, None] * (p[:, None, :] - x)": "t[rows, columns, None] * (p[rows] - x[columns])",
    "np.exp(-full)": "np.exp(-full[rows, columns])",
    "np.where(full > s, full, s)": "np.where((full > s)[rows, columns], full[rows, columns], s)",
    "s * full": "s * full[rows, columns]",
    "full + v": "full[rows, columns] + v",
    "np.expand_dims(p, 1) * full": "p[rows] * full[rows, columns]",
}


@pytest.mark.parametrize("text", SHOWN)
def test_at_the_places(text):
    assert SHOWN[text] == gathered(text)


def test_behind_a_name():
    """Of what the forward sweep has computed in one operation."""
    values = {"apart": "p[:, None, :] - x"}
    assert "p[rows] - x[columns]" == gathered("apart", values=values)


NOT = {
    "a length that may be 1": "loose[:, None, :] * full",
    "more axes than the terms have": "full[:, :, :, None] * s",
    "a name that is not known to last": "full * product",
}


@pytest.mark.parametrize("name", NOT)
def test_not(name):
    assert gathered(NOT[name]) is None


def test_not_what_has_changed():
    assert gathered("full", steady=["p", "x"]) is None
    values = {"apart": "p[:, None, :] - x"}
    assert gathered("apart", steady=["x"], values=values) is None


def test_not_where_a_name_stands_for_more_than_an_operation():
    assert gathered("apart", values={"apart": "(p[:, None, :] - x) * full"}) is None


def test_the_numbers():
    """What is gathered is what stands at these places."""
    p, x, t = np.arange(6.0).reshape(3, 2), np.arange(8.0).reshape(4, 2), np.ones((3, 4))
    rows, columns = np.array([0, 2]), np.array([3, 1])
    whole = t[:, :, None] * (p[:, None, :] - x)
    found = eval(gathered("t[:, :, None] * (p[:, None, :] - x)"), dict(locals()))
    assert np.array_equal(whole[rows, columns], found)
