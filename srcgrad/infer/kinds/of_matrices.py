"""Kinds of sparse matrices that are made of active values, and of what they give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.of_objects import DOUBLE, Args, Kwargs, is_double
from srcgrad.ir import kinds as k
from srcgrad.ir.painting import PAINTED, paints
from srcgrad.rules.objects import Sums, class_made, class_of_part, family_of
from srcgrad.runtime import (
    Factors,
    Solves,
    as_places,
    block_places,
    changed_matrix,
    dense,
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
    stored_columns,
    stored_rows,
    stored_values,
    toeplitz_solved,
    triangle_of,
    turned_matrix,
)

PLACES = k.Array(np.dtype(np.intp), (None,))


def kind_of_part(cls: type, sorts: list[str]) -> k.Kind:
    """The kind of what a subscript of such sorts takes out of an object."""
    if paints(cls):
        return PAINTED
    family = family_of(cls)
    known = {"slice", "array", "mask"}
    if family is not None and family.__name__ == "spmatrix":
        known.add("integer")  # of an array, what has one axis
    if family is None or not set(sorts) <= known or len(sorts) > 2:
        return k.Unknown()
    whole = len(sorts) == 1 or "slice" in sorts  # two arrays give single elements
    return k.Opaque(family) if whole else k.Unknown()


def shape_of_matrix(cls: type) -> k.Kind:
    """Two numbers, but that some arrays have one axis, or more: whose shape is only read."""
    family = family_of(cls)
    plain = family is not None and family.__name__ == "spmatrix"
    return k.Tuple((k.Int(), k.Int())) if plain else k.List(None, k.Int())


def scaled_or_added(op: str, left: k.Kind, right: k.Kind) -> k.Kind | None:
    """A constant matrix times a number, or a sum of two of one class."""
    objects = [one for one in (left, right) if isinstance(one, k.Opaque)]
    if not objects or class_of_part(objects[0].cls, "T") is None:
        return None
    if len(objects) == 2:
        if op in ("+", "-") and left == right:
            return left
        one, other = (family_of(each.cls) for each in objects)
        plain = one is other or op != "+" or not _perhaps_diagonals(objects[0].cls)
        return k.Opaque(one) if op in "+-@*" and one and other and plain else None
    number = right if objects[0] is left else left
    scaled = op == "*" or (op == "/" and number is right)
    return objects[0] if scaled and k.is_number(number) else None


def _perhaps_diagonals(cls: type) -> bool:
    """Is it perhaps a matrix by its diagonals? A sum that such a one begins is of either class."""
    return cls is family_of(cls) or cls.__name__.startswith("dia")


def _made(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Of the class that is given, or that a function makes."""
    given = args[0].value if args and isinstance(args[0], k.Known) else None
    found = class_made(given, [])
    return k.Unknown() if found is None else k.Opaque(found)


def _scaled(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Times a number, of the same class; times an array, of another form."""
    return args[0] if k.is_number(args[1]) else _family(args[0])


def _family(kind: k.Kind) -> k.Kind:
    found = family_of(kind.cls) if isinstance(kind, k.Opaque) else None
    return k.Unknown() if found is None else k.Opaque(found)


def _joined(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Of several matrices: an array where one of them is one."""
    found: list[type | None] = []
    waiting = [args[1]]
    while waiting:
        match waiting.pop():
            case k.Opaque(cls):
                found.append(family_of(cls))
            case k.Tuple(items, _) | k.List(tuple() as items, _):
                waiting += items
            case k.Known(None):
                pass
            case _:
                return k.Unknown()
    known = sorted((one for one in found if one), key=lambda one: one.__name__ == "sparray")
    return k.Opaque(known[-1]) if known and len(known) == len(found) else k.Unknown()


def _product(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A matrix times a vector or columns."""
    dims = k.dims(args[4])
    if not dims or len(dims) > 2 or not is_double(args[4]):
        return k.Unknown()
    return k.Array(DOUBLE, (None, *dims[1:]))


def _plainly(most: int, kind: k.Kind, *named: str) -> Callable[[Any, Args, Kwargs], k.Kind]:
    """Of this kind, if no other arguments are given."""

    def of(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
        return kind if len(args) <= most and set(kwargs) <= set(named) else k.Unknown()

    return of


def _total(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """The sum of all, or along an axis: of arrays a vector, of matrices an `np.matrix`."""
    axis = args[1] if len(args) == 2 else kwargs.get("axis", k.Known(None))
    if len(args) > 2 or not set(kwargs) <= {"axis"} or not isinstance(axis, k.Known):
        return k.Unknown()
    if axis.value is None:
        return k.Scalar(DOUBLE)
    family = family_of(args[0].cls) if isinstance(args[0], k.Opaque) else None
    if family is None or axis.value not in (0, 1, -1, -2):
        return k.Unknown()
    plain = family.__name__ == "spmatrix"
    return k.Opaque(Sums) if plain else k.Array(DOUBLE, (None,))


def _element(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A number, at whole numbers."""
    whole = all(isinstance(k.general(place), k.Int) for place in args[1:])
    return k.Scalar(DOUBLE) if whole else k.Unknown()


def _solution(place: int) -> Callable[[Any, Args, Kwargs], k.Kind]:
    """Of the shape of the right side."""

    def of(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
        dims = k.dims(args[place])
        return k.Array(DOUBLE, dims) if dims and is_double(args[place]) else k.Unknown()

    return of


OF_MATRICES: dict[Any, Callable[[Any, Args, Kwargs], k.Kind]] = {
    **dict.fromkeys([matrix_made, matrix_of_diagonals, matrix_of_lines], _made),
    joined_matrix: _joined,
    part_of: lambda function, args, kwargs: args[0],
    element_of: _element,
    rows_picked: lambda function, args, kwargs: PLACES,
    scaled_matrix: _scaled,
    divided_matrix: lambda function, args, kwargs: args[0],
    matrix_of: lambda function, args, kwargs: _family(args[3]),
    turned_matrix: lambda function, args, kwargs: _family(args[0]),
    matrix_shape: lambda function, args, kwargs: k.Tuple((k.Int(), k.Int())),
    **dict.fromkeys(
        [changed_matrix, multiplied_matrix], lambda function, args, kwargs: _family(args[0])
    ),
    triangle_of: lambda function, args, kwargs: _family(args[1]),
    factors_of: lambda function, args, kwargs: k.Opaque(Factors),
    solver_of: lambda function, args, kwargs: k.Opaque(Solves),
    matrix_count: lambda function, args, kwargs: k.Int(),
    **dict.fromkeys(
        [matrix_extreme, matrix_mean, size_of], lambda function, args, kwargs: k.Scalar(DOUBLE)
    ),
    **dict.fromkeys(
        [stored_values, matrix_sums, matrix_means, held_values],
        lambda function, args, kwargs: k.Array(DOUBLE, (None,)),
    ),
    matrix_diagonal: _plainly(2, k.Array(DOUBLE, (None,)), "k"),
    matrix_total: _total,
    matrix_as_array: _plainly(1, k.Array(DOUBLE, (None, None))),
    dense: _plainly(1, k.Array(DOUBLE, (None, None))),
    iterated: lambda function, args, kwargs: k.Tuple((k.Array(DOUBLE, k.dims(args[2])), k.Int())),
    **dict.fromkeys(
        [as_places, stored_rows, stored_columns, held_places], lambda function, args, kwargs: PLACES
    ),
    **dict.fromkeys(
        [block_places, diagonal_places, meetings],
        lambda function, args, kwargs: k.Tuple((PLACES, PLACES)),
    ),
    **dict.fromkeys(
        [line_places, merged_places],
        lambda function, args, kwargs: k.Tuple((PLACES, PLACES, PLACES)),
    ),
    matrix_product: _product,
    solution_of_triangle: _solution(2),
    toeplitz_solved: lambda function, args, kwargs: k.Array(DOUBLE, k.dims(args[3])),
    matrix_solved: _solution(5),
    matrix_solution: _solution(4),
    matrix_elements: lambda function, args, kwargs: k.Array(DOUBLE, (None, None)),
}
