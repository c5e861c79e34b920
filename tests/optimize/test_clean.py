"""What is struck out of the forward sweep, and what has to stay there."""

import numpy as np
import pytest

from srcgrad import check_grads, grad, source
from tests.programs import state_vectors as p
from tests.verified import unverified

X6 = np.arange(1.0, 7.0)
X, RATES = np.array([1.3, 0.7]), np.array([0.4, 0.2])


def unread(x, y):
    return x * x


def of_what_may_be_unbound(x, flag):
    if flag:
        y = x + 1.0
    return unread(x, y + 1.0)


def of_a_quotient(x, y):
    return unread(x, 1.0 / y)


def of_an_element(x, v):
    return unread(x, v[3] * 2.0)


def forward(function, *args):
    return source(function, *args).partition("# reverse sweep")[0]


def test_sums_that_a_helper_does_not_read():
    assert " * 0.1" not in forward(p.of_no_force, X, RATES, 2)
    assert " * 0.1" in forward(p.of_a_force, X, RATES, 2)


def test_not_what_would_raise():
    with unverified(), pytest.raises(UnboundLocalError):
        grad(of_what_may_be_unbound)(1.5, False)
    with pytest.raises(ZeroDivisionError):
        grad(of_a_quotient)(1.5, 0.0)
    with pytest.raises(IndexError):
        grad(of_an_element)(1.5, np.ones(3))


def test_what_the_user_named_keeps_its_name_in_a_long_line():
    text = forward(p.of_no_force, X, RATES, 2)
    assert "k1 + 2 * k2 + 2 * k3 + k4" in text
    assert "    k4 = np.array([" in text


def test_an_unpacked_vector_has_an_adjoint_of_one_statement():
    text = source(p.of_no_force, X, RATES, 2)
    assert "np.array([prey4_bar, predators4_bar])" in text
    assert "zeros_like" not in text.partition("# reverse sweep")[2].partition("for ")[2]


def halved_until(x):
    low, high = 0.0, 4.0
    while high - low > 1e-3:
        middle = 0.5 * (low + high)
        if middle * middle > x:
            high = middle
        else:
            low = middle
    return low - (low * low - x) / (2.0 * low)


def rows_taken_away(a):
    a = a.copy()
    for j in range(3):
        v = np.sin(a[j:, j])
        a[j:, j:] -= 2.0 * np.outer(v, v @ a[j:, j:])
    return np.sum(a)


def log_sums(means, x):
    found = np.empty((len(x), len(means)))
    for k in range(len(means)):
        found[:, k] = -((x - means[k]) ** 2)
    top = np.max(found, axis=1)
    return np.sum(top + np.log(np.sum(np.exp(found - top[:, None]), axis=1)))


def test_passes_that_nobody_counts():
    assert "passes" not in source(halved_until, 2.0)


def test_what_an_augmented_assignment_reads_itself():
    assert 1 == forward(rows_taken_away, np.ones((3, 3))).count("a[j:, j:] -=")
    assert "old = " not in forward(rows_taken_away, np.ones((3, 3)))


def test_no_copy_of_what_was_just_made():
    assert ".copy()" not in source(log_sums, np.ones(2), np.ones(3))


def names_that_nobody_reads(x):
    unread = 1.5
    again = unread  # noqa: F841  (nobody reads it: that is what is tested)
    scale = x * 2.0 + 1.0  # noqa: F841
    ratio = 1.0 / x  # noqa: F841
    return x * x


def test_constants_copies_and_sums_of_the_users_go_and_what_may_raise_stays():
    text = forward(names_that_nobody_reads, 2.0)
    assert "unread" not in text
    assert "again" not in text
    assert "scale" not in text
    assert "ratio = 1.0 / x" in text


def unread_sines(x):
    t = 0.0
    for v in x:
        t = np.sin(t * 0.5 + v)
    return np.sum(x * x)


def test_a_binding_that_another_one_reads():
    """The sine may warn, so it is computed; it needs its first number."""
    assert "t = 0.0" in forward(unread_sines, np.ones(3))


def inverse_or_itself(x):
    try:
        y = np.linalg.inv(x)
    except np.linalg.LinAlgError as error:  # noqa: F841
        y = x
    return np.sum(y * y)


def message_of(x):
    length = 0
    try:
        y = np.linalg.inv(x)
    except np.linalg.LinAlgError as error:
        length = len(str(error))
        y = x
    return np.sum(y * y) * length


def test_an_exception_that_its_handler_does_not_read_has_no_name():
    assert "error" not in forward(inverse_or_itself, np.eye(2)).replace("LinAlgError", "")
    assert " as error" in forward(message_of, np.eye(2))
    value, x_bar = grad(message_of)(np.ones((2, 2)))
    assert 4.0 * len("Singular matrix") == value
    assert np.array_equal(np.full((2, 2), 2.0 * len("Singular matrix")), x_bar)


def norms(a):
    """Of a part, whose slope is taken twice, and of what may be a vector of zeros."""
    return np.sqrt(a[:3] @ a[:3]) + np.sqrt(np.dot(a[3:], a[3:]))


def lengths(a):
    return np.sum(np.sqrt(np.sum(a.reshape(2, 3) ** 2, axis=1)))


def test_the_slope_of_lengths():
    reverse = source(lengths, X6).partition("# reverse sweep")[2]
    assert "0.5" not in reverse
    check_grads(lengths, (X6,))


def half_of_a_root(x, y, halved=True):
    r = np.sqrt(x * x + y * y + 1)
    if halved:
        r = 0.5 * r
    t = r * r * 0.5
    return 2 * t * t / 4 + r


def test_a_half_cancels_before_it_joins_another():
    reverse = source(half_of_a_root, X6, X6, wrt=(0, 1)).partition("# reverse sweep")[2]
    assert "2 * x" not in reverse
    assert "2 * y" not in reverse
    check_grads(half_of_a_root, (X6, X6), wrt=(0, 1))


def test_the_slope_of_a_norm():
    """It is the vector over the norm: a half of the root's, and twice the product's, cancel."""
    reverse = source(norms, X6).partition("# reverse sweep")[2]
    assert "0.5" not in reverse
    assert " * 2" not in reverse
    check_grads(norms, (X6,))
