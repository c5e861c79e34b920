"""Arrays that the reverse sweep evaluates again, and arrays that it must not."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed


def slices_of_one_state(u, k):
    u[1:-1] = u[1:-1] + k * u[2:] * u[:-2]
    u[1:-1] *= np.cos(u[2:]) * u[:-2]
    return np.sum(u * u)


def slices_of_two_states(u, k):
    left = u[:-1]
    u[0] = k * u[0]
    right = u[1:]
    u[1:] *= left * right * k
    return np.sum(u * u)


def slice_of_an_older_array(u, k):
    part = u[:-1]
    u = u * k
    u[1:] *= part * u[:-1]
    return np.sum(u[1:] * part)


def slice_whose_bound_moves(u, k):
    n = 1
    part = u[n:]
    n = 2
    u[n:] *= part[1:] * k
    u[:-1] *= u[1:] * part
    return np.sum(u * u) * n


def slices_in_a_loop(u, k, steps):
    for _ in range(steps):
        u[1:] *= 0.5 + k * u[:-1] ** 2
        u[:-1] -= 0.1 * u[1:] * u[:-1]
    return np.sum(u * u)


def factor_from_what_is_overwritten(u, tol):
    while np.max(u) > tol:
        u *= 1.0 - 0.25 * u**2
    return np.sum(u * np.arange(len(u)))


def factor_used_twice(u, k):
    factor = 1.0 - k * u
    u *= factor
    u *= factor
    return np.sum(u * factor)


def factor_that_is_returned(u, k):
    factor = 1.0 - k * u
    u *= factor
    return np.sum(u) + np.sum(factor**2)


def factor_of_the_pass_before(u, k, steps):
    factor = u * 1.0
    for _ in range(steps):
        u *= factor
        factor = 0.5 * u + k
    return np.sum(u * factor)


def copy_of_another_state(u, k):
    u *= k * u
    factor = 1.5 - 0.1 * u
    u[0] = 2.0
    u *= factor
    return np.sum(u * u)


def rows_of_a_table(x, n):
    A = np.empty((n, len(x)))
    A[0] = x
    for i in range(1, n):
        A[i] = np.tanh(A[i - 1]) * A[i - 1] + x
    return np.sum(A)


def rows_that_change_later(x, n):
    A = np.empty((n, len(x)))
    A[0] = x
    for i in range(1, n):
        A[i] = np.sin(A[i - 1]) * x
        A[i - 1] *= x
    return np.sum(A)


def row_of_the_loop_around(x, n):
    total = 0.0
    h = x * 1.0
    for _ in range(n):
        h = h * x
        for j in range(2):
            total += np.sum(np.sin(h) * x * j)
    return total


def powers_of_a_list(x, n):
    xs = [x]
    for i in range(n):
        xs.append(np.sin(xs[-1] * (i + 1)) + xs[len(xs) // 2])
    return np.sum(xs[-1])


def branch_that_writes(u, k, steps):
    for i in range(steps):
        factor = 1.0 + k * u
        if i % 2:
            u *= factor
        else:
            u[:-1] *= factor[1:]
    return np.sum(u * u)


def columns_and_rows(A):
    A[1:-1, 1:-1] *= A[2:, 1:-1] * A[:-2, 1:-1]
    A[1:-1, :] *= A[1:-1, :] * 0.5 - A[2:, :]
    return np.sum(A)


def states_in_a_list(x, w, n):
    h, hs = x, []
    for _ in range(n):
        h = np.tanh(w * h)
        hs.append(h)
    total = 0.0
    for k in range(n):
        total += np.dot(hs[k], hs[-1])
    return total


def states_that_are_returned(x, w, n):
    h, hs = x, []
    for _ in range(n):
        h = np.tanh(w * h)
        hs.append(h)
    return hs, np.sum(h * h)


def states_taken_away(x, w, n):
    h, hs = x, []
    for i in range(n):
        h = np.tanh(w * h + i)
        hs.append(h)
    last = hs.pop()
    return np.sum(last * hs[0])


def states_before_the_step(x, w, n):
    h, hs = x, []
    for _ in range(n):
        hs.append(h)
        h = np.tanh(w * h)
    return np.sum(h * hs[-1])


def numbers_in_a_list(x, w, n):
    h, hs = x, []
    for i in range(1, n):
        h = math.exp(-w * h) / i
        hs.append(h)
    return sum(hs) * h


def states_of_passes_that_end(x, w, n):
    h, hs = x, []
    for _ in range(n):
        h = np.tanh(w * h)
        hs.append(h)
        if np.sum(h) < 0.3:
            break
    return np.sum(hs[-1] * hs[0])


def states_in_a_list_that_had_one(x, w, n):
    h, hs = x, []
    hs.append(x)
    for _ in range(n):
        h = np.tanh(w * h)
        hs.append(h)
    return np.sum(hs[-1] * hs[1])


def states_that_are_written(x, w, n):
    h, hs = x * 1.0, []
    for _ in range(n):
        h = np.tanh(w * h)
        hs.append(h)
        h[0] *= 2.0
    return np.sum(hs[-1] * hs[0])


def length_of_a_set_tested(x, n):
    seen = set()
    s = x
    for i in range(n):
        seen.add(i % 3)
        if len(seen) == 2:
            s = s * x
        else:
            s = s + x * x
    return s


def length_in_a_test(x, n):
    seen = {}
    s = x
    for i in range(n):
        seen[(i * i) % 5] = i
        if not len(seen) == 2 and i % 2:
            s = s * x * len(seen)
        else:
            s = s + x * x
    return s


def length_as_a_range(x, n):
    seen = {}
    s = x
    for i in range(n):
        seen[(i * i) % 5] = i
        for j in range(len(seen)):
            s = s * x + j
        while len(seen) > 3:
            seen.popitem()
            s = s * 1.1
    seen.clear()
    return s


def length_of_a_set(x, n):
    seen = set()
    s = x
    for i in range(n):
        if i % 4 not in seen and len(seen) < 5:
            s = s * x + len(seen)
        seen.add(i % 4)
    return s * len(seen)


def quotient_of_two_that_are_written(x, y, z):
    w = x * y + z
    x += z
    x *= y
    w[1] = y
    return np.sum(w / x)


U, V = signed(5), positive(5)


def view_divided_by_itself(x, n):
    x[n % 2] **= 2
    y = np.tanh(np.outer(x, x[[1, 1]]) @ x)
    u = x[:1:2]
    u[0] /= 1.8 + np.sin(np.cos(-u[0]))
    return np.sum(x) + np.sum(np.sin(y))


def distances_of_each_pass(p, v, m, n):
    for _ in range(n):
        apart = p[:, None] - p[None, :]
        squares = apart * apart + 0.1
        roots = np.sqrt(squares)
        pull = m / (squares * roots)
        v = v - 0.1 * np.sum(pull * apart, axis=1)
        p = p + 0.1 * v
    return np.sum(p * p)


def table_that_is_written_after(a, w, n):
    for _ in range(n):
        b = np.sin(a)
        c = b * w
        d = np.exp(c)
        b[0] = d[1] * c[0]
        a = d * c + b * b
    return np.sum(a)


def part_and_what_it_is_of(x, n):
    for _ in range(n):
        x = np.sin(x[:-1]) * x[1:] * np.cos(np.sum(x))
    return np.sum(x * x)


def result_read_by_its_own_reverse(x, n):
    for _ in range(n):
        x = np.exp(x[1:] * x[:-1])
        x = np.tanh(x)
    return np.sum(x)


def loop_on_one_of_three_paths(x, n):
    if n < 2:
        pass
    elif not n % 3:
        for _ in range(n):
            x[:-1][:] = np.tanh(x[1:])
    return np.sum(x**2)


PROGRAMS = [
    Program(view_divided_by_itself, (positive(2), 2)),
    Program(slices_of_one_state, (U, 0.3), wrt=(0, 1)),
    Program(slices_of_two_states, (U, 0.3), wrt=(0, 1)),
    Program(slice_of_an_older_array, (U, 0.3), wrt=(0, 1)),
    Program(slice_whose_bound_moves, (U, 0.7), wrt=(0, 1)),
    Program(slices_in_a_loop, (U, 0.3, 3), wrt=(0, 1)),
    Program(slices_in_a_loop, (U, 0.3, 0), wrt=(0, 1)),
    Program(factor_from_what_is_overwritten, (V, 0.5)),
    Program(factor_used_twice, (U, 0.3), wrt=(0, 1)),
    Program(factor_that_is_returned, (U, 0.3), wrt=(0, 1)),
    Program(factor_of_the_pass_before, (U, 0.3, 3), wrt=(0, 1)),
    Program(copy_of_another_state, (U, 0.3), wrt=(0, 1)),
    Program(rows_of_a_table, (U, 4)),
    Program(rows_that_change_later, (V, 4)),
    Program(row_of_the_loop_around, (U, 3)),
    Program(powers_of_a_list, (U, 3)),
    Program(branch_that_writes, (U, 0.3, 4), wrt=(0, 1)),
    Program(columns_and_rows, (signed(4, 4),)),
    Program(states_in_a_list, (U, 0.7, 3)),
    Program(states_in_a_list, (U, 0.7, 3), wrt=(0, 1), name="states_and_weight"),
    Program(states_that_are_returned, (U, 0.7, 3)),
    Program(states_taken_away, (U, 0.7, 3)),
    Program(states_before_the_step, (U, 0.7, 3)),
    Program(numbers_in_a_list, (0.4, 0.7, 4), wrt=(0, 1)),
    Program(numbers_in_a_list, (0.4, 0.7, 4), name="numbers_in_a_list_of_x"),
    Program(states_of_passes_that_end, (V, 0.7, 9)),
    Program(states_in_a_list_that_had_one, (U, 0.7, 3)),
    Program(states_that_are_written, (U, 0.7, 3)),
    Program(length_of_a_set_tested, (1.3, 6)),
    Program(length_in_a_test, (1.3, 6)),
    Program(length_as_a_range, (1.3, 5)),
    Program(length_of_a_set, (1.3, 6)),
    Program(
        quotient_of_two_that_are_written,
        (positive(3, 1), positive(1), positive(1, 1, start=2)),
        wrt=(0, 1, 2),
    ),
    Program(distances_of_each_pass, (V, 0.1 * U, positive(5), 3), wrt=(0, 1, 2)),
    Program(table_that_is_written_after, (signed(3, 2), signed(3, 2, start=1), 2), wrt=(0, 1)),
    Program(part_and_what_it_is_of, (positive(5), 3)),
    Program(part_and_what_it_is_of, (positive(5), 0), name="part_in_no_pass"),
    Program(result_read_by_its_own_reverse, (positive(4), 2)),
    *(Program(loop_on_one_of_three_paths, (positive(4), n)) for n in (1, 3, 4)),
]
