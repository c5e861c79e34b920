"""Dataclasses that hold others and containers, turned into dicts and tuples and made again."""

from dataclasses import asdict, astuple, dataclass, field, replace

import numpy as np

from tests.programs.case import Program, positive


@dataclass
class Part:
    weight: float
    values: np.ndarray


@dataclass
class Settings:
    rate: float = 0.1
    decays: tuple = (0.9, 0.99)
    parts: list = field(default_factory=list)
    named: dict = field(default_factory=dict)


def settings(rate, values):
    parts = [Part(rate, values), Part(2.0, values * rate)]
    return Settings(rate, (rate * 2, 0.3), parts, {"k": Part(rate * rate, values)})


def as_dictionary_of_all(rate, values):
    made = settings(rate, values)
    d = asdict(made)
    values[0] = 5.0
    d["parts"][0]["values"][1] *= 3
    found = d["rate"] * d["decays"][0] + np.sum(d["parts"][0]["values"] ** 2)
    return found + d["parts"][1]["values"][0] * d["named"]["k"]["weight"] + np.sum(values)


def as_tuple_of_all(rate, values):
    first, decays, parts, named = astuple(settings(rate, values))
    return first * decays[0] + np.sum(parts[0][1] ** 2) * named["k"][0]


def made_again_with_another_rate(rate, values):
    made = Settings(**{**asdict(Settings(decays=(0.2, rate))), "rate": rate})
    return made.rate * made.decays[1] + np.sum(values * rate)


def replaced_where_it_was_made(rate, values):
    made = replace(settings(rate, values), rate=rate * 3)
    return made.rate * made.decays[0] + np.sum(made.parts[1].values)


@dataclass(frozen=True)
class Moving:
    x: np.ndarray
    v: np.ndarray
    t: float = 0.0

    def step(self, a, dt):
        return replace(self, x=self.x + dt * self.v, v=self.v + dt * a, t=self.t + dt)


def moved_until(k, start):
    one = Moving(start, np.zeros_like(start))
    seen = [one]
    while one.t < 0.45:
        one = one.step(-k * one.x, 0.1)
        seen.append(one)
    last = asdict(one)
    one = replace(one, x=one.x * 2.0)
    return last["x"][0] * last["t"] + astuple(seen[2])[1][0] ** 2 + np.sum(one.x)


PROGRAMS = [Program(moved_until, (1.7, positive(3)), wrt=(0, 1))] + [
    Program(one, (1.5, positive(3)), wrt=(0, 1))
    for one in (
        as_dictionary_of_all,
        as_tuple_of_all,
        made_again_with_another_rate,
        replaced_where_it_was_made,
    )
]
