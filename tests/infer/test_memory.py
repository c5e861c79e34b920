"""What may share memory is told to share it; checked against NumPy."""

import numpy as np
import pytest

from srcgrad import runtime
from srcgrad.infer.kinds.signature import kind_of as kind_of_signature
from srcgrad.infer.program import Inference
from srcgrad.infer.sharing.memory import MAKING
from srcgrad.normalize.names.webs import split
from srcgrad.normalize.scope import Counter
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
    from srcgrad.infer.sharing.memory import shares

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


SQUARE = np.array([[2.0, 1.0], [1.0, 3.0]])
ONES = np.ones(2)
FALLING = np.array([3.0, 1.0])
MADE = {
    "cholesky_transpose": [(SQUARE, SQUARE)],
    "cofactors": [(SQUARE,), (np.ones((1, 1)),)],
    "cumprod_transpose": [(ONES, ONES, ONES), (ONES[:1], ONES[:1], np.zeros(1))],
    "eigh_transpose": [(ONES, 0, FALLING, SQUARE, "L"), (0, SQUARE, FALLING, SQUARE, "U")],
    "other_products": [(ONES,), (ONES[:1],), (SQUARE, 0), (np.ones(()),)],
    "pinv_transpose": [(SQUARE, SQUARE, SQUARE)],
    "qr_transpose": [(SQUARE, 0, SQUARE, SQUARE), (0, SQUARE, np.eye(2), np.eye(2))],
    "svd_transpose": [
        (0, ONES, 0, SQUARE, FALLING, SQUARE),
        (SQUARE, 0, SQUARE, SQUARE, FALLING, SQUARE),
    ],
}


def test_what_is_told_to_make_new_arrays_does():
    """The adjoints that runtime functions give are not, even in part, what they were given."""
    assert set(MADE) == MAKING
    for name, calls in MADE.items():
        for given in calls:
            made = getattr(runtime, name)(*given)
            arrays = [a for a in given if isinstance(a, np.ndarray)]
            assert not any(np.shares_memory(made, a) for a in arrays), name
