"""Second derivatives where a formula for the first one has a case of its own, without a kink."""

import math
from typing import Any

import numpy as np
import pytest
import scipy.fftpack
import scipy.special as sp
import scipy.stats

from srcgrad import hvp


@pytest.mark.parametrize(
    ("function", "point", "direction", "expected"),
    [
        (lambda x: np.logaddexp(x[0], x[1]), [2.0, 2.0], [1.0, 0.0], [0.25, -0.25]),
        (lambda x: np.sum(np.logaddexp(0.0, x)), [0.0], [1.0], [0.25]),
        (
            lambda x: np.logaddexp2(x[0], x[1]),
            [1.0, 1.0],
            [1.0, 0.0],
            [0.25 * math.log(2.0), -0.25 * math.log(2.0)],
        ),
        (lambda x: sp.huber(1.0, x[0]), [0.0], [1.0], [1.0]),
        (lambda x: sp.spence(x[0]), [1.0], [1.0], [0.5]),
        (lambda x: sp.rgamma(x[0]), [0.0], [1.0], [2 * np.euler_gamma]),
        (lambda x: scipy.stats.ncx2.logpdf(1.0, 3.0, x[0]), [0.0], [1.0], [-1 / 90]),
        (
            lambda x: sp.chndtr(2.0, 3.0, x[0]),
            [0.0],
            [1.0],
            [(sp.chdtr(7.0, 2.0) - 2 * sp.chdtr(5.0, 2.0) + sp.chdtr(3.0, 2.0)) / 4],
        ),
        (lambda x: np.sum(scipy.fftpack.dct(x) ** 2), [0.5], [1.0], [8.0]),
        (lambda x: sp.xlogy(x[0], x[1]), [0.0, 2.0], [1.0, 0.0], [0.0, 0.5]),
        (lambda x: sp.xlog1py(x[0], x[1]), [0.0, 1.0], [1.0, 0.0], [0.0, 0.5]),
    ],
)
def test_it_is_not_hidden_by_the_case(
    function: Any, point: list[float], direction: list[float], expected: list[float]
) -> None:
    product = hvp(function)(np.array(point), v=np.array(direction))
    np.testing.assert_allclose(product, expected, rtol=1e-12, atol=1e-15)
