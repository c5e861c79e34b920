"""Functions of SciPy: transforms, filters, windows, and distributions by their shape."""

import numpy as np
import scipy.fft
import scipy.signal
from scipy import stats

from tests.programs.case import Program, positive, signed

X = signed(12)
SECTIONS = scipy.signal.butter(3, 0.3, output="sos")


def compressed(x):
    c = scipy.fft.dct(x, norm="ortho")
    c[6:] = 0.0
    return np.sum((scipy.fft.idct(c, norm="ortho") - x) ** 2) + np.sum(scipy.fft.dst(x, 1) ** 3)


def of_rows(x):
    rows = np.reshape(x, (3, 4))
    return np.sum(scipy.fft.idst(scipy.fft.dct(rows, 2, axis=0), 3, axis=1, norm="forward") ** 2)


def envelope(x):
    return np.sum(np.abs(scipy.signal.hilbert(x)) * np.arange(12.0))


def smoothed(x):
    forth = scipy.signal.sosfilt(SECTIONS, x)
    back = scipy.signal.sosfilt(SECTIONS, forth[::-1])[::-1]
    return np.sum((back - x) ** 2)


def windowed(x):
    taper = scipy.signal.windows.hann(12) + scipy.signal.get_window("hamming", 12)
    return np.sum(np.abs(np.fft.rfft(x * taper)) ** 2)


def reliability(times, shape, spread):
    early = stats.weibull_min.logcdf(times[:2], shape, 0.1, 1.5)
    late = stats.lognorm.logsf(times[2:], spread, scale=shape)
    return np.sum(early) + np.sum(late) + stats.lognorm.cdf(0.8, spread)


def shares(x, alpha):
    return stats.dirichlet.logpdf(x / np.sum(x), alpha) + stats.dirichlet.logpdf(x[:2] / 4, alpha)


PROGRAMS = [
    Program(compressed, (X,)),
    Program(of_rows, (X,)),
    Program(envelope, (X,)),
    Program(smoothed, (X,)),
    Program(windowed, (X,)),
    Program(reliability, (positive(4) + 0.2, 1.3, 0.7), wrt=(0, 1, 2)),
    Program(shares, (positive(3), positive(3) + 1.0), wrt=(0, 1)),
]
