"""Example calls of Fourier transforms, of real and complex operands."""

from typing import Any

import numpy as np
import scipy.fft

from tests.rules.samples import EXAMPLES, Call, call, signed

_one = [{}, {"n": 3}, {"n": 7}, {"n": 8, "norm": "ortho"}, {"norm": "forward"}]
_many: list[dict[str, Any]] = [
    {},
    {"axes": (0, 1)},
    {"axes": (1,)},
    {"axes": (-1, 0), "norm": "ortho"},
    {"s": (3, 5), "axes": (0, 1)},
    {"s": (2, 6), "axes": (1, 0), "norm": "forward"},
]


def plane(*shape: int) -> Any:
    """Complex numbers."""
    return signed(*shape) + 1j * signed(*shape)


def _vectors(kind: Any) -> list[Call]:
    calls = [call(kind(5), **options) for options in _one]
    calls += [call(kind(4)), call(kind(2, 3), axis=0), call(kind(2, 3), 4, 0), call(kind(2, 3))]
    return [*calls, call(kind(3, 4), axis=1, norm="ortho")]


def _grids(kind: Any) -> list[Call]:
    calls = [call(kind(4, 3), **options) for options in _many]
    return [
        *calls,
        call(kind(2, 3, 4)),
        call(kind(2, 3, 4), axes=(0, 2)),
        call(kind(3, 4), (2, 5), (0, 1)),
    ]


TRANSFORMS: dict[Any, list[Call]] = {
    np.fft.fft: [*_vectors(signed), *_vectors(plane)],
    np.fft.ifft: [*_vectors(signed), *_vectors(plane)],
    np.fft.rfft: _vectors(signed),
    np.fft.ihfft: _vectors(signed),
    np.fft.irfft: [*_vectors(signed), *_vectors(plane)],
    np.fft.hfft: [*_vectors(signed), *_vectors(plane)],
    np.fft.fftn: [*_grids(signed), *_grids(plane)],
    np.fft.ifftn: [*_grids(signed), *_grids(plane)],
    np.fft.fft2: [*_grids(signed), *_grids(plane)],
    np.fft.ifft2: [*_grids(signed), *_grids(plane)],
    np.fft.rfftn: _grids(signed),
    np.fft.rfft2: _grids(signed),
    np.fft.irfftn: [*_grids(signed), *_grids(plane)],
    np.fft.irfft2: [*_grids(signed), *_grids(plane)],
}
TRANSFORMS |= {getattr(scipy.fft, f.__name__): calls for f, calls in TRANSFORMS.items()}
SHIFTS = [call(signed(5)), call(signed(2, 3)), call(signed(2, 3), 1), call(signed(2, 3), axes=(0,))]
for module in (np.fft, scipy.fft):
    EXAMPLES[module.fftshift] = EXAMPLES[module.ifftshift] = SHIFTS
    EXAMPLES[module.fftfreq] = EXAMPLES[module.rfftfreq] = [call(5, 0.4), call(4, 1.5)]
