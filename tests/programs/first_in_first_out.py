"""Lists of numbers that change at their front: queues, and what is built from behind."""

import numpy as np

from tests.programs.case import Program, positive


def queue_of_work(x, most):
    waiting, done, total = [x[0], x[1]], 0, 0.0
    while waiting and done < most:
        value = waiting.pop(0)
        total += value * np.sin(value)
        done += 1
        if value > 0.2:
            waiting.append(0.5 * value)
            waiting.append(value * x[2])
    return total + sum(waiting)


def smoothed_backwards(x, gain):
    kept = [x[-1]]
    for k in range(len(x) - 2, -1, -1):
        kept.insert(0, x[k] + gain * (kept[0] - x[k] ** 2))
    return np.array(kept)


def moving_window(x, width):
    window, total = [], 0.0
    for value in x:
        window.append(value**2)
        if len(window) > width:
            window.pop(0)
        total += max(window) - sum(window) / len(window)
    return total


def first_deleted(x, count):
    values = [v * v for v in x]
    for k in range(count):
        del values[0]
        values.insert(0, values[0] * k)
        values[1] *= x[k]
    return values[0] + values[-1] * len(values)


def emptied_from_the_front(x):
    values = list(x * x)
    product = 1.0
    while len(values) > 0:
        product *= 1.0 + values.pop(0)
        if values:
            values[0] += product
    return product


def constants_before_what_is_active(x, n):
    values = [x[0]]
    for k in range(n):
        values.insert(0, 2.0)
        values[0] *= x[1] + k
    return sum(v * v for v in values) * values.pop(0)


def popped_from_nothing(x, n):
    values = []
    for k in range(n):
        values.append(x[k])
    try:
        first = values.pop(0)
    except IndexError:
        first = x[-1] ** 2
    return first * 3.0


def queue_of_two_ends(x, n):
    values = [x[0], x[1]]
    for k in range(n):
        if k % 2:
            values.insert(0, values.pop() * x[2])
        else:
            values.append(values.pop(0) + x[1])
    return values[0] - values[1] ** 2


X = positive(4)

PROGRAMS = [
    *(Program(queue_of_work, (X, most)) for most in (0, 1, 9)),
    Program(smoothed_backwards, (X, 0.3), wrt=(0, 1)),
    *(Program(moving_window, (X, width)) for width in (1, 2, 7)),
    *(Program(first_deleted, (X, count)) for count in (0, 3)),
    Program(emptied_from_the_front, (X,)),
    *(Program(constants_before_what_is_active, (X, n)) for n in (0, 1, 3)),
    *(Program(popped_from_nothing, (X, n)) for n in (0, 2)),
    *(Program(queue_of_two_ends, (X, n)) for n in (0, 1, 4)),
]
