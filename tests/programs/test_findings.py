"""All that is refused in one function is told at once, and where a helper's lines were called."""

import inspect

import numpy as np
import pytest

from srcgrad import grad, jvp
from srcgrad.errors import MissingRuleError, SrcgradError, UnsupportedSyntaxError
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
    y = np.float16(A)
    z = np.longdouble(A)
    return y + np.sum(z)


def test_calls_without_a_rule_are_told_together():
    with pytest.raises(MissingRuleError) as caught:
        grad(two_functions)(A)
    text = str(caught.value)
    assert text.index("`float16`") < text.index("`longdouble`")
    assert 2 == text.count("srcgrad.rules")


def statements_and_calls(x):
    y = np.float16(x)
    z = eval("x")
    for v in x:
        w = np.longdouble(v) + z
        del v.T
    return np.sum(y) + np.sum(w)


@pytest.mark.parametrize("derive", [grad, lambda f: lambda x: jvp(f, (x,), (x,))])
def test_calls_without_a_rule_are_told_beside_statements(derive):
    with pytest.raises(SrcgradError) as caught:
        derive(statements_and_calls)(A)
    text = str(caught.value)
    told = ["`float16`", "`eval`", "`longdouble`", "`del`"]
    found = [text.index(name) for name in told if name in text]
    assert found == sorted(found)
    assert "left_out" not in text
    assert {"`float16`", "`eval`", "`del`"} <= {name for name in told if name in text}


def inner(a):
    return np.float16(a)


def middle(a):
    return inner(a) + 1.0


def outer(A):
    y = middle(A)
    return middle(y * 2.0)


def test_the_chain_of_calls():
    with pytest.raises(MissingRuleError) as caught:
        grad(outer)(A)
    lines = str(caught.value).splitlines()
    here = __file__
    assert f"{here}, line {inner.__code__.co_firstlineno + 1}: `float16`" in lines[0]
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


class Model:
    def __init__(self, k):
        self.k = k

    def energy(self, v):
        return np.float16(v) * self.k

    def __call__(self, v):
        return self.energy(v + 1.0)


def through_a_method(A):
    model = Model(2.0)
    return np.sum(model(A))


def through_a_lambda(A):
    bend = lambda v: np.float16(v) * 2.0  # noqa: E731
    return np.sum(bend(A))


def in_a_comprehension(A):
    return sum([np.sum(np.float16(v)) for v in A])


def leaf(v):
    w = v * 2.0
    return np.float16(w)


def branch(v):
    return leaf(v + 1.0)


def tree(v):
    return branch(v) * 3.0


def three_deep(A):
    y = A * 2.0
    return np.sum(tree(y))


NO_RULE = (
    "`float16` gets an active value, and has no rule and no Python source that srcgrad can read"
)
ADVICE = (
    "    no rule has been written yet: "
    "declare its derivative with srcgrad.rules, or write it in plain operations"
)


def told(function, *args):
    """What the error says, without the name of this file."""
    with pytest.raises((MissingRuleError, UnsupportedSyntaxError)) as caught:
        grad(function)(*args)
    return str(caught.value).replace(f"{__file__}, ", "").splitlines()


def line(function, text):
    """The number of a line of a function, and the line."""
    lines, first = inspect.getsourcelines(function)
    found = next(n for n, one in enumerate(lines) if text in one)
    return first + found


def called(function, text):
    """What is told of a call."""
    return f"    called from line {line(function, text)}: {text}"


def test_a_helper_three_calls_away():
    expected = [
        f"line {line(leaf, 'float16')}: {NO_RULE}",
        "        return np.float16(w)",
        "               ^^^^^^^^^^^^^",
        called(branch, "return leaf(v + 1.0)"),
        called(tree, "return branch(v) * 3.0"),
        called(three_deep, "return np.sum(tree(y))"),
        ADVICE,
    ]
    assert expected == told(three_deep, A)


def test_a_method():
    expected = [
        f"line {line(Model.energy, 'float16')}: {NO_RULE}",
        "            return np.float16(v) * self.k",
        "                   ^^^^^^^^^^^^^",
        called(Model.__call__, "return self.energy(v + 1.0)"),
        called(through_a_method, "return np.sum(model(A))"),
        ADVICE,
    ]
    assert expected == told(through_a_method, A)


def test_a_lambda():
    expected = [
        f"line {line(through_a_lambda, 'float16')}: {NO_RULE}",
        "        bend = lambda v: np.float16(v) * 2.0  # noqa: E731",
        "                         ^^^^^^^^^^^^^",
        called(through_a_lambda, "return np.sum(bend(A))"),
        ADVICE,
    ]
    assert expected == told(through_a_lambda, A)


def test_a_comprehension():
    expected = [
        f"line {line(in_a_comprehension, 'float16')}: {NO_RULE}",
        "        return sum([np.sum(np.float16(v)) for v in A])",
        "                           ^^^^^^^^^^^^^",
        ADVICE,
    ]
    assert expected == told(in_a_comprehension, A)[-len(expected) :]


def unknown_kinds(A):
    a = np.sum(A, bogus=3)
    b = A.nothing
    c = np.mean(A, other=2)
    return a + np.sum(b) + c


def test_names_that_are_not_there_are_told_together():
    remedy = "    leave it out"
    expected = [
        f"line {line(unknown_kinds, 'bogus')}: `sum` has no keyword `bogus`",
        "        a = np.sum(A, bogus=3)",
        "            ^^^^^^^^^^^^^^^^^^",
        remedy,
        f"line {line(unknown_kinds, 'nothing')}: an array has no attribute `nothing`",
        "        b = A.nothing",
        "            ^^^^^^^^^",
        "    look up its name",
        f"line {line(unknown_kinds, 'other')}: `mean` has no keyword `other`",
        "        c = np.mean(A, other=2)",
        "            ^^^^^^^^^^^^^^^^^^^",
        remedy,
    ]
    assert expected == told(unknown_kinds, A)


def two_ways_to_a_helper(A):
    def inner(v):
        return np.float16(v) + np.longdouble(v)

    def outer(v):
        return inner(v)

    return np.sum(outer(A)) + np.sum(inner(A * 2.0))


def test_a_line_is_told_once_however_many_calls_lead_there():
    lines = told(two_ways_to_a_helper, A)
    assert 1 == sum("`float16` gets" in one for one in lines)
    assert 1 == sum("`longdouble` gets" in one for one in lines)
    assert lines[0].endswith(NO_RULE)
