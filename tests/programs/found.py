"""Programs that a random search once found wrong, cut down to their cause."""

import numpy as np

from tests.programs.case import Program, positive, signed


def adjoints_that_begin_alike(y, x, n):
    x[:] = y
    product = (np.matmul(np.eye(3, dtype=np.float32), y) * (1 + 2j)).imag
    ratio = x.copy() / (1 + n) % 0.7
    w = np.array([1.0, 0.3, -0.7])
    return (ratio * w).sum() + (product * w).sum() + (x * w).sum()


def list_of_a_pass(x, n):
    for i in range(n):
        terms = []
        for e in np.roll(x, 1):
            terms.append(e * 0.3)
        x[0] *= np.sin(sum(terms))
    return np.sum(x)


def name_bound_to_a_view_of_itself(M):
    for _ in range(2):
        M = M[::-1]
    return M


def division_by_own_norm(x, n):
    for _ in range(2):
        x[n : n + 1] /= x @ x
    return np.sum(x * x)


def division_by_zero_not_taken(x):
    return x[0] / 0 if x[0] > 5.0 else x[0] * x[1]


def divided_and_changed_through_a_view(x):
    x[:-1] /= x[1]
    x[1:3][0] += 1.0
    return x


def multiplied_and_changed_through_a_view(x):
    y = x * 1.0
    v = y[1:3]
    y[:-1] /= x[1]
    v[1:] *= 2.0
    return y


def either_argument(x, a, n):
    if n > 5:
        return a
    return x


def diagonal_of_an_argument_in_shared_memory(x, y, c):
    part = (y[:2], np.diagonal(x))
    x[0] = np.sin(np.concatenate(part)) * c
    return np.sum(x * x)


def number_in_an_array_added(x, a):
    x += a[()]
    return x + a


def number_in_an_array_stored(x, a):
    for _ in x:
        x[x < 0.71] = a
    return a.item()


def number_in_an_array_in_a_branch(M, a, n):
    if n % 3 == 0:
        M[1] = a
    return M


def float_until_it_is_bound(a, n):
    for i in range(n + 1):
        a -= np.sin(i)
    return a


def item_of_an_array_or_a_number(x, M, n):
    s = 0.0
    for i, e in enumerate(x):
        t = M[i % 2, n].item() if i else e
        s += t * e
    return s


def _square():
    M = positive(2, 4)
    return M, M[0], 0.7


PROGRAMS = [
    Program(adjoints_that_begin_alike, (positive(3), np.zeros(3), np.array([3, 1, 2]))),
    Program(float_until_it_is_bound, (0.8, 0)),
    Program(float_until_it_is_bound, (0.8, -1), name="float_that_is_never_bound"),
    Program(list_of_a_pass, (signed(4), 3)),
    Program(name_bound_to_a_view_of_itself, (positive(3, 2),)),
    Program(division_by_own_norm, (signed(3), 0)),
    Program(division_by_zero_not_taken, (signed(2),)),
    Program(divided_and_changed_through_a_view, (signed(4),)),
    Program(multiplied_and_changed_through_a_view, (signed(4),)),
    Program(either_argument, (signed(3), np.float64(0.8), 1), wrt=(0, 1)),
    Program(either_argument, (signed(3), np.float32(0.8), 1), wrt=(0, 1), error_scale=1e3),
    Program(diagonal_of_an_argument_in_shared_memory, _square),
    Program(number_in_an_array_added, (signed(4), np.array(0.8)), wrt=1),
    Program(number_in_an_array_stored, (signed(4), np.array(0.8)), wrt=(1, 0)),
    Program(
        number_in_an_array_in_a_branch,
        (positive(2, 3).astype(np.float32), np.array(0.8), 3),
        wrt=(0, 1),
        error_scale=1e3,
    ),
    Program(number_in_an_array_in_a_branch, (positive(2, 3), np.array(0.8), 4), wrt=(0, 1)),
    Program(item_of_an_array_or_a_number, (signed(3), positive(2, 2), 1)),
    Program(item_of_an_array_or_a_number, (signed(3), positive(2, 2), 1), wrt=(0, 1)),
]
