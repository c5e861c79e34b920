"""What a called function changes outside is seen, or refused, under whatever name it is read."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np
import pytest

from srcgrad import MissingRuleError, UnsupportedSyntaxError, grad, hvp, jvp, vjp

RATES = {"k": 1.0}
LIST = [1.0]


class Box:
    def __init__(self) -> None:
        self.k = 1.0
        self.inside = {"k": 1.0}

    def put(self) -> None:
        self.inside["k"] = 3.0

    def raise_rate(self) -> None:
        RATES["k"] = 3.0

    def __enter__(self) -> None:
        RATES["k"] = 3.0

    def __exit__(self, *args: object) -> None:
        pass


BOX = Box()
BOXES = [BOX]
NESTED = {"rates": RATES}
TABLES: list[dict[str, float]] = [{"k": 1.0}, {}]


@pytest.fixture(autouse=True)
def as_at_first():
    yield
    RATES["k"], LIST[0], BOX.k, BOX.inside["k"] = 1.0, 1.0, 1.0, 1.0


def set_rate():
    RATES["k"] = 3.0


def set_below():
    NESTED["rates"]["k"] = 3.0


def set_by_name():
    rates = NESTED["rates"]
    rates["k"] = 3.0


def set_given(rates):
    rates["k"] = 3.0


def set_by_argument():
    set_given(RATES)


def set_in_place():
    RATES.__ior__({"k": 3.0})


def set_by_method():
    BOX.raise_rate()


def set_by_listed():
    BOXES[0].raise_rate()


def set_inside():
    def change():
        RATES["k"] = 3.0

    change()


def set_by_context():
    with BOX:
        pass


def set_and_bound():
    global RATES
    RATES |= {"k": 3.0}


def steps():
    yield 1
    RATES["k"] = 3.0


def set_by_generator():
    list(steps())


def set_by_key():
    globals()["RATES"]["k"] = 3.0


def set_list():
    LIST[0] = 3.0


def set_attribute():
    vars(BOX)["k"] = 3.0


RATE = [set_rate, set_below, set_by_name, set_by_argument, set_in_place, set_by_method]


def of_global(change: Any) -> Any:
    def f(t):
        a = RATES["k"] * t
        change()
        return a + RATES["k"] * t * t

    return f, (0.7,)


def of_nested(change: Any) -> Any:
    def f(t):
        a = NESTED["rates"]["k"] * t
        change()
        return a + NESTED["rates"]["k"] * t * t

    return f, (0.7,)


def of_argument(change: Any, held: Any = RATES, key: Any = "k") -> Any:
    def f(t, p):
        a = p[key] * t
        change()
        return a + p[key] * t * t

    return f, (0.7, held)


def of_attribute(change: Any) -> Any:
    def f(t, p):
        a = p.k * t
        change()
        return a + p.k * t * t

    return f, (0.7, BOX)


def of_object(change: Any) -> Any:
    def f(t):
        a = BOX.inside["k"] * t
        change()
        return a + BOX.inside["k"] * t * t

    return f, (0.7,)


PROGRAMS = [
    *(made(one) for one in RATE for made in (of_global, of_nested, of_argument)),
    *(of_global(one) for one in (set_by_listed, set_inside, set_by_context)),
    *(of_argument(one) for one in (set_by_listed, set_inside, set_by_context)),
    *(of_argument(one) for one in (set_and_bound, set_by_generator)),
    of_global(set_by_key),
    of_argument(set_list, LIST, 0),
    of_attribute(set_attribute),
    of_object(BOX.put),
    of_object(lambda: BOX.put()),
]


@pytest.mark.parametrize(("function", "given"), PROGRAMS)
def test_a_change_is_seen_or_refused(function, given):
    expected = function(*given)
    as_found = 0.7 + 3.0 * 0.49
    assert expected == as_found
    calls = [
        lambda: grad(function)(*given),
        lambda: jvp(function, given, (1.0, *[None] * (len(given) - 1))),
        lambda: (lambda value, pullback: (value, pullback(1.0)))(*vjp(function, *given)),
    ]
    for call in calls:
        RATES["k"], LIST[0], BOX.k, BOX.inside["k"] = 1.0, 1.0, 1.0, 1.0
        try:
            value, slope = call()
        except UnsupportedSyntaxError:
            continue
        assert value == expected
        assert slope == pytest.approx(1.0 + 6.0 * 0.7)


@pytest.mark.parametrize("change", [set_rate, set_by_method])
def test_a_change_of_what_the_program_reads_is_followed(change):
    function, given = of_global(change)
    assert grad(function)(*given)[0] == pytest.approx(0.7 + 3.0 * 0.49)


class Chosen:
    def __init__(self, w):
        self.w = w
        self.rule = self.square

    def square(self, x):
        return self.w * x * x

    def line(self, x):
        return self.w * x


def method_among_others(x):
    chosen = Chosen(x)
    return x if chosen.rule in (chosen.line, chosen.square) else x * x


def test_methods_kept_for_the_reverse_are_those_of_the_copy():
    assert vjp(method_among_others, 0.7)[1](1.0) == grad(method_among_others)(0.7)[1] == 1.0


def test_an_argument_that_is_changed_is_looked_at_in_each_call():
    def f(t, p, q):
        p["k"] = 3.0
        return q["k"] * t * t

    hvp(f)(0.7, {"k": 1.0}, {"k": 1.0}, v=1.0)
    same = {"k": 1.0}
    with pytest.raises(UnsupportedSyntaxError, match="also reached through"):
        hvp(f)(0.7, same, same, v=1.0)


class Logs:
    rates = [1.0]
    weights = np.array([1.0, 2.0])
    rows = [[1.0], [2.0]]
    named = {"a": np.array([1.0, 2.0])}


def put_by_operators(xs):
    xs.__setitem__(0, 5.0)
    xs.__iadd__([4.0])


def stored_by_operators(x):
    put_by_operators(Logs.rates)
    return x * Logs.rates[0] + x * x * Logs.rates[-1]


def extended_through_an_object(x):
    logs = Logs()
    logs.rates += [3.0]
    return x * sum(Logs.rates) * len(logs.rates)


def added_through_an_object(x):
    logs = Logs()
    logs.weights += [3.0, 4.0]
    return x * np.sum(Logs.weights) * logs.weights[1]


def row_extended_in_a_list(x):
    row = Logs.rows[0]
    Logs.rows[0] += [3.0]
    return x * row[-1] * len(row)


def array_added_to_in_a_dict(x):
    array = Logs.named["a"]
    Logs.named["a"] += 2.0
    return x * array[0] * array[1]


@pytest.mark.parametrize(
    "function",
    [
        stored_by_operators,
        extended_through_an_object,
        added_through_an_object,
        row_extended_in_a_list,
        array_added_to_in_a_dict,
    ],
)
def test_what_a_class_holds_is_changed_by_operators(function):
    def run(called):
        Logs.rates[:], Logs.weights[:] = [1.0], [1.0, 2.0]
        Logs.rows[0][:], Logs.named["a"][:] = [1.0], [1.0, 2.0]
        left = [Logs.rates, Logs.weights, Logs.rows[0], Logs.named["a"]]
        return called(0.7), *map(list, left)

    expected = run(function)
    for _ in range(2):
        (value, _), *left = run(grad(function))
        assert value == pytest.approx(expected[0])
        assert (*left,) == expected[1:]


class Entered:
    def __init__(self) -> None:
        self.depth, self.rate = 0.0, 2.0

    def __enter__(self):
        self.depth += 1.0
        return self

    def __exit__(self, *args: object) -> None:
        self.depth += 1.0


ENTERED = Entered()


def test_what_with_changes_of_an_object_from_outside_is_not_read():
    def read(x):
        with ENTERED:
            y = x * ENTERED.depth
        return y * ENTERED.depth

    def entered(x):
        with contextlib.ExitStack() as stack:
            stack.enter_context(ENTERED)
            return x * ENTERED.depth

    def kept(x):
        with ENTERED:
            y = x * ENTERED.rate
        return y * x

    for one in (read, entered):
        with pytest.raises(UnsupportedSyntaxError, match="`with` changes what"):
            grad(one)(0.7)
    assert grad(kept)(0.7) == pytest.approx((0.98, 2.8))


SIZES = [1.0]
SAME_SIZES = SIZES


def closed_over(held):
    def grow():
        held.append(2.0)

    return grow


grow_sizes = closed_over(SIZES)


def grown_by_a_closure(t):
    grow_sizes()
    return t * len(SIZES)


def grown_by_another_name(t):
    SAME_SIZES.append(2.0)
    return t * len(SIZES)


@pytest.mark.parametrize("function", [grown_by_a_closure, grown_by_another_name])
def test_a_list_whose_length_alone_is_read(function):
    for derive in (lambda f: grad(f)(0.7), lambda f: jvp(f, (0.7,), (1.0,))):
        with pytest.raises(UnsupportedSyntaxError, match="also reached through `SIZES`"):
            derive(function)
    assert [1.0] == SIZES


class Counted:
    ended = 0

    def __del__(self):
        Counted.ended += 1


def dropped(t, held):
    held["one"] = None
    return t * (1.0 + Counted.ended)


def test_the_end_of_an_object_from_outside():
    with pytest.raises(UnsupportedSyntaxError, match="what holds one, the argument `held`"):
        grad(dropped)(0.7, {"one": Counted()})


def taken_out():
    RATES.pop("k")


def without_what_is_taken_out(x):
    taken_out()
    return (len(RATES) + 2.0) * x


def deleted():
    if RATES["k"] > 0.0:
        del RATES["k"]


def without_what_is_deleted(x):
    deleted()
    return (2.0 if "k" not in RATES else 3.0) * x


def without_what_a_second_name_takes_out(x):
    rates = RATES
    rates.pop("k")
    return sum(RATES.values()) * x + 2.0 * x


def put_by_a_method_handed_on(x):
    list(map(LIST.append, [1.0]))
    return sum(LIST) * x


def appended_by_another_name():
    put = LIST.append
    put(1.0)


def with_what_another_name_appends(x):
    appended_by_another_name()
    return sum(LIST) * x


def updated_by_another_name():
    update = BOX.inside.update
    update(k=2.0)


def with_what_another_name_updates(x):
    updated_by_another_name()
    return BOX.inside["k"] * x


@pytest.mark.parametrize(
    "function",
    [
        without_what_is_taken_out,
        without_what_is_deleted,
        without_what_a_second_name_takes_out,
        put_by_a_method_handed_on,
        with_what_another_name_appends,
        with_what_another_name_updates,
    ],
)
def test_what_methods_change_by_other_names(function, monkeypatch):
    for holder, name, value in ((RATES, "k", 1.0), (BOX.inside, "k", 1.0)):
        monkeypatch.setitem(holder, name, value)
    LIST[:] = [1.0]
    try:
        assert (6.0, 2.0) == grad(function)(3.0)
    except (UnsupportedSyntaxError, MissingRuleError):
        LIST[:] = [1.0]
        RATES["k"] = BOX.inside["k"] = 1.0
        assert function(3.0) == 6.0
    LIST[:] = [1.0]


def put_by_a_method_under_another_name(x):
    put = RATES.setdefault
    put("put", 1.0)
    return len(RATES) * x


def put_in_place_by_another_name(x):
    rates = RATES
    rates |= {"put": 1.0}
    return len(RATES) * x


def taken_out_by_the_class(x):
    dict.pop(RATES, "k")
    return (len(RATES) + 2.0) * x


def put_by_a_function_inside(x):
    def put():
        RATES["put"] = 1.0

    put()
    return len(RATES) * x


def taken_out_by_a_function_inside(x):
    def take():
        del RATES["k"]

    take()
    return (len(RATES) + 2.0) * (3.0 if "k" in RATES else 1.0) * x


def without_its_key(rates):
    rates.pop("k")


def taken_out_under_a_name_from_a_list(x):
    first, _ = TABLES
    without_its_key(first)
    return (len(TABLES[0]) + 2.0) * (3.0 if "k" in TABLES[0] else 1.0) * x


@pytest.mark.parametrize(
    "function",
    [
        put_by_a_method_under_another_name,
        put_in_place_by_another_name,
        taken_out_by_the_class,
        put_by_a_function_inside,
        taken_out_by_a_function_inside,
        taken_out_under_a_name_from_a_list,
    ],
)
def test_the_length_of_a_dict_that_changes(function, monkeypatch):
    for derive in (grad, lambda f: lambda t: jvp(f, (t,), (1.0,))):
        monkeypatch.setattr(f"{__name__}.RATES", {"k": 1.0})
        monkeypatch.setattr(f"{__name__}.TABLES", [{"k": 1.0}, {}])
        assert (6.0, 2.0) == derive(function)(3.0)


def attribute_that_a_function_inside_gives(x):
    def give():
        BOX.given = 1.0

    give()
    return len(vars(BOX)) * x if hasattr(BOX, "given") else x


def test_an_attribute_that_a_function_inside_gives(monkeypatch):
    box = object.__new__(Box)
    box.k = 1.0
    monkeypatch.setattr(f"{__name__}.BOX", box)
    assert (6.0, 2.0) == grad(attribute_that_a_function_inside_gives)(3.0)
    assert vars(box) == {"k": 1.0, "given": 1.0}
