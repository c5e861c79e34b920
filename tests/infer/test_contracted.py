"""Lengths that sums of products have."""

import numpy as np
import pytest

from srcgrad.infer.lengths.contracted import contracted, summed
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim

N, M, L = (Dim(name, axis=True) for name in ("a.0", "a.1", "b.1"))
SHORT = Dim("c.0")
DOUBLE = np.dtype("f8")


def array(*dims):
    return k.Array(DOUBLE, dims)


def axes(first, second):
    kinds = [k.List(tuple(map(k.Known, one)), k.Int()) for one in (first, second)]
    return {"axes": k.Tuple(tuple(kinds))}


@pytest.mark.parametrize(
    ("expected", "operands", "options"),
    [
        (array(N, L), [array(N, M), array(M, L)], {"axes": k.Known(1)}),
        (array(L), [array(N, M), array(N, M, L)], {}),
        (array(N, L), [array(M, N), array(L, M)], axes([0], [-1])),
        (array(N, M, L), [array(N, M), array(L)], {"axes": k.Known(0)}),
        (array(None, None), [array(N, M), array(M, L)], {"axes": k.List((k.Int(),), k.Int())}),
    ],
)
def test_tensordot(expected, operands, options):
    found = contracted(np.tensordot, operands, options)
    assert isinstance(found, k.Unknown) or expected == found


@pytest.mark.parametrize(
    ("expected", "text", "operands"),
    [
        (array(N, L), "ij,jk->ik", [array(N, M), array(M, L)]),
        (array(M, N), "ij -> ji", [array(N, M)]),
        (array(N), "i,i->i", [array(SHORT), array(N)]),  # of length 1, or as long
        (array(N), "i,i->i", [array(1), array(N)]),
        (array(None, None), "ij,jk", [array(N, M), array(M, L)]),
        (array(None, None), "...j->...j", [array(N, M)]),
    ],
)
def test_einsum(expected, text, operands):
    assert expected == summed(np.einsum, [k.Known(text), *operands], {})
