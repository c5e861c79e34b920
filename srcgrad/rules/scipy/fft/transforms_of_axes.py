"""`scipy.fft`: transforms along several axes, as one along each, and those of Hermitian arrays."""

from typing import Any

import numpy as np
import scipy.fft

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def _along_each(function: Any, single: Any) -> None:
    """Declare a cosine or sine transform of several axes."""

    @meaning(function)
    def of_axes(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
        if s is not None:
            raise NotImplementedError("a transform of several axes with lengths of its own")
        found = call(function, x, type, s, axes, norm)
        y = np.asarray(x)
        for k in range(np.ndim(x)) if axes is None else np.atleast_1d(axes):
            y = single(y, type, axis=k, norm=norm)
        return computed(y, found)


_along_each(scipy.fft.dctn, scipy.fft.dct)
_along_each(scipy.fft.idctn, scipy.fft.idct)
_along_each(scipy.fft.dstn, scipy.fft.dst)
_along_each(scipy.fft.idstn, scipy.fft.idst)


def other_way(norm: Any) -> Any:
    """How a transform in the other direction is scaled."""
    return {None: "forward", "backward": "forward", "forward": "backward", "ortho": "ortho"}[norm]


@meaning(scipy.fft.hfftn)
def hfftn(x: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """The transform of a Hermitian array, which is real."""
    found = call(scipy.fft.hfftn, x, s, axes, norm)
    return computed(scipy.fft.irfftn(np.conj(x), s, axes, norm=other_way(norm)), found)


@meaning(scipy.fft.hfft2)
def hfft2(x: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None) -> Any:
    """The same of two axes."""
    found = call(scipy.fft.hfft2, x, s, axes, norm)
    return computed(scipy.fft.irfftn(np.conj(x), s, axes, norm=other_way(norm)), found)


@meaning(scipy.fft.ihfftn)
def ihfftn(x: Any, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """The inverse of that."""
    found = call(scipy.fft.ihfftn, x, s, axes, norm)
    return computed(np.conj(scipy.fft.rfftn(x, s, axes, norm=other_way(norm))), found)


@meaning(scipy.fft.ihfft2)
def ihfft2(x: Any, s: Any = None, axes: Any = (-2, -1), norm: Any = None) -> Any:
    """The same of two axes."""
    found = call(scipy.fft.ihfft2, x, s, axes, norm)
    return computed(np.conj(scipy.fft.rfftn(x, s, axes, norm=other_way(norm))), found)
