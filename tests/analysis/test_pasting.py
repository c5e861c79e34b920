"""A rule's body becomes an expression: constants and kinds decide what they can."""

import inspect

import numpy as np
import pytest

from srcgrad.analysis.rules.pasting import Pasting, Static
from srcgrad.errors import InvalidProgramError
from srcgrad.infer.kinds.expressions import kind_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Core
from srcgrad.ir.text import render
from srcgrad.rules.declare import part, with_names

VECTOR = k.Array(np.dtype(float), (None,))
X, Y, BAR = e.Var("x"), e.Var("y"), e.Var("y~bar")


def pasted(body, position=None, kinds=None, **values):
    """The text of a rule over these values, and what it bound to names."""
    held = []

    def hold(name, tree):
        held.append(f"{name} = {render(tree)}")
        return e.Var(name)

    known = {"x": VECTOR, "y": VECTOR} | (kinds or {})
    of = lambda t: kind_of(t, lambda n: known.get(n, k.Unknown()))  # noqa: E731 - used once
    paste = Pasting(body, values, of, hold, Core("program", [], [], e.NONE))
    return render(paste.result(position)), held


def power(y_bar, x, n):
    if n == 2:
        return y_bar * (2 * x)
    return y_bar * n * x ** (n - 1)


def test_constants_decide_tests():
    assert "y~bar * (2 * x)" == pasted(power, y_bar=BAR, x=X, n=Static(2))[0]
    assert "(y~bar * 3) * (x ** 2)" == pasted(power, y_bar=BAR, x=X, n=Static(3))[0]


def test_a_test_that_is_left_open_is_false_in_the_library(monkeypatch):
    with pytest.raises(NotImplementedError, match="must be known beforehand"):
        pasted(power, y_bar=BAR, x=X, n=Y)
    monkeypatch.setattr(power, "__module__", "srcgrad.rules.python.operators")
    assert "(y~bar * y) * (x ** (y - 1))" == pasted(power, y_bar=BAR, x=X, n=Y)[0]


def by_rank(y_bar, x):
    if np.ndim(x) == 0:
        return y_bar
    return np.sum(y_bar, axis=tuple(range(np.ndim(x))))


def test_kinds_decide_ranks():
    assert "y~bar" == pasted(by_rank, kinds={"x": k.Real()}, y_bar=BAR, x=X)[0]
    assert "np.sum(y~bar, axis=(0,))" == pasted(by_rank, y_bar=BAR, x=X)[0]


def pair(y_bar, x, y):
    t = y_bar / y
    return t, -t * x


def test_one_partial_of_several():
    """A local of the rule that only another partial reads is not bound."""
    text, held = pasted(pair, 0, y_bar=BAR, x=X, y=Y)
    assert ("t", ["t = y~bar / y"]) == (text, held)
    assert "(-t) * x" == pasted(pair, 1, y_bar=BAR, x=X, y=Y)[0]


def lazily(y_bar, x):
    expensive = np.exp(x)
    if x is None:
        return expensive
    return y_bar


def test_locals_that_nobody_reads_are_not_bound():
    assert ("y~bar", []) == pasted(lazily, y_bar=BAR, x=X)


def with_default(y_bar, x, axis=None, keepdims=False):
    if keepdims or axis is None:
        return y_bar
    return np.expand_dims(y_bar, axis)


def test_defaults_of_the_rule():
    assert "y~bar" == pasted(with_default, y_bar=BAR, x=X)[0]
    assert "np.expand_dims(y~bar, 1)" == pasted(with_default, y_bar=BAR, x=X, axis=Static(1))[0]


def conditional(y_bar, x):
    return y_bar if x.ndim == 1 else y_bar[0]


def run_time(y_bar, x):
    return np.where(x > 0, y_bar, 0.0) if x.size > 3 else y_bar


def test_conditional_expressions():
    assert "y~bar" == pasted(conditional, y_bar=BAR, x=X)[0]
    text = pasted(run_time, y_bar=BAR, x=X)[0]
    assert "np.where(x > 0, y~bar, 0.0) if (x.size > 3) else y~bar" == text


def iterating(y_bar, parts):
    return tuple(np.sin(p) for p in parts)


def test_comprehensions_over_operands():
    text = pasted(iterating, y_bar=BAR, parts=[X, Y])[0]
    assert "(np.sin(x), np.sin(y))" == text
    assert "np.sin(y)" != text
    assert "()" == pasted(iterating, y_bar=BAR, parts=[])[0]


def units(y_bar, x):
    one = 1.0
    return y_bar * one * x**1


def test_units_vanish():
    assert "y~bar * x" == pasted(units, y_bar=BAR, x=X)[0]


def rebound(y_bar, x):
    before = 2 * x
    x = x + 1
    return y_bar * before * x


def test_a_local_reads_what_stood_there_before_a_name_was_bound_again():
    text, held = pasted(rebound, y_bar=BAR, x=X)
    assert ("(y~bar * before) * (x + 1)", ["before = 2 * x"]) == (text, held)


@part
def turned(slope, x, scale=1):
    return slope, -slope * x, np.sin(scale)


def by_part(y_bar, x, y):
    return turned(y_bar / x, y)


def in_an_expression(y_bar, x):
    return 2 * turned(y_bar, x)[0]


def test_the_body_of_a_part_is_pasted():
    """What it is given is evaluated where it reads it, under the name that it has for it."""
    assert ("slope", ["slope = y~bar / x"]) == pasted(by_part, 0, y_bar=BAR, x=X, y=Y)
    assert ("(-slope) * y", ["slope = y~bar / x"]) == pasted(by_part, 1, y_bar=BAR, x=X, y=Y)
    assert "np.sin(1)" == pasted(by_part, 2, y_bar=BAR, x=X, y=Y)[0]
    assert ("2 * y~bar", []) == pasted(in_an_expression, y_bar=BAR, x=X)


def unknown_part(y_bar, x):
    return with_default(y_bar, x)


def test_no_other_function_is_pasted():
    assert "with_default(y~bar, x)" == pasted(unknown_part, y_bar=BAR, x=X)[0]


def made(function):
    @with_names(a="shape")
    def body(y_bar, x, a, loc=0):
        return function(x * a, loc)

    return body


def test_what_a_rule_has_around_it():
    """A function of a library has its public name there; the parameters have those declared."""
    assert "np.arctan2(x * y, 0)" == pasted(made(np.arctan2), y_bar=BAR, x=X, shape=Y)[0]
    assert "(-slope) * 2" == pasted(made(turned), 1, y_bar=BAR, x=X, shape=Y, loc=Static(2))[0]


def slicing(y_bar, n):
    return y_bar[1:n, ::2]


def test_slices():
    assert "y~bar[1:3, ::2]" == pasted(slicing, y_bar=BAR, n=Static(3))[0]
    assert "y~bar[1:x, ::2]" == pasted(slicing, y_bar=BAR, n=X)[0]


def nothing(y_bar, x):
    if y_bar is None:
        return x
    x = x + 1


def test_a_rule_that_returns_nothing_has_no_derivative_here():
    with pytest.raises(NotImplementedError, match="nothing has no derivative"):
        pasted(nothing, y_bar=BAR, x=X)


def iterates(y_bar, x):
    return [v for v in x]  # noqa: C416 - a comprehension is what is pasted


def test_a_rule_cannot_iterate_over_a_value_of_the_run():
    with pytest.raises(
        InvalidProgramError, match="the rule iterates iterates over a value of the run"
    ):
        pasted(iterates, y_bar=BAR, x=X)


def by_option(y_bar, x, lower=False):
    if lower:
        return np.tril(y_bar)
    return np.triu(y_bar)


def test_the_run_is_asked_for_an_option_that_it_alone_knows():
    kinds = {"y": k.Int()}
    text = pasted(by_option, kinds=kinds, y_bar=BAR, x=X, lower=Y)[0]
    assert "np.tril(y~bar) if y else np.triu(y~bar)" == text
    assert "np.tril(y~bar)" == pasted(by_option, y_bar=BAR, x=X, lower=Static(1))[0]


def guarded(y_bar, x, mode="fill"):
    if mode != "fill":
        raise NotImplementedError("another mode")
    return y_bar


def by_two(y_bar, x, keepdims=False):
    if keepdims or np.ndim(x) == 0:
        return y_bar
    return y_bar[None]


def with_local(y_bar, x, lower=False):
    if lower:
        t = np.tril(y_bar)
        return t * t
    return y_bar


@pytest.mark.parametrize("rule", [guarded, by_two, with_local])
def test_an_option_that_is_left_open_is_refused(rule):
    option = list(inspect.signature(rule).parameters)[2]
    with pytest.raises(NotImplementedError):
        pasted(rule, kinds={"y": k.Int()}, y_bar=BAR, x=X, **{option: Y})
