"""`scipy.stats`: the distributions that a sample makes most likely, where there is a formula."""

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


@meaning(scipy.stats.norm.fit)
def norm_fit(data: Any) -> Any:
    """Mean and deviation."""
    found = call(scipy.stats.norm.fit, data)
    return computed(np.mean(data), found[0]), computed(np.std(data), found[1])


@meaning(scipy.stats.expon.fit)
def expon_fit(data: Any, *, floc: Any = None) -> Any:
    """The least, or a place that is given, and how far beyond it the mean is."""
    if floc is None:
        found = call(scipy.stats.expon.fit, data)
        least = float(np.min(data))
        return computed(least, found[0]), computed(float(np.mean(data)) - least, found[1])
    found = call(scipy.stats.expon.fit, data, floc=floc)
    place = computed(float(floc), found[0])
    return place, computed(float(np.mean(data)) - floc, found[1])


@meaning(scipy.stats.uniform.fit)
def uniform_fit(data: Any) -> Any:
    """The least, and how far the sample goes."""
    found = call(scipy.stats.uniform.fit, data)
    return computed(np.min(data), found[0]), computed(np.ptp(data), found[1])
