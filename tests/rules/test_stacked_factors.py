"""Systems that are solved by the factors of stacks of matrices, and stacks that broadcast."""

from typing import Any

import numpy as np
import pytest

from srcgrad import grad, jvp
from tests.rules.scipy_linalg_examples import IN_STACKS, POSITIVE, STACK, scipy_linalg

pytestmark = pytest.mark.skipif(not IN_STACKS, reason="SciPy takes no stacks there")
WEIGHTS = np.linspace(-1.0, 2.0, 12).reshape(2, 3, 2)


def plain(x: Any, b: Any) -> Any:
    return np.sum(WEIGHTS * np.linalg.solve(x, b))


def by_lu(x: Any, b: Any) -> Any:
    factors, order = scipy_linalg.lu_factor(x[:, ::-1])
    return np.sum(WEIGHTS * scipy_linalg.lu_solve((factors, order), b[..., ::-1, :]))


def by_transposed_lu(x: Any, b: Any) -> Any:
    factors, order = scipy_linalg.lu_factor(np.swapaxes(x, -1, -2))
    return np.sum(WEIGHTS * scipy_linalg.lu_solve((factors, order), b, trans=1))


def by_cholesky(x: Any, b: Any) -> Any:
    factor, lower = scipy_linalg.cho_factor(0.5 * (x + np.swapaxes(x, -1, -2)))
    return np.sum(WEIGHTS * scipy_linalg.cho_solve((factor, lower), b))


def symmetric(x: Any, b: Any) -> Any:
    return np.sum(WEIGHTS * np.linalg.solve(0.5 * (x + np.swapaxes(x, -1, -2)), b))


def directly(x: Any, b: Any) -> Any:
    return np.sum(WEIGHTS * scipy_linalg.solve(x, b))


@pytest.mark.parametrize("shape", [(3, 2), (1, 3, 2), (2, 3, 2)])
@pytest.mark.parametrize("solve", [by_lu, by_transposed_lu, by_cholesky, directly])
def test_gradient_is_that_of_the_plain_solution(solve: Any, shape: tuple[int, ...]) -> None:
    x, reference = (POSITIVE, symmetric) if solve is by_cholesky else (STACK, plain)
    b = np.cos(np.arange(float(np.prod(shape)))).reshape(shape)
    value, gradients = grad(solve, wrt=(0, 1))(x, b)
    expected, others = grad(reference, wrt=(0, 1))(x, b)
    np.testing.assert_allclose(value, expected, 1e-12)
    for one, other in zip(gradients, others, strict=True):
        assert one.shape == other.shape
        np.testing.assert_allclose(one, other, 1e-9, 1e-12)
    moved = jvp(solve, (x, b), (0.1 * x, np.sin(b)))[1]
    product = np.sum(gradients[0] * 0.1 * x) + np.sum(gradients[1] * np.sin(b))
    np.testing.assert_allclose(moved, product, 1e-9)
