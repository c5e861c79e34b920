"""Kinds of what constant objects of libraries give: products with sparse matrices, curves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.operators import broadcast_dims
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim, not_one
from srcgrad.rules.objects import family_of
from srcgrad.runtime import (
    area,
    as_found,
    chance_tangent,
    chance_transpose,
    covariance_found,
    curve_at,
    enough_points,
    factored_solve,
    fitted_at,
    found_like,
    grid_slope,
    grid_value,
    inner_minimum,
    line_at,
    matrix_found,
    number_found,
    place_in,
    places_found,
    point_found,
    polynomial_at,
    product_with_sparse,
    rotated,
    rotation_matrix,
    series_at,
    sparse_product,
    spline_at,
    spline_bands,
    spline_by_knots,
    spline_found,
    spline_through,
    surface_at,
    surface_called,
    vector_found,
    within_limits,
    within_pairs,
)

DOUBLE = np.dtype("f8")
Args = list[k.Kind]
Kwargs = dict[str, k.Kind]


def is_double(kind: k.Kind) -> bool:
    """Is it a number, or an array of double precision?"""
    general = k.general(kind)
    if isinstance(general, k.Scalar | k.Array):
        return general.dtype == DOUBLE
    return isinstance(general, k.Real | k.Int)


def _at(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A curve at points: their shape."""
    x = args[1] if len(args) > 1 else kwargs.get("x", k.Unknown())
    dims = k.dims(x)
    return k.Array(DOUBLE, dims) if dims is not None and is_double(x) else k.Unknown()


def _surface(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A surface at places, one by one."""
    grid = args[5] if len(args) > 5 else kwargs.get("grid", k.Known(function is surface_called))
    places = [*args[1:3], *(kwargs[name] for name in ("x", "y") if name in kwargs)]
    if len(places) != 2 or grid != k.Known(False) or not all(map(is_double, places)):
        return k.Unknown()
    if any(k.dims(place) is None for place in places):
        return k.Unknown()
    return k.Array(DOUBLE, broadcast_dims(places))


def _series(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A polynomial at points: numbers are NumPy's."""
    found = _at(function, args, kwargs)
    return k.Scalar(DOUBLE) if k.dims(found) == () else found


def _spline(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A sum of B-splines: the shape of the points, before that of a coefficient."""
    points, each = k.dims(args[2]), k.dims(args[1])
    if points is None or not each or not all(map(is_double, args[:3])):
        return k.Unknown()
    return k.Array(DOUBLE, (*points, *each[1:]))


def _by_knots(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """The same, and an axis for the knots."""
    value = _spline(function, args, kwargs)
    dims, count = k.dims(value), k.dims(args[0])
    return k.Array(DOUBLE, (*dims, *count)) if dims is not None and count else k.Unknown()


def _left(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A sparse matrix times an array."""
    if len(args) != 2:
        return k.Unknown()
    dims = k.dims(args[1])
    if not dims or not is_double(args[1]):
        return k.Unknown()
    return k.Array(DOUBLE, (None, *dims[1:]))


def _right(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """An array times a sparse matrix."""
    dims = k.dims(args[0])
    return k.Array(DOUBLE, (*dims[:-1], None)) if dims and is_double(args[0]) else k.Unknown()


def _turned(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Vectors in the shape in which they are given."""
    dims = k.dims(args[1]) if 2 <= len(args) < 4 and set(kwargs) <= {"inverse"} else None
    if dims is None or len(dims) not in (1, 2) or not is_double(args[1]):
        return k.Unknown()
    return k.Array(DOUBLE, (*((None,) * (len(dims) - 1)), dims[-1]))


def _rows(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A table at points, one a row; one point alone is a row too."""
    dims = k.dims(args[1]) if len(args) == 2 else None
    if not dims or len(dims) < 2 or not is_double(args[1]):
        return k.Unknown()
    return k.Array(DOUBLE, dims[:-1])


def _system(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`spsolve`: of a right side of one column the solution is a vector."""
    right = args[1] if len(args) > 1 else kwargs.get("b", k.Unknown())
    dims = k.dims(right)
    if not dims or not is_double(right) or not isinstance(args[0], k.Opaque):
        return k.Unknown()
    if len(dims) == 2 and dims[1] == 1:
        return k.Array(DOUBLE, dims[:1])
    wide = len(dims) == 2 and isinstance(dims[1], Dim) and not_one(dims[1])
    return k.Array(DOUBLE, dims) if len(dims) == 1 or wide else k.Unknown()


def _iterated(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A solution, and how the iteration ended."""
    if len(args) < 2 or k.rank(args[1]) != 1 or not is_double(args[1]):
        return k.Unknown()
    if not isinstance(args[0], k.Opaque) or family_of(args[0].cls) is None:
        return k.Unknown()  # what is only known by products, too
    return k.Tuple((k.Array(DOUBLE, k.dims(args[1])), k.Int()))


def _places(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A number for each point."""
    dims = k.dims(args[1]) if len(args) > 1 else None
    dtype = np.dtype(np.intp)
    if dims is None or not isinstance(args[1], k.Array) or not dims:
        return k.Scalar(dtype) if dims == () else k.Unknown()
    return k.Array(dtype, dims)


def gammas(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`multigammaln`: a number for each; no sample is large enough for any dimension."""
    match args[0] if args else None:
        case k.Array(dtype, dims) if dtype.kind == "f" and dims:
            return k.Array(dtype, dims)
        case k.Scalar(dtype) | k.Array(dtype, ()) if dtype.kind == "f":
            return k.Scalar(dtype)
        case k.Real():
            return k.Scalar(np.dtype("f8"))
    return k.Unknown()


def _dtyped(found: k.Kind, dims: tuple[Any, ...]) -> k.Kind:
    """What a solver has found: of its precision where that is known, else of double."""
    single = isinstance(found, k.Array) and found.dtype == np.dtype("f4")
    return k.Array(np.dtype("f4") if single else DOUBLE, dims)


def _found(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """What a library has found: of its own dtype where that is known, else of the model's."""
    model, found = args
    match model, found:
        case k.Array(_, dims, mixed), k.Array(dtype) if dims and len(dims) == found.rank:
            return k.Array(dtype, dims, mixed)
        case k.Scalar() | k.Real() | k.Complex(), k.Scalar(dtype):
            return k.Scalar(dtype)
    return model


OF_SPARSE: dict[str, Callable[[Any, Args, Kwargs], k.Kind]] = {
    "spsolve": _system,
    **dict.fromkeys(
        ["bicg", "bicgstab", "cg", "cgs", "gmres", "lgmres", "minres", "qmr", "tfqmr"], _iterated
    ),
}
OF_OBJECTS: dict[Any, Callable[[Any, Args, Kwargs], k.Kind]] = {
    **dict.fromkeys([curve_at, fitted_at, polynomial_at, line_at], _at),
    series_at: _series,
    surface_at: lambda function, args, kwargs: _surface(function, args[:5], kwargs),
    surface_called: _surface,
    sparse_product: _left,
    product_with_sparse: _right,
    rotated: _turned,
    rotation_matrix: lambda function, args, kwargs: k.Array(DOUBLE, (None, None)),
    factored_solve: lambda function, args, kwargs: (
        k.Array(DOUBLE, k.dims(args[1])) if is_double(args[1]) else k.Unknown()
    ),
    number_found: lambda function, args, kwargs: k.Scalar(DOUBLE),
    places_found: lambda function, args, kwargs: k.Array(np.dtype(np.int64), (None,)),
    inner_minimum: lambda function, args, kwargs: k.Scalar(DOUBLE),
    matrix_found: lambda function, args, kwargs: _dtyped(args[0], (None, None)),
    spline_at: _spline,
    spline_by_knots: _by_knots,
    spline_bands: lambda function, args, kwargs: k.Array(DOUBLE, (None, *(k.dims(args[1]) or ()))),
    spline_found: lambda function, args, kwargs: _spline(function, [args[0], *args[:2]], {}),
    spline_through: lambda function, args, kwargs: args[1],
    chance_tangent: lambda function, args, kwargs: args[1],
    chance_transpose: lambda function, args, kwargs: (
        args[2] if isinstance(args[2], k.Array) else k.Scalar(DOUBLE)
    ),
    place_in: _places,
    enough_points: lambda function, args, kwargs: k.Int(),
    point_found: lambda function, args, kwargs: k.Array(DOUBLE, ()),
    vector_found: lambda function, args, kwargs: _dtyped(args[0], (None,)),
    **dict.fromkeys([within_limits, within_pairs], lambda function, args, kwargs: args[0]),
    found_like: _found,
    as_found: lambda function, args, kwargs: args[1],
    covariance_found: lambda function, args, kwargs: k.Array(DOUBLE, (None, None)),
    grid_value: _rows,
    grid_slope: lambda function, args, kwargs: args[1],
    area: lambda function, args, kwargs: k.Array(DOUBLE, ()),
}
