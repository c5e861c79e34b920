"""`unbroadcast` is the adjoint of broadcasting, in both directions."""

from itertools import product

import numpy as np
import pytest

from srcgrad.runtime import unbroadcast

SHAPES = [
    (),
    (1,),
    (3,),
    (2, 3),
    (2, 1),
    (1, 3),
    (1, 1),
    (4, 2, 3),
    (4, 1, 1),
    (1, 2, 1),
    (0,),
    (0, 3),
]


def compatible(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    try:
        np.broadcast_shapes(a, b)
    except ValueError:
        return False
    return True


PAIRS = [(a, b) for a, b in product(SHAPES, SHAPES) if compatible(a, b)]


@pytest.mark.parametrize(("given", "wanted"), PAIRS)
def test_sum_over_what_was_broadcast(given: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    """An adjoint of shape `given` meets an operand of shape `wanted`."""
    value = np.random.default_rng(0).uniform(size=given)
    result = unbroadcast(value, wanted)
    assert np.shape(result) == wanted
    lead = max(len(given) - len(wanted), 0)
    expected = np.sum(value, axis=tuple(range(lead)))
    for axis in range(-1, -min(len(given), len(wanted)) - 1, -1):
        if wanted[axis] == 1:
            expected = np.sum(expected, axis=axis, keepdims=True)
    np.testing.assert_allclose(result, np.broadcast_to(expected, wanted))


def test_equal_shapes_return_the_value_itself() -> None:
    value = np.ones((2, 3))
    assert unbroadcast(value, (2, 3)) is value


def test_scalars() -> None:
    assert unbroadcast(2.5, ()) == 2.5
    assert type(unbroadcast(np.ones(3), ())) is np.float64
    assert unbroadcast(np.ones(3, np.float32), ()).dtype == np.float32


def test_growing_result_is_a_read_only_view() -> None:
    value = np.ones(3)
    result = unbroadcast(value, (2, 3))
    assert np.shares_memory(result, value)
    assert not result.flags.writeable


def test_both_directions_at_once() -> None:
    np.testing.assert_array_equal([[6.0], [6.0]], unbroadcast(np.array([[1.0, 2.0, 3.0]]), (2, 1)))


def test_incompatible_shapes_are_an_error() -> None:
    with pytest.raises(ValueError):
        unbroadcast(np.ones(3), (2,))
