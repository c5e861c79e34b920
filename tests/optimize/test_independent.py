"""Loops whose passes are reversed one by one, and those that must not be."""

import pytest

from srcgrad.ir.text import listing
from srcgrad.optimize.loops.fused import fuse
from tests.fragments import Fragment, block

FORWARD = """
r_tape = []
for k in range(n):
    r = x[k] * w - y[k]
    r_tape.append(r)
    loss = loss + r * r
"""
REVERSE = """
w_bar = 0.0
for k in range(n - 1, -1, -1):
    r = r_tape.pop()
    r_bar = seed * 2 * r
    w_bar += r_bar * x[k]
"""
KINDS = "n k: int; x y: vector; r w loss seed t: real"


def fused(forward=FORWARD, reverse=REVERSE, ends="loss; w_bar", split=False):
    """Both sweeps before and after."""
    fragment = Fragment(forward + reverse, len(block(forward)), "", KINDS, ends)
    before = listing([*fragment.forward, *fragment.reverse])
    fragment.run(fuse, split=split)
    return before, listing([*fragment.forward, *fragment.reverse])


def test_fires():
    _, after = fused()
    assert "tape" not in after
    assert 1 == after.count("for k in")


def test_two_functions():
    """Their loops stay apart; the second runs in the order of the first, and turns the records."""
    _, after = fused(split=True)
    assert "r~tape.reverse()\nfor k in range(n):\n    r = r~tape.pop()" in after


def test_additions_into_an_array():
    reverse = REVERSE.replace("w_bar = 0.0", "x_bar = np.zeros_like(x)")
    reverse = reverse.replace("w_bar += r_bar * x[k]", "x_bar[k] += r_bar * w")
    assert "tape" not in fused(reverse=reverse, ends="loss; x_bar")[1]
    reverse = reverse.replace("x_bar[k] += r_bar * w", "np.add.at(x_bar, [k, 0], r_bar)")
    assert "tape" not in fused(reverse=reverse, ends="loss; x_bar")[1]


STAYS = {  # what is written in the place of what
    "a pass begins with what the one before left": (("x[k] * w - y[k]", "r * w - y[k]"),),
    "what is recorded is bound anew in the pass": (
        ("    loss = loss", "    r = r + 1.0\n    loss = loss"),
    ),
    "what the reverse reads is bound after the loop": (
        ("loss + r * r\n", "loss + r * r\nx = y * 2\n"),
    ),
    "what it reads is written after the loop": (("loss + r * r\n", "loss + r * r\nx[0] = 1.0\n"),),
    "what it reads is written in the loop": (("    loss", "    x[k] = t\n    loss"),),
    "what enters it hangs on the loop": (("seed * 2 * r", "t_bar * r"), ("w_bar = 0.0\n", (
        "w_bar = 0.0\nt_bar = loss * seed\n"))),
    "an adjoint is changed by more than sums": (("w_bar += r_bar", "w_bar = w_bar * r_bar"),),
    "an adjoint is read in the pass": (("w_bar += r_bar * x[k]", "w_bar += w_bar * r_bar"),),
    "an adjoint is made before the loop": (
        ("w_bar = 0.0\n", ""), ("r_tape = []", "w_bar = 0.0\nr_tape = []")),
    "a pass may end early": (("    loss", "    if r > t:\n        break\n    loss"),),
    "a record is made in a loop of its own": (
        ("    r_tape.append(r)", "    for i in range(2):\n        r_tape.append(r)"),),
    "a record is made twice": (
        ("    r_tape.append(r)", "    r_tape.append(r)\n    r_tape.append(r)"),),
    "the tape is looked at elsewhere": (("w_bar = 0.0", "w_bar = 0.0 * len(r_tape)"),),
    "the record is an expression": (("r_tape.append(r)", "r_tape.append(r * 2)"),),
    "a name of the reverse means something before": (
        ("r_bar = seed * 2 * r", "y = seed * 2 * r"), ("w_bar += r_bar", "w_bar += y")),
    "the reverse counts by another name": (
        ("for k in range(n - 1, -1, -1)", "for i in range(n - 1, -1, -1)"),),
    "other passes": (("for k in range(n):", "for k in reversed(x):"),),
    "a call that may have an effect": (("    w_bar +=", "    x.sort()\n    w_bar +="),),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_stays(name):
    forward, reverse = FORWARD, REVERSE
    for old, new in STAYS[name]:
        assert old in forward + reverse
        forward, reverse = forward.replace(old, new), reverse.replace(old, new)
    before, after = fused(forward, reverse)
    assert before == after


def test_stays_where_the_program_returns_what_is_recorded():
    before, after = fused(ends="r; w_bar")
    assert before == after


WITHIN_FORWARD = """
r_tape = []
for i in range(m):
    for k in range(i, n):
        r = x[k] * w - y[i]
        r_tape.append(r)
        loss = loss + r * r
"""
WITHIN_REVERSE = """
w_bar = 0.0
for i in range(m - 1, -1, -1):
    for k in range(n - 1, i - 1, -1):
        r = r_tape.pop()
        r_bar = seed * 2 * r
        w_bar += r_bar * x[k]
"""


def within(*changes, split=False):
    """Both sweeps of loops within loops, before and after."""
    forward, reverse = WITHIN_FORWARD, WITHIN_REVERSE
    for old, new in changes:
        assert old in forward + reverse
        forward, reverse = forward.replace(old, new), reverse.replace(old, new)
    kinds = KINDS.replace("n k:", "n k m i j:")
    fragment = Fragment(forward + reverse, len(block(forward)), "", kinds, "loss; w_bar")
    before = listing([*fragment.forward, *fragment.reverse])
    fragment.run(fuse, split=split)
    return before, listing([*fragment.forward, *fragment.reverse])


def test_loops_within_loops():
    _, after = within()
    assert "tape" not in after
    assert 1 == after.count("for k in range(i, n)") == after.count("for i in")


def test_loops_within_loops_of_two_functions():
    _, after = within(split=True)
    assert 2 == after.count("for i in range(m):\n    for k in range(i, n):")
    assert "r~tape.reverse()" in after


STAYS_WITHIN = {
    "the inner loops count by other names": (
        ("for k in range(n - 1, i", "for j in range(n - 1, i"),),
    "something stands between the loops": (("m):\n", "m):\n    t = x[i]\n"),),
    "a record is made between the loops": (("m):\n", "m):\n    r_tape.append(t)\n"),),
    "where the inner loop ends is bound after it": (("loss + r * r\n", "loss + r * r\nn = 5\n"),),
    "where it ends is bound in a pass": (("r_tape.append(r)", "r_tape.append(r)\n        n = 3"),),
    "where it ends is written in a pass": (
        ("range(i, n)", "range(i, len(x[: int(y[0])]))"),
        ("        loss", "        y[0] = t\n        loss")),
    "the inner loop runs over elements": (("for k in range(i, n):", "for k in reversed(x):"),),
    "the inner loop may end early": (
        ("        loss", "        if r > t:\n            break\n        loss"),),
    "both count by one name": (
        ("for i in", "for k in"), ("range(i, n)", "range(k, n)"), ("y[i]", "y[k]"),
        ("i - 1, -1)", "k - 1, -1)")),
    "a pass begins with what the one before left": (("x[k] * w - y[i]", "r * w - y[i]"),),
    "what the reverse reads is written in the loop": (
        ("        loss", "        x[k] = t\n        loss"),),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS_WITHIN)
def test_loops_within_loops_that_stay(name):
    before, after = within(*STAYS_WITHIN[name])
    assert before == after
