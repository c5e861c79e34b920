"""Numbers that are the same in all passes of a loop of the reverse sweep."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.loops.steady_numbers import take_out_numbers

A, B, C, T = map(e.Var, ("a", "b", "c", "t~bar"))
PRODUCT = e.Binary("*", A, e.Const(0.5))
USE = s.Augment(e.Var("y~bar"), None, "+", e.Binary("*", T, C))
OUTSIDE = "t~bar = a * 0.5\nfor i in range(n):\n    y~bar += t~bar * c"
INSIDE = "for i in range(n):\n    t~bar = a * 0.5\n    y~bar += t~bar * c"


def loop(*body, target="i"):
    return s.For(target, e.Call(e.Ref("range", range), (e.Var("n"),)), list(body))


def taken(*body, forward=(), after=(), results=(), entry="abcn", **kinds):
    found = {**dict.fromkeys(("a", "b", "c", "t~bar", "y~bar"), k.Real()), "n": k.Int(), **kinds}
    facts = Facts(kinds=found, entry={name: found[name] for name in entry})
    reverse = [loop(*body), *after]
    take_out_numbers(list(forward), reverse, results, facts, Counter())
    return listing(reverse)


def made(value=PRODUCT):
    return s.Assign("t~bar", value)


def test_a_product():
    assert OUTSIDE == taken(made(), USE)


def test_out_of_two_loops():
    text = taken(loop(made(), USE, target="j"))
    assert text.startswith("t~bar = a * 0.5\nfor i")


def test_of_what_the_forward_sweep_has_bound():
    assert OUTSIDE == taken(made(), USE, entry="bcn", forward=[s.Assign("a", e.Const(2.0))])
    perhaps = loop(s.Assign("a", e.Const(2.0)))
    assert INSIDE == taken(made(), USE, entry="bcn", forward=[perhaps])


def test_not_of_what_the_loop_binds():
    again = s.Assign("a", e.Binary("*", A, B))
    assert "    t~bar" in taken(made(), USE, again)


def test_a_quotient_by_a_constant():
    half = made(e.Binary("/", A, e.Const(2)))
    assert "t~bar = a / 2\nfor i in range(n):\n    y~bar += t~bar * c" == taken(half, USE)
    assert "    t~bar" in taken(half, USE, a=k.Int())  # a large one overflows


def test_not_what_may_raise_or_warn():
    assert "    t~bar" in taken(made(e.Binary("/", A, B)), USE)
    assert "    t~bar" in taken(made(e.Binary("/", A, e.Const(0))), USE)
    assert INSIDE == taken(made(), USE, a=k.Scalar(np.dtype(float)))


def test_not_what_is_read_elsewhere_or_bound_twice():
    assert "    t~bar" in taken(made(), USE, after=[USE])
    assert "    t~bar" in taken(made(), USE, results=[T])
    assert "    t~bar" in taken(made(), USE, after=[made()])


def test_not_behind_the_end_of_a_pass():
    leave = s.If(B, [s.Break()], [])
    assert "    t~bar" in taken(leave, made(), USE)


def added(tree=PRODUCT, to="y~bar"):
    return s.Augment(e.Var(to), None, "+", e.Binary("*", e.Var("i"), tree))


NAMED = "product.1~local = a * 0.5\nfor i in range(n):\n    y~bar += i * product.1~local"


def test_what_stands_there_twice_is_named():
    assert NAMED == taken(added(), added()).rpartition("\n")[0]
    inside = s.If(e.Var("test"), [added()], [added()])
    assert taken(inside).startswith("product.1~local = a * 0.5\nfor i")
    assert taken(loop(added(), added(), target="j")).startswith("product.1~local = a * 0.5\nfor i")


def test_not_what_stands_there_once():
    assert "product" not in taken(added())
    assert "product" not in taken(added(), added(e.Binary("*", A, e.Const(0.25))))


def test_not_an_index_nor_what_may_raise():
    index = e.Binary("-", e.Var("n"), e.Const(1))
    read = s.Augment(e.Var("y~bar"), index, "+", e.Item(C, index))
    assert "difference" not in taken(read, read.twin())
    quotient = e.Binary("/", A, B)
    assert "quotient" not in taken(added(quotient), added(quotient))
    assert "quotient" in taken(added(quotient), added(quotient), b=k.Known(0.1))
    assert "quotient" not in taken(added(quotient), added(quotient), b=k.Known(0.0))


def test_not_of_what_the_loop_binds_or_may_not_be_bound():
    assert "product" not in taken(added(), added(), s.Assign("a", e.Binary("*", A, B)))
    perhaps = loop(s.Assign("a", e.Const(2.0)))
    assert "product" not in taken(added(), added(), entry="bcn", forward=[perhaps])


def test_a_number_that_has_a_name_keeps_it():
    held = s.Assign("d~local", PRODUCT)
    names = {"d~local": k.Real()}
    text = taken(
        held,
        loop(added(), added(), target="j"),
        s.Augment(e.Var("x~bar"), None, "+", e.Var("d~local")),
        **names,
    )
    assert "product" not in text
    assert 2 == text.count("i * d~local")
    rebound = s.Assign("a", e.Binary("*", A, B))
    text = taken(held, rebound, loop(added(), added(), target="j"), **names)
    assert "d~local" not in text.partition("for j")[2]
