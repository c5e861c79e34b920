"""Counters and chains of dicts, sums of lists, methods by name, stacks of contexts."""

import collections
import contextlib
import math
import operator
import statistics

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.2, 0.4, 0.9])


class Layer:
    """A factor."""

    def __init__(self, w):
        self.w = w

    def apply(self, v, scale=1.0):
        """Scale a value."""
        return self.w * v * scale


def counters(x, first, second):
    a, b = collections.Counter(first), collections.Counter(second)
    both, less = a + b, a - b
    a.subtract(second)
    s = x[0] ** 2 * both["u"] + x[1] * both["v"] + less["u"] * x[2]
    return (
        s * (collections.Counter(first) | b)["v"] + (collections.Counter(first) & b)["u"] * a["v"]
    )


def counters_of_active_numbers(x):
    a = collections.Counter(u=x[0], v=x[1])
    b = collections.Counter(u=x[2], w=x[3])
    found = a + b
    rest = a - b
    return found["u"] * found["w"] + rest["u"] * (a | b)["u"] + (a & b)["u"] ** 2


def chain_of_dicts(x):
    chain = collections.ChainMap({"a": x[0]}, {"a": 1.0, "b": x[1]})
    chain["c"] = x[2]
    inner = chain.new_child({"b": x[3] * x[0]})
    total = sum(chain.values()) * len(chain) + inner.parents["b"]
    for key, value in inner.items():
        total += value * len(key)
    return total * inner["b"] + chain["b"] * chain.get("d", x[3]) + chain.maps[0]["c"]


def sum_of_lists(x):
    flat = sum([[x[0], x[1]], [x[2]], [x[3] * x[0]]], [])
    pairs = sum(((v, v * v) for v in flat), ())
    return sum(v * v for v in flat) * pairs[3]


def sum_of_lists_of_the_run(x, n):
    s = 0.0
    for k, v in enumerate(sum([[x[i], x[i] ** 2] for i in range(n)], [])):
        s += (k + 1) * v
    return s


def method_by_name(x):
    call = operator.methodcaller("apply", x[3], scale=2.0)
    s = sum(call(layer) for layer in [Layer(x[0]), Layer(x[1])])
    return s + sum(map(operator.methodcaller("apply", s), [Layer(x[2])]))


def method_of_an_array_by_name(x):
    return operator.methodcaller("sum")(x * x)


def stack_of_contexts(x, quiet):
    with contextlib.ExitStack() as stack:
        if quiet:
            stack.enter_context(np.errstate(divide="ignore"))
        stack.callback(print, "left", quiet)
        scaled = stack.enter_context(contextlib.nullcontext(x * 2.0))
        if scaled[0] > 100.0:
            return scaled[0]
        stack.callback(print, "inner")
        for _ in range(2):
            scaled = scaled * x
    return np.sum(scaled)


def context_by_a_test(x, quiet):
    s = 0.0
    for _ in range(3):
        with contextlib.nullcontext(x * x) if quiet else contextlib.nullcontext(x) as y:
            if s > 1.0:
                break
            with np.errstate(all="ignore") if quiet else contextlib.nullcontext():
                s += np.sum(x * y)
    return s


def tables_of_iterators(x):
    ordered = collections.OrderedDict((i, v * v) for i, v in enumerate(x))
    ordered.move_to_end(0)
    named = collections.OrderedDict(zip("abc", x, strict=False), d=2.0 * x[3])
    window = collections.deque((v * v for v in x), maxlen=2)
    window.append(x[0])
    return sum(ordered.values()) * window[0] + named["b"] * named["d"] * window[-1]


def statistics_of_a_list(x, y):
    values = x.tolist()
    spread = statistics.stdev(values) + statistics.pstdev(x) * statistics.variance(list(x), y)
    means = statistics.harmonic_mean(values) * statistics.mean(values) + statistics.mean(x)
    weighted = statistics.harmonic_mean(values, [y, 1.0, 2.0, 3.0])
    return means * spread * weighted + statistics.geometric_mean(values) / statistics.pvariance(x)


def quotients_and_rests(x, n):
    quotient, rest = divmod(x[1], x[3])
    both = divmod(x * 2.7, x[0])
    row, column = divmod(n, 3)
    return divmod(float(x[3]), 0.25)[1] * rest + quotient * np.sum(both[1]) * x[row] + x[column]


def what_a_library_has(x, scale):
    f = getattr(np, "trapezoid", None)
    if f is None:
        f = np.trapz
    g = getattr(math, "nonesuch", np.sum)
    values = x if hasattr(x, "shape") else [x]
    s = f(values) * g(x) if hasattr(math, "exp") and not hasattr(math, "nonesuch") else 0.0
    return s * (scale if not hasattr(scale, "__len__") else scale[0])


def checked_on_the_way(x):
    np.testing.assert_array_less(0.0, x)
    y = np.sqrt(x)
    np.testing.assert_allclose(y * y, x, rtol=1e-12, err_msg=f"of {x}")
    return np.sum(y)


def as_many_as_there_are(x):
    squares = []
    for v in x:
        squares.append(v * v)
    length = math.hypot(*x) * math.hypot(*squares) + math.hypot(*x[:1])
    return max(*x) * length + min(*squares) * min(*x, key=lambda v: abs(v - 0.8))


PROGRAMS = [
    Program(as_many_as_there_are, (X + 0.02,)),
    Program(checked_on_the_way, (X,)),
    Program(tables_of_iterators, (X,)),
    Program(statistics_of_a_list, (X, 0.6), wrt=(0, 1)),
    Program(quotients_and_rests, (X, 5)),
    *(Program(what_a_library_has, (X, s), wrt=(0, 1)) for s in (1.5, np.array([1.5]))),
    Program(counters, (X, ["u", "v", "u"], ["u", "w"])),
    Program(counters_of_active_numbers, (X,)),
    Program(chain_of_dicts, (X,)),
    Program(sum_of_lists, (X,)),
    *(Program(sum_of_lists_of_the_run, (X, n)) for n in (1, 4)),
    Program(method_by_name, (X,)),
    Program(method_of_an_array_by_name, (X,)),
    *(Program(stack_of_contexts, (X, quiet)) for quiet in (True, False)),
    *(Program(context_by_a_test, (X, quiet)) for quiet in (True, False)),
]
