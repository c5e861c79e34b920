"""Records of one pass as rows of one tape."""

import pytest

from srcgrad.analysis.kinks.selection import QUIET
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.loops.rows import join_tapes


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


def joined(forward, reverse, names="abcd"):
    forward = [*map(opening, names), loop(forward)]
    reverse = [loop(reverse)]
    join_tapes(forward, reverse, Counter())
    return listing(forward), listing(reverse)


def apart(forward, reverse, names="abcd"):
    """Does all stay as it is?"""
    before = listing([*map(opening, names), loop(forward)]), listing([loop(reverse)])
    return before == joined(forward, reverse, names)


def appends(names):
    return list(map(append, names))


def pops(names):
    return list(map(pop, names))


def test_a_row_is_made_before_one_of_its_names_is_bound_again():
    forward = [append("a"), assign("a", "b"), *appends("bcd")]
    found = joined(forward, [pop("c"), pop("b"), assign("q", "c"), pop("a"), pop("d")])
    assert found == (
        "values.1~tape = []\n"
        "for i in range(n):\n"
        "    values.1~tape.append((a, b, c, d))\n"
        "    a = -b",
        "for i in range(n):\n    a, b, c, d = values.1~tape.pop()\n    q = -c",
    )


def test_a_row_is_made_after_the_last_of_its_names_is_bound():
    forward = [
        assign("a", "x"),
        append("a"),
        append("b"),
        append("c"),
        assign("d", "a"),
        append("d"),
    ]
    found, _ = joined(forward, pops("dcba"))
    assert found == (
        "values.1~tape = []\n"
        "for i in range(n):\n"
        "    a = -x\n"
        "    d = -a\n"
        "    values.1~tape.append((a, b, c, d))"
    )


def test_three_records_stay_three():
    assert apart(appends("abc"), pops("cba"), "abc")


def both(target, left, right):
    return s.Assign(target, e.Binary("*", e.Var(left), e.Var(right)))


def test_a_value_that_comes_back_later_stays_apart():
    """`a` is read before that of the next pass is gone from `e`."""
    forward, reverse = joined(
        appends("abcde"), [pop("a"), both("q", "a", "e"), *pops("bcde")], "abcde"
    )
    assert "e~tape.append(e)" in forward
    assert reverse == (
        "for i in range(n):\n"
        "    a, b, c, d = values.1~tape.pop()\n"
        "    q = a * e\n"
        "    e = e~tape.pop()"
    )


def test_all_come_back_after_the_last_of_the_old_values_was_read():
    _, reverse = joined(appends("abcde"), [pop("a"), assign("q", "e"), *pops("bcde")], "abcde")
    assert reverse == "for i in range(n):\n    q = -e\n    a, b, c, d, e = values.1~tape.pop()"


def test_a_name_with_two_records_is_put_back_twice():
    """The second value of `a` is not the one in the row."""
    forward = [append("a"), assign("a", "x"), *appends("bcde")]
    reverse = [*pops("edcb"), both("q", "a", "b"), pop("a")]
    _, found = joined(forward, reverse, "abcde")
    assert found == (
        "for i in range(n):\n"
        "    b, c, d, e = values.1~tape.pop()\n"
        "    q = a * b\n"
        "    a = a~tape.pop()"
    )


def test_the_record_at_whose_place_a_row_is_made_may_stay_apart():
    """`a` comes back late, and is recorded where the row has to be made."""
    forward = [assign("b", "x"), append("a"), assign("a", "x"), assign("f", "a"), *appends("cdef")]
    reverse = [*pops("fedc"), both("q", "f", "a"), both("q", "c", "a"), pop("a")]
    found = joined(forward, reverse, "acdef")
    assert found == (
        "a~tape = []\n"
        "values.1~tape = []\n"
        "for i in range(n):\n"
        "    b = -x\n"
        "    a~tape.append(a)\n"
        "    a = -x\n"
        "    f = -a\n"
        "    values.1~tape.append((c, d, e, f))",
        "for i in range(n):\n"
        "    c, d, e, f = values.1~tape.pop()\n"
        "    q = f * a\n"
        "    q = c * a\n"
        "    a = a~tape.pop()",
    )


def test_the_place_where_most_can_be_made_and_come_back_is_taken():
    """At that of `d` as many could be made, but they come back at two places."""
    forward = [*appends("abc"), append("d"), append("e"), assign("d", "x"), assign("e", "x")]
    forward += [assign("f", "a"), append("f")]
    reverse = [*pops("fcba"), *(both("q", n, "d") for n in "abcf"), assign("q", "e"), *pops("de")]
    _, found = joined(forward, reverse, "abcdef")
    assert found.startswith(
        "for i in range(n):\n    a, b, c, f = values.1~tape.pop()\n    q = a * d"
    )


@pytest.mark.parametrize(
    "between",
    [
        pytest.param([assign("a", "x"), assign("d", "x")], id="names are bound again"),
        pytest.param(
            [s.Augment(e.Var("a"), None, "+", e.Var("x")), assign("d", "x")], id="one is added to"
        ),
        pytest.param([leave()], id="the pass may end"),
        pytest.param([loop([assign("a", "x"), assign("d", "x")])], id="they are in a loop"),
    ],
)
def test_what_keeps_records_apart(between):
    assert apart([*appends("ab"), *between, *appends("cd")], pops("abcd"))


def test_records_of_expressions_stay_apart():
    item = e.Item(e.Var("u"), e.Var("i"))
    assert apart([*appends("abc"), append("d", item)], pops("abcd"))


def test_records_that_may_be_left_half_done_stay_apart():
    tried = s.Attempt(appends("abcd"), "raised", "", (e.Ref("KeyError", KeyError),))
    assert apart([tried], pops("abcd"))


def test_a_tape_that_is_read_otherwise_stays():
    length = s.Assign("q", e.Call(e.Ref("len", len), (e.Var("a~tape"),)))
    assert apart(appends("abcd"), [length, *pops("abcd")])


def test_records_of_a_branch_are_not_those_of_the_loop():
    branch = s.If(e.Var("t"), [append("d")], [])
    assert apart([*appends("abc"), branch], pops("abcd"))


def quiet(body):
    return [s.With(QUIET, None, body)]


def test_a_loop_in_which_nothing_warns_is_a_loop():
    forward = [*map(opening, "abcd"), loop(appends("abcd"))]
    reverse = quiet([loop(pops("abcd"))])
    join_tapes(forward, reverse, Counter())
    assert "values.1~tape.append((a, b, c, d))" in listing(forward)
    assert listing(reverse).count("pop") == 1


def test_what_the_programs_own_context_holds_stays_apart():
    own = s.With(e.Call(e.Ref("Timer", object), ()), None, appends("abcd"))
    assert apart([own], pops("abcd"))
