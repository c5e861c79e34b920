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


def grows_after_each_loop_inside(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    for _ in range(2):
        for i, k in enumerate(d):
            s += (i + 1) * d[k]
        d["c"] = s * x
    return s


def a_list_before_it_ends(x):
    d = {"a": x, "b": 2 * x}
    s = 0.0
    for i, (w, v) in enumerate(zip([1.0, 2.0], d.values())):
        s += w * v
        if i == 1:
            d["c"] = s * x
    return s * d["c"]


def a_dict_before_it_ends(x):
    d, short = {"a": x, "b": 2 * x}, {"a": x}
    s = 0.0
    for v, w in map(lambda *pair: pair, short.values(), d.values()):
        s += v * w
        d["c"] = s * x
    return s * d["c"]


def grows_where_the_iterator_has_ended(x):
    d = {"a": x, "b": 2 * x}
    it = iter(d.values())
    s = 0.0
    for v in it:
        s += v
    d["c"] = x * x
    for v in it:
        s += 100 * v
    return s * d["c"] * next(it, x)


def grows_where_next_has_ended_on_a_path(x):
    d = {"a": x}
    it = iter(d.values())
    s = next(it)
    if x > 1:
        s *= next(it, 2.0)
        d["b"] = s * x
    return s * next(it, 5.0)


def run_time_keys_where_the_iterator_has_ended(x, n):
    d = {}
    for i in range(n):
        d[i] = x * (i + 1)
    it = iter(d.values())
    s = 0.0
    for v in it:
        s += v
    d[n] = x * x
    for v in it:
        s += 100 * v
    return s * d[n] + next(it, x)


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
            grows_after_each_loop_inside,
            a_list_before_it_ends,
            a_dict_before_it_ends,
            grows_where_the_iterator_has_ended,
            grows_where_next_has_ended_on_a_path,
        )
    ),
    Program(run_time_keys_written, (1.5, 4)),
    Program(run_time_keys_where_the_iterator_has_ended, (1.5, 3)),
]
