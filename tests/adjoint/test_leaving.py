"""Tests that end their loop, and tests that do not."""

from srcgrad.adjoint.paths.leaving import leaving
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s

TEST = e.Var("t")
BIND = e.Compare(">", e.Var("u"), e.Const(10.0))


def loop(*body):
    return s.For("i", e.Call(e.Ref("range", range), (e.Var("n"),)), list(body))


def found(*block, result=e.ZERO):
    return set(leaving(list(block), result))


def test_a_break_behind_a_test():
    assert {"t"} == found(loop(s.Assign("t", BIND), s.If(TEST, [s.Break()], [])))


def test_each_test_of_its_own_loop():
    inner = loop(s.Assign("t", BIND), s.If(TEST, [s.Break()], []))
    outer = loop(inner, s.Assign("w", BIND), s.If(e.Var("w"), [s.Break()], []))
    assert {"t", "w"} == found(outer)


def test_both_branches_behind_the_test_break():
    either = s.If(e.Var("w"), [s.Break()], [s.Assign("x", e.ZERO), s.Break()])
    assert {"t"} == found(loop(s.Assign("t", BIND), s.If(TEST, [either], [])))


def test_not_if_one_way_goes_on():
    perhaps = s.If(e.Var("w"), [s.Break()], [])
    assert set() == found(loop(s.Assign("t", BIND), s.If(TEST, [perhaps], [])))


def test_not_if_the_test_was_bound_before_the_loop():
    assert set() == found(s.Assign("t", BIND), loop(s.If(TEST, [s.Break()], [])))


def test_not_if_the_break_leaves_another_loop():
    inner = loop(s.If(TEST, [s.Break()], []))
    assert set() == found(loop(s.Assign("t", BIND), inner))


def test_not_if_it_has_two_bindings():
    body = [s.Assign("t", BIND), s.Assign("t", BIND), s.If(TEST, [s.Break()], [])]
    assert set() == found(loop(*body))


def test_not_if_it_is_read_after_the_loop():
    body = loop(s.Assign("t", BIND), s.If(TEST, [s.Break()], []))
    assert set() == found(body, s.Assign("y", TEST))
    assert set() == found(body, result=TEST)


def test_not_where_an_exception_may_come_between():
    attempt = s.Attempt([s.Assign("t", BIND), s.If(TEST, [s.Break()], [])], "r", (), "")
    assert set() == found(loop(attempt))
