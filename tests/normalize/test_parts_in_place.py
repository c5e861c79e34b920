"""Parts of lists are read where they stand, if the list stays as it is meanwhile."""

import pytest

from srcgrad import source
from tests.programs import parts_read_in_place as programs

READ_THERE = [
    "neighbours",
    "with_the_next",
    "control_points",
    "inner_ones_counted",
    "strictly_paired",
    "more_left_out_than_there_is",
    "written_elements",
]
COPIED = [
    "grown_meanwhile",
    "grown_under_another_name",
    "overwritten_meanwhile",
    "bound_anew_meanwhile",
    "grown_inside_of_another",
    "emptied_by_a_helper",
    "one_of_two_lists_1",
]


def text_of(title):
    (program,) = (one for one in programs.PROGRAMS if one.title == title)
    args, kwargs = program.arguments()
    return source(program.function, *args, wrt=program.wrt, **kwargs)


@pytest.mark.parametrize("title", READ_THERE)
def test_no_other_list_is_made(title):
    assert "range(len" in text_of(title) or "range(length" in text_of(title)
    assert "part = range(" not in text_of(title)


@pytest.mark.parametrize("title", COPIED)
def test_a_list_that_may_change_meanwhile_is_copied(title):
    assert "part = range(" in text_of(title)
