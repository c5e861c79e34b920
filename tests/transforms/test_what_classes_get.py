"""What a class gets between two calls is what the second call meets, or it is refused."""

import abc
import contextlib
import copy
import copyreg
import dataclasses
import functools
from collections import namedtuple
from typing import NamedTuple

import pytest

from srcgrad import SrcgradError, grad


class Held:
    def __init__(self, a):
        self.a = a


class Shape(abc.ABC):  # noqa: B024  # only what registers counts as one
    """Something that has a size."""


class Meta(type):
    """The class of a class."""


class Named(metaclass=Meta):
    k = 2.0


def truth(x):
    return 2.0 * x if Held(x) else 3.0 * x


def attribute(x):
    return 2.0 * Held(x).a


def copied(x):
    return 2.0 * copy.copy(Held(x)).a


def registered(x):
    held = Held(x)
    return 3.0 * held.a if isinstance(held, Shape) else 2.0 * held.a


def triples(self, name):
    held = object.__getattribute__(self, name)
    return 1.5 * held if name == "a" else held


GETS = {
    "__bool__": (truth, lambda self: False),
    "__len__": (truth, lambda self: 0),
    "__setattr__": (attribute, lambda s, k, v: object.__setattr__(s, k, 1.5 * v)),
    "__getattribute__": (attribute, triples),
    "a": (attribute, property(lambda s: 1.5 * vars(s)["a"], lambda s, v: vars(s).update(a=v))),
    "__copy__": (copied, lambda self: Held(1.5 * self.a)),
    "__reduce_ex__": (copied, lambda self, protocol: (Held, (1.5 * self.a,))),
}


@pytest.mark.parametrize("name", GETS)
def test_a_method_that_a_class_had_not(name, monkeypatch):
    function, method = GETS[name]
    f = grad(function)
    assert (6.0, 2.0) == f(3.0)
    monkeypatch.setattr(Held, name, method, raising=False)
    try:
        assert (9.0, 3.0) == f(3.0)
    except SrcgradError:
        assert name in ("__getattribute__", "__reduce_ex__")
    assert function(3.0) == 9.0


def test_what_counts_as_an_abstract_class():
    f = grad(registered)
    assert (6.0, 2.0) == f(3.0)
    Shape.register(Held)
    assert (9.0, 3.0) == f(3.0)
    assert (9.0, 3.0) == grad(registered)(3.0)


def of_class(x):
    return Named.k * x


@pytest.mark.parametrize(
    "name, method",
    [
        ("k", property(lambda cls: 3.0)),
        ("__getattribute__", lambda cls, n: 3.0 if n == "k" else type.__getattribute__(cls, n)),
    ],
)
def test_what_the_class_of_a_class_gets(name, method, monkeypatch):
    f = grad(of_class)
    assert (6.0, 2.0) == f(3.0)
    monkeypatch.setattr(Meta, name, method, raising=False)
    assert of_class(3.0) == 9.0
    with pytest.raises(SrcgradError, match="`k`"):
        f(3.0)


@dataclasses.dataclass
class Plain:
    a: float


class Entered:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


class Slotted:
    __slots__ = ("a",)

    def __init__(self, a):
        self.a = a


Pair = namedtuple("Pair", "a b")


def raising(x):
    if x > 1.0:
        raise ValueError
    return x


def swallowed(x):
    try:
        with Entered():
            return raising(x)
    except ValueError:
        return 2.0 * x
    return 3.0 * x


REPLACED = [
    (
        Plain,
        "__eq__",
        lambda self, other: False,
        lambda x: x * (2.0 if Plain(x) == Plain(x) else 3.0),
    ),
    (Entered, "__exit__", lambda self, *_: True, swallowed),
    (Slotted, "a", property(lambda self: 3.0, lambda self, a: None), lambda x: 2.0 * Slotted(x).a),
    (Pair, "b", property(lambda self: 3.0), lambda x: Pair(x, 2.0).b * x),
]


@pytest.mark.parametrize("cls, name, method, function", REPLACED)
def test_what_stands_in_place_of_a_method(cls, name, method, function, monkeypatch):
    f = grad(function)
    assert (6.0, 2.0) == f(3.0)
    monkeypatch.setattr(cls, name, method)
    try:
        assert function(3.0) == f(3.0)[0]
    except SrcgradError:
        assert name in ("__exit__", "b")


class Row(NamedTuple):
    a: float
    b: float = 2.0


def filled(x):
    return Row(x).a * Row(x).b


def replaced(x):
    return Row(x)._replace(b=2.0).a * 2.0


def made(x):
    return Row._make([x, 2.0]).a * 2.0


def copied_deeply(x):
    return 2.0 * copy.deepcopy(Held(x)).a


@dataclasses.dataclass
class Doubled:
    a: float

    def __post_init__(self):
        self.a = 2.0 * self.a


def doubled_where_made(x):
    return Doubled(x).a


CHANGES = {
    filled: lambda patch: patch.setattr(Row.__new__, "__defaults__", (3.0,)),
    replaced: lambda patch: patch.setattr(Row, "_replace", lambda row, b: Row(1.5 * row.a, b)),
    made: lambda patch: patch.setattr(Row, "_make", lambda parts: Row(1.5 * parts[0])),
    copied_deeply: lambda patch: patch.setitem(
        copyreg.dispatch_table, Held, lambda held: (Held, (1.5 * held.a,))
    ),
    doubled_where_made: lambda patch: patch.delattr(Doubled, "__post_init__"),
}


@pytest.mark.parametrize("function", CHANGES)
def test_what_python_wrote_and_another_takes_the_place_of(function, monkeypatch):
    f = grad(function)
    assert (6.0, 2.0) == f(3.0)
    CHANGES[function](monkeypatch)
    try:
        assert (9.0, 3.0) == f(3.0)
    except SrcgradError:
        assert function in (copied_deeply, doubled_where_made)


Point = namedtuple("Point", "a b")
Point.b = property(lambda point: 3.0)


def of_point(x):
    return Point(x, 2.0).b * x


def test_a_field_of_a_named_tuple_that_is_something_else():
    with pytest.raises(SrcgradError, match="Point"):
        grad(of_point)(3.0)


@functools.lru_cache
def doubled(x):
    return 2.0 * x


@contextlib.contextmanager
def entered(x):
    yield 2.0 * x


def tripled(x):
    return 3.0 * x


def tripled_inside(x):
    yield 3.0 * x


def within(x):
    with entered(x) as y:
        return y


@pytest.mark.parametrize(
    "function, behind, other",
    [
        (lambda x: doubled(x), doubled.__wrapped__, tripled),
        (within, entered.__wrapped__, tripled_inside),
    ],
)
def test_the_code_behind_a_wrapper(function, behind, other, monkeypatch):
    f = grad(function)
    assert (6.0, 2.0) == f(3.0)
    monkeypatch.setattr(behind, "__code__", other.__code__)
    assert (9.0, 3.0) == f(3.0)
