"""Reductions and scans: axis an int, a tuple, None or negative, with and without keepdims."""

import numpy as np

from tests.programs.case import Program, positive, signed

WEIGHTS = np.array([1.0, 2.0, 3.0, 4.0])


def sum_all(A):
    return np.sum(A) ** 2


def sum_axis_0(A):
    return np.sum(np.sum(A, axis=0) ** 2)


def sum_axis_last(A):
    return np.sum(np.sum(A, axis=-1) ** 2)


def sum_axis_tuple(A):
    return np.sum(np.sum(A, axis=(0, 2)) ** 2) + np.sum(np.sum(A, axis=(-1, 1)) ** 3)


def sum_axis_range(A):
    samples = np.sum(A**2, axis=tuple(range(1, A.ndim))) ** 2
    steps = np.diff(A, axis=1, prepend=0.0)
    return np.sum(samples) + np.sum(np.sum(steps, axis=tuple(range(steps.ndim - 1))) ** 3)


def sum_axis_none(A):
    return np.sum(A, axis=None) ** 2 + np.sum(A, None)


def sum_keepdims(A):
    return np.sum(A * np.sum(A, axis=1, keepdims=True)) + np.sum(A * np.sum(A, keepdims=True))


def sum_axis_argument(A, axis):
    return np.sum(np.sum(A, axis=axis) ** 2)


def sum_keepdims_argument(A, keep):
    return np.sum(np.sum(A, axis=0, keepdims=keep) ** 2)


def sum_of_scalar(x):
    return np.sum(x) * x


def sum_of_list(x, y):
    return np.sum([x, y, x * y]) ** 2


def sum_with_dtype(A):
    return np.sum(A, dtype=float) ** 2


def mean_all(A):
    return np.mean(A) ** 2


def mean_axes(A):
    return (
        np.sum(np.mean(A, axis=0) ** 2)
        + np.sum(np.mean(A, axis=(1, 2)) ** 3)
        + np.sum(np.mean(A, axis=-2, keepdims=True) * A)
    )


def prod_all(A):
    return np.prod(A) + np.prod(A * 2.0)


def prod_axes(A):
    return (
        np.sum(np.prod(A, axis=0) ** 2)
        + np.sum(np.prod(A, axis=-1, keepdims=True) * A)
        + np.sum(np.prod(A, axis=(0, 1)))
    )


def prod_with_zero(x):
    y = x * np.array([1.0, 0.0, 1.0, 1.0])
    return np.prod(y + 0.0) + np.prod(x) * 2.0


def prod_through_zero(x):
    return np.prod(x - x[1])


def max_all(A):
    return np.max(A) ** 2 * np.min(A)


def max_axes(A):
    return (
        np.sum(np.max(A, axis=0) ** 2)
        + np.sum(np.max(A, axis=(1, 2)) ** 3)
        + np.sum(np.max(A, axis=-1, keepdims=True) * A)
    )


def min_axes(A):
    return (
        np.sum(np.min(A, axis=1) ** 2)
        + np.sum(np.amin(A, axis=(0, -1)) ** 3)
        + np.sum(np.min(A, axis=0, keepdims=True) * A)
    )


def std_all(A):
    return np.std(A) * np.std(A, ddof=1)


def std_axes(A):
    return np.sum(np.std(A, axis=0) ** 2) + np.sum(np.std(A, axis=(0, 2), ddof=1))


def var_all(A):
    return np.var(A) * np.var(A, ddof=1)


def var_axes(A):
    return np.sum(np.var(A, axis=-1) ** 2) + np.sum(np.var(A, axis=(0, 1), keepdims=True) * A)


def peak_to_peak(A):
    return np.ptp(A) * np.sum(np.ptp(A, axis=0))


def cumulative_sum(A):
    return np.sum(np.cumsum(A) ** 2) + np.sum(np.cumsum(A, axis=0) ** 2)


def cumulative_sum_last(A):
    return np.sum(np.cumsum(A, axis=-1) ** 2)


def cumulative_product(x):
    return np.sum(np.cumprod(x) * WEIGHTS)


def differences(x):
    return np.sum(np.diff(x) ** 3) + np.sum(np.diff(x, n=2) ** 2)


def averages(x, w):
    return np.average(x) * np.average(x, weights=w)


def median(x):
    return np.median(x) ** 2


def norms(x):
    return np.linalg.norm(x) * np.sum(x)


def norms_of_matrix(A):
    return np.linalg.norm(A) + np.sum(np.linalg.norm(A, axis=1) ** 3)


def counts(x):
    return np.sum(x) * np.count_nonzero(x > 0.8) + np.argmax(x) * x[0]


def of_empty(x):
    return np.sum(x[:0]) + np.sum(x) * np.prod(x[:0])


def of_single(x):
    return np.sum(x) * np.prod(x) + np.max(x) + np.mean(x) + np.cumsum(x)[0] + np.var(x)


def of_three_axes(A):
    return np.sum(np.sum(A, axis=1) * np.mean(A, axis=1) * np.max(A, axis=1))


def of_reduction(A):
    return np.max(np.sum(A, axis=0)) * np.sum(np.max(A, axis=1)) * np.mean(np.prod(A, axis=0))


def of_transposed(A):
    return np.sum(np.sum(A.T, axis=0) ** 2) + np.sum(np.cumsum(A.T[::-1], axis=1) ** 2)


def of_where(x):
    return np.sum(np.where(x > 0.0, x**2, 0.0)) + np.sum(x, where=x > 0.0)


def of_initial(x):
    return np.sum(x, initial=2.0) ** 2


def normalised(x):
    y = x - np.mean(x)
    return np.sum((y / np.std(y)) ** 3 * WEIGHTS)


def log_sum_exp(x):
    m = np.max(x)
    return m + np.log(np.sum(np.exp(x - m)))


def log_sum_exp_rows(A):
    m = np.max(A, axis=1, keepdims=True)
    return np.sum(m + np.log(np.sum(np.exp(A - m), axis=1, keepdims=True)))


def softmax(x):
    e = np.exp(x - np.max(x))
    p = e / e.sum()
    return np.sum(p * WEIGHTS)


A, T, V, S = signed(3, 4), signed(2, 3, 4), positive(4), signed(4)

PROGRAMS = [
    *(
        Program(function, (A,))
        for function in (
            sum_all,
            sum_axis_0,
            sum_axis_last,
            sum_axis_none,
            sum_keepdims,
            sum_with_dtype,
            mean_all,
            prod_all,
            max_all,
            std_all,
            var_all,
            peak_to_peak,
            cumulative_sum,
            cumulative_sum_last,
            norms_of_matrix,
            of_reduction,
            of_transposed,
            log_sum_exp_rows,
        )
    ),
    *(
        Program(function, (T,))
        for function in (
            sum_axis_tuple,
            sum_axis_range,
            mean_axes,
            max_axes,
            min_axes,
            std_axes,
            var_axes,
            of_three_axes,
            prod_axes,
        )
    ),
    *(
        Program(function, (V,))
        for function in (
            cumulative_product,
            differences,
            norms,
            counts,
            of_empty,
            of_initial,
            normalised,
            log_sum_exp,
            softmax,
            prod_with_zero,
            prod_through_zero,
            median,
        )
    ),
    *(Program(sum_axis_argument, (T, axis)) for axis in (0, -1, None, (0, 2), ())),
    *(Program(sum_keepdims_argument, (A, keep)) for keep in (True, False)),
    Program(sum_of_scalar, (1.3,)),
    Program(sum_of_scalar, (np.array(1.3),), name="sum_of_0d_array"),
    Program(sum_of_list, (1.3, 0.7), wrt=(0, 1)),
    Program(averages, (V, positive(4, start=1)), wrt=(0, 1)),
    Program(of_single, (positive(1),)),
    Program(of_where, (S,)),
]
