"""Example calls of functions that insert, delete, choose, order and difference elements."""

import numpy as np

from tests.rules.samples import Call, apart, call, examples, signed


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


@examples(np.polyval)
def _() -> list[Call]:
    calls = [call(signed(4), 0.7), call(signed(4), signed(3))]
    return [*calls, call(signed(3), signed(2, 3)), call(signed(1), signed(2))]


@examples(np.polyder)
def _() -> list[Call]:
    return [call(signed(4)), call(signed(2))]


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
