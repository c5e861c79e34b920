"""Sums of products: what is taken out of them, and when they are contractions."""

import numpy as np
import pytest

from srcgrad import source
from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.kinks.limits import Limits
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.sums import contract
from tests.programs import lean_sums

A, F8 = e.Var("a"), np.dtype("f8")
N, M, D = (Dim(name, axis=True) for name in "nmd")
KINDS = {
    "n": k.Real(),
    "maybe_zero": k.Real(),
    "zeros": k.Array(F8, (M,)),
    "row": k.Array(F8, (D,)),
    "a": k.Array(F8, (N, M)),
    "b": k.Array(F8, (N, M)),
    "c": k.Array(F8, (N, M, D)),
    "short": k.Array(F8, (M, D)),
    "one": k.Array(F8, (N, 1, D)),
    "single": k.Array(np.dtype("f4"), (N, M)),
    "unknown": k.Array(F8, None),
    "point": k.Array(F8, ()),
    "waves": k.Array(np.dtype("c16"), (N, M)),
    "whole": k.Array(np.dtype("i8"), (N, M)),
}


def total(*factors, axis=0, **kwargs):
    tree = factors[0]
    for factor in factors[1:]:
        tree = e.Binary("*", tree, factor)
    given = [("axis", e.Const(axis)), *((name, e.Const(v)) for name, v in kwargs.items())]
    return e.Call(e.Ref("np.sum", np.sum), (tree,), tuple(given))


def contracted(tree, *before):
    block = [*before, s.Assign("t", tree)]
    facts = Facts(kinds=dict(KINDS), at_least_one=set(KINDS) - {"maybe_zero", "zeros"})
    facts.limits = Limits([], facts, Memory.__new__(Memory))
    contract([], block, facts)
    return listing(block[-1:]).removeprefix("t = ")


def var(text):
    return [e.Var(name) for name in text.split()]


@pytest.mark.parametrize(
    ("expected", "factors"),
    [
        ("np.sum(a, axis=0) * n", "a n"),
        ("np.sum(c, axis=0) * row", "c row"),
        ("np.sum(c, axis=0) * short", "c short"),
        ("np.einsum('ab,ab->b', a, b)", "a b"),
        ("np.einsum('abc,abc->bc', c, c) * row", "c row c"),
        ("np.einsum('abc,abc->bc', one, c)", "one c"),
    ],
)
def test_leading_axis(expected, factors):
    assert expected == contracted(total(*var(factors)))


def over(top, below, **given):
    kwargs = tuple((name, e.Const(value)) for name, value in given.items())
    return e.Call(e.Ref("np.sum", np.sum), (e.Binary("/", *var(f"{top} {below}")),), kwargs)


@pytest.mark.parametrize(
    ("expected", "tree"),
    [
        ("np.sum(a) / n", over("a", "n")),
        ("np.sum(a, axis=0) / n", over("a", "n", axis=0)),
        ("np.sum(c, axis=0) / short", over("c", "short", axis=0)),
        ("np.sum(c, axis=(0, 1)) / row", over("c", "row", axis=(0, 1))),
        ("np.sum(c, axis=1, keepdims=True) / one", over("c", "one", axis=1, keepdims=True)),
    ],
)
def test_what_all_terms_are_divided_by(expected, tree):
    assert expected == contracted(tree)
    assert f"(-{expected})".replace(" /", ") /").removesuffix(")") == contracted(e.Unary("-", tree))


@pytest.mark.parametrize(
    "tree",
    [
        over("a", "b"),
        over("a", "b", axis=0),
        over("n", "a", axis=0),  # the divisor has the axis alone
        over("one", "c", axis=1),
        over("c", "short", axis=1),
        over("c", "one", axis=1),  # the divisor's axis would be left
        over("c", "row"),
        over("single", "n"),
        over("a", "maybe_zero"),  # where there are no terms, their sum is 0, not NaN
        over("a", "zeros", axis=0),
        over("unknown", "n", axis=0),
        over("a", "n", axis=0, initial=1.0),
        over("a", "n", where=True),
        e.Unary("-", over("a", "b")),
    ],
)
def test_terms_that_are_divided_by_their_own(tree):
    assert repr(tree) == contracted(tree)


def test_the_sum_that_is_divided_takes_factors_out():
    tree = e.Call(
        e.Ref("np.sum", np.sum),
        (e.Binary("/", e.Binary("*", *var("n a")), e.Var("n")),),
    )
    assert "(n * np.sum(a)) / n" == contracted(tree)


def test_new_axes_are_left_out():
    spread = e.Call(e.Ref("np.expand_dims", np.expand_dims), (e.Var("a"), e.Const(2)))
    assert "np.einsum('ab,abc->bc', a, c)" == contracted(total(spread, *var("c")))


def test_signs_and_numbers_stand_outside():
    negative = e.Unary("-", e.Var("a"))
    assert "-(np.sum(a, axis=0) * 2)" == contracted(total(negative, e.Const(2)))


def dot(left, right):
    return e.Call(e.Ref("np.vdot", np.vdot), (left, right), ())


def times(text):
    first, *rest = var(text)
    for factor in rest:
        first = e.Binary("*", first, factor)
    return first


NEGATIVE = e.Unary("-", times("n a"))


@pytest.mark.parametrize(
    ("expected", "left", "right"),
    [
        ("n * np.vdot(a, b)", times("a n"), e.Var("b")),
        ("n * np.vdot(a, b)", e.Var("a"), times("n b")),
        ("n * np.vdot(a * b, b)", times("a n b"), e.Var("b")),
        ("n * (maybe_zero * np.vdot(a, b))", times("n a"), times("b maybe_zero")),
        ("2 * np.vdot(a, b)", e.Var("a"), e.Binary("*", e.Var("b"), e.Const(2))),
        ("-(n * np.vdot(a, b))", NEGATIVE, e.Var("b")),
        ("n * (n * np.vdot(a, a))", NEGATIVE, NEGATIVE),
    ],
)
def test_numbers_stand_outside_of_a_product_of_arrays(expected, left, right):
    assert expected == contracted(dot(left, right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (times("a b"), e.Var("b")),  # no number
        (times("single n"), e.Var("single")),  # the number would be added to in double precision
        (times("point n"), e.Var("point")),  # a number in an array without axes
        (times("n maybe_zero"), e.Var("a")),  # no array
        (times("waves n"), e.Var("waves")),  # complex: the first of the two is conjugated
        (times("whole n"), e.Var("whole")),  # integers
    ],
)
def test_what_stays_in_a_product_of_arrays(left, right):
    assert repr(dot(left, right)) == contracted(dot(left, right))


def test_the_last_axis_of_single_precision_is_summed_with_care():
    tree = total(*var("single single"), axis=1)
    assert repr(tree) == contracted(tree)
    assert "np.einsum('ab,ab->b', single, single)" == contracted(total(*var("single single")))


@pytest.mark.parametrize("factors", ["unknown row", "unknown n", "row row row"])
def test_not_where_nothing_is_known_of_the_axis(factors):
    tree = total(*var(factors))
    assert repr(tree) == contracted(tree)


def test_an_adjoint_has_the_axes_of_what_it_was_bound_to():
    """The kind of its name is that of the whole value."""
    KINDS["a~bar"] = KINDS["a"]
    small = s.Assign("a~bar", e.Binary("/", e.Var("n"), e.Item(e.Var("a"), e.Const(0))))
    assert "np.sum(b, axis=0) * a~bar" == contracted(total(*var("a~bar b")), small)


def test_an_adjoint_that_is_bound_twice_is_left_alone():
    twice = [s.Assign("a~bar", e.Var("a")), s.Assign("a~bar", e.Var("row"))]
    tree = total(*var("a~bar b"))
    assert repr(tree) == contracted(tree, *twice)


def test_of_an_adjoint_that_has_been_added_to():
    points = np.ones((3, 2))
    text = source(lean_sums.nearest_both_ways, points, points, wrt=0)
    assert "np.einsum('ab,abc->ac', squares_bar, difference)" in text


def test_not_of_one_that_changes_behind_it():
    held = s.Assign("held~bar", e.Call(e.Ref("np.expand_dims", np.expand_dims), (A, e.Const(2))))
    change = s.Augment(A, None, "+", e.Var("b"))
    kinds = {**KINDS, "held~bar": k.Array(F8, (N, M, 1))}
    for block, found in (([change, held], True), ([held, change], False)):
        whole = [*block, s.Assign("t", total(e.Var("held~bar"), e.Var("c")))]
        contract([], whole, Facts(kinds=dict(kinds)))
        assert found == ("ab,abc->bc" in listing(whole))
