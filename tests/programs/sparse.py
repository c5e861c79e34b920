"""Programs with constant sparse matrices: products and systems."""

import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as sl
from scipy.sparse.linalg import spsolve

from tests.programs.case import Program, signed

DENSE = np.array([[2.0, 0.0, 0.5], [0.0, 1.5, 0.0], [0.3, 0.0, 1.0], [0.0, 0.7, 0.0]])
A = sp.csr_matrix(DENSE)
B = sp.csc_array(DENSE)
LAPLACE = sp.diags([-1.0, 2.5, -1.0], [-1, 0, 1], shape=(4, 4), format="csc")
X = signed(3)
V = signed(4, start=3)


def energy(x):
    return np.sum((A @ x) ** 2)


def by_method(x):
    return np.sum(A.dot(x) * np.arange(4.0))


def normal_equations(x):
    return x @ (A.T @ (A @ np.sin(x)))


def as_matrices_multiply(x):
    return np.sum((A * x) ** 3)


def of_an_array(x):
    return np.sum((B @ x) ** 2 * V)


def from_the_left(x):
    return np.sum((x @ A) ** 2) + np.sum((x * 2.0) @ B)


def of_several_columns(X):
    return np.sum(A @ X @ X.T) + np.sum((X.T @ A.T) ** 2)


def given(x, matrix):
    return np.sum((matrix @ x) ** 2)


def held(x):
    L = sp.diags([1.0, 2.0, 3.0]).tocsr()
    return np.sum((L.T @ x) ** 2)


def diffusion(u):
    eye = sp.identity(4, format="csr")
    for _ in range(5):
        u = u - 0.1 * (LAPLACE @ u) + 0.01 * (eye @ u) ** 2
    return np.sum(u**2)


def of_scaled_matrices(x):
    B = 2.0 * A + A * 0.5
    return np.sum((B @ x) ** 2) + np.sum((A / 3.0) @ x)


def solved(b):
    return np.sum(spsolve(LAPLACE, b) ** 2) + spsolve(LAPLACE, b[:, None]) @ b  # of a column


def implicit_steps(u):
    for _ in range(3):
        u = spsolve(LAPLACE, u + 0.1 * np.sin(u))
    return np.sum(u * V)


def factored(b):
    lu = sl.splu(LAPLACE)
    y = lu.solve(b)
    return np.sum(y**2) + np.sum(lu.solve(b * b, trans="T") * V)


def of_several_right_sides(b):
    return np.sum(FACTORS.solve(np.outer(b, b)) ** 2)


FACTORS = sl.splu(LAPLACE)


def conjugate_gradients(b):
    x, info = sl.cg(LAPLACE, b, rtol=1e-13)
    return np.sum(x**2) + info


def minimal_residuals(b):
    x, _ = sl.gmres(LAPLACE, np.cos(b), rtol=1e-13)
    return np.sum(x * b)


SOLVE = sl.factorized(LAPLACE)


def functions_that_solve(b):
    solve = sl.factorized(LAPLACE.tocsc())
    for _ in range(2):
        b = solve(SOLVE(b) + np.sin(b))
    return np.sum(b * V)


def what_matrices_hold(x):
    dense = A.toarray()
    near = A[1:3] @ x + A[:, :2][np.array([0, 3])] @ x[:2] + A[[0, 2]] @ x * A[[2, 1]].sum()
    own = np.sum(A.diagonal() * x**2) + A[2, 0] * x[0] + A.sum() * x[1]
    return np.sum(dense @ x * V) + near @ near + own


def rows_that_are_counted(x):
    """Loops and new arrays are as long as matrices say; products of two are matrices."""
    rows, columns = sp.csr_array(A).shape
    y = np.zeros(A.shape[0] + 1)
    for i in range(A.shape[1]):
        y[i % rows] += x[i] ** 2 / columns
    return y[1:] @ (A.dot(A.T) @ y[:-1]) / A.nnz


def divided_by_sums(v):
    """A walk on a graph: the sums of a matrix are an `np.matrix`, those of an array a vector."""
    degrees = np.asarray(LAPLACE.sum(axis=1)).ravel()
    return np.sum((LAPLACE @ v / degrees) ** 2) + sp.csr_array(LAPLACE).sum(axis=0) @ v**3


def rows_by_a_list(x):
    picked = A[[0, 2]]
    rows = picked @ x + sp.csr_array(A)[[1, 2]] @ x
    return rows @ rows * A[[0, 1]].sum() + (A[0] @ x)[0] ** 2 + np.sum((A[:, 1] @ x[:1]) ** 3)


PROGRAMS = [
    *(
        Program(function, (X,))
        for function in (
            energy,
            by_method,
            normal_equations,
            as_matrices_multiply,
            of_an_array,
            held,
            of_scaled_matrices,
            what_matrices_hold,
            rows_that_are_counted,
            rows_by_a_list,
        )
    ),
    Program(from_the_left, (V,)),
    Program(of_several_columns, (signed(3, 2),)),
    Program(given, (X, A)),
    Program(given, (X, sp.coo_array(DENSE)), name="given_coo"),
    Program(given, (X, sp.dia_matrix(DENSE)), name="given_dia"),
    *(
        Program(function, (V,))
        for function in (
            diffusion,
            solved,
            divided_by_sums,
            implicit_steps,
            factored,
            of_several_right_sides,
            functions_that_solve,
            conjugate_gradients,
            minimal_residuals,
        )
    ),
]
