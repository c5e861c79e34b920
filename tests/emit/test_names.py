"""Final names: unique, the user's own first, none that Python or the file needs."""

import keyword

from hypothesis import given
from hypothesis import strategies as st

from srcgrad.emit.names import Names

STEMS = st.sampled_from(["x", "y", "x2", "sum", "x_bar", "lambda", "np", "_"])
INTERNAL = st.builds(
    lambda stem, number, role: stem + number + role,
    STEMS,
    st.sampled_from(["", ".1", ".2", ".17"]),
    st.sampled_from(["", "~bar", "~tape", "~local", "~old"]),
)


@given(st.lists(INTERNAL, max_size=12))
def test_different_values_have_different_names(internal):
    names = Names({"np"}, {"x": "x", "seed~bar": "seed"})
    made = {n: names(n) for n in internal}
    own = {n: f for n, f in made.items() if "." in n or "~" in n}
    taken = [*own.values(), "x", "seed"]
    assert len(taken) == len(set(taken))
    for final in own.values():
        assert final.isidentifier()
        assert not keyword.iskeyword(final)
        assert final != "np"


@given(st.lists(INTERNAL, max_size=12))
def test_names_are_stable(internal):
    first, second = (Names({"np"}, {}) for _ in range(2))
    once = [first(n) for n in internal]
    assert once == [second(n) for n in internal] == [first(n) for n in internal]


def test_the_users_names_stay():
    names = Names(set(), {"x": "x"})
    assert ["y", "sum", "x"] == [names(n) for n in ("y", "sum", "x")]


def test_roles():
    names = Names(set(), {"x": "x"})
    assert "x_bar" == names("x~bar")
    assert "x_tape" == names("x~tape")
    assert "x" == names("x~again")


def test_the_users_own_bar_is_not_taken():
    names = Names(set(), {"x": "x", "x_bar": "x_bar"})
    assert "x_bar2" == names("x~bar")


def test_numbers_are_the_next_free_ones():
    names = Names(set(), {"x": "x"})
    assert ["x2", "x3"] == [names("x.7"), names("x.3")]
    assert "x1" == Names(set(), {})("x1")
    assert "x1_2" == Names(set(), {"x1": "x1"})("x1.4")


def test_builtins_are_not_hidden_by_names_of_ours():
    assert "sum2" == Names(set(), {})("sum.1")


def test_a_name_of_the_users_gives_way_to_the_parameter_that_the_text_adds():
    names = Names(set(), {"seed~bar": "seed"})
    assert ("seed2", "seed") == (names("seed"), names("seed~bar"))


def test_a_name_that_gave_way_does_not_take_another_one_of_the_users():
    names = Names({"np"}, {"seed~bar": "seed"})
    assert ("seed2", "seed2_2") == (names("seed"), names("seed2"))
    assert ("np2", "np2_2") == (names("np"), names("np2"))


def test_what_nobody_reads():
    names = Names({"np"}, {"x": "x"})
    names.leave_unnamed({"_", "_.4", "unused.7"})
    assert {"_"} == {names(n) for n in ("_", "_.4", "unused.7", "pass.2~unused")}


def test_not_where_the_program_has_an_underscore_outside():
    names = Names({"_"}, {})
    names.leave_unnamed({"_.4"})
    assert "_" != names("_.4")
