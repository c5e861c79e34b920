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


class Shape(enum.Enum):
    LINEAR = 1
    GROWING = 2
    POWER = "pow"

    def of(self, x, a):
        if self is Shape.LINEAR:
            return a * x
        if self is Shape.GROWING:
            return np.exp(self.rate * a * x)
        return x**a

    @property
    def rate(self):
        return 0.5 if self is Shape.GROWING else 1.0

    @classmethod
    def usual(cls):
        return cls.GROWING

    def __call__(self, x):
        return self.of(x, 2.0) * self.rate


def methods_of_members(x, a, shape=Shape.POWER, name="pow"):
    s = shape.of(x[0], a) + Shape.usual().of(x[1], a) * Shape.GROWING.rate
    return s * Shape.LINEAR(x[2]) + Shape(name).of(x[3], a) + Shape["LINEAR"].of(x[0], a)


def over_all_members(x, a):
    s = sum(shape.of(x, a)[k] for k, shape in enumerate(Shape))
    for shape in Shape:
        s = s * shape(x[1])
    return s + [shape.of(x[2], a) for shape in list(Shape)][-1] * len(Shape)


class Planet(enum.Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 66.7 * self.mass / self.radius**2


class Material(enum.Enum):
    STEEL = ("steel", 2.1)
    OAK = ("oak", 0.11)

    @property
    def stiffness(self):
        return self.value[1]


def on_a_planet(x, planet=Planet.MARS):
    weights = [planet.gravity * v for v in x]
    return sum(weights) * sum(x[0] * p.gravity / p.value[1] for p in Planet)


def by_material(x, material=Material.STEEL):
    match material:
        case Material.STEEL:
            return x[0] / material.stiffness * len(material.name)
        case _:
            return x[1] / material.value[1] ** 2


class Gear(enum.IntEnum):
    LOW = 2
    HIGH = 3

    @property
    def ratio(self):
        return self * 1.5


class Density(float, enum.Enum):
    AIR = 1.2
    WATER = 998.0

    @property
    def ratio(self):
        return 1.0 / self


def _ratio_of(part):
    try:
        return part.ratio
    except AttributeError:
        return 1.0


def numbers_with_names(x, part):
    return sum(x) * x[0] * _ratio_of(part)


def numbers_beside_members(x):
    total = x[0] * _ratio_of(2) * _ratio_of(0.5)
    for part in (Gear.HIGH, Density.AIR):
        total = total + x[1] ** 2 * _ratio_of(part) * part
    gear = Gear.LOW if x[1] > 1.0 else Gear.HIGH
    return total * gear


PROGRAMS = [
    *(Program(numbers_with_names, (X, part)) for part in (*Gear, *Density, 4, 0.5)),
    Program(numbers_beside_members, (X,)),
    Program(on_a_planet, (X,)),
    Program(on_a_planet, (X, Planet.EARTH)),
    Program(by_material, (X,)),
    Program(by_material, (X, Material.OAK)),
    Program(members_called, (X, Activation.TANH)),
    Program(methods_of_members, (X, 1.7), wrt=(0, 1)),
    Program(over_all_members, (X, 1.7), wrt=(0, 1)),
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
