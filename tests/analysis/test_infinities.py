"""Which names may hold an infinity, and upstream of what it ends."""

import math

import numpy as np

from srcgrad.analysis.kinks.infinities import infinite, vanishing
from tests.stages import after


def found(function, *args, **options):
    one = after("analyse", function, *args, **options)
    boundless = infinite(one.core.body, one.facts)
    ends = vanishing(one.core.body, one.facts, boundless)
    return tuple({n.partition(".")[0] for n in names} for names in (boundless, ends))


def masked(x):
    s = x * 2.0
    s[1:] = -np.inf
    t = s * x[0]
    return np.sum(np.exp(t))


def bounds(x):
    best = math.inf
    for v in x:
        best = min(best, v)
    return best * np.sum(np.clip(x, 0.0, np.inf))


def not_ended(x):
    s = np.where(x > 0, x, np.inf)
    return np.min(s) * x[0]


def test_a_masked_score_ends_at_its_exponential():
    boundless, ends = found(masked, np.ones(3))
    assert {"s", "t"} <= boundless
    assert {"s", "t"} <= ends


def test_what_comes_of_a_bound_is_finite():
    boundless, ends = found(bounds, np.ones(3))
    assert "clip_x" not in boundless
    assert not ends


def test_nothing_ends_where_nothing_is_flat():
    boundless, ends = found(not_ended, np.ones(3))
    assert "s" in boundless
    assert "x" not in ends
