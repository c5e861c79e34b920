"""Derivatives of every order in each mode: planted mistakes, and what the report says of them."""

import numpy as np
import pytest

from srcgrad import check_grads, rules
from srcgrad.errors import GradientCheckError

X = np.array([0.3, 0.7])


def leaned(x):
    return np.asarray(np.sin(x))


def level(x):
    return np.asarray(np.cos(x))


def bent(x):
    return np.asarray(np.sin(x))


def steep(x):
    return np.asarray(np.cos(x))


def twisted(x):
    return np.asarray(-np.sin(x))


def pressed(x):
    return np.asarray(np.exp(x))


def joined(a, b):
    return np.asarray(a * b)


def held(a):
    return np.asarray(a)


@pytest.fixture(autouse=True, scope="module")
def wrong_rules():
    """Rules that are right in the first derivative, or in the second, or in one mode."""
    rules.partials(leaned)(lambda y, x: level(x))
    rules.partials(level)(lambda y, x: np.sin(x))  # of the wrong sign
    rules.partials(bent)(lambda y, x: steep(x))
    rules.partials(steep)(lambda y, x: twisted(x))
    rules.partials(twisted)(lambda y, x: np.cos(x))  # of the wrong sign
    rules.vjp(pressed)(lambda y_bar, y, x: y_bar * np.exp(x))
    rules.jvp(pressed)(lambda x_dot, y, x: x_dot * np.exp(x) * 1.001)
    rules.partials(joined)(lambda y, a, b: (b, held(a)))
    rules.partials(held)(lambda y, a: 0.0 * a)  # a constant, for whoever differentiates it


def chained(x):
    u = x**2
    w = leaned(u)
    return np.sum(w * x)


def chained_further(x):
    u = x**2
    s = 0.0
    for k in range(2):
        s += np.sum(bent(u) * x * (k + 1.0))
    return s


@pytest.mark.parametrize("modes", [("reverse", "forward"), ("reverse",), ("forward",)])
@pytest.mark.parametrize(
    ("function", "order", "word", "line"),
    [
        (chained, 2, "second", "w = leaned(u)"),
        (chained_further, 3, "third", "s += np.sum(bent(u) * x * (k + 1.0))"),
    ],
)
def test_argument_index_numbers_and_line_are_named(function, order, word, line, modes):
    check_grads(function, (X,), modes=modes, order=order - 1)
    with pytest.raises(GradientCheckError) as caught:
        check_grads(function, (X,), modes=modes, order=order)
    first, place, alone, *_ = str(caught.value).split("\n")
    assert first.startswith(f"the {word} derivative of `{function.__name__}` with respect to x[0]")
    assert "but central differences of the " in first
    assert len(modes) > 1 or f" in {modes[0]} mode" in first
    assert place.endswith(f": {line}")
    assert f"alone its {word} derivative with respect to u[0] is" in alone


def test_one_wrong_number_of_a_large_argument_is_found():
    def spread(x):
        return np.sum(x**3) + np.sum(leaned(x[71:72]))

    with pytest.raises(GradientCheckError, match=r"second derivative of `spread` .* x\[71\] is"):
        check_grads(spread, (np.linspace(0.1, 1.0, 100),), order=2)


def test_a_wrong_derivative_by_two_arguments_in_turn_is_found():
    def product(p, b):
        return np.sum(joined(p["a"], b)) + np.sum(b**2)

    p = {"a": np.array([0.5, 1.5]), "n": 2}
    check_grads(product, (p, X), wrt=(0, 1))
    check_grads(product, (p, X), wrt=0, order=2)  # each by itself is right
    check_grads(product, (p, X), wrt=1, order=2)
    with pytest.raises(GradientCheckError, match="second derivative of `product`") as caught:
        check_grads(product, (p, X), wrt=("p", "b"), order=2)
    assert "p['a'][0]" in str(caught.value)
    assert "alone its second derivative" in str(caught.value)


def test_a_wrong_tangent_counts_in_forward_mode_alone():
    def f(x):
        return np.sum(pressed(x) * x)

    check_grads(f, (X,), modes=("reverse",), order=3)
    for order in (1, 2):
        with pytest.raises(GradientCheckError, match="in forward mode"):
            check_grads(f, (X,), modes=("forward",), order=order)
    with pytest.raises(GradientCheckError, match="in forward mode"):
        check_grads(f, (X,))


def cubes(p, k=2.0, *, shift):
    return {"a": p["x"] ** 3 * k + shift, "n": 3}, p["x"]


@pytest.mark.parametrize("modes", [("reverse",), ("forward",)])
def test_containers_and_keywords_in_one_mode_alone(modes):
    p = {"x": np.array([0.3, 0.7]), "n": 1}
    shifted = bound_to(shift=0.5)
    check_grads(shifted, (p, 1.5), wrt=(0, "k"), modes=modes, order=3, has_aux=True)
    check_grads(lambda x, y: np.tanh(x) * y, (0.5, X), wrt=(0, 1), modes=modes, order=2)
    z = np.array([0.5 + 1j, 1.0 - 0.5j])
    check_grads(lambda z: np.sum(np.abs(z) ** 3 * np.sin(z).real), (z,), modes=modes, order=2)


def bound_to(shift):
    """`cubes` with its keyword bound."""

    def bound(p, k=2.0):
        return cubes(p, k, shift=shift)

    return bound
