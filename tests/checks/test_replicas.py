import numpy as np
import pytest

from srcgrad.checks.replicas import changed, private, replica

BASE = np.arange(24.0).reshape(4, 6)
ARRAYS = {
    "contiguous": BASE,
    "transposed": BASE.T,
    "strided": BASE[::2, 1::3],
    "reversed": BASE[::-1, ::-2],
    "Fortran": np.asfortranarray(BASE),
    "Fortran slice": np.asfortranarray(BASE)[1:, ::2],
    "0-d": np.array(3.0),
    "0-d view": BASE[1, 2, ...],
    "empty": BASE[:0],
    "broadcast": np.broadcast_to(np.arange(3.0), (2, 3)),
    "integers": np.arange(5)[1:],
    "from bytes": np.frombuffer(b"0123456789abcdef"),
}


@pytest.mark.parametrize("array", ARRAYS.values(), ids=ARRAYS)
def test_content_layout_and_independence(array):
    copy = replica(array)
    assert np.array_equal(array, copy)
    assert array.strides == copy.strides
    assert array.dtype == copy.dtype
    assert array.flags.writeable == copy.flags.writeable
    assert not np.may_share_memory(array, copy)


@pytest.mark.parametrize("array", ARRAYS.values(), ids=ARRAYS)
def test_private_arrays_can_be_written(array):
    before = array.copy()
    copy = private(array)
    assert np.array_equal(array, copy)
    copy[...] = 77
    assert np.array_equal(before, array)


def test_identity_and_overlap_are_kept():
    x = np.zeros(5)
    first, again, view = replica((x, x, {"view": x[1:3]}))
    assert first is again
    first[1] = 9.0
    assert 9.0 == view["view"][0]
    assert 0.0 == x[1]


def test_widened_views_still_overlap():
    x = np.arange(6, dtype=np.float32)
    whole, part = replica((x, x[1::2]), widen=True)
    assert np.float64 == whole.dtype == part.dtype
    part[0] = 9.0
    assert [0.0, 9.0, 2.0, 3.0, 4.0, 5.0] == whole.tolist()


def test_numpy_scalars_are_widened():
    (number,) = replica((np.float32(0.5),), widen=True)
    assert np.float64 is type(number)


def test_changed_sees_numbers_arrays_and_structure():
    assert changed([1.0], [2.0])
    assert changed([np.zeros(2)], [np.array([0.0, -0.0])])
    assert changed([1.0], [1.0, 2.0])
    assert not changed([np.nan, "a"], [np.nan, "b"])
