"""Iterators that have names, `next`, columns by `zip(*rows)`, and defaults."""

import functools
import itertools
import math
from itertools import chain, count, cycle, dropwhile, islice, takewhile, tee, zip_longest

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, 1.3, -0.4, 2.1])
W = np.array([1.7, 0.3, 0.9])
A = np.arange(6.0).reshape(2, 3) / 3 + 0.5


def first_by_next(xs):
    it = iter(xs)
    a = next(it)
    s = a
    for b in it:
        s = s * b + a
    return s


def all_by_next(x):
    it = iter([x[0], x[1] * 2, x[2]])
    a = next(it)
    b = next(it)
    return a * b * next(it)


def next_with_a_default(x):
    it = iter(x[:1])
    a = next(it)
    b = next(it, 2.0)
    return a * b


def next_of_a_generator(x):
    return next(v for v in x if v > 1.0) ** 2


def next_of_a_generator_with_a_default(x):
    return next((v for v in x if v > 100.0), x[0]) ** 2


def columns_in_a_loop(A):
    s = 0.0
    for a, b in zip(*A):
        s += a * b * b
    return s


def columns_unpacked(rows):
    xs, ys = zip(*rows)
    return sum(x * y for x, y in zip(xs, ys))


def pairs_unpacked(x):
    pairs = [(v, v**2) for v in x]
    a, b = zip(*pairs)
    return sum(a) * sum(b)


def zip_that_is_strict(x):
    return sum(a * b for a, b in zip(x, x[::-1], strict=True))


def zip_to_the_longest(x):
    s = 0.0
    for a, b in itertools.zip_longest(x, x[:2], fillvalue=1.5):
        s += a * b
    return s


def cycle_of_weights(x):
    s = 0.0
    for a, w in zip(x, itertools.cycle([1.0, 2.0, 3.0])):
        s += a * a * w
    return s


def dropwhile_in_sum(x):
    return sum(v * v for v in itertools.dropwhile(lambda v: v > 0, x))


def filterfalse_in_sum(x):
    return sum(itertools.filterfalse(lambda v: v > 0, x)) * x[0]


def tee_and_next(x):
    a, b = itertools.tee(x)
    next(b)
    return sum(p * q for p, q in zip(a, b))


def max_with_a_default_taken(x):
    return max([v for v in x if v > 100], default=x[0]) * 3


def max_with_a_default(x):
    return max([v * v for v in x], default=0.0)


def min_of_a_generator_with_a_default(x):
    return min((v * v for v in x if v > 0), default=0.0)


def products_of_anything(x):
    return math.prod(x) + math.prod([v for v in x], start=2.0) + math.prod(v * v for v in x)


def reduce_with_a_start(x):
    return functools.reduce(lambda a, b: a * b + 1, x, x[0])


def islice_with_a_step(x):
    return sum(v**2 for v in itertools.islice(x, None, None, 2))


def zip_with_a_name(x):
    pairs = zip(x, x[1:])
    s = 0.0
    for a, b in pairs:
        s += a * b
    return s


def map_with_a_name(x):
    sq = map(lambda v: v * v, x)
    return sum(sq)


def generator_with_a_name(x):
    g = (v * v for v in x)
    total = sum(g)
    return total


def reversed_with_a_name(x):
    r = reversed(x)
    s = 0.0
    for v in r:
        s = s * 0.3 + v
    return s


def enumerate_with_a_name(x):
    e = enumerate(x)
    return sum(i * v for i, v in e)


def iter_unpacked(x):
    first, *rest = iter(x)
    return first * sum(rest)


def next_of_a_cycle(x):
    w = itertools.cycle((1.0, -1.0))
    s = 0.0
    for v in x:
        s += next(w) * v * v
    return s


def next_of_a_count(x):
    c = itertools.count(1)
    s = 0.0
    for v in x:
        s += next(c) * v * v
    return s


def pairs_by_next(x):
    it = iter(x)
    s = 0.0
    for a in it:
        b = next(it)
        s += a * b * b
    return s


def pairs_by_next_of_an_odd_number(x):
    it = iter(x)
    s = 0.0
    for a in it:
        b = next(it, 2.0)
        s += a * b * b
    return s


def next_until_none(x):
    it = iter(x)
    s = 0.0
    v = next(it, None)
    while v is not None:
        s = s * 0.5 + v
        v = next(it, None)
    return s


def next_until_it_stops(x):
    it = iter(x)
    s = 0.0
    try:
        while True:
            s += next(it) ** 2
    except StopIteration:
        s *= 2.0
    return s


def two_iterators_at_once(x):
    a, b = iter(x), iter(x[::-1])
    return next(a) * next(b) + next(a)


def the_rest_after_a_break(x):
    it = iter(x)
    s = 0.0
    for v in it:
        s += v
        if v > 1.0:
            break
    for v in it:
        s = s * v
    return s


def zip_asks_the_first_once_more(x):
    it = iter(x)
    s = 0.0
    for a, b in zip(it, x[:2]):
        s += a * b
    rest = list(it)
    return s * rest[0]


def zip_stops_at_the_first(x):
    it = iter(x)
    s = 0.0
    for a, b in zip(x[:2], it):
        s += a * b
    rest = list(it)
    return s * rest[0] * len(rest)


def islice_of_an_iterator(x):
    it = iter(x)
    head = [v * 2 for v in islice(it, 2)]
    tail = sum(v * v for v in it)
    return head[0] * head[1] + tail


def islice_from_within_an_iterator(x):
    it = iter(x)
    s = sum(islice(it, 1, 3))
    return s * next(it)


def a_generator_reads_late(x):
    k = 2.0
    g = (v * k for v in x)
    k = x[0]
    return sum(g)


def a_generator_holds_its_source(x):
    y = x * 2
    g = (v * v for v in y)
    y = x
    return sum(g) * y[0]


def a_map_reads_what_is_written(x):
    y = x * 2.0
    m = map(lambda v: v * v, y)
    y[0] = 5.0
    return sum(m)


def an_iterator_in_each_pass(x):
    s = 0.0
    for i in range(3):
        it = iter(x[i:])
        s += next(it) * next(it)
    return s


def a_zip_that_has_ended(x):
    z = zip(x, x[1:])
    a = sum(p * q for p, q in z)
    b = sum(p + q for p, q in z)
    return a + b * x[0]


def next_in_a_branch(x):
    it = iter(x)
    a = next(it) if x[0] > 0 else x[1]
    return a * next(it)


def a_list_that_grows_after_the_end(x):
    xs = [v for v in x]
    it = iter(xs)
    s = sum(it)
    xs.append(x[0])
    return s + sum(it) + xs[-1]


def a_list_that_grows_before_the_end(x):
    xs = [v for v in x]
    it = iter(xs)
    a = next(it)
    xs.append(x[0] * 3)
    return a + sum(v * v for v in it)


def a_default_ends_it_for_good(x):
    xs = [x[0] * x[1]]
    it = iter(xs)
    a = next(it)
    b = next(it, 1.0)
    xs.append(x[2])
    c = next(it, 2.0)
    return a * b * c * xs[1]


def iter_of_a_list(xs):
    it = iter(xs)
    return next(it) * sum(it)


def iter_of_a_tuple(xs):
    it = iter(xs)
    a = next(it)
    b, c = next(it)
    return a * b * c


def chain_with_a_name(x):
    c = chain(x, x[:2])
    return sum(v * v for v in c)


def count_asked_in_a_branch(x):
    ids = count()
    s = 0.0
    for v in x:
        if v > 0:
            s += next(ids) * v
    return s


def columns_of_a_matrix(A):
    return sum(max(col) * min(col) for col in zip(*A))


def sums_of_columns(A):
    cols = [sum(c) for c in zip(*A)]
    return cols[0] * cols[2]


def columns_while_others_are_written(A):
    s = 0.0
    out = np.zeros(3)
    for i, (a, b) in enumerate(zip(*A)):
        out[i] = a * b
        s += out[i] * a
    return s + out.sum()


def columns_of_unequal_rows(rows):
    return sum(a * b for a, b in zip(*rows))


def columns_while_the_matrix_is_written(A):
    s = 0.0
    for i, (a, b) in enumerate(zip(*A)):
        s += a * b
        A[:, 2] = a
    return s


def zip_to_the_longest_of_three(x):
    s = 0.0
    for a, b, c in zip_longest(x, x[:2], [1.0]):
        s += a * (b if b is not None else 1.0) * (c if c is not None else 3.0)
    return s


def zip_of_three_that_is_strict(x):
    s = 0.0
    for a, b, c in zip(x, x, x * 2, strict=True):
        s += a * b * c
    return s


def dropwhile_in_a_loop(x):
    s = 0.0
    for v in dropwhile(lambda t: t < 1.0, x):
        s += v * v
    return s


def takewhile_takes_one_more(x):
    it = iter(x)
    a = sum(takewhile(lambda t: t > 0, it))
    return a * next(it)


def max_of_generators_with_a_default(x):
    return max((v for v in x if v > 50.0), default=x[1]) + max((v * 2 for v in x), default=x[0])


def max_with_a_key_and_a_default(x):
    return max(x, key=lambda v: -v, default=1.0)


def next_of_a_filter(x):
    return next(filter(lambda v: v > 1.0, x)) * 3


def next_index(x):
    i = next(i for i, v in enumerate(x) if v < 0)
    return x[i] ** 2


def next_that_finds_nothing(x):
    try:
        v = next(v for v in x if v > 50)
    except StopIteration:
        v = x[0]
    return v * 2


def next_of_an_enumerate(x):
    e = enumerate(x)
    i, a = next(e)
    j, b = next(e)
    return a * b * (i + 2 * j)


def cycle_of_active_values(x):
    return sum(a * b for a, b in zip(x, cycle([x[0], x[1]])))


def cycle_of_an_array(x):
    total = 0.0
    for a, w in zip(x, cycle(x[:2])):
        total += a * np.sqrt(np.sum(x**2)) * w
    return total


def tee_ahead_by_one(x):
    a, b = tee(x)
    next(b, None)
    return sum(p * q for p, q in zip(a, b))


def product_with_a_start(x):
    return math.prod(x, start=x[0]) + math.prod([v + 1 for v in x if v > 0])


def reduce_after_next(x):
    it = iter(x)
    first = next(it)
    return functools.reduce(lambda a, b: a * b + 1, it, first)


def else_of_a_loop_over_an_iterator(x):
    it = iter(x)
    for v in it:
        if v > 100:
            break
    else:
        return x[0] * 2
    return next(it)


def any_stops_an_iterator(x):
    it = iter(x)
    if any(v < 0 for v in it):
        return next(it) * 2
    return x[0]


def a_tuple_of_any_length(x):
    t = tuple([v * v for v in x])
    return t[0] * sum(t) + len(t)


def iter_of_a_dict(d):
    it = iter(d)
    k = next(it)
    return d[k] * d[next(it)]


def first_item_of_a_dict(d):
    k, v = next(iter(d.items()))
    return v * d[k]


def iter_of_the_values(d):
    it = iter(d.values())
    return next(it) * next(it)


def expression_asked_by_next(x):
    scaled = (v * x[0] for v in x)
    first, second = next(scaled), next(scaled)
    return first * second + sum(scaled) + next(scaled, 2.0)


def expression_of_pairs_asked_by_next(x):
    pairs = ((a, b * x[1]) for a, b in zip(x, x[1:]))
    a, b = next(pairs)
    best = a * b
    for c, d in pairs:
        if c * d > best:
            best = c * d
    return best * b


PROGRAMS = [
    *(
        Program(function, (V,))
        for function in (
            first_by_next,
            all_by_next,
            next_with_a_default,
            next_of_a_generator,
            next_of_a_generator_with_a_default,
            pairs_unpacked,
            zip_that_is_strict,
            zip_to_the_longest,
            cycle_of_weights,
            dropwhile_in_sum,
            filterfalse_in_sum,
            tee_and_next,
            max_with_a_default_taken,
            max_with_a_default,
            min_of_a_generator_with_a_default,
            products_of_anything,
            reduce_with_a_start,
            islice_with_a_step,
            zip_with_a_name,
            map_with_a_name,
            generator_with_a_name,
            reversed_with_a_name,
            enumerate_with_a_name,
            iter_unpacked,
            next_of_a_cycle,
            next_of_a_count,
            pairs_by_next,
            next_until_none,
            next_until_it_stops,
            two_iterators_at_once,
            the_rest_after_a_break,
            zip_asks_the_first_once_more,
            zip_stops_at_the_first,
            islice_of_an_iterator,
            islice_from_within_an_iterator,
            a_generator_reads_late,
            a_generator_holds_its_source,
            a_map_reads_what_is_written,
            an_iterator_in_each_pass,
            a_zip_that_has_ended,
            next_in_a_branch,
            a_list_that_grows_after_the_end,
            a_list_that_grows_before_the_end,
            a_default_ends_it_for_good,
            chain_with_a_name,
            count_asked_in_a_branch,
            zip_to_the_longest_of_three,
            zip_of_three_that_is_strict,
            dropwhile_in_a_loop,
            takewhile_takes_one_more,
            max_of_generators_with_a_default,
            max_with_a_key_and_a_default,
            next_of_a_filter,
            next_index,
            next_that_finds_nothing,
            next_of_an_enumerate,
            cycle_of_active_values,
            cycle_of_an_array,
            tee_ahead_by_one,
            product_with_a_start,
            reduce_after_next,
            else_of_a_loop_over_an_iterator,
            any_stops_an_iterator,
            a_tuple_of_any_length,
            expression_asked_by_next,
            expression_of_pairs_asked_by_next,
        )
    ),
    Program(columns_in_a_loop, (np.arange(6.0).reshape(2, 3) + 1,)),
    Program(columns_unpacked, ([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],)),
    Program(pairs_by_next_of_an_odd_number, (W,)),
    Program(iter_of_a_list, ([1.5, 2.5, 0.3],)),
    Program(iter_of_a_tuple, ((1.5, (2.5, 0.3)),)),
    *(
        Program(function, (A,))
        for function in (
            columns_of_a_matrix,
            sums_of_columns,
            columns_while_others_are_written,
            columns_while_the_matrix_is_written,
        )
    ),
    Program(columns_of_unequal_rows, ([[1.0, 2.0, 3.0], [3.0, 4.0]],)),
    *(
        Program(function, ({"a": 1.5, "b": 0.5},))
        for function in (
            iter_of_a_dict,
            first_item_of_a_dict,
            iter_of_the_values,
        )
    ),
]
