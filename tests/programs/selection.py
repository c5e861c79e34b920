"""Selection: where, clip, maximum, take, masks as factors, sorting, indices of extremes."""

import numpy as np

from tests.programs.case import Program, positive, signed

RAMP = np.arange(1.0, 7.0)


def where(x):
    return np.sum(np.where(x > 0.0, x**2, x**3) * RAMP)


def where_scalars(x, k):
    return np.sum(np.where(x > 0.0, k, x * k) * RAMP)


def where_constants(x):
    return np.sum(np.where(x > 0.0, x, 0.0)) + np.sum(np.where(x < 0.0, 1, 2) * x)


def where_nested(x):
    return np.sum(np.where(x > 0.5, x**2, np.where(x > 0.0, np.sin(x), -x)))


def where_safe(x):
    return np.sum(np.where(x > 0.0, np.sqrt(np.where(x > 0.0, x, 1.0)), 0.0))


def where_unsafe(x):
    return np.sum(np.where(x > 0.0, np.log(x), x)) + np.sum(np.where(x > 0.0, x**0.5, 1.0))


def mask_repairs_invalid(x):
    y = np.sqrt(x)
    y[x < 0.0] = 0.5
    return np.sum(y * x)


def where_broadcast(A, x):
    return np.sum(np.where(A > 0.0, x, A) ** 2) + np.sum(np.where(x[:4] > 0.6, A, 2.0))


def where_condition_named(x, y):
    c = x > y
    return np.sum(np.where(c, x, y) * np.where(~c, x * y, 1.0))


def where_on_scalar(x):
    return np.where(x > 1.0, x**2, x**3) * x


def where_indices(x):
    (i,) = np.where(x > 0.0)
    return np.sum(x[i] ** 2)


def clip(x):
    return np.sum(np.clip(x, -0.5, 0.8) ** 2 * RAMP)


def clip_active_bounds(x, low, high):
    return np.sum(np.clip(x, low, high) ** 2 * RAMP)


def clip_array_bounds(x, low):
    return np.sum(np.clip(x, low, low + 0.7) ** 2 * RAMP)


def clip_one_sided(x):
    return np.sum(np.clip(x, 0.0, None) + np.clip(x, None, 0.5) ** 2)


def clip_scalar(x):
    return np.clip(x, 0.0, 1.0) * x


def maximum_minimum(x, y):
    return np.sum(np.maximum(x, y) ** 2 * RAMP + np.minimum(x, 0.3) * y)


def relu_network(x):
    h = np.maximum(0.0, 2.0 * x - 0.3)
    return np.sum(np.maximum(h - 0.1, 0.0) ** 2)


def mask_factor(x):
    return np.sum(x**2 * (x > 0.0)) + np.sum((x < 0.0) * x)


def take(x):
    return np.sum(np.take(x, [0, 2, 0, -1]) ** 2 * RAMP[:4])


def take_axis(A):
    return np.sum(np.take(A, [2, 0, 2], axis=1) ** 2) + np.sum(np.take(A, 1, axis=0) ** 3)


def take_matrix_of_indices(x, idx):
    return np.sum(np.take(x, idx) ** 2 * RAMP[:4].reshape(2, 2))


def sort(x):
    return np.sum(np.sort(x) * RAMP)


def sort_rows(A):
    return np.sum(np.sort(A, axis=0) ** 2 * np.arange(1.0, 4.0)[:, None])


def largest_three(x):
    order = np.argsort(-x)
    return np.prod(x[order[:3]])


def maximum_of_products(x):
    return np.max(x * x[::-1]) * np.min(x + RAMP)


def argmax_row(A):
    i = np.argmax(np.sum(A, axis=1))
    return np.sum(A[i] ** 2)


def nearest_centre(x, centres):
    d = (x[:, None] - centres[None, :]) ** 2
    return np.sum(np.min(d, axis=1))


def search(x):
    knots = np.array([-1.0, 0.0, 1.0])
    k = np.searchsorted(knots, x)
    return np.sum(x * k)


def counted(x):
    b = np.bincount((x * 3.0).astype(int), minlength=5)
    return np.sum(x) * b[2]


def unique_labels(x, labels):
    s = 0.0
    for label in np.unique(labels):
        s += np.sum(x[labels == label]) ** 2
    return s


def choose_by_sign(x):
    return np.sum(np.sign(x) * x * np.abs(x) + np.abs(x))


S, V, A = signed(6), positive(6), signed(3, 4)

PROGRAMS = [
    *(
        Program(function, (S,))
        for function in (
            where,
            where_constants,
            where_nested,
            where_safe,
            where_unsafe,
            mask_repairs_invalid,
            where_indices,
            clip,
            clip_one_sided,
            relu_network,
            mask_factor,
            take,
            sort,
            largest_three,
            maximum_of_products,
            search,
            choose_by_sign,
        )
    ),
    Program(where_scalars, (S, 0.7), wrt=(0, 1)),
    Program(where_broadcast, (A, positive(4)), wrt=(0, 1)),
    Program(where_condition_named, (S, signed(6, start=3)), wrt=(0, 1)),
    *(Program(where_on_scalar, (x,)) for x in (0.7, 1.3)),
    Program(clip_active_bounds, (S, -0.5, 0.8), wrt=(0, 1, 2)),
    Program(clip_array_bounds, (S, signed(6, start=3) - 0.3), wrt=(0, 1)),
    *(Program(clip_scalar, (x,)) for x in (0.7, 1.3, -0.7)),
    Program(maximum_minimum, (S, signed(6, start=3)), wrt=(0, 1)),
    Program(take_axis, (A,)),
    Program(take_matrix_of_indices, (V, np.array([[0, 1], [1, 5]]))),
    Program(sort_rows, (A,)),
    Program(argmax_row, (A,)),
    Program(nearest_centre, (S, np.array([-0.6, 0.7])), wrt=(0, 1)),
    Program(counted, (V,)),
    Program(unique_labels, (V, np.array([0, 1, 1, 2, 0, 1]))),
]
