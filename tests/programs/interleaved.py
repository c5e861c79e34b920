"""Names rotated, swapped and rebound in terms of one another, in loops and branches."""

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, -1.2, 0.4, 1.1])


def pair_fibonacci(x):
    a, b = x[0], x[1]
    for _ in range(3):
        a, b = b, a * b + a
    return a * b


def pair_square_and_shift(x):
    a, b = x[0], x[1]
    for _ in range(3):
        a, b = b * b, a
    return a * b


def pair_product_and_shift(x):
    a, b = x[0], x[1]
    for _ in range(4):
        a, b = a * b, a
    return a + b * b


def pair_product_and_shift_of_arrays(x):
    a, b = x * 2, np.sin(x)
    for _ in range(3):
        a, b = a * b, a
    return np.sum(a * b)


def three_rotated_with_product(x):
    a, b, c = x[0], x[1], x[2]
    for _ in range(4):
        a, b, c = b * c, c, a
    return a * b + c


def three_arrays_rotated(x, n):
    a, b, c = x, x * x, np.cos(x)
    for i in range(n):
        a, b, c = c, a * x[i], b
    return np.sum(a * b * c)


def swapped_after_both_rebound(x, a):
    s, t = a, x[1]
    for i in range(3):
        s = s * t
        t = x[i]
        s, t = t, s
    return s + t * a


def swapped_with_a_store_between(x, a):
    s, t = a, x[1]
    for i in range(1, 4):
        x[1] /= 2.0 + a * t
        t = x[i % 4 - 1]
        s, t = t, s
    return np.sum(x * x)


def swapped_by_temporary(x, n):
    a, b = x[0], x[1]
    for i in range(n):
        held = a * b
        a = b + x[i]
        b = held
    return a * b


def swapped_by_helper(x, n):
    a, b = x[0], x[1]
    for i in range(n):
        a, b = exchange(a * b, b)
        b, a = exchange(b, a + x[i])
    return a * b


def exchange(a, b):
    return b, a


def rotated_with_choice(x, b):
    s = x[1]
    t = x[2]
    for i in range(3):
        s, t = (b if i % 2 == 0 else t - b), s
    return s + t


def rotated_with_choice_unset_at_first(x, b):
    s = x[1]
    for i in range(3):
        s, t = (b if i % 2 == 0 else t - b), s  # noqa: F821
    return s + t


def rotated_with_choice_of_product(x, n):
    a, b, c = x[0], x[1], x[2]
    for i in range(n):
        a, b, c = (b if i % 2 else c * a), a, b
    return a + b * c


def shifted_in_branches(x, n):
    a, b, c = x[0], x[1], x[2]
    for i in range(n):
        t = a
        if i % 2:
            a = b
            b = c * t
        else:
            a = c
        c = t
    return a + b * c


def arrays_shifted_in_branches(x, n):
    a, b, c = x * 1.0, x * 2.0, x * 3.0
    for i in range(n):
        t = a
        if i % 2:
            a = b
            b = c * t
        else:
            a = c
        c = t
    return np.sum(a + b * c)


def equal_names_part_in_branches(x, n):
    a = x[0]
    b = a
    c = b
    if n > 1:
        b = a * c
        a = b
    elif n > 0:
        c = a
        a = b * c
    else:
        a, b, c = c, a * b, b
    return a * b + c


def rotated_and_overridden(x, n):
    p, q, r = x, x, x * x
    for i in range(n):
        p, q, r = q, r, p
        if i == 1:
            p = q
        if i == 2:
            r = p + q
            q = r
    return np.sum(p * q * r)


def equal_arrays_part_in_loop(x, n):
    z = np.sum(x)
    w = x + 0 if n else x
    v = w
    for i in range(n):
        v = v if i != 1 else w * z
        w = v
        z = z + np.sum(w)
    return z * np.sum(v * w)


def carried_pair_with_inner_loop(x, n):
    s = np.sum(x * x)
    t = s
    u = s
    for i in range(n):
        u = t
        for j in range(2):
            t = s * u if j else t
            s = u + x[j]
    return s * t * u


def swapped_after_inner_while(x, n):
    a = b = c = x[0] * 1.0
    for i in range(n):
        a = b
        b = c
        c = a * x[i] if i < 2 else a
        while a < 0.5:
            a = a + 0.3
            b = a * c
        a, c = c, a
    return a * b + c


PROGRAMS = [
    Program(pair_fibonacci, (V,)),
    Program(pair_square_and_shift, (V,)),
    Program(pair_product_and_shift, (V,)),
    Program(pair_product_and_shift_of_arrays, (V,)),
    Program(three_rotated_with_product, (V,)),
    Program(three_arrays_rotated, (V, 4)),
    Program(swapped_after_both_rebound, (V, 0.8), wrt=(0, 1)),
    Program(swapped_with_a_store_between, (V, 0.8), wrt=(0, 1)),
    Program(swapped_by_temporary, (V, 4)),
    Program(swapped_by_helper, (V, 3)),
    Program(rotated_with_choice, (V, 0.8), wrt=(0, 1)),
    Program(rotated_with_choice_unset_at_first, (V, 0.8)),
    Program(rotated_with_choice_of_product, (V, 3)),
    Program(shifted_in_branches, (V, 4)),
    Program(arrays_shifted_in_branches, (V, 4)),
    Program(equal_names_part_in_branches, (V, 0), name="equal_names_part_in_last_branch"),
    Program(equal_names_part_in_branches, (V, 1), name="equal_names_part_in_second_branch"),
    Program(equal_names_part_in_branches, (V, 2), name="equal_names_part_in_first_branch"),
    Program(rotated_and_overridden, (V, 4)),
    Program(equal_arrays_part_in_loop, (V, 0), name="equal_arrays_part_in_no_pass"),
    Program(equal_arrays_part_in_loop, (V, 3)),
    Program(carried_pair_with_inner_loop, (V, 3)),
    Program(swapped_after_inner_while, (V, 4)),
]
