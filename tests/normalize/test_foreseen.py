"""Attempts whose end the kinds decide."""

import numpy as np
import pytest

from srcgrad.infer.kinds.expressions import kind_of
from srcgrad.ir import kinds as k
from srcgrad.ir.text import listing
from srcgrad.normalize.jumps.foreseen import foresee
from tests.stages import core_of, plain


def foreseen(function, **kinds):
    """The text of a function's body after `foresee`, with these kinds."""
    core = core_of(function)
    foresee(core, lambda tree: kind_of(tree, lambda n: kinds.get(n, k.Unknown())))
    return plain(listing(core.body))


def measured(w):
    try:
        n = len(w)
    except TypeError:
        n = 1
    return n


@pytest.mark.parametrize("kind", [k.Array(np.dtype(float), (None,)), k.List(None, k.Real())])
def test_what_has_a_length_has_one(kind):
    assert "raised = False\nn = len(w)" in foreseen(measured, w=kind)


@pytest.mark.parametrize("kind", [k.Real(), k.Int(), k.Known(None), k.Array(np.dtype(float), ())])
def test_numbers_have_none(kind):
    text = foreseen(measured, w=kind)
    assert "raised = True" in text
    assert "len(w)" not in text


@pytest.mark.parametrize("kind", [k.Unknown(), k.Array(np.dtype(float), None)])
def test_of_others_it_is_not_known(kind):
    assert "attempt, catching TypeError" in foreseen(measured, w=kind)


def looked_up(table, key):
    try:
        value = table[key]
    except KeyError as error:
        value = str(error)
    return value


def test_keys_are_known_or_not():
    table = k.Dict(("a",), (k.Real(),))
    assert "raised = False" in foreseen(looked_up, table=table, key=k.Known("a"))
    assert "attempt" in foreseen(looked_up, table=table, key=k.Known("b"))  # the error is read
    assert "attempt" in foreseen(looked_up, table=table, key=k.Str())


def catching_all(a):
    try:
        b = a is None
    except BaseException:
        b = 0
    return b


def catching_all_of_a_local(a, flag):
    if flag:
        c = a
    try:
        b = c is None
    except BaseException:
        b = 0
    return b


def test_names_may_be_unbound():
    known = {"a": k.Known(None), "c": k.Known(None)}
    assert "attempt" in foreseen(catching_all_of_a_local, **known)
    assert "attempt" not in foreseen(catching_all, **known)  # an argument is bound


def stored(v):
    try:
        v[v < 1.0] = 0.0
    except TypeError:
        v = 1.0
    return v


def test_numbers_hold_no_elements():
    for kind in (k.Real(), k.Int(), k.Scalar(np.dtype(float))):
        assert "raised = True" in foreseen(stored, v=kind)
    assert "attempt" in foreseen(stored, v=k.Array(np.dtype(float), ()))


def squeezed(v):
    try:
        w = v.squeeze()
    except AttributeError:
        w = v
    return w


def test_numbers_of_pythons_have_no_methods_of_arrays():
    assert "raised = True" in foreseen(squeezed, v=k.Real())
    assert "attempt" in foreseen(squeezed, v=k.Scalar(np.dtype(float)))


def whole(v):
    try:
        w = v[()]
    except TypeError:
        w = 2.0
    return w


def test_a_number_of_numpys_may_be_one_of_pythons():
    assert "raised = True" in foreseen(whole, v=k.Real())
    assert "attempt" in foreseen(whole, v=k.Scalar(np.dtype(float)))
