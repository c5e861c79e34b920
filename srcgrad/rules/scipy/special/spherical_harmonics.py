"""`scipy.special`: spherical harmonics, by their angles."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import partials

if hasattr(scipy.special, "sph_harm_y"):  # SciPy 1.15

    @partials(scipy.special.sph_harm_y, operands=("theta", "phi"), complex=True)
    def sph_harm_y(y: Any, n: Any, m: Any, theta: Any, phi: Any) -> Any:
        above = np.exp(-1j * phi) * scipy.special.sph_harm_y(n, m + 1, theta, phi)
        below = np.exp(1j * phi) * scipy.special.sph_harm_y(n, m - 1, theta, phi)
        upwards = np.sqrt(np.maximum((n - m) * (n + m + 1.0), 0))  # beyond the last order 0
        downwards = np.sqrt(np.maximum((n + m) * (n - m + 1.0), 0))
        side = np.where(np.sin(theta) < 0, -0.5, 0.5)  # SciPy's are even in the angle
        return side * (upwards * above - downwards * below), 1j * m * y
