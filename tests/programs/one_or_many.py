"""Functions of one vector and of many along the axes in front, as libraries of rotations have."""

import numpy as np

from tests.programs.case import Program, positive, signed

ONE = signed(4)
MANY = signed(3, 4)
GRID = signed(2, 3, 4)
AXES = {"x": np.array([1.0, 0.0, 0.0]), "y": np.array([0.0, 1.0, 0.0]), "z": np.eye(3)[2]}


def scaled_where_it_is_long(q):
    """Of one vector the test is a number, and a mask of an axis that is added for it."""
    size = np.sum(q * q, axis=-1)
    long = size > 0.5
    q[long] = q[long] / size[long, np.newaxis]
    return q


def parts_of_the_long(q):
    size = np.linalg.norm(q[..., 1:], axis=-1)
    found = np.zeros(q.shape)
    long = size > 0.5
    found[long, 1:] = np.sin(size[long, np.newaxis]) * q[long, 1:]
    found[long, 0] = np.exp(q[long, 0])
    return found


def added_where_it_is_long(q):
    long = np.sum(q * q, axis=-1) > 0.5
    q[..., 1][long] += 3.0 * q[..., 0][long]
    return q


def nothing_is_long(q):
    long = np.sum(q * q, axis=-1) > 100.0
    return np.sum(q[long, 1:] ** 2) + np.sum(q)


def under_a_test_of_a_number(x, t):
    y = x * x
    y[..., t > 0.5] = 0.3 * t
    y[t > 5.0] = t
    return y * x


def turned_together(p, q):
    """The shape of both, asked of `np.broadcast`."""
    both = np.broadcast(p, q)
    out = np.empty(both.shape)
    out[..., 0] = p[..., 0] * q[..., 0] - np.sum(p[..., 1:] * q[..., 1:], axis=-1)
    out[..., 1:] = p[..., 0, np.newaxis] * q[..., 1:] + np.cross(p[..., 1:], q[..., 1:])
    return out * both.size * both.ndim / (both.nd + both.numiter)


def in_the_shape_of_all(x, y, z):
    """What is read of `broadcast_arrays` goes into another array."""
    x, y, z = np.broadcast_arrays(x, y, z)
    q = np.empty((*x.shape, 4))
    q[..., 0] = 0.0
    q[..., 1], q[..., 2], q[..., 3] = x, y, z
    return q * q


def turned_inside_out(x, y):
    """Of numbers the store raises, and the handler does its work."""
    far = np.hypot(x, y)
    near = x**2 + y**2 < 1.0
    try:
        if near.any():
            far[near] = -far[near]
    except (TypeError, AttributeError):
        if near:
            far = -far
    return far * x


def along_named_axes(x, y, z, order="zyx"):
    """Constants of a dict under the letters of a text."""
    lengths = np.broadcast_arrays(x, y, z)
    total = 0.0
    for n, letter in enumerate(order.lower()):
        total = total + AXES[letter] * lengths[n] ** 2
    return total


def weighed_by_letters(x, names="bab"):
    weights = {"a": 2.0, "b": np.array([0.5, 1.5, 2.5, 1.0])}
    total = 0.0
    for name in names:
        total = total + weights[name]
    return np.sum(total * x)


def room_for_one_or_many(x):
    """Shapes of two lengths are not equal, whatever they are."""
    shape = np.shape(x)
    rows = np.zeros((3,) if shape == () else (3, shape[0]))
    rows[0] = x
    rows[2] = np.sin(rows[0]) * x
    return rows


def steps_and_rests(x):
    """A whole number of NumPy's made of a number, or of an array."""
    steps = np.floor(4.0 * x).astype(int)
    return (4.0 * x - steps) ** 2 * (steps % 3 + 1)


BY_VECTORS = (
    scaled_where_it_is_long,
    parts_of_the_long,
    added_where_it_is_long,
    nothing_is_long,
)
PROGRAMS = [
    Program(function, (q,), name=f"{function.__name__}_{q.ndim}")
    for function in BY_VECTORS
    for q in (ONE, MANY, GRID)
]
PROGRAMS += [
    Program(under_a_test_of_a_number, (ONE, 0.8), wrt=(0, 1)),
    Program(turned_together, (ONE, MANY), wrt=(0, 1)),
    Program(turned_together, (MANY, MANY[::-1] + 2.0), wrt=(0, 1), name="turned_row_by_row"),
    Program(in_the_shape_of_all, (0.7, 1.2, positive(3)), wrt=(0, 1, 2)),
    Program(turned_inside_out, (0.4, 0.3), wrt=(0, 1), name="a_number_turned_inside_out"),
    Program(turned_inside_out, (signed(4), positive(4)), wrt=(0, 1)),
    *(
        Program(function, (x,), name=f"{function.__name__}_{np.ndim(x)}")
        for function in (room_for_one_or_many, steps_and_rests)
        for x in (0.7, positive(4))
    ),
    Program(along_named_axes, (0.7, 1.2, 0.4), wrt=(0, 1, 2)),
    Program(weighed_by_letters, (ONE,)),
]
