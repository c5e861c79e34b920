"""Several iterables at once: strict ones, the longest, and columns."""

from itertools import zip_longest

from tests.stages import normalized, plain


def short(function):
    """The text without the numbers of our names."""
    return plain(normalized(function))


def strict(x, y):
    for a, b in zip(x, y, strict=True):
        x = a
        y = b
    return x


def test_a_strict_zip_raises_at_its_end():
    text = short(strict)
    assert "raise ValueError('zip() argument 2 is shorter than argument 1')" in text
    assert "raise ValueError('zip() argument 2 is longer than argument 1')" in text


def filled(x, y):
    s = 0
    for a, b in zip_longest(x, y, fillvalue=1):
        s = a + b
    return s


def test_what_has_ended_is_filled_up():
    assert "element = 1\n" in short(filled)


def columns(rows):
    xs, ys = zip(*rows, strict=False)
    return xs, ys


def test_columns_are_lists_of_the_elements_of_rows():
    text = short(columns)
    assert "row = rows[position]\n" in text
    assert "column = tuple(column)\n" in text
