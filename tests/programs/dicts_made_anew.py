"""Dicts that each pass of a loop makes anew, of the one before and a key that the pass tells."""

from tests.programs.case import Program, positive


def weighed(d):
    return sum(v * v * k for k, v in d.items())


def joined_over_constants(x):
    d = {}
    for i in range(4):
        d = d | {i: x[i] ** 2}
    return weighed(d)


def joined(x, n):
    d = {}
    for i in range(n):
        d = d | {i: x[i] ** 2, n + i: x[0]}
    return weighed(d)


def joined_from_the_left(x, n):
    d = {0: x[1]}
    for i in range(n):
        d = {i: x[i] * d[0]} | d
    return weighed(d)


def spread(x, n):
    d = {}
    for i in range(n):
        d = {**d, i: x[i] ** 2}
    return weighed(d)


def updated(x, n):
    d = {n: x[0]}
    for i in range(n):
        d |= {i: x[i] * d[n]}
        d.update({n: d[i] * 0.5})
    return weighed(d)


def copied(x, n):
    d = {}
    for i in range(n):
        d = dict(d)
        d[i] = x[i] ** 2
    return weighed(d)


def under_names_of_the_run(x, names):
    d = {}
    for name, v in zip(names, x, strict=True):
        d = d | {name: d.get(name, 0.0) + v**2}
    return sum(v * v for v in d.values())


def spread_under_names_of_the_run(x, names):
    d = {}
    for name, v in zip(names, x, strict=True):
        d = {**d, name: v * v + d.get(name, 1.0)}
    return sum(v * v for v in d.values())


def picked_at_once(x, k):
    return {k: x[0] ** 2, k + 1: x[1]}[k] * x[2]


X = positive(4)
REFUSED = {"joined_to_nothing"}  # of no pass, the dict holds nothing
NAMES = ["a", "b", "c", "a"]

PROGRAMS = [
    Program(joined_over_constants, (X,)),
    *(Program(one, (X, 4)) for one in (joined, joined_from_the_left, spread, updated, copied)),
    Program(joined, (X, 0), name="joined_to_nothing"),
    Program(under_names_of_the_run, (X, NAMES)),
    Program(spread_under_names_of_the_run, (X, NAMES)),
    Program(picked_at_once, (X, 2)),
]
