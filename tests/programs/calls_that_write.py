"""Calls that write into an array: `out=`, `copyto`, `fill`, `sort`, `put` and their like."""

import numpy as np

from tests.programs.case import Program, positive, signed


def out_of_ufunc(x):
    y = np.empty_like(x)
    z = np.exp(x, out=y)
    z[0] = 3.0 * y[1]
    return np.sum(y * z)


def out_by_position(a, b):
    c = a * b
    np.add(c, b, c)
    np.multiply(c, a, b)
    return np.sum(b * c)


def outs_of_two_results(x, c):
    """What the products read is overwritten by a call whose results get names."""
    digits, rest = np.ones(3), np.ones(3)
    y = x * digits + x * c
    rest, digits = np.modf(c, rest, digits)
    np.divmod(c, 2.0, out=(c, np.zeros(3)))
    return np.sum(y * x * digits * rest * c)


def outs_that_nothing_active_goes_into(x, c):
    """What is read of them before a call is not read behind it."""
    digits, rest, chosen = np.ones(3), np.zeros(3), x > c
    before = np.sum(np.where(chosen, x * x, x) * digits)
    parts = np.modf(c, digits, rest)
    np.less(rest, 3.0, chosen)
    return before + np.sum(np.where(chosen, x, 2.0) * digits * rest * parts[0])


def number_beside_its_array(x):
    """`np.dot` gives a number, which later stores into the array leave alone; others give it."""
    o = np.zeros(())
    z = np.dot(x, x, out=o)
    o[...] = x[0]
    same = np.clip(o, 0.0, 9.0, out=o)
    o *= x[1]
    return z * o * same


def out_in_a_tuple(x):
    y = np.zeros(3)
    np.sin(x, out=(y,))
    return np.sum(y * y)


def out_is_none(x):
    return np.sum(np.add(x, x * x, out=None) ** 2)


def out_is_an_operand(x):
    y = x * 2.0
    np.power(y, 2.0, out=y)
    np.divide(x, y, out=y)
    return np.sum(y * x)


def out_overlaps_an_operand(x):
    y = x * x
    np.multiply(y[:-1], y[1:], out=y[1:])
    np.subtract(y[1:], x[:-1], out=y[:-1])
    return np.sum(y * y)


def out_is_reversed(x):
    y = x * x
    np.multiply(y, y[::-1], out=y)
    return np.sum(y * x)


def out_is_a_view(A):
    B = np.zeros((4, 3))
    np.tanh(A, out=B.T)
    np.multiply(B[1:], B[:-1], out=B[:-1])
    return np.sum(B * B)


def out_is_broadcast_to(x):
    B = np.empty((2, 3))
    np.multiply(x, 2.0, out=B)
    B[0] *= x
    return np.sum(B**2)


def out_of_narrower_dtype(x):
    y = np.zeros(3, np.float32)
    np.multiply(x, 1.5, out=y)
    return np.sum(x * y)


def out_of_wider_dtype(x):
    y = np.zeros(3)
    np.add(x, x, out=y)
    return np.sum(y * y)


def out_in_a_loop(x, n):
    y = x.copy()
    t = x * 2.0
    for k in range(n):
        np.multiply(y, x, out=t)
        np.sin(t, out=t)
        np.add(t, y, out=y)
        y *= 0.5 + 0.1 * k
    return np.sum(y * t)


def out_is_an_argument(x, buffer):
    np.multiply(x, x, out=buffer)
    np.sqrt(buffer, out=buffer)
    return np.sum(buffer * x)


def out_where(x):
    y = x * 3.0
    np.multiply(x, x, out=y, where=x > 0.8)
    return np.sum(y * y)


def divided_where(a, b):
    safe = np.zeros_like(a)
    np.divide(a, b, out=safe, where=b != 0.0)
    return np.sum(safe**2)


def quotient_or_zero(a, b):
    ratio = np.divide(a, b, out=np.zeros_like(a), where=b > 0.0)
    return np.sum(ratio * a)


def sum_out(A):
    total = np.empty(4)
    np.sum(A * A, axis=0, out=total)
    return np.sum(total**2)


def method_out(A):
    total = np.zeros(3)
    A.sum(axis=1, out=total)
    total *= A[:, 0]
    return np.sum(total)


def cumulative_out(x):
    y = np.empty_like(x)
    np.cumsum(x * x, out=y)
    return np.sum(y * x)


def clipped_in_place(x):
    y = x * x
    np.clip(y, 0.5, 1.0, out=y)
    y.clip(0.6, 2.0, out=y)
    return np.sum(y * x)


def dot_out(A, x):
    y = np.zeros(3)
    np.dot(A, x, out=y)
    np.dot(A, y @ A, y)
    return np.sum(y * y)


def matmul_out(A, B):
    C = np.zeros((3, 3))
    np.matmul(A, B, out=C)
    C[0] = 1.0
    return np.sum(C * C)


def concatenated_out(x):
    y = np.empty(6)
    np.concatenate([x, x * x], out=y)
    return np.sum(y[1:] * y[:-1])


def out_in_helper(x):
    y = np.zeros_like(x)
    _accumulate(x, y)
    _accumulate(y, y)
    return np.sum(y)


def _accumulate(a, into):
    np.multiply(a, a + 1.0, out=into)
    return into


def out_that_another_name_holds(x):
    y = np.zeros_like(x)
    v = y[1:]
    np.exp(x, out=y)
    np.multiply(v, 2.0, out=v)
    return np.sum(y * y) + v[0]


def copied(x):
    y = np.zeros_like(x)
    np.copyto(y, x)
    y[0] = y[1] * y[2]
    np.copyto(y[1:], 2.0 * y[0])
    return np.sum(y * x)


def copied_where(x):
    y = x * x
    np.copyto(y, x * 3.0, where=x > 0.8)
    return np.sum(y * y)


def copied_row(A, x):
    np.copyto(A, x)
    A[0] *= x
    return np.sum(A * A)


def copied_number(x, c):
    y = x * x
    np.copyto(y[::2], c)
    return np.sum(y * y)


def filled(x, c):
    y = x * x
    s = np.sum(y)
    y.fill(c * c)
    y[1] = x[0]
    return s * np.sum(y)


def filled_view(A):
    B = A * A
    B[1].fill(2.0)
    B.T[0].fill(A[0, 0])
    return np.sum(B * B)


def filled_in_a_loop(x, n):
    y = np.zeros_like(x)
    s = 0.0
    for k in range(n):
        y.fill(x[k])
        s += np.sum(y * x)
    return s


def sorted_in_place(x):
    x.sort()
    return np.sum(x * np.arange(1.0, len(x) + 1.0))


def rows_sorted_in_place(A):
    B = A * A
    B.sort(axis=0)
    B.sort()
    return np.sum(B * np.arange(12.0).reshape(3, 4))


def sorted_part(x):
    y = x**3
    y[1:].sort()
    return np.sum(y * np.array([1.0, -2.0, 3.0, 0.5]))


def put_numbers(x, c):
    y = x * x
    np.put(y, [0, 2], c)
    y.put(1, x[0])
    return np.sum(y * y)


def put_in_order(x):
    y = x * x
    order = np.argsort(x)
    np.put(y, order, x * 3.0)
    return np.sum(y * y * np.arange(4.0))


def placed(x, c):
    y = x * x
    np.place(y, y > 0.6, c)
    np.putmask(y, y < 0.4, 0.0)
    return np.sum(y * x)


def masked_by_an_array(x):
    y = x * x
    z = x * 3.0
    np.putmask(y, y > 0.6, z)
    return np.sum(y * y)


def filled_diagonal(A, c):
    B = A * A
    np.fill_diagonal(B, c)
    np.fill_diagonal(B[:, 1:], B[0, 1])
    return np.sum(B * A)


def nan_replaced_in_place(x):
    y = x * x
    z = np.nan_to_num(y, copy=False)
    z[0] *= 5.0
    return np.sum(y * z)


def cast_or_not(x):
    y = x * x
    z = y.astype(np.float64, copy=False)
    z[0] = 2.0 * x[1]
    w = y.astype(np.float32, copy=False)
    w[1] = 4.0
    v = y.astype(np.float64, copy=True)
    v[2] = 1.0
    return np.sum(y * z) + np.sum(w) + np.sum(v * x)


def in_branches(x, flag):
    y = x * x
    if flag:
        np.multiply(y, 2.0, out=y)
    else:
        y.fill(1.0)
    y.sort()
    return np.sum(y * x)


def copied_onto_itself(y):
    np.copyto(y, y, where=y > 1.0)
    np.copyto(y, y)
    return np.sum(y * y)


PROGRAMS = [
    Program(copied_onto_itself, (positive(4),)),
    Program(out_of_ufunc, (positive(3),)),
    Program(out_by_position, (positive(3), signed(3)), wrt=(0, 1)),
    Program(out_in_a_tuple, (positive(3),)),
    Program(out_is_none, (positive(3),)),
    Program(out_is_an_operand, (positive(3),)),
    Program(out_overlaps_an_operand, (positive(5),)),
    Program(outs_of_two_results, (positive(3), 3.0 + positive(3))),
    Program(outs_that_nothing_active_goes_into, (positive(3), np.array([0.1, 9.5, 3.25]))),
    Program(number_beside_its_array, (positive(3),)),
    Program(out_is_reversed, (positive(5),)),
    Program(out_is_a_view, (signed(3, 4),)),
    Program(out_is_broadcast_to, (positive(3),)),
    Program(out_of_narrower_dtype, (positive(3).astype(np.float32),), error_scale=1e5),
    Program(out_of_wider_dtype, (positive(3).astype(np.float32),), error_scale=1e5),
    Program(out_in_a_loop, (positive(3), 3)),
    Program(out_in_a_loop, (positive(3), 0)),
    Program(out_is_an_argument, (positive(3), positive(3, start=3))),
    Program(out_where, (positive(5),)),
    Program(divided_where, (positive(4), np.array([0.5, 0.0, 2.0, 0.0])), wrt=0),
    Program(quotient_or_zero, (positive(4), signed(4)), wrt=(0, 1)),
    Program(sum_out, (positive(3, 4),)),
    Program(method_out, (positive(3, 4),)),
    Program(cumulative_out, (signed(5),)),
    Program(clipped_in_place, (positive(5),)),
    Program(dot_out, (signed(3, 4), positive(4)), wrt=(0, 1)),
    Program(matmul_out, (signed(3, 4), positive(4, 3)), wrt=(0, 1)),
    Program(concatenated_out, (positive(3),)),
    Program(out_in_helper, (positive(3),)),
    Program(out_that_another_name_holds, (signed(3),)),
    Program(copied, (positive(4),)),
    Program(copied_where, (positive(5),)),
    Program(copied_row, (positive(2, 3), signed(3)), wrt=(0, 1)),
    Program(copied_number, (positive(5), 0.7), wrt=(0, 1)),
    Program(filled, (positive(3), 1.3), wrt=(0, 1)),
    Program(filled_view, (positive(3, 4),)),
    Program(filled_in_a_loop, (positive(4), 3)),
    Program(sorted_in_place, (signed(5),)),
    Program(rows_sorted_in_place, (positive(3, 4),)),
    Program(sorted_part, (signed(4),)),
    Program(put_numbers, (positive(4), 0.7), wrt=(0, 1)),
    Program(put_in_order, (positive(4),)),
    Program(placed, (positive(5), 0.7), wrt=(0, 1)),
    Program(masked_by_an_array, (positive(5),)),
    Program(filled_diagonal, (positive(3, 4), 0.7), wrt=(0, 1)),
    Program(nan_replaced_in_place, (positive(3),)),
    Program(cast_or_not, (positive(3),), error_scale=1e3),
    Program(in_branches, (positive(3), True)),
    Program(in_branches, (positive(3), False)),
]
