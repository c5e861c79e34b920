"""Norms, linear systems and factorisations."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import vjp
from srcgrad.runtime import cofactors


@vjp(np.linalg.norm)
def norm(
    y_bar: Any, y: Any, x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False
) -> Any:
    if np.ndim(y) == 0 or keepdims:
        length = y
        weight = y_bar
    else:
        length = np.expand_dims(y, axis)
        weight = np.expand_dims(y_bar, axis)
    if ord is None:
        return x * (weight / np.where(length, length, 1))
    if isinstance(axis, tuple) or (axis is None and x.ndim > 1):
        if ord == "fro":
            return x * (weight / np.where(length, length, 1))
        raise NotImplementedError("norm of a matrix of another ord than 'fro'")
    if ord == 2:
        return x * (weight / np.where(length, length, 1))
    if ord == 1:
        return weight * np.sign(x)
    if ord == np.inf or ord == -np.inf:
        ties = np.abs(x) == length
        return ties * np.sign(x) * (weight / np.maximum(np.sum(ties, axis=axis, keepdims=True), 1))
    raise NotImplementedError("norm of a vector of another ord than 1, 2, inf and -inf")


@vjp(np.linalg.inv)
def inv(y_bar: Any, y: Any, a: Any) -> Any:
    if a.ndim == 2:
        return -y.T @ y_bar @ y.T
    return -np.swapaxes(y, -1, -2) @ y_bar @ np.swapaxes(y, -1, -2)


@vjp(np.linalg.solve)
def solve(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    if a.ndim == 2:
        b_bar = np.linalg.solve(a.T, y_bar)
        if b.ndim == 1:
            return -np.outer(b_bar, y), b_bar
        return -b_bar @ y.T, b_bar
    if b.ndim != a.ndim:
        raise NotImplementedError(
            "solve of a stack of systems whose right sides are not a stack of matrices"
        )
    b_bar = np.linalg.solve(np.swapaxes(a, -1, -2), y_bar)
    return -b_bar @ np.swapaxes(y, -1, -2), b_bar


@vjp(np.linalg.det)
def det(y_bar: Any, y: Any, a: Any) -> Any:
    if a.ndim == 2:
        return y_bar * cofactors(a)
    return y_bar[..., None, None] * cofactors(a)


@vjp(np.linalg.cholesky)
def cholesky(y_bar: Any, y: Any, a: Any) -> Any:
    if a.ndim != 2:
        raise NotImplementedError("cholesky of a stack of matrices")
    s = np.tril(y.T @ y_bar)
    s = s - 0.5 * np.diag(np.diag(s))
    s = np.linalg.solve(y.T, np.linalg.solve(y.T, s.T).T)
    return np.tril(s) + np.tril(s.T, -1)  # NumPy reads the lower triangle only
