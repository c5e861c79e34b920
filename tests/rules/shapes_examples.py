"""Example calls of functions that rearrange, join, split, repeat and pick."""

import copy

import numpy as np

from tests.rules.samples import Call, apart, call, examples, signed


@examples(np.reshape)
def _() -> list[Call]:
    return [
        call(signed(2, 3), (3, 2)),
        call(signed(6), (2, -1)),
        call(signed(2, 3), -1),
        call(1.5, (1, 1)),
    ]


@examples(np.ravel, np.ndarray.flatten, np.copy, copy.copy, copy.deepcopy)
@examples(np.ascontiguousarray, np.conj, np.real)
def _() -> list[Call]:
    return [call(signed(3)), call(signed(2, 3))]


@examples(np.atleast_1d, np.atleast_2d, np.atleast_3d)
def _() -> list[Call]:
    return [call(1.5), call(signed(3)), call(signed(2, 3))]


@examples(np.transpose)
def _() -> list[Call]:
    a = signed(2, 3, 4)
    return [
        call(signed(3)),
        call(a),
        call(a, (1, 2, 0)),
        call(a, (-1, 0, 1)),
        call(a, axes=[2, 0, 1]),
    ]


@examples(np.swapaxes)
def _() -> list[Call]:
    return [call(signed(2, 3), 0, 1), call(signed(2, 3, 4), -1, 0)]


@examples(np.moveaxis)
def _() -> list[Call]:
    return [call(signed(2, 3, 4), 0, -1), call(signed(2, 3, 4), (0, 1), (1, 2))]


@examples(np.rollaxis)
def _() -> list[Call]:
    a = signed(2, 3, 4)
    return [call(a, axis, start) for axis in (0, 1, -1) for start in (0, 1, 3, -1)] + [call(a, 2)]


@examples(np.expand_dims)
def _() -> list[Call]:
    return [call(signed(3), 0), call(signed(2, 3), -1), call(signed(2, 3), (0, 2)), call(1.5, 0)]


@examples(np.squeeze)
def _() -> list[Call]:
    return [call(signed(1, 3, 1)), call(signed(1, 3, 1), 0), call(signed(1, 3, 1), axis=(0, -1))]


@examples(np.broadcast_to)
def _() -> list[Call]:
    return [call(signed(3), (2, 3)), call(signed(2, 1), (4, 2, 3)), call(1.5, (2,))]


@examples(np.flip)
def _() -> list[Call]:
    return [
        call(signed(3)),
        call(signed(2, 3)),
        call(signed(2, 3), 1),
        call(signed(2, 3), axis=(0, 1)),
    ]


@examples(np.fliplr, np.flipud)
def _() -> list[Call]:
    return [call(signed(2, 3))]


@examples(np.rot90)
def _() -> list[Call]:
    return [call(signed(2, 3)), call(signed(2, 3), 2), call(signed(2, 3, 2), -1, (1, 2))]


@examples(np.roll)
def _() -> list[Call]:
    return [
        call(signed(5), 2),
        call(signed(2, 3), -1),
        call(signed(2, 3), 1, 1),
        call(signed(2, 3), (1, 2), (0, 1)),
        call(signed(2, 3), [1, 2], [0, 1]),
        call(signed(3), [1]),
    ]


@examples(np.concatenate)
def _() -> list[Call]:
    rows = [signed(2, 3), signed(1, 3), signed(4, 3)]
    columns = [signed(3, 2), signed(3, 1), signed(3, 4)]
    cubes = [signed(2, 1, 2), signed(2, 3, 2), signed(2, 2, 2)]
    calls = [
        call([signed(2), signed(3), signed(1)]),
        call((signed(2), signed(3))),
        call(rows),
        call(rows, -2),
    ]
    return [*calls, call(columns, axis=1), call(columns, axis=-1), call(cubes, 1), call(rows, None)]


@examples(np.stack)
def _() -> list[Call]:
    parts = [signed(2, 3), signed(2, 3)]
    return [
        call([1.5, 2.5]),
        call([signed(3), signed(3)]),
        *[call(parts, axis) for axis in (0, 1, 2, -1, -3)],
    ]


@examples(np.vstack)
def _() -> list[Call]:
    return [
        call([signed(3), signed(3)]),
        call([signed(2, 3), signed(3), signed(1, 3)]),
        call([1.5, 2.5]),
    ]


@examples(np.hstack)
def _() -> list[Call]:
    return [
        call([signed(3), signed(2)]),
        call([1.5, signed(2), 2.5]),
        call([1.5, 2.5]),
        call([signed(2, 3), signed(2, 1)]),
    ]


@examples(np.column_stack)
def _() -> list[Call]:
    return [call([signed(3), signed(3)]), call([signed(3, 2), signed(3), signed(3, 1)])]


@examples(np.dstack)
def _() -> list[Call]:
    return [
        call([signed(3), signed(3)]),
        call([signed(2, 3), signed(2, 3)]),
        call([signed(2, 3), signed(2, 3, 2), signed(2, 3)]),
    ]


@examples(np.append)
def _() -> list[Call]:
    return [
        call(signed(3), 1.5),
        call(signed(2, 2), signed(3)),
        call(signed(2, 2), signed(1, 2), 0),
        call(signed(2, 2), signed(2, 1), axis=1),
    ]


@examples(np.split, np.array_split)
def _() -> list[Call]:
    return [call(signed(6), 3), call(signed(6), [1, 4]), call(signed(2, 4), 2, axis=1)]


@examples(np.hsplit)
def _() -> list[Call]:
    return [call(signed(4), 2), call(signed(2, 4), [1])]


@examples(np.vsplit)
def _() -> list[Call]:
    return [call(signed(4, 2), 2)]


@examples(np.tile)
def _() -> list[Call]:
    return [
        call(signed(3), 2),
        call(signed(3), (2, 2)),
        call(signed(2, 3), 2),
        call(signed(2, 3), (2, 1)),
        call(1.5, 3),
    ]


@examples(np.repeat)
def _() -> list[Call]:
    return [
        call(signed(3), 2),
        call(signed(3), [2, 0, 1]),
        call(signed(2, 3), 2),
        call(signed(2, 3), 2, 1),
        call(signed(2, 3), np.array([1, 2]), axis=0),
        call(1.5, 3),
    ]


def mirrored(mode: str, **options: str) -> list[Call]:
    """Widths below and above the length of the axis, which `np.pad` goes through several times."""
    return [
        call(signed(4), (2, 1), mode, **options),
        call(signed(3), (8, 5), mode, **options),
        call(signed(2), (3, 2), mode, **options),
        call(signed(2, 4), ((0, 1), (3, 2)), mode, **options),
        call(signed(1), (1, 3), mode, **options),
        call(signed(2, 3, 2), 1, mode, **options),
    ]


def by_statistics(mode: str) -> list[Call]:
    return [
        call(apart(4), (2, 1), mode),
        call(apart(3, 4), ((0, 1), (2, 3)), mode),
        call(apart(3, 4), 2, mode, stat_length=2),
        call(apart(3, 4), ((1, 0), (2, 1)), mode, stat_length=((1, 2), (3, 9))),
        call(apart(2, 3, 2), 1, mode),
        call(apart(1), 2, mode),
    ]


@examples(np.pad)
def _() -> list[Call]:
    return [
        call(signed(3), 2),
        call(signed(3), (1, 2)),
        call(signed(2, 3), ((1, 0), (2, 1))),
        call(signed(2, 3), 1),
        call(signed(2, 3), 1, constant_values=2.0),
        call(signed(2, 3), 1, "constant", constant_values=((1.0, 2.0), (3.0, 4.0))),
        call(signed(2, 3).T, ((1, 2), (0, 1)), "edge"),
        call(signed(4), (2, 1), "linear_ramp", end_values=3.0),
        call(signed(2, 3), (2, 1), mode="linear_ramp"),
        call(signed(1), (2, 1), mode="linear_ramp"),
        *mirrored("wrap"),
        *mirrored("reflect"),
        *mirrored("symmetric"),
        *mirrored("reflect", reflect_type="odd"),
        *mirrored("symmetric", reflect_type="odd"),
        *by_statistics("mean"),
        *by_statistics("median"),
        *by_statistics("maximum"),
        *by_statistics("minimum"),
    ]


@examples(np.take)
def _() -> list[Call]:
    return [
        call(signed(4), [0, 2, 2]),
        call(signed(4), 1),
        call(signed(2, 3), np.array([[0, 5], [5, 1]])),
        call(signed(2, 3), [1, 1], 1),
        call(signed(2, 3), 0, axis=-1),
    ]


@examples(np.take_along_axis)
def _() -> list[Call]:
    return [
        call(signed(2, 3), np.array([[0, 0], [2, 1]]), 1),
        call(signed(2, 3), np.array([[0, 1, 0]]), axis=0),
        call(signed(2, 3), np.array([0, 5, 5]), None),
    ]


@examples(np.diag)
def _() -> list[Call]:
    return [
        call(signed(3)),
        call(signed(3), -1),
        call(signed(2, 3)),
        call(signed(3, 2), 1),
        call(signed(3, 2), -1),
    ]


@examples(np.diagonal, np.trace)
def _() -> list[Call]:
    return [
        call(signed(2, 3)),
        call(signed(2, 3), 1),
        call(signed(3, 2), -1, 1, 0),
        call(signed(2, 3, 4)),
        call(signed(2, 3, 4), offset=1, axis1=2, axis2=0),
    ]


@examples(np.triu, np.tril)
def _() -> list[Call]:
    return [call(signed(3, 3)), call(signed(2, 3), 1), call(signed(2, 3, 3), -1)]
