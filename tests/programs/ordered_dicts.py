"""`OrderedDict` and `defaultdict` of constant keys: in programs, as arguments and as results."""

import copy
from collections import OrderedDict, defaultdict
from typing import NamedTuple

import numpy as np

from tests.programs.case import Program


def sums_by_name(x, y):
    sums = defaultdict(float)
    sums["a"] += x
    sums["b"] += x * y
    sums["a"] += len(sums)
    return sums["a"] * sums["b"] + sums["c"] + len(sums) + ("z" in sums)


def groups_of_a_few(x, y):
    groups = defaultdict(list)
    for i, v in enumerate([x, y, x * y]):
        groups["odd" if i % 2 else "even"].append(v)
    return sum(groups["odd"]) * sum(groups["even"])


def arrays_from_a_lambda(x, y):
    made = defaultdict(lambda: np.zeros(2))
    made["g"] += np.array([x, y])
    made["g"] *= 2.0
    made["h"][0] = x * y
    return np.sum(made["g"]) * made["h"].sum()


def two_levels(x, y):
    table = defaultdict(lambda: defaultdict(float))
    table["a"]["b"] += x
    table["a"]["c"] += y
    table["q"]["b"] -= x * y
    return sum(v for k in table for v in table[k].values()) + table["a"]["b"] ** 2


def dicts_inside(x, y):
    table = defaultdict(dict)
    table["u"]["v"] = x
    table["u"]["w"] = y
    table["t"]["v"] = x * y
    return sum(sum(row.values()) for row in table.values()) * table["u"]["w"]


def filled_until_large(x, y):
    sums = defaultdict(float)
    n = 0
    while x * n < 10:
        sums[n % 3] += x * n * y
        n += 1
    return sum(k * v for k, v in sums.items())


def filled_in_a_branch(x, y):
    sums = defaultdict(float)
    if x > 0:
        sums["p"] += x
    else:
        sums["n"] -= x
    sums["s"] = y
    return sums["p"] * 2 + sums["n"] * 3 + sums["s"] * len(sums)


def default_of_a_variable(x, y):
    factor = 2.0
    made = defaultdict(lambda: factor)
    factor = 5.0
    return made["q"] * x + made["r"] * y * factor


def without_a_factory(x, y):
    made = defaultdict(None)
    try:
        made["a"] += x
    except KeyError:
        made["a"] = y
    return made["a"] * x


def begun_and_copied(x, y):
    first = defaultdict(float, {"a": x}, b=y)
    second = first.copy()
    second["c"] += x
    popped = first.pop("b") if "b" in first else 0
    return first["a"] * second["c"] + first.get("zz", y) * len(first) + popped


class Log:
    def __init__(self):
        self.values = defaultdict(list)
        self.best = OrderedDict()

    def note(self, key, value):
        self.values[key].append(value)
        self.best[key] = max(self.best.get(key, -1e9), value)


def noted_by_an_object(x, y):
    log = Log()
    for i in range(4):
        log.note("loss", x * i)
        log.note("gain", y / (i + 1))
    rest = log.best["loss"] * len(log.values)
    return sum(log.values["loss"]) * log.best["gain"] + sum(log.values["none"]) + rest


def moved_to_the_ends(x, y):
    held = OrderedDict([("a", x), ("b", y), ("c", x * y)])
    held.move_to_end("a")
    held.move_to_end("c", last=False)
    s = 0.0
    for v in held.values():
        s = 2 * s + v
    k, v = held.popitem(last=False)
    return s + v * (3 if k == "c" else 5) + next(iter(held.values())) * len(held)


def copied_and_united(x, y):
    first = OrderedDict(a=x, b=y)
    second = first.copy()
    second["a"] = y * 2
    third = copy.deepcopy(first)
    third["b"] = 3.0
    fourth = {"z": x} | first
    fourth.move_to_end("z")
    return first["a"] * second["a"] + third["b"] * third["a"] + next(iter(fourth.values())) ** 2


class Module:
    def __init__(self):
        self.parameters = OrderedDict()
        self.modules = OrderedDict()

    def everything(self):
        yield from self.parameters.values()
        for one in self.modules.values():
            yield from one.everything()


class Linear(Module):
    def __init__(self, weights, bias):
        super().__init__()
        self.parameters["weights"] = weights
        self.parameters["bias"] = bias

    def __call__(self, x):
        return x @ self.parameters["weights"].T + self.parameters["bias"]


class Network(Module):
    def __init__(self, first, second):
        super().__init__()
        self.modules["first"] = Linear(first, np.zeros(len(first)))
        self.modules["second"] = Linear(second, np.ones(len(second)))

    def __call__(self, x):
        for one in self.modules.values():
            x = np.tanh(one(x))
        return x


def modules_of_modules(first, second):
    network = Network(first, second)
    decay = sum(np.sum(p**2) for p in network.everything())
    return np.sum(network(np.linspace(-1.0, 1.0, 6).reshape(2, 3))) + 0.1 * decay


def ordered_argument(p):
    return p["a"] * np.sum(p["b"] ** 2)


def stored_into_an_ordered_argument(p):
    p["b"] *= 2.0
    p["c"] = p["a"] ** 2
    return p["c"] * np.sum(p["b"])


def first_taken_of_an_ordered_argument(p):
    _, v = p.popitem(last=False)
    return v**2 + np.sum(p["b"])


def ordered_result(x, y):
    made = OrderedDict(a=x * y, b=y)
    made.move_to_end("a")
    return made


def ordered_argument_copied(p):
    made = p.copy()
    made["a"] = made["a"] * 2
    return made


def mapped(f, tree):
    if isinstance(tree, dict):
        return {k: mapped(f, v) for k, v in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(mapped(f, v) for v in tree)
    return f(tree)


def of_the_same_type(a, b):
    tree = mapped(lambda v: v * 0.5, {"e": [a, {"w": (a, b)}], "d": (a * b, b)})
    return tree["e"][0] * tree["e"][1]["w"][1] + sum(tree["d"]) ** 2 + len(tree["d"] + (a,))


class Doubled:
    def __init__(self, values):
        self.values = values

    def total(self):
        return 2 * sum(self.values)


def of_a_class_that_keeps_it(a, b):
    one = Doubled([a, b])
    return type(one)(v * v for v in one.values).total()


def moved_in_an_argument(p):
    p.move_to_end("a")
    return p["a"] * next(iter(p.values())).sum()


def by_order(p, q):
    factor = 2.0 if q == OrderedDict(a=1.3, b=0.4) else 3.0 if q == {"a": 1.3, "b": 0.4} else 4.0
    return (p["a"] + p["b"] ** 2) * factor * len(q)


class Point(NamedTuple):
    at: float
    name: str = "p"
    up: "Point | None" = None


def told_as_text(x, y):
    sums, counts = OrderedDict(a=1), defaultdict(int, b=2)
    counts["c"] += 1
    point = Point(x, up=Point(y, "q"))
    held = {"a": x, "b": [y]}
    lengths = len(str(sums)) * x + len(repr(counts)) * y + len(str([sums, counts])) * x * y
    begun = repr(held.keys()) + str(held.items())[:12]
    found = str(point).partition("up=")
    return lengths + len(begun) * x + len(found[0][:9] + found[2][:9]) * point.up.at


def told_by_class(x, y):
    sums, counts, held = OrderedDict(a=x), defaultdict(int, b=2), {"a": x}
    more = sums.__class__(b=y)
    more["a"] = x * y
    names = counts.__class__.__name__ + held.__class__.__name__ + (x,).__class__.__name__
    return next(iter(more.values())) * len(names) + (sums.__class__ is OrderedDict) * x


REFUSED = {"moved_in_an_argument"}


def ordered():
    return OrderedDict(a=1.3, b=np.array([0.5, -2.0, 0.7]))


PROGRAMS = [
    *(
        Program(one, (1.3, 0.7))
        for one in (
            sums_by_name,
            groups_of_a_few,
            arrays_from_a_lambda,
            two_levels,
            dicts_inside,
            filled_until_large,
            filled_in_a_branch,
            default_of_a_variable,
            without_a_factory,
            begun_and_copied,
            noted_by_an_object,
            moved_to_the_ends,
            copied_and_united,
            ordered_result,
            of_the_same_type,
            of_a_class_that_keeps_it,
            told_as_text,
            told_by_class,
        )
    ),
    Program(modules_of_modules, (np.linspace(-0.5, 0.6, 12).reshape(4, 3), np.eye(2, 4))),
    *(
        Program(one, (ordered(),))
        for one in (
            ordered_argument,
            stored_into_an_ordered_argument,
            first_taken_of_an_ordered_argument,
            ordered_argument_copied,
            moved_in_an_argument,
        )
    ),
    Program(by_order, (OrderedDict(a=1.3, b=0.4), OrderedDict(b=0.4, a=1.3)), wrt=0),
]
