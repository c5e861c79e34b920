"""Lists of tuples and objects that are empty at first, and made anew in each pass of a loop."""

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


class Agent:
    def __init__(self, x, m):
        self.x, self.m = x, m


def born_and_gone(d, c):
    gone, crowd = 0, []
    for x in d:
        for one in crowd:
            one.x = one.x * c + 0.1 * one.m
        before = len(crowd)
        crowd = [one for one in crowd if one.x > 0.9]
        gone += before - len(crowd)
        crowd.append(Agent(x, c))
    return sum(one.x * one.m for one in crowd) + gone


def written_after_each_choice(d, c):
    crowd = []
    for x in d:
        crowd.append(Agent(x, c))
    for _ in range(3):
        kept = []
        for one in crowd:
            if one.x > 0.3:
                kept.append(one)
        crowd = kept
        for one in crowd:
            one.x *= c
            one.m = one.m + one.x
    return sum(one.x * one.m for one in crowd)


def both_lists_are_read(d, c):
    crowd = []
    for x in d:
        crowd.append(Agent(x, c))
    few = [one for one in crowd if one.x > 1.5]
    for one in few:
        one.x = one.x * c
    return sum(one.x for one in crowd)


def one_stands_twice(d, c):
    crowd, twice = [], []
    for x in d:
        crowd.append(Agent(x, c))
    for one in crowd:
        twice.append(one)
        if one.x > 2.0:
            twice.append(one)
    crowd = twice
    for one in crowd:
        one.x *= c
    return sum(one.x for one in crowd)


def put_in_under_two_names(d, c):
    crowd, twice = [], []
    for x in d:
        crowd.append(Agent(x, c))
    again = twice
    for one in crowd:
        twice.append(one)
        again.append(one)
    crowd = twice
    for one in crowd:
        one.x *= c
    return sum(one.x for one in crowd)


def gathered_again_and_again(d, c):
    crowd, all_of = [], []
    for x in d:
        crowd.append(Agent(x, c))
    for _ in range(2):
        for one in crowd:
            all_of.append(one)
    crowd = all_of
    for one in crowd:
        one.x *= c
    return sum(one.x for one in crowd)


def the_best_is_remembered(d, c):
    crowd = []
    for x in d:
        crowd.append(Agent(x, c))
    best = crowd[2]
    crowd = [one for one in crowd if one.x > 1.5]
    for one in crowd:
        one.x = one.x * c
    return sum(one.x for one in crowd) + best.x


def undone_where_it_fails(d, c):
    crowd = []
    for x in d:
        crowd.append(Agent(x, c))
    try:
        old = crowd
        crowd = [one for one in crowd if one.x > 1.5]
        for one in crowd:
            one.x = one.x * c
        if d[0] > 1.0:
            raise ValueError
    except ValueError:
        crowd = old
    return sum(one.x for one in crowd)


REFUSED = {  # an object that several lists may hold is written
    "both_lists_are_read",
    "one_stands_twice",
    "the_best_is_remembered",
    "undone_where_it_fails",
}

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
            born_and_gone,
            written_after_each_choice,
            both_lists_are_read,
            one_stands_twice,
            put_in_under_two_names,
            gathered_again_and_again,
            the_best_is_remembered,
            undone_where_it_fails,
        )
    ),
    Program(inventory, (D, 5.0, 3.0, 0.1), wrt=(0, 1, 2, 3)),
]
