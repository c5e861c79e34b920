"""Arrays that an argument holds, and those that share memory with what is written."""

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.runtime import arrays_in
from srcgrad.transforms.overlap import apart

TABLE = np.array([1.0, 2.0, 3.0])


class Holder:
    table = TABLE

    def __init__(self):
        self.own = np.zeros(2)
        self.me = [self]


def test_arrays_of_an_object_are_its_own_and_those_of_its_class():
    holder = Holder()
    assert [id(holder.own), id(TABLE)] == [id(array) for array in arrays_in(holder)]
    assert len(arrays_in({"a": (holder, [np.ones(1)])})) == 3


def test_an_argument_in_the_memory_of_a_class():
    def weighted(x, holder):
        x[0] = 2.0 * x[1]
        return np.sum(x * holder.table)

    with pytest.raises(UnsupportedSyntaxError, match="`holder` shares its memory"):
        grad(weighted)(TABLE, Holder())
    value, x_bar = grad(weighted)(np.ones(3), Holder())
    assert np.dot([2.0, 1.0, 1.0], TABLE) == value
    np.testing.assert_array_equal([0.0, 4.0, 3.0], x_bar)


def test_an_array_of_a_class_that_is_written():
    def kept(x, holder):
        holder.table[:] = x
        return np.sum(holder.table * x)

    before = TABLE.copy()
    value, x_bar = grad(kept)(np.array([1.0, 2.0, 3.0]), Holder())
    np.testing.assert_array_equal([1.0, 2.0, 3.0], Holder.table)
    TABLE[:] = before
    assert 14.0 == value
    np.testing.assert_array_equal([2.0, 4.0, 6.0], x_bar)


def test_a_seed_is_copied_where_it_may_be_written():
    x = np.ones(3)
    assert apart(x[1:], {"x": x}) is not x[1:]
    seed = (np.ones(2), 1.0)
    assert seed is apart(seed, {"x": x})


def test_arguments_of_unequal_strides_are_not_stored_into_one_another():
    def stored(a, b):
        a[:] = b
        return np.sum(a * b)

    M = np.arange(9.0).reshape(3, 3)
    with pytest.raises(UnsupportedSyntaxError, match="along another axis"):
        grad(stored, wrt=1)(M[:, 2], M[1])
    value, b_bar = grad(stored, wrt=1)(M[0, 1:], M[0, :-1])
    assert 0.0 == value  # [0, 0, 1] is what the row holds now
    np.testing.assert_array_equal([1.0, 0.0], b_bar)  # of b0 * b0 + b1 * b0
