"""Modules as values: a backend that is an argument, a local, or chosen."""

import importlib
import math
import sys
import types

import numpy as np
import scipy.special
import scipy.special as library

from tests.programs.case import Program, positive


def by_default(x, xp=np):
    return xp.sum(xp.sin(x)) * xp.pi


def a_local(x):
    xp = np
    y = x[:, xp.newaxis] * x
    return xp.linalg.norm(y, axis=0).sum()


def exponential(v, lib):
    return lib.exp(v)


def handed_on(x):
    return exponential(float(x[0]), math) + np.sum(exponential(x, np))


def chosen(x, backend):
    xp = np if backend == "numpy" else math
    return xp.sqrt(x[0]) * xp.cos(x[1])


def of_a_library(x, exact):
    xp = library if exact else math
    print(xp.__name__)
    return np.sum(x**2)


class Activation:
    xp = np

    def __call__(self, x):
        return self.xp.tanh(x)


def of_a_class(x):
    return np.sum(Activation()(x) * x)


BACKENDS = {"plain": "numpy", "other": "jax.numpy"}
backend_name = "plain"


def by_its_name(x):
    xp = importlib.import_module("numpy")
    return xp.sum(xp.sin(x) * getattr(xp, "arctan")(x))


class Backend:
    """It stands where a module would stand."""

    def __getattr__(self, name):
        module = importlib.import_module(BACKENDS[backend_name])
        return getattr(module, name)


lib = Backend()


def asked_for_each_function(x, out):
    s = 0.0
    for j in range(x.shape[1]):
        s = s + (j + 1) * lib.sin(x[:, j]) ** 2
    out["G"] = lib.column_stack([x[:, 1], x[:, 0]])
    return lib.sum(out["G"] * lib.exp(x[:, :2])) - lib.sum(-s)


class Lazy(types.ModuleType):
    """A module whose class finds its members."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(math, name)


sys.modules["lazy_members"] = lazy = Lazy("lazy_members")


def members_found_by_the_class(x):
    return np.sum(x**2) * lazy.hypot(1.0, lazy.pi)


def a_member_of_a_library(x):
    erf = getattr(scipy.special, "erf")  # noqa: B009
    return np.sum(erf(x) * x)


PROGRAMS = [
    Program(by_its_name, (positive(3),)),
    Program(asked_for_each_function, (positive(3, 2), {})),
    Program(members_found_by_the_class, (positive(3),)),
    Program(a_member_of_a_library, (positive(3),)),
    Program(of_a_class, (positive(3),)),
    Program(by_default, (positive(3),)),
    Program(by_default, (positive(3),), kwargs={"xp": np}),
    Program(a_local, (positive(3),)),
    Program(handed_on, (positive(3),)),
    Program(chosen, (positive(3), "numpy")),
    Program(chosen, (positive(3), "math")),
    *(Program(of_a_library, (positive(3), e), name=f"of_a_library_{e}") for e in (True, False)),
]
