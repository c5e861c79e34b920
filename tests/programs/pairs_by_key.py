"""Lists of pairs under keys that only the run knows: graphs as they are read from edges."""

import heapq
from collections import defaultdict

import numpy as np

from tests.programs.case import Program, positive


def of_a_defaultdict(w, edges):
    neighbours = defaultdict(list)
    for k in range(len(edges)):
        neighbours[int(edges[k, 0])].append((int(edges[k, 1]), w[k]))
    total = 0.0
    for k in range(len(edges)):
        for other, length in neighbours[int(edges[k, 1])]:
            total += length**2 * (other + k)
    return total


def of_setdefault(w, edges):
    neighbours = {}
    for k, (i, j) in enumerate(edges):
        neighbours.setdefault(i, []).append((j, w[k]))
    return sum(length**2 * (i + j) for i, pairs in neighbours.items() for j, length in pairs)


def made_for_all_keys(w, edges, n):
    neighbours = {i: [] for i in range(n)}
    for k, (i, j) in enumerate(edges):
        neighbours[i].append((j, w[k]))
    total = 0.0
    for i in neighbours:
        for j, length in neighbours[i]:
            total += length**2 * (i + j)
    return total


def shortest_ways(w, edges):
    neighbours = defaultdict(list)
    for k, (i, j) in enumerate(edges):
        neighbours[i].append((j, w[k]))
        neighbours[j].append((i, w[k]))
    distances, done, heap = {0: 0.0}, set(), [(0.0, 0)]
    while heap:
        d, node = heapq.heappop(heap)
        if node in done:
            continue
        done.add(node)
        for other, length in neighbours[node]:
            if other not in distances or d + length < distances[other]:
                distances[other] = d + length
                heapq.heappush(heap, (d + length, other))
    return sum(distances.values())


W = positive(5)
EDGES = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3)]
ARRAY = np.array([*EDGES] * 3)

PROGRAMS = [
    Program(of_a_defaultdict, (positive(15), ARRAY)),
    Program(of_setdefault, (positive(15), EDGES * 3)),
    Program(made_for_all_keys, (positive(15), EDGES * 3, 4)),
    Program(shortest_ways, (W, EDGES)),
]
