"""Imports inside a function."""

import math

import numpy as np

from srcgrad.ir import expr as e
from tests.stages import core_of


def importing(x):
    import math as m

    from numpy import exp

    return m.sin(exp(x))


def test_names_stand_for_what_is_imported():
    core = core_of(importing)
    calls = [node.value for node in core.body]
    assert e.Ref("exp", np.exp) == calls[0].func
    assert e.Ref("m.sin", math.sin) == calls[1].func
    assert math is core.modules["m"]
