"""Vectors of equal eigenvalues: an error where they are used, and right numbers beside them."""

from typing import Any

import numpy as np
import pytest

from srcgrad import check_grads, grad, hvp, jvp
from srcgrad.runtime import ArbitraryBasis

Q = np.linalg.qr(np.random.default_rng(0).normal(size=(4, 4)))[0]
TWICE = np.diag([1.0, 2.0, 2.0])
NEARLY = Q @ np.diag([1.0, 1.0, 1.0, 2.0]) @ Q.T  # equal to rounding
SINGULAR = np.outer([1.0, 2.0, 3.0], [1.0, -1.0])
WEIGHTS = np.arange(1.0, 10.0).reshape(3, 3)


def rebuilt(u: Any, s: Any, vt: Any) -> Any:
    """Values that are 0 hide that their vectors are used: a sum of elements of the matrix."""
    return np.sum((u * s) @ vt * WEIGHTS)


def of_values(w: Any, v: Any) -> Any:
    return np.sum((v * w) @ v.T * WEIGHTS)


@pytest.mark.parametrize(
    ("fun", "a"),
    [
        (lambda a: np.linalg.eigh(a)[1][0, 0], np.eye(2)),
        (lambda a: np.linalg.eigh(a)[1][0, 0], NEARLY),
        (lambda a: np.linalg.eigh(a)[1][1, 1] ** 2, TWICE),
        (lambda a: np.linalg.eigh(a)[1][0, 0, 0], np.stack([np.diag([1.0, 2.0]), np.eye(2)])[::-1]),
        (lambda a: np.linalg.eigh(a)[1][0, 0], np.eye(2, dtype=np.float32)),
        (lambda a: np.linalg.eig(a)[1][0, 0].real, np.eye(2)),
        (lambda a: np.sum(np.abs(np.linalg.eigh(a)[1][0, 0]) ** 2), np.eye(2) + 0j),
        (lambda a: np.linalg.svd(a)[0][0, 0], np.eye(2)),
        (lambda a: np.linalg.svd(a)[2][0, 0], np.eye(2)),
        (lambda a: np.linalg.svd(a, full_matrices=False)[0][0, 1], SINGULAR),
        (lambda a: np.linalg.svd(a, full_matrices=False)[2][1, 0], SINGULAR.T),
        (lambda a: rebuilt(*np.linalg.svd(a)), np.diag([1.0, 0.0, 0.0])),
        (lambda a: rebuilt(*np.linalg.svd(a)), np.zeros((3, 3))),
        (lambda a: of_values(*np.linalg.eigh(a)), np.diag([1.0, 0.0, 0.0])),
        (lambda a: of_values(*np.linalg.eig(a)).real, np.diag([1.0, 0.0, 0.0])),
    ],
)
def test_what_has_no_derivative_is_an_error(fun: Any, a: Any) -> None:
    with pytest.raises(ArbitraryBasis, match="any basis of their space would do"):
        grad(fun)(a)


@pytest.mark.parametrize(
    ("fun", "a"),
    [
        (lambda a: np.linalg.eigh(a)[1][0, 0], NEARLY),
        (lambda a: np.linalg.svd(a)[0][1, 1], TWICE),
        (lambda a: np.linalg.svd(a, full_matrices=False)[0][0, 1], SINGULAR),
    ],
)
def test_it_is_nan_in_forward_mode(fun: Any, a: Any) -> None:
    move = np.arange(float(a.size)).reshape(a.shape)
    assert np.isnan(jvp(fun, (a,), (move,))[1])


def test_other_vectors_have_their_derivative() -> None:
    def first(a: Any) -> Any:
        v = np.linalg.eigh(a)[1]
        return v[1, 0] * v[0, 0]

    def pseudoinverse(a: Any) -> Any:
        w, v = np.linalg.eigh(a)
        kept = np.where(w > 1e-9, 1 / w, 0.0)
        return np.sum((v * kept) @ v.T * np.arange(9.0).reshape(3, 3))

    move = np.zeros((3, 3))
    move[1, 0] = 1e-6
    slope = (first(TWICE + move) - first(TWICE - move)) / 2e-6
    np.testing.assert_allclose(grad(first)(TWICE)[1][1, 0], slope, rtol=1e-6)
    a = np.diag([3.0, 0.0, 0.0]) + 1e-20
    np.testing.assert_allclose(grad(pseudoinverse)(a)[1][0, 0], 0.0, atol=1e-12)
    still = jvp(lambda a: np.linalg.eigh(a)[1], (TWICE,), (np.eye(3),))[1]
    np.testing.assert_array_equal(still, np.zeros((3, 3)))


@pytest.mark.parametrize(
    "fun",
    [
        lambda a: np.linalg.eigh(a)[1][1, 0] ** 2,
        lambda a: np.linalg.eig(a)[1][1, 0].real ** 2,
    ],
)
def test_second_derivatives_where_first_ones_are_zero(fun: Any) -> None:
    move = np.array([[0.0, 0.0], [1.0, 0.0]])
    product = hvp(fun)(np.diag([1.0, 2.0]), v=move)
    np.testing.assert_allclose(product, 2 * move)


@pytest.mark.parametrize(
    "a", [np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]), np.ones((3, 3)) * np.arange(1.0, 4.0)]
)
def test_columns_that_depend_on_others_to_rounding(a: Any) -> None:
    fun = lambda a: np.sum(np.linalg.qr(a)[1] ** 3)  # noqa: E731
    assert np.all(np.isnan(grad(fun)(a)[1]))
    assert np.isnan(jvp(fun, (a,), (np.ones_like(a),))[1])
    both = np.array([np.eye(3), np.ones((3, 3))])  # of a stack only the one matrix
    gone = np.isnan(grad(lambda a: np.sum(np.linalg.qr(a)[1] ** 3))(both)[1])
    assert gone[1].all()
    assert not gone[0].any()


def test_last_column_that_depends_on_the_others() -> None:
    """As in the shifted QR algorithm: what the others leave for it is known."""
    a = np.array([[1.0, 2.0, 3.0], [0.5, -1.0, -0.5], [2.0, 0.3, 2.3]])
    weights = np.cos(np.arange(18.0)).reshape(2, 3, 3)

    def fun(a: Any) -> Any:
        q, r = np.linalg.qr(a)
        return np.sum(weights[0] * q) + np.sum(weights[1] * r)

    check_grads(fun, (a,))


def test_columns_in_units_of_any_size() -> None:
    fun = lambda a: np.log(np.abs(np.linalg.qr(a)[1][2, 2]))  # noqa: E731
    units = np.array([1.0, 1e9, 1e18])
    a = np.array([0.0, 1.0, 2.0, 3.5, 5.0])[:, None] ** np.arange(3)
    np.testing.assert_allclose(grad(fun)(a * units)[1] * units, grad(fun)(a)[1], rtol=1e-9)
    tangent = jvp(fun, (a * units,), (np.cos(a) * units,))[1]
    np.testing.assert_allclose(tangent, jvp(fun, (a,), (np.cos(a),))[1], rtol=1e-9)


def turned_by(b):
    _, v = np.linalg.eigh(np.eye(2) + b * np.array([[0.3, 1.0], [1.0, -0.2]]))
    return b * v[0, 0]


def test_a_second_derivative_that_a_zero_adjoint_hides():
    with np.errstate(all="ignore"):
        assert np.isnan(hvp(turned_by)(0.0, v=1.0))
