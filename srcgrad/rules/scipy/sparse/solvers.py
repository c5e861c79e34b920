"""`scipy.sparse.linalg`: systems of linear equations with sparse matrices of active values."""

from typing import Any

import numpy as np
import scipy.sparse.linalg

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.sparse.systems import ITERATIVE
from srcgrad.rules.scipy.sparse.values import ANY, doubles, lifted
from srcgrad.rules.text import loaded
from srcgrad.runtime import (
    factors_of,
    found_like,
    iterated,
    matrix_solution,
    matrix_solved,
    size_of,
    solution_of_triangle,
    solver_of,
)


def right_side(b: Any) -> Any:
    """The right side of a system, as an array of one column or of several."""
    if isinstance(b, ANY):
        raise NotImplementedError("a linear system whose right side is a sparse matrix")
    right = doubles(b)
    if np.ndim(right) not in (1, 2):
        raise NotImplementedError("a linear system whose right side has not one or two axes")
    return right


@meaning(scipy.sparse.linalg.spsolve, standing=True)
def spsolve(A: Any, b: Any, permc_spec: Any = None, use_umfpack: Any = True) -> Any:
    """The solution of a system."""
    matrix, right = lifted(A), right_side(b)
    if np.ndim(right) == 2 and right.shape[1] == 1:
        right = right[:, 0]  # the solution is a vector
    places = matrix.at_rows, matrix.at_columns
    solve, factor = scipy.sparse.linalg.spsolve, scipy.sparse.linalg.splu
    factors = factors_of(solve, factor, matrix.own, permc_spec, use_umfpack)
    return matrix_solved(matrix.entries, *places, matrix.own, factors, right)


@meaning(scipy.sparse.linalg.spsolve_triangular, standing=True)
def spsolve_triangular(A: Any, b: Any, lower: Any = True) -> Any:
    """The solution of a system whose matrix is a triangle."""
    matrix, right = lifted(A), right_side(b)
    found = solution_of_triangle(scipy.sparse.linalg.spsolve_triangular, matrix.own, right, lower)
    places = matrix.at_rows, matrix.at_columns
    return matrix_solution(matrix.entries, *places, matrix.own, right, found_like(right, found))


@meaning(scipy.sparse.linalg.norm, standing=True)
def norm(x: Any, ord: Any = None, axis: Any = None) -> Any:
    """The norm of Frobenius, or that of the rows' or the columns' absolute sums."""
    if axis is not None or ord not in (None, "fro", 1, np.inf):
        raise NotImplementedError("this norm of a sparse matrix: take np.linalg.norm of toarray")
    matrix = lifted(x)
    values, rows, columns = matrix.merged()
    if ord is None or ord == "fro":
        model = np.linalg.norm(values)
    else:
        n, m = matrix.shape
        sums = np.bincount(columns if ord == 1 else rows, np.abs(values), m if ord == 1 else n)
        model = np.max(sums)
    return computed(model, size_of(scipy.sparse.linalg.norm, matrix.own, ord))


class Factored:
    """What `splu` returns: SciPy's own, and the matrix."""

    def __init__(self, own: Any, matrix: Any) -> None:
        self.own, self.matrix = own, matrix

    def solve(self, rhs: Any, trans: Any = "N") -> Any:
        """The solution of a system."""
        held, right = self.matrix, right_side(rhs)
        places = held.at_rows, held.at_columns
        return matrix_solved(held.entries, *places, held.own, self.own, right, trans)


@meaning(scipy.sparse.linalg.splu, standing=True)
def splu(
    A: Any,
    permc_spec: Any = None,
    diag_pivot_thresh: Any = None,
    relax: Any = None,
    panel_size: Any = None,
    options: Any = None,
) -> Any:
    """The matrix, factored."""
    if options is not None:
        raise NotImplementedError("`splu` of active values with options")
    matrix = lifted(A)
    own = scipy.sparse.linalg.splu(matrix.own, permc_spec, diag_pivot_thresh, relax, panel_size)
    return Factored(own, matrix)


class Solver:
    """What `factorized` returns: SciPy's own function, and the matrix."""

    def __init__(self, own: Any, matrix: Any) -> None:
        self.own, self.matrix = own, matrix

    def __call__(self, rhs: Any) -> Any:
        """The solution of a system."""
        held, right = self.matrix, right_side(rhs)
        places = held.at_rows, held.at_columns
        return matrix_solved(held.entries, *places, held.own, self.own, right)


@meaning(scipy.sparse.linalg.factorized, standing=True)
def factorized(A: Any) -> Any:
    """A function that solves systems."""
    matrix = lifted(A)
    return Solver(solver_of(scipy.sparse.linalg.factorized, matrix.own), matrix)


def _iterating(name: str) -> Any:
    """What `scipy.sparse.linalg.NAME(...)` means."""
    text = (
        f"def {name}(A, b, x0=None, **options):\n"
        "    matrix, right = lifted(A), right_side(b)\n"
        f"    solve = scipy.sparse.linalg.{name}\n"
        "    found, info = iterated(solve, matrix.own, right, x0, **options)\n"
        "    places = matrix.at_rows, matrix.at_columns\n"
        "    return matrix_solution(matrix.entries, *places, matrix.own, right, found), info\n"
    )
    names = {"lifted": lifted, "right_side": right_side, "scipy": scipy, "iterated": iterated}
    names |= {"matrix_solution": matrix_solution}
    return loaded(name, text, {**names, "__name__": __name__})


for _function in ITERATIVE:
    meaning(_function, standing=True)(_iterating(_function.__name__))


def _refusing(name: str) -> Any:
    """What refuses a matrix of active values, by the name of the function."""
    text = (
        f"def {name}(A, *further, **options):\n"
        "    raise NotImplementedError(\n"
        f"        '`{name}` of sparse matrices where values are active, which has no rule'\n"
        "    )\n"
    )
    return loaded(name, text, {"__name__": __name__})


for _name in ("eigs", "eigsh", "expm", "expm_multiply", "inv", "lsmr", "lsqr", "onenormest"):
    _function = getattr(scipy.sparse.linalg, _name)
    meaning(_function, standing=True, active=("A",))(_refusing(_name))
for _name in ("spilu", "svds"):
    _function = getattr(scipy.sparse.linalg, _name)
    meaning(_function, standing=True, active=("A",))(_refusing(_name))
