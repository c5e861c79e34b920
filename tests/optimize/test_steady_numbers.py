"""Numbers that are the same in all passes of a loop of the reverse sweep."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
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
    take_out_numbers(list(forward), reverse, results, facts)
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
