"""Lists of tuples, dicts, objects and lists that grow in loops."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from tests.programs.case import Program, positive, signed


def history_of_pairs(x, v, n):
    history = []
    for _ in range(n):
        v = v - 0.1 * x
        x = x + 0.1 * v
        history.append((x, v))
    s = 0.0
    for a, b in history:
        s += a * b
    return s + history[-1][0] * history[0][1]


def history_with_start(x, v, n):
    history = [(x, v)]
    for _ in range(n):
        a, b = history[-1]
        history.append((a + 0.1 * b, b - 0.1 * a))
    x, v = history[-1]
    return x * v * len(history)


def history_of_arrays(x, n):
    steps = []
    for i in range(n):
        x = np.sin(x) * 1.1
        steps.append((x, x * i, i))
    return sum(np.sum(a * b) + c for a, b, c in steps)


def pairs_comprehended(x, n):
    pairs = [(x * i, x**i) for i in range(n)]
    return sum(a * b for a, b in pairs)


def pairs_to_array(x, n):
    pairs = []
    for i in range(n):
        pairs.append((np.cos(x * i), np.sin(x * i)))
    a = np.array(pairs)
    return np.sum(a[:, 0] * a[:, 1] ** 2)


def lists_to_array(x, n):
    rows = []
    for i in range(n):
        rows.append([x * i, 1.0, x**2])
    return np.sum(np.array(rows) ** 2)


def rows_comprehended(x, n):
    grid = [[x * i, x + i] for i in range(n)]
    s = 0.0
    for row in grid:
        s += row[0] * row[1]
    return s * grid[1][0]


def dicts_grown(x, n):
    log = []
    for i in range(n):
        x = x * 1.1
        log.append({"x": x, "step": i, "loss": x**2})
    return sum(entry["loss"] for entry in log) + log[-1]["x"] * log[1]["step"]


class State(NamedTuple):
    x: Any
    v: Any


def named_tuples_grown(x, n):
    path = [State(x, 0.5)]
    for _ in range(n):
        s = path[-1]
        path.append(s._replace(x=s.x + 0.1 * s.v, v=s.v - 0.1 * s.x))
    return sum(s.x**2 for s in path) * path[1].v


@dataclass
class Particle:
    x: Any
    v: Any
    m: float = 2.0

    def step(self, dt):
        self.v -= dt * self.x / self.m
        self.x += dt * self.v


def objects_made_in_comprehension(x, n):
    ps = [Particle(x * (i + 1), 0.1 * i) for i in range(n)]
    for p in ps:
        p.step(0.1)
    return sum(p.x * p.v for p in ps)


def objects_stepped(x, n, steps):
    ps = []
    for i in range(n):
        ps.append(Particle(x * (i + 1), 0.1 * i))
    for _ in range(steps):
        for p in ps:
            p.step(0.1)
    total = 0.0
    for i in range(len(ps)):
        total += ps[i].x ** 2 + ps[i].v
    return total


def objects_interacting(x, n, steps):
    ps = [Particle(x * (i + 1), 0.1 * i) for i in range(n)]
    for _ in range(steps):
        forces = []
        for i in range(n):
            f = 0.0
            for j in range(n):
                if i != j:
                    f += ps[j].x - ps[i].x
            forces.append(f)
        for i in range(n):
            p = ps[i]
            p.v = p.v + 0.1 * forces[i]
        for i in range(n):
            ps[i].x += 0.1 * ps[i].v
    return sum(p.x**2 for p in ps)


def stack_of_tuples(x, n):
    stack = [(x, 0)]
    total = 0.0
    while stack:
        value, depth = stack.pop()
        total += value**2
        if depth < n:
            stack.append((value * 0.5, depth + 1))
            stack.append((value * x, depth + 1))
    return total


def rows_stored(x, n):
    rows = [(x, 1.0)]
    for i in range(n):
        rows.append((x * i, 2.0))
    rows[0] = (rows[1][0] + x, x)
    rows[-1] = rows[0]
    return rows[-1][0] * rows[0][1] + rows[1][1]


def rows_sliced(x, n):
    rows = []
    for i in range(n):
        rows.append((x * i, x))
    return sum(a * b for a, b in rows[1:]) + sum(a for a, _ in rows[:-1])


def rows_reversed(x, n):
    rows = []
    for i in range(n):
        rows.append((x * (i + 1), i))
    rows.reverse()
    s = 0.0
    for a, i in rows:
        s = s * 0.5 + a * i
    return s


def rows_zipped(x, n):
    rows, ys = [], []
    for i in range(n):
        rows.append((x * i, x))
        ys.append(x**i)
    s = 0.0
    for (a, b), y in zip(rows, ys):
        s += a * b * y
    for i, (a, b) in enumerate(rows):
        s += i * a * b
    return s


def nested_rows(x, n):
    rows = []
    for i in range(n):
        rows.append((i, (x * i, [x, 1.0])))
    return sum(i * a * b[0] for i, (a, b) in rows)


def conditional_rows(x):
    big = []
    for i in range(len(x)):
        if x[i] > 0.8:
            big.append((x[i], i))
    s = 0.0
    for value, i in big:
        s += value**2 * i
    return s


def list_of_lists_grown(x, n):
    rows = []
    for i in range(n):
        row = []
        for j in range(i + 1):
            row.append(x * j + i)
        rows.append(row)
    s = 0.0
    for row in rows:
        for v in row:
            s += v * v
    return s + rows[-1][0] * rows[n - 1][n - 1]


def triangle_of_lists(x, n):
    rows = [[x]]
    for i in range(1, n):
        previous = rows[-1]
        row = [x]
        for j in range(1, i):
            row.append(previous[j - 1] + previous[j] * x)
        row.append(1.0)
        rows.append(row)
    return sum(rows[-1])


def nested_comprehensions(x, n):
    grid = [[x ** (i + j) for j in range(n)] for i in range(n)]
    return grid[0][1] * grid[n - 1][n - 1] + sum(sum(row) for row in grid)


def table_filled(x, n):
    table = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            table[i][j] = x * i + j * (table[i - 1][j] if i > 0 else 1.0)
    return table[n - 1][n - 1] * table[1][0] + table[1][1]


def list_of_arrays_written(x, n):
    parts = [np.zeros(3) for _ in range(n)]
    for i in range(n):
        parts[i][0] = x[0] * i
        parts[i] += x
    return np.sum(parts[0] * parts[-1])


def pairs_sorted_in_place(x, n):
    pairs = [(np.sin(x * i * 5), x * i) for i in range(n)]
    pairs.sort(key=lambda pair: pair[0])
    return pairs[0][1] * pairs[-1][0] + pairs[1][1]


def pairs_sorted(x, n):
    pairs = [(np.sin(x * i * 5), x * i) for i in range(n)]
    falling = sorted(pairs, key=lambda pair: -pair[0])
    rising = sorted(pairs)
    return falling[0][1] * falling[-1][0] + rising[1][1] * rising[0][0]


def least_pair(x, n):
    pairs = [(np.sin(x * i * 5), x * i) for i in range(n)]
    low = min(pairs, key=lambda pair: pair[0])
    high = max(pairs, key=lambda pair: pair[1])
    return low[1] * high[0]


class Body:
    """Kept in several lists, where nobody writes it."""

    def __init__(self, mass, speed):
        self.mass, self.speed = mass, speed

    def energy(self):
        return 0.5 * self.mass * self.speed**2


def objects_chosen(x):
    bodies = [Body(v, v * x[0]) for v in x]
    heavy = [b for b in bodies if b.mass > 0.8]
    light = []
    for b in bodies:
        if b.mass <= 0.8:
            light.append(b)
    return sum(b.energy() for b in heavy) * sum(b.speed for b in light) + len(bodies)


def objects_sorted(x):
    bodies = [Body(v, v * x[0]) for v in x]
    bodies.sort(key=lambda b: b.energy())
    ordered = sorted(bodies, key=lambda b: -b.mass)
    return bodies[0].energy() * bodies[-1].speed + ordered[0].mass * ordered[1].speed


def records_sorted(x):
    records = [{"id": i, "score": v * v} for i, v in enumerate(x)]
    best = sorted(records, key=lambda r: r["score"], reverse=True)[:3]
    return sum(r["score"] / (1 + r["id"]) for r in best)


V = positive(3)
PROGRAMS = [
    *(
        Program(one, (1.3, 4))
        for one in (
            pairs_sorted_in_place,
            pairs_sorted,
            least_pair,
            pairs_comprehended,
            pairs_to_array,
            lists_to_array,
            rows_comprehended,
            dicts_grown,
            named_tuples_grown,
            objects_made_in_comprehension,
            rows_stored,
            rows_sliced,
            rows_reversed,
            rows_zipped,
            nested_rows,
            list_of_lists_grown,
            triangle_of_lists,
            nested_comprehensions,
            table_filled,
        )
    ),
    Program(history_of_pairs, (1.3, 0.7, 4), wrt=(0, 1)),
    Program(history_with_start, (1.3, 0.7, 4), wrt=(0, 1)),
    Program(history_of_arrays, (V, 3)),
    Program(objects_stepped, (1.3, 3, 2)),
    Program(objects_interacting, (1.3, 3, 2)),
    Program(stack_of_tuples, (0.7, 3)),
    Program(conditional_rows, (signed(6),)),
    Program(list_of_arrays_written, (V, 3)),
    *(Program(one, (positive(5),)) for one in (objects_chosen, objects_sorted, records_sorted)),
]
