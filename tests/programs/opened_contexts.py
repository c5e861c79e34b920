"""`with` whose managers work on what is differentiated: generators and classes in Python."""

from contextlib import contextmanager

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.3, -0.4, 2.1, 0.9])


@contextmanager
def scaled(x, factor):
    print("in")
    try:
        yield x * factor, factor
    finally:
        print("out")


@contextmanager
def quietly(x):
    y = np.sin(x)
    with np.errstate(all="ignore"):
        yield y
    print("done")


@contextmanager
def pushed(stack, v):
    stack.append(v)
    try:
        yield stack
    finally:
        stack.pop()


class Simulation:
    def __init__(self, x):
        self.dt = 0.1
        self.x = x

    @contextmanager
    def step_size(self, dt):
        old = self.dt
        self.dt = dt
        try:
            yield self
        finally:
            self.dt = old

    def step(self):
        self.x = self.x - self.dt * np.sin(self.x)


class Scale:
    def __init__(self, x):
        self.x = x
        self.log = []

    def __enter__(self):
        self.log.append(self.x * 2)
        return self

    def __exit__(self, *exception):
        self.x = self.x * 3
        return False

    def get(self):
        return self.log[0] * self.x


class Tape:
    def __enter__(self):
        self.items = []
        return self

    def __exit__(self, kind, error, trace):
        pass

    def record(self, v):
        self.items.append(v * v)
        return v


def jumps_out_of_a_generator(x):
    s = 0.0
    for i in range(4):
        with scaled(x[i], 2.0) as (y, factor):
            if y < 0:
                continue
            s += y * y * factor
            if i == 3:
                break
    return s


def returns_out_of_a_generator(x):
    with quietly(x) as y:
        return np.sum(y**2)


def stack_for_a_while(x):
    stack = [x[0]]
    with pushed(stack, x[1] ** 2) as longer:
        a = sum(longer)
    return a * sum(stack)


def attribute_for_a_while(x):
    simulation = Simulation(x)
    simulation.step()
    with simulation.step_size(0.5):
        simulation.step()
    simulation.step()
    return np.sum(simulation.x**2)


def object_that_is_left(x):
    m = 0.0
    with Scale(x[0]) as scale:
        m = scale.get() + m
    return m * scale.x


def object_that_records(x):
    with Tape() as tape:
        for i in range(3):
            tape.record(x[i])
    return sum(tape.items) * x[1]


@contextmanager
def doubled(k):
    print("in")
    try:
        yield k * 2
    finally:
        print("out")


class Count:
    def __init__(self, number):
        self.number = number

    def __enter__(self):
        self.left = 0
        return self

    def __exit__(self, *exception):
        self.left = self.number


def inactive_value_of_a_generator(x):
    with doubled(3) as k:
        y = x * k
    return np.sum(y * y)


def inactive_attribute_in_a_loop(x):
    s = 0.0
    for i in range(len(x)):
        with Count(i + 1) as count:
            s += x[i] * (count.left + 2)
            if s > 5.0:
                break
        s = s * count.left
    return s * s


class Level:
    """One object that is entered again and again, also within itself."""

    def __init__(self, gain):
        self.gain, self.before, self.entries = gain, [], 0

    def __enter__(self):
        self.before.append(self.gain)
        self.gain = self.gain * 2.0
        self.entries += 1
        return self.gain

    def __exit__(self, *error):
        self.gain = self.before.pop()


class Station:
    def __init__(self, level):
        self.level = level

    def loud(self, x):
        with self.level as gain:
            return np.sum(x * gain)


def level_within_itself(x):
    level, s = Level(x[0]), 0.0
    with level as one:
        s += one * x[1]
        with level as other:
            s += other * level.gain
        s += level.gain**2
    return s * level.gain


def level_of_an_object(x):
    station = Station(Level(x[0]))
    s = 0.0
    for v in x:
        if v > 2.0:
            break
        s += station.loud(x * v)
    return s * station.level.entries


def level_of_an_argument(station, x):
    return station.loud(x) * station.level.entries


def levels_in_a_list(x):
    levels = [Level(x[1]), Level(x[3])]
    with levels[0] as a, levels[1] as b:
        s = a * b
    return s * levels[0].gain


PROGRAMS = [
    Program(level_of_an_argument, (Station(Level(0.7)), X), wrt=("station", "x")),
    *(
        Program(function, (X,))
        for function in (
            inactive_value_of_a_generator,
            inactive_attribute_in_a_loop,
            jumps_out_of_a_generator,
            returns_out_of_a_generator,
            stack_for_a_while,
            attribute_for_a_while,
            object_that_is_left,
            object_that_records,
            level_within_itself,
            level_of_an_object,
            levels_in_a_list,
        )
    ),
]
