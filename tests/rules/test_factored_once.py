"""Systems are solved in reverse by the factors that the function has made."""

import numpy as np
import pytest
import scipy.linalg
import scipy.sparse as sp
import scipy.sparse.linalg as sl
from scipy.sparse.linalg._dsolve import linsolve

from srcgrad import grad, hvp, jvp
from srcgrad.runtime import factors_of

ROWS, COLUMNS = np.array([0, 1, 2, 0]), np.array([0, 1, 2, 2])
W, B = np.array([2.0, 3.0, 4.0, -1.0]), np.array([1.0, 0.5, -2.0])


def solved(w, b):
    return np.sum(sl.spsolve(sp.csc_matrix((w, (ROWS, COLUMNS))), b) ** 2)


def solved_by_rows(w, b):
    return np.sum(sl.spsolve(sp.csr_matrix((w, (ROWS, COLUMNS))), b) ** 2)


def of_factors(w, b):
    return np.sum(sl.splu(sp.csc_matrix((w, (ROWS, COLUMNS)))).solve(b) ** 2)


def of_a_function(w, b):
    solve = sl.factorized(sp.csc_matrix((w, (ROWS, COLUMNS))))
    return np.sum(solve(solve(b)) ** 2)


@pytest.fixture
def counted(monkeypatch):
    """The names of the factorisations that SuperLU makes."""
    made = []
    for name in ("gssv", "gstrf"):
        own = getattr(linsolve._superlu, name)

        def counting(*args, own=own, name=name, **kwargs):
            made.append(name)
            return own(*args, **kwargs)

        monkeypatch.setattr(linsolve._superlu, name, counting)
    return made


@pytest.mark.parametrize("function", [solved, solved_by_rows, of_factors, of_a_function])
def test_a_sparse_matrix_is_factored_once(function, counted):
    differentiated = grad(function, wrt=(0, 1))
    value, _ = differentiated(W, B)
    counted.clear()
    differentiated(W, B)
    assert len(counted) == 1
    counted.clear()
    assert jvp(function, (W, B), (W, B))[0] == value
    assert len(counted) == 1
    counted.clear()
    assert function(W, B) == value
    assert len(counted) == 1


@pytest.mark.filterwarnings("ignore::scipy.sparse.SparseEfficiencyWarning")  # of "coo"
@pytest.mark.parametrize("form", ["csc", "csr", "coo"])
@pytest.mark.parametrize("columns", [None, 3])
def test_factors_give_what_spsolve_gives_to_the_bit(form, columns):
    rng = np.random.default_rng(3)
    for n in (1, 7, 40):
        matrix = (sp.random(n, n, 0.2, random_state=4) + 3 * sp.eye(n)).asformat(form)
        b = rng.normal(size=n if columns is None else (n, columns))
        factors = factors_of(sl.spsolve, sl.splu, matrix.copy(), None, True)
        expected, found = sl.spsolve(matrix.copy(), b), factors.solve(b)
        assert np.array_equal(expected, found)
        assert expected.flags.c_contiguous == found.flags.c_contiguous
        turned = sl.spsolve(matrix.T.tocsc(), b)
        assert np.allclose(turned, factors.solve(b, "T"), rtol=1e-12, atol=1e-14)


def test_a_singular_matrix_warns_as_it_does_in_the_function():
    w = np.array([0.0, 3.0, 4.0, -1.0])
    with pytest.warns(sl.MatrixRankWarning):
        value = solved(w, B)
    with pytest.warns(sl.MatrixRankWarning):
        found, _ = grad(solved, wrt=(0, 1))(w, B)
    assert np.isnan(value)
    assert np.isnan(found)


def test_places_that_are_given_twice_stay_as_the_function_leaves_them():
    matrix = sp.csr_matrix((np.array([1.0, 2.0, 3.0]), np.array([0, 0, 1]), np.array([0, 2, 3])))
    one, other = matrix.copy(), matrix.copy()
    expected = sl.spsolve(one, B[:2])
    assert np.array_equal(factors_of(sl.spsolve, sl.splu, other, None, True).solve(B[:2]), expected)
    assert np.array_equal(one.data, other.data)
    assert np.array_equal(one.indptr, other.indptr)
    assert np.array_equal(other.toarray(), matrix.toarray())


def test_factors_of_full_matrices_are_used_again():
    def by_cholesky(a, b):
        return np.sum(scipy.linalg.cho_solve(scipy.linalg.cho_factor(a), b) ** 2)

    def by_lu(a, b):
        return np.sum(scipy.linalg.lu_solve(scipy.linalg.lu_factor(a), b) ** 2)

    for function, name in ((by_cholesky, "cho"), (by_lu, "lu")):
        text = grad(function, wrt=1).source(np.eye(3), B)
        assert text.count(f"{name}_factor(") == 1
        assert text.count(f"{name}_solve(") == 2
        assert "linalg.solve(" not in text


def test_no_dense_matrix_is_made_of_diagonals_and_bands():
    def of_diagonals(c, r, b):
        return np.sum(scipy.linalg.solve_toeplitz((c, r), b) ** 2)

    def of_bands(band, b):
        return np.sum(scipy.linalg.cho_solve_banded((band, True), b) ** 2)

    band = np.array([[2.0, 3.0, 4.0], [0.5, 0.1, 0.0]])
    for function, given in ((of_diagonals, (W[:3], W[1:], B)), (of_bands, (band, B))):
        text = grad(function, wrt=tuple(range(len(given)))).source(*given)
        assert "linalg.solve(" not in text
        assert "toeplitz(" not in text
        assert "np.diag" not in text


def test_a_toeplitz_system_has_second_derivatives():
    def by_form(c, r, b):
        return np.sum(scipy.linalg.solve_toeplitz((c, r), b) ** 2)

    def by_matrix(c, r, b):
        return np.sum(np.linalg.solve(scipy.linalg.toeplitz(c, r), b) ** 2)

    given, along = (W[:3], W[1:], B), (B, W[:3], W[1:])
    for found, expected in zip(
        hvp(by_form, wrt=(0, 1, 2))(*given, v=along),
        hvp(by_matrix, wrt=(0, 1, 2))(*given, v=along),
        strict=True,
    ):
        assert np.allclose(found, expected, rtol=1e-10, atol=1e-12)
    assert np.isclose(jvp(by_form, given, along)[1], jvp(by_matrix, given, along)[1], rtol=1e-10)
