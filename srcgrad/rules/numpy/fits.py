"""`np.polyfit` with weights or a cut rank, and with what it tells beside the coefficients."""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import matrix_found, vector_found


@meaning(np.polyfit, keywords=("full", "cov", "w", "rcond"))
def polyfit(
    x: Any, y: Any, deg: Any, rcond: Any = None, full: Any = False, w: Any = None, cov: Any = False
) -> Any:
    """The least squares solution for scaled powers of the points."""
    if np.ndim(x) != 1 or np.ndim(y) not in (1, 2):
        raise NotImplementedError("`polyfit` of points that are no vector")
    if np.ndim(y) == 2 and (full or cov):
        raise NotImplementedError("`polyfit` of several columns with `full` or `cov`")
    found = call(np.polyfit, x, y, deg, rcond, full, w, cov)
    powers = np.vander(x, deg + 1)
    right = np.asarray(y) * 1.0
    if w is not None:
        weights = np.asarray(w)[:, None]
        powers = powers * weights
        right = right * (weights if np.ndim(y) == 2 else w)
    scale = np.sqrt(np.sum(powers * powers, axis=0))
    powers = powers / scale
    scaled = np.linalg.lstsq(powers, right, rcond=rcond)[0]
    if np.ndim(y) == 2:
        return computed(scaled / scale[:, None], matrix_found(found))
    if not full and not cov:
        return computed(scaled / scale, vector_found(found))
    rest = np.sum((right - powers @ scaled) ** 2)
    if full:
        single = np.linalg.svd(powers, compute_uv=False)
        rests = computed(rest * np.ones(len(vector_found(found[1]))), vector_found(found[1]))
        ends = computed(single, vector_found(found[3])), float(found[4])
        return computed(scaled / scale, vector_found(found[0])), rests, int(found[2]), *ends
    base = np.linalg.inv(powers.T @ powers) / np.outer(scale, scale)
    if cov != "unscaled":
        base = base * (rest / (len(x) - (deg + 1)))
    return computed(scaled / scale, vector_found(found[0])), computed(base, matrix_found(found[1]))
