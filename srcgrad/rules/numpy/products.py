"""Products of vectors, matrices and stacks of matrices, told apart by rank."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import for_three, unkron


@vjp(np.matmul, complex=True)
def matmul(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    if a.ndim == 1 and b.ndim == 1:
        return y_bar * b, y_bar * a
    if a.ndim == 2 and b.ndim == 1:
        return np.outer(y_bar, b), y_bar @ a
    if a.ndim == 1 and b.ndim == 2:
        return b @ y_bar, np.outer(a, y_bar)
    if a.ndim == 2 and b.ndim == 2:
        return y_bar @ b.T, a.T @ y_bar
    if b.ndim == 1:
        return y_bar[..., None] * b, np.tensordot(y_bar, a, y.ndim)
    if a.ndim == 1:
        return (b @ y_bar[..., None])[..., 0], a[:, None] * y_bar[..., None, :]
    return y_bar @ np.swapaxes(b, -1, -2), np.swapaxes(a, -1, -2) @ y_bar


@jvp(np.matmul)
def matmul_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    if a.ndim == 1 and b.ndim == 1:
        return np.dot(a_dot, b), np.dot(a, b_dot)
    return a_dot @ b, a @ b_dot


@vjp(np.dot, complex=True)
def dot(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return y_bar * b, y_bar * a
    if a.ndim == 1 and b.ndim == 1:
        return y_bar * b, y_bar * a
    if a.ndim == 2 and b.ndim == 1:
        return np.outer(y_bar, b), y_bar @ a
    if a.ndim == 1 and b.ndim == 2:
        return b @ y_bar, np.outer(a, y_bar)
    if a.ndim == 2 and b.ndim == 2:
        return y_bar @ b.T, a.T @ y_bar
    if b.ndim == 1:
        return y_bar[..., None] * b, np.tensordot(y_bar, a, y.ndim)
    return (
        np.tensordot(y_bar, b, (span(a.ndim - 1, y.ndim), (*span(0, b.ndim - 2), b.ndim - 1))),
        np.moveaxis(np.tensordot(a, y_bar, (span(0, a.ndim - 1), span(0, a.ndim - 1))), 0, -2),
    )


@jvp(np.dot)
def dot_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    return np.dot(a_dot, b), np.dot(a, b_dot)


@vjp(np.inner, complex=True)
def inner(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return y_bar * b, y_bar * a
    if a.ndim == 1 and b.ndim == 1:
        return y_bar * b, y_bar * a
    if a.ndim == 2 and b.ndim == 2:
        return y_bar @ b, y_bar.T @ a
    return (
        np.tensordot(y_bar, b, (span(a.ndim - 1, y.ndim), span(0, b.ndim - 1))),
        np.tensordot(y_bar, a, (span(0, a.ndim - 1), span(0, a.ndim - 1))),
    )


@jvp(np.inner)
def inner_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    return np.inner(a_dot, b), np.inner(a, b_dot)


@vjp(np.vdot, complex=True)
def vdot(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    if np.iscomplexobj(y):
        if np.ndim(a) <= 1 and np.ndim(b) <= 1:
            return np.conj(y_bar * b), y_bar * np.conj(a)
        return (
            np.reshape(np.conj(y_bar * b), np.shape(a)),
            np.reshape(y_bar * np.conj(a), np.shape(b)),
        )
    if np.ndim(a) <= 1 and np.ndim(b) <= 1:
        return y_bar * b, y_bar * a
    return np.reshape(y_bar * b, np.shape(a)), np.reshape(y_bar * a, np.shape(b))


@jvp(np.vdot)
def vdot_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    return np.vdot(a_dot, b), np.vdot(a, b_dot)


@vjp(np.outer, complex=True)
def outer(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return y_bar @ b, a @ y_bar
    if np.ndim(a) == 1:
        return y_bar @ np.ravel(b), np.reshape(a @ y_bar, np.shape(b))
    if np.ndim(b) == 1:
        return np.reshape(y_bar @ b, np.shape(a)), np.ravel(a) @ y_bar
    return (
        np.reshape(y_bar @ np.ravel(b), np.shape(a)),
        np.reshape(np.ravel(a) @ y_bar, np.shape(b)),
    )


@jvp(np.outer)
def outer_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return a_dot[:, None] * b, a[:, None] * b_dot
    return np.outer(a_dot, b), np.outer(a, b_dot)


@vjp(np.kron, complex=True)
def kron(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return y_bar * b, y_bar * a
    if a.ndim == 1 and b.ndim == 1:
        blocks = np.reshape(y_bar, (a.shape[0], b.shape[0]))
        return blocks @ b, a @ blocks
    return unkron(y_bar, b, a.shape, True), unkron(y_bar, a, b.shape, False)


@jvp(np.kron)
def kron_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    return np.kron(a_dot, b), np.kron(a, b_dot)


@vjp(np.cross, complex=True)
def cross(y_bar: Any, y: Any, a: Any, b: Any, *, axis: int | None = -1) -> Any:
    if y.ndim == 0 or y.ndim < a.ndim or y.ndim < b.ndim:
        raise NotImplementedError("cross of vectors of length 2")
    if axis is None or axis == -1:
        return (
            np.cross(b, for_three(y_bar, a.shape[-1])),
            np.cross(for_three(y_bar, b.shape[-1]), a),
        )
    if a.ndim != b.ndim:
        raise NotImplementedError("cross along an axis of arrays of different rank")
    return (
        np.cross(b, for_three(y_bar, a.shape[axis]), axis=axis),
        np.cross(for_three(y_bar, b.shape[axis]), a, axis=axis),
    )


@jvp(np.cross)
def cross_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any, *, axis: int | None = -1) -> Any:
    if y.ndim == 0 or y.ndim < a.ndim or y.ndim < b.ndim:
        raise NotImplementedError("cross of vectors of length 2")
    if axis is None or axis == -1:
        return (
            np.cross(for_three(a_dot, a.shape[-1]), b),
            np.cross(a, for_three(b_dot, b.shape[-1])),
        )
    return (
        np.cross(for_three(a_dot, a.shape[axis]), b, axis=axis),
        np.cross(a, for_three(b_dot, b.shape[axis]), axis=axis),
    )


def for_three_transpose(y_bar: Any, y: Any, vectors: Any, count: Any = 3) -> Any:
    return y_bar


linear(for_three, transpose=for_three_transpose, complex=True)


def span(start: int, stop: int) -> tuple[int, ...]:
    """The axes from `start` to before `stop`, as a constant of the generated text."""
    return tuple(range(start, stop))
