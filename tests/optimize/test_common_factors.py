"""Two terms of an adjoint with a common factor."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.common_factors import multiply_once

T, A, B, C = map(e.Var, ("t~bar", "a", "b", "c"))
VECTOR = k.Array(np.dtype(float), (None,))


def times(*factors):
    product = factors[0]
    for one in factors[1:]:
        product = e.Binary("*", product, one)
    return product


def add(op, value, name="y~bar"):
    return s.Augment(e.Var(name), None, op, value)


def shortened(*reverse, kind=None, **kinds):
    facts = Facts(kinds={**dict.fromkeys(("t", "a", "b", "c", "y"), kind or k.Real()), **kinds})
    block = list(reverse)
    multiply_once([], block, facts, lambda tree: True, 72)
    return listing(block).splitlines()


def test_two_terms_of_one_expression():
    found = shortened(s.Assign("y~bar", e.Binary("-", times(T, A), times(B, T))))
    assert ["y~bar = t~bar * (a - b)"] == found


def test_of_three_factors():
    found = shortened(s.Assign("y~bar", e.Binary("+", times(T, A, B), times(C, T))))
    assert ["y~bar = t~bar * ((a * b) + c)"] == found


def test_what_is_in_brackets_stays_there():
    inner = times(B, e.Binary("*", e.Const(0.5), T))
    assert ["y~bar = (t~bar * a) + (b * (0.5 * t~bar))"] == shortened(
        s.Assign("y~bar", e.Binary("+", times(T, A), inner))
    )


def test_two_statements():
    assert ["y~bar += t~bar * (b - a)"] == shortened(add("-", times(T, A)), add("+", times(T, B)))
    assert ["y~bar += t~bar * (a - b)"] == shortened(add("+", times(T, A)), add("-", times(T, B)))
    assert ["y~bar -= t~bar * (a + b)"] == shortened(add("-", times(T, A)), add("-", times(T, B)))
    first = s.Assign("y~bar", times(T, A))
    assert ["y~bar = t~bar * (a - b)"] == shortened(first, add("-", times(T, B)), kind=VECTOR)


def test_not_past_what_changes_an_operand_or_reads_the_sum():
    two = add("-", times(T, A)), add("+", times(T, B))
    assert 3 == len(shortened(two[0], s.Assign("a", B), two[1]))
    assert 3 == len(shortened(two[0], s.Store(A, e.Const(0), B), two[1], kind=VECTOR))
    assert 3 == len(shortened(two[0], s.Assign("z~bar", e.Var("y~bar")), two[1]))


def test_not_of_truths_integers_or_single_precision():
    both = s.Assign("y~bar", e.Binary("-", times(T, A), times(T, B)))
    for kind in (k.Int(), k.Bool(), k.Array(np.dtype("f4"), (None,))):
        assert ["y~bar = (t~bar * a) - (t~bar * b)"] == shortened(both, a=kind)


def test_not_of_values_of_the_program():
    value = e.Binary("-", times(A, B), times(C, A))
    assert ["y = (a * b) - (c * a)"] == shortened(s.Assign("y", value))
    chosen = e.Choice(e.Compare("==", value, C), times(T, A), e.ZERO)
    assert ["y~bar = (t~bar * a) if (((a * b) - (c * a)) == c) else 0.0"] == shortened(
        s.Assign("y~bar", chosen)
    )


def test_not_without_a_common_name():
    both = s.Assign("y~bar", e.Binary("-", times(T, A), times(C, e.Var("y~bar"))))
    assert ["y~bar = (t~bar * a) - (c * y~bar)"] == shortened(both)
