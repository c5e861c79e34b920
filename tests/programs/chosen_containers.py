"""One of several dicts, lists or objects through one name: chosen by the run, then written."""

import numpy as np

from tests.programs.case import Program, positive, signed


class Account:
    """An object with methods."""

    def __init__(self, balance):
        self.balance = balance

    def deposit(self, value):
        """Returns the object, as builders do."""
        self.balance += value
        return self


class Particle:
    """Arrays that are changed in place."""

    def __init__(self, pos, vel):
        self.pos = pos
        self.vel = vel


class Bank:
    """Holds one of its accounts under a second name."""

    def __init__(self, a, b):
        self.a, self.b = a, b
        self.current = a

    def choose(self, flag):
        """Which of them is meant from now on."""
        self.current = self.a if flag else self.b


def alternating_dicts(x):
    left = {"total": 0.0, "count": 0}
    right = {"total": 0.0, "count": 0}
    for i, v in enumerate(x):
        acc = left if i % 2 else right
        acc["total"] += v * v
        acc["count"] += 1
    return left["total"] / left["count"] - right["total"] * right["count"]


def by_statement(x):
    a, b = {"s": 0.0}, {"s": 1.0}
    for v in x:
        if v > 0:
            d = a
        else:
            d = b
        d["s"] = d["s"] * 0.5 + v**2
    return a["s"] * b["s"]


def three_ways(x):
    low, middle, high = Account(1.0), Account(2.0), Account(3.0)
    for v in x:
        if v < -0.3:
            account = low
        elif v < 0.5:
            account = middle
        else:
            account = high
        account.deposit(v * account.balance)
    return low.balance * middle.balance * high.balance


def richer_and_poorer(x):
    a, b = Account(1.0), Account(2.0)
    for v in x:
        poor = a if a.balance < b.balance else b
        rich = b if poor is a else a
        poor.deposit(v * 0.5)
        rich.balance -= 0.1 * v * poor.balance
    return a.balance * b.balance


def written_once(x, y):
    a, b = {"v": x}, {"v": y}
    c = a if x > y else b
    c["v"] *= 3.0
    b["v"] += c["v"] * x
    return a["v"] * b["v"] + c["v"]


def moved(x, n):
    p, q = Particle(x.copy(), np.zeros(2)), Particle(x * 2.0, np.ones(2))
    for i in range(n):
        m = p if i % 2 == 0 else q
        m.vel = m.vel - 0.1 * m.pos
        m.pos = m.pos + 0.1 * m.vel
    return np.sum(p.pos * q.vel)


def moved_in_place(x, n):
    p, q = Particle(x.copy(), np.zeros(2)), Particle(x * 2.0, np.ones(2))
    for i in range(n):
        m = p if i % 2 == 0 else q
        m.vel -= 0.1 * m.pos * m.pos
        m.pos += 0.1 * m.vel
        m.pos[0] = m.pos[1] * m.vel[0]
    return np.sum(p.pos * q.vel)


def transferred(a, b, flag):
    source, target = (a, b) if flag else (b, a)
    source.balance -= 0.3 * source.balance
    target.balance += 0.2 * source.balance**2
    return a.balance * b.balance


def exchanged_in_a_loop(x):
    a, b = {"v": x[0]}, {"v": x[1]}
    for v in x:
        if v > 0.0:
            a, b = b, a
        a["v"] = a["v"] * v + b["v"]
    return a["v"] - 2.0 * b["v"]


def carried_to_the_next_pass(x):
    a, b = {"v": 1.0}, {"v": 2.0}
    last = a
    for v in x:
        last["v"] += v * v
        last = a if v > 0.0 else b
    last["v"] *= 3.0
    return a["v"] * b["v"]


def carried_in_a_while(x, n):
    a, b = Account(x), Account(1.0)
    current, k = a, 0
    while current.balance < n:
        current.balance = current.balance * 1.5 + x
        current = b if k % 2 == 0 else a
        k += 1
    return a.balance * b.balance


def held_by_an_object(x):
    bank = Bank(Account(1.0), Account(2.0))
    for v in x:
        bank.choose(v > 0.0)
        bank.current.deposit(v * v)
    return bank.a.balance * bank.b.balance + bank.current.balance


def lists_of_numbers(x, flag):
    a, b = [x, 1.0], [2.0, x * x]
    c = a if flag else b
    c[0] = c[0] * c[1]
    c[1] += a[0]
    return a[0] * b[0] + a[1] * b[1]


def test_that_is_rebound(x, flag):
    a, b = {"v": x}, {"v": x * x}
    c = a if flag else b
    flag = not flag
    c["v"] *= x
    d = a if flag else b
    d["v"] += c["v"]
    return a["v"] * b["v"]


def test_that_is_changed_in_place(x, flags):
    a, b = {"v": x}, {"v": x * x}
    first = flags[:1]
    c = a if first else b
    flags[0] = not flags[0]
    c["v"] *= x
    return a["v"] + 2.0 * b["v"]


def chosen_among_chosen(x, i, j):
    a, b, c = Account(x), Account(x * x), Account(1.0)
    d = a if i > 0 else b
    e = d if j > 0 else c
    e.balance *= 2.0
    d.balance += x * e.balance
    return a.balance * b.balance * c.balance


def given_to_a_function(x, flag):
    def grown(account, by):
        account.balance *= by
        return account

    a, b = Account(x), Account(2.0)
    c = grown(a if flag else b, x)
    c.deposit(x).deposit(1.0)
    return a.balance * b.balance


def left_by_break(x):
    a, b = {"v": 1.0}, {"v": 1.0}
    for v in x:
        d = a if v > 0.0 else b
        d["v"] += v
        if d["v"] > 1.6:
            break
        d["v"] *= 1.1
    return a["v"] * b["v"]


def gone_through(x, flag):
    a, b = {"u": x, "v": 1.0}, {"u": 2.0, "v": x}
    d = a if flag else b
    for key in d:
        d[key] = d[key] * x
    for key, value in d.items():
        d[key] += value * len(key)
    return a["u"] * b["v"] + a["v"] * b["u"]


def in_nested_loops(x, n):
    even, odd = {"s": 0.0}, {"s": 1.0}
    for i in range(n):
        for j in range(i):
            d = even if (i + j) % 2 == 0 else odd
            d["s"] = 0.9 * d["s"] + x[j] * x[i]
    return even["s"] * odd["s"]


def lists_inside(x):
    a = {"rows": [1.0, 2.0]}
    b = {"rows": [3.0, 4.0]}
    for v in x:
        rows = (a if v > 0.0 else b)["rows"]
        rows[0] += v
        rows[1] *= rows[0]
    return a["rows"][1] * b["rows"][1]


def accounts():
    return Account(1.3), Account(0.4), True


PROGRAMS = [
    *(
        Program(function, (signed(6),))
        for function in (
            alternating_dicts,
            by_statement,
            three_ways,
            exchanged_in_a_loop,
            carried_to_the_next_pass,
            held_by_an_object,
            left_by_break,
            lists_inside,
        )
    ),
    Program(richer_and_poorer, (positive(6),)),
    Program(written_once, (1.3, 0.7), wrt=(0, 1)),
    Program(moved, (signed(2), 3)),
    Program(moved_in_place, (signed(2), 3)),
    Program(transferred, accounts, wrt=(0, 1)),
    Program(carried_in_a_while, (1.3, 20)),
    *(
        Program(function, (1.3, np.bool_(flag)))
        for function in (lists_of_numbers, test_that_is_rebound, given_to_a_function, gone_through)
        for flag in (True, False)
    ),
    Program(test_that_is_changed_in_place, (1.3, np.array([True, False]))),
    Program(chosen_among_chosen, (1.3, 1, 0)),
    Program(chosen_among_chosen, (1.3, 0, 1)),
    Program(in_nested_loops, (signed(4), 4)),
]
