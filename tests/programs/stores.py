"""Stores into arrays: elements, slices, masks, integer arrays, whole; plain and augmented."""

import numpy as np

from tests.programs.case import Program, positive, signed


def element(x):
    y = np.zeros(4)
    y[1] = x * x
    y[-1] = np.sin(x)
    return np.sum(y * y)


def element_twice(x):
    y = np.zeros(3)
    y[0] = x * x
    y[0] = x**3
    return y[0] * 2.0 + y[1]


def element_from_element(x):
    y = x.copy()
    y[0] = y[1] * y[2]
    y[1] = y[0] * y[0]
    return np.sum(y)


def element_self(x):
    y = x.copy()
    y[0] = y[0] * y[0]
    y[2] = np.sin(y[2]) * y[0]
    return np.sum(y)


def element_same_index(x, i, j, c):
    y = x * 1.0
    y[i] = c * y[j]
    return np.sum(y**2)


def matrix_element(A):
    B = A * A
    B[0, 1] = A[1, 0] * A[0, 0]
    B[-1, -1] = 7.0
    return np.sum(B * A)


def negative_index(x):
    y = x.copy()
    y[-2] = y[-1] * y[-3]
    return np.sum(y * x)


def chained_index(A):
    B = A.copy()
    B[0][1] = B[1][0] * 2.0
    B[1][:] = B[0] * B[1]
    return np.sum(B * B)


def slice_store(x):
    y = np.zeros(6)
    y[1:4] = x[:3] ** 2
    return np.sum(y * y)


def slice_scalar(x, e):
    y = x * x
    y[1:4] = e
    return np.sum(y * y)


def slice_constant(x):
    y = x * x
    y[1:4] = 2.0
    return np.sum(y * x)


def slice_step(x):
    y = x * x
    y[::2] = x[1::2]
    return np.sum(y * x)


def slice_negative_step(x):
    y = x * x
    y[::-1] = np.sin(x)
    y[4:1:-1] = x[:3] * y[3:6]
    return np.sum(y * x)


def slice_clipped(x):
    y = x * x
    y[3:100] = x[:3]
    y[-100:2] = x[4:]
    return np.sum(y * x)


def slice_empty(x):
    y = x * x
    y[2:2] = 5.0
    y[4:1] = x[:0]
    return np.sum(y * x)


def slice_computed(x, n):
    y = np.ones(len(x))
    for i in range(n):
        y[i : i + 2] = x[i : i + 2] * y[i]
    return np.sum(y * y)


def whole(x):
    y = np.empty(len(x))
    y[:] = x * x
    return np.sum(y * y)


def whole_scalar(x, e):
    y = x * x
    s = np.sum(y)
    y[:] = e
    return s + np.sum(y * y)


def whole_ellipsis(x):
    y = np.empty_like(x)
    y[...] = np.sin(x)
    return np.sum(y * x)


def whole_of_itself(x):
    y = x * 2.0
    y[:] = np.sin(y)
    y[:] = np.exp(y)
    return np.sum(y)


def whole_0d(x):
    y = np.array(1.0)
    y[...] = x * x
    y[()] = y * x
    return y * y


def row(A, x):
    B = A * A
    B[1] = x
    B[0, :] = B[1, :] * B[2, :]
    return np.sum(B * A)


def column(A, x):
    B = A * A
    B[:, 1] = x
    B[:, -1] = B[:, 0] * B[:, 1]
    return np.sum(B * A)


def block(A):
    B = A * A
    B[1:, 1:] = A[:-1, :-1] * 3.0
    B[0:2, ::2] = B[1:3, ::2] * 0.5
    return np.sum(B * B)


def ellipsis(A):
    B = np.zeros((2, 3, 4))
    B[..., 1] = A[..., 0] * A[..., 2]
    B[0, ...] = A[1] ** 2
    return np.sum(B * B)


def newaxis(A, x):
    B = A * A
    B[:, np.newaxis, 1] = x[:, None]
    return np.sum(B * B)


def broadcast_row(A, x):
    B = A * A
    B[:, :] = x
    return np.sum(B * A)


def broadcast_column(A, x):
    B = A * A
    B[:, :2] = x[:, None]
    return np.sum(B * A)


def broadcast_leading_ones(x):
    y = np.zeros(len(x))
    y[:] = (x * x)[np.newaxis, np.newaxis, :]
    return np.sum(y * y)


def broadcast_length_one(x, e):
    y = x * x
    y[1:4] = e * e
    return np.sum(y * y)


def fancy(x, e):
    y = x * x
    y[[0, 3]] = e * e
    return np.sum(y * y)


def fancy_scalar(x, e):
    y = x * x
    y[np.array([0, 3])] = e * e
    return np.sum(y * y)


def fancy_repeated(x, e, idx):
    y = x * x
    y[idx] = e * e
    return np.sum(y * y)


def fancy_repeated_scalar(x, e, idx):
    y = x * x
    y[idx] = e
    return np.sum(y * y)


def fancy_nested_lists(x, e):
    y = x * x
    y[[[0, 1], [1, 0]]] = e
    y[[[2, 2], [1, 0]]] *= e * y[3]
    y[[[0], [1]]] += y[[[3], [2]]]
    y[[[0, 1], [1, 0]]] -= e
    return np.sum(y[[[0, 1], [1, 3]]] * y[:2])


def fancy_negative_alias(x, e, idx):
    y = x * x
    y[idx] = e
    y[idx] += e
    return np.sum(y * y)


def fancy_grid(A, e, i, j):
    B = A * A
    B[i, j] = e
    return np.sum(B * A)


def fancy_rows(A, e, idx):
    B = A * A
    B[idx] = e
    return np.sum(B * A)


def fancy_columns(A, e, idx):
    B = A * A
    B[:, idx] = e
    return np.sum(B * A)


def fancy_and_slice(A, e, idx):
    B = A * A
    B[idx, 1:] = e
    B[0, idx] *= 2.0
    return np.sum(B * A)


def fancy_from_itself(x, p):
    y = x * x
    y[:] = y[p]
    y[p] = y[::-1] * 1.0
    return np.sum(y * x)


def mask(x):
    y = x * x
    y[x > 0.0] = 3.0
    return np.sum(y * x)


def mask_scalar(x, e):
    y = x * x
    y[x > 0.0] = e
    return np.sum(y * y)


def mask_vector(x):
    y = x * x
    m = x > 0.0
    y[m] = np.sin(x[m]) * y[m]
    return np.sum(y * x)


def mask_of_overwritten(x):
    y = x * 2.0
    y[y < 0.0] = y[y < 0.0] * 0.1
    return np.sum(y * x)


def mask_all_and_none(x):
    y = x * x
    y[x > 100.0] = 5.0
    y[x < 100.0] = x * 3.0
    return np.sum(y * x)


def mask_grid(A):
    B = A * A
    B[A < 0.0] *= 0.3
    B[:, np.array([True, False, True, False])] = A[:, 1:3]
    return np.sum(B * A)


def mask_rows(A, e):
    B = A * A
    B[A[:, 0] > 0.0] = e
    B[A[:, 1] < 0.0, 1] = e[0]
    return np.sum(B * A)


def add_element(x, e):
    y = x * x
    y[1] += e
    y[1] += e * y[0]
    return np.sum(y * y)


def subtract_element(x, e):
    y = x * x
    y[1] -= e
    y[-1] -= y[0] * e
    return np.sum(y * y)


def multiply_element(x, e):
    y = x * x
    y[1] *= e
    y[2] *= y[1]
    y[1] *= 3.0
    return np.sum(y * y)


def divide_element(x, e):
    y = x * x
    y[1] /= e
    y[2] /= y[1]
    y[0] /= 2.0
    return np.sum(y * y)


def power_element(x, e):
    y = x * x
    y[1] **= 3
    y[2] **= e
    return np.sum(y * y)


def multiply_element_by_itself(x):
    y = x * 1.0
    y[1] *= y[1]
    y[0] += y[0]
    y[2] -= y[2] * y[2]
    y[3] /= y[3] * y[3]
    return np.sum(y * y)


def modulo_element(x):
    y = x * 5.0
    y[0] %= 0.9
    y[1] //= 1.3
    return np.sum(y * y)


def add_slice(x, e):
    y = x * x
    y[1:4] += e
    y[::2] -= e * y[1::2]
    return np.sum(y * y)


def multiply_slice(x, e):
    y = x * x
    y[1:4] *= e
    y[2:] *= y[:4]
    return np.sum(y * y)


def divide_slice(x, e):
    y = x * x
    y[1:4] /= e
    y[:3] /= y[3:]
    return np.sum(y * y)


def power_slice(x):
    y = x * x
    y[1:4] **= 2
    y[4:] **= y[:2]
    return np.sum(y * y)


def overlap_shift_up(x, c):
    y = x * x
    y[1:] = c * y[:-1]
    return np.sum(y * x)


def overlap_shift_down(x):
    y = x * x
    y[:-1] = np.sin(y[1:])
    return np.sum(y * x)


def overlap_add(x):
    y = x * 1.0
    y[1:] += y[:-1]
    y[:-2] -= 0.5 * y[2:]
    return np.sum(y * y)


def overlap_multiply(x):
    y = x * 1.0
    y[1:] *= y[:-1]
    return np.sum(y * x)


def overlap_divide(x):
    y = x * 1.0
    y[:-1] /= y[1:]
    return np.sum(y * x)


def overlap_reversed(x):
    y = x * 1.0
    y *= y[::-1]
    return np.sum(y * x)


def overlap_reversed_store(x):
    y = x * 1.0
    y[:] = y[::-1] * y
    y[::-1] += y
    return np.sum(y * x)


def overlap_stencil(x, k):
    y = x.copy()
    y[1:-1] = y[1:-1] + k * (y[2:] - 2.0 * y[1:-1] + y[:-2])
    y[1:-1] += k * y[2:] * y[:-2]
    return np.sum(y**2)


def overlap_steps(x, n):
    y = x.copy()
    for _ in range(n):
        y[1:] = y[1:] * y[:-1]
        y[:-1] += np.sin(y[1:])
    return np.sum(y)


def transposed_overlap(A):
    B = A * 1.0
    B += B.T
    B *= B.T
    B[:] = B.T * A
    return np.sum(B * A)


def add_fancy(x, e, idx):
    y = x * x
    y[idx] += e
    return np.sum(y * y)


def multiply_fancy(x, e, idx):
    y = x * x
    y[idx] *= e
    return np.sum(y * y)


def subtract_divide_fancy(x, e, idx):
    y = x * x
    y[idx] -= e
    y[idx] /= e
    return np.sum(y * y)


def add_at(x, e, idx):
    y = x * x
    np.add.at(y, idx, e * e)
    return np.sum(y * y)


def add_numbers_at(x, e):
    y = x * 1.0
    np.add.at(y, [0, 0, 2], [e, e * e, 3.0])
    np.subtract.at(y, [1, 2], (e, x[0]))
    return np.sum(y * y)


def subtract_at(x, e, idx):
    y = x * x
    np.subtract.at(y, idx, e)
    return np.sum(y * y)


def augmented_mask(x, e):
    y = x * x
    y[x > 0.0] += e
    y[x < 0.0] *= y[x < 0.0]
    y[y > 0.8] /= 2.0
    return np.sum(y * y)


def augmented_row(A, x):
    B = A * A
    B[1] += x
    B[0] *= B[1]
    B[:, 0] -= x[:3]
    B[2, 1:] /= x[1:]
    return np.sum(B * A)


def augmented_whole(x, e):
    y = x * 1.0
    y[:] += e
    y[:] *= y
    y[...] -= e * x
    return np.sum(y * y)


def augmented_broadcast(A, x, e):
    B = A * 1.0
    B += x
    B *= e
    B -= x[:3, None]
    B /= e * e
    return np.sum(B * B)


def in_place_names(x, e):
    y = x * 1.0
    y += e
    y -= x
    y *= x
    y /= e + 1.0
    y **= 2
    return np.sum(y)


def in_place_itself(x):
    y = x * 1.0
    y *= y
    y += y
    y -= 0.5 * y
    y **= y
    y /= y * y
    return np.sum(y)


def in_place_modulo(x):
    y = x * 5.0
    y %= 0.9
    z = x * 5.0
    z //= 1.3
    return np.sum(y * z)


def in_place_matmul(A, B):
    C = A * 1.0
    C @= B
    return np.sum(C * C)


def float_into_integers(x):
    n = np.zeros(3, dtype=int)
    n[0] = 7.0 * x
    n[1] = 2
    return np.sum(n * x)


def integer_array_stores(x, idx):
    k = idx.copy()
    k[0] = 2
    k += 1
    k[1:] *= 2
    return np.sum(x[k % len(x)] ** 2)


def mask_array_stores(x):
    m = x > 0.0
    m[0] = True
    m[2:4] = False
    m |= x < -0.9
    return np.sum(x[m] ** 2)


def store_of_int_then_float(x):
    y = np.zeros(3)
    y[:] = 1
    y[1] = x
    y[2] = True
    return np.sum(y * y)


def loop_stores(x, n):
    y = np.zeros(n)
    y[0] = x
    for i in range(1, n):
        y[i] = np.sin(y[i - 1]) * x
    return np.sum(y)


def loop_two_back(x, n):
    y = np.empty(n)
    y[0] = x
    y[1] = x * x
    for i in range(2, n):
        y[i] = y[i - 1] * y[i - 2] + x
    return y[n - 1]


def loop_ring_buffer(x, n):
    y = np.ones(3)
    for i in range(n):
        y[i % 3] = y[(i + 1) % 3] * x + 0.1 * y[i % 3]
    return np.sum(y)


def loop_swap(x):
    y = x * 1.0
    for i in range(len(y) - 1):
        t = y[i]
        y[i] = y[i + 1] * 0.9
        y[i + 1] = t * t
    return np.sum(y * x)


def tuple_swap(x):
    y = x * x
    y[0], y[1] = y[1], y[0]
    y[2], y[3] = y[3] * y[2], y[2]
    return np.sum(y * x)


def bubble_sort(x):
    y = x * 1.0
    n = len(y)
    for i in range(n):
        for j in range(n - 1 - i):
            if y[j] > y[j + 1]:
                y[j], y[j + 1] = y[j + 1], y[j]
    s = 0.0
    for i in range(n):
        s += (i + 1) * y[i] ** 2
    return s


def rows_swapped(A):
    B = A * A
    B[[0, 2]] = B[[2, 0]]
    return np.sum(B * A)


def prefix_sums(x):
    y = x * 1.0
    for i in range(1, len(y)):
        y[i] += y[i - 1]
    return np.sum(y**2)


def prefix_products(x):
    y = x * 1.0
    for i in range(1, len(y)):
        y[i] *= y[i - 1]
    return np.sum(y)


def cumulative_backwards(x):
    y = x * 1.0
    for i in range(len(y) - 2, -1, -1):
        y[i] = y[i] * y[i + 1] + np.sin(y[i])
    return np.sum(y)


def matrix_fill(x):
    n = len(x)
    K = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            K[i, j] = np.exp(-((x[i] - x[j]) ** 2))
    return np.sum(K[0] * K[:, n - 1])


def symmetric_fill(x):
    n = len(x)
    K = np.zeros((n, n))
    for i in range(n):
        K[i, i] = x[i]
        for j in range(i):
            K[i, j] = x[i] * x[j]
            K[j, i] = K[i, j] ** 2
    return np.sum(K * K)


def cleared(x):
    y = x * x
    s = y[1] * y[2]
    y[1] = 0.0
    y[2:] = 0
    return s + np.sum(y)


def fill_and_put(x, e):
    y = x * x
    s = np.sum(y)
    y.fill(e)
    return s * np.sum(y)


def copy_to(x):
    y = np.zeros_like(x)
    np.copyto(y, x * x)
    y[0] = 2.0
    return np.sum(y * y)


def store_in_branch(x):
    y = x * x
    if x[0] > 0.0:
        y[1] = y[0] * 3.0
    else:
        y[2] = y[0] * y[1]
    return np.sum(y * y)


def store_in_both_branches(x):
    y = np.empty(len(x))
    for i in range(len(x)):
        if x[i] > 0.0:
            y[i] = x[i] ** 2
        else:
            y[i] = np.sin(x[i])
    return np.sum(y * y)


def rows_exchanged_by_a_list(a):
    u = a.copy()
    sign = 1.0
    for k in range(3):
        p = k + np.argmax(np.abs(u[k:, k]))
        if p != k:
            u[[k, p]] = u[[p, k]]
            u[p, [k, -p]] *= 1.5
            sign = -sign
        u[k + 1 :] -= np.outer(u[k + 1 :, k] / u[k, k], u[k])
    return sign * np.prod(np.diag(u))


V = positive(6)
S = signed(6)
A = signed(3, 4)
IDX = np.array([1, 3, 1])

PROGRAMS = [
    Program(element, (1.3,)),
    Program(element_twice, (1.3,)),
    Program(element_from_element, (V,)),
    Program(element_self, (V,)),
    Program(element_same_index, (V, 2, 2, 0.7), wrt=("x", "c")),
    Program(element_same_index, (V, 2, 4, 0.7), wrt=("x", "c")),
    Program(element_same_index, (V, -1, 5, 0.7), wrt=("x", "c")),
    Program(matrix_element, (A,)),
    Program(negative_index, (V,)),
    Program(chained_index, (A,)),
    Program(slice_store, (V,)),
    Program(slice_scalar, (V, 0.7), wrt=(0, 1)),
    Program(slice_constant, (V,)),
    Program(slice_step, (V,)),
    Program(slice_negative_step, (V,)),
    Program(slice_clipped, (V,)),
    Program(slice_empty, (V,)),
    Program(slice_computed, (V, 4)),
    Program(whole, (V,)),
    Program(whole_scalar, (V, 0.7), wrt=(0, 1)),
    Program(whole_ellipsis, (V,)),
    Program(whole_of_itself, (V,)),
    Program(whole_0d, (1.3,)),
    Program(rows_exchanged_by_a_list, (signed(3, 4) ** 3,)),
    Program(row, (A, V[:4]), wrt=(0, 1)),
    Program(column, (A, V[:3]), wrt=(0, 1)),
    Program(block, (A,)),
    Program(ellipsis, (signed(2, 3, 4),)),
    Program(newaxis, (A, V[:3]), wrt=(0, 1)),
    Program(broadcast_row, (A, V[:4]), wrt=(0, 1)),
    Program(broadcast_column, (A, V[:3]), wrt=(0, 1)),
    Program(broadcast_leading_ones, (V,)),
    Program(broadcast_length_one, (V, positive(1)), wrt=(0, 1)),
    Program(fancy, (V, positive(2)), wrt=(0, 1)),
    Program(fancy_scalar, (V, 0.7), wrt=(0, 1)),
    Program(fancy_nested_lists, (V, 0.7), wrt=(0, 1)),
    Program(fancy_repeated, (V, positive(3, start=1), IDX), wrt=(0, 1)),
    Program(fancy_repeated_scalar, (V, 0.7, IDX), wrt=(0, 1)),
    Program(fancy_negative_alias, (V, positive(3, start=1), np.array([0, -6, 5])), wrt=(0, 1)),
    Program(fancy_grid, (A, V[:3], np.array([0, 2, 0]), np.array([1, 3, 1])), wrt=(0, 1)),
    Program(fancy_rows, (A, signed(3, 4), np.array([0, 2, 0])), wrt=(0, 1)),
    Program(fancy_rows, (A, V[:4], np.array([0, 2, 0])), wrt=(0, 1)),
    Program(fancy_columns, (A, signed(3, 3), IDX), wrt=(0, 1)),
    Program(fancy_and_slice, (A, signed(2, 3), np.array([0, 2])), wrt=(0, 1)),
    Program(fancy_from_itself, (V, np.array([2, 0, 1, 5, 4, 3]))),
    Program(mask, (S,)),
    Program(mask_scalar, (S, 0.7), wrt=(0, 1)),
    Program(mask_vector, (S,)),
    Program(mask_of_overwritten, (S,)),
    Program(mask_all_and_none, (S,)),
    Program(mask_grid, (A,)),
    Program(mask_rows, (A, V[:4]), wrt=(0, 1)),
    Program(add_element, (V, 0.7), wrt=(0, 1)),
    Program(subtract_element, (V, 0.7), wrt=(0, 1)),
    Program(multiply_element, (V, 0.7), wrt=(0, 1)),
    Program(multiply_element, (V, 0.7), wrt="x"),
    Program(divide_element, (V, 0.7), wrt=(0, 1)),
    Program(divide_element, (V, 0.7), wrt="e"),
    Program(power_element, (V, 0.7), wrt=(0, 1)),
    Program(multiply_element_by_itself, (V,)),
    Program(modulo_element, (V,)),
    Program(add_slice, (V, 0.7), wrt=(0, 1)),
    Program(add_slice, (V, positive(3, start=1)), wrt=(0, 1)),
    Program(multiply_slice, (V, 0.7), wrt=(0, 1)),
    Program(multiply_slice, (V, positive(3, start=1)), wrt=(0, 1)),
    Program(divide_slice, (V, 0.7), wrt=(0, 1)),
    Program(divide_slice, (V, positive(3, start=1)), wrt=(0, 1)),
    Program(power_slice, (V,)),
    Program(overlap_shift_up, (V, 0.7), wrt=(0, 1)),
    Program(overlap_shift_down, (V,)),
    Program(overlap_add, (V,)),
    Program(overlap_multiply, (V,)),
    Program(overlap_divide, (V,)),
    Program(overlap_reversed, (V,)),
    Program(overlap_reversed_store, (V,)),
    Program(overlap_stencil, (V, 0.3), wrt=(0, 1)),
    Program(overlap_steps, (V, 3)),
    Program(transposed_overlap, (signed(3, 3),)),
    Program(add_fancy, (V, positive(3, start=1), IDX), wrt=(0, 1)),
    Program(add_fancy, (V, 0.7, IDX), wrt=(0, 1)),
    Program(multiply_fancy, (V, positive(3, start=1), IDX), wrt=(0, 1)),
    Program(multiply_fancy, (V, 0.7, IDX), wrt=(0, 1)),
    Program(subtract_divide_fancy, (V, positive(3, start=1), IDX), wrt=(0, 1)),
    Program(add_at, (V, positive(3, start=1), IDX), wrt=(0, 1)),
    Program(add_at, (V, 0.7, IDX), wrt=(0, 1)),
    Program(add_numbers_at, (V, 0.7), wrt=(0, 1)),
    Program(subtract_at, (V, positive(3, start=1), IDX), wrt=(0, 1)),
    Program(augmented_mask, (S, 0.7), wrt=(0, 1)),
    Program(augmented_row, (A, V[:4]), wrt=(0, 1)),
    Program(augmented_whole, (V, 0.7), wrt=(0, 1)),
    Program(augmented_broadcast, (A, V[:4], 0.7), wrt=(0, 1, 2)),
    Program(in_place_names, (V, 0.7), wrt=(0, 1)),
    Program(in_place_itself, (V,)),
    Program(in_place_modulo, (V,)),
    Program(in_place_matmul, (signed(3, 3), signed(3, 3, start=1)), wrt=(0, 1)),
    Program(float_into_integers, (1.3,)),
    Program(integer_array_stores, (V, IDX)),
    Program(mask_array_stores, (S,)),
    Program(store_of_int_then_float, (1.3,)),
    Program(loop_stores, (0.8, 5)),
    Program(loop_two_back, (0.8, 6)),
    Program(loop_ring_buffer, (0.8, 7)),
    Program(loop_swap, (V,)),
    Program(tuple_swap, (V,)),
    Program(bubble_sort, (S,)),
    Program(rows_swapped, (A,)),
    Program(prefix_sums, (V,)),
    Program(prefix_products, (V,)),
    Program(cumulative_backwards, (V,)),
    Program(matrix_fill, (V[:4],)),
    Program(symmetric_fill, (V[:4],)),
    Program(cleared, (V,)),
    Program(fill_and_put, (V, 0.7), wrt=(0, 1)),
    Program(copy_to, (V,)),
    Program(store_in_branch, (S,)),
    Program(store_in_branch, (-S,)),
    Program(store_in_both_branches, (S,)),
]
