"""What may share memory is told to share it; checked against NumPy."""

import numpy as np
import pytest

from srcgrad.infer import Inference, kind_of_signature
from srcgrad.normalize import Counter, split
from srcgrad.request import sign
from tests.stages import core_of

VIEWS = [
    lambda x: x,
    lambda x: x[1:],
    lambda x: x.T,
    lambda x: x.reshape(-1),
    lambda x: x.ravel(),
    lambda x: np.asarray(x),
    lambda x: np.transpose(x),
    lambda x: x[0],
    lambda x: x[...],
    lambda x: np.squeeze(x),
    lambda x: np.expand_dims(x, 0),
    lambda x: np.broadcast_to(x, (2, 3, 4)),
    lambda x: x.real,
    lambda x: np.flip(x),
    lambda x: np.swapaxes(x, 0, 1),
    lambda x: x[:, None],
    lambda x: np.moveaxis(x, 0, 1),
    lambda x: np.diagonal(x),
    lambda x: x.swapaxes(0, 1),
    lambda x: x[1:][0],
]
COPIES = [
    lambda x: x.copy(),
    lambda x: x + 0.0,
    lambda x: np.sin(x),
    lambda x: x[[0, 1]],
    lambda x: x[x > 0],
    lambda x: np.concatenate([x, x]),
    lambda x: np.array(x),
    lambda x: x.flatten(),
    lambda x: np.roll(x, 1),
    lambda x: x.astype(float),
    lambda x: np.where(x > 0, x, 0.0),
    lambda x: np.zeros_like(x),
    lambda x: -x,
]


def united(function, value):
    """Are the argument and the result told to share memory?"""
    from srcgrad.infer.memory import shares

    core = core_of(function)
    split(core, Counter())
    facts = Inference(core, {"x": kind_of_signature(sign(value), "x")}, {"x"}).run()
    return "x" in {
        root for n in shares(core.result, facts.kind) for root in (n, facts.root(n))
    } or any(facts.root(n) == facts.root("x") for n in shares(core.result, facts.kind))


@pytest.mark.parametrize("number", range(len(VIEWS)))
def test_views(number):
    x = np.ones((3, 4))
    assert np.shares_memory(x, VIEWS[number](x))
    assert united(VIEWS[number], x)


@pytest.mark.parametrize("number", range(len(COPIES)))
def test_copies(number):
    x = np.ones((3, 4))
    assert not np.shares_memory(x, COPIES[number](x))
    assert not united(COPIES[number], x)
