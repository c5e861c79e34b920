"""What is given beside the iterable to functions that go through one: texts, classes, objects."""

import enum
import functools
from collections import OrderedDict

import numpy as np

from tests.programs.case import Program, positive

SCALES = {"wide": 2.0, "narrow": 0.5}


class Shape(enum.Enum):
    ROUND = 1
    SQUARE = 2


def named_by_keyword(x):
    chosen = dict(name="wide", x=x)
    return chosen["x"] ** 2 * SCALES[chosen["name"]] if chosen["name"] == "wide" else x


def rows_named_by_keyword(x):
    rows = [dict(name="wide", weight=x[0]), dict(name="narrow", weight=x[1])]
    return sum(SCALES[row["name"]] * row["weight"] ** 2 for row in rows)


def named_in_order(x):
    chosen = OrderedDict(first="wide", last="narrow")
    return x**3 * SCALES[chosen["first"]] if chosen["last"] == "narrow" else x


def class_by_keyword(x):
    chosen = dict(kind=Shape, x=x)
    return chosen["x"] * chosen["kind"].SQUARE.value


def words_compared(x):
    return x**2 if max("ab", "ba") == "ba" and min("ab", "b", key=len) == "b" else x


def default_in_words(x):
    found = max([n for n in ("a", "bb") if len(n) > 2], default="none")
    return x**2 if found == "none" else x


def word_to_begin_with(x):
    told = functools.reduce(lambda a, b: a + b, ["b", "c"], "a")
    return x**2 if told == "abc" else x


def iterator_by_keyword(x):
    """A dict of one entry, not of what the iterator gives."""
    chosen = dict(pairs=list(zip((1, 2), x)))
    return chosen["pairs"][1][1] ** 2 * len(chosen)


def steps(x, n):
    for k in range(n):
        x = x * 0.9 + k
        yield k, x


def dict_of_a_generator(x):
    first, *rest = dict(steps(x, 3)).values()
    return first * rest[-1]


def grown_by_its_own_slice(x):
    values = list(x)
    values.extend(v * 0.5 for v in values[:2])
    return sum(a * b for a, b in zip(values, values[::-1]))


def letter_by_letter(x):
    return sum(x ** (ord(letter) - ord("a")) for letter in "bcd") * len(chr(97))


class Interval:
    def __init__(self, low, high):
        self.low, self.high = low, high

    def __iter__(self):
        return iter((self.low, self.high))

    def __lt__(self, other):
        return self.high < other.high

    def __gt__(self, other):
        return self.high > other.high


def objects_compared(x):
    """The order of the intervals is not that of their elements."""
    a, b = Interval(x[0], x[1]), Interval(x[2], x[3])
    high, low = max(a, b), min(a, b, key=lambda one: one.high)
    return high.low * 2.0 + low.high * sum(high)


PROGRAMS = [
    Program(named_by_keyword, (1.3,)),
    Program(rows_named_by_keyword, (positive(2),)),
    Program(named_in_order, (1.3,)),
    Program(class_by_keyword, (1.3,)),
    Program(words_compared, (1.3,)),
    Program(default_in_words, (1.3,)),
    Program(word_to_begin_with, (1.3,)),
    Program(iterator_by_keyword, (positive(2),)),
    Program(dict_of_a_generator, (1.3,)),
    Program(grown_by_its_own_slice, (positive(3),)),
    Program(letter_by_letter, (1.3,)),
    Program(objects_compared, (np.array([5.0, 1.0, 2.0, 3.0]),)),
]
