"""Iterators of the builtins and of `itertools`, in loops and consumed at once."""

import functools
import itertools
import math
import operator
from itertools import accumulate, combinations, pairwise, product

import numpy as np

from tests.programs.case import Program, positive, signed

V = np.array([0.7, 1.2, 0.4, 0.9])
W = np.array([1.1, 0.3, 0.8, 0.6])
A = signed(3, 4)


def squared(v):
    return v * v


def map_in_a_loop(x):
    s = 0.0
    for y in map(squared, x):
        s += y * s + y
    return s


def map_of_two(x, w):
    s = 0.0
    for y in map(lambda a, b: a * b + a, x, w):
        s += y * y
    return s


def map_of_a_numpy_function(x):
    return sum(map(np.sin, x)) * sum(map(math.exp, x))


def map_over_rows(a):
    return sum(map(np.sum, a)) * sum(map(np.max, a), 2.0)


def map_unpacked(x):
    a, b = map(squared, (x[0], x[1]))
    return a * b + a


def map_in_enumerate_and_zip(x, w):
    s = 0.0
    for i, (y, z) in enumerate(zip(map(np.sin, x), w)):
        s += y * z * (i + 1)
    return s


def map_reads_what_the_body_changes(x):
    k = x[0]
    s = 0.0
    for y in map(lambda v: v * k, x):
        k = k * 0.5
        s += y * k
    return s


def map_over_an_array_that_is_written(x):
    y = x * 1.0
    s = 0.0
    for v in map(squared, y):
        y[1:] = y[1:] * 0.5 + s
        s += v
    return s


def filter_in_a_loop(x):
    s = 0.0
    for i, y in enumerate(filter(lambda v: v > 0.5, x)):
        if y > 1.0:
            continue
        s += y * y * (i + 1)
    return s


def filter_with_break(x):
    s = 0.0
    for y in filter(lambda v: v > 0.5, x):
        if y > 1.0:
            break
        s += y * y
    return s


def filter_consumed(x):
    return sum(filter(lambda v: v > 0.5, x)) * len(list(filter(None, x)))


def generator_in_a_loop(x):
    s = 0.0
    for y in (v * v for v in x if v > 0.5):
        s += y * s + y
    return s


def generators_consumed(x):
    v = 2.0
    a = sum(v * v for v in x)
    b = sum((v * 0.5 for v in x), 1.0)
    c = sum([u * w for u in x for w in x if u > w])
    return a * b + c * v


def any_and_all_stop_early(x):
    s = 1.0
    if any(x[i] > 1.0 for i in range(10)):
        s = s * x[0]
    if not all(x[i] > 0.5 for i in range(10)):
        s = s * x[1]
    if any(v > w for v in x for w in x):
        s = s * x[2]
    if all(map(np.isfinite, x)):
        s = s * x[3]
    return s


def chain_in_a_loop(x, w):
    s = 0.0
    for v in itertools.chain(x, w, [x[0] * w[0]]):
        s = s * 0.5 + v * v
    return s


def chain_from_iterable(a):
    return sum(v * v for v in itertools.chain.from_iterable(a))


def product_of_ranges(a):
    s = 0.0
    for i, j in product(range(3), range(4)):
        s += a[i, j] ** 2 * (i + j)
    return s


def product_of_arrays(x, w):
    return sum(u * v * v for u, v in product(x, w))


def product_repeated(x):
    return sum(u * v for u, v in itertools.product(x, repeat=2))


def product_of_constants(x):
    s = 0.0
    for sign, power in product((1.0, -1.0), (1, 2)):
        s += sign * x[0] ** power * x[1]
    return s + x[2]


def combinations_in_a_loop(x):
    s = 0.0
    for a, b in combinations(x, 2):
        s += (a - b) ** 2 * a
    return s


def combinations_of_indices(x):
    return sum(x[i] * x[j] * x[k] for i, j, k in combinations(range(len(x)), 3))


def combinations_and_permutations(x):
    a = sum(u * v for u, v in itertools.combinations_with_replacement(x, 2))
    b = sum(u * v * v for u, v in itertools.permutations(x, 2))
    return a * b


def accumulated(x):
    s = 0.0
    for t in accumulate(x):
        s += t * t
    return s


def accumulated_products(x):
    totals = list(accumulate(x, operator.mul, initial=2.0))
    return totals[1] * totals[4] + sum(totals)


def accumulated_with_a_lambda(x):
    return sum(accumulate(x, lambda a, b: a * 0.5 + b * b))


def islice_of_array(x):
    s = 0.0
    for v in itertools.islice(x, 1, 10, 2):
        s += v * v
    for v in itertools.islice(x, 2):
        s *= v
    return s


def pairwise_in_a_loop(x):
    s = 0.0
    for a, b in pairwise(x):
        s += (b - a) ** 2 * a
    return s


def repeat_and_count(x):
    s = 0.0
    for v, k, i in zip(x, itertools.repeat(2.0), itertools.count(1)):
        s += v**i * k
    for _ in itertools.repeat(None, 3):
        s = s * 0.5 + x[0]
    return s


def starmap_over_pairs(x, w):
    return sum(itertools.starmap(operator.mul, zip(x, w)))


def starmap_of_power(x):
    return sum(itertools.starmap(lambda a, n: a**n, ((x[0], 2), (x[1], 3))))


def takewhile_in_sum(x):
    return sum(itertools.takewhile(lambda v: v > 0.5, x)) * x[3]


def compress_by_flags(x):
    return sum(itertools.compress(x, (True, False, True, True)))


def zip_in_one_name(x, w):
    s = 0.0
    for pair in zip(x, w):
        s += pair[0] * pair[1]
    for pair in enumerate(x):
        s += pair[1] ** pair[0]
    return s


def enumerate_from(x):
    s = 0.0
    k = 2
    for i, v in enumerate(x, k):
        k = 5
        s += v * i
    for i, v in enumerate(x, start=3):
        s += v**2 * i
    return s + k


def reversed_zip(x):
    s = 0.0
    for v, i in zip(reversed(x), range(4)):
        s = s * v + i
    return s


def starred_iterators(x):
    return weighted(*map(squared, x)) + weighted(*(v * v for v in x))


def weighted(a, b, c, d):
    return a + 2.0 * b * c - d


def reduced(x):
    total = functools.reduce(lambda a, b: a * b + b, x)
    return total * functools.reduce(operator.add, x, 1.0)


def reduced_matrices(a, b):
    return np.sum(functools.reduce(np.matmul, [a, b, a]))


def reduced_iterator(x):
    return functools.reduce(lambda a, v: a * 0.5 + v, map(squared, x), 0.5)


def comprehension_over_its_own_name(x):
    return sum([x * 2.0 for x in x])


def nested_iterators(x):
    return sum(i * v for i, v in enumerate(map(squared, filter(lambda v: v > 0.5, x)), 1))


def sums_with_start(x):
    return sum([v * v for v in x], 1.5) * sum((x[0], x[1]), start=x[2])


def sum_of_arrays(a):
    return np.sum(sum(row * row for row in a) * sum([a[0], a[1]], np.zeros(4)))


def counted_by_keywords(x):
    s = sum(v * k for v, k in zip(x, itertools.count(start=1, step=3), strict=False))
    return s * sum(v * k for v, k in zip(x, itertools.count(10, step=-2), strict=False))


def chained_rows(x):
    rows = [x[:2], x[1:], x * x]
    s = 0.0
    for v in itertools.chain(*rows):
        s = s * 0.5 + np.sin(v)
    return s + sum(itertools.chain(*rows))


def returned_with_a_rest(x):
    rest = [x[1], x[2] * x[0]]
    return x[0], *rest


def chain_first_in_zip(x):
    return sum(a * b for a, b in zip(itertools.chain(x, x[::-1]), x))


PROGRAMS = [
    Program(counted_by_keywords, (positive(4),)),
    Program(chained_rows, (positive(4),)),
    Program(returned_with_a_rest, (positive(4),)),
    *(
        Program(function, (V,))
        for function in (
            map_in_a_loop,
            map_of_a_numpy_function,
            map_unpacked,
            map_reads_what_the_body_changes,
            map_over_an_array_that_is_written,
            filter_in_a_loop,
            filter_with_break,
            filter_consumed,
            generator_in_a_loop,
            generators_consumed,
            product_repeated,
            product_of_constants,
            combinations_in_a_loop,
            combinations_of_indices,
            combinations_and_permutations,
            accumulated,
            accumulated_products,
            accumulated_with_a_lambda,
            islice_of_array,
            pairwise_in_a_loop,
            repeat_and_count,
            starmap_of_power,
            takewhile_in_sum,
            compress_by_flags,
            enumerate_from,
            reversed_zip,
            starred_iterators,
            reduced,
            reduced_iterator,
            comprehension_over_its_own_name,
            nested_iterators,
            sums_with_start,
            any_and_all_stop_early,
            chain_first_in_zip,
        )
    ),
    *(
        Program(function, (V, W), wrt=(0, 1))
        for function in (
            map_of_two,
            map_in_enumerate_and_zip,
            chain_in_a_loop,
            product_of_arrays,
            starmap_over_pairs,
            zip_in_one_name,
        )
    ),
    *(
        Program(function, (A,))
        for function in (map_over_rows, chain_from_iterable, product_of_ranges, sum_of_arrays)
    ),
    Program(reduced_matrices, (signed(2, 2), signed(2, 2, start=3)), wrt=(0, 1)),
]
