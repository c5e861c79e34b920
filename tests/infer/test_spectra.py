"""Lengths of spectra, as NumPy makes them."""

import itertools

import numpy as np
import pytest

from srcgrad.infer.lengths.spectra import HALF, WHOLE, asked, half, transformed
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim

X = np.arange(24.0).reshape(4, 6)
ARRAY = k.Array(np.dtype("f8"), X.shape)


@pytest.mark.parametrize(
    ("function", "n", "axis"),
    [*itertools.product(sorted(WHOLE | HALF, key=lambda f: f.__name__), (None, 3, 8), (-1, 0))],
)
def test_as_numpy(function, n, axis):
    shape = function(X, n, axis).shape
    assert shape == transformed(function, [ARRAY, k.Known(n), k.Known(axis)], {})
    assert shape == transformed(function, [ARRAY], {"n": k.Known(n), "axis": k.Known(axis)})


@pytest.mark.parametrize("n", range(1, 7))
def test_frequencies(n):
    assert len(np.fft.rfftfreq(n)) == half(n)


def test_by_name():
    n = Dim("n")
    series = k.Array(np.dtype("f8"), (None, n))
    assert transformed(np.fft.rfft, [series], {}) == (None, Dim("(n)//2+1"))
    assert transformed(np.fft.irfft, [series, k.Int(n)], {}) == (None, n)
    assert transformed(np.fft.irfft, [series], {}) == (None, None)
    assert transformed(np.fft.fft, [series, k.Int()], {}) == (None, None)


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (np.fft.fft2, [ARRAY]),
        (np.fft.fft, [ARRAY, k.Known(3), k.Int()]),
        (np.fft.fft, [ARRAY, k.Known(3), k.Known(2)]),
        (np.fft.rfft, [k.Array(np.dtype("f8"), None)]),
        (np.fft.rfft, [k.Unknown()]),
    ],
)
def test_not_known(function, args):
    assert transformed(function, args, {}) is None


def test_what_is_asked():
    assert asked(k.Known(4)) == 4
    assert asked(k.Known(0)) is None
    assert asked(k.Known(True)) is None
    assert asked(k.Real()) is None
