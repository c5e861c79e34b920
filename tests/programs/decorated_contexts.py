"""`with`, of managers whose `__enter__` and `__exit__` are decorated."""

import functools

import numpy as np

from tests.programs.case import Program, positive


def noted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        print(function.__name__)
        return result

    return wrapper


def handed_on(function):
    @functools.wraps(function)
    def wrapper(self, *args):
        return function(self, *args)

    return wrapper


def swallowed(function):
    @functools.wraps(function)
    def wrapper(*args):
        function(*args)
        return True

    return wrapper


class Wave:
    def __init__(self, k):
        self.k = k

    def at(self, x):
        return np.sum(np.sin(self.k * x))


class Tuned:
    def __init__(self, wave, k):
        self.wave, self.k = wave, k

    @handed_on
    def __enter__(self):
        self.old = self.wave.k
        self.wave.k = self.k
        return self

    @handed_on
    def __exit__(self, *exception):
        self.wave.k = self.old
        return False


class Noted(Tuned):
    @noted
    def __exit__(self, kind, value, trace):
        self.wave.k = self.old * self.k


class Asking(Tuned):
    @handed_on
    def __exit__(self, kind, value, trace):
        self.wave.k = self.old if kind is None else 0.0


class Swallowing(Tuned):
    @swallowed
    def __exit__(self, *exception):
        self.wave.k = self.old


def tuned(x):
    wave = Wave(2.0)
    with Tuned(wave, x[1]) as manager:
        inside = wave.at(x) * manager.k
    return inside + wave.at(x)


def tuned_and_noted(x):
    wave = Wave(2.0)
    with Noted(wave, x[1]):
        inside = wave.at(x)
    return inside + wave.at(x)


def asked_for_an_exception(x):
    wave = Wave(2.0)
    with Asking(wave, x[1]):
        inside = wave.at(x)
    return inside + wave.at(x)


def perhaps_swallowed(x):
    wave = Wave(2.0)
    inside = 0.0
    with Swallowing(wave, x[1]):
        inside = wave.at(x)
    return inside + wave.at(x)


X = positive(3)

REFUSED = {"asked_for_an_exception", "perhaps_swallowed"}

PROGRAMS = [
    Program(tuned, (X,)),
    Program(tuned_and_noted, (X,)),
    Program(asked_for_an_exception, (X,)),
    Program(perhaps_swallowed, (X,)),
]
