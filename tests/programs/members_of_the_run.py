"""Members of enumerations of which only the run knows which they are: states, phases, modes."""

import enum

import numpy as np

from tests.programs.case import Program, positive


class Phase(enum.Enum):
    SOLID = enum.auto()
    LIQUID = enum.auto()
    GAS = enum.auto()

    @property
    def capacity(self):
        return {Phase.SOLID: 2.1, Phase.LIQUID: 4.2, Phase.GAS: 1.9}[self]

    def warmed(self, heat):
        return heat * 2.0 if self is Phase.SOLID else heat**2


class Gear(enum.Enum):
    LOW = (1, 0.5)
    HIGH = (2, 0.25)

    def __init__(self, step, ratio):
        self.step, self.ratio = step, ratio


class Shift:
    def __init__(self, gear):
        self.gear = gear

    def turn(self, speed):
        if speed > 1.5:
            self.gear = Gear.HIGH
        return speed * self.gear.ratio + self.gear.step


def chosen_by_a_branch(x):
    phase = Phase.GAS if x > 1 else Phase.SOLID
    return x * phase.capacity * phase.value + phase.warmed(x) * len(phase.name)


def heated(start, heat):
    temperature, phase = start, Phase.SOLID
    for after, at, latent in ((Phase.LIQUID, 0.0, 334.0), (Phase.GAS, 100.0, 2260.0)):
        needed = phase.capacity * (at - temperature)
        if heat < needed:
            return temperature + heat / phase.capacity
        heat, temperature = heat - needed, at
        if heat < latent:
            return temperature + heat * 1e-3
        heat, phase = heat - latent, after
    return temperature + heat / phase.capacity


def states_of_a_loop(x):
    phase, level = Phase.SOLID, 0.1
    for v in x:
        level = level * phase.capacity + phase.warmed(v)
        if level > 3.0:
            phase = Phase.LIQUID if phase is Phase.SOLID else Phase.GAS
    return level


def gears_of_an_object(x):
    shift = Shift(Gear.LOW)
    return sum(shift.turn(v) ** 2 for v in x)


def gear_by_ratio(x):
    gear = Gear.LOW
    for v in x:
        gear = Gear.HIGH if v > 1 else gear
    return np.sum(x**gear.step) * gear.ratio


PROGRAMS = [
    Program(chosen_by_a_branch, (1.3,)),
    Program(chosen_by_a_branch, (0.3,)),
    *(Program(heated, (-10.0, heat), wrt=(0, 1)) for heat in (10.0, 100.0, 700.0, 4000.0)),
    Program(states_of_a_loop, (positive(6),)),
    Program(gears_of_an_object, (positive(6),)),
    Program(gear_by_ratio, (positive(4),)),
    Program(gear_by_ratio, (positive(4) * 0.1,)),
]
