"""A dict that has another size when an iterator is asked again: what Python raises is raised."""

from collections import deque
from itertools import islice

import numpy as np
import pytest

from srcgrad import UnsupportedSyntaxError, grad, jvp


def after_next(x):
    d = {"a": x, "b": 2 * x}
    it = iter(d)
    s = d[next(it)]
    d["c"] = 3 * x
    return s * d[next(it)]


def asked_once(x):
    d = {"a": x, "b": 2 * x}
    it = iter(d.values())
    d["c"] = x * x
    return next(it)


def with_a_default(x):
    d = {"a": x, "b": 2 * x}
    it = iter(d.values())
    s = next(it)
    d.pop("b")
    return s * next(it, 5.0)


def of_a_view_with_a_name(x):
    d = {"a": x, "b": 2 * x}
    keys = d.keys()
    it = iter(keys)
    s = d[next(it)]
    d.update(c=3 * x)
    return s * d[next(it)]


def on_one_path(x):
    d = {"a": x, "b": 2 * x}
    it = iter(d)
    s = d[next(it)]
    if x > 1:
        d["c"] = x * x
    return s * d[next(it)]


def of_keys_of_the_run(x):
    d = {}
    for i in range(3):
        d[i * int(x)] = x * i
    it = iter(d)
    next(it)
    d[100] = x
    return d[next(it)]


def expression_over_it(x):
    d = {"a": x, "b": 2 * x}
    doubled = (d[k] * 2 for k in d)
    s = next(doubled)
    d["c"] = x
    return s + next(doubled)


def counted(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    for _, k in enumerate(d):
        d.setdefault("c", x)
        s += d[k]
    return s


def in_the_last_pass(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    for i, k in enumerate(d):
        if i == 1:
            d["c"] = 3 * x
        s += d[k]
    return s + d["c"]


def beside_a_longer_list(x):
    d = {"a": x, "b": 2 * x}
    for v, w in zip(d.values(), [1.0, 2.0, 3.0]):
        d["c"] = w * v
    return d["c"]


def before_a_longer_range(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    for v, k in zip(d.values(), range(3)):
        s += k * v
        if k == 1:
            d["c"] = s
    return d["c"]


def behind_a_longer_list(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    for w, v in zip([1.0, 2.0, 3.0], d.values()):
        s += w * v
        if w == 2.0:
            d["c"] = s
    return d["c"]


def mapped(x):
    d = {"a": x, "b": 2 * x}
    for k in map(str.upper, d):
        d[k] = 3 * x
    return d["A"]


def backwards(x):
    d = {"a": x, "b": 2 * x}
    for _ in reversed(d):
        d["c"] = 3 * x
    return d["c"]


FUNCTIONS = [
    *(after_next, asked_once, with_a_default, of_a_view_with_a_name, on_one_path),
    *(of_keys_of_the_run, expression_over_it, counted, in_the_last_pass),
    *(beside_a_longer_list, before_a_longer_range, behind_a_longer_list, mapped, backwards),
]


def on_a_path(function):
    def run(x):
        s = x * x
        if x > 1.0:
            s = function(x)
        return s

    return run


@pytest.mark.parametrize("function", FUNCTIONS)
def test_it_raises_what_python_raises(function):
    function = on_a_path(function)
    for run in (function, grad(function), lambda x: jvp(function, (x,), (1.0,))):
        with pytest.raises(RuntimeError, match="dictionary changed size during iteration"):
            run(1.5)
    assert grad(function)(0.5) == (0.25, 1.0)


def behind_an_array(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    for k, (w, v) in enumerate(zip(np.array([3.0, 4.0]), d.values())):
        s += w * v
        if k == 1:
            d["c"] = s * x
    return s * d["c"]


def behind_a_range(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    for k, v in zip(range(2), d.values()):
        s += k * v
        if k == 1:
            d["c"] = s * x
    return s * d["c"]


@pytest.mark.parametrize("function", [behind_an_array, behind_a_range])
def test_what_ends_first_is_not_known(function):
    with pytest.raises(UnsupportedSyntaxError, match="the loop over `d` changes its length"):
        grad(function)(1.5)


def next_of_a_deque(x):
    d = deque([x, 2 * x])
    it = iter(d)
    s = next(it)
    d.append(3 * x)
    return s * next(it)


def default_of_a_deque(x):
    d = deque([x])
    it = iter(d)
    s = next(it)
    d.append(3 * x)
    return s * next(it, 5.0)


def turned_deque(x):
    d = deque()
    for i in range(int(2 * x)):
        d.append(x * i)
    it = iter(d)
    s = next(it)
    d.rotate()
    return s * next(it)


def deque_cut_at_its_front(x):
    d = deque()
    for i in range(int(2 * x)):
        d.append(x * i)
    s = 0.0
    for v in d:
        s += v * d.popleft()
    return s


def full_deque(x):
    d = deque([x, 2 * x, x * x], maxlen=3)
    it = iter(d)
    s = next(it)
    d.appendleft(s)
    return s * next(it)


DEQUES = [next_of_a_deque, default_of_a_deque, turned_deque, deque_cut_at_its_front, full_deque]


@pytest.mark.parametrize("function", DEQUES)
def test_of_a_deque_as_well(function):
    function = on_a_path(function)
    for run in (function, grad(function), lambda x: jvp(function, (x,), (1.0,))):
        with pytest.raises(RuntimeError, match="deque mutated during iteration"):
            run(1.5)
    assert grad(function)(0.5) == (0.25, 1.0)


def of_known_keys_in_part(x):
    d = {"a": x, "b": 2 * x, "c": x * x}
    s = 0.0
    for k, v in islice(d.items(), 2):
        s += v
        if k == "b":
            d["z"] = s
    return s * d["z"]


def in_part(x):
    d = {}
    for i in range(int(2 * x)):
        d[i] = x * i
    s = 0.0
    for k in islice(d, 2):
        s += d[k]
        if k == 1:
            d[k + 9] = s
    return s


def behind_numbers(x):
    d = {}
    for i in range(int(2 * x)):
        d[i] = x * i
    s = 0.0
    for w, k in zip(np.array([3.0, 4.0]), d):
        s += w * d[k]
        if k == 1:
            d[k + 9] = s
    return s


def caught(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    try:
        for k in d:
            s += d[k]
            d["c"] = x
    except RuntimeError:
        s *= x
    return s


def of_the_run_caught(x):
    d = {}
    for i in range(int(2 * x)):
        d[i] = x * i
    s = 0.0
    try:
        for k in d:
            s += x
            d[k + 9] = x
    except Exception:
        s *= x
    return s


@pytest.mark.parametrize(
    "function", [of_known_keys_in_part, in_part, behind_numbers, caught, of_the_run_caught]
)
def test_where_it_is_asked_again_is_not_known(function):
    function(1.5)
    with pytest.raises(UnsupportedSyntaxError, match="the loop changes the length"):
        grad(function)(1.5)
