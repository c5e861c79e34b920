"""The lattice of kinds: the laws of a join, and what a join covers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim

DTYPES = st.sampled_from([np.dtype(t) for t in ("f8", "f4", "i8", "?", "c16")])
LENGTHS = st.sampled_from([None, 1, 3, Dim("n"), Dim("x.0", axis=True)])
FLAT = st.one_of(
    st.sampled_from([k.Unknown(), k.Real(), k.Complex(), k.Bool(), k.Str(), k.Range(), k.Empty()]),
    st.builds(k.Int, LENGTHS),
    st.builds(k.Known, st.sampled_from([0, 1, True, None, "a", np.sin, 2.5])),
    st.builds(k.Scalar, DTYPES),
    st.builds(k.Array, DTYPES, st.none() | st.lists(LENGTHS, max_size=2).map(tuple)),
    st.builds(k.Array, DTYPES, st.none(), st.booleans(), st.none() | st.integers(0, 2)),
)
KINDS = st.recursive(
    FLAT,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(lambda items: k.Tuple(tuple(items))),
        st.builds(k.List, st.none(), inner),
        st.lists(inner, max_size=2).map(
            lambda items: k.Dict(tuple("ab"[: len(items)]), tuple(items))
        ),
        st.lists(inner, max_size=2).map(lambda i: k.Object(Dim, ("a", "b")[: len(i)], tuple(i))),
    ),
    max_leaves=3,
)


@given(KINDS)
def test_join_is_idempotent(a):
    assert a == k.join(a, a)


@given(KINDS, KINDS)
def test_join_is_commutative(a, b):
    assert k.join(b, a) == k.join(a, b)


@settings(max_examples=1000)
@given(KINDS, KINDS, KINDS)
def test_join_is_associative(a, b, c):
    """Up to the constants' values, which a join with an equal kind keeps."""
    assert k.general(k.join(k.join(a, b), c)) == k.general(k.join(a, k.join(b, c)))


@given(KINDS, KINDS)
def test_join_goes_up(a, b):
    """What has been joined in changes nothing any more, so that a fixed point is reached."""
    joined = k.join(a, b)
    assert joined == k.join(joined, a)
    assert joined == k.join(joined, b)


@given(KINDS, KINDS)
def test_what_has_a_derivative_keeps_it(a, b):
    if k.differentiable(a) or k.differentiable(b):
        assert k.differentiable(k.join(a, b))


@given(KINDS)
def test_bottom_and_top(a):
    assert a == k.join(a, k.Empty())
    if not isinstance(a, k.Empty):
        assert k.Unknown() == k.join(a, k.Unknown())


F8, I8 = np.dtype("f8"), np.dtype("i8")


@pytest.mark.parametrize(
    ("expected", "a", "b"),
    [
        (k.Real(integral=True), k.Real(), k.Known(0)),
        (k.Real(integral=True), k.Real(integral=True), k.Real()),
        (k.Real(), k.Real(), k.Known(0.5)),
        (k.Int(), k.Known(0), k.Known(1)),
        (k.Bool(), k.Known(True), k.Known(False)),
        (k.Str(), k.Known("a"), k.Known("b")),
        (k.Scalar(F8, mixed=True), k.Scalar(F8), k.Real()),
        (k.Scalar(F8, mixed=True, integral=True), k.Scalar(I8), k.Real()),
        (k.Array(F8, (None, 3)), k.Array(F8, (2, 3)), k.Array(F8, (1, 3))),
        (k.Array(F8, None, most=2), k.Array(F8, (3,)), k.Array(F8, (3, 3))),
        (k.Array(F8, None, True, 1), k.Array(F8, (3,)), k.Real()),
        (k.Array(F8, None, True), k.Array(F8, None), k.Array(F8, None, True, 1)),
        (k.Unknown(), k.Array(F8, (3,)), k.Array(I8, (3,))),
        (k.Unknown(), k.Real(), k.Str()),
        (k.Unknown(), k.Tuple((k.Real(),)), k.Tuple((k.Real(), k.Real()))),
    ],
)
def test_join(expected, a, b):
    assert expected == k.join(a, b)


def test_constants_differ_by_type():
    assert k.Known(1) != k.Known(True)
    assert k.Known(0.0) != k.Known(-0.0)
    assert k.Known("1") != k.Known(1)
    assert hash(k.Known((1, 2))) == hash(k.Known((1, 2)))


def test_values_of_constants():
    pair = k.Tuple((k.Known(1), k.Known("a")))
    assert k.constant(pair)
    assert (1, "a") == k.value_of(pair)
    assert not k.constant(k.Tuple((k.Known(1), k.Int())))


def test_rank():
    assert 2 == k.rank(k.Array(F8, (3, None)))
    assert k.rank(k.Array(F8, None)) is None
    assert 0 == k.rank(k.Known(2.0))
    assert k.rank(k.Tuple(())) is None
