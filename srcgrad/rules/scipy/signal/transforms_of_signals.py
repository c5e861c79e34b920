"""`scipy.signal`: convolution along axes, trends in pieces, chirp transforms."""

from typing import Any

import numpy as np
import scipy.signal

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def _along_axes(function: Any) -> None:
    @meaning(function, keywords=("axes",))
    def convolved(in1: Any, in2: Any, mode: Any = "full", axes: Any = None) -> Any:
        """The product of spectra along the axes."""
        found = call(function, in1, in2, mode, axes)
        a, b = np.asarray(in1), np.asarray(in2)
        if np.iscomplexobj(a) or np.iscomplexobj(b) or mode not in ("full", "same", "valid"):
            raise NotImplementedError("convolution of complex values along axes")
        along = range(np.ndim(a)) if axes is None else (axes,) if np.ndim(axes) == 0 else axes
        whole = [a.shape[n] + b.shape[n] - 1 for n in along]
        spectrum = np.fft.rfftn(a, whole, along) * np.fft.rfftn(b, whole, along)
        y = np.fft.irfftn(spectrum, whole, along)
        if mode != "full":
            for n in along:
                rows = np.moveaxis(y, n, 0)
                m = a.shape[n] if mode == "same" else abs(a.shape[n] - b.shape[n]) + 1
                start = (y.shape[n] - m) // 2
                y = np.moveaxis(rows[start : start + m], 0, n)
        return computed(y, found)


_along_axes(scipy.signal.fftconvolve)
_along_axes(scipy.signal.oaconvolve)


@meaning(scipy.signal.detrend, keywords=("bp",))
def detrend(
    data: Any, axis: Any = -1, type: Any = "linear", bp: Any = 0, overwrite_data: Any = False
) -> Any:
    """What is left of pieces without their means or lines."""
    if overwrite_data:
        raise NotImplementedError("scipy.signal.detrend with overwrite_data")
    found = call(scipy.signal.detrend, data, axis, type, bp)
    if type in ("constant", "c"):
        return computed(scipy.signal.detrend(data, axis, type), found)
    rows = np.moveaxis(np.asarray(data), axis, -1)
    ends = np.unique(np.append(bp, [0, rows.shape[-1]]))
    pieces = np.zeros(rows.shape)
    for n in range(ends.size - 1):
        piece = scipy.signal.detrend(rows[..., ends[n] : ends[n + 1]])
        pieces[..., ends[n] : ends[n + 1]] = piece
    return computed(np.moveaxis(pieces, -1, axis), found)


@meaning(scipy.signal.czt)
def czt(x: Any, m: Any = None, w: Any = None, a: Any = 1 + 0j, *, axis: Any = -1) -> Any:
    """The values of a polynomial on a spiral, by Bluestein's convolution with a chirp."""
    found = call(scipy.signal.czt, x, m, w, a, axis=axis)
    rows = np.moveaxis(np.asarray(x), axis, -1)
    n = rows.shape[-1]
    count = n if m is None else m
    k = np.arange(max(count, n))
    chirp = np.exp(-1j * np.pi * (k**2 % (2 * count)) / count) if w is None else w ** (k**2 / 2.0)
    size = n + count - 1
    back = np.fft.fft(1 / np.concatenate([chirp[n - 1 : 0 : -1], chirp[:count]]), size)
    y = np.fft.ifft(back * np.fft.fft(rows * (1.0 * a) ** -k[:n] * chirp[:n], size))
    return computed(np.moveaxis(y[..., n - 1 : size] * chirp[:count], -1, axis), found)
