"""Arrays from which their greatest element is taken in place, where the result does not tell."""

import numpy as np

from tests.programs.case import Program, signed


def shares(x):
    z = x * 2.0
    z -= z.max(axis=1, keepdims=True)
    e = np.exp(z)
    e /= e.sum(axis=1, keepdims=True)
    return np.sum(e * e)


def logarithms_of_shares(x):
    z = x * 2.0
    z -= z.max(axis=1, keepdims=True)
    logs = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -np.mean(logs[:, 0])


def the_greatest_is_read_as_well(x):
    z = x * 2.0
    t = z.max(axis=1, keepdims=True)
    z -= t
    e = np.exp(z)
    e /= e.sum(axis=1, keepdims=True)
    return np.sum(e * e) + np.sum(t)


def what_was_shifted_is_read_as_well(x):
    z = x * 2.0
    z -= z.max(axis=1, keepdims=True)
    e = np.exp(z)
    e /= e.sum(axis=1, keepdims=True)
    return np.sum(e * e) + np.sum(z)


def read_before_it_was_shifted(x):
    z = x * 2.0
    w = z * z
    z -= np.max(z)
    e = np.exp(z)
    return np.sum(e / np.sum(e) * w)


def a_view_sees_the_shift(x):
    z = x * 2.0
    v = z[0]
    z -= np.max(z)
    e = np.exp(z)
    return np.sum(e / np.sum(e)) + np.sum(v * v) + np.sum((e / np.sum(e)) ** 2)


def an_argument_is_shifted(x):
    y = x
    x -= x.max(axis=1, keepdims=True)
    e = np.exp(x)
    e /= e.sum(axis=1, keepdims=True)
    return np.sum(e * e) + np.sum(y)


def in_each_pass(x, n):
    for _ in range(n):
        z = x @ x.T
        w = np.sin(z)
        z -= np.max(z)
        p = np.exp(z)
        p /= p.sum()
        x = x + p @ x + 0.1 * (w @ x)
    return np.sum(x * x)


def carried_from_pass_to_pass(x, n):
    z = x * 1.0
    s = 0.0
    for _ in range(n):
        z -= np.max(z)
        e = np.exp(z)
        s += np.sum(e / e.sum() * x)
        z += e / e.sum()
    return s


def added_and_scaled(x):
    z = x * 2.0
    top = -np.max(z)
    z += top
    z *= 0.5
    e = np.exp(z)
    return np.sum((e / np.sum(e)) ** 3)


def shifted_by_two(x):
    z = x * 2.0
    top = np.max(z)
    z -= top
    z -= top
    e = np.exp(z)
    return np.sum((e / np.sum(e)) ** 3) + np.log(np.sum(e))


def shifted_in_a_branch(x, flag):
    z = x * 2.0
    top = np.max(z)
    if flag:
        z -= top
    e = np.exp(z)
    return np.sum((e / np.sum(e)) ** 3) + np.log(np.sum(e))


def a_part_is_shifted(x):
    z = x * 2.0
    top = np.max(z)
    z[0] -= top
    e = np.exp(z)
    return np.sum((e / np.sum(e)) ** 3)


PROGRAMS = [
    *(
        Program(one, (signed(3, 4),))
        for one in (
            shares,
            logarithms_of_shares,
            the_greatest_is_read_as_well,
            what_was_shifted_is_read_as_well,
            read_before_it_was_shifted,
            a_view_sees_the_shift,
            an_argument_is_shifted,
            added_and_scaled,
            shifted_by_two,
            a_part_is_shifted,
        )
    ),
    Program(in_each_pass, (signed(3, 2) * 0.5, 2)),
    Program(carried_from_pass_to_pass, (signed(3, 2), 3)),
    Program(shifted_in_a_branch, (signed(3, 2), True)),
]
