"""Products and systems with sparse matrices of active values, by entries and by vector.

y = A @ x        A_bar = y_bar[rows] * x[columns]        x_bar = A.T @ y_bar
y = A^-1 b       b_bar = A.T^-1 y_bar                    A_bar = -b_bar[rows] * y[columns]
"""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.sparse.linalg

from srcgrad.rules.declare import SAME, jvp, nondifferentiable, vjp
from srcgrad.rules.objects import takes_object
from srcgrad.runtime import (
    as_places,
    averaged,
    block_places,
    changed_matrix,
    dense,
    densely,
    diagonal_places,
    divided_matrix,
    element_of,
    factors_of,
    held_places,
    held_values,
    iterated,
    joined_matrix,
    line_places,
    matrix_as_array,
    matrix_count,
    matrix_diagonal,
    matrix_elements,
    matrix_extreme,
    matrix_made,
    matrix_mean,
    matrix_means,
    matrix_of,
    matrix_of_diagonals,
    matrix_of_lines,
    matrix_product,
    matrix_shape,
    matrix_solution,
    matrix_solved,
    matrix_sums,
    matrix_total,
    meetings,
    merged_places,
    multiplied_matrix,
    part_of,
    rows_picked,
    scaled_matrix,
    size_of,
    solution_of_triangle,
    solver_of,
    stop_gradient,
    stored_columns,
    stored_rows,
    stored_values,
    summed,
    triangle_of,
    turned_matrix,
    unchanged,
)

nondifferentiable(unchanged, memory=SAME)
nondifferentiable(matrix_made, matrix_of_diagonals, matrix_of_lines, matrix_of, turned_matrix)
nondifferentiable(scaled_matrix, divided_matrix, matrix_shape, iterated)
nondifferentiable(factors_of, solver_of)
nondifferentiable(stored_values, stored_rows, stored_columns, matrix_diagonal)
nondifferentiable(matrix_sums, matrix_total, matrix_as_array, summed)
nondifferentiable(joined_matrix, part_of, element_of, rows_picked)
nondifferentiable(averaged, changed_matrix, densely, held_places, held_values, matrix_count)
nondifferentiable(matrix_extreme, matrix_mean, matrix_means, merged_places, multiplied_matrix)
nondifferentiable(block_places, size_of, solution_of_triangle, triangle_of)
nondifferentiable(as_places, dense, diagonal_places, line_places, meetings)
takes_object(matrix_product, matrix_solved, matrix_solution, matrix_elements)


@vjp(matrix_product, operands=("entries", "x"))
def product_adjoint(
    y_bar: Any, y: Any, entries: Any, rows: Any, columns: Any, matrix: Any, x: Any
) -> Any:
    each = y_bar[rows] * x[columns]
    return (
        np.sum(each, axis=1) if np.ndim(x) == 2 else each,
        matrix_product(entries, columns, rows, matrix.T, y_bar),
    )


@jvp(matrix_product)
def product_tangent(
    entries_dot: Any,
    x_dot: Any,
    y: Any,
    entries: Any,
    rows: Any,
    columns: Any,
    matrix: Any,
    x: Any,
) -> Any:
    matrix_dot = matrix_of(entries_dot, rows, columns, matrix)
    return (
        matrix_product(entries_dot, rows, columns, matrix_dot, x),
        matrix_product(entries, rows, columns, matrix, x_dot),
    )


@vjp(matrix_elements, operands=("entries",))
def elements_adjoint(y_bar: Any, y: Any, entries: Any, rows: Any, columns: Any, matrix: Any) -> Any:
    return y_bar[rows, columns]


@jvp(matrix_elements)
def elements_tangent(
    entries_dot: Any, y: Any, entries: Any, rows: Any, columns: Any, matrix: Any
) -> Any:
    return matrix_elements(
        entries_dot,
        rows,
        columns,
        matrix_of(entries_dot, rows, columns, matrix),
    )


@vjp(matrix_solution, operands=("entries", "b"))
def solution_adjoint(
    y_bar: Any, y: Any, entries: Any, rows: Any, columns: Any, matrix: Any, b: Any, found: Any
) -> Any:
    turned = turned_matrix(matrix)
    solved = stop_gradient(scipy.sparse.linalg.spsolve(turned, y_bar))
    weight = matrix_solution(entries, columns, rows, turned, y_bar, solved)
    each = weight[rows] * y[columns]
    return -np.sum(each, axis=1) if np.ndim(y) == 2 else -each, weight


@jvp(matrix_solution)
def solution_tangent(
    entries_dot: Any,
    b_dot: Any,
    y: Any,
    entries: Any,
    rows: Any,
    columns: Any,
    matrix: Any,
    b: Any,
    found: Any,
) -> Any:
    matrix_dot = matrix_of(entries_dot, rows, columns, matrix)
    moved = -matrix_product(entries_dot, rows, columns, matrix_dot, y)
    first = stop_gradient(scipy.sparse.linalg.spsolve(matrix.tocsc(), moved))
    second = stop_gradient(scipy.sparse.linalg.spsolve(matrix.tocsc(), b_dot))
    return (
        matrix_solution(entries, rows, columns, matrix, moved, first),
        matrix_solution(entries, rows, columns, matrix, b_dot, second),
    )


@vjp(matrix_solved, operands=("entries", "rhs"))
def solved_adjoint(
    y_bar: Any,
    y: Any,
    entries: Any,
    rows: Any,
    columns: Any,
    matrix: Any,
    lu: Any,
    rhs: Any,
    trans: Any = "N",
) -> Any:
    if trans == "N":
        weight = matrix_solved(entries, rows, columns, matrix, lu, y_bar, "T")
        each = weight[rows] * y[columns]
    else:
        weight = matrix_solved(entries, rows, columns, matrix, lu, y_bar, "N")
        each = weight[columns] * y[rows]
    return -np.sum(each, axis=1) if np.ndim(y) == 2 else -each, weight


@jvp(matrix_solved)
def solved_tangent(
    entries_dot: Any,
    rhs_dot: Any,
    y: Any,
    entries: Any,
    rows: Any,
    columns: Any,
    matrix: Any,
    lu: Any,
    rhs: Any,
    trans: Any = "N",
) -> Any:
    matrix_dot = matrix_of(entries_dot, rows, columns, matrix)
    if trans == "N":
        moved = -matrix_product(entries_dot, rows, columns, matrix_dot, y)
    else:
        moved = -matrix_product(entries_dot, columns, rows, matrix_dot.T, y)
    return (
        matrix_solved(entries, rows, columns, matrix, lu, moved, trans),
        matrix_solved(entries, rows, columns, matrix, lu, rhs_dot, trans),
    )
