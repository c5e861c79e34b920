"""`scipy.optimize`: assignments of least cost; which these are is constant."""

from typing import Any

import scipy.optimize

from srcgrad.rules.declare import meaning
from srcgrad.rules.taking import call
from srcgrad.runtime import places_found


@meaning(scipy.optimize.linear_sum_assignment)
def linear_sum_assignment(cost_matrix: Any, maximize: Any = False) -> Any:
    """Rows, and the column that each of them gets."""
    found = call(scipy.optimize.linear_sum_assignment, cost_matrix, maximize)
    return places_found(found[0]), places_found(found[1])
