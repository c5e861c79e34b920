"""Patterns of Jacobians and Hessians: right ones pass, wrong ones are named."""

import numpy as np
import pytest

from srcgrad import check_grads
from srcgrad.errors import GradientCheckError

scipy_sparse = pytest.importorskip("scipy.sparse")
X = np.array([0.4, 0.8, 1.2])


def differences(x):
    return x[1:] ** 2 - x[:-1]


def chain(x):
    return np.sum(x[1:] ** 2 * x[:-1])


RIGHT = np.array([[1, 1, 0], [0, 1, 1]])
BAND = np.array([[1, 1, 0], [1, 1, 1], [0, 1, 1]])


def test_right_patterns():
    check_grads(differences, (X,), sparsity=RIGHT)
    check_grads(differences, (X,), sparsity=scipy_sparse.csr_matrix(RIGHT))
    check_grads(chain, (X,), sparsity=BAND)


def test_a_pattern_may_name_too_much():
    check_grads(differences, (X,), sparsity=np.ones((2, 3)))


def test_an_entry_that_is_left_out_is_named():
    with pytest.raises(GradientCheckError) as caught:
        check_grads(differences, (X,), sparsity=np.array([[1, 1, 0], [0, 1, 0]]))
    words = "leaves out entry (1, 2): the derivative of the value of `differences`[1] by x[2]"
    assert words in str(caught.value)
    assert "1 entry is left out" in str(caught.value)


def test_of_a_hessian():
    with pytest.raises(GradientCheckError) as caught:
        check_grads(chain, (X,), sparsity=np.eye(3))
    assert "entry (0, 1): the derivative of the gradient[0] by x[1]" in str(caught.value)
    assert "4 entries are left out" in str(caught.value)


def test_a_pattern_of_another_shape():
    with pytest.raises(GradientCheckError, match=r"shape \(3, 3\), and the Jacobian .*\(2, 3\)"):
        check_grads(differences, (X,), sparsity=BAND)
