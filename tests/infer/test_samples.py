"""Samples of factored matrices: LAPACK trusts the pivots that it is given."""

import numpy as np
import scipy.linalg

from srcgrad.infer.kinds.results import tried
from srcgrad.ir import kinds as k

MATRICES = k.Array(np.dtype("f8"), (None, None, None))
PIVOTS = k.Array(np.dtype("i4"), (None, None))
RIGHT = k.Array(np.dtype("f8"), (None, None))


def test_pivots_lie_within_the_matrix():
    asked = []

    def refusing(pair, right):
        asked.append(pair)
        raise ValueError

    assert k.Unknown() == tried(refusing, [k.Tuple((MATRICES, PIVOTS)), RIGHT], {})
    assert {1, 3} == {len(lu[0]) for lu, _ in asked}
    assert all(np.all(pivots < len(lu[0])) for lu, pivots in asked)


def test_the_kind_of_what_is_found():
    pair = k.Tuple((k.Array(np.dtype("f8"), (None, None)), k.Array(np.dtype("i4"), (None,))))
    found = tried(scipy.linalg.lu_solve, [pair, RIGHT], {})
    assert isinstance(found, k.Array) and found.dtype == np.dtype("f8")
