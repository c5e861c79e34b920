"""Constants given to inlined calls stand where they are read; and where not."""

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Cell, Core
from srcgrad.ir.text import listing
from srcgrad.optimize.names.constants import place_constants

NAMED = e.Var("n.1")
ADDED = e.Binary("+", NAMED, NAMED)


def placed(*block, result=NAMED):
    core = Core("f", [], list(block), result)
    place_constants(core, Facts(kinds={}))
    return listing(core.body) + f"\n{core.result}"


def test_it_stands_wherever_it_is_read():
    assert "u = 3 + 3\n3" == placed(s.Assign("n.1", e.Const(3)), s.Assign("u", ADDED))


def test_also_in_a_branch():
    inner = s.If(e.Var("c"), [s.Assign("n.1", e.Const(3)), s.Assign("u", ADDED)], [])
    assert "if c:\n    u = 3 + 3\nu" == placed(inner, result=e.Var("u"))


def test_also_under_a_second_name():
    copied = s.Assign("m.2", NAMED)
    assert "u = 3 + 3\n3" == placed(
        s.Assign("n.1", e.Const(3)), copied, s.Assign("u", ADDED), result=e.Var("m.2")
    )


def test_names_that_the_user_wrote_stay():
    own = s.Assign("n", e.Const(3))
    assert "n = 3\nn" == placed(own, result=e.Var("n"))


def test_what_is_bound_twice_stays():
    twice = [s.Assign("n.1", e.Const(3)), s.Assign("n.1", e.Const(4))]
    assert "n.1 = 3\nn.1 = 4\nn.1" == placed(*twice)


def test_a_copy_of_what_is_bound_twice_stays():
    copied = s.Assign("m.2", NAMED)
    twice = [s.Assign("n.1", e.Const(3)), copied, s.Assign("n.1", e.Const(4))]
    assert "n.1 = 3\nm.2 = n.1\nn.1 = 4\nm.2" == placed(*twice, result=e.Var("m.2"))


def test_what_a_call_may_bind_unseen_stays():
    core = Core("f", [], [s.Assign("n.1", e.Const(3))], NAMED)
    core.cells["n.1"] = Cell(1, hidden=True)
    place_constants(core, Facts(kinds={}))
    assert "n.1 = 3" == listing(core.body)


def test_quantities_keep_their_names():
    assert "n.1 = 0.1\nn.1" == placed(s.Assign("n.1", e.Const(0.1)))
