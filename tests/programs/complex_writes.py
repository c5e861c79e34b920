"""Calls that write into complex arrays."""

import numpy as np

from tests.programs.case import Program, signed


def into_an_array(z, x):
    w = np.zeros(3, dtype=complex)
    np.multiply(z, x, out=w)
    np.add(w, x, out=w)
    np.exp(w * 0.1, out=w)
    return np.sum(np.abs(w) ** 2)


def real_into_complex(x):
    w = np.zeros(3, dtype=complex)
    np.multiply(x, x, out=w)
    w *= 1j
    return np.sum((w * x).imag)


def modulus_into_real(z, x):
    r = np.empty(3)
    np.absolute(z, out=r)
    return np.sum(r**3 * x)


def product_into_matrix(z):
    M = np.empty((3, 3), dtype=complex)
    np.matmul(np.outer(z, z), np.eye(3), out=M)
    np.fill_diagonal(M, z[0])
    return np.sum(np.abs(M) ** 2 * np.arange(9.0).reshape(3, 3))


def filled(z, x):
    w = z * 1j
    w.fill(x)
    w[0] = z[1]
    v = w * 2
    v.fill(z[0] * w[0])
    return np.sum(np.abs(w) ** 2) + np.sum(v.imag)


def copied_into(z, x):
    w = z * 1j
    np.copyto(w, x)
    w[1] *= z[1]
    np.copyto(w, z, where=x > 0)
    return np.sum(np.abs(w) ** 2)


def divided_where(z, x):
    w = z * 1j
    np.divide(z, x, out=w, where=x > 0)
    return np.sum(np.abs(w) ** 2 * np.arange(3.0))


def running_sum(z):
    w = np.zeros(3, dtype=complex)
    np.cumsum(z, out=w)
    return np.sum(np.abs(w) ** 2 * np.arange(3.0))


def complex_into_real(z):
    r = np.zeros(3)
    np.multiply(z, z.conj(), out=r, casting="unsafe")
    return np.sum(r)


def real_part_rebound(x, steps):
    v = -x
    for _ in range(steps):
        v += 0.1 * v**2
        v = np.real(np.fft.ifft(np.fft.fft(v) * np.arange(len(x))))
    return np.sum(v**2)


X = signed(3)
Z = X + 1j * signed(3, start=2)

REFUSED = {"complex_into_real"}

PROGRAMS = [
    Program(real_part_rebound, (X, 3)),
    Program(into_an_array, (Z, X), wrt=(0, 1)),
    Program(real_into_complex, (X,)),
    Program(modulus_into_real, (Z, X), wrt=(0, 1)),
    Program(product_into_matrix, (Z,)),
    Program(filled, (Z, 0.4), wrt=(0, 1)),
    Program(copied_into, (Z, X), wrt=(0, 1)),
    Program(divided_where, (Z, X), wrt=(0, 1)),
    Program(running_sum, (Z,)),
    Program(complex_into_real, (Z,)),
]
