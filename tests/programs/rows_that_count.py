"""`zip(*rows)` and `map(f, *rows)` of objects, which are asked by `__iter__` alone."""

from tests.programs.case import Program, positive


class Counted:
    """Says of itself what a loop over it does not find."""

    def __init__(self, xs):
        self.xs, self.count = xs, 0

    def __iter__(self):
        self.count += 1
        return iter(self.xs)

    def __len__(self):
        return 1

    def __getitem__(self, place):
        return 0.0 * self.xs[place]


class Doubled:
    def __init__(self, xs):
        self.xs = xs

    def __iter__(self):
        for v in self.xs:
            yield 2.0 * v

    def __len__(self):
        return 1

    def __getitem__(self, place):
        return self.xs[place]


def shown(x):
    one, other = Counted(x), Counted(x * 2.0)
    total = 0.0
    for u, v in zip(*[one, other]):
        total += u * v * one.count
    return total * one.count + other.count * x[0]


def shown_twice(x):
    one = Counted(x)
    products = [u * v for u, v in zip(*(one, one))]
    return sum(products) * one.count


def listed_at_once(x):
    one, other = Counted(x), Counted(x * 2.0)
    pairs = list(zip(*[one, other]))
    return sum(u * v for u, v in pairs) * one.count + other.count * x[0]


def mapped(x):
    one, other = Counted(x), Counted(x * 2.0)
    return sum(map(lambda u, v: u * v, *[one, other])) * one.count + other.count * x[1]


def named_rows(x):
    rows = [Counted(x), Counted(x * 2.0)]
    total = 0.0
    for u, v in zip(*rows):
        total += u * v
    return total * rows[0].count + rows[1].count * x[1]


def rows_of_generators(x):
    rows = [Doubled(x), Doubled(x * x)]
    return sum(u * v for u, v in zip(*rows))


def mapped_rows(x):
    rows = [Doubled(x), Doubled(x * x)]
    return sum(map(lambda u, v: u * v, *rows))


def keys_of_dicts(x):
    rows = [{0: x[1], 2: x[2]}, {1: x[0], 2: x[2]}]
    return sum(x[i] * x[j] for i, j in zip(*rows)) * rows[0][2]


X = positive(3)

REFUSED = {"shown", "shown_twice", "listed_at_once", "mapped", "named_rows"}

PROGRAMS = [
    *(Program(one, (X,)) for one in (rows_of_generators, mapped_rows, keys_of_dicts)),
    *(Program(one, (X,)) for one in (shown, shown_twice, listed_at_once, mapped, named_rows)),
]
