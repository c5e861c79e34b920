"""Values that each pass of a loop computes alike, and such as only seem to be."""

import numpy as np

from srcgrad import checkpoint
from tests.programs.case import Program, positive, signed


def descent(w, x, y, steps):
    for _ in range(steps):
        g = 2 * x.T @ (x @ w - y) / len(y)
        w = w - 0.1 * g * g
    return np.sum(w)


def function_of_a_parameter(w, a, steps):
    for _ in range(steps):
        w = np.sin(w) * np.exp(a)
    return np.sum(w)


def made_of_another(w, a, steps):
    for _ in range(steps):
        scale = np.exp(a)
        factor = scale / np.sum(scale)
        w = np.sin(w * factor)
    return np.sum(w)


def in_a_branch(w, a, steps):
    for i in range(steps):
        if i % 2:
            w = w * np.cos(a)
        else:
            w = np.sin(w) * a
    return np.sum(w)


def in_two_loops(w, a, steps):
    for _ in range(steps):
        for _ in range(2):
            w = np.sin(w) * np.tanh(a)
        w = w * w
    return np.sum(w)


def of_the_outer_pass(w, a, steps):
    for i in range(steps):
        for _ in range(2):
            w = np.sin(w) * np.tanh(a * i)
    return np.sum(w)


def of_what_is_written(w, a, steps):
    a = a.copy()
    for i in range(steps):
        w = np.sin(w) * np.exp(a)
        a[i] = 0.5 * a[i] + w[0]
    return np.sum(w)


def written_before_the_loop(w, a, steps):
    a = a.copy()
    a[0] = 0.25
    for _ in range(steps):
        w = np.sin(w) * np.exp(a)
    return np.sum(w)


def written_after_the_loop(w, a, steps):
    a = a.copy()
    for _ in range(steps):
        w = np.sin(w) * np.exp(a)
    a[:] = w * w
    return np.sum(a)


def itself_written(w, a, steps):
    for i in range(steps):
        scale = np.exp(a)
        scale[i] = w[i]
        w = np.sin(w) * scale
    return np.sum(w)


def of_what_is_bound_anew(w, a, steps):
    for _ in range(steps):
        w = np.sin(w) * np.exp(a)
        a = a * 0.5
    return np.sum(w)


def while_it_is_large(w, a):
    while np.sum(w * w) > 1.0:
        w = 0.7 * np.sin(w) * np.tanh(a)
    return np.sum(w)


def bound_in_the_first_pass(w, a, steps):
    factor = np.ones(3)
    for i in range(steps):
        if i == 0:
            factor = np.exp(a)
        w = np.sin(w) * factor
    return np.sum(w)


def checkpointed(w, a, steps):
    for _ in checkpoint(range(steps)):
        w = np.sin(w) * np.exp(a)
    return np.sum(w)


def an_argument_at_first(w, a, steps):
    s = 0.0
    for _ in range(steps):
        s = s + np.sum(w * w * a)
        a = np.arange(3) * 2.0
    return s


def an_argument_of_another_length(w, a, steps):
    s = np.sum(w)
    for _ in range(steps):
        a = np.array([s, 1.1])
    return s * a[0]


W, A = signed(3), positive(3)
LOOPS = (
    function_of_a_parameter, made_of_another, in_a_branch, in_two_loops, of_the_outer_pass,
    of_what_is_written, written_before_the_loop, written_after_the_loop, itself_written,
    of_what_is_bound_anew, bound_in_the_first_pass, checkpointed,
    an_argument_at_first, an_argument_of_another_length,
)  # fmt: skip

PROGRAMS = [
    Program(descent, (signed(2), signed(4, 2), signed(4), 3)),
    Program(descent, (signed(2), signed(4, 2), signed(4), 0), name="descent_without_a_step"),
    *(Program(f, (W, A, 3), wrt=(0, 1)) for f in LOOPS),
    *(Program(f, (W, A, 0), wrt=(0, 1), name=f"{f.__name__}_no_pass") for f in LOOPS[:4]),
    Program(while_it_is_large, (2.0 * A, A), wrt=(0, 1)),
]
