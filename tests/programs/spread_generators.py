"""`[*f(x)]` and `(*f(x),)`, of generators whose number of elements only the run knows."""

import numpy as np

from tests.programs.case import Program, positive


def damped(values, step):
    for place, v in enumerate(values):
        yield 0.9 * v + 0.1 * np.sin(step + place)


class Walk:
    def __init__(self, x):
        self.x, self.asked = x, 0

    def steps(self):
        self.asked += 1
        for first, second in zip(self.x, self.x[1:]):
            yield second - first

    def names(self):
        return "a b c".split()


def spread_again_and_again(x, n):
    values = list(x)
    for step in range(n):
        values = [*damped(values, step)]
    return sum(v * v for v in values)


def spread_methods(x):
    walk = Walk(x)
    steps = [*walk.steps()]
    more = (*walk.steps(),)
    return sum(a * b for a, b in zip(steps, more)) * walk.asked * len([*walk.names()])


def spread_local_generators(x):
    def powers(base):
        for k in range(len(x)):
            yield base**k

    return sum([*powers(x[0])]) * sum((*powers(x[1]),))


X = positive(4)

PROGRAMS = [
    Program(spread_again_and_again, (X, 3)),
    *(Program(one, (X,)) for one in (spread_methods, spread_local_generators)),
]
