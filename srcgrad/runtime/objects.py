"""What constant sparse matrices, curves and polynomials do with arrays."""

from typing import Any

import numpy as np


def sparse_product(left: Any, right: Any) -> Any:
    """`left @ right`, of which the left one is a sparse matrix.

    >>> sparse_product(np.eye(2), np.array([1.0, 2.0]))
    array([1., 2.])
    """
    return must_be_double(left @ right)


def product_with_sparse(left: Any, right: Any) -> Any:
    """The same; the matrix is the right one.

    >>> product_with_sparse(np.array([1.0, 2.0]), np.eye(2))
    array([1., 2.])
    """
    return must_be_double(left @ right)


def rotated(rotation: Any, vectors: Any, inverse: bool = False) -> Any:
    """A vector, turned, or rows of them, all by one rotation or each by its own."""
    turned = must_be_double(rotation.apply(vectors, inverse))
    if turned.ndim != np.ndim(vectors):
        raise TypeError(
            "several rotations turn one vector in a differentiated function: give it as a row"
        )
    return turned


def rotation_matrix(rotation: Any) -> Any:
    """The matrix of one rotation."""
    found = must_be_double(rotation.as_matrix())
    if found.ndim != 2:
        raise TypeError("the matrices of several rotations in a differentiated function: take one")
    return found


def factored_solve(lu: Any, rhs: Any, trans: str = "N") -> Any:
    """The solution of a system whose matrix has been factored."""
    return must_be_double(lu.solve(rhs, trans))


def must_be_double(found: Any) -> Any:
    """A result, of which only the run knows what numbers the object has held."""
    if type(found) is not np.ndarray or found.dtype != np.float64:
        what = getattr(found, "dtype", type(found).__name__)
        raise TypeError(
            f"an object that is called in a differentiated function returns {what} values, "
            "and only arrays of float64 are taken: convert the object"
        )
    return found


def curve_at(curve: Any, x: Any, nu: int = 0, extrapolate: Any = None) -> Any:
    """The value of a curve at points, or its derivative of order `nu`.

    >>> print(curve_at(lambda x: np.sin(x), np.array([0.0])))
    [0.]
    """
    if extrapolate is None:
        found = curve(x, nu) if nu else curve(x)
    else:
        found = curve(x, nu, extrapolate)
    return _one_each(found, x)


def fitted_at(curve: Any, x: Any, nu: int = 0, ext: Any = None) -> Any:
    """The same of a spline of FITPACK's.

    Where it is constant outside its interval, so is `curve(x)`, but not `curve(x, 1)`.
    """
    found = _one_each(curve(x, nu) if ext is None else curve(x, nu, ext), x)
    if nu and (curve.ext if ext is None else ext) in (3, "const"):
        first, last = curve.get_knots()[[0, -1]]
        return np.where((np.asarray(x) < first) | (np.asarray(x) > last), 0.0, found)
    return found


def polynomial_at(curve: Any, x: Any, nu: int = 0) -> Any:
    """The same of a polynomial through points, whose derivatives are a method."""
    return _one_each(curve.derivative(x, nu) if nu else curve(x), x)


def series_at(series: Any, x: Any, nu: int = 0) -> Any:
    """The value of NumPy's polynomial objects, or their derivative of order `nu`.

    >>> print(series_at(np.poly1d([1.0, 2.0]), 3.0), series_at(np.poly1d([1.0, 2.0]), 3.0, 1))
    5.0 1.0
    """
    found = series.deriv(nu)(x) if nu else series(x)
    return found if type(found) is np.float64 else must_be_double(found)


def line_at(lines: Any, x: Any, nu: int = 0) -> Any:
    """The value of an `interp1d`, or its derivative: of lines between points, or a spline."""
    if not nu:
        return _one_each(lines(x), x)
    at, kind = np.asarray(x, np.float64), lines._kind
    if kind == "spline":
        slope = _one_each(np.reshape(lines._spline(at, nu), np.shape(lines(at))), x)
    elif nu > 1 or "linear" not in kind:  # steps
        return np.zeros(at.shape)
    else:
        place = np.clip(np.searchsorted(lines.x, at, "right") - 1, 0, len(lines.x) - 2)
        slope = np.ravel(np.diff(lines.y))[place] / np.diff(lines.x)[place]
    if isinstance(lines.fill_value, str):  # "extrapolate"
        return slope
    return np.where((at < lines.x[0]) | (at > lines.x[-1]), 0.0, slope)


def area(curve: Any, a: Any, b: Any) -> Any:
    """The integral of a curve from `a` to `b`."""
    found = np.asarray(curve.integrate(a, b))
    if found.shape:
        raise NotImplementedError("a curve of vectors: take one component at a time")
    return must_be_double(found)


def surface_at(
    surface: Any, x: Any, y: Any, dx: int = 0, dy: int = 0, along_x: int = 0, along_y: int = 0
) -> Any:
    """The heights of a surface of FITPACK's at places, or a derivative there.

    Beyond its rectangle it is constant, and so is `surface.ev(x, y, dx=1)`, not the derivative by
    the place that `along_x` counts.
    """
    if dx + along_x >= surface.degrees[0] or dy + along_y >= surface.degrees[1]:
        raise NotImplementedError("so high a derivative of a surface: take one of higher degree")
    found = must_be_double(np.asarray(surface.ev(x, y, dx + along_x, dy + along_y)))
    for knots, at, order in ((surface.tck[0], x, along_x), (surface.tck[1], y, along_y)):
        if order:
            found = np.where((at < knots[0]) | (at > knots[-1]), 0.0, found)
    return found


def surface_called(
    surface: Any, x: Any, y: Any, dx: int = 0, dy: int = 0, grid: bool = True
) -> Any:
    """The same, called: at places one by one, not at all pairs of them."""
    return must_be_double(np.asarray(surface(x, y, dx, dy, grid)))


def _one_each(found: Any, x: Any) -> Any:
    if np.shape(found) != np.shape(x):
        raise NotImplementedError("a curve of vectors: take one component at a time")
    return must_be_double(np.asarray(found))


def grid_value(table: Any, points: Any) -> Any:
    """The values of a `RegularGridInterpolator` at points, one a row."""
    return must_be_double(table(points))


def grid_slope(table: Any, points: Any) -> Any:
    """The derivatives of the values by the coordinates of the points.

    Between two grid points the value is linear in each coordinate, so a quotient of differences
    over the whole cell is exact; splines have derivatives of SciPy's own.
    """
    if table.method == "pchip" or np.ndim(table.values) != len(table.grid):
        raise NotImplementedError("RegularGridInterpolator by pchip, or of vectors")
    slope = np.zeros(np.shape(points))
    if table.method == "nearest":
        return slope
    inside = np.ones(slope.shape[:-1], bool)
    corners = []
    for axis, grid in enumerate(table.grid):
        at = points[..., axis]
        if table.fill_value is not None:
            inside &= (at >= grid[0]) & (at <= grid[-1])
        place = np.clip(np.searchsorted(grid, at, "right") - 1, 0, len(grid) - 2)
        corners.append((grid[place], grid[place + 1]))
    # within the grid: the caller's points may lie beyond it, where the table may be constant
    within = np.where(inside[..., None], points, np.stack([a for a, _ in corners], axis=-1))
    for axis, (low, high) in enumerate(corners):
        if table.method != "linear":
            order = [int(other == axis) for other in range(len(corners))]
            rise = np.reshape(table(points, nu=order), inside.shape)
            slope[..., axis] = np.where(inside, rise, 0.0)
            continue
        ends = within.copy(), within.copy()
        ends[0][..., axis], ends[1][..., axis] = low, high
        rise = table(ends[1]).reshape(inside.shape) - table(ends[0]).reshape(inside.shape)
        slope[..., axis] = np.where(inside, rise / (high - low), 0.0)
    return slope
