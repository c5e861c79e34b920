"""Dicts that are asked for keys which only the run knows, without being changed."""

import numpy as np

from tests.programs.case import Program

NUMBERS = {"u": 1.5, "v": 2.5, "w": -0.5}
ARRAYS = {"u": np.array([1.5, 2.0]), "v": np.array([0.5, -3.0])}
X = np.array([0.7, 1.3, -0.4, 2.1, 0.9])


def greatest(d):
    k = max(d, key=d.get)
    return d[k] ** 2


def least_of_all(d):
    k = min(d, key=d.get)
    return d[k] * sum(d.values())


def in_order(d):
    order = sorted(d, key=lambda k: d[k])
    return sum((i + 1) * d[k] ** 2 for i, k in enumerate(order))


def of_greatest_norm(d):
    k = max(d, key=lambda n: np.sum(d[n] ** 2))
    return np.sum(d[k] ** 3)


def array_of_one_is_written(d):
    k = max(d, key=lambda n: np.sum(d[n]))
    d[k][0] = 5.0
    return np.sum(d[k] ** 2)


def neighbours(x, start):
    graph = {0: [1], 1: [2, 3], 2: [], 3: [0]}
    graph[2].append(3)
    follows = {0: 4, 4: 1}
    s = 0.0
    u = start
    for _ in range(6):
        s = s * 0.5 + x[u] ** 2 * follows.get(u, 2)
        u = graph[u][-1]
    return s


def gains_of_states(x):
    follows = {("idle", True): "run", ("run", True): "run", ("run", False): "idle"}
    gain = {"idle": 0.5, "run": 1.0, "stop": -0.5}
    state, s = "idle", 0.0
    for v in x:
        state = follows.get((state, bool(v > 0.5)), "stop")
        s += gain[state] * v**2
    return s


def table_that_is_written(x, text):
    gain = {"a": 1.0, "b": 2.0, "c": 3.0}
    s = 0.0
    for letter in text:
        s += gain[letter] * x[1]
        gain[letter] *= x[0]
    gain["a"] = s
    return s + gain[text[0]]


def gains_or_a_default(x, text):
    gain = {"a": 1.0, "b": 2.0}
    return sum(gain.get(letter, 0.5) * v for letter, v in zip(text, x))


PROGRAMS = [
    Program(gains_or_a_default, (X, "abca")),
    Program(gains_of_states, (X,)),
    Program(table_that_is_written, (X, "abacab")),
    *(Program(function, (NUMBERS,)) for function in (greatest, least_of_all, in_order)),
    *(Program(function, (ARRAYS,)) for function in (of_greatest_norm, array_of_one_is_written)),
    Program(neighbours, (X, 1)),
]
