"""Keys of arguments: what a specialisation depends on, for any object that a user may pass."""

import enum
import logging

import numpy as np
import pytest

from srcgrad.request import sign


class Plain:
    limit = 3


class Level(enum.IntEnum):
    LOW = 1


class Guarded:
    @property
    def k(self):
        return 7.0

    @k.setter
    def k(self, value):
        pass


class Answering:
    def __getattribute__(self, name):
        return 5.0


def test_an_object_that_reaches_itself():
    one = Plain()
    one.k, one.me = 2.0, one
    assert ("object", Plain, ("k", "me"), ("float", ("other", Plain)), (("limit", "int"),)) == sign(
        one
    )
    assert sign(one) == sign(one)


def test_a_logger_among_the_attributes():
    one = Plain()
    one.log = logging.getLogger("srcgrad.tests")
    assert sign(one)[0] == "object"


@pytest.mark.parametrize("value", [np.ma.ones(2), Answering()])
def test_what_has_operations_of_its_own_is_not_known(value):
    assert ("other", object.__getattribute__(value, "__class__")) == sign(value)


def test_a_member_of_an_enumeration_is_what_it_is():
    assert ("member", Level, Level.LOW, 1, "LOW") == sign(Level.LOW)


def test_a_property_hides_what_the_instance_holds():
    one = Guarded()
    vars(one)["k"] = 1.0
    assert ("object", Guarded, ("k",), (("other", Guarded),), ()) == sign(one)


def test_a_dict_of_its_own_making_is_none():
    class Wrapping:
        __slots__ = ()

        def __getattr__(self, name):
            return object()

    assert ("other", Wrapping) == sign(Wrapping())
