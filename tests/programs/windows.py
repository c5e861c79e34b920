"""Windows that move along an axis: whole ones, and those that the end of the array cuts."""

import numpy as np

from tests.programs.case import Program, positive, signed


def moving_products(x, w):
    size = w.shape[0]
    out = np.zeros(x.shape[0] - size + 1)
    for i in range(x.shape[0] - size + 1):
        out[i] = np.sum(x[i : i + size] * w)
    return np.sum(out * out)


def three_at_a_time(x, w):
    total = 0.0
    for i in range(1, len(x) - 1):
        total += np.sum((x[i - 1 : i + 2] * w) ** 2)
    return total


def one_too_far(x, w):
    """The last window has one element, and is broadcast."""
    size, total = 2, 0.0
    for i in range(x.shape[0] - size + 2):
        total += np.sum((x[i : i + size] * w[: min(size, len(x) - i)]) ** 2)
    return total


def last_windows_broadcast(x, m):
    total = 0.0
    for i in range(len(x)):
        part = x[i : i + 2]
        if i in (0, len(x) - 1):
            total += np.sum((part * m) ** 2)
    return total


def tiles(image, kernel):
    size = kernel.shape[0]
    total = 0.0
    for i in range(image.shape[0] - size + 1):
        for j in range(image.shape[1] - size + 1):
            part = image[i : i + size, j : j + size]
            total += np.sum(part * kernel) ** 2
    return total


def channels(image, kernel):
    size = kernel.shape[0]
    out = np.zeros((image.shape[0] - size + 1, kernel.shape[2]))
    for i in range(image.shape[0] - size + 1):
        out[i] = np.sum(image[i : i + size, :, None] * kernel[:, :, :], axis=(0, 1))
    return np.sum(out * out)


X = signed(6)


def around_a_place(Z, fill):
    """The window of three by three about a place: what lies outside is filled."""
    R = np.ones((3, 3)) * fill
    place, shape = np.array([1, 2]), np.array(list(Z.shape))
    first = (np.maximum(place - 1, 0)).tolist()
    last = (np.minimum(place + 2, shape)).tolist()
    low = (np.maximum(1 - place, 0)).tolist()
    high = (3 - np.maximum(place + 2 - shape, 0)).tolist()
    inside = [slice(a, b) for a, b in zip(low, high)]
    taken = [slice(a, b) for a, b in zip(first, last)]
    R[tuple(inside)] = Z[tuple(taken)]
    return R


def at_places_in_order(Z):
    """The greatest elements, the least one, and one whose place is a number."""
    greatest = np.unravel_index(np.argsort(Z, axis=None)[-2:], Z.shape)
    i, j = np.unravel_index(Z.argmin(), Z.shape)
    return np.sum(Z[greatest] ** 3) + Z[i, j] ** 2 * Z[np.unravel_index(3, Z.shape)]


def written_at_a_place(a):
    """As many axes are taken in part as the length says."""
    n = a.shape[0] - 1
    a = a * 1.0
    part = a[tuple([slice(i, i + 2) for i in np.arange(n)])]
    part[0] = a[0, 0] ** 2
    return np.sum(a[0, :2])


PROGRAMS = [
    Program(written_at_a_place, (signed(3, 4),)),
    Program(written_at_a_place, (signed(2, 4),), name="written_in_the_first_rows"),
    Program(at_places_in_order, (signed(3, 4),)),
    Program(around_a_place, (signed(4, 3), 0.5), wrt=(0, 1)),
    Program(around_a_place, (signed(4, 5), 0.5), wrt=(0, 1)),
    Program(moving_products, (X, positive(3)), wrt=(0, 1)),
    Program(moving_products, (X, positive(1)), wrt=(0, 1), name="windows_of_one"),
    Program(three_at_a_time, (X, positive(3)), wrt=(0, 1)),
    Program(three_at_a_time, (X, positive(1)), wrt=(0, 1), name="one_for_three"),
    Program(one_too_far, (X, positive(2)), wrt=(0, 1)),
    Program(last_windows_broadcast, (X, positive(3, 2)), wrt=(0, 1)),
    Program(tiles, (signed(5, 4), positive(2, 2)), wrt=(0, 1)),
    Program(channels, (signed(5, 2), positive(3, 2, 4)), wrt=(0, 1)),
    Program(channels, (signed(5, 1), positive(3, 2, 4)), wrt=(0, 1), name="one_channel"),
]
