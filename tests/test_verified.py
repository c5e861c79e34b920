"""Every compilation of the suite is verified, stage by stage: what is planted in one is found."""

import numpy as np
import pytest

from srcgrad import compiler, grad, jvp
from srcgrad.errors import InvalidProgramError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from tests.verified import check_names, checked


def total(x):
    y = np.sin(x)
    return np.sum(y * y)


def spoiled(stage):
    """A stage that leaves a name behind which is bound nowhere."""

    def run(one):
        stage(one)
        sweeps = getattr(one, "sweeps", None)
        block = one.core.body if sweeps is None else sweeps.forward
        block.append(s.Assign("left", e.Var("unheard_of")))

    run.__name__ = stage.__name__
    return run


def plant(monkeypatch, table, place):
    stages = list(getattr(compiler, table))
    stages[place] = checked(spoiled(stages[place].__wrapped__))
    monkeypatch.setattr(compiler, table, tuple(stages))


@pytest.mark.parametrize("place", range(len(compiler.STAGES)))
def test_a_fault_of_a_stage_is_found_in_reverse_mode(place, monkeypatch):
    plant(monkeypatch, "STAGES", place)
    with pytest.raises(InvalidProgramError, match="unheard_of"):
        grad(total).source(np.ones(3))


@pytest.mark.parametrize("place", range(len(compiler.FORWARD)))
def test_a_fault_of_a_stage_is_found_in_forward_mode(place, monkeypatch):
    plant(monkeypatch, "FORWARD", place)
    with pytest.raises(InvalidProgramError, match="unheard_of"):
        jvp(total, (np.ones(3),), (np.ones(3),))


def test_unbound_names_are_found():
    with pytest.raises(AssertionError, match="y is bound nowhere"):
        check_names("def f(x):\n    return x + y\n")
