"""`scipy.signal`: convolutions of any rank, and recursive filters."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.signal

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import (
    analytic_transpose,
    convolved_middle,
    convolved_whole,
    delayed_products,
)


@vjp(scipy.signal.convolve, complex=True)
def convolve(
    y_bar: Any, y: Any, in1: Any, in2: Any, mode: Any = "full", method: Any = "auto"
) -> Any:
    if y.ndim == 0:
        raise NotImplementedError("scipy.signal.convolve of numbers")
    whole = convolved_whole(y_bar, in1.shape, in2.shape, mode)
    first = np.conjugate(in1) if np.iscomplexobj(in1) else in1
    second = np.conjugate(in2) if np.iscomplexobj(in2) else in2
    return (
        scipy.signal.correlate(whole, second, "valid", method),
        scipy.signal.correlate(whole, first, "valid", method),
    )


@jvp(scipy.signal.convolve)
def convolve_tangent(
    in1_dot: Any,
    in2_dot: Any,
    y: Any,
    in1: Any,
    in2: Any,
    mode: Any = "full",
    method: Any = "auto",
) -> Any:
    return (
        scipy.signal.convolve(in1_dot, in2, mode, method),
        scipy.signal.convolve(in1, in2_dot, mode, method),
    )


@vjp(scipy.signal.correlate, complex=True)
def correlate(
    y_bar: Any, y: Any, in1: Any, in2: Any, mode: Any = "full", method: Any = "auto"
) -> Any:
    if y.ndim == 0:
        raise NotImplementedError("scipy.signal.correlate of numbers")
    whole = convolved_whole(y_bar, in1.shape, in2.shape, mode)
    first = np.conjugate(in1) if np.iscomplexobj(in1) else in1
    second = np.conjugate(in2) if np.iscomplexobj(in2) else in2
    turned = np.flip(scipy.signal.correlate(whole, first, "valid", method))
    return (
        scipy.signal.convolve(whole, second, "valid", method),
        np.conjugate(turned) if np.iscomplexobj(in2) else turned,
    )


@jvp(scipy.signal.correlate)
def correlate_tangent(
    in1_dot: Any,
    in2_dot: Any,
    y: Any,
    in1: Any,
    in2: Any,
    mode: Any = "full",
    method: Any = "auto",
) -> Any:
    return (
        scipy.signal.correlate(in1_dot, in2, mode, method),
        scipy.signal.correlate(in1, in2_dot, mode, method),
    )


@vjp(scipy.signal.fftconvolve, scipy.signal.oaconvolve, complex=True)
def fftconvolve(y_bar: Any, y: Any, in1: Any, in2: Any, mode: Any = "full") -> Any:
    if y.ndim == 0:
        raise NotImplementedError("scipy.signal.fftconvolve of numbers")
    whole = convolved_whole(y_bar, in1.shape, in2.shape, mode)
    first = np.conjugate(in1) if np.iscomplexobj(in1) else in1
    second = np.conjugate(in2) if np.iscomplexobj(in2) else in2
    return (
        scipy.signal.correlate(whole, second, "valid", "fft"),
        scipy.signal.correlate(whole, first, "valid", "fft"),
    )


@jvp(scipy.signal.fftconvolve, scipy.signal.oaconvolve)
def fftconvolve_tangent(
    in1_dot: Any, in2_dot: Any, y: Any, in1: Any, in2: Any, mode: Any = "full"
) -> Any:
    return (
        scipy.signal.fftconvolve(in1_dot, in2, mode),
        scipy.signal.fftconvolve(in1, in2_dot, mode),
    )


@vjp(scipy.signal.convolve2d)
def convolve2d(
    y_bar: Any, y: Any, in1: Any, in2: Any, mode: Any = "full", boundary: Any = "fill"
) -> Any:
    if boundary != "fill":
        raise NotImplementedError("convolve2d with another boundary than 'fill'")
    whole = convolved_whole(y_bar, in1.shape, in2.shape, mode)
    return (
        scipy.signal.correlate2d(whole, in2, "valid"),
        scipy.signal.correlate2d(whole, in1, "valid"),
    )


@jvp(scipy.signal.convolve2d)
def convolve2d_tangent(
    in1_dot: Any,
    in2_dot: Any,
    y: Any,
    in1: Any,
    in2: Any,
    mode: Any = "full",
    boundary: Any = "fill",
) -> Any:
    if boundary != "fill":
        raise NotImplementedError("convolve2d with another boundary than 'fill'")
    return (
        scipy.signal.convolve2d(in1_dot, in2, mode),
        scipy.signal.convolve2d(in1, in2_dot, mode),
    )


@vjp(scipy.signal.correlate2d)
def correlate2d(
    y_bar: Any, y: Any, in1: Any, in2: Any, mode: Any = "full", boundary: Any = "fill"
) -> Any:
    if boundary != "fill":
        raise NotImplementedError("correlate2d with another boundary than 'fill'")
    whole = convolved_whole(y_bar, in1.shape, in2.shape, mode, True)
    return (
        scipy.signal.convolve2d(whole, in2, "valid"),
        np.flip(scipy.signal.correlate2d(whole, in1, "valid")),
    )


@jvp(scipy.signal.correlate2d)
def correlate2d_tangent(
    in1_dot: Any,
    in2_dot: Any,
    y: Any,
    in1: Any,
    in2: Any,
    mode: Any = "full",
    boundary: Any = "fill",
) -> Any:
    if boundary != "fill":
        raise NotImplementedError("correlate2d with another boundary than 'fill'")
    return (
        scipy.signal.correlate2d(in1_dot, in2, mode),
        scipy.signal.correlate2d(in1, in2_dot, mode),
    )


@vjp(scipy.signal.lfilter)
def lfilter(y_bar: Any, y: Any, b: Any, a: Any, x: Any, axis: int = -1) -> Any:
    return (
        np.sum(y_bar * scipy.signal.lfilter([1.0], a, x, axis))
        if np.ndim(b) == 0
        else delayed_products(y_bar, scipy.signal.lfilter([1.0], a, x, axis), b.size, axis),
        np.sum(-y_bar * y) / a
        if np.ndim(a) == 0
        else -delayed_products(y_bar, scipy.signal.lfilter([1.0], a, y, axis), a.size, axis),
        np.flip(scipy.signal.lfilter(b, a, np.flip(y_bar, axis), axis), axis),
    )


@jvp(scipy.signal.lfilter)
def lfilter_tangent(
    b_dot: Any, a_dot: Any, x_dot: Any, y: Any, b: Any, a: Any, x: Any, axis: int = -1
) -> Any:
    return (
        scipy.signal.lfilter(b_dot, a, x, axis),
        -scipy.signal.lfilter(a_dot, a, y, axis),
        scipy.signal.lfilter(b, a, x_dot, axis),
    )


def sosfilt(y_bar: Any, y: Any, sos: Any, x: Any, axis: int = -1) -> Any:
    return np.flip(scipy.signal.sosfilt(sos, np.flip(y_bar, axis), axis), axis)


linear(scipy.signal.sosfilt, transpose=sosfilt, operands=("x",))


@vjp(scipy.signal.hilbert, complex=True)
def hilbert(y_bar: Any, y: Any, x: Any, N: Any = None, axis: int = -1) -> Any:
    return analytic_transpose(y_bar, x.shape[axis], axis)


@jvp(scipy.signal.hilbert)
def hilbert_tangent(x_dot: Any, y: Any, x: Any, N: Any = None, axis: int = -1) -> Any:
    return scipy.signal.hilbert(x_dot, N, axis)


def detrend(y_bar: Any, y: Any, data: Any, axis: int = -1, type: Any = "linear") -> Any:
    return scipy.signal.detrend(y_bar, axis, type)  # a projection


linear(scipy.signal.detrend, transpose=detrend)


def convolved_whole_rule(
    y_bar: Any, y: Any, part: Any, first: Any = (), second: Any = (), mode: Any = "", later: Any = 0
) -> Any:
    return convolved_middle(y_bar, part.shape, first, second, mode, later)


def convolved_middle_rule(
    y_bar: Any,
    y: Any,
    whole: Any,
    shape: Any = (),
    first: Any = (),
    second: Any = (),
    mode: Any = "",
    later: Any = 0,
) -> Any:
    return convolved_whole(y_bar, first, second, mode, later)


linear(convolved_whole, transpose=convolved_whole_rule)
linear(convolved_middle, transpose=convolved_middle_rule)
