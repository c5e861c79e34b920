"""Polynomials by their coefficients, and products that slide."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import (
    all_real,
    correlate_transpose,
    polyder_transpose,
    polyfit_tangent,
    polyfit_transpose,
    polymul_moved,
    polymul_transpose,
    polyval_transpose,
    simple,
    vander_tangent,
    vander_transpose,
)


@vjp(np.polyval, complex=True)
def polyval(y_bar: Any, y: Any, p: Any, x: Any) -> Any:
    if np.ndim(p) != 1:
        raise NotImplementedError("polyval of several polynomials: polynomial.polynomial.polyval")
    return polyval_transpose(y_bar, p, x), y_bar * np.polyval(np.polyder(p), x)


@jvp(np.polyval)
def polyval_tangent(p_dot: Any, x_dot: Any, y: Any, p: Any, x: Any) -> Any:
    if np.ndim(p) != 1:
        raise NotImplementedError("polyval of several polynomials: polynomial.polynomial.polyval")
    return np.polyval(p_dot, x), x_dot * np.polyval(np.polyder(p), x)


@vjp(np.roots, complex=True)
def roots(y_bar: Any, y: Any, p: Any) -> Any:
    if np.iscomplexobj(p) or np.iscomplexobj(y):
        return -(y_bar / simple(np.polyval(np.polyder(p), y))) @ np.vander(y, np.size(p))
    return -(y_bar / simple(np.polyval(np.polyder(p), all_real(y)))) @ np.vander(y, np.size(p))


@jvp(np.roots)
def roots_tangent(p_dot: Any, y: Any, p: Any) -> Any:
    slopes = p[:-1] * np.arange(np.size(p) - 1, 0, -1, dtype=p.dtype)  # no more precise than they
    moved = np.vander(y, np.size(p)).astype(y.dtype) @ p_dot
    if np.iscomplexobj(p) or np.iscomplexobj(y):
        return -moved / simple(np.polyval(slopes, y))
    return -moved / simple(np.polyval(slopes, all_real(y)))


def polyder(y_bar: Any, y: Any, p: Any, m: int = 1) -> Any:
    if m == 1:
        return np.append(y_bar * np.arange(np.size(p) - 1, 0, -1), 0)[: np.size(p)]
    return polyder_transpose(y_bar, np.size(p), m)


linear(np.polyder, transpose=polyder, complex=True)


def polyint(y_bar: Any, y: Any, p: Any, m: int = 1) -> Any:
    if m == 1:
        return y_bar[:-1] / np.arange(np.size(p), 0, -1)
    scale = np.polyint(np.ones(np.size(p)), m)
    return y_bar[: np.size(p)] * scale[: np.size(p)]


linear(np.polyint, transpose=polyint, complex=True)


def polyadd(y_bar: Any, y: Any, a1: Any, a2: Any) -> Any:
    if np.ndim(a1) != 1 or np.ndim(a2) != 1:
        raise NotImplementedError("polyadd of numbers: make them arrays of one coefficient")
    return y_bar[y_bar.size - a1.size :], y_bar[y_bar.size - a2.size :]


def polysub(y_bar: Any, y: Any, a1: Any, a2: Any) -> Any:
    if np.ndim(a1) != 1 or np.ndim(a2) != 1:
        raise NotImplementedError("polysub of numbers: make them arrays of one coefficient")
    return y_bar[y_bar.size - a1.size :], -y_bar[y_bar.size - a2.size :]


@jvp(np.polyadd)
def polyadd_tangent(a1_dot: Any, a2_dot: Any, y: Any, a1: Any, a2: Any) -> Any:
    return np.polyadd(a1_dot, np.zeros_like(a2)), np.polyadd(np.zeros_like(a1), a2_dot)


@jvp(np.polysub)
def polysub_tangent(a1_dot: Any, a2_dot: Any, y: Any, a1: Any, a2: Any) -> Any:
    return np.polysub(a1_dot, np.zeros_like(a2)), np.polysub(np.zeros_like(a1), a2_dot)


vjp(np.polyadd, complex=True)(polyadd)
vjp(np.polysub, complex=True)(polysub)


@vjp(np.polymul)
def polymul(y_bar: Any, y: Any, a1: Any, a2: Any) -> Any:
    if np.ndim(a1) != 1 or np.ndim(a2) != 1:
        raise NotImplementedError("polymul of numbers: make them arrays of one coefficient")
    return polymul_transpose(y_bar, a1, a2), polymul_transpose(y_bar, a2, a1)


@jvp(np.polymul)
def polymul_tangent(a1_dot: Any, a2_dot: Any, y: Any, a1: Any, a2: Any) -> Any:
    if np.ndim(a1) != 1 or np.ndim(a2) != 1:
        raise NotImplementedError("polymul of numbers: make them arrays of one coefficient")
    return polymul_moved(a1_dot, a1, a2), polymul_moved(a2_dot, a2, a1)


@vjp(np.polyfit)
def polyfit(
    c_bar: Any,
    c: Any,
    x: Any,
    y: Any,
    deg: int = 1,
    rcond: Any = None,
    full: Any = False,
    w: Any = None,
) -> Any:
    if full or rcond is not None:
        raise NotImplementedError("polyfit with `full` or `rcond` by position: give them by name")
    return polyfit_transpose(c_bar, c, x, y, w)[0], polyfit_transpose(c_bar, c, x, y, w)[1]


@jvp(np.polyfit)
def polyfit_moved(
    x_dot: Any,
    y_dot: Any,
    c: Any,
    x: Any,
    y: Any,
    deg: int = 1,
    rcond: Any = None,
    full: Any = False,
    w: Any = None,
) -> Any:
    if full or rcond is not None:
        raise NotImplementedError("polyfit with `full` or `rcond` by position: give them by name")
    return polyfit_tangent(x_dot, c, x, y, w), np.polyfit(x, y_dot, deg, rcond, False, w)


@vjp(np.vander, complex=True)
def vander(y_bar: Any, y: Any, x: Any, N: Any = None, increasing: bool = False) -> Any:
    return vander_transpose(y_bar, x, increasing)


@jvp(np.vander)
def vander_tangent_of(x_dot: Any, y: Any, x: Any, N: Any = None, increasing: bool = False) -> Any:
    return vander_tangent(x_dot, y, x, increasing)


@vjp(np.correlate, complex=True)
def correlate(y_bar: Any, y: Any, a: Any, v: Any, mode: Any = "valid") -> Any:
    return correlate_transpose(y_bar, a, v, mode)[0], correlate_transpose(y_bar, a, v, mode)[1]


@jvp(np.correlate)
def correlate_tangent(a_dot: Any, v_dot: Any, y: Any, a: Any, v: Any, mode: Any = "valid") -> Any:
    return np.correlate(a_dot, v, mode), np.correlate(a, v_dot, mode)
