"""`scipy.signal`: where a signal has peaks, how high they are and how far above the land around."""

from typing import Any

import numpy as np
import scipy.signal

from srcgrad.rules.declare import meaning
from srcgrad.rules.taking import call
from srcgrad.runtime import places_found


@meaning(scipy.signal.find_peaks)
def find_peaks(
    x: Any, height: Any = None, *, distance: Any = None, prominence: Any = None, wlen: Any = None
) -> Any:
    """The places, and with `height` and `prominence` what these are."""
    found = call(
        scipy.signal.find_peaks,
        x,
        height=height,
        distance=distance,
        prominence=prominence,
        wlen=wlen,
    )
    x = np.asarray(x, dtype=np.float64)
    places = places_found(found[0])
    told: dict[str, Any] = {}
    if height is not None:
        told["peak_heights"] = x[places]
    if prominence is not None:
        left = places_found(found[1]["left_bases"])
        right = places_found(found[1]["right_bases"])
        told["prominences"] = x[places] - np.maximum(x[left], x[right])
        told["left_bases"] = left
        told["right_bases"] = right
    return places, told
