"""Each operation gets a statement of its own, in Python's order of evaluation."""

import re

import numpy as np
import pytest

from srcgrad.errors import UnsupportedSyntaxError
from tests.stages import normalized, plain


def short(function):
    return plain(normalized(function))


def nested(x, y):
    return np.sin(x * y) + y[0]


def test_operations_in_order():
    assert (
        normalized(nested)
        == """\
product.1 = x * y
sin_value.2 = np.sin(product.1)
y_item.3 = y[0]
value.4 = sin_value.2 + y_item.3
return value.4"""
    )


def chained(a, b, c):
    return a < b < c


def test_chained_comparison_reads_the_middle_once():
    assert "test = a < b\nif test:\n    test = b < c\nreturn test" == short(chained)


def both(a, b):
    return a and -b


def test_and_evaluates_the_right_side_only_where_needed():
    assert "test = a\nif test:\n    test = -b\nreturn test" == short(both)


def either(a, b):
    return a or -b


def test_or():
    assert "test = a\nif test:\n    pass\nelse:\n    test = -b\nreturn test" == short(either)


def choice(a, b, c):
    return a * 2 if c else b


def test_conditional_expression():
    assert "if c:\n    choice = a * 2\nelse:\n    choice = b\nreturn choice" == short(choice)


def walrus(x):
    return x + (x := x * 2)


def test_walrus_after_a_read():
    """The left operand is read before the name is bound again."""
    text = normalized(walrus)
    assert re.match(r"x\.1 = x\nx = x \* 2\nvalue\.\d+ = x\.1 \+ x\nreturn", text)


def negative():
    return -1, -2.5, -0.0


def test_negative_constants():
    assert "return (-1, -2.5, -0.0)" == normalized(negative)


def subscripts(A, i):
    return A[1:, ::-1], A[..., None], A[i + 1, :]


def test_subscripts():
    text = short(subscripts)
    assert (
        "A_item = A[1:, ::-1]\nA_item = A[..., None]\ntotal = i + 1\nA_item = A[total, :]\n" in text
    )


def text_of(x):
    print(f"x = {x + 1:.3f}, {x!r}")


def test_f_strings():
    assert "total = x + 1\ntext = f'x = {total}, {x}'\nprint(text)\nreturn None" == short(text_of)


def swapped(a, b):
    a, b = b, a
    return a


def parallel(a, b):
    a, b = b, a + b
    return a


def shifted(a, b, c):
    a, b = b, c
    return a, b


def test_parallel_assignment():
    assert "a, b = b, a\nreturn a" == normalized(swapped)
    text = short(parallel)
    assert "total = a + b\na = b\nb = total\nreturn a" == text
    assert "a = b\nb = c\nreturn (a, b)" == normalized(shifted)


def overlapping(y, i):
    i, y[i] = 1, 2.0
    return y, i


def test_targets_are_bound_from_left_to_right():
    assert "i = 1\ny[i] = 2.0\nreturn (y, i)" == normalized(overlapping)


def crossed(a, y, i):
    a, y[i] = y[i], a
    return a


def test_a_value_that_an_earlier_target_rebinds_is_kept():
    text = short(crossed)
    lines = text.splitlines()
    assert "y_item = y[i]" == lines[0]
    assert re.search(r"a\.\d+ = a\n", normalized(crossed))
    assert re.search(r"y\[i\] = a\.\d+\n", normalized(crossed))


def stored(y, x):
    y[0] = x * 2
    y[1:] += x
    return y


def test_stores():
    assert "stored = x * 2\ny[0] = stored\ny[1:] += x\nreturn y" == short(stored)


def deep(pair):
    (a, b), *rest = pair
    return a, b, rest


def test_nested_targets():
    assert "part, *rest = pair\na, b = part\nreturn (a, b, rest)" == short(deep)


def chained_assignment(x):
    a = b = x * 2
    return a, b


def test_chained_assignment_evaluates_once():
    assert "product = x * 2\na = product\nb = product\nreturn (a, b)" == short(chained_assignment)


def starred_call(f, xs, options):
    return f(*xs, **options)


def test_stars_stay_until_it_is_known_what_they_hold():
    assert "return f(*xs, **options)" in short(starred_call).replace("value = ", "return ")


def generator(x):
    return x, (y * y for y in x)


def bytes_(x):
    return x, b"no"


@pytest.mark.parametrize(
    ("function", "what"),
    [(generator, "`GeneratorExp`"), (bytes_, "bytes")],
)  # fmt: skip
def test_outside_the_language(function, what):
    with pytest.raises(UnsupportedSyntaxError, match=what):
        normalized(function)
