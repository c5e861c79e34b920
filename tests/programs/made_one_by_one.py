"""Objects with `__next__`, tables that are spread out, and what an exception may leave behind."""

import math

from tests.programs.case import Program, positive


class Countdown:
    def __init__(self, n):
        self.n, self.total = n, 0.0

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        self.total += self.n
        return self.n


class Shrinking:
    def __init__(self, start, rate):
        self.at, self.rate = start, rate

    def __iter__(self):
        return self

    def __next__(self):
        self.at = self.at * self.rate
        if self.at < 0.1:
            raise StopIteration()
        return self.at


class Told(Countdown):
    def __next__(self):
        match self.n:
            case 0:
                raise StopIteration
            case _:
                self.n = self._less(1)
                return self.n * 0.5

    def _less(self, by):
        return self.n - by


class Helped(Countdown):
    def step(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1

    def __next__(self):
        self.step()
        return self.n


class Endless(Countdown):
    __next__ = lambda self: self.n  # noqa: E731


class Chain:
    def __init__(self, values):
        self.values = values

    def __iter__(self):
        return Link(self.values)


class Link:
    def __init__(self, values):
        self.values, self.place = values, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.place >= len(self.values):
            raise StopIteration
        found = self.values[self.place]
        self.place += 1
        return found


class Account:
    def __init__(self, balance):
        self.balance, self.log = balance, []

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError("too much")
        self.balance -= amount
        self.log.append(("out", amount))

    def deposit(self, amount):
        self.balance += amount
        self.log.append(("in", amount))


def shrinking(x):
    s = 0.0
    for v in Shrinking(x[0], x[1] * 0.5):
        s += v * v
    return s


def in_a_comprehension(x, n):
    return sum([x[k] ** 2 for k in Countdown(n)])


def all_of_them(x):
    found = [v * v for v in Shrinking(x[0], x[1] * 0.5)]
    return found[0] * found[-1] + len(found)


def left_early(x, n):
    countdown, s = Countdown(n), 0.0
    for k in countdown:
        if x[k] < 0.2:
            break
        s += x[k] * k
    return s + countdown.total * x[0]


def by_another_object(x):
    s = 0.0
    for v in Chain(x):
        if v > 1.2:
            continue
        s += v * v
    else:
        s *= 2
    return s


def the_last_one_stays(x):
    for v in Shrinking(x[0], 0.6):
        pass
    return v * x[1]


def mapped_over_columns(x):
    rows = [x, 2 * x, x * x]
    return sum(map(max, *rows)) + sum(map(lambda a, b: a * b * b, *(x, x[::-1])))


def rows_in_order_unpacked(x):
    (a, i), (b, j) = sorted([(x[0], 1), (x[1], 2)])
    return a * i + 2 * b**2 * j


def runs(x):
    found = []
    for v in x:
        if found and abs(found[-1][0] - v) < 0.3:
            found[-1] = (found[-1][0] + v, found[-1][1] + 1)
        else:
            found.append((v, 1))
    return sum(total / n for total, n in found)


def rest_of_a_mapping(x):
    def value(config):
        match config:
            case {"kind": "sum", **rest}:
                return sum(rest.values())
            case {"weight": w, **rest}:
                return w * len(rest)
        return 0.0

    config = {"kind": "sum", "p": x[0], "q": x[1]}
    found = value(config) * value({"weight": x[2], "z": 1.0})
    return found + len(config)


def account(x):
    one = Account(x[0])
    for v in x[1:]:
        try:
            one.withdraw(v)
        except ValueError:
            one.deposit(v * 0.5)
    return one.balance * sum(a for kind, a in one.log if kind == "in") + len(one.log)


def account_that_ends(x):
    one, seen = Account(x[0]), 0.0
    try:
        one.withdraw(x[1] * 0.3)
        one.withdraw(5.0)
    except ValueError as error:
        seen = len(str(error)) * math.sqrt(one.balance)
    return seen + one.balance


def ended_by_a_case(x):
    total = 0.0
    for v in Told(x[0] * 0 + 4):
        total = total + v * x[1]
    return total


def ended_by_another_method(x):
    total = 0.0
    for v in Helped(x[0] * 0 + 4):
        total = total + v * x[1]
    return total


def endless(x):
    total = 0.0
    for n in Endless(3):
        total = total + n * x[0]
        if total > 5:
            break
    return total * x[1]


X = positive(4)


class Growing:
    def __init__(self, at):
        self.at, self.seen = at, 0

    def __next__(self):
        self.at, self.seen = self.at * self.at + 0.1, self.seen + 1
        return self.at


class Sources:
    def __init__(self, at):
        self.one, self.others = Growing(at), [Growing(at), Growing(2.0 * at)]

    def drawn(self, x):
        s = 0.0
        for _ in range(2):
            s = s * x + next(self.one)
        return s * next(self.others[1]) * next(self.others[0]) * self.one.seen


def asked_for_the_next(at, x):
    ended = Shrinking(at, 0.7)
    return Sources(at).drawn(x) * next(ended) + next(ended)


def asked_of_arguments(sources, x):
    return sources.drawn(x) + sources.one.at


PROGRAMS = [
    Program(asked_for_the_next, (0.6, 1.3), wrt=(0, 1)),
    Program(asked_of_arguments, (Sources(0.6), 1.3), wrt=(0, 1)),
    Program(in_a_comprehension, (X, 3)),
    Program(left_early, (X, 3)),
    *(
        Program(function, (X,))
        for function in (
            shrinking,
            all_of_them,
            by_another_object,
            the_last_one_stays,
            mapped_over_columns,
            rows_in_order_unpacked,
            runs,
            rest_of_a_mapping,
            account,
            account_that_ends,
            ended_by_a_case,
            ended_by_another_method,
            endless,
        )
    ),
]

REFUSED = {"ended_by_another_method", "endless"}
