"""Lengths of products, displays, joined and split arrays."""

import numpy as np
import pytest

from srcgrad.infer.lengths.joining import arrayed, display, joined, pieces, product, total
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import ROWS, Dim

N, M, K = Dim("n", axis=True), Dim("m", axis=True), Dim("k", axis=True)


def array(*dims):
    return k.Array(np.dtype("f8"), dims)


@pytest.mark.parametrize(
    ("a", "b", "dims"),
    [
        ((N, M), (M, K), (N, K)),
        ((N, M), (M,), (N,)),
        ((N,), (N, M), (M,)),
        ((K, N, M), (M, 2), (K, N, 2)),
        ((1, N, M), (K, M, 2), (K, N, 2)),
    ],
)
def test_product(a, b, dims):
    assert array(*dims) == product(np.matmul, [array(*a), array(*b)], {})


def test_product_of_vectors_is_a_number():
    assert k.Scalar(np.dtype("f8")) == product(np.dot, [array(N), array(N)], {})


def test_display():
    row = k.Tuple((k.Real(), k.Real(), k.Real()))
    assert (3,) == display(row)
    assert (2, 3) == display(k.List((row, row), row))
    assert (2, N) == display(k.Tuple((array(N), array(None))))
    assert (ROWS, N) == display(k.List(None, array(N)))
    assert (None,) == display(k.List(None, k.Real()))
    assert display(k.Tuple((k.Real(), row))) is None


def test_array_of_a_display():
    items = k.List((k.Real(), k.Scalar(np.dtype("f8"))), k.Real())
    assert array(2) == arrayed(np.array, [items], {})


@pytest.mark.parametrize(
    ("function", "parts", "axis", "dims"),
    [
        (np.concatenate, [(2, M), (3, None)], 0, (5, M)),
        (np.concatenate, [(N, M), (N, 2)], -1, (N, Dim("m", 2, axis=True))),
        (np.concatenate, [(N,), (M,)], 0, (Dim("(n)+(m)"),)),
        (np.concatenate, [(N,), (None,)], 0, (None,)),
        (np.stack, [(N, M), (N, None)], 1, (N, 2, M)),
        (np.hstack, [(N, 1), (None, 1)], 0, (N, 2)),
    ],
)
def test_joined(function, parts, axis, dims):
    given = k.Tuple(tuple(array(*p) for p in parts))
    rest = {} if function is np.hstack else {"axis": k.Known(axis)}
    assert array(*dims) == joined(function, [given], rest)


def test_total_does_not_shift_what_a_slice_has_clamped():
    assert Dim("(n-2)+3") == total([Dim("n", -2, axis=True), 3])


def test_pieces():
    part = Dim("(n)/4")
    assert k.List(None, array(part, M)) == pieces(np.split, [array(N, M), k.Known(4)], {})
    assert k.List(None, array(N, 2)) == pieces(np.split, [array(N, 4), k.Known(2), k.Known(1)], {})
    assert k.List(None, array(None)) == pieces(np.array_split, [array(N), k.Known(4)], {})
    assert k.List(None, array(None)) == pieces(np.split, [array(N), k.Known((1, 2))], {})
    assert k.List(None, array(None, M)) == pieces(np.array_split, [array(N, M), k.Known(4)], {})
    several = k.Int(Dim("heads"))
    assert k.List(None, array(N, Dim("(m)/(heads)"))) == pieces(
        np.split, [array(N, M), several], {"axis": k.Known(-1)}
    )
    assert k.List(None, array(None, None)) == pieces(np.split, [array(N, M), several, k.Int()], {})
    assert k.List(None, array(N, None)) == pieces(np.hsplit, [array(N, M), k.Int()], {})
    assert k.List(None, array(Dim("(n)/2"))) == pieces(np.hsplit, [array(N), k.Known(2)], {})
