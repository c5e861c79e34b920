"""Where a zero adjoint may meet a partial that is inf or NaN."""

import numpy as np
import pytest

from srcgrad import grad, source
from srcgrad.analysis.activity import active
from srcgrad.analysis.kinks.selection import selection
from tests.programs import left_out
from tests.stages import after


def chosen(function, *args, stage="analyse", **options):
    one = after(stage, function, *args, **options)
    found = selection(one.core, one.facts, active(one.core, one.facts))
    return (
        found,
        {n.partition(".")[0] for n in found.masked},
        {n.partition(".")[0] for n in found.parted},
    )


def by_value(x):
    y = np.sqrt(x)
    return np.sum(np.where(x > 0, y, 0.0))


def by_position(x):
    y = np.sqrt(x)
    return np.sum(y[1:])


def whole(x):
    y = np.sqrt(x)
    return np.sum(y[:, None])


def test_what_selects():
    assert "y" in chosen(by_value, np.ones(5))[1]
    assert "y" in chosen(by_position, np.ones(5))[2]
    _, masked, parted = chosen(whole, np.ones(5))
    assert "y" not in masked | parted


def all_unpacked(x):
    y = np.exp(x)
    a, b = y
    return a * b + a


def one_unread(x):
    y = np.exp(x)
    a, _ = y
    return a * a


def one_read_in_a_loop(x, n=2):
    y = np.exp(x)
    a, b = y
    s = a * a
    for _ in range(n):
        s = s * b
    return s


def one_read_in_a_branch(x):
    y = np.exp(x)
    a, b = y
    s = a * a
    if a > 3.0:
        s = s * b
    return s


def one_selected(x):
    y = np.exp(x)
    a, b = y
    return np.sum(np.where(x > 0, a, 0.0)) + b


def test_unpacking_leaves_out_what_is_not_used():
    def left_out(function):
        _, masked, parted = chosen(function, np.ones(2))
        return "y" in masked, "y" in parted

    assert (False, False) == left_out(all_unpacked)
    assert (True, False) == left_out(one_selected)
    for function in (one_unread, one_read_in_a_loop, one_read_in_a_branch):
        assert (False, True) == left_out(function)


def a_number_divides(x, s):
    y = x / s
    return np.sum(y[1:])


def an_array_divides(x, z):
    y = x / z
    return np.sum(y[1:])


@pytest.mark.parametrize(
    ("function", "argument", "uneven"),
    [(a_number_divides, 2.0, set()), (an_array_divides, np.ones(5), {"y"})],
)
def test_a_number_is_singular_for_all_elements_alike(function, argument, uneven):
    found, _, parted = chosen(function, np.ones(5), argument, wrt=(0, 1))
    assert "y" in parted
    assert uneven == {n for n in found.uneven if n in ("y",)}
    assert "y" in found.wild


def chosen_share(x, label):
    p = np.exp(x - np.max(x))
    p = p / np.sum(p)
    return -np.log(p[label])


def chosen_share_of_any(x, label):
    p = np.exp(x)
    p = p / np.sum(p)
    return -np.log(p[label])


def test_exponentials_of_differences_from_the_largest_are_finite():
    x = np.array([0.3, -800.0, 0.1])
    assert "np.where" not in source(chosen_share, x, 0)
    assert "np.where" in source(chosen_share_of_any, x, 0)
    value, x_bar = grad(chosen_share)(x, 0)
    share = np.exp(x) / np.sum(np.exp(x))
    assert value == chosen_share(x, 0)
    np.testing.assert_allclose(x_bar, share - [1.0, 0.0, 0.0], rtol=1e-14)


def the_largest_after_a_number(x, s):
    z = x / s
    return np.log(np.sum(np.exp(z - z.max()))) + z.max()


def the_largest_with_others(x, s):
    z = x / s
    return np.max(np.append(z, 0.0))


def the_largest_with_a_start(x, s):
    z = x / s
    return np.max(z, initial=0.0)


def the_largest_of_what_is_written(x, s):
    z = x / s
    z[0] = 5.0
    return np.max(z)


@pytest.mark.parametrize(
    "function",
    [the_largest_with_others, the_largest_with_a_start, the_largest_of_what_is_written],
)
def test_a_largest_element_may_pass_over_what_a_number_made_singular(function):
    assert "np.where" not in source(the_largest_after_a_number, np.ones(3), 2.0, wrt=(0, 1))
    with np.errstate(all="ignore"):
        value, bars = grad(function, wrt=(0, 1))(-np.ones(3), np.float64(0.0))
    assert np.isfinite(value)
    np.testing.assert_array_equal(np.append(*bars), np.zeros(4))


def picked_by_place(x, s, places):
    return np.sum((x / s)[np.arange(2), places])


def picked_by_size(x, s, places):
    z = x / s
    return np.sum(z[np.arange(2), np.argmax(z, axis=1)])


def picked_by_test(x, s, places):
    z = x / s
    return np.sum(z[np.nonzero(places > 5)[0]])


def test_what_is_picked_by_counted_or_given_places_is_picked_by_position():
    args = np.ones((2, 3)), 2.0, np.array([2, 0])
    assert "np.where" not in source(picked_by_place, *args, wrt=(0, 1))
    assert "np.where" in source(picked_by_size, *args, wrt=(0, 1))
    bars = grad(picked_by_test, wrt=(0, 1))(args[0], np.inf, args[2])[1]
    np.testing.assert_array_equal(np.append(*bars), np.zeros(7))


def logistic_left_out(x):
    z = 1 / (1 + np.exp(-x))
    return np.sum((z * z)[1:])


def logistic_where_finite(x):
    z = 1 / (1 + np.exp(-x))
    return np.sum((z * z)[np.isfinite(x)])


def reciprocal_left_out(x):
    z = 1 / (np.exp(-x) - 1)
    return np.sum((z * z)[1:])


def test_a_quotient_by_what_overflows_is_finite():
    found, _, parted = chosen(logistic_left_out, np.ones(3), stage="adjoint")
    assert "z" in parted
    assert "z" not in found.uneven | found.broken
    assert "z" in chosen(reciprocal_left_out, np.ones(3), stage="adjoint")[0].uneven
    assert "z" in chosen(logistic_where_finite, np.ones(3), stage="adjoint")[0].broken
    with np.errstate(over="ignore"):
        slope = grad(logistic_left_out)(np.array([-800.0, 0.0]))[1]
    np.testing.assert_array_equal(slope, [0.0, 0.25])
    missing = np.array([np.nan, 0.0])
    np.testing.assert_array_equal(grad(logistic_where_finite)(missing)[1], [0.0, 0.25])


def test_exponentials_that_are_divided_in_place_are_finite_before():
    def share(x, label):
        p = np.exp(x - x.max())
        p /= p.sum()
        return -np.log(p[label])

    def scaled_first(x, label):
        p = np.exp(x - x.max())
        p *= x
        return -np.log(p[label] / p.sum())

    assert "np.where" not in source(share, np.ones(3), 0)
    assert "np.where" in source(scaled_first, np.ones(3), 0)


GUARDED = [
    left_out.one_overwritten_by_zero,
    left_out.all_but_the_last_overwritten,
    left_out.one_left_out_of_some,
    left_out.whole_in_one_branch,
    left_out.whole_unless_left,
    left_out.whole_of_the_last_pass,
    left_out.whole_below_an_exponential,
    left_out.whole_unless_it_raises,
    left_out.written_on_the_way,
]


def guards(function):
    text = source(function, np.ones(4), np.ones(4), wrt=(0, 1))
    return text.count("np.where(") + text.count(" else 0.0")


def test_what_is_read_as_a_whole_is_not_left_out():
    assert 0 == guards(left_out.quotients_by_element)


@pytest.mark.parametrize("function", GUARDED)
def test_what_may_be_left_out_all_the_same(function):
    assert guards(function) > 0


def with_a_sum_beside(x, h):
    r = x / h
    return np.sum(r[1:]), np.sum(r)


def test_what_only_the_auxiliary_result_reads_is_left_out():
    x, h = np.ones(3), np.array([0.0, 1.0, 2.0])
    with np.errstate(all="ignore"):
        (value, aux), x_bar = grad(with_a_sum_beside, has_aux=True)(x, h)
    assert (value, aux) == (1.5, np.inf)
    np.testing.assert_array_equal(x_bar, [0.0, 1.0, 0.5])
