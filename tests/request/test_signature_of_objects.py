"""What an object holds: in its dict, in slots, in those of its base classes."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from srcgrad.request.signature import attributes_in, has_attributes
from srcgrad.runtime import like, sharing


class Slotted:
    """Two slots, one of them empty."""

    __slots__ = ("__hidden", "x", "y")

    def __init__(self, x):
        self.x = x
        self.__hidden = 1.0


class Open(Slotted):
    """A dict beside the slots."""

    def __init__(self, x):
        super().__init__(x)
        self.z = 3.0


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ({"k": 2.0}, SimpleNamespace(k=2.0)),
        ({"_Slotted__hidden": 1.0, "x": 2.0}, Slotted(2.0)),
        ({"_Slotted__hidden": 1.0, "x": 2.0, "z": 3.0}, Open(2.0)),
        ({}, Fraction(1, 2)),
        ({}, slice(1, 2)),
    ],
)
def test_both_worlds_agree(expected, value):
    for world in (attributes_in, sharing.attributes_in):
        assert expected == world(value)
    assert bool(expected) == has_attributes(value) == sharing.has_attributes(value)


def test_like_fills_slots_and_dict():
    made = like(Open(2.0), {"x": 1.0, "z": 5.0})
    assert type(made) is Open
    assert {"x": 1.0, "z": 5.0} == sharing.attributes_in(made)
