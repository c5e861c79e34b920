"""Lists of tuples that are empty at first, and made anew in each pass of a loop."""

import numpy as np

from tests.programs.case import Program

D = np.array([1.3, 2.4, 1.9, 2.8, 1.1, 1.7])


def filtered_then_appended(d, c):
    total, waiting = 0.0, []
    for k, x in enumerate(d):
        waiting = [(t, q) for t, q in waiting if t > k]
        if x > 1.5:
            waiting.append((k + 2, x * c))
        total += sum(q for _, q in waiting)
    return total


def inventory(demand, most, least, cost):
    stock, orders, total = most, [], 0.0
    for day, d in enumerate(demand):
        stock += sum(q for t, q in orders if t == day)
        orders = [(t, q) for t, q in orders if t > day]
        sold = min(stock, d)
        total += 2.0 * (d - sold) ** 2 + cost * stock**2
        stock -= sold
        if stock + sum(q for _, q in orders) < least:
            orders.append((day + 2, most - stock))
    return total


def filled_by_a_loop(d, c):
    cells = []
    for k in range(len(d)):
        kept = []
        for t, q in cells:
            if t > k:
                kept.append((t, q * c))
        cells = kept
        cells.append((k + 2, d[k]))
    return sum(q for _, q in cells)


def two_lists_in_turn(d, c):
    here, there = [], []
    for x in d:
        here.append((x, x * c))
    for _ in range(3):
        there = []
        for a, b in here:
            there.append((a * c, b) if b > 1.2 else (a, b * 2))
        here, there = there, here
    return sum(a * b for a, b in here) + len(there)


def the_first_list_has_another_name(d, c):
    a = []
    b = a
    for x in d:
        a = [(t, q * c) for t, q in a if t > 1.2]
        a.append((x, x))
    return sum(q for _, q in a) + len(b)


def made_in_one_branch(d, c):
    found = []
    if d[0] > 1.0:
        found = [(x, x * c) for x in d if x > 1.5]
    return sum(a * b for a, b in found)


def queue(d, c):
    waiting = [(x, i) for i, x in enumerate(d)]
    done, total = [], 0.0
    while waiting:
        waiting = sorted(waiting)
        t, i = waiting.pop(0)
        total = total + c * t
        if t < 2.2 and i < 20:
            waiting.append((t + 0.4, i + 7))
        done.append((t, total))
    return total + sum(a * b for a, b in done)


PROGRAMS = [
    *(
        Program(f, (D, 0.6), wrt=(0, 1))
        for f in (
            filtered_then_appended,
            filled_by_a_loop,
            two_lists_in_turn,
            the_first_list_has_another_name,
            made_in_one_branch,
            queue,
        )
    ),
    Program(inventory, (D, 5.0, 3.0, 0.1), wrt=(0, 1, 2, 3)),
]
