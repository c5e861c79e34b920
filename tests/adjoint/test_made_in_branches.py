"""Which arrays, made in the branches of an `if`, have shadows that the reverse sweep makes."""

import numpy as np
import pytest

from srcgrad import source
from tests.programs import made_in_branches as programs

X = np.array([0.3, 0.4, 0.5, 0.6, 0.7])


def in_forward_sweep(function, *args):
    """Does the forward sweep make or record a shadow?"""
    forward, _, _ = source(function, *args).partition("# reverse ")
    return "y_bar = np.zeros_like(y)" in forward or "y_bar_tape" in forward


def written(x, c):
    if c > 0:
        y = x * 2
    else:
        y = np.sin(x)
    y[1:] = y[:-1] * y[1:]
    return np.sum(y * y)


@pytest.mark.parametrize(
    "function, args",
    [
        (written, (X, 1.0)),
        (programs.three_ways, (X, X, 5)),
        (programs.of_other_lengths, (X, 3)),
        (programs.seen_through_a_view, (X, 1.0)),
        (programs.given_to_a_helper, (X, 4)),
    ],
)
def test_the_reverse_sweep_makes_them(function, args):
    assert not in_forward_sweep(function, *args)


@pytest.mark.parametrize(
    "function, args",
    [
        (programs.carried, (X, 3)),
        (programs.kept_in_some_passes, (X, 3)),
        (programs.the_argument_in_one, (X, 1.0)),
        (programs.raised_in_one, (X, 1.0)),
        (programs.held_by_a_list, (X, 3)),
        (programs.left_from_a_branch, (X, 3)),
    ],
)
def test_the_forward_sweep_makes_them(function, args):
    assert in_forward_sweep(function, *args)
