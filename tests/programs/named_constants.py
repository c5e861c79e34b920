"""Numbers that are known at compile time, and that the program has names for."""

from dataclasses import dataclass

import numpy as np

from srcgrad import checkpoint, grad
from tests.programs.case import Program, positive


def spring(x, v, stiffness, n):
    dt = 0.01
    mass = 2.5
    for _ in range(n):
        v = v - dt * stiffness / mass * x
        x = x + dt * v
    return x


def by_thirds(u, rate):
    h = 0.3
    first = u * rate
    second = (u + h / 3 * first) * rate
    return np.sum((u + h / 6 * (first + 4 * second)) ** 2)


def negative(x, y):
    pull = -9.81
    drag = -0.5
    a = pull * x + drag * y * x
    return a * drag - y * pull


def powers(x, y):
    gamma = 1.4
    half = 0.5
    return np.sum(x**gamma) * y**half / gamma


def one_of_two(x, n):
    if n > 2:
        step = 0.1
    else:
        step = 0.2
    return np.sum(x * step) * step


def bound_again(x):
    step = 0.1
    y = np.sum(step * x**2)
    step = 0.7
    return y * step + np.sum(x * step)


def inside_the_loop(x, w, n):
    for _ in range(n):
        rate = 0.3
        x = x + rate * w * x
    return x


def moved(x, dt=0.1):
    scale = 3.0
    return x + dt * scale * np.sin(x)


def in_a_helper(x, n):
    for _ in range(n):
        x = moved(x)
    return np.sum(x)


@dataclass
class Filter:
    low: float
    level: float = 0.0

    def push(self, x):
        self.level = self.level + self.low * (x - self.level)


def of_an_object(xs):
    smooth = Filter(0.3)
    total = 0.0
    for x in xs:
        smooth.push(x)
        total += smooth.level**2
    return total


@checkpoint
def damped(x, w):
    rate = 0.9
    return rate * x + w * x * (rate / 4)


def checkpointed(x, w):
    for _ in range(4):
        x = damped(x, w)
    return np.sum(x)


def until_small(x, w):
    shrink = 0.6
    while x > 0.1:
        x = shrink * x * w
    return x


def slope_inside(x, w):
    scale = 0.25

    def height(t):
        return scale * t**3 * w

    return grad(height)(x)[1] * scale


def long_arithmetic(x):
    a = 0.3
    b = 1.7
    return np.sum(x * (a * b + a / b - b**2)) / (a * b)


def one_and_zero(x, y):
    unit = 1.0
    nothing = 0.0
    return unit * x * y / unit + nothing * x


PROGRAMS = [
    Program(spring, (1.0, 0.5, 3.0, 5), wrt=(0, 1, 2)),
    Program(by_thirds, (positive(4), 0.6), wrt=(0, 1)),
    Program(negative, (0.7, 1.3), wrt=(0, 1)),
    Program(powers, (positive(3), 0.8), wrt=(0, 1)),
    Program(one_of_two, (positive(3), 4)),
    Program(bound_again, (positive(3),)),
    Program(inside_the_loop, (0.4, 1.1, 3), wrt=(0, 1)),
    Program(inside_the_loop, (0.4, 1.1, 0), wrt=(0, 1)),
    Program(in_a_helper, (positive(3), 3)),
    Program(of_an_object, (positive(4),)),
    Program(checkpointed, (positive(3), 0.7), wrt=(0, 1)),
    Program(until_small, (1.0, 0.8), wrt=(0, 1)),
    Program(slope_inside, (0.9, 0.8), wrt=(0, 1)),
    Program(long_arithmetic, (positive(3),)),
    Program(one_and_zero, (0.9, 0.8), wrt=(0, 1)),
]
