"""Objects that change when Python asks them by itself are followed, or refused."""

import collections
import operator
import sys
import types

import numpy as np
import pytest

from srcgrad import UnsupportedSyntaxError, grad, jvp, vjp
from srcgrad.errors import SrcgradError

CHANGES = r"Python calls methods such as `__\w+__` here, by which a Asked changes"


class Asked:
    def __init__(self):
        self.count = 0
        self.seen = [0]

    def __bool__(self):
        self.count += 1
        return True

    def __str__(self):
        seen = self.seen
        seen.append(1)
        return "asked"

    def __index__(self):
        self._note()
        return 1

    def _note(self):
        setattr(self, "count", self.count + 1)


def discarded(x, o):
    x > 0 and o
    return x * x * (o.count + 1.0)


def discarded_when_asked(x, o):
    o and x
    return x * x * (o.count + 1.0)


def not_it(x, o):
    a = not o
    return x * x * (o.count + a)


def asserted(x, o):
    assert o
    return x * x * o.count


def asserted_with_a_text(x, o):
    assert o, f"of {x}"
    return x * x * o.count


def passed_over(x, o):
    a = x < 0 or o
    if a:
        pass
    return x * x * (o.count + 1.0)


def chosen_then_asked(x, o):
    a = x > 0 and o
    if a:
        x = 2 * x
    return x * x * (o.count + 1.0)


def chosen_only(x, o):
    a = x > 0 and o
    return x * x * (o.count + 1.0)


def all_of_them(x, o):
    return x * x * all([o, o]) * (o.count + 1.0)


def in_a_text(x, o):
    n = len(f"{o}")
    return x * x * n * len(o.seen)


def in_a_subscript(x, o):
    n = (1.0, 2.0)[o]
    return x * n * (o.count + 1.0)


def in_a_slice(x, o):
    n = len("abc"[o:])
    return x * n * (o.count + 1.0)


def sought_in_a_list(x, o):
    n = [3, o].index(3) + 1
    return x * n * (o.count + 1.0)


REFUSED = [passed_over, chosen_then_asked, all_of_them, in_a_subscript]
REFUSED += [in_a_slice, sought_in_a_list]
FOLLOWED = [in_a_text, discarded, discarded_when_asked, not_it, asserted, asserted_with_a_text]


@pytest.mark.parametrize("function", [*REFUSED, *FOLLOWED, chosen_only])
def test_an_answer_that_changes_the_object_is_followed_or_refused(function):
    given = Asked()
    expected = function(1.5, given)
    for call in (
        lambda o: grad(function)(1.5, o),
        lambda o: jvp(function, (1.5, o), (1.0, None)),
        lambda o: (lambda value, pullback: (value, pullback(1.0)))(*vjp(function, 1.5, o)),
    ):
        one = Asked()
        if function in REFUSED:
            with pytest.raises(UnsupportedSyntaxError, match=CHANGES):
                call(one)
            continue
        value, slope = call(one)
        assert value == expected
        assert vars(one) == vars(given)
        assert slope == pytest.approx(2 * expected / 1.5)


class Below(Asked):
    def __bool__(self):
        return super().__bool__()

    def __index__(self):
        return Asked.__index__(self)


BELOW = Below()


def asked_above(x):
    return x * (1.0 if BELOW else 2.0) * BELOW.count


def index_above(x):
    return x * (1.0, 2.0)[BELOW] * BELOW.count


@pytest.mark.parametrize("function", [asked_above, index_above])
def test_an_answer_that_a_class_above_gives_is_refused(function):
    for call in (lambda: grad(function)(1.5), lambda: jvp(function, (1.5,), (1.0,))):
        with pytest.raises(UnsupportedSyntaxError, match="Python calls "):
            call()


class Once:
    def __init__(self):
        self.asked, self.other, self.third = 0, 1, 2

    def __bool__(self):
        self.asked += 1
        return self.asked == 1

    def __len__(self):
        self.asked += 1
        return 7

    def __contains__(self, key):
        return bool(self)

    def __float__(self):
        return float(len(self))


ONCE = Once()


def by_a_branch(x):
    y = x * x
    if ONCE:
        y = y * x
    return y


def by_a_choice(x):
    return x * (x if ONCE else 2.0)


def by_its_length(x):
    return x * len(ONCE)


def by_membership(x):
    return x * (x if 3 in ONCE else 2.0)


def as_a_number(x):
    return x * float(ONCE) * float(ONCE)


@pytest.mark.parametrize(
    "function", [by_a_branch, by_a_choice, by_its_length, by_membership, as_a_number]
)
def test_an_object_from_outside_that_an_answer_changes_is_not_asked_again(function):
    for call in (lambda: grad(function)(1.5), lambda: jvp(function, (1.5,), (1.0,))):
        with pytest.raises(UnsupportedSyntaxError, match="the derivative may ask once more"):
            call()
    assert ONCE.asked == 0


class Hashed:
    def __init__(self):
        self.k = 3.0

    def __hash__(self):
        self.k += 1.0
        return 1

    def __iter__(self):
        self.k += 1.0
        return iter([1.0])


def in_a_set(x):
    one = Hashed()
    {one}
    return one.k * x


def added_to_a_set(x):
    one, seen = Hashed(), set()
    seen.add((one, 1))
    return one.k * x


def a_key(x):
    one = Hashed()
    {one: 1}
    return one.k * x


def spread(x):
    one = Hashed()
    [*one]
    return one.k * x


HASHED = Hashed()


def in_a_helper(x):
    def helper():
        f"{[*HASHED]}"

    before = HASHED.k
    helper()
    return (HASHED.k - before) * x


@pytest.mark.parametrize("function", [in_a_set, added_to_a_set, a_key, spread, in_a_helper])
def test_displays_that_nobody_reads_ask_their_elements(function):
    for call in (lambda: grad(function)(1.5), lambda: jvp(function, (1.5,), (1.0,))):
        with pytest.raises(UnsupportedSyntaxError, match="not followed: |is not known|changes"):
            call()


HELD = {"k": 1.0}
NUMBERS = [1.0, 2.0]
NAMED = types.SimpleNamespace(k=1.0)
RATE = 1.0
ROW = [1.0, 2.0]
HERE = sys.modules[__name__]


def of_the_longest():
    max([ROW], key=len).append(3.0)


def of_the_first_in_order():
    one = sorted([ROW], key=len)[0]
    one.append(3.0)


def of_those_chosen():
    one = list(filter(None, [ROW]))[0]
    one.append(3.0)


@pytest.mark.parametrize("change", [of_the_longest, of_the_first_in_order, of_those_chosen])
def test_what_a_call_gives_back_changes_the_container_outside(change):
    def f(t):
        first = ROW[0] * t
        change()
        return first + sum(ROW) * t * t

    for call in (lambda: grad(f)(0.5), lambda: jvp(f, (0.5,), (1.0,))):
        ROW[:] = [1.0, 2.0]
        assert call() == (2.0, 7.0)
        assert ROW == [1.0, 2.0, 3.0]


def by_its_module():
    row = getattr(HERE, "ROW")  # noqa: B009
    row.append(3.0)


def by_the_names_of_a_module():
    row = vars(__import__("sys").modules[__name__])["ROW"]
    row.append(3.0)


def by_an_exception():
    try:
        raise ValueError(ROW)
    except ValueError as error:
        error.args[0].append(3.0)


def by_names_of_its_own():
    row = ROW  # noqa: F841
    locals()["row"].append(3.0)


@pytest.mark.parametrize(
    "change", [by_its_module, by_the_names_of_a_module, by_an_exception, by_names_of_its_own]
)
def test_what_is_found_by_a_text_or_an_exception_is_seen_or_refused(change):
    def f(t):
        first = ROW[0] * t
        change()
        return first + sum(ROW) * t * t

    for call in (lambda: grad(f)(0.5), lambda: jvp(f, (0.5,), (1.0,))):
        ROW[:] = [1.0, 2.0]
        try:
            assert call() == (2.0, 7.0)
        except UnsupportedSyntaxError as refused:
            assert "is stored into an object that is not followed" in str(refused)


def by_exec():
    exec("HELD['k'] = 3.0")


def by_a_text(text="HELD.update(k=3.0)"):
    eval(text)


def by_globals():
    globals()["HELD"]["k"] = 3.0


def by_a_name_for_globals():
    names = globals()
    names["HELD"]["k"] = 3.0


def by_class():
    dict.update(HELD, k=3.0)


def by_descriptor():
    dict.__setitem__(HELD, "k", 3.0)


def by_operator():
    operator.setitem(HELD, "k", 3.0)


CHANGING = [by_exec, by_a_text, by_globals, by_a_name_for_globals]


@pytest.mark.parametrize("change", [*CHANGING, by_class, by_descriptor, by_operator])
def test_an_argument_that_a_text_changes_is_refused(change):
    def f(t, p):
        change()
        return p["k"] * t

    for call in (lambda: grad(f)(0.7, HELD), lambda: jvp(f, (0.7, HELD), (1.0, None))):
        HELD["k"] = 1.0
        with pytest.raises(UnsupportedSyntaxError, match="also reached through"):
            call()
        f(0.7, {"k": 1.0})
        HELD["k"] = 1.0
    other = {"k": 2.0}
    assert grad(f)(0.7, other) == (1.4, 2.0)
    HELD["k"] = 1.0


def rate_by_exec():
    exec("RATE = 3.0", globals())


def rate_by_setattr():
    for module in (__import__("sys").modules[__name__],):
        setattr(module, "RATE", 3.0)


def rate_by_update():
    globals().update(RATE=3.0)


@pytest.mark.parametrize("change", [rate_by_exec, rate_by_update, rate_by_setattr])
def test_a_global_that_a_text_binds_anew_is_refused(change):
    def f(t):
        change()
        return RATE * t

    try:
        with pytest.raises(UnsupportedSyntaxError):
            grad(f)(0.7)
    finally:
        globals()["RATE"] = 1.0


PAIR = collections.namedtuple("PAIR", "x y")


class AsArray(PAIR):
    def __array__(self, dtype=None, copy=None):
        return np.array([10.0 * self.x, self.y])


class AsOperand(PAIR):
    def __array_ufunc__(self, ufunc, method, *args, **kwargs):
        return 3.0 * self.x


class AsArgument(PAIR):
    def __array_function__(self, function, types, args, kwargs):
        return 5.0 * self.x


@pytest.mark.parametrize("cls", [AsArray, AsOperand, AsArgument])
def test_a_named_tuple_that_numpy_asks_is_refused(cls):
    def summed(x):
        return np.sum(np.add(cls(x, x * x), np.dot(cls(x, x), np.ones(2))))

    def given(pair):
        return np.sum(np.exp(pair)) * pair.x

    for f, argument in ((summed, 2.0), (given, cls(2.0, 3.0))):
        for call in (lambda f=f, at=argument: grad(f)(at), lambda: jvp(summed, (2.0,), (1.0,))):
            with pytest.raises(SrcgradError):
                call()
