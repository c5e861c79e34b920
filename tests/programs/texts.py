"""Loops over the letters of texts: sequences of symbols, of which each says what is done."""

import operator

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.3, 0.4, 0.9])


def ends_early(x, symbols):
    s = 1.0
    for c in symbols:
        if c == "A":
            s = s * x[0] + 0.1
        else:
            s = s * x[1] ** 2 + 1
        if s > 10:
            break
    return s


def helper(x, symbols):
    s = 0.0
    for k, c in enumerate(symbols):
        s = s * x[0] + (x[1] if c == "b" else k)
    return s * s


def of_a_constant(x):
    return helper(x, "abbc") + helper(x, "")


def made_in_the_function(x):
    weights = {"A": x[0], "C": x[1] ** 2, "G": x[2], "T": x[3]}
    s = 0.0
    for c in "ACGTAAC" * 3:
        s = s * 0.9 + np.sin(weights[c] * s) + weights[c]
    return s


OPERATORS = {"+": operator.add, "*": operator.mul, "-": operator.sub}


def reckoned(x, text):
    """A calculator in the Polish order, read backwards."""
    stack = []
    for token in text.strip().split():
        if token in OPERATORS:
            right = stack.pop()
            left = stack.pop()
            stack.append(OPERATORS[token](left, right))
        elif token.startswith("x"):
            stack.append(x[int(token[1:])])
        else:
            stack.append(float(token))
    return stack.pop()


PROGRAMS = [
    Program(reckoned, (X, "x0 x1 + 2.5 x2 * - ")),
    Program(ends_early, (X, "ABBABAB")),
    Program(of_a_constant, (X,)),
    Program(made_in_the_function, (X,)),
]
