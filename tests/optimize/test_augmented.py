"""Augmented assignments of numbers; and not of arrays, nor of what was written otherwise."""

import numpy as np

from srcgrad.errors import Location
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.names.augmented import augmented

BACK = e.Slice(None, None, e.Const(-1))
POWER = e.Binary("**", e.Var("old"), e.Var("t"))
SUM = e.Binary("+", e.Var("s"), e.Var("t"))


def printed(kind, text, *block):
    body = list(block) or [s.Assign("s", SUM)]
    for node in body:
        node.origin = Location("f.py", 1, text, 0, 0)
    return listing(augmented(body, Facts(kinds={"s": kind})))


def test_a_number():
    assert "s += t" == printed(k.Real(), "    s += t")


def test_a_scalar_of_numpys():
    assert "s += t" == printed(k.Scalar(np.dtype(float)), "    s += t")


def test_not_an_array():
    assert "s = s + t" == printed(k.Array(np.dtype(float), (None,)), "    s += t")


def test_not_what_the_user_spelled_out():
    assert "s = s + t" == printed(k.Real(), "    s = s + t")


def test_not_the_other_way_round():
    turned = s.Assign("s", e.Binary("+", e.Var("t"), e.Var("s")))
    assert "s = t + s" == printed(k.Real(), "    s += t", turned)


def test_inside_of_loops():
    inner = s.Assign("s", SUM, origin=Location("f.py", 2, "        s += t", 0, 0))
    loop = s.For("i", e.Call(e.Ref("range", range), (e.Var("n"),)), [inner])
    assert "for i in range(n):\n    s += t" == printed(k.Real(), "    for i in range(n):", loop)


def test_names_that_are_printed_alike():
    facts = Facts(kinds=dict.fromkeys(["s.1", "s.2", "t"], k.Real()))
    node = s.Assign("s.2", e.Binary("+", e.Var("s.1"), e.Var("t")))
    node.origin = Location("f.py", 2, "    s += t", 0, 0)
    assert "s.1 += t" == listing(augmented([node], facts, {"s.2": "s.1"}))


def into(value):
    return s.Store(e.Var("s"), BACK, value, into=True)


def test_a_power_is_made_where_it_is_stored():
    array = k.Array(np.dtype(float), (None,))
    assert "old **= t" == printed(array, "s[::-1] **= t", into(POWER))
    record = s.Store(e.Var("tape"), e.Var("i"), e.Var("power"))
    block = [s.Assign("power", POWER), record, into(e.Var("power"))]
    expected = "old **= t\npower = s[::-1].copy()\ntape[i] = power"
    assert expected == printed(array, "s[::-1] **= t", *block)


def test_not_where_the_memory_is_read_in_between():
    reading = s.Assign("u", e.Item(e.Var("s"), e.Const(0)))
    quiet = e.Call(e.Ref("np.errstate", np.errstate), ())
    for between in (reading, s.With(quiet, None, [reading])):
        block = [s.Assign("power", POWER), between, into(e.Var("power"))]
        assert listing(block) == printed(k.Array(np.dtype(float), (None,)), "s[::-1] **= t", *block)


def stored(base_kind, value_kind, text, index=None, free=()):
    """`s[index] = s[index] * t` as it is printed."""
    place = e.Item(e.Var("s"), index or e.Slice())
    node = s.Store(e.Var("s"), place.index, e.Binary("*", place, e.Var("t")))
    node.origin = Location("f.py", 1, text, 0, 0)
    facts = Facts(kinds={"s": base_kind, "t": value_kind}, free=free)
    return listing(augmented([node], facts))


VECTOR = k.Array(np.dtype(float), (None,))
SINGLE = k.Array(np.dtype("f4"), (None,))
INTEGERS = k.Array(np.dtype("i8"), (None,))


def test_an_array_that_is_read_where_it_is_written():
    assert stored(VECTOR, VECTOR, "s *= s[::-1]") == "s[:] *= t"
    assert stored(VECTOR, VECTOR, "v *= w") == "s *= t"
    assert stored(VECTOR, VECTOR, "s[:] *= w") == "s[:] *= t"
    assert stored(VECTOR, VECTOR, "v *= w", BACK) == "s[::-1] *= t"
    assert stored(SINGLE, VECTOR, "v *= w") == "s *= t"


def test_not_what_the_user_stores_himself():
    assert stored(VECTOR, VECTOR, "s[:] = s * w") == "s[:] = s[:] * t"


def test_not_where_numpy_would_not_put_it_there():
    assert stored(INTEGERS, VECTOR, "v *= w") == "s[:] = s[:] * t"


def test_an_array_of_the_module_keeps_its_subscript():
    assert stored(VECTOR, VECTOR, "v *= w", free=("s",)) == "s[:] *= t"
