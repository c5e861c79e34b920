"""NumPy functions whose options, ranks and broadcast operands change what they compute."""

import numpy as np

from tests.programs.case import Program, positive, signed

V = np.array([0.7, -1.2, 0.4, 1.1])
A = signed(3, 3)


def pad_with_constant(a):
    return np.sum(np.pad(a, 1, mode="constant", constant_values=2.0) ** 2)


def pad_with_edge(a):
    return np.sum(np.pad(a, 1, "edge") ** 2)


def pad_with_reflection(a):
    return np.sum(np.pad(a, 1, mode="reflect") ** 2)


def pad_with_wrapped(a):
    return np.sum(np.pad(a, (1, 2), mode="wrap") ** 2)


def one_norm_of_vector(x):
    return np.linalg.norm(x, 1)


def one_norm_of_matrix(a):
    return np.linalg.norm(a, 1)


def infinity_norm_of_matrix(a):
    return np.linalg.norm(a, np.inf)


def one_norm_of_rows(a):
    return np.sum(np.linalg.norm(a, 1, axis=1) ** 2)


def einsum_with_one_against_two(a, b, c):
    return np.sum(np.einsum("bij,bjk,k->bi", a, b, c) ** 2)


def einsum_of_operand_lists(a, b):
    return np.sum(np.einsum(a, [0], b, [1], [1, 0]) ** 2)


def einsum_diagonal_written(a):
    d = np.einsum("ii->i", a)
    d[:] = d * 2
    d[0] = 3.0
    return np.sum(a * a) + np.sum(d)


def einsum_transpose_returned(a):
    return np.einsum("ij...->ji...", a)


def einsum_rows_returned(a):
    return np.einsum("ij->i", a)


def einsum_transpose_written(a):
    e = np.einsum("ij->ji", a)
    e[0] *= a[1, 2]
    return np.sum(a * a * a)


def kron_of_equal_ranks(a, b):
    return np.sum(np.kron(a, b) ** 2)


def kron_of_different_ranks(a, b):
    return np.sum(np.kron(a, b) ** 2)


def sum_where(a):
    return np.sum(a, axis=0, where=a > 0) @ np.sum(a, axis=1, where=a < 0.5, initial=2.0)


def sum_from_active(x, start):
    return np.sum(x**2, initial=start) * np.sum(x, initial=0.5)


def mean_and_spread_where(a):
    chosen = np.array([[True, False, True], [True, True, False], [True, True, True]])
    m = np.mean(a, axis=1, where=chosen)
    return np.sum(m**2) + np.std(a, where=chosen) * np.var(a, axis=0, ddof=1, where=chosen)[1]


def product_where(a):
    return np.sum(np.prod(a, axis=0, where=a > 0, initial=3.0) ** 2)


def bounded_maximum(a):
    return np.sum(np.max(a, axis=0, initial=0.3) ** 2) + np.min(a, initial=9.0, where=a > 0)


def sum_in_double(x):
    return np.sum(np.sum(x, axis=0, dtype=np.float64) ** 2) + np.mean(x, dtype=np.float64)


def scans_with_dtype(x):
    return np.sum(np.cumsum(x, dtype=np.float64) * np.cumprod(x, 0, float))


def reduce_of_everything(a):
    return np.add.reduce(a**2, axis=None) * np.add.reduce(a, axis=(0, 1))


def sum_of_a_row_chosen(a, row):
    return np.sum(a * a, where=row)


def padded_by_statistics(a):
    p = np.pad(a, ((1, 0), (2, 1)), "mean") + np.pad(a, ((1, 0), (2, 1)), "maximum")
    return np.sum(p * np.pad(a, ((1, 0), (2, 1)), "median", stat_length=2) ** 2)


def padded_and_written(x):
    p = np.pad(x, 2, "reflect", reflect_type="odd")
    p[0] = p[3] * x[1]
    return np.sum(p**3)


def padded_ramp(x):
    return np.sum(np.pad(x, (3, 2), "linear_ramp", end_values=0.7) ** 2)


def norms_of_matrices(a):
    total = np.linalg.norm(a, "nuc") + np.linalg.norm(a, 2) * np.linalg.norm(a, -2)
    return total + np.linalg.norm(a, -1) * np.linalg.norm(a, -np.inf)


def norms_along_axes(t):
    rows = np.linalg.norm(t, 3, axis=1) * np.linalg.norm(t, -1.5, axis=1)
    return np.sum(rows**2) + np.sum(np.linalg.norm(t, "nuc", axis=(2, 0)) ** 2)


def norm_of_order(x, p):
    return np.linalg.norm(x, p) ** 2


def condition_numbers(a):
    return np.linalg.cond(a, 1) + np.linalg.cond(a, "nuc") + np.linalg.cond(a, -np.inf)


def einsum_of_stacks(t, a):
    return np.sum(np.einsum("...ij,jk", t, a) ** 2) + np.sum(np.einsum("i...->...", t) ** 2)


def einsum_optimized(a, b, c):
    return np.einsum("ij,jk,kl->", a, b, c, optimize=True) ** 2


def tensordot_of_lists(t, a):
    return np.sum(np.tensordot(t, a, axes=[[1, 2], [0, 1]]) ** 2)


def integral_by_points(x, y):
    return TRAPEZOID(y, x) ** 2


def integrals_by_rows_of_points(y, x):
    return TRAPEZOID(y, x) ** 2


def clipped_by_nothing(x, low=None, high=None):
    return x.clip(low, high) * np.clip(x, low, high) ** 2


def integral_by_step(y, h):
    return np.sum(TRAPEZOID(y, dx=h, axis=0) ** 2)


def spaced(low, high):
    return np.sum(np.logspace(low, high, 5, base=2.0) * np.geomspace(low, high, 5))


def rows_between(a, b):
    return np.sum(np.linspace(a, b, 4, axis=1) ** 2)


def differences_with_ends(x, first):
    return np.sum(np.diff(x, prepend=first, append=0.3) ** 2)


def interpolated_inside(x, values):
    nodes = np.arange(4.0)
    return np.sum(np.interp(3 * x, nodes, values, left=0.0, right=1.5) ** 2)


def cross_of_columns(a, b):
    return np.sum(np.cross(a, b, axis=0) ** 2)


TRAPEZOID = getattr(np, "trapezoid", None) or np.trapz


def fitted(x, y, weights):
    c = np.polyfit(x, y, 2, w=weights)
    return np.sum(np.polyval(np.polymul(c, c[:2]), x) ** 2)


def integrated_polynomial(p, q):
    r = np.polysub(np.polyint(p), np.polyadd(q, p))
    return np.sum(np.polyder(r, 2) ** 2) + np.polyval(r, 0.7)


def parts_of_numbers(x):
    fraction, whole = np.modf(3 * x)
    quotient, rest = np.divmod(x, 0.29)
    return np.sum(fraction**2) + np.sum(whole * x) + np.sum(quotient * rest)


def log_of_sums(a):
    return np.sum(np.logaddexp.reduce(a, axis=1) ** 2) + np.sum(np.diagflat(a, 1) ** 3)


def median_of_numbers(a):
    b = np.where(a > 0.9, np.nan, a)
    return np.sum(np.nanmedian(b, axis=0) ** 2) + np.nanmedian(b)


def split_in_depth(t):
    front, back = np.dsplit(t, 2)
    return np.sum(front * back**2)


PROGRAMS = [
    Program(pad_with_constant, (A,)),
    Program(pad_with_edge, (A,)),
    Program(pad_with_reflection, (A,)),
    Program(pad_with_wrapped, (A,)),
    Program(one_norm_of_vector, (V,)),
    Program(one_norm_of_matrix, (A,)),
    Program(infinity_norm_of_matrix, (A,)),
    Program(one_norm_of_rows, (A,)),
    Program(
        einsum_with_one_against_two,
        (signed(1, 3, 2), signed(2, 2, 3, start=1), signed(3, start=2)),
        wrt=(0, 1, 2),
    ),
    Program(einsum_of_operand_lists, (V, positive(3)), wrt=(0, 1)),
    Program(einsum_transpose_returned, (A,)),
    Program(einsum_rows_returned, (A,)),
    Program(einsum_diagonal_written, (A,)),
    Program(einsum_transpose_written, (A,)),
    Program(kron_of_equal_ranks, (signed(2, 2), signed(2, 3)), wrt=(0, 1)),
    Program(kron_of_different_ranks, (V, signed(2, 4)), wrt=(0, 1)),
    Program(sum_where, (A,)),
    Program(sum_from_active, (V, 0.7), wrt=(0, 1)),
    Program(mean_and_spread_where, (A,)),
    Program(product_where, (A,)),
    Program(bounded_maximum, (A,)),
    Program(sum_in_double, (V,)),
    Program(sum_in_double, (signed(2, 3).astype(np.float32),), name="sum_in_double_of_single"),
    Program(scans_with_dtype, (V,)),
    Program(reduce_of_everything, (A,)),
    Program(reduce_of_everything, (np.asfortranarray(A),), name="reduce_of_everything_by_columns"),
    Program(sum_of_a_row_chosen, (A, np.array([True, False, True]))),
    Program(padded_by_statistics, (A,)),
    Program(padded_by_statistics, (A.T,), name="padded_by_statistics_turned"),
    Program(padded_and_written, (V,)),
    Program(padded_ramp, (V,)),
    Program(norms_of_matrices, (A,)),
    Program(norms_along_axes, (signed(2, 3, 4),)),
    *(Program(norm_of_order, (V, p)) for p in (1, 2, 3.5, np.inf, -np.inf)),
    Program(condition_numbers, (A,)),
    Program(einsum_of_stacks, (signed(2, 2, 3), A), wrt=(0, 1)),
    Program(einsum_optimized, (A, signed(3, 2, start=1), signed(2, 3, start=2)), wrt=(0, 1, 2)),
    Program(tensordot_of_lists, (signed(2, 3, 3), A), wrt=(0, 1)),
    Program(integral_by_points, (np.array([0.1, 0.5, 0.6, 1.3]), V), wrt=(0, 1)),
    Program(integrals_by_rows_of_points, (positive(3), signed(2, 3)), wrt=(0, 1)),
    Program(integrals_by_rows_of_points, (signed(2, 1, 3), positive(4, 3)), wrt=(0, 1)),
    Program(clipped_by_nothing, (V, 0.3), wrt=(0, 1)),
    Program(integral_by_step, (A, 0.3), wrt=(0, 1)),
    Program(spaced, (0.5, 1.7), wrt=(0, 1)),
    Program(rows_between, (V, 1.5), wrt=(0, 1)),
    Program(differences_with_ends, (V, 0.4), wrt=(0, 1)),
    Program(interpolated_inside, (V, positive(4)), wrt=(0, 1)),
    Program(fitted, (np.array([0.1, 0.5, 0.6, 1.3]), V, positive(4)), wrt=(0, 1)),
    Program(integrated_polynomial, (V, signed(3)), wrt=(0, 1)),
    Program(parts_of_numbers, (V,)),
    Program(log_of_sums, (A,)),
    Program(median_of_numbers, (A,)),
    Program(split_in_depth, (signed(2, 3, 4),)),
    Program(cross_of_columns, (A, signed(3, 3, start=4)), wrt=(0, 1)),
]
if np.lib.NumpyVersion(np.__version__) >= "2.1.0":  # before, a bound must be given
    PROGRAMS += [Program(clipped_by_nothing, (V,))]

REFUSED = {
    "einsum_diagonal_written",
    "einsum_transpose_written",
}
