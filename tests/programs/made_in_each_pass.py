"""Arrays that each pass of a loop makes anew and fills part by part: none meets another pass's."""

import numpy as np

from tests.programs.case import Program, positive, signed


def forces(q, n):
    for _ in range(n):
        a = np.zeros_like(q)
        for i in range(len(q)):
            a[i] = np.sum((q - q[i]) ** 3)
        q = q + 0.1 * a
    return np.sum(q * q)


def the_last_one_is_read_behind(q, n):
    for _ in range(n):
        a = np.zeros_like(q)
        for i in range(len(q)):
            a[i] = q[i] ** 2
        q = q + 0.1 * a
    return np.sum(a * q)


def a_recurrence_in_each(q, n):
    s = 0.0
    for _ in range(n):
        a = np.empty(len(q))
        a[0] = q[0]
        for i in range(1, len(q)):
            a[i] = np.sin(a[i - 1]) * q[i]
        s += np.sum(a * a)
        q = q * 0.9 + 0.1 * a
    return s


def filled_over_and_over(q, n):
    for _ in range(n):
        a = np.zeros_like(q)
        for k in range(2):
            for i in range(len(q)):
                a[i] = q[i] ** (2 + k)
                q[i] = q[i] + 0.1 * a[i]
    return np.sum(a * q)


def scaled_and_then_overwritten(q, n):
    s = 0.0
    for _ in range(n):
        a = q * 2.0
        for i in range(len(q)):
            a[i] = a[i] * q[i]
        for i in range(len(q)):
            a[i] = q[i] ** 3
        s += np.sum(a * a)
        q = q * 0.9 + 0.1 * a
    return s


def that_of_the_pass_before(q, n):
    before = np.ones(len(q))
    for _ in range(n):
        a = np.zeros_like(q)
        for i in range(len(q)):
            a[i] = q[i] ** 2 * before[i]
        q = q + 0.1 * a * before
        before = a
    return np.sum(a * q)


def written_through_a_view_that_stays(q, n):
    v = np.ones(len(q))
    for _ in range(n):
        a = np.zeros(len(q))
        w = a[:]
        for i in range(len(q)):
            w[i] = q[i] * v[i]
        for i in range(len(q)):
            a[i] = a[i] * v[i]
        v = w
        q = q + v
    return np.sum(q)


def all_kept_in_a_list(q, n):
    found = []
    for _ in range(n):
        a = np.zeros_like(q)
        for i in range(len(q)):
            a[i] = q[i] ** 2
        q = q + 0.1 * a
        found.append(a)
    found[0][1] = q[0]
    return np.sum(q) + np.sum(found[0] * found[-1])


def made_where_a_test_says(q, n):
    a = np.ones(len(q))
    for k in range(n):
        if k % 2 == 0:
            a = np.zeros_like(q)
        for i in range(1, len(q)):
            a[i] = a[i - 1] * q[i] + q[0]
        q = q + 0.1 * a
    return np.sum(a * q)


def diagonals_of_each_step(x, n):
    """A tridiagonal system in each step."""
    for _ in range(n):
        c, d = np.zeros(len(x)), np.zeros(len(x))
        c[0], d[0] = -0.2 / (1.4 + x[0] ** 2), x[0] / (1.4 + x[0] ** 2)
        for i in range(1, len(x)):
            m = 1.4 + x[i] ** 2 + 0.2 * c[i - 1]
            c[i] = -0.2 / m
            d[i] = (x[i] + 0.2 * d[i - 1]) / m
        y = np.zeros(len(x))
        y[-1] = d[-1]
        for i in range(len(x) - 2, -1, -1):
            y[i] = d[i] - c[i] * y[i + 1]
        x = y
    return np.sum(x**3)


def tables_for_each_row(x, y):
    """Edit distances, smoothed, of each row to one sequence."""
    s = 0.0
    for row in x:
        d = np.zeros((len(row) + 1, len(y) + 1))
        for i in range(1, len(row) + 1):
            for j in range(1, len(y) + 1):
                cost = (row[i - 1] - y[j - 1]) ** 2
                ways = np.exp(-d[i - 1, j]) + np.exp(-d[i, j - 1]) + np.exp(-d[i - 1, j - 1])
                d[i, j] = cost - np.log(ways)
        s += d[-1, -1]
    return s


def while_it_is_large(x):
    s = 0.0
    while np.sum(x * x) > 0.5:
        a = np.empty(len(x) + 1)
        a[0] = 0.0
        for i in range(len(x)):
            a[i + 1] = a[i] * 0.5 + x[i] ** 2
        s += a[-1]
        x = x * 0.7
    return s


def two_loops_around(x, n):
    for _ in range(n):
        for k in range(2):
            a = np.zeros(len(x))
            for i in range(len(x)):
                a[i] = x[i] * x[k]
            x = x + 0.1 * a
        x = x * a
    return np.sum(x)


def left_early(x, n):
    for k in range(n):
        a = np.zeros(len(x))
        for i in range(len(x)):
            a[i] = x[i] ** 2
            if a[i] > 2.0:
                break
        if k == 1:
            continue
        x = x + 0.1 * a
    return np.sum(x * a)


def the_best_is_written_behind(x, n):
    best, most = x, -1.0
    for k in range(n):
        a = np.empty(len(x))
        a[0] = x[0]
        for i in range(1, len(x)):
            a[i] = np.sin(a[i - 1]) * x[i] + 0.1 * k
        if np.sum(a) > most:
            best, most = a, np.sum(a)
        x = x + 0.1 * a
    best[1] = best[0] * x[2]
    return np.sum(best * best)


def made_in_some_passes(x, n):
    for k in range(n):
        if k % 2 == 0:
            a = np.ones(len(x))
        for i in range(1, len(x)):
            a[i] = a[i - 1] * x[i] + x[0]
        x = x + 0.1 * a
    return np.sum(x * a)


class Buffer:
    """Holds what each pass makes."""

    def __init__(self, size):
        self.size = size
        self.cells = None
        self.before = None

    def fill(self, x):
        """Fill it anew."""
        self.before = self.cells
        self.cells = np.zeros(self.size)
        self.cells[0] = x[0]
        for i in range(1, self.size):
            self.cells[i] = np.cos(self.cells[i - 1]) * x[i]
        return self.cells


def in_an_object(x, n):
    buffer = Buffer(len(x))
    s = 0.0
    for k in range(n):
        s += np.sum(buffer.fill(x) ** 2)
        if k > 0:
            buffer.before[0] = x[1]
            s += np.sum(buffer.before * buffer.cells)
        x = x * 0.9
    return s + np.sum(buffer.cells)


def in_a_dict(x, n):
    kept = {"row": x * 1.0}
    s = 0.0
    for _ in range(n):
        a = np.empty(len(x))
        a[0] = kept["row"][1]
        for i in range(1, len(x)):
            a[i] = a[i - 1] * x[i]
        kept["row"][0] = a[1]
        s += np.sum(kept["row"] * a)
        kept["row"] = a
    return s


def two_that_change_places(x, n):
    a, b = x * 1.0, np.ones(len(x))
    for _ in range(n):
        c = np.empty(len(x))
        c[0] = a[1]
        for i in range(1, len(x)):
            c[i] = c[i - 1] * a[i] + b[i]
        b[0] = c[1]
        a, b = b, c
    return np.sum(a * b)


def filled_by_a_function(x, n):
    def fill(out, x):
        out[0] = x[0]
        for i in range(1, len(x)):
            out[i] = np.sin(out[i - 1]) * x[i]
        return out

    s = 0.0
    for _ in range(n):
        a = fill(np.empty(len(x)), x)
        a[1] = a[0] * a[2]
        s += np.sum(a * a)
        x = x + 0.1 * a
    return s


PROGRAMS = [
    *(
        Program(one, (signed(5), 3))
        for one in (
            forces,
            the_last_one_is_read_behind,
            a_recurrence_in_each,
            filled_over_and_over,
            scaled_and_then_overwritten,
            that_of_the_pass_before,
            written_through_a_view_that_stays,
            all_kept_in_a_list,
            made_where_a_test_says,
            diagonals_of_each_step,
            two_loops_around,
            left_early,
            the_best_is_written_behind,
            made_in_some_passes,
            in_an_object,
            in_a_dict,
            two_that_change_places,
            filled_by_a_function,
        )
    ),
    Program(tables_for_each_row, (signed(2, 3), signed(4)), wrt=(0, 1)),
    Program(while_it_is_large, (positive(4),)),
]
