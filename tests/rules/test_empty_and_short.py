"""Empty arrays, vectors of two elements, negative orders at zero: the primal's shapes, no numbers
that nothing backs."""

from typing import Any

import numpy as np
import pytest

from srcgrad import grad, jvp, vjp

EMPTY: dict[str, tuple[Any, tuple[int, ...]]] = {
    "diff": (lambda x: np.diff(x), (3, 0)),
    "diff of nothing": (lambda x: np.diff(x), (0, 0)),
    "diff along the first axis": (lambda x: np.diff(x, axis=0), (0, 3)),
    "median": (lambda x: np.median(x, axis=-1), (0, 3)),
    "hypot.reduce": (lambda x: np.hypot.reduce(x), (0,)),
    "roots": (lambda x: np.roots(x), (0,)),
    "lstsq without equations": (lambda x: np.linalg.lstsq(x, np.sum(x, 1), rcond=None)[0], (0, 3)),
    "lstsq without unknowns": (lambda x: np.linalg.lstsq(x, np.ones(3), rcond=None)[0], (3, 0)),
    "nancumprod": (lambda x: np.nancumprod(x), (2, 0)),
    "covariances of no rows": (lambda x: np.cov(x, np.eye(4)), (0, 4)),
    "correlations of no rows": (lambda x: np.corrcoef(x, np.eye(4)), (0, 4)),
    "no rows beside others": (lambda x: np.cov(np.ones((0, 4)), x), (3, 4)),
    "no rows that correlate with others": (lambda x: np.corrcoef(np.ones((0, 4)), x), (3, 4)),
    "no quantiles": (lambda x: np.quantile(x, np.zeros(0), axis=1), (3, 4)),
    "no percentiles": (lambda x: np.percentile(x, np.zeros(0), axis=(0, 2)), (2, 3, 2)),
    "no quantiles but of NaN": (lambda x: np.nanquantile(x, np.zeros(0), axis=0), (3, 4)),
    "no quantiles of all": (lambda x: np.nanpercentile(x, np.zeros(0)), (3, 4)),
}


@pytest.mark.parametrize("case", EMPTY)
def test_gradient_of_nothing_has_its_shape(case: str) -> None:
    function, shape = EMPTY[case]
    value, pullback = vjp(function, np.zeros(shape))
    seed = 1.0 if np.ndim(value) == 0 else np.ones(np.shape(value))
    assert shape == pullback(seed).shape
    assert np.shape(value) == np.shape(jvp(function, (np.zeros(shape),), (np.zeros(shape),))[1])


def test_products_in_a_row_of_all_axes_are_a_vector() -> None:
    value, pullback = vjp(lambda x: np.nancumprod(x, axis=None), np.array([[2.0, 3.0], [4.0, 5.0]]))
    assert [2.0, 6.0, 24.0, 120.0] == value.tolist()
    assert [[60.0, 40.0], [30.0, 24.0]] == pullback(np.array([0.0, 0.0, 0.0, 1.0])).tolist()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_vector_products_in_the_plane_are_refused() -> None:
    a, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.5, 2.0], [0.5, 1.0]])
    refused = pytest.raises((NotImplementedError, ValueError), match=r"two elements|dimension")
    with refused:
        grad(lambda a, b: np.sum(np.cross(a, b) ** 2))(a, b)
    with refused:
        jvp(lambda a, b: np.sum(np.cross(a, b) ** 2), (a, b), (b, a))


@pytest.mark.parametrize("order", [-1, -2, -3])
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_norm_of_negative_order_at_a_zero(order: int) -> None:
    x = np.array([0.0, 2.0, 0.5])
    assert [0.0, 0.0, 0.0] == grad(lambda x: np.linalg.norm(x, order))(x)[1].tolist()


@pytest.mark.parametrize("count", [0, 0.0])
@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
def test_an_array_over_a_python_zero_raises_nothing(count: Any) -> None:
    x = np.array([1.0, 2.0])
    assert [np.inf, np.inf] == grad(lambda x, n: np.sum(x / n))(x, count)[1].tolist()
    masked = grad(lambda x, n: np.sum(x[x > 1.5] / n))(x, count)[1]
    assert [0.0, np.inf] == masked.tolist()
    assert grad(lambda x: np.sum(x / len(x)))(np.zeros(0))[1].shape == (0,)


def test_the_square_of_a_reciprocal_does_not_underflow_where_the_slope_is_one() -> None:
    x = np.array([-50.0, -85.0], np.float32)

    def loss(x: Any) -> Any:
        return np.sum(np.log(1 / (1 + np.exp(-x))))

    np.testing.assert_allclose(grad(loss)(x)[1], 1.0, rtol=1e-6)
    np.testing.assert_allclose(jvp(loss, (x,), (np.ones_like(x),))[1], 2.0, rtol=1e-6)
