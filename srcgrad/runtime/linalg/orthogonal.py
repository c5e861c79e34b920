"""Adjoints and tangents of factors with orthonormal columns, stacks of matrices included.

Formula: S. Walter and L. Lehmann, *Algorithmic differentiation of linear algebra functions*. An
adjoint of a result that nobody uses is the number 0.
"""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.factorisations import all_dot, on_diagonal, solved, turned
from srcgrad.runtime.linalg.full_svd import leading


def qr_transpose(q_bar: Any, r_bar: Any, q: Any, r: Any) -> Any:
    """The adjoint of `a` in `q, r = np.linalg.qr(a)`; NaN where a column depends on the others.

    >>> qr_transpose(0, np.array([[1.0, 2.0], [0.0, 3.0]]), np.eye(2), np.eye(2))
    array([[1., 2.],
           [2., 3.]])
    """
    k = min(r.shape[-2:])
    q_bar, q = leading(q_bar, q, k), q[..., :k]
    r_bar, r = r_bar if isinstance(r_bar, int) else r_bar[..., :k, :], r[..., :k, :]
    q_bar = np.zeros_like(q) if isinstance(q_bar, int) else np.conj(q_bar)
    r_bar = np.zeros_like(r) if isinstance(r_bar, int) else np.conj(r_bar)
    if not np.iscomplexobj(r) and q.shape[-2] == k == r.shape[-1]:
        return _square_transpose(q_bar, r_bar, q, r)
    square, rest_bar = of_full_rank(r[..., :k]), r_bar[..., k:]
    if r.shape[-1] > k:  # the columns after the first k are q @ r
        q_bar = q_bar + (q @ r[..., k:]) @ turned(rest_bar)
    inner = square @ turned(r_bar[..., :k]) - turned(q_bar) @ q
    low = np.tril(inner, -1)
    both = on_diagonal(low + turned(low), np.real(np.diagonal(inner, axis1=-2, axis2=-1)))
    a_bar = turned(solved(square, turned(q_bar + q @ both)))
    if r.shape[-1] > k:
        a_bar = np.concatenate([a_bar, q @ rest_bar], axis=-1)
    return np.conj(a_bar)


def _square_transpose(q_bar: Any, r_bar: Any, q: Any, r: Any) -> Any:
    """Of a real square matrix: its last column may depend on the others, which tell q's.

    >>> a = np.array([[2.0, 0.0], [0.0, 0.0]])
    >>> _square_transpose(np.eye(2), np.zeros((2, 2)), *np.linalg.qr(a)) + 0.0
    array([[0., 0.],
           [0., 0.]])
    """
    r, inner = of_full_rank(r, last=False), np.triu(r_bar)
    turn = turned(q) @ q_bar - inner @ turned(r)
    low = np.tril(turn - turned(turn), -1)[..., :-1]
    inner[..., :-1] += turned(solved(r[..., :-1, :-1], turned(low)))
    return q @ inner + 0 * r[..., :1, :1]  # NaN in the last column too


def qr_tangent(a_dot: Any, q: Any, r: Any) -> Any:
    """The tangents of the two factors.

    >>> qr_tangent(np.diag([1.0, 2.0]), np.eye(2), np.eye(2))[1]
    array([[1., 0.],
           [0., 2.]])
    """
    k, whole = min(r.shape[-2:]), r.shape[-2]
    others, q, r = q[..., k:], q[..., :k], r[..., :k, :]
    square = r[..., :k]
    if not np.iscomplexobj(r) and q.shape[-2] == k == r.shape[-1]:
        return _square_tangent(a_dot, q, r)
    square = of_full_rank(square)
    scaled = turned(solved(turned(square), turned(a_dot[..., :k])))
    inner = turned(q) @ scaled
    low = np.tril(inner, -1)
    turn = low - turned(low)
    if np.iscomplexobj(inner):  # the diagonal of the triangle stays real
        turn = on_diagonal(turn, 1j * np.diagonal(inner, axis1=-2, axis2=-1).imag)
    q_dot = q @ (turn - inner) + scaled
    r_dot = np.triu((inner - turn) @ square)
    if r.shape[-1] > k:
        rest = turned(q) @ (a_dot[..., k:] - q_dot @ r[..., k:])
        r_dot = np.concatenate([r_dot, rest], axis=-1)
    below = np.zeros((*r_dot.shape[:-2], whole - k, r_dot.shape[-1]), r_dot.dtype)
    if np.iscomplexobj(r) and others.shape[-1] == 1:
        rest = others * _turn_of_last(a_dot, q, r, q_dot, r_dot) - q @ (turned(q_dot) @ others)
        all_moved = np.concatenate([q_dot, rest], axis=-1)
    else:
        all_moved = all_dot(q_dot, q, others)
    return all_moved, np.concatenate([r_dot, below], axis=-2)


def _turn_of_last(a_dot: Any, q: Any, r: Any, q_dot: Any, r_dot: Any) -> Any:
    """How the phase of the one column turns that completes a complex q, times 1j.

    LAPACK's q is a product of reflections `1 - tau v v^H`, of determinants -tau / conj(tau): they
    tell the phase of the determinant. `head` is the first element of such a vector.

    >>> a, one = np.array([[1.0 + 1j], [1.0]]), np.array([[1.0], [0.0]])
    >>> q, r = np.linalg.qr(a, mode="complete")
    >>> bool(np.isfinite(_turn_of_last(one, q[:, :1], r[:1], one, np.eye(1)))[0, 0])
    True
    """
    a, phase = q @ r, np.zeros(r.shape[:-2], r.real.dtype)
    a_dot = a_dot.astype(a.dtype)
    for i in range(q.shape[-1]):
        beta, beta_dot = r[..., i, i].real, r_dot[..., i, i].real
        u, u_dot = a[..., i:, i].copy(), a_dot[..., i:, i].copy()
        u[..., 0] -= beta
        u_dot[..., 0] -= beta_dot
        head = np.where(u[..., 0] == 0, np.nan, u[..., 0])  # no reflection: it comes with a jump
        turn = u_dot[..., 0] / head
        phase = phase + 2 * turn.imag
        s = (-1 / (beta * head))[..., None, None]
        s_dot = -s * (beta_dot / beta + turn)[..., None, None]
        u, u_dot = u[..., None], u_dot[..., None]
        left, left_dot = a[..., i:, :], a_dot[..., i:, :]
        inner = turned(u) @ left
        inner_dot = turned(u_dot) @ left + turned(u) @ left_dot
        a_dot, a = a_dot.copy(), a.copy()
        a_dot[..., i:, :] = left_dot - (s_dot * u + s * u_dot) @ inner - s * u @ inner_dot
        a[..., i:, :] = left - s * u @ inner
    own = np.trace(turned(q) @ q_dot, axis1=-2, axis2=-1).imag
    return 1j * (phase - own)[..., None, None]


def _square_tangent(a_dot: Any, q: Any, r: Any) -> Any:
    """Of a real square matrix: its last column may depend on the others.

    >>> a = np.array([[2.0, 0.0], [0.0, 0.0]])
    >>> _square_tangent(np.eye(2), *np.linalg.qr(a))[1] + 0.0
    array([[1., 0.],
           [0., 1.]])
    """
    r, inner = of_full_rank(r, last=False), turned(q) @ a_dot
    low = np.zeros_like(inner)
    first = turned(solved(turned(r[..., :-1, :-1]), turned(inner[..., :-1])))
    low[..., :-1] = np.tril(first, -1)
    turn = low - turned(low)
    return q @ turn, np.triu(inner - turn @ r)


def of_full_rank(square: Any, last: bool = True) -> Any:
    """Triangles, or NaN in place of those of which a column depends on the others, to rounding.

    What is small beside its own column counts: the columns' units may differ by any factor. The
    last column is asked only if `last`.

    >>> of_full_rank(np.array([[1.0, 2.0], [0.0, 1e-17]]))
    array([[nan, nan],
           [nan, nan]])
    """
    longest = np.max(np.abs(square), axis=-2, initial=0.0)
    rest = np.abs(np.diagonal(square, axis1=-2, axis2=-1))
    small = rest <= 10 * square.shape[-1] * np.finfo(square.dtype).eps * longest
    gone = np.any(small if last else small[..., :-1], axis=-1)
    return np.where(gone[..., None, None], np.nan, square) if np.any(gone) else square
