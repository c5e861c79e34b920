"""Views of views, arrays in containers and attributes, names that may be several arrays."""

from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program, positive, signed


@dataclass
class State:
    u: np.ndarray
    v: np.ndarray


def views_of_views(x):
    y = x * x
    v = y[1:]
    w = v[::2]
    w[0] = 3.0 * y[0]
    v[1] = w[0] * y[3]
    w += v[:2]
    return np.sum(y * y)


def view_of_transpose(A):
    B = A * A
    v = B.T[1:][:, 1]
    v *= A[1, 1:]
    B[1] += v[0]
    return np.sum(B * B)


def attribute_view_written(state, x):
    v = state.u[1:]
    v[0] = x[0] * x[1]
    state.v[:-1] = v
    return np.sum(state.u * state.v)


def one_or_the_other(x, flag):
    y = x * 2.0
    a = x.copy() if flag else y.copy()
    a[0] = 3.0 * a[1]
    return np.sum(a * x) + np.sum(y)


def one_or_the_other_itself(x, flag):
    y = x * 2.0
    a = x if flag else y
    a[0] = 3.0 * a[1]
    return np.sum(a * x)


def alternating(x, n):
    a = np.zeros(3)
    b = np.zeros(3)
    for k in range(n):
        t = a if k % 2 else b
        t += x * (k + 1)
        t *= x[0]
    return np.sum(a * b)


def mirror(a, n):
    return a[n:]


def helper_gives_a_view(x):
    v = mirror(x, 1)
    v[0] = 3.0 * x[0]
    w = mirror(v, 1)
    w *= x[0]
    return np.sum(x * x)


def bump(a, b):
    a[0] += b[1] * 2.0
    b[1:] *= a[0]


def helper_gets_one_array_twice(x):
    y = x * x
    bump(y, y)
    bump(y[1:], y[:-1])
    return np.sum(y * y)


def halves(x):
    parts = [x[:2], x[2:]]
    x[0] = 3.0 * x[1]
    parts[1][0] = x[0] * 2.0
    return np.sum(parts[0]) * np.sum(parts[1])


def in_a_list_and_written(x):
    y = x * 2.0
    ys = [y, x]
    y[0] = 5.0 * x[1]
    return np.sum(ys[0] ** 2 * ys[1])


def default_that_is_written(x, buffer=np.zeros(3)):  # noqa: B008
    buffer[0] = x[0]
    buffer[1] = buffer[0] * x[1]
    return np.sum(buffer * buffer)


def default_of_helper(x):
    return kept(x[:3]) + np.sum(x)


def kept(x, buffer=np.zeros(3)):  # noqa: B008
    buffer[:] = x * x
    return np.sum(buffer * x)


def zero_dimensional_written(x):
    total = np.zeros(())
    total += np.sum(x * x)
    total[...] = total * x[0]
    other = total
    other *= 2.0
    return total * x[1]


def swapped_in_place(x):
    y = x * x
    y[0], y[2] = y[2], y[0] * 2.0
    y[[1, 3]] = y[[3, 1]]
    return np.sum(y * np.arange(1.0, 5.0))


def reshaped_twice(x):
    y = x * x
    r = y.reshape(2, 2)
    f = r.reshape(-1)
    f[3] = r[0, 1] * 2.0
    r[1] += f[:2]
    return np.sum(y * y)


def row_by_row(A):
    for row in A:
        row[1:] *= row[0]
        row[0] = 1.0
    return np.sum(A * A)


def view_of_a_start_that_moves(u, k):
    n = 1
    part = u[n:]
    for _ in range(2):
        n = 2
        part[n] *= k
        u[n:] *= part[1:] * k
    return np.sum(u * u) * n + np.sum(part)


def views_of_starts_that_move(u, k):
    n = 1
    a = u[n:]
    b = a[n:]
    for _ in range(2):
        n = 1 - n
        a[n] *= k * b[n]
        b[0] *= a[1]
    return np.sum(u * u) + np.sum(b)


def view_before_its_counter_moves(u, k):
    n = 0
    while n < 3:
        v = u[n:]
        n += 1
        v[0] *= k
        v[1] += v[0] * u[n]
    return np.sum(u * u) * n


def reshaped_by_a_number_that_moves(u, k):
    n = 2
    a = u.reshape(n, 3)
    for i in range(2):
        n = i
        a[n] *= k
        u[n] *= a[1, 2]
    return np.sum(u * u) + np.sum(a)


def view_returned_after_its_start_moved(u, k):
    n = 1
    part = u[n:]
    for _ in range(2):
        n = n + 1
        u[n] *= k
    return part


PROGRAMS = [
    Program(view_returned_after_its_start_moved, (signed(6), 0.7), wrt=(0, 1)),
    Program(view_of_a_start_that_moves, (signed(6), 0.7), wrt=(0, 1)),
    Program(views_of_starts_that_move, (signed(6), 0.7), wrt=(0, 1)),
    Program(view_before_its_counter_moves, (signed(6), 0.7), wrt=(0, 1)),
    Program(reshaped_by_a_number_that_moves, (signed(6), 0.7), wrt=(0, 1)),
    Program(views_of_views, (positive(5),)),
    Program(view_of_transpose, (positive(3, 4),)),
    Program(attribute_view_written, (State(positive(4), positive(4)), signed(3)), wrt=(0, 1)),
    Program(one_or_the_other, (positive(3), True)),
    Program(one_or_the_other, (positive(3), False)),
    Program(one_or_the_other_itself, (positive(3), True)),
    Program(one_or_the_other_itself, (positive(3), False)),
    Program(alternating, (positive(3), 4)),
    Program(helper_gives_a_view, (positive(4),)),
    Program(helper_gets_one_array_twice, (positive(4),)),
    Program(halves, (positive(4),)),
    Program(in_a_list_and_written, (positive(3),)),
    Program(default_that_is_written, (positive(3),)),
    Program(default_of_helper, (positive(4),)),
    Program(zero_dimensional_written, (positive(3),)),
    Program(swapped_in_place, (positive(4),)),
    Program(reshaped_twice, (positive(4),)),
    Program(row_by_row, (positive(3, 4),)),
]
