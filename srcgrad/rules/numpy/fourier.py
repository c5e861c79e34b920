"""Discrete Fourier transforms.

The matrix of a transform is symmetric: without a conjugate it is its own transpose. What a
transform cuts off or fills up with zeros is filled up, or cut off, in the adjoint. Of a half
spectrum those numbers count twice that stand for two of the whole.
"""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import linear, partials
from srcgrad.runtime import half_spectrum, resized


def fft(y_bar: Any, y: Any, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    if n is not None:
        return resized(np.fft.fft(y_bar, None, axis, norm), np.shape(a))
    if norm is None and (axis == -1 or axis == a.ndim - 1):
        return np.fft.fft(y_bar)
    return np.fft.fft(y_bar, None, axis, norm)


linear(np.fft.fft, transpose=fft, complex=True)


def ifft(y_bar: Any, y: Any, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    if n is not None:
        return resized(np.fft.ifft(y_bar, None, axis, norm), np.shape(a))
    if norm is None and (axis == -1 or axis == a.ndim - 1):
        return np.fft.ifft(y_bar)
    return np.fft.ifft(y_bar, None, axis, norm)


linear(np.fft.ifft, transpose=ifft, complex=True)


def rfft(y_bar: Any, y: Any, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    if n is not None:
        return resized(np.fft.fft(y_bar, n, axis, norm), np.shape(a))
    if norm is None and (axis == -1 or axis == a.ndim - 1):
        return np.fft.fft(y_bar, a.shape[axis])
    return np.fft.fft(y_bar, a.shape[axis], axis, norm)


linear(np.fft.rfft, transpose=rfft, complex=True)


def ihfft(y_bar: Any, y: Any, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    if n is not None:
        return resized(np.fft.ifft(y_bar, n, axis, norm), np.shape(a))
    if norm is None and (axis == -1 or axis == a.ndim - 1):
        return np.fft.ifft(y_bar, a.shape[axis])
    return np.fft.ifft(y_bar, a.shape[axis], axis, norm)


linear(np.fft.ihfft, transpose=ihfft, complex=True)


def irfft(y_bar: Any, y: Any, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    return half_spectrum(np.fft.ifft(y_bar, None, axis, norm), a.shape[axis], axis)


linear(np.fft.irfft, transpose=irfft, complex=True)


def hfft(y_bar: Any, y: Any, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    return half_spectrum(np.fft.fft(y_bar, None, axis, norm), a.shape[axis], axis)


linear(np.fft.hfft, transpose=hfft, complex=True)


def fftn(y_bar: Any, y: Any, a: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    if s is None and axes is None and norm is None:
        return np.fft.fftn(y_bar)
    if s is None:
        return np.fft.fftn(y_bar, None, axes, norm)
    axes = chosen(axes, len(s), a.ndim)
    return resized(np.fft.fftn(y_bar, None, axes, norm), np.shape(a))


linear(np.fft.fftn, transpose=fftn, complex=True)


def ifftn(y_bar: Any, y: Any, a: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    if s is None and axes is None and norm is None:
        return np.fft.ifftn(y_bar)
    if s is None:
        return np.fft.ifftn(y_bar, None, axes, norm)
    axes = chosen(axes, len(s), a.ndim)
    return resized(np.fft.ifftn(y_bar, None, axes, norm), np.shape(a))


linear(np.fft.ifftn, transpose=ifftn, complex=True)


def fft2(y_bar: Any, y: Any, a: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None) -> Any:
    if s is None and axes == (-2, -1) and norm is None:
        return np.fft.fft2(y_bar)
    if s is None:
        return np.fft.fft2(y_bar, None, axes, norm)
    axes = chosen(axes, len(s), a.ndim)
    return resized(np.fft.fft2(y_bar, None, axes, norm), np.shape(a))


linear(np.fft.fft2, transpose=fft2, complex=True)


def ifft2(y_bar: Any, y: Any, a: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None) -> Any:
    if s is None and axes == (-2, -1) and norm is None:
        return np.fft.ifft2(y_bar)
    if s is None:
        return np.fft.ifft2(y_bar, None, axes, norm)
    axes = chosen(axes, len(s), a.ndim)
    return resized(np.fft.ifft2(y_bar, None, axes, norm), np.shape(a))


linear(np.fft.ifft2, transpose=ifft2, complex=True)


def rfftn(y_bar: Any, y: Any, a: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    axes = chosen(axes, None if s is None else len(s), a.ndim)
    x_bar = np.fft.fft(y_bar, a.shape[axes[-1]] if s is None else s[-1], axes[-1], norm)
    if len(axes) > 1:
        x_bar = np.fft.fftn(x_bar, None, axes[:-1], norm)
    if s is None:
        return x_bar
    return resized(x_bar, np.shape(a))


linear(np.fft.rfftn, transpose=rfftn, complex=True)


def rfft2(y_bar: Any, y: Any, a: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None) -> Any:
    axes = chosen(axes, None if s is None else len(s), a.ndim)
    x_bar = np.fft.fft(y_bar, a.shape[axes[-1]] if s is None else s[-1], axes[-1], norm)
    if len(axes) > 1:
        x_bar = np.fft.fftn(x_bar, None, axes[:-1], norm)
    if s is None:
        return x_bar
    return resized(x_bar, np.shape(a))


linear(np.fft.rfft2, transpose=rfft2, complex=True)


def irfftn(y_bar: Any, y: Any, a: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    axes = chosen(axes, None if s is None else len(s), a.ndim)
    x_bar = np.fft.ifft(y_bar, None, axes[-1], norm)
    x_bar = half_spectrum(x_bar, a.shape[axes[-1]], axes[-1])
    if len(axes) > 1:
        x_bar = np.fft.ifftn(x_bar, None, axes[:-1], norm)
    if s is None:
        return x_bar
    return resized(x_bar, np.shape(a))


linear(np.fft.irfftn, transpose=irfftn, complex=True)


def irfft2(
    y_bar: Any, y: Any, a: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None
) -> Any:
    axes = chosen(axes, None if s is None else len(s), a.ndim)
    x_bar = np.fft.ifft(y_bar, None, axes[-1], norm)
    x_bar = half_spectrum(x_bar, a.shape[axes[-1]], axes[-1])
    if len(axes) > 1:
        x_bar = np.fft.ifftn(x_bar, None, axes[:-1], norm)
    if s is None:
        return x_bar
    return resized(x_bar, np.shape(a))


linear(np.fft.irfft2, transpose=irfft2, complex=True)


def fftshift(y_bar: Any, y: Any, x: Any, axes: Any = None) -> Any:
    return np.fft.ifftshift(y_bar, axes)


linear(np.fft.fftshift, transpose=fftshift, complex=True)


def ifftshift(y_bar: Any, y: Any, x: Any, axes: Any = None) -> Any:
    return np.fft.fftshift(y_bar, axes)


linear(np.fft.ifftshift, transpose=ifftshift, complex=True)


@partials(np.fft.fftfreq, np.fft.rfftfreq, operands=("d",))
def fftfreq(y: Any, n: Any, d: Any = 1.0) -> Any:
    return -y / d


def chosen(axes: Any, count: int | None, ndim: int) -> tuple[int, ...]:
    """The axes along which a transform of several dimensions goes, for a given `s` or none.

    >>> chosen(None, 2, 3), chosen((0, -1), None, 3)
    ((1, 2), (0, 2))
    """
    if axes is None:
        return tuple(range(0 if count is None else ndim - count, ndim))
    found = tuple([axis % ndim for axis in axes])
    if len(set(found)) < len(found):
        raise NotImplementedError("a Fourier transform along one axis twice")
    return found
