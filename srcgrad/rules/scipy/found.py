"""What solvers of SciPy's return beside the solution, which is constant."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

from srcgrad.rules.declare import linear, nondifferentiable
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

nondifferentiable(bounded_integral, inner_minimum, number_found, places_found, point_found)
nondifferentiable(within_limits, within_pairs)


def array_found(y_bar: Any, y: Any, found: Any) -> Any:
    return y_bar


linear(matrix_found, vector_found, transpose=array_found)  # of a `call` a constant


class Found:
    """A result: what the solver tells of its run, read where a program asks."""

    told: Any

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

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
        return int(self.told.nfev)

    @property
    def nit(self) -> Any:
        """The number of iterations."""
        return int(self.told.nit)

    @property
    def function_calls(self) -> Any:
        """How often the function was called, to find a root of a number."""
        return int(self.told.function_calls)

    @property
    def iterations(self) -> Any:
        """The number of iterations that this took."""
        return int(self.told.iterations)

    @property
    def flag(self) -> Any:
        """How that run ended."""
        return self.told.flag

    @property
    def jac(self) -> Any:
        """Refused: of some searches it is zero, of others a matrix."""
        raise NotImplementedError("the derivative of a solver's `jac`")

    @property
    def hess_inv(self) -> Any:
        """Refused: it tells of the way to the minimum."""
        raise NotImplementedError("the derivative of a solver's `hess_inv`")
