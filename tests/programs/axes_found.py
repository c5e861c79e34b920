"""Axes, orders of axes and subscripts that lists of integers hold, which loops fill."""

import numpy as np

from tests.programs.case import Program, positive, signed

MISSING = object()
A = signed(2, 3, 4)


def all_but_one(x, axis):
    others = tuple(i for i in range(x.ndim) if i != axis)
    return np.sum(np.mean(x, axis=others) ** 2)


def all_but_one_by_a_loop(x, axis=-1):
    others = []
    for i in range(x.ndim):
        if i == axis % x.ndim:
            continue
        others.append(i)
    return x - np.std(x, axis=tuple(others), keepdims=True)


def one_axis_in_front(x, axis):
    order = [axis] + [i for i in range(x.ndim) if i != axis]
    return np.cumsum(x.transpose(order) ** 2, axis=0)


def one_axis_behind(x):
    order = [1]
    for i in range(x.ndim):
        if i != 1:
            order.insert(0, i)
    return np.sin(np.transpose(x, order))


def picked_along(x, axis, place):
    subscript = tuple(place if i == axis else slice(None) for i in range(x.ndim))
    y = x * 2.0
    y[subscript] **= 2
    return y


def counted_on(x):
    order = [(i + 1) % x.ndim for i in range(x.ndim)]
    return np.sum(x.transpose(order)[0] ** 3)


def turned_and_back(x, axes=(2, 0, 1)):
    there = np.exp(np.transpose(x, axes))
    return np.transpose(np.cumsum(there, axis=0), np.argsort(axes))


def turned_as_the_run_says(x, axes):
    y = x.transpose(axes) * 1.5
    return np.sum(y[0] ** 2) + np.sum(y[-1] ** 3)


def ordered_by_sizes(x, sizes):
    order = np.argsort(sizes)
    return np.transpose(np.transpose(x, order) ** 2, np.argsort(order)) * x


def read_where_told(x, where):
    return np.sum(x[where] ** 2)


def with_options(x, axis=MISSING, keepdims=np._NoValue, weights=MISSING):
    options = {}
    if axis is not MISSING:
        options["axis"] = axis
    if keepdims is not np._NoValue:
        options["keepdims"] = keepdims
    if weights is not MISSING:
        x = x * weights
    return np.sum(x * x, **options)


def options_left_out(x):
    return with_options(x) + np.sum(with_options(x, 1, True) * x)


def options_given(x, w):
    total = with_options(x, axis=0, weights=w)
    return total * np.max(x, axis=0, keepdims=np._NoValue, initial=np._NoValue)


def weighted(x, w=MISSING):
    if w is MISSING:
        w = 0.5
    return np.sum(w * x**2)


def weights_perhaps(x, w):
    return weighted(x) + weighted(x * x, w) * weighted(x, 3.0)


def options_that_are_defaults(x):
    product = np.matmul(x[0].T, x[0], out=None, dtype=None)
    return np.sum(product * product)


def order_of_a_norm(x, order):
    lengths = np.linalg.norm(x, ord=order, axis=-1, keepdims=True)
    return x / lengths


def flattened_behind(x, y):
    largest = x.reshape(*y.shape, -1).max(-1)
    if largest.ndim == 1:
        return np.sum(largest)
    return np.sum(largest**2 * y)


def lengths_after_stars(x, window):
    behind = len(window)
    total = x.reshape(*x.shape[:-behind], -1).sum(-1)
    axes = tuple(range(total.ndim))
    return np.sum(total.transpose(axes[behind:] + axes[:behind])[0] ** 2)


def summed_where_short(x, y):
    short = tuple(axis for axis, length in enumerate(y.shape) if length == 1)
    total = np.sum(x * y, axis=short, keepdims=True)
    if y.shape[0] != 1 and x.shape[0] - 1 == 1:
        total = total * total
    return np.sum(total * y)


PROGRAMS = [
    Program(summed_where_short, (A[0], positive(3, 1)), wrt=(0, 1)),
    Program(summed_where_short, (A[0], positive(1, 4)), wrt=(0, 1)),
    Program(summed_where_short, (A[0], positive(3, 4)), wrt=(0, 1)),
    Program(summed_where_short, (A[:, 0].copy(), positive(2, 1)), wrt=(0, 1)),
    Program(flattened_behind, (A, A[:, :, 0].copy())),
    Program(flattened_behind, (A, A[:, 0, 0].copy())),
    Program(lengths_after_stars, (A, (4,))),
    Program(lengths_after_stars, (A, np.array([4]))),
    Program(all_but_one, (A, 1)),
    Program(all_but_one, (A, 0)),
    Program(all_but_one_by_a_loop, (A,)),
    Program(all_but_one_by_a_loop, (A, 1)),
    Program(one_axis_in_front, (A, 2)),
    Program(one_axis_behind, (A,)),
    Program(picked_along, (A, 1, 2)),
    Program(counted_on, (A,)),
    Program(turned_and_back, (A,)),
    Program(turned_as_the_run_says, (A, np.array([1, -1, 0]))),
    Program(turned_as_the_run_says, (A, [1, -1, 0])),
    Program(ordered_by_sizes, (A, np.array([0.3, 0.1, 0.2]))),
    Program(read_where_told, (A, (..., 1))),
    Program(read_where_told, (A, ...)),
    Program(options_left_out, (A,)),
    Program(options_given, (A, positive(4)), wrt=(0, 1)),
    Program(weights_perhaps, (A, A + 2.0), wrt=(0, 1)),
    Program(weights_perhaps, (A, 0.3), wrt=(0, 1)),
    Program(options_that_are_defaults, (A,)),
    Program(order_of_a_norm, (A, 2.5)),
    Program(order_of_a_norm, (A, 3)),
]
