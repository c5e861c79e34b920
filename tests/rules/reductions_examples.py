"""Example calls of reductions, scans and norms."""

import numpy as np

from tests.rules.samples import Call, along_axes, apart, call, examples, signed


@examples(np.sum, np.prod, np.max, np.amax, np.min, np.amin, np.ptp, np.median)
def _() -> list[Call]:
    return along_axes()


@examples(np.mean)
def _() -> list[Call]:
    return [*along_axes(), call(apart(0, 3), axis=0), call(np.float64(1.5))][:-2]


@examples(np.std, np.var)
def _() -> list[Call]:
    return along_axes({"ddof": 1}, {"ddof": 1, "axis": 0}, {"ddof": 1, "axis": (0, 1)})


@examples(np.cumsum, np.cumprod)
def _() -> list[Call]:
    zeros = np.array([[0.5, 0.0, 2.0, 0.0], [1.0, 2.0, 3.0, 0.0]])
    calls = [call(apart(4)), call(apart(4), 0), call(apart(2, 3)), call(apart(2, 3), 0)]
    return [
        *calls,
        call(apart(2, 3), axis=-1),
        call(apart(2, 3, 2), axis=1),
        call(zeros, 1),
        call(zeros),
    ]


@examples(np.linalg.norm)
def _() -> list[Call]:
    a = apart(2, 3)
    calls = [
        call(apart(4)),
        call(a),
        call(a, axis=0),
        call(a, axis=-1, keepdims=True),
        call(a, axis=(0, 1)),
    ]
    calls += [
        call(a, "fro"),
        call(apart(2, 3, 2), axis=(0, 2)),
        call(apart(2, 3, 2)),
        call(a, keepdims=True),
    ]
    for order in (1, 2, np.inf, -np.inf):
        calls += [call(apart(4), order), call(a, order, 1), call(a, order, axis=0, keepdims=True)]
    return calls


@examples(np.diff)
def _() -> list[Call]:
    return [
        call(signed(4)),
        call(signed(4), 2),
        call(signed(5), 3),
        call(signed(3, 4), axis=0),
        call(signed(4, 3), 2, 0),
    ]


@examples(np.sort)
def _() -> list[Call]:
    return [call(apart(5)), call(apart(2, 3)), call(apart(2, 3), 0), call(apart(2, 3), axis=None)]


@examples(*[getattr(np, name) for name in ("trapezoid", "trapz") if name in dir(np)])
def _() -> list[Call]:
    return [
        call(signed(5)),
        call(signed(5), None, 0.3),
        call(signed(2, 4), dx=0.5),
        call(signed(4, 2), axis=0),
    ]


@examples(np.bincount)
def _() -> list[Call]:
    x = np.array([0, 2, 1, 2, 4])
    return [call(x, signed(5)), call(x, signed(5), 7)]


@examples(np.histogram)
def _() -> list[Call]:
    a = np.array([0, 1, 2, 2, 3, 5, 9, 10])
    return [
        call(a, 10, None, None, signed(8)),
        call(a, 4, (1, 8), None, signed(8)),
        call(a, [0, 1, 5, 9], None, None, signed(8)),
    ]
