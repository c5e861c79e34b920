"""Arrays in place of the list of their rows, in functions that join arrays."""

import numpy as np

from tests.programs.case import Program

CUBE = np.sin(np.arange(24.0)).reshape(3, 2, 4)
DEEP = np.cos(np.arange(24.0)).reshape(2, 3, 2, 2)
WIDE = CUBE[:, 0]
TURNED = np.asfortranarray(CUBE)


def weighed(y):
    return np.sum(y * y * np.reshape(np.cos(np.arange(y.size)), y.shape))


def stacked(x):
    first = weighed(np.stack(x)) * weighed(np.stack(x, axis=1)) * weighed(np.stack(x, axis=2))
    return first + weighed(np.stack(x, -1)) * weighed(np.stack(x, -2)) * weighed(np.stack(x, -3))


def stacked_vectors(x):
    return weighed(np.stack(x, axis=1)) * weighed(np.stack(x, axis=-2))


def concatenated(x):
    first = weighed(np.concatenate(x, 1)) * weighed(np.concatenate(x, axis=0))
    return first + weighed(np.concatenate(x, -1)) * weighed(np.concatenate(x, -2))


def concatenated_deep(x):
    first = weighed(np.concatenate(x, 1)) * weighed(np.concatenate(x, axis=2))
    return first + weighed(np.concatenate(x, -1)) * weighed(np.concatenate(x, -3))


def behind_one_another(x):
    return weighed(np.concatenate(x, axis=None)) + weighed(np.concatenate(np.sin(x)))


def below_one_another(x):
    return weighed(np.vstack(x))


def beside_one_another(x):
    return weighed(np.hstack(x))


def as_columns(x):
    return weighed(np.column_stack(x))


def in_depth(x):
    return weighed(np.dstack(x))


def stacked_after_a_store(x):
    y = np.sin(x)
    y[0] *= x[1]
    z = np.hstack(y)
    y[1] = 0.0
    return np.sum(z * z) + np.sum(y * x)


def stacked_in_a_loop(x, n):
    for _ in range(n):
        x = np.reshape(np.hstack(np.tanh(x)), x.shape) * x
    return np.sum(x)


def _program(function, x):
    shape = "x".join(map(str, x.shape))
    layout = "_turned" if x is TURNED else ""
    return Program(function, (x,), name=f"{function.__name__}_{shape}{layout}")


JOINING = (below_one_another, beside_one_another, as_columns, in_depth)
PROGRAMS = [
    *(_program(function, x) for function in (stacked, concatenated) for x in (CUBE, TURNED)),
    Program(stacked_vectors, (WIDE,)),
    Program(concatenated_deep, (DEEP,)),
    *(_program(function, x) for function in JOINING for x in (WIDE[0], WIDE, CUBE, TURNED, DEEP)),
    *(_program(behind_one_another, x) for x in (CUBE, DEEP)),
    Program(stacked_after_a_store, (CUBE,)),
    Program(stacked_in_a_loop, (CUBE, 3)),
]
