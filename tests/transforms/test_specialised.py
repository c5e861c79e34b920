"""Calls that are looked up quickly: what they compute, and that nothing stale is ever found."""

import enum
import math
import sys

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.errors import SeedError, UnsupportedSyntaxError
from srcgrad.transforms import gradient, specialised


def product(x, y, z):
    return np.sum(x * y * z)


def shifted(x, y):
    x[1:] = x[:-1] * y[1:]
    return np.sum(x)


def half(x):
    return x * 0.5


def double(x):
    return x * 2.0


def through(x):
    return half(x) + x


def scaled(x, n):
    return np.sum(x) ** n


def called(call):
    """The names of the Python functions that a call runs."""
    names = []

    def note(frame, event, argument):
        if event == "call":
            names.append(frame.f_code.co_name)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(before)
    return [name for name in names if name != "<listcomp>"]


def vectors(count, length=5):
    return [np.arange(1.0, length + 1) + n for n in range(count)]


def test_a_call_runs_nothing_but_the_generated_function():
    gradient_of = grad(product)
    x, y, z = vectors(3)
    gradient_of(x, y, z)
    gradient_of(1.0, 2.0, 3.0)
    for args in ((x, y, z), (1.0, 2.0, 3.0)):
        first, again = (called(lambda args=args: gradient_of(*args)) for _ in range(2))
        # whether the arguments and the modules are the same is all that is asked
        assert ["<lambda>", "__call__", "<lambda>", "<lambda>", "product_grad"] == again[:5]
        assert {"told", "_call", "_find", "_run", "sign"}.isdisjoint(again)
        assert {"_call", "_find", "_run", "sign"}.isdisjoint(first)  # after one of other kinds


def test_calls_that_are_not_like_the_one_before():
    gradient_of = grad(product)
    x, y, z = vectors(3)
    gradient_of(x, y, z)
    swapped = z.astype(z.dtype.newbyteorder()).astype(z.dtype)
    for other in (z[:1], np.float64(2.0), 2, z.astype("f4"), swapped, z):
        value, x_bar = gradient_of(x, y, other)
        assert product(x, y, other) == value
        np.testing.assert_allclose(y * other, x_bar)
    for args in ((x, y), (x, y, z, z), ()):
        with pytest.raises(TypeError, match="argument"):
            gradient_of(*args)


def test_arrays_that_are_written():
    gradient_of = grad(shifted)
    x, y = vectors(2)
    gradient_of(x.copy(), y)
    names = called(lambda: gradient_of(x.copy(), y))
    assert "_call" not in names
    assert "overlapping" not in names


def test_written_arrays_that_overlap_are_not_taken_for_others():
    gradient_of = grad(shifted)
    x, y = vectors(2)
    expected = gradient_of(x.copy(), y)
    memory = np.concatenate([x, y])
    with pytest.raises(UnsupportedSyntaxError, match="shares its memory"):
        grad(shifted, wrt=(0, 1))(memory[:5], memory[2:7])
    gradient_of(x.copy(), y)
    same = x.copy()
    assert "_call" in called(lambda: gradient_of(same, same))
    value, x_bar = gradient_of(x.copy(), y)
    assert expected[0] == value
    np.testing.assert_array_equal(expected[1], x_bar)


def test_a_written_array_whose_elements_overlap():
    gradient_of = grad(shifted)
    x, y = vectors(2)
    gradient_of(x.copy(), y)
    bent = np.lib.stride_tricks.as_strided(np.ones(3), (5,), (0,))
    with pytest.raises(UnsupportedSyntaxError, match="overlap"):
        gradient_of(bent, y)


def test_a_function_that_is_replaced(monkeypatch):
    gradient_of = grad(through)
    assert (3.0, 1.5) == gradient_of(2.0)
    assert (3.0, 1.5) == gradient_of(2.0)
    monkeypatch.setitem(globals(), "half", double)
    assert (6.0, 3.0) == gradient_of(2.0)
    monkeypatch.undo()
    assert (3.0, 1.5) == gradient_of(2.0)


def test_code_and_defaults_that_are_replaced(monkeypatch):
    gradient_of = grad(through)
    assert (3.0, 1.5) == gradient_of(2.0)
    monkeypatch.setattr(half, "__code__", double.__code__)
    assert (6.0, 3.0) == gradient_of(2.0)
    monkeypatch.undo()
    monkeypatch.setattr(through, "__code__", double.__code__)
    assert (4.0, 2.0) == gradient_of(2.0)


class Level(enum.Enum):
    LOW = 1


Level.rate = 2.0


def rated(x):
    return x * Level.rate


class Table(type):
    rate = 2.0


class Rates(metaclass=Table):
    pass


def rated_by_the_class_of_a_class(x):
    return x * Rates.rate


def test_attributes_of_enumerations_are_read_in_each_call(monkeypatch):
    gradient_of = grad(rated)
    assert (6.0, 2.0) == gradient_of(3.0)
    monkeypatch.setattr(Level, "rate", 5.0)
    assert (15.0, 5.0) == gradient_of(3.0)
    with pytest.raises(UnsupportedSyntaxError, match="attribute `rate`"):
        grad(rated_by_the_class_of_a_class)(3.0)


def test_kinds_are_told_apart():
    gradient_of = grad(scaled)
    x = np.array([1.0, 2.0])
    assert 9.0 == gradient_of(x, 2)[0]
    assert 3.0 == gradient_of(x, True)[0]
    assert 9.0 == gradient_of(x, 2.0)[0]
    assert np.float32 == gradient_of(x.astype(np.float32), 2)[1].dtype
    assert (1, 2) == gradient_of(x[None, :], 2)[1].shape
    assert [6.0] == gradient_of(np.array([3.0]), 2)[1].tolist()


def test_subclasses_are_not_taken_for_arrays():
    gradient_of = grad(scaled)
    gradient_of(np.ones(2), 2)
    with pytest.raises(UnsupportedSyntaxError, match="subclass"):
        gradient_of(np.ma.masked_array(np.ones(2)), 2)


def test_a_seed_by_keyword():
    gradient_of = grad(through)
    gradient_of(2.0)
    assert (3.0, 3.0) == gradient_of(2.0, seed=2.0)
    with pytest.raises(SeedError):
        gradient_of(2.0, seed="x")


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(gradient, "MANY", 4)
    gradient_of = grad(scaled)
    for length in range(5, 20):
        gradient_of(np.ones(length), 2)
    assert len(gradient_of._seen) <= 4
    assert 1 == gradient_of.cache_info().size


def test_calls_of_different_shapes_in_turn():
    gradient_of = grad(scaled)
    for length in (5, 1, 5, 5, 6, 1):
        _, x_bar = gradient_of(np.ones(length), 2)
        assert (length,) == x_bar.shape
    assert 2 == gradient_of.cache_info().misses  # an axis of length 1 is a kind of its own


def test_cache_clear_forgets_quick_calls_too():
    gradient_of = grad(through)
    gradient_of(2.0)
    gradient_of.cache_clear()
    gradient_of(2.0)
    assert 2 == gradient_of.cache_info().misses


@pytest.mark.parametrize("value", [True, "text", None, [1.0], np.bool_(True), np.ma.ones(2)])
def test_what_does_not_show_its_signature(value):
    assert not specialised.is_shown((1.0, value))


def of_layers(layers, x):
    for layer in layers:
        x = np.tanh(layer["w"] * x) + layer["b"]
    return np.sum(x)


def layers(*widths, first=("w", "b")):
    return [{n: np.full(w, 0.5) if n == "w" else 0.1 for n in first} for w in widths]


def test_a_call_with_containers_runs_nothing_but_the_generated_function():
    gradient_of = grad(of_layers)
    gradient_of(layers(3, 3), 2.0)
    again = called(lambda: gradient_of(layers(3, 3), 2.0))
    assert "of_layers_grad" in again
    assert {"told", "_call", "_find", "_run", "sign"}.isdisjoint(again)


@pytest.mark.parametrize(
    "other",
    [
        layers(3),
        layers(3, 3, 3),
        layers(3, 1),
        layers(3, 3, first=("b", "w")),
        (*layers(3, 3),),
        [layers(3)[0], {"w": 0.5, "b": 0.1}],
        [layers(3)[0], {"w": np.full(3, 0.5), "b": np.full(3, 0.1)}],
    ],
)
def test_containers_of_another_structure_are_told_apart(other):
    gradient_of, anew = grad(of_layers), grad(of_layers)
    gradient_of(layers(3, 3), 2.0)
    for _ in range(2):
        value, given = gradient_of(other, 2.0)
        expected, wanted = anew(other, 2.0)
        assert expected == value and type(wanted) is type(given) and len(wanted) == len(given)
        for one, two in zip(wanted, given, strict=True):
            assert list(one) == list(two)
            assert all(np.array_equal(one[n], two[n]) for n in one)
        gradient_of(layers(3, 3), 2.0)


def written_in(pair):
    pair[0][1:] = pair[0][:-1] * pair[1][1:]
    return np.sum(pair[0])


def test_what_is_written_in_a_container_is_looked_at_in_each_call():
    gradient_of = grad(written_in)
    gradient_of(vectors(2))
    one = np.arange(1.0, 6.0)
    alone = one.copy()
    try:
        value, _ = gradient_of([one, one])
    except UnsupportedSyntaxError:
        return  # two elements of one memory
    assert written_in([alone, alone]) == value


def test_a_list_that_holds_itself_is_refused_each_time():
    around = [1.0]
    around.append(around)
    gradient_of = grad(of_layers)
    for _ in range(2):
        with pytest.raises(UnsupportedSyntaxError, match="contains itself"):
            gradient_of(around, 1.0)


class Spring:
    """An object of a plain class; the class holds a number, too."""

    stiffness = 2.0

    def __init__(self, rest, length, name="spring"):
        self.rest, self.length, self.name = rest, length, name

    def energy(self, x):
        return self.stiffness * np.sum((x - self.rest) ** 2) * self.length


def energy(spring, x):
    return spring.energy(x)


def test_a_call_with_an_object_runs_nothing_but_the_generated_function():
    gradient_of = grad(energy, wrt=1)
    x, rest = vectors(2)
    gradient_of(Spring(rest, 3.0), x)
    again = called(lambda: gradient_of(Spring(rest, 3.0), x))
    assert "energy_grad" in again
    assert {"told", "_call", "_find", "_run", "_object"}.isdisjoint(again)


def bent(spring):
    spring.bend = 1.0
    return spring


def renamed(spring):
    spring.name = "other"
    return spring


@pytest.mark.parametrize(
    "other",
    [
        lambda rest: Spring(rest, 3),
        lambda rest: Spring(rest[:1], 3.0),
        lambda rest: Spring(2.0, 3.0),
        lambda rest: bent(Spring(rest, 3.0)),
        lambda rest: renamed(Spring(rest, 3.0)),
        lambda rest: Spring(rest.astype("f4"), np.float64(3.0)),
    ],
)
def test_objects_of_other_kinds_are_told_apart(other):
    gradient_of, anew = grad(energy), grad(energy)
    x, rest = vectors(2)
    gradient_of(Spring(rest, 3.0), x)
    for _ in range(2):
        value, given = gradient_of(other(rest), x)
        expected, wanted = anew(other(rest), x)
        assert expected == value == energy(other(rest), x)
        assert list(vars(wanted)) == list(vars(given))
        np.testing.assert_array_equal(wanted.rest, given.rest)
        gradient_of(Spring(rest, 3.0), x)


def test_a_class_that_changes(monkeypatch):
    gradient_of = grad(energy, wrt=1)
    x, rest = vectors(2)

    def spring():
        return Spring(rest, 3.0)

    for _ in range(2):
        assert energy(spring(), x) == gradient_of(spring(), x)[0]
    monkeypatch.setattr(Spring, "stiffness", 5.0)
    assert energy(spring(), x) == gradient_of(spring(), x)[0]
    monkeypatch.setattr(Spring, "stiffness", np.float32(5.5))
    assert energy(spring(), x) == gradient_of(spring(), x)[0]
    monkeypatch.setattr(Spring, "energy", lambda self, x: np.sum(x) * self.length)
    assert energy(spring(), x) == gradient_of(spring(), x)[0]
    monkeypatch.undo()
    assert energy(spring(), x) == gradient_of(spring(), x)[0]


def chosen(x, up, how="sum"):
    y = x * 2.0 if up else x * x
    return np.sum(y) if how == "sum" else np.mean(y)


def test_flags_texts_and_keywords():
    gradient_of = grad(chosen)
    (x,) = vectors(1)
    for _ in range(2):
        for up in (True, False, 1, None):
            for how in ("sum", "".join(["me", "an"])):
                assert chosen(x, up, how) == gradient_of(x, up, how)[0]
                assert chosen(x, up=up, how=how) == gradient_of(x, how=how, up=up)[0]
            assert chosen(x, up) == gradient_of(x, up)[0]
    for words in ({}, {"down": True}, {"x": x, "up": True}):
        with pytest.raises(TypeError, match="argument"):
            gradient_of(x, **words)
    names = called(lambda: gradient_of(x, how="sum", up=True))
    assert {"sign", "_find", "bind"}.isdisjoint(names)


def total(xs):
    s = 0.0
    for x in xs:
        s = s + np.sum(x)
    return s


def test_long_lists_are_told_by_their_elements():
    gradient_of = grad(total)
    for many in (40, 40, 41):
        value, bars = gradient_of(vectors(many))
        assert total(vectors(many)) == value and many == len(bars)
    assert 1 == gradient_of.cache_info().misses
    assert {"_call", "sign"}.isdisjoint(called(lambda: gradient_of(vectors(50))))
    for other in ([*vectors(40), 1.0], vectors(40, 1), vectors(3), [1.0] * 40):
        for _ in range(2):
            assert total(other) == gradient_of(other)[0]


@pytest.mark.parametrize("around", [lambda d: d, lambda d: Spring(d, 1.0)])
def test_keys_that_are_equal_and_of_other_types(around):
    def weighed(x, held):
        table = held if isinstance(held, dict) else held.rest
        total = 0.0
        for key, weight in table.items():
            total = total + weight * x * (3.0 if isinstance(key, float) else 1.0)
            total = total * (5.0 if isinstance(key, bool) else 1.0)
        return total

    gradient = grad(weighed)
    for key in (1.0, True, 1, 1, True, True, 1.0, 1):
        held = around({key: 2.0})
        assert gradient(0.5, held)[1] == 2.0 * weighed(0.5, held)


def test_a_number_that_may_be_changed_in_place_has_no_memory():
    def total(x, s):
        try:
            s = math.sqrt(-0.25)
        except ValueError:
            s = -0.5
        s += len(x)
        return np.sum(x)

    f = grad(total)
    for _ in range(2):
        assert 3.0 == f(np.array([1.0, 2.0]), 1.0)[0]
