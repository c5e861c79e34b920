"""Values that the forward sweep makes for a record alone."""

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.names.unnamed import leave_unnamed

COPY = e.Call(e.Attr(e.Var("u"), "copy"), ())
TAPE = e.Var("u_kept.1~tape")
MADE = s.Assign("u_kept.1", COPY)
KEPT = e.Var("u_kept.1")
RECORD = e.Call(e.Attr(TAPE, "append"), (KEPT,))
BACK = s.Assign("u_kept.1", e.Call(e.Attr(TAPE, "pop"), ()))
USE = s.Augment(e.Var("u~bar"), None, "*", KEPT)


def loop(*body):
    return s.For("i", e.Call(e.Ref("range", range), (e.Var("n"),)), list(body))


def unnamed(*forward, reverse, results=()):
    record = s.Evaluate(e.Call(RECORD.func, RECORD.args))
    block = [loop(s.Assign(MADE.target, MADE.value), record, *forward)]
    leave_unnamed(block, reverse, results)
    return "u_kept.1 = " not in listing(block)


def test_what_the_reverse_sweep_binds_before_it_reads_it():
    assert unnamed(reverse=[loop(BACK, USE)])
    assert unnamed(reverse=[loop(BACK, s.If(e.Var("c"), [USE], []))])


def test_not_what_the_forward_sweep_reads():
    assert not unnamed(s.Store(e.Var("u"), e.Const(0), KEPT), reverse=[loop(BACK, USE)])


def test_not_what_the_reverse_sweep_reads_as_it_was_left():
    assert not unnamed(reverse=[loop(USE, BACK)])
    assert not unnamed(reverse=[loop(BACK, USE), USE])
    assert not unnamed(reverse=[loop(s.If(e.Var("c"), [BACK], []), USE)])
    assert not unnamed(reverse=[loop(BACK, USE)], results=[KEPT])
