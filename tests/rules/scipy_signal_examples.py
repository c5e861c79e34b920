"""Example calls of `scipy.signal`, `scipy.ndimage`, `scipy.integrate` and of distances."""

import numpy as np
import scipy.fft
import scipy.integrate
import scipy.ndimage
import scipy.signal
import scipy.spatial.distance

from srcgrad import runtime
from tests.rules.samples import Call, call, examples, real, signed


@examples(scipy.signal.convolve, scipy.signal.correlate)
def _() -> list[Call]:
    calls = []
    for mode in ("full", "same", "valid"):
        for method in ("direct", "fft", "auto"):
            calls += [
                call(signed(5), signed(3), mode, method),
                call(signed(5), signed(2), mode, method),
                call(signed(3, 4), signed(2, 3), mode, method),
            ]
        calls += [call(signed(2), signed(4), mode), call(signed(1), signed(3), mode)]
    return [*calls, call(signed(4)[::-1], signed(3)), call(signed(3, 4).T, signed(2, 2), "same")]


@examples(scipy.signal.fftconvolve, scipy.signal.oaconvolve)
def _() -> list[Call]:
    modes = ("full", "same", "valid")
    return [call(signed(5), signed(n), mode) for mode in modes for n in (1, 2, 3)] + [
        call(signed(3, 4), signed(2, 3), mode) for mode in modes
    ]


@examples(scipy.signal.convolve2d, scipy.signal.correlate2d)
def _() -> list[Call]:
    modes = ("full", "same", "valid")
    calls = [call(signed(4, 3), signed(2, 3), mode) for mode in modes]
    return [*calls, call(signed(3, 3).T, signed(3, 2)), call(signed(2, 2), signed(3, 3), "valid")]


@examples(scipy.signal.lfilter)
def _() -> list[Call]:
    stable = np.array([1.3, 0.4, -0.2])
    return [
        call(signed(3), stable, signed(6)),
        call(signed(1), stable, signed(6)),
        call(signed(2), np.array([2.0]), signed(6)),
        call(signed(2), stable[:2], signed(2, 5)),
        call(signed(4), stable, signed(5, 2), 0),
        call(signed(4), stable, signed(2)),
    ]


@examples(scipy.signal.detrend)
def _() -> list[Call]:
    return [call(signed(6)), call(signed(4, 3), 0), call(signed(2, 4), -1, "constant")]


@examples(scipy.signal.sosfilt)
def _() -> list[Call]:
    sections = scipy.signal.butter(3, 0.3, output="sos").tolist()
    return [call(sections, signed(8)), call(sections, signed(6, 2), 0)]


MODES = ("reflect", "mirror", "nearest", "wrap", "constant")


@examples(scipy.ndimage.convolve, scipy.ndimage.correlate)
def _() -> list[Call]:
    calls = [call(signed(4, 5), signed(3, 3), mode=mode, cval=0.7) for mode in MODES]
    calls += [call(signed(5), signed(n), mode=mode) for mode in MODES for n in (1, 2, 4)]
    return [*calls, call(signed(3, 4).T, signed(2, 5)), call(signed(2, 2), signed(5, 4))]


@examples(scipy.ndimage.convolve1d, scipy.ndimage.correlate1d)
def _() -> list[Call]:
    calls = [call(signed(4, 5), signed(3), 0, mode=mode, cval=0.7) for mode in MODES]
    calls += [call(signed(5), signed(n), mode=mode) for mode in MODES for n in (1, 2, 4)]
    return [*calls, call(signed(2, 3, 4), signed(3), 1), call(signed(2), signed(5))]


@examples(scipy.ndimage.gaussian_filter)
def _() -> list[Call]:
    calls = [call(signed(4, 5), 0.8, mode=mode, cval=0.7) for mode in MODES]
    return [
        *calls,
        call(signed(4, 5), (0.5, 1.2), mode="nearest"),
        call(signed(4, 5), (0, 1.2), truncate=2.0),
        call(signed(6), 1.5, 1),
        call(signed(3, 4), 0.7, 2, truncate=3.0),
        call(signed(2, 3, 2), 1.0),
    ]


@examples(scipy.ndimage.gaussian_filter1d)
def _() -> list[Call]:
    calls = [call(signed(4, 5), 0.8, 0, mode=mode, cval=0.7) for mode in MODES]
    return [*calls, call(signed(6), 1.5, -1, 1), call(signed(6), 0.9, order=2, truncate=3.0)]


@examples(scipy.ndimage.spline_filter1d)
def _() -> list[Call]:
    orders = [call(signed(5), order) for order in (2, 3, 4, 5)]
    return [*orders, call(signed(3, 4), 3, 0), call(signed(3, 1)), call(signed(1, 2))]


@examples(scipy.integrate.trapezoid)
def _() -> list[Call]:
    return [
        call(signed(5)),
        call(signed(5), signed(5)),
        call(signed(4, 2), None, 0.3, 0),
        call(signed(2, 4), signed(2, 4)),
    ]


@examples(scipy.integrate.cumulative_trapezoid)
def _() -> list[Call]:
    return [
        call(signed(5)),
        call(signed(5), signed(5)),
        call(signed(5), None, 0.3, -1, 0),
        call(signed(4, 2), signed(4), 1.0, 0),
        call(signed(2, 4), signed(2, 4), initial=0),
        call(signed(3, 2), None, 0.5, 0),
    ]


@examples(scipy.integrate.simpson)
def _() -> list[Call]:
    points = np.array([0.1, 0.5, 0.7, 1.4, 1.5, 2.2])
    calls = [call(signed(n), x=points[:n]) for n in (2, 3, 4, 5, 6)]
    return [
        *calls,
        *[call(signed(n), dx=0.3) for n in (1, 2, 3, 4, 7)],
        call(signed(4, 3), axis=0),
        call(signed(2, 4), x=points[:4]),
    ]


@examples(scipy.spatial.distance.cdist)
def _() -> list[Call]:
    metrics = ("euclidean", "sqeuclidean", "cityblock")
    calls = [call(signed(3, 2), signed(4, 2), metric) for metric in metrics]
    return [*calls, call(signed(1, 3), signed(2, 3)), call(signed(2, 3).T, signed(4, 2))]


@examples(scipy.spatial.distance.pdist)
def _() -> list[Call]:
    metrics = ("euclidean", "sqeuclidean", "cityblock")
    return [call(signed(4, 2), metric) for metric in metrics] + [call(signed(2, 3))]


@examples(scipy.spatial.distance.squareform)
def _() -> list[Call]:
    return [call(real(6)), call(real(1))]


@examples(scipy.fft.fht, scipy.fft.ifht)
def _() -> list[Call]:
    return [call(signed(6), 0.3, 0.5), call(signed(2, 5), 0.2, 1.0, 0.1, bias=0.3)]


@examples(scipy.fft.dct, scipy.fft.idct, scipy.fft.dst, scipy.fft.idst)
def _() -> list[Call]:
    return [
        call(signed(5)),
        call(signed(2, 4), 2, None, 0),
        call(signed(6), 3, 4),
        call(signed(4), 1),
        call(signed(4), 4, 6),
        call(signed(3, 5), 2, None, -1, "ortho"),
        call(signed(5), 3, norm="forward"),
        call(signed(5), 1, norm="ortho"),
    ]


@examples(runtime.convolved_whole)
def convolved_whole() -> list[Call]:
    return [call(real(4), (3,), (2,), "full"), call(real(2, 3), (2, 3), (2, 2), "same", True)]


@examples(runtime.convolved_middle)
def convolved_middle() -> list[Call]:
    return [
        call(real(4), (2,), (3,), (2,), "valid"),
        call(real(3, 4), (2, 3), (2, 3), (2, 2), "same"),
    ]


@examples(runtime.cut_or_filled)
def cut_or_filled() -> list[Call]:
    return [call(real(4), 2, -1), call(real(2, 3), 4, 0), call(real(2, 3), 3, -1)]


@examples(runtime.ends_weighed)
def ends_weighed() -> list[Call]:
    return [call(real(4), -1, 2.0, 0.5), call(real(2, 3), 0, 0.5, 2.0)]


@examples(runtime.filter_transpose)
def filter_transpose() -> list[Call]:
    return [
        call(real(5), real(3), "reflect"),
        call(real(4, 5), real(2, 3), "wrap", True),
        call(real(5), real(2), "constant"),
    ]


@examples(runtime.filter_weights)
def filter_weights() -> list[Call]:
    return [
        call(real(5), real(5), (3,), "mirror", 0.0),
        call(real(4, 5), real(4, 5), (2, 3), "nearest", 0.0, True),
    ]


@examples(runtime.filters_transpose)
def filters_transpose() -> list[Call]:
    return [call(real(5), [np.array([4.0, 2.0, 1.0])], "nearest")]
