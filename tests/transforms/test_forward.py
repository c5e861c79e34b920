"""`jvp`: values, structures, errors, and what it leaves alone."""

from collections import namedtuple
from dataclasses import dataclass

import numpy as np
import pytest

from srcgrad import (
    MissingRuleError,
    NonDifferentiableError,
    SeedError,
    UnsupportedSyntaxError,
    grad,
    hvp,
    jvp,
    rules,
    source,
)
from srcgrad.rules import declare

Pair = namedtuple("Pair", "low high")


@dataclass
class Box:
    k: float
    n: int


def scaled(x, k):
    return k * x


def test_value_and_tangent():
    value, y_dot = jvp(scaled, (np.array([1.0, 2.0]), 3.0), (np.array([1.0, 0.5]), 2.0))
    np.testing.assert_array_equal([3.0, 6.0], value)
    np.testing.assert_array_equal([5.0, 5.5], y_dot)


def test_none_holds_an_argument_constant():
    assert (6.0, 2.0) == jvp(scaled, (2.0, 3.0), (None, 1.0))
    assert "x_dot" not in source(scaled, 2.0, 3.0, wrt="k", mode="forward")


def test_a_gradient_stands_for_its_primal():
    assert jvp(scaled, (2.0, 3.0), (1.0, None)) == jvp(grad(scaled), (2.0, 3.0), (1.0, None))


def test_keyword_arguments_are_constants():
    assert (6.0, 3.0) == jvp(scaled, (2.0,), (1.0,), k=3.0)


def test_containers():
    def of(p):
        return {"sum": p["box"].k * p["pair"][0], "n": p["n"]}

    p = {"box": Box(2.0, 1), "pair": Pair(3.0, 4.0), "n": 5}
    direction = {"box": Box(1.0, None), "pair": Pair(0.5, None), "n": None}
    value, tangent = jvp(of, (p,), (direction,))
    assert {"sum": 6.0, "n": 5} == value
    assert {"sum": 4.0, "n": None} == tangent


def test_dtype_is_the_values():
    x = np.array([1.0, 2.0], np.float32)
    _, tangent = jvp(lambda x: np.maximum(x, 1.5) * 2, (x,), (np.array([1.0, 3.0]),))
    assert np.float32 == tangent.dtype
    np.testing.assert_array_equal([0.0, 6.0], tangent)


def test_tangents_are_only_read():
    def doubled(x):
        x *= 2.0
        return x

    x, x_dot = np.ones(2), np.array([1.0, 3.0])
    x_dot.flags.writeable = False
    value, tangent = jvp(doubled, (x,), (x_dot,))
    assert value is x
    np.testing.assert_array_equal([2.0, 6.0], tangent)
    np.testing.assert_array_equal([1.0, 3.0], x_dot)


def test_a_tangent_may_be_an_argument_that_is_written():
    def update(x, y):
        x *= 2.0
        return np.sum(x * y)

    x = np.array([1.0, 3.0])
    assert 20.0 == jvp(update, (x, np.ones(2)), (None, x))[1]


def test_a_number_of_an_array_of_rank_0_is_a_value():
    def kept(x):
        t = x + 1.0
        x *= 2.0
        return t * x

    assert 2 * (2 * 1.5 + 1) == jvp(kept, (np.array(1.5),), (np.array(1.0),))[1]


def test_an_argument_that_is_returned():
    x_dot = np.array([1.0, 3.0])
    _, tangent = jvp(lambda x: x, (np.ones(2),), (x_dot,))
    assert not np.shares_memory(tangent, x_dot)


def test_one_memory_seen_through_two_arguments():
    def update(a, b):
        a[0] = a[1] * b[1]
        return np.sum(b)

    a = np.array([1.0, 2.0, 3.0])
    value, tangent = jvp(update, (a, a), (np.array([0.0, 1.0, 0.0]), None))
    assert (9.0, 5.0) == (value, tangent)


WRONG = {
    "shape": ((np.ones(2), 1.0), (np.ones(3), None), "`x` is an array of float64 of shape (2,)"),
    "complex": ((np.ones(2), 1.0), (1j * np.ones(2), None), "complex128"),
    "kind": ((np.ones(2), 1.0), ({"a": 1.0}, None), "`x` is an array"),
    "number": ((1.0, 1.0), (np.ones(2), None), "`x` is a float"),
    "key": (({"a": 1.0}, 1.0), ({"b": 1.0}, None), "`x` is a dict with keys ['a']"),
    "deep": (({"a": [1.0, np.ones(2)]}, 1.0), ({"a": [1.0, 2.0]}, None), "`x['a'][1]` is an"),
    "int inside": (({"a": 1.0, "n": 3}, 1.0), ({"a": 1.0, "n": 3.0}, None), "`x['n']` is an int"),
    "count": ((1.0, 1.0), (1.0,), "there are 2 arguments, and the tangents are of 1"),
    "no tuple": ((1.0, 1.0), 1.0, "the tangents are no tuple"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_tangents_are_named(case):
    args, tangents, words = WRONG[case]

    def first(x, k):
        x = x["a"] if isinstance(x, dict) else x
        x = x[0] if isinstance(x, list) else x
        return k * x

    with pytest.raises(SeedError) as caught:
        jvp(first, args, tangents)
    assert words in str(caught.value)


def test_arguments_without_a_derivative():
    with pytest.raises(NonDifferentiableError, match="`x` is an integer"):
        jvp(scaled, (2, 3.0), (1.0, None))
    with pytest.raises(NonDifferentiableError, match="no argument has a tangent"):
        jvp(scaled, (2.0, 3.0), (None, None))


def test_a_vjp_alone_does_not_serve_forward_mode(monkeypatch):
    monkeypatch.setattr(declare, "_registry", dict(declare._registry))

    def twice(x):
        return 2 * x

    rules.vjp(twice)(_twice_adjoint)
    with pytest.raises(MissingRuleError, match=r"declare its tangent with srcgrad\.rules\.jvp"):
        jvp(lambda x: twice(x), (1.0,), (1.0,))
    rules.jvp(twice)(_twice_tangent)
    assert 2.0 == jvp(lambda x: twice(x), (1.5,), (1.0,))[1]


def _twice_adjoint(y_bar, y, x):
    return 2 * y_bar


def _twice_tangent(x_dot, y, x):
    return 2 * x_dot


def test_a_list_that_holds_none_or_an_array():
    def kept(x):
        held = []
        previous = None
        for i in range(3):
            held.append(previous)
            previous = x * (i + 1.0)
        last = held.pop()
        return np.sum(last * x) if last is not None else np.sum(x)

    x = np.array([1.0, 2.0])
    assert (10.0, 12.0) == jvp(kept, (x,), (np.ones(2),))


def test_has_aux():
    def scaled(x):
        return x * x, {"n": len(x), "y": np.sin(x)}

    x = np.array([1.0, 2.0])
    value, tangent, aux = jvp(scaled, (x,), (np.ones(2),), has_aux=True)
    np.testing.assert_array_equal([1.0, 4.0], value)
    np.testing.assert_array_equal([2.0, 4.0], tangent)
    assert 2 == aux["n"]
    np.testing.assert_array_equal(np.sin(x), aux["y"])
    with pytest.raises(NonDifferentiableError, match="does not return a pair"):
        jvp(lambda x: x, (x,), (x,), has_aux=True)
    with pytest.raises(UnsupportedSyntaxError, match="a parameter of its own named 'has_aux'"):
        jvp(lambda x, has_aux: x, (x, True), (x, None))


def test_calls_of_one_kind_are_looked_up_and_checked():
    def weighed(x, k):
        return factor * k * np.sum(x)

    factor = 2.0
    x, ones = np.array([1.0, 2.0]), np.ones(2)
    for _ in range(2):  # the second call is a quick one
        assert (18.0, 12.0) == jvp(weighed, (x, 3.0), (ones, None))
        assert (18.0, 6.0) == jvp(weighed, (x, 3.0), (None, 1.0))
        assert (18.0, 18.0) == jvp(weighed, (x, 3.0), (ones, 1.0))
        assert 12.0 == jvp(weighed, (x, 3.0), (2 * np.eye(2), None))[1][0]
        with pytest.raises(SeedError, match="`x` is an array"):
            jvp(weighed, (x, 3.0), (np.ones(3), None))
    factor = 4.0
    assert (36.0, 24.0) == jvp(weighed, (x, 3.0), (ones, None))


def test_a_function_with_new_code_is_compiled_again():
    def changed(x):
        return x * x

    def other(x):
        return x * x * x

    for _ in range(2):
        assert (4.0, 4.0) == jvp(changed, (2.0,), (1.0,))
    changed.__code__ = other.__code__
    assert (8.0, 12.0) == jvp(changed, (2.0,), (1.0,))


def perhaps_a_constant(a, n):
    if not n:
        a = 0.4
    return a * 2.0


def perhaps_ones(x, n):
    for i in range(n):
        if i > 1:
            x = np.ones(2)
    return x * x


def test_an_argument_that_a_path_binds_to_a_constant():
    """On the other paths its tangent is the one that was given."""
    assert jvp(perhaps_a_constant, (0.8, 1), (1.0, None)) == (1.6, 2.0)
    assert jvp(perhaps_a_constant, (0.8, 0), (1.0, None)) == (0.8, 0.0)
    x = np.array([3.0, 5.0])
    for n, tangent in ((1, [6.0, 10.0]), (3, [0.0, 0.0])):
        assert jvp(perhaps_ones, (x, n), (np.ones(2), None))[1].tolist() == tangent


def number_or_zero_dimensional(y, flag):
    z = np.ones(()) if flag else np.float64(0.5)
    return y, z, z * y


def perhaps_never_bound(x, y, n):
    for _ in range(n):
        x = 0.0
    return x, y


def perhaps_written(x, y, flag):
    if flag:
        y = x[1:]
        y[0] = 2.0
    return np.sum(x) * y


def test_the_tangent_of_what_may_be_a_number_or_an_array_has_the_type_of_the_value():
    """Which of the two it is only the run knows."""
    for function, args, moved in (
        (number_or_zero_dimensional, (np.array([2.0]), True), (0,)),
        (number_or_zero_dimensional, (np.array([2.0]), False), (0,)),
        (perhaps_never_bound, (np.array(0.5), 2.0, 0), (1,)),
        (perhaps_never_bound, (np.array(0.5), 2.0, 1), (1,)),
    ):
        tangents = tuple(arg if n in moved else None for n, arg in enumerate(args))
        value, tangent = jvp(function, args, tangents)
        assert [type(v) for v in value] == [type(t) for t in tangent]


def test_a_number_that_a_path_binds_to_an_array_which_it_writes():
    x = np.array([1.0, 2.0, 3.0])
    assert jvp(perhaps_written, (x.copy(), 0.5, False), (np.ones(3), 1.0, None)) == (3.0, 7.5)
    value, tangent = jvp(perhaps_written, (x.copy(), 0.5, True), (np.ones(3), 1.0, None))
    assert ([12.0, 18.0], [4.0, 12.0]) == (value.tolist(), tangent.tolist())


def of_parameters(p, x):
    return {"out": np.tanh(p["w"] @ x + p["b"][0]), "size": np.sum(p["w"]) * p["b"][1]}


def test_several_directions_of_containers():
    """Each as if it went alone; a part may be held constant in all of them."""
    x = np.array([0.5, -1.0])
    p = {"w": np.array([[0.3, 0.1], [0.2, -0.4]]), "b": (x * 2.0, 3.0), "name": "layer"}
    rows = {"w": np.arange(12.0).reshape(3, 2, 2), "b": (None, np.ones(3)), "name": None}
    _, moved = jvp(of_parameters, (p, x), (rows, np.ones((3, 2))))
    for n in range(3):
        one = {"w": rows["w"][n], "b": (None, 1.0), "name": None}
        alone = jvp(of_parameters, (p, x), (one, np.ones(2)))[1]
        np.testing.assert_allclose(moved["out"][n], alone["out"], rtol=1e-14)
        np.testing.assert_allclose(moved["size"][n], alone["size"], rtol=1e-14)


def turned(p):
    return {"z": np.sin(p["z"]) * p["r"], "size": np.abs(p["z"]) * p["w"].real}


@pytest.mark.parametrize("unit", [1.0, 1 - 0.5j])
def test_several_directions_of_complex_values(unit):
    """Each as if it went alone, one by one; a real direction of a complex value is one of it."""
    z = np.array([0.5 + 1j, -1.0 + 0.2j])
    p = {"z": z, "r": np.array([2.0, 3.0]), "w": 1.5 + 2j}
    rows = {"z": np.arange(6.0).reshape(3, 2) * unit, "r": np.ones((3, 2)), "w": np.ones(3) * unit}
    _, moved = jvp(turned, (p,), (rows,))
    assert moved["z"].dtype == complex
    assert moved["size"].dtype == float
    for n in range(3):
        alone = jvp(turned, (p,), ({name: part[n] for name, part in rows.items()},))[1]
        np.testing.assert_array_equal(moved["z"][n], alone["z"])
        np.testing.assert_array_equal(moved["size"][n], alone["size"])


@pytest.mark.parametrize("rows", [np.ones((2, 3)) * 1j, np.ones((2, 3), bool)])
def test_several_directions_of_another_dtype(rows):
    """A complex direction of a real argument lost its imaginary part."""
    with pytest.raises(SeedError, match="`x` is an array of float64"):
        jvp(scaled, (np.ones(3), 2.0), (rows, None))


def test_directions_of_different_number():
    with pytest.raises(SeedError, match="of the same length in all tangents"):
        jvp(scaled, (np.ones(3), np.ones(3)), (np.ones((2, 3)), np.ones((4, 3))))


def starred(x, *rest):
    return x * rest[0] * rest[1]


def test_tangents_of_starred_arguments_are_given_one_by_one():
    assert (24.0, 20.0) == jvp(starred, (2.0, 3.0, 4.0), (1.0, None, 4.0 / 3.0))
    assert (24.0, 12.0) == jvp(starred, (2.0, 3.0, 4.0), (1.0, None, None))


class Node:
    def __init__(self, mass):
        self.mass, self.rest = mass, [self]


def test_an_object_inside_itself_has_no_tangent():
    """Forward mode and second derivatives end there, as the gradient does."""
    node = Node(2.0)
    bar = grad(cubed)(node)[1]
    assert (12.0, [None]) == (bar.mass, bar.rest)
    assert (8.0, 144.0) == jvp(cubed, (node,), (bar,))
    assert 144.0 == hvp(cubed)(node, v=bar).mass


def cubed(node):
    return node.mass**3
