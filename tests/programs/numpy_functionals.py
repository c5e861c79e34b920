"""Functions of NumPy that call functions, or take lists of any structure."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed

X = positive(5)
A = positive(3, 4)
M = positive(3, 3)
B = signed(3)


def square_or_double(t):
    return t * t if t > 0.7 else 2 * t


def vectorized(A):
    f = np.vectorize(lambda t: t * t * t)
    return np.sum(np.sin(f(A))) + np.sum(np.vectorize(math.sin)(A))


def vectorized_with_branches(x):
    return np.sum(np.vectorize(square_or_double)(x) * x)


def vectorized_over_what_it_writes(x):
    """NumPy goes through a copy, made after the call that tells of what type the result is."""

    def shrunk(v):
        x[1:] *= 0.9
        return v * v

    return np.sum(np.vectorize(shrunk)(x[::-1]) * x)


def vectorized_of_several(A, x):
    product = np.vectorize(lambda t, u, v: t * u + v)
    return np.sum(product(A, x, 2.0) ** 2)


def vectorized_with_type(x):
    f = np.vectorize(lambda t: t if t > 0.7 else 0, otypes=[float])
    return np.sum(f(x) ** 2)


def of_the_dtype_of_the_first(x):
    return np.vectorize(lambda t: t * t + 1)(x) * 2


def along_axis_in_the_dtype_of_what_is_given(A):
    return np.apply_along_axis(lambda t: t * t, 0, A) + np.apply_along_axis(np.sum, 0, A)


def integrated_twice(x):
    return np.sum(np.polyint(x, 2) ** 2) + np.sum(np.polyint(x, m=3, k=1.0) * np.arange(8.0))


@np.vectorize
def leaky(t, slope=0.1):
    return t if t > 0.0 else slope * t


weighted = np.vectorize(lambda t, w: t * w * w, otypes=[float])


def decorated(x):
    return np.sum(leaky(x) ** 2) + leaky(x, x[0])[1] + leaky(x[1])


def declared_beside(x, w):
    return np.sum(weighted(x, w) * x)


def vectorized_that_notes(x, seen):
    def note(t):
        seen.append(1.0)
        return t * t

    return np.sum(np.vectorize(note)(x)) * len(seen)


def along_rows(A):
    shares = np.apply_along_axis(lambda r: r / np.sum(r), 1, A)
    norms = np.apply_along_axis(np.linalg.norm, 0, A)
    return np.sum(shares**2) + np.sum(norms * A[0])


def along_axis_with_arguments(A):
    smooth = np.apply_along_axis(np.convolve, -1, A, [0.5, 1.0], mode="same")
    return np.sum(smooth * A) + np.sum(np.apply_along_axis(np.cumsum, 0, A) ** 2)


def along_axis_to_matrices(A):
    return np.sum(np.apply_along_axis(lambda r: np.outer(r, r), 0, A) ** 2)


def along_axis_of_a_stack(T):
    middle = np.apply_along_axis(lambda r: r * np.max(r), 1, T)
    return np.sum(middle[:, ::-1] * T)


def over_axes(A):
    total = np.apply_over_axes(np.sum, A, [0, 1])
    return np.sum(A * total) + np.sum(np.apply_over_axes(np.mean, A, (1,)) ** 2)


def blocks(M, b):
    whole = np.block([[M, b[:, None]], [b[None, :], np.zeros((1, 1))]])
    return np.sum(whole @ whole)


def rows_of_blocks(x):
    return np.sum(np.block([1.0, x, x**2]) ** 2) + np.sum(np.block([[x], [2.0 * x]]) ** 3)


def blocks_of_identity(M):
    whole = np.block([[M, np.eye(3)], [np.zeros((3, 3)), M.T]])
    return np.sum(whole @ whole)


def pieces(x):
    y = np.piecewise(x, [x < 0.8, x >= 0.8], [lambda t: t**2, lambda t: 2 * t])
    return np.sum(y * x)


def pieces_with_default(x):
    y = np.piecewise(x, [x < 0.7, x > 1.2], [np.sin, 1.5, np.exp])
    return np.sum(y * y) + np.sum(np.piecewise(x, x < 0.9, [np.sqrt, np.cos]))


def pieces_with_arguments(x, k):
    y = np.piecewise(x, [x < 0.9], [lambda t, k: t * k, lambda t, k: t + k], k)
    return np.sum(y**2)


def pieces_of_domains(x):
    y = np.piecewise(x, [np.array([False, True, False, True])], [np.log, 0.0])
    return np.sum(y * y)


def broadcast(A, b):
    column, whole = np.broadcast_arrays(b[:, None], A)
    return np.sum(column * whole**2)


def several_of_one_rank(x, k):
    u, v = np.atleast_1d(x, k)
    p, q = np.atleast_2d(x, k)
    return np.sum(u * v) + np.sum(p * q**2)


def resized(x):
    return np.sum(np.resize(x, (2, 4)) ** 2) + np.sum(np.resize(x, 7)[1:]) + np.resize(x, 3)[2]


def of_values(x):
    squares = np.fromiter([v * v for v in x], float)
    return np.sum(squares * x)


def differences_with_ends(x):
    return np.sum(np.ediff1d(x, to_begin=x[0], to_end=[1.0, x[1]]) ** 2)


def differences_in_single_precision(x):
    return np.ediff1d(x, to_begin=0.3, to_end=[1.0, 0.1]) * 1.0


PROGRAMS = [
    Program(
        differences_in_single_precision,
        (positive(4).astype(np.float32),),
        error_scale=3e3,
    ),
    *(Program(f, (A,)) for f in (vectorized, along_rows, over_axes, along_axis_to_matrices)),
    Program(vectorized_with_branches, (X,)),
    Program(vectorized_over_what_it_writes, (X,)),
    Program(vectorized_of_several, (A, positive(4)), wrt=(0, 1)),
    Program(vectorized_with_type, (X,)),
    Program(of_the_dtype_of_the_first, (X.astype(np.float32),), error_scale=3e3),
    Program(of_the_dtype_of_the_first, (X * (1 + 0.3j),)),
    Program(along_axis_in_the_dtype_of_what_is_given, (A.astype(np.float32),), error_scale=3e3),
    Program(along_axis_in_the_dtype_of_what_is_given, (A * (1 + 0.3j),)),
    Program(integrated_twice, (X,)),
    Program(decorated, (np.array([0.7, -0.4, 1.2]),)),
    Program(declared_beside, (X, 0.8), wrt=(0, 1)),
    Program(vectorized_that_notes, (X, [])),
    Program(along_axis_with_arguments, (A,)),
    Program(along_axis_of_a_stack, (positive(2, 3, 2),)),
    Program(blocks, (M, B), wrt=(0, 1)),
    Program(rows_of_blocks, (X,)),
    Program(blocks_of_identity, (M,)),
    *(Program(f, (X,)) for f in (pieces, pieces_with_default, resized, of_values)),
    Program(pieces_with_arguments, (X, 1.3), wrt=(0, 1)),
    Program(pieces_of_domains, (np.array([0.0, 0.4, -0.3, 1.7]),)),
    Program(broadcast, (A, B), wrt=(0, 1)),
    Program(several_of_one_rank, (X, 0.4), wrt=(0, 1)),
    Program(differences_with_ends, (X,)),
]
