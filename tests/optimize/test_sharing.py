"""Expressions that are computed once; and those that have to be computed again."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.repeated.sharing import share

ARRAY = k.Array(np.dtype("f8"), (None,))
A, B, C, T, U = map(e.Var, "abctu")
SINE = e.Call(e.Ref("np.sin", np.sin), (A,))


def shared(*block, arrays="", results=()):
    kinds = {name: ARRAY if name in arrays else k.Real() for name in "abctuvw"}
    body = list(block)
    share([], body, list(results), Facts(kinds=kinds), lambda tree: True, Counter())
    return listing(body).replace(".1~local", "").replace(".2~local", "")


def times(a, b):
    return e.Binary("*", a, b)


def test_a_whole_value_is_read_by_its_name():
    block = [s.Assign("t", times(A, B)), s.Assign("u", times(times(A, B), C))]
    assert "t = a * b\nu = t * c" == shared(*block)


def test_a_part_gets_a_name():
    block = [s.Assign("t", e.Unary("-", SINE)), s.Assign("u", times(SINE, C))]
    assert "sin_a = np.sin(a)\nt = -sin_a\nu = sin_a * c" == shared(*block)


def test_equal_values_of_numbers():
    assert "t = a * b\nu = t" == shared(s.Assign("t", times(A, B)), s.Assign("u", times(A, B)))


def test_not_after_an_operand_was_bound_anew():
    block = [s.Assign("t", times(A, B)), s.Assign("a", C), s.Assign("u", times(A, B))]
    assert listing(block) == shared(*block)


def test_not_after_the_name_was_bound_anew():
    block = [s.Assign("t", times(A, B)), s.Assign("t", C), s.Assign("u", times(A, B))]
    assert listing(block) == shared(*block)


def test_not_after_the_array_was_changed():
    block = [
        s.Assign("t", times(A, C)),
        s.Store(A, e.Const(0), e.ZERO),
        s.Assign("u", times(A, C)),
    ]
    assert listing(block) == shared(*block, arrays="atu")


def test_not_after_a_view_of_the_array_was_changed():
    block = [
        s.Assign("b", e.Item(A, e.Slice(e.Const(1)))),
        s.Assign("t", times(A, C)),
        s.Augment(B, None, "+", C),
        s.Assign("u", times(A, C)),
    ]
    assert listing(block) == shared(*block, arrays="abtu")


def test_an_array_that_is_changed_later_has_its_own_memory():
    block = [s.Assign("t", times(A, C)), s.Assign("u", times(A, C)), s.Augment(U, None, "+", C)]
    assert listing(block) == shared(*block, arrays="atu")


def test_a_result_has_its_own_memory():
    block = [s.Assign("t", times(A, C)), s.Assign("u", times(A, C))]
    assert "t = a * c\nu = t" == shared(*block, arrays="atu")
    assert listing(block) == shared(*block, arrays="atu", results=(T, U))


def test_an_element_is_read_once():
    item = e.Item(A, e.Const(1))
    block = [s.Assign("t", item), s.Assign("u", item)]
    assert "t = a[1]\nu = t" == shared(*block, arrays="a")


def test_not_from_inside_a_loop():
    loop = s.For("i", e.Call(e.Ref("range", range), (e.Const(2),)), [s.Assign("t", times(A, B))])
    block = [loop, s.Assign("u", times(A, B))]
    assert listing(block) == shared(*block)


def test_not_out_of_a_condition():
    choice = e.Choice(C, times(A, B), T)
    block = [s.Assign("u", choice), s.Assign("v", times(A, B))]
    assert listing(block) == shared(*block)


def test_a_view_of_what_is_computed_twice():
    turned = e.Attr(times(A, C), "T")
    block = [s.Assign("t", turned), s.Assign("u", turned)]
    assert "product = a * c\nt = product.T\nu = product.T" == shared(*block, arrays="actu")


def test_a_test_of_an_array():
    needed = e.Compare("!=", A, e.Const(0))

    def guarded(tree):
        return e.Call(e.Ref("np.where", np.where), (needed, tree, e.Const(0.5)))

    block = [s.Assign("t", e.Binary("/", A, guarded(B))), s.Assign("u", times(T, guarded(C)))]
    assert (
        "needed = a != 0\nt = a / np.where(needed, b, 0.5)\nu = t * np.where(needed, c, 0.5)"
        == shared(*block, arrays="abctu")
    )


def test_not_a_test_of_a_number():
    test = e.Compare("!=", A, e.Const(0))
    block = [s.Assign("t", e.Choice(test, B, C)), s.Assign("u", e.Choice(test, C, B))]
    assert listing(block) == shared(*block)
