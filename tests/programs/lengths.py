"""Arrays under one name whose lengths differ from time to time."""

import numpy as np

from tests.programs.case import Program, positive, signed


def one_of_two_lengths(x, y):
    h, total = x, 0.0
    for i in range(4):
        shifted = h + 0.5
        total += np.sum(shifted * h) + np.sum((h[1:] - h[:-1]) ** 2)
        h = np.sin(y) * total if i % 2 == 0 else np.cos(x) + y[0]
    return total + np.sum(h)


def shrinking(x):
    h, total = x, 0.0
    while len(h) > 1:
        total += np.sum(h * h)
        h = 0.5 * (h[1:] + h[:-1]) * h[0]
    return total * h[0]


def log_forward(a, b, start):
    alpha = start + b[:, 0]
    for t in range(1, 3):
        joint = alpha[:, None] + a
        most = joint.max(axis=0)
        alpha = most + np.log(np.sum(np.exp(joint - most), axis=0)) + b[:, t]
    return np.log(np.sum(np.exp(alpha)))


def binomial_tree(x, p, discount):
    for _ in range(len(x) - 1):
        x = discount * (p * x[1:] + (1 - p) * x[:-1])
    return x[0]


def neville(x, y, at):
    for k in range(1, len(x)):
        y = ((at - x[k:]) * y[:-1] - (at - x[:-k]) * y[1:]) / (x[:-k] - x[k:])
    return y[0]


def columns_that_shrink(a, n):
    for _ in range(n):
        a = a[:, 1:] * a[:, :-1] + a[:, :1]
    return np.sum(a * a)


def down_to_one(x):
    total = 0.0
    for _ in range(len(x) - 1):
        y = x[1:] * x[:-1]
        total += np.sum(y * x[:1]) + np.sum(x[1:] * x[0])
        x = y
    return total


def parts_before_and_inside(x):
    total = 0.0
    for _ in range(2):
        outer = x[1:]
        for _ in range(2):
            w = outer * x[:1]
            total += np.sum(w * w)
            x = x[1:] * x[:-1]
        total += np.sum(x)
    return total


def parts_of_two_versions(x):
    for i in range(3):
        left, right = x[:-1], x[1:]
        if i == 1:
            x = left * right
        short, rest = x[:-1], x[1:]
        x = np.sin(short) * rest + np.sum(left) * 0.1
    return np.sum(x)


def smoothed_to_nothing(x):
    for _ in range(len(x) + 1):
        x = 0.5 * (x[1:] + x[:-1])
    return np.sum(x * x)


def counted_while_it_changes(x):
    start = x
    for _ in range(len(start) - 1):
        x = x[1:] * x[:-1] * start.shape[0]
    return x[0] * start.size


def halved(x):
    total = 0.0
    while len(x) > 2:
        even, odd = x[::2], x[1::2]
        total += np.sum(even * odd)
        x = even + 0.3 * odd * total
    return total + np.sum(x)


def same_or_single(x, y):
    h = x
    total = 0.0
    for i in range(3):
        total += np.sum(h * x)
        h = x[:1] * y[i] if i == 1 else np.sin(x)
    return total


def bound_in_loops_alone(x, n):
    total = np.sum(x)
    for _ in range(n):
        cosines = np.cos(x[x > 0.0])
        total += np.sum(cosines)
    for i in range(n):
        total += np.sum(cosines * i)
    return total


class Stepper:
    """A number or a vector, told by how many elements there are."""

    def __init__(self, start):
        self.start = np.asarray(start, dtype=float)
        self.count = self.start.size

    def advance(self, k):
        u = self.u
        return u[k] + 0.1 * np.sin(u[k])

    def run(self, steps):
        shape = steps + 1 if self.count == 1 else (steps + 1, self.count)
        self.u = np.zeros(shape)
        self.u[0] = self.start
        for k in range(steps):
            self.u[k + 1] = self.advance(k)
        return self.u


def rank_by_count(a, b):
    return Stepper([a, b]).run(3)


def rank_by_single_count(a):
    return Stepper(a).run(3)


def rank_by_count_of_argument(start):
    return Stepper(start).run(3)


def branch_by_count(a, b):
    start = np.array([a, b])
    if start.size == 1:
        u = np.zeros(4)
    elif start.shape[0] >= 2:
        u = np.zeros((4, start.size))
    u[0] = start
    for k in range(3):
        u[k + 1] = u[k] + 0.1 * np.cos(u[k])
    return u


def lists_of_lengths(x, y):
    held = []
    for i in range(2):
        t = x[: 2 - i] * y[0]
        held.append(t)
    return np.sum(held[0] * held[1] * held[1])


def lists_of_neighbours(x, y):
    v = x
    held = []
    for i in range(2):
        lower, upper = v[:-1], v[1:]
        held.append(lower * upper)
        v = lower + upper * y[i]
    first, second = held
    return np.sum(first * second * second)


def earlier_in_a_list(x):
    v, total = x, 0.0
    held = []
    for _ in range(2):
        lower, upper = v[:-1], v[1:]
        for earlier in held:
            total = total + np.sum(earlier * lower * upper * upper)
        held.extend([lower * upper])
        v = lower * upper
    return total


def dicts_in_a_list(x):
    v, total = x, 0.0
    held = []
    for _ in range(2):
        lower, upper = v[:-1], v[1:]
        for earlier in held:
            total = total + np.sum(earlier["part"] * lower * upper)
        held.append({"part": lower * upper})
        v = lower * upper
    return total


def held_at_both_ends(stiff, load):
    """The places that are held are keys of a dict: which they are, the length says."""
    n = len(load)
    K, F = stiff + 3.0 * np.eye(n), load.copy()
    for place, value in {0: 0.0, n - 1: 0.5}.items():
        F -= K[:, place] * value
        K[place, :] = 0.0
        K[:, place] = 0.0
        K[place, place] = 1.0
        F[place] = value
    return np.sum(np.linalg.solve(K, F) ** 2)


def rows_cleared(x):
    K, ends = x * x, {0: 0.0, 2 * (len(x) // 2) - 1: 0.3}
    for row, _ in ends.items():
        K[row, :] = 0
    return np.sum(K * x)


PROGRAMS = [
    Program(held_at_both_ends, (signed(4, 4), signed(4)), wrt=(0, 1)),
    Program(held_at_both_ends, (signed(2, 2), signed(2)), wrt=(0, 1), name="held_all_over"),
    Program(rows_cleared, (signed(4, 3),)),
    Program(rank_by_count, (0.7, 1.2), wrt=(0, 1)),
    Program(rank_by_single_count, (0.7,)),
    Program(rank_by_count_of_argument, (signed(3),)),
    Program(branch_by_count, (0.7, 1.2), wrt=(0, 1)),
    Program(bound_in_loops_alone, (signed(4), 3)),
    Program(bound_in_loops_alone, (signed(4), 0), name="bound_in_no_pass"),
    Program(one_of_two_lengths, (signed(5), signed(3)), wrt=(0, 1)),
    Program(one_of_two_lengths, (signed(1), signed(3)), wrt=(0, 1), name="one_of_two_or_single"),
    Program(shrinking, (signed(5),)),
    Program(log_forward, (signed(3, 3), signed(3, 4), signed(3)), wrt=(0, 1, 2)),
    Program(
        log_forward,
        (signed(1, 3), signed(3, 4), signed(1)),
        wrt=(0, 1, 2),
        name="log_forward_of_broadcast",
    ),
    Program(halved, (positive(8),)),
    Program(binomial_tree, (signed(5), 0.4, 0.9), wrt=(0, 1, 2)),
    Program(binomial_tree, (signed(1), 0.4, 0.9), wrt=(0, 1, 2), name="binomial_leaf"),
    Program(neville, (np.array([0.0, 1.0, 2.5, 3.0]), signed(4), 1.7), wrt=(0, 1, 2)),
    Program(columns_that_shrink, (signed(3, 4), 2)),
    Program(columns_that_shrink, (signed(3, 2), 3), name="columns_that_are_gone"),
    Program(down_to_one, (signed(4),)),
    Program(parts_before_and_inside, (signed(7),)),
    Program(parts_before_and_inside, (signed(6),), name="parts_of_one_element"),
    Program(parts_of_two_versions, (signed(7),)),
    Program(smoothed_to_nothing, (signed(3),)),
    Program(counted_while_it_changes, (signed(4),)),
    Program(same_or_single, (signed(4), signed(3)), wrt=(0, 1)),
    Program(lists_of_lengths, (signed(3), signed(3)), wrt=(0, 1)),
    Program(lists_of_neighbours, (signed(3), signed(3)), wrt=(0, 1)),
    Program(earlier_in_a_list, (signed(3),)),
    Program(dicts_in_a_list, (signed(3),)),
]
