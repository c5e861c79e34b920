"""Arguments that the function overwrites, and operands that are overwritten after their use."""

import numpy as np

from tests.programs.case import Program, positive, signed


def argument_element(x):
    x[0] = x[1] * x[2]
    return np.sum(x * x)


def argument_whole(x):
    x[:] = np.sin(x)
    return np.sum(x * x)


def argument_augmented(x, k):
    x *= k
    x += 1.0
    return np.sum(x * x)


def argument_cleared(x):
    s = np.sum(x * x)
    x[:] = 0.0
    return s


def argument_after_result(x):
    s = np.sum(x**3)
    x *= s
    return s


def argument_output_only(x, out):
    out[:] = x * x
    return np.sum(out)


def argument_accumulated(x, total):
    total += x
    total[0] += x[0] * x[1]
    return np.sum(total * total)


def argument_inactive_written(x, buffer):
    buffer[0] = 7.0
    buffer[1:] *= 2.0
    return np.sum(x * buffer)


def argument_active_through_buffer(x, buffer):
    buffer[:] = x
    buffer[0] *= buffer[1]
    return np.sum(buffer * buffer)


def two_arguments_exchange(x, y):
    t = x.copy()
    x[:] = y * y
    y[:] = t * x
    return np.sum(x * y)


def argument_integers_written(x, counts):
    for i in range(len(x)):
        counts[int(x[i] * 2.0)] += 1
    return np.sum(x**2) * counts[1]


def argument_list_written(x, values):
    values[0] = x * x
    values.append(x * 3.0)
    return values[0] * values[1] * values[2]


def argument_dict_written(x, table):
    table["a"] = table["a"] * x
    table["new"] = x * x
    return table["a"] + table["new"]


def operand_product(x):
    y = x * x
    z = y * y
    y[:] = 3.0
    return np.sum(z * x) + np.sum(y)


def operand_scalar_product(x):
    y = x * x
    s = y[0] * y[1]
    y[0] = s * s
    t = y[0] * y[2]
    y[2] = 0.5
    return s * t + np.sum(y)


def operand_sine(x):
    y = x * 2.0
    z = np.sin(y)
    y += 1.0
    w = np.sin(y)
    y *= w
    return np.sum(z * w * y)


def operand_result_overwritten(x):
    y = np.exp(x)
    z = y * 2.0
    y[0] = z[1]
    return np.sum(z * y)


def operand_quotient(x, y):
    q = x / y
    y *= 2.0
    x += y
    return np.sum(q * x * y)


def operand_power(x, p):
    y = x**p
    x[1:] = x[:-1] * 0.5
    p = p * 2.0
    return np.sum(y * x**p)


def operand_dot(x, y):
    s = np.dot(x, y)
    x[0] = s
    t = np.dot(x, y)
    y[:] = x * t
    return np.sum(y) * s


def operand_matmul(A, x):
    y = A @ x
    A[0] = y[0] * x
    x[:] = A @ y
    return np.sum(x * x)


def operand_reduction(x):
    s = np.sum(x**2)
    x /= s
    m = np.max(x)
    x -= m
    return np.sum(np.exp(x)) * s


def operand_mask(x):
    m = x > 0.0
    x[m] *= x[m]
    n = x > 0.3
    x[n] += np.sum(x[m])
    return np.sum(x)


def operand_index(x, idx):
    y = x[idx]
    idx[:] = 0
    return np.sum(y * y) + x[idx][0]


def index_changes(x):
    i = 0
    s = x[i] * x[i + 1]
    i = 2
    s = s * x[i]
    i += 1
    x[i] = s
    return np.sum(x * x)


def index_array_changes(x, n):
    idx = np.array([0, 1, 2])
    s = 0.0
    for _ in range(n):
        s += np.sum(x[idx] ** 2 * np.array([1.0, 2.0, 3.0]))
        idx[1:] += 1
        idx %= len(x)
    return s


def scalar_reassigned(x, n):
    y = x
    s = 0.0
    for _ in range(n):
        s += y * y
        y = np.sin(y) + s
    return s


def factor_reassigned(x, y):
    z = x * y
    y = y * 2.0
    z = z * y
    x = z * x
    y = 0.0
    return x * z + y


def loop_overwrites_operand(x, n):
    y = x.copy()
    s = 0.0
    for _ in range(n):
        s += np.sum(y * y * x)
        y[:] = np.sin(y) * 1.2
        y[0] = s
    return s + np.sum(y)


def loop_overwrites_elements(x):
    for i in range(1, len(x)):
        x[i] = x[i] * x[i - 1]
        x[i - 1] = x[i] * x[i]
    return np.sum(x)


def loop_scratch(A):
    scratch = np.zeros(A.shape[1])
    s = 0.0
    for i in range(A.shape[0]):
        scratch[:] = A[i] * A[i]
        scratch[0] *= scratch[1]
        s += np.sum(scratch) * s + scratch[2]
    return s


def loop_scratch_accumulates(A):
    scratch = np.zeros(A.shape[1])
    s = 0.0
    for i in range(A.shape[0]):
        scratch += np.sin(A[i])
        s += np.dot(scratch, scratch)
        scratch *= 0.5
    return s


def while_overwrites(x):
    steps = 0
    while x[0] < 3.0:
        x[0] = x[0] * (1.0 + x[1])
        x[1:] = x[1:] * 0.8 + 0.1 * x[:-1]
        steps += 1
    return np.sum(x * x) * steps


def branch_overwrites(x):
    if x[0] > 0.0:
        x[0] = x[1] * x[2]
    else:
        x[1] = x[0] * x[0]
    if x[0] > 1.0:
        x *= 0.5
    return np.sum(x * x)


def early_return_after_write(x):
    x[0] = x[1] * x[1]
    if x[0] > 1.0:
        return np.sum(x * x)
    x[1] = x[0] * x[2]
    return np.sum(x)


def returned_argument(x):
    x *= x
    return x


def returned_element_of_written(x):
    x[0] = x[1] * x[2]
    return x[0]


def returned_view_of_argument(x):
    x[1:] *= x[:-1]
    return x[1:]


def out_argument(x):
    y = np.empty_like(x)
    np.multiply(x, x, out=y)
    np.sin(y, out=y)
    return np.sum(y * x)


def in_place_methods(x):
    y = x * x
    y.sort()
    return np.sum(y * np.arange(1.0, len(x) + 1.0))


def gradient_at_entry(x):
    s = np.sum(x**2)
    x += 100.0
    return s * x[0]


def final_value_needed_twice(x):
    y = np.empty(len(x))
    y[0] = x[0]
    for i in range(1, len(x)):
        y[i] = y[i - 1] * x[i]
    s = np.sum(y * y)
    for i in range(1, len(x)):
        y[i] = y[i - 1] * y[i]
    return s + np.sum(y)


def triangular_update(A):
    n = len(A)
    for k in range(n):
        for i in range(k + 1, n):
            A[i, k] /= A[k, k]
            for j in range(k + 1, n):
                A[i, j] -= A[i, k] * A[k, j]
    return np.sum(A * A)


V, W, S = positive(5), positive(5, start=1), signed(5)
A = signed(3, 4)


def out_is_a_tuple_of_one(x, c):
    v = x.astype(float, copy=False)
    z = np.multiply(x, x, out=(v,))
    return np.sum(x * z) * c


def turned_into_itself(A, s):
    B = A @ A
    np.einsum("ij->ji", B * s, out=B)
    return np.sum(A * B)


def turned_in_each_pass(A, s, n):
    B = A @ A
    for k in range(n):
        np.einsum("ij->ji", B * s, out=B)
        B[k] *= A[k]
        B[0] = np.einsum("ii->i", B * s)
    return np.sum(A * B)


SQUARE = signed(3, 3) + 2.0 * np.eye(3)

PROGRAMS = [
    Program(turned_into_itself, (SQUARE, 0.6), wrt=(0, 1)),
    Program(turned_in_each_pass, (SQUARE, 0.6, 3), wrt=(0, 1)),
    Program(out_is_a_tuple_of_one, (np.array([0.7, -0.4, 1.1]), 0.6), wrt=(0, 1)),
    *(
        Program(function, (V,))
        for function in (
            argument_element,
            argument_whole,
            argument_cleared,
            argument_after_result,
            operand_product,
            operand_scalar_product,
            operand_sine,
            operand_result_overwritten,
            operand_reduction,
            index_changes,
            loop_overwrites_elements,
            while_overwrites,
            early_return_after_write,
            returned_argument,
            returned_element_of_written,
            returned_view_of_argument,
            out_argument,
            in_place_methods,
            gradient_at_entry,
            final_value_needed_twice,
        )
    ),
    Program(argument_augmented, (V, 0.7), wrt=(0, 1)),
    Program(argument_augmented, (V, 0.7), wrt="k"),
    Program(argument_output_only, (V, W), wrt=0),
    Program(argument_output_only, (V, W), wrt=(0, 1), name="argument_output_only_both"),
    Program(argument_output_only, (V, np.zeros(5)), wrt="out", name="argument_output_only_out"),
    Program(argument_accumulated, (V, W), wrt=(0, 1)),
    Program(argument_inactive_written, (V, W)),
    Program(argument_active_through_buffer, (V, np.zeros(5))),
    Program(two_arguments_exchange, (V, W), wrt=(0, 1)),
    Program(argument_integers_written, (V, np.zeros(5, dtype=int))),
    Program(argument_list_written, (1.3, [0.5, 2.0])),
    Program(argument_list_written, (1.3, [0.5, 2.0]), wrt=(0, 1)),
    Program(argument_dict_written, (1.3, {"a": 0.5})),
    Program(argument_dict_written, (1.3, {"a": 0.5}), wrt=(0, 1)),
    Program(operand_quotient, (V, W), wrt=(0, 1)),
    Program(operand_power, (V, 0.7), wrt=(0, 1)),
    Program(operand_dot, (V, W), wrt=(0, 1)),
    Program(operand_matmul, (signed(4, 4), signed(4)), wrt=(0, 1)),
    Program(operand_mask, (S,)),
    Program(operand_index, (V, np.array([1, 3, 1]))),
    Program(index_array_changes, (V, 3)),
    Program(scalar_reassigned, (1.3, 3)),
    Program(factor_reassigned, (1.3, 0.7), wrt=(0, 1)),
    Program(loop_overwrites_operand, (V, 3)),
    Program(loop_scratch, (A,)),
    Program(loop_scratch_accumulates, (A,)),
    Program(branch_overwrites, (S,)),
    Program(branch_overwrites, (-S,)),
    Program(triangular_update, (signed(4, 4) + 4.0 * np.eye(4),)),
    Program(argument_element, lambda: (positive(10)[::2],), name="argument_strided"),
    Program(argument_whole, lambda: (positive(5)[::-1],), name="argument_reversed"),
]
