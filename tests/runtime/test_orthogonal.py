"""The whole q of complex matrices: the column that completes it has a phase of its own."""

import numpy as np
import pytest

from srcgrad.runtime import qr_tangent
from tests.oracle import differences


@pytest.mark.parametrize("rows", [2, 3, 5])
def test_phase_of_the_completing_column(rows):
    def made(seed):
        parts = np.random.default_rng(seed).normal(size=(2, 3, rows, rows - 1))
        return parts[0] + 1j * parts[1]

    a, direction = made(rows), made(rows + 10)

    def along(h):
        ends = [np.linalg.qr(a + x * direction, mode="complete")[0] for x in (h, -h)]
        return ends[0] - ends[1]

    q_dot, _ = qr_tangent(direction, *np.linalg.qr(a, mode="complete"))
    slope = differences.extrapolated(along, differences.STEP)
    np.testing.assert_allclose(q_dot, slope, rtol=1e-6, atol=1e-7)
