"""Elements of arguments under the names that the program gives them."""

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.names.inputs import name_inputs

READ = e.Item(e.Var("p"), e.Const("a"))


def named(*forward, reverse=(), entry=("p",)):
    body, back = [s.Assign("a.1", READ), *forward], list(reverse)
    table = name_inputs(body, back, {"a.1"}, set(entry))
    return listing([*body, *back]), table


def bind(target, source="a.1"):
    return s.Assign(target, e.Var(source))


def test_the_name_of_the_program():
    text, table = named(bind("y", "p"), bind("b"), bind("c"), reverse=[bind("t~bar")])
    assert "b = p['a']\ny = p\nc = b\nt~bar = b" == text
    assert {"a.1": e.Var("b")} == table


def test_not_a_name_that_is_bound_to_something_else():
    for more in (bind("b", "p"), s.For("b", e.Var("p"), [])):
        text, table = named(bind("b"), more)
        assert "a.1 = p['a']\nb = a.1" in text and not table


def test_not_a_name_that_is_read_before():
    text, table = named(bind("y", "b"), bind("b"))
    assert "a.1 = p['a']\ny = b\nb = a.1" == text and not table
    text, table = named(bind("q"), entry=("p", "q"))
    assert "a.1 = p['a']\nq = a.1" == text and not table


def test_not_a_name_of_the_compiler():
    text, table = named(bind("b.2"))
    assert "a.1 = p['a']\nb.2 = a.1" == text and not table


def test_not_in_a_branch():
    text, table = named(s.If(e.Var("p"), [bind("b")], []))
    assert "a.1 = p['a']" in text and not table
