"""Functions and classes at module level, where pickling and `__set_name__` need them."""

import functools

import numpy as np

from srcgrad import grad

SCALE = 2.0


@grad
def square_sum(x):
    """The sum of squares."""
    return np.sum(x**2)


def weighted(x, w=3.0, *, power=2):
    return w * x**power


renamed = grad(weighted, wrt="w")


def loud(function):
    """A wrapper of the kind that `functools.wraps` makes."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return 10.0 * function(*args, **kwargs)

    return wrapper


class Model:
    shared = 3.0

    def __init__(self, k=3.0):
        self.k = k

    @grad
    def energy(self, x):
        return self.k * x * x

    @grad(wrt="self")
    def by_self(self, x):
        return self.k * x * x

    @grad(wrt=(0, 1))
    def of_two(self, x, y):
        return x * y * y

    @grad
    def with_shared(self, x):
        return self.shared * x

    @staticmethod
    @grad
    def fixed(x):
        return x**3

    @classmethod
    @grad(wrt="x")
    def of_class(cls, x):
        return 2.0 * x

    def plain(self, x):
        return self.k * x**2

    plain_gradient = grad(plain)


class Stiff(Model):
    shared = 5.0

    def __init__(self):
        super().__init__(5.0)


class Overriding(Model):
    @grad
    def energy(self, x):
        return 7.0 * x


class Bare:
    @grad(wrt="self")
    def by_self(self, x):
        return x
