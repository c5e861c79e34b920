"""Patterns by products: all entries, in few products."""

import numpy as np
import pytest

from srcgrad.transforms.detection import detected


def product(matrix, runs):
    """What multiplies a matrix by rows of vectors, and notes how many it was given."""

    def of(directions):
        runs.append(len(directions))
        return np.where(matrix != 0, matrix * directions[:, None, :], 0.0).sum(-1)

    return of


def test_random_matrices():
    rng = np.random.default_rng(3)
    for size, count, density in [(0, 3, 1.0), (3, 0, 1.0), (1, 1, 0.0), (9, 13, 0.2), (20, 7, 0.4)]:
        matrix = rng.normal(size=(size, count)) * (rng.random((size, count)) < density)
        for left in (None, product(matrix.T, [])):
            rows, columns = detected(product(matrix, []), left, matrix.shape)
            expected = np.nonzero(matrix)
            np.testing.assert_array_equal(expected, (rows, columns))


def band(n):
    """Products with a tridiagonal matrix."""

    def of(runs):
        def product(directions):
            runs.append(len(directions))
            out = directions.copy()
            out[:, 1:] += directions[:, :-1]
            out[:, :-1] += directions[:, 1:]
            return out

        return product

    return of


@pytest.mark.parametrize(("n", "rounds", "products"), [(1000, 6, 40), (10_000, 8, 60)])
def test_a_band_takes_few_products(n, rounds, products):
    runs = []
    rows, columns = detected(band(n)(runs), None, (n, n))
    assert len(runs) <= rounds
    assert sum(runs) <= products
    assert len(rows) == 3 * n - 2
    assert np.max(np.abs(rows - columns)) == 1


def test_a_full_row_is_found_from_the_left():
    matrix = np.eye(200)
    matrix[5] = matrix[:, 3] = 1.0
    runs, turned = [], []
    rows, columns = detected(product(matrix, runs), product(matrix.T, turned), matrix.shape)
    np.testing.assert_array_equal(np.nonzero(matrix), (rows, columns))
    assert sum(turned) == 1
    assert sum(runs) < 60


def test_a_full_matrix_takes_little_more_than_its_columns():
    runs = []
    detected(product(np.ones((30, 30)), runs), None, (30, 30))
    assert sum(runs) < 60
