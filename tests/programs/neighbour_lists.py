"""Dicts that hold a list for each key of the run: neighbours, members of cells, histories."""

import numpy as np

from tests.programs.case import Program, positive, signed


def pair_energy(positions):
    n = len(positions)
    neighbours = {i: [j for j in range(i + 1, n)] for i in range(n)}
    energy = 0.0
    for i in range(n):
        for j in neighbours[i]:
            d = positions[i] - positions[j]
            energy += 1.0 / (1.0 + np.dot(d, d))
    return energy


def by_items(positions):
    neighbours = {i: list(range(i)) for i in range(len(positions))}
    energy = 0.0
    for i, others in neighbours.items():
        for j in others:
            energy += np.sum(positions[i] * positions[j] ** 2)
    return energy


def stored_then_grown(x):
    n = len(x)
    earlier = {}
    for i in range(n):
        earlier[i] = []
        for j in range(i):
            earlier[i].append(j)
    return sum(x[i] * x[j] for i in range(n) for j in earlier[i])


def lists_of_active_values(x):
    n = len(x)
    powers = {}
    for i in range(n):
        powers[i] = [x[j] * x[i] for j in range(i + 1)]
    s = 0.0
    for i in range(n):
        for v in powers[i]:
            s += v * v
        powers[i][0] = 0.0
    return s + sum(powers[n - 1])


def one_list_under_two_keys(x):
    n = len(x)
    shared = [v * v for v in x]
    held = {}
    for i in range(n):
        held[i] = shared
    held[0][1] = x[0]
    return held[n - 1][1] * held[1][2]


PROGRAMS = [
    Program(pair_energy, (signed(4, 3),)),
    Program(by_items, (signed(4, 2),)),
    Program(stored_then_grown, (signed(5),)),
    Program(lists_of_active_values, (positive(4),)),
    Program(one_list_under_two_keys, (positive(4),)),
]
