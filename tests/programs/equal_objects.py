"""What is equal to what: named tuples, dataclasses and classes that say so themselves."""

from collections import namedtuple
from dataclasses import dataclass, field

from tests.programs.case import Program

Pair = namedtuple("Pair", "x y")


@dataclass(order=True)
class Measured:
    """Compared by its value alone."""

    value: float
    weight: float = field(default=1.0, compare=False)


class Exact:
    """Equality and order of its own."""

    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x

    def __lt__(self, other):
        return self.x < other.x


def named_tuples_equal(x):
    return x if Pair(x, 1.0) == Pair(x, 1.0) else x * x


def named_tuples_unequal(x):
    return x if Pair(x, 1.0) != Pair(x, 1.0) else x * x


def named_tuple_and_tuple(x):
    return x if Pair(x, 1.0) == (x, 1.0) else x * x


def named_tuples_ordered(x):
    return x if Pair(1.0, x) < Pair(2.0, x) else x * x


def named_tuple_holds(x):
    return x if 1.0 in Pair(x, 1.0) else x * x


def dataclass_fields_compared(x):
    return x if Measured(x, 1.0) == Measured(x, 2.0) else x * x


def dataclass_ordered(x):
    return x if Measured(x, 2.0) <= Measured(x, 1.0) else x * x


def dataclass_and_number(x):
    return x if Measured(x) != x else x * x


def own_equality(x):
    return x if Exact(x) == Exact(x) else x * x


def opposite_of_own_equality(x):
    return x if Exact(x) != Exact(x) else x * x


def own_order_mirrored(x):
    return x if Exact(x) > Exact(x - 1.0) else x * x


def in_a_list_of_objects(x):
    return x if Exact(x) in [Exact(2.0 * x), Exact(x)] else x * x


def largest_dataclass(x):
    return max(Measured(x, 2.0), Measured(2.0 * x, x)).weight


def one_value_three_times(x):
    return x, x, x


PROGRAMS = [
    Program(function, (1.3,))
    for function in (
        named_tuples_equal,
        named_tuples_unequal,
        named_tuple_and_tuple,
        named_tuples_ordered,
        named_tuple_holds,
        dataclass_fields_compared,
        dataclass_ordered,
        dataclass_and_number,
        own_equality,
        opposite_of_own_equality,
        own_order_mirrored,
        in_a_list_of_objects,
        largest_dataclass,
        one_value_three_times,
    )
]
