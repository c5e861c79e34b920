"""What is made of an adjoint that a branch leaves zero is computed in the other branch."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.asked.purity import pure
from srcgrad.optimize.branches.passed_branches import take_into_branches

ZERO = e.Const(0.0)
H, T, U, X, Y = (e.Var(f"{name}~bar") for name in "htuxy")
C = e.Var("c")
POP = e.Call(e.Attr(e.Var("tape"), "pop"), ())
ARRAY = k.Array(np.dtype("f8"), (None,))


def taken(passed, given, after, gradient=Y, arrays=""):
    """A branch, another one, and what follows them, in one loop."""
    block = [s.If(e.Var("test"), list(passed), list(given)), *after]
    kinds = {f"{name}~bar": ARRAY if name in arrays else k.Real() for name in "htuxy"}
    facts = Facts(kinds={**kinds, "c": k.Real(), "tape": k.List((), k.Real())})
    whole = [s.For("i", e.Var("passes"), block)]
    take_into_branches(whole, gradient, facts, lambda tree: pure(tree, facts))
    return listing(whole[0].body)


def added(base, value):
    return s.Augment(base, None, "+", value)


def times(left, right):
    return e.Binary("*", left, right)


REJECTED = [s.Assign("h~bar", ZERO)]
ACCEPTED = [s.Assign("h~bar", Y), s.Assign("y~bar", ZERO)]


def test_a_step_that_is_rejected():
    after = [added(Y, H), s.Assign("t~bar", times(H, C)), added(Y, times(T, C))]
    assert (
        "if not test:\n    h~bar = y~bar\n    t~bar = h~bar * c\n    y~bar += t~bar * c"
        == taken(REJECTED, ACCEPTED, after)
    )


def test_what_both_do_first():
    first = s.Assign("c", POP)
    text = taken([first, *REJECTED], [s.Assign("c", POP), *ACCEPTED], [added(Y, times(H, C))])
    assert text.startswith("c = tape.pop()\nif not test:")
    assert "else" not in text


def test_a_product_with_an_array():
    after = [added(X, times(H, e.Var("d")))]
    assert "else" not in taken(REJECTED, [s.Assign("h~bar", U)], after, X, "x")


@pytest.mark.parametrize(
    ("after", "gradient"),
    [
        ([added(Y, times(H, POP))], Y),  # takes a record
        ([added(Y, times(H, C))], e.Sequence("tuple", (Y, H))),  # is read later
        ([added(Y, e.Binary("+", H, C))], Y),  # is not zero
        ([added(Y, e.Call(e.Ref("np.exp", np.exp), (H,)))], Y),
        ([s.Assign("x~bar", e.Binary("+", X, H))], X),  # a new array
        ([s.Assign("c", times(H, C)), added(Y, H)], Y),  # a value of the program
    ],
)
def test_not_what_counts(after, gradient):
    text = taken(REJECTED, [s.Assign("h~bar", U)], after, gradient, "x")
    assert "h~bar = 0.0" in text


def test_an_array_is_not_two():
    """The name of the adjoint that is set to zero holds another array after that."""
    text = taken(REJECTED, ACCEPTED, [added(Y, H), added(X, times(H, C))], X, "hy")
    assert "y~bar = 0.0" in text
