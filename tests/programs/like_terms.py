"""Terms of one adjoint that are multiples of one another; lengths that single elements prove."""

import numpy as np

from tests.programs.case import Program, positive, signed


def stencil_with_its_middle_often(u, steps):
    v = np.zeros_like(u)
    for _ in range(steps):
        v[1:-1] = 0.125 * (u[2:] - 2.0 * u[1:-1] + u[:-2]) - 0.5 * u[1:-1] + u[1:-1]
        u[1:-1] = 0.125 * (v[2:] - 2.0 * v[1:-1] + v[:-2]) - 0.5 * v[1:-1] + v[1:-1]
    return np.sum(u * u)


def terms_that_cancel(x):
    return np.sum((3.0 * x[1:] - x[1:] - 2.0 * x[1:]) * x[:-1]) + np.sum(x[1:] * x[1:])


def terms_of_unequal_factors(x, w):
    y = x[1:] * w[1:] + 3.0 * x[1:] - x[1:] * w[1:] * 0.25
    return np.sum(y * y * x[:-1])


def a_factor_that_changes_between(x):
    y = x * x
    s = 2.0 * y[0]
    a = s * x[1:]
    s = s * s
    b = s * x[1:]
    return np.sum(a * b + a)


def a_vector_with_itself(x):
    x = 1.0 * x
    total = 0.0
    for i in range(1, len(x)):
        x[i] -= np.dot(x[:i], x[:i])
        total += x[:i] @ x[:i]
    return total


def parts_that_are_read_again(a):
    for i in range(1, len(a)):
        a[i, :] = a[i, :] * a[i - 1, :] + a[i - 1, :] * a[i - 1, :]
    return np.sum(a)


def row_written_while_it_is_added(u):
    for i in range(1, len(u) - 1):
        u[i] = u[i] + u[i - 1] * u[i - 1] - 0.5 * u[i]
        u[i + 1] = u[i] * u[i] + 2.0 * u[i]
    return np.sum(u)


def elements_prove_lengths(p):
    scale = p[5]
    place = p[:3]
    shift = p[3:5]
    return scale * np.sum(place * place) + np.sum(shift * p[1:3]) * p[-6]


def elements_of_a_branch_prove_nothing_outside(p, q):
    out = np.sum(p[:3] * q)
    if len(p) > 5:
        out = out + p[5] * np.sum(p[2:5] * q)
    return out


def elements_behind_a_break(p, q):
    total = 0.0
    for i in range(3):
        part = p[3:6]
        total += np.sum(part * q)
        if len(p) < 8:
            break
        total += p[7] * part[0]
    return total


def elements_in_a_loop_without_passes(p, q, n):
    total = np.sum(p[3:6] * q)
    for i in range(n):
        total += p[7] * i
    return total


def elements_from_the_end(p):
    return np.sum(p[1:4] * p[-5:-2]) * p[6] + p[-7]


def elements_of_rows(cameras, k):
    camera = cameras[k]
    shift = camera[3:6] * camera[6]
    return np.sum(shift * camera[:3]) * camera[7] + np.sum(cameras[0, 3:6] * shift)


def element_that_a_try_may_miss(p, q):
    part = p[3:6]
    total = np.sum(part * q)
    try:
        total = total + p[7]
    except IndexError:
        total = total * 2.0
    return total


X, W, A = signed(5), positive(5, start=3), signed(4, 3)
PROGRAMS = [
    Program(stencil_with_its_middle_often, (signed(7), 3)),
    Program(stencil_with_its_middle_often, (signed(7).astype("f4"), 2), error_scale=1e8),
    Program(terms_that_cancel, (X,)),
    Program(terms_that_cancel, (X + 1j * W,)),
    Program(terms_of_unequal_factors, (X, W), wrt=(0, 1)),
    Program(a_factor_that_changes_between, (X,)),
    Program(a_vector_with_itself, (X,)),
    Program(parts_that_are_read_again, (A,)),
    Program(row_written_while_it_is_added, (0.3 * X,)),
    Program(elements_prove_lengths, (signed(6),)),
    Program(elements_prove_lengths, (signed(9),)),
    Program(elements_of_a_branch_prove_nothing_outside, (signed(4), signed(3)), wrt=(0, 1)),
    Program(elements_of_a_branch_prove_nothing_outside, (signed(6), signed(3)), wrt=(0, 1)),
    *(
        Program(elements_behind_a_break, (signed(n), signed(m)), wrt=(0, 1))
        for n, m in ((9, 3), (6, 3), (4, 3), (5, 2))
    ),
    *(
        Program(elements_in_a_loop_without_passes, (signed(n), signed(3), k), wrt=(0, 1))
        for n, k in ((9, 2), (4, 0), (6, 0))
    ),
    Program(elements_from_the_end, (signed(7),)),
    Program(elements_of_rows, (signed(3, 8), 1)),
    *(Program(element_that_a_try_may_miss, (signed(n), signed(3)), wrt=(0, 1)) for n in (4, 6, 8)),
]
