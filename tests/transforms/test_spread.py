"""Positions mean arguments that `*args` takes, as they do in JAX and autograd."""

import functools
import pickle
from pathlib import Path

import numpy as np
import pytest

from srcgrad import check_grads, export, grad, hessian, hvp, jacobian, jvp, source, vjp
from srcgrad.errors import NonDifferentiableError, SeedError, UnsupportedSyntaxError
from srcgrad.transforms.arguments import resolve

W, X, Y = np.array([1.0, -2.0]), np.arange(6.0).reshape(3, 2), np.ones(3)


def cubic(*args):
    return args[0] * args[1] ** 3


def total(*args):
    return np.sum(args[0] * args[1] ** 3)


def scaled(x, /, y=2.0, *rest, k=3.0, **options):
    return x * y * rest[0] ** 2 * k * options.get("by", 1.0)


def logged(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        found = function(*args, **kwargs)
        return found

    return inner


@grad
@logged
def loss(w, x, y, *, scale=1.0):
    """The loss of a linear model."""
    return scale * np.mean((x @ w - y) ** 2)


class Model:
    def __init__(self, k):
        self.k = k

    @grad
    def slope(self, *xs):
        return self.k * xs[0] * xs[1] ** 2

    @grad
    @logged
    def square(self, x):
        return self.k * x**2

    @classmethod
    @grad
    def of_class(cls, *xs):
        return xs[0] ** 3

    @staticmethod
    @grad
    def plain(*xs):
        return xs[0] ** 3

    def undecorated(self, *xs, by=1.0):
        return self.k * xs[0] * xs[1] ** 2 * by


def test_a_position_is_one_argument():
    assert (54.0, 27.0) == grad(cubic)(2.0, 3.0)
    assert (54.0, 54.0) == grad(cubic, wrt=1)(2.0, 3.0)
    assert (54.0, (54.0, 27.0)) == grad(cubic, wrt=(1, 0))(2.0, 3.0)


def test_by_name_all_of_them_are_meant():
    assert (54.0, (27.0, 54.0)) == grad(cubic, wrt="args")(2.0, 3.0)


def test_beside_other_parameters():
    gradient = grad(scaled, wrt=(0, 2, "k"))
    assert (96.0, (48.0, 96.0, 32.0)) == gradient(2.0, 2.0, 2.0, 9.0, by=2.0)
    assert (12.0, 12.0) == grad(scaled, wrt=2)(1.0, 1.0, 2.0)


def test_a_decorated_function():
    value, w_bar = loss(W, X, Y)
    residual = X @ W - Y
    np.testing.assert_allclose(w_bar, 2 * X.T @ residual / 3, rtol=1e-14)
    assert value == loss.primal(W, X, Y)
    np.testing.assert_array_equal(2 * w_bar, loss(W, X, y=Y, scale=2.0)[1])
    np.testing.assert_array_equal(2 * w_bar, loss(W, X, Y, seed=2.0)[1])
    assert loss.__doc__ == "The loss of a linear model."
    assert "def loss_grad(args_0, args_1, args_2, seed=1.0, *, kwargs):" in loss.adjoint_source
    assert loss.source(W, X, Y) == source(loss, W, X, Y)
    assert loss.cache_info().size == 2
    loss.cache_clear()
    assert loss.cache_info().size == 0


def test_methods():
    model = Model(3.0)
    assert (54.0, 27.0) == model.slope(2.0, 3.0)
    assert (12.0, 12.0) == model.square(2.0)
    assert (8.0, 12.0) == Model.of_class(2.0) == model.of_class(2.0) == Model.plain(2.0)
    assert (108.0, (54.0, 72.0)) == grad(model.undecorated, wrt=(0, 1))(2.0, 3.0, by=2.0)


def test_every_transform():
    model = Model(3.0)
    for f in (cubic, model.undecorated):
        check_grads(f, (2.0, 3.0), wrt=(0, 1), order=2)
    assert 54.0 == vjp(cubic, 2.0, 3.0, wrt=1)[1](1.0)
    assert (54.0, 54.0) == jvp(cubic, (2.0, 3.0), (None, 1.0))
    assert 54.0 == jacobian(cubic, wrt=1)(2.0, 3.0)
    assert 36.0 == hessian(cubic, wrt=1)(2.0, 3.0)
    assert 72.0 == hvp(cubic, wrt=1)(2.0, 3.0, v=2.0)
    assert 36.0 == jacobian(model.undecorated, wrt=1)(2.0, 3.0)
    assert 12.0 == hessian(model.undecorated, wrt=1)(2.0, 3.0)
    assert 24.0 == hvp(model.undecorated, wrt=1)(2.0, 3.0, v=2.0)
    assert "def cubic_jvp(args_0, args_1, args_1_dot)" in source(
        cubic, 2.0, 3.0, wrt=1, mode="forward"
    )
    assert "args_1_dot" in hvp(cubic, wrt=1).source(2.0, 3.0)


def test_inside_a_differentiated_function():
    check_grads(lambda x: grad(cubic, wrt=1)(x, 2.0)[1] * x, (3.0,))
    check_grads(lambda x: np.sum(x * hessian(total, wrt=1)(x, x)), (W,))
    check_grads(lambda x: jacobian(total)(X[0], x), (W,))
    check_grads(lambda w: np.sum(loss(w, X, Y)[1] ** 2), (W,))
    check_grads(lambda w: sum(np.sum(g * w) for g in grad(cubic, wrt=(0, 1))(w, w)[1]), (2.0,))


def test_a_module(tmp_path: Path):
    path = export(cubic, 2.0, 3.0, path=tmp_path / "cubic.py", wrt=1)
    names: dict[str, object] = {}
    exec(path.read_text(), names)
    assert (54.0, 54.0) == names["cubic_grad"](2.0, 3.0)


def test_pickles():
    assert (54.0, 54.0) == pickle.loads(pickle.dumps(grad(cubic, wrt=1)))(2.0, 3.0)


def test_what_does_not_fit_is_refused():
    with pytest.raises(NonDifferentiableError, match=r"position 3\n.* are args_0, args_1"):
        grad(cubic, wrt=3)(1.0, 2.0)
    with pytest.raises(NonDifferentiableError, match="the argument `args_1` is an integer"):
        grad(cubic, wrt=1)(1.0, 2)
    with pytest.raises(SeedError, match="seed is needed"):
        grad(logged(lambda x: x * 2))(W)


def slope_of(function):
    return lambda *args, **options: grad(function)(*args, **options)[1]


def of_a_function_made_inside(x):
    def product(*xs):
        return xs[0] * xs[1] ** 2

    slopes = grad(product, wrt=(1, 0))
    return slopes(x, 2.0)[1][0] * slopes(2.0, x)[1][1]


def by_its_name(x):
    def product(k, *xs, by=2.0):
        return k * xs[0] * xs[1] ** 2 * by

    return grad(product, wrt="xs")(3.0, x, 2.0)[1][0] * x


def of_parameters_with_defaults(x):
    def product(k, q=1.0, *xs, by=2.0):
        return k * q * by * (xs[0] ** 2 if xs else 1.0)

    return grad(product, wrt=2)(x, 2.0, x)[1] * grad(product)(x, by=x)[1]


def curvature(x):
    def product(*xs):
        return np.sum(xs[0] * xs[1] ** 3)

    return np.sum(hessian(product, wrt=1)(x, x) @ x)


@pytest.mark.parametrize(
    "program", [of_a_function_made_inside, by_its_name, of_parameters_with_defaults]
)
def test_of_functions_made_inside(program):
    check_grads(program, (1.3,), order=2)
    check_grads(curvature, (W,))


def test_slopes_of_slopes():
    assert 84.0 == slope_of(slope_of(lambda x: 7 * x**3))(2.0)
    check_grads(lambda x: slope_of(slope_of(lambda v: v**3))(x) * x, (1.3,))


def test_a_position_is_not_decided_without_a_call():
    with pytest.raises(NonDifferentiableError, match="of cubic a position means, only a call"):
        resolve(cubic, 1, method=False)


def test_what_is_refused_inside_of_it_names_lines_of_the_program_alone():
    def wrong(*xs):
        return eval("xs[0]")

    with pytest.raises(UnsupportedSyntaxError) as told:
        grad(wrong)(1.0)
    assert "called from" not in str(told.value)


def test_names_that_are_taken():
    def named(x_0, *x):
        return x_0 * x[0] ** 2

    assert (18.0, 12.0) == grad(named, wrt=1)(2.0, 3.0)
