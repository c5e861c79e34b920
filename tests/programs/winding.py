"""Scalar loops that overwrite an array element by element and read several elements for each."""

from types import SimpleNamespace

import numpy as np

from tests.programs.case import Program, positive, signed


def own_operand(u, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1]
    return np.sum(u * u)


def of_a_local_copy(x, steps):
    u = x.copy()
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = np.sin(u[i - 1] * u[i + 1]) + 0.5 * u[i]
    return np.sum(u * x)


def which_is_returned(u, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] + 0.3 * u[i - 1] * u[i + 1]
    return u


def returned_with_a_number(x, steps):
    u = np.zeros(len(x))
    for i in range(len(x)):
        u[i] = x[i]
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] + u[i + 1] * u[i]
    return np.sum(u), u


def scaled_by_neighbours(u, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] *= np.sin(u[i - 1] * u[i + 1])
    return np.sum(u * u * u)


def divided_by_neighbours(u, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] /= 1.0 + u[i - 1] * u[i + 1]
    return np.sum(u)


def added_to(u, k, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] += k * (u[i - 1] * u[i + 1] - u[i] * u[i])
    return np.sum(u**3)


def read_after_the_store(u, w, steps):
    s = 0.0
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i - 1] * u[i + 1] * u[i]
            s += u[i] * u[i + 1] * w[i]
    return s + u[2]


def stored_twice_in_a_pass(u, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1]
            u[i] = np.cos(u[i]) * u[i + 1] * u[i - 1]
    return np.sum(u)


def behind_a_test(u, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            if u[i] * u[i - 1] > 0.81:
                u[i] = u[i] * u[i - 1] * u[i + 1]
            else:
                u[i] = 0.5 * u[i] * u[i + 1] * u[i + 1] + u[i - 1] * u[i]
    return np.sum(u * u)


def with_continue(u, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            if i == 3:
                continue
            u[i] = u[i] * u[i - 1] * u[i + 1] + 0.2
    return np.sum(u * u)


def until_it_is_small(u):
    while np.sum(u * u) > 0.5:
        for i in range(1, len(u) - 1):
            u[i] = 0.9 * u[i] * u[i - 1] * u[i + 1]
        u[0] = u[0] * 0.7
        u[-1] = u[-1] * 0.6
    return np.sum(np.exp(u))


def left_early(u, n):
    for i in range(1, n):
        u[i] = u[i] * u[i - 1] * u[i + 1]
        if u[i] < 0.3:
            break
    return np.sum(u * u)


def returned_early(u, n):
    for i in range(1, n):
        u[i] = u[i] * u[i - 1] * u[i + 1]
        if u[i] < 0.3:
            return np.sum(u) * u[0]
    return np.sum(u * u)


def two_fields(e, h, steps):
    for _ in range(steps):
        for i in range(1, len(e)):
            e[i] = e[i] + 0.5 * e[i] * (h[i] - h[i - 1]) * e[i - 1]
        for i in range(len(h) - 1):
            h[i] = h[i] + 0.5 * h[i] * (e[i + 1] - e[i]) * h[i + 1]
    return np.sum(e * e) + np.sum(h * e)


def through_indices(u, left, right, steps):
    for _ in range(steps):
        for i in range(len(left)):
            j = left[i]
            m = right[i]
            u[j] = u[j] * u[m] * u[m - 1] + 0.1
    return np.sum(u * u)


def five_points(u, steps):
    n, m = u.shape
    for _ in range(steps):
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                u[i, j] = 0.4 * u[i - 1, j] * u[i + 1, j] + u[i, j - 1] * u[i, j + 1] * u[i, j] / 3
    return np.sum(u * u)


def as_a_whole_in_between(u, steps):
    s = 0.0
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1] + 0.3
        s += np.dot(u, u) * u[0]
    return s


def first_and_last_are_final(u, steps):
    first = u[0]
    y = np.sin(first) * u[-1]
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1] * y
    return np.sum(u) * first * y + u[0] * u[-1]


def final_values_later(u, steps):
    for i in range(1, len(u) - 1):
        u[i] = u[i] * u[i - 1] * u[i + 1] + 0.2
    y = u[1] * u[2]
    z = np.exp(y) * u[2]
    for i in range(len(u) - 2, 0, -1):
        u[i] = u[i] * u[i - 1] * u[i + 1] + 0.2
    return np.sum(u) * z + y


def triangular(a):
    n = len(a)
    for i in range(1, n):
        for j in range(i):
            a[i] = a[i] * a[j] + a[j] * a[i - 1] * 0.3
    return np.sum(a)


def backwards(u, steps):
    for _ in range(steps):
        for i in range(len(u) - 2, 0, -1):
            u[i] = u[i] * u[i + 1] * u[i - 1]
    return np.sum(u * u)


def relax_once(u, k):
    for i in range(1, len(u) - 1):
        u[i] = u[i] + k * u[i - 1] * u[i + 1] * u[i]


def in_a_helper(u, k, steps):
    for _ in range(steps):
        relax_once(u, k)
    return np.sum(u * u)


def in_an_attempt(u, steps):
    try:
        for _ in range(steps):
            for i in range(1, len(u) - 1):
                u[i] = u[i] * u[i - 1] * u[i + 1]
    except ZeroDivisionError:
        return np.sum(u)
    return np.sum(u * u)


def a_view_of_it(u, steps):
    v = u[1:]
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * v[i]
    return np.sum(v * v)


def rows_beside_elements(u, steps):
    s = 0.0
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i, 0] = u[i - 1, 0] * u[i + 1, 0] * u[i, 1]
        s += np.sum(u[0] * u[1])
    return s


def moved_along(u, n):
    k = 0
    while k < n:
        k += 1
        u[k] = u[k] * u[k - 1] * u[k + 1]
    return np.sum(u * u)


def integers_too(u, counts, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            counts[i] = counts[i - 1] + counts[i + 1]
            u[i] = u[i] * u[i - 1] * u[i + 1] * 0.1 * counts[i]
    return np.sum(u * u)


def before_the_loop(u, steps):
    u[0] = u[0] * u[1] * u[2]
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1]
    u[1] = u[1] * u[0] * u[2]
    return np.sum(u * u)


def seen_in_a_dict(x, found):
    u = x.copy()
    for _ in range(2):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1]
    found["last"] = u
    return np.sum(u * u)


def seen_in_a_dict_from_the_start(x, found):
    u = x.copy()
    found["last"] = u
    for _ in range(2):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1]
    return np.sum(u * u)


def seen_in_a_list(x, found):
    u = x.copy()
    for _ in range(2):
        for i in range(1, len(u) - 1):
            u[i] = u[i] * u[i - 1] * u[i + 1]
    found.append(u)
    return np.sum(u * u)


def seen_in_an_attribute(x, holder):
    holder.u = x.copy()
    for _ in range(2):
        for i in range(1, len(holder.u) - 1):
            holder.u[i] = holder.u[i] * holder.u[i - 1] * holder.u[i + 1]
    return np.sum(holder.u * holder.u)


INDICES = np.array([1, 3, 2, 1]), np.array([2, 4, 1, 3])

PROGRAMS = [
    Program(own_operand, (positive(6) + 0.2, 2)),
    Program(own_operand, (positive(6), 0), name="own_operand_zero_passes"),
    Program(own_operand, lambda: (positive(12)[::2], 2), name="own_operand_strided"),
    Program(of_a_local_copy, (signed(6), 3)),
    Program(which_is_returned, (positive(6), 3)),
    Program(returned_with_a_number, (positive(6), 2)),
    Program(scaled_by_neighbours, (positive(6), 3)),
    Program(divided_by_neighbours, (positive(6), 3)),
    Program(added_to, (positive(6), 0.2, 3), wrt=(0, 1)),
    Program(read_after_the_store, (positive(6), signed(6), 3), wrt=(0, 1)),
    Program(stored_twice_in_a_pass, (positive(6), 2)),
    Program(behind_a_test, (positive(7), 1)),
    Program(with_continue, (positive(7), 3)),
    Program(until_it_is_small, (positive(6),)),
    Program(left_early, (positive(8), 7)),
    Program(left_early, (positive(8) + 1.0, 7), name="left_early_not"),
    Program(returned_early, (positive(8), 7)),
    Program(returned_early, (positive(8) + 1.0, 7), name="returned_early_not"),
    Program(two_fields, (positive(6), positive(6, start=3), 3), wrt=(0, 1)),
    Program(through_indices, (positive(5) + 0.2, *INDICES, 1)),
    Program(five_points, (positive(5, 6), 3)),
    Program(as_a_whole_in_between, (positive(6), 3)),
    Program(first_and_last_are_final, (positive(6), 2)),
    Program(final_values_later, (positive(6), 2)),
    Program(triangular, (positive(6),)),
    Program(backwards, (positive(6), 3)),
    Program(in_a_helper, (positive(6), 0.4, 3), wrt=(0, 1)),
    Program(in_an_attempt, (positive(6), 2)),
    Program(a_view_of_it, (positive(6), 2)),
    Program(rows_beside_elements, (positive(6, 3), 2)),
    Program(moved_along, (positive(6), 4)),
    Program(integers_too, (positive(6), np.arange(1, 7), 2)),
    Program(before_the_loop, (positive(6), 2)),
    Program(seen_in_a_dict, (positive(6) + 0.2, {"last": np.zeros(6)})),
    Program(seen_in_a_dict_from_the_start, (positive(6) + 0.2, {"last": np.zeros(6)})),
    Program(seen_in_a_list, lambda: (positive(6) + 0.2, [])),
    Program(seen_in_an_attribute, lambda: (positive(6) + 0.2, SimpleNamespace(u=np.zeros(6)))),
]
