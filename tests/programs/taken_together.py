"""Elements taken together by `itertools`, where only the run knows how many; rows of lists."""

import math
from itertools import combinations, combinations_with_replacement, permutations, product

import numpy as np

from tests.programs.case import Program, signed

V = np.array([0.7, 1.2, 0.4, 0.9])
A = signed(3, 3)


def polynomial_features(x, degree):
    columns = [np.ones(len(x))]
    for d in range(1, degree + 1):
        for chosen in combinations_with_replacement(range(x.shape[1]), d):
            columns.append(np.prod(x[:, chosen], axis=1))
    return np.sum(np.stack(columns, axis=1) ** 2)


def symmetric(x, r):
    s = 0.0
    for chosen in combinations(x, r):
        s += math.prod(chosen) * chosen[0]
    return s


def by_permutations(a):
    n = len(a)
    s = 0.0
    for order in permutations(range(n)):
        turned = sum(order[i] > order[j] for i in range(n) for j in range(i + 1, n))
        term = 1.0
        for i, j in enumerate(order):
            term *= a[i, j]
        s += (-1) ** turned * term
    return s


def partition_function(couplings, n):
    z = 0.0
    for spins in product([-1, 1], repeat=n):
        energy = sum(couplings[i] * spins[i] * spins[i + 1] for i in range(n - 1))
        z += np.exp(-energy)
    return np.log(z)


def grid_of_many(x, n):
    s = 0.0
    for a, b in product(*[x * k for k in range(1, n)]):
        s += a * b**2
    return s


def pools_written_out(x):
    s = 0.0
    for c in product(*[[x[0], x[1]], [x[2], x[3]]], repeat=1):
        s += c[0] * c[1] ** 2
    return s


def row_of_a_table(x, n):
    table = [[x[0], x[1]], [x[2], x[3]]]
    s = 0.0
    for i in range(n):
        row = table[i]
        for k in range(n):
            s = s * 0.5 + row[k] ** 2
    return s


def tuple_that_shrinks(x):
    rest = tuple(x)
    s = 0.0
    while rest:
        s = s * rest[0] + rest[-1]
        rest = rest[1:]
    return s


def pairs_kept_in_a_list(x):
    pairs = list(combinations(x, 2))
    return sum(abs(a - b) ** 1.5 for a, b in pairs) / len(pairs)


def orders_kept_in_a_list(x):
    orders = list(permutations(x.tolist(), 2))
    table = [p for p in product(x, (1.0, 2.0)) if p[1] > 1.0]
    return sum([a * b**2 for a, b in orders]) + sum(a * w for a, w in table) * orders[1][0]


class Body:
    def __init__(self, place, speed, mass):
        self.place, self.speed, self.mass = place, speed, mass
        self.energies = []

    def move(self, force, dt):
        self.speed = self.speed + dt * force / self.mass
        self.place = self.place + dt * self.speed
        self.energies.append(0.5 * self.mass * self.speed**2)


def attracted(bodies):
    forces = [0.0 for _ in bodies]
    for i, j in combinations(range(len(bodies)), 2):
        d = bodies[j].place - bodies[i].place
        force = bodies[i].mass * bodies[j].mass * d / (d * d + 0.1) ** 1.5
        forces[i] += force
        forces[j] -= force
    return forces


def bodies_by_pairs(m, x):
    bodies = [Body(x[i], 0.1 * i, m[i]) for i in range(3)]
    t = 0.0
    while t < 0.25:
        for body, force in zip(bodies, attracted(bodies), strict=True):
            body.move(force, 0.1)
        t += 0.1
    return sum(b.place**2 for b in bodies) + sum(sum(b.energies) for b in bodies)


def places_by_pairs(x, n):
    s = 0.0
    for i, j in permutations(range(n), 2):
        s = 0.9 * s + x[i] * x[j] ** 2
    for i, j in product(range(n), range(1, n)):
        s = 0.9 * s + x[i] * x[j]
    for places in combinations(range(n), n - 1):
        s = s * 0.9 + x[places[0]] * x[places[-1]]
    return s


PROGRAMS = [
    Program(bodies_by_pairs, (np.array([1.0, 2.0, 0.5]), np.array([0.3, -1.2, 2.0])), wrt=(0, 1)),
    Program(places_by_pairs, (V, 4)),
    Program(pairs_kept_in_a_list, (np.array([0.3, -1.2, 2.0, 0.9]),)),
    Program(orders_kept_in_a_list, (np.array([0.3, -1.2, 2.0, 0.9]),)),
    Program(polynomial_features, (signed(4, 2), 2)),
    Program(symmetric, (V, 3)),
    Program(by_permutations, (A,)),
    Program(partition_function, (V, 4)),
    Program(grid_of_many, (V, 3)),
    Program(pools_written_out, (V,)),
    Program(row_of_a_table, (V, 2)),
    Program(tuple_that_shrinks, (V,)),
]
