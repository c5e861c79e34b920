"""Arrays cut into so many pieces as an argument says: heads of attention, bands, blocks of rows."""

import numpy as np

from tests.programs.case import Program, positive, signed


def softmax(x):
    shifted = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return shifted / np.sum(shifted, axis=-1, keepdims=True)


def attend(q, k, v, mask):
    return softmax(q @ k.T / np.sqrt(q.shape[-1]) + mask) @ v


def heads(x, mixed, n):
    mask = (1 - np.tri(x.shape[0], dtype=x.dtype)) * -1e10
    pieces = [np.split(part, n, axis=-1) for part in np.split(x, 3, axis=-1)]
    return np.hstack([attend(q, k, v, mask) for q, k, v in zip(*pieces, strict=True)]) @ mixed


def of_all_heads(x, mixed, n):
    return np.sum(heads(x, mixed, n) ** 2)


def halved_each_time(x, n):
    total = 0.0
    while n > 0:
        rows = np.split(x, n)
        total = total + np.sum(rows[0] @ x.T) * np.sum(rows[-1] ** 2)
        n = n // 2
    return total


def of_other_counts(x, n, m):
    first = np.split(x, n, axis=1)
    second = np.split(x, m, axis=1)
    return np.sum(first[0] * second[-1]) + np.sum(second[0] - first[1])


def bands(x, n):
    total = 0.0
    for band in np.array_split(x, n, axis=1):
        total += np.sum(band @ band.T * x[:, :1]) / band.shape[1]
    return total


def blocks(x, n):
    return sum(np.prod(np.sum(b, axis=1)) for a in np.vsplit(x, n) for b in np.hsplit(a, n))


def down_the_middle(x, n):
    left, right = np.hsplit(x, n)
    return np.sum(left * right[::-1])


PROGRAMS = [
    Program(of_all_heads, (signed(4, 12), signed(4, 3), 2), wrt=(0, 1)),
    Program(of_all_heads, (signed(1, 12), signed(4, 3), 4), wrt=(0, 1)),
    Program(halved_each_time, (positive(8, 2), 4)),
    Program(of_other_counts, (signed(2, 4), 4, 4)),
    Program(of_other_counts, (signed(2, 4), 2, 4)),
    Program(bands, (signed(3, 7), 3)),
    Program(blocks, (positive(4, 4), 2)),
    Program(down_the_middle, (signed(6), 2)),
]
