"""Programs whose adjoints are shorter than the general form: the proofs behind it must hold."""

import numpy as np

from tests.programs.case import Program, positive, signed


def adds_overlapping(u, k):
    u[1:-1] = u[1:-1] + k * u[2:] - u[:-2]
    return np.sum(u * u)


def adds_two_views_of_itself(u):
    u[1:-1] = u[1:-1] + u[2:] + u[:-2]
    return np.sum(u**3)


def adds_to_an_element(u, k):
    for i in range(1, len(u)):
        u[i] = k + u[i] - u[i - 1] * u[i - 1]
    return np.sum(u * u)


def adds_after_another_store(u, k):
    old = u[0]
    u[0] = k * k
    u[0] = old + k
    return u[0] * u[1]


def adds_what_broadcasts(u, k):
    u[:] = u + k[0]
    u[1:] = u[1:] + k
    return np.sum(u * u)


def takes_away(u, k):
    u[0] = k - u[0]
    u[1] = u[1] - k
    return np.sum(u * u)


def interior_of_a_short_array(a, b):
    """The right side has one element, and is broadcast."""
    b[1:-1] = 0.5 * (a[:-2] + a[2:])
    return np.sum(b * b)


def part_of_a_short_array(a, b):
    b -= 0.5 * a[1:]
    return np.sum(b * b)


def masks_of_all_lengths(x):
    total = 0.0
    kept = x
    for k in range(3):
        y = x[x > 0.4 * k]
        z = np.exp(y) * y
        total += np.sum(z) + np.sum(kept) * 0.1
        kept = y
    for k in range(2):
        y2 = x[x < 0.9 + k]
        total += np.sum(np.sin(y2) * y2)
    return total + np.sum(kept * kept) + k


def joined_in_a_loop(x, n):
    y = x[:1]
    for i in range(n):
        y = np.concatenate((y, x[: i + 1] * y[0]))
    return np.sum(y * y)


def elements_read_once(a, b):
    total = 0.0
    for i in range(len(b)):
        total += np.sum(a[i, :i]) * b[i] + a[i, i] ** 2
    return total


def elements_read_twice(a, b):
    total = 0.0
    for i in range(1, len(b)):
        total += a[i] * a[i - 1] * b[i] + a[-1]
    return total


def element_and_whole(a):
    first = a[0] * a[0]
    return first * np.sum(a) + a[0]


def element_of_what_is_returned(a):
    return a[1] * a[1], a


def rows_filled_in_turn(x, n):
    A = np.zeros((n, len(x)))
    A[0] = x
    for i in range(1, n):
        A[i] = np.sin(A[i - 1]) * x + A[i]
    return np.sum(A[1:] * A[:-1])


def ring_of_rows(x, n):
    A = np.zeros((2, len(x)))
    A[0] = x
    for i in range(1, n):
        A[i % 2] = np.sin(A[(i - 1) % 2]) * x
    return np.sum(A)


def divides_by_its_own_kin(a):
    a[0] /= a[1]
    a[2:] /= a[0] + 3.0
    return np.sum(a * a)


def same_adjoint_twice(x, y):
    return np.sum(x * 2.0) + np.sum(y * 2.0)


def same_expression_twice(x, s):
    a = np.exp(x) * s
    b = np.exp(x) / s
    a[0] = 2.0
    return np.sum(a * b) + np.sum(np.exp(x))


def squares_twice(x):
    return np.dot(x, x) + x @ x


def new_axes(x, y):
    A = x[:, None] * y[None, :] + x[..., None]
    B = A[None][0][:]
    B[0] *= 2.0
    return np.sum(A * B)


def number_divides_a_part(x, s):
    y = x / s
    z = y[1:] / y[0]
    return np.sum(z * z) + s


def scales_samples(x, m, s):
    z = (x - m) * np.exp(s)
    return np.sum(np.sin(z)) + np.sum(s * s)


def buffer_read_once(x):
    c = np.zeros(len(x))
    total = 0.0
    for i in range(len(x)):
        c[i] = x[i] * x[i]
    for i in range(len(x)):
        total += np.sin(c[i])
        c[i] = 0.0
    return total


def buffer_read_and_filled_again(x):
    c = np.zeros(len(x))
    total = 0.0
    for i in range(len(x)):
        c[i] = x[i] * x[i]
    for i in range(len(x)):
        total += c[i] * x[i]
        c[i] = x[i] * c[i]
    return total + np.sum(c)


def buffer_read_in_each_pass(x, n):
    c = np.zeros(len(x))
    total = 0.0
    for _ in range(n):
        for i in range(len(x)):
            c[i] = c[i] + x[i] * x[i]
        for i in range(len(x)):
            total += c[i] * x[i]
    return total


def element_tested_and_read(x):
    total = 0.0
    for i in range(len(x)):
        assert x[i] != 7.0
        whole = x[i] // 1.0
        if x[i] > 1.0:
            total += np.sin(x[i])
        else:
            total += x[i] * whole
    return total


def buffer_read_around_its_end(x):
    c = np.zeros(len(x))
    total = 0.0
    for i in range(len(x)):
        c[i] = x[i] * x[i]
    for i in range(len(x)):
        total += c[i - 1] * c[i]
    return total


def buffer_read_through_a_view(x):
    c = np.zeros(len(x))
    total = 0.0
    for i in range(len(x)):
        c[i] = x[i] * x[i]
    tail = c[1:]
    for i in range(len(x)):
        total += c[i] * x[i]
    return total + np.sum(tail * tail)


def columns_normalised(x, g):
    mu = np.mean(x, axis=0)
    return np.sum(np.tanh(g * (x - mu) / np.sqrt(np.var(x, axis=0) + 1e-5)) * x)


def stack_normalised(x, g):
    mu = x.mean(axis=0)
    return np.sum(g * np.std(x, axis=0) * mu**2 + np.var(x, axis=0))


def column_of_one_row(x):
    mu = np.mean(x, axis=0)
    return np.sum(np.var(x, axis=0) + mu * x)


def reacts_and_diffuses(u, v, f, n):
    for _ in range(n):
        uvv = u * v * v
        u = u + 0.2 * (np.roll(u, 1) - u) - uvv + f * (1 - u)
        v = v + 0.1 * (np.roll(v, -1) - v) + uvv - (f + 0.06) * v
    return np.sum(v * v)


def solves_and_reads_it_twice(a, y):
    z = np.linalg.solve(a, y)
    return np.sum(z) + np.sum(np.outer(z, z) * a)


def steps_back_from_the_end(u, k, n):
    """Of a maximum the slope is finite whatever it compares."""
    price = u * k ** np.arange(len(u))
    value = np.maximum(price - 1.0, 0.0)
    for _ in range(n):
        value = 0.5 / k * (value[1:] + value[:-1])
    return value[0]


def infinite_before_it_is_cut(u):
    high = np.minimum(1.0 / np.where(u > 0, u, 0.0) ** 2, 3.0)
    return np.sum(np.where(u > 0, high * u, u))


def attends(q, keys, values, mask):
    scores = q @ keys.T / np.sqrt(q.shape[-1])
    scores = np.where(mask, scores, -1e9)
    weights = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    weights = weights / np.sum(weights, axis=1, keepdims=True)
    return np.sum((weights @ values) ** 2)


def kinetic(m, v, k):
    """Squares and cubes that are written as products."""
    drag = k * v * v
    return np.sum(0.5 * m * v * v - drag * v + v * v * v)


def squares_that_broadcast(k, x):
    p = k * x
    z = p * x
    return np.sum(z * np.sin(z))


def square_of_what_changes_between(u, c):
    p = c * u
    u[0] = c
    q = p * u
    u = u[::-1]
    return np.sum(q * u + p * u)


def flux_in_place(u, c, n):
    for _ in range(n):
        f = c * u * u
        u[1:] -= f[1:] - f[:-1]
    return np.sum(u * u)


U, V = signed(5), positive(5)
PROGRAMS = [
    Program(kinetic, (V, U, 0.3), wrt=(0, 1, 2)),
    Program(squares_that_broadcast, (U, signed(3, 1)), wrt=(0, 1)),
    Program(square_of_what_changes_between, (U, 0.3), wrt=(0, 1)),
    Program(flux_in_place, (U, 0.1, 3), wrt=(0, 1)),
    Program(adds_overlapping, (U, 0.3), wrt=(0, 1)),
    Program(adds_two_views_of_itself, (U,)),
    Program(adds_to_an_element, (U, 0.3), wrt=(0, 1)),
    Program(adds_after_another_store, (U, 0.3), wrt=(0, 1)),
    Program(adds_what_broadcasts, (U, signed(1)), wrt=(0, 1)),
    Program(adds_what_broadcasts, (U, signed(4)), wrt=(0, 1), name="adds_what_fits"),
    Program(takes_away, (U, 0.3), wrt=(0, 1)),
    Program(interior_of_a_short_array, (signed(3), signed(6)), wrt=(0, 1)),
    Program(interior_of_a_short_array, (signed(6), signed(6)), wrt=(0, 1), name="interior"),
    Program(part_of_a_short_array, (signed(2), V), wrt=(0, 1)),
    Program(part_of_a_short_array, (signed(6), V), wrt=(0, 1), name="part_of_a_long_array"),
    Program(masks_of_all_lengths, (V,)),
    Program(joined_in_a_loop, (U, 3)),
    Program(elements_read_once, (signed(4, 4), signed(4)), wrt=(0, 1)),
    Program(elements_read_twice, (U, V), wrt=(0, 1)),
    Program(element_and_whole, (U,)),
    Program(element_of_what_is_returned, (U,)),
    Program(buffer_read_once, (V,)),
    Program(buffer_read_and_filled_again, (V,)),
    Program(buffer_read_in_each_pass, (V, 2)),
    Program(element_tested_and_read, (V,)),
    Program(buffer_read_around_its_end, (V,)),
    Program(buffer_read_through_a_view, (V,)),
    Program(rows_filled_in_turn, (V, 4)),
    Program(ring_of_rows, (V, 5)),
    Program(divides_by_its_own_kin, (V,)),
    Program(same_adjoint_twice, (U, V), wrt=(0, 1)),
    Program(same_expression_twice, (U, 1.3), wrt=(0, 1)),
    Program(squares_twice, (U,)),
    Program(new_axes, (U, V), wrt=(0, 1)),
    Program(number_divides_a_part, (V, 1.3), wrt=(0, 1)),
    Program(scales_samples, (signed(4, 3), signed(3), signed(3, start=2)), wrt=(0, 1, 2)),
    Program(
        scales_samples, (signed(4, 3), signed(1), signed(4, 1)), wrt=(0, 1, 2), name="scales_rows"
    ),
    Program(columns_normalised, (signed(4, 3), signed(3)), wrt=(0, 1)),
    Program(columns_normalised, (signed(4), 0.7), wrt=(0, 1), name="vector_normalised"),
    Program(stack_normalised, (signed(3, 2, 4), signed(2, 4)), wrt=(0, 1)),
    Program(column_of_one_row, (signed(2, 1),)),
    Program(reacts_and_diffuses, (0.4 * V, 0.4 * V[::-1], 0.04, 3), wrt=(0, 1, 2)),
    Program(solves_and_reads_it_twice, (signed(3, 3) + 3 * np.eye(3), signed(3)), wrt=(0, 1)),
    Program(steps_back_from_the_end, (V, 1.3, 3), wrt=(0, 1)),
    Program(infinite_before_it_is_cut, (U,)),
    Program(
        attends, (signed(3, 2), signed(4, 2), signed(4, 2), positive(3, 4) > 0.8), wrt=(0, 1, 2)
    ),
]
