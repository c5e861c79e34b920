"""Loops whose arrays have another rank after each pass, which the ranks of others end."""

import numpy as np

from tests.programs.case import Program, positive, signed

A = signed(2, 3, 4)
B = positive(3, 4)


def summed_to(total, shape):
    while total.ndim > len(shape):
        total = total.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1:
            total = total.sum(axis=axis, keepdims=True)
    return total


def as_the_operand(x, y):
    return np.sum(summed_to(x * y, y.shape) ** 2 * y)


def as_many_sums(x, y):
    total = np.exp(x) * y
    for _ in range(x.ndim - y.ndim):
        total = np.sum(total, axis=0)
    return total * y


def down_to_a_vector(x):
    y = x**2
    while np.ndim(y) > 1:
        y = np.mean(y, axis=-1)
    return np.cumsum(y)


def axes_in_front(x):
    while x.ndim < 4:
        x = x[None] * 2.0
    return np.sum(x[0, 0] ** 2)


def spread_mask(x, mask):
    while mask.ndim < x.ndim:
        mask = mask[..., None]
    return np.where(mask, x**2, 0.5 * x)


def sums_as_told(x, count):
    for _ in range(count):
        x = np.sum(x**2, axis=0)
    return x


def running_along_each(x, count):
    total = 0.0
    for axis in range(count):
        total = total + np.sum(np.sort(x, axis=axis) * x) + np.sum(np.cumsum(x, axis=axis) ** 2)
    return total


def column(x):
    """A column of a matrix of three rows, anything else as it is."""
    return x[:, 0] if x.shape == (3, 4) else x


def joined_parts(x):
    return np.sum(np.concatenate((column(x), column(x) ** 2)) ** 3)


def joined_with_a_row(x):
    return np.sum(np.concatenate((column(x), x[1], x[0] * x[1]), axis=0) ** 2)


def in_one_row(x):
    both = np.r_[column(x), 2.0, x[0]]
    return np.sum(both**2) + np.sum(np.r_[column(x), column(x)] ** 3)


def written_and_joined(x, flag):
    frame = np.eye(4)
    frame[:3, 3] = x[:, 1]
    place = frame[:3, 3] if flag else x
    return np.sum(np.r_[place, x[0]] ** 2) + np.sum(np.atleast_1d(place) ** 3)


PROGRAMS = [
    Program(joined_parts, (B,)),
    Program(joined_parts, (B[0],)),
    Program(joined_with_a_row, (B,)),
    Program(in_one_row, (B,)),
    Program(written_and_joined, (B, True)),
    Program(as_the_operand, (A, B), wrt=(0, 1)),
    Program(as_the_operand, (A, positive(3, 1)), wrt=(0, 1)),
    Program(as_the_operand, (A, positive(4)), wrt=(0, 1)),
    Program(as_the_operand, (B, positive(3, 4, start=5)), wrt=(0, 1)),
    Program(as_many_sums, (A, B[0]), wrt=(0, 1)),
    Program(down_to_a_vector, (A,)),
    Program(axes_in_front, (B,)),
    Program(spread_mask, (A, A[:, :, 0] > 0.0)),
    Program(sums_as_told, (A, 2)),
    Program(running_along_each, (B, 2)),
    Program(running_along_each, (B[0], 1)),
]
