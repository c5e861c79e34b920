import numpy as np

from srcgrad.checks.outputs import agree, coarsest, random_seed, weighted


def test_a_seed_has_the_structure_and_types_of_the_value():
    value = {"a": np.zeros((2, 3), np.float32), "b": (1.0, 7), "c": np.float32(1.0)}
    seed = random_seed(value, 0)
    assert (2, 3) == seed["a"].shape
    assert np.float32 == seed["a"].dtype
    assert float is type(seed["b"][0])
    assert seed["b"][1] is None
    assert np.float32 is type(seed["c"])


def test_a_seed_is_the_same_each_time():
    assert np.array_equal(random_seed(np.zeros(3), 1), random_seed(np.zeros(3), 1))


def test_a_complex_value_counts_by_its_real_part():
    """The gradient is the plain product of seed and Jacobian, without conjugation."""
    assert -2.0 == weighted(np.array([1j]), np.array([2j]))


def test_agreement_compares_types_shapes_and_numbers():
    assert agree((1.0, np.ones(2)), (1.0, np.ones(2)), 1e-6)
    assert agree(np.array([np.nan]), np.array([np.nan]), 1e-6)
    assert not agree(1.0, np.float64(1.0), 1e-6)
    assert not agree([np.ones(2)], [np.ones(3)], 1e-6)
    assert not agree(1.0, 1.001, 1e-6)


def test_the_coarsest_unit_counts():
    assert 2.0**-23 == coarsest((1.0, [np.ones(2, np.float32)]), 1.0)
