"""Adjoints of eigenvalues and eigenvectors of any square matrix.

Eigenvectors have length 1; those of complex matrices have phases that are arbitrary, so that only
what does not depend on them has a derivative.
"""

from typing import Any

import numpy as np

from srcgrad.runtime.equal_values import alike, fixed, inverse_gaps, jumping
from srcgrad.runtime.factorisations import on_diagonal, solved
from srcgrad.runtime.patterns import ComplexResult


class ArbitraryPhase(TypeError):
    """A result depends on the phases of complex eigenvectors, which are arbitrary."""


def phase_free(v_bar: Any, v: Any) -> Any:
    """The adjoint of eigenvectors, if turning one of them by a phase would change nothing.

    >>> phase_free(np.array([[2.0]]), np.array([[1.0]]))
    array([[2.]])
    """
    if np.iscomplexobj(v):
        turned = np.abs(np.sum(v_bar * v, axis=-2).imag)
        scale = np.sum(np.abs(v_bar) * np.abs(v), axis=-2)
        if np.any(turned > 1e-9 * np.max(scale, initial=0.0)):
            raise ArbitraryPhase(
                "what is computed depends on the phases of complex eigenvectors, which are "
                "arbitrary: it has no derivative"
            )
    return v_bar


ALWAYS_COMPLEX = np.iscomplexobj(np.linalg.eigvals(np.eye(1)))  # since NumPy 2.5


def must_be_followed(w: Any, a: Any) -> None:
    """Raise an error where a real matrix has complex eigenvalues, and real ones were expected."""
    if np.iscomplexobj(w) and not np.iscomplexobj(a) and not ALWAYS_COMPLEX:
        raise ComplexResult(
            "eigenvalues of a real matrix are complex here: give the matrix as complex, a + 0j"
        )


def eig_transpose(w_bar: Any, v_bar: Any, w: Any, v: Any, a: Any) -> Any:
    """The adjoint of `a` in `w, v = np.linalg.eig(a)`.

    Eigenvectors of equal eigenvalues have no derivative: an error where they are used.

    >>> eig_transpose(np.array([2.0, 1.0]), 0, np.array([1.0, 3.0]), np.eye(2), np.eye(2))
    array([[2., 0.],
           [0., 1.]])
    """
    must_be_followed(w, a)
    t = np.swapaxes(v, -1, -2)
    if isinstance(v_bar, int):
        return solved(t, w_bar[..., :, None] * t)
    inner = np.zeros_like(v)
    if not isinstance(w_bar, int):
        inner = on_diagonal(inner, w_bar)
    equal = alike(w)
    moved = t @ phase_free(fixed(v_bar, equal), v)
    own = np.diagonal(moved, axis1=-2, axis2=-1)[..., None, :]
    overlap = np.swapaxes(np.conj(t) @ v, -1, -2)
    inner = inner + inverse_gaps(w, equal) * (moved - own * overlap)
    return solved(t, inner @ t)


def without_phases(v: Any) -> Any:
    """Eigenvectors of a real matrix, if they are real: the phases of others are arbitrary.

    >>> without_phases(np.eye(1) + 0j)
    array([[1.+0.j]])
    """
    if np.any(v.imag):
        raise ArbitraryPhase("eigenvectors of complex eigenvalues: their phases are arbitrary")
    return v


def eig_tangent(a_dot: Any, w: Any, v: Any, a: Any) -> Any:
    """The tangents of eigenvalues and eigenvectors.

    >>> eig_tangent(np.ones((2, 2)), np.array([1.0, 3.0]), np.eye(2), np.eye(2))[0]
    array([1., 1.])
    """
    must_be_followed(w, a)
    inner = solved(v, a_dot @ v)
    equal = alike(w)
    turn = inverse_gaps(w, equal) * inner
    overlap = np.conj(np.swapaxes(v, -1, -2)) @ v
    length = np.sum(np.swapaxes(overlap, -1, -2) * turn, axis=-2)
    v_dot = v @ turn - v * length[..., None, :]
    v_dot = np.where(jumping(inner, equal)[..., None, :], np.nan, v_dot)
    return np.diagonal(inner, axis1=-2, axis2=-1).copy(), v_dot
