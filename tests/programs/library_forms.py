"""Forms of NumPy's functions that few programs use, and options that only the run knows."""

import numpy as np

from tests.programs.case import Program, positive, signed

A = signed(2, 3, 4)
B = signed(2, 4, 3, start=5)
V = signed(3, 4)
M = signed(4, 3)
S = signed(3, 3) + 2.0 * np.eye(3)
Z = M + 1j * signed(4, 3, start=7)
W = np.arange(1.0, 40.0)


def along_other_axes(a, b):
    first = np.matmul(a, b, axes=[(1, 2), (1, 2), (0, 1)])
    second = np.matmul(a, a, axes=[(0, 2), (2, 0), (1, 2)])
    return np.sum(np.sin(first)) + np.sum(second**2)


def crossed(a, b):
    y = np.cross(a, b, axisa=0, axisb=0, axisc=0) + np.cross(a, b.T, 0, 1).T
    return np.sum(y * np.arange(12.0).reshape(3, 4)) + np.sum(np.cross(a, b, axis=0) ** 2)


def tensor_equation(a, b):
    x = np.linalg.tensorsolve(np.reshape(a, (2, 6, 3)), b, axes=(0, 2))
    y = np.linalg.tensorinv(np.reshape(a, (2, 3, 6)))
    return np.sum(x * np.arange(6.0).reshape(2, 3)) + np.sum(y**2)


def of_matrices(a, x):
    product = np.vectorize(lambda p, q: p @ q, signature="(n,m),(m)->(n)")
    length = np.vectorize(lambda p: np.sqrt(np.sum(p * p)), signature="(k)->()")
    return np.sum(product(a, x) ** 2) + np.sum(length(a) * np.arange(6.0).reshape(2, 3))


def square_factors(s):
    u, w, vt = np.linalg.svd(s)
    first = np.outer(u[:, 0], vt[0])
    return np.sum(first * s * np.arange(9.0).reshape(3, 3)) + np.sum(w**2 * np.abs(u[0]))


def one_vector_more(m):
    u, w, vt = np.linalg.svd(m)
    normal = u[:, 3]
    return np.sum(np.outer(normal, normal) * np.arange(16.0).reshape(4, 4)) + np.sum(w * vt[2] ** 2)


def complex_triangle(z):
    q, r = np.linalg.qr(z)
    return np.sum((q * (1 - 0.5j)).real * W[:12].reshape(4, 3)) + np.sum((r * r).real)


def complex_fit(z, b):
    x, rest, rank, values = np.linalg.lstsq(z, b * (1 + 0.5j), rcond=None)
    return np.sum((x * (1 - 2j)).real * W[:3]) + np.sum(rest) * rank


def real_parts_of_eigenvalues(s):
    values, vectors = np.linalg.eig(s @ s.T + 0.1 * s)
    return np.sum(values.real**2) + np.sum(np.abs(vectors) ** 2 * np.arange(9.0).reshape(3, 3))


def counted_in_two_ways(x):
    other, _, _ = np.histogram2d(np.arange(6.0), np.arange(6.0) % 2, bins=[2, 2], weights=x * x)
    h, across, along = np.histogram2d(np.arange(6.0), np.arange(6.0) ** 2, weights=x)
    return np.sum(h**2) + np.sum(other * np.arange(4.0).reshape(2, 2)) + across[-1] * along[-1]


def one_name_twice(s):
    _, w, _ = np.linalg.svd(s, full_matrices=False)
    sign, _ = np.linalg.slogdet(s)
    (_, low), _ = split_pairs(s)
    return np.sum(w * np.arange(3.0)) * sign + np.sum(low) * np.sum(_**2)


def split_pairs(s):
    return (s[0], s[1] * s[2]), s[2] * s[0]


def stored_before_bound(s):
    x = np.zeros(4)
    i = 1
    x[i], i = next_of(s, i)
    x[i], (i, _), _ = s[0, 1] ** 3, next_of(s, i)[::-1], 2.0
    return np.sum(x * np.arange(4.0)) + i + _


def next_of(s, i):
    return s[i, 0] ** 2, i + 1


def ends(a, b, n, endpoint):
    return np.sum(np.linspace(a, b, n, endpoint) ** 2)


def of_numbers(x, y):
    rows = np.vstack((x, y, x * y))
    return np.sum(rows**2) + np.sum(np.dstack((x, y)) * 3.0) + np.sum(np.column_stack((y, x)) ** 3)


def third_differences(x):
    return np.sum(np.diff(x, 3) ** 2) + np.sum(np.diff(x[:2], 4)) + np.sum(np.diff(x[:0]))


PROGRAMS = [
    Program(along_other_axes, (A, B), wrt=(0, 1)),
    Program(crossed, (V, V[:, ::-1] + 1.0), wrt=(0, 1)),
    Program(
        tensor_equation, (np.eye(6).reshape(2, 3, 6) * 3 + signed(2, 3, 6), signed(6)), wrt=(0, 1)
    ),
    Program(of_matrices, (A, signed(4)), wrt=(0, 1)),
    Program(square_factors, (S,)),
    Program(one_vector_more, (M,)),
    Program(complex_triangle, (Z,)),
    Program(complex_fit, (Z, signed(4, start=3)), wrt=(0, 1)),
    Program(real_parts_of_eigenvalues, (S,)),
    Program(counted_in_two_ways, (positive(6),)),
    Program(one_name_twice, (S,)),
    Program(stored_before_bound, (S,)),
    Program(ends, (0.3, 1.7, 5, 0), wrt=(0, 1)),
    Program(ends, (0.3, 1.7, 5, 1), wrt=(0, 1)),
    Program(of_numbers, (0.7, 1.3), wrt=(0, 1)),
    Program(third_differences, (positive(6),)),
]
