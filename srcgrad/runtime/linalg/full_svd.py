"""The vectors of singular value decompositions that their values leave a choice of.

The vectors of a full decomposition beyond the singular values span a space, in which any basis
would do; the phases of a pair of complex vectors are arbitrary. What does not depend on the choice
has a derivative.
"""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.eigenvectors import ArbitraryPhase, slack


def checked(found: Any, scale: Any, what: str) -> None:
    """Raise an error where the derivative along a free choice is not zero."""
    if np.any(np.abs(found) > slack(found) * np.max(scale, initial=0.0)):
        raise ArbitraryPhase(
            f"what is computed depends on {what}, which is arbitrary: it has no derivative"
        )


def pair_free(u_bar: Any, vt_bar: Any, u: Any, vt: Any) -> Any:
    """`vt_bar`, if turning a pair of complex singular vectors by a phase would change nothing.

    >>> pair_free(0, np.array([[2.0]]), np.array([[1.0 + 0j]]), np.array([[1.0 + 0j]]))
    array([[2.]])
    """
    left = 0 if isinstance(u_bar, int) else np.sum(u_bar * u, axis=-2)
    right = 0 if isinstance(vt_bar, int) else np.sum(vt_bar * vt, axis=-1)
    size = 0 if isinstance(u_bar, int) else np.sum(np.abs(u_bar), axis=-2)
    scale = size + (0 if isinstance(vt_bar, int) else np.sum(np.abs(vt_bar), axis=-1))
    checked(np.imag(left - right), scale, "the phases of complex singular vectors")
    return vt_bar


def leading(u_bar: Any, u: Any, count: int) -> Any:
    """The adjoint of the first columns of `u`, with which the space of the others turns.

    >>> leading(np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2), 1)
    array([[1.],
           [1.]])
    """
    if isinstance(u_bar, int) or u.shape[-1] == count:
        return u_bar
    first, rest, rest_bar = u[..., :count], u[..., count:], u_bar[..., count:]
    own = np.swapaxes(rest, -1, -2) @ rest_bar
    free = own - np.conj(np.swapaxes(own, -1, -2)) if rest.shape[-1] > 1 else own.imag
    scale = np.abs(np.swapaxes(rest, -1, -2)) @ np.abs(rest_bar)
    checked(free, scale, "the basis of a null space")
    turned = np.conj(rest @ np.swapaxes(rest_bar, -1, -2) @ first)
    return u_bar[..., :count] - turned


def swapped(x_bar: Any) -> Any:
    """An adjoint with its last two axes exchanged, or the number 0 of what nobody uses.

    >>> swapped(0), swapped(np.ones((1, 2))).shape
    (0, (2, 1))
    """
    return x_bar if isinstance(x_bar, int) else np.swapaxes(x_bar, -1, -2)
