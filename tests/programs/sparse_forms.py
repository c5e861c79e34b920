"""Programs with sparse matrices of active values: what they hold, their elements, their blocks."""

import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as sl

from tests.programs.case import Program, positive, signed

ROWS = np.array([0, 1, 2, 0, 3, 3, 2, 1])
COLUMNS = np.array([0, 1, 2, 1, 3, 0, 2, 3])  # the place 2, 2 twice
PLACES, STARTS = np.array([0, 1, 1, 3, 0, 2, 0, 3]), np.array([0, 2, 4, 6, 8])
EYE = sp.identity(4, format="csr")
W, X = positive(8), signed(4)


def matrix(w):
    return sp.csr_matrix((w, (ROWS, COLUMNS)), shape=(4, 4))


def what_is_held(w, x):
    A = matrix(w)
    B = sp.csr_array((w, PLACES, STARTS), shape=(4, 4))
    C = sp.coo_matrix((w, (ROWS, COLUMNS)), shape=(4, 4))
    kept = A.data.copy()
    kept[0] = x[0]
    return kept @ kept + np.sum(B.data**3) * A.nnz + C.data @ w + (A - EYE).data[1] * A.ndim


def element_by_element(w, x):
    A, B = matrix(w), matrix(w**2).T
    C = A.multiply(B) + A.power(3) + abs(A - 2 * EYE) + A.sqrt() - A.tanh()
    return np.sum((C @ x) ** 2) + A.multiply(EYE).sum()


def powers(w, x):
    A = matrix(w)
    return np.sum((A**2) @ x) + np.sum((sp.csr_array(A) ** 2) @ x)


def extremes_and_means(w, x):
    A = matrix(w)
    B = sp.csr_array(A)
    low = A.max() * A.min() + (-A).min() + A.mean() * x[0] + np.ones((1, 4)) @ B.mean(axis=0)
    return low + A.mean(axis=1).A1 @ x + np.sum(np.asarray(A.todense()) ** 2)


def rows_and_columns(w, x):
    A = matrix(w)
    first = A[1] @ x + A[2, :] @ x + A.getrow(3) @ x
    return first[0] + (A[:, 1].T @ x)[0] + A.getcol(3).sum() + A[-1, 1:].toarray()[0, 2]


def other_formats(w, x):
    A = matrix(w)
    B = A.tolil() @ x + A.tobsr() @ x + A.todia() @ x + A.asformat("csc") @ x
    return np.sum(B * (A.conj().astype(float).real @ x))


def blocks(w, x):
    A = matrix(w)
    y = np.concatenate([x, x**2])
    whole = sp.bmat([[A, EYE], [None, A.T]], format="csr") + sp.block_diag([A, 2 * EYE])
    return np.sum((whole @ y) ** 2) + np.sum((sp.bmat([[None, A], [A, None]]) @ y) ** 2)


def triangles(w, x):
    A = matrix(w) + EYE
    low, high = sp.tril(A, format="csr"), sp.triu(A, k=1)
    z = sl.spsolve_triangular(low, x, lower=True)
    return np.sum(z**2) + np.sum(high @ z)


def of_two_lines(w, x):
    """A Kronecker sum, as in a plane of which the sides are lines."""
    whole = sp.kronsum(matrix(w), sp.diags(x[:2]))
    return np.sum((whole @ np.arange(8.0)) ** 2)


def sizes(w, x):
    A = matrix(w)
    return sl.norm(A) + sl.norm(A, 1) * x[0] + sl.norm(A, np.inf)


def array_and_matrix(w, x):
    """An array and matrices in one sum, which is an array, and their system."""
    A = sp.csr_array(matrix(w)) + sp.eye(4)
    return np.sum(sl.spsolve(A, x) ** 2) + np.sum(sl.spsolve(A.tocsc(), np.outer(x, x)))


def systems(w, x):
    A = (matrix(w) + 2 * EYE).tocsc()
    solve = sl.factorized(A)
    return solve(solve(x)) @ x + sl.spsolve(A.tocsr(), x, permc_spec="NATURAL") @ x


PROGRAMS = [
    Program(function, (W, X), wrt=(0, 1))
    for function in (
        what_is_held,
        element_by_element,
        powers,
        extremes_and_means,
        rows_and_columns,
        other_formats,
        blocks,
        triangles,
        of_two_lines,
        sizes,
        array_and_matrix,
        systems,
    )
]
