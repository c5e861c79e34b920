"""What `np.fill_diagonal` says of arrays that are no matrices."""

import numpy as np
import pytest

from srcgrad import grad
from tests.verified import unverified


def apart(x):
    rows = np.array([one - x for one in x])
    np.fill_diagonal(rows, 1.0)
    return np.sum(rows**2)


def vector(x):
    y = x * 2.0
    np.fill_diagonal(y, 1.0)
    return np.sum(y)


@pytest.mark.parametrize(("function", "given"), [(apart, np.zeros(0)), (vector, np.ones(3))])
def test_it_raises_what_numpy_raises(function, given):
    with pytest.raises(ValueError, match="at least 2-d") as expected:
        function(given.copy())
    # it is known of the vector that nothing is bound after that
    with unverified(), pytest.raises(ValueError, match="at least 2-d") as raised:
        grad(function)(given.copy())
    assert str(raised.value) == str(expected.value)


def test_of_rows():
    value, x_bar = grad(apart)(np.array([1.0, 3.0]))
    assert value == 10.0  # 1 + 4 + 4 + 1
    np.testing.assert_array_equal(x_bar, [-8.0, 8.0])  # of 2 * (x[0] - x[1]) ** 2 + 2
