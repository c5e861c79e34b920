"""Functions named by texts that are taken to pieces, queues that are asked, objects reduced."""

import functools
import math
import operator
from collections import deque

import numpy as np

from tests.programs.case import Program, positive

OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def reverse_polish(x, y, text="x y + x * 3 - y sin *"):
    stack, given = [], {"x": x, "y": y}
    for word in text.split():
        if word in OPERATORS:
            right = stack.pop()
            left = stack.pop()
            stack.append(OPERATORS[word](left, right))
        elif word in given:
            stack.append(given[word])
        elif hasattr(math, word):
            stack.append(getattr(math, word)(stack.pop()))
        else:
            stack.append(float(word))
    (found,) = stack
    return found


def composed_by_name(x, names="sin|nothing|cos"):
    for name in names.split("|"):
        x = getattr(np, name)(x) if hasattr(np, name) else 2.0 * x
    return x


def lines_of_a_table(x, text="a 2\nb 3\nc 4"):
    table = {}
    for line in text.splitlines():
        key, power = line.rsplit(" ", 1)
        table[key] = x ** int(power)
    return table["a"] - table["b"] * table["c"]


def first_in_first_out(prices, lot):
    book, cash = deque(maxlen=4), 0.0
    for i, price in enumerate(prices):
        if i % 3 == 0:
            book.append((price, lot))
            cash -= price * lot
        elif i % 3 == 1 and book:
            cost, count = book.popleft()
            cash += (price - 0.1 * cost) * count
    return cash + sum(cost * count for cost, count in book)


def asked_among_others(x):
    waiting, total = deque(), 0.0
    for i in range(len(x)):
        if i % 2 == 0:
            waiting.append(x[i])
        if i > 2 and waiting and x[i] > 0.0:
            total += waiting.popleft() * x[i]
    for one in waiting:
        total += one
    return total


class Bag:
    """It counts how often it is asked."""

    def __init__(self, held):
        self.held, self.asked = held, 0

    def __bool__(self):
        self.asked += 1
        return bool(self.held > 1.0)


def truth_told_once(x):
    bag, total = Bag(x[0]), 0.0
    for i in range(3):
        if i > 0 and bag and x[1] > 0.0:
            total += x[i] * bag.held
    return total + x[0] * bag.asked


class Polynomial:
    def __init__(self, *coefficients):
        self.coefficients = list(coefficients)

    def __mul__(self, other):
        found = [0] * (len(self.coefficients) + len(other.coefficients) - 1)
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(other.coefficients):
                found[i + j] += a * b
        return Polynomial(*found)

    def __pow__(self, power):
        return functools.reduce(operator.mul, [self] * power, Polynomial(1.0))

    def square(self):
        both = [self, self]
        return functools.reduce(lambda p, q: p * q, both)

    def __call__(self, x):
        return functools.reduce(lambda total, c: total * x + c, reversed(self.coefficients), 0.0)


def powers_of_polynomials(a, b, x):
    p = Polynomial(a, b)
    return (p**3)(x) + p.square()(b) * operator.mul(p, p)(x)


PROGRAMS = [
    Program(reverse_polish, (0.3, 0.6), wrt=(0, 1)),
    Program(composed_by_name, (0.3,)),
    Program(lines_of_a_table, (1.3,)),
    Program(first_in_first_out, (positive(11), 1.5), wrt=(0, 1)),
    Program(asked_among_others, (positive(6),)),
    Program(truth_told_once, (positive(3) + 0.5,)),
    Program(powers_of_polynomials, (0.3, -0.6, 1.5), wrt=(0, 1, 2)),
]
