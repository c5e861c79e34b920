"""`scipy.fftpack`: its transforms are those of `scipy.fft`."""

from typing import Any

import numpy as np
import scipy.fft
import scipy.fftpack

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.fft.cosine_transforms import other_type
from srcgrad.rules.taking import call


def _along_one(function: Any, newer: Any) -> None:
    """Declare a transform along one axis."""

    @meaning(function)
    def transform(x: Any, n: Any = None, axis: int = -1) -> Any:
        return newer(x, n, axis)


def _along_several(function: Any, newer: Any) -> None:
    """Declare a transform along several axes."""

    @meaning(function)
    def transform(x: Any, shape: Any = None, axes: Any = None) -> Any:
        return computed(newer(x, shape, axes), call(function, x, shape, axes))


def _along_both(function: Any, newer: Any) -> None:
    """Declare a transform along two axes."""

    @meaning(function)
    def transform(x: Any, shape: Any = None, axes: Any = (-2, -1)) -> Any:
        return computed(newer(x, shape, axes), call(function, x, shape, axes))


def _of_one_type(function: Any, newer: Any) -> None:
    """Declare a cosine or sine transform."""

    @meaning(function)
    def transform(x: Any, type: int = 2, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
        return newer(x, type, n, axis, norm)


def _inverse(function: Any, newer: Any) -> None:
    """Declare an inverse one, which is not scaled."""

    @meaning(function)
    def transform(x: Any, type: int = 2, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
        return newer(x, other_type(type), n, axis, norm)


for _name in ("fft", "ifft"):
    _along_one(getattr(scipy.fftpack, _name), getattr(scipy.fft, _name))
for _name in ("fftn", "ifftn"):
    _along_several(getattr(scipy.fftpack, _name), getattr(scipy.fft, _name))
for _name in ("fft2", "ifft2"):
    _along_both(getattr(scipy.fftpack, _name), getattr(scipy.fft, _name))
_of_one_type(scipy.fftpack.dct, scipy.fft.dct)
_of_one_type(scipy.fftpack.dst, scipy.fft.dst)
_inverse(scipy.fftpack.idct, scipy.fft.dct)
_inverse(scipy.fftpack.idst, scipy.fft.dst)


@meaning(scipy.fftpack.hilbert)
def hilbert(x: Any) -> Any:
    """Each wave of a periodic function by a quarter of its length on."""
    waves = scipy.fft.fft(x) * (1j * np.sign(scipy.fft.fftfreq(len(x))))
    return computed(scipy.fft.ifft(waves).real, call(scipy.fftpack.hilbert, x))
