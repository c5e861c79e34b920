"""Example calls of reductions, scans and norms."""

from typing import Any

import numpy as np

from tests.rules.samples import Call, along_axes, apart, call, examples, signed


def matrices(*shape: int) -> Any:
    """The same numbers whatever was drawn before: no two sums of rows or columns are close."""
    return np.random.default_rng(284).normal(size=shape)


CHOSEN = np.array(
    [[True, False, True, True], [False, True, True, False], [True, True, False, True]]
)


def chosen(**options: Any) -> list[Call]:
    """Reductions of the elements that `where` names, one of them of a row for all."""
    return [
        call(apart(3, 4), where=CHOSEN, **options),
        call(apart(3, 4), axis=0, where=CHOSEN, **options),
        call(apart(3, 4), axis=-1, keepdims=True, where=CHOSEN, **options),
        call(apart(3, 4), axis=(0, 1), where=CHOSEN[:1], **options),
    ]


@examples(np.ptp, np.median)
def _() -> list[Call]:
    return along_axes()


@examples(np.sum, np.prod)
def _() -> list[Call]:
    return [
        *along_axes(),
        *chosen(),
        *chosen(initial=1.5),
        call(apart(2, 3), 1, initial=0.5),
        call(apart(2, 3), 0, np.float64),
        call(apart(0, 3), axis=0),
        call(apart(2, 3).T, axis=1),
        call(np.array(0.7)),
    ]


@examples(np.max, np.amax, np.min, np.amin)
def _() -> list[Call]:
    return [
        *along_axes(),
        *chosen(initial=0.1),
        call(apart(2, 3), axis=1, initial=-0.1),
        call(apart(5), initial=0.2),
    ]


@examples(np.mean)
def _() -> list[Call]:
    calls = [*along_axes(), call(apart(0, 3), axis=0), call(np.float64(1.5))][:-2]
    return [*calls, *chosen(), call(apart(2, 3), None, float), call(apart(2, 3), dtype=float)]


@examples(np.std, np.var)
def _() -> list[Call]:
    calls = along_axes({"ddof": 1}, {"ddof": 1, "axis": 0}, {"ddof": 1, "axis": (0, 1)})
    if int(np.__version__.split(".")[0]) > 1:
        calls += [call(apart(3, 4), axis=1, correction=1)]
    return [*calls, *chosen(), *chosen(ddof=1)]


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
    for order in (1, 2, np.inf, -np.inf, 3, 0.5, -1, -2.5):
        calls += [call(apart(4), order), call(a, order, 1), call(a, order, axis=0, keepdims=True)]
    for order in ("fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf):
        calls += [
            call(matrices(2, 3), order),
            call(matrices(3, 2), order, keepdims=True),
            call(matrices(2, 3, 4), order, (0, 2)),
            call(matrices(2, 3, 4), order, axis=(-1, 1), keepdims=True),
        ]
    return calls


if hasattr(np, "matrix_transpose"):  # NumPy 2

    @examples(np.linalg.vector_norm)
    def _() -> list[Call]:
        calls = [call(apart(2, 3, 2), axis=axis) for axis in (None, 0, (0, 2))]
        return [
            *calls,
            *[call(apart(2, 3), ord=order) for order in (1, 3, np.inf, -1)],
            call(apart(2, 3), axis=(1,), ord=3, keepdims=True),
        ]

    @examples(np.linalg.matrix_norm)
    def _() -> list[Call]:
        calls = [call(matrices(3, 2), ord=order) for order in ("fro", "nuc", 1, -1, 2, -2, np.inf)]
        return [*calls, call(matrices(4, 2, 3)), call(matrices(4, 2, 3), ord="nuc", keepdims=True)]


@examples(np.diff)
def _() -> list[Call]:
    return [
        call(signed(4)),
        call(signed(4), 2),
        call(signed(5), 3),
        call(signed(3, 4), axis=0),
        call(signed(4, 3), 2, 0),
        call(signed(4), 1, -1, 0.5),
        call(signed(4), 2, -1, signed(2), 0.3),
        call(signed(3, 4), 1, 0, signed(1, 4)),
        call(signed(3, 4), 3, 1, np.array([[1.0]] * 3), signed(3, 2)),
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
        call(signed(3), signed(3)),
        call(signed(2, 4), signed(4)),
        call(signed(4, 2), signed(4), axis=0),
        call(signed(4, 2, 3), signed(4, 2, 3), 1.0, 0),
        call(signed(4, 2), None, 0.5, 0),
        call(signed(1), None, 0.5),
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


@examples(np.histogram2d)
def _() -> list[Call]:
    a = np.array([0, 1, 2, 2, 3, 5, 9, 10])
    return [
        call(a, a[::-1] % 4, 3, None, None, signed(8)),
        call(a, a % 3, 4, [[1, 8], [0, 1]], None, signed(8)),
    ]
