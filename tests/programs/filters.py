"""Programs with filters of `scipy.signal`: states, both ways, other rates, spectra."""

import numpy as np
import scipy
from scipy import signal

from tests.programs.case import Program, positive, signed

X = signed(24)
SECTIONS = signal.butter(3, 0.3, output="sos")


def from_a_state(b, a, x, zi):
    y, end = signal.lfilter(b, a, x, zi=zi)
    z, _ = signal.lfilter(b, a, x**2, zi=end)
    return np.sum(y**2) + np.sum(z * end[0])


def of_numbers(b, a, x):
    y = signal.lfilter(b, [1.0, b - 1.0], x, axis=0)
    return np.sum(signal.lfilter(b, a, y) ** 2 * signal.lfilter(1.0, a, x))


def short_from_a_state(x, zi):
    y, end = signal.lfilter([0.3, 0.2, 0.4, 0.1], [2.0, 0.5], x, axis=0, zi=zi)
    return np.sum(y**3) + np.sum(end**2)


def both_ways(b, a, x):
    y = signal.filtfilt(b, a, x, padlen=5)
    return np.sum(y**2) + np.sum(signal.filtfilt(b, a, x, padtype="even", padlen=3) * x)


def both_ways_without_ends(x):
    y = signal.filtfilt([0.5, 0.3], 1.0, x, axis=0, padtype=None)
    return np.sum(
        y**2 + signal.filtfilt([0.5, 0.3], [1.0, 0.2], x, axis=0, padtype="constant") ** 3
    )


def sections(x, zi):
    y, end = signal.sosfilt(SECTIONS, x, zi=zi)
    moved = SECTIONS + np.outer(x[:2], [0.0, 0.1, 0.0, 0.0, 0.1, 0.0])
    z = signal.sosfilt(moved, x, zi=zi)[0] * signal.sosfiltfilt(moved, x)
    return np.sum(y**2) + np.sum(end**2) + np.sum(signal.sosfiltfilt(SECTIONS, x) * z)


def designed_inside(x, order):
    b, a = signal.butter(order, 0.25)
    sos = signal.cheby1(order, 1.0, 0.3, output="sos")
    return np.sum(signal.lfilter(b, a, x) * signal.sosfilt(sos, x) * signal.get_window("hann", 24))


def smoothed(x):
    y = signal.savgol_filter(x, 7, 2) + signal.savgol_filter(x, 5, 3, deriv=1, delta=0.3 + x[0])
    return np.sum(y**2) + np.sum(signal.savgol_filter(x, 5, 2, 1, x[1], mode="mirror") ** 3)


def smoothed_columns(x):
    return np.sum(signal.savgol_filter(x, 3, 1, axis=0) ** 2)


def other_rates(x):
    up, down = signal.resample(x, 35), signal.resample(x, 14)
    by_filter = signal.resample_poly(x, 3, 2)
    at = signal.resample(x, 14, t=x[1] + np.arange(28) * x[0])[1]
    up = up * np.sum(at**2)
    return (
        np.sum(up**2) + np.sum(down**3) + np.sum(by_filter**2) + np.sum(signal.decimate(x, 2) ** 2)
    )


def resampled_columns(x):
    y = signal.resample(x, 5, axis=0)
    z = signal.upfirdn(np.array([0.3, 1.0, 0.2]), x, 2, 3, axis=0)
    return np.sum(y**2) + np.sum(z**3)


def medians(x, image):
    y = signal.medfilt(x, 5) * signal.wiener(x, 3, 0.1)
    return np.sum(y**2) + np.sum(signal.medfilt2d(image, 3) ** 2) + np.sum(signal.wiener(x) ** 2)


def quotients(x, d):
    quotient, rest = signal.deconvolve(x, d)
    return np.sum(quotient**2) + np.sum(rest**2)


def around_the_edges(image, kernel):
    y = signal.convolve2d(image, kernel, mode="same", boundary="symmetric")
    y = y + signal.convolve2d(np.arange(20).reshape(4, 5), kernel, "same", "pad", 1.5)
    y = y + signal.convolve2d(image, kernel, "same", "fill", 1.5)
    y = y * signal.correlate2d(image, kernel, "same", fillvalue=kernel[0, 0])
    z = signal.correlate2d(image, kernel, "full", "wrap")
    return np.sum(y**2) + np.sum(z**3)


def by_width(width, beta):
    window = signal.windows.gaussian(9, width) * signal.windows.kaiser(9, beta, sym=False)
    return np.sum(window**2) + np.sum(signal.windows.tukey(9, 0.3 * width) ** 3)


def spectra(x):
    f, density = signal.welch(x, fs=2.0, nperseg=8)
    at, whole = signal.periodogram(x, 2.0 + x[0], window="hann", nfft=30, scaling="spectrum")
    whole = whole * at + np.abs(signal.freqz([0.3, 0.5], worN=(x[0], 1))[1][0])
    _, _, pieces = signal.spectrogram(x, nperseg=9)
    return np.sum(f * density) + np.sum(whole**2) + np.sum(pieces**2)


def spectra_of_two(x, y):
    _, cross = signal.csd(x, y, nperseg=8, detrend="linear")
    _, share = signal.coherence(x, y, nperseg=8)
    return np.sum(np.abs(cross) ** 2) + np.sum(share**2)


def there_and_back(x):
    _, _, z = signal.stft(x, nperseg=8)
    _, y = signal.istft(z * np.abs(z), nperseg=8)
    return np.sum(y**2)


def of_windows(x, beta):
    """What shapes a window moves what is made with it."""
    y = signal.resample_poly(x, 3, 2, window=("kaiser", beta))
    return np.sum(y**3) + np.sum(signal.welch(x, window=("tukey", 0.3 * beta), nperseg=8)[1] ** 2)


def response(b, a):
    w, h = signal.freqz(b, a, 9)
    return np.sum(w * np.abs(h) ** 2)


PROGRAMS = [
    Program(of_numbers, (0.4, 1.3, signed(5, 2)), (0, 1, 2)),
    Program(of_numbers, (np.array(0.4), np.array(1.3), signed(5)), (0, 1, 2)),
    Program(from_a_state, (signed(3), np.array([1.2, 0.3]), signed(7), signed(2)), (0, 1, 2, 3)),
    Program(short_from_a_state, (signed(2, 2), signed(3, 2, start=2)), (0, 1)),
    Program(both_ways, (signed(3), np.array([1.2, 0.3, 0.1]), signed(14)), (0, 1, 2)),
    Program(both_ways_without_ends, (signed(9, 2),)),
    Program(sections, (X, signed(2, 2)), (0, 1)),
    Program(designed_inside, (X, 2)),
    Program(smoothed, (signed(12),)),
    Program(smoothed_columns, (signed(5, 2),)),
    Program(other_rates, (signed(28),)),
    Program(resampled_columns, (signed(6, 2),)),
    Program(medians, (signed(9), signed(4, 4, start=1)), (0, 1)),
    Program(quotients, (signed(6), np.array([1.3, 0.4, -0.2])), (0, 1)),
    Program(around_the_edges, (signed(4, 5), signed(3, 2, start=2)), (0, 1)),
    Program(by_width, (1.3, 0.8), (0, 1)),
    Program(spectra, (X,)),
    Program(spectra_of_two, (X, positive(24)), (0, 1)),
    Program(there_and_back, (X,)),
    Program(response, (signed(3), np.array([1.2, 0.3])), (0, 1)),
]
if np.lib.NumpyVersion(scipy.__version__) >= "1.17.0":  # before, `get_window` is not followed
    PROGRAMS += [Program(of_windows, (X, 1.4), (0, 1))]
