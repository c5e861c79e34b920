"""The costs of derivatives along a direction are measured on the benchmark's programs."""

from tests.benchmarks.directions import direction, ratios
from tests.benchmarks.programs import PROGRAMS


def test_both_ratios_are_measured():
    forward, second = ratios(PROGRAMS[0], 0.0)
    assert 1.0 < forward < 100.0
    assert 1.0 < second < 100.0


def test_a_direction_has_the_structure_of_the_argument():
    assert {"a": [1.0, None], "n": None} == direction({"a": [2.0, 3], "n": 1})
