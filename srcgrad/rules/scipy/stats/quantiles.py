"""`scipy.stats`: medians and central intervals, from the inverses that the other files declare."""

from typing import Any

import scipy.stats

import srcgrad.rules.scipy.stats.distributions
import srcgrad.rules.scipy.stats.incomplete_distributions
import srcgrad.rules.scipy.stats.modelled_densities
import srcgrad.rules.scipy.stats.more_distributions
import srcgrad.rules.scipy.stats.rare_distributions
import srcgrad.rules.scipy.stats.shaped_distributions  # noqa: F401 (these declare the inverses)
from srcgrad.rules.declare import lookup, meaning, written_out
from srcgrad.rules.scipy.stats.frozen import DISTRIBUTIONS
from srcgrad.rules.text import loaded

MEDIAN = """\
def median({shapes}loc=0, scale=1):
    return library(0.5, {shapes}loc, scale)
"""
INTERVAL = """\
def interval(confidence, {shapes}loc=0, scale=1):
    if confidence < 0 or confidence > 1:
        raise ValueError("alpha must be between 0 and 1 inclusive")
    low = library((1.0 - confidence) / 2, {shapes}loc, scale)
    return low, library((1.0 + confidence) / 2, {shapes}loc, scale)
"""


def _declare(dist: Any) -> None:
    """The inverse of the distribution at a half, and at both ends, where that has a derivative."""
    if lookup(dist.ppf) is None and written_out(dist.ppf) is None:
        return
    shapes = f"{dist.shapes}, " if dist.shapes else ""
    for text, method in ((MEDIAN, dist.median), (INTERVAL, dist.interval)):
        if lookup(method) is None:
            name = method.__name__
            meaning(method)(loaded(name, text.format(shapes=shapes), {"library": dist.ppf}))


for _name in DISTRIBUTIONS:
    if isinstance(getattr(scipy.stats, _name), scipy.stats.rv_continuous):
        _declare(getattr(scipy.stats, _name))
