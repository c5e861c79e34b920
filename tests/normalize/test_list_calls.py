"""Methods that change a list, where their value is asked for."""

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.lists.list_calls import state

APPEND = e.Call(e.Attr(e.Var("xs"), "append"), (e.Var("v"),))


def test_the_call_is_a_statement_and_its_value_none():
    block = [s.If(e.Var("t"), [s.Assign("_", APPEND)], [])]
    assert state(block, lambda _: k.List(None, k.Real()))
    changed, bound = block[0].body
    assert APPEND == changed.value
    assert ("_", e.NONE) == (bound.target, bound.value)


def test_of_what_is_no_list_nothing_is_known():
    block = [s.Assign("_", APPEND)]
    assert not state(block, lambda _: k.Unknown())
    assert APPEND == block[0].value
