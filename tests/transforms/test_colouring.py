"""Colours: columns of one colour do not meet, and of a symmetric matrix entries stand alone."""

import numpy as np
import pytest

from srcgrad.transforms.colouring import coloured, starred


def arrow(n):
    pattern = np.eye(n, dtype=bool)
    pattern[0] = pattern[:, 0] = True
    return pattern


def grid(n):
    """The five-point stencil on a square."""
    line = np.eye(n) + np.eye(n, k=1) + np.eye(n, k=-1)
    return (np.kron(line, np.eye(n)) + np.kron(np.eye(n), line)) != 0


def is_star(pattern, colours):
    """By definition: neighbours differ, and so do three of each path of four."""
    near = [np.flatnonzero(row & (np.arange(len(row)) != n)) for n, row in enumerate(pattern)]
    for b in range(len(pattern)):
        for c in near[b]:
            if colours[b] == colours[c]:
                return False
            ends = [(a, d) for a in near[b] for d in near[c] if a != c and d not in (a, b)]
            if any(colours[a] == colours[c] and colours[b] == colours[d] for a, d in ends):
                return False
    return True


def test_columns_that_do_not_meet_share_a_colour():
    rows, columns = np.nonzero(np.eye(4, 5) + np.eye(4, 5, 1))
    np.testing.assert_array_equal([0, 1, 0, 1, 0], coloured(rows, columns, 5))


@pytest.mark.parametrize(
    ("pattern", "stars", "columns"), [(arrow(30), 2, 30), (grid(6), 5, 7), (np.eye(3) != 0, 1, 1)]
)
def test_a_symmetric_matrix_takes_fewer_colours(pattern, stars, columns):
    """No star colouring of a large grid has fewer than five (Fertin, Raspaud & Reed 2004)."""
    found = starred(*np.nonzero(pattern), range(len(pattern)))
    assert is_star(pattern, found)
    assert stars == found.max() + 1
    assert columns == coloured(*np.nonzero(pattern), len(pattern)).max() + 1


def test_stars_of_random_matrices():
    rng = np.random.default_rng(5)
    for n in range(2, 14):
        half = rng.random((n, n)) < 0.25
        pattern = half | half.T
        for order in (range(n), rng.permutation(n).tolist()):
            assert is_star(pattern, starred(*np.nonzero(pattern), order))


def test_what_is_no_star_is_told():
    pattern = (np.eye(4) + np.eye(4, k=1) + np.eye(4, k=-1)) != 0
    assert not is_star(pattern, [0, 1, 0, 1])
    assert is_star(pattern, [0, 1, 0, 2])
