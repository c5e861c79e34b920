"""Sparse matrices that are factored once, for a system and for the transposed one."""

import importlib.util
from typing import Any


class Solves:
    """A function that solves systems, as an object with the method `solve` of factors."""

    def __init__(self, factorized: Any, matrix: Any) -> None:
        self.factorized, self.matrix = factorized, matrix
        self.solver = factorized(matrix)

    def solve(self, rhs: Any, trans: str = "N") -> Any:
        """The solution of a system, or of the transposed one, by the same factors."""
        if trans == "N":
            return self.solver(rhs)
        factors = getattr(self.solver, "__self__", None)
        if factors is None:  # of another library than SuperLU
            return self.factorized(self.matrix.T.tocsc())(rhs)
        return factors.solve(rhs, trans)


def solver_of(factorized: Any, matrix: Any) -> Any:
    """The library's function that solves systems with a matrix, as such an object."""
    return Solves(factorized, matrix)


class Factors:
    """What solves the systems of `spsolve`, with one factorisation where SuperLU makes it."""

    def __init__(self, spsolve: Any, splu: Any, matrix: Any, *options: Any) -> None:
        self.spsolve, self.matrix, self.options = spsolve, matrix, options
        self.factors, self.turned = None, matrix.format == "csr"
        if matrix.format not in ("csc", "csr") or options[0] not in (None, "COLAMD"):
            return
        if options[1] and importlib.util.find_spec("scikits") is not None:  # perhaps UMFPACK
            return
        matrix.sum_duplicates()  # as `spsolve` does
        try:
            self.factors = splu(matrix.T if self.turned else matrix)
        except (RuntimeError, ValueError):  # singular, or not square: `spsolve` says so
            self.factors = None

    def solve(self, rhs: Any, trans: str = "N") -> Any:
        """The solution of a system, or of the transposed one."""
        if self.factors is not None:
            return self.factors.solve(rhs, "T" if (trans == "T") != self.turned else "N")
        matrix = self.matrix if trans == "N" else self.matrix.T.tocsc()
        return self.spsolve(matrix, rhs, *self.options)


def factors_of(spsolve: Any, splu: Any, matrix: Any, permc_spec: Any, use_umfpack: Any) -> Any:
    """The factors of a matrix, of which `spsolve` finds a solution to the same bits."""
    return Factors(spsolve, splu, matrix, permc_spec, use_umfpack)
