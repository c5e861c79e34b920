"""Members of enumerations, and objects that are told from one another by what they are."""

import enum

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.3, 0.4, 2.1])


class Unit(enum.Enum):
    METRE = "m"
    MILE = "mi"


class Axis(enum.IntEnum):
    FIRST = 0
    SECOND = 1


class Ends(enum.Flag):
    LOWER = enum.auto()
    UPPER = enum.auto()


class Mode(str, enum.Enum):
    PLAIN = "plain"


LENGTHS = {Unit.METRE: 1.0, Unit.MILE: 1609.344}


def in_units(x, unit=Unit.MILE):
    return np.sum(x) * LENGTHS[unit]


def by_identity(x, unit=Unit.METRE):
    if unit is Unit.METRE:
        return x[0] ** 2
    return x[1]


def matched(x, unit):
    match unit:
        case Unit.MILE:
            return x[0] ** 3
        case Unit.METRE:
            return x[1] ** 2


def as_numbers(x, axis=Axis.SECOND):
    return x[axis] ** 2 + axis * x[0]


def as_texts(x, mode=Mode.PLAIN):
    return x[0] * {"plain": 2.0}[mode] * len(unit_names()) * len(mode.value)


def unit_names():
    return [unit.name for unit in Unit]


def flags(x, ends=Ends.LOWER | Ends.UPPER):
    weights = {Ends.LOWER: 0.5, Ends.LOWER | Ends.UPPER: x[2]}
    if Ends.UPPER in ends:
        x = x * weights[ends]
    return np.sum(x * x) * scaled(ends)


SCALES = {Ends.LOWER: 2.0, Ends.LOWER | Ends.UPPER: 3.0}


def scaled(ends):
    return SCALES[ends]


def keyed(lengths, unit):
    return lengths[unit] ** 2 * lengths[Unit.METRE]


class Boundary:
    def __init__(self, at):
        self.at = at

    def __deepcopy__(self, memo):
        return self


class Walls:
    pass


LEFT, RIGHT = Boundary(0), Boundary(-1)
Walls.LEFT, Walls.RIGHT = LEFT, RIGHT
WALLS = [LEFT, RIGHT]


def object_of_a_class(x, wall):
    return x[wall.at] * 2.0 if wall is Walls.LEFT else x[wall.at] ** 2


def object_of_a_list(x, wall, k):
    return x[wall.at] * 2.0 if wall == WALLS[k] and wall != Walls.RIGHT else x[wall.at] ** 2


class Activation(enum.Enum):
    """Its members are called, and have methods."""

    RELU = "relu"
    TANH = "tanh"

    def __call__(self, v):
        return np.maximum(v, 0.5) if self is Activation.RELU else np.tanh(v)

    def twice(self, v, by=2.0):
        return self(self(v) * by)


def members_called(x, last):
    y = x
    for activation in (Activation.TANH, Activation.RELU):
        y = activation(y * 1.3)
    return np.sum(last.twice(y))


PROGRAMS = [
    Program(members_called, (X, Activation.TANH)),
    Program(in_units, (X,)),
    Program(by_identity, (X,)),
    Program(matched, (X, Unit.MILE)),
    Program(as_numbers, (X,)),
    Program(as_texts, (X,)),
    Program(flags, (X,)),
    Program(keyed, ({Unit.METRE: 1.3, Unit.MILE: 0.7}, Unit.MILE)),
    *(Program(object_of_a_class, (X, wall)) for wall in WALLS),
    *(Program(object_of_a_list, (X, LEFT, k)) for k in (0, 1)),
]
