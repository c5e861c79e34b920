"""The oracle against derivatives known in closed form."""

import math
from collections import namedtuple
from dataclasses import dataclass

import numpy as np
import pytest

from tests.oracle.differences import gradient
from tests.oracle.fresh import fresh

X = np.array([0.7, 1.3, 2.1])
Pair = namedtuple("Pair", "first second")


@dataclass(frozen=True)
class Model:
    weight: np.ndarray
    bias: float
    steps: int = 2


@pytest.mark.parametrize(
    ("function", "derivative"),
    [
        (math.sin, math.cos),
        (math.exp, math.exp),
        (lambda x: x**5, lambda x: 5 * x**4),
        (lambda x: 1 / x, lambda x: -1 / x**2),
        (math.log, lambda x: 1 / x),
        (math.erf, lambda x: 2 / math.sqrt(math.pi) * math.exp(-x * x)),
    ],
)
@pytest.mark.parametrize("x", [0.7, 1.9, 12.5])
def test_scalar_functions(function, derivative, x):
    found = gradient(lambda x: function(x), (x,))
    assert type(found) is float
    assert found == pytest.approx(derivative(x), rel=1e-8, abs=1e-10)


def test_arrays_keep_shape_and_need_a_seed():
    np.testing.assert_allclose(2 * X, gradient(lambda x: np.sum(x**2), (X,)), rtol=1e-9)
    seed = np.array([2.0, -1.0, 0.5])
    found = gradient(lambda x: x**2, (X,), seed=seed)
    np.testing.assert_allclose(2 * X * seed, found, rtol=1e-9)
    with pytest.raises(ValueError, match="needs a seed"):
        gradient(lambda x: x**2, (X,))


def test_several_arguments_by_position_and_name():
    def f(a, b, *, k=3.0):
        return a * b**2 * k

    assert gradient(f, (2.0, 3.0), wrt=(0, "b")) == pytest.approx((27.0, 36.0))
    assert gradient(f, (2.0, 3.0), wrt="k") == pytest.approx(18.0)
    assert gradient(f, (2.0, 3.0), wrt="k", kwargs={"k": 5.0}) == pytest.approx(18.0)


def test_containers_have_the_gradient_of_their_structure():
    tree = {"w": [X, 2.0], "n": 3, "p": (1.5, "name"), "q": Pair(0.5, None)}

    def f(t):
        w, b = t["w"]
        return np.sum(w * w) * b + t["p"][0] ** t["n"] + t["q"].first

    found = gradient(f, (tree,))
    np.testing.assert_allclose(4 * X, found["w"][0], rtol=1e-9)
    assert found["w"][1] == pytest.approx(np.sum(X * X))
    assert found["n"] is None
    assert found["p"] == (pytest.approx(6.75), None)
    assert found["q"] == Pair(pytest.approx(1.0), None)


def test_a_frozen_dataclass():
    found = gradient(lambda m: np.sum(m.weight) * m.bias**m.steps, (Model(X, 3.0),))
    assert type(found) is Model
    np.testing.assert_allclose([9.0] * 3, found.weight, rtol=1e-9)
    assert found.bias == pytest.approx(2 * 3.0 * np.sum(X))
    assert found.steps is None


def test_outputs_in_containers():
    def f(x):
        return {"a": x * x, "b": (np.sum(x), 3)}

    seed = {"a": np.ones(3), "b": (2.0, None)}
    np.testing.assert_allclose(2 * X + 2, gradient(f, (X,), seed=seed), rtol=1e-9)


def test_arguments_and_defaults_are_left_alone():
    buffer = np.zeros(3)

    def f(x, out=buffer):
        x *= 2.0
        out += x
        return np.sum(out**2)

    x = X.copy()
    np.testing.assert_allclose(8 * X, gradient(f, (x,)), rtol=1e-9)
    np.testing.assert_array_equal(X, x)
    np.testing.assert_array_equal(np.zeros(3), buffer)


def test_a_step_is_seen_through_all_names_of_a_memory():
    def f(a, b):
        a[0] = 0.0
        return np.sum(a) + 2.0 * np.sum(b)

    base = X.copy()
    np.testing.assert_allclose([0, 3, 3], gradient(f, (base, base)), atol=1e-9)
    np.testing.assert_allclose([0, 1, 1], gradient(f, (base, base), shared=False), atol=1e-9)
    np.testing.assert_allclose([0, 3], gradient(f, (base[:2], base[1:])), atol=1e-9)
    np.testing.assert_allclose([3, 2], gradient(f, (base[:2], base[1:]), wrt=1), atol=1e-9)


def test_single_precision_is_differentiated_in_double():
    found = gradient(lambda x: np.sum(np.exp(x)), (X.astype(np.float32),))
    np.testing.assert_allclose(np.exp(X.astype(np.float32).astype(float)), found, rtol=1e-9)


def test_complex_arguments_have_the_plain_product():
    z = 0.7 + 0.4j
    found = gradient(lambda z: z**3, (z,), seed=1.0 + 0.5j)
    assert found == pytest.approx((1.0 + 0.5j) * 3 * z**2)
    found = gradient(lambda z: z.real**2 + 3 * z.imag, (z,))
    assert found == pytest.approx(1.4 - 3j)


def test_copies_keep_overlap_strides_and_types():
    base = np.arange(12.0).reshape(3, 4)
    tree = (base[1:, ::2], [base, base.T], {"f": 1.0, "m": Model(base[0], 2.0)}, Pair(1, "s"))
    view, (whole, turned), table, pair = copied = fresh(tree)
    np.testing.assert_equal(copied[0], tree[0])
    assert view.strides == tree[0].strides
    assert not np.shares_memory(whole, base)
    assert np.shares_memory(view, whole)
    assert turned.flags.f_contiguous
    whole[:] = -1.0
    assert np.all(view == -1.0)
    assert np.all(turned == -1.0)
    assert np.all(table["m"].weight == -1.0)
    assert type(pair) is Pair


def test_copies_keep_fortran_order_and_reversed_views():
    base = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    for view in (base, base[::-1], base[:, 1:], base.T[1:, ::-1], base[1]):
        copied = fresh((view, base))
        np.testing.assert_array_equal(view, copied[0])
        assert copied[0].strides == view.strides
        assert np.shares_memory(*copied)
