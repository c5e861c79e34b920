"""The truth of lists in tests."""

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.lists.truth import spell_truth
from srcgrad.normalize.scope import Counter

KINDS = {"xs": k.List(None, k.Real()), "n": k.Int(), "t.1": k.Unknown()}
XS, N = e.Var("xs"), e.Var("n")


def spelled(*block):
    body = list(block)
    spell_truth(body, lambda tree: KINDS.get(getattr(tree, "name", ""), k.Bool()), Counter())
    return listing(body)


def test_in_a_branch():
    text = spelled(s.If(XS, [s.Assign("n", e.Const(1))], []))
    assert "count.1 = len(xs)\ntest.2 = count.1 > 0\nif test.2:\n    n = 1" == text


def test_under_not():
    assert "count.1 = len(xs)\nempty = count.1 == 0" == spelled(
        s.Assign("empty", e.Unary("not", XS))
    )


def test_through_a_temporary_that_is_only_tested():
    test = e.Var("t.1")
    block = [s.Assign("t.1", XS), s.If(test, [s.Assign("n", e.Const(1))], [])]
    assert "t.1 = count.1 > 0" == spelled(*block).splitlines()[1]


def test_of_a_loop_before_each_pass():
    loop = s.While([], XS, [s.Assign("n", e.Const(1))])
    assert "while:\n    count.1 = len(xs)" == "\n".join(spelled(loop).splitlines()[:2])


def test_not_the_value_that_is_bound():
    assert "ys = xs" == spelled(s.Assign("ys", XS))


def test_not_a_number():
    assert "if n:" == spelled(s.If(N, [s.Assign("n", e.Const(1))], [])).splitlines()[0]
