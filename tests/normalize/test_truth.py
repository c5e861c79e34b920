"""The truth of lists in tests."""

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.truth import spell_truth

KINDS = {"xs": k.List(None, k.Real()), "n": k.Int(), "t.1": k.Unknown()}
XS, N, POSITIVE = e.Var("xs"), e.Var("n"), e.Compare(">", e.Var("n"), e.Const(0))


def spelled(*block):
    spell_truth(list(block), lambda tree: KINDS.get(getattr(tree, "name", ""), k.Bool()))
    return listing(list(block))


def test_in_a_branch():
    assert "if len(xs) > 0:\n    n = 1" == spelled(s.If(XS, [s.Assign("n", e.Const(1))], []))


def test_under_not_and_and():
    both = e.Logical("and", e.Unary("not", XS), POSITIVE)
    text = spelled(s.If(both, [s.Assign("n", e.Const(1))], []))
    assert "if (not (len(xs) > 0)) and (n > 0):" == text.splitlines()[0]


def test_through_a_temporary_that_is_only_tested():
    test = e.Var("t.1")
    block = [s.Assign("t.1", XS), s.If(test, [s.Assign("n", e.Const(1))], [])]
    assert "t.1 = len(xs) > 0" == spelled(*block).splitlines()[0]


def test_not_the_value_that_is_bound():
    assert "ys = xs" == spelled(s.Assign("ys", XS))


def test_not_a_number():
    assert "if n:" == spelled(s.If(N, [s.Assign("n", e.Const(1))], [])).splitlines()[0]
