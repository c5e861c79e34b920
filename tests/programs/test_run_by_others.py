"""What a function changes that a library calls, while nothing is active there, is not overlooked.

Each program reads what the function has changed: it is read as it is then, or the program is
refused. The library's function is not looked into.
"""

import threading
from functools import reduce

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from srcgrad import SourceUnavailableError, UnsupportedSyntaxError, grad

CALLS = [0]
TABLE = {"n": 0}
TOTAL = 0
NOTES = []


class Meter:
    read = 0


METER = Meter()


def counted(y):
    CALLS[0] += 1
    return y * y - 2.0


def counted_in_a_dict(y):
    TABLE["n"] += 1
    return y * y - 2.0


def counted_in_an_object(y):
    METER.read += 1
    return y * y - 2.0


def counted_by_name(y):
    global TOTAL
    TOTAL += 1
    return y * y - 2.0


def rate(t, y):
    CALLS[0] += 1
    return -y


def added(a, b):
    CALLS[0] += 1
    return a + b


def in_a_list(x):
    before = CALLS[0]
    brentq(counted, 0.0, 4.0)
    return x * (CALLS[0] - before)


def in_a_dict(x):
    before = TABLE["n"]
    brentq(counted_in_a_dict, 0.0, 4.0)
    return x * (TABLE["n"] - before)


def in_an_object(x):
    before = METER.read
    brentq(counted_in_an_object, 0.0, 4.0)
    return x * (METER.read - before)


def by_name(x):
    before = TOTAL
    brentq(counted_by_name, 0.0, 4.0)
    return x * (TOTAL - before)


def by_a_key(x):
    before = CALLS[0]
    sorted([1.0, 2.0], key=counted)
    return x * (CALLS[0] - before)


def by_reduce(x):
    before = CALLS[0]
    reduce(added, [1.0, 2.0, 3.0])
    return x * (CALLS[0] - before)


def along_an_axis(x):
    before = TABLE["n"]
    np.apply_along_axis(counted_in_a_dict, 0, np.ones((2, 2)))
    return x * (TABLE["n"] - before)


def in_pieces(x):
    before = CALLS[0]
    np.piecewise(np.ones(3), [np.ones(3) > 0], [counted])
    return x * (CALLS[0] - before)


def by_solve_ivp(x):
    before = CALLS[0]
    solve_ivp(rate, (0.0, 1.0), [1.0])
    return x * (CALLS[0] - before)


def in_a_thread(x):
    before = CALLS[0]
    thread = threading.Thread(target=counted, args=(1.0,))
    thread.start()
    thread.join()
    return x * (CALLS[0] - before)


OUTSIDE = [
    *(in_a_list, in_a_dict, in_an_object, by_name, by_a_key, by_reduce),
    *(along_an_axis, in_pieces, by_solve_ivp, in_a_thread),
]


@pytest.mark.parametrize("function", OUTSIDE)
def test_what_is_read_again_is_refused(function):
    with pytest.raises(UnsupportedSyntaxError, match="changes|rebinds"):
        grad(function)(2.0)
    assert function(2.0) > 0


def noted(y, notes):
    notes.append(y)
    return y * y - 2.0


def stored(y, table):
    table["n"] = table["n"] + 1
    return y * y - 2.0


def put(y, buffer):
    buffer[0] += 1.0
    return y * y - 2.0


def in_a_list_that_is_given(x):
    notes = []
    brentq(noted, 0.0, 4.0, args=(notes,))
    return x * len(notes)


def in_a_dict_that_is_given(x):
    table = {"n": 0}
    brentq(stored, 0.0, 4.0, args=(table,))
    return x * table["n"]


def in_an_array_that_is_given(x):
    buffer = np.zeros(2)
    brentq(put, 0.0, 4.0, args=(buffer,))
    return x * buffer[0]


def of_which_the_length_is_asked(x):
    NOTES.clear()
    brentq(lambda y: y - 1.0, 0.0, 4.0)
    list(map(NOTES.append, [1.0, 2.0]))
    return x * len(NOTES)


def nobody_reads_it(x):
    brentq(counted, 0.0, 4.0)
    return x * 2.0


GIVEN = [
    *(in_a_list_that_is_given, in_a_dict_that_is_given, in_an_array_that_is_given),
    *(of_which_the_length_is_asked, nobody_reads_it),
]


@pytest.mark.parametrize("function", GIVEN)
def test_what_is_given_is_read_as_it_is_then(function):
    expected = function(2.0)
    try:
        value, slope = grad(function)(2.0)
    except UnsupportedSyntaxError as refused:
        assert function is in_a_dict_that_is_given
        assert "its function writes `table`" in str(refused)
    else:
        assert value == expected
        assert slope == expected / 2.0


def unseen(text):
    """A function whose source is not available."""
    names = {}
    exec(text, names)
    return names["change"]


def test_a_list_within_what_goes_to_a_function_without_source():
    change = unseen("def change(held): held[0].append(1.0)")
    shift = unseen("def change(held): held[0][0] += 1.0")

    def longer(x):
        inside = []
        change([inside])
        return x * len(inside)

    def shifted(x):
        inside = [1.0]
        shift([inside])
        return x * inside[0]

    assert grad(longer)(2.0) == (2.0, 1.0)
    assert grad(shifted)(2.0) == (4.0, 2.0)


def test_a_dict_within_what_goes_to_a_function_without_source():
    change = unseen("def change(held): held[0]['a'] = 6.0")
    within = unseen("def change(held): held['d']['a'] = 6.0")

    def put_in(x):
        inside, held = {"a": 2.0}, []
        held.append(inside)
        change(held)
        return x * inside["a"]

    def gathered(x):
        inside = {"a": 2.0}
        held = [inside for _ in range(2)]
        change(held)
        return x * inside["a"]

    def at_once(x):
        inside = {"a": 2.0}
        change([inside])
        return x * inside["a"]

    def one_by_one(x):
        inside = {"a": 2.0}
        for one in [inside, {"a": 1.0}]:
            change([one])
        return x * inside["a"]

    def in_a_dict(x):
        inside = {"a": 2.0}
        within({"d": inside})
        return x * inside["a"]

    for function in (put_in, gathered, at_once, one_by_one, in_a_dict):
        with pytest.raises(SourceUnavailableError, match="the source of change"):
            grad(function)(2.0)
        assert function(2.0) == 12.0


def marked(one):
    one["a"] = 6.0
    return 1


def raised(row):
    row[0] = 6.0
    return 1


def by_the_key_of_sorted(x):
    inside = {"a": 2.0}
    sorted([inside, inside], key=marked)
    return x * inside["a"]


def by_the_key_of_a_longer_list(x):
    inside, held = {"a": 2.0}, [{"a": 1.0}]
    held.append(inside)
    sorted(held, key=marked)
    return x * inside["a"]


def by_the_key_of_sort(x):
    row = [2.0, 1.0]
    rows = [row, row]
    rows.sort(key=raised)
    return x * row[0]


def by_the_key_of_the_largest(x):
    row = [2.0, 1.0]
    max([row, [0.0]], key=raised)
    return x * row[0]


KEYS = [
    *(by_the_key_of_sorted, by_the_key_of_a_longer_list),
    *(by_the_key_of_sort, by_the_key_of_the_largest),
]


@pytest.mark.parametrize("function", KEYS)
def test_what_a_key_stores_into_an_element_is_seen(function):
    assert function(2.0) == 12.0
    assert grad(function)(2.0) == (12.0, 6.0)
