"""What solvers of SciPy's return beside the solution, which is constant."""

from typing import Any

from srcgrad.rules.declare import nondifferentiable
from srcgrad.runtime import (
    bounded_integral,
    inner_minimum,
    matrix_found,
    number_found,
    places_found,
    point_found,
    vector_found,
    within_limits,
    within_pairs,
)

nondifferentiable(
    bounded_integral, inner_minimum, matrix_found, number_found, places_found, point_found
)
nondifferentiable(vector_found, within_limits, within_pairs)


class Found:
    """A result: what the solver tells of its run, read where a program asks."""

    told: Any

    @property
    def success(self) -> Any:
        """Has the solver converged?"""
        return self.told.success

    @property
    def converged(self) -> Any:
        """The same, of roots of a number."""
        return self.told.converged

    @property
    def status(self) -> Any:
        """How the run ended, as a number."""
        return self.told.status

    @property
    def message(self) -> Any:
        """How the run ended, in words."""
        return self.told.message

    @property
    def nfev(self) -> Any:
        """How often the function was called."""
        return self.told.nfev

    @property
    def nit(self) -> Any:
        """The number of iterations."""
        return self.told.nit
