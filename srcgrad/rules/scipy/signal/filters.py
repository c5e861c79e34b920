"""`scipy.signal`: filters that start from a state, run both ways, smooth, and change the rate.

Linear in the signal, most of them: the value is SciPy's, the derivative that of the same sums.
"""

import inspect
import math
from typing import Any

import numpy as np
import scipy.ndimage
import scipy.signal
from numpy.lib.stride_tricks import sliding_window_view

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import matrix_found, vector_found

RESAMPLED = inspect.signature(scipy.signal.resample_poly).parameters["window"].default


def run(b: Any, a: Any, x: Any, zi: Any) -> Any:
    """A filter along the last axis that starts from a state, and the state that it ends in."""
    n, order = x.shape[-1], zi.shape[-1]
    zeros = np.zeros((*zi.shape[:-1], n))
    start = np.concatenate([zi, zeros], axis=-1)
    first = np.reshape(a, -1)[0]
    y = scipy.signal.lfilter(b, a, x) + scipy.signal.lfilter(np.ones(1), a / first, start[..., :n])
    tail = np.zeros((*zi.shape[:-1], order))
    given = scipy.signal.lfilter(b / first, np.ones(1), np.concatenate([x, tail], axis=-1))
    fed_back = scipy.signal.lfilter(a / first, np.ones(1), np.concatenate([y, tail], axis=-1))
    return y, (given - fed_back + start)[..., n:]


@meaning(scipy.signal.lfilter, keywords=("zi",))
def lfilter(b: Any, a: Any, x: Any, axis: Any = -1, zi: Any = None) -> Any:
    """A filter that starts from a state."""
    if zi is None:
        return scipy.signal.lfilter(b, a, x, axis)
    found = call(scipy.signal.lfilter, b, a, x, axis, zi)
    moved, state = np.moveaxis(np.asarray(x), axis, -1), np.moveaxis(np.asarray(zi), axis, -1)
    y, end = run(np.atleast_1d(b), np.atleast_1d(a), moved, state)
    return (
        computed(np.moveaxis(y, -1, axis), found[0]),
        computed(np.moveaxis(end, -1, axis), found[1]),
    )


def steady(b: Any, a: Any) -> Any:
    """The state in which a filter answers ones by a constant."""
    order = max(b.size, a.size)
    high = np.concatenate([b, np.zeros(order - b.size)]) / a[0]
    low = np.concatenate([a, np.zeros(order - a.size)]) / a[0]
    rest = high[1:] - low[1:] * high[0]
    first = np.sum(rest) / np.sum(low)
    before = np.concatenate([np.zeros(1), np.cumsum(rest)[:-1]])
    return np.cumsum(low)[:-1] * first - before


@meaning(scipy.signal.lfilter_zi)
def lfilter_zi(b: Any, a: Any) -> Any:
    """The same, of coefficients without a zero in front."""
    return computed(steady(np.atleast_1d(b), np.atleast_1d(a)), call(scipy.signal.lfilter_zi, b, a))


def extended(x: Any, edge: Any, padtype: Any) -> Any:
    """A signal that goes on at both ends."""
    if padtype is None or edge == 0:
        return x
    n = x.shape[-1]
    first, last = x[..., :1], x[..., n - 1 :]
    left, right = x[..., 1 : edge + 1], x[..., n - 1 - edge : n - 1]
    if padtype == "even":
        return np.concatenate([np.flip(left, -1), x, np.flip(right, -1)], axis=-1)
    if padtype == "odd":
        return np.concatenate(
            [2 * first - np.flip(left, -1), x, 2 * last - np.flip(right, -1)], axis=-1
        )
    return np.concatenate([first + 0 * left, x, last + 0 * right], axis=-1)


@meaning(scipy.signal.filtfilt)
def filtfilt(
    b: Any,
    a: Any,
    x: Any,
    axis: Any = -1,
    padtype: Any = "odd",
    padlen: Any = None,
    method: Any = "pad",
    irlen: Any = None,
) -> Any:
    """A filter forwards, and backwards."""
    if method != "pad":
        raise NotImplementedError("the derivative of filtfilt by Gustafsson's method")
    found = call(scipy.signal.filtfilt, b, a, x, axis, padtype, padlen)
    b, a = np.atleast_1d(b), np.atleast_1d(a)
    moved = np.moveaxis(np.asarray(x), axis, -1)
    edge = 3 * max(b.size, a.size) if padlen is None else padlen
    edge = 0 if padtype is None else edge
    whole = extended(moved, edge, padtype)
    zi = steady(b, a)
    there = run(b, a, whole, zi * whole[..., :1])[0]
    there = np.flip(there, -1)
    back = np.flip(run(b, a, there, zi * there[..., :1])[0], -1)
    return computed(np.moveaxis(back[..., edge : edge + moved.shape[-1]], -1, axis), found)


def run_sections(sos: Any, x: Any, zi: Any) -> Any:
    """Sections of a filter, one after the other, along the last axis."""
    x = np.asarray(x, dtype=np.result_type(sos, x))
    end = np.zeros_like(zi)
    for k in range(sos.shape[0]):
        x, state = run(sos[k, :3], sos[k, 3:], x, zi[k])
        end[k] = state
    return x, end


@meaning(scipy.signal.sosfilt, keywords=("zi",))
def sosfilt(sos: Any, x: Any, axis: Any = -1, zi: Any = None) -> Any:
    """Sections that start from states."""
    if zi is None:
        return scipy.signal.sosfilt(sos, x, axis)
    found = call(scipy.signal.sosfilt, sos, x, axis, zi)
    moved = np.moveaxis(np.asarray(x), axis, -1)
    place = axis if axis < 0 else axis + 1
    y, end = run_sections(matrix_found(sos), moved, np.moveaxis(np.asarray(zi), place, -1))
    return (
        computed(np.moveaxis(y, -1, axis), found[0]),
        computed(np.moveaxis(end, -1, place), found[1]),
    )


@meaning(scipy.signal.sosfiltfilt)
def sosfiltfilt(sos: Any, x: Any, axis: Any = -1, padtype: Any = "odd", padlen: Any = None) -> Any:
    """Sections forwards, and backwards."""
    found = call(scipy.signal.sosfiltfilt, sos, x, axis, padtype, padlen)
    sections = matrix_found(sos)
    moved = np.moveaxis(np.asarray(x), axis, -1)
    spare = min(np.sum(sections[:, 2] == 0), np.sum(sections[:, 5] == 0))
    edge = 3 * (2 * sections.shape[0] + 1 - int(spare)) if padlen is None else padlen
    edge = 0 if padtype is None else edge
    whole = both_ways(sections, extended(moved, edge, padtype))
    return computed(np.moveaxis(whole[..., edge : edge + moved.shape[-1]], -1, axis), found)


def both_ways(sos: Any, x: Any) -> Any:
    """Sections forwards and backwards along the last axis, from their steady states."""
    zi = np.zeros((sos.shape[0], 2))
    scale = 1.0
    for k in range(sos.shape[0]):
        zi[k] = scale * steady(sos[k, :3], sos[k, 3:])
        scale = scale * np.sum(sos[k, :3]) / np.sum(sos[k, 3:])
    shaped = np.reshape(zi, (sos.shape[0],) + (1,) * (np.ndim(x) - 1) + (2,))
    there = np.flip(run_sections(sos, x, shaped * x[..., :1])[0], -1)
    return np.flip(run_sections(sos, there, shaped * there[..., :1])[0], -1)


@meaning(scipy.signal.savgol_filter)
def savgol_filter(
    x: Any,
    window_length: Any,
    polyorder: Any,
    deriv: Any = 0,
    delta: Any = 1.0,
    axis: Any = -1,
    mode: Any = "interp",
    cval: Any = 0.0,
) -> Any:
    """Polynomials of best fit: constant weights of the samples around each."""
    found = call(
        scipy.signal.savgol_filter, x, window_length, polyorder, deriv, delta, axis, mode, cval
    )
    moved = np.moveaxis(np.asarray(x), axis, -1)
    if mode != "interp":
        weights = call(scipy.signal.savgol_coeffs, window_length, polyorder, deriv)
        inner = scipy.ndimage.convolve1d(moved, vector_found(weights), mode=mode, cval=cval)
        return computed(np.moveaxis(inner / delta**deriv, -1, axis), found)
    n, half = moved.shape[-1], window_length // 2
    table = matrix_found(
        scipy.signal.savgol_filter(
            np.eye(window_length), window_length, polyorder, deriv, 1.0, 0, "interp"
        )
    )
    y = np.empty_like(moved)
    y[..., :half] = moved[..., :window_length] @ table[:half].T
    y[..., half : n - half] = sliding_window_view(moved, window_length, -1) @ table[half]
    y[..., n - half :] = moved[..., n - window_length :] @ table[window_length - half :].T
    return computed(np.moveaxis(y / delta**deriv, -1, axis), found)


@meaning(scipy.signal.medfilt)
def medfilt(volume: Any, kernel_size: Any = None) -> Any:
    """The median of the samples around each, with zeros outside."""
    found = call(scipy.signal.medfilt, volume, kernel_size)
    size = 3 if kernel_size is None else kernel_size
    rank = np.ndim(volume)
    if rank > 2:
        raise NotImplementedError("the derivative of medfilt of more than two axes")
    if rank == 1:
        width = size if isinstance(size, int) else size[0]
        beside = np.zeros(width // 2, np.asarray(volume).dtype)
        line = np.concatenate([beside, volume, beside])
        return computed(np.median(sliding_window_view(line, width), axis=-1), found)
    high, wide = (size, size) if isinstance(size, int) else (size[0], size[1])
    padded = np.pad(volume, [(high // 2, high // 2), (wide // 2, wide // 2)])
    return computed(np.median(sliding_window_view(padded, (high, wide)), axis=(-2, -1)), found)


@meaning(scipy.signal.medfilt2d)
def medfilt2d(input: Any, kernel_size: Any = 3) -> Any:
    """The same, of an image."""
    found = call(scipy.signal.medfilt2d, input, kernel_size)
    size = (kernel_size, kernel_size) if isinstance(kernel_size, int) else tuple(kernel_size)
    padded = np.pad(input, [(n // 2, n // 2) for n in size])
    return computed(np.median(sliding_window_view(padded, size), axis=(-2, -1)), found)


@meaning(scipy.signal.wiener)
def wiener(im: Any, mysize: Any = None, noise: Any = None) -> Any:
    """Less of what varies no more than the noise."""
    found = call(scipy.signal.wiener, im, mysize, noise)
    size = 3 if mysize is None else mysize
    sizes = (size,) * np.ndim(im) if isinstance(size, int) else tuple(size)
    ones, count = np.ones(sizes), float(math.prod(sizes))
    mean = scipy.signal.correlate(im, ones, "same") / count
    spread = scipy.signal.correlate(im**2, ones, "same") / count - mean**2
    level = np.mean(spread) if noise is None else noise
    quiet = spread < level
    kept = 1 - level / np.where(quiet, 1.0, spread)
    return computed(np.where(quiet, mean, mean + (im - mean) * kept), found)


@meaning(scipy.signal.deconvolve)
def deconvolve(signal: Any, divisor: Any) -> Any:
    """A quotient of polynomials, and what is left."""
    found = call(scipy.signal.deconvolve, signal, divisor)
    n = np.size(signal) - np.size(divisor) + 1
    start = np.zeros(max(n, 1))
    start[0] = 1.0
    quotient = scipy.signal.lfilter(signal, divisor, start)
    rest = signal - scipy.signal.convolve(divisor, quotient)
    return computed(quotient, found[0]), computed(rest, found[1])


def thinned(h: Any, x: Any, up: Any, down: Any) -> Any:
    """Zeros between the samples, a filter, and every `down`-th sample of what comes out."""
    n = x.shape[-1]
    count = (n - 1) * up + h.size
    spread = np.zeros((*x.shape[:-1], count))
    spread[..., : (n - 1) * up + 1 : up] = x
    return scipy.signal.lfilter(h, np.ones(1), spread)[..., ::down]


@meaning(scipy.signal.upfirdn)
def upfirdn(
    h: Any,
    x: Any,
    up: Any = 1,
    down: Any = 1,
    axis: Any = -1,
    mode: Any = "constant",
    cval: Any = 0,
) -> Any:
    """A filter that changes the rate."""
    if mode != "constant" or cval != 0:
        raise NotImplementedError("the derivative of upfirdn with another mode than zeros outside")
    found = call(scipy.signal.upfirdn, h, x, up, down, axis)
    y = thinned(np.asarray(h), np.moveaxis(np.asarray(x), axis, -1), up, down)
    return computed(np.moveaxis(y, -1, axis), found)


def lowpass(size: Any, cutoff: Any, window: Any) -> Any:
    """What `firwin` gives, in terms of the window."""
    whole = call(scipy.signal.firwin, size, cutoff, window="boxcar", scale=False)
    h = vector_found(whole) * vector_found(scipy.signal.get_window(window, size, fftbins=False))
    return h / np.sum(h)


@meaning(scipy.signal.resample_poly)
def resample_poly(
    x: Any,
    up: Any,
    down: Any,
    axis: Any = 0,
    window: Any = RESAMPLED,
    padtype: Any = "constant",
    cval: Any = None,
) -> Any:
    """Another rate, by a filter."""
    if padtype != "constant" or cval is not None:
        raise NotImplementedError("the derivative of resample_poly with padtype or cval")
    found = call(scipy.signal.resample_poly, x, up, down, axis, window)
    common = math.gcd(up, down)
    up, down = up // common, down // common
    moved = np.moveaxis(np.asarray(x), axis, -1)
    n = moved.shape[-1]
    if up == 1 and down == 1:
        return computed(np.moveaxis(1.0 * moved, -1, axis), found)
    if isinstance(window, (list, np.ndarray)):
        h = np.asarray(window) * float(up)
    else:
        h = lowpass(20 * max(up, down) + 1, 1.0 / max(up, down), window) * float(up)
    half = (h.size - 1) // 2
    before = down - half % down
    skipped = (half + before) // down
    count = (n * up + down - 1) // down
    needed = (count + skipped - 1) * down + 1 - (n - 1) * up  # of the filter, with its zeros
    behind = max(needed - h.size - before, 0)
    whole = thinned(np.concatenate([np.zeros(before), h, np.zeros(behind)]), moved, up, down)
    return computed(np.moveaxis(whole[..., skipped : skipped + count], -1, axis), found)


@meaning(scipy.signal.decimate)
def decimate(
    x: Any, q: Any, n: Any = None, ftype: Any = "iir", axis: Any = -1, zero_phase: Any = True
) -> Any:
    """Every `q`-th sample of a filtered signal."""
    if ftype == "iir" and zero_phase:
        found = call(scipy.signal.decimate, x, q, n, ftype, axis)
        order = 8 if n is None else n
        sos = matrix_found(call(scipy.signal.cheby1, order, 0.05, 0.8 / q, output="sos"))
        moved = np.moveaxis(np.asarray(x), axis, -1)
        spare = min(np.sum(sos[:, 2] == 0), np.sum(sos[:, 5] == 0))
        edge = 3 * (2 * sos.shape[0] + 1 - int(spare))
        whole = both_ways(sos, extended(moved, edge, "odd"))
        kept = whole[..., edge : edge + moved.shape[-1] : q]
        return computed(np.moveaxis(kept, -1, axis), found)
    raise NotImplementedError("the derivative of decimate with another ftype or zero_phase=False")


@meaning(scipy.signal.resample)
def resample(
    x: Any, num: Any, t: Any = None, axis: Any = 0, window: Any = None, domain: Any = "time"
) -> Any:
    """Another rate, by the Fourier transform."""
    if window is not None or domain != "time" or np.iscomplexobj(x):
        raise NotImplementedError("the derivative of resample with window, domain, complex values")
    found = call(scipy.signal.resample, x, num, t, axis)
    spectrum = np.fft.rfft(np.moveaxis(np.asarray(x), axis, -1))
    size = np.shape(x)[axis]
    shared = min(num, size)
    count = shared // 2 + 1
    weights = np.ones(count)
    if shared % 2 == 0 and num != size:  # one sample stands for two, or two for one
        weights[count - 1] = 2.0 if num < size else 0.5
    kept = np.zeros((*spectrum.shape[:-1], num // 2 + 1), complex)
    kept[..., :count] = spectrum[..., :count] * weights
    y = np.moveaxis(np.fft.irfft(kept, num) * (num / size), -1, axis)
    if t is None:
        return computed(y, found)
    times = np.arange(num) * ((t[1] - t[0]) * (size / num)) + t[0]
    return computed(y, found[0]), computed(times, found[1])


def grown(image: Any, kernel: Any, boundary: str, fillvalue: Any) -> Any:
    """An image with what lies around it, as far as a kernel reaches."""
    high, wide = kernel.shape[0] - 1, kernel.shape[1] - 1
    image = np.asarray(image, dtype=np.result_type(image, kernel))  # as what fills it
    if boundary in ("fill", "pad"):
        return np.pad(image, [(high, high), (wide, wide)], constant_values=fillvalue)
    if boundary in ("symm", "symmetric"):
        return np.pad(image, [(high, high), (wide, wide)], "symmetric")
    if boundary in ("wrap", "circular"):
        return np.pad(image, [(high, high), (wide, wide)], "wrap")
    raise NotImplementedError("the derivative of a convolution with another boundary")


def middle(whole: Any, image: Any, kernel: Any, mode: Any, later: Any) -> Any:
    """The part of the full convolution that a mode keeps."""
    if mode == "full":
        return whole
    shape, size = image.shape, kernel.shape
    if mode == "valid":
        return whole[size[0] - 1 : shape[0], size[1] - 1 : shape[1]]
    row, column = (size[0] - 1 + later) // 2, (size[1] - 1 + later) // 2
    return whole[row : row + shape[0], column : column + shape[1]]


def _of_images(function: Any, later: int) -> None:
    """Of an image that goes on around its edges."""

    @meaning(function, keywords=("boundary", "fillvalue"))
    def filtered(
        in1: Any, in2: Any, mode: Any = "full", boundary: Any = "fill", fillvalue: Any = 0
    ) -> Any:
        if mode == "valid" or (boundary == "fill" and isinstance(fillvalue, int) and not fillvalue):
            return function(in1, in2, mode)
        found = call(function, in1, in2, mode, boundary, fillvalue)
        whole = function(grown(in1, in2, boundary, fillvalue), in2, "valid")
        return computed(middle(whole, in1, in2, mode, later), found)


_of_images(scipy.signal.convolve2d, 0)
_of_images(scipy.signal.correlate2d, 1)
