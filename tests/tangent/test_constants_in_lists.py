"""What a list holds has a tangent of its own shape, zero or not."""

import numpy as np
import pytest

from srcgrad import grad, jvp
from tests.programs.constants_in_lists import PROGRAMS, spread_over_a_constant
from tests.programs.forward import examine_forward


def push(function, arguments, tangents):
    return jvp(function, tuple(arguments.values()), tuple(map(tangents.get, arguments)))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.title)
def test_forward(program):
    examine_forward(program, push, grad)


def test_a_number_is_spread_over_a_constant():
    y, x, direction = np.ones(3), np.full(3, 2.0), np.array([1.0, 0.0, 0.0])
    value, tangent = jvp(spread_over_a_constant, (y, x, 1), (direction, None, None))
    assert (value, tangent) == (21.0, 3.0)
