"""Sums of what is zero but where an array is smallest, or largest."""

import numpy as np
import pytest

from srcgrad import check_grads, grad, hvp
from tests.programs.case import positive

A = positive(6, 3)
B = positive(4, 3) + 0.3


def source(function, *args, wrt=0):
    return grad(function, wrt=wrt).source(*args)


def nearest(a, b):
    return np.sum(np.min(np.sum((b[:, None, :] - a) ** 2, axis=2), axis=1))


def both(a, b):
    apart = a[:, None, :] - b[None, :, :]
    d = np.sqrt(np.sum(apart**2, axis=-1))
    return np.mean(np.min(d, axis=1)) + np.mean(np.min(d, axis=0))


def farthest(a, b):
    d = np.linalg.norm(a[:, None, :] - b[None, :, :], axis=-1)
    return np.mean(d.max(axis=1) ** 2)


def written(a, b):
    apart = a[:, None, :] - b
    value = np.sum(np.min(np.sum(apart**2, axis=2), axis=1))
    b[0] = 0.0
    return value


FIRES = {
    "nearest": (nearest, (B, A), 0, ["b[rows] - a[columns]", "np.subtract.at("]),
    "both": (both, (A, B), (0, 1), ["(a[rows] - b[columns])", "np.add.at(a_bar, rows, terms)"]),
    "farthest": (
        farthest,
        (A, B),
        (0, 1),
        ["item = d[rows, columns, None]"],
    ),
    "written later": (written, (A, B), 0, ["apart[rows, columns]"]),
}


def all_places(a, b):
    apart = a[:, None, :] - b
    d = np.sum(apart**2, axis=2)
    return np.sum(np.min(d, axis=1)) + np.sum(d)


def weights(w, b):
    return np.sum(np.min(b @ w, axis=1))


def kept(a, b):
    apart = a[:, None, :] - b
    return np.sum(np.sin(np.sum(apart**2, axis=2)))


def given_back(a, b):
    apart = a - b[:, None, :]
    return np.sum(np.min(np.sum(apart**2, axis=2), axis=1))


def of_one(a, b):
    return np.min(np.sum((b[:, None, :] - a + 1.0) ** 2, axis=2))


def alike(shift, w):
    return np.min(np.sum((A[:4, None] - A + shift) * w, axis=2))


NOT = {
    "of all": (all_places, (A, B)),
    "no more axes": (weights, (B.T.copy(), A)),
    "no ties": (kept, (A, B)),
    "what is returned": (given_back, (positive(4, 6, 3), B), (0, 1)),
    "one place": (of_one, (A[:1], B[:1]), (0, 1)),
    "the same at all places": (alike, (A[0], A[1])),
}


@pytest.mark.parametrize("case", FIRES)
def test_places(case):
    function, args, wrt, texts = FIRES[case]
    text = source(function, *[arg.copy() for arg in args], wrt=wrt)
    assert all(part in text for part in texts)
    check_grads(function, tuple(arg.copy() for arg in args), wrt=wrt)


@pytest.mark.parametrize("case", NOT)
def test_stays(case):
    function, args, *wrt = NOT[case]
    assert "flatnonzero" not in source(function, *args, wrt=wrt[0] if wrt else 0)
    check_grads(function, args, wrt=wrt[0] if wrt else 0)


def test_ties_share():
    """Two nearest points take a half each, and others nothing."""
    a = np.array([[1.0, 0.0], [-1.0, 0.0], [np.inf, 0.0]])
    assert [[1.0, 0.0], [-1.0, 0.0], [0.0, 0.0]] == grad(nearest)(a, np.zeros((1, 2)))[1].tolist()


def test_second_order():
    v = positive(4, 3)
    near = [grad(nearest)(B + step * v, A)[1] for step in (-1e-5, 1e-5)]
    np.testing.assert_allclose((near[1] - near[0]) / 2e-5, hvp(nearest)(B, A, v=v), rtol=1e-6)
