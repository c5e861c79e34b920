"""Calls become the callee's statements, under fresh names."""

import re

import numpy as np
import pytest

from srcgrad.errors import UnsupportedSyntaxError
from tests.stages import after, plain, text

SCALE = 2.0


def inferred(function, *args, **options):
    return plain(text(after("infer", function, *args, **options).core))


def square(v, w=3.0):
    x = v * v
    return x * w


def calls(x):
    y = square(x)
    return y + x


def test_a_call_becomes_statements():
    found = inferred(calls, 2.0)
    assert "square(" not in found
    assert "v = x\nw = 3.0\nx = v * v\n" in found


def test_names_of_the_callee_do_not_meet_the_callers():
    one = after("infer", calls, 2.0)
    bound = re.findall(r"^(\S+) = ", text(one.core), re.M)
    assert "x" not in bound  # the parameter is never bound again
    assert len(bound) == len(set(bound))


def by_keyword(x):
    return square(w=x, v=2.0)


def test_keywords():
    assert "v = 2.0\nw = x\n" in inferred(by_keyword, 2.0)


def scaled(x):
    return x * SCALE


def calls_scaled(x):
    return scaled(x) + SCALE


def test_a_global_of_both_is_one_value():
    one = after("infer", calls_scaled, 2.0)
    held = [f for f in one.core.free.values() if f.key == "SCALE"]
    assert 1 == len(held)


def twice(x):
    return square(square(x))


def test_each_call_has_names_of_its_own():
    one = after("infer", twice, 2.0)
    bound = re.findall(r"^(\S+) = ", text(one.core), re.M)
    assert len(bound) == len(set(bound))
    assert 2 == inferred(twice, 2.0).count("v * v")


def on_inactive(x, n):
    k = np.sqrt(n)
    return x * k


def test_library_functions_are_called():
    assert "np.sqrt(n)" in inferred(on_inactive, 2.0, 3)


def forever(x, *n):
    return forever(x, *n) * x


def test_recursion_is_refused():
    with pytest.raises(UnsupportedSyntaxError, match="forever calls itself"):
        inferred(forever, 2.0, 3)


def misfit(x):
    return square(x, 1.0, 2.0)


def test_a_call_that_does_not_fit_is_refused():
    with pytest.raises(UnsupportedSyntaxError, match="the call of square does not fit"):
        inferred(misfit, 2.0)


def helper_line(v):
    return v * v


def outer(x):
    return helper_line(x)


def test_statements_remember_who_called():
    one = after("infer", outer, 2.0)
    lines = [n.origin for n in one.core.body if n.origin and "v * v" in n.origin.text]
    assert lines
    assert "return helper_line(x)" == lines[0].callers[0].text.strip()


ARRAY = np.ones(2)


def with_array_default(v, w=ARRAY):
    return np.sum(v * w)


def calls_with_default(x):
    return with_array_default(x)


def test_a_default_that_is_no_constant_is_a_free_value():
    one = after("infer", calls_with_default, np.ones(2))
    (free,) = one.core.free.values()
    assert free.namespace[int(free.key)] is ARRAY
