"""Functions of the array API standard, which NumPy has since version 2."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import VIEW, jvp, linear, vjp
from srcgrad.rules.numpy import contractions
from srcgrad.runtime import (
    cumprod_tangent,
    cumprod_transpose,
    norm_slope,
    spread_diagonal,
    svd_tangent,
    svd_transpose,
    unbroadcast,
)


def dimensions_swapped(y_bar: Any, y: Any, x: Any) -> Any:
    return np.swapaxes(y_bar, -1, -2)


def outer_diagonal(y_bar: Any, y: Any, x: Any, *, offset: int = 0) -> Any:
    return spread_diagonal(y_bar, np.shape(x), offset, -2, -1)


def last_trace(y_bar: Any, y: Any, x: Any, *, offset: int = 0) -> Any:
    ones = np.eye(x.shape[-2], x.shape[-1], offset)
    return y_bar * ones if np.ndim(y) == 0 else y_bar[..., None, None] * ones


if hasattr(np, "matrix_transpose"):  # NumPy 2.0
    linear(
        np.matrix_transpose,
        np.linalg.matrix_transpose,
        transpose=dimensions_swapped,
        memory=VIEW,
        complex=True,
    )
    linear(np.linalg.diagonal, transpose=outer_diagonal, memory=VIEW, complex=True)
    linear(np.linalg.trace, transpose=last_trace, complex=True)

    @vjp(np.vecdot, np.linalg.vecdot, complex=True)
    def vecdot(y_bar: Any, y: Any, x1: Any, x2: Any, *, axis: int = -1) -> Any:
        if axis >= 0 and np.ndim(x1) != np.ndim(x2):  # it is another axis of the products
            raise NotImplementedError(
                "vecdot of arrays of different rank along an axis counted from the front"
            )
        weight = y_bar if np.ndim(y) == 0 else np.expand_dims(y_bar, axis)
        if np.iscomplexobj(y):
            return (
                unbroadcast(np.conj(weight * x2), x1.shape),
                unbroadcast(weight * np.conj(x1), x2.shape),
            )
        return unbroadcast(weight * x2, x1.shape), unbroadcast(weight * x1, x2.shape)

    @jvp(np.vecdot, np.linalg.vecdot)
    def vecdot_tangent(
        x1_dot: Any, x2_dot: Any, y: Any, x1: Any, x2: Any, *, axis: int = -1
    ) -> Any:
        if axis >= 0 and np.ndim(x1) != np.ndim(x2):  # it is another axis of the products
            raise NotImplementedError(
                "vecdot of arrays of different rank along an axis counted from the front"
            )
        if np.iscomplexobj(y):
            return (
                np.sum(np.conj(x1_dot) * x2, axis=axis),
                np.sum(np.conj(x1) * x2_dot, axis=axis),
            )
        return np.sum(x1_dot * x2, axis=axis), np.sum(x1 * x2_dot, axis=axis)

    @vjp(np.linalg.matmul, complex=True)
    def matmul(y_bar: Any, y: Any, x1: Any, x2: Any) -> Any:
        if x1.ndim < 2 or x2.ndim < 2:
            raise NotImplementedError("linalg.matmul of a vector: write `@`")
        return (
            unbroadcast(y_bar @ np.swapaxes(x2, -1, -2), x1.shape),
            unbroadcast(np.swapaxes(x1, -1, -2) @ y_bar, x2.shape),
        )

    @jvp(np.linalg.matmul)
    def matmul_tangent(x1_dot: Any, x2_dot: Any, y: Any, x1: Any, x2: Any) -> Any:
        return x1_dot @ x2, x1 @ x2_dot

    @vjp(np.linalg.outer, complex=True)
    def outer(y_bar: Any, y: Any, x1: Any, x2: Any) -> Any:
        return y_bar @ x2, x1 @ y_bar

    @jvp(np.linalg.outer)
    def outer_tangent(x1_dot: Any, x2_dot: Any, y: Any, x1: Any, x2: Any) -> Any:
        return np.outer(x1_dot, x2), np.outer(x1, x2_dot)

    @vjp(np.linalg.cross, complex=True)
    def cross(y_bar: Any, y: Any, x1: Any, x2: Any, *, axis: int = -1) -> Any:
        return (
            unbroadcast(np.cross(x2, y_bar, axis=axis), x1.shape),
            unbroadcast(np.cross(y_bar, x1, axis=axis), x2.shape),
        )

    @jvp(np.linalg.cross)
    def cross_tangent(x1_dot: Any, x2_dot: Any, y: Any, x1: Any, x2: Any, *, axis: int = -1) -> Any:
        return np.cross(x1_dot, x2, axis=axis), np.cross(x1, x2_dot, axis=axis)

    @vjp(np.linalg.svdvals, complex=True)
    def svdvals(y_bar: Any, y: Any, x: Any) -> Any:
        f = np.linalg.svd(x, full_matrices=False)
        return svd_transpose(0, y_bar, 0, f[0], y, f[2])

    @jvp(np.linalg.svdvals)
    def svdvals_tangent(x_dot: Any, y: Any, x: Any) -> Any:
        f = np.linalg.svd(x, full_matrices=False)
        return svd_tangent(x_dot, f[0], y, f[2])[1]

    @vjp(np.linalg.vector_norm)
    def vector_norm(
        y_bar: Any, y: Any, x: Any, *, axis: Any = None, keepdims: bool = False, ord: Any = 2
    ) -> Any:
        if np.ndim(y) == 0 or keepdims:
            return y_bar * norm_slope(x, ord, axis, True)
        return np.expand_dims(y_bar, axis) * norm_slope(x, ord, axis, True)

    @jvp(np.linalg.vector_norm)
    def vector_norm_tangent(
        x_dot: Any, y: Any, x: Any, *, axis: Any = None, keepdims: bool = False, ord: Any = 2
    ) -> Any:
        return np.sum(norm_slope(x, ord, axis, True) * x_dot, axis=axis, keepdims=keepdims)

    @vjp(np.linalg.matrix_norm)
    def matrix_norm(y_bar: Any, y: Any, x: Any, *, keepdims: bool = False, ord: Any = "fro") -> Any:
        if np.ndim(y) == 0 or keepdims:
            return y_bar * norm_slope(x, ord, (-2, -1))
        return y_bar[..., None, None] * norm_slope(x, ord, (-2, -1))

    @jvp(np.linalg.matrix_norm)
    def matrix_norm_tangent(
        x_dot: Any, y: Any, x: Any, *, keepdims: bool = False, ord: Any = "fro"
    ) -> Any:
        return np.sum(norm_slope(x, ord, (-2, -1)) * x_dot, axis=(-2, -1), keepdims=keepdims)

    vjp(np.linalg.tensordot, complex=True)(contractions.tensordot)
    jvp(np.linalg.tensordot)(contractions.tensordot_tangent)


def running_sum(
    y_bar: Any,
    y: Any,
    x: Any,
    *,
    axis: Any = None,
    dtype: Any = None,
    include_initial: bool = False,
) -> Any:
    if np.ndim(x) == 0:
        return np.reshape(y_bar[-1], ())
    if np.ndim(x) == 1:
        return np.cumsum(y_bar[::-1])[::-1][1 if include_initial else 0 :]
    if include_initial:
        later = np.moveaxis(np.moveaxis(y_bar, axis, 0)[1:], 0, axis)
        return np.flip(np.cumsum(np.flip(later, axis), axis), axis)
    return np.flip(np.cumsum(np.flip(y_bar, axis), axis), axis)


if hasattr(np, "cumulative_sum"):  # NumPy 2.1
    linear(np.cumulative_sum, transpose=running_sum, complex=True)

    @vjp(np.cumulative_prod, complex=True)
    def running_product(
        y_bar: Any,
        y: Any,
        x: Any,
        *,
        axis: Any = None,
        dtype: Any = None,
        include_initial: bool = False,
    ) -> Any:
        if include_initial and axis is None:
            return cumprod_transpose(y_bar[1:], y[1:], x, axis)
        if include_initial:
            later = np.moveaxis(np.moveaxis(y_bar, axis, 0)[1:], 0, axis)
            products = np.moveaxis(np.moveaxis(y, axis, 0)[1:], 0, axis)
            return cumprod_transpose(later, products, x, axis)
        return cumprod_transpose(y_bar, y, x, axis)

    @jvp(np.cumulative_prod)
    def running_product_tangent(
        x_dot: Any,
        y: Any,
        x: Any,
        *,
        axis: Any = None,
        dtype: Any = None,
        include_initial: bool = False,
    ) -> Any:
        if include_initial and axis is None:
            later = cumprod_tangent(x_dot, y[1:], x, axis)
            return np.concatenate([np.zeros_like(y[:1]), later])
        if include_initial:
            products = np.moveaxis(y, axis, 0)
            later = cumprod_tangent(x_dot, np.moveaxis(products[1:], 0, axis), x, axis)
            first = np.moveaxis(np.zeros_like(products[:1]), 0, axis)
            return np.concatenate([first, later], axis)
        return cumprod_tangent(x_dot, y, x, axis)


if hasattr(np, "matvec"):  # NumPy 2.2

    @vjp(np.matvec, complex=True)
    def matvec(y_bar: Any, y: Any, x1: Any, x2: Any) -> Any:
        return (
            unbroadcast(y_bar[..., None] * x2[..., None, :], x1.shape),
            unbroadcast((np.swapaxes(x1, -1, -2) @ y_bar[..., None])[..., 0], x2.shape),
        )

    @vjp(np.vecmat, complex=True)
    def vecmat(y_bar: Any, y: Any, x1: Any, x2: Any) -> Any:
        if np.iscomplexobj(x1):  # which is conjugated
            return (
                unbroadcast(np.conj((x2 @ y_bar[..., None])[..., 0]), x1.shape),
                unbroadcast(np.conj(x1)[..., None] * y_bar[..., None, :], x2.shape),
            )
        return (
            unbroadcast((x2 @ y_bar[..., None])[..., 0], x1.shape),
            unbroadcast(x1[..., None] * y_bar[..., None, :], x2.shape),
        )

    @jvp(np.matvec)
    def matvec_tangent(x1_dot: Any, x2_dot: Any, y: Any, x1: Any, x2: Any) -> Any:
        return np.matvec(x1_dot, x2), np.matvec(x1, x2_dot)

    @jvp(np.vecmat)
    def vecmat_tangent(x1_dot: Any, x2_dot: Any, y: Any, x1: Any, x2: Any) -> Any:
        return np.vecmat(x1_dot, x2), np.vecmat(x1, x2_dot)
