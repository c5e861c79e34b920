"""Arrays that a loop makes anew in each pass, writes into, and gives the names of older ones."""

import numpy as np

from srcgrad import checkpoint
from tests.programs.case import Program, positive, signed

X = positive(6)
A = signed(3, 4)


def a_step(u, c, n):
    for _ in range(n):
        new = u.copy()
        new[1:-1] += c * u[1:-1] * (u[2:] - 2 * u[1:-1] + u[:-2])
        new[0] = new[1] * u[2]
        u = new
    return np.sum(u * u)


def a_step_by_elements(u, c, n):
    for _ in range(n):
        new = np.zeros_like(u)
        for i in range(1, len(u) - 1):
            new[i] = u[i] + c * u[i] * (u[i + 1] - u[i - 1])
            new[i] *= u[0]
        u = new
    return np.sum(u * u) + u.shape[0] * u[2]


def a_linear_step_by_elements(u, c, n):
    for _ in range(n):
        new = np.zeros_like(u)
        for i in range(1, len(u) - 1):
            new[i] = u[i] + 0.3 * (u[i + 1] - u[i - 1])
        u = new
    return c * np.sum(u * u) + u[2]


def copied_under_its_own_name(u, c, n):
    for _ in range(n):
        u = u.copy()
        u[1:] *= c * u[:-1]
    return np.sum(u * u)


def two_steps_back(u, c, n):
    old = u * c
    for _ in range(n):
        new = np.zeros_like(u)
        new[1:-1] = 2 * u[1:-1] - old[1:-1] ** 2 + c * (u[2:] - 2 * u[1:-1] + u[:-2])
        old = u
        u = new
    return np.sum(u * u) + np.sum(old * X)


def three_steps_back(u, c, n):
    first, second = u * c, u * u
    for _ in range(n):
        new = first * second
        new[1:] -= u[:-1] * c
        first, second, u = second, u, new
    return np.sum(u * u) + np.sum(first * X) - np.sum(second)


def two_fields(u, v, n):
    for _ in range(n):
        new_u, new_v = u.copy(), v.copy()
        new_u[1:] += v[:-1] * u[1:]
        new_v[:-1] -= u[1:] * v[:-1]
        u, v = new_u, new_v
    return np.sum(u * v)


def fields_that_cross(u, v, n):
    for _ in range(n):
        new_u, new_v = u.copy(), v.copy()
        new_u[1:] += v[:-1] * u[1:]
        new_v[:-1] -= u[1:] * v[:-1]
        u, v = new_v, new_u
    return np.sum(u * v) + u[0] * v[1]


def one_of_two_is_new(u, v, n):
    for _ in range(n):
        new = v * u
        new[2:] += u[:-2] ** 2
        v = u
        u = new
    return np.sum(u * v)


def both_names_keep_one(u, v, n):
    for _ in range(n):
        new = v * u
        new[2:] += u[:-2] ** 2
        u = new
        v = new
    return np.sum(u * v)


def in_a_loop_of_loops(u, c, n):
    for i in range(n):
        for j in range(i + 1):
            new = u.copy()
            new[j] = c * u[j + 1] * u[j]
            u = new
        c = c * u[1]
    return np.sum(u * u)


def begun_in_each_outer_pass(x, c, n):
    total = 0.0
    for i in range(n):
        u = x * c
        for j in range(2):
            new = u.copy()
            new[j] = c * u[j + 1] * u[i]
            u = new
        total += np.sum(u * u)
    return total


def read_after_the_loop(u, c, n):
    new = u
    for _ in range(n):
        new = u * c
        new[1:] += u[:-1] ** 2
        u = new
    return np.sum(u * new)


def a_second_loop(u, c, n):
    for _ in range(n):
        new = u.copy()
        new[1:] *= c * u[:-1]
        u = new
    v = u * u
    for _ in range(n):
        new = u.copy()
        new[:-1] += v[1:] * u[:-1]
        u = new
    return np.sum(u * v)


def while_it_is_large(u, c, n):
    while np.max(u) > 0.6:
        new = u * 0.8
        new[0] = c * u[1] * u[0]
        u = new
    return np.sum(u * u)


def left_in_the_middle(u, c, n):
    for _ in range(n):
        new = u * c
        new[0] = u[1] * u[0]
        if np.sum(new) < 3.0:
            break
        u = new
    return np.sum(u * u)


def left_at_the_end(u, c, n):
    for _ in range(n):
        new = u * c
        new[0] = u[1] * u[0]
        u = new
        if np.sum(u) < 3.0:
            break
    return np.sum(u * u)


def now_and_then(u, c, n):
    for i in range(n):
        new = u * c
        new[0] = u[1] * u[0]
        if i % 2 == 0:
            u = new
    return np.sum(u * u)


def views_of_the_old_one(u, c, n):
    for _ in range(n):
        inner = u[1:-1]
        new = u * c
        new[1:-1] *= inner
        edge = new[:2]
        edge += u[2:4] ** 2
        u = new
    return np.sum(u * u)


def laid_out_anew(a, c, n):
    for _ in range(n):
        new = a.T.copy().T
        flat = new.reshape(-1)
        flat[1:] *= c * flat[:-1]
        new[0] += a[1] * c
        a = new
    return np.sum(a * a)


def matrices(a, c, n):
    for _ in range(n):
        new = np.empty_like(a)
        new[:, 1:] = a[:, :-1] * c
        new[:, 0] = a[:, -1] ** 2
        new[0] *= a[2]
        a = new
    return np.sum(a * a)


def shorter_each_time(u, c, n):
    for _ in range(n):
        new = u[1:] * c
        new[0] = u[0] * u[1]
        u = new
    return np.sum(u * u)


def others_are_longer(u, c, n):
    v = np.concatenate((u, u))
    for _ in range(n):
        new = np.ones(len(v)) * c
        new[: len(u)] *= u * v[: len(u)]
        v = new
    return np.sum(v * v)


def of_floats_of_half_the_size(u, n):
    for _ in range(n):
        new = u.copy()
        new[1:] *= u[:-1]
        u = new
    return np.sum(u * u)


def run_again(u, c, n):
    for _ in checkpoint(range(n)):
        new = u.copy()
        new[1:] *= c * u[:-1]
        u = new
    return np.sum(u * u)


def run_again_two_steps_back(u, c, n):
    old = u * c
    for _ in checkpoint(range(n)):
        new = u * old
        new[1:] *= c * u[:-1]
        old = u
        u = new
    return np.sum(u * u) + np.sum(old)


def the_gradient_keeps_what_it_is(u, c, n):
    first = u
    for _ in range(n):
        new = u.copy()
        new[1:] *= c * u[:-1]
        u = new
    return np.sum(u * first)


def held_in_a_list(u, c, n):
    seen = []
    for _ in range(n):
        new = u.copy()
        new[1:] *= c * u[:-1]
        u = new
        seen.append(u)
    return np.sum(u * u) + sum(np.sum(one) for one in seen)


def the_larger_one(u, c, n):
    best = u
    for _ in range(n):
        new = u.copy()
        new[1:] *= c * u[:-1]
        u = new
        if np.sum(u) > 1.0:
            best = u
    return np.sum(u * best)


STEPS = (
    a_step,
    a_step_by_elements,
    a_linear_step_by_elements,
    copied_under_its_own_name,
    two_steps_back,
    three_steps_back,
    in_a_loop_of_loops,
    begun_in_each_outer_pass,
    read_after_the_loop,
    a_second_loop,
    while_it_is_large,
    left_in_the_middle,
    left_at_the_end,
    now_and_then,
    views_of_the_old_one,
    shorter_each_time,
    others_are_longer,
    run_again,
    run_again_two_steps_back,
    the_gradient_keeps_what_it_is,
    held_in_a_list,
    the_larger_one,
)

PROGRAMS = [
    *(Program(f, args=(X, 0.9, 3), wrt=(0, 1)) for f in STEPS),
    *(Program(f, args=(X, 0.9, n), wrt=(0, 1)) for f in STEPS[:4] for n in (0, 1)),
    *(
        Program(f, args=(X, 0.5 * X[::-1] + 0.1, n), wrt=(0, 1))
        for f in (two_fields, fields_that_cross, one_of_two_is_new, both_names_keep_one)
        for n in (0, 3)
    ),
    *(
        Program(f, args=(a, 0.9, 3), wrt=(0, 1))
        for f in (matrices, laid_out_anew)
        for a in (A, A.T)
    ),
    Program(of_floats_of_half_the_size, args=(X.astype(np.float32), 3), error_scale=1e3),
]
