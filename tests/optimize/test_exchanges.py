"""Three assignments that trade values become one exchange; and where not."""

import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.text import listing
from srcgrad.optimize.names.exchanges import find_exchanges


def found(copies, result="a"):
    body = [s.Assign(target, e.Var(source)) for target, source in copies]
    core = Core("f", [], body, e.Var(result))
    find_exchanges(core, Facts({}, set()))
    return listing(core.body)


def test_three_names_in_a_circle():
    assert "a, b, c = b, c, a" == found([("t", "a"), ("a", "b"), ("b", "c"), ("c", "t")])


def test_inside_a_loop():
    body = [s.Assign("t", e.Var("a")), s.Assign("a", e.Var("b")), s.Assign("b", e.Var("t"))]
    loop = s.For("k", e.Call(e.Ref("range", range), (e.Var("n"),)), body)
    find_exchanges(Core("f", [], [loop], e.Var("a")), Facts({}, set()))
    assert ["a, b = b, a"] == listing(loop.body).splitlines()


@pytest.mark.parametrize(
    ("copies", "result"),
    [
        ([("t", "a"), ("a", "b"), ("b", "t")], "t"),  # the third name is read later
        ([("t", "a"), ("a", "b"), ("c", "t")], "a"),  # no circle
        ([("t", "a"), ("b", "t")], "a"),  # a copy
        ([("t", "a"), ("a", "b"), ("b", "a"), ("c", "t")], "a"),  # `b` gets its own value back
        ([("t", "a"), ("a", "b")], "a"),  # the end of the block
    ],
)
def test_other_chains_stay(copies, result):
    expected = [f"{target} = {source}" for target, source in copies]
    assert expected == found(copies, result).splitlines()
