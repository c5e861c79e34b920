"""Example calls of `scipy.linalg`."""

import numpy as np
import pytest

from srcgrad import runtime
from tests.rules.samples import Call, call, examples, signed

scipy = pytest.importorskip("scipy")
scipy_linalg = pytest.importorskip("scipy.linalg")

A = np.array([[2.0, 0.3, -0.4], [0.1, 1.5, 0.6], [-0.7, 0.2, 1.8]])
P = A @ A.T + np.eye(3)
ROWS_APART = np.lib.NumpyVersion(scipy.__version__) >= "1.17.0"  # each a matrix of its own
IN_STACKS = np.lib.NumpyVersion(scipy.__version__) >= "1.16.0"
STACK, POSITIVE = np.stack([A, A.T + np.eye(3)]), np.stack([P, P + np.eye(3)])
TALL, WIDE = np.concatenate([A, A[:1] * 2 - 1]), A[:2]
ONE = np.array([[1.7]])


def stacked(*calls: Call) -> list[Call]:
    """Calls with stacks of matrices, where SciPy takes them."""
    return list(calls) if IN_STACKS else []


@examples(scipy_linalg.solve)
def _() -> list[Call]:
    return [
        call(A, signed(3)),
        call(A.T, signed(3, 2)),
        call(ONE, signed(1)),
        call(P, signed(3), assume_a="pos"),
        call(P + np.triu(signed(3, 3), 1), signed(3, 2), True, assume_a="sym"),
        call(P + np.tril(signed(3, 3), -1), signed(3), False, assume_a="her"),
        *stacked(
            call(STACK, signed(3)),
            call(STACK, signed(3, 2)),
            call(A, signed(2, 3, 1)),
            call(STACK, signed(1, 3, 2)),
            call(POSITIVE, signed(3), assume_a="pos"),
            call(POSITIVE, signed(2, 3, 1), True, assume_a="sym"),
        ),
    ]


@examples(scipy_linalg.solve_triangular)
def _() -> list[Call]:
    return [
        call(A, signed(3)),
        call(A, signed(3, 2), lower=True),
        call(A.T, signed(3), 1),
        call(A, signed(3, 2), "T", True),
        call(A, signed(3), "N", True, True),
        call(A, signed(2, 3).T, 1, False, True),
        call(ONE, signed(1, 2)),
        *stacked(
            call(STACK, signed(3), 1),
            call(STACK, signed(3, 2), 0, True),
            call(STACK, signed(1, 3, 2)),
            call(A, signed(2, 3, 1), "N", True, True),
        ),
    ]


@examples(scipy_linalg.cho_solve)
def _() -> list[Call]:
    return [
        call(scipy_linalg.cho_factor(P), signed(3)),
        call((A, False), signed(3, 2)),
        call((A.T, True), signed(3)),
        call((A, True), signed(3, 2)),
        *stacked(
            call((STACK, True), signed(3)),
            call((STACK, False), signed(3, 2)),
            call((A, True), signed(2, 3, 1)),
            call((STACK, True), signed(1, 3, 2)),
        ),
    ]


@examples(scipy_linalg.lu_solve)
def _() -> list[Call]:
    factors, order = scipy_linalg.lu_factor(A[::-1])
    return [
        call((factors, order), signed(3)),
        call((factors, order), signed(3, 2), 1),
        call((np.ascontiguousarray(factors), order), signed(3), 1),
        call((factors, order), signed(3, 1)),
        *stacked(
            call((np.stack([factors, A]), np.stack([order, order])), signed(3)),
            call((np.stack([factors, A]), np.stack([order, order])), signed(1, 3, 2), 1),
            call((factors, order), signed(2, 3, 1)),
        ),
    ]


@examples(scipy_linalg.solve_banded)
def _() -> list[Call]:
    bands = signed(4, 5) + 3 * (np.arange(4)[:, None] == 1)
    return [
        call((2, 1), bands, signed(5)),
        call((2, 1), bands, signed(5, 2)),
        call((1, 1), bands[:3], signed(5)),
        call((0, 0), bands[:1], signed(5)),
        call((1, 0), bands[1:3], signed(5)),
        call((0, 1), bands[:2], signed(5, 1)),
        call((1, 1), bands[:3, :2], signed(2)),
        *stacked(
            call((2, 1), np.stack([bands, bands + 1]), signed(5)),
            call((2, 1), np.stack([bands, bands + 1]), signed(1, 5, 2)),
        ),
    ]


@examples(scipy_linalg.solveh_banded)
def _() -> list[Call]:
    bands = signed(3, 5) + 4 * (np.arange(3)[:, None] == 0)
    return [
        call(bands[::-1], signed(5)),
        call(bands, signed(5, 2), lower=True),
        call(bands[:1], signed(5)),
        call(bands[1::-1], signed(5)),
        *stacked(
            call(np.stack([bands, 2 * bands]), signed(5), lower=True),
            call(np.stack([bands, 2 * bands])[:, ::-1], signed(1, 5, 2)),
        ),
    ]


@examples(scipy_linalg.solve_sylvester)
def _() -> list[Call]:
    calls = [call(A, P, signed(3, 3)), call(A, P[:2, :2], signed(3, 2))]
    calls += stacked(call(STACK, P, signed(1, 3, 3)), call(A, P, signed(2, 3, 3)))
    return calls + stacked(call(STACK, P, signed(3, 3)))


@examples(scipy_linalg.solve_continuous_lyapunov)
def _() -> list[Call]:
    return [call(A, signed(3, 3)), call(A.T, P)]


@examples(scipy_linalg.solve_discrete_lyapunov)
def _() -> list[Call]:
    return [call(0.3 * A, signed(3, 3)), call(0.2 * A.T, P, "bilinear")]


@examples(scipy_linalg.inv, scipy_linalg.det, scipy_linalg.svdvals, scipy_linalg.expm)
def _() -> list[Call]:
    return [call(A), call(P.T), call(ONE), *stacked(call(STACK))]


@examples(scipy_linalg.sqrtm, scipy_linalg.logm)
def _() -> list[Call]:
    return [call(A), call(P), call(ONE), *stacked(call(POSITIVE))]


@examples(scipy_linalg.fractional_matrix_power)
def _() -> list[Call]:
    return [call(A, 0.3), call(P, -1.7), call(ONE, 2.5)]


@examples(scipy_linalg.norm)
def _() -> list[Call]:
    return [call(A), call(A, 1), call(A, 2), call(A, "fro"), call(A, axis=0), call(A[0], np.inf)]


@examples(scipy_linalg.pinv)
def _() -> list[Call]:
    return [call(A), call(TALL), call(WIDE)]


@examples(scipy_linalg.svd)
def _() -> list[Call]:
    return [call(a, full_matrices=False) for a in (A, TALL, WIDE)] + [call(A, compute_uv=False)]


@examples(scipy_linalg.cholesky, scipy_linalg.cho_factor)
def _() -> list[Call]:
    other = P + np.tril(signed(3, 3), -1)
    return [call(P), call(P, True), call(other), call(other.T, lower=True), call(ONE)]


@examples(scipy_linalg.lu_factor)
def _() -> list[Call]:
    return [call(a) for a in (A, A[::-1], TALL, WIDE, ONE)]


@examples(scipy_linalg.lu)
def _() -> list[Call]:
    calls = [call(a) for a in (A, A[::-1], TALL, WIDE, ONE)]
    return calls + stacked(call(STACK[:, ::-1]), call(np.stack([TALL, TALL[::-1]])))


@examples(scipy_linalg.qr)
def _() -> list[Call]:
    calls = [call(a, mode="economic") for a in (A, TALL, WIDE)]
    calls += [call(A), call(WIDE), call(TALL[:3, :2]), call(TALL, mode="r"), call(WIDE, mode="r")]
    return [*calls, *stacked(call(STACK, mode="economic"))]


@examples(scipy_linalg.eigh)
def _() -> list[Call]:
    drawn = np.round(np.random.default_rng(0).uniform(-1, 1, (3, 3)), 1)
    stable = drawn + np.diag([1.0, 3.0, 6.0])  # LAPACK changes no sign of a vector nearby
    return [
        call(stable),
        call(P + np.tril(A, -1), lower=False, eigvals_only=True),
        call(P, eigvals_only=True),
        *stacked(call(POSITIVE, eigvals_only=True), call(np.stack([stable, stable.T]))),
        call(stable, 3 * P),
        call(stable.T, P + np.tril(A, -1), lower=False),
        call(stable, P, eigvals_only=True),
    ]


@examples(scipy_linalg.eigvalsh)
def _() -> list[Call]:
    calls = [call(P), call(P + np.triu(A, 1)), call(P + np.tril(A, -1), lower=False)]
    return [*calls, call(A, P), call(A.T, P + np.tril(A, -1), lower=False)]


@examples(scipy_linalg.eig)
def _() -> list[Call]:
    return [call(A, right=False), call(P, right=False)]


@examples(scipy_linalg.schur, scipy_linalg.ldl)
def _() -> list[Call]:
    return [call(P), call(A + A.T), call(ONE)]


@examples(scipy_linalg.eigvals)
def _() -> list[Call]:
    return [call(A), call(A + np.diag([1.0, 4.0, 0.0])), call(ONE)]


@examples(scipy_linalg.eigvalsh_tridiagonal)
def _() -> list[Call]:
    return [call(signed(4), signed(3)), call(signed(1), signed(1)[:0])]


@examples(scipy_linalg.eigh_tridiagonal)
def _() -> list[Call]:
    d = np.array([1.0, 3.0, 6.0])
    return [
        call(d, 0.5 * signed(2)),
        call(d, signed(2), True),
        call(d, signed(2), eigvals_only=True),
    ]


@examples(scipy_linalg.block_diag)
def _() -> list[Call]:
    return [
        call(signed(2, 3), signed(1, 2)),
        call(signed(2), signed(3, 1), 0.7),
        call(signed(2, 2)),
    ]


@examples(scipy_linalg.toeplitz)
def _() -> list[Call]:
    return [
        call(signed(4)),
        call(signed(3), signed(4)),
        call(signed(1)),
        call(signed(4), signed(2)),
        *([call(signed(2, 3)), call(signed(2, 3), signed(2, 4))] if ROWS_APART else []),
    ]


@examples(scipy_linalg.circulant)
def _() -> list[Call]:
    return [call(signed(4)), call(signed(1)), *([call(signed(2, 3))] if ROWS_APART else [])]


@examples(scipy_linalg.expm_frechet)
def _() -> list[Call]:
    return [call(A, P, compute_expm=False), call(ONE, ONE, compute_expm=False, check_finite=False)]


@examples(runtime.toeplitz_solved)
def _() -> list[Call]:
    column, row = np.array([4.0, 0.5, 0.3]), np.array([9.0, -0.7, 0.2])
    return [call(scipy_linalg.solve_toeplitz, column, row, signed(3))]
