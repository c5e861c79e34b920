"""One line reads an element once; and where it must read it again."""

import numpy as np

from srcgrad.errors import Location
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim
from srcgrad.ir.function import Core
from srcgrad.ir.text import listing
from srcgrad.optimize.repeated.reads import share_reads

VECTOR = k.Array(np.dtype(float), (Dim("n"),))
U, FIRST = e.Var("u"), e.Item(e.Var("u"), e.Const(0))
AT_I = e.Item(U, e.Var("i"))
PRODUCT = e.Binary("*", e.Var("item.1"), e.Var("item.2"))


def line(number):
    return Location("f.py", number, "", 0, 0)


def shared(*block, result=PRODUCT, lines=None):
    for position, node in enumerate(block):
        node.origin = line(1 if lines is None else lines[position])
    facts = Facts(kinds={"u": VECTOR, "i": k.Int(), "item.1": k.Real(), "item.2": k.Real()})
    core = Core("f", [], list(block), result)
    share_reads(core, facts)
    return listing(core.body) + f"\n{core.result}"


def test_two_reads_of_one_line():
    assert "item.1 = u[0]\nitem.1 * item.1" == shared(
        s.Assign("item.1", FIRST), s.Assign("item.2", FIRST)
    )


def test_arithmetic_in_between_changes_nothing():
    block = [s.Assign("item.1", FIRST), s.Assign("t.3", PRODUCT), s.Assign("item.2", FIRST)]
    assert "item.1 = u[0]\nt.3 = item.1 * item.1\nitem.1 * item.1" == shared(*block)


def test_not_after_a_store():
    block = [s.Assign("item.1", FIRST), s.Store(U, e.ZERO, e.ZERO), s.Assign("item.2", FIRST)]
    assert listing(block) + "\nitem.1 * item.2" == shared(*block)


def test_not_after_a_call_which_may_write():
    call = e.Call(e.Ref("f", len), (U,))
    block = [s.Assign("item.1", FIRST), s.Assign("t", call), s.Assign("item.2", FIRST)]
    assert listing(block) + "\nitem.1 * item.2" == shared(*block)


def test_not_with_another_value_of_the_subscript():
    step = s.Assign("i", e.Binary("+", e.Var("i"), e.Const(1)))
    block = [s.Assign("item.1", AT_I), step, s.Assign("item.2", AT_I)]
    assert listing(block) + "\nitem.1 * item.2" == shared(*block)


def test_not_in_another_line():
    block = [s.Assign("item.1", FIRST), s.Assign("item.2", FIRST)]
    assert listing(block) + "\nitem.1 * item.2" == shared(*block, lines=(1, 2))


def test_not_into_a_branch_and_out_of_it():
    branch = s.If(e.Var("flag"), [s.Assign("item.2", FIRST)], [])
    branch.body[0].origin = line(1)
    block = [s.Assign("item.1", FIRST), branch]
    assert listing(block) + "\nitem.1 * item.2" == shared(*block)


def test_not_a_name_of_the_users():
    block = [s.Assign("item.1", FIRST), s.Assign("w", FIRST)]
    assert listing(block) + "\nitem.1 * item.2" == shared(*block)


def test_not_what_an_augmented_store_reads_first():
    old = s.Assign("item.1", FIRST)
    change = s.Augment(U, e.ZERO, "*", e.Var("item.2"), e.Var("item.1"))
    block = [old, s.Assign("item.2", FIRST), change]
    assert listing(block) + "\nitem.1 * item.2" == shared(*block)
