"""Objects that know what they were computed of: sets of objects, and functions that hold them."""

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.3, 0.4, 2.1])


class Scalar:
    """A number with its operands, and what carries a derivative back to them."""

    def __init__(self, data, operands=()):
        self.data = data
        self.slope = 0.0
        self.operands = set(operands)
        self.back = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        made = Scalar(self.data + other.data, (self, other))

        def back():
            self.slope += made.slope
            other.slope += made.slope

        made.back = back
        return made

    def __mul__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        made = Scalar(self.data * other.data, (self, other))

        def back():
            self.slope += other.data * made.slope
            other.slope += self.data * made.slope

        made.back = back
        return made

    __radd__, __rmul__ = __add__, __mul__

    def bent(self):
        made = Scalar(0.0 if self.data < 0.0 else self.data, (self,))

        def back():
            self.slope += (made.data > 0.0) * made.slope

        made.back = back
        return made

    def go_back(self):
        order, met = [], set()

        def visit(one):
            if one not in met:
                met.add(one)
                for operand in one.operands:
                    visit(operand)
                order.append(one)

        visit(self)
        self.slope = 1.0
        for one in reversed(order):
            one.back()


def forward(x):
    a, b = Scalar(x[0]), Scalar(x[1])
    return (2.0 * a * b + b * b + 1.0).bent().data


def backward(x):
    a, b = Scalar(x[0]), Scalar(x[1])
    (a * b * 3.0 + b * b).bent().go_back()
    return a.slope * x[2] + b.slope**2


def descent(x):
    weights = [Scalar(x[0]), Scalar(x[1])]
    for _ in range(2):
        for weight in weights:
            weight.slope = 0.0
        error = sum((w * x[2 + k] for k, w in enumerate(weights)), Scalar(-1.0))
        (error * error).go_back()
        for weight in weights:
            weight.data -= 0.1 * weight.slope
    return weights[0].data * weights[1].data


def grows_in_a_loop(x):
    total = Scalar(1.0)
    for v in x:
        total = total * Scalar(v) + total
    return total.data


def listed(x):
    scalars = [Scalar(v) for v in x]
    total = Scalar(0.0)
    for one in scalars:
        total = total + one * one
    return total.data


class Place:
    def __init__(self, v, below=()):
        self.v = v
        self.below = below


def sets_of_objects(x):
    a, b, c = Place(x[0]), Place(x[1]), Place(x[2])
    left, right = {a, b}, set([b, c])
    both, one_sided = left & right, left - right
    either = left | right
    either.discard(a)
    total = len(either) * x[3]
    for one in either:
        total += one.v**2
    for one in both:
        total *= one.v
    for one in one_sided:
        total += one.v
    if c in left or a in either or b not in frozenset(either):
        total = 0.0
    return total


def functions_of_objects(x, n):
    place = Place(x[0])
    last = [Place(x[1]), Place(x[2])]
    reads = [lambda d, one=one: one.v * d for one in last]

    def scaled(by):
        place.v = place.v * by
        return place.v

    total = 0.0
    for _ in range(n):
        total += scaled(x[3])
    last[0].v = total
    return reads[0](2.0) + reads[1](place.v)


def given_away(x):
    place = Place(x[0])

    def repeated(step, n):
        y = 1.0
        for _ in range(n):
            y = step(y)
        return y

    return repeated(lambda y: y * place.v + x[1], 3)


def visits_itself(x):
    tree = Place(x[0], (Place(x[1]), Place(x[2], (Place(x[3]),))))
    met = []

    def visit(one, depth):
        met.append(one.v * depth)
        for below in one.below:
            visit(below, depth * 0.5)

    def total(one):
        return one.v + sum(total(below) ** 2 for below in one.below)

    visit(tree, 1.0)
    return sum(v * v for v in met) * total(tree)


def gone_back_from_a_list(x):
    scalars = []
    for v in x:
        scalars.append(Scalar(v) * v)
    scalars[-1].back()
    return scalars[0].data


PROGRAMS = [
    Program(forward, (X,)),
    Program(backward, (X,)),
    Program(descent, (X,)),
    Program(grows_in_a_loop, (X,)),
    Program(listed, (X,)),
    Program(sets_of_objects, (X,)),
    *(Program(functions_of_objects, (X, n)) for n in (0, 3)),
    Program(given_away, (X,)),
    Program(visits_itself, (X,)),
    Program(gone_back_from_a_list, (X,)),
]
