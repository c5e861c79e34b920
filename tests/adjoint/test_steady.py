"""Which values need no record because each pass computes them alike."""

import numpy as np
import pytest

from srcgrad import source
from tests.adjoint.test_restore import appended
from tests.programs import steady_values as p

ARGS = (p.W, p.A, 3)


def records(function, *args):
    return ", ".join(appended(source(function, *args, wrt=(0, 1))))


@pytest.mark.parametrize(
    ("function", "stem"),
    [
        (p.function_of_a_parameter, "exp"),
        (p.made_of_another, "scale"),
        (p.made_of_another, "factor"),
        (p.in_a_branch, "cos_a"),
        (p.in_two_loops, "tanh"),
        (p.written_before_the_loop, "exp"),
    ],
)
def test_no_record(function, stem):
    assert stem in source(function, *ARGS, wrt=(0, 1))
    assert stem not in records(function, *ARGS)


@pytest.mark.parametrize(
    ("function", "stem"),
    [
        (p.of_the_outer_pass, "tanh"),
        (p.of_what_is_written, "exp"),
        (p.itself_written, "scale"),
        (p.of_what_is_bound_anew, "exp"),
        (p.bound_in_the_first_pass, "factor"),
    ],
)
def test_a_record_where_passes_differ(function, stem):
    assert stem in records(function, *ARGS)


def test_a_matrix_is_not_kept_once_for_each_step():
    text = source(p.descent, np.ones(2), np.ones((4, 2)), np.ones(4), 3)
    assert "product = 2 * x.T" in text
    assert ["g"] == appended(text)
