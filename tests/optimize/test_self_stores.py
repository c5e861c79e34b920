"""Stores of what stands there anyway."""

import pytest

from srcgrad.ir.text import listing
from srcgrad.optimize.unneeded.self_stores import drop_self_stores
from tests.fragments import block


def left(text):
    """The text that is left, and whether anything was removed."""
    found = block(text)
    return listing(found), drop_self_stores(found), listing(found)


def test_in_loops_and_branches():
    before, removed, after = left(
        "for i in range(n):\n    if t:\n        y_bar[i] = y_bar[i]\n    y_bar[1:] *= 2"
    )
    assert removed
    assert after == before.replace("y~bar[i] = y~bar[i]", "pass")


@pytest.mark.parametrize(
    "text",
    [
        "y_bar[:] = x_bar[:]",
        "y_bar[1:] = y_bar[:-1]",
        "y_bar[i] = y_bar[j]",
        "y_bar[len(x)] = y_bar[len(x)]",
        "y_bar[:] = -y_bar[:]",
        "y_bar[:] += y_bar[:]",
        "y_bar = y_bar[:]",
    ],
)
def test_what_changes_something_stays(text):
    before, removed, after = left(text)
    assert not removed
    assert before == after
