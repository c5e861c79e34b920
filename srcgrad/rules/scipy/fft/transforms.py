"""Fourier transforms of `scipy.fft`: as those of NumPy."""

import scipy.fft

from srcgrad.rules.declare import linear, nondifferentiable, partials
from srcgrad.rules.numpy import fourier

for _name in [
    "fft",
    "ifft",
    "rfft",
    "irfft",
    "hfft",
    "ihfft",
    "fft2",
    "ifft2",
    "rfft2",
    "irfft2",
    "fftn",
    "ifftn",
    "rfftn",
    "irfftn",
    "fftshift",
    "ifftshift",
]:
    linear(getattr(scipy.fft, _name), transpose=getattr(fourier, _name), complex=True)

nondifferentiable(scipy.fft.next_fast_len)  # of whole numbers
partials(scipy.fft.fftfreq, scipy.fft.rfftfreq, operands=("d",))(fourier.fftfreq)
