"""The slope of the normalised sinc."""

from typing import Any

import numpy as np


def sinc_slope(x: Any) -> Any:
    """The derivative of `np.sinc(x)`; by its Taylor series near 0, where the closed form cancels.

    >>> bool(sinc_slope(0.0) == 0), float(sinc_slope(1.0))
    (True, -1.0)
    """
    t = np.pi * np.asarray(x)
    near = np.abs(t) < 0.5
    far = np.where(near, 1, t)
    u = np.where(near, t * t, 0)
    series: Any = 1 / 93405312000
    for divisor in (-518918400, 3991680, -45360, 840, -30, 3):
        series = series * u + 1 / divisor
    return np.pi * np.where(near, -t * series, (np.cos(far) - np.sin(far) / far) / far)
