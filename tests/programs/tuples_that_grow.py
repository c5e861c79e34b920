"""Tuples of which only the run knows the length: grown in a loop, or another one on each path."""

import numpy as np

from tests.programs.case import Program, positive


def added_to(x):
    squares = ()
    for v in x:
        before = squares
        squares += (v * v,)
        if before:
            squares = squares + (before[0], v)
    return sum(squares) + squares[-1] * squares[1:3][0] * len(before)


def put_in_front(x, n):
    powers = (1.0,)
    for _ in range(n):
        powers = (powers[0] * x[0], *powers)
    return sum(a * b for a, b in zip(powers, x))


def grown_while_gone_through(x):
    terms = ()
    for v in x:
        for term in terms:
            terms += (term * v,)
        terms += (v,)
        if len(terms) > 6:
            break
    return np.sum(np.array(terms) ** 2)


def two_that_are_joined(x):
    low, high = (), ()
    for v in x:
        if v > 0.8:
            high += ((v, v * v),)
        else:
            low += ((v * 2.0, v),)
    return sum(k * a * b for k, (a, b) in enumerate(low + high))


def roots(a, b, c):
    square = b * b - 4.0 * a * c
    if square < 0.0:
        return ()
    if square == 0.0:
        return (-b / (2.0 * a),)
    root = square**0.5
    return (-b - root) / (2.0 * a), (-b + root) / (2.0 * a)


def none_one_or_two(x):
    total = 0.0
    for v in x:
        for root in roots(x[0], 2.0 * v, x[1]):
            total += root * v
    return total * len(roots(x[1], x[0], x[2]))


def grown_while_numbered(x):
    kept, total = (x[0],), 0.0
    for k, v in enumerate(kept):
        kept += (v * x[1],)
        total += (k + 1) * v + len(kept)
    for v, w in zip(kept, reversed(kept)):
        total += v * w * w
    return total


def numbered_when_begun(x):
    kept = ()
    for v in x:
        if v > 0.6:
            kept += (v * v,)
    total = 0.0
    for k, v in enumerate(kept):
        kept += (v,)
        total += k * v
    return total * len(kept) + sum(a * b for a, b in zip(kept, kept[1:]))


X = positive(5)
PROGRAMS = [
    *(
        Program(one, (X,))
        for one in (
            *(added_to, grown_while_gone_through, two_that_are_joined, none_one_or_two),
            *(grown_while_numbered, numbered_when_begun),
        )
    ),
    Program(put_in_front, (X, 3)),
]
