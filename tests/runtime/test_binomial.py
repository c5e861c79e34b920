"""The binomial schedule: against the recurrence of which it is the solution."""

import functools

import pytest

from srcgrad.runtime.checkpoints.binomial import enough, passes_run, places, reach, runs_needed


@functools.cache
def fewest(passes, states):
    """The fewest passes to run, by trying every place for the next state."""
    if passes <= 1:
        return 0
    if states == 1:
        return passes * (passes - 1) // 2
    return min(
        first + fewest(passes - first, states - 1) + fewest(first, states)
        for first in range(1, passes)
    )


def run(passes, states):
    """How many passes are run where the states are kept at the places, and how many are kept."""
    kept, here, count, most = [0], 0, 0, 1
    for last in range(passes - 1, -1, -1):
        while kept[-1] > last:
            kept.pop()
        if here != last:
            here = kept[-1]
        count += last - here
        kept += places(kept[-1], last + 1, states - len(kept) + 1)
        most = max(most, len(kept))
        here = None
    return count, most


@pytest.mark.parametrize("states", range(1, 11))
def test_no_schedule_runs_fewer_passes(states):
    for passes in range(1, 45):
        assert fewest(passes, states) == passes_run(passes, states)
        count, most = run(passes, states)
        assert fewest(passes, states) == count
        assert most <= states


def test_the_binomial_bound():
    assert 286 == reach(10, 3)
    assert 3 == runs_needed(286, 10)
    assert 4 == runs_needed(287, 10)
    assert 100_947 == reach(17, 6)


def test_enough_states_for_two_runs():
    for passes in range(1, 500):
        states = enough(passes)
        assert runs_needed(passes, states) <= 2
        assert states == 1 or runs_needed(passes, states - 1) > 2
