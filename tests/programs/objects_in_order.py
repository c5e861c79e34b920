"""Objects whose class says how they are compared and added: of a number that the run decides."""

import functools
from dataclasses import dataclass

from tests.programs.case import Program, positive


@functools.total_ordering
class Money:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value

    def __eq__(self, other):
        return self.value == other.value

    __hash__ = None

    def __add__(self, other):
        return Money(self.value + (other.value if isinstance(other, Money) else other))

    __radd__ = __add__


@dataclass(order=True)
class Version:
    major: float
    minor: float


@dataclass
class Pair:
    first: float
    second: float

    def __add__(self, other):
        if not isinstance(other, Pair):
            return NotImplemented
        return Pair(self.first + other.first, self.second + other.second)

    def __radd__(self, other):
        return self if other == 0 else self.__add__(other)

    def __mul__(self, other):
        return Pair(self.first * other, self.second * other)


def greatest_and_least(x):
    most = max(Money(x[0]), Money(x[1]))
    least = min([Money(x[2]), Money(x[3])])
    return most.value * least.value


def greatest_of_many(x):
    purse = [Money(v * v) for v in x]
    return min(purse).value * max(purse).value


def few_in_order(x):
    purse = sorted([Money(x[0]), Money(x[1]), Money(x[2])])
    return purse[0].value + 2 * purse[1].value ** 2 + 3 * purse[2].value


def many_in_order(x):
    purse = []
    for v in x:
        purse.append(Money(v * v))
    purse.sort()
    return sum((i + 1) * one.value for i, one in enumerate(purse))


def many_in_falling_order(x):
    purse = [Money((v - 0.9) ** 2) for v in x]
    return sum((i + 1) * one.value for i, one in enumerate(sorted(purse, reverse=True)))


def equal_ones_keep_their_places(x):
    found = sorted([Version(1.0, v) for v in x], reverse=True)
    same = sorted([Pairless(1, v) for v in x], reverse=True)
    return found[0].minor + 2 * found[1].minor + same[0].value + 3 * same[-1].value


class Pairless:
    def __init__(self, key, value):
        self.key, self.value = key, value

    def __lt__(self, other):
        return self.key < other.key


def sum_of_many(x):
    total = sum([Money(v * v) for v in x])
    return total.value**2


def sum_with_a_start(x):
    return sum((Money(v) for v in x), Money(x[0])).value ** 2


def sum_of_pairs(x):
    pairs = [Pair(v, v * v) for v in x]
    total = sum(pairs)
    return total.first * total.second


def sum_in_a_loop(x):
    total = 0
    for v in x:
        total += Pair(v, v * v) * 0.5
    return total.first + 3 * total.second


def product_in_a_loop(x):
    total = 0
    for v in x:
        total = total + Pair(v, x[0]) * v
    return total.first * total.second


def number_or_object(x):
    total = 0
    if x[0] > 0.5:
        total = Money(x[0])
    return (total + Money(x[1])).value ** 2


def asked_whether_it_is_a_number(x, limit):
    total = 0
    for v in x:
        if v > limit:
            total = total + Money(v * v)
    if isinstance(total, int):
        return x[0] * 2
    return total.value


def false_or_a_tuple(x):
    best = False
    for i, v in enumerate(x):
        if not best or v > best[0]:
            best = (v, i)
    return best[0] ** 2 + best[1]


def best_of_a_list(x):
    best = None
    for pair in [Pair(v, v * v) for v in x]:
        if best is None or pair.second > best.second:
            best = pair
    return best.first * best.second


def row_under_a_second_name(x):
    pairs = [Pair(v, v * v) for v in x]
    second = pairs[1]
    pairs[1].first = pairs[1].first * 3
    return second.first * second.second


def row_before_others_came_to_its_place(x):
    pairs = [Pair(v, v * v) for v in x]
    old = pairs[0]
    pairs[0] = Pair(x[1], x[2])
    new = pairs[0]
    new.first = 5 * x[3]
    return old.first * old.second + new.first * new.second


def row_before_the_front_was_taken(x):
    pairs = [Pair(v, v * v) for v in x]
    old = pairs[0]
    pairs.pop(0)
    new = pairs[0]
    new.first = 5 * x[3]
    return old.first * old.second + new.first * new.second


X = positive(4)
PROGRAMS = [
    Program(greatest_and_least, (X,)),
    Program(greatest_of_many, (X,)),
    Program(few_in_order, (X,)),
    Program(many_in_order, (X,)),
    Program(many_in_falling_order, (X,)),
    Program(equal_ones_keep_their_places, (X,)),
    Program(sum_of_many, (X,)),
    Program(sum_with_a_start, (X,)),
    Program(sum_of_pairs, (X,)),
    Program(sum_in_a_loop, (X,)),
    Program(product_in_a_loop, (X,)),
    Program(number_or_object, (X,)),
    Program(number_or_object, (X - 1.0,)),
    Program(asked_whether_it_is_a_number, (X, 0.7)),
    Program(asked_whether_it_is_a_number, (X, 7.0)),
    Program(false_or_a_tuple, (X,)),
    Program(best_of_a_list, (X,)),
    Program(row_under_a_second_name, (X,)),
    Program(row_before_others_came_to_its_place, (X,)),
    Program(row_before_the_front_was_taken, (X,)),
]
