"""`np.r_` and `np.c_` of what a loop changes later, and of lists of rows."""

import numpy as np

from tests.programs.case import Program, positive

TABLE = np.arange(4.0)


def shortened(x):
    for _ in range(3):
        x = np.r_[x[1:] + x[:-1], x[0] * x[1]]
    return x


def lengthened(x, n):
    for _ in range(n):
        x = np.r_[x, np.sum(x) ** 2]
    return np.sum(x**2)


def pose(angles):
    frame = np.eye(3)
    for k in range(len(angles)):
        c, s = np.cos(angles[k]), np.sin(angles[k])
        frame = frame @ np.r_[np.c_[np.array([[c, -s], [s, c]]), [c * s, 1.0]], [[0, 0, 1]]]
    return frame


def reached(angles, target):
    error = target - pose(angles)[:2, 2]
    passes = 0
    while np.linalg.norm(error) > 0.5 and passes < 3:
        angles = angles + 0.1 * np.r_[error, error[0] * error[1]]
        error = target - pose(angles)[:2, 2]
        passes += 1
    return angles


def spans(x):
    w = np.r_[[np.sum(x)], 0:1:3j, 0 : x[0] : 0.05, 2:4]
    for _ in range(2):
        x = x * np.sum(w) + np.r_[0:3]
        w = np.r_["0,1", w, x * 0.1]
    return w


def turning(x):
    w = np.r_[x, 1j]
    for _ in range(3):
        w = w * w[0] + np.r_[w[1:], 0]
    return np.sum(np.abs(w) ** 2)


def rows_below(x):
    matrix = np.r_[np.c_[np.outer(x, x), [0, 0, 0]], [TABLE]]
    for _ in range(2):
        matrix = np.r_[matrix[1:], [matrix[0] * x[0]]]
    return np.linalg.norm(matrix - np.eye(4))


def lists_of_rows(x):
    pairs = [x, x * 2]
    grown = (x,)
    grown = grown + (TABLE[:3],)
    return np.sum(np.r_[pairs, [TABLE[1:]]] ** 2) + np.sum(np.r_[grown] * np.arange(6.0))


PROGRAMS = [
    Program(shortened, (positive(3),)),
    Program(lengthened, (positive(3), 3)),
    Program(reached, (positive(3), np.array([0.5, 6.0])), wrt=(0, 1)),
    Program(spans, (positive(3),)),
    Program(turning, (positive(3),)),
    Program(rows_below, (positive(3),)),
    Program(lists_of_rows, (positive(3),)),
]
