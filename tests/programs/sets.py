"""Sets of numbers, texts and tuples that no derivative reaches: they choose, count and order."""

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, 1.2, 0.4, 0.9])
EDGES = {(0, 1), (1, 2), (3, 0), (2, 3)}
LINKS = [[1, 2], [0, 3], [0], [1]]


def each_of_an_argument(x, chosen):
    s = 1.0
    for i in chosen:
        s = s * x[i] + len(chosen)
    return s * sum(x[i] ** 2 for i in chosen)


def sorted_classes(x, labels):
    s = 1.0
    for label in sorted(set(labels)):
        s = s * np.sum(x[[i for i, other in enumerate(labels) if other == label]])
    return s * len(set(labels))


def edges(x, pairs):
    s = 0.0
    for i, j in pairs:
        s += (x[i] - x[j]) ** 2 * x[i]
    return s


def texts(x, names):
    s = 0.0
    for name in sorted({n.strip() for n in names} | {"d"}):
        s = s * 0.5 + x["abcd".index(name)] ** 2
    return s


def breadth_first(x, links):
    seen, queue, s = {0}, [0], 0.0
    while queue:
        u = queue.pop(0)
        s = s * 0.5 + x[u] ** 2
        for v in links[u]:
            if v not in seen:
                seen.add(v)
                queue.append(v)
    return s * len(seen)


def gone_through_twice(x, n):
    met = set()
    s = 1.0
    for i in range(n):
        for j in met:
            s = s * x[j]
        met.add((3 * i) % 4)
        if i == 2:
            met.discard(0)
    for j in met & {1, 2, 3} - {2}:
        s = s + x[j] * s
    return s


def sets_in_a_list(x, links):
    around = [set(row) for row in links]
    s = 0.0
    for i in range(len(links)):
        around[i].add(i)
        for j in around[i].union([0]):
            s += x[i] * x[j]
    return s


PROGRAMS = [
    Program(each_of_an_argument, (V, {1, 3, 2})),
    Program(each_of_an_argument, (V, frozenset({0})), name="each_of_a_frozen_argument"),
    Program(sorted_classes, (V, [3, 1, 3, 7])),
    Program(edges, (V, EDGES)),
    Program(texts, (V, {"a", " b", "c "})),
    Program(breadth_first, (V, LINKS)),
    Program(gone_through_twice, (V, 4)),
    Program(sets_in_a_list, (V, LINKS)),
]
