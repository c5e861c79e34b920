"""Calls with complex operands, where turning the real ones would leave the domain or a cut."""

import cmath
from typing import Any

import numpy as np
import pytest

from srcgrad import runtime
from tests.rules.fourier_examples import TRANSFORMS
from tests.rules.samples import EXAMPLES, call

POINT = 0.4 + 0.3j
PLANE = np.array([0.4 + 0.3j, -0.7 + 0.6j, -0.2 - 1.3j, 1.4 - 0.2j])
REAL = np.array([0.4, -0.7, 0.2, 1.4, -0.3, 0.8])
NUMBER = [call(POINT), call(-0.7 - 0.9j), call(0.6)]

scipy_signal = pytest.importorskip("scipy.signal")
scipy_linalg = pytest.importorskip("scipy.linalg")
special = pytest.importorskip("scipy.special")

_functions = (
    cmath.exp,
    cmath.log,
    cmath.log10,
    cmath.sqrt,
    cmath.sin,
    cmath.cos,
    cmath.tan,
    cmath.sinh,
    cmath.cosh,
    cmath.tanh,
    cmath.asin,
    cmath.acos,
    cmath.atan,
    cmath.asinh,
    cmath.acosh,
    cmath.atanh,
    cmath.phase,
)
_hankel = (special.hankel1, special.hankel2, special.hankel1e, special.hankel2e)
_derived = (special.h1vp, special.h2vp)
_bessel = (special.jv, special.yv, special.iv, special.kv, special.kve, special.hyp0f1)
_harmonics = tuple(getattr(special, name) for name in ("sph_harm_y",) if hasattr(special, name))
_plane = (np.log, np.log2, np.log10, np.sqrt, np.arcsin, np.arccos, np.arctan, np.arcsinh)
_plane += (np.arccosh, np.arctanh, np.abs, np.angle, np.conj, np.real, np.imag)

# LAPACK changes no sign of a vector nearby
HERMITIAN = np.array(
    [
        [-1.6, -0.3 - 0.1j, 0.6 - 0.9j],
        [-0.3 + 0.1j, 1.4, -0.8 + 0.9j],
        [0.6 + 0.9j, -0.8 - 0.9j, 7.0],
    ]
)
TURNED = HERMITIAN * (1 + 0.3j)
CALLS: dict[Any, list[Any]] = {
    **TRANSFORMS,
    scipy_signal.hilbert: [call(REAL), call(REAL[:5]), call(np.array([REAL, -REAL]), 4)],
    scipy_linalg.eigh: [
        *(call(HERMITIAN), call(HERMITIAN, lower=False), call(HERMITIAN, eigvals_only=True)),
    ],
    scipy_linalg.eigvalsh: [call(HERMITIAN), call(HERMITIAN, lower=False)],
    scipy_linalg.qr: [call(TURNED[:, :2], mode="economic"), call(TURNED[:2])],
    scipy_linalg.eig: [
        call(np.array([[1.0, 2.0, 0.3], [-1.5, 0.7, 0.2], [0.1, 0.4, -0.6]]), right=False),
        call(np.array([[1.0, 2.0j], [0.3, -0.4 + 1j]]), right=False),
    ],
    scipy_linalg.eigvals: [
        call(np.array([[1.0, 2.0, 0.3], [-1.5, 0.7, 0.2], [0.1, 0.4, -0.6]])),
        call(np.array([[1.0, 2.0j], [0.3, -0.4 + 1j]])),
    ],
    scipy_linalg.solve_continuous_lyapunov: [
        *(call(TURNED, HERMITIAN), call(TURNED, HERMITIAN.real)),
    ],
    scipy_linalg.solve_discrete_lyapunov: [
        *(call(0.2 * TURNED, HERMITIAN), call(0.2 * TURNED, HERMITIAN.real, "bilinear")),
    ],
    np.fft.fftfreq: [call(5, 0.4)],
    runtime.by_strides: [call(PLANE[:3], np.array([[0, 1], [1, 2]]), (2, 2), (16, 16))],
    np.fft.rfftfreq: [call(5, 0.4)],
    **dict.fromkeys(_functions, NUMBER),
    **{function: [call(PLANE), call(POINT)] for function in _plane},
    **{function: [call(0.7, PLANE), call(2, np.abs(REAL))] for function in _hankel},
    **{function: [call(0.7, PLANE), call(2.3, POINT)] for function in _bessel},
    special.hyp1f1: [call(1.5, 0.8, PLANE)],
    special.hyp2f1: [call(1.5, 0.8, 2.3, PLANE * 0.4)],
    **{function: [call(3, 1, REAL, 0.4), call(2, -2, 0.7, REAL)] for function in _harmonics},
    **{function: [call(0.7, PLANE), call(2, POINT, 2), call(0, 0.6)] for function in _derived},
    special.kelvin: [call(np.abs(REAL)), call(0.6)],
    special.wofz: [call(PLANE), call(POINT), call(REAL)],
    special.lambertw: [call(PLANE), call(POINT, 1), call(np.abs(REAL))],
    cmath.phase: NUMBER[:2],
    complex: [call(0.4, 0.3), call(0.4), call(POINT, POINT)],
    np.power: [
        call(PLANE, 2.5),
        call(PLANE, 0.3 - 0.2j),
        call(PLANE, PLANE[::-1]),
        call(np.array([0.4, -0.7]), 0.3 - 0.2j),
        call(np.array([0.4, 1.7]), PLANE[:2]),
    ],
    pow: [call(POINT, 2.5), call(POINT, POINT), call(0.7, POINT), call(-0.7, POINT)],
    np.interp: [
        call(np.array([0.3, -0.5, 1.7, 2.5]), np.array([0.1, 0.5, 1.3, 1.9]), PLANE),
        call(0.7, np.array([0.1, 0.5, 1.3, 1.9]), PLANE),
    ],
    np.array: [call(PLANE), call(np.array([0.4, -0.2]), dtype=complex)],
    np.asarray: [call(PLANE), call(np.array([0.4, -0.2]), dtype=complex)],
    np.asanyarray: [call(PLANE), call(np.array([0.4, -0.2]), dtype=complex)],
    np.full_like: [call(PLANE, POINT), call(PLANE, 0.4)],
    runtime.seed_for: [call(PLANE, PLANE[::-1])],
    np.complex128: [call(POINT), call(0.4)],
    np.insert: [  # a complex value goes into no real array
        call(PLANE, 1, 0.4),
        call(PLANE, [0, 2], POINT),
        call(np.outer(PLANE, PLANE), 1, PLANE, axis=1),
    ],
    np.angle: [call(PLANE), call(POINT), call(PLANE, deg=True), call(np.array([0.4, -0.2]))],
}

EXAMPLES[np.angle] = [call(np.array([0.4, -0.2]))]
EXAMPLES[np.imag] = [call(np.array([0.4, -0.2]))]

COMPLEX_VALUED = {
    scipy_linalg.eig,
    scipy_linalg.eigvals,
    scipy_signal.hilbert,
    *_functions,
    *TRANSFORMS,
    *_hankel,
    *_harmonics,
    *_derived,
    special.kelvin,
    special.wofz,
    special.lambertw,
    complex,
    np.complex128,
    np.complex64,
}
