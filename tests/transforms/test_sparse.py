"""Sparse Jacobians and Hessians: the numbers of the dense ones, in fewer sweeps."""

import numpy as np
import pytest

from srcgrad import SeedError, UnsupportedSyntaxError, check_grads, grad, hessian, jacobian
from srcgrad.transforms.colouring import coloured
from srcgrad.transforms.sparse import mirrored_entries

sparse = pytest.importorskip("scipy.sparse")
X = np.linspace(0.1, 2.0, 9)
RUNS = []


def chain(x):
    RUNS.append(len(x))
    return np.sin(x[1:]) * x[:-1]


def arrow(x):
    y = x * x
    y[0] = np.sum(x)
    return y


def energy(x):
    return np.sum((np.sin(x[1:]) * x[:-1]) ** 2)


@pytest.mark.parametrize("mode", ["auto", "forward", "reverse"])
@pytest.mark.parametrize("function", [chain, arrow])
def test_jacobian(function, mode):
    dense = jacobian(function)(X)
    for pattern in ("detect", dense != 0, sparse.coo_matrix(dense), np.ones_like(dense)):
        found = jacobian(function, mode=mode, sparsity=pattern)(X)
        assert isinstance(found, sparse.csr_matrix)
        np.testing.assert_allclose(found.toarray(), dense, rtol=1e-13, atol=1e-15)


def test_hessian():
    dense = hessian(energy)(X)
    found = hessian(energy, sparsity="detect")(X)
    np.testing.assert_allclose(found.toarray(), dense, rtol=1e-12, atol=1e-13)
    assert found.nnz <= 3 * len(X)


def test_matrices_as_arguments():
    x = X.reshape(3, 3)
    dense = jacobian(lambda x: np.cos(x[1:]) * x[:-1])(x).reshape(6, 9)
    found = jacobian(lambda x: np.cos(x[1:]) * x[:-1], sparsity="detect")(x)
    np.testing.assert_allclose(found.toarray(), dense, rtol=1e-13, atol=1e-15)


def test_arguments_end_as_the_function_leaves_them():
    def doubled(x):
        x *= 2.0
        return x * x

    x = X.copy()
    found = jacobian(doubled, sparsity=np.eye(9), mode="forward")(x)
    np.testing.assert_array_equal(2 * X, x)
    np.testing.assert_allclose(found.toarray(), np.diag(8 * X))


def test_colours_are_found_once_for_a_pattern(monkeypatch):
    runs = []

    def counted(*args):
        runs.append(args)
        return coloured(*args)

    monkeypatch.setattr("srcgrad.transforms.sparse.coloured", counted)
    x, pattern = np.linspace(0.0, 1.0, 6), np.eye(6)
    for sparsity in ("detect", pattern):
        runs.clear()
        derivative = jacobian(lambda x: x**2, sparsity=sparsity)
        first, second = derivative(x), derivative(x)
        np.testing.assert_array_equal(np.diag(2.0 * x), second.toarray())
        np.testing.assert_array_equal(first.toarray(), second.toarray())
        assert len(runs) <= 2
    pattern[0, 5] = 1.0  # given anew
    derivative(x)
    assert len(runs) > 2


def test_a_detected_pattern_grows_with_the_arguments():
    def turned(x):
        y = x * x
        if x[0] > 0.0:
            y[1:] += x[:-1]
        else:
            y[:-1] *= x[1:]
        return y

    derivative = jacobian(turned, sparsity="detect")
    for x in (X, -X, X):
        np.testing.assert_allclose(derivative(x).toarray(), jacobian(turned)(x), rtol=1e-13)
    assert derivative(X).nnz == 3 * len(X) - 2


def test_an_arrow_takes_two_sweeps(monkeypatch):
    def pointed(x):
        return x[0] ** 2 * np.sum(x**3) + np.sum(np.sin(x) ** 2)

    dense, runs = hessian(pointed)(X), []
    plain = matrix_of(runs)
    monkeypatch.setattr("srcgrad.transforms.sparse.mirrored_entries", plain)
    for pattern in ("detect", dense != 0):
        found = hessian(pointed, sparsity=pattern)(X)
        np.testing.assert_allclose(found.toarray(), dense, rtol=1e-12)
        assert found.nnz == 3 * len(X) - 2
    assert runs == [2, 2]
    lower = hessian(lambda x: np.sum(x**3), sparsity=np.tril(np.ones((9, 9))))(X)  # not symmetric
    np.testing.assert_allclose(lower.toarray(), np.diag(6 * X), rtol=1e-12)


def matrix_of(runs):
    """`mirrored_entries`, with the number of products noted."""

    def of(product, pattern, colours, dtype):
        def counted(directions):
            runs.append(len(directions))
            return product(directions)

        return mirrored_entries(counted, pattern, colours, dtype)

    return of


def test_an_incomplete_pattern_is_found_out():
    pattern = jacobian(chain)(X) != 0
    pattern[3, 4] = False
    for mode in ("forward", "reverse"):
        with pytest.raises(SeedError, match="leaves out an entry"):
            jacobian(chain, sparsity=pattern, mode=mode)(X)


def test_what_is_refused():
    with pytest.raises(SeedError, match="the pattern that `sparsity` gives has shape"):
        jacobian(chain, sparsity=np.eye(3))(X)
    with pytest.raises(UnsupportedSyntaxError, match='sparsity="detect"'):
        jacobian(chain, sparsity="auto")(X)
    with pytest.raises(UnsupportedSyntaxError, match="an array by one array"):
        jacobian(energy, sparsity="detect")(X)
    with pytest.raises(UnsupportedSyntaxError, match="one by one array"):
        hessian(lambda t: t * t, sparsity="detect")(2.0)
    by_two = jacobian(lambda x, y: arrow(x * y), wrt=(0, 1), sparsity="detect")
    with pytest.raises(UnsupportedSyntaxError, match="leave sparsity out there"):
        grad(lambda x: np.sum(by_two(x, x)[0] @ x))(X)


def test_inside_a_differentiated_function():
    """There all of its columns are computed."""
    matrix = jacobian(arrow, sparsity=np.ones((len(X), len(X))))
    check_grads(lambda x: np.sum((matrix(x) @ x) ** 2), (X,))
    whole = hessian(energy, sparsity="detect")
    check_grads(lambda x: np.sum((whole(x) @ x) ** 2), (X,))
