"""Example calls of functions that insert, delete, choose, order and difference elements."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.polynomial import chebyshev, hermite, hermite_e, laguerre, legendre
from numpy.polynomial import polynomial as powers

from tests.rules.samples import EXAMPLES, Call, apart, call, examples, signed


@examples(np.insert)
def _() -> list[Call]:
    a = signed(3, 4)
    calls = [call(signed(4), 1, 0.5), call(signed(4), [1, 3], signed(2)), call(a, 2, 0.5)]
    calls += [call(signed(4), -1, signed(2)), call(signed(4), [3, 0], signed(2))]
    calls += [call(signed(4), [1, 1], 0.5), call(signed(4), slice(0, 2), signed(2))]
    calls += [call(a, 1, 0.5, 0), call(a, 1, signed(4), 0), call(a, 1, signed(3), axis=1)]
    calls += [call(a, 1, signed(2, 4), 0), call(a, [0, 2], signed(2, 4), axis=0)]
    calls += [call(a, [0, 2], signed(3, 2), 1), call(a, [0, 2], signed(3, 1), axis=-1)]
    return [*calls, call(a, [1], signed(3, 1), 1)]


@examples(np.delete)
def _() -> list[Call]:
    a = signed(3, 4)
    calls = [call(signed(4), 1), call(signed(4), [0, -1]), call(a, [1, 5]), call(a, 1, 0)]
    mask = np.array([True, False, False, True])
    return [*calls, call(a, slice(0, 2), axis=1), call(signed(4), mask), call(a, mask, -1)]


@examples(np.select)
def _() -> list[Call]:
    a, b = signed(4), signed(4)
    masks = [np.array([True, False, True, False]), np.array([True, True, False, False])]
    return [call(masks, [a, b])]


@examples(np.choose)
def _() -> list[Call]:
    a = np.array([0, 1, 1, 2])
    return [
        call(a, [signed(4), signed(4), signed(4)]),
        call(a, [0.5 + signed(4), signed(4), signed(4)]),
    ]


@examples(np.compress, np.extract)
def _() -> list[Call]:
    return [call(np.array([True, False, True]), signed(3))]


@examples(np.partition)
def _() -> list[Call]:
    a = apart(3, 4)
    calls = [call(apart(6), 2), call(a, 1), call(a, 1, 0)]
    return [*calls, call(a, [0, 2], axis=-1), call(a, 4, None)]


@examples(np.gradient)
def _() -> list[Call]:
    calls = [call(signed(5)), call(signed(2)), call(signed(5), edge_order=2)]
    tuples = int(np.__version__.split(".")[0]) > 1  # of several axes NumPy 1 gives a list
    return [*calls, call(signed(3, 4))] if tuples else calls


@examples(np.ediff1d)
def _() -> list[Call]:
    return [call(signed(4)), call(signed(2, 3))]


@examples(np.unwrap)
def _() -> list[Call]:
    jumps = np.array([0.1, 6.0, 12.5, 11.9])
    return [call(jumps), call(jumps, period=4.0), call(np.stack([jumps, -jumps]), axis=0)]


@examples(
    np.roots,
    powers.polyroots,
    chebyshev.chebroots,
    legendre.legroots,
    hermite.hermroots,
    hermite_e.hermeroots,
    laguerre.lagroots,
)
def _() -> list[Call]:
    real = np.array([1.0, -6.5, 11.0, -3.0, -1.5])
    if np.lib.NumpyVersion(np.__version__) >= "2.5.0":  # the values are always complex
        real = real + 0.1j
    return [call(real), call(real[1:4]), call(np.array([1.0, -2.5]))]


@examples(np.polyval)
def _() -> list[Call]:
    calls = [call(signed(4), 0.7), call(signed(4), signed(3))]
    return [*calls, call(signed(3), signed(2, 3)), call(signed(1), signed(2))]


@examples(np.polyder)
def _() -> list[Call]:
    return [call(signed(4)), call(signed(2)), call(signed(5), 2), call(signed(5), m=3)]


@examples(np.polyint)
def _() -> list[Call]:
    return [call(signed(4)), call(signed(1)), call(signed(3), 2), call(signed(3), m=0)]


@examples(np.polyadd, np.polysub)
def _() -> list[Call]:
    return [call(signed(4), signed(2)), call(signed(2), signed(3)), call(signed(2), signed(2))]


@examples(np.polymul)
def _() -> list[Call]:
    return [call(signed(4), signed(2)), call(signed(2), signed(3)), call(signed(1), signed(2))]


@examples(np.polyfit)
def _() -> list[Call]:
    x = np.array([-1.2, -0.3, 0.4, 0.9, 1.7])
    weights = np.array([1.0, 0.5, 2.0, 1.5, 0.7])
    return [
        call(x, signed(5), 1),
        call(x, signed(5), 2, w=weights),
        call(x + 5.0, signed(5, 2), 2),
        call(x[:3], signed(3), 2),
        call(x, signed(5), 0),
    ]


@examples(np.diagflat)
def _() -> list[Call]:
    return [call(signed(3)), call(signed(2, 2), 1), call(signed(2), -2)]


@examples(np.modf)
def _() -> list[Call]:
    return [call(signed(4) * 3), call(2.7), call(signed(2, 3) * 4)]


@examples(np.divmod)
def _() -> list[Call]:
    x, y = np.array([[1.1, -2.3, 3.6], [0.7, 2.9, -1.5]]), np.array([0.45, -0.8, 1.3])
    return [call(x[0], 0.7), call(2.65, y), call(x, y), call(x[:, :1], y)]


@examples(np.dsplit)
def _() -> list[Call]:
    return [call(signed(2, 3, 4), 2), call(signed(2, 1, 3), [1])]


@examples(np.logaddexp.reduce)
def _() -> list[Call]:
    return [
        call(signed(4)),
        call(signed(3, 4), 1),
        call(signed(2, 3), axis=-1, keepdims=True),
        call(signed(3, 2).T),
    ]


if hasattr(np, "cumulative_sum"):

    @examples(np.cumulative_sum, np.cumulative_prod)
    def _() -> list[Call]:
        return [call(signed(4)), call(signed(3, 4), axis=1), call(signed(2, 3), axis=0)]

    for function in (np.cumulative_sum, np.cumulative_prod):
        EXAMPLES[function].append(call(signed(4), include_initial=True))
        EXAMPLES[function].append(call(signed(2, 3), axis=1, include_initial=True))


if hasattr(np, "matrix_transpose"):

    @examples(np.linalg.tensordot)
    def _() -> list[Call]:
        return [call(signed(2, 3), signed(3, 2), axes=1), call(signed(2, 3, 2), signed(3, 2))]


@examples(np.vander)
def _() -> list[Call]:
    x = signed(3)
    return [call(x), call(x, 4), call(x, 2, True), call(x, increasing=True)]


@examples(np.correlate)
def _() -> list[Call]:
    sizes = [(5, 3), (5, 2), (2, 5), (3, 5), (4, 4), (3, 1), (4, 2), (2, 4)]
    modes = ("full", "same", "valid")
    return [call(signed(n), signed(m), mode) for n, m in sizes for mode in modes]


_spread = np.diag([1.0, 2.0, 4.0]) + 0.3 * signed(3, 3)


@examples(np.linalg.pinv)
def _() -> list[Call]:
    calls = [call(_spread), call(_spread[:2]), call(_spread[:, :2])]
    return [*calls, call(np.stack([_spread, -_spread])[:, :2])]


@examples(np.linalg.matrix_power)
def _() -> list[Call]:
    stack = np.stack([_spread, -_spread])
    return [call(_spread, n) for n in (-2, -1, 0, 1, 2, 3)] + [call(stack, 3)]


@examples(np.linalg.multi_dot)
def _() -> list[Call]:
    a, b, c = signed(2, 3), signed(3, 4), signed(4, 2)
    calls = [call([a, b]), call([a, b, c]), call([signed(2), a, b, c])]
    return [*calls, call([a, b, c, signed(2)]), call([signed(2), a, signed(3)])]


@examples(sliding_window_view)
def _() -> list[Call]:
    a = signed(3, 4)
    calls = [call(signed(5), 3), call(a, (2, 3)), call(a, 2, 0), call(a, 3, axis=-1)]
    return [*calls, call(a, (2, 2), axis=(1, 1)), call(signed(4), (1,))]
