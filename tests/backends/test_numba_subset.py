"""The functions of a generated file compile under Numba as they stand, in the numeric subset."""

import types

import numpy as np
import pytest

from srcgrad import grad
from tests.benchmarks.programs import heat, jacobi_2d, rosenbrock, seidel, seidel_2d, series
from tests.programs import corpus

numba = pytest.importorskip("numba", reason="the extra `numba` is not installed")

LINE = np.linspace(0.2, 1.2, 12)
SQUARE = np.linspace(0.2, 1.2, 36).reshape(6, 6)
BENCHMARKS = {
    series: ((1.3, 30), 0),
    heat: ((LINE, 0.1, 5), (0, 1)),
    seidel: ((LINE, 0.1, 5), (0, 1)),
    seidel_2d: ((SQUARE, 3), 0),
    jacobi_2d: ((SQUARE.T.copy(), SQUARE, 3), (0, 1)),
    rosenbrock: ((LINE[:10].copy(),), 0),
}
CHOSEN = [
    "arithmetic:power",
    "arithmetic:divide_by_int",
    "branches:nested_ifs",
    "branches:branch_on_overwritten",
    "loops:matrix_rows",
    "loops:fibonacci_like",
    "loops:while_condition_on_active",
    "loops:two_breaks",
    "memory_examples:states",
    "memory_examples:helped",
    "overwriting:loop_overwrites_elements",
]


def compiled(function, made):
    """A function as Numba's, with those that it calls, the runtime's own among them."""
    if function not in made:
        held = dict(function.__globals__)
        for name in function.__code__.co_names:
            if isinstance(held.get(name), types.FunctionType):
                held[name] = compiled(held[name], made)
        plain = types.FunctionType(function.__code__, held, function.__name__)
        plain.__defaults__ = function.__defaults__
        made[function] = numba.njit(plain)
    return made[function]


def agree(function, arguments, wrt):
    adjoint = grad(function, wrt=wrt).adjoint(*arguments())
    assert not adjoint.compiled.free
    expected = grad(function, wrt=wrt)(*arguments())
    same(expected, compiled(adjoint.function, {})(*arguments()))


def same(expected, found):
    if isinstance(expected, tuple):
        assert len(expected) == len(found)
        for one, other in zip(expected, found, strict=True):
            same(one, other)
    else:
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("function", BENCHMARKS)
def test_benchmark(function):
    args, wrt = BENCHMARKS[function]
    agree(function, lambda: [a.copy() if isinstance(a, np.ndarray) else a for a in args], wrt)


@pytest.mark.parametrize("name", CHOSEN)
def test_program(name):
    program = corpus.programs()[name]
    agree(program.function, lambda: program.arguments()[0], program.wrt)
