"""Reading subscripts of every sort."""

import numpy as np

from tests.programs.case import Program, positive, signed


def integer(x):
    return x[0] * x[2] + np.sin(x[1])


def negative(x):
    return x[-1] * x[-3] + x[len(x) - 1]


def same_twice(x):
    return x[1] * x[1] * x[-3]


def computed(x, i):
    return x[i] * x[i - 1] * x[2 * i % 4]


def numpy_integer(x):
    i = np.argmax(x)
    return x[i] * x[np.argmin(x)]


def slices(x):
    return np.sum(x[1:4] * x[:3]) + np.sum(x[2:] ** 2) + np.sum(x[:])


def slices_negative(x):
    return np.sum(x[-3:] * x[:-3]) + np.sum(x[-4:-1] ** 2)


def slices_stepped(x):
    return np.sum(x[::2] * x[1::2]) + np.sum(x[1:5:3] ** 2)


def slices_backwards(x):
    return np.sum(x[::-1] * x) + np.sum(x[4:1:-1] * x[:3]) + np.sum(x[::-2] ** 2)


def slices_out_of_range(x):
    return np.sum(x[3:100] ** 2) + np.sum(x[-100:2] ** 2) + np.sum(x[50:])


def slices_computed(x, n, m):
    return np.sum(x[n:m] ** 2) + np.sum(x[n:] * n) + np.sum(x[: m - n] ** 3)


def slice_object(x):
    inner = slice(1, -1)
    return np.sum(x[inner] * x[2:] * x[:-2])


def slice_of_slice(x):
    return np.sum(x[1:][::2] * x[:-1][1::2][::-1][:3])


def matrix_elements(A):
    return A[0, 1] * A[2, 3] + A[-1, -2] ** 2


def matrix_chained(A):
    return A[0][1] * A[2][3] + A[1][1:][0] ** 2


def matrix_rows(A):
    return np.dot(A[0], A[1]) + np.sum(A[-1] ** 2)


def matrix_columns(A):
    return np.dot(A[:, 0], A[:, -1]) + np.sum(A[1:, 2])


def matrix_blocks(A):
    return np.sum(A[1:, :2] * A[:-1, 2:]) + np.sum(A[::2, ::-1] ** 2)


def ellipsis(A):
    return np.sum(A[..., 0] * A[..., -1]) + np.sum(A[0, ...] ** 2) + np.sum(A[...])


def ellipsis_middle(A):
    return np.sum(A[0, ..., 1] * A[1, ..., 2])


def new_axis(x, y):
    return np.sum(x[:, np.newaxis] * y[None, :] ** 2)


def new_axis_in_matrix(A):
    return np.sum(A[:, None, 1:] * A[None, :, :-1])


def new_axis_and_integer(A):
    return np.sum(A[0, None] * A[1:, np.newaxis, 0] ** 2)


def zero_d(x):
    return x[()] * x[...]


def fancy(x):
    return np.sum(x[[0, 2, 3]] ** 2)


def fancy_repeated(x, idx):
    return np.sum(x[idx] * np.arange(1.0, len(idx) + 1.0))


def fancy_matrix_index(x, idx):
    return np.sum(x[idx] ** 2 * np.array([[1.0, 2.0], [3.0, 4.0]]))


def fancy_with_fewer_axes(x, idx, w):
    y = x * x
    y[1] = x[0]
    return np.sum(x[idx] * w) + np.sum(np.take(x, idx) * w) + np.sum(y[idx] * w)


def fancy_rows(A, idx):
    return np.sum(A[idx] ** 2 * A[0])


def fancy_columns(A, idx):
    return np.sum(A[:, idx] ** 2 * np.arange(1.0, 4.0))


def fancy_pairs(A, i, j):
    return np.sum(A[i, j] * np.array([1.0, 2.0, 3.0]))


def fancy_outer(A):
    i = np.array([0, 2])
    j = np.array([1, 1, 3])
    return np.sum(A[i[:, None], j] ** 2)


def fancy_ix(A):
    return np.sum(A[np.ix_([0, 2], [1, 3])] ** 2)


def fancy_and_slice(A, idx):
    return np.sum(A[idx, 1:] ** 2) + np.sum(A[:2, idx] ** 3)


def fancy_and_integer(A, idx):
    return np.sum(A[idx, 1] ** 2) + np.sum(A[0, idx] ** 3)


def fancy_and_new_axis(A, idx):
    return np.sum(A[idx, None, 1:] ** 2)


def fancy_separated(A, idx):
    return np.sum(A[idx, :, idx] ** 2 * np.arange(1.0, 4.0))


def fancy_and_ellipsis(A, idx):
    return np.sum(A[..., idx] ** 2)


def fancy_negative(x):
    return np.sum(x[np.array([-1, 0, -1, 3])] * np.array([1.0, 2.0, 3.0, 4.0]))


def fancy_of_slice(x, idx):
    return np.sum(x[1:][idx] ** 2)


def fancy_nested(x, idx):
    return np.sum(x[idx[idx]] ** 2)


def mask(x):
    return np.sum(x[x > 0.0] ** 2) - np.sum(x[x < 0.0] ** 3)


def mask_named(x):
    m = x > 0.0
    return np.sum(x[m] ** 2) + np.sum(x[~m])


def mask_matrix(A):
    return np.sum(A[A > 0.0] ** 2)


def mask_rows(A):
    return np.sum(A[A[:, 0] > 0.0] ** 2)


def mask_columns(A):
    return np.sum(A[:, A[0] < 0.0] ** 2)


def mask_and_integer(A):
    return np.sum(A[A[:, 0] > 0.0, 1] ** 2)


def mask_none_left(x):
    return np.sum(x[x > 100.0]) + np.sum(x**2)


def mask_of_other(x, y):
    return np.sum(x[y > 0.0] * y[y > 0.0] ** 2)


def sorted_by_index(x):
    order = np.argsort(x)
    return np.sum(x[order] * np.arange(1.0, len(x) + 1.0))


def nonzero_index(x):
    (where,) = np.nonzero(x > 0.0)
    return np.sum(x[where] ** 2)


def list_of_floats(values):
    return values[0] * values[-1] + values[1] ** 2


def list_slice(values):
    tail = values[1:]
    return tail[0] * tail[1] + len(values[::2]) * values[0]


def tuple_slice(pair):
    return pair[0] * pair[:2][1] + pair[::-1][0]


def index_of_expression(x):
    return (x * x)[1] * (2.0 * x)[-1] + np.sin(x)[0]


def index_of_call(x):
    return np.cumsum(x)[2] * np.outer(x, x)[0, 1]


def lookup_table(x, table):
    return table[int(x * 3.0)] * x


def interpolated(x, table):
    i = int(x)
    t = x - i
    return (1.0 - t) * table[i] + t * table[i + 1]


V, S, A = positive(6), signed(6), signed(3, 4)
IDX = np.array([1, 2, 1])


def by_range(x, labels):
    places = range(len(labels))
    chosen = x[range(len(labels)), labels]
    y = 1.0 * x
    y[places, labels] -= 1.0
    y[range(2), 0] = 3.0 * x[0, 1]
    return np.sum(np.log(chosen) * x[list(labels), 0]) + np.sum(y**3) + np.sum(x[range(2)] ** 2)


def some(values, part):
    return values[part]


def by_named_slices(x, n):
    inner, back = slice(1, n), slice(None, None, -1)
    a, b = x[inner]
    c, d = some((a * x[0], b), back)
    return a * b**2 + np.sum(some(x, inner)) + c * d**3 + [c, d, a][slice(0, -1)][1]


PROGRAMS = [
    Program(by_range, (positive(3, 4), np.array([0, 2, 1]))),
    *(
        Program(function, (V,))
        for function in (
            integer,
            negative,
            same_twice,
            numpy_integer,
            slices,
            slices_negative,
            slices_backwards,
            slices_out_of_range,
            slice_object,
            fancy,
            fancy_negative,
            sorted_by_index,
            index_of_expression,
            index_of_call,
        )
    ),
    Program(computed, (V, 2)),
    Program(computed, (V, -1)),
    Program(slices_stepped, (V,)),
    Program(slices_computed, (V, 2, 5)),
    Program(slices_computed, (V, -3, -1)),
    Program(slice_of_slice, (positive(7),)),
    *(
        Program(function, (A,))
        for function in (
            matrix_elements,
            matrix_chained,
            matrix_rows,
            matrix_columns,
            matrix_blocks,
            new_axis_in_matrix,
            new_axis_and_integer,
            fancy_outer,
            fancy_ix,
            mask_matrix,
            mask_rows,
            mask_columns,
            mask_and_integer,
        )
        if function is not new_axis_and_integer
    ),
    Program(new_axis_and_integer, (signed(3, 2),)),
    Program(ellipsis, (A,)),
    Program(ellipsis, (signed(2, 3, 4),)),
    Program(ellipsis_middle, (signed(2, 2, 3, 4),)),
    Program(new_axis, (V, S), wrt=(0, 1)),
    Program(zero_d, (np.array(1.3),)),
    Program(fancy_repeated, (V, IDX)),
    Program(fancy_repeated, (V, np.array([], dtype=int)), name="fancy_empty"),
    Program(fancy_matrix_index, (V, np.array([[0, 1], [1, 1]]))),
    Program(fancy_with_fewer_axes, (V, np.array([[0, 1], [1, 1]]), positive(2)), wrt=(0, 2)),
    Program(fancy_rows, (A, IDX)),
    Program(fancy_columns, (A, IDX)),
    Program(fancy_pairs, (A, np.array([0, 2, 0]), np.array([1, 3, 1]))),
    Program(fancy_and_slice, (A, IDX)),
    Program(fancy_and_integer, (A, IDX)),
    Program(fancy_and_new_axis, (A, IDX)),
    Program(fancy_separated, (signed(3, 3, 3), IDX)),
    Program(fancy_and_ellipsis, (signed(2, 3, 4), IDX)),
    Program(fancy_of_slice, (V, IDX)),
    Program(fancy_nested, (V, IDX)),
    *(Program(f, (S,)) for f in (mask, mask_named, mask_none_left, nonzero_index)),
    Program(mask_of_other, (S, S[::-1]), wrt=(0, 1), shared=False),
    Program(list_of_floats, ([1.3, 0.7, 0.9],)),
    Program(list_slice, ([1.3, 0.7, 0.9],)),
    Program(tuple_slice, ((1.3, 0.7, 0.9),)),
    Program(by_named_slices, ([1.3, 0.7, 0.9], 3)),
    Program(lookup_table, (0.8, np.array([1.0, 2.0, 4.0])), wrt=(0, 1)),
    Program(lookup_table, (0.8, [1.0, 2.0, 4.0]), wrt=(0, 1), name="lookup_list"),
    Program(interpolated, (1.4, np.array([1.0, 2.0, 4.0])), wrt=(0, 1)),
]


REFUSED = {}
