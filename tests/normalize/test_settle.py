"""What is decided once kinds are known."""

import numpy as np
import pytest

from srcgrad.infer.kinds.expressions import kind_of
from srcgrad.ir import kinds as k
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter
from srcgrad.normalize.settle import settle
from tests.stages import core_of

VECTOR = k.Array(np.dtype(float), (None,))


def settled(function, last=False, rebound=False, **kinds):
    """The text of a function's body after `settle`, with these kinds."""
    core = core_of(function)
    counter = Counter()
    counter.count = 90
    found = lambda tree: kind_of(tree, lambda n: kinds.get(n, k.Unknown()))  # noqa: E731 - one line, used once
    return listing(settle(core.body, found, counter, last, lambda node: rebound))


def branching(x, flag):
    if flag:
        x = 1
    else:
        x = 2
    return x


def test_known_tests_are_decided():
    assert "x = 1" == settled(branching, flag=k.Known(True))
    assert "x = 2" == settled(branching, flag=k.Known(0))
    assert "x = 2" == settled(branching, flag=k.Known(None))


@pytest.mark.parametrize("kind", [k.Bool(), k.Int(), k.Unknown(), k.Real()])
def test_other_tests_stay(kind):
    assert "if flag:\n    x = 1\nelse:\n    x = 2" == settled(branching, flag=kind)


def added(x, y):
    y += x
    return y


@pytest.mark.parametrize(
    "kind", [k.Real(), k.Int(), k.Known(0), k.Scalar(np.dtype(float)), k.Str(), k.Tuple(())]
)
def test_numbers_are_bound_anew(kind):
    assert "y = y + x" == settled(added, x=k.Real(), y=kind)


@pytest.mark.parametrize(
    "kind", [VECTOR, k.Array(np.dtype(float), ()), k.List(None, k.Real()), k.Unknown()]
)
def test_memory_is_changed_in_place(kind):
    assert "y += x" == settled(added, x=VECTOR, y=kind)


def test_what_is_a_number_and_then_an_array_is_bound_anew():
    assert "y = y + x" == settled(added, rebound=True, x=VECTOR, y=VECTOR)


def stored(xs, i, e):
    xs[i] += e


def test_a_list_of_numbers_and_arrays_gets_its_element_back():
    held = k.Array(np.dtype(float), None, mixed=True)
    assert (
        settled(stored, xs=k.List(None, held), i=k.Int(), e=VECTOR)
        == """\
element.91 = xs[i]
element.91 += e
xs[i] = element.91"""
    )


def rows(A, B):
    for row in A:
        B = row
    return B


@pytest.mark.parametrize(
    "kind", [VECTOR, k.Array(np.dtype(float), (None, 3)), k.List(None, k.Real())]
)
def test_sequences_are_read_by_index(kind):
    assert (
        settled(rows, A=kind)
        == """\
length.91 = len(A)
for position.92 in range(length.91):
    row = A[position.92]
    B = row"""
    )


def test_containers_of_fixed_structure_wait_to_be_taken_apart():
    pair = k.Tuple((k.Real(), k.Real()))
    assert "for row in A:" in settled(rows, A=pair)
    assert "row = A[position.92]" in settled(rows, last=True, A=pair)


def test_opaque_iterables_stay():
    assert "for row in A:" in settled(rows, last=True, A=k.Unknown())


def nested(x, flag):
    for _ in range(3):
        while x:
            if flag:
                x += 1
    return x


def test_inner_blocks():
    text = settled(nested, x=k.Int(), flag=k.Known(True))
    assert "for _ in range(3):\n    while x:\n        x = x + 1" == text
