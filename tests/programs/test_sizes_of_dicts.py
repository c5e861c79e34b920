"""A dict that has another size when an iterator is asked again: what Python raises is raised."""

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
