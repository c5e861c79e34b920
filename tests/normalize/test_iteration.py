"""Loops over ranges, sequences, `enumerate`, `zip`, `reversed`, and comprehensions."""

import re

import pytest

from srcgrad.errors import UnsupportedSyntaxError
from tests.stages import normalized, plain


def short(function):
    """The text without the numbers of our names."""
    return plain(normalized(function))


def ranges(x):
    for i in range(1, x, 2):
        x = i
    return x


def test_range():
    assert "for i in range(1, x, 2):\n    x = i\nreturn x" == short(ranges)


def backwards(x):
    for i in reversed(range(x)):
        x = i
    return x


def test_reversed_range():
    assert "for i in range(last, last, -1):\n    x = i\nreturn x" in short(backwards)
    assert short(backwards).startswith("last = x - 1\nlast = 0 - 1\n")


def over_elements(A, B):
    for row in A:
        B = row
    return B


def test_elements_wait_for_kinds():
    """An array's rows, a list's elements and an opaque iterable look the same until `infer`."""
    assert "for row in A:\n    B = row\nreturn B" == short(over_elements)


def over_rebound(A):
    for row in A:
        A = row
    return A


def test_what_the_body_rebinds_is_still_iterated():
    lines = normalized(over_rebound).splitlines()
    kept = lines[0].partition(" = ")[0]
    assert [f"{kept} = A", f"for row in {kept}:", "    A = row", "return A"] == lines


def numbered(A):
    s = 0
    for i, row in enumerate(A):
        s = row[i]
    return s


def test_enumerate_counts_with_the_users_index():
    text = short(numbered)
    assert "length = len(A)\n" in text
    assert "for i in range(length):\n    row = A[i]\n" in text


def numbered_from(A):
    s = 0
    for i, a in enumerate(A, 1):
        s = (i, a)
    return s


def test_enumerate_from_a_start():
    text = short(numbered_from)
    assert "a = A[position]" in text
    assert re.search(r"i = (position \+ 1|1 \+ position|total)", text)


def index_rebound(A):
    s = 0
    for i, a in enumerate(A):
        i = 2
        s = (i, a)
    return s


def test_enumerate_with_an_index_that_the_body_binds():
    text = short(index_rebound)
    assert "for position in range" in text
    assert "    a = A[position]" in text


def together(A, B):
    s = 0
    for a, b in zip(A, B):  # noqa: B905 - a plain `zip` is what is lowered
        s = (a, b)
    return s


def test_zip_stops_with_the_shortest():
    text = short(together)
    assert "min(length, length)" in text
    assert "    a = A[position]\n    b = B[position]\n" in text


def from_the_end(A):
    s = 0
    for a in reversed(A):
        s = a
    return s


def test_reversed():
    text = short(from_the_end)
    assert "last = length - 1" in text
    assert "position = last - position" in text
    assert "a = A[position]" in text


def own_variable(x):
    for i in range(3):
        x = i
        i = 7
    return (x, i)


def test_a_loop_variable_that_the_body_binds_is_not_the_counter():
    text = short(own_variable)
    assert "for element in range(3):\n    i = element\n" in text


def rows(A):
    s = 0
    for a, b in A:
        s = (a, b)
    return s


def test_unpacked_elements():
    assert "for element in A:\n    a, b = element\n" in short(rows)


def listed(x):
    i = 5
    y = [i * x for i in range(3) if i]
    return (y, i)


def test_comprehension_has_variables_of_its_own():
    text = normalized(listed)
    assert "i = 5\n" in text
    assert re.search(
        r"for i\.\d+ in range\(3\):\n    if i\.\d+:\n        product\.\d+ = i\.\d+ \* x\n", text
    )
    assert re.search(r"return \((y|list_\.\d+), i\)", text)
    assert ".append(" in text


def shadowed(x, range):
    for i in range(3):
        x = i
    return x


def test_a_name_that_hides_a_builtin_is_not_the_builtin():
    text = short(shadowed)
    assert "for i in range(3)" not in text
    assert "item = range(3)\nfor i in item:" in text


def zipped_into_one(A, B):
    s = 0
    for pair in zip(A, B):  # noqa: B905 - a plain `zip` is what is lowered
        s = pair
    return s


def test_zip_into_one_name():
    try:
        text = short(zipped_into_one)
    except UnsupportedSyntaxError as refusal:
        assert "`zip` is unpacked" in str(refusal)
    else:
        assert "pair = " in text


def starred(A):
    s = 0
    for a, *b in A:
        s = (a, b)
    return s


def test_starred_elements():
    assert "    a, *b = element\n" in short(starred)


@pytest.mark.parametrize("function", [ranges, numbered, together, listed])
def test_every_made_name_has_its_own_number(function):
    text = normalized(function)
    numbers = {n.partition(".")[2]: n for n in re.findall(r"\b[a-z_]+\.\d+\b", text)}
    assert len(numbers) == len(set(re.findall(r"\b[a-z_]+\.\d+\b", text)))


def named(x):
    it = iter(x)
    first = next(it)
    for v in it:
        first = v
    return first


def test_an_iterator_with_a_name_is_a_number():
    text = short(named)
    assert text.startswith("x = asked(x)\nit = 0\nlength = len(x)\nleft = length - it\n")
    assert (
        "    for position in range(it, length):\n        v = x[position]\n        first = v\n"
        in text
    )


def once(x, f):
    squares = (f(v) for v in x)
    x = 0
    return list(squares)


def test_an_iterator_that_is_used_once_is_put_there():
    assert short(once).startswith("x = asked(x)\nx = 0\nlist_ = []\nfor v in x:\n    item = f(v)\n")
