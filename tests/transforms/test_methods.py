"""Gradients as methods: bound, static, of the class, inherited, by the object itself."""

import pytest

from srcgrad.errors import NonDifferentiableError
from tests.transforms.examples import Bare, Model, Overriding, Stiff


def test_positions_count_after_self():
    assert (12.0, 12.0) == Model().energy(2.0)
    assert (18.0, (9.0, 12.0)) == Model().of_two(2.0, 3.0)


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
