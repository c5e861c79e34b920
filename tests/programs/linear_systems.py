"""Inverses, factors and solutions of linear systems."""

import numpy as np

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


PROGRAMS = [
    Program(inverse, (M,)),
    Program(solution, (M, positive(3)), wrt=(0, 1)),
    Program(factor, (signed(3, 3),)),
    Program(fitted_again, (M, positive(3)), wrt=(0, 1)),
    Program(determinant_of_solution, (M, signed(3, 3, start=5)), wrt=(0, 1)),
]
