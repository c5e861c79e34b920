"""Calls that write: arguments, outputs given by position, globals, attributes."""

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, -1.2, 0.4, 1.1])
COUNT = [0]
CALLS = []
FACTOR = 2
WEIGHTS = np.array([1.0, 2.0, 3.0, 4.0])


class Cursor:
    def __init__(self):
        self.n = 1
        self.w = 2.0

    def advance(self):
        self.n += 1
        self.w = self.w * 0.5
        return self.n


def output_by_position(x, n):
    k = np.array([1.0, 2.0, 3.0, 4.0])
    s = 0.0
    for _ in range(n):
        s += np.sum(x * x * k)
        np.add(k, 1.0, k)
    return s


def output_of_cumsum_by_position(x, n):
    k = np.array([1.0, 2.0, 3.0, 4.0])
    s = 0.0
    for _ in range(n):
        s += np.sum(x * x * k)
        k.cumsum(0, None, k)
    return s


def output_of_clip_by_position(x):
    k = np.array([1.0, 2.0, 3.0, 4.0])
    s = np.sum(x * x * k)
    np.clip(k, 1.5, 2.5, k)
    return s * np.sum(x * k)


def output_of_subtract_in_loop(x, n):
    k = np.array([1.0, 2.0, 3.0, 4.0])
    y = x
    for _ in range(n):
        y = y * k
        np.subtract(3, k, k)
    return np.sum(y * y)


def weights_cleaned_without_copy(x):
    k = np.array([1.0, np.nan, 3.0, 4.0])
    np.nan_to_num(k, copy=False, nan=2.0)
    y = x * k
    k[1] = np.nan
    np.nan_to_num(k, False)
    return np.sum(y * y * k)


def global_list_counted_up(x):
    COUNT[0] = 0
    s = x[COUNT[0]]
    for _ in range(3):
        s = s * x[COUNT[0]]
        tick()
    return s


def tick():
    COUNT[0] += 1
    return COUNT[0]


def global_rebound_by_callee(x):
    set_factor(2)
    s = x[0] * FACTOR
    set_factor(5)
    s = s * x[1] * FACTOR
    set_factor(2)
    return s * s


def set_factor(value):
    global FACTOR
    FACTOR = value


def global_array_written(x):
    s = weighted(x)
    WEIGHTS[0] = 5.0
    t = weighted(x)
    WEIGHTS[0] = 1.0
    return s * t


def weighted(x):
    return np.sum(x * x * WEIGHTS)


def attribute_counted_up_by_callee(x, cursor, n):
    s = 1.0
    for i in range(n):
        s = s * x[cursor.n] + x[i]
        bump(cursor)
    return s


def bump(cursor):
    cursor.n += 1
    return cursor.n


def attribute_changed_by_method(x, cursor, n):
    s = 1.0
    for i in range(n):
        s = s * x[cursor.n] * cursor.w + x[i]
        cursor.advance()
    return s


def helper_writes_its_array_twice(x, n):
    y = x.copy()
    s = 1.0
    for i in range(n):
        s = s * mixed(y, x[i]) + mixed(y[::-1], s)
    return s + np.sum(y)


def mixed(u, c):
    u[1] = np.sin(u[0] * c)
    u[0] *= 0.5
    return u[1] + u[2] * c


def helper_exchanges_two_arrays(x):
    y = x * 2
    z = np.sin(x)
    exchange(y, z)
    y[0] = z[1]
    exchange(y[:2], y[2:])
    return np.sum(y * z * x)


def exchange(u, v):
    t = u.copy()
    u[:] = v
    v[:] = t


def helper_returns_overlapping_views(x, n):
    y = x.copy()
    for i in range(n):
        a = window(y, i)
        b = window(y, i + 1)
        a *= b
        b[1] += a[0] * x[i]
    return np.sum(y * y)


def window(u, i):
    return u[i : i + 2]


def helper_returns_its_argument_or_not(x, n):
    y = x.copy()
    v = same_or_double(y, n > 1)
    v[0] = 3 * y[1]
    w = same_or_double(y, False)
    w[1] = v[0]
    return np.sum(y * v * w)


def same_or_double(u, flag):
    if flag:
        return u
    return u * 2


def helper_breaks_out_of_its_loop(x, n):
    y = x.copy()
    s = 0.0
    for j in range(n):
        s += scaled_until(y[j:], x[j]) * scaled_until(y, 0.3)
    return s + np.sum(y)


def scaled_until(u, c):
    for i in range(len(u)):
        if u[i] > c:
            break
        u[i] = u[i] * c
    else:
        return 0.0
    return u[i] * c


def helper_fills_an_output(x):
    out = np.empty(4)
    squares(x, out)
    squares(out, out)
    squares(out[::-1], x)
    return np.sum(out * x)


def squares(x, out):
    out[:] = x * x
    out[0] += out[1]


def helper_notes_its_calls(x):
    s = 0.0
    for v in x:
        s += noted(v) * v
    return s


def noted(v):
    CALLS.append(len(CALLS))
    return 2.0 * v


SETTINGS = {"rate": 1.0}
LIMITS = [1.0, 2.0]


def set_up():
    SETTINGS["rate"] = 2.0
    LIMITS[0] = 0.5


def settings():
    return SETTINGS


def raised_slowly():
    while SETTINGS["rate"] < 5.0:
        SETTINGS["rate"] *= 1.5


def raised_by_another_name():
    held = settings()
    try:
        held["rate"] = 3.0
    finally:
        LIMITS.append(LIMITS.pop())


def raised_in(table):
    table["rate"] += 0.25


def raised_by_argument():
    raised_in(SETTINGS)
    return SETTINGS["rate"]


def read_after_set_up(x):
    set_up()
    return x * SETTINGS["rate"] * LIMITS[0]


def read_between_changes(x):
    set_up()
    y = x * SETTINGS["rate"]
    raised_slowly()
    y = y + x**2 * SETTINGS["rate"]
    raised_by_another_name()
    return y + x**3 * SETTINGS["rate"] * LIMITS[0]


def at_the_rate(x):
    return x * SETTINGS["rate"]


def changed_in_a_loop(x, n):
    set_up()
    for _ in range(n):
        x = x + 0.1 * at_the_rate(x) ** 2
        raised_by_argument()
    return at_the_rate(x)


PROGRAMS = [
    Program(read_after_set_up, (0.7,)),
    Program(read_between_changes, (0.7,)),
    Program(changed_in_a_loop, (0.7, 3)),
    Program(helper_notes_its_calls, (V,)),
    Program(output_by_position, (V, 3)),
    Program(output_of_cumsum_by_position, (V, 3)),
    Program(output_of_clip_by_position, (V,)),
    Program(output_of_subtract_in_loop, (V, 3)),
    Program(weights_cleaned_without_copy, (V,)),
    Program(global_list_counted_up, (V,)),
    Program(global_rebound_by_callee, (V,)),
    Program(global_array_written, (V,)),
    Program(attribute_counted_up_by_callee, lambda: (V.copy(), Cursor(), 2)),
    Program(attribute_changed_by_method, lambda: (V.copy(), Cursor(), 2)),
    Program(helper_writes_its_array_twice, (V, 2)),
    Program(helper_exchanges_two_arrays, (V,)),
    Program(helper_returns_overlapping_views, (V, 2)),
    Program(helper_returns_its_argument_or_not, (V, 2)),
    Program(helper_returns_its_argument_or_not, (V, 0), name="helper_returns_no_argument"),
    Program(helper_breaks_out_of_its_loop, (V, 3)),
    Program(helper_fills_an_output, (V,)),
]

REFUSED = {
    "global_rebound_by_callee",
}
