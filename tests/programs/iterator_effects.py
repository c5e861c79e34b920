"""Iterators whose elements are computed by functions that do more: each is asked for in its time.

`told` prints, so a call too many or too few, or at another time, is seen.
"""

import copy
import itertools
from itertools import accumulate, chain, product, takewhile

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, 1.2, 0.4, 0.95])


def chain_rebinds(x):
    y = x * 1.0
    s = 0.0
    for v in chain(x, y * 2.0):
        s += v * v
        y = x * 10.0
    return s


def chain_writes(x):
    y = x * 1.0
    s = 0.0
    for v in chain([x[0]], y * 2.0):
        s += v * v
        y[:] = 5.0
    return s


def chain_rebinds_name(x):
    y = x * 1.0
    s = 0.0
    for v in chain([x[0]], y):
        s += v * v
        y = x * 10.0
    return s


def told(v):
    print("asked for", v > 0.5)
    return v * v


def zip_map_long(x):
    s = 0.0
    for a, b in zip(map(told, x), x[:2]):
        s += a * b
    return s


def zip_map_second(x):
    s = 0.0
    for a, b in zip(x[:2], map(told, x)):
        s += a * b
    return s


def zip_map_both(x):
    s = 0.0
    for a, b in zip(map(told, x), map(told, x[:2])):
        s += a * b
    return s


def map_two_long(x):
    return sum(map(lambda a, b: a * b, map(told, x), x[:2]))


def enum_zip_map(x):
    s = 0.0
    for i, (a, b) in enumerate(zip(map(told, x), x[:2])):
        s += a * b * i
    return s


def islice_map(x):
    s = 0.0
    for a in itertools.islice(map(told, x), 1, 3):
        s += a
    return s


def pairwise_map(x):
    s = 0.0
    for a, b in itertools.pairwise(map(told, x)):
        s += a * b
    return s


def islice_step_map(x):
    return sum(itertools.islice(map(told, x), 0, 4, 2))


def break_map(x):
    s = 0.0
    for a in map(told, x):
        if a > 1:
            break
        s += a
    return s


def zip_break(x):
    s = 0.0
    for a, b in zip(map(told, x), map(told, x)):
        if a > 1:
            break
        s += a * b
    return s


def accum_print(x):
    return sum(accumulate(map(told, x), lambda a, b: a * told(b)))


def product_map(x):
    return sum(a * b for a, b in product(map(told, x[:2]), map(told, x[2:])))


def unpack_map(x):
    a, b, *c = map(told, x)
    return a * b + sum(c)


def any_map(x):
    if any(v > 1 for v in map(told, x)):
        return x[0] * 2
    return x[1]


def sum_gen_nested(x):
    return sum(told(v) * told(w) for v in x for w in map(told, x[:2]))


def zip_gen_write(x):
    y = x * 1.0
    s = 0.0
    for a, b in zip(y, y[1:]):
        s += a * b
        y[2] = s
    return s


def reversed_map_list(x):
    return sum(v * i for i, v in enumerate(reversed(list(map(told, x)))))


def filter_print(x):
    return sum(filter(lambda v: told(v) > 0.5, x))


def takewhile_print(x):
    return sum(takewhile(lambda v: told(v) < 1.0, map(told, x)))


def pairwise_continue(x):
    s = 0.0
    for a, b in itertools.pairwise(map(told, x)):
        if a > 1:
            continue
        s += a * b * b
    return s


def islice_continue(x):
    s = 0.0
    for a in itertools.islice(map(told, x), 1, 4, 2):
        if a > 1:
            continue
        s += a * a
    return s


def islice_short(x):
    s = 0.0
    for a in itertools.islice(map(told, x), 1, None):
        s += a * a
    for a in itertools.islice(zip(map(told, x), x[:2]), 0, 7):
        s += a[0] * a[1]
    return s


def accumulate_continue(x):
    s = 0.0
    for a in accumulate(map(told, x)):
        if a > 1:
            continue
        s += a * a
    return s


def zip_break_late(x):
    s = 0.0
    for a, b in zip(map(told, x), x[:3]):
        if b < 0.5:
            break
        s += a * b
    return s


def zip_return(x):
    s = 0.0
    for a, b in zip(map(told, x), x[:3]):
        if b < 0.5:
            return s * 2
        s += a * b
    return s


def zip_else(x):
    s = 0.0
    for a, b in zip(map(told, x), x[:3]):
        s += a * b
    else:
        print("done")
    return s


def list_zip(x):
    ps = list(zip(map(told, x), x[:2]))
    return ps[0][0] * ps[1][1]


def comp_zip(x):
    return sum([a * b for a, b in zip(map(told, x), map(told, x[:2])) if a < 1])


class Counted:
    def __init__(self):
        self.n = 1.0

    def __iter__(self):
        self.n *= 2.0
        return iter([self.n, 3.0])

    def __len__(self):
        self.n += 1.0
        return 2

    def __copy__(self):
        made = Counted()
        made.n = self.n * 3.0
        self.n += 1.0
        return made


def list_asks_the_length(x):
    o = Counted()
    a = list(o)
    return a[0] * x[0] + o.n * x[1] + sorted(o)[1] * o.n * x[2]


def copied_as_its_class_says(x):
    o = Counted()
    other = copy.copy(o)
    return other.n * x[0] + o.n * x[1]


PROGRAMS = [
    Program(function, (V,))
    for function in (
        chain_rebinds,
        chain_writes,
        chain_rebinds_name,
        zip_map_long,
        zip_map_second,
        zip_map_both,
        map_two_long,
        enum_zip_map,
        islice_map,
        pairwise_map,
        islice_step_map,
        break_map,
        zip_break,
        accum_print,
        product_map,
        unpack_map,
        any_map,
        sum_gen_nested,
        zip_gen_write,
        reversed_map_list,
        filter_print,
        takewhile_print,
        pairwise_continue,
        islice_continue,
        islice_short,
        accumulate_continue,
        zip_break_late,
        zip_return,
        zip_else,
        list_zip,
        comp_zip,
        list_asks_the_length,
        copied_as_its_class_says,
    )
]
