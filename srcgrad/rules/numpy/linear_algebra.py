"""Norms, inverses and determinants."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import cofactors, cofactors_tangent, norm_slope


@vjp(np.linalg.norm, complex=True)
def norm(
    y_bar: Any, y: Any, x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False
) -> Any:
    if np.ndim(y) == 0 or keepdims:
        length = y
        weight = y_bar
    else:
        length = np.expand_dims(y, axis)
        weight = np.expand_dims(y_bar, axis)
    if np.iscomplexobj(x):
        if ord is None or (ord == 2 and x.ndim == 1) or (ord == 2 and isinstance(axis, int)):
            return np.conj(x) * (weight / np.where(length, length, 1))
        if ord == "fro":
            return np.conj(x) * (weight / np.where(length, length, 1))
        if ord == 1 and (x.ndim == 1 or isinstance(axis, int)):
            return weight * (np.conj(x) / np.where(x, np.abs(x), 1))
        return weight * norm_slope(x, ord, axis)
    if ord is None or (ord == 2 and x.ndim == 1) or (ord == 2 and isinstance(axis, int)):
        return x * (weight / np.where(length, length, 1))
    if ord == 1 and (x.ndim == 1 or isinstance(axis, int)):
        return weight * np.sign(x)
    return weight * norm_slope(x, ord, axis)


@jvp(np.linalg.norm)
def norm_tangent(
    x_dot: Any, y: Any, x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False
) -> Any:
    if np.iscomplexobj(x):
        if ord is None or (ord == 2 and x.ndim == 1) or (ord == 2 and isinstance(axis, int)):
            return np.sum(np.conj(x) * x_dot, axis=axis, keepdims=keepdims) / np.where(y, y, 1)
        if ord == "fro":
            return np.sum(np.conj(x) * x_dot, axis=axis, keepdims=keepdims) / np.where(y, y, 1)
        if ord == 1 and (x.ndim == 1 or isinstance(axis, int)):
            turned = np.conj(x) / np.where(x, np.abs(x), 1)
            return np.sum(turned * x_dot, axis=axis, keepdims=keepdims)
        return np.sum(norm_slope(x, ord, axis) * x_dot, axis=axis, keepdims=keepdims)
    if ord is None or (ord == 2 and x.ndim == 1) or (ord == 2 and isinstance(axis, int)):
        return np.sum(x * x_dot, axis=axis, keepdims=keepdims) / np.where(y, y, 1)
    if ord == 1 and (x.ndim == 1 or isinstance(axis, int)):
        return np.sum(np.sign(x) * x_dot, axis=axis, keepdims=keepdims)
    return np.sum(norm_slope(x, ord, axis) * x_dot, axis=axis, keepdims=keepdims)


@vjp(np.linalg.inv, complex=True)
def inv(y_bar: Any, y: Any, a: Any) -> Any:
    if a.ndim == 2:
        return -y.T @ y_bar @ y.T
    return -np.swapaxes(y, -1, -2) @ y_bar @ np.swapaxes(y, -1, -2)


@jvp(np.linalg.inv)
def inv_tangent(a_dot: Any, y: Any, a: Any) -> Any:
    return -y @ a_dot @ y


@vjp(np.linalg.det, complex=True)
def det(y_bar: Any, y: Any, a: Any) -> Any:
    if a.ndim == 2:
        return y_bar * cofactors(a)
    return y_bar[..., None, None] * cofactors(a)


@jvp(np.linalg.det)
def det_tangent(a_dot: Any, y: Any, a: Any) -> Any:
    return np.sum(cofactors(a) * a_dot, axis=(-2, -1))


@vjp(cofactors, complex=True)
def cofactors_rule(y_bar: Any, y: Any, a: Any) -> Any:
    return cofactors_tangent(y_bar, a)


@jvp(cofactors)
def cofactors_rule_tangent(a_dot: Any, y: Any, a: Any) -> Any:
    return cofactors_tangent(a_dot, a)


@vjp(np.linalg.slogdet, complex=True)
def slogdet(y_bar: Any, y: Any, a: Any) -> Any:
    weight = y_bar[1]
    if np.iscomplexobj(a) and not isinstance(y_bar[0], int):  # the sign turns
        weight = y_bar[1] + 1j * np.imag(y_bar[0] * y[0])
    elif isinstance(y_bar[1], int):  # the sign alone is used
        return None
    if a.ndim == 2:
        return weight * np.linalg.inv(a).T
    return weight[..., None, None] * np.swapaxes(np.linalg.inv(a), -1, -2)


@jvp(np.linalg.slogdet)
def slogdet_tangent(a_dot: Any, y: Any, a: Any) -> Any:
    if np.iscomplexobj(a):
        moved = np.sum(np.swapaxes(np.linalg.inv(a), -1, -2) * a_dot, axis=(-2, -1))
        return y[0] * 1j * np.imag(moved), np.real(moved)
    return 0 * y[0], np.sum(np.swapaxes(np.linalg.inv(a), -1, -2) * a_dot, axis=(-2, -1))
