"""Iterators that are refused: what Python would go through in an order of its own."""

import functools
import io
import itertools

import numpy as np
import pytest

from srcgrad.errors import UnsupportedSyntaxError
from tests.oracle.fresh import fresh
from tests.programs.case import positive
from tests.programs.test_refusals import refused

X = positive(4)
KEYS = (0, 0, 1, 1)


def one_iterator_twice(x):
    it = iter(x)
    return sum(a * b for a, b in zip(it, map(np.sin, it)))


def turns_beside_next(x):
    it = iter(x)
    s = 0.0
    for a, b in zip(it, it):
        s += a * b * next(it, 1.0)
    return s


def pairs_asked_by_next(x):
    it = iter(x)
    pairs = zip(it, x)
    a, b = next(pairs)
    c, d = next(pairs, (1.0, 1.0))
    return a * b * c * d * next(it, 5.0)


def asked_beside_an_else(x):
    it = iter(x)
    s = 0.0
    for k, v in enumerate(it):
        s += k * v * next(it, 1.0)
    else:
        s *= x[0]
    return s


def sums(x):
    t = 0.0
    for v in x:
        t += v
        yield t


def generator_twice(x):
    steps = sums(x)
    return sum(steps) + sum(steps)


def generator_in_another_pass(x):
    steps = sums(x)
    s = 0.0
    for _ in range(2):
        for v in steps:
            s += v
    return s


def checked(x):
    for v in x:
        if v > 1.2:
            raise ValueError(v)
        yield v


def gone_through_in_a_try(x):
    s = 0.0
    try:
        for v in checked(x):
            s += v * v
    except ValueError:
        s = s * 3.0
    return s


def guarded(x):
    try:
        yield from x
    finally:
        print("end")


def yields_in_a_try(x):
    return sum(guarded(x))


def echo(x):
    for v in x:
        w = yield v
        print(w)


def asks_for_what_is_sent(x):
    return sum(echo(x))


def chained_before_an_array(x):
    begun = []

    def told():
        begun.append(1.0)
        yield from x

    return sum(a * b for a, b in zip(itertools.chain(told(), told()), x)) * len(begun)


def pairs_after_an_array(x):
    return sum(a * b for a, b in zip(x, (p * q for p in x for q in x)))


def else_of_what_may_not_begin(x):
    s = 0.0
    for a, b in zip(x, sums(x)):
        s += a * b
    else:
        s = s * 2
    return s


def halves(v):
    if v > 0.01:
        yield v
        yield from halves(v / 2.0)


def endless_recursion(x):
    return sum(halves(x[0]))


def keeps_what_changes(x):
    u = x.copy()

    def step(k):
        u[:] = u * k
        return u

    return np.sum(functools.reduce(np.add, map(step, [1, 2])))


def generator_gone_through_twice(x):
    squares = (v * v for v in x if v > 0.0)
    return sum(squares) * (1.0 + sum(squares))


def two_iterators_of_one_name(x):
    it = iter(x)
    first = next(it)
    it = iter(x[::-1])
    return first * next(it)


def next_of_an_array(x):
    return next(x)


def next_of_chained(x):
    return next(itertools.chain(x, x))


def cycle_of_what_changes(x, weights):
    s = 0.0
    for a, b in zip(x, itertools.cycle(weights)):
        weights[0] = a
        s += a * b
    return s


def cycle_of_what_is_scaled(x, weights):
    s, w = 0.0, x[:2] * 1.0
    v = w
    for a, b in zip(x, itertools.cycle(w)):
        v *= 2.0
        s = s + a * b
    return s


def cycle_of_what_is_put_out(x, weights):
    s, w = 0.0, x[:2] * 1.0
    for a, b in zip(x, itertools.cycle(w)):
        np.multiply(w, 2.0, out=w)
        s = s + a * b
    return s


def part_of_a_named_range_left(x):
    s, places = 0.0, range(len(x))
    for i in places[::-1]:
        s = s * 0.5 + x[i] ** 2
        if s > 1.5:
            break
    return s


def lines_of_a_text(x):
    total = x[0]
    for line in io.StringIO("1.0\n2.0"):
        total = total * float(line)
    return total


def groups(x):
    return sum(list(g)[0] for _, g in list(itertools.groupby(x)))


def groups_by_what_is_not_read(x):
    return sum(sum(x[k] for k in g) for _, g in itertools.groupby(range(4), KEYS.__getitem__))


def groups_of_what_changes(x):
    limit, total = 0.5, 0.0
    for above, group in itertools.groupby(sorted(x), lambda v: v > limit):
        limit = total = total + above * sum(group)
    return total


def groups_kept(x):
    kept = []
    for _, group in itertools.groupby(x):
        kept.append(group)
    return sum(len(list(group)) * x[0] for group in kept)


def groups_gone_through_twice(x):
    return sum(sum(g) + len(list(g)) for _, g in itertools.groupby(x))


def groups_as_pairs(x):
    return sum(pair[0] for pair in itertools.groupby(x))


def iterator_for_a_helper(x):
    it = iter(x)
    return total(it) * next(it)


def total(items):
    s = 0.0
    for item in items:
        s += item
    return s


def gone_through_twice_in_a_helper(x):
    def twice(elements):
        return sum(elements) + total(elements)

    return twice(v * v for v in x)


def made_before_the_loop(x, n=2):
    if n > 1:
        it = (v * v for v in x)
    else:
        it = iter(x)
    s = 0.0
    for _ in range(n):
        for v in it:
            s += v
    return s


def reads_what_is_bound_anew(x, n=2):
    c = 2.0
    it = (c * v for v in x) if n > 1 else iter(x)
    c = 3.0
    return c * sum(it)


def bound_anew_by_a_later_argument(x):
    def helper(a, elements, b):
        return a * total(elements) + b

    s = x[0]
    return helper(s, (v * s for v in x), (s := x[1] * 2.0)) + s


def grows_behind_it(x):
    xs = [x[0], x[1]]

    def growing(elements):
        s = 0.0
        for v in elements:
            if len(xs) < 4:
                xs.append(v)
            s += v
        return s

    return growing(iter(xs))


def for_a_method_of_a_list(x):
    def helper(elements):
        values = [x[0]]
        values.extend(elements)
        return sum(values)

    return helper(v * v for v in x)


def reversed_iterator(x):
    it = iter(x)
    first = next(it)
    return first * sum(reversed(it))


def endless_in_a_loop(x):
    numbers = itertools.count()
    s = x[0] * next(numbers)
    for n in numbers:
        s = s * n
    return s


def longest_of_what_acts(x):
    squares = map(lambda v: v * v, x)
    return sum(a * b for a, b in itertools.zip_longest(squares, x, fillvalue=1.0))


def count_in_halves(x):
    return sum(a * k for a, k in zip(x, itertools.count(0, 0.5)))


def an_iterator_for_numpy(x):
    return np.sum(np.array(zip(x, x)))


def greatest_of_starred(x):
    try:
        return max(*[v * v for v in x])
    except TypeError:
        return x[0]


def tee_of_a_generator(x):
    a, b = itertools.tee(v * v for v in x)
    return next(a) * next(b)


def strict_without_end(x):
    return sum(a * k for a, k in zip(x, itertools.count(), strict=True))


def rows_behind_an_iterator(x):
    return sum(a * b * c for a, b, c in zip(map(np.sin, x), *[x, x]))


def rows_sorted_by_what_looks_at_them(x):
    rows = [(v, k) for k, v in enumerate(x)]
    rows.sort(key=lambda row: row[0] * (len(rows) - 1))
    return rows[0][0] * 3.0 + rows[1][0]


def list_that_grows_under_another_name(x):
    values = [v * v for v in x]
    others = values
    s = 0.0
    for v in values:
        s += v
        if len(others) < 8:
            others.append(v)
    return s


def list_that_a_helper_grows(x):
    values = [v * v for v in x]

    def lengthen(some):
        if len(some) < 8:
            some.append(x[0])

    s = 0.0
    for v in values:
        s += v
        lengthen(values)
    return s


class Relay:
    """What is inside ends it."""

    def __init__(self, values):
        self.inner = iter(values)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.inner) * 2.0


def ended_from_inside(x):
    s = 0.0
    for v in Relay([x[0], x[1]]):
        s += v
    return s


def mapped_over_an_iterator_and_rows(x):
    return sum(map(lambda a, b, c: a * b * c, map(np.sin, x), *[x, x]))


def grows_through_a_function(x):
    values = [x[0], x[1]]

    def grown(v):
        if len(values) < 5:
            values.append(0.5 * v)
        return v

    return sum(map(grown, values))


def folds_what_grows(x):
    values = [x[0], x[1]]

    def folded(total, v):
        if len(values) < 5:
            values.append(0.5 * v)
        return total * v + v

    return functools.reduce(folded, values)


def finds_the_least_of_what_grows(x):
    values = [v * 2.0 for v in x]

    def key(v):
        if len(values) < 5:
            values.append(0.5 * v)
        return np.sin(v)

    return min(values, key=key)


def grows_within_pairs(x):
    values = [x[0], x[1]]

    def grown(v, w):
        if len(values) < 5:
            values.append(0.5 * v)
        return v * w

    pairs = itertools.zip_longest(values, [1.0], fillvalue=2.0)
    return sum(itertools.starmap(grown, pairs))


CASES = [
    (mapped_over_an_iterator_and_rows, (X,), "`map` of these arguments.*write them out"),
    (ended_from_inside, (X,), "a Relay with active values is not followed"),
    (one_iterator_twice, (X,), "stands twice in a call"),
    (turns_beside_next, (X,), "stands twice in a call"),
    (pairs_asked_by_next, (X,), "`pairs` is gone through at several places"),
    (asked_beside_an_else, (X,), "`break` and `else` of a loop over this iterable"),
    (generator_gone_through_twice, (X,), "`squares` is gone through at several places"),
    (two_iterators_of_one_name, (X,), "`next` of what is not made an iterator.*name of its own"),
    (next_of_an_array, (X,), "`next` of what is not made an iterator"),
    (next_of_chained, (X,), "`next` of this iterator"),
    (cycle_of_what_changes, (X, [1.0, 2.0]), "`cycle` of this iterable.*k % len"),
    (cycle_of_what_is_scaled, (X, [1.0, 2.0]), "`cycle` of this iterable.*k % len"),
    (cycle_of_what_is_put_out, (X, [1.0, 2.0]), "`cycle` of this iterable.*k % len"),
    (part_of_a_named_range_left, (X,), "a loop over this iterable is outside the language"),
    (lines_of_a_text, (X,), "a loop over this iterable is outside the language"),
    (groups_by_what_is_not_read, (X,), "`groupby` of what the loop may change meanwhile"),
    (groups_of_what_changes, (X,), "`groupby` of what the loop may change meanwhile"),
    (groups_kept, (X,), "the group `group` is not gone through once, where it is made"),
    (groups_gone_through_twice, (X,), "the group `g` is not gone through once, where it is made"),
    (groups_as_pairs, (X,), "`groupby` is outside the language here"),
    (groups, (X,), "`groupby` is outside the language: its groups"),
    (iterator_for_a_helper, (X,), "iterator `it` is outside the language here"),
    (gone_through_twice_in_a_helper, (X,), "gone through at several places"),
    (generator_twice, (X,), "gone through at several places"),
    (generator_in_another_pass, (X,), "in another pass of a loop"),
    (gone_through_in_a_try, (X,), "stands in a `try`"),
    (yields_in_a_try, (X,), "a `yield` inside of `try` or `with`"),
    (asks_for_what_is_sent, (X,), "a `yield` whose value is used"),
    (pairs_after_an_array, (X,), "put the generator first"),
    (else_of_what_may_not_begin, (X,), "`break` and `else` of a loop over this iterable"),
    (chained_before_an_array, (X,), "`zip` of these iterables"),
    (endless_recursion, (X,), "calls itself, and how often only the run decides"),
    (keeps_what_changes, (X,), "an iterator that changes the arrays it has given"),
    (made_before_the_loop, (X,), "in another pass of a loop"),
    (reads_what_is_bound_anew, (X,), "reads what is bound anew"),
    (bound_anew_by_a_later_argument, (X,), "reads what is bound anew"),
    (grows_behind_it, (X,), "may change `xs`"),
    (for_a_method_of_a_list, (X,), "an iterator, which can be gone through only once"),
    (reversed_iterator, (X,), "`reversed` of an iterator"),
    (endless_in_a_loop, (X,), "a loop without an end"),
    (longest_of_what_acts, (X,), "`zip_longest` of these iterables"),
    (count_in_halves, (X,), "`count` with a step"),
    (an_iterator_for_numpy, (X,), "`zip` gives an iterator"),
    (greatest_of_starred, (X,), "of which the number is not known"),
    (tee_of_a_generator, (X,), "`tee` of this iterable"),
    (strict_without_end, (X,), "`zip` of these arguments"),
    (rows_behind_an_iterator, (X,), "`zip` of these arguments"),
    (rows_sorted_by_what_looks_at_them, (X,), "a list is sorted by a function that may look at it"),
    (list_that_grows_under_another_name, (X,), "the loop over `values` changes its length"),
    (list_that_a_helper_grows, (X,), "the loop over `values` changes its length"),
    (grows_through_a_function, (X,), "the loop over `values` changes its length"),
    (folds_what_grows, (X,), "the loop over `iterable` changes its length"),
    (finds_the_least_of_what_grows, (X,), "the loop over `candidates` changes its length"),
    (grows_within_pairs, (X,), "the loop over `values` changes its length"),
]


@pytest.mark.parametrize(
    ("function", "args", "words"), CASES, ids=[case[0].__name__ for case in CASES]
)
def test_an_iterator_that_is_refused(function, args, words):
    refused(function, fresh(args), UnsupportedSyntaxError, words=f"(?s){words}")
