"""Names with two underlines, spelt as Python spells them inside a class."""

import ast

import pytest

from srcgrad.frontend import read
from srcgrad.frontend.private import spelt_out


class _Line:
    def __init__(self, slope):
        self.__slope = slope

    def at(self, x, *, __by=1.0):
        return self.__slope * x * __by


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("class C:\n    def __f(self, __x):\n        return self.__y.z__ + __x", "_C__x"),
        ("class __C:\n    def f(self):\n        return __C__.f(__k=self._g)", "_C__k"),
        ("class C:\n    def f(self):\n        global __n\n        __n = 1", "_C__n"),
        ("def f(self):\n    return self.__y", "self.__y"),
        ("class __:\n    def f(self):\n        return self.__y", "self.__y"),
    ],
)
def test_names_are_those_that_the_code_has(before, after):
    """What is compiled from the text that is spelt out, outside of a class, has the same names."""
    assert after in ast.unparse(spelt_out(ast.parse(before)))


def test_methods_keep_their_own_names():
    assert "def __f(" in ast.unparse(
        spelt_out(ast.parse("class C:\n    def __f(self):\n        pass"))
    )


def test_a_parameter_with_two_underlines_is_found():
    tree = read(_Line.at).tree
    assert ["_Line__by"] == [parameter.id for parameter in tree.args.kwonlyargs]
