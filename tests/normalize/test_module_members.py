"""Modules as values: with another module a function is another program."""

import math
import types

import numpy as np
import pytest

from srcgrad import grad


class Model:
    xp = np

    def __call__(self, x):
        return self.xp.exp(x)


def exponential(x, xp=np):
    return xp.exp(x)


TRIPLE = types.ModuleType("triple")
TRIPLE.exp = lambda v: v * 3.0


def test_another_module_as_an_argument():
    gradient = grad(exponential)
    for module, kind in ((np, np.float64), (math, float), (np, np.float64)):
        value, x_bar = gradient(0.5, module)
        assert type(value) is kind
        assert x_bar == pytest.approx(math.exp(0.5), rel=1e-15)
    assert gradient(0.5, TRIPLE) == (1.5, 3.0)


def test_another_module_of_a_class(monkeypatch):
    gradient = grad(lambda x: Model()(x))
    assert gradient(0.5)[1] == pytest.approx(math.exp(0.5), rel=1e-15)
    monkeypatch.setattr(Model, "xp", TRIPLE)
    assert gradient(0.5) == (1.5, 3.0)


def test_members_stand_under_the_usual_names():
    text = grad(exponential).source(0.5)
    assert "value = np.exp(x)" in text
    assert "import numpy as np" in text
