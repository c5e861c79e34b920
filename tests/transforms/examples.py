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
    k = 3.0

    @grad
    def energy(self, x):
        return self.k * x * x

    @grad(wrt="self")
    def by_self(self, x):
        return self.k * x * x

    @grad(wrt=(0, 1))
    def of_two(self, x, y):
        return x * y * y

    @staticmethod
    @grad
    def fixed(x):
        return x**3

    @classmethod
    @grad
    def of_class(cls, x):
        return cls.k * x

    def plain(self, x):
        return self.k * x**2

    plain_gradient = grad(plain)


class Stiff(Model):
    k = 5.0


class Overriding(Model):
    @grad
    def energy(self, x):
        return 7.0 * x


class Spring:
    def __init__(self, k):
        self.k = k

    @grad
    def energy(self, x):
        return self.k * x * x

    @grad(wrt="self")
    def by_self(self, x):
        return self.k * x * x
