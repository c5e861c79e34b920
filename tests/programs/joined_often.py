"""Arrays that are joined from their own parts again and again: lengths that are sums of sums."""

import numpy as np

from tests.programs.case import Program, positive


def turned_often(x, w):
    """The name of each length is made of the one before, twice."""
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    x = np.concatenate([x[1:], x[:1] * w])
    return np.sum(x * x)


PROGRAMS = [Program(turned_often, (positive(5), 0.9), wrt=(0, 1))]
