"""Attributes and methods of arrays."""

import numpy as np

from tests.programs.case import Program, positive, signed


def shape(A):
    n, m = A.shape
    return np.sum(A) * n + A[0, m - 1] * A.shape[-1]


def ndim_size(A):
    return np.sum(A**A.ndim) * A.size


def dtype_and_itemsize(x):
    y = np.zeros(3, x.dtype)
    y[:] = x * x.itemsize
    return np.sum(y * x) + x.nbytes * x[0]


def transposed(A):
    return np.sum(A.T @ A * A.T[0, 1])


def real_part(x):
    return np.sum(x.real * x)


def flat_attribute_length(A):
    return np.sum(A) * len(A.flat)


def sum_all(A):
    return A.sum() ** 2


def sum_axis(A):
    return np.sum(A.sum(axis=0) ** 2) + np.sum(A.sum(1) ** 3) + np.sum(A.sum(axis=-1))


def sum_axes(A):
    return np.sum(A.sum(axis=(0, 2)) ** 2) + A.sum(axis=None) ** 2


def sum_keepdims(A):
    return np.sum(A * A.sum(axis=1, keepdims=True)) + np.sum(A / A.sum(keepdims=True))


def mean(A):
    return A.mean() * np.sum(A.mean(axis=0) ** 2) + np.sum((A - A.mean(1, keepdims=True)) ** 2)


def maximum(A):
    return A.max() * np.sum(A.max(axis=0) ** 2) + np.sum(A.max(axis=1, keepdims=True) * A)


def minimum(A):
    return A.min() * np.sum(A.min(axis=0) ** 2) + np.sum(A.min(axis=-1, keepdims=True) * A)


def product(A):
    return A.prod() + np.sum(A.prod(axis=0) ** 2) + np.sum(A.prod(axis=1))


def deviation(A):
    return A.std() * np.sum(A.std(axis=0)) + np.sum(A.std(axis=1, ddof=1) ** 2)


def variance(A):
    return A.var() * np.sum(A.var(axis=0)) + np.sum(A.var(axis=1, ddof=1, keepdims=True) * A)


def dot(A, x):
    return A.dot(x).dot(A.dot(x)) + x.dot(x)


def reshape_forms(x):
    return np.sum(
        x.reshape(2, 3)[0] * x.reshape((3, 2)).T[1] * x.reshape(-1, 3)[1] * x.reshape(6)[3:]
    )


def ravel_and_flatten(A):
    return np.sum(A.ravel() ** 2 * A.flatten()) + A.ravel()[3]


def copy(x):
    y = x.copy()
    y[0] = y[1] * y[2]
    return np.sum(x * y)


def astype(x):
    return np.sum(x.astype(float) ** 2 + x.astype("float64"))


def transpose_forms(A):
    return (
        np.sum(A.transpose()[0] ** 2)
        + np.sum(A.transpose(1, 0)[1] ** 3)
        + np.sum(A.transpose((0, 1))[0])
    )


def transpose_three(A):
    B = A.transpose(2, 0, 1)
    return np.sum(B[0] * B[1] ** 2) + np.sum(A.transpose()[1] ** 2)


def swapaxes(A):
    return np.sum(A.swapaxes(0, 2)[0] ** 2 * np.arange(6.0).reshape(3, 2))


def clip(x):
    return np.sum(x.clip(-0.5, 0.8) * x) + np.sum(x.clip(min=0.0) ** 2) + np.sum(x.clip(None, 0.5))


def cumsum(A):
    return np.sum(A.cumsum() ** 2) + np.sum(A.cumsum(axis=0) ** 2) + np.sum(A.cumsum(1) ** 2)


def cumprod(x):
    return np.sum(x.cumprod())


def squeeze(A):
    return np.sum(A.squeeze() ** 2) + np.sum(A.squeeze(axis=0) ** 3)


def repeat(x):
    return np.sum(x.repeat(2) * np.arange(2.0 * len(x)))


def take(x):
    return np.sum(x.take([0, 2, 0]) ** 2)


def diagonal_and_trace(A):
    return np.sum(A.diagonal() ** 2) * A.trace()


def argmax_argmin(A):
    return A.ravel()[A.argmax()] * A[A.argmin(axis=0)[1], 1] * A.argmax()


def argsort(x):
    order = x.argsort()
    return np.sum(x[order] * np.arange(1.0, len(x) + 1.0))


def any_all_nonzero(x):
    mask = x > 0.0
    where = mask.nonzero()[0]
    return np.sum(x[where] ** 2) * mask.any() * mask.sum() + x[0] * mask.all()


def item_forms(A):
    return A.item(2) * A.item(1, 1) * A.sum().item()


def tolist(x):
    values = x.tolist()
    return values[0] * values[1]


def rounding(x):
    return np.sum(x * x.round(1)) + np.sum(x * (x * 3.0).round())


def fill(x):
    y = np.empty(3)
    y.fill(x)
    y[0] *= x
    return np.sum(y * y)


def conjugate(x):
    return np.sum(x.conj() * x)


def ptp_of_function(x):
    return np.ptp(x) ** 2


def chained_methods(A):
    return A.T.reshape(-1).cumsum().reshape(4, 3).sum(axis=0).max() * A.mean()


def method_on_expression(x):
    return (x * x).sum() * (2.0 * x).mean() * (x + 1.0).prod()


def method_result_written(A):
    s = A.sum(axis=0)
    s[0] *= s[1]
    s += A.max(axis=0)
    return np.sum(s * s)


A, S, V = signed(3, 4), signed(6), positive(6)
SQUARE = signed(3, 3)

PROGRAMS = [
    *(
        Program(function, (A,))
        for function in (
            shape,
            ndim_size,
            transposed,
            flat_attribute_length,
            sum_all,
            sum_axis,
            sum_keepdims,
            mean,
            maximum,
            minimum,
            product,
            deviation,
            variance,
            ravel_and_flatten,
            transpose_forms,
            cumsum,
            argmax_argmin,
            item_forms,
            chained_methods,
            method_result_written,
        )
    ),
    *(
        Program(function, (V,))
        for function in (
            real_part,
            reshape_forms,
            copy,
            astype,
            repeat,
            take,
            conjugate,
            method_on_expression,
            cumprod,
            tolist,
        )
    ),
    *(Program(f, (S,)) for f in (clip, argsort, any_all_nonzero, rounding, ptp_of_function)),
    Program(dtype_and_itemsize, (V[:3],)),
    Program(sum_axes, (signed(2, 3, 2),)),
    Program(dot, (SQUARE, V[:3]), wrt=(0, 1)),
    Program(transpose_three, (signed(2, 3, 2),)),
    Program(swapaxes, (signed(2, 3, 3),)),
    Program(squeeze, (signed(1, 3, 1),)),
    Program(diagonal_and_trace, (SQUARE,)),
    Program(diagonal_and_trace, (A,), name="diagonal_of_rectangle"),
    Program(fill, (1.3,)),
]
