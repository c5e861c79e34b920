"""Programs with sparse matrices of active values: assembly, products, sums, systems."""

import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as sl
from scipy.sparse.linalg import spsolve

from tests.programs.case import Program, positive, signed

ROWS = np.array([0, 1, 2, 0, 3, 3, 2, 1])
COLUMNS = np.array([0, 1, 2, 1, 3, 0, 2, 3])  # the place 2, 2 twice
PLACES, STARTS = np.array([0, 1, 1, 3, 0, 2, 0, 3]), np.array([0, 2, 4, 6, 8])
TILES = np.array([[0, 1], [1, 2], [2, 3]])
FREE = np.array([0, 2, 3])
EYE = sp.identity(4, format="csr")
LINK = sp.csr_array(np.diag([2.0, 3.0, 4.0, 5.0]) + np.diag([-1.0, -1.0, -1.0], 1))
W, X, K = positive(8), signed(4), positive(5)


def diffusion(k, b):
    """A matrix by differences, of coefficients between the points."""
    A = sp.diags([-k[1:-1], k[1:] + k[:-1], -k[1:-1]], [-1, 0, 1], format="csc")
    return np.sum(spsolve(A, b) ** 2) + spsolve(A, b[:, None]) @ b  # of a column: a vector


def implicit_steps(rate, u):
    laplace = sp.diags([-1.0, 2.0, -1.0], [-1, 0, 1], shape=(4, 4), format="csr")
    A = (EYE + 0.1 * rate * laplace).tocsc()
    solver = sl.splu(A)
    for _ in range(3):
        u = solver.solve(u)
    return np.sum(u**2) + solver.solve(u, trans="T") @ u


def assembled(stiffness):
    """Elements that share their nodes."""
    local = stiffness[:, None, None] * np.array([[1.0, -1.0], [-1.0, 1.0]])
    rows, columns = np.repeat(TILES, 2, axis=1).ravel(), np.tile(TILES, 2).ravel()
    K = sp.coo_matrix((local.ravel(), (rows, columns)), shape=(4, 4)).tocsr()
    return np.sum(spsolve((K + EYE).tocsc(), np.arange(4.0)) ** 2)


def graph_laplacian(w, x):
    A = sp.coo_matrix((w, (ROWS, COLUMNS)), shape=(4, 4)).tocsr()
    A = 0.5 * (A + A.T)
    degrees = np.asarray(A.sum(axis=1)).ravel()
    return x @ ((sp.diags(degrees) - A) @ x) + A.trace()


def page_rank(w, x):
    A = sp.csr_matrix((w, PLACES, STARTS), shape=(4, 4))
    A = A @ sp.diags(1.0 / A.sum(axis=0).A1)
    r = np.full(4, 0.25)
    for _ in range(4):
        r = 0.85 * A.dot(r) + 0.15 * x / np.sum(x)
    return r @ np.sin(x)


def products(w, x):
    A = sp.csc_array((w, (ROWS, COLUMNS)), shape=(4, 4))
    B = A @ A.T - LINK @ A / w[0]
    X = np.outer(x, x[:2])
    return np.sum((B @ X) ** 2) + np.sum((X.T @ A) ** 2) + np.sum((A @ LINK).toarray() ** 2)


def differences_that_vanish(w, x):
    """The derivative is none of SciPy's pattern: no element is left."""
    A = sp.csr_matrix((w, PLACES, STARTS), shape=(4, 4))
    return np.sum((A - sp.csr_matrix((np.sqrt(w) ** 2, PLACES, STARTS), shape=(4, 4))) @ x)


def by_elements(w, x):
    A = sp.csr_matrix(np.outer(x, w[:4])).multiply(x)
    B = sp.spdiags(np.stack([w[:4], w[4:]]), [0, 1], 4, 4)
    C = sp.dia_matrix((np.stack([w[4:], w[:4]]), [0, -2]), shape=(4, 4))
    total = A.sum() + np.sum(A.diagonal() ** 2) + np.sum((A.tocsr() + B + C).diagonal(-2) ** 2)
    return total + np.sum((-B @ x) ** 2) + np.sum((LINK.multiply(w[0]) @ x) ** 3)


def told_apart(w, x):
    A = sp.csr_matrix((w, PLACES.copy(), STARTS.copy()), shape=(4, 4))
    scale = 2.0 if sp.issparse(A) and isinstance(A, sp.csr_matrix) else 3.0
    scale += 4.0 if isinstance(A, np.ndarray | sp.coo_matrix) else 0.0
    return np.sum(A @ x) * scale * A.shape[0] if hasattr(A, "tocsr") else 0.0


def iterations(w, b):
    A = sp.csr_matrix((w, PLACES, STARTS), shape=(4, 4))
    A = A.T @ A + EYE
    x, _ = sl.cg(A, b, rtol=1e-14)
    y, info = sl.gmres(A, b * b, rtol=1e-14)
    return x @ y + info


def many_right_sides(w, x):
    A = sp.csc_matrix((w, (ROWS, COLUMNS)), shape=(4, 4)) + 2.0 * sp.eye(4, format="csc")
    return np.sum(sl.splu(A).solve(np.outer(x, x)) ** 2) + sl.factorized(A)(x) @ x


def joined(w, x):
    A = sp.csr_matrix((w, PLACES, STARTS), shape=(4, 4))
    B = sp.vstack([A, EYE]) @ sp.hstack([EYE, A * w[0]])
    C = sp.bmat([[A, EYE], [A.T, A]], format="csr") + sp.kron(sp.eye(2), A)
    return np.sum((B @ np.tile(x, 2)) ** 2) + np.sum((C @ np.repeat(x, 2)) ** 2)


def within_a_boundary(w, x):
    A = sp.csr_matrix((w, PLACES, STARTS), shape=(4, 4)) + 2.0 * EYE
    inner = A[1:-1, 1:-1].tocsc()
    free = A[FREE][:, FREE].tocsc()
    return spsolve(inner, x[1:-1]) @ x[:2] + spsolve(free, x[FREE]) @ x[:3] + A[0, -1] * x[0]


def diagonals(w, x):
    A = sp.diags([w[0], w[1], w[2], w[0] * w[3]]) + sp.diags(w[:3], 1)
    B = sp.diags([w[0], x[1]], [0, 2], shape=(4, 4), format="csr")
    passes = 0
    while passes < 2:
        A = A @ B
        passes += 1
    return np.sum((A @ x) ** 2)


PROGRAMS = [
    Program(diffusion, (K, X), wrt=(0, 1)),
    Program(implicit_steps, (0.7, X), wrt=(0, 1)),
    Program(assembled, (positive(3),)),
    *(
        Program(function, (W, X), wrt=(0, 1))
        for function in (
            graph_laplacian,
            page_rank,
            products,
            differences_that_vanish,
            by_elements,
            told_apart,
            iterations,
            many_right_sides,
            joined,
            diagonals,
            within_a_boundary,
        )
    ),
]
