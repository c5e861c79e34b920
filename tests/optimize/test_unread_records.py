"""Records that nobody reads."""

import pytest

from srcgrad.ir.text import listing
from srcgrad.optimize.unneeded.unread_records import drop_records
from tests.fragments import Fragment

FORWARD = """
    r_tape = []
    for i in range(n):
        r = x[i] * x[i]
        r_tape.append(r)
        total = total + r * 2
"""
REVERSE = """
    for i in range(n - 1, -1, -1):
        r = r_tape.pop()
        x_bar[i] = total_bar * 2
"""
KINDS = "n i: int; x: vector; r total: real"


def both(old="", new="", ends="total; x_bar"):
    """The text of the sweeps afterwards."""
    text = (FORWARD + REVERSE).replace(old, new) if old else FORWARD + REVERSE
    fragment = Fragment(text, 2, "", KINDS, ends)
    before = listing([*fragment.forward, *fragment.reverse])
    fragment.run(drop_records)
    return before, listing([*fragment.forward, *fragment.reverse])


def test_is_dropped():
    _, after = both()
    assert "tape" not in after
    assert "    r = x[i] * x[i]\n    total = total + (r * 2)" in after  # the program's own stays


LEFT = {
    "it is read": ("total_bar * 2", "total_bar * r"),
    "another statement takes from the tape": ("total_bar * 2", "total_bar * r_tape.pop()"),
    "a record is read without its name": ("r = r_tape.pop()", "x_bar[i] += r_tape.pop()"),
    "its length is asked": ("r = r_tape.pop()", "k = len(r_tape)\n        r = r_tape.pop()"),
}


@pytest.mark.parametrize("name", LEFT)
def test_stays(name):
    before, after = both(*LEFT[name])
    assert before == after


def test_stays_where_the_gradient_reads_it():
    before, after = both(ends="total; r")
    assert before == after
