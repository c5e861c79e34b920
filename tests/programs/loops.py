"""Loops: every form of range, rows, containers, while, break, continue, else, nesting."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed


def left_before_the_last_of_a_pass(x, n):
    for j in range(3):
        r = np.sum(x)
        if j == n:
            break
        for i in range(3):
            x[1] += r * r * 0.1
            if i != 1:
                r += r
    return np.sum(x * x)


def series(x, n):
    s = 0.0
    t = 1.0
    for k in range(1, n):
        t = t * x / k
        if t > 1e-3:
            s += t
        else:
            s += t * t
    return s


def power_by_loop(x, n):
    y = 1.0
    for _ in range(n):
        y = y * x
    return y


def range_from_to(x):
    s = 0.0
    for i in range(2, 6):
        s += x[i] * i
    return s


def range_step(x):
    s = 0.0
    for i in range(0, len(x), 2):
        s = s * x[i] + x[i]
    return s


def range_step_uneven(x):
    s = 1.0
    for i in range(1, len(x), 3):
        s = s * x[i] + i
    return s


def range_backwards(x):
    s = 0.0
    for i in range(len(x) - 1, -1, -1):
        s = s * 0.5 + x[i] ** 2
    return s


def range_backwards_by_two(x):
    s = 1.0
    for i in range(len(x) - 1, 0, -2):
        s = s * x[i] + x[i - 1]
    return s


def range_computed_step(x, step):
    s = 1.0
    for i in range(0, len(x), step):
        s = np.sin(s * x[i])
    return s


def range_step_of_either_sign(x, first, last, step):
    s = 1.0
    for i in range(first, last, step):
        s = math.sin(s * x[i] + i)
    return s


def empty_range(x):
    s = x
    for _ in range(3, 3):
        s = s * x
    return s


def negative_range(x, n):
    s = x
    for _ in range(n):
        s = s * x
    return s


def loop_index_used(x, n):
    s = 0.0
    for i in range(n):
        s += x ** (i + 1) / (i + 1)
    return s


def index_after_loop(x):
    s = 0.0
    for i in range(len(x)):
        s += x[i] * x[i]
    return s * x[i]


def index_rebound(x):
    s = 0.0
    for i in range(len(x)):
        k = i * 2
        k += 1
        s += x[i] ** k
        i = 0
    return s


def bound_changes_inside(x, n):
    s = 0.0
    for _ in range(n):
        n = 2
        s += x * n
    return s * n


def elements(x):
    s = 0.0
    for e in x:
        s = s * 0.9 + e * e
    return s


def matrix_rows(A):
    s = 0.0
    for row in A:
        s += np.dot(row, row) * np.sum(row)
    return s


def matrix_elements(A):
    s = 1.0
    for row in A:
        for e in row:
            s = s * 0.5 + np.sin(e)
    return s


def rows_written(A):
    for row in A:
        row *= row
    return np.sum(np.sin(A))


def loop_over_tuple(x):
    s = 0.0
    for c in (1.0, 0.5, 0.25):
        s = s * x + c
    return s


def loop_over_tuple_of_actives(x, y):
    s = 1.0
    for c in (x, y, x * y):
        s = s * c + 1.0
    return s


def loop_over_list(x):
    s = 0.0
    for v in [x, 2.0 * x, x**2]:
        s += v * v
    return s


def loop_over_list_argument(weights, x):
    y = x
    for w in weights:
        y = np.tanh(w * y)
    return np.sum(y)


def enumerated(x):
    s = 0.0
    for i, e in enumerate(x):
        s += (i + 1) * e**2
    return s


def enumerated_from(x):
    s = 1.0
    for i, e in enumerate(x, 2):
        s = s * 0.5 + e**i
    return s


def zipped(x, y):
    s = 0.0
    for a, b in zip(x, y):
        s += a * b * s + a
    return s


def zipped_unequal(x, y):
    s = 0.0
    for a, b in zip(x, y):
        s += a * b
    return s


def zipped_rows(A, x):
    s = 0.0
    for row, e in zip(A, x):
        s += np.sum(row) ** 2 * e
    return s


def zipped_with_range(x, n):
    s = 0.0
    for i, e in zip(range(n), x):
        s += e * i + e**2
    return s


def enumerated_zip(x, y):
    s = 0.0
    for i, (a, b) in enumerate(zip(x, y)):
        s += (i + 1) * a * b**2
    return s


def reversed_elements(x):
    s = 0.0
    for e in reversed(x):
        s = s * 0.5 + e * e
    return s


def reversed_range(x):
    s = 0.0
    for i in reversed(range(1, len(x))):
        s = s * x[i - 1] + x[i]
    return s


def reversed_list(x):
    s = 1.0
    for v in reversed([x, x**2, np.sin(x)]):
        s = s * 0.5 + v * s
    return s


def nested_loops(A):
    s = 0.0
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            s += A[i, j] ** 2 * (i - j)
    return s


def triangular(A):
    s = 0.0
    for i in range(len(A)):
        for j in range(i):
            s += A[i, j] * A[j, i] * s + A[i, j]
    return s


def triangular_upper(A):
    n = len(A)
    s = 0.0
    for i in range(n):
        for j in range(i + 1, n):
            s = s * 0.5 + A[i, j] * A[i, i]
    return s


def three_deep(A, B):
    n, m, p = A.shape[0], A.shape[1], B.shape[1]
    C = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                C[i, j] += A[i, k] * B[k, j]
    return np.sum(C * C)


def inner_accumulator(A):
    total = 1.0
    for i in range(A.shape[0]):
        s = 0.0
        for j in range(A.shape[1]):
            s += A[i, j] ** 2
        total = total * s
    return total


def dependent_inner_range(x, n):
    s = x
    for i in range(n):
        for j in range(i, 2 * i, 2):
            s = math.sin(s + x * j)
        s *= 0.9
    return s


def sequential_loops(x, n):
    a = x
    for _ in range(n):
        a = math.sin(a)
    b = a
    for _ in range(n + 1):
        b = b * a
    return a + b


def two_carried(x, y, n):
    for _ in range(n):
        x, y = x - 0.1 * y, y + 0.1 * x
    return x * y


def fibonacci_like(x, n):
    a, b = x, x * x
    for _ in range(n):
        a, b = b, a + 0.5 * b * a
    return b


def carried_array(x, n):
    h = x
    for _ in range(n):
        h = np.sin(h) + 0.1 * x
    return np.sum(h)


def carried_array_overwritten(x, n):
    h = x.copy()
    for _ in range(n):
        h *= np.cos(h)
        h += x
    return np.sum(h)


def while_counter(x, n):
    i = 0
    y = x
    while i < n:
        y = y * x + 1.0
        i += 1
    return y


def while_counting_down(x, n):
    y = 1.0
    while n > 0:
        y = y * x + n
        n -= 1
    return y


def while_condition_on_active(x):
    y = x
    while y < 50.0:
        y = y * y + 0.5
    return y


def while_zero_passes(x):
    y = x * 2.0
    while y > 100.0:
        y = y / 3.0
    return y


def while_two_conditions(x, n):
    i = 0
    y = x
    while i < n and y < 20.0:
        y = y * (1.0 + x)
        i += 1
    return y * i


def while_not(x):
    y = x
    while not y > 10.0:
        y += x * y
    return y


def while_true_break(x):
    y = x
    while True:
        y = y * x + 0.3
        if y > 15.0:
            break
    return y


def while_nested(x):
    s = 0.0
    i = 0
    while i < 3:
        j = 0
        while j < i:
            s = s * 0.5 + x * j
            j += 1
        s += x**2
        i += 1
    return s


def while_in_for(x):
    s = 0.0
    for i in range(len(x)):
        y = x[i]
        while y < 4.0:
            y = y * 1.7
        s += y * y
    return s


def for_in_while(x):
    s = 1.0
    count = 0
    while s < 30.0:
        for e in x:
            s += e * s
        count += 1
    return s + count


def while_else(x):
    y = x
    while y < 9.0:
        y *= 2.5
    else:
        y = y * x
    return y


def while_else_broken(x):
    y = x
    while y < 9.0:
        y *= 2.5
        if y > 5.0:
            break
    else:
        y = y * x
    return y


def for_else(x):
    s = 0.0
    for e in x:
        if e > 5.0:
            break
        s += e * e
    else:
        s = s * s
    return s


def for_else_broken_out_of_blocks(x, k):
    s = 1.0
    for i in range(4):
        try:
            with np.errstate(all="ignore"):
                s = s * x[i]
                if i == k:
                    break
            if i == k + 2:
                break
        finally:
            s += x[0]
        for j in range(i):
            s = s + x[j] ** 2
            if j == k:
                break
        else:
            if i == k - 1:
                break
    else:
        s = s * 2.0
    return s


def for_else_broken(x):
    s = 1.0
    for e in x:
        if e > 1.0:
            s *= e
            break
        s += e * e
    else:
        s = s * s
    return s


def break_on_index(x, n):
    s = 0.0
    for i in range(len(x)):
        if i == n:
            break
        s += x[i] ** 2
    return s


def break_on_value(x):
    s = 0.0
    for i in range(len(x)):
        s = s + x[i] * s + x[i]
        if s > 3.0:
            break
    return s


def break_at_first(x):
    s = x[0]
    for e in x:
        if e > 0.0:
            break
        s *= e
    return s


def break_between(x):
    u = x.copy()
    for i in range(len(u) - 1):
        u[i + 1] = u[i + 1] * u[i]
        if u[i + 1] < 0.4:
            break
        u[i] = np.sin(u[i])
    return np.sum(u * u)


def break_inner_only(A):
    s = 0.0
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            if j > i:
                break
            s = s * 0.9 + A[i, j] ** 2
    return s


def two_breaks(x):
    s = 1.0
    for e in x:
        if e < 0.55:
            break
        s = s * e + 0.1
        if s > 2.2:
            break
        s += e
    return s


def continue_on_index(x):
    s = 0.0
    for i in range(len(x)):
        if i % 2 == 0:
            continue
        s += x[i] ** 3
    return s


def continue_on_value(x):
    s = 1.0
    for e in x:
        if e < 0.0:
            continue
        s = s * e + e
    return s


def continue_after_work(x):
    s = 1.0
    for e in x:
        s = s * 0.7 + e
        if e < 0.0:
            continue
        s = np.sin(s)
    return s


def continue_and_break(x):
    s = 0.0
    for i, e in enumerate(x):
        if e < 0.0:
            continue
        if i > 4:
            break
        s = s * 0.5 + e * e
    return s


def continue_in_while(x, n):
    i = 0
    s = x
    while i < n:
        i += 1
        if i % 3 == 1:
            continue
        s = s * x + i
    return s


def return_inside_loop(x):
    s = 0.0
    for e in x:
        s += e * e
        if s > 2.0:
            return s * 3.0
    return s


def return_inside_loop_not_taken(x):
    s = 0.0
    for e in x:
        s += e * e
        if s > 2000.0:
            return s * 3.0
    return s * s


def return_inside_nested_loop(A):
    s = 1.0
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            s = s + A[i, j] * s
            if s > 4.0:
                return s * A[i, j]
    return -s


def return_inside_while(x):
    y = x
    while True:
        y = y * y + x
        if y > 10.0:
            return y * x


def newton_sqrt(a):
    x = a
    while abs(x * x - a) > 1e-12:
        x = 0.5 * (x + a / x)
    return x


def newton_fixed(a, n):
    x = 1.0
    for _ in range(n):
        x = x - (x * x * x - a) / (3.0 * x * x)
    return x


def horner(c, x):
    y = 0.0
    for k in range(len(c) - 1, -1, -1):
        y = y * x + c[k]
    return y


def inactive_loop(x, n):
    count = 0
    for i in range(n):
        for j in range(i):
            count += i * j
    return x * count


def product_of_differences(x):
    p = 1.0
    for i in range(len(x)):
        for j in range(i):
            p *= x[i] - x[j]
    return p


def last_value_wins(x):
    y = 0.0
    for e in x:
        y = e * e
    return y


def loop_variable_survives(x):
    for e in x:
        pass
    return e * e


def variable_bound_before(x, n):
    i = x[1] * 2
    s = i * i
    for i in range(n):
        s = math.sin(s)
        if s > 0.95:
            break
    return s * x[2] + i


def variable_of_an_inner_loop(x, n):
    i = s = x
    for j in range(n):
        for i in range(j):
            s = math.sin(s + i)
        s = s * i
    return s


def loop_over_string(x):
    s = x
    for letter in "abca":
        if letter == "a":
            s = s * x
        else:
            s = s + x
    return s


def loop_over_keys(x):
    s = 0.0
    table = {"a": 1.0, "b": 2.0}
    for key in ("a", "b"):
        s += table[key] * x**2
    return s


def unrolled_by_pairs(x):
    s = 0.0
    for i, j in ((0, 1), (1, 2), (2, 0)):
        s += x[i] * x[j] ** 2
    return s


def loop_defines_variable(x, n):
    for i in range(n):
        y = x * i
        z = y * y
    return y + z


def stepping_float(x, n):
    t = 0.0
    h = 0.1
    for _ in range(n):
        t += h
        x = x + h * (math.sin(t) - x)
    return x


V = positive(6)
S = signed(7)
A = positive(3, 4)
SQUARE = signed(4, 4)


def zero_adjoint_of_the_last_pass(a, y, w):
    for k in range(2):
        for i in range(2):
            y[k] += (a if w[i] < 0.33 else 1.5) ** 2
        a = a + np.exp(a)
    return np.sum(y)


def shape_of_the_pass_before(x, y):
    x[-1] *= np.cos(y[0])
    for _ in range(3):
        wide = np.broadcast_to(x, (2,))
        x = 1.0 * np.sin(np.sum(wide, axis=-1, keepdims=True) * np.broadcast_to(x, (2,)))
    return x[0]


def part_of_a_range(x, n):
    s, k = 0.0, 1
    for i in range(n)[::-1]:
        n = n - 1
        s = s * 0.5 + x[i] ** 2 * n
    for i in range(len(x))[k::k]:
        k = k + 1
        s = s * x[i] + x[i - 1] * k
    return s


def part_of_a_range_left(x):
    s = 0.0
    for i in range(len(x))[::-1]:
        if x[i] > 1.1:
            continue
        s = s * 0.5 + x[i] ** 2
        if s > 1.5:
            break
    return s


PROGRAMS = [
    Program(part_of_a_range, (np.array([0.7, 1.3, 0.4, 0.9]), 4)),
    Program(part_of_a_range_left, (np.array([0.7, 1.3, 0.4, 0.9]),)),
    *(Program(left_before_the_last_of_a_pass, (positive(4) / 9.0, n)) for n in (0, 1, 5)),
    Program(series, (1.7, 12)),
    Program(power_by_loop, (1.3, 5)),
    Program(power_by_loop, (1.3, 0), name="power_by_loop_zero_passes"),
    Program(power_by_loop, (V, 3), name="power_by_loop_of_array", note="float becomes an array"),
    Program(range_from_to, (V,)),
    Program(range_step, (V,)),
    Program(range_step_uneven, (positive(9),)),
    Program(range_backwards, (V,)),
    Program(range_backwards_by_two, (V,)),
    Program(range_backwards_by_two, (S,)),
    Program(range_computed_step, (V, 2)),
    Program(range_computed_step, (V, 4)),
    Program(range_step_of_either_sign, (V, 0, 6, 2)),
    Program(range_step_of_either_sign, (V, 5, -1, -2)),
    Program(range_step_of_either_sign, (V, 5, 2, 1), name="range_step_none"),
    Program(empty_range, (1.3,)),
    Program(negative_range, (1.3, -2)),
    Program(loop_index_used, (0.6, 4)),
    Program(index_after_loop, (V,)),
    Program(index_rebound, (V[:3],)),
    Program(bound_changes_inside, (1.3, 4)),
    Program(elements, (V,)),
    Program(matrix_rows, (A,)),
    Program(matrix_elements, (A,)),
    Program(rows_written, (A,)),
    Program(loop_over_tuple, (1.3,)),
    Program(loop_over_tuple_of_actives, (1.3, 0.7), wrt=(0, 1)),
    Program(loop_over_list, (1.3,)),
    Program(loop_over_list_argument, ([0.5, 1.2, -0.7], V), wrt=(0, 1)),
    Program(enumerated, (V,)),
    Program(enumerated_from, (V[:3],)),
    Program(zipped, (V, positive(6, start=1)), wrt=(0, 1)),
    Program(zipped_unequal, (V, positive(4, start=1)), wrt=(0, 1)),
    Program(zipped_rows, (A, positive(3)), wrt=(0, 1)),
    Program(zipped_with_range, (V, 4)),
    Program(enumerated_zip, (V, positive(6, start=1)), wrt=(0, 1)),
    Program(reversed_elements, (V,)),
    Program(reversed_range, (V,)),
    Program(reversed_list, (1.3,)),
    Program(nested_loops, (A,)),
    Program(triangular, (SQUARE,)),
    Program(triangular_upper, (SQUARE,)),
    Program(three_deep, (signed(2, 3), signed(3, 2, start=1)), wrt=(0, 1)),
    Program(inner_accumulator, (A,)),
    Program(dependent_inner_range, (0.8, 4)),
    Program(sequential_loops, (0.8, 3)),
    Program(two_carried, (1.3, 0.7, 4), wrt=(0, 1)),
    Program(fibonacci_like, (0.6, 4)),
    Program(carried_array, (V, 3)),
    Program(carried_array_overwritten, (V, 3)),
    Program(while_counter, (1.3, 4)),
    Program(while_counter, (1.3, 0), name="while_counter_zero_passes"),
    Program(while_counting_down, (1.3, 4)),
    Program(while_condition_on_active, (1.3,)),
    Program(while_zero_passes, (1.3,)),
    Program(while_two_conditions, (0.7, 9)),
    Program(while_two_conditions, (0.7, 3)),
    Program(while_not, (1.3,)),
    Program(while_true_break, (1.6,)),
    Program(while_nested, (1.3,)),
    Program(while_in_for, (V,)),
    Program(for_in_while, (V,)),
    Program(while_else, (1.3,)),
    Program(while_else_broken, (1.3,)),
    Program(for_else, (V,)),
    Program(for_else_broken_out_of_blocks, (V, 1), name="for_else_broken_out_of_with"),
    Program(for_else_broken_out_of_blocks, (V, -2), name="for_else_broken_out_of_finally"),
    Program(for_else_broken_out_of_blocks, (V, 4), name="for_else_broken_out_of_an_else"),
    Program(for_else_broken_out_of_blocks, (V, 9), name="for_else_not_broken_out_of_blocks"),
    Program(for_else_broken, (np.array([0.5, 0.7, 1.4, 0.3]),)),
    Program(break_on_index, (V, 3)),
    Program(break_on_index, (V, 0), name="break_on_index_at_once"),
    Program(break_on_index, (V, 30), name="break_on_index_never"),
    Program(break_on_value, (V,)),
    Program(break_at_first, (V,)),
    Program(break_between, (positive(6) - 0.1,)),
    Program(break_inner_only, (A,)),
    Program(two_breaks, (np.array([0.8, 1.2, 0.6, 1.4]),)),
    Program(continue_on_index, (S,)),
    Program(continue_on_value, (S,)),
    Program(continue_after_work, (S,)),
    Program(continue_and_break, (S,)),
    Program(continue_in_while, (1.1, 6)),
    Program(return_inside_loop, (V,)),
    Program(return_inside_loop_not_taken, (V,)),
    Program(return_inside_nested_loop, (A,)),
    Program(return_inside_while, (1.3,)),
    Program(newton_sqrt, (2.0,)),
    Program(newton_fixed, (2.0, 6)),
    Program(horner, (signed(5), 0.8), wrt=(0, 1)),
    Program(inactive_loop, (1.3, 5)),
    Program(product_of_differences, (np.array([0.3, 1.4, -0.6, 2.2]),)),
    Program(last_value_wins, (V,)),
    Program(loop_variable_survives, (V,)),
    Program(loop_over_string, (1.3,)),
    Program(variable_bound_before, (V, 3)),
    Program(variable_bound_before, (V, 0), name="variable_bound_before_no_pass"),
    Program(variable_of_an_inner_loop, (1.3, 3)),
    Program(loop_over_keys, (1.3,)),
    Program(unrolled_by_pairs, (V[:3],)),
    Program(loop_defines_variable, (1.3, 4)),
    Program(stepping_float, (1.3, 5)),
    Program(zero_adjoint_of_the_last_pass, (0.8, signed(2), np.array([-1.0, 0.5]))),
    Program(shape_of_the_pass_before, (signed(2), signed(1)), wrt=1),
]


REFUSED = {}
