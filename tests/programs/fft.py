"""Fourier transforms: spectra, filters, convolutions, steps of spectral methods."""

import numpy as np
import scipy.fft

from tests.programs.case import Program, positive, signed


def power_spectrum(x):
    return np.sum(np.abs(np.fft.fft(x)) ** 2 * np.arange(len(x)))


def weighted_spectrum(z, w):
    return np.sum((np.fft.fft(z) * np.fft.ifft(w)).imag)


def padded_spectrum(x, n):
    return np.sum(np.abs(np.fft.fft(x, n)) ** 4)


def truncated_spectrum(z):
    return np.sum(np.abs(np.fft.ifft(z, n=3, norm="ortho")) ** 4)


def spectrum_along_axis(A):
    F = np.fft.fft(A, axis=0)
    return np.sum(F.real**2 * F.imag)


def real_spectrum(x):
    F = np.fft.rfft(x)
    return np.sum(F.real**3 + F.imag)


def real_spectrum_padded(x):
    return np.sum(np.abs(np.fft.rfft(x, 8, norm="forward")) ** 3)


def back_from_half(z):
    return np.sum(np.fft.irfft(z) ** 2)


def back_from_half_odd(z):
    return np.sum(np.fft.irfft(z, 5) ** 3)


def back_from_half_of_real(x):
    return np.sum(np.fft.irfft(x, 2 * len(x)) ** 3)


def hermitian(z):
    return np.sum(np.fft.hfft(z) ** 3)


def hermitian_back(x):
    return np.sum(np.abs(np.fft.ihfft(x)) ** 3)


def two_dimensions(A):
    F = np.fft.fft2(A)
    return np.sum(np.abs(np.fft.ifft2(F * F)) ** 2)


def two_dimensions_real(A):
    F = np.fft.rfft2(A)
    return np.sum(np.fft.irfft2(F * np.abs(F), s=A.shape) ** 2)


def several_dimensions(A):
    F = np.fft.fftn(A, axes=(0, 2))
    G = np.fft.ifftn(F * F.conj() * F, axes=(1,))
    return np.sum(np.abs(G) ** 2)


def several_dimensions_real(A):
    F = np.fft.rfftn(A, axes=(1, 0))
    return np.sum(np.fft.irfftn(F * F, s=(A.shape[1], A.shape[0]), axes=(1, 0)) ** 2)


def several_dimensions_padded(A):
    return np.sum(np.abs(np.fft.fftn(A, s=(4, 2), axes=(0, 1))) ** 3)


def shifted(z):
    F = np.fft.fftshift(np.fft.fft(z))
    return np.sum((np.fft.ifftshift(F)[1:] * F[:-1]).real)


def shifted_along_axis(A):
    return np.sum(np.fft.fftshift(A, axes=1)[:, 0] ** 2) + np.sum(np.fft.ifftshift(A)[0] ** 3)


def derivative_by_spectrum(u, length):
    k = 2 * np.pi * np.fft.fftfreq(len(u), length / len(u))
    return np.sum(np.fft.ifft(1j * k * np.fft.fft(u)).real ** 2)


def low_pass(x, width):
    f = np.fft.rfftfreq(len(x))
    return np.sum(np.fft.irfft(np.fft.rfft(x) * np.exp(-((f / width) ** 2)), len(x)) ** 2)


def convolution(x, h):
    n = len(x) + len(h) - 1
    y = np.fft.irfft(np.fft.rfft(x, n) * np.fft.rfft(h, n), n)
    return np.sum(y**3)


def autocorrelation(x):
    F = np.fft.rfft(x, 2 * len(x))
    return np.fft.irfft(F * np.conj(F))[: len(x)]


def heat_steps(u, diffusivity, steps):
    k = 2 * np.pi * np.fft.rfftfreq(u.size, 1.0 / u.size)
    decay = np.exp(-diffusivity * k**2 * 1e-3)
    for _ in range(steps):
        u = np.fft.irfft(np.fft.rfft(u) * decay, u.size)
        u = u + 0.1 * u * (1 - u)
    return np.sum(u**2)


def burgers_steps(u, viscosity, steps):
    n = u.size
    k = np.fft.fftfreq(n, 1.0 / n)
    h = 1e-2
    spectrum = np.fft.fft(u)
    for _ in range(steps):
        slope = np.fft.ifft(1j * k * spectrum).real
        product = np.fft.fft(np.fft.ifft(spectrum).real * slope)
        spectrum = (spectrum - h * product) / (1 + h * viscosity * k**2)
    return np.sum(np.abs(spectrum) ** 2 * np.abs(k))


def split_step(psi, potential, steps):
    n = len(psi)
    k = 2 * np.pi * np.fft.fftfreq(n)
    h = 0.1
    kinetic = np.exp(-0.5j * h * k**2)
    for _ in range(steps):
        psi = psi * np.exp(-0.5j * h * potential)
        psi = np.fft.ifft(kinetic * np.fft.fft(psi))
        psi = psi * np.exp(-0.5j * h * (potential + np.abs(psi) ** 2))
    return np.sum(np.arange(n) * np.abs(psi) ** 2)


def phase_retrieval(x, measured):
    return np.sum((np.abs(np.fft.fft(x)) ** 2 - measured) ** 2)


def coherent_image(phase, target):
    field = np.fft.fftshift(np.fft.fft2(np.exp(1j * phase)))
    intensity = np.abs(field) ** 2
    return np.sum((intensity / np.sum(intensity) - target) ** 2)


def stored_spectrum(x):
    F = np.zeros((2, len(x)), dtype=complex)
    F[0] = np.fft.fft(x)
    F[1] = F[0] * 1j
    F[1, 0] = 0
    F *= x
    return np.sum(np.abs(np.fft.ifft(F)) ** 2)


def filtered_in_place(x):
    F = np.fft.rfft(x)
    F[2:] *= 0.25
    F[0] = 0
    return np.sum(np.fft.irfft(F, len(x)) ** 4)


def circulant_solve(c, b):
    x = np.fft.ifft(np.fft.fft(b) / np.fft.fft(c)).real
    return np.sum(x**2)


def hilbert_envelope(x):
    n = len(x)
    F = np.fft.fft(x)
    weights = np.zeros(n)
    weights[0] = 1
    weights[1 : (n + 1) // 2] = 2
    if n % 2 == 0:
        weights[n // 2] = 1
    return np.sum(np.abs(np.fft.ifft(F * weights)) ** 3)


def single_precision(x):
    return np.sum(np.abs(np.fft.fft(x)) ** 2)


def by_scipy(x, A):
    F = scipy.fft.rfft(x, norm="ortho")
    G = scipy.fft.ifft2(scipy.fft.fft2(A) * 1j)
    H = scipy.fft.fftshift(scipy.fft.fftn(A, axes=(1,)))
    return np.sum(scipy.fft.irfft(F * F) ** 2) + np.sum((G * H).real)


def recursive_transform(x):
    if len(x) == 1:
        return x + 0j
    even, odd = recursive_transform(x[::2]), recursive_transform(x[1::2])
    turned = np.exp(-2j * np.pi * np.arange(len(odd)) / len(x)) * odd
    return np.concatenate([even + turned, even - turned])


def by_recursion(x):
    return np.sum(np.abs(recursive_transform(x)) ** 2 * np.arange(len(x)))


X, Y = signed(6), signed(6, start=4)
Z, W = X[:5] + 1j * Y[:5], Y[:5] - 1j * X[1:]
GRID = signed(3, 4)
BLOCK = signed(2, 2, 3)


def least_power(target):
    least = float("inf")
    for base in (2, 3):
        power = 1
        while power < target:
            power *= base
        if power < least:
            least = power
    return least


def padded_to_a_quick_length(x):
    n = least_power(2 * len(x) - 1)
    spectrum = np.fft.fft(x - np.mean(x), n=n)
    return np.fft.ifft(spectrum * np.conjugate(spectrum), n)[: len(x)].real


PROGRAMS = [
    Program(padded_to_a_quick_length, (positive(5),)),
    Program(power_spectrum, (X,)),
    Program(power_spectrum, (Z,)),
    Program(weighted_spectrum, (Z, W), wrt=(0, 1)),
    Program(padded_spectrum, (X, 8)),
    Program(padded_spectrum, (X, 4)),
    Program(truncated_spectrum, (Z,)),
    Program(spectrum_along_axis, (GRID,)),
    Program(real_spectrum, (X,)),
    Program(real_spectrum_padded, (X,)),
    Program(back_from_half, (Z,)),
    Program(back_from_half_odd, (Z,)),
    Program(back_from_half_of_real, (X,)),
    Program(hermitian, (Z,)),
    Program(hermitian_back, (X,)),
    Program(two_dimensions, (GRID,)),
    Program(two_dimensions_real, (GRID,)),
    Program(several_dimensions, (BLOCK,)),
    Program(several_dimensions_real, (GRID,)),
    Program(several_dimensions_padded, (GRID,)),
    Program(shifted, (Z,)),
    Program(shifted_along_axis, (GRID,)),
    Program(derivative_by_spectrum, (X, 2.0), wrt=(0, 1)),
    Program(low_pass, (X, 0.3), wrt=(0, 1)),
    Program(convolution, (X, signed(3)), wrt=(0, 1)),
    Program(autocorrelation, (X,)),
    Program(heat_steps, (X, 0.5, 3), wrt=(0, 1)),
    Program(burgers_steps, (X, 0.5, 3), wrt=(0, 1)),
    Program(split_step, (Z, X[:5], 3), wrt=(0, 1)),
    Program(phase_retrieval, (X, positive(6)), wrt=(0, 1)),
    Program(coherent_image, (GRID, positive(3, 4)), wrt=0),
    Program(stored_spectrum, (X,)),
    Program(filtered_in_place, (X,)),
    Program(circulant_solve, (positive(5), X[:5]), wrt=(0, 1)),
    Program(hilbert_envelope, (X,)),
    Program(hilbert_envelope, (X[:5],)),
    Program(single_precision, (X.astype(np.float32),), error_scale=1e3),
    Program(by_scipy, (X, GRID), wrt=(0, 1)),
    Program(by_recursion, (signed(4),)),
]
