"""What inner functions hold by value, and what they read when they run."""

import ast

import gast
import pytest

from srcgrad.normalize.calls import capture


def tree(text):
    return gast.ast_to_gast(ast.parse(text)).body[0]


def outer(*lines):
    return tree("def outer(x):\n" + "\n".join(f"    {line}" for line in lines))


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        (set(), ["k = 2", "f = lambda v: k * v", "return f(x)"]),
        ({"k"}, ["k = 2", "f = lambda v: k * v", "k = 3"]),
        ({"k"}, ["for k in x:", "    f = lambda v: k * v"]),
        (set(), ["k = 2", "for i in x:", "    f = lambda v: k * v"]),
        ({"k"}, ["k = 2", "while x:", "    f = lambda v: k * v", "    k += 1"]),
        ({"f"}, ["def f(n):", "    return f(n - 1)"]),
        ({"g"}, ["def f(n):", "    return g(n)", "def g(n):", "    return n"]),
        ({"n"}, ["n = 0", "def f():", "    nonlocal n", "    n += 1"]),
        ({"k"}, ["return [lambda v: k * v for k in x]"]),
        (set(), ["f = lambda k: k", "k = 2", "k = 3"]),
        ({"k"}, ["k = 1", "f = lambda: (lambda: k)", "k = 2"]),
    ],
)
def test_cells(expected, lines):
    assert expected == capture.cells(outer(*lines))


def test_free_names_of_inner_functions_count():
    assert {"a", "b"} == capture.free(tree("def f(x):\n    return lambda y: a * x * y + b"))


def test_a_default_belongs_to_the_enclosing_function():
    inner = next(capture.inner_functions(outer("return lambda v, k=a: k * v")))
    assert set() == capture.free(inner)


def test_names_bound_through_nonlocal_are_not_the_functions_own():
    inner = next(capture.inner_functions(outer("n = 0", "def f():", "    nonlocal n", "    n = 1")))
    assert set() == capture.stored(inner)
    assert {"n"} == capture.rebound(inner)


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        (True, "return fs[0](x)"),
        (True, "return [f(x) for f in fs]"),
        (True, "return len(fs)"),
        (False, "return fs.pop()"),
        (False, "return g(fs)"),
        (False, "fs[0] = x"),
    ],
)
def test_only_reads(expected, line):
    assert expected == capture.only_reads(outer(line), "fs")
