"""`check_grads` on right gradients, and on planted wrong ones."""

from dataclasses import dataclass

import numpy as np
import pytest
from scipy.stats import norm

from srcgrad import grad, rules, stop_gradient
from srcgrad.checks import check_grads, gradients
from srcgrad.checks.gradients import CheckRequestError
from srcgrad.errors import GradientCheckError, NonDifferentiableError, SrcgradError


@dataclass
class Spring:
    stiffness: float
    rest: np.ndarray
    name: str = "spring"


def cube(x):
    return np.sum(x**3)


def energy(spring, x):
    return 0.5 * spring.stiffness * np.sum((x - spring.rest) ** 2)


def overwrite(x, c):
    x[1:] *= c * x[:-1]
    return np.sum(x)


def both(a, b):
    return np.sum(a * b)


def update(a, b):
    a[1:] += a[:-1] * b[1:]
    return np.sum(a * b)


SPRING = Spring(2.0, np.array([0.5, 1.0]))
X = np.array([1.0, 2.0, 3.0])
RIGHT = {
    "array": (cube, (X,), 0),
    "float": (lambda x, n: x**n, (2.0, 3), 0),
    "by name": (lambda n, x: x**n, (3, 2.0), "x"),
    "several": (both, (X, X + 1.0), (0, "b")),
    "one array twice": (both, (X, X), (0, 1)),
    "vector": (lambda x: x**2 + 2, (X,), 0),
    "tuple": (lambda x: (x[0] * x[1], x * x), (X,), 0),
    "dataclass": (energy, (SPRING, X[:2]), 0),
    "argument beside a dataclass": (energy, (SPRING, X[:2]), "x"),
    "dict": (
        lambda p, x: np.sum((p["w"] @ x + p["b"]) ** 2),
        ({"w": np.eye(2), "b": 1.0}, X[:2]),
        0,
    ),
    "overwritten": (overwrite, (X, 2.0), (0, 1)),
    "overwritten, one array twice": (update, (X, X), 0),
    "overwritten, overlapping": (update, (X[:2], X[1:]), 0),
    "large": (cube, (np.linspace(-1.0, 1.0, 100).reshape(4, 25),), 0),
    "0-d": (lambda x: x * x, (np.array(3.0),), 0),
    "float32": (cube, (X.astype(np.float32),), 0),
    "NumPy scalar": (lambda x: x * x, (np.float64(3.0),), 0),
    "strided": (cube, (np.arange(10.0)[::3],), 0),
    "read-only": (cube, (np.broadcast_to(np.array([2.0]), (3,)),), 0),
    "parameter called seed": (lambda seed, x: x * seed, (2.0, 3.0), 1),
}


@pytest.mark.parametrize(("fun", "args", "wrt"), RIGHT.values(), ids=RIGHT)
def test_right_gradients_pass(fun, args, wrt):
    check_grads(fun, args, wrt=wrt)


def test_arguments_stay_as_they_are():
    x = X.copy()
    check_grads(overwrite, (x, 2.0))
    assert np.array_equal(X, x)


def test_a_decorated_function_is_checked_by_its_primal():
    check_grads(grad(both, wrt="b"), (X, X + 1.0))


def test_has_aux_is_kept():
    check_grads(grad(lambda x: (x * x, "aux"), has_aux=True), (3.0,))


@pytest.fixture
def planted(monkeypatch):
    """Make `check_grads` see a gradient that went through a function."""

    def plant(spoil):
        class Planted:
            def __init__(self, fun, **options):
                self.right = grad(fun, **options)

            def __call__(self, *args, **kwargs):
                value, gradient = self.right(*args, **kwargs)
                return value, spoil(gradient)

        monkeypatch.setattr(gradients, "grad", Planted)

    return plant


def spoiled_at(index, factor=1.001):
    def spoil(gradient):
        gradient[index] *= factor
        return gradient

    return spoil


def test_a_wrong_number_is_named_with_argument_index_and_both_numbers(planted):
    planted(spoiled_at(2))
    with pytest.raises(GradientCheckError) as caught:
        check_grads(cube, (X,))
    text = str(caught.value)
    assert text.startswith("the gradient of `cube` with respect to x[2] is 27.02")
    assert "central differences give 27.0" in text or "central differences give 26.99999" in text
    assert "rtol=1e-06, atol=1e-08" in text


def test_one_wrong_number_of_a_large_argument_is_found(planted):
    """Not one of the sampled numbers: the direction notices, and is halved down to the index."""
    x = np.linspace(1.0, 2.0, 400).reshape(20, 20)
    sampled = set(gradients.check_leaf.__globals__["indices"](x.shape))
    index = next(i for i in np.ndindex(20, 20) if i not in sampled)
    planted(spoiled_at(index, 1.5))
    with pytest.raises(GradientCheckError, match=rf"x\[{index[0]}, {index[1]}\] is"):
        check_grads(cube, (x,))


def test_a_wrong_number_in_a_container_is_named(planted):
    def spoil(gradient):
        gradient["layer"][1][0] += 0.5
        return gradient

    planted(spoil)
    with pytest.raises(GradientCheckError, match=r"respect to p\['layer'\]\[1\]\[0\] is"):
        check_grads(lambda p: np.sum(p["layer"][1] ** 2), ({"layer": (1, X)},))


def test_a_wrong_float_is_named(planted):
    planted(lambda gradient: 2.001)
    with pytest.raises(GradientCheckError, match=r"respect to x is 2\.001 in reverse mode"):
        check_grads(lambda x: x * x, (1.0,))


def test_nan_is_never_right(planted):
    planted(spoiled_at(0, np.nan))
    with pytest.raises(GradientCheckError, match=r"x\[0\] is nan"):
        check_grads(cube, (X,))


@pytest.mark.parametrize(
    ("spoil", "text"),
    [
        (lambda gradient: gradient[:2], r"is an array of float64 of shape \(2,\), not an array"),
        (lambda gradient: gradient.astype(np.float32), "is an array of float32"),
        (lambda gradient: None, "with respect to x is None, not an array"),
    ],
)
def test_a_gradient_of_another_kind_is_wrong(planted, spoil, text):
    planted(spoil)
    with pytest.raises(GradientCheckError, match=text):
        check_grads(cube, (X,))


def test_a_gradient_of_another_structure_is_wrong(planted):
    planted(lambda gradient: {})
    with pytest.raises(GradientCheckError, match=r"the gradient has nothing at p\['w'\]"):
        check_grads(lambda p: p["w"] * 2.0, ({"w": 1.0},))


def test_a_value_that_is_not_the_functions_own(monkeypatch):
    class Planted:
        def __init__(self, fun, **options):
            self.right = grad(fun, **options)

        def __call__(self, *args, **kwargs):
            value, gradient = self.right(*args, **kwargs)
            return value + 1.0, gradient

    monkeypatch.setattr(gradients, "grad", Planted)
    with pytest.raises(GradientCheckError, match=r"`cube` returns .*, but its gradient returns"):
        check_grads(cube, (X,))


def test_another_final_state_of_the_arguments(monkeypatch):
    class Planted:
        def __init__(self, fun, **options):
            self.right = grad(fun, **options)

        def __call__(self, *args, **kwargs):
            result = self.right(*args, **kwargs)
            args[0][0] = 7.0
            return result

    monkeypatch.setattr(gradients, "grad", Planted)
    with pytest.raises(GradientCheckError, match="leave the arguments in different states"):
        check_grads(cube, (X,))


def test_at_the_edge_of_the_domain_there_are_no_differences():
    quiet = np.errstate(divide="ignore")  # the derivative at 0 is inf
    with quiet, pytest.raises(GradientCheckError, match="central differences are not finite"):
        check_grads(lambda x: np.sum(np.sqrt(x)), (np.array([0.0, 1.0]),))


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"modes": ("sideways",)}, "there are reverse and forward mode"),
        ({"modes": ()}, "there are reverse and forward mode"),
        ({"modes": "reverse"}, "there are reverse and forward mode"),
        ({"order": 0}, "the order of a derivative is a whole number"),
        ({"rtol": "tight"}, "rtol='tight': a tolerance is a number"),
        ({"atol": -1.0}, "atol=-1.0: a tolerance is a number of at least 0"),
    ],
)
def test_what_does_not_exist_yet_is_refused(options, text):
    with pytest.raises(ValueError, match=text) as caught:
        check_grads(cube, (X,), **options)
    assert isinstance(caught.value, SrcgradError)


def test_arguments_must_be_a_tuple():
    with pytest.raises(ValueError, match="`args` is ndarray, not a tuple"):
        check_grads(cube, X)


def test_a_wrong_wrt_is_the_compilers_to_refuse():
    with pytest.raises(NonDifferentiableError):
        check_grads(cube, (X,), wrt="y")


def cubed(x):
    return x * x * x


def test_forward_mode_is_checked_by_itself(monkeypatch):
    """A wrong tangent is found, and the message says in which mode."""
    from srcgrad import rules
    from srcgrad.rules import declare

    monkeypatch.setattr(declare, "_registry", dict(declare._registry))
    rules.vjp(cubed)(_cubed_adjoint)
    rules.jvp(cubed)(_cubed_tangent)

    def f(x):
        return np.sum(cubed(x))

    x = np.array([1.0, 2.0])
    check_grads(f, (x,), modes=("reverse",))
    with pytest.raises(GradientCheckError, match=r"x\[0\] is 3\.003 in forward mode"):
        check_grads(f, (x,))


def _cubed_adjoint(y_bar, y, x):
    return 3 * x * x * y_bar


def _cubed_tangent(x_dot, y, x):
    return 3.003 * x * x * x_dot


def test_forward_mode_of_large_arrays_and_containers():
    p = {"w": np.linspace(0.1, 1.0, 100), "k": 2.0, "n": 3}
    check_grads(lambda p: np.tanh(p["w"]) * p["k"], (p,), modes=("forward",))


def test_second_derivatives():
    def f(p, k):
        return k * np.sum(np.exp(p["x"]) * p["x"]) ** 2

    check_grads(f, ({"x": np.array([0.3, 0.7]), "n": 2}, 1.5), wrt=("p", "k"), order=2)


def test_second_derivatives_where_a_parameter_is_called_as_a_keyword_of_ours():
    check_grads(lambda u, v, seed: np.sum(u * v * seed) ** 2, (1.5, 0.3, 2.0), wrt=(0, 1), order=2)


def test_a_distribution_of_scipy_is_given_as_it_is():
    check_grads(lambda x, family: np.sum(family.logpdf(x)), (np.array([0.3, 0.7]), norm), order=2)


def test_second_derivatives_of_complex_arguments():
    z = np.array([1.0 + 2.0j, 0.3 - 1.0j])
    check_grads(lambda z: np.sum(np.abs(z) ** 3 * np.sin(z).real), (z,), order=3)
    check_grads(lambda z: z * z * np.conj(z[::-1]), (z,), order=3)


def test_a_wrong_second_derivative_of_a_complex_argument_is_found():
    def wrong(z):
        return z * z

    rules.partials(wrong, complex=True)(lambda y, z: 2 * stop_gradient(z))
    with pytest.raises(GradientCheckError, match="the second derivative of"):
        check_grads(lambda z: np.sum(wrong(z)).real, (np.array([1.0 + 2.0j]),), order=2)


def test_a_wrong_second_derivative_is_found(monkeypatch):
    from srcgrad.rules import declare, partials

    monkeypatch.setattr(declare, "_registry", dict(declare._registry))
    partials(np.sinh)(_sinh)
    partials(np.cosh)(_wrong_cosh)
    x = np.array([0.3, 0.7])
    check_grads(lambda x: np.sum(np.sinh(x)), (x,))
    with pytest.raises(GradientCheckError, match="the second derivative of"):
        check_grads(lambda x: np.sum(np.sinh(x)), (x,), order=2)


def _sinh(y, x):
    return np.cosh(x)


def _wrong_cosh(y, x):
    return 1.01 * np.sinh(x)


def curved(x):
    return np.sin(x)


def curved_partial(y, x):
    return stop_gradient(np.cos(x))  # right, and constant for whoever differentiates it


def test_every_order_of_any_value():
    rules.partials(curved)(curved_partial)

    def pair(p, k):
        return {"a": p["x"] ** 3 * k, "b": np.sum(p["x"] ** 4), "n": 3}, p["x"]

    check_grads(pair, ({"x": np.array([0.3, 0.7])}, 1.5), wrt=(0, "k"), order=3, has_aux=True)
    x = np.array([0.3, 0.7])
    check_grads(lambda x: curved(x) * x, (x,))
    with pytest.raises(GradientCheckError, match="the second derivative of `<lambda>`"):
        check_grads(lambda x: curved(x) * x, (x,), order=2)


class Spring:
    def __init__(self, rate, name):
        self.rate, self.name = rate, name

    def energy(self, x):
        return 0.5 * self.rate * x**2


class Joined:
    def __init__(self, *springs):
        self.springs = springs


def test_objects_are_checked_attribute_by_attribute():
    joined = Joined(Spring(2.0, "a"), Spring(np.array([0.5, 1.5]), "b"))

    def energy(joined, x):
        return joined.springs[0].energy(x) + np.sum(joined.springs[1].energy(x))

    check_grads(energy, (joined, 1.3), wrt=(0, 1), order=2)


def test_starred_arguments_are_checked_by_position():
    check_grads(lambda x, *rest: x * rest[0] ** 2, (2.0, 3.0), wrt=(0, 1), order=2)
    with pytest.raises(CheckRequestError, match="takes any number of arguments"):
        check_grads(lambda x, *rest: x * rest[0], (2.0, 3.0), wrt="rest")


def test_a_constant_has_derivatives_of_every_order():
    check_grads(lambda x: 1.0, (2.0,), order=3)


class Branch:
    """A node of a tree that knows the one above it."""

    def __init__(self, value, *parts):
        self.value, self.parts, self.above = value, list(parts), None
        for part in parts:
            part.above = self


def whole(branch):
    return np.sum(branch.value**3) + sum(whole(part) for part in branch.parts)


def test_second_derivatives_of_objects_that_point_back():
    check_grads(whole, (Branch(1.5, Branch(np.array([0.5, 1.0])), Branch(0.4)),), order=2)
