"""Rounds of inference end where the program only comes back to what it was."""

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer import rounds as module
from srcgrad.infer.rounds import ROUNDS, SAME, SURE, rounds
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.normalize.structures import context
from srcgrad.normalize.structures.context import Lasting
from srcgrad.normalize.structures.layout import Pin
from srcgrad.normalize.structures.whole import Structures


def bound(name):
    return s.Assign(name, e.Binary("+", e.Var("x"), e.Const(1)))


def test_a_program_that_only_gets_other_names_is_given_up():
    core = Core("f", [], [bound("y0")], e.Var("y0"))
    count = 0
    for count in rounds(core):
        core.body = [bound(f"y{count}")]
    assert SURE + SAME == count


def test_a_program_that_grows_has_all_its_rounds(monkeypatch):
    monkeypatch.setattr(module, "MOST", ROUNDS * ROUNDS)
    core = Core("f", [], [], e.Var("x"))
    for _ in rounds(core):
        core.body.append(bound("y"))
    assert ROUNDS == len(core.body)


def chained(x):
    for outer in (np.sin, np.cos, np.tanh, np.arctan):
        for inner in (np.sin, np.cos, np.tanh, np.arctan):
            x = outer(0.5 * x) + inner(x)
    return x


def test_what_is_too_long_is_refused_where_it_has_grown(monkeypatch):
    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    monkeypatch.setattr(module, "LONGEST", 40)
    with pytest.raises(UnsupportedSyntaxError, match=r"chained is \d+ statements long") as caught:
        grad(chained).adjoint(1.5)
    assert "x = outer(0.5 * x) + inner(x)" in str(caught.value)
    monkeypatch.setattr(module, "LONGEST", 20_000)
    assert grad(chained)(1.5)[1] != 0.0


def halved(x, n):
    return x if x < 1.0 else halved(x * 0.5, n - 1) + x / n


def test_what_takes_too_many_steps_is_refused(monkeypatch):
    """Attempts for the values of integers count with the first."""
    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    monkeypatch.setattr(module, "MOST", 10)
    with pytest.raises(UnsupportedSyntaxError, match="halved takes too many steps to follow"):
        grad(halved).adjoint(1.5, 3)
    with module.effort.going_on():
        module.effort.begin()
        assert module.effort.exhausted
    module.effort.begin()
    assert not module.effort.exhausted


class Value:
    """A number that keeps the function which takes its slope back."""

    def __init__(self, data, before=()):
        self.data, self.slope = data, 0
        self.before = set(before)
        self.back = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        made = Value(self.data + other.data, (self, other))

        def back():
            self.slope += made.slope
            other.slope += made.slope

        made.back = back
        return made

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        made = Value(self.data * other.data, (self, other))

        def back():
            self.slope += other.data * made.slope
            other.slope += self.data * made.slope

        made.back = back
        return made

    def __pow__(self, power):
        made = Value(self.data**power, (self,))

        def back():
            self.slope += (power * self.data ** (power - 1)) * made.slope

        made.back = back
        return made

    def positive(self):
        """The number, where it is above zero."""
        made = Value(0 if self.data < 0 else self.data, (self,))

        def back():
            self.slope += (made.data > 0) * made.slope

        made.back = back
        return made

    def backward(self):
        """Slopes of all that led here."""
        order = []
        seen = set()

        def visit(one):
            if one not in seen:
                seen.add(one)
                for earlier in one.before:
                    visit(earlier)
                order.append(one)

        visit(self)
        self.slope = 1
        for one in reversed(order):
            one.back()


def functions_that_are_given_up(x, y):
    """The walk looks into functions that share variables, and leaves them where they are."""
    a = Value(x)
    b = Value(y)
    c = a * b + b**3
    d = c * a + (b + a).positive()
    d.backward()
    return a.slope + 2.0 * b.slope


def test_functions_that_are_given_up_are_not_looked_into_again(monkeypatch):
    walks, once = [], Structures._walk

    def counted(self, walker):
        walks.append(walker)
        return once(self, walker)

    monkeypatch.setattr(Structures, "_walk", counted)
    grad(functions_that_are_given_up, wrt=(0, 1)).adjoint(-4.0, 2.0)
    assert len(walks) < 30


def test_what_many_rounds_give_up_is_sure():
    lasting = Lasting()
    for _ in range(context.SURE):
        assert {} == lasting.sure
        decisions = context.Decisions(
            pins={"xs.1": Pin("xs.1", "its key is not known")}, endless={print}
        )
        lasting.note(decisions)
    assert ["xs.1"] == list(lasting.sure)
    assert {print} == lasting.endless


def test_what_is_given_up_for_another_reason_each_time_is_not_sure():
    lasting = Lasting()
    for count in range(context.SURE):
        lasting.note(context.Decisions(pins={"xs.1": Pin("xs.1", f"reason {count}")}))
    assert {} == lasting.sure
