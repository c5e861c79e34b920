"""`itertools.groupby`: groups of neighbours with one key, gone through once or made lists of."""

import itertools
import operator

import numpy as np

from tests.programs.case import Program, positive

X = positive(5)
LABELS = [2, 1, 2, 3, 3]


def sums_of_groups(x):
    return sum(k * sum(g) ** 2 for k, g in itertools.groupby(sorted(x), lambda v: v > 0.8))


def means_by_label(x, labels):
    rows = sorted(zip(labels, x), key=lambda row: row[0])
    means = {}
    for label, rest in itertools.groupby(rows, key=operator.itemgetter(0)):
        values = [v for _, v in rest]
        means[label] = sum(values) / len(values)
    return sum(label * mean**2 for label, mean in means.items())


def groups_as_lists(x, labels):
    total = 0.0
    for label, group in itertools.groupby(labels, key=None):
        group = list(group)
        total = total * x[0] + label * x[1] ** len(group) + sum(group)
        if label == 3:
            break
    return total


def runs_of_a_text(x):
    total, start = 0.0, 0
    for letter, run in itertools.groupby("aabbb"):
        length = len(list(run))
        total += np.sum(x[start : start + length]) ** 2 * (2.0 if letter == "a" else 1.0)
        start += length
    return total


PROGRAMS = [
    *(Program(function, (X,)) for function in (sums_of_groups, runs_of_a_text)),
    *(Program(function, (X, LABELS)) for function in (means_by_label, groups_as_lists)),
]
