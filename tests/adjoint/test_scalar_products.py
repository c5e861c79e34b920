"""The adjoint of a number that multiplies an array: a scalar product, without an array of terms."""

import numpy as np

from srcgrad import check_grads, source

X = np.array([[2.0, 0.3, 0.1], [0.3, 3.0, 0.4], [0.1, 0.4, 2.5]])


def below_a_factorisation(s, x):
    low = np.linalg.cholesky(x + s * np.cos(x))
    return np.sum(np.log(np.diag(low)))


def divided_by_a_square(s, x):
    return np.sum(np.exp(-0.5 * x / s**2))


def test_what_a_function_of_the_run_time_returns_has_the_shape_of_its_operand():
    assert "s_bar = np.vdot(" in source(below_a_factorisation, 0.2, X)
    check_grads(below_a_factorisation, (0.2, X), wrt=0, modes=("reverse",))


def test_a_number_divides_the_product_and_not_the_array():
    text = source(divided_by_a_square, 1.3, X)
    assert "np.vdot(" in text
    assert "/ power" not in text.partition("np.vdot(")[2].partition(")")[0]
    check_grads(divided_by_a_square, (1.3, X), wrt=0, modes=("reverse",))
