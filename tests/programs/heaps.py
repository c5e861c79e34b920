"""`heapq`, and what algorithms on graphs do with it: shortest paths, events, trees of codes."""

import bisect
import heapq
import math
from heapq import heappop, heappush

import numpy as np

from tests.programs.case import Program, positive

X = np.array([0.7, 1.3, -0.4, 2.1, 0.9])
EDGES = {0: [(1, 0), (2, 1)], 1: [(3, 2)], 2: [(3, 3)], 3: []}
ROADS = {0: [(1, 2.0), (2, 5.0)], 1: [(2, 1.5), (3, 4.0)], 2: [(3, 1.0)]}


def in_falling_order(x):
    heap = []
    for v in x:
        heappush(heap, v * v)
    s = 0.0
    while heap:
        s = s * 0.5 + heappop(heap)
    return s


def replaced_and_pushed(x):
    heap = [v * v for v in x]
    heapq.heapify(heap)
    a = heapq.heapreplace(heap, x[0] * x[1])
    b = heapq.heappushpop(heap, x[2] * 3)
    s = a * b
    while heap:
        s = s * 0.5 + heapq.heappop(heap)
    return s


def events(x):
    heap = []
    for i, t in enumerate([3, 1, 2, 1]):
        heappush(heap, (t, i))
    s = 1.0
    while heap:
        t, i = heappop(heap)
        s = s * x[i] + t
    return s


def shortest_path(w, edges, goal):
    w = w**2
    distance = {0: 0.0}
    heap = [(0.0, 0)]
    done = set()
    while heap:
        d, u = heappop(heap)
        if u in done:
            continue
        done.add(u)
        for v, k in edges[u]:
            longer = d + w[k]
            if v not in distance or longer < distance[v]:
                distance[v] = longer
                heappush(heap, (longer, v))
    return distance[goal] ** 2


def tree_of_codes(x):
    heap = [(v * v, i) for i, v in enumerate(x)]
    heapq.heapify(heap)
    cost = 0.0
    while len(heap) > 1:
        a, i = heappop(heap)
        b, j = heappop(heap)
        cost += (a + b) * (i + 1)
        heappush(heap, (a + b, min(i, j)))
    return cost * cost


def greatest_and_least(x):
    chosen = heapq.nlargest(2, range(5), key=lambda i: x[i] ** 2)
    s = sum((i + 1) * v for i, v in enumerate(heapq.nlargest(3, x * x)))
    return s + sum(x[i] ** 3 for i in chosen) + heapq.nsmallest(1, x)[0] ** 2


class Simulator:
    def __init__(self, service, gap):
        self.service, self.gap = service, gap
        self.queue, self.count = [], 0

    def schedule(self, when, what):
        heapq.heappush(self.queue, (when, self.count, what))
        self.count += 1

    def run(self, until):
        cost = 0.0
        while self.queue:
            now, _, what = heapq.heappop(self.queue)
            if now > until:
                break
            cost += now * (2.0 if what == "arrive" else 1.0)
            if what == "arrive":
                self.schedule(now + self.service, "leave")
                self.schedule(now + self.gap, "arrive")
        return cost


def queue_of_an_object(x):
    simulator = Simulator(x[0], x[1])
    simulator.schedule(x[2] * 0.1, "arrive")
    return simulator.run(3.0)


def kept_in_order(x):
    window, s = [], 0.0
    for k in range(2 * len(x)):
        bisect.insort(window, x[k % len(x)] * (1.0 + 0.1 * k))
        s += window[len(window) // 2] ** 2
    return s


def put_before_its_equals(x):
    falling = [x[0] + 9.0, x[1] - 9.0]
    for v in x:
        bisect.insort_left(falling, v, key=lambda u: -u)
        bisect.insort(falling, v * v, 1, len(falling))
    return sum((k + 1.0) * v for k, v in enumerate(falling))


def roads_by_their_lengths(x):
    best = [math.inf for _ in range(4)]
    best[0] = 0.0
    heap = [(0.0, 0)]
    while heap:
        d, u = heappop(heap)
        if d <= best[u]:
            for v, length in ROADS.get(u, []):
                longer = d + length * x
                if longer < best[v]:
                    best[v] = longer
                    heappush(heap, (longer, v))
    return best[3]


def lists_under_keys_of_the_run(x, keys):
    rows = {"a": [x, x], "b": [x, 3.0]}
    for key in keys:
        row = rows[key]
        row[0] = row[0] * x
        rows["a"][1] = rows["a"][1] * row[0]
        row.append(x)
    return rows["a"][1] * rows["b"][0] + len(rows["a"]) * sum(rows["b"])


def lists_of_pairs_of_any_length(x, k):
    graph = [[(1, x[0]), (2, x[1])], [(0, x[2])], []]
    k = int(k)
    cut = graph[k][:]
    graph[k].append((5, x[0] * x[1]))
    cut.append((3, x[1]))
    graph[0][k] = (2, x[1] * graph[1][0][1])
    s = sum(w * w for v, w in cut)
    for row in graph:
        for v, w in row:
            s += v * w**3
    return s


def part_that_grows(x, n, numbers):
    for j in range(int(n)):
        part = numbers[j:]
        part[0] = 7
        part.append(5)
        for v in part:
            x = np.sin(x) * v * 0.3 + 0.1 * x
    return x


PROGRAMS = [
    Program(lists_of_pairs_of_any_length, (X[:3], 1.0)),
    Program(part_that_grows, (1.3, 2.0, [1, 2, 3])),
    Program(roads_by_their_lengths, (1.3,)),
    Program(lists_under_keys_of_the_run, (1.3, ["a", "b", "a"])),
    Program(queue_of_an_object, (positive(4),)),
    *(
        Program(function, (X,))
        for function in (
            in_falling_order,
            replaced_and_pushed,
            events,
            tree_of_codes,
            greatest_and_least,
            kept_in_order,
            put_before_its_equals,
        )
    ),
    Program(shortest_path, (X, EDGES, 3)),
]
