"""Example calls of elementwise functions, `math`, builtins and constructors."""

import math

import numpy as np

from tests.rules.samples import Call, apart, call, examples, real, signed


@examples(np.remainder, np.fmod)
def _() -> list[Call]:
    return [
        call(np.array([7.3, -7.3, 5.3]), np.array([2.2, 2.2, -1.7])),
        call(np.array([[7.3], [-3.1]]), np.array([2.2, -0.7])),
        call(7.3, np.array([2.2, 0.7])),
        call(np.array([2.2, 0.7]), 0.45),
    ]


@examples(math.fmod, math.remainder)
def _() -> list[Call]:
    return [call(7.3, 2.2), call(-7.3, 2.2), call(5.3, -1.7)]


@examples(np.power, np.float_power, pow)
def _() -> list[Call]:
    x = real(3)
    calls = [call(x, p) for p in (0, 1, 2, 3, -1, -2, 0.5, -0.5, 1.7, 0.0, np.float64(1.3))]
    calls += [call(1.3, p) for p in (0, 1, 2, 3, -1, -2, 0.5, -0.5, 1.7, 0.0, 2.0)]
    calls += [call(x, real(3)), call(x, real(2, 1)), call(1.3, real(2)), call(np.float64(1.3), 2.5)]
    calls += [
        call(-x, 3),
        call(-1.3, 3),
        call(-x, np.array([2, -1, 0])),
        call(2, 1.5),
        call(2, real(3)),
    ]
    return calls


@examples(math.pow)
def _() -> list[Call]:
    return [call(1.3, p) for p in (0, 1, 2, -1, 0.5, -0.5, 1.7)] + [call(2, 1.5), call(-1.3, 3)]


@examples(np.copysign, np.heaviside)
def _() -> list[Call]:
    return [call(signed(4), signed(4)), call(signed(2, 1), signed(3)), call(0.7, signed(2))]


@examples(np.ldexp)
def _() -> list[Call]:
    return [call(signed(3), np.array([1, -2, 3])), call(signed(3), 2)]


@examples(math.ldexp)
def _() -> list[Call]:
    return [call(0.7, 3), call(-1.3, -2)]


@examples(np.frexp)
def _() -> list[Call]:
    return [call(signed(4) * 3), call(2.7), call(signed(2, 3) * 4)]


@examples(math.frexp, math.modf)
def _() -> list[Call]:
    return [call(2.7), call(-0.3), call(11.3)]


@examples(math.dist)
def _() -> list[Call]:
    return [call(signed(3), signed(3)), call(signed(1), signed(1))]


@examples(np.clip)
def _() -> list[Call]:
    x = apart(9)
    return [
        call(x, -0.6, 0.7),
        call(x, None, 0.7),
        call(x, -0.6, None),
        call(apart(3, 2), np.array([-0.5, -0.4]), np.array([[0.3], [0.5], [-1.0]])),
    ]


@examples(np.maximum, np.minimum, np.fmax, np.fmin)
def _() -> list[Call]:
    return [
        call(apart(4), apart(4) + 0.1),
        call(apart(3, 1), apart(2) + 0.1),
        call(0.0, apart(5)),
        call(apart(5), 0.0),
    ]


@examples(np.where)
def _() -> list[Call]:
    mask = np.array([True, False, True])
    return [
        call(mask, signed(3), signed(3)),
        call([True, False, True], signed(3), 0.5),
        call(mask, 1.5, signed(2, 3)),
        call(mask, signed(2, 1), 0.5),
        call(mask[:, None], signed(3, 2), signed(2)),
    ]


@examples(np.array, np.asarray, np.asanyarray)
def _() -> list[Call]:
    return [call(signed(3)), call(signed(2, 3), dtype=float), call(1.5)]


@examples(np.full)
def _() -> list[Call]:
    return [call((2, 3), 1.5), call((2, 3), signed(3))]


@examples(np.full_like)
def _() -> list[Call]:
    return [call(signed(2, 3), 1.5)]


@examples(np.linspace)
def _() -> list[Call]:
    return [
        call(0.3, 1.7, 5),
        call(0.3, 1.7),
        call(0.3, 1.7, 4, False),
        call(0.3, 1.7, 1),
        call(signed(3), signed(3), 4),
        call(signed(2, 1), signed(3), 4, axis=-1),
        call(0.3, signed(3), 4, False, axis=1),
    ]


@examples(np.logspace)
def _() -> list[Call]:
    ends = real(3), real(2, 1)
    calls = [call(0.3, 1.7, 5), call(0.3, 1.7, 4, False, 2.5), call(0.3, 1.7, 1, True, 1.9)]
    return [*calls, call(*ends, 4, True, 2.5, axis=-1), call(*ends, 3), call(0.3, real(2), 3)]


@examples(np.geomspace)
def _() -> list[Call]:
    ends = real(3), real(2, 1)
    calls = [call(0.3, 1.7, 5), call(0.3, 1.7, 4, False), call(0.3, 1.7, 1)]
    return [*calls, call(*ends, 4), call(*ends, 3, False, axis=-1), call(0.3, real(2), 3, axis=1)]


@examples(max, min)
def _() -> list[Call]:
    return [call(0.3, 0.7), call(0.9, 0.1, 0.5), call(np.float64(0.2), 0.4)]


@examples(abs)
def _() -> list[Call]:
    return [call(0.4), call(-0.4), call(signed(3)), call(np.float64(-1.5))]


@examples(float, np.float64)
def _() -> list[Call]:
    return [call(0.4), call(np.float64(0.4))]


@examples(math.log)
def _() -> list[Call]:
    return [call(0.7), call(0.7, 3.0)]


@examples(math.fsum, math.prod)
def _() -> list[Call]:
    return [call([0.3, -0.7, 1.2]), call((0.3, 0.0, 1.2))]


@examples(math.copysign)
def _() -> list[Call]:
    return [call(0.4, -1.5), call(-0.4, 1.5)]


@examples(np.arange)
def _() -> list[Call]:
    return [call(0.3, 2.6), call(0.3, 1.1, 0.25), call(0.3, -0.9, -0.35), call(2.3)]


@examples(np.nan_to_num)
def _() -> list[Call]:
    return [call(0.4), call(np.array([0.4, 1.2, -0.3]), nan=0.2)]


@examples(np.unique)
def _() -> list[Call]:
    a = np.array([[0.5, -0.3, 0.8], [1.2, 0.1, -0.7]])
    rows = [call(a, axis=0), call(a, axis=1)]
    return [call(a), call(a[0], return_inverse=True), call(a[1], return_counts=True), *rows]


@examples(np.bincount, np.float32)
def _() -> list[Call]:
    return []  # refused where an operand is active, or not to be checked in float64
