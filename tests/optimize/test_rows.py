"""Records of one pass as rows of one tape."""

import pytest

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.rows import join_tapes


def opening(name):
    return s.Assign(f"{name}~tape", e.Sequence("list", ()))


def append(name, value=None):
    method = e.Attr(e.Var(f"{name}~tape"), "append")
    return s.Evaluate(e.Call(method, (value or e.Var(name),)))


def pop(name):
    return s.Assign(name, e.Call(e.Attr(e.Var(f"{name}~tape"), "pop"), ()))


def assign(target, source):
    return s.Assign(target, e.Unary("-", e.Var(source)))


def leave():
    return s.If(e.Var("done"), [s.Break()], [])


def loop(body):
    return s.For("i", e.Call(e.Ref("range", range), (e.Var("n"),)), body)


def joined(forward, reverse, names="abc"):
    forward = [*map(opening, names), loop(forward)]
    reverse = [loop(reverse)]
    join_tapes(forward, reverse, Counter())
    return listing(forward), listing(reverse)


def apart(forward, reverse, names="abc"):
    """Does all stay as it is?"""
    before = listing([*map(opening, names), loop(forward)]), listing([loop(reverse)])
    return before == joined(forward, reverse, names)


def test_one_row_stands_where_the_last_record_was_made():
    forward = [append("a"), assign("q", "a"), append("b"), append("c"), assign("a", "b")]
    found = joined(forward, [pop("c"), pop("b"), assign("q", "c"), pop("a")])
    assert found == (
        "values.1~tape = []\n"
        "for i in range(n):\n"
        "    q = -a\n"
        "    values.1~tape.append((a, b, c))\n"
        "    a = -b",
        "for i in range(n):\n    a, b, c = values.1~tape.pop()\n    q = -c",
    )


def test_two_records_stay_two():
    assert apart([append("a"), append("b")], [pop("b"), pop("a")], "ab")


def test_a_value_that_comes_back_later_stays_apart():
    forward = [append(x) for x in "abcd"]
    forward_text, reverse = joined(forward, [pop("a"), assign("q", "d"), *map(pop, "bcd")], "abcd")
    assert "d~tape.append(d)" in forward_text
    assert reverse == (
        "for i in range(n):\n    a, b, c = values.1~tape.pop()\n    q = -d\n    d = d~tape.pop()"
    )


@pytest.mark.parametrize(
    "between",
    [
        pytest.param(assign("a", "x"), id="a name is bound again"),
        pytest.param(s.Augment(e.Var("a"), None, "+", e.Var("x")), id="a name is added to"),
        pytest.param(leave(), id="the pass may end"),
        pytest.param(loop([assign("a", "x")]), id="a name is bound again in a loop"),
    ],
)
def test_what_keeps_records_apart(between):
    assert apart([append("a"), append("b"), between, append("c")], list(map(pop, "abc")))


def test_records_of_expressions_stay_apart():
    item = e.Item(e.Var("u"), e.Var("i"))
    assert apart([append("a"), append("b"), append("c", item)], list(map(pop, "abc")))


def test_records_that_may_be_left_half_done_stay_apart():
    tried = s.Attempt([append(x) for x in "abc"], (e.Ref("KeyError", KeyError),), "raised", "")
    assert apart([tried], list(map(pop, "abc")))


def test_a_tape_that_is_read_otherwise_stays():
    length = s.Assign("q", e.Call(e.Ref("len", len), (e.Var("a~tape"),)))
    assert apart([append(x) for x in "abc"], [length, *map(pop, "abc")])


def test_records_of_a_branch_are_not_those_of_the_loop():
    branch = s.If(e.Var("t"), [append("c")], [])
    assert apart([append("a"), append("b"), branch], list(map(pop, "abc")))
