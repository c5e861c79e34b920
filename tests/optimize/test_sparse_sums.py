"""Sums of an array that is zero but for one element of each row."""

import numpy as np
import pytest

from srcgrad import grad
from tests.programs.case import positive

LABELS = np.array([2, 0, 1, 2, 0])
SCORES = positive(5, 3)


def source(function, *args):
    return grad(function).source(*args)


def rows(scores, labels):
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -np.mean(logs[np.arange(len(labels)), labels])


def weighted(scores, labels, weights):
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -np.sum(weights * logs[np.arange(len(labels)), labels])


def without_axis(scores, labels):
    logs = scores - np.log(np.sum(np.exp(scores), axis=1))[:, None]
    return -np.mean(logs[np.arange(len(labels)), labels])


def columns(scores, labels):
    logs = scores - np.log(np.sum(np.exp(scores), axis=0, keepdims=True))
    return -np.mean(logs[labels, np.arange(len(labels))])


def fewer_rows(scores, labels):
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -np.sum(logs[np.arange(len(labels)), labels])


FIRES = {
    "rows": (rows, (SCORES, LABELS), "sums[arange_value, 0] = logs_item_bar"),
    "of an array": (weighted, (SCORES, LABELS, positive(5)), "sums[arange_value, 0] ="),
    "columns": (columns, (SCORES.T.copy(), LABELS), "sums[0, arange_value] = logs_item_bar"),
    "not all rows": (fewer_rows, (SCORES, LABELS[:3]), "sums[arange_value, 0] = "),
}


def other_axis(scores, labels):
    logs = scores - np.log(np.sum(np.exp(scores), axis=0, keepdims=True))
    return -np.mean(logs[np.arange(len(labels)), labels])


def rows_that_change(scores, labels):
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    first = np.arange(len(labels))
    first[1:] = 0
    return -np.mean(logs[first, np.arange(len(labels))])


def other_rows(scores, first, labels):
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -np.mean(logs[first, labels])


def read_elsewhere(scores, labels):
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -np.mean(logs[np.arange(len(labels)), labels]) + np.sum(logs * logs)


def three_axes(scores, labels):
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    at = np.arange(len(labels))
    return -np.mean(logs[at, labels, at])


KEPT = {
    "the other axis": (other_axis, (SCORES, LABELS)),
    "an index that is written": (rows_that_change, (SCORES[:3], LABELS[:3])),
    "an index that may repeat": (other_rows, (SCORES, np.zeros(5, int), LABELS)),
    "more is added": (read_elsewhere, (SCORES, LABELS)),
    "three axes": (three_axes, (positive(3, 4, 3), LABELS[:3])),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    function, args, text = FIRES[name]
    assert text in source(function, *args)
    agrees(function, args)


@pytest.mark.parametrize("name", KEPT)
def test_does_not_fire(name):
    function, args = KEPT[name]
    assert "sums[" not in source(function, *args)
    agrees(function, args)


def agrees(function, args):
    """The gradient by a step along the imaginary axis."""
    found = grad(function)(*args)[1]
    for place in np.ndindex(args[0].shape):
        moved = args[0].astype(complex)
        moved[place] += 1e-20j
        expected = function(moved, *args[1:]).imag / 1e-20
        np.testing.assert_allclose(found[place], expected, rtol=1e-12, atol=1e-14)
