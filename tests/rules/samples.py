"""How example calls are written: operands, calls, and the table that collects them.

Only float arrays, floats, and lists of them are taken as operands; points lie away from kinks.
"""

import math
import zlib
from typing import Any

import numpy as np

Call = tuple[tuple[Any, ...], dict[str, Any]]

_generator = np.random.default_rng(7)


def real(*shape: int, low: float = 0.3, high: float = 0.9) -> Any:
    """Distinct numbers between `low` and `high`, the same at each run."""
    return _generator.uniform(low, high, shape)


def signed(*shape: int) -> Any:
    """Numbers of both signs, none near 0."""
    return real(*shape) * _generator.choice([-1.0, 1.0], shape)


def apart(*shape: int) -> Any:
    """Numbers of both signs of which no two are close."""
    count = math.prod(shape)
    return (_generator.permutation(count) - count / 2 + 0.3).reshape(shape) * 0.37


def call(*args: Any, **kwargs: Any) -> Call:
    return args, kwargs


def along_axes(*options: dict[str, Any]) -> list[Call]:
    """Reductions of arrays of rank 0 to 3 along no axis, one, several, and negative ones."""
    calls = [
        call(apart(5)),
        call(apart(5), axis=0),
        call(apart(5), axis=-1, keepdims=True),
        call(apart(2, 3)),
        call(apart(2, 3), axis=0),
        call(apart(2, 3), axis=-1),
        call(apart(2, 3), axis=1, keepdims=True),
        call(apart(2, 3), keepdims=True),
        call(apart(2, 3), axis=(0, 1)),
        call(apart(2, 3, 4), axis=1),
        call(apart(2, 3, 4), axis=(0, -1)),
        call(apart(2, 3, 4), axis=(2, 0), keepdims=True),
    ]
    return calls + [call(apart(3, 4), **option) for option in options]


EXAMPLES: dict[Any, list[Call]] = {}


def examples(*functions: Any) -> Any:
    """Register the calls that the decorated function returns, for each of `functions`.

    The numbers of a function depend on its name alone, not on what was registered before.
    """

    def register(make: Any) -> Any:
        global _generator
        for function in functions:
            name = getattr(function, "__name__", "") or type(function).__name__
            _generator = np.random.default_rng(zlib.crc32(name.encode()))
            EXAMPLES[function] = make()
        return make

    return register
