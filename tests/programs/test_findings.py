"""All that is refused in one function is told at once, and where a helper's lines were called."""

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError
from tests.programs.case import positive

A = positive(2, 2)


def three_statements(x):
    del x.T
    y = eval("x")
    if x[0] > 0.0:
        z = b"abc"
    return y + len(z)


def test_each_statement_is_told_with_its_caret():
    with pytest.raises(UnsupportedSyntaxError) as caught:
        grad(three_statements)(A)
    text = str(caught.value)
    first = three_statements.__code__.co_firstlineno
    places = [text.index(f"line {first + n}: ") for n in (1, 2, 4)]
    assert places == sorted(places)
    assert 3 == text.count("^\n")
    assert text.count("del") and text.count("eval") and text.count("bytes")
    assert text.splitlines()[0] in text and "bytes" in caught.value.msg


def two_functions(A):
    y = np.i0(A)
    z = np.nextafter(A, 0.3)
    return y + np.sum(z)


def test_calls_without_a_rule_are_told_together():
    with pytest.raises(MissingRuleError) as caught:
        grad(two_functions)(A)
    text = str(caught.value)
    assert text.index("`i0`") < text.index("`nextafter`")
    assert 2 == text.count("srcgrad.rules")


def inner(a):
    return vars(a)


def middle(a):
    return inner(a) + 1.0


def outer(A):
    y = middle(A)
    return middle(y * 2.0)


def test_the_chain_of_calls():
    with pytest.raises(UnsupportedSyntaxError) as caught:
        grad(outer)(A)
    lines = str(caught.value).splitlines()
    here = __file__
    assert f"{here}, line {inner.__code__.co_firstlineno + 1}: `vars` is outside" in lines[0]
    called = [line for line in lines if "called from" in line]
    assert f"line {middle.__code__.co_firstlineno + 1}: return inner(a) + 1.0" in called[0]
    assert f"line {outer.__code__.co_firstlineno + 1}: y = middle(A)" in called[1]


def same_line_twice(x):
    for _ in range(2):
        y = eval("x")
    return y


def test_one_finding_is_told_once():
    with pytest.raises(UnsupportedSyntaxError) as caught:
        grad(same_line_twice)(A)
    assert 1 == str(caught.value).count("`eval`")
