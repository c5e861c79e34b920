"""Adjoints of eigenvalues and eigenvectors of any square matrix.

Eigenvectors have length 1; those of complex matrices have phases that are arbitrary, so that only
what does not depend on them has a derivative.
"""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.equal_values import alike, fixed, inverse_gaps, jumping, settled
from srcgrad.runtime.linalg.factorisations import solved
from srcgrad.runtime.linalg.patterns import ComplexResult


class ArbitraryPhase(TypeError):
    """A result depends on the phases of complex eigenvectors, which are arbitrary."""


def slack(x: Any) -> float:
    """How far from 0 rounding takes what is 0, beside the largest term.

    >>> slack(np.ones(1)), slack(np.ones(1, np.complex64))
    (1e-09, 0.0001)
    """
    return 1e-9 if np.finfo(x.dtype).eps < 1e-12 else 1e-4


def phase_free(v_bar: Any, v: Any) -> Any:
    """The adjoint of eigenvectors, if turning one of them by a phase would change nothing.

    >>> phase_free(np.array([[2.0]]), np.array([[1.0]]))
    array([[2.]])
    """
    if np.iscomplexobj(v):
        turned = np.abs(np.sum(v_bar * v, axis=-2).imag)
        scale = np.sum(np.abs(v_bar) * np.abs(v), axis=-2)
        if np.any(turned > slack(v) * np.max(scale, initial=0.0)):
            raise ArbitraryPhase(
                "what is computed depends on the phases of complex eigenvectors, which are "
                "arbitrary: it has no derivative"
            )
    return v_bar


def all_real(w: Any) -> Any:
    """The eigenvalues of a real matrix, if they are real, where code for real ones uses them.

    >>> all_real(np.ones(2))
    array([1., 1.])
    """
    if np.iscomplexobj(w):
        raise ComplexResult(
            "eigenvalues of a real matrix, or zeros of a real polynomial, are complex here, and "
            "something is computed of them that is for real numbers only: give the matrix or the "
            "polynomial as complex, a + 0j"
        )
    return w


def eig_transpose(w_bar: Any, v_bar: Any, w: Any, v: Any) -> Any:
    """The adjoint of `a` in `w, v = np.linalg.eig(a)`.

    Eigenvectors of equal eigenvalues have no derivative: an error where they are used.

    >>> eig_transpose(np.array([2.0, 1.0]), 0, np.array([1.0, 3.0]), np.eye(2))
    array([[2., 0.],
           [0., 1.]])
    """
    t = np.swapaxes(v, -1, -2)
    if isinstance(v_bar, int):
        return solved(t, w_bar[..., :, None] * t)
    equal = alike(w)
    settled(w_bar, equal)
    moved = t @ phase_free(fixed(v_bar, equal), v)
    own = np.diagonal(moved, axis1=-2, axis2=-1)[..., None, :]
    overlap = np.swapaxes(np.conj(t) @ v, -1, -2)
    inner = inverse_gaps(w, equal) * (moved - own * overlap)
    if not isinstance(w_bar, int):
        inner = np.where(np.eye(w.shape[-1], dtype=bool), w_bar[..., None, :], inner)
    return solved(t, inner @ t)


def largest(v: Any) -> Any:
    """Where each eigenvector of any matrix is made real: in its largest component.

    >>> largest(np.array([[0.6, 1.0], [0.8, 0.0]]))
    array([1, 0])
    """
    return np.argmax(np.where(v.imag == 0, np.abs(v), -1.0), axis=-2)


def with_phases(moved: Any, v: Any, place: Any) -> Any:
    """The tangents of eigenvalues and eigenvectors, where LAPACK keeps a component of each real.

    >>> with_phases((np.zeros(1), np.array([[2j]])), np.array([[1.0 + 0j]]), 0)[1]
    array([[0.+0.j]])
    """
    rows = np.broadcast_to(place, v.shape[:-2] + v.shape[-1:])[..., None, :]
    kept = np.take_along_axis(v, rows, -2)
    if np.any((kept.imag != 0) | (kept.real == 0)):
        raise ArbitraryPhase("complex eigenvectors of which no component is kept real by LAPACK")
    turn = np.take_along_axis(moved[1], rows, -2).imag / kept.real
    return moved[0], moved[1] - 1j * turn * v


def eig_tangent(a_dot: Any, w: Any, v: Any) -> Any:
    """The tangents of eigenvalues and eigenvectors.

    >>> eig_tangent(np.ones((2, 2)), np.array([1.0, 3.0]), np.eye(2))[0]
    array([1., 1.])
    """
    inner = solved(v, a_dot @ v)
    equal = alike(w)
    turn = inverse_gaps(w, equal) * inner
    overlap = np.conj(np.swapaxes(v, -1, -2)) @ v
    length = np.sum(np.swapaxes(overlap, -1, -2) * turn, axis=-2)
    v_dot = v @ turn - v * length[..., None, :]
    v_dot = np.where(jumping(inner, equal)[..., None, :], np.nan, v_dot)
    return np.diagonal(inner, axis1=-2, axis2=-1).copy(), v_dot
