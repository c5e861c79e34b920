"""Shifts that cancel, and those that do not; sums of products."""

import numpy as np

from tests.programs.case import Program, positive, signed


def log_sum_exp(x):
    top = np.max(x)
    return top + np.log(np.sum(np.exp(x - top)))


def log_sum_exp_of_rows(A):
    top = np.max(A, axis=1, keepdims=True)
    return np.sum(np.squeeze(top, axis=1) + np.log(np.sum(np.exp(A - top), axis=1)))


def log_sum_exp_of_columns(A):
    top = A.max(axis=0)
    return np.log(np.sum(np.exp(A - top), axis=0)) + top


def softmax_of_rows(A):
    p = np.exp(A - np.max(A, axis=1)[:, None])
    return p / np.sum(p, axis=1, keepdims=True)


def softmax_in_place(A):
    p = np.exp(A - np.max(A, axis=1, keepdims=True))
    p /= np.sum(p, axis=1, keepdims=True)
    return p * p


def softmax_in_place_in_a_loop(A, n):
    total = 0.0
    for _ in range(n):
        p = np.exp(A - A.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        A = A * p
        total += np.sum(np.sin(A))
    return total


def read_before_it_is_divided(A):
    p = np.exp(A - np.max(A, axis=1, keepdims=True))
    most = np.sin(p)
    p /= np.sum(p, axis=1, keepdims=True)
    return p * most


def read_in_a_branch_before_it_is_divided(A):
    p = np.exp(A - np.max(A, axis=1, keepdims=True))
    s = 1.0
    if A[0, 0] > -9.0:
        s = np.sum(p)
    p /= np.sum(p, axis=1, keepdims=True)
    return p * s


def read_by_the_next_pass(A, n):
    total, p = 0.0, np.cos(A)
    for _ in range(n):
        total += np.sum(p**2)
        p = np.exp(A - A.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True) * 2.0
        total += np.sum(p * A)
        p *= A.max(axis=1, keepdims=True)
    return total


def part_seen_before_it_is_divided(A):
    p = np.exp(A - np.max(A, axis=1, keepdims=True))
    rows = p[1:]
    p /= np.sum(p, axis=1, keepdims=True)
    p[0] *= 2.0
    return np.sum(p**3) + np.sum(np.cos(rows))


def divided_in_part(A):
    p = np.exp(A - np.max(A, axis=1, keepdims=True))
    p[1:] /= np.sum(p[1:], axis=1, keepdims=True)
    return p * p


def divided_in_a_branch(A):
    p = np.exp(A - np.max(A, axis=1, keepdims=True))
    if A[0, 0] > 9.0:
        p /= np.sum(p, axis=1, keepdims=True)
    return p * p


def softmax_from_the_mean(A):
    centre = np.mean(A, axis=-1, keepdims=True)
    p = np.exp(A - centre)
    return p / p.sum(axis=-1, keepdims=True)


def attention(Q, K, V):
    scores = Q @ K.T / np.sqrt(3.0)
    weights = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return (weights @ V) / np.sum(weights, axis=-1, keepdims=True)


def likelihood_in_a_loop(A):
    total = 0.0
    for i in range(len(A)):
        row = A[i]
        top = np.max(row)
        total += top + np.log(np.sum(np.exp(row - top)))
    return total


def shift_that_is_read_otherwise(x):
    top = np.max(x)
    return top * np.log(np.sum(np.exp(x - top)))


def shift_that_is_added_twice(x):
    top = np.max(x)
    return 2.0 * top + np.log(np.sum(np.exp(x - top)))


def shift_that_is_never_added_back(x):
    top = np.max(x)
    return np.log(np.sum(np.exp(x - top)))


def shift_that_is_averaged_back(A):
    top = np.max(A, axis=1, keepdims=True)
    return np.mean(top) + np.sum(np.log(np.sum(np.exp(A - top), axis=1)))


def shift_that_is_summed_as_often_as_it_is_spread(A):
    top = np.max(A, axis=1, keepdims=True)
    return np.sum(top - A) + np.sum(np.log(np.sum(np.exp(A - top), axis=1)))


def shift_summed_over_its_own_axis(A):
    top = np.max(A, axis=1, keepdims=True)
    p = np.exp(A - top)
    return np.sum(p / np.sum(p, axis=0))


def shift_that_a_branch_reads(x):
    top = np.max(x)
    s = np.sum(np.exp(x - top))
    if top > 1.0:
        return np.log(s) + 2.0 * top
    return np.log(s) + top


def shift_that_is_written(A):
    top = np.max(A, axis=1, keepdims=True)
    top[0] = 0.5
    p = np.exp(A - top)
    top[1] = 2.0
    return np.sum(top) + np.sum(np.log(np.sum(p, axis=1)))


def shift_of_another_sign(x):
    top = np.max(x)
    return np.log(np.sum(np.exp(x + top))) + top


def shift_of_another_weight(x):
    top = np.max(x)
    return np.log(np.sum(np.exp(2.0 * (x - top)))) + top


def shift_of_twice_the_weight(x):
    top = np.max(x)
    return 0.5 * np.log(np.sum(np.exp(2.0 * (x - top)))) + top


def shift_under_a_root(x):
    p = np.exp(x - np.max(x))
    return p / np.sqrt(np.sum(p**2))


def ratio_of_sums_shifted(x, w):
    p = np.exp(x - np.max(x))
    return np.sum(w * p) / np.sum(p)


def mixture_of_scales(x, m, s):
    z = (x[:, None, :] - m) * np.exp(s)
    return -0.5 * np.sum(z * z, axis=2) + np.sum(s, axis=1)


def sums_of_products(a, b, c):
    t = a[:, :, None] * b * c
    return np.sum(t * t, axis=1)


def distances_to_the_nearest(centres, points):
    squares = np.sum((points[:, None, :] - centres) ** 2, axis=2)
    return np.sum(np.min(squares, axis=1))


def scaled_by_columns(A, w, s):
    return (A * w) * s + (A / s) * w


def one_of_each_row(A, labels):
    rows = np.arange(len(labels))
    return np.sum(A[rows, labels] ** 2) + np.sum(A[rows, 0] * A[rows, labels])


def rows_counted_from_below_zero(A, labels):
    rows = np.arange(-2, len(labels) - 2) % 2
    return np.sum(A[rows, labels] ** 2)


def rows_that_are_written(A, labels):
    rows = np.arange(len(labels))
    rows[1] = 0
    return np.sum(A[rows, labels] ** 2)


def one_row_by_all_labels(A, labels):
    rows = np.arange(1)
    return np.sum(A[rows, labels] ** 2)


def cross_entropy(w, x, labels):
    scores = x @ w
    scores = scores - np.max(scores, axis=1, keepdims=True)
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -np.mean(logs[np.arange(len(labels)), labels])


A, B, X, W = signed(4, 3), signed(3, 4, start=2), signed(5), positive(5)
TIED = np.array([[1.0, 1.0, 0.5], [0.2, 0.7, 0.7], [0.3, 0.3, 0.3]])
IN_PLACE = (
    softmax_in_place,
    read_before_it_is_divided,
    read_in_a_branch_before_it_is_divided,
    part_seen_before_it_is_divided,
    divided_in_part,
    divided_in_a_branch,
)
VECTORS = (
    log_sum_exp,
    shift_that_is_read_otherwise,
    shift_that_is_added_twice,
    shift_that_is_never_added_back,
    shift_that_a_branch_reads,
    shift_of_another_sign,
    shift_of_another_weight,
    shift_of_twice_the_weight,
    shift_under_a_root,
)
MATRICES = (
    log_sum_exp_of_rows,
    log_sum_exp_of_columns,
    softmax_of_rows,
    softmax_from_the_mean,
    likelihood_in_a_loop,
    shift_that_is_averaged_back,
    shift_that_is_summed_as_often_as_it_is_spread,
    shift_summed_over_its_own_axis,
    shift_that_is_written,
)
PROGRAMS = [
    *(Program(function, (A,)) for function in IN_PLACE),
    *(
        Program(function, (A, n), name=f"{function.__name__}_{n}")
        for function in (softmax_in_place_in_a_loop, read_by_the_next_pass)
        for n in (0, 3)
    ),
    *(Program(function, (X,)) for function in VECTORS),
    *(Program(function, (A,)) for function in MATRICES),
    *(
        Program(function, (TIED,), name=f"{function.__name__}_at_a_tie")
        for function in (log_sum_exp_of_rows, log_sum_exp_of_columns, softmax_of_rows)
    ),
    *(
        Program(function, (signed(*shape),), name=f"{function.__name__}_of_one")
        for shape in ((1, 3), (4, 1))
        for function in (log_sum_exp_of_rows, softmax_of_rows, shift_that_is_averaged_back)
    ),
    Program(softmax_of_rows, (A.astype("f4"),), error_scale=1e8, name="softmax_of_floats"),
    Program(attention, (A, signed(5, 3, start=1), signed(5, 2, start=2)), wrt=(0, 1, 2)),
    Program(ratio_of_sums_shifted, (X, W), wrt=(0, 1)),
    Program(mixture_of_scales, (A, signed(2, 3), signed(2, 3, start=4)), wrt=(0, 1, 2)),
    *(
        Program(sums_of_products, (signed(*a), signed(*b), signed(*c)), wrt=(0, 1, 2))
        for a, b, c in (
            ((3, 4), (4, 2), (2,)),
            ((3, 1), (4, 2), (4, 1)),
            ((3, 4), (3, 4, 2), (1, 1, 2)),
            ((1, 4), (3, 1, 2), (3, 4, 1)),
        )
    ),
    Program(sums_of_products, (A + 1j, B[:3, :2] + 2j, X[:2]), wrt=(0, 1, 2), name="of_complex"),
    Program(distances_to_the_nearest, (signed(3, 2), signed(6, 2, start=3)), wrt=(0, 1)),
    *(
        Program(function, (A, np.array([1, 0, 1, 1])))
        for function in (
            one_of_each_row,
            rows_counted_from_below_zero,
            rows_that_are_written,
            one_row_by_all_labels,
        )
    ),
    Program(cross_entropy, (B, A, np.array([1, 0, 1, 3])), wrt=(0, 1)),
    *(
        Program(scaled_by_columns, (A, signed(3), s), wrt=(0, 1, 2))
        for s in (1.5, positive(3), positive(4, 1), positive(1))
    ),
]
