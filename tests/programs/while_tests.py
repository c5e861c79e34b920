"""While loops whose test binds names, calls helpers, pops or is left by break."""

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, -1.2, 0.4, 1.1])


def condition_binds_an_element(x):
    i = 0
    found = []
    while i < 4 and (y := x[i]) < 1.0:
        found.append(y * x[0])
        i += 1
    return sum(found) * y


def condition_accumulates(x, n):
    i = 0
    s = 1.0
    while i < n and (s := s * x[i]) < 1.0:
        i += 1
        s = s + x[0]
    return s


def condition_binds_a_square_until_break(x):
    i = 0
    s = x[0]
    while (t := s * s) < 3:
        s = s + t * x[1] + 1.0
        i += 1
        if i > 5:
            break
    return s * t


def condition_binds_a_product_then_break(x):
    i = 0
    s = x[0]
    while (t := s * x[1]) < 300:
        s = s * t + x[2]
        i += 1
        if i > 2:
            break
    return s * t


def condition_counts_up(x, n):
    i = 0
    s = x[0]
    while (i := i + 1) < n:
        s = s * x[i] + 1
    return s * x[i - 1]


def condition_binds_in_nested_loop_with_else(x, n):
    s = 0.0
    for k in range(n):
        i = 0
        while (t := x[i] * x[k]) < 0.4:
            i += 1
            s = s * t + x[0]
            if i == 3:
                break
        else:
            s = s * 2 * t
        s = s + t
    return s


def condition_pops(x, n):
    values = [x[0]]
    while len(values) < n and values[-1] < 5:
        values.append(values[-1] * x[3] + 1)
    while len(values) > 1 and values.pop() > 0:
        values[-1] = values[-1] * x[0]
    return values[0]


def condition_is_a_list(x, n):
    stack = [x[0]]
    out = 0.0
    while stack and n > 0:
        n -= 1
        v = stack.pop()
        out += v * v
        if n % 2 == 0:
            stack.append(v * x[1])
            stack.append(np.sin(v))
        else:
            stack.append(v + x[2])
    return out


def condition_calls_a_helper_that_writes(x):
    y = abs(x)
    k = 0
    s = 0.0
    while doubled(y, k) < 5.0 or k > 3:
        s += y[k] * y[1]
    return s + np.sum(y)


def doubled(y, k):
    y[k] = y[k] * 2
    return y[k]


def condition_calls_a_helper_then_break(x):
    y = x.copy()
    i = 0
    while scaled_by_first(y, i) < 100:
        i = (i + 1) % 4
        if y[i] > 1.2:
            break
        y[i] += 0.5
    return np.sum(y * y)


def scaled_by_first(y, i):
    y[i] = y[i] * y[0]
    return y[i]


def condition_reads_an_element_behind_a_bound(x, n):
    i = 0
    s = 1.0
    while i < n and abs(s * x[i]) < 2.0:
        s = s * x[i] + 1
        i += 1
    return s


def condition_is_negated_with_else(x, n):
    a, b = x[0], x[1]
    i = 0
    while not (i >= n or a * b > 4):
        a, b = b + 1, a * b
        i += 1
    else:
        a = a * b
    return a * b


def condition_is_a_conditional_expression(x, n):
    i = 0
    s = x[0]
    while True if i < n else False:
        i += 1
        if x[i % 4] > 0:
            s = s * x[i % 4]
    return s


def condition_reduces_an_array(x):
    y = x * x
    s = 0.0
    while np.max(y) > 0.3:
        s = s + np.sum(np.sin(y))
        y = y * 0.5
    return s * np.sum(y)


def condition_compares_neighbours_that_are_swapped(x, n):
    s = 0.0
    for i in range(n):
        j = i
        while j > 0 and x[j] < x[j - 1]:
            x[j], x[j - 1] = x[j - 1], x[j]
            j -= 1
        s += x[0] * x[j]
    return s + x[1] * 2


def two_tests_and_break(x, n):
    i = 0
    s = x[0]
    while s * s < 300 and np.sin(s * x[1]) < 2:
        s = s * x[1] + x[2]
        i += 1
        if i == n:
            break
    return s


def condition_binds_then_continue(x, n):
    i = 0
    s = x[3]
    while (t := s * x[i]) < 9.0 and i < n:
        i += 1
        if t < 0:
            continue
        s = s + t
    return s * t


def condition_binds_then_return(x, n):
    i = 0
    s = x[0]
    while (t := s * x[1]) < 300:
        s = s * t + x[2]
        i += 1
        if i == n:
            return s * t
    return s


def condition_reads_a_count_that_the_body_moves(x):
    i = 0
    s = 0.0
    while (v := x[i]) < 1.0 or i < 2:
        s += v * v
        i += 1
        if i == 4:
            break
    return s


def condition_reads_a_number_that_the_body_moves(x):
    limit = 0.5
    s = x[0]
    while (v := s * x[0]) < 3.0 and limit < 4.0:
        s += v * v
        limit = limit * 2.0 + 0.1
        if s > 5.0:
            break
    return s * limit


PROGRAMS = [
    Program(condition_binds_an_element, (V,)),
    Program(condition_accumulates, (V, 4)),
    Program(condition_binds_a_square_until_break, (V,)),
    Program(condition_binds_a_product_then_break, (V,)),
    Program(condition_counts_up, (V, 4)),
    Program(condition_binds_in_nested_loop_with_else, (V, 4)),
    Program(condition_pops, (V, 4)),
    Program(condition_is_a_list, (V, 4)),
    Program(condition_calls_a_helper_that_writes, (V,)),
    Program(condition_calls_a_helper_then_break, (V,)),
    Program(condition_reads_an_element_behind_a_bound, (V, 4)),
    Program(condition_is_negated_with_else, (V, 4)),
    Program(condition_is_a_conditional_expression, (V, 4)),
    Program(condition_reduces_an_array, (V,)),
    Program(condition_compares_neighbours_that_are_swapped, (V, 4)),
    Program(two_tests_and_break, (V, 2)),
    Program(two_tests_and_break, (V * 2, 20), name="two_tests_without_break"),
    Program(condition_binds_then_continue, (V, 3)),
    Program(condition_binds_then_return, (V, 2)),
    Program(condition_reads_a_count_that_the_body_moves, (V,)),
    Program(condition_reads_a_count_that_the_body_moves, (V + 1.0,), name="left_by_the_test"),
    Program(condition_reads_a_number_that_the_body_moves, (V,)),
]

REFUSED = {}
