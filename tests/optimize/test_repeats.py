"""What is computed once, and what has to be computed again, seen in the forward sweep."""

import numpy as np

from srcgrad import source
from tests.programs import added_by_index as q
from tests.programs import repeated as p


def times(text, function, *args, **options):
    whole = source(function, *args, **options)
    return whole.partition("# reverse sweep")[0].count(text)


def test_a_product_and_a_cosine():
    assert 1 == times("h @ p", p.product_in_two_lines, p.X[:3], p.A, wrt=(0, 1))
    assert 1 == times("np.cos", p.product_in_two_lines, p.X[:3], p.A, wrt=(0, 1))


def test_a_function_of_a_constant():
    assert 1 == times("np.sqrt", p.constants_of_functions, p.X)


def test_once_before_a_store_and_once_after():
    assert 2 == times("np.sin", p.after_the_operand_changed, p.X)


def test_not_what_the_program_names_and_writes():
    assert 2 == times("np.sin", p.one_is_written, p.X)


def test_not_what_lists_hold():
    assert 2 == times("np.sin", p.parts_of_one_are_written, p.X)
    assert 2 == times("np.tanh", p.lists_of_equal_arrays, p.X)


def test_between_additions_at_index_arrays():
    at = np.array([0, 2, 0])
    assert 1 == times("1 - part", q.spread_over_two_cells, p.X, p.X, 9, 3)
    assert 1 == times("cell + 1", q.spread_over_two_cells, p.X, p.X, 9, 3)
    assert 2 == times("np.exp", q.through_another_name, p.X[:3], p.X, at)


def test_not_across_branches():
    assert 4 == times("np.sin", p.in_one_branch_only, p.X)


def test_a_test_of_an_array():
    assert 1 == times("x > 0", p.tests_of_an_array, p.X)
