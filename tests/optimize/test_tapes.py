"""Records of a pass that is reversed at once."""

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.loops.tapes import as_values

TAPE = e.Var("t~tape")
APPEND = s.Evaluate(e.Call(e.Attr(TAPE, "append"), (e.Var("t"),)))
POP = e.Call(e.Attr(TAPE, "pop"), ())


def rewritten(forward, reverse):
    as_values(forward, reverse, Counter())
    return listing(forward), listing(reverse)


def test_a_value_that_is_overwritten():
    step = s.Assign("t", e.Binary("*", e.Var("t"), e.Var("x")))
    found = rewritten([APPEND, step], [s.Assign("t", POP)])
    assert ("t~old1 = t\nt = t * x", "t = t~old1") == found


def test_a_value_that_is_still_there():
    found = rewritten([s.Assign("t", e.Var("x")), APPEND], [s.Assign("t", POP)])
    assert ("t = x", "") == found


def test_an_expression_takes_the_record():
    found = rewritten([APPEND], [s.Assign("a", e.Binary("*", POP, e.Const(2)))])
    assert ("", "a = t * 2") == found


def test_a_record_of_an_inner_loop_stays():
    inner = s.For("i", e.Call(e.Ref("range", range), (e.Const(3),)), [APPEND])
    _, reverse = rewritten([inner], [s.Assign("t", POP)])
    assert "t = t~tape.pop()" == reverse
