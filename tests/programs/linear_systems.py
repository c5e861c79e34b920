"""Inverses, factors and solutions of linear systems."""

import numpy as np
import scipy.linalg

from tests.programs.case import Program, positive, signed


def inverse(A):
    return np.sum(np.linalg.inv(A) ** 2)


def solution(A, b):
    x = np.linalg.solve(A, b)
    return np.sum(x * x) + x[0]


def factor(A):
    L = np.linalg.cholesky(A @ A.T + 3.0 * np.eye(3))
    return np.sum(L**2 * np.arange(9.0).reshape(3, 3))


def determinant_of_solution(A, B):
    return np.linalg.det(np.linalg.solve(A, B))


M = signed(3, 3) + 3.0 * np.eye(3)


def fitted_again(A, b):
    for _ in range(3):
        b, _, rank, _ = np.linalg.lstsq(A, b, rcond=None)
    return np.sum(b**2) * rank


def cut_off(A, b):
    """What is left out of the solution turns into what is kept, and back."""
    x = np.linalg.lstsq(A, b, rcond=0.5)[0]
    return np.sum(x**2) + np.sum((scipy.linalg.pinv(A, rtol=0.5) @ np.linalg.pinv(A, 0.9).T) ** 2)


H = M @ M.T + np.diag([0.0, 1.0, 2.0]) + 0.3j * np.triu(signed(3, 3), 1)
Z = signed(3) + 0.4j * positive(3)


def hermitian(H, z, assumed):
    """The other triangle is not read, nor what is imaginary on the diagonal."""
    below = scipy.linalg.solve(H, z, lower=True, assume_a=assumed)
    return np.real(np.sum(below * scipy.linalg.solve(H, z, assume_a=assumed)))


def by_adjoints(H, z):
    x = scipy.linalg.solve_triangular(H, z, trans="C", lower=True)
    return np.abs(np.sum(scipy.linalg.solve_triangular(H, x, trans=2, unit_diagonal=True) ** 3))


def factored_complex(H, z, lower):
    x = scipy.linalg.cho_solve(scipy.linalg.cho_factor(H, lower=lower), z)
    y = scipy.linalg.lu_solve(scipy.linalg.lu_factor(H), x, trans=int(lower))
    return np.real(np.sum(y * scipy.linalg.solve_sylvester(H, H.T, np.outer(z, x))[0]))


PROGRAMS = [
    Program(cut_off, (np.diag([4.0, 3.0, 1.0]) + 0.2 * signed(3, 3), positive(3)), wrt=(0, 1)),
    Program(hermitian, (H, Z, "her"), wrt=(0, 1)),
    Program(hermitian, (H, Z, "pos"), wrt=1),
    Program(hermitian, (H, Z, "sym"), wrt=(0, 1)),
    Program(by_adjoints, (H, Z), wrt=(0, 1)),
    Program(by_adjoints, (H, Z), wrt=1),
    Program(factored_complex, (H, Z, True), wrt=(0, 1)),
    Program(factored_complex, (H, Z, False), wrt=(0, 1)),
    Program(inverse, (M,)),
    Program(solution, (M, positive(3)), wrt=(0, 1)),
    Program(factor, (signed(3, 3),)),
    Program(fitted_again, (M, positive(3)), wrt=(0, 1)),
    Program(determinant_of_solution, (M, signed(3, 3, start=5)), wrt=(0, 1)),
]
