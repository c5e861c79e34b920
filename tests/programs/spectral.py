"""Steps in the space of frequencies, of signals of even and odd lengths, cut and filled up."""

import numpy as np

from tests.programs.case import Program, signed


def pseudo_spectral(u, nu):
    n = len(u)
    k = np.fft.rfftfreq(n, 1 / n)
    uh = np.fft.rfft(u)
    for _ in range(3):
        product = np.fft.irfft(uh, n) * np.fft.irfft(1j * k * uh, n)
        uh = (uh - 0.01 * np.fft.rfft(product)) / (1 + 0.01 * nu * k**2)
    return np.sum(np.fft.irfft(uh, n) ** 2)


def filled_up(x, filter_):
    n = len(x) + len(filter_) - 1
    return np.sum(np.fft.irfft(np.fft.rfft(x, n) * np.fft.rfft(filter_, n), n) ** 2)


def cut(x, n):
    low = np.fft.rfft(x, n)
    return np.sum(np.abs(low * np.fft.rfftfreq(n)) ** 2) + np.sum(np.fft.irfft(low) ** 3)


def along_the_other_axis(x, n):
    spectrum = np.fft.rfft(x, n, axis=0)
    scaled = spectrum * np.fft.rfftfreq(n)[:, None]
    return np.sum(np.fft.irfft(scaled, axis=0, n=n) * x[:n])


def a_length_that_changes(x):
    total = 0.0
    for n in range(2, 6):
        total = total + np.sum(np.abs(np.fft.rfft(x, n) + np.fft.rfft(x[::-1], n=n)) ** 2) / n
    return total


def one_frequency_spreads(x, n):
    return np.sum(np.abs(np.fft.rfft(x, n) * np.fft.rfft(x)) ** 2)


def of_half_a_spectrum(x, n):
    there = np.fft.hfft(x, n)
    return np.sum(there * np.fft.fftfreq(n)) + np.sum(np.abs(np.fft.ihfft(there) - x) ** 2)


PROGRAMS = [
    Program(pseudo_spectral, (signed(6), 0.3), wrt=(0, 1)),
    Program(pseudo_spectral, (signed(5), 0.3), wrt=(0, 1)),
    Program(filled_up, (signed(5), signed(3, start=1)), wrt=(0, 1)),
    Program(cut, (signed(7), 4)),
    Program(along_the_other_axis, (signed(6, 3), 4)),
    Program(a_length_that_changes, (signed(5),)),
    Program(one_frequency_spreads, (signed(6), 1)),
    Program(of_half_a_spectrum, (signed(4), 6)),
]
