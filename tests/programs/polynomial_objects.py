"""Polynomials as objects, slopes along axes, ends of interpolation, whole numbers, lengths."""

import numpy as np

from tests.programs.case import Program, positive, signed

X = signed(4)


def arithmetic_of_polynomials(x, t):
    p, q = np.poly1d(x), np.poly1d(x[:2] * t)
    both = 2 * p * q - p**2 + (1.0 - q) / t
    quotient, rest = p / q
    return both(t) + np.sum(quotient(x)) + rest[0] * p.order + np.sum(both.coeffs**2) + both[9]


def newton_of_a_polynomial(x, t):
    p = np.poly1d(np.append(0.0, x))
    slope = p.deriv()
    for _ in range(3):
        t = t - p(t) / slope(t)
    return t + p.integ(k=0.5)(t) * np.poly1d([1.0, -2.0, 3.0])(t)


def total_variation(A, B):
    gx, gy = np.gradient(A, 0.5, 2.0, edge_order=2)
    parts = np.gradient(B)
    return np.sum(np.sqrt(gx**2 + gy**2 + 0.1)) + np.sum(parts[0] ** 2 * parts[2])


def between_ends(x, f, low):
    y = np.interp(3.0 * x, [0.0, 1.0, 2.0], f, left=low * f[0], right=7.0)
    return np.sum(y**2) + np.interp(x[0] - 9.0, [0.0, 1.0, 2.0], f, left=low) * np.sum(x)


def whole_parts(x):
    return np.sum(x * np.int64(10 * x)) + np.sum((10 * x - np.int32(10 * x)) ** 2)


def complex_lengths(A):
    Z = A + 1j * A @ A
    rows = np.linalg.norm(Z, 3, axis=1) + np.linalg.norm(Z, -np.inf, axis=0)
    return np.sum(rows) + np.linalg.norm(Z, np.inf) * np.linalg.norm(Z, -1)


def complex_spectral_lengths(A):
    Z = np.stack([A + 1j * A @ A, 1j * A - 1.0])
    return np.sum(np.linalg.norm(Z, "nuc", axis=(1, 2)) * np.linalg.norm(Z, 2, axis=(1, 2)))


M = np.array([[1.3, 0.4, -0.2], [0.1, 0.9, 0.5], [-0.3, 0.2, 1.1]])
PROGRAMS = [
    *(
        Program(f, (X, 0.7), wrt=(0, 1))
        for f in (arithmetic_of_polynomials, newton_of_a_polynomial)
    ),
    Program(total_variation, (signed(4, 3), signed(2, 3, 4)), wrt=(0, 1)),
    Program(between_ends, (X, positive(3), 0.6), wrt=(0, 1, 2)),
    Program(whole_parts, (positive(5),)),
    Program(complex_lengths, (M,)),
    Program(complex_spectral_lengths, (M,)),
]
