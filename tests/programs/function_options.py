"""NumPy functions whose options, ranks and broadcast operands change what they compute."""

import numpy as np

from tests.programs.case import Program, positive, signed

V = np.array([0.7, -1.2, 0.4, 1.1])
A = signed(3, 3)


def pad_with_constant(a):
    return np.sum(np.pad(a, 1, mode="constant", constant_values=2.0) ** 2)


def pad_with_edge(a):
    return np.sum(np.pad(a, 1, "edge") ** 2)


def pad_with_reflection(a):
    return np.sum(np.pad(a, 1, mode="reflect") ** 2)


def pad_with_wrapped(a):
    return np.sum(np.pad(a, (1, 2), mode="wrap") ** 2)


def one_norm_of_vector(x):
    return np.linalg.norm(x, 1)


def one_norm_of_matrix(a):
    return np.linalg.norm(a, 1)


def infinity_norm_of_matrix(a):
    return np.linalg.norm(a, np.inf)


def one_norm_of_rows(a):
    return np.sum(np.linalg.norm(a, 1, axis=1) ** 2)


def einsum_with_one_against_two(a, b, c):
    return np.sum(np.einsum("bij,bjk,k->bi", a, b, c) ** 2)


def einsum_of_operand_lists(a, b):
    return np.sum(np.einsum(a, [0], b, [1], [1, 0]) ** 2)


def einsum_diagonal_written(a):
    d = np.einsum("ii->i", a)
    d[:] = d * 2
    d[0] = 3.0
    return np.sum(a * a) + np.sum(d)


def einsum_transpose_written(a):
    e = np.einsum("ij->ji", a)
    e[0] *= a[1, 2]
    return np.sum(a * a * a)


def kron_of_equal_ranks(a, b):
    return np.sum(np.kron(a, b) ** 2)


def kron_of_different_ranks(a, b):
    return np.sum(np.kron(a, b) ** 2)


PROGRAMS = [
    Program(pad_with_constant, (A,)),
    Program(pad_with_edge, (A,)),
    Program(pad_with_reflection, (A,)),
    Program(pad_with_wrapped, (A,)),
    Program(one_norm_of_vector, (V,)),
    Program(one_norm_of_matrix, (A,)),
    Program(infinity_norm_of_matrix, (A,)),
    Program(one_norm_of_rows, (A,)),
    Program(
        einsum_with_one_against_two,
        (signed(1, 3, 2), signed(2, 2, 3, start=1), signed(3, start=2)),
        wrt=(0, 1, 2),
    ),
    Program(einsum_of_operand_lists, (V, positive(3)), wrt=(0, 1)),
    Program(einsum_diagonal_written, (A,)),
    Program(einsum_transpose_written, (A,)),
    Program(kron_of_equal_ranks, (signed(2, 2), signed(2, 3)), wrt=(0, 1)),
    Program(kron_of_different_ranks, (V, signed(2, 4)), wrt=(0, 1)),
]

REFUSED = {
    "einsum_diagonal_written",
    "einsum_of_operand_lists",
    "einsum_transpose_written",
    "infinity_norm_of_matrix",
    "kron_of_different_ranks",
    "one_norm_of_matrix",
    "pad_with_constant",
    "pad_with_edge",
    "pad_with_reflection",
    "pad_with_wrapped",
}
