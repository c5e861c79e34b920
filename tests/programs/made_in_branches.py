"""Arrays that are made in the branches of an `if`, and written into behind it."""

import numpy as np

from tests.programs.case import Program, signed

X, W = signed(5), signed(5, start=3)
A = signed(3, 4)


def before_a_loop(x, c, n):
    if c > 0:
        buf = x * 2
    else:
        buf = np.sin(x)
    for k in range(n):
        buf[k] = buf[k] * x[k]
    return np.sum(buf * buf)


def in_a_loop(x, n):
    s = 0.0
    for k in range(n):
        if k % 2:
            y = x * k
        else:
            y = np.zeros_like(x)
        y[1:] += x[:-1] * y[:-1] + x[1:]
        s += y @ y
    return s


def three_ways(x, w, n):
    for k in range(n):
        if k == 1:
            y = x * w
        elif k == 2:
            y = np.cos(x)
            y[0] = w[1] * y[2]
        else:
            y = w.copy()
        y *= x
        w = w + y * y
    return np.sum(w)


def inside_of_branches(x, c, n):
    if c > 0:
        if n > 2:
            y = x * x
        else:
            y = x[::-1] * 2
        y[1:3] = x[0] * y[2:4]
        s = np.sum(y * y)
    else:
        s = np.sum(x)
    return s


def of_other_lengths(x, n):
    s = 0.0
    for k in range(n):
        if k % 2:
            y = x[1:] * x[:-1]
        else:
            y = x * 3
        y[0] = y[1] * y[2]
        s += np.sum(y)
    return s


def with_other_layouts(a, n):
    s = 0.0
    for k in range(n):
        if k % 2:
            y = (a * 2).T.copy()
        else:
            y = np.sin(a.T)
        y[1] = y[0] * a[:, 2]
        r = y.reshape(-1)
        r[2:5] *= a[0, 0]
        s += np.sum(y * y)
    return s


def carried(x, n):
    y = x * 1.0
    for k in range(n):
        if k % 2:
            y = x * x
        else:
            y = y * x
        y[1:] += y[:-1] * x[1:]
    return np.sum(y)


def kept_in_some_passes(x, n):
    y = x * 1.0
    for k in range(n):
        if k % 2:
            y = np.sin(x)
        y[1:] += y[:-1] * x[1:]
    return np.sum(y * x)


def read_before(x, n):
    s = 0.0
    for k in range(n):
        if k > 0:
            s += y[0] * y[1]  # noqa: F821
        if k % 2:
            y = np.sin(x)
        else:
            y = x * 2
        y[1:] *= y[:-1]
    return s + np.sum(y)


def the_argument_in_one(x, c):
    x = x * 1.0
    if c > 0:
        y = x
    else:
        y = x * 2
    y[1] = y[0] * x[2]
    return np.sum(y) + np.sum(x * x)


def under_two_names(x, c):
    if c > 0:
        y = x * x
    else:
        y = x * 2
    z = y
    z[1:] *= y[:-1]
    y[0] = z[1] * x[0]
    return np.sum(z * y)


def seen_through_a_view(x, c):
    if c > 0:
        y = x * x
    else:
        y = x * 2
    v = y[1:]
    v *= x[1:]
    y[1] = v[1] * v[0]
    return np.sum(v) + y @ y


def seen_in_the_next_pass(x, n):
    v = x[1:] * 1.0
    s = 0.0
    for k in range(n):
        if k % 2:
            y = x * x
        else:
            y = x * 2
        y[1:] *= v
        v = y[:-1]
        v[1] = v[0] * x[2]
        s += np.sum(y * y)
    return s + np.sum(v)


def seen_in_some_passes(x, n):
    s = 0.0
    for k in range(n):
        if k % 2:
            y = x * x
        else:
            y = np.cos(x)
        if k % 3 == 0:
            v = y[:-1]
            v *= x[1:]
        y[0] = y[1] * x[k]
        s += np.sum(v * x[1:]) + y[0]
    return s


def parts_of_parts(x, n):
    s = 0.0
    for k in range(n):
        if k % 2:
            y = x * x
        else:
            y = x * 2
            y[:2] *= x[1:3]
        v = y[1:]
        w = v[::-1]
        w[0] = v[1] * y[0]
        y[:3] += w[1:]
        s += v @ v
    return s


def held_by_a_list(x, n):
    ys = []
    for k in range(n):
        if k % 2:
            y = x * x
        else:
            y = np.cos(x)
        ys.append(y)
        y[k] = x[0] * y[1]
    s = 0.0
    for y in ys:
        s += y @ y
    return s


def left_early(x, n):
    s = 0.0
    for k in range(n):
        if x[k] > 0.9:
            break
        elif k % 2:
            y = x * x
        else:
            y = x * 2
        y[0] = y[1] * y[k]
        s += np.sum(y)
    return s


def left_from_a_branch(x, n):
    s = 0.0
    for k in range(n):
        if k == 2:
            y = x * 3
            y[0] = x[1] * x[2]
            s += y @ y
            break
        else:
            y = x * 2
        y[1] = y[1] * y[k]
        s += np.sum(y)
    return s + np.sum(y)


def passed_over(x, n):
    s = 0.0
    for k in range(n):
        if k % 3 == 0:
            y = x * 3
            continue
        elif k % 3 == 1:
            y = x * 2
        else:
            y = x**2
        y[1] = y[1] * y[0]
        s += np.sum(y)
    return s


def raised_in_one(x, c):
    if c > 0:
        y = x * x
    elif c < -5:
        raise ValueError("too small")
    else:
        y = x * 2
    y[0] *= y[1]
    return y @ y


def doubled(y):
    y[1:] *= y[:-1]
    return np.sum(y)


def given_to_a_helper(x, n):
    s = 0.0
    for k in range(n):
        if k % 2:
            y = x * x
        else:
            y = x + 1.0
        s += doubled(y) * y[0]
    return s


def exchanged(x, n):
    y, z = x * 1.0, x * 2.0
    for k in range(n):
        if k % 2:
            y = z * x
        else:
            y = x * x
        y[0] = z[1]
        y, z = z, y
    return np.sum(y * z)


def beside_another_pair(x, w, n):
    y, z = x * 1.0, x * 2.0
    a, b = w * 1.0, w * 2.0
    for k in range(n):
        if k % 2:
            y = z * x
        y[0] = z[1] * a[0]
        y, z, a, b = z, y, b, a
        a = a * b + y
    return np.sum(y * z) + np.sum(a * b)


def given_back_to_itself(x, w, n):
    y = x * 1.0
    for k in range(n):
        if k % 2:
            z = np.zeros(5)
        else:
            z = np.roll(w, 1)
        z[0] += x[1]
        y = z
        y, w = y, w
        x = x + w * y
    return np.sum(y * x)


def in_a_while(x, n):
    k = 0
    s = 0.0
    while k < n:
        if k % 2:
            y = x * x
        else:
            y = np.exp(x)
        y[k] = s * y[0]
        s = s + y @ x
        k += 1
    return s


PROGRAMS = [
    Program(before_a_loop, (X, 1.0, 3)),
    Program(before_a_loop, (X, -1.0, 3)),
    Program(in_a_loop, (X, 4)),
    Program(in_a_loop, (X, 0)),
    Program(three_ways, (X, W, 5), wrt=(0, 1)),
    Program(inside_of_branches, (X, 1.0, 3)),
    Program(inside_of_branches, (X, 1.0, 1)),
    Program(inside_of_branches, (X, -1.0, 1)),
    Program(of_other_lengths, (X, 3)),
    Program(with_other_layouts, (A, 3)),
    Program(carried, (X, 4)),
    Program(kept_in_some_passes, (X, 4)),
    Program(read_before, (X, 4)),
    Program(the_argument_in_one, (X, 1.0)),
    Program(the_argument_in_one, (X, -1.0)),
    Program(under_two_names, (X, 1.0)),
    Program(seen_through_a_view, (X, -1.0)),
    Program(seen_in_the_next_pass, (X, 4)),
    Program(seen_in_some_passes, (X, 4)),
    Program(parts_of_parts, (X, 4)),
    Program(held_by_a_list, (X, 3)),
    Program(left_early, (X, 4)),
    Program(left_from_a_branch, (X, 4)),
    Program(passed_over, (X, 6)),
    Program(raised_in_one, (X, 1.0)),
    Program(given_to_a_helper, (X, 4)),
    Program(exchanged, (X, 4)),
    Program(beside_another_pair, (X, W, 4), wrt=(0, 1)),
    Program(given_back_to_itself, (X, W, 3), wrt=(0, 1)),
    Program(in_a_while, (X, 4)),
]
