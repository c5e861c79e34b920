"""Constant objects of libraries: what is refused of them, and when."""

import numpy as np
import pytest
import scipy.interpolate as si
import scipy.sparse as sp
from scipy.sparse.linalg import splu, spsolve

from srcgrad import grad, hessian, jvp
from srcgrad.errors import MissingRuleError, UnsupportedSyntaxError

X = np.array([0.3, 0.7])
A = sp.csr_matrix(np.array([[1.0, 2.0], [0.5, -1.0]]))
CURVE = si.CubicSpline(np.arange(5.0), np.sin(np.arange(5.0)))


def test_a_matrix_that_is_changed_later():
    def changed(x):
        B = A.copy()
        y = B @ x
        B.data[0] = 7.0
        return np.sum(y**2)

    with pytest.raises(UnsupportedSyntaxError, match="changed later"):
        grad(changed)(X)


def test_a_complex_matrix_is_found_out_by_the_run():
    with pytest.raises(TypeError, match="complex128 values"):
        grad(lambda x, M: np.sum(M @ x))(X, A * 1j)


def test_a_curve_of_vectors_is_found_out_by_the_run():
    curve = si.CubicSpline(np.arange(4.0), np.eye(4))
    with pytest.raises(NotImplementedError, match="one component"):
        grad(lambda x: np.sum(curve(x)))(X)


def test_a_table_without_derivatives_is_found_out_by_the_run():
    grid = np.arange(5.0)
    table = si.RegularGridInterpolator((grid, grid), np.outer(grid, grid), "pchip")
    with pytest.raises(NotImplementedError, match="pchip"):
        grad(lambda x: np.sum(table(np.stack([x, x], 1))))(X)


def test_single_precision_is_refused():
    with pytest.raises(UnsupportedSyntaxError):
        grad(lambda x: np.sum(A @ x))(X.astype(np.float32))


@pytest.mark.parametrize(
    "function",
    [
        lambda x: np.sum(sp.lil_matrix(x[:, None]) @ np.ones(1)),
        lambda x: si.UnivariateSpline(np.arange(5.0), np.arange(5.0) * x[0])(0.5),
    ],
)
def test_an_object_of_active_values_is_refused(function):
    with pytest.raises((MissingRuleError, UnsupportedSyntaxError)):
        grad(function)(X)


def made(x):
    return sp.csr_matrix((x, ([0, 1], [1, 0])), shape=(2, 2))


def scaled_in_place(x):
    A = made(x)
    A *= 2.0
    return np.sum(A @ x)


def values_in_place(x):
    A = made(x)
    A.data *= 2.0
    return np.sum(A @ x)


def written_later(x):
    values = x * 1.0
    A = made(values)
    values[0] = 3.0
    return np.sum(A @ x)


def of_a_type(x):
    return np.sum(made(x) @ x) if type(made(x)) is sp.csr_matrix else 0.0


class Holder:
    pass


def stored_elsewhere(x):
    HOLDER.matrix = made(x)
    return np.sum(HOLDER.matrix @ x)


HOLDER = Holder()


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (stored_elsewhere, "more is asked than its methods give|is not followed"),
        (scaled_in_place, "changed in place"),
        (values_in_place, "more is asked than its methods give"),
        (written_later, "of which a sparse matrix of active values is made is written"),
        (of_a_type, "more is asked than its methods give"),
        (lambda x: np.sum((made(x) == made(x)) @ x), "a comparison of a sparse matrix"),
        (lambda x: np.sum((made(x) + 1.0) @ x), "what is no sparse matrix"),
        (lambda x: np.sum((made(x) / x) @ x), "divided by a matrix or an array"),
        (lambda x: made(x).todense()[0, 1], "use toarray"),
        (lambda x: np.sum(made(x) @ x.astype(np.float32)), "other ones than float64"),
        (lambda x: np.sum(sp.csr_matrix(x)), "an array that has not two axes"),
        (lambda x: np.sum(sp.csr_matrix(x[None], dtype=complex)), "another dtype than float64"),
        (lambda x: np.sum(made(x).dot(2.0)), "use `*`"),
        (lambda x: np.sum(spsolve(made(x), made(x))), "right side is a sparse matrix"),
        (lambda x: np.sum(spsolve(made(x), x[None, None])), "not one or two axes"),
        (lambda x: splu(made(x), options={}).solve(x)[0], "with options"),
        (lambda x: made(x), "outside the language"),
        (lambda x: np.sum(sp.diags([x, x[1:]], np.array([0, 1])) @ x), "an array of places"),
        (lambda x: np.sum(sp.diags(np.outer(x, x), [0, 1]) @ x), "use spdiags"),
    ],
)
def test_what_is_refused_of_a_matrix_of_active_values(function, text):
    with pytest.raises(UnsupportedSyntaxError, match=text):
        grad(function)(X)


def test_products_of_elements_are_refused():
    array = sp.csr_array(A)
    with pytest.raises(UnsupportedSyntaxError):
        grad(lambda x: np.sum(array * x))(X)


def test_another_class_of_matrix_is_another_program():
    function = grad(lambda x, M: np.sum(M @ x))
    for matrix in (A, sp.csc_array(A)):
        np.testing.assert_array_equal(A.T @ np.ones(2), function(X, matrix)[1])


def test_forward_and_second_order():
    def energy(x):
        return np.sum((A @ x) ** 2) + np.sum(CURVE(x))

    dense = A.toarray()
    expected = 2 * dense.T @ dense + np.diag(CURVE(X, 2))
    np.testing.assert_allclose(expected, hessian(energy)(X))
    slope = grad(energy)(X)[1]
    np.testing.assert_allclose(slope[0], jvp(energy, (X,), (np.array([1.0, 0.0]),))[1])
