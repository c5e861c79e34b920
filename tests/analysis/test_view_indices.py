"""Indices that are bound anew while a view of them is in use."""

import numpy as np
import pytest

from tests.stages import after, plain, text


def moves(x):
    n = 1
    v = x[n:]
    for _ in range(2):
        n = n + 1
        v[0] *= 2.0
    return np.sum(x) * n


def moves_after_the_last_use(x):
    n = 0
    while n < 2:
        v = x[n:]
        v[0] *= 2.0
        n = n + 1
    return np.sum(x)


@pytest.mark.parametrize(
    ("expected", "function"), [(True, moves), (False, moves_after_the_last_use)]
)
def test_an_index_is_kept_where_it_moves(expected, function):
    one = after("analyse", function, np.ones(4))
    assert expected == ("n = n\n" in plain(text(one.core)))
