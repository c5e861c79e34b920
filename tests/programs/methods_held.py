"""Methods of lists, dicts and arrays that a program holds under names of its own, and calls."""

import functools
import operator

import numpy as np

from tests.programs.case import Program

PUT = list.append
CHANGES = (list.append, list.insert)
BY_NAME = {"put": list.append}


class Holder:
    put = list.append


def number_put_in(xs, put=list.append):
    put(xs, 9.0)


def by_default(x):
    xs = [1.0]
    number_put_in(xs)
    return x * xs[-1] * len(xs)


def active_by_default(x):
    xs = [x]
    number_put_in(xs)
    return x * xs[-1] * xs[0]


def of_two(x, more):
    xs = [1.0, 7.0]
    change = list.append if more else list.remove
    change(xs, 7.0)
    return x * xs[-1] * len(xs)


def part_of_the_arguments(x):
    xs = [x]
    put = functools.partial(list.append, xs)
    put(x * x)
    return xs[1] * x


def of_the_module(x):
    xs = [1.0]
    PUT(xs, 4.0)
    CHANGES[0](xs, 5.0)
    BY_NAME["put"](xs, 6.0)
    Holder.put(xs, 7.0)
    return x * xs[1] * xs[2] ** 2 * xs[3] ** 3 * xs[4]


def mapped_over_two(x):
    xs, ys = [3.0], [1.0]
    list(map(list.append, [xs, ys], [4.0, 5.0]))
    return xs[-1] * ys[-1] * x


def bound(x):
    xs = [x]
    add, take = xs.append, xs.pop
    add(x * x)
    add(3.0)
    return take() * xs[-1] * x


def bound_and_mapped(x):
    xs = []
    list(map(xs.append, [x, x * x]))
    return xs[1] * x


def bound_and_given(x):
    xs = [x]

    def told(tell):
        tell(x * x)

    told(xs.append)
    return xs[-1] * x


def updated(table, update=dict.update):
    update(table, {"a": 9.0})


def taken(table, take=dict.pop):
    return take(table, "a")


def of_a_dict(x):
    table = {"a": 1.0, "b": x}
    updated(table)
    return x * table["a"] * taken(table) * sum(table.values())


def bound_to_a_dict(x):
    table = {"a": 1.0, "b": x}
    change, take = table.update, table.pop
    change(a=7.0)
    return take("a") * sum(table.values())


def stored(table, store=dict.__setitem__, put=operator.setitem):
    store(table, "a", 9.0)
    put(table, "b", 3.0)


def by_operators(x):
    table = {"a": 1.0, "b": 2.0}
    stored(table)
    return x * table["a"] * table["b"]


def filled(y, v, fill=np.ndarray.fill, order=np.ndarray.sort):
    fill(y[:2], v)
    order(y)


def of_an_array(x):
    y = np.array([3.0, 1.0, 2.0]) * x
    filled(y, x * x)
    return y[0] * y[2]


def bound_in_a_loop(x):
    xs = []
    add = xs.append
    for i in range(3):
        add(x * i)
    return xs[2] * xs[1]


def kept_in_a_dict(x):
    xs = [1.0]
    table = {"put": xs.append}
    table["put"](3.0)
    return x * xs[-1]


class Scale:
    def __init__(self, by):
        self.by = by

    def of(self, x):
        return self.by * x * x


class Table:
    double = Scale(2.0).of


def bound_in_a_class(x):
    return Table.double(x) + Table().double(x * x)


REFUSED = ["bound_in_a_loop", "kept_in_a_dict"]
PROGRAMS = [
    Program(by_default, (1.3,)),
    Program(active_by_default, (1.3,)),
    Program(of_two, (1.3, True)),
    Program(of_two, (1.3, False)),
    Program(part_of_the_arguments, (1.3,)),
    Program(of_the_module, (1.3,)),
    Program(mapped_over_two, (1.3,)),
    Program(bound, (1.3,)),
    Program(bound_and_mapped, (1.3,)),
    Program(bound_and_given, (1.3,)),
    Program(of_a_dict, (1.3,)),
    Program(bound_to_a_dict, (1.3,)),
    Program(by_operators, (1.3,)),
    Program(of_an_array, (1.3,)),
    Program(bound_in_a_loop, (1.3,)),
    Program(kept_in_a_dict, (1.3,)),
    Program(bound_in_a_class, (1.3,)),
]
