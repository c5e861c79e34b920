"""Shadows are handed back from pass to pass, and taken over; and where not."""

import numpy as np
import pytest

from srcgrad import source
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.buffers.handed_back import hand_back
from srcgrad.optimize.buffers.taken_over import end_early, spell_parts, take_over
from tests.fragments import Fragment, block
from tests.programs import handed_back as programs
from tests.programs.handed_back import X

VECTOR = k.Array(np.dtype(float), (None,))


def sweeps(function, *args):
    """The two halves of the text."""
    text = source(function, *args, wrt=(0, 1)).partition('"""\n    # forward sweep\n')[2]
    return text.split("    # reverse sweep\n")


@pytest.mark.parametrize(
    "function",
    [
        programs.a_step,
        programs.a_step_by_elements,
        programs.copied_under_its_own_name,
        programs.two_steps_back,
        programs.three_steps_back,
        programs.in_a_loop_of_loops,
        programs.while_it_is_large,
        programs.run_again,
    ],
)
def test_the_forward_sweep_makes_no_shadows(function):
    forward, reverse = sweeps(function, X, 0.9, 3)
    assert "_bar" not in forward
    assert "bar_tape" not in reverse


def test_a_copy_s_shadow_is_that_of_the_original():
    _, reverse = sweeps(programs.copied_under_its_own_name, X, 0.9, 3)
    assert "zeros" not in reverse


def test_of_a_name_whose_arrays_are_alike_the_last_one_tells_the_length():
    forward, reverse = sweeps(programs.a_linear_step_by_elements, X, 0.9, 3)
    assert "tape" not in forward
    assert "range(len(u) - 2, 0, -1)" in reverse


@pytest.mark.parametrize(
    "function",
    [
        programs.begun_in_each_outer_pass,  # an array of its own in each pass of the outer loop
        programs.read_after_the_loop,  # the array has two names after the last pass
        programs.left_in_the_middle,  # the last pass is not a whole one
        programs.now_and_then,  # in some passes the name stays
        programs.shorter_each_time,  # the zeros are of no known length
        programs.laid_out_anew,  # what is a view depends on the layout
        programs.the_larger_one,  # one of several
    ],
)
def test_other_shadows_are_made_in_the_forward_sweep(function):
    args = programs.A if function is programs.laid_out_anew else X
    forward, _ = sweeps(function, args, 0.9, 3)
    assert "_bar" in forward


def var(name):
    return e.Var(name)


def part(name, number):
    return e.Item(e.Var(name), e.Slice(e.Const(number), None, None))


def zeros(name):
    return s.Assign(name, e.Call(e.Ref("np.zeros_like", np.zeros_like), (var(name),)))


def add(base, value, index=None):
    return s.Augment(var(base), index, "+", var(value))


def taken(*middle):
    body = [s.Assign("new", var("u")), zeros("u"), *middle, add("u", "new")]
    take_over(body, "u", ["new"])
    return listing(body).splitlines()


def test_what_is_added_follows_the_other_s_last_use():
    middle = [s.Assign("t", e.Unary("-", part("new", 1))), add("u", "t", e.Const(0))]
    assert ["t = -u[1:]", "u[0] += t"] == taken(*middle)


@pytest.mark.parametrize(
    "middle",
    [
        [add("u", "t", e.Const(0)), add("new", "t", e.Const(1))],  # the other one changes later
        [add("u", "t", e.Const(0)), s.Assign("t", e.Unary("-", part("new", 1)))],  # or is read
        [s.Assign("t", e.Unary("-", part("u", 1)))],  # the one is read
        [s.Store(var("u"), e.Const(0), e.Const(0.0))],  # or cleared in part
        [s.Assign("v", part("new", 1)), add("u", "t", e.Const(0)), add("v", "t")],  # by a view
    ],
)
def test_other_sums_stay(middle):
    assert len(middle) + 3 == len(taken(*middle))


def test_nothing_is_cleared_or_copied_at_the_end():
    copy = e.Call(e.Attr(part("new", 1), "copy"), ())
    body = [s.Assign("t", copy), s.Store(var("new"), e.Slice(), e.Const(0.0)), add("u", "t")]
    end_early(body, "new")
    assert ["t = new[1:]", "u += t"] == listing(body).splitlines()


@pytest.mark.parametrize("later", [add("t", "x"), add("new", "x", e.Const(1))])
def test_what_changes_is_copied(later):
    copy = e.Call(e.Attr(part("new", 1), "copy"), ())
    body = [s.Assign("t", copy), later, add("u", "t")]
    before = listing(body)
    end_early(body, "new")
    assert before == listing(body)


def spelled(*rest):
    facts = Facts(dict.fromkeys(("u", "v", "t"), VECTOR))
    body = [s.Assign("v", part("u", 1)), *rest]
    spell_parts(body, "u", facts)
    return listing(body).splitlines()


def test_a_part_is_written_out_where_it_is_added_to():
    assert ["u[1:] += t"] == spelled(add("v", "t"))


@pytest.mark.parametrize(
    "rest",
    [
        [s.Assign("t", e.Unary("-", var("v"))), add("v", "t")],  # it is read, too
        [zeros("u"), add("v", "t")],  # of another array
        [add("v", "t", e.Const(0))],  # of the part a part
    ],
)
def test_other_parts_keep_their_names(rest):
    assert "v = u[1:]" == spelled(*rest)[0]


LOOPS = """
new_bar_tape = []
u_bar_tape = []
u_bar = np.zeros_like(u)
for _ in range(n):
    new = k * u
    new_bar = np.zeros_like(new)
    new_bar_tape.append(new_bar)
    u = new
    u_bar_tape.append(u_bar)
    u_bar = new_bar
u_bar += 2 * u
for _ in range(n):
    new_bar = new_bar_tape.pop()
    u_bar = u_bar_tape.pop()
    u_bar += k * new_bar
"""
MADE, RECORD, BOUND = (
    f"    {text}\n"
    for text in ("new_bar = np.zeros_like(new)", "new_bar_tape.append(new_bar)", "u_bar = new_bar")
)
BORN, ADDED, LAST = "u_bar = np.zeros_like(u)\n", "u_bar += 2 * u\n", "    u_bar += k * new_bar\n"
POPPED = "    new_bar = new_bar_tape.pop()\n"
KEPT_APART = {
    "zeros like another array": (MADE, MADE.replace("(new)", "(u)")),
    "recorded twice": (RECORD, RECORD * 2),
    "recorded before it is made": (MADE + RECORD, RECORD + MADE),
    "not recorded": ("    u_bar_tape.append(u_bar)\n", ""),
    "recorded under another name": (RECORD, RECORD.replace("(new_bar)", "(v_bar)")),
    "bound to what no pass makes": (BOUND, BOUND.replace("= new", "= v")),
    "bound twice": (BOUND, BOUND * 2),
    "born of another": (BORN, "u_bar = v_bar\n"),
    "read in the forward sweep": (BORN, BORN + "v = u_bar * 2\n"),
    "a pass may end early": (MADE, "    if test:\n        break\n" + MADE),
    "a backward pass may end early": (LAST, LAST + "    if test:\n        break\n"),
    "taken in another order": (POPPED + "    u_bar = u_bar_tape.pop()\n",
                               "    u_bar = u_bar_tape.pop()\n" + POPPED),
    "taken twice": (POPPED, POPPED * 2),
    "taken nowhere": (POPPED, ""),
    "its record is counted": (ADDED, ADDED + "k = len(u_bar_tape)\n"),
    "bound in the reverse sweep": (LAST, LAST + "    u_bar = k * v\n"),
    "read after the loop": (LAST, LAST + "v_bar = new_bar * 2\n"),
    "read before the loop": (ADDED, ADDED + "v_bar = new_bar * 2\n"),
    "made again in another loop": (
        LAST, LAST + "for _ in range(n):\n    new_bar = new_bar_tape.pop()\n"),
}  # fmt: skip


def loops(text, kinds="u new v: [n]; k: real; n: int; test: bool"):
    fragment = Fragment(text, len(block(text.split(ADDED)[0])), "", kinds)
    before = listing([*fragment.forward, *fragment.reverse])
    hand_back(fragment.forward, fragment.reverse, fragment.facts)
    return before, listing([*fragment.forward, *fragment.reverse])


@pytest.mark.parametrize("name", KEPT_APART)
def test_what_keeps_shadows_apart(name):
    old, new = KEPT_APART[name]
    assert LOOPS.count(old) == 1
    before, after = loops(LOOPS.replace(old, new))
    assert before == after


@pytest.mark.parametrize("kinds", ["u: [n]; new: [m]", "u: [n]; new: f4[n]", "u: [n]; new: [n, n]"])
def test_other_lengths(kinds):
    before, after = loops(LOOPS, f"{kinds}; k: real; n: int")
    assert before == after
