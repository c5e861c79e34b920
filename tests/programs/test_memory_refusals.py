"""Memory that is not followed: by error class, line, reason and remedy."""

import inspect
import re

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
import scipy.sparse

from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError
from tests.oracle.fresh import fresh
from tests.programs import drawn
from tests.programs.case import positive
from tests.programs.test_refusals import refused

X = positive(4)
A = positive(3, 4)
MAY_WRITE = "may (write it|change an array)"


def sets_the_imaginary_part(x):
    z = x + 0j
    z.imag = x**2  # <-
    return np.sum(np.abs(z))


def sets_elements_of_itself(a):
    a.flat = a.T  # <-
    return np.sum(a**2)


def joined_into_an_operand(x):
    y = x * x
    np.concatenate([y[1:], y[:1]], out=y)  # <-
    return np.sum(y)


def writes_into_an_element_of_a_tuple(x):
    y, z = x * x, x + 1.0
    chosen = (y, z)[int(x[1] > 0)]
    chosen[2] = x[3] ** 2
    return y @ z  # <-


def writes_into_elements_of_a_tuple_by_turns(x, steps=3):
    pair = (x * x, x + 1.0)
    a, b = pair
    for i in range(steps + int(x[0] > 9.0)):
        pair[i % 2][0] = x[1] * x[2]
    return a @ b  # <-


def differences_of_an_order_of_the_run(x, n=2):
    q = np.diff(x, n)
    x[0] *= 2.0
    return np.sum(q) * x[0]  # <-


def power_that_may_be_the_matrix(x, n=3):
    a = np.outer(x, x)
    t = 0.0
    for k in range(1, n):  # <-
        p = np.linalg.matrix_power(a, k)
        p[0] *= 2.0
        t += np.sum(a * p)
    return t


def two_outs_with_names(x):
    tens, ones = np.zeros(4), np.zeros(4)
    count, rest = np.divmod(x, 10.0, out=(tens, ones))  # <-
    return ones


def rounds_into_an_array_by_position(x):
    y = x * x
    np.fix(x, y)  # <-
    return np.sum(y * x)


def compresses_into_an_array_by_position(x):
    y = x * x
    x.compress(np.ones(len(x)) > 0, 0, y)  # <-
    return np.sum(y * x)


def stores_into_what_was_drawn(x):
    _, axis = drawn.subplots()
    (line,) = axis.plot(x)
    line.get_ydata()[0] = 3.0  # <-
    return np.sum(x)


def doubles_what_was_drawn(x):
    _, axis = drawn.subplots()
    values = axis.plot(x)[0].get_ydata()
    values *= 2.0  # <-
    return np.sum(x)


def reads_back_what_was_drawn(x):
    _, axis = drawn.subplots()  # <-
    axis.plot(x)
    return np.sum(x) * float(axis.get_xlim()[1])


def keeps_what_was_drawn(x):
    _, axis = drawn.subplots()  # <-
    counts, *_ = axis.hist(x)
    kept = np.zeros(2)
    kept[0] = counts[0]
    return np.sum(x) * kept[0]


def added_at_with_fewer_axes(x):
    y = x * x
    np.add.at(y, np.array([[0, 1], [1, 0]]), x[:2])  # <-
    return np.sum(y)


def reads_by_nditer(x):
    s = 0.0
    for value in np.nditer(x):  # <-
        s += value
    return s


def a_part_or_a_copy(a):
    a = a * 1.0
    part = a[tuple([slice(i, i + 2) for i in np.flatnonzero(a[:2, 0] > 0)])]
    part[0] = a[0, 0] ** 2
    return np.sum(a[0, :2])  # <-


def writes_by_nditer(x):
    y = x * x
    it = np.nditer(y, op_flags=["readwrite"])  # <-
    it[0] = 3.0
    return np.sum(y)


def stores_through_flat(x):
    y = x * x
    elements = y.flat  # <-
    elements[1] = 3.0
    return np.sum(y)


def stores_its_own_view_through_flat(x):
    x.flat[1:] = x[:-1]  # <-
    return np.sum(x * x)


def stores_a_held_view_through_flat(x):
    held = []
    for _ in range(2):
        held.append(x[::-1])
    x.flat[:] = held[1]
    return np.sum(x * x)  # <-


def writes_an_array_beside_numbers(c):
    held = [c]
    for v in X:
        held.append(v * c)
    held[0] *= c  # <-
    return sum(held)


def copies_into_integers(x):
    y = np.zeros(4, int)
    np.copyto(y, x, casting="unsafe")  # <-
    return np.sum(y * x)


def where_without_out(x):
    y = np.sin(x, where=x > 0.7)  # <-
    return np.sum(y)


def columns_of_unknown_number(x):
    counts, _ = np.histogramdd(np.ones((len(x), 1)), weights=x)  # <-
    return np.sum(counts)


def partitions(x):
    y = x * x
    y.partition(2, order=None)  # <-
    return np.sum(y * y)


def shuffles(x):
    y = x * x
    np.random.shuffle(y)  # <-
    return np.sum(y * y)


def two_outs(x):
    y = x * x
    np.modf(x, y, y)  # <-
    return np.sum(y)


def sum_out_of_another_dtype(A):
    y = np.zeros(3, np.float32)
    np.sum(A, axis=1, out=y)  # <-
    return np.sum(y)


def wraps_a_diagonal(A):
    B = A * A
    np.fill_diagonal(B, 0.0, wrap=True)  # <-
    return np.sum(B)


def swaps_bytes(x):
    y = x * x
    y.byteswap(inplace=True)  # <-
    return np.sum(y)


def sets_flags(x):
    y = x * x
    y.flags.writeable = False  # <-
    return np.sum(y)


def writes_what_a_matrix_holds(x):
    values = x * 1.0
    A = scipy.sparse.csr_matrix((values, ([0, 1, 1], [1, 0, 1])), shape=(2, 2))
    values[0] = 3.0
    return np.sum(A @ np.ones(2))


def writes_what_was_broadcast(x):
    held = []
    a, b = np.broadcast_arrays(x, A)
    held.append(a)
    held[0][1:] = 3.0  # <-
    return np.sum(a * b)


def a_row_becomes_a_column(x):
    a = x * 1.0
    row = a[1]
    a.T[2] = row  # <-
    return np.sum(a * a)


def every_second_element_is_written(x):
    y = x * 1.0
    y[::2] = y[:2]  # <-
    return np.sum(y * y)


def stored_by_a_mask(x):
    y = x * 1.0
    y[np.array([False, True, True, False])] = y[:2]  # <-
    return np.sum(y * y)


def views_in_a_list(x):
    y = x * 1.0
    held = [y[::2], y[:2]]
    held[0][:] = held[1]  # <-
    return np.sum(y * y)


def filtered_into_an_array(x):
    out = np.zeros(4)
    y = scipy.ndimage.gaussian_filter(np.arange(4.0), 1.0, output=out)  # <-
    y[0] = x[0]
    return np.sum(out) * np.sum(y)


def trend_taken_in_place(x):
    samples = np.arange(4.0)
    y = scipy.signal.detrend(samples, overwrite_data=True)  # <-
    y[0] = x[0]
    return np.sum(samples * y)


def sums_into_an_array_by_position(x):
    out = np.zeros(4)
    y = np.arange(4.0).cumsum(0, None, out)  # <-
    y[0] = x[0]
    return np.sum(out) * np.sum(y)


def rounded_into_an_array(x):
    out = np.zeros(4)
    y = np.fix(np.arange(4.0), out=out)  # <-
    y[0] = x[0]
    return np.sum(out) * np.sum(y)


CASES = [
    (sets_the_imaginary_part, X, UnsupportedSyntaxError, "`imag` of an array is set.*1j"),
    (sets_elements_of_itself, A, UnsupportedSyntaxError, "`flat` of an array is set.*copy"),
    (sums_into_an_array_by_position, X, MissingRuleError, MAY_WRITE),
    (rounded_into_an_array, X, MissingRuleError, MAY_WRITE),
    (filtered_into_an_array, X, MissingRuleError, MAY_WRITE),
    (trend_taken_in_place, X, MissingRuleError, MAY_WRITE),
    (
        writes_what_a_matrix_holds,
        X,
        UnsupportedSyntaxError,
        "sparse matrix of active values is made",
    ),
    (writes_what_was_broadcast, X, UnsupportedSyntaxError, "`np.broadcast_arrays` returns"),
    (a_row_becomes_a_column, A, UnsupportedSyntaxError, "along another axis"),
    (every_second_element_is_written, X, UnsupportedSyntaxError, "with another step"),
    (stored_by_a_mask, X, UnsupportedSyntaxError, "by a mask"),
    (views_in_a_list, X, UnsupportedSyntaxError, "with another step"),
    (joined_into_an_operand, X, MissingRuleError, MAY_WRITE),
    (stores_into_what_was_drawn, X, UnsupportedSyntaxError, "into what was drawn"),
    (doubles_what_was_drawn, X, UnsupportedSyntaxError, "into what was drawn"),
    (reads_back_what_was_drawn, X, UnsupportedSyntaxError, "cannot be known"),
    (keeps_what_was_drawn, X, UnsupportedSyntaxError, "cannot be known"),
    (added_at_with_fewer_axes, X, UnsupportedSyntaxError, "a part of.*broadcast_to"),
    (reads_by_nditer, X, UnsupportedSyntaxError, "nditer.*ndindex"),
    (a_part_or_a_copy, A, UnsupportedSyntaxError, "only the run knows whether `part` is a view"),
    (writes_by_nditer, X, UnsupportedSyntaxError, "nditer"),
    (stores_through_flat, X, UnsupportedSyntaxError, "`flat` of an array that is written.*ndindex"),
    (stores_a_held_view_through_flat, X, UnsupportedSyntaxError, "held by the list `held`"),
    (stores_its_own_view_through_flat, X, UnsupportedSyntaxError, "`flat` of an array that is wr"),
    (writes_an_array_beside_numbers, np.array(2.0), UnsupportedSyntaxError, "held by the list"),
    (copies_into_integers, X, MissingRuleError, MAY_WRITE),
    (where_without_out, X, UnsupportedSyntaxError, "`where` of `sin`"),
    (columns_of_unknown_number, X, UnsupportedSyntaxError, "kind of its result cannot be"),
    (partitions, X, MissingRuleError, MAY_WRITE),
    (writes_into_an_element_of_a_tuple, X, UnsupportedSyntaxError, "one of several arrays"),
    (writes_into_elements_of_a_tuple_by_turns, X, UnsupportedSyntaxError, "one of several arrays"),
    (differences_of_an_order_of_the_run, X, UnsupportedSyntaxError, "one of several arrays"),
    (power_that_may_be_the_matrix, X, UnsupportedSyntaxError, "one of several arrays"),
    (rounds_into_an_array_by_position, X, MissingRuleError, MAY_WRITE),
    (compresses_into_an_array_by_position, X, MissingRuleError, MAY_WRITE),
    (shuffles, X, MissingRuleError, MAY_WRITE),
    (two_outs, X, MissingRuleError, MAY_WRITE),
    (two_outs_with_names, X, MissingRuleError, MAY_WRITE),
    (sum_out_of_another_dtype, A, MissingRuleError, MAY_WRITE),
    (wraps_a_diagonal, A, UnsupportedSyntaxError, "`wrap`"),
    (swaps_bytes, X, MissingRuleError, MAY_WRITE),
    (sets_flags, X, UnsupportedSyntaxError, "attribute"),
]


@pytest.mark.parametrize(
    ("function", "argument", "error", "words"), CASES, ids=[case[0].__name__ for case in CASES]
)
def test_memory_that_is_not_followed(function, argument, error, words):
    text = refused(function, fresh((argument,)), error, words=f"(?s){words}")
    lines, first = inspect.getsourcelines(function)
    marked = [first + i for i, line in enumerate(lines) if line.rstrip().endswith("# <-")]
    numbers = "|".join(map(str, marked))
    assert re.search(rf"\bline ({numbers})\b", text), text
