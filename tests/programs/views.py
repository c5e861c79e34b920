"""Views and aliases: written through one name and read through another."""

import numpy as np

from tests.programs.case import Program, positive, signed


def second_name(x):
    y = x * x
    z = y
    z[0] = 5.0
    return np.sum(y * x)


def second_name_read_before(x):
    y = x * x
    s = y[0] * y[1]
    z = y
    z[0] = s
    z[1] = z[0] * y[2]
    return np.sum(y) * s


def name_of_parameter(x):
    y = x
    y[0] = y[1] * y[2]
    return np.sum(x * x)


def alias_rebound(x):
    y = x * x
    z = y
    y = y * 2.0
    z[0] = y[0] * y[1]
    return np.sum(z) + np.sum(y * x)


def slice_written(x):
    y = x * x
    v = y[1:4]
    v[0] = v[1] * v[2]
    v *= 2.0
    return np.sum(y * x)


def base_written(x):
    y = x * x
    v = y[1:4]
    s = np.sum(v)
    y[2] = y[0] * y[4]
    return np.sum(v * v) * s


def both_written(x):
    y = x * x
    v = y[::2]
    v[1] = y[0] * y[1]
    y[2] = v[1] * y[3]
    v += y[1::2]
    return np.sum(y * x)


def strided_view(x):
    y = x * 1.0
    v = y[1::2]
    v[:] = v[::-1] * y[::2]
    return np.sum(y * x)


def backwards_view(x):
    y = x * 1.0
    v = y[::-1]
    v[0] = v[1] * v[2]
    v[1:] *= v[:-1]
    return np.sum(y * x)


def view_of_view(x):
    y = x * x
    v = y[1:]
    w = v[::2]
    w[1] = v[0] * y[0]
    v[1] = w[1] * w[0]
    return np.sum(y * x)


def view_of_view_of_view(A):
    B = A * A
    a = B[1:]
    b = a.T
    c = b[::2]
    c[0] = c[1] * 2.0
    b[1] *= a[0, 0]
    return np.sum(B * A)


def moved_in_the_order_of_reading(x):
    y = x * 2.0
    y[:3] = y[::2]
    y[3::2] = y[2:4]
    y[1:] = y[:-1]
    y[::-1] = y
    return np.sum(y * y * x)


def flipped_where_it_is(x):
    y = x * 2.0
    np.copyto(y, np.flip(y))
    y[...] = y[::-1]
    y[1:] = np.flip(np.asarray(y)[1:])
    return np.sum(y * y * x)


def rows_moved(A):
    B = A * 2.0
    B[0] = B[1]
    B.T[1] = B[:, 2]
    for i in range(1, 3):
        row = B[i]
        row[1:] = B[i - 1, :-1]
    B[:2, 1:3] = B.T[1:3, :2]
    return np.sum(B * B * A)


def overlapping_views(x):
    y = x * x
    a, b = y[:-1], y[1:]
    a += b
    b *= a
    a[0] = b[1] * b[2]
    return np.sum(y * x)


def row_view(A):
    B = A * A
    r = B[1]
    r[0] = r[1] * r[2]
    r *= B[0]
    return np.sum(B * A)


def column_view(A):
    B = A * A
    c = B[:, 1]
    c[:] = c * B[:, 0]
    B[0, 1] = c[1] * c[2]
    return np.sum(B * A)


def block_view(A):
    B = A * A
    b = B[1:, 1:]
    b[0, :] = b[1, :] * B[0, 1:]
    b += B[:-1, :-1]
    return np.sum(B * A)


def transpose_written(A):
    B = A * A
    T = B.T
    T[0, 1] = T[1, 0] * T[2, 2]
    B[0] = T[:, 1] * 2.0
    return np.sum(B * A)


def transpose_base_written(A):
    B = A * A
    T = B.T
    B[0, 1] = B[1, 0] * T[2, 1]
    return np.sum(T * A.T)


def transpose_function(A):
    B = A * A
    T = np.transpose(B)
    T[1:] *= T[:-1]
    S = B.transpose()
    S += T
    return np.sum(B * A)


def zeros_in_fortran_order_reshaped(x):
    """What is reshaped is a copy."""
    y = np.zeros((2, 3), order="F")
    r = y.reshape(-1)
    r[0] = x[0]
    y[0, 1] = x[1]
    r[1] = x[2] * x[0]
    z = np.zeros((2, 2), float, "F")
    np.ravel(z)[1] = x[0]
    z[0, 1] = x[2]
    return np.sum(y**2) + np.sum(r * x[0]) + np.sum(z**2)


def axes_swapped(A):
    B = A * A
    T = np.swapaxes(B, 0, 2)
    T[0] = T[1] * 3.0
    M = np.moveaxis(B, 0, -1)
    M[0, 0] *= M[1, 1]
    return np.sum(B * A)


def transpose_of_parameter(A):
    T = A.T
    T[0] = T[1] * T[2]
    return np.sum(A * A)


def reshape_written(x):
    y = x * x
    M = y.reshape(2, 3)
    M[0, 1] = M[1, 2] * M[0, 0]
    M[1] *= M[0]
    return np.sum(y * x)


def reshape_base_written(x):
    y = x * x
    M = y.reshape(2, 3)
    y[1] = y[5] * y[0]
    return np.sum(M[0] * M[1])


def reshape_function_minus_one(x):
    y = x * x
    M = np.reshape(y, (3, -1))
    M[:, 0] = M[:, 1] * 2.0
    y[0] *= M[1, 1]
    return np.sum(y * x)


def reshape_of_parameter(x):
    M = x.reshape(2, 3)
    M[0] = M[1] * M[0]
    return np.sum(x * x)


def reshape_of_transpose(A):
    B = A * A
    r = B.T.reshape(-1)
    r[0] = r[1] * r[2]
    return np.sum(B * A) + np.sum(r * r)


def reshape_of_slice(A):
    B = A * A
    r = B[:, :2].reshape(-1)
    r[:] = r[::-1] * r
    return np.sum(B * A) + np.sum(r)


def reshape_of_unknown_layout(A):
    r = A.reshape(-1)
    r[0] = r[1] * r[2]
    r *= 2.0
    return np.sum(A * A) + np.sum(r)


def ravel_written(A):
    B = A * A
    r = B.ravel()
    r[1] = r[0] * r[3]
    r[::2] *= 3.0
    return np.sum(B * A)


def ravel_function(A):
    B = A * A
    r = np.ravel(B)
    B[0, 0] = r[1] * r[2]
    return np.sum(r * r)


def ravel_of_transpose(A):
    r = A.T.ravel()
    r[1] = r[0] * r[3]
    return np.sum(A * A) + np.sum(r * r)


def ravel_of_unknown_layout(A):
    r = np.ravel(A)
    r[1:] += r[:-1]
    return np.sum(A * A) + np.sum(r * r)


def ravel_of_strided_parameter(x):
    r = x.ravel()
    r *= r
    return np.sum(x) + np.sum(r)


def flatten_is_a_copy(A):
    B = A * A
    r = B.flatten()
    r[0] = r[1] * r[2]
    return np.sum(B * A) + np.sum(r * r)


def copy_is_a_copy(x):
    y = x * x
    z = y.copy()
    z[0] = y[1] * y[2]
    y[1] = z[0]
    return np.sum(y * x) + np.sum(z * z)


def np_copy_and_array(x):
    y = np.copy(x)
    z = np.array(x)
    y[0] = z[1]
    z[1] = y[2] * y[0]
    return np.sum(x * y * z)


def asarray_is_the_same(x):
    y = np.asarray(x)
    y[0] = y[1] * y[2]
    return np.sum(x * x)


def asarray_converts(x):
    y = np.asarray(x, dtype=float)
    z = np.asarray([y[0], 2.0])
    z[0] *= z[1]
    return np.sum(y * y) * z[0]


def ascontiguous(A):
    C = np.ascontiguousarray(A)
    C[0] = C[1] * C[2]
    return np.sum(A * A) + np.sum(C)


def fancy_is_a_copy(x):
    y = x * x
    z = y[[0, 1, 2]]
    z[0] = z[1] * z[2]
    return np.sum(y * x) + np.sum(z * z)


def mask_is_a_copy(x):
    y = x * x
    z = y[x > 0.0]
    z *= 3.0
    y[0] = z[0]
    return np.sum(y * x) + np.sum(z * z)


def element_is_a_value(x):
    y = x * x
    e = y[1]
    y[1] = 3.0
    e += y[0]
    return e * np.sum(y)


def zero_d_view(x):
    y = x * x
    e = y[1, ...]
    e[...] = y[0] * y[2]
    e *= 2.0
    return np.sum(y * x)


def new_axis_view(x):
    y = x * x
    c = y[:, None]
    c[0] = c[1] * c[2]
    c *= 2.0
    return np.sum(y * x)


def expand_squeeze_views(x):
    y = x * x
    c = np.expand_dims(y, 0)
    c[0, 1] = c[0, 2] * 3.0
    s = c.squeeze()
    s[0] *= s[1]
    return np.sum(y * x)


def flip_views(A):
    B = A * A
    f = np.flip(B, 0)
    f[0] *= f[1]
    g = np.flip(B)
    g[0, 0] = g[1, 1]
    return np.sum(B * A)


def split_views(x):
    y = x * x
    a, b, c = np.split(y, 3)
    a[:] = b * c
    b[0] = a[1]
    y[5] *= c[0]
    return np.sum(y * x)


def real_view(x):
    y = x * x
    r = y.real
    r[0] = r[1] * r[2]
    return np.sum(y * x)


def diagonal_read(A):
    B = A * A
    d = np.diagonal(B)
    B[0, 0] = d[1] * d[2]
    return np.sum(d * d)


def diag_of_matrix_read(A):
    B = A * A
    d = np.diag(B)
    B[1, 1] = 3.0 * B[0, 2]
    return np.sum(d * d) * B[0, 0]


def broadcast_to_read(x):
    y = x * x
    B = np.broadcast_to(y, (3, len(x)))
    y[0] = y[1] * y[2]
    return np.sum(B * np.arange(3.0)[:, None])


def diagonal_through_reshape(A):
    B = A.copy()
    r = B.reshape(-1)
    d = r[:: B.shape[1] + 1]
    d += d * d
    return np.sum(B * B)


def iteration_gives_views(A):
    B = A * A
    for row in B:
        row[0] = row[1] * row[2]
    return np.sum(B * A)


def enumerate_gives_views(A):
    B = A * A
    for i, row in enumerate(B):
        row *= i + 1
        row[i] = row[0] * row[1]
    return np.sum(B * A)


def columns_through_transpose(A):
    B = A * A
    for column in B.T:
        column[0] *= column[1]
    return np.sum(B * A)


def view_made_in_loop(x, n):
    y = x * x
    for i in range(n):
        v = y[i : i + 3]
        v[1] = v[0] * v[2]
    return np.sum(y * x)


def view_made_before_loop(x, n):
    y = x * x
    left, middle, right = y[:-2], y[1:-1], y[2:]
    for _ in range(n):
        middle += 0.1 * left * right
        y[0] = y[-1] * 0.5
    return np.sum(y * x)


def view_rebound_in_loop(x):
    y = x * x
    v = y
    while len(v) > 1:
        v[0] = v[0] * v[1]
        v = v[1:]
    return np.sum(y * x)


def view_in_branch(x, flag):
    y = x * x
    if flag:
        v = y[1:4]
    else:
        v = y[::2]
    v[0] = v[1] * v[2]
    return np.sum(y * x)


def view_of_branch_in_loop(x):
    y = x * x
    for i in range(3):
        if x[i] > 0.0:
            v = y[i:]
        else:
            v = y[: i + 2]
        v *= 1.5
        v[0] = v[1] * v[-1]
    return np.sum(y * x)


def view_outlives_base_name(x):
    y = x * x
    v = y[1:]
    y = x * 2.0
    v[0] = v[1] * y[0]
    return np.sum(v * v) + np.sum(y)


def view_in_tuple(x):
    y = x * x
    pair = (y[:3], y[3:])
    pair[0][1] = pair[1][0] * pair[1][1]
    return np.sum(y * x)


def views_in_list(x):
    y = x * x
    parts = [y[:2], y[2:4], y[4:]]
    for i in range(1, 3):
        parts[i][:] = parts[i - 1] * parts[i]
    return np.sum(y * x)


def rows_in_list(A):
    B = A * A
    rows = [B[0], B[2]]
    rows[0][0] = rows[1][1] * rows[0][2]
    B[2] = 1.5
    return np.sum(rows[0] * rows[1]) + np.sum(B * A)


def buffers_swapped(x, n):
    a, b = x.copy(), np.zeros_like(x)
    for _ in range(n):
        b[1:] = np.sin(a[:-1])
        b[0] = a[-1] * a[0]
        a, b = b, a
    return np.sum(a * x) + np.sum(b)


def buffers_swapped_by_temporary(x, n):
    a, b = x.copy(), np.zeros_like(x)
    for _ in range(n):
        b[:] = a * a[::-1] + 0.1 * b
        t = a
        a = b
        b = t
    return np.sum(a * b)


def three_buffers(x, n):
    old, now, new = x * 0.5, x.copy(), np.zeros_like(x)
    for _ in range(n):
        new[1:-1] = 2.0 * now[1:-1] - old[1:-1] + 0.1 * now[2:] * now[:-2]
        old, now, new = now, new, old
    return np.sum(now * x) + np.sum(old * old)


def previous_and_current(x, n):
    prev, cur = x * 0.5, x * 1.0
    for _ in range(n):
        new = np.empty_like(cur)
        new[:] = cur * prev + 0.2
        prev, cur = cur, new
    return np.sum(prev * cur)


def buffer_swapped_on_test(x, n):
    a, b = x.copy(), x * x
    for _ in range(n):
        if a[0] > b[0]:
            a, b = b, a
        a[0] = a[0] + 0.5 * b[1]
        b[1:] *= 0.9
    return np.sum(a * x) + np.sum(b * b)


def whole_alias_store(x):
    y = x * x
    z = y
    y[:] = z[::-1] * 2.0
    z[:] = y * y
    return np.sum(z * x)


def sum_of_written_view(x):
    y = np.zeros(6)
    y[2:].reshape(2, 2)[0] = x[:2] ** 2
    y[2:].reshape(2, 2).T[1] += x[2:4]
    return np.sum(y * y)


def chained_views_in_one_target(A):
    B = A * A
    B.T[0][1:] = B[0, :2] * 3.0
    B[1:][0] *= B[0]
    B.reshape(-1)[::5] = A.ravel()[1::5] * 2.0
    return np.sum(B * A)


V, S = positive(6), signed(6)
A, SQUARE = signed(3, 4), signed(3, 3)


def split_of_a_read_only_view(x):
    y = x * 0.5
    y -= x * x
    parts = np.array_split(np.broadcast_to(y, (2, *y.shape)), 2)
    first = parts[0]
    y[0] = 1.0
    return np.sum(first**2)


REFUSED = {"split_of_a_read_only_view"}


def broadcast_among_two_precisions(x, M, w):
    x[1] **= -1
    M[-2] += np.broadcast_to(x, (3,)) + w
    return M


SINGLE = np.array([0.4, -0.7, 0.9], np.float32)


def of_no_order(x, A, s):
    q = np.polyder(x, 0)
    q[0] *= s
    P = np.linalg.matrix_power(A, 1)
    P[1] = q * s
    Q = np.linalg.matrix_power(A, 2)
    Q[0] *= s
    return np.sum(x**2) + np.sum(A * Q) + np.polyint(x, 0) @ A[0] + np.sum(np.polyint(x, 2))


PROGRAMS = [
    Program(of_no_order, (signed(3), signed(3, 3), 0.7), wrt=(0, 1, 2)),
    Program(
        broadcast_among_two_precisions,
        (SINGLE, np.ones((2, 3), np.float32), np.array([0.1, 0.2, 0.3])),
        wrt=(0, 1, 2),
        error_scale=1e5,
    ),
    *(
        Program(function, (V,))
        for function in (
            second_name,
            second_name_read_before,
            name_of_parameter,
            alias_rebound,
            slice_written,
            base_written,
            both_written,
            strided_view,
            backwards_view,
            view_of_view,
            overlapping_views,
            reshape_written,
            reshape_base_written,
            reshape_function_minus_one,
            reshape_of_parameter,
            copy_is_a_copy,
            np_copy_and_array,
            asarray_is_the_same,
            asarray_converts,
            fancy_is_a_copy,
            element_is_a_value,
            zero_d_view,
            new_axis_view,
            expand_squeeze_views,
            split_views,
            real_view,
            broadcast_to_read,
            view_rebound_in_loop,
            view_outlives_base_name,
            view_in_tuple,
            views_in_list,
            whole_alias_store,
            sum_of_written_view,
        )
    ),
    *(
        Program(function, (A,))
        for function in (
            view_of_view_of_view,
            row_view,
            column_view,
            block_view,
            reshape_of_transpose,
            reshape_of_slice,
            reshape_of_unknown_layout,
            ravel_written,
            ravel_function,
            ravel_of_transpose,
            ravel_of_unknown_layout,
            flatten_is_a_copy,
            ascontiguous,
            flip_views,
            iteration_gives_views,
            enumerate_gives_views,
            columns_through_transpose,
            rows_in_list,
        )
    ),
    *(
        Program(function, (SQUARE,))
        for function in (
            transpose_written,
            transpose_base_written,
            transpose_function,
            transpose_of_parameter,
            diagonal_read,
            diag_of_matrix_read,
            diagonal_through_reshape,
        )
    ),
    Program(zeros_in_fortran_order_reshaped, (V,)),
    Program(moved_in_the_order_of_reading, (V,)),
    Program(moved_in_the_order_of_reading, lambda: (positive(6)[::-1],), name="moved_backwards"),
    Program(flipped_where_it_is, (V,)),
    Program(rows_moved, (signed(3, 4),)),
    Program(axes_swapped, (signed(2, 2, 2),)),
    Program(chained_views_in_one_target, (signed(3, 4),)),
    Program(reshape_of_unknown_layout, lambda: (signed(4, 3).T,), name="reshape_of_fortran"),
    Program(reshape_of_unknown_layout, lambda: (signed(3, 8)[:, ::2],), name="reshape_of_strided"),
    Program(ravel_of_unknown_layout, lambda: (signed(4, 3).T,), name="ravel_of_fortran"),
    Program(ravel_of_transpose, lambda: (signed(4, 3).T,), name="ravel_of_transposed_fortran"),
    Program(ravel_of_strided_parameter, (V,)),
    Program(ravel_of_strided_parameter, lambda: (positive(12)[::2],), name="ravel_of_strided"),
    Program(ravel_of_strided_parameter, lambda: (positive(6)[::-1],), name="ravel_of_reversed"),
    Program(ascontiguous, lambda: (signed(4, 3).T,), name="ascontiguous_of_fortran"),
    Program(mask_is_a_copy, (S,)),
    Program(view_made_in_loop, (V, 4)),
    Program(view_made_before_loop, (V, 3)),
    *(Program(view_in_branch, (V, flag)) for flag in (True, False)),
    Program(view_of_branch_in_loop, (S,)),
    *(Program(buffers_swapped, (S, n)) for n in (0, 1, 3, 4)),
    *(Program(buffers_swapped_by_temporary, (V, n)) for n in (2, 3)),
    Program(three_buffers, (V, 4)),
    Program(previous_and_current, (V, 3)),
    Program(buffer_swapped_on_test, (V + 0.4, 4)),
    Program(split_of_a_read_only_view, (V,)),
]
