"""Integers that a program counts with, and that the reverse sweep counts back."""

import numpy as np

from tests.programs.case import Program, positive


def steps_of_an_optimiser(x, lr):
    t = 0
    for _ in range(4):
        t += 1
        x = x - lr * np.sin(x) / (1 - 0.9**t)
    return np.sum(x * x)


def places_in_a_while(x):
    i = 0
    s = 1.0
    while i < len(x):
        s = s * x[i] + i
        i += 2
    return s * i


def up_and_down(x, n):
    k = 0
    s = 0.0
    for i in range(n):
        for _ in range(i):
            s += x[k] ** 2 * k
            k += 1
        k -= 1
        s = s * x[k]
    return s


def in_branches(x, n):
    k = 0
    s = 0.0
    for _ in range(n):
        k += 1
        s += x[k] ** 3
        if s > 3.3:
            break
        if s > 1.3:
            k += 1
            continue
        s = s * x[k]
    return s * x[k]


def from_the_start_in_each_pass(x, n):
    s = 0.0
    k = 5
    for i in range(n):
        k = 0
        while s < i + 1:
            s += x[k % 6] ** 2 + 0.1
            k += 1
        s = s * x[k % 6]
    return s * k


def by_another_name(x, n):
    k = 0
    s = 0.0
    for _ in range(n):
        before = k
        k = before + 1
        s = s * x[k] + x[before]
        k = 1 - k
    return s * x[k]


def a_number_and_then_a_count(x, n):
    k = 0
    s = x[0]
    for i in range(n):
        k = k + 1
        if i == 1:
            k = int(10 * x[2]) % 3
        s = s * x[k] + k
    return s


def a_float_that_counts(x, n):
    c = 0
    s = 0.0
    for i in range(n):
        c += 1
        s = s * x[i] + x[i] ** c
        c += 0.5
    return s


def of_numpy(x, n):
    k = np.argmax(x) - np.argmax(x)
    s = 0.0
    for _ in range(n):
        s = s * x[k] + x[k] ** 2
        k += 1
    return s


def a_truth_value_that_counts(x, n):
    k = x[0] > 0.1
    s = 0.0
    for _ in range(n):
        s = s * x[k * 1] + x[1] ** 2
        k += 1
    return s


def by_what_changes(x, n):
    k = 0
    step = 1
    s = 0.0
    for _ in range(n):
        s = s * x[k] + x[k] ** 2
        k += step
        step = 3 - step
    return s


class Clock:
    """Counts its calls."""

    def __init__(self, rate):
        self.rate = rate
        self.ticks = 0

    def slower(self, x):
        """One tick."""
        self.ticks += 1
        return x * self.rate**self.ticks


def in_an_object(x, rate):
    clock = Clock(rate)
    for _ in range(3):
        x = np.sin(clock.slower(x)) * clock.ticks
    return np.sum(x)


def beside_an_exception(x, n):
    k = 0
    s = 0.0
    for _ in range(n):
        try:
            k += 1
            s = s * 0.5 + x[k] * x[k - 1]
        except IndexError:
            k = 0
            s = s * x[k]
    return s


def begun_as_a_truth(x, b):
    t = b
    s = 0.0
    for _ in range(3):
        s += np.sum(x**2) * (2.0 if t is True else 3.0)
        t += 1
    return s * t


def truth_that_is_given(x, t):
    s = 0.0
    for _ in range(3):
        s += np.sum(x**2) * (2.0 if t is True else 3.0)
        t += 1
    return s


PROGRAMS = [
    Program(begun_as_a_truth, (np.array([1.3, -0.7]), True)),
    Program(truth_that_is_given, (np.array([1.3, -0.7]), True)),
    Program(steps_of_an_optimiser, (positive(3), 0.1), wrt=(0, 1)),
    Program(places_in_a_while, (positive(5),)),
    *(
        Program(one, (positive(6), 4))
        for one in (
            up_and_down,
            from_the_start_in_each_pass,
            by_another_name,
            a_number_and_then_a_count,
            a_float_that_counts,
            of_numpy,
            a_truth_value_that_counts,
            by_what_changes,
        )
    ),
    Program(in_branches, (positive(9), 4)),
    Program(in_branches, (positive(9) * 1.2, 4), name="in_branches_left_early"),
    Program(in_an_object, (positive(3), 0.8), wrt=(0, 1)),
    Program(beside_an_exception, (positive(3), 5)),
]
