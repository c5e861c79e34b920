"""Loops that are reversed pass by pass, and those that must not be."""

import numpy as np
import pytest

from srcgrad import source
from srcgrad.transforms.known import one_of
from srcgrad.transforms.pullback import Split
from tests.programs import independent_loops as programs

HEADING = "# reverse of this pass"


def text(function):
    program = next(p for p in programs.PROGRAMS if p.function is function)
    return source(function, *program.args, wrt=program.wrt)


@pytest.mark.parametrize(
    "function",
    [
        programs.loss_over_samples,
        programs.samples_in_two_groups,
        programs.elements_of_neighbours,
        programs.sums_in_a_sum,
        programs.chosen_elements,
        programs.each_element_by_its_sine,
        programs.elements_in_two_manners,
        programs.energies_of_pairs,
        programs.pairs_that_are_near,
        programs.three_loops,
        programs.neighbours_by_rows,
    ],
)
def test_independent_passes(function):
    found = text(function)
    assert HEADING in found
    assert "tape" not in found
    assert "+= -" not in found


@pytest.mark.parametrize(
    "function",
    [
        programs.sum_inside_a_function,
        programs.value_of_the_pass_before,
        programs.reads_what_a_pass_writes,
        programs.ends_early,
        programs.scales_the_sum,
        programs.pairs_whose_second_moves,
        programs.pairs_of_the_pass_before,
    ],
)
def test_passes_that_hang_together(function):
    assert HEADING not in text(function)


def test_two_functions_run_the_passes_in_the_same_order():
    xs = np.ones((3, 4))
    split = one_of(Split, programs.two_sums, (0, 1))
    _, pullback = split.run((np.ones(4), xs), {})
    whole = split.adjoint(np.ones(4), xs).source
    assert HEADING not in whole
    assert "for position2 in range(len(xs)):" in whole.partition("_rev")[2]
    assert (4,) == pullback(1.0)[0].shape
