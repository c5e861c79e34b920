"""Dicts that change while an iterator with a name goes through them, and keep their size."""

from tests.programs.case import Program


def another_value_meanwhile(x):
    d = {"a": x, "b": 2 * x}
    it = iter(d.values())
    first = next(it)
    d["b"] = x * x
    return first * next(it)


def an_item_that_comes_and_goes(x):
    d = {"a": x, "b": 2 * x}
    it = iter(d)
    d["c"] = x * x
    s = d.pop("c")
    return s * d[next(it)]


def another_dict_grows(x):
    d = {"a": x, "b": 2 * x}
    other = {"a": x * x}
    it = iter(d.values())
    s = next(it)
    other["n"] = s
    return s * next(it) + other["n"] * other["a"]


def grows_between_two_iterators(x):
    s = 0.0
    for _ in range(2):
        d = {"a": x, "b": 2 * x}
        first = iter(d)
        s += d[next(first)]
        d["c"] = s
        second = iter(d)
        s += d[next(second)]
        s *= d["c"]
    return s


def two_loops_with_an_item_more(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    for i, k in enumerate(d):
        s += i * d[k]
    d["c"] = s * x
    for i, k in enumerate(d):
        s += (i + 1) * d[k]
    return s


def grows_and_the_loop_is_left(x):
    d = {"a": x, "b": 2 * x}
    for i, k in enumerate(d):
        d["c"] = d[k] * x
        if i == 0:
            break
    return d["c"]


def run_time_keys_written(x, n):
    d = {}
    for i in range(n):
        d[i] = x * (i + 1)
    s = 0.0
    it = iter(d.items())
    for k, v in it:
        s += v * s + v
        if k == 1:
            break
    for k, v in it:
        s += s * v
        d[k] = s
    return s + d[n - 1]


def caught_where_it_has_grown(x):
    d = {"a": x, "b": 2 * x}
    it = iter(d.items())
    s = 0.0
    while True:
        try:
            k, v = next(it)
        except StopIteration:
            break
        except RuntimeError:
            s *= 7
            break
        s += v
        if k == "a":
            d["n"] = s * x
    return s


PROGRAMS = [
    *(
        Program(function, (1.5,))
        for function in (
            another_value_meanwhile,
            an_item_that_comes_and_goes,
            another_dict_grows,
            grows_between_two_iterators,
            two_loops_with_an_item_more,
            grows_and_the_loop_is_left,
            caught_where_it_has_grown,
        )
    ),
    Program(run_time_keys_written, (1.5, 4)),
]
