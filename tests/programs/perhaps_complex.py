"""Eigenvalues of real matrices and zeros of real polynomials, which come out real or complex."""

import numpy as np
from numpy.polynomial import Chebyshev, Polynomial, hermite, hermite_e, laguerre, legendre
from numpy.polynomial import chebyshev as first_kind

from tests.programs.case import Program, signed

S = signed(3, 3) + signed(3, 3).T
TURNING = np.array([[0.3, -1.2, 0.1], [1.1, 0.2, 0.3], [0.2, -0.1, 0.9]])


def radius(a):
    return np.max(np.abs(np.linalg.eigvals(a)))


def abscissa(a):
    return np.max(np.linalg.eigvals(a).real)


def imaginary_parts(a):
    return np.sum(np.linalg.eigvals(a).imag ** 2) + np.linalg.eigvals(a)[0].real


def exponential(a):
    w, v = np.linalg.eig(a)
    return np.sum((v @ np.diag(np.exp(w)) @ np.linalg.inv(v)).real ** 2)


def weights(a):
    w, v = np.linalg.eig(a)
    return np.abs(w[0]) + np.sum(np.abs(v) ** 4 * np.arange(3.0))


def written(a):
    w = np.linalg.eigvals(a)
    w[0] *= 2.0
    w *= w
    return np.sum(np.abs(w))


def stored_in_complex(a):
    z = np.zeros(3, dtype=complex)
    z[:] = np.linalg.eigvals(a)
    return np.sum(np.abs(z) ** 2)


def in_a_loop(a, n):
    total = 0.0
    for k in range(n):
        w = np.linalg.eigvals(a)
        total += np.sum(np.abs(w * w + k))
        a = a * 0.9 + np.abs(w[0])
    return total


def asks_what_they_are(a):
    w = np.linalg.eigvals(a)
    if w.dtype == np.complex128 or isinstance(w[0], complex):
        return np.sum(w.real**2)
    return np.sum(w.real**3)


def zeros(c):
    z = np.roots(c)
    return np.max(np.abs(z)) + np.sum(z.real * z.imag**2) + np.abs(np.poly1d(c).r[0])


def zeros_of_families(c):
    return (
        np.sum(np.abs(first_kind.chebroots(c)) ** 3)
        + np.sum(np.abs(legendre.legroots(c)) ** 3)
        + np.sum(np.abs(hermite.hermroots(c)))
        + np.sum(np.abs(hermite_e.hermeroots(c)))
        + np.sum(np.abs(laguerre.lagroots(c)))
    )


def zeros_of_objects(c):
    on_a_domain = Polynomial(c, domain=[0.0, 2.0], window=[-1.0, 1.0])
    return np.sum(np.abs(on_a_domain.roots())) + np.sum(Chebyshev(c).roots().real ** 2)


def sorted_values(a):
    return np.sum(np.sort(np.linalg.eigvals(a)) * np.arange(3.0)) + np.max(np.linalg.eigvals(a))


PROGRAMS = [
    Program(f, args, name=f"{f.__name__}_{name}")
    for f in (
        radius,
        abscissa,
        imaginary_parts,
        exponential,
        weights,
        written,
        stored_in_complex,
        asks_what_they_are,
    )
    for name, args in (("complex", (TURNING,)), ("real", (S,)))
]
PROGRAMS += [
    Program(in_a_loop, (a, 3), name=f"in_a_loop_{n}") for n, a in (("c", TURNING), ("r", S))
]
PROGRAMS += [
    Program(f, (np.array(c),), name=f"{f.__name__}_{name}")
    for f in (zeros, zeros_of_families, zeros_of_objects)
    for name, c in (("complex", [1.0, 2.0, 3.0, 4.0]), ("real", [-1.0, 3.0, 0.5, -0.4]))
]
PROGRAMS += [Program(zeros, (np.array([1.0, 2.0, 3.0, 0.0]),), name="zeros_with_one_at_the_origin")]
if np.lib.NumpyVersion(np.__version__) < "2.5.0":  # later the values are always complex
    PROGRAMS += [Program(sorted_values, (S,))]
