"""Names, keywords and axes that are not there are called so."""

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import UnsupportedSyntaxError


class Net:
    def __init__(self):
        self.weights = np.ones(3)


net = Net()


def function(x):
    return np.sum(np.sinus(x))


def module(x):
    return np.sum(np.linalg.nrm(x))


def keyword(x):
    return np.sum(x, axes=0)


def axis(x):
    return np.sum(x.sum(axis=1))


def method(x):
    return np.sum(x.cumsums())


def attribute(x):
    return np.sum(net.weight * x)


@pytest.mark.parametrize(
    ("primal", "reason"),
    [
        (function, "the module numpy has no attribute `sinus`"),
        (module, "the module numpy.linalg has no attribute `nrm`"),
        (keyword, "`sum` has no keyword `axes`"),
        (axis, "there is no axis 1 in an array of 1 axis"),
        (method, "an array has no attribute `cumsums`"),
        (attribute, "this object of the class Net has no attribute `weight` here"),
    ],
)
def test_mistakes_are_told_as_such(primal, reason):
    with pytest.raises(UnsupportedSyntaxError) as caught:
        grad(primal)(np.array([1.0, 2.0, 3.0]))
    assert reason in str(caught.value)
