"""Functions that change shape or join arrays."""

import numpy as np

from tests.programs.case import Program, positive, signed


def ramp(y):
    return np.sum(y * y * np.arange(1.0, y.size + 1.0).reshape(y.shape))


def reshape(A):
    return ramp(np.reshape(A, (4, 3))) + ramp(np.reshape(A, -1)) + ramp(np.reshape(A, (2, -1)))


def reshape_to_scalar(x):
    return np.reshape(x, ()) * np.reshape(x, (1, 1))[0, 0]


def ravel(A):
    return ramp(np.ravel(A)) + ramp(np.ravel(A.T))


def transpose(T):
    return ramp(np.transpose(T)) + ramp(np.transpose(T, (1, 0, 2)))


def transpose_negative_axes(T):
    return ramp(np.transpose(T, axes=(-1, 0, 1)))


def transpose_of_vector(x):
    return ramp(x.T) + ramp(np.transpose(x))


def axes_of_the_rank(T):
    """Axes that follow from the rank alone, as ranges, lists and tuples of it."""
    axes = list(range(T.ndim))
    axes[0], axes[1] = axes[1], axes[0]
    turned = np.transpose(T, axes) + np.transpose(T, [1, 0] + list(range(2, T.ndim)))
    back = T.transpose(*range(T.ndim)[::-1]) * np.transpose(T, tuple(range(T.ndim))[::-1])
    moved = np.transpose(T, (*range(1, T.ndim), 0)) + np.moveaxis(T, range(2), [1, 2])[0, 0, 0]
    flat = np.sum(T, axis=tuple(range(T.ndim))[1:])
    return ramp(turned) + ramp(back) + ramp(moved) + ramp(flat) * len(axes[1:])


def the_only_axis(x):
    return ramp(x.transpose(0)) + ramp(np.transpose(x, range(x.ndim)))


def swapaxes(T):
    return ramp(np.swapaxes(T, 0, -1)) + ramp(np.swapaxes(T, 1, 1))


def moveaxis(T):
    return ramp(np.moveaxis(T, 0, -1)) + ramp(np.moveaxis(T, [0, 1], [-1, 0]))


def expand_dims(A):
    return ramp(np.expand_dims(A, 0)) + ramp(np.expand_dims(A, -1)) + ramp(np.expand_dims(A, 1))


def squeezed_number(x, scale):
    scale = np.squeeze(scale).astype(float)
    if np.ndim(scale) == 1 and len(x) != scale.shape[0]:
        raise ValueError("lengths differ")
    return x / scale


def squeeze(A):
    B = A[None, :, None, :]
    return ramp(np.squeeze(B)) + ramp(np.squeeze(B, axis=0)) + ramp(np.squeeze(B, axis=(0, 2)))


def concatenate(x, y):
    return ramp(np.concatenate((x, y))) + ramp(np.concatenate([y, x, y]))


def concatenate_axes(A, B):
    return (
        ramp(np.concatenate((A, B), axis=0))
        + ramp(np.concatenate((A, B), axis=1))
        + ramp(np.concatenate((A, B), -1))
        + ramp(np.concatenate((A, B), axis=None))
    )


def concatenate_with_constants(x):
    return ramp(np.concatenate(([1.0], x, np.zeros(2), [x[0] * x[1]])))


def concatenate_padding(x):
    padded = np.concatenate((x[-1:], x, x[:1]))
    return np.sum((padded[2:] - 2.0 * padded[1:-1] + padded[:-2]) ** 2)


def stack(x, y):
    return ramp(np.stack((x, y))) + ramp(np.stack([x, y], axis=1)) + ramp(np.stack([y, y], axis=-1))


def stack_scalars(x, y):
    return ramp(np.stack([x, y, x * y]))


def hstack(x, y):
    return ramp(np.hstack((x, y))) + ramp(np.hstack([x[:, None], y[:, None]]))


def vstack(x, y):
    return ramp(np.vstack((x, y))) + ramp(np.vstack([x[None, :], np.stack([y, x])]))


def column_stack(x, y):
    return ramp(np.column_stack((x, y))) + ramp(np.column_stack([x, np.ones((len(x), 2)), y]))


def split(x):
    a, b = np.split(x, 2)
    return np.sum(a * b) + ramp(a)


def split_at(x):
    a, b, c = np.split(x, [1, 4])
    return np.sum(a) * np.sum(b) * np.sum(c**2)


def split_axis(A):
    parts = np.split(A, 2, axis=1)
    return np.sum(parts[0] * parts[1])


def split_with_one_unread(x):
    a, _, c = np.split(x, 3)
    y = a + c
    return np.sum(y * y) + np.sum(x[:2] * c)


def split_and_stored(x):
    y = np.zeros(6)
    a, b = np.split(x * x, 2)
    y[:3] = a
    y[3:] = b * a
    y[1] = y[4]
    return np.sum(y * y * x)


def split_in_a_loop(x):
    h = np.zeros(2)
    for k in range(3):
        r, u, g = np.split(np.sin(x) * x[k], 3)
        h = np.tanh(g) * u + h * r
    return np.sum(h * h)


def array_split(x):
    parts = np.array_split(x, 4)
    return np.sum(parts[0] ** 2) * np.sum(parts[-1])


def broadcast_to(x):
    return ramp(np.broadcast_to(x, (2, 3))) + ramp(np.broadcast_to(x[:, None], (3, 2)))


def broadcast_scalar(x):
    return ramp(np.broadcast_to(x, (2, 3)))


def broadcast_arrays(x, y):
    a, b = np.broadcast_arrays(x, y[:, None])
    return ramp(a * b)


def tile(x):
    return ramp(np.tile(x, 2)) + ramp(np.tile(x, (2, 1))) + ramp(np.tile(x, (2, 1, 3)))


def tile_matrix(A):
    return ramp(np.tile(A, 2)) + ramp(np.tile(A, (2, 1)))


def repeat(x):
    return ramp(np.repeat(x, 2)) + ramp(np.repeat(x, [0, 2, 1]))


def repeat_axis(A):
    return ramp(np.repeat(A, 2, axis=0)) + ramp(np.repeat(A, 3, axis=-1)) + ramp(np.repeat(A, 2))


def roll(x):
    return ramp(np.roll(x, 1)) + ramp(np.roll(x, -2)) + np.sum(np.roll(x, 1) * x)


def roll_axis(A):
    return (
        ramp(np.roll(A, 1, axis=1)) + ramp(np.roll(A, 5)) + ramp(np.roll(A, (1, -1), axis=(0, 1)))
    )


def flip(A):
    return ramp(np.flip(A)) + ramp(np.flip(A, 0)) + ramp(np.flip(A, axis=(0, 1)))


def flip_directions(A):
    return ramp(np.flipud(A)) + ramp(np.fliplr(A)) + ramp(np.rot90(A))


def pad(x):
    return ramp(np.pad(x, 1)) + ramp(np.pad(x, (0, 2)))


def at_least(x):
    return ramp(np.atleast_1d(x)) + ramp(np.atleast_2d(x))


def append(x):
    return ramp(np.append(x, x[0] * 2.0))


def shape_functions(A):
    n, m = np.shape(A)
    return np.sum(A) * n * m * np.size(A) * np.ndim(A) + A[0, 0] * np.size(A, 0)


def composition(A):
    B = np.concatenate([A, A[::-1]], axis=0)
    C = np.swapaxes(np.stack([B, np.roll(B, 1, axis=0)]), 1, 2).reshape(2, -1)
    return np.sum(np.split(np.tile(C, (1, 2)), 2, axis=1)[1] ** 2 * C)


A, T, V, W = signed(3, 4), signed(2, 3, 4), positive(3), positive(3, start=1)


def made_longer_in_its_place(d, x, y, n):
    q = d["a"] * x
    d["a"][:] = x
    for _ in range(n):
        d["a"] = np.concatenate((y, q))
    return np.sum(d["a"] ** 2) + np.sum(q)


PROGRAMS = [
    *(
        Program(
            made_longer_in_its_place,
            ({"a": signed(3)}, signed(3, start=1), signed(3, start=2), n),
            wrt=(0, 1, 2),
            name=f"made_longer_in_its_place_{n}",
        )
        for n in (0, 1, 2)
    ),
    Program(squeezed_number, (positive(3), 1.3), wrt=(0, 1)),
    *(
        Program(function, (A,))
        for function in (
            reshape,
            ravel,
            expand_dims,
            squeeze,
            split_axis,
            tile_matrix,
            repeat_axis,
            roll_axis,
            flip,
            flip_directions,
            shape_functions,
            composition,
        )
    ),
    *(
        Program(function, (T,))
        for function in (transpose, transpose_negative_axes, axes_of_the_rank, swapaxes, moveaxis)
    ),
    *(
        Program(function, (V,))
        for function in (
            transpose_of_vector,
            the_only_axis,
            concatenate_with_constants,
            concatenate_padding,
            broadcast_to,
            tile,
            repeat,
            roll,
            pad,
            append,
            at_least,
        )
    ),
    *(
        Program(function, (V, W), wrt=(0, 1))
        for function in (concatenate, stack, hstack, vstack, column_stack, broadcast_arrays)
    ),
    Program(concatenate, (V, V), wrt=(0, 1), shared=False, name="concatenate_same_array"),
    Program(concatenate, (V, positive(2)), wrt=(0, 1), name="concatenate_unequal"),
    Program(concatenate_axes, (A, signed(3, 4, start=1)), wrt=(0, 1)),
    Program(stack_scalars, (1.3, 0.7), wrt=(0, 1)),
    Program(broadcast_scalar, (1.3,)),
    Program(reshape_to_scalar, (positive(1),)),
    *(Program(function, (positive(6),)) for function in (split, split_at, array_split)),
    *(Program(f, (positive(6),)) for f in (split_with_one_unread, split_and_stored)),
    Program(split_in_a_loop, (positive(6),)),
]
