"""`scipy.signal`: spectra of pieces of signals, and responses of filters."""

import inspect
from typing import Any

import numpy as np
import scipy.signal
from numpy.lib.stride_tricks import sliding_window_view

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import stop_gradient, vector_found


def _window(function: Any) -> Any:
    return inspect.signature(function).parameters["window"].default


WELCH, SPECTROGRAM, STFT, ISTFT = (
    _window(getattr(scipy.signal, name)) for name in ("welch", "spectrogram", "stft", "istft")
)


def pieces(x: Any, win: Any, overlap: Any, count: Any, detrend: Any) -> Any:
    """The Fourier transforms of the pieces of a signal, of its last axis."""
    views = sliding_window_view(x, win.size, -1)[..., :: win.size - overlap, :]
    if detrend:
        views = scipy.signal.detrend(views, -1, detrend)
    return np.fft.rfft(win * views, count)


def window_of(window: Any, nperseg: Any, size: Any) -> Any:
    """The window as numbers."""
    if isinstance(window, (str, tuple)):
        length = min(256 if nperseg is None else nperseg, size)
        return vector_found(scipy.signal.get_window(window, length))
    return np.asarray(window, np.float64)


def by_rate(found: Any, fs: Any) -> Any:
    """Frequencies, in proportion to the rate."""
    return computed(vector_found(found) * (fs / stop_gradient(fs)), found)


def by_period(found: Any, fs: Any) -> Any:
    """Times, in proportion to its reciprocal."""
    return computed(vector_found(found) * (stop_gradient(fs) / fs), found)


def scale_of(win: Any, fs: Any, scaling: Any) -> Any:
    """What a squared amplitude is multiplied by."""
    if scaling == "density":
        return 1.0 / (fs * np.sum(win * win))
    return 1.0 / np.sum(win) ** 2


def sides_of(frequencies: Any, count: Any) -> Any:
    """A frequency that stands for two, with its sign, counts twice."""
    weights = np.full(frequencies, 2.0)
    weights[0] = 1.0
    if count % 2 == 0:
        weights[-1] = 1.0
    return weights


def power(
    x: Any,
    y: Any,
    fs: Any,
    window: Any,
    nperseg: Any,
    noverlap: Any,
    nfft: Any,
    detrend: Any,
    scaling: Any,
    axis: Any,
) -> Any:
    """The products of the spectra of the pieces, one a row."""
    first = np.moveaxis(np.asarray(x), axis, -1)
    win = window_of(window, nperseg, first.shape[-1])
    overlap = win.size // 2 if noverlap is None else noverlap
    count = win.size if nfft is None else nfft
    a = pieces(first, win, overlap, count, detrend)
    weights = sides_of(a.shape[-1], count) * scale_of(win, fs, scaling)
    if y is None:
        return (a.real**2 + a.imag**2) * weights
    b = pieces(np.moveaxis(np.asarray(y), axis, -1), win, overlap, count, detrend)
    return np.conj(a) * b * weights


@meaning(scipy.signal.welch)
def welch(
    x: Any,
    fs: Any = 1.0,
    window: Any = WELCH,
    nperseg: Any = None,
    noverlap: Any = None,
    nfft: Any = None,
    detrend: Any = "constant",
    return_onesided: Any = True,
    scaling: Any = "density",
    axis: Any = -1,
    average: Any = "mean",
) -> Any:
    """The mean over pieces."""
    if average != "mean" or not return_onesided or callable(detrend):
        raise NotImplementedError("the derivative of welch with median, two sides or own detrend")
    options = (fs, window, nperseg, noverlap, nfft, detrend, True, scaling, axis)
    found = call(scipy.signal.welch, x, *options)
    each = power(x, None, fs, window, nperseg, noverlap, nfft, detrend, scaling, axis)
    mean = np.moveaxis(np.mean(each, axis=-2), -1, axis)
    return by_rate(found[0], fs), computed(mean, found[1])


@meaning(scipy.signal.periodogram)
def periodogram(
    x: Any,
    fs: Any = 1.0,
    window: Any = "boxcar",
    nfft: Any = None,
    detrend: Any = "constant",
    return_onesided: Any = True,
    scaling: Any = "density",
    axis: Any = -1,
) -> Any:
    """The whole signal as one piece."""
    if not return_onesided or callable(detrend):
        raise NotImplementedError("the derivative of periodogram with two sides or own detrend")
    found = call(scipy.signal.periodogram, x, fs, window, nfft, detrend, True, scaling, axis)
    moved = np.moveaxis(np.asarray(x), axis, -1)
    count = moved.shape[-1] if nfft is None else nfft
    moved = moved[..., :count]
    shape = "boxcar" if window is None else window
    each = power(moved, None, fs, shape, moved.shape[-1], 0, count, detrend, scaling, -1)
    return by_rate(found[0], fs), computed(np.moveaxis(each[..., 0, :], -1, axis), found[1])


@meaning(scipy.signal.csd)
def csd(
    x: Any,
    y: Any,
    fs: Any = 1.0,
    window: Any = WELCH,
    nperseg: Any = None,
    noverlap: Any = None,
    nfft: Any = None,
    detrend: Any = "constant",
    return_onesided: Any = True,
    scaling: Any = "density",
    axis: Any = -1,
    average: Any = "mean",
) -> Any:
    """The same of two signals of one length."""
    if average != "mean" or not return_onesided or callable(detrend):
        raise NotImplementedError("the derivative of csd with median, two sides or own detrend")
    options = (fs, window, nperseg, noverlap, nfft, detrend, True, scaling, axis)
    found = call(scipy.signal.csd, x, y, *options)
    each = power(x, y, fs, window, nperseg, noverlap, nfft, detrend, scaling, axis)
    mean = np.moveaxis(np.mean(each, axis=-2), -1, axis)
    return by_rate(found[0], fs), computed(mean, found[1])


@meaning(scipy.signal.coherence)
def coherence(
    x: Any,
    y: Any,
    fs: Any = 1.0,
    window: Any = WELCH,
    nperseg: Any = None,
    noverlap: Any = None,
    nfft: Any = None,
    detrend: Any = "constant",
    axis: Any = -1,
) -> Any:
    """How far one signal follows from another, by frequency."""
    options = (fs, window, nperseg, noverlap, nfft, detrend)
    found = call(scipy.signal.coherence, x, y, *options, axis)
    one = np.mean(power(x, None, *options, "density", axis), axis=-2)
    two = np.mean(power(y, None, *options, "density", axis), axis=-2)
    both = np.mean(power(x, y, *options, "density", axis), axis=-2)
    share = (both.real**2 + both.imag**2) / one / two
    return by_rate(found[0], fs), computed(np.moveaxis(share, -1, axis), found[1])


@meaning(scipy.signal.spectrogram)
def spectrogram(
    x: Any,
    fs: Any = 1.0,
    window: Any = SPECTROGRAM,
    nperseg: Any = None,
    noverlap: Any = None,
    nfft: Any = None,
    detrend: Any = "constant",
    return_onesided: Any = True,
    scaling: Any = "density",
    axis: Any = -1,
    mode: Any = "psd",
) -> Any:
    """The power of each piece."""
    if mode != "psd" or not return_onesided or callable(detrend) or axis != -1:
        raise NotImplementedError("the derivative of spectrogram with mode, two sides or axis")
    options = (fs, window, nperseg, noverlap, nfft, detrend, True, scaling)
    found = call(scipy.signal.spectrogram, x, *options)
    win = window_of(window, nperseg, np.shape(x)[-1])
    overlap = win.size // 8 if noverlap is None else noverlap
    each = power(x, None, fs, win, None, overlap, nfft, detrend, scaling, -1)
    rows = np.swapaxes(each, -1, -2)
    return by_rate(found[0], fs), by_period(found[1], fs), computed(rows, found[2])


@meaning(scipy.signal.stft)
def stft(
    x: Any,
    fs: Any = 1.0,
    window: Any = STFT,
    nperseg: Any = 256,
    noverlap: Any = None,
    nfft: Any = None,
    detrend: Any = False,
    return_onesided: Any = True,
    boundary: Any = "zeros",
    padded: Any = True,
    axis: Any = -1,
    scaling: Any = "spectrum",
) -> Any:
    """The Fourier transforms of pieces that cover the signal."""
    if boundary not in ("zeros", None) or not return_onesided or callable(detrend) or axis != -1:
        raise NotImplementedError("the derivative of stft with this boundary, two sides or axis")
    options = (fs, window, nperseg, noverlap, nfft, detrend, True, boundary, padded)
    found = call(scipy.signal.stft, x, *options, scaling=scaling)
    win = window_of(window, nperseg, np.shape(x)[-1])
    overlap = win.size // 2 if noverlap is None else noverlap
    count = win.size if nfft is None else nfft
    lead = np.shape(x)[:-1]
    edge = 0 if boundary is None else win.size // 2
    size = np.shape(x)[-1] + 2 * edge
    behind = (-(size - win.size) % (win.size - overlap)) % win.size if padded else 0
    whole = np.zeros((*lead, size + behind))
    whole[..., edge : size - edge] = x
    factor = scale_of(win, fs, "spectrum" if scaling == "spectrum" else "density")
    rows = np.swapaxes(pieces(whole, win, overlap, count, detrend) * np.sqrt(factor), -1, -2)
    return by_rate(found[0], fs), by_period(found[1], fs), computed(rows, found[2])


@meaning(scipy.signal.istft)
def istft(
    Zxx: Any,
    fs: Any = 1.0,
    window: Any = ISTFT,
    nperseg: Any = None,
    noverlap: Any = None,
    nfft: Any = None,
    input_onesided: Any = True,
    boundary: Any = True,
    time_axis: Any = -1,
    freq_axis: Any = -2,
    scaling: Any = "spectrum",
) -> Any:
    """The signal of which these are the transforms of the pieces."""
    if not input_onesided or time_axis != -1 or freq_axis != -2:
        raise NotImplementedError("the derivative of istft with two sides, or other axes")
    options = (fs, window, nperseg, noverlap, nfft, True, boundary)
    found = call(scipy.signal.istft, Zxx, *options, scaling=scaling)
    full = 2 * (np.shape(Zxx)[-2] - 1)
    length = full if nperseg is None else nperseg
    count = length if nfft is None else nfft
    win = window_of(window, length, length)
    step = win.size - (win.size // 2 if noverlap is None else noverlap)
    parts = np.fft.irfft(np.swapaxes(Zxx, -1, -2), count)[..., : win.size]
    factor = np.sum(win) if scaling == "spectrum" else np.sqrt(fs * np.sum(win**2))
    size = win.size + (parts.shape[-2] - 1) * step
    whole, norm = np.zeros((*parts.shape[:-2], size)), np.zeros(size)
    for k in range(parts.shape[-2]):
        whole[..., k * step : k * step + win.size] += parts[..., k, :] * win * factor
        norm[k * step : k * step + win.size] += win**2
    edge = win.size // 2 if boundary else 0
    y = whole[..., edge : size - edge] / np.where(norm > 1e-10, norm, 1.0)[edge : size - edge]
    return by_period(found[0], fs), computed(y, found[1])


@meaning(scipy.signal.freqz)
def freqz(
    b: Any,
    a: Any = 1,
    worN: Any = 512,
    whole: Any = False,
    plot: Any = None,
    fs: Any = 2 * np.pi,
    include_nyquist: Any = False,
) -> Any:
    """The response of a filter at frequencies."""
    if plot is not None:
        raise NotImplementedError("the derivative of freqz that plots")
    found = call(scipy.signal.freqz, b, a, worN, whole, fs=fs, include_nyquist=include_nyquist)
    if worN is None or isinstance(worN, (int, np.integer)):
        w = by_rate(found[0], fs)
    else:
        w = computed(1.0 * np.atleast_1d(worN), found[0])
    turned = np.exp(-2j * np.pi / fs * w)
    upper, lower = np.flip(np.atleast_1d(b)), np.flip(np.atleast_1d(a))
    return w, computed(np.polyval(upper, turned) / np.polyval(lower, turned), found[1])
