"""Adjoints of results that are complex at times."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.perhaps_complex import assumed, perhaps_complex
from srcgrad.ir import kinds as k
from srcgrad.ir.text import listing
from srcgrad.optimize.buffers.complex_shadows import widen_shadows
from tests.fragments import block

REAL, COMPLEX, SINGLE = (k.Array(np.dtype(code), (None,)) for code in ("f8", "c16", "c8"))


def widened(text, mark="", met=True):
    facts, made = Facts(kinds={"w": COMPLEX, "v": SINGLE, "x": REAL}), block(text)
    with assumed():
        if met:
            perhaps_complex(REAL)
        widen_shadows(made, facts, mark)
    return listing(made)


@pytest.mark.parametrize("maker", ["zeros", "empty"])
def test_fires(maker):
    assert f"w~bar = np.{maker}_like(w, dtype=complex)" == widened(f"w_bar = np.{maker}_like(w)")


def test_fires_within_an_expression():
    wanted = "w~bar = np.full_like(w, t, dtype=complex) * 2"
    assert wanted == widened("w_bar = np.full_like(w, t) * 2")


def test_single_precision():
    assert "v~bar = np.zeros_like(v, dtype=np.complex64)" == widened("v_bar = np.zeros_like(v)")


STAYS = ["x_bar = np.zeros_like(x)", "w_bar = np.zeros_like(w, dtype=float)", "w_bar = w.copy()"]


@pytest.mark.parametrize("text", STAYS)
def test_stays(text):
    assert listing(block(text)) == widened(text)


def test_stays_where_nothing_is_complex_at_times():
    assert "w~bar = np.zeros_like(w)" == widened("w_bar = np.zeros_like(w)", met=False)


def test_the_program_itself_stays():
    """In one sweep with its tangents, which have the mark."""
    text = "w = np.zeros_like(w)\nw_dot = np.zeros_like(w)"
    wanted = "w = np.zeros_like(w)\nw~dot = np.zeros_like(w, dtype=complex)"
    assert wanted == widened(text, mark="~")
