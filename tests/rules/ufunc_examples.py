"""Example calls of the methods of ufuncs."""

import numpy as np

from tests.rules.samples import Call, apart, call, examples, real, signed


@examples(np.add.outer, np.subtract.outer, np.multiply.outer, np.divide.outer)
def _() -> list[Call]:
    shapes = [
        ((3,), (2,)),
        ((2, 3), (2,)),
        ((2,), (3, 2)),
        ((2, 1), (1, 2)),
        ((), (3,)),
        ((3,), ()),
    ]
    return [call(signed(*a), real(*b)) for a, b in shapes] + [call(0.5, real(3))]


@examples(np.maximum.outer, np.minimum.outer)
def _() -> list[Call]:
    return [
        call(apart(3), apart(4) + 0.1),
        call(apart(2, 3), apart(2) + 0.1),
        call(apart(2), apart(3, 2) + 0.1),
    ]


@examples(np.add.reduce, np.multiply.reduce, np.maximum.reduce, np.minimum.reduce)
@examples(np.fmax.reduce, np.fmin.reduce)
def _() -> list[Call]:
    a = apart(2, 3, 2)
    return [
        call(apart(4)),
        call(apart(3, 2)),
        call(a, 1),
        call(a, axis=-1),
        call(a, axis=(0, 2)),
        call(a, axis=None),
        call(a, axis=1, keepdims=True),
    ]


@examples(np.add.accumulate, np.multiply.accumulate)
@examples(np.maximum.accumulate, np.minimum.accumulate)
def _() -> list[Call]:
    a = apart(3, 4, 2)
    return [call(apart(6)), call(apart(6), None), call(a), call(a, 1), call(a, axis=-1)]


@examples(np.add.reduceat)
def _() -> list[Call]:
    calls = [call(signed(6), [0, 2, 3]), call(signed(6), [4, 1, 1], None)]
    return [*calls, call(signed(2, 5), np.array([0, 3]), axis=1), call(signed(4, 2), [1])]
