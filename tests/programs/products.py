"""Products of arrays: dot, matmul, inner, outer, vdot, tensordot, einsum in all ranks."""

import numpy as np

from tests.programs.case import Program, positive, signed


def dot(a, b):
    return np.sum(np.dot(a, b) ** 2)


def dot_scalar(a, b):
    return np.dot(a, b) ** 2


def matmul(a, b):
    return np.sum(np.matmul(a, b) ** 2)


def operator(a, b):
    return np.sum((a @ b) ** 2)


def inner(a, b):
    return np.sum(np.inner(a, b) ** 2)


def outer(a, b):
    return np.sum(np.outer(a, b) ** 2 * 0.5)


def vdot(a, b):
    return np.vdot(a, b) ** 2


def tensordot(a, b):
    return np.sum(np.tensordot(a, b) ** 2)


def tensordot_one(a, b):
    return np.sum(np.tensordot(a, b, axes=1) ** 2)


def tensordot_zero(a, b):
    return np.sum(np.tensordot(a, b, axes=0) ** 2)


def tensordot_lists(a, b):
    return np.sum(np.tensordot(a, b, axes=([0, 1], [1, 0])) ** 2)


def tensordot_ints(a, b):
    return np.sum(np.tensordot(a, b, axes=(0, 1)) ** 2)


def einsum_matmul(a, b):
    return np.sum(np.einsum("ij,jk->ik", a, b) ** 2)


def einsum_dot(a, b):
    return np.einsum("i,i->", a, b) ** 2


def einsum_outer(a, b):
    return np.sum(np.einsum("i,j->ij", a, b) ** 2)


def einsum_transpose(a):
    return np.sum(np.einsum("ij->ji", a)[0] ** 2)


def einsum_sum_out(a):
    return np.sum(np.einsum("ijk->j", a) ** 2)


def einsum_trace(a):
    return np.einsum("ii->", a) ** 2


def einsum_diagonal(a):
    return np.sum(np.einsum("ii->i", a) ** 2)


def einsum_batch(a, b):
    return np.sum(np.einsum("bij,bjk->bik", a, b) ** 2)


def einsum_three(a, b, c):
    return np.einsum("i,ij,j->", a, b, c) ** 2


def einsum_hadamard(a, b):
    return np.sum(np.einsum("ij,ij->ij", a, b) ** 2)


def einsum_row_sums(a, b):
    return np.sum(np.einsum("ij,j->i", a, b) ** 2)


def einsum_of_sums_apart(x, y):
    x = x * 2.0
    x *= y[0]
    t = np.einsum("a,y->", x, y)
    x[0] = t
    return np.sum(x) + np.einsum("a,y->y", x, y)[1] + x[2] * np.sum(x**2)


def einsum_ellipsis(a, b):
    return np.sum(np.einsum("...i,ij->...j", a, b) ** 2)


def multiples_of_a_vector(A, x):
    r = A @ x
    return 0.5 * r @ r + np.dot(r, r / 4.0) - np.vdot(r * 3, r)


def multiple_of_what_was(A, x):
    r = A @ x
    p = 0.5 * r
    q = 2.0 * p
    r[0] = x[1] * 2.0
    total = p @ r
    for _ in range(3):
        r = np.sin(r) * x
        total += q @ r
        q = 0.5 * r
        total += q @ r + np.sum(q)
    return total


def quadratic_form(A, x):
    return x @ A @ x


def bilinear(A, x, y):
    return x.T @ A @ y


def gram(A):
    return np.sum(np.linalg.norm(A) * (A.T @ A) ** 2)


def chain(A, B, x):
    return np.sum(A @ (B @ x)) + np.sum((A @ B) @ x * x)


def repeated_product(A, n):
    P = np.eye(len(A))
    for _ in range(n):
        P = P @ A
    return np.trace(P)


def residual(A, x, b):
    r = A @ x - b
    return 0.5 * r @ r


def trace(A):
    return np.trace(A) ** 2 + np.trace(A @ A)


M, N, V = signed(2, 3), signed(3, 4, start=1), signed(3, start=2)

BOTH_RANKS = {
    "vector_vector": (V, signed(3, start=3)),
    "matrix_vector": (M, V),
    "vector_matrix": (V, N),
    "matrix_matrix": (M, N),
    "stack_matrix": (signed(2, 2, 3), N),
    "matrix_stack": (M, signed(2, 3, 4)),
    "stack_vector": (signed(2, 2, 3), V),
    "stack_stack": (signed(2, 4, 3), signed(2, 3, 2)),
    "vector_stack": (V, signed(2, 3, 4)),
}


def turned_before_it_is_bound_anew(b, x):
    turned = b.T
    y = x @ turned
    b = b * 2.0
    return np.sum(y * y) + np.sum(b * b)


def turned_before_a_loop(b, x):
    turned = b.T
    for _ in range(2):
        x = np.tanh(x @ turned)
        b = b + 1.0
    return np.sum(x * x) + np.sum(b * b)


PROGRAMS = [
    Program(turned_before_it_is_bound_anew, (signed(3, 3), signed(2, 3)), wrt=(0, 1)),
    Program(turned_before_a_loop, (signed(3, 3), signed(2, 3)), wrt=(0, 1)),
    *(
        Program(function, pair, wrt=(0, 1), name=f"{function.__name__}_{ranks}")
        for function in (dot, matmul, operator)
        for ranks, pair in BOTH_RANKS.items()
    ),
    Program(matmul, (signed(2, 1, 2, 3), signed(3, 3, 2)), wrt=(0, 1), name="matmul_broadcast"),
    Program(operator, (M, M.T), wrt=(0, 1), shared=False, name="operator_transposed"),
    Program(operator, (M, N), wrt=1, name="operator_second_only"),
    Program(dot_scalar, (V, V), wrt=(0, 1), shared=False),
    Program(dot, (1.3, V), wrt=(0, 1), name="dot_with_scalar"),
    Program(inner, (V, signed(3)), wrt=(0, 1)),
    Program(inner, (M, signed(4, 3)), wrt=(0, 1), name="inner_matrices"),
    Program(inner, (M, V), wrt=(0, 1), name="inner_matrix_vector"),
    Program(outer, (V, signed(4)), wrt=(0, 1)),
    Program(outer, (M, V), wrt=(0, 1), name="outer_flattens"),
    Program(vdot, (V, signed(3)), wrt=(0, 1)),
    Program(vdot, (M, signed(2, 3)), wrt=(0, 1), name="vdot_flattens"),
    Program(tensordot, (signed(2, 3, 4), signed(3, 4, 2)), wrt=(0, 1)),
    Program(tensordot_one, (M, N), wrt=(0, 1)),
    Program(tensordot_zero, (V, M), wrt=(0, 1)),
    Program(tensordot_lists, (signed(2, 3, 2), signed(3, 2, 2)), wrt=(0, 1)),
    Program(tensordot_ints, (signed(3, 2), signed(2, 3)), wrt=(0, 1)),
    Program(einsum_matmul, (M, N), wrt=(0, 1)),
    Program(einsum_dot, (V, signed(3)), wrt=(0, 1)),
    Program(einsum_outer, (V, signed(2)), wrt=(0, 1)),
    Program(einsum_transpose, (M,)),
    Program(einsum_sum_out, (signed(2, 3, 2),)),
    Program(einsum_trace, (signed(3, 3),)),
    Program(einsum_diagonal, (signed(3, 3),)),
    Program(einsum_batch, (signed(2, 2, 3), signed(2, 3, 2)), wrt=(0, 1)),
    Program(einsum_three, (signed(2), M, V), wrt=(0, 1, 2)),
    Program(einsum_hadamard, (M, signed(2, 3, start=5)), wrt=(0, 1)),
    Program(einsum_row_sums, (M, V), wrt=(0, 1)),
    Program(einsum_ellipsis, (signed(2, 2, 3), N), wrt=(0, 1)),
    Program(einsum_of_sums_apart, (V, signed(2)), wrt=(0, 1)),
    Program(multiples_of_a_vector, (signed(3, 3), V), wrt=(0, 1)),
    Program(multiple_of_what_was, (signed(3, 3), V), wrt=(0, 1)),
    Program(quadratic_form, (signed(3, 3), V), wrt=(0, 1)),
    Program(bilinear, (M, signed(2), V), wrt=(0, 1, 2)),
    Program(gram, (M,)),
    Program(chain, (signed(3, 3), signed(3, 3, start=1), V), wrt=(0, 1, 2)),
    Program(repeated_product, (signed(3, 3), 3)),
    Program(residual, (M, V, positive(2)), wrt=(0, 1, 2)),
    Program(trace, (signed(3, 3),)),
]
