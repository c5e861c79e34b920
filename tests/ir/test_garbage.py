"""The collector of cycles rests while a program is compiled, and only then."""

import gc

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.ir.garbage import uncollected


def test_the_collector_is_on_again_after_an_error():
    with pytest.raises(ValueError), uncollected(), uncollected():
        raise ValueError
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_rests_while_a_function_is_compiled():
    seen = []

    def square(x):
        return np.sum(x * x)

    found = gc.callbacks
    found.append(lambda phase, info: seen.append(phase))
    try:
        grad(square).adjoint(np.ones(3))
        with uncollected():
            before = len(seen)
            grad(square).adjoint(np.ones((3, 3)))
            assert before == len(seen)
        assert gc.isenabled()
    finally:
        found.pop()
