"""Attributes of arrays that are set: the real part, and the elements one after another."""

import numpy as np

from tests.programs.case import Program, positive, signed

X, A = positive(4), positive(2, 3)
Z = positive(4) + 1j * signed(4)


def real_part_of_what_is_made(x):
    z = np.exp(1j * x)
    z.real = x**2
    z.real[1:] *= x[:-1]
    return np.sum(np.abs(z * z) ** 2 * np.arange(4))


def real_part_of_an_argument(z):
    w = z**2
    w.real = w.imag * 0.5
    z.real = 2.0
    w.real += z.imag
    return np.sum(np.abs(w * z) ** 2)


def real_part_through_a_view(z):
    w = z * 2.0
    half = w[::2]
    half.real = np.abs(w[1::2])
    return np.sum(np.abs(w) ** 2 * np.arange(4))


def real_part_of_reals(x):
    y = x * 2.0
    y.real = x**3
    y.real -= y * x
    return np.sum(y * x)


def real_part_in_a_loop(z, count):
    for _ in range(count):
        z.real = z.imag * z.real
    return np.sum(np.abs(z) ** 2)


def elements_in_turn(a):
    b = a * 2.0
    b.flat = np.sum(a, axis=0)
    c = a.T.copy()
    c.flat = 3.0
    c.flat[2] = a[0, 0] ** 2
    a.flat = b[0] * b[1]
    return np.sum(b * a) + np.sum(c.T * a)


def elements_of_another_layout(a):
    b = np.zeros((3, 2))
    b.T.flat = a
    turned = a.T
    turned.flat = b * b
    return np.sum(a * b.T)


def elements_in_a_loop(a, count):
    for _ in range(count):
        a.flat = np.sin(a[0]) * a[1, 0]
    return np.sum(a**2)


def elements_of_itself(a):
    a.flat = a.T
    return np.sum(a**2)


def imaginary_part(x):
    z = x + 0j
    z.imag = x**2
    return np.sum(np.abs(z))


def shape_in_place(a):
    b = a**2
    b.shape = (3, 2)
    return np.sum(b[0] * b[1])


PROGRAMS = [
    Program(real_part_of_what_is_made, (X,)),
    Program(real_part_of_an_argument, (Z,)),
    Program(real_part_through_a_view, (Z,)),
    Program(real_part_of_reals, (X,)),
    Program(real_part_in_a_loop, (Z, 3)),
    Program(elements_in_turn, (A,)),
    Program(elements_of_another_layout, (A,)),
    Program(elements_in_a_loop, (A, 3)),
    Program(elements_of_itself, (A,)),
    Program(imaginary_part, (X,)),
    Program(shape_in_place, (A,)),
]

REFUSED = ("elements_of_itself", "imaginary_part", "shape_in_place")
