"""Tangents that need not be broadcast, systems solved once, products of vectors first, one choice
of two: and programs in which that would be wrong."""

import numpy as np

from tests.programs.case import Program, positive, signed


def distances_to_fixed_points(x, c):
    d = x[:, None, :] - c[None, :, :]
    return np.sum(np.exp(-np.sum(d**2, axis=2)))


def a_broadcast_that_is_summed(x, c):
    d = x[:, None] - c
    return np.sum(d) + np.sum(d * c) + np.sum(np.sin(d) * d)


def a_broadcast_beside_what_is_smaller(x, c):
    d = x[:, None] - c
    return np.sum(d * x[:, None]) + np.sum(np.mean(d, axis=1) * x)


def a_broadcast_that_is_turned(x, c):
    d = x[:, None] - c
    return np.sum((d.T * d.T) @ x)


def a_broadcast_that_is_written(x, c):
    d = x[:, None] + 0.0 * c
    d[0] = c * x[1]
    return np.sum(d * d)


def broadcasts_of_passes(x, c):
    s = 0.0
    for k in range(3):
        d = x[:, None] - c[k]
        x = x + 0.1 * np.sum(d * d, axis=1)
        s += np.sum(d * d)
    return s


def a_row_that_may_be_one(x, c):
    d = x - c
    return np.sum(d * c) + np.sum(d * d) + np.sum(d)


def solutions_of_one_system(a, b):
    g = a.T @ a + np.eye(len(b))
    w = np.linalg.solve(g, a.T @ b)
    return w @ w


def solutions_with_many_sides(a, b):
    g = a @ a.T + 3 * np.eye(len(a))
    w = np.linalg.solve(g, a @ np.cos(a) * b)
    return np.sum(w * a)


def solutions_of_two_systems(a, b):
    w = np.linalg.solve(a + 4 * np.eye(len(b)), b)
    v = np.linalg.solve(a.T + 4 * np.eye(len(b)), b)
    return np.sum((w - v) * b)


def an_inverse_between_vectors(a, b):
    s = a @ a.T + np.diag(np.exp(b))
    inverse = np.linalg.inv(s)
    return np.linalg.slogdet(s)[1] + b @ inverse @ b


def an_inverse_that_is_changed(a, b):
    s = a @ a.T + np.diag(np.exp(b))
    inverse = np.linalg.inv(s)
    inverse[0] = b
    return np.linalg.slogdet(s)[1] + b @ inverse @ b


def outer_products_multiplied(a, b):
    return np.sum(np.sin(a @ np.outer(b, b * b) @ a)) + b @ (a @ (a * 2.0)) @ b


def outer_products_of_matrices(a, b):
    return np.sum(np.cos(np.outer(a, b) @ np.ones((len(b), 2))))


def the_greater_of_two(x, c):
    y = np.maximum(x * c, x - c) + 2.0 * np.minimum(np.sin(x), c)
    return np.sum(np.maximum(y, np.fmax(x, c * c)))


def the_greater_with_ties(x, c):
    return np.sum(np.maximum(x, x) * c + np.maximum(x * c, c * x)) + np.sum(
        np.minimum(c, x[:, None])
    )


def steep_where_it_counts(x, c):
    r = np.sqrt(x * x + c * c)
    big = np.tanh(np.sqrt(np.abs(x) + 0.0))
    return np.sum(r[r > 0.9]) + np.sum(big[c > 0.8])


def rows_of_length_one(x, c):
    y = x / np.linalg.norm(x, axis=1, keepdims=True)
    z = x / np.linalg.norm(x, 1, -1)[:, None] + x / np.linalg.norm(x, np.inf, axis=0)
    return np.sum(np.sin(y) * c) + np.sum(z * z * c / np.linalg.norm(c, keepdims=True))


def squares_by_letters(x, c):
    r = np.einsum("ij,ij->i", x, x)
    return np.sum(np.einsum("i,ij->ij", np.sqrt(r), x) * c) + np.einsum("ij,ij->", c, c)


def variation_of_an_image(x, c):
    across, down = np.diff(x, axis=1), np.diff(x, axis=0)
    s = np.sum(np.sqrt(across[:-1] ** 2 + down[:, :-1] ** 2 + 0.1))
    return s + np.sum(np.diff(x, 2, axis=0) * c) + np.sum(np.diff(x, 2, -1).T @ x)


def between_points(x, c):
    y = np.interp(x, np.arange(5.0) - 2.0, np.cos(c)) * x
    return np.sum(np.gradient(y) * y) + np.sum(np.gradient(np.outer(y, c), axis=1) * c)


def power_spectrum(x):
    return np.sum(np.log(np.abs(np.fft.fft(x)) ** 2 + 0.1))


def magnitude_of_what_changes(x):
    m = np.abs(x)
    x[0] = 4.0
    return np.sum(m**2 * x + m * m)


def located_and_scaled(p, y):
    """The location moves all elements alike."""
    z = (y - p[0]) / p[1]
    return np.sum(z * z) + np.sum((y - p[0]) * z)


def normalised_by_methods(x, g):
    mu = x.mean(axis=-1, keepdims=True)
    return np.sum(((x - mu) / np.sqrt(x.var(axis=-1, keepdims=True) + 0.1)) ** 3 * g)


def filters_with_inverses(F, ys, P):
    """The inverse of each pass stands for that of the determinant's slope, too."""
    x, total = np.ones(2), 0.0
    for y in ys:
        P = F @ P @ F.T + np.eye(2)
        S = P + 0.5 * np.eye(2)
        K = P @ np.linalg.inv(S)
        e = y - F @ x
        x = F @ x + K @ e
        P = P - K @ P
        total += e @ e + np.linalg.slogdet(S)[1]
    return total


M, V = signed(3, 3), positive(3)

PROGRAMS = [
    Program(power_spectrum, (signed(5),)),
    Program(magnitude_of_what_changes, (signed(4),)),
    Program(located_and_scaled, (positive(2), signed(4))),
    Program(located_and_scaled, (positive(2), signed(1)), wrt=(0, 1), name="located_alone"),
    Program(normalised_by_methods, (signed(2, 3), signed(3)), wrt=(0, 1)),
    Program(filters_with_inverses, (signed(2, 2), signed(3, 2), np.eye(2)), wrt=(0, 2)),
    Program(distances_to_fixed_points, (signed(4, 2), signed(3, 2)), wrt=0),
    Program(distances_to_fixed_points, (signed(1, 2), signed(3, 2)), wrt=0, name="of_one_point"),
    Program(distances_to_fixed_points, (signed(4, 2), signed(1, 2)), wrt=0, name="to_one_point"),
    *(
        Program(one, (signed(3), signed(3)), wrt=0)
        for one in (
            a_broadcast_that_is_summed,
            a_broadcast_beside_what_is_smaller,
            a_broadcast_that_is_turned,
            a_broadcast_that_is_written,
            broadcasts_of_passes,
        )
    ),
    Program(a_row_that_may_be_one, (signed(1), signed(3)), wrt=0),
    Program(a_row_that_may_be_one, (signed(3), signed(3)), wrt=0, name="a_row_that_is_none"),
    *(
        Program(one, (M, V), wrt=(0, 1))
        for one in (
            solutions_of_one_system,
            solutions_with_many_sides,
            solutions_of_two_systems,
            an_inverse_between_vectors,
            an_inverse_that_is_changed,
            outer_products_multiplied,
            outer_products_of_matrices,
        )
    ),
    Program(rows_of_length_one, (signed(4, 3), positive(3)), wrt=(0, 1)),
    Program(rows_of_length_one, (signed(1, 3), positive(3)), wrt=(0, 1), name="one_row"),
    Program(squares_by_letters, (signed(4, 3), positive(4, 3)), wrt=(0, 1)),
    Program(variation_of_an_image, (signed(4, 3), positive(3)), wrt=(0, 1)),
    Program(variation_of_an_image, (signed(3, 3), positive(1)), wrt=(0, 1), name="of_one_factor"),
    Program(variation_of_an_image, (signed(2, 2), positive(2)), wrt=(0, 1), name="of_few"),
    Program(between_points, (signed(4), positive(5)), wrt=(0, 1)),
    Program(the_greater_of_two, (signed(5), positive(5)), wrt=(0, 1)),
    Program(the_greater_with_ties, (signed(4), positive(4) + 2.0), wrt=(0, 1)),
    Program(steep_where_it_counts, (signed(5), positive(5)), wrt=(0, 1)),
]
