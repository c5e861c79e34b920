"""Symbolic lengths against the lengths of real arrays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from srcgrad.ir.dims import ROWS, Dim, broadcast, joined, not_one, same, shifted, sliced

BOUNDS = st.none() | st.integers(-4, 4)
N = Dim("x.0", axis=True)


def value(length, n):
    """What a length stands for where the axis `x.0` has n elements; None where it does not say."""
    if isinstance(length, Dim):
        return max(0, n + length.offset) if length.base == "x.0" else None
    return length


@given(st.integers(0, 9), BOUNDS, BOUNDS, st.sampled_from([None, 1, -1, 2, -2]))
def test_sliced_constant(n, lower, upper, step):
    assert len(np.arange(n)[lower:upper:step]) == sliced(n, lower, upper, step)


@given(st.integers(0, 9), BOUNDS, BOUNDS, st.sampled_from([None, 1, -1, 2]))
def test_sliced_symbolic(n, lower, upper, step):
    found = value(sliced(N, lower, upper, step), n)
    assert found in (None, len(np.arange(n)[lower:upper:step]))


@given(st.integers(0, 9), st.lists(st.tuples(BOUNDS, BOUNDS), max_size=3))
def test_sliced_again(n, slices):
    """Slices clamp at each step; the composed length never forgets that."""
    axis, length = np.arange(n), N
    for lower, upper in slices:
        axis, length = axis[lower:upper], sliced(length, lower, upper)
    assert value(length, n) in (None, len(axis))


def test_sliced_keeps_what_is_sure():
    assert Dim("x.0", -2, axis=True) == sliced(N, 1, -1)
    assert N == sliced(N, None, None, -1)
    assert sliced(None, 1, 2) is None


def test_different_cuts_are_not_the_same_length():
    assert not same(sliced(N, None, 2), sliced(N, None, 3))
    assert not same(sliced(N, 1, None), N)
    assert not same(None, None)


def test_a_length_that_differs_from_time_to_time_equals_none():
    """What is left of two lengths that are not 1 is that, and no more."""
    some = joined(N, Dim("y.0", axis=True))
    assert not_one(some) and not same(some, some)
    assert some == joined(some, N) == joined(4, some)
    assert joined(some, 1) is None and joined(some, None) is None
    assert N == broadcast(some, N) == broadcast(N, some) and some == broadcast(some, 1)
    assert not not_one(sliced(some, 1, None)) and not same(
        sliced(some, 1, None), sliced(some, 1, None)
    )
    assert sliced(some, None, None, 2) is None


LENGTHS = st.none() | st.integers(0, 3) | st.sampled_from([N, Dim("x.0", -1, axis=True), Dim("n")])


@given(LENGTHS, LENGTHS, st.integers(0, 5), st.integers(0, 5))
def test_broadcast(a, b, n, m):
    """Wherever NumPy accepts the two axes, the result's length is the one that is told."""

    def actual(length):
        if isinstance(length, Dim):
            return max(0, {"x.0": n if n != 1 else 2, "n": m}[length.base] + length.offset)
        return length

    one, other = actual(a), actual(b)
    found = broadcast(a, b)
    if one is None or other is None or found is None:
        return
    try:
        (expected,) = np.broadcast_shapes((one,), (other,))
    except ValueError:
        return
    assert expected == actual(found)


def test_broadcast_of_axes_that_may_be_one():
    assert broadcast(Dim("n"), Dim("m")) is None
    assert Dim("n") == broadcast(Dim("n"), 1)
    assert N == broadcast(Dim("n"), N)
    assert N == broadcast(None, N)


def test_not_one():
    assert not_one(N)
    assert not not_one(Dim("x.0", -1, axis=True))
    assert not not_one(Dim("n"))
    assert not_one(0)
    assert not not_one(1)
    assert not not_one(None)


def test_joined_and_shifted():
    assert N == joined(N, N)
    assert joined(N, 1) is None
    assert Dim("x.0", 2, axis=True) == shifted(N, 2)
    assert 5 == shifted(3, 2)
    assert shifted(None, 1) is None


def test_length_of_a_list_that_became_an_array():
    """It is not forgotten where it is joined, broadcast or cut: the rank depends on it."""
    assert ROWS == joined(ROWS, N)
    assert ROWS == broadcast(None, ROWS)
    assert ROWS == sliced(ROWS, 1, None)
    assert N == broadcast(ROWS, N)
    assert not not_one(ROWS)
