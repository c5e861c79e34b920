"""Which shifts cancel, seen in the adjoint: that of a maximum compares elements."""

import pytest

from srcgrad import source
from tests.programs import shifted as p
from tests.programs import shifted_rows as rows

CANCEL = (
    p.log_sum_exp_of_rows,
    p.log_sum_exp_of_columns,
    p.softmax_of_rows,
    p.softmax_in_place,
    p.likelihood_in_a_loop,
)
STAY = (
    p.shift_that_is_averaged_back,
    p.shift_that_is_summed_as_often_as_it_is_spread,
    p.shift_summed_over_its_own_axis,
    p.shift_that_is_written,
    p.read_before_it_is_divided,
    p.read_in_a_branch_before_it_is_divided,
    p.part_seen_before_it_is_divided,
    p.divided_in_part,
    p.divided_in_a_branch,
)


@pytest.mark.parametrize("function", CANCEL)
def test_the_derivative_by_the_shift_is_left_out(function):
    assert "==" not in source(function, p.A)


@pytest.mark.parametrize("function", STAY)
def test_the_derivative_by_the_shift_is_taken(function):
    assert "==" in source(function, p.A)


@pytest.mark.parametrize("function", [p.log_sum_exp, p.shift_of_twice_the_weight])
def test_of_all_elements(function):
    assert "==" not in source(function, p.X)
    assert "==" in source(p.shift_of_another_weight, p.X)


@pytest.mark.parametrize("function", [*rows.CANCEL, rows.label_of_each_column])
def test_of_one_element_of_each_row(function):
    matrix = rows.A.T.copy() if function is rows.label_of_each_column else rows.A
    assert "==" not in source(function, matrix, rows.LABELS, rows.W)


@pytest.mark.parametrize(
    ("function", "labels"), [*((f, rows.LABELS) for f in rows.STAY), *rows.FEWER]
)
def test_not_of_other_rows(function, labels):
    assert "==" in source(function, rows.A, labels, rows.W)
