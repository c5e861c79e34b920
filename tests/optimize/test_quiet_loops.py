"""Loops of a reverse sweep that are quiet as a whole."""

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.loops.quiet_loops import QUIET, hush

PARTIAL = s.Assign("p", e.Binary("/", e.Const(1), e.Var("y")))
NEXT = s.Assign("x", e.Var("p"))


def quiet():
    return s.With(QUIET, None, [PARTIAL])


def shown(block):
    hush(block)
    return [line.strip() for line in listing(block).splitlines()]


def test_fires():
    inside = s.If(e.Var("c"), [quiet(), NEXT], [])
    block = [s.For("i", e.Var("n"), [s.For("j", e.Var("n"), [quiet(), NEXT, inside])])]
    lines = shown(block)
    assert 1 == sum("errstate" in line for line in lines)
    assert "errstate" in lines[0]
    assert 2 == lines.count("p = 1 / y")


def test_does_not_fire_outside_of_loops():
    lines = shown([s.For("i", e.Var("n"), [NEXT]), quiet(), NEXT])
    assert "for" in lines[0]
    assert "errstate" in lines[2]


def test_other_contexts_stay():
    loud = e.Call(QUIET.func, (), (("all", e.Const("raise")),))
    lines = shown([s.For("i", e.Var("n"), [s.With(loud, None, [PARTIAL])])])
    assert "for" in lines[0]
    assert "raise" in lines[1]
