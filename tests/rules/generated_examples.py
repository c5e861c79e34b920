"""Example calls of the functions that generated code calls."""

from typing import Any

import numpy as np

from srcgrad import runtime
from tests.rules.samples import Call, call, examples, real


@examples(runtime.unbroadcast)
def unbroadcast() -> list[Call]:
    return [
        call(real(3), (3,)),
        call(real(2, 3), (3,)),
        call(real(2, 3), (2, 1)),
        call(real(2, 3), ()),
        call(real(1, 3), (2, 3)),
        call(0.7, (2, 3)),
    ]


@examples(runtime.seed_for)
def seed_for() -> list[Call]:
    return [call(real(3), np.zeros(3)), call(real(2, 3), np.zeros((2, 3)))]


@examples(runtime.vector_found)
def vector_found() -> list[Call]:
    return [call(real(3))]


@examples(runtime.matrix_found)
def matrix_found() -> list[Call]:
    return [call(real(2, 3))]


@examples(runtime.untake)
def untake() -> list[Call]:
    return [
        call(real(3), np.array([0, 2, 0]), 0, (3,)),
        call(real(2, 2), np.array([1, 1]), 1, (2, 3)),
        call(real(2), np.array([1, 5]), None, (2, 3)),
    ]


@examples(runtime.by_strides)
def by_strides() -> list[Call]:
    return [call(real(4), np.array([[0, 1], [1, 2], [2, 3]]), (3, 2), (8, 8))]


@examples(runtime.untake_along_axis)
def untake_along_axis() -> list[Call]:
    return [call(real(2, 2), np.array([[1, 1], [0, 2]]), 1, (2, 3))]


@examples(runtime.compress_transpose)
def compress_transpose() -> list[Call]:
    some = np.array([True, False, True])
    return [call(real(2), some, (3,)), call(real(2, 2), some, (2, 3), 1)]


@examples(runtime.delete_transpose)
def delete_transpose() -> list[Call]:
    return [call(real(2), 1, (3,)), call(real(2, 1), np.array([0, 2]), (2, 3), 1)]


@examples(runtime.untile)
def untile() -> list[Call]:
    return [call(real(4, 3), (2, 1), (2, 3)), call(real(6), 2, (3,))]


@examples(runtime.unrepeat)
def unrepeat() -> list[Call]:
    return [call(real(5), (2, 3), None, (2,)), call(real(2, 6), 2, 1, (2, 3))]


@examples(runtime.unpad)
def unpad() -> list[Call]:
    return [call(real(5), (1, 2), (2,))]


@examples(runtime.unpad_copies)
def unpad_copies() -> list[Call]:
    return [call(real(5), (1, 2), (2,), "edge"), call(real(6, 7), 2, (2, 3), "wrap")]


@examples(runtime.unpad_lines)
def unpad_lines() -> list[Call]:
    return [
        call(real(5), (1, 2), (2,), "linear_ramp", "even"),
        call(real(5, 7), (1, 2), (2, 4), "reflect", "odd"),
    ]


@examples(runtime.unpad_statistics)
def unpad_statistics() -> list[Call]:
    given = np.array([[4.0, 1.0, 2.0], [0.0, 5.0, 3.0]])
    return [call(real(5, 6), given, (1, 2), mode, None) for mode in ("maximum", "median")]


@examples(runtime.uninsert)
def uninsert() -> list[Call]:
    return [call(real(5), [1, 3], (3,)), call(real(2, 4), 1, (2, 3), 1)]


@examples(runtime.uninserted)
def uninserted() -> list[Call]:
    return [
        call(real(5), [1, 3], (3,), (2,)),
        call(real(5), [1, 3], (3,), ()),
        call(real(2, 4), 1, (2, 3), (2,), 1),
        call(real(2, 5), [0, 2], (2, 3), (1, 2), 1),
    ]


@examples(runtime.unkron)
def unkron() -> list[Call]:
    return [
        call(real(4, 6), real(2, 3), (2, 2), True),
        call(real(4, 6), real(2, 2), (2, 3), False),
        call(real(2, 6), real(3), (2, 2), True),
    ]


@examples(runtime.full_weights)
def full_weights() -> list[Call]:
    return [
        call(real(2, 3), 1, real(3)),
        call(real(2, 3, 4), (0, 2), real(2, 4)),
        call(real(2, 3), None, real(2, 3)),
    ]


@examples(runtime.unfull_weights)
def unfull_weights() -> list[Call]:
    return [
        call(real(2, 3), real(2, 3), 1, real(3)),
        call(real(2, 3, 4), real(2, 3, 4), (0, 2), real(2, 4)),
        call(real(2, 3), real(2, 3), None, real(2, 3)),
    ]


@examples(runtime.unwindow)
def unwindow() -> list[Call]:
    return [call(real(3, 2), (4,), 2), call(real(2, 3, 2), (3, 3), 2, 0)]


@examples(runtime.spread_diagonal)
def spread_diagonal() -> list[Call]:
    return [call(real(2), (2, 3), 1), call(real(4, 2), (2, 3, 4), 0, 0, 1)]


@examples(runtime.along)
def along() -> list[Call]:
    return [
        call(real(3), real(3)),
        call(real(2, 1), real(2, 3)),
        call(real(3), real(2, 3)),
        call(0.7, -1.3),
    ]


@examples(runtime.along_curve)
def along_curve() -> list[Call]:
    return [call(real(3), real(2, 3)), call(0.7, -1.3)]


@examples(runtime.magnitude)
def magnitude() -> list[Call]:
    return [call(real(3)), call(real(2, 3), True, False), call(-0.7)]


@examples(runtime.turned)
def turned() -> list[Call]:
    return [call(real(3), real(3)), call(real(2, 3), real(2, 3), True, False), call(0.7, -1.3)]


@examples(runtime.turned_further)
def turned_further() -> list[Call]:
    return [call(real(3), real(3), real(3)), call(0.7, 0.3, -1.3)]


@examples(runtime.beyond)
def beyond() -> list[Call]:
    return [call(real(3), real(3)), call(0.7, -1.3)]


@examples(runtime.length)
def length() -> list[Call]:
    return [call(real(3)), call(real(2, 3), 2, 1, True), call(real(2, 3), None, 0)]


@examples(runtime.relevant)
def relevant() -> list[Call]:
    return [
        call(real(3), np.array([1.0, 0.0, 2.0])),
        call(real(3), np.array([[1.0, 0.0, 2.0], [0.0, 0.0, 1.0]])),
        call(real(2, 3), 0.0),
        call(0.7, 0.0),
    ]


@examples(runtime.other_products)
def other_products() -> list[Call]:
    zeros: Any = np.array([[0.0, 2.0, 3.0], [1.0, 0.0, 0.0]])
    return [
        call(real(4)),
        call(real(2, 3), 1),
        call(real(2, 3), 0),
        call(real(2, 3, 2), (0, 2)),
        call(zeros, 1),
        call(zeros),
    ]


@examples(runtime.convolve_transpose)
def convolve_transpose() -> list[Call]:
    return [
        call(real(6), real(3), 4, "full"),
        call(real(4), real(3), 4, "same"),
        call(real(2), real(3), 4, "valid"),
    ]


@examples(runtime.interp_slope)
def interp_slope() -> list[Call]:
    return [call(np.array([-1.0, 0.5, 1.7]), np.array([0.0, 1.1, 2.0]), real(3))]


@examples(runtime.interp_slope_transpose, runtime.interp_transpose)
def adjoints_of_interp() -> list[Call]:
    return [call(real(4), np.array([-1.0, 0.5, 1.7, 1.9]), np.array([0.0, 1.1, 2.0]))]


@examples(runtime.cofactors)
def cofactors() -> list[Call]:
    singular = np.array([[1.0, 2.0, 0.5], [2.0, 4.0, 1.0], [0.3, 0.1, 0.7]])
    return [call(real(3, 3)), call(real(2, 4, 4)), call(real(1, 1)), call(singular)]


@examples(runtime.trapezoid_weights)
def trapezoid_weights() -> list[Call]:
    return [call(4, real(4)), call(3, real(2, 3)), call(3, None, 0.7), call(1, None, 0.7)]


@examples(runtime.trapezoid_points)
def trapezoid_points() -> list[Call]:
    return [
        call(0.7, real(4), np.arange(4.0)),
        call(real(2), real(2, 3), np.arange(3.0), -1),
        call(real(3), real(2, 3), np.ones((2, 3)), 0),
    ]


@examples(runtime.gradient_transpose)
def gradient_transpose() -> list[Call]:
    return [
        call(real(4), (4,)),
        call(real(5), (5,), (0.5,), None, 2),
        call(real(3, 2), (3, 2), (np.array([0.0, 1.0, 3.0]),), 0),
    ]


@examples(runtime.quantile_transpose)
def quantile_transpose() -> list[Call]:
    return [
        call(0.7, np.array([4.0, 1.0, 2.0]), 0.4),
        call(real(2), np.array([[4.0, 1.0, 2.0], [0.0, 5.0, 3.0]]), 0.75, 1),
    ]


@examples(runtime.nanquantile_transpose)
def nanquantile_transpose() -> list[Call]:
    return [call(0.7, np.array([4.0, np.nan, 1.0, 2.0]), 0.4)]


@examples(runtime.unreduceat)
def unreduceat() -> list[Call]:
    return [call(real(3), [0, 2, 3], (6,)), call(real(2, 2), np.array([3, 1]), (2, 5), 1)]
