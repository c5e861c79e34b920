"""What is computed from names of which little is known."""

from itertools import pairwise

from srcgrad.infer.put_in import computed_from
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core


def chain(names):
    """`b = a; c = b; ...`, the last statement first: what a loop carries comes from below."""
    pairs = list(pairwise(names))
    body = [s.Assign(target, e.Binary("+", e.Var(name), e.Const(1))) for name, target in pairs]
    return Core("f", [], [s.While([], e.Const(True), body[::-1])], e.Const(None))


def test_what_comes_from_below_is_found():
    assert set("cdef") == computed_from(chain("abcdef"), {"c"})


def test_all_that_a_statement_binds_hangs_on_all_that_it_reads():
    body = [
        s.Unpack(("p", "q"), e.Call(e.Var("f"), (e.Var("x"), e.Var("y")))),
        s.Assign("r", e.Var("q")),
        s.Evaluate(e.Call(e.Var("print"), (e.Var("r"),))),
    ]
    core = Core("g", [], body, e.Const(None))
    assert {"y", "p", "q", "r"} == computed_from(core, {"y"})
    assert {"p", "r"} == computed_from(core, {"p", "r"})
    assert set() == computed_from(core, set())


def test_each_statement_is_looked_at_once(monkeypatch):
    looked = []

    def counted(node):
        looked.append(node)
        return (node.value,) if isinstance(node, s.Assign) else ()

    monkeypatch.setattr("srcgrad.infer.put_in.expressions", counted)
    names = [f"x{n}" for n in range(400)]
    assert 400 == len(computed_from(chain(names), {"x0"}))
    assert len(looked) <= 400
