"""Arrays that are deleted before the reverse sweep, and names that must stay."""

import pytest

from srcgrad.optimize.buffers.leftovers import leftovers
from tests.fragments import Fragment

KINDS = "a b y z: matrix; v w: vector; s t seed: real; n: int"


def deleted(forward, reverse="a_bar = seed * a", ends="s; a_bar", same=None):
    count = len(Fragment(forward, 0, "", KINDS).reverse)
    found = Fragment(f"{forward}\n{reverse}", count, "", KINDS, ends)
    return leftovers(found.forward, found.reverse, found.results, same or {}, found.facts)


@pytest.mark.parametrize("made", ["a * b", "-a", "np.exp(a)", "a @ b"])
def test_a_matrix_that_nothing_reads_any_more(made):
    assert ["y"] == deleted(f"y = {made}\ns = np.sum(y)")


@pytest.mark.parametrize(
    ("why", "forward", "more"),
    [
        ("the reverse sweep reads it", "y = a * b", {"reverse": "a_bar = seed * y"}),
        ("the reverse sweep binds it again", "y = a * b", {"reverse": "y = a\na_bar = y"}),
        ("it is the value", "y = a * b", {"ends": "y; a_bar"}),
        ("it is the gradient", "y = a * b", {"ends": "s; y"}),
        ("a vector is not large", "v = w * 2.0", {}),
        ("a number", "t = s * 2.0", {}),
        ("another name of an argument", "y = a", {}),
        ("a view of an argument", "y = a.T", {}),
        ("a part of an argument", "y = a[1:]", {}),
        ("it is the argument", "s = np.sum(a)", {}),
        ("only passes of a loop bind it", "for i in range(n):\n    y = a * b", {}),
        ("it is printed as what is read", "y = a * b", {"same": {"y": "a"}}),
    ],
)
def test_what_stays(why, forward, more):
    assert [] == deleted(forward, **more), why


def test_where_there_is_no_reverse_sweep():
    assert [] == deleted("y = a * b", reverse="", ends="s; a")
