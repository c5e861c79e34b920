"""Graphs as dicts and lists of dicts and lists of pairs, of which the run asks for a node."""

import heapq

from tests.programs.case import Program, positive


def shortest_way(w):
    graph = {"a": {"b": w[0], "c": w[1]}, "b": {"c": w[2], "d": w[3]}, "c": {"d": w[4]}, "d": {}}
    distance = {node: float("inf") for node in graph}
    distance["a"] = 0.0
    heap = [(0.0, "a")]
    while heap:
        d, node = heapq.heappop(heap)
        if d > distance[node]:
            continue
        for other, length in graph[node].items():
            if d + length < distance[other]:
                distance[other] = d + length
                heapq.heappush(heap, (d + length, other))
    return distance["d"] * distance["c"]


def shortest_way_in_an_argument(graph, start, end):
    distance = {node: float("inf") for node in graph}
    distance[start] = 0.0
    heap, seen = [(0.0, start)], set()
    while heap:
        d, node = heapq.heappop(heap)
        if node in seen:
            continue
        seen.add(node)
        for other, length in graph[node].items():
            if d + length < distance[other]:
                distance[other] = d + length
                heapq.heappush(heap, (distance[other], other))
    return distance[end] ** 2


def followed(node, k):
    return (2 * node + 1 + k) % 4


def dicts_of_dicts(w, n):
    graph = {0: {1: w[0], 2: w[1]}, 1: {2: w[2], 3: w[3]}, 2: {3: w[4]}, 3: {}}
    total, node = 0.0, 0
    for k in range(n):
        for other, length in graph[node].items():
            total += length**2 * (other + k)
        node = followed(node, k)
    return total


def chances_by_text(w, n):
    names = ["a", "b", "c"]
    chances = {"a": {"a": w[0], "b": w[1]}, "b": {"a": w[2], "b": w[3]}, "c": {"a": w[4], "b": 1.0}}
    total, state = 0.0, "a"
    for k in range(n):
        total += chances[state]["a" if k % 2 else "b"] ** 2
        state = names[(2 * k + 1) % 3]
    return total


def lists_of_dicts(w, n):
    graph = [{1: w[0], 2: w[1]}, {2: w[2], 3: w[3]}, {3: w[4]}, {}]
    total, node = 0.0, 0
    for k in range(n):
        for other, length in graph[node].items():
            total += length**2 * (other + k)
        node = followed(node, k)
    return total


def dicts_of_lists_of_pairs(w, n):
    graph = {0: [(1, w[0]), (2, w[1])], 1: [(2, w[2]), (3, w[3])], 2: [(3, w[4])], 3: []}
    total, node = 0.0, 0
    for k in range(n):
        for other, length in graph[node]:
            total += length**2 * (other + k)
        node = followed(node, k)
    return total


def lengths_that_change(w, n):
    graph = {0: {1: w[0], 2: w[1]}, 1: {2: w[2], 3: w[3]}, 2: {3: w[4]}, 3: {}}
    total, node = 0.0, 0
    for k in range(n):
        for other in graph[node]:
            graph[node][other] *= w[0]
            total += graph[node][other]
        graph[node][7] = w[1] * k
        node = followed(node, k)
    return total + sum(graph[0].values())


def argument_of_dicts(graph, n):
    total, node = 0.0, 0
    for k in range(n):
        for other, length in graph[node].items():
            total += length**2 * (other + k)
        node = followed(node, k)
    return total


def argument_of_lists(graph, n):
    total, node = 0.0, 0
    for k in range(n):
        for other, length in graph[node]:
            total += length**2 * (other + k)
        node = followed(node, k)
    return total


def argument_that_is_written(graph, n):
    total, node = 0.0, 0
    for k in range(n):
        inner = graph[node]
        for other, length in inner.items():
            total += length**2 * (other + k)
        inner[1] = total * 0.1
        node = followed(node, k)
    return total


def argument_of_rows_that_are_written(graph, n):
    total, node = 0.0, 0
    for k in range(n):
        for row in graph[node]:
            row[1] = row[1] * 1.1
            total += row[1] * row[0]
        node = followed(node, k)
    return total


W = positive(5)
ROWS = {0: [[1, 0.5]], 1: [[2, 0.3], [1, 0.4]], 2: [[3, 0.1]], 3: [[1, 0.2]]}
TEXTS = {"a": {"b": 0.5, "c": 1.5}, "b": {"c": 0.7, "d": 2.0}, "c": {"d": 0.6}, "d": {}}
DICTS = {0: {1: 0.5, 2: 1.5}, 1: {2: 0.7, 3: 2.0}, 2: {3: 0.6}, 3: {}}
LISTS = {node: list(lengths.items()) for node, lengths in DICTS.items()}
PASSES = 23  # more than are written out

REFUSED = {"argument_that_is_written", "argument_of_rows_that_are_written"}

PROGRAMS = [
    Program(shortest_way, (W,)),
    Program(shortest_way_in_an_argument, (TEXTS, "a", "d")),
    *(
        Program(one, (W, PASSES))
        for one in (
            *(dicts_of_dicts, chances_by_text, lists_of_dicts, dicts_of_lists_of_pairs),
            lengths_that_change,
        )
    ),
    Program(argument_of_dicts, (DICTS, PASSES)),
    Program(argument_of_lists, (LISTS, PASSES)),
    Program(argument_that_is_written, (DICTS, PASSES)),
    Program(argument_of_rows_that_are_written, (ROWS, PASSES)),
]
