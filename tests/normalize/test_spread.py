"""`*` and `**`, once it is known what they hold."""

import pytest

from srcgrad.errors import UnsupportedSyntaxError
from tests.stages import after, plain, text


def inferred(function, *args, **options):
    return plain(text(after("infer", function, *args, **options).core))


def weighted(v, a=1.0, b=2.0):
    return a * v + b


def area(x, y):
    return x * y


def starred(x):
    pair = (x, 2.0)
    return weighted(*pair, b=x)


def test_elements_of_a_tuple():
    assert "v = pair_0\na = pair_1\nb = x\n" in inferred(starred, 3.0)


def doubly_starred(x):
    options = {"b": x, "a": 0.5}
    return weighted(x, **options)


def test_items_of_a_dict_go_by_name():
    assert "v = x\na = a\nb = b\n" in inferred(doubly_starred, 3.0)


def of_an_array(x):
    return area(*x)


def test_an_array_is_unpacked_into_the_parameters():
    import numpy as np

    assert "x_0, x_1 = x\n" in inferred(of_an_array, np.ones(2))


def displays(x):
    pair = (x, 2.0)
    more = [*pair, 3.0, *pair]
    return more[0] * more[4]


def test_displays():
    assert "more_3 = pair_0\nmore_4 = pair_1\n" in inferred(displays, 3.0)


def merged(x):
    one = {"a": x, "b": 1.0}
    return weighted(x, **{**one, "b": 3.0})


def test_the_last_of_two_items_counts():
    assert "a = a\nb = 3.0\n" in inferred(merged, 3.0)


def twice(x):
    one = {"a": 1.0}
    return weighted(x, **one, **one)


def test_an_argument_given_twice_is_refused():
    with pytest.raises(UnsupportedSyntaxError, match="`a` is given twice"):
        inferred(twice, 3.0)
