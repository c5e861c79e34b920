"""Copies of one state of an array; and of two."""

import numpy as np

from srcgrad.adjoint.records.one_copy import share_copies
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing

U = e.Var("u")
COPY = e.Call(e.Attr(U, "copy"), ())
SQUARE = e.Binary("*", U, U)


def shared(*between, second="u_kept.2"):
    forward = [s.Assign("u_kept.1", COPY), *between, s.Assign(second, COPY)]
    reverse = [s.Assign("x~bar", e.Var(second))]
    facts = Facts(kinds={"u": k.Array(np.dtype(float), (None,))})
    share_copies(forward, reverse, {"u_kept.1", "u_kept.2"}, facts)
    return listing(forward).splitlines()[-1], listing(reverse)


def test_arithmetic_in_between():
    assert ("d = u * u", "x~bar = u_kept.1") == shared(s.Assign("d", SQUARE))


def test_not_after_a_store():
    last = ("u_kept.2 = u.copy()", "x~bar = u_kept.2")
    assert last == shared(s.Store(U, e.Const(0), e.ZERO))
    assert last == shared(s.Augment(U, None, "*", e.Const(2)))


def test_not_after_a_call_that_may_write():
    call = e.Call(e.Ref("f", lambda u: u), (U,))
    assert ("u_kept.2 = u.copy()", "x~bar = u_kept.2") == shared(s.Evaluate(call))
    assert ("u_kept.2 = u.copy()", "x~bar = u_kept.2") == shared(s.Assign("d", call))


def test_not_of_another_array_of_that_name():
    assert ("u_kept.2 = u.copy()", "x~bar = u_kept.2") == shared(s.Assign("u", SQUARE))


def test_not_a_copy_of_the_users():
    assert ("w = u.copy()", "x~bar = w") == shared(second="w")
