"""Lists that stand for arrays, and tuples of index arrays that stand for subscripts."""

import numpy as np

from tests.programs.case import Program, positive, signed


def sum_of_display(x):
    return np.sum([x[0], x[1] * x[2], 1.0])


def joined_with_numbers(x):
    return np.sum(np.concatenate(([x[0] ** 2], x[1:], [0.0])) ** 2)


def length_of_a_pair(x):
    return np.linalg.norm([x[0], x[1]])


def interpolated_along_a_list(x):
    return np.sum(np.interp(x, [-2.0, 0.1, 2.0], x) ** 2) + np.interp(0.5, (-2, 0, 2), x)


def product_with_a_list(x):
    return np.dot([1.0, x[1], 3.0], x)


def products_with_lists_of_constants(x):
    first = np.dot([1.0, 2.0, 3.0], x) * np.inner((1, 2, 3), x) + np.vdot([1.0, 2.0, 3.0], x)
    return first + np.sum(np.outer([1.0, 2.0], x) ** 2) + np.sum(np.maximum(x, [0.1, 2.0, 0.3]))


def stacked_lists(x):
    return np.sum(np.hstack([[x[0], 1.0], x]) ** 2) + np.sum(np.vstack(([x[0], x[1]], [1.0, x[2]])))


def interpolated_between_numbers(x):
    return np.interp(x[0], [-2.0, 0.0, 2.0], [x[1], x[2], 3.0])


def appended_list(x):
    return np.sum(np.append(x, [x[0] * 2, 1.0]) ** 2)


def largest_of_a_list(x):
    return np.max([x[0], x[1], 0.0]) + np.mean([x[i] ** 2 for i in range(3)])


def times_a_list(x):
    return x * [1.0, x[0], 2.0] + [x[2], 0.0, 0.0]


def matrix_times_a_list(x):
    v = [x[0], x[1] ** 2, 1.0]
    return np.array([[1.0, 2.0, 3.0], [0.0, 1.0, x[2]]]) @ v


def rows_of_lists(x):
    return np.sum([[x[0], x[1]], [x[1] * x[2], 1.0]], axis=0)


def cross_of_lists(a, b):
    return np.cross([a, 0.0, 1.0], [b, a * b, 0.0])


def block_by_ix(A):
    i = np.array([0, 2])
    B = A * A
    B[np.ix_(i, i)] += 1.0
    return np.sum(B[np.ix_(i, [0, 1])] ** 2)


def lower_triangle(A):
    place = np.tril_indices(3)
    B = A.copy()
    B[place] = B[place] ** 2
    B[np.diag_indices(3)] *= 2.0
    return B


def places_by_an_array(K, noise):
    B = K * K.T
    B[np.diag_indices_from(B)] += 3.0 + noise
    B[np.triu_indices_from(B, 1)] *= noise
    B[np.tril_indices_from(B, -1)] = B[np.triu_indices_from(B, 1)]
    return np.sum(np.log(np.diag(np.linalg.cholesky(B))))


def where_it_is_positive(x):
    place = np.where(x > 0)
    return np.sum(x[place] ** 2)


def nonzero_of_a_matrix(A):
    place = np.nonzero(A > 0)
    A[place] = np.sqrt(A[place])
    return A


def array_of_a_list_written(x):
    u = np.asarray([np.sin(v) for v in x])
    for i in range(1, len(x)):
        u[i] = u[i] * u[i - 1]
    return np.sum(u)


def mask_on_a_grid_of_ranges(F):
    columns, rows = np.meshgrid(range(4), range(3))
    inside = (columns - 2) ** 2 + (rows - 2) ** 2 < 1.2
    kept = F[inside, :][:, [1, 0]]
    F += F * F
    F[inside, :] = kept
    return np.sum(F * F)


X = signed(3)


def lists_put_into_an_array(x):
    pair = [x[0] ** 2, x[1]]
    y = x[1:] * 1.0
    y += pair
    y *= (x[0], x[2])
    pair[0] = pair[0] * y[1]
    y -= pair
    return np.sum(y**2)


def list_that_grew_put_into_an_array(x, n):
    squares = []
    for i in range(n):
        squares.append(x[i] ** 2)
    y = x.copy()
    y += squares
    y[:n] /= squares
    return np.sum(y**2)


def lists_put_into_parts(x):
    rows = [x[1:] * 1.0, np.outer(x, x)]
    rows[0] += [x[0] ** 2, x[1]]
    rows[1][0] += [x[0], x[1] ** 2, 1.0]
    rows[1][:, 1] *= [x[2], 1.0, x[0]]
    rows[1] -= [[x[0]], [x[1]], [2.0]]
    return np.sum(rows[0] ** 2) + np.sum(rows[1] ** 2)


def log_of_sum(terms):
    largest = np.max(terms)
    apart = terms - largest
    return largest + np.log(np.exp(apart).sum())


def forward_probabilities(x, n):
    found = np.zeros((2, n))
    for t in range(1, n):
        for s in range(2):
            found[s, t] = log_of_sum([found[k, t - 1] + x[k + s] for k in range(2)])
    return log_of_sum(found[:, -1])


def numbers_and_lists(x):
    terms = [x[0], x[1] * 2.0]
    return np.sum(terms / np.max(terms)) + np.sum((np.sum(x) - terms) * terms)


def list_put_at_places(x):
    y = x.copy()
    np.put(y, [0, 1], [x[1], x[2] ** 2])
    return np.sum(y**2) * x[0] ** np.ndim([x[0], x[1]])


def rank_of_rows(x, n):
    """Of no rows an array of one axis is made."""
    rows = np.array([x * i for i in range(n)])
    if rows.ndim == 1:
        return np.sum(x * x)
    return np.sum(x) * np.ndim(np.sin(rows).T + 1.0) + np.sum(rows) * len(rows[1:].shape)


def sum_of_rows(x, n):
    """Of no rows it is a number."""
    s = np.sum(np.array([x * i for i in range(n)]), axis=0)
    return s + np.sum(x) * (1 + np.ndim(s))


def sum_of_parts_of_two_lengths(x):
    parts = np.array_split(x, 2)
    return np.sum(sum(parts)) + np.sum(sum(parts) ** 2)


def joined_with_lists_of_constants(x, s):
    ends = np.hstack([[s], x, [s * s, 2.0]])
    return np.sum(np.concatenate([[s * 2.0, 1.0], x * x, [s]]) ** 2) + np.sum(ends * ends)


def parts_of_two_lengths_change_places(x, n):
    parts = np.array_split(x, 2)
    for _ in range(n):
        parts[0], parts[1] = parts[1], parts[0]
        parts[0] = parts[0] * 2.0
    return np.sum(parts[1] ** 2) + 3.0 * np.sum(parts[0] ** 3)


def squares_in_a_list(x):
    squares = []
    for v in x:
        squares.append(v**2)
    return squares


def list_that_grew_joined_with_others(x):
    squares = squares_in_a_list(x)
    both = np.concatenate([squares, x]) * np.hstack((x, squares))
    return np.sum(both**2) + np.sum(np.concatenate((squares, squares)) ** 3)


def numbers_of_a_list_that_grew(x):
    squares = squares_in_a_list(x)
    row, column = np.hstack(squares) ** 2, np.vstack(squares) ** 2
    return np.sum(row * column) + np.sum(np.column_stack(squares) * np.dstack(squares) ** 2)


def rows_of_a_list_that_grew(x):
    rows = []
    for v in x:
        rows.append(v * x)
    both = np.vstack((rows, x)) * np.vstack((x, rows))
    return np.sum(both**2) + np.sum(np.hstack((rows, rows)) ** 2)


def seasons_beside_a_level(y, weight):
    level = y[:3].mean()
    season = list(y[:3] - level)
    error = 0.0
    for t in range(3, len(y)):
        error += (level + season[t % 3] - y[t]) ** 2
        new = weight * (y[t] - season[t % 3]) + (1 - weight) * level
        season[t % 3] = weight * (y[t] - new) + (1 - weight) * season[t % 3]
        level = new
    return error


def nodes_beside_ends(x, y):
    nodes = [-1.0, *y, 1.0]
    order = np.argsort(np.array([y[0], *y[1:]]))
    rows = [*np.outer(y, y), y]
    return np.sum(np.interp(x, nodes, [0.2, *x, 0.4])) + x[order] @ rows[1] * len(rows)


PROGRAMS = [
    *(
        Program(function, (X,))
        for function in (
            sum_of_display,
            joined_with_numbers,
            length_of_a_pair,
            product_with_a_list,
            stacked_lists,
            interpolated_between_numbers,
            interpolated_along_a_list,
            products_with_lists_of_constants,
            appended_list,
            largest_of_a_list,
            times_a_list,
            matrix_times_a_list,
            rows_of_lists,
            where_it_is_positive,
            array_of_a_list_written,
            lists_put_into_an_array,
            lists_put_into_parts,
            numbers_and_lists,
            list_put_at_places,
            list_that_grew_joined_with_others,
            numbers_of_a_list_that_grew,
            rows_of_a_list_that_grew,
        )
    ),
    Program(list_that_grew_put_into_an_array, (positive(3), 3)),
    Program(places_by_an_array, (signed(3, 3), 0.4), wrt=("K", "noise")),
    Program(rank_of_rows, (signed(3), 0)),
    Program(rank_of_rows, (signed(3), 2)),
    Program(sum_of_rows, (signed(3), 0)),
    Program(forward_probabilities, (signed(3), 3)),
    Program(cross_of_lists, (0.7, 1.3), wrt=(0, 1)),
    Program(block_by_ix, (signed(3, 3),)),
    Program(mask_on_a_grid_of_ranges, (positive(3, 4, 2),)),
    Program(lower_triangle, (signed(3, 3),)),
    Program(nonzero_of_a_matrix, (positive(2, 3) - 0.9,)),
    Program(sum_of_parts_of_two_lengths, (np.array([0.6, -0.4, -0.7]),)),
    Program(parts_of_two_lengths_change_places, (positive(3), 3)),
    Program(parts_of_two_lengths_change_places, (positive(1), 3), name="one_part_is_empty"),
    Program(joined_with_lists_of_constants, (positive(3), 0.4)),
    Program(nodes_beside_ends, (signed(3) / 3.0, np.array([-0.4, 0.1, 0.6]))),
    Program(seasons_beside_a_level, (positive(8), 0.3), wrt=(0, 1)),
]
