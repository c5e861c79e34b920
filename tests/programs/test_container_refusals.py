"""Containers and objects that are refused: by line, reason and remedy."""

import copy
from collections import deque, namedtuple
from dataclasses import dataclass
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pytest

from srcgrad import grad, jvp
from srcgrad.errors import MissingRuleError, SrcgradError, UnsupportedSyntaxError
from tests.oracle.fresh import fresh
from tests.programs import attributes, linked
from tests.programs.test_refusals import refused


class Doubling:
    """Its stores are code."""

    def __init__(self, x):
        object.__setattr__(self, "x", x)

    def __setattr__(self, name, value):
        object.__setattr__(self, name, 2.0 * value)


def setter_of_its_own(model):
    model.x = model.x * model.x
    return model.x


@dataclass(frozen=True)
class Fixed:
    """It cannot be written."""

    x: float

    def change(self):
        """Not even so, from outside."""
        object.__setattr__(self, "x", 2.0 * self.x)


def frozen_argument(model):
    model.change()
    return model.x


def frozen_written(model):
    model.x = 2.0
    return model.x


def one_that_was_there_or_a_new_one(model, flag):
    chosen = model if flag else SimpleNamespace(x=2.0)
    chosen.x = chosen.x * chosen.x
    return model.x * chosen.x


def made_in_two_branches(x, flag):
    if flag:
        if x[0] > 0:
            model = Fixed(x[0])
    elif x[1] > 0:
        model = Fixed(x[1])
    return model.x


def in_two_lists_and_written(x):
    models = [SimpleNamespace(x=v, y=v * v) for v in x]
    chosen = [m for m in models if m.y > 0.5]
    models[0].y = 3.0 * x[1]
    return sum(m.y for m in chosen)


def written_before_it_is_in_two_lists(x):
    models, kept = [SimpleNamespace(x=v, y=v * v) for v in x], []
    for m in models:
        m.y = 2.0 * m.y
        kept.append(m)
    return sum(m.y for m in kept)


class Pickled:
    def __init__(self, y):
        self.y = y

    def __getstate__(self):
        return {"y": 3.0 * self.y}


def copied_by_its_state(x):
    return copy.copy(Pickled(x)).y * x


class Reversed(NamedTuple):
    first: float
    last: float

    def __getitem__(self, place):
        return tuple.__getitem__(self, 1 - place)


class Replaced(namedtuple("Replaced", "first last")):
    def _replace(self, **fields):
        return self


class Begun(namedtuple("Begun", "first last")):
    begun = []

    def __init__(self, first, last):
        self.begun.append(first)


REVERSED, REPLACED = Reversed(2.0, 3.0), Replaced(2.0, 3.0)


def fields_in_an_order_of_their_own(x):
    return x * REVERSED[0]


def fields_that_are_not_replaced(x):
    return x * REPLACED._replace(first=5.0).first


def fields_that_are_told_of(x):
    return Begun(x, x * x).last * len(Begun.begun)


class Selected(dict):
    def __iter__(self):
        return iter(["a"])


SELECTED = Selected(a=2.0, b=3.0)


def keys_that_the_class_selects(x):
    return sum(SELECTED[key] for key in SELECTED) * x


CASES = [
    (keys_that_the_class_selects, (2.0,), "what `sum` gives cannot be known"),
    (copied_by_its_state, (2.0,), "its class says how it is copied"),
    (fields_in_an_order_of_their_own, (2.0,), "what `REVERSED` holds cannot be known"),
    (fields_that_are_not_replaced, (2.0,), "what `REPLACED` holds cannot be known"),
    (in_two_lists_and_written, (np.ones(3),), "a row is written that several lists may hold"),
    (written_before_it_is_in_two_lists, (np.ones(20),), "that several lists may hold"),
    (made_in_two_branches, (np.ones(2), np.bool_(True)), "that some paths do not make"),
    (setter_of_its_own, (Doubling(2.0),), "`__setattr__` of its own"),
    (frozen_argument, (Fixed(2.0),), "the attribute `x`"),
    (frozen_written, (Fixed(2.0),), "it cannot be written"),
    (
        one_that_was_there_or_a_new_one,
        (SimpleNamespace(x=2.0), np.bool_(True)),
        "two names may stand for",
    ),
]


def test_a_linked_list_of_which_only_the_run_knows_the_length():
    refused(
        linked.one_for_each_element, (np.ones(20),), UnsupportedSyntaxError,
        words="a Node with active values is not followed",
    )  # fmt: skip


def test_an_attribute_that_some_paths_do_not_give():
    words = "an attribute is read that some paths do not give the object"
    refused(attributes.kept_perhaps, (attributes.X,), UnsupportedSyntaxError, words=words)


@pytest.mark.parametrize(
    ("function", "args", "words"), CASES, ids=[case[0].__name__ for case in CASES]
)
def test_a_store_that_is_refused(function, args, words):
    refused(function, fresh(args), UnsupportedSyntaxError, words=words)


def rows_returned(x, marks):
    rows = []
    for mark in marks:
        rows.append((x * mark, x * x) if mark > 1.0 else (x,))
    return rows


def dicts_in_a_result(x, marks):
    return x, [{"x": x * mark} if mark > 1.0 else {"y": x} for mark in marks]


@pytest.mark.parametrize("function", [rows_returned, dicts_in_a_result])
def test_a_list_of_containers_of_different_structure_as_a_result(function):
    with pytest.raises(UnsupportedSyntaxError, match="what this line chooses is a"):
        grad(function)(2.0, np.arange(3.0), seed=0.0)
    with pytest.raises(UnsupportedSyntaxError, match="what this line chooses is a"):
        jvp(function, (2.0, np.arange(3.0)), (1.0, None))


def list_among_numbers(x, n):
    rows = [[x * j for j in range(i + 2)] for i in range(n)]
    rows[0].append([x])
    return sum(rows[1])


def test_lists_of_lists_that_are_not_followed():
    refused(list_among_numbers, (1.3, 30), MissingRuleError)


def list_written_and_read(a, b, k):
    a[k] = b[k] ** 2
    return b[k] * a[0]


def rows_written_and_read(a, b, k):
    a[k][0] = b[k][1] ** 2
    return b[k][0] * a[0][1]


def test_one_list_as_two_arguments():
    numbers, rows = [1.3, 0.7], [[1.3, 0.7], [0.4, 1.1]]
    words = "a list that is also reached through `a`, and the function stores into it"
    refused(list_written_and_read, (numbers, numbers, 1), UnsupportedSyntaxError, words=words)
    refused(rows_written_and_read, (rows, rows, 1), UnsupportedSyntaxError, words=words)
    refused(rows_written_and_read, (rows, [rows[1]] * 2, 1), UnsupportedSyntaxError, words=words)


def scaled(params):
    params["w"] = 2.0 * params["w"]
    return params["w"] ** 2


def dict_that_a_derivative_changes(x, n):
    params = {"w": x}
    for _ in range(n):
        _, g = grad(scaled)(params)
        params = {"w": params["w"] - 0.1 * g["w"]}
    return params["w"]


def test_a_derivative_is_given_copies_of_containers():
    words = "the argument `params` is changed by a function whose derivative is taken here"
    refused(dict_that_a_derivative_changes, (1.3, 3), UnsupportedSyntaxError, words=words)


def dict_by_class(x, keys):
    d = {}
    for i in keys:
        d[i] = x * i
    return sum(d.values()) if isinstance(d, dict) else x


def dict_compared(x, keys):
    d = {}
    for i in keys:
        d[i] = x * i
    return sum(d.values()) if d == {0: 0.0} else x


def dict_returned(x, keys):
    d = {}
    for i in keys:
        d[i] = x * i
    return d


def dict_copied(x, keys):
    d = {}
    for i in keys:
        d[i] = x * i
    other = copy.copy(d)
    other[0] = x
    return sum(d.values())


@pytest.mark.parametrize("function", [dict_by_class, dict_compared, dict_returned, dict_copied])
def test_a_dict_of_run_time_keys_that_is_looked_at_as_a_whole(function):
    """What stands in its place is no dict, so nothing may depend on what it is."""
    refused(function, (1.3, np.arange(3)), (UnsupportedSyntaxError, MissingRuleError))


def deque_that_grows(x, n):
    queue = deque([x])
    s = 0.0
    for v in queue:
        s += v
        if s < n:
            queue.append(v * x)
            break
    return s


def test_a_loop_over_a_deque_that_changes_its_length():
    """Python raises an error at the next pass."""
    words = "changes its length"
    refused(deque_that_grows, (1.3, 3), UnsupportedSyntaxError, words=words)


def set_that_grows(x, met):
    s = 0.0
    for k in met:
        s += x * k
        met.add(k + 1)
    return s


def set_that_gets_a_value_under_another_name(x, met):
    other = met
    met |= {x}
    return x * sum(other)


def set_that_gets_a_value_by_its_class(x, met):
    set.add(met, x)
    return x * sum(met)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (set_that_grows, "the loop over `met` changes its length"),
        (set_that_gets_a_value_under_another_name, "a set of active values"),
        (set_that_gets_a_value_by_its_class, "what `met` holds cannot be known"),
    ],
)
def test_sets_that_change(function, words):
    refused(function, (1.3, {1, 2}), UnsupportedSyntaxError, words=words)


def dict_that_grows(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    for k in d:
        d[k + n] = d[k] * x
    return sum(d.values())


def dict_that_grows_while_counted(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    for i, (k, v) in enumerate(d.items()):
        d[k + i] = v * x
    return sum(d.values())


@pytest.mark.parametrize("function", [dict_that_grows, dict_that_grows_while_counted])
def test_a_loop_over_a_dict_that_changes_its_size(function):
    """It raises what Python raises."""
    with pytest.raises(RuntimeError, match="dictionary changed size"):
        function(1.3, 3)
    with pytest.raises(RuntimeError, match="dictionary changed size"):
        grad(function)(1.3, 3)


@dataclass
class Body:
    place: float
    mass: float


def written_while_it_has_another_name(x):
    bodies = [Body(v, v * v) for v in x]
    last = bodies[0]
    if x[0] > 0.1:
        last = bodies[1]
    bodies[1].place = bodies[1].place * 3
    return last.place


def written_after_one_was_found(x):
    bodies = [Body(v, v * v) for v in x]
    best = max(bodies, key=lambda body: body.mass)
    bodies[0].place = bodies[0].place * 3
    return best.place


@pytest.mark.parametrize(
    "function", [written_while_it_has_another_name, written_after_one_was_found]
)
def test_a_row_that_may_be_the_one_that_is_written(function):
    words = "it may be the row that was written"
    refused(function, (np.linspace(0.5, 0.7, 20),), UnsupportedSyntaxError, words=words)


class Named:
    """An object that counts its options."""

    def __init__(self, value, scale=1.0, **options):
        self.value = value * scale * (100.0 if options else 1.0)


class Described(Named):
    """Only the run knows which of its options are left."""

    def __init__(self, value, **options):
        fill(options, 5.0)
        super().__init__(value, **options)


def fill(options, most):
    while most > 3.0:
        most -= 1.0
        options["scale"] = most


def options_of_the_run(x):
    return Described(x).value


def test_options_that_only_the_run_knows():
    with pytest.raises(SrcgradError, match="only the run knows which keywords it is given"):
        grad(options_of_the_run)(2.0)


RECORDS, TABLE = [1.0], {"a": 1.0}
WEIGHTS = np.array([4.0, 1.0])
put, change, store = RECORDS.append, TABLE.update, RECORDS.__setitem__
divide = WEIGHTS.__itruediv__


def put_by_a_method_of_the_module(x):
    put(5.0)
    return x * RECORDS[-1]


def put_by_one_given(x, records, tell):
    tell(5.0)
    return x * records[-1]


def changed_by_a_method_of_the_module(x):
    change(a=4.0)
    return x * TABLE["a"]


def stored_by_a_method_of_the_module(x):
    store(0, 4.0)
    return x * RECORDS[0]


def divided_by_a_method_of_the_module(x):
    divide(2.0)
    return x * WEIGHTS[0]


@pytest.mark.parametrize(
    ("function", "more"),
    [
        (put_by_a_method_of_the_module, ()),
        (divided_by_a_method_of_the_module, ()),
        (put_by_one_given, (RECORDS, RECORDS.append)),
        (changed_by_a_method_of_the_module, ()),
        (stored_by_a_method_of_the_module, ()),
    ],
)
def test_a_method_of_a_container_from_outside_is_refused(function, more):
    text = refused(function, (1.5, *more), UnsupportedSyntaxError)
    assert f"line {function.__code__.co_firstlineno + 1}: the method `" in text
    assert "of a container that is made outside is called without it" in text
    with pytest.raises(UnsupportedSyntaxError, match="of a container that is made outside"):
        jvp(lambda x: function(x, *more), (1.5,), (1.0,))


def test_a_named_tuple_whose_init_does_something_is_refused():
    refused(fields_that_are_told_of, (2.0,), MissingRuleError, words="`Begun` gets an active value")


class Scale:
    """It has one attribute."""

    def __init__(self):
        self.a = 1.0


def bound_to_attributes(x):
    model = Scale()
    change = model.__dict__.update
    change(a=4.0)
    return model.a * x


def test_a_method_of_the_attributes_of_an_object_is_refused():
    refused(
        bound_to_attributes,
        (1.5,),
        UnsupportedSyntaxError,
        words="`update` of a view is used as a value",
    )


def held_by_an_array_of_objects(x):
    values = [x]
    np.array([values, None], dtype=object)[0].append(x * x)
    return sum(values)


def dict_in_an_array(x):
    table = {"a": x}
    np.array([table])[0]["a"] = x * x
    return table["a"]


@pytest.mark.parametrize("function", [held_by_an_array_of_objects, dict_in_an_array])
def test_what_an_array_of_objects_holds(function):
    refused(function, (1.5,), UnsupportedSyntaxError, words="an array of objects would hold")


def active_values_for_an_element(x):
    d = {"a": 2.0}
    for one in sorted([d, {"a": 1.0}], key=lambda r: r["a"]):
        one.update(a=x**2)
    return x * d["a"]


def test_a_dict_in_a_list_that_is_updated_by_active_values():
    refused(
        active_values_for_an_element,
        (1.5,),
        UnsupportedSyntaxError,
        words="an element of this container is not followed",
    )


def joined_in_a_list(x):
    d = {"a": 2.0}
    ranked = sorted([d, {"a": 1.0}], key=lambda r: r["a"])
    ranked[1] |= {"a": 7.0}
    return x * d["a"]


def test_a_dict_that_is_joined_where_a_list_holds_it():
    refused(joined_in_a_list, (1.5,), UnsupportedSyntaxError, words="cannot be known")
