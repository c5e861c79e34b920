"""Pseudo-inverses of which some singular values that are not 0 are left out.

The spaces of what is kept and of what is left out turn into each other: that part is missing in the
derivative of a pseudo-inverse of constant rank.
"""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.factorisations import turned


def turning_pairs(a: Any, inverse: Any) -> tuple[Any, Any, Any, Any]:
    """The singular vectors, and the weights of all pairs of which one value alone is kept."""
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    v = turned(vt)
    kept = np.sum(np.conj(v) * (inverse @ u), axis=-2).real * s > 0.5
    one = kept[..., :, None] != kept[..., None, :]
    first, second = np.broadcast_arrays(s[..., :, None], s[..., None, :])
    high = np.where(one, np.where(kept[..., :, None], first, second), 1.0)
    low = np.where(one, np.where(kept[..., :, None], second, first), 0.0)
    weight = low / high / (high * high - low * low)
    return u, v, weight * low / high, weight


def cut_tangent(a_dot: Any, inverse: Any, a: Any) -> Any:
    """What moves of the pseudo-inverse beside the tangent of one of constant rank.

    >>> a, inverse = np.diag([2.0, 1.0]), np.diag([0.5, 0.0])
    >>> cut_tangent(np.array([[0.0, 1.0], [0.0, 0.0]]), inverse, a)
    array([[0.        , 0.16666667],
           [0.08333333, 0.        ]])
    """
    u, v, own, other = turning_pairs(a, inverse)
    moved = turned(u) @ a_dot @ v
    return v @ turned(own * moved + other * turned(moved)) @ turned(u)


def cut_transpose(inverse_bar: Any, inverse: Any, a: Any) -> Any:
    """The adjoint of `a` that belongs to it.

    >>> a, inverse = np.diag([2.0, 1.0]), np.diag([0.5, 0.0])
    >>> cut_transpose(np.array([[0.0, 1.0], [0.0, 0.0]]), inverse, a)
    array([[0.        , 0.16666667],
           [0.08333333, 0.        ]])
    """
    u, v, own, other = turning_pairs(a, inverse)
    pairs = turned(u) @ np.swapaxes(inverse_bar, -1, -2) @ v
    pairs_bar = own * np.conj(pairs) + other * np.swapaxes(pairs, -1, -2)
    a_bar = np.conj(u) @ pairs_bar @ np.swapaxes(v, -1, -2)
    return (a_bar if np.iscomplexobj(a) else a_bar.real).astype(a.dtype, copy=False)
