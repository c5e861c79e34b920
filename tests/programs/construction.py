"""Functions that make arrays."""

import numpy as np

from tests.programs.case import Program, positive, signed


def zeros(x):
    y = np.zeros(3)
    z = np.zeros((2, 3), dtype=float)
    y[0] = x
    z[1, :] = y + x
    return np.sum(z * z)


def ones(x):
    y = np.ones((2, 2)) * x
    y[0, 0] *= 2.0
    return np.sum(y * np.ones(2))


def empty(x):
    y = np.empty(3)
    for i in range(3):
        y[i] = x ** (i + 1)
    return np.sum(y)


def full(x):
    y = np.full(3, x)
    y[1] *= x
    z = np.full((2, 2), 3.0) * np.full((2, 2), x, float)
    return np.sum(y * y) + np.sum(z * x)


def like(x):
    a, b, c, d = np.zeros_like(x), np.ones_like(x), np.empty_like(x), np.full_like(x, 2.0)
    a[0] = x[1]
    c[:] = x * x
    return np.sum((a + b) * c * d)


def like_active(x):
    y = np.full_like(x, x[0] * x[1])
    return np.sum(y * x)


def like_with_options(x):
    y = np.zeros_like(x, dtype=float, shape=(2, 2))
    y[0] = x[:2]
    return np.sum(y * y)


def array_of_scalars(x, y):
    a = np.array([x, y, 2.0, x * y])
    return np.sum(a * a)


def array_nested(x, y):
    R = np.array([[np.cos(x), -np.sin(x)], [np.sin(x), np.cos(x)]])
    return np.sum(R @ np.array([y, 1.0])) + np.sum(R[0] ** 2 * y)


def array_of_arrays(x, y):
    A = np.array([x, y, x * y])
    return np.sum(A @ x)


def array_of_elements(x):
    return np.sum(np.array([x[2], x[0], x[1] * x[1]]) ** 3)


def array_of_integers(x):
    k = np.array([1, 2, 3])
    return np.sum(x**k)


def array_copied(x):
    y = np.array(x)
    z = np.array(x, dtype=float)
    y[0] = 0.0
    return np.sum(y * z)


def array_of_list_argument(values):
    a = np.array(values)
    return np.sum(a * a)


def asarray_of_list(values):
    return np.sum(np.asarray(values) ** 2) + np.prod(np.asarray(values, dtype=np.float64))


def asarray_of_float(x):
    return np.sum(np.asarray(x) * np.arange(3.0))


def arange(x):
    return np.sum(x * np.arange(4)) + np.sum(np.arange(1.0, 2.0, 0.25) ** x)


def linspace(x):
    t = np.linspace(0.0, 1.0, 5)
    return np.sum(np.exp(x * t)) * (t[1] - t[0])


def bounds_and_steps(start, stop, step):
    return np.sum(np.arange(start, stop, step) ** 3) + np.sum(np.arange(start, 2.0, dtype=float))


def number_of_steps(x, y):
    return np.sum(np.arange(x) * y**2) + np.sum(np.arange(0, 1.0, y / 2.3) ** 2)


def points_between(x, y, base):
    powers = np.logspace(x, y, 4, base=base, axis=-1)
    powers = np.sum(powers**2) + np.sum(np.logspace(0.1, x, 4, endpoint=False))
    return powers * np.sum(np.geomspace(x, y, 3) ** 2)


def linspace_active(x, y):
    return np.sum(np.linspace(x, y, 4) ** 2)


def eye(x):
    return np.sum((np.eye(3) * x + np.eye(3, 3, 1) + np.identity(3)) ** 2)


def grid(x):
    u, v = np.meshgrid(np.arange(3.0), np.arange(2.0))
    return np.sum((u * x + v) ** 2)


def indices(x):
    i, j = np.indices((2, 3))
    return np.sum(x**i * j)


def vander(x):
    powers = np.arange(4)
    return np.sum(x[:, None] ** powers)


def diagonal_matrix(x):
    D = np.diag(x)
    return np.sum(D @ np.ones((3, 3)) @ D)


def diagonal_of_matrix(A):
    return np.sum(np.diag(A) ** 2) + np.sum(np.diag(A, 1) ** 3)


def triangles(A):
    return np.sum(np.triu(A) ** 2) + np.sum(np.tril(A, -1) ** 3) + np.sum(np.triu(A, 1))


def trapezoid(x):
    t = np.linspace(0.0, 1.0, 6)
    y = np.sin(x * t)
    return np.sum((y[1:] + y[:-1]) * np.diff(t)) / 2.0


def float_constructors(x):
    return np.float64(x) * np.float64(2.0) * x


def random_generator(x):
    rng = np.random.default_rng(3)
    noise = rng.normal(size=4)
    return np.sum(np.sin(x * noise))


PROGRAMS = [
    *(
        Program(function, (1.3,))
        for function in (
            zeros,
            ones,
            empty,
            full,
            asarray_of_float,
            arange,
            linspace,
            eye,
            grid,
            indices,
            trapezoid,
            float_constructors,
            random_generator,
        )
    ),
    *(
        Program(function, (positive(3),))
        for function in (
            like,
            like_active,
            like_with_options,
            array_of_elements,
            array_of_integers,
            array_copied,
            vander,
            diagonal_matrix,
        )
    ),
    Program(array_of_scalars, (1.3, 0.7), wrt=(0, 1)),
    Program(array_nested, (1.3, 0.7), wrt=(0, 1)),
    Program(array_of_arrays, (positive(3), signed(3)), wrt=(0, 1)),
    Program(array_of_list_argument, ([1.3, 0.7],)),
    Program(array_of_list_argument, ([[1.3, 0.7], [0.9, 1.1]],), name="array_of_nested_list"),
    Program(asarray_of_list, ([1.3, 0.7],)),
    Program(linspace_active, (1.3, 0.7), wrt=(0, 1)),
    Program(bounds_and_steps, (0.3, 2.6, 0.45), wrt=(0, 1, 2)),
    Program(number_of_steps, (3.7, 0.7), wrt=(0, 1)),
    Program(points_between, (1.3, 2.7, 1.9), wrt=(0, 1, 2)),
    Program(points_between, (positive(3), positive(2, 1), 1.9), wrt=(0, 1), name="between_arrays"),
    Program(diagonal_of_matrix, (signed(3, 4),)),
    Program(triangles, (signed(3, 4),)),
    Program(triangles, (signed(2, 3, 3),), name="triangles_of_stack"),
]


REFUSED = {}
