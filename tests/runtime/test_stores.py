"""`winners` repeats NumPy's stores; `shadows` overlap as their arrays do."""

from typing import Any

import numpy as np
import pytest

from srcgrad.runtime import AmbiguousStore, shadows, winners


@pytest.mark.parametrize(
    "idx",
    [
        np.array([0, 2, 0, 2, 1]),
        np.array([[0, 1], [1, 0]]),
        [3, 3, 3],
        np.array([True, False, True, False]),
        slice(1, 3),
        np.array([-1, 3]),
    ],
)
def test_winner_is_what_the_array_holds(idx: Any) -> None:
    y = np.full(4, -1)
    e = np.arange(np.size(y[idx])).reshape(y[idx].shape)
    y[idx] = e
    np.testing.assert_array_equal(y[idx] == e, winners((4,), idx))


def test_random_stores() -> None:
    generator = np.random.default_rng(1)
    for _ in range(300):
        idx = tuple(generator.integers(0, 4, (3, 2)) for _ in range(2))
        y = np.full((4, 4), -1.0)
        e = generator.uniform(size=(3, 2))
        y[idx] = e
        np.testing.assert_array_equal(y[idx] == e, winners((4, 4), idx))


def test_repeats_in_another_layout_are_refused() -> None:
    idx = np.zeros((3, 2), int).T
    with pytest.raises(AmbiguousStore, match="ascontiguousarray"):
        winners((4,), idx)
    assert issubclass(AmbiguousStore, ValueError)


def test_distinct_indices_in_another_layout_are_accepted() -> None:
    assert winners((6,), np.arange(6).reshape(3, 2).T).all()


def overlaps(arrays: Any) -> list[bool]:
    return [bool(np.shares_memory(a, b)) for a in arrays for b in arrays]


@pytest.mark.parametrize(
    "views",
    [
        lambda a: (a[:6], a[3:]),
        lambda a: (a[::2], a[1::2]),
        lambda a: (a[::-1], a[:3]),
        lambda a: (a, a),
        lambda a: (a[:9].reshape(3, 3).T, a[4:]),
        lambda a: (a[:3], np.ones(3)),
    ],
)
def test_shadows_share_memory_where_the_arrays_do(views: Any) -> None:
    arrays = views(np.arange(10.0))
    made = shadows(*arrays)
    assert overlaps(arrays) == overlaps(made)
    for a, shadow in zip(arrays, made, strict=True):
        assert (a.shape, a.dtype, a.strides) == (shadow.shape, shadow.dtype, shadow.strides)
        assert not shadow.any()
        assert not np.shares_memory(a, shadow)
    made[0][...] = 1.0
    copies = [np.zeros(10) for _ in arrays]
    assert [bool(s.any()) for s in made] == overlaps(arrays)[: len(copies)]
