"""Matrices of SciPy's that have a structure, two at a time, and bases of their spaces."""

import numpy as np
import scipy.linalg

from tests.programs.case import Program, positive, signed

A = signed(4, 4) + 3.0 * np.eye(4)
P = A @ A.T


def vibrations(K, M):
    w, v = scipy.linalg.eigh(K + K.T, M)
    slowest = scipy.linalg.eigvalsh(K, M, lower=False, subset_by_index=[0, 1])
    return np.sqrt(np.sum(w**2)) + np.sum(v[0] ** 2 * w) + np.sum(slowest**3)


def slowest_of_complex(K):
    w, v = scipy.linalg.eigh(K + K.conj().T, subset_by_index=[0, 1])
    return np.sum(np.abs(np.array([1.0, 0.5j, 0.2, 1.0]) @ v) ** 2 * w)


def chain(d, e):
    w, v = scipy.linalg.eigh_tridiagonal(d, e)
    return np.sum(v[0] ** 2 * np.exp(-w)) + scipy.linalg.eigvalsh_tridiagonal(d, e**2)[1] ** 2


def spread_of_eigenvalues(A):
    w = scipy.linalg.eigvals(A - 3.0 * np.eye(4))
    return np.sum(np.abs(w) ** 3) + np.sum(w.real * w.imag**2)


def in_spaces(A):
    N = scipy.linalg.null_space(A[:3])
    Q = scipy.linalg.orth(A[:, :2])
    angles = scipy.linalg.subspace_angles(A[:, :2], np.eye(4)[:, 1:3])
    return np.sum((N @ N.T) ** 2 * A) + np.sum((Q @ Q.T) * A.T) + angles[0] * angles[1] ** 2


def aligned(A, B):
    R, scale = scipy.linalg.orthogonal_procrustes(A, B)
    return np.sum((A @ R - B) ** 2) + scale + np.sum(scipy.linalg.khatri_rao(A, B[:2]) ** 3)


def read_in_part(A, b):
    x = scipy.linalg.solve(A, b, assume_a="lower triangular", transposed=True)
    y = scipy.linalg.solve(A, b * b, assume_a="diagonal") + x
    z = scipy.linalg.solve(A, b, transposed=True)
    permuted, u = scipy.linalg.lu(A[::-1], permute_l=True)
    return np.sum(x * y) + np.sum(z**3) + np.sum(permuted[:, 1] * u[1])


def turned(c, b):
    x = scipy.linalg.solve_circulant(c, b)
    return np.sum(x**2) + np.sum(scipy.linalg.matmul_toeplitz((c, 0.5 * c[:3]), b[:3]) ** 2)


def constant_diagonals(c, r, b):
    """By the first column and the first row, of which the corner is not read."""
    x = scipy.linalg.solve_toeplitz((c, r), b)
    y = scipy.linalg.solve_toeplitz(c, x)
    many = scipy.linalg.solve_toeplitz((c, 0.5 * r), np.outer(b, b[:2]))
    return np.sum(x**3) + y @ b + np.sum(many**2) + scipy.linalg.solve_toeplitz(c[:1], b[1:2])[0]


def factors_by_their_bands(band, b):
    lower = scipy.linalg.cholesky_banded(band, lower=True)
    x = scipy.linalg.cho_solve_banded((lower, True), b)
    upper = scipy.linalg.cholesky_banded(np.roll(band[::-1], 1, axis=1) * [[0.2], [1.0]])
    return np.sum(x**2) + np.sum(scipy.linalg.cho_solve_banded((upper, False), np.outer(b, b)) ** 2)


def of_complex(A, P, c):
    """What a real rule takes a transpose of is taken the conjugate of, too."""
    Z, H = A + 1j * P, P + 0.1j * (A - A.T)
    x = scipy.linalg.lu_solve(scipy.linalg.lu_factor(Z), c * 1j, trans=2)
    X = scipy.linalg.solve_continuous_lyapunov(Z, H) + scipy.linalg.solve_discrete_lyapunov(
        0.1 * Z, H
    )
    R, scale = scipy.linalg.orthogonal_procrustes(Z, H)
    u, p = scipy.linalg.polar(Z[:, :3])
    nearest = scipy.linalg.lstsq(Z[:, :3], c)[0] @ scipy.linalg.pinvh(p)
    moved = u @ nearest + scipy.linalg.solve_toeplitz(x + 3.0, R[0])
    around = scipy.linalg.solve_circulant(x + 3.0, scipy.linalg.matmul_toeplitz(x, moved))
    functions = scipy.linalg.sinm(0.1 * Z) @ scipy.linalg.signm(H)
    found = scipy.linalg.solve_banded((1, 2), Z, around) @ (X + functions)
    angles = scipy.linalg.subspace_angles(Z[:, :1], H[:, :2])
    return np.sum(np.abs(found) ** 2) + scale + np.linalg.cond(Z) + angles[0]


def powers(P, A):
    root = scipy.linalg.fractional_matrix_power(P, 0.3)
    inverse = scipy.linalg.pinvh(P + 0.1 * np.triu(P, 1), lower=False)
    complex_ones = scipy.linalg.sqrtm(1j * P + A) + scipy.linalg.expm(0.1j * P) @ P
    return np.sum(root**2) + np.sum(inverse[0]) + np.sum(np.abs(complex_ones) ** 2)


def listed(x):
    shifts = scipy.linalg.toeplitz(x * (1.0 + 0.5j)) @ scipy.linalg.circulant(x + 0.2j)
    return np.sum(np.abs(shifts) ** 2) + np.sum(
        scipy.linalg.fiedler(x) @ scipy.linalg.leslie(x, x[1:])
    )


def from_vectors_and_numbers(x, n):
    """Hankel matrices of active and of constant values, among them Hilbert's."""
    ones = scipy.linalg.hankel(x, x[::-1] * 2.0) @ scipy.linalg.hilbert(n)
    return np.sum(ones @ scipy.linalg.hankel([1.0, 2.0, 3.0, 4.0])) + np.sum(
        scipy.linalg.hankel(x[:2]) @ scipy.linalg.leslie([0.0, 1.5], [0.5])
    )


PROGRAMS = [
    Program(from_vectors_and_numbers, (signed(4), 4)),
    Program(vibrations, (A, P), wrt=(0, 1)),
    Program(slowest_of_complex, (A + 1j * P,)),
    Program(chain, (positive(4), signed(3)), wrt=(0, 1)),
    Program(spread_of_eigenvalues, (A,)),
    Program(in_spaces, (A,)),
    Program(aligned, (A, signed(4, 4, start=3)), wrt=(0, 1)),
    Program(read_in_part, (A, signed(4)), wrt=(0, 1)),
    Program(turned, (np.array([4.0, 1.0, 0.5, 0.3]), signed(4)), wrt=(0, 1)),
    Program(of_complex, (A, P, signed(4)), wrt=(0, 1, 2)),
    Program(constant_diagonals, (positive(4) + [3, 0, 0, 0], P[0], signed(4)), wrt=(0, 1, 2)),
    Program(factors_by_their_bands, (positive(2, 4) + [[4.0], [0.0]], signed(4)), wrt=(0, 1)),
    Program(powers, (P, A), wrt=(0, 1)),
    Program(listed, (signed(4),)),
]
