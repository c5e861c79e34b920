"""Integers and views that a pass reads as an earlier one has left them.

No statement before the loop binds them: the first pass leaves their readers out.
"""

import numpy as np

from tests.programs.case import Program, positive, signed


def stored_where_the_last_pass_was(x, n):
    a = x.copy()
    s = 0.0
    for i in range(1, n):
        s += a[i - 1] ** 2
        if i > 1:
            a[j] = s  # noqa: F821 (the pass before has bound it)
        j = i
    return s + np.sum(a * x)


def row_scaled_after_its_pass(x, m):
    s = 0.0
    for i in range(3):
        s += np.sum(m[i] ** 2)
        if i:
            m[r] = m[r] * s  # noqa: F821
        r = i
        s += m[r, 0] * m[r, 1] ** 2
    return s * x[0] + np.sum(m)


def added_to_the_element_before(x, n):
    b = np.zeros(8)
    s = 0.0
    for i in range(n):
        if i > 0:
            b[j] += x[i] * s  # noqa: F821
            s += b[j] ** 2  # noqa: F821
        j = i + 1
        b[j] = x[i] * 2
        s += b[j] * x[0]
    return s + np.sum(b * b)


def scaled_from_where_the_last_slice_ended(x, n):
    a = x.copy()
    s = 0.0
    for i in range(n):
        m = i + 1
        s += np.sum(a[:m] ** 2)
        if i > 0:
            a[p:] *= 1.1  # noqa: F821
        p = m
    return s + np.sum(a * x)


def place_bound_in_some_passes(x, n):
    a = x.copy()
    s = 0.0
    for i in range(n):
        s += a[i] ** 2 * a[i + 1]
        if i % 2 == 0:
            k = i
        a[k] = s * 0.3
    return s + np.sum(a * x)


def place_of_the_last_pass_after_it(x, n):
    a = x.copy()
    s = 0.0
    for _ in range(2):
        for i in range(n):
            k = i + 1
            s += a[k] ** 2
        a[k - 1] *= s * 0.1
    return s + np.sum(a * x)


def row_of_the_last_pass_written(x, m):
    s = 0.0
    for i in range(3):
        s += np.sum(m[i] ** 2)
        if i:
            r[0] = s * x[0]  # noqa: F821
        r = m[i]
    return s + np.sum(m)


def row_read_once_more_in_the_next_pass(x, m):
    s = 0.0
    for i in range(3):
        if i:
            s += 0.1 * np.sum(r**2)  # noqa: F821
            m[i] = m[i] * s
        r = m[i]
        s += np.sum(r**3) * x[i]
    return s + np.sum(m)


def column_under_a_second_name(x, m):
    s = 0.0
    for i in range(3):
        c = m[:, i]
        s += c[0] ** 2
        if i:
            d[0] = s * x[0]  # noqa: F821
        d = c
    return s + np.sum(m)


def row_of_a_loop_kept_for_the_next_pass(x, m):
    s = x[0]
    for i, r in enumerate(m):
        s += np.sum(r**2)
        if i:
            q[0] = s  # noqa: F821
            s += q[1] ** 2  # noqa: F821
        q = r
    return s + np.sum(m)


def tail_of_the_last_pass_written(x, m):
    s = 0.0
    v = m.reshape(-1)
    for i in range(3):
        w = v[i + 1 :]
        s += np.sum(w**2)
        if i > 0:
            u[0] = s * x[0]  # noqa: F821
        u = w
        v[i] = s * 0.1
    return s + np.sum(m)


def part_of_the_last_pass_raised(x, n):
    a = x.copy()
    s = 0.0
    i = 0
    while i < n:
        if i:
            v[0] = v[1] ** 2  # noqa: F821
            s += a[i] * v[0]  # noqa: F821
        v = a[i:]
        i += 1
    return s + np.sum(a * x)


X = signed(6)


def flat_after_the_loop(x):
    """A view or a copy, as the layout has it, which is read after the pass that takes it."""
    for _ in range(3):
        v = np.ravel(x)
        v *= 2.0
    return np.sum(v * v)


def flat_before_the_loop_too(x):
    v = x
    for _ in range(2):
        v = np.ravel(x)
        v *= 2.0
    return np.sum(v * v)


def flat_in_the_next_pass(x):
    s = 0.0
    for i in range(3):
        if i:
            s += np.sum(v * v)  # noqa: F821
        v = np.ravel(x)
        v *= 2.0
    return s


OF_VECTORS = [
    stored_where_the_last_pass_was,
    added_to_the_element_before,
    scaled_from_where_the_last_slice_ended,
    place_bound_in_some_passes,
    place_of_the_last_pass_after_it,
    part_of_the_last_pass_raised,
]
OF_MATRICES = [
    row_scaled_after_its_pass,
    row_of_the_last_pass_written,
    row_read_once_more_in_the_next_pass,
    column_under_a_second_name,
    row_of_a_loop_kept_for_the_next_pass,
    tail_of_the_last_pass_written,
]

PROGRAMS = [
    *(Program(function, (X, 4)) for function in OF_VECTORS),
    *(Program(function, (X, 1), name=f"{function.__name__}_of_one") for function in OF_VECTORS),
    *(Program(function, (positive(3), 0.6 * signed(3, 3)), wrt=(0, 1)) for function in OF_MATRICES),
    *(
        Program(function, (layout,), name=f"{function.__name__}_{name}")
        for function in (flat_after_the_loop, flat_before_the_loop_too, flat_in_the_next_pass)
        for name, layout in (("of_rows", signed(2, 3)), ("of_columns", signed(3, 2).T))
    ),
]
