"""Choices between numbers in the reverse sweep."""

import numpy as np
import pytest

from srcgrad import grad, source
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.optimize.branches.number_choices import choose_numbers
from tests.programs import numbers_by_ufuncs as programs

DOUBLE = k.Scalar(np.dtype("f8"))
KINDS = {"x": DOUBLE, "y": DOUBLE, "u": k.Array(np.dtype("f8"), (None,)), "r": k.Real()}
WHERE = e.Ref("np.where", np.where)
X, Y, R, U, T, V = map(e.Var, ("x", "y", "r", "u", "t~local", "v~bar"))


def where(test, one, other):
    return e.Call(WHERE, (test, one, other))


GREATER = where(e.Compare(">", X, Y), X, Y)


def left(*block, results=()):
    """How many choices are NumPy's still."""
    kinds = KINDS | {"t~local": DOUBLE, "v~bar": DOUBLE}
    choose_numbers(list(block), list(results), Facts(kinds=kinds))
    return repr([node.value for node in block]).count("np.where")


def test_beside_a_number_of_numpys():
    assert 0 == left(s.Assign("v~bar", e.Binary("*", X, GREATER)))
    assert 0 == left(s.Assign("v~bar", e.Call(e.Ref("np.log", np.log), (GREATER,))))


def test_under_a_name_that_is_an_operand_alone():
    named = s.Assign("t~local", GREATER)
    assert 0 == left(named, s.Assign("v~bar", e.Binary("*", X, T)))


def test_not_under_a_name_that_is_asked_for_more():
    for read in (e.Attr(T, "shape"), e.Item(T, e.Const(...)), T):
        assert 1 == left(s.Assign("t~local", GREATER), s.Assign("v~bar", read))
    named = s.Assign("t~local", GREATER)
    assert 1 == left(named, s.Assign("v~bar", e.Binary("*", X, T)), results=[T])


def test_not_of_arrays():
    assert 1 == left(s.Assign("v~bar", e.Binary("*", X, where(e.Compare(">", U, Y), X, Y))))
    assert 1 == left(s.Assign("v~bar", e.Binary("*", X, where(e.Compare(">", X, Y), U, Y))))


def test_not_what_divides_and_may_be_zero():
    assert 1 == left(s.Assign("v~bar", e.Binary("/", X, GREATER)))
    assert 0 == left(s.Assign("v~bar", e.Binary("/", X, where(X, X, e.Const(1)))))
    assert 1 == left(s.Assign("v~bar", e.Binary("/", X, where(X, X, e.Const(0)))))


def test_what_divides_beside_a_count():
    """Where Python's numbers may raise elsewhere, too: no product of these is zero."""
    raised = s.Assign("t~local", e.Binary("**", V, R))

    def kept(count, chosen):
        divided = e.Binary("/", X, e.Binary("*", count, chosen))
        return left(s.Assign("v~bar", divided), raised)

    size, chosen = e.Attr(U, "size"), where(X, X, e.Const(1))
    assert 0 == kept(e.Call(e.Ref("max", max), (size, e.Const(1))), chosen)
    assert 1 == kept(e.Call(e.Ref("max", max), (size, e.Const(0))), chosen)
    assert 1 == kept(e.Call(e.Ref("min", min), (size, e.Const(1))), chosen)
    assert 1 == kept(size, chosen)
    assert 1 == kept(e.Call(e.Ref("max", max), (size, e.Const(1))), where(X, X, e.Const(0)))


def test_not_beside_pythons_numbers_where_they_may_raise():
    product = e.Binary("*", R, where(e.Compare(">", R, Y), e.Const(0.5), e.Const(0.0)))
    assert 0 == left(s.Assign("v~bar", product))
    for op in ("/", "**", "%"):
        raised = s.Assign("t~local", e.Binary(op, V, R))
        assert 1 == left(s.Assign("v~bar", product), raised)
    assert 1 == left(s.Assign("v~bar", product), s.Assign("t~local", e.Binary("/", R, V)))


def test_not_what_the_program_chooses():
    assert 1 == left(s.Assign("x", e.Binary("*", X, GREATER)))
    assert 1 == left(s.Assign("x~again", e.Binary("*", X, GREATER)))


def test_a_truth_is_the_number_that_it_stands_for():
    node = s.Assign("v~bar", e.Binary("*", X, where(X, e.Const(0.5), e.Compare(">", X, Y))))
    assert 0 == left(node)
    assert "1.0 if (x > y) else 0.0" in repr(node.value)
    assert 1 == left(s.Assign("v~bar", e.Binary("*", X, where(X, e.Const(0.5), e.Const(True)))))


@pytest.mark.parametrize(
    "program", [one for one in programs.PROGRAMS if one.function is not programs.ties]
)
def test_no_array_is_made_of_numbers(program):
    reverse = source(program.function, *program.arguments()[0], wrt=program.wrt)
    assert "np.where" not in reverse.partition("# reverse sweep")[2]


def test_unreachable_cells_have_no_part_and_nothing_warns():
    weights = np.array([[0.1, 0.2], [0.3, 0.4]])
    with np.errstate(all="raise", under="ignore"):
        value, weights_bar = grad(programs.paths)(weights)
    assert np.isfinite(value)
    assert np.allclose(weights_bar[0, 0], 1.0)
    assert np.allclose(weights_bar[0, 1] + weights_bar[1, 0], 1.0)


def test_infinities_of_soft_maxima():
    def soft(x, y):
        return np.logaddexp(x, y)

    slopes = grad(soft, wrt=(0, 1))
    assert (0.5, 0.5) == slopes(-np.inf, -np.inf)[1] == slopes(np.inf, np.inf)[1]
    assert (1.0, 0.0) == slopes(np.inf, 1.0)[1] == slopes(1.0, -np.inf)[1]
    with np.errstate(invalid="ignore"):
        assert all(np.isnan(slopes(np.nan, 1.0)[1]))
