"""The text of statements parses back to the same tree."""

import ast
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srcgrad.emit.printer import Printer, opposite, text_of
from srcgrad.emit.tree import BINARY, COMPARE, Builder
from srcgrad.errors import Location
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s

ATOMS = st.one_of(
    st.sampled_from("xyz").map(e.Var),
    st.one_of(
        st.integers(-3, 3),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.text("a'\"\\{\n", max_size=3),
    ).map(e.Const),
)


def trees(inner):
    """One operation on what there is."""
    return st.one_of(
        st.builds(e.Binary, st.sampled_from(sorted(BINARY)), inner, inner),
        st.builds(e.Compare, st.sampled_from(sorted(COMPARE)), inner, inner),
        st.builds(e.Logical, st.sampled_from(["and", "or"]), inner, inner),
        st.builds(e.Unary, st.sampled_from(["-", "+", "~", "not"]), inner),
        st.builds(e.Choice, inner, inner, inner),
        st.builds(lambda f, a: e.Call(e.Attr(f, "dot"), (a,), (("axis", a),)), inner, inner),
        st.builds(
            lambda b, i: e.Item(b, e.Sequence("tuple", (i, e.Slice(i, None, i), e.Const(...)))),
            inner,
            inner,
        ),
        st.builds(lambda a, b: e.Sequence("list", (a, b)), inner, inner),
        st.builds(lambda a: e.Sequence("tuple", (a,)), inner),
        st.builds(lambda a, b: e.Mapping((a,), (b,)), inner, inner),
        st.builds(lambda a, b: e.Each(a, "x", b), inner, inner),
    )


TREES = st.recursive(ATOMS, trees, max_leaves=8)


@settings(max_examples=400)
@given(TREES)
def test_text_parses_back(tree):
    node = Builder(str).simple(s.Assign("v", tree))
    text = text_of(node)
    assert ast.dump(node) == ast.dump(ast.parse(text).body[0])


def same_meaning(node):
    """The tree, with `-1` as a constant and `(a and b) and c` as one operation."""
    return ast.unparse(ast.parse(ast.unparse(ast.fix_missing_locations(node))))


@given(TREES)
def test_python_prints_the_same_program(tree):
    """What astor prints means what `ast.unparse` prints."""
    node = Builder(str).simple(s.Assign("v", tree))
    assert same_meaning(node) == ast.unparse(ast.parse(text_of(node)))


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_keep_their_value_and_sign(number):
    text = text_of(Builder(str).simple(s.Assign("v", e.Const(number))))
    space = {}
    exec(text, space)
    assert (type(number), repr(number)) == (type(space["v"]), repr(space["v"]))


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_numbers_that_have_no_literal(number):
    text = text_of(Builder(str).simple(s.Assign("v", e.Const(number))))
    space = {}
    exec(text, space)
    assert repr(number) == repr(space["v"])


def printed(*block, note=False, origin_line=1):
    printer = Printer(Builder(str), origin_line)
    printer.block(list(block), 0, note)
    return "\n".join(printer.lines), printer


X, Y = e.Var("x"), e.Var("y")


def test_branches():
    inner = s.If(Y, [s.Assign("a", X)], [s.Assign("b", X)])
    text, _ = printed(s.If(X, [s.Assign("a", Y)], [inner]))
    assert "if x:\n    a = y\nelif y:\n    a = x\nelse:\n    b = x" == text


def test_a_branch_that_only_has_an_else():
    assert "if not x:\n    y = x" == printed(s.If(X, [], [s.Assign("y", X)]))[0]
    assert (
        "if not x < y:\n    y = x" == printed(s.If(e.Compare("<", X, Y), [], [s.Assign("y", X)]))[0]
    )


def test_an_opposite_comparison_is_not_the_other_operator():
    """`not x < y` is no `x >= y` where one of them is NaN."""
    assert e.Unary("not", e.Compare("<", X, Y)) == opposite(e.Compare("<", X, Y))
    assert X == opposite(e.Unary("not", X))


def test_a_while_loop_with_a_prelude():
    text, _ = printed(s.While([s.Assign("t", X)], e.Var("t"), [s.Assign("x", Y)]))
    assert "while True:\n    t = x\n    if not t:\n        break\n    x = y" == text


def test_empty_blocks():
    assert "for i in x:\n    pass" == printed(s.For("i", X, []))[0]


def test_notes_quote_a_line_once_and_where_it_fits():
    where = Location("f.py", 12, "    y = x", 4, 9)
    node, again = s.Assign("y", X, origin=where), s.Assign("z", X, origin=where)
    text, printer = printed(node, again, note=True, origin_line=11)
    assert "y = x  # line 2: y = x\nz = x" == text
    assert {1: 12, 2: 12} == printer.origins
    wide = Location("f.py", 12, "    y = " + " + ".join(["x"] * 40), 4, 9)
    text, _ = printed(s.Assign("y", X, origin=wide), note=True, origin_line=11)
    assert "y = x" == text
