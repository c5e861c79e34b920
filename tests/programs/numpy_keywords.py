"""Keyword arguments of NumPy, methods of its ufuncs, and its functions that store."""

import numpy as np

from tests.programs.case import Program, positive, signed

X = positive(5)
S = signed(5)
A = positive(3, 4)
T = signed(3, 4)
HOLES = np.where(positive(3, 4) > 1.2, np.nan, positive(3, 4))
MASK = np.array([[True, False, True, True], [False, True, True, False], [True, True, False, True]])


def exponential_where(x):
    y = np.zeros_like(x)
    np.exp(x, where=x > 0.8, out=y)
    return np.sum(y * x)


def logarithm_where(x):
    logs = np.log(x, where=MASK[1], out=np.zeros_like(x))
    return np.sum(x * logs)


def where_in_a_loop(x):
    y = 0.5 * x
    for k in range(3):
        np.tanh(x * y, where=x > 0.3 * k, out=y)
    return np.sum(y * x)


def where_of_two_operands(x):
    z = x.copy()
    np.arctan2(x, z[::-1], where=x > 0.0, out=z)
    return np.sum(z**2)


def where_of_numbers(x, p, q):
    """One result of numbers, at the places that a mask has chosen."""
    turned = np.arctan2(p, q, out=np.zeros(x.shape), where=x > 0.0)
    ratio = np.divide(p, q, out=x * 2.0, where=x < 0.5)
    return turned * x + ratio


def where_a_number_is_small(x, e):
    """The mask is one truth value, or two."""
    axis = np.divide(x * (1.0 + e), 1.0 - e * e, out=np.full(x.shape, 9.0), where=e < 0.9)
    return np.arctan2(axis, e, out=axis * e, where=e > 0.9) * axis


def types_of_results(x):
    y = np.multiply(x, x, dtype=np.float64) + np.add(x, 1.0, order="C", casting="same_kind")
    return np.sum(y * np.power(x, 2, dtype=float)) + np.sum(np.concatenate([x, y], dtype=float))


def orders_of_elements(A):
    rows = np.sum(A.ravel("F") * np.arange(12)) + np.sum(A.flatten("F") ** 2)
    turned = A.reshape((2, 6), order="F") * np.reshape(A, (2, 6), order="C")
    return rows + np.sum(turned) + np.sum(np.reshape(A, -1, order="F")[3:] ** 3)


def layouts(A):
    copied = np.array(A, order="F") @ A.copy(order="C").T + np.asfortranarray(A) @ np.copy(A, "F").T
    return np.sum(copied**2) + np.sum(np.asarray(A, order="F").T.ravel() * np.arange(12))


def arrays_as_required(A):
    checked = np.require(A, dtype=np.float64, requirements=["W"])
    by_rows = np.require(A.T, requirements=("C_CONTIGUOUS", "W", "A")).ravel()
    plain = np.require(A, np.float64, "C") * A.copy("A")
    return np.sum(checked**3) + np.sum(by_rows * np.arange(12.0)) + np.sum(plain)


def as_given(values, dtype=None):
    dtype = np.float64 if dtype is None else dtype
    return dtype(values)


def types_that_names_stand_for(x):
    rooted = np.abs(x) ** 0.3
    rooted = as_given(0 if rooted.ndim == 0 and np.isnan(rooted) else rooted)
    single = as_given(x * x, np.float32)
    parts = np.asarray([as_given(x[0] * x[1]), as_given(0 if np.isnan(x[2]) else x[2])])
    joined = np.concatenate([part[..., np.newaxis] for part in parts], axis=-1)
    return np.sum(rooted * x) + float(np.sum(single * 2.0) > 0.0) + np.sum(joined**2)


def working_type(dtype):
    """Single precision for what is no float; of several types, what holds them all."""
    if isinstance(dtype, tuple):
        return np.result_type(*(working_type(one) for one in dtype))
    dtype = np.dtype(dtype)
    if np.issubdtype(dtype, np.complexfloating):
        raise ValueError("complex values are not taken")
    if not np.issubdtype(dtype, np.floating):
        dtype = np.float32
    return dtype


def types_that_are_asked_for(x):
    dtype = working_type((x.dtype, np.float16))
    small = np.finfo(np.dtype("float32")).eps * np.dtype(dtype).itemsize
    single = np.maximum(x, small).astype(np.dtype(np.float32))
    return np.sum(np.maximum(x, small).astype(dtype) * x) + float(np.sum(single) > 0.0)


def arrays_of_more_axes(x):
    row = np.array(x, ndmin=2, copy=True)
    return np.sum(row.T @ row) + np.sum(np.array(x, dtype=float, subok=True) ** 2)


def written_through_an_order(A):
    B = A.copy()
    flat = B.T.ravel("F")
    flat[::2] *= 2.0
    return np.sum(B * A)


def sums_without_nan(A):
    total = np.nansum(A, axis=1, where=MASK) * np.nansum(A, dtype=float)
    return np.sum(total) + np.nansum(A, initial=2.0) ** 2


def products_without_nan(A):
    part = np.nanprod(A, axis=0, where=MASK, initial=2.0)
    return np.sum(part**2) + np.sum(np.where(MASK, np.nancumprod(A, axis=1), 0.0) ** 2)


def spread_without_nan(A):
    spread = np.nanvar(A, axis=1, where=MASK, keepdims=True) + np.nanmean(A, where=MASK)
    ends = np.nanmax(A, axis=1, where=MASK, initial=0.0) * np.nanmin(A, axis=1, initial=0.9)
    return np.sum(spread * ends) + np.nanstd(A, where=MASK, ddof=1)


def quantiles_without_nan(A):
    middle = np.nanquantile(A, [0.3, 0.7], axis=0) ** 2
    return np.sum(middle) * np.nanpercentile(A, 40) + np.nanquantile(A[2], 0.3, method="hazen")


def joined_in_subscripts(A, b):
    row = np.r_[0.5, b, b[0], 0:3, 0:1:3j]
    columns = np.c_[A, b, np.ones(3)]
    return np.sum(row**2 * np.arange(row.size)) + np.sum(columns @ columns.T)


def subscripts_that_have_names(A):
    part, rows = np.s_[1:, ::2], np.index_exp[..., 0]
    i, j = np.mgrid[0:3, 0:4]
    return (
        np.sum(A[part] ** 2)
        + np.sum(A[rows])
        + np.sum(A * i * j)
        + np.sum(A * np.ogrid[0:3, 0:4][0])
    )


def sums_by_ufuncs(A):
    total = np.add.reduce(A, where=MASK, initial=1.0) * np.multiply.reduce(A, axis=0, where=MASK)
    most = np.maximum.reduce(A, axis=1, where=MASK, initial=0.0)
    return np.sum(total) + np.sum(most**2) + np.sum(np.minimum.reduce(A, axis=1, initial=0.9))


def sums_with_axes_kept(A):
    less = np.subtract.reduce(A, axis=1, keepdims=True) * np.divide.reduce(A, keepdims=True)
    long = np.hypot.reduce(A, axis=-1, keepdims=True, initial=A[0, 0]) * np.hypot.reduce(A)
    return np.sum(less * long) + np.sum(np.logaddexp2.reduce(A, axis=1, keepdims=True) * A)


def not_given(x):
    return np.sum(np.diff(x, prepend=np._NoValue, append=x[:1]) ** 2) + np.logaddexp2.reduce(x)


def running_ufuncs(x):
    less = np.subtract.reduce(x) * np.divide.reduce(x) + np.hypot.reduce(x)
    runs = np.subtract.accumulate(x) * np.logaddexp.accumulate(x)
    further = np.divide.accumulate(x) * np.hypot.accumulate(x)
    further += np.fmax.accumulate(x) * np.fmin.accumulate(x)
    return less + np.sum(runs + further) + np.fmax.reduce(x) * np.fmin.reduce(x)


def outer_ufuncs(x):
    y = x[1:] + 1.0
    total = np.power.outer(x, y) + np.hypot.outer(x, y) + np.arctan2.outer(x, y)
    return np.sum(total**2) + np.sum(np.logaddexp.outer(x, y) * np.fmax.outer(x, 0.9 * y))


def weighted_by_a_list(x):
    return np.average(x, weights=[1, 2, 3, 4, 5]) ** 2 + np.bincount([0, 1, 1, 3, 2], x)[1]


def placed(x):
    y = x * 1.0
    np.place(y, y > 0.8, x[:2] ** 2)
    np.putmask(y, y < 0.7, [0.5, 0.6])
    return np.sum(y * x)


def put_by_places(A):
    B = A * 1.0
    np.put(B, [0, 5, -1], A[0, 1:] * 2.0)
    np.put(B, [13], 0.5, mode="wrap")
    return np.sum(B * A)


def put_along(A):
    B = A * 1.0
    np.put_along_axis(B, np.argmax(A, axis=1)[:, None], A[:, :1] ** 2, axis=1)
    np.put_along_axis(B, np.array([[0, 1, 0, 2]]), 0.0, axis=0)
    return np.sum(B * A)


def diagonal_of_values(A):
    B = A * 1.0
    np.fill_diagonal(B, A[:, 0] ** 2)
    return np.sum(B * A)


def diagonal_of_rows_in_a_list(x, least):
    """The list may be empty, and the array then no matrix: NumPy raises, and so do we."""
    rows = np.array([x - v for v in x if v > least])
    np.fill_diagonal(rows, 1.0)
    return np.sum(np.prod(rows, axis=1) * x[: len(rows)])


def products_of_differences(x):
    """The corrections of Weierstrass for all roots at once."""
    roots = np.asarray(x, dtype=np.complex128)
    for _ in range(2):
        apart = np.array([root - roots for root in roots], dtype=np.complex128)
        np.fill_diagonal(apart, 1.0)
        apart = np.prod(apart, axis=1)
        roots = roots - np.polyval(x, roots) / apart
    return np.sum(np.abs(roots) ** 2)


def methods_of_arrays(A):
    y = A[0] * 1.0
    y.partition(2)
    z = A[1] * 1.0
    z.sort(kind="stable")
    z.put([0, 1], y[2:])
    chosen = np.array([0, 1, 0, 1]).choose([y, z])
    kept = A.compress([True, False, True], axis=0)
    order = A.argpartition(1, axis=1)[:, :1]
    return np.sum(y[:2] ** 2) + np.sum(chosen * z) + np.sum(kept**2) * np.sum(order)


def axes_in_lists(x, axes):
    """Several axes as a list, written out, counted up, and given from outside."""
    counted = [0]
    for n in range(x.ndim - 2):
        counted.append(n + 2)
    weights = np.median(x, axis=[0, 2]) + np.nanmedian(x, axis=[0, -1])
    slopes = np.gradient(x, axis=[0, 1])
    s = np.sum(x * np.expand_dims(weights, counted)) + np.sum(np.quantile(x, 0.3, axis=[1]) ** 2)
    return s + np.sum(np.expand_dims(x, axes) ** 3) + np.sum(slopes[0] * slopes[1])


def keywords_that_say_what_holds(x):
    """A copy that is asked for, and axes that are None as where nothing is given."""
    whole = np.nan_to_num(x / (x > 0.6), copy=True, posinf=2.0)
    return np.sum(whole**2) + np.sum(np.cross(x, x[::-1] ** 2, axis=None) * x)


PROGRAMS = [
    Program(diagonal_of_rows_in_a_list, (np.array([0.4, 1.1, 1.9]), 0.0), wrt=(0,)),
    Program(diagonal_of_rows_in_a_list, (np.array([0.4, 1.1, 1.9]), 0.7), wrt=(0,)),
    Program(products_of_differences, (np.array([0.4, 1.1, 1.9]),)),
    Program(keywords_that_say_what_holds, (positive(3),)),
    Program(axes_in_lists, (positive(2, 3, 4), [0, -1])),
    Program(methods_of_arrays, (A,)),
    *(Program(f, (X,)) for f in (exponential_where, types_of_results, arrays_of_more_axes)),
    Program(types_that_are_asked_for, (S,)),
    Program(types_that_names_stand_for, (X,)),
    Program(arrays_as_required, (A,)),
    Program(arrays_as_required, (np.asfortranarray(A),), name="columns_as_required"),
    Program(logarithm_where, (np.array([-0.4, 0.3, 2.0, -1.2]),)),
    *(Program(f, (S,)) for f in (where_in_a_loop, where_of_two_operands)),
    *(Program(f, (S, 0.7, 0.4), wrt=(0, 1, 2)) for f in (where_of_numbers,)),
    Program(where_a_number_is_small, (S, 0.7), wrt=(0, 1)),
    *(Program(f, (A,)) for f in (orders_of_elements, layouts, written_through_an_order)),
    *(Program(f, (HOLES,)) for f in (sums_without_nan, products_without_nan, spread_without_nan)),
    Program(quantiles_without_nan, (HOLES,)),
    Program(joined_in_subscripts, (A, positive(3)), wrt=(0, 1)),
    Program(subscripts_that_have_names, (A,)),
    Program(sums_by_ufuncs, (A,)),
    Program(sums_with_axes_kept, (A,)),
    Program(
        sums_with_axes_kept,
        (A.astype(np.float32),),
        name="sums_in_single_precision",
        error_scale=1e5,
    ),
    Program(not_given, (positive(3),)),
    *(Program(f, (X,)) for f in (running_ufuncs, outer_ufuncs, weighted_by_a_list, placed)),
    *(Program(f, (A,)) for f in (put_by_places, put_along, diagonal_of_values)),
]
