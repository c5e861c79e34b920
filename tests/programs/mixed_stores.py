"""Stores through index arrays together with slices, new axes, integers and masks."""

import numpy as np

from tests.programs.case import Program, positive, signed

REPEATED = np.array([2, 0, 2, 1, 0])
BACKWARDS = REPEATED[::-1].copy()


def rows_of_matrix(A, E, idx):
    B = A * A
    B[idx, :] = E
    return np.sum(B * B)


def columns_augmented(A, e, idx):
    B = A * A
    B[:, idx] += e
    return np.sum(B * B)


def columns_multiplied(A, E, idx):
    B = A * A
    B[1:, idx] *= E
    return np.sum(B * B)


def rows_and_columns(A, e, rows, columns):
    B = A * A
    B[rows, columns] = e
    B[columns, rows] *= e
    return np.sum(B * A)


def open_mesh(A, E, rows, columns):
    B = A * A
    B[rows[:, None], columns] = E
    return np.sum(B * B)


def row_and_index_array(A, e, idx):
    B = A * A
    B[1, idx] = e
    B[idx, 0] -= e * e
    return np.sum(B * B)


def masked_column(A, m, e):
    B = A * A
    B[m, 0] = e
    B[m, 1:] *= 2.0
    return np.sum(B * B)


def masked_rows(A, m, x):
    B = A * A
    B[m] = x
    B[:, x > 0.8] = 1.5
    return np.sum(B * A)


def mask_and_index_array(A, m, idx, e):
    B = A * A
    B[m, idx] = e
    return np.sum(B * B)


def last_axis_by_ellipsis(C, E, idx):
    D = C * C
    D[..., idx] = E
    return np.sum(D * D)


def middle_axis(C, E, idx):
    D = C * C
    D[:, idx, 1:] = E
    return np.sum(D * D)


def around_a_slice(C, E, rows, columns):
    D = C * C
    D[rows, :, columns] = E
    return np.sum(D * D)


def with_new_axis(A, E, idx):
    B = A * A
    B[np.newaxis, idx] = E
    return np.sum(B * B)


def integer_between(C, e, idx):
    D = C * C
    D[idx, 0, :] = e
    D[0, :, idx] += e
    return np.sum(D * D)


def matrix_of_indices(A, E, idx):
    B = A * A
    B[:, idx] = E
    return np.sum(B * B)


def from_itself(A, idx):
    B = A * A
    B[idx, :] = B[::-1, :][: len(idx)] * 2.0
    return np.sum(B * A)


def in_a_loop(A, E, idx, n):
    B = A * A
    for k in range(n):
        B[idx, k:] = E[:, k:] * B[0, 0]
        B[k, idx] *= 0.5
    return np.sum(B * B)


def through_a_view(A, e, idx):
    B = A * A
    v = B.T[1:]
    v[:, idx] = e
    return np.sum(B * B)


def list_of_indices(A, e):
    B = A * A
    B[[0, 2, 0], 1:] = e
    B[:, [1, 1]] -= 0.5
    return np.sum(B * B)


def argument_written(A, E, idx):
    A[idx, 1:] = E * A[0, 0]
    return np.sum(A * A)


def rows_swapped(A):
    A[[0, 1], :] = A[[1, 0], :]
    A[:, [0, 2]] = A[:, [2, 0]]
    return np.sum(A * np.arange(12.0).reshape(3, 4))


def number_stored(A, c, idx):
    B = A * A
    B[idx, 1] = c
    B[idx, 2:] += c
    return np.sum(B * B)


def added_at_columns(A, E, idx):
    B = A * A
    np.add.at(B, (slice(None), idx), E)
    return np.sum(B * B)


def rows_named_by_a_tuple(A, e):
    B = A * A
    B[(0, 2, 0), :2] = e
    B[:, (1, 1)] *= e
    return np.sum(B * B)


def elements_named_by_tuples(A, e):
    B = A * A
    B[(0, 2), (1, 0)] = e * B[2, 1]
    B[..., (0, 1, 0)] += e[0]
    return np.sum(B * B)


MASK = np.array([True, False, True])

PROGRAMS = [
    Program(rows_of_matrix, (positive(3, 4), signed(5, 4), REPEATED), wrt=(0, 1)),
    Program(columns_augmented, (positive(2, 3), signed(2, 5), REPEATED), wrt=(0, 1)),
    Program(columns_multiplied, (positive(3, 3), signed(2, 5), REPEATED), wrt=(0, 1)),
    Program(rows_and_columns, (positive(3, 3), signed(5), REPEATED, BACKWARDS), wrt=(0, 1)),
    Program(open_mesh, (positive(3, 3), signed(5, 5), REPEATED, BACKWARDS), wrt=(0, 1)),
    Program(row_and_index_array, (positive(3, 3), signed(5), REPEATED), wrt=(0, 1)),
    Program(masked_column, (positive(3, 4), MASK, 0.7), wrt=(0, 2)),
    Program(masked_rows, (positive(3, 4), MASK, positive(4)), wrt=(0, 2)),
    Program(mask_and_index_array, (positive(3, 4), MASK, np.array([1, 1]), signed(2)), wrt=(0, 3)),
    Program(last_axis_by_ellipsis, (positive(2, 2, 3), signed(2, 2, 5), REPEATED), wrt=(0, 1)),
    Program(middle_axis, (positive(2, 3, 3), signed(2, 5, 2), REPEATED), wrt=(0, 1)),
    Program(
        around_a_slice,
        (positive(3, 2, 3), signed(5, 2), REPEATED, BACKWARDS),
        wrt=(0, 1),
    ),
    Program(with_new_axis, (positive(3, 2), signed(5, 3, 2)[:1], np.array([[2, 0, 2]])), wrt=0),
    Program(integer_between, (positive(3, 2, 3), 0.7, REPEATED), wrt=(0, 1)),
    Program(
        matrix_of_indices,
        (positive(2, 3), signed(2, 2, 2), np.array([[0, 1], [1, 2]])),
        wrt=(0, 1),
    ),
    Program(from_itself, (positive(3, 4), np.array([1, 1])), wrt=0),
    Program(in_a_loop, (positive(3, 3), signed(5, 3), REPEATED, 2), wrt=(0, 1)),
    Program(through_a_view, (positive(3, 4), signed(3, 5), REPEATED), wrt=(0, 1)),
    Program(list_of_indices, (positive(3, 4), signed(3, 3)), wrt=(0, 1)),
    Program(argument_written, (positive(3, 4), signed(5, 3), REPEATED), wrt=(0, 1)),
    Program(rows_swapped, (positive(3, 4),)),
    Program(number_stored, (positive(3, 4), 0.7, REPEATED), wrt=(0, 1)),
    Program(rows_named_by_a_tuple, (positive(3, 4), signed(2)), wrt=(0, 1)),
    Program(elements_named_by_tuples, (positive(3, 4), signed(2)), wrt=(0, 1)),
    Program(added_at_columns, (positive(2, 3), signed(2, 5), REPEATED), wrt=(0, 1)),
]
