"""Containers and objects become names where their structure is known, and only there."""

import types
from collections import namedtuple
from dataclasses import dataclass

import numpy as np
import pytest

from tests.stages import after, plain, taken_apart, text


@dataclass
class Point:
    """An object to take apart."""

    x: float
    y: float = 0.0

    def moved(self, by):
        """Another point."""
        return Point(self.x + by, self.y)


class Vector:
    """Operators, a property, a class method and indexing, all written in Python."""

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __getitem__(self, place):
        return (self.x, self.y)[place]

    @property
    def square(self):
        """The length, squared."""
        return self.x**2 + self.y**2

    @classmethod
    def zero(cls):
        """The origin."""
        return cls(0.0, 0.0)


class Diagonal(Vector):
    """A class that builds on another one."""

    def __init__(self, x):
        super().__init__(x, x)


Pair = namedtuple("Pair", "first second")


def written_attribute(x):
    p = Point(x)
    p.x = p.x * 2.0
    return p.moved(x).x + len([p, p])


def test_an_object_is_its_attributes():
    found, _ = taken_apart(written_attribute, 2.0)
    expected = [
        "x = x", "y = 0.0", "x_p = x", "stored = x_p * 2.0", "x = stored", "by = x",
        "x_value = x", "total = x_value + by", "y_value = y", "x = total", "y = y_value",
        "x_value = x", "len_value = 2", "value = x_value + len_value", "return value",
    ]  # fmt: skip
    assert expected == plain(found).splitlines()


def operators(x):
    return (2.0 * Vector(x, 1.0) + Diagonal(x) + Vector.zero()).square


def named(x):
    p = Pair(x, 1.0)
    q = p._replace(second=x)
    return q.first * q[1]


def namespace(x):
    held = types.SimpleNamespace(rate=x)
    held.rate *= 2.0
    return held.rate


def indexed(x):
    return Vector(x, 2.0)[0]


def methods_of_lists(x):
    xs = [x, 1.0]
    xs.append(x * x)
    xs.insert(0, 2.0)
    xs.reverse()
    first = xs.pop()
    return first * xs[-1]


def methods_of_dicts(x):
    d = {"a": x}
    d["b"] = x * x
    d |= {"c": 1.0}
    d.update(a=d["b"], e=d.pop("c"))
    del d["b"]
    return d["a"] * d.setdefault("f", 2.0) * d.get("g", 1.0)


@pytest.mark.parametrize(
    "function", [operators, named, namespace, indexed, methods_of_lists, methods_of_dicts]
)
def test_nothing_of_a_container_is_left(function):
    found, walked = taken_apart(function, 2.0)
    assert not set("[{.") & set(
        plain(found).replace("2.0", "").replace("1.0", "").replace("0.0", "")
    )
    assert not walked.pins


def joined(x, flag):
    if flag:
        p = Point(x, 1.0)
    else:
        p = Point(1.0, x)
    return p.x


def test_paths_that_meet_have_one_layout():
    found, _ = taken_apart(joined, 2.0, np.bool_(True))
    lines = plain(found).splitlines()
    middle = lines.index("else:")
    assert ["    x = x", "    y = y"] == lines[middle - 2 : middle]
    assert ["    x = x", "    y = y", "value = x", "return value"] == lines[-4:]


def swapped(x, n):
    s = Point(x, 1.0)
    for _ in range(n):
        s = Point(s.y, s.x)
    return s.x


def test_a_loop_carries_the_elements():
    found, walked = taken_apart(swapped, 2.0, 3)
    assert "Point" not in found
    assert not walked.pins


def rows(x, n):
    path = []
    for i in range(n):
        path.append((x, i))
        x = x * x
    return path[-1][0]


def test_a_list_of_rows_becomes_lists():
    found, _ = taken_apart(rows, 2.0, 3)
    assert ["path_0 = []", "path_1 = []"] == plain(found).splitlines()[:2]
    assert "path_0[-1]" in plain(found)


def written_out(x):
    d = {"a": x, "b": x * x}
    s = 0.0
    for count, name in enumerate(("a", "b")):
        s += d[name] * count
    return s


def test_a_loop_over_a_container_is_written_out():
    found, walked = taken_apart(written_out, 2.0)
    assert "for" not in found
    assert 1 == len(walked.decisions.unrolled)


def argument(p):
    p.x = p.x * p.y
    return p.x


def test_an_argument_is_kept_up_to_date():
    found = after("infer", argument, Point(2.0, 3.0))
    assert ".setattr(p, 'x', x)" in plain(text(found.core)).splitlines()
    assert {"p"} == found.core.changed
    assert ["p.x", "p.y"] == [str(access) for access in found.core.inputs]


def two_names(x, flag):
    p = Point(x)
    r = p if flag else Point(1.0)
    r.x = 3.0
    return p.x


def one_of_two(x, flag):
    p, q = Point(x), Point(1.0)
    r = p if flag else q
    r.x = 3.0
    r.x *= x
    return p.x


def test_what_is_done_with_one_of_two_stands_once_for_each():
    body, walked = taken_apart(one_of_two, 2.0, np.bool_(True))
    assert not walked.pins
    assert "if chosen." in body
    assert body.count("= 3.0") == 2


def key_of_the_run(x, k):
    d = {0: x, 1: 2.0}
    return d[k]


@pytest.mark.parametrize(
    ("function", "other", "reason"),
    [
        (two_names, np.bool_(True), "a Point is written that two names may stand for"),
        (key_of_the_run, 1, "a key that only the run knows"),
    ],
)
def test_what_cannot_be_followed_stays_a_container(function, other, reason):
    _, walked = taken_apart(function, 2.0, other)
    assert reason in [pin.reason for pin in walked.pins.values()]
