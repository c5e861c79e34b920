"""Globals, cells, callees and defaults are those of each call, as in the primal."""

import dataclasses
import functools
import types

import numpy as lib
import numpy as np
import pytest

from srcgrad import SrcgradError, grad, hvp, jacobian, jvp, rules
from tests.programs import elsewhere, recursion

SCALE = 2.0
ARRAY = np.array([1.0, 2.0])


def helper(x):
    return x * x


def scaled(x):
    return SCALE * x


def with_array(x):
    return np.sum(ARRAY * x)


def calls(x):
    return helper(x) + 1.0


def twice_removed(x):
    return calls(x) * 2.0


def test_a_global_that_is_bound_anew(monkeypatch):
    f = grad(scaled)
    assert (6.0, 2.0) == f(3.0)
    monkeypatch.setitem(globals(), "SCALE", 5.0)
    assert (15.0, 5.0) == f(3.0)
    assert 1 == f.cache_info().size


def test_a_global_of_another_kind(monkeypatch):
    f = grad(scaled)
    f(3.0)
    monkeypatch.setitem(globals(), "SCALE", np.array([1.0, 2.0]))
    value, x_bar = f(3.0, seed=np.ones(2))
    np.testing.assert_array_equal([3.0, 6.0], value)
    assert 3.0 == x_bar


def test_an_array_that_is_written_between_calls():
    f = grad(with_array)
    np.testing.assert_array_equal([1.0, 2.0], f(np.ones(2))[1])
    ARRAY[0] = 7.0
    try:
        np.testing.assert_array_equal([7.0, 2.0], f(np.ones(2))[1])
    finally:
        ARRAY[0] = 1.0


def test_a_cell():
    k = 2.0

    def f(x):
        return k * x

    gradient = grad(f)
    assert (6.0, 2.0) == gradient(3.0)
    k = 4.0
    assert (12.0, 4.0) == gradient(3.0)


@pytest.mark.parametrize(("function", "factor"), [(calls, 1.0), (twice_removed, 2.0)])
def test_a_callee_that_is_bound_anew(monkeypatch, function, factor):
    f = grad(function)
    assert 6.0 * factor == f(3.0)[1]
    monkeypatch.setitem(globals(), "helper", lambda x: 5.0 * x)
    assert (factor * 16.0, factor * 5.0) == f(3.0)
    monkeypatch.undo()
    assert 6.0 * factor == f(3.0)[1]


def test_a_rule_that_is_declared_later_is_used(monkeypatch):
    """Declaring a rule drops what was compiled without it."""
    f = grad(calls)
    assert (10.0, 6.0) == f(3.0)

    def declared(y_bar, y, x):
        return y_bar * 100.0

    from srcgrad.rules import declare

    monkeypatch.setattr(declare, "_registry", dict(declare._registry))
    rules.vjp(helper)(declared)
    assert (10.0, 100.0) == f(3.0)


def through_a_module(x):
    return lib.sin(x) + helper_of_module(x)


def helper_of_module(x):
    return lib.cos(x)


def adds(x):
    return sum([x, x * x])


def calls_adds(x):
    return 3.0 * adds(x)


def test_a_module_that_is_bound_anew(monkeypatch):
    import math

    f = grad(through_a_module)
    value, x_bar = f(0.5)
    assert (np.sin(0.5) + np.cos(0.5), np.cos(0.5) - np.sin(0.5)) == (value, x_bar)
    monkeypatch.setitem(globals(), "lib", math)
    value, _ = f(0.5)
    assert isinstance(value, float)
    assert not isinstance(value, np.float64)
    assert 2 == f.cache_info().size
    monkeypatch.undo()
    assert isinstance(f(0.5)[0], np.float64)
    assert 2 == f.cache_info().size


def product(values):
    return values[0] * values[1]


@pytest.mark.parametrize(("primal", "factor"), [(adds, 1.0), (calls_adds, 3.0)])
def test_a_builtin_that_a_global_shadows(monkeypatch, primal, factor):
    f, pushed = grad(primal), lambda x: jvp(primal, (x,), (1.0,))
    assert (factor * 6.0, factor * 5.0) == f(2.0) == pushed(2.0)
    monkeypatch.setitem(globals(), "sum", product)
    assert (factor * 8.0, factor * 12.0) == f(2.0) == pushed(2.0)
    monkeypatch.undo()
    assert (factor * 6.0, factor * 5.0) == f(2.0) == pushed(2.0)


def test_a_module_that_is_gone(monkeypatch):
    f = grad(through_a_module)
    f(0.5)
    monkeypatch.delitem(globals(), "lib")
    with pytest.raises(SrcgradError, match="lib"):
        f(0.5)


CUBED = True


def powered(x):
    if CUBED:
        return np.sum(x**3)
    return np.sum(x * x)


@pytest.mark.parametrize("cache", ["on", "off"])
def test_second_derivatives_of_a_branch_on_a_global(monkeypatch, tmp_path, cache):
    """The text of one specialisation does not stand for that of another."""
    monkeypatch.setenv("SRCGRAD_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("SRCGRAD_CACHE", cache)
    f = types.FunctionType(powered.__code__, globals(), "powered")
    x = np.array([1.0, 2.0])
    for cubed, slopes in ((True, [6.0, 12.0]), (False, [2.0, 2.0]), (True, [6.0, 12.0])):
        monkeypatch.setitem(globals(), "CUBED", cubed)
        np.testing.assert_array_equal(slopes, hvp(f)(x, v=np.ones(2)))
        np.testing.assert_array_equal(np.diag(slopes), jacobian(jacobian(f))(x))


def branches_on_what_is_missing(x):
    if CUBED:
        return np.sum(x**3)
    return missing_name(x)  # noqa: F821


def test_a_branch_that_is_refused_once_it_is_taken(monkeypatch):
    f = grad(branches_on_what_is_missing)
    assert (8.0, 12.0) == f(2.0)
    monkeypatch.setitem(globals(), "CUBED", False)
    with pytest.raises(SrcgradError, match="the name `missing_name` is not defined"):
        f(2.0)
    monkeypatch.setitem(globals(), "missing_name", helper)
    assert (4.0, 4.0) == f(2.0)
    monkeypatch.setitem(globals(), "CUBED", True)
    assert (8.0, 12.0) == f(2.0)


def test_a_recursive_function_of_another_module(monkeypatch):
    slope = grad(recursion.imported)
    before = slope(1.3)

    def squared(x, limit):
        return x * x

    with monkeypatch.context() as patch:
        patch.setattr(recursion, "quarters", squared)
        value, by_x = slope(1.3)
        assert recursion.imported(1.3) == value != before[0]
        assert by_x == pytest.approx((2 / 1.3 + 3 / 1.3) * value)
    assert before == slope(1.3)
    monkeypatch.setattr(elsewhere, "quarters", squared)
    assert recursion.imported(1.3) == slope(1.3)[0] != before[0]


class Base:
    rate = 2.0

    class Inner:
        scale = 1.0

    @classmethod
    def times(cls, x):
        return x * cls.rate


class Derived(Base):
    pass


def by_class(x):
    return x * Base.rate


def by_base(x):
    return x * Derived.rate


def by_inner(x):
    return x * Base.Inner.scale


def by_class_method(x):
    return Derived.times(x) + Base.times(x)


def by_question(x):
    return x * 3.0 if hasattr(Base, "offset") else x * getattr(Derived, "offset", 1.0)


def by_object(x, held):
    return x * getattr(held, "offset", 2.0) * held.rate


def test_numbers_of_classes_are_those_of_each_call(monkeypatch):
    f = grad(by_class)
    assert (8.0, 2.0) == f(4.0)
    monkeypatch.setattr(Base, "rate", 3.0)
    assert (12.0, 3.0) == f(4.0)
    assert 1 == f.cache_info().size
    monkeypatch.setattr(Base, "rate", np.float64(5.0))
    assert (20.0, 5.0) == f(4.0)
    assert (20.0, 5.0) == jvp(by_class, (4.0,), (1.0,))


def test_a_number_of_a_base_that_a_class_gets_itself(monkeypatch):
    f, g = grad(by_base), grad(by_class_method)
    assert (8.0, 2.0) == f(4.0)
    assert (16.0, 4.0) == g(4.0)
    monkeypatch.setattr(Derived, "rate", 5.0, raising=False)
    assert (20.0, 5.0) == f(4.0)
    assert (28.0, 7.0) == g(4.0)
    monkeypatch.undo()
    assert (8.0, 2.0) == f(4.0)


def test_a_class_in_a_class_that_is_bound_anew(monkeypatch):
    f = grad(by_inner)
    assert (4.0, 1.0) == f(4.0)
    monkeypatch.setattr(Base, "Inner", type("Other", (), {"scale": 7.0}))
    assert (28.0, 7.0) == f(4.0)


def test_an_attribute_that_a_class_gets(monkeypatch):
    f, g, held = grad(by_question), grad(by_object), Derived()
    assert (4.0, 1.0) == f(4.0)
    assert (16.0, 4.0) == g(4.0, held)
    monkeypatch.setattr(Derived, "offset", 6.0, raising=False)
    assert (24.0, 6.0) == f(4.0)
    assert (48.0, 12.0) == g(4.0, held)
    monkeypatch.setattr(Base, "offset", 6.0, raising=False)
    assert (12.0, 3.0) == f(4.0)


class Sum:
    def __init__(self, a):
        self.a = a

    def __add__(self, other):
        return type(self)(self.a + other.a)


class Other(Sum):
    pass


def by_operator(x):
    return (Other(x) + Other(2.0 * x)).a


def test_methods_that_a_class_gets_which_its_base_had(monkeypatch):
    f = grad(by_operator)
    assert (6.0, 3.0) == f(2.0)
    monkeypatch.setattr(Other, "__add__", lambda a, b: Other(a.a - b.a), raising=False)
    assert (-2.0, -1.0) == f(2.0)
    monkeypatch.setattr(Other, "__init__", lambda o, a: vars(o).update(a=3.0 * a), raising=False)
    assert (-18.0, -9.0) == f(2.0)


class Settings:
    part = slice(0, 1)
    chosen = frozenset([1])


def by_slice(x):
    return sum([x, x * x][Settings.part])


def by_membership(x):
    return 2.0 * x if 1 in Settings.chosen else x * x


def test_what_a_class_holds_beside_numbers(monkeypatch):
    f, g = grad(by_slice), grad(by_membership)
    assert (3.0, 1.0) == f(3.0)
    assert (6.0, 2.0) == g(3.0)
    monkeypatch.setattr(Settings, "part", slice(1, 2))
    monkeypatch.setattr(Settings, "chosen", frozenset())
    assert (9.0, 6.0) == f(3.0)
    assert (9.0, 6.0) == g(3.0)


def made(x, k=2.0):
    return k * x


MADE = {"part": functools.partial(made), "own": [made]}


def from_containers(x):
    return MADE["part"](x) * MADE["own"][0](x)


def test_what_a_function_in_a_container_outside_does_now(monkeypatch):
    f = grad(from_containers)
    assert (36.0, 24.0) == f(3.0)
    monkeypatch.setattr(made, "__defaults__", (1.0,))
    assert (9.0, 6.0) == f(3.0)
    monkeypatch.setattr(made, "__code__", (lambda x, k=1.0: k + x).__code__)
    assert (16.0, 8.0) == f(3.0)


def test_what_a_given_function_does_now():
    def given(x, k=2.0, *, m=1.0):
        return m * k * x

    def other(x, k=2.0, *, m=1.0):
        return m * k * x * x

    f = grad(lambda function, x: function(x), wrt=1)
    assert (6.0, 2.0) == f(given, 3.0)
    given.__code__ = other.__code__
    assert (18.0, 12.0) == f(given, 3.0)
    given.__defaults__ = (5.0,)
    assert (45.0, 30.0) == f(given, 3.0)
    given.__kwdefaults__["m"] = 2.0
    assert (90.0, 60.0) == f(given, 3.0)


@dataclasses.dataclass
class Scaled:
    a: float
    k: float = 2.0


def by_default(x):
    one = Scaled(x)
    return one.a * one.k


def test_a_default_that_a_dataclass_gets(monkeypatch):
    f = grad(by_default)
    assert (6.0, 2.0) == f(3.0)
    monkeypatch.setattr(Scaled.__init__, "__defaults__", (5.0,))
    assert (15.0, 5.0) == f(3.0)
