"""Gradients as methods: bound, static, of the class, inherited, by the object itself."""

import numpy as np
import pytest

from srcgrad import check_grads, export, grad, hessian, hvp, jacobian, jvp, source, vjp
from srcgrad.errors import NonDifferentiableError, SrcgradError, UnsupportedSyntaxError
from tests.transforms.examples import Bare, Model, Overriding, Stiff


def test_positions_count_after_self():
    assert (12.0, 12.0) == Model().energy(2.0)
    assert (18.0, (9.0, 12.0)) == Model().of_two(2.0, 3.0)


class Scaled:
    scale = 2.0

    @classmethod
    @grad
    def energy(cls, x):
        return cls.scale * x * x

    @classmethod
    @grad(wrt=1)
    def of_two(cls, x, y):
        return cls.scale * x * y


class Heavier(Scaled):
    scale = 3.0


def test_positions_count_after_the_class():
    assert (8.0, 8.0) == Scaled.energy(2.0) == Scaled().energy(2.0)
    assert (12.0, 12.0) == Heavier.energy(2.0)
    assert (12.0, 4.0) == Scaled.of_two(2.0, 3.0)


def test_by_class():
    assert (12.0, 12.0) == Model.energy(Model(), 2.0)


def test_attributes_are_read_at_each_call():
    model = Model(3.0)
    assert (12.0, 12.0) == model.energy(2.0)
    model.k = 4.0
    assert (16.0, 16.0) == model.energy(2.0)


def test_inheritance():
    assert (20.0, 20.0) == Stiff().energy(2.0)
    assert (12.0, 12.0) == Model().energy(2.0)


def test_class_attributes():
    """An attribute that the object has from its class is an attribute all the same."""
    assert (6.0, 3.0) == Model().with_shared(2.0)
    assert (10.0, 5.0) == Stiff().with_shared(2.0)


def test_overriding():
    assert (14.0, 7.0) == Overriding().energy(2.0)


def test_static_methods_count_from_their_first_parameter():
    assert (8.0, 12.0) == Model.fixed(2.0)
    assert (8.0, 12.0) == Model().fixed(2.0)


def test_class_methods():
    assert (4.0, 2.0) == Model.of_class(2.0)
    assert (4.0, 2.0) == Stiff().of_class(2.0)


def test_gradient_of_a_method_beside_it():
    assert (12.0, 12.0) == Model().plain_gradient(2.0)
    assert 12.0 == Model().plain(2.0)


def test_by_the_object():
    value, gradient = Model(3.0).by_self(2.0)
    assert 12.0 == value
    assert isinstance(gradient, Model)
    assert 4.0 == gradient.k


def test_an_object_without_numbers_of_its_own():
    with pytest.raises(NonDifferentiableError, match="`self`"):
        Bare().by_self(2.0)


class Spring:
    """A method that nobody has decorated; it counts its calls."""

    def __init__(self, k):
        self.k, self.calls = k, 0

    def energy(self, x, power=2):
        self.calls += 1
        return np.sum(self.k * x**power)

    def force(self, x):
        return self.k * x**2

    @classmethod
    def of_class(cls, x):
        return np.sum(x * x)


X = np.array([1.0, 2.0])


def test_gradient_of_a_method_of_an_object():
    """The object is held constant, read at each call, and left as the method leaves it."""
    spring = Spring(3.0)
    gradient = grad(spring.energy)
    value, x_bar = gradient(X)
    assert 15.0 == value
    assert [6.0, 12.0] == x_bar.tolist()
    spring.k = 5.0
    value, (x_bar,) = grad(spring.energy, wrt=("x",))(X, power=3)
    assert 45.0 == value
    assert [15.0, 60.0] == x_bar.tolist()
    assert [10.0, 20.0] == gradient(X)[1].tolist()
    assert 3 == spring.calls
    assert 5.0 == grad(spring.energy, wrt="self")(X)[1].k
    assert [2.0, 4.0] == grad(Spring.of_class)(X)[1].tolist()


def test_all_transforms_take_a_method_of_an_object():
    spring = Spring(3.0)
    pullback = vjp(spring.energy, X)[1]
    assert [6.0, 12.0] == pullback(1.0).tolist()
    assert (15.0, 6.0) == jvp(spring.energy, (X,), (np.array([1.0, 0.0]),))
    assert [6.0, 0.0] == hvp(spring.energy)(X, v=np.array([1.0, 0.0])).tolist()
    assert [[6.0, 0.0], [0.0, 6.0]] == hessian(spring.energy)(X).tolist()
    assert [[6.0, 0.0], [0.0, 12.0]] == jacobian(spring.force)(X).tolist()
    check_grads(spring.energy, (X,), order=2)
    assert "def force_grad(self, x, seed):" in source(spring.force, X)
    assert "x_dot" in source(spring.force, X, mode="forward")
    assert 9.0 == vjp(Model(3.0).energy, 1.5)[1](1.0)


def test_positions_of_a_method_of_an_object():
    for wrt in (-1, 2):
        with pytest.raises(NonDifferentiableError, match="its parameters are x, power"):
            grad(Spring(3.0).energy, wrt=wrt)
    with pytest.raises(NonDifferentiableError, match="grad of a Gradient"):
        grad(Model().energy)


def test_module_of_a_method_takes_the_object(tmp_path):
    path = export(Spring(3.0).force, X, path=tmp_path / "force.py")
    assert "def force_grad(self, x, seed):" in path.read_text()


class Chosen:
    """An object whose attribute is one of its own methods."""

    def __init__(self, size):
        self.size = size
        self.rule = self.square

    def square(self, x):
        return self.size * x**2

    def cube(self, x):
        return self.size * x**3


def test_method_kept_in_an_attribute_is_looked_up_at_each_call():
    one, other = Chosen(2.0), Chosen(5.0)
    by_rule = grad(lambda x, chosen: chosen.rule(x))
    assert by_rule(3.0, one) == (18.0, 12.0)
    one.rule = one.cube
    assert by_rule(3.0, one) == (54.0, 54.0)
    one.rule = other.square
    assert by_rule(3.0, one) == (45.0, 30.0)


class Bowl:
    """What holds the derivative of its own method, as each of them makes it."""

    def __init__(self, depth):
        self.depth = depth
        self.slope = grad(self.energy)

    def energy(self, x):
        return self.depth * np.sum(x**3)

    def squared(self, x):
        return np.sum(self.slope(x)[1] ** 2)


def squared_slope(bowl, x):
    return bowl.squared(x)


def test_objects_that_hold_derivatives_of_their_own_share_one_program():
    x = np.array([0.5, 1.5])
    by_x, by_bowl = grad(squared_slope, wrt="x"), grad(squared_slope, wrt="bowl")
    for depth in (1.0, 2.0, 3.0):
        expected = 36.0 * depth**2 * x**3
        np.testing.assert_allclose(by_x(Bowl(depth), x)[1], expected)
        np.testing.assert_allclose(by_bowl(Bowl(depth), x)[1].depth, 18.0 * depth * np.sum(x**4))
        np.testing.assert_allclose(grad(Bowl(depth).squared)(x)[1], expected)
    assert 1 == by_x.cache_info().misses


def test_a_derivative_of_another_objects_method_is_not_the_objects_own():
    one, other = Bowl(1.0), Bowl(2.0)
    one.slope = other.slope
    with pytest.raises(UnsupportedSyntaxError, match="what `slope` holds cannot be known"):
        grad(squared_slope, wrt="x")(one, np.ones(2))
    one.slope = grad(one.energy, has_aux=True)  # of other options
    with pytest.raises(SrcgradError):
        grad(squared_slope, wrt="x")(one, np.ones(2))
    one.slope = grad(one.energy)
    np.testing.assert_allclose(36.0 * np.ones(2), grad(squared_slope, wrt="x")(one, np.ones(2))[1])
