"""Classes that are called with types in brackets."""

from collections import deque
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from tests.programs.case import Program

T = TypeVar("T")
U = TypeVar("U")


class Box(Generic[T]):
    __slots__ = ("held",)

    def __init__(self, held):
        self.held = held

    def squared(self):
        return self.held * self.held


@dataclass(frozen=True)
class Both(Generic[T, U]):
    first: T
    second: U


class Noting(Generic[T]):
    def __init__(self, held):
        self.held = held


def list_of_floats(x, n):
    path = list[float]()
    for i in range(n):
        path.append(x * i)
    return path[-1] * path[1]


def dict_of_floats(x):
    rates = dict[str, float](a=x, b=x * x)
    return rates["a"] * rates["b"]


def queue_of_floats(x, n):
    last = deque[float]()
    total = 0.0
    for i in range(n):
        last.append(np.sin(x * i))
        total += last[0] * last[-1]
    return total


def slotted_box(x):
    box = Box[float](np.cos(x))
    return box.squared() * box.held


def frozen_pair(x):
    both = Both[float, int](x * x, 3)
    return both.first**both.second


def noted_without_brackets(x):
    return Noting(x * x).held * x


def noted(x):
    return Noting[float](x * x).held * x


PROGRAMS = [
    Program(list_of_floats, (0.7, 4)),
    Program(dict_of_floats, (0.7,)),
    Program(queue_of_floats, (0.7, 4)),
    Program(slotted_box, (0.7,)),
    Program(frozen_pair, (0.7,)),
    Program(noted_without_brackets, (0.7,)),
    Program(noted, (0.7,)),
]

REFUSED = ("noted",)
