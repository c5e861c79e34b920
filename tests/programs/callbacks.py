"""Functions and methods that objects keep, and call if they have one."""

from tests.programs.case import Program, positive


class Solver:
    def __init__(self, callback=None, hooks=()):
        self.callback = callback
        self.hooks = list(hooks)

    def run(self, x, steps):
        for i in range(steps):
            x = x - 0.1 * (x - 1) ** 3
            if self.callback:
                self.callback(i, x)
            for hook in self.hooks:
                x = hook(x)
        return x


class Recorder:
    def __init__(self):
        self.seen = []

    def add(self, i, v):
        self.seen.append(v * i)


class Bus:
    def __init__(self):
        self.takers = {}

    def on(self, event, taker):
        self.takers.setdefault(event, []).append(taker)

    def emit(self, event, *args):
        for taker in self.takers.get(event, ()):
            taker(*args)


class Polynomial:
    def __init__(self, *coefficients):
        self.coefficients = list(coefficients)

    def __call__(self, t):
        total = 0
        for c in reversed(self.coefficients):
            total = total * t + c
        return total

    def derivative(self):
        return Polynomial(*[k * c for k, c in enumerate(self.coefficients)][1:])


def no_callback(x, steps):
    return Solver().run(x, steps)


def lambda_that_collects(x, steps):
    seen = []
    solver = Solver(lambda i, v: seen.append(v * i), [lambda v: v * 1.01])
    return solver.run(x, steps) + sum(seen)


def method_that_collects(x, steps):
    recorder = Recorder()
    return Solver(recorder.add).run(x, steps) + sum(recorder.seen)


def methods_in_a_list(x):
    one, other = Recorder(), Recorder()
    takers = [one.add, other.add]
    for i, v in enumerate(x):
        for taker in takers:
            taker(i, v)
        takers[0](2, v)
    return sum(one.seen) * sum(other.seen)


def methods_in_a_table(x):
    recorder = Recorder()
    table = {"add": recorder.add, "twice": lambda i, v: recorder.add(i, 2 * v)}
    for i, v in enumerate(x):
        table["add"](i, v)
        table["twice"](i, v)
    return sum(recorder.seen)


def events(x):
    log, bus = Recorder(), Bus()
    bus.on("tick", log.add)
    bus.on("tick", lambda i, v: log.add(i, v * v))
    for i, v in enumerate(x):
        bus.emit("tick", i, v)
        bus.emit("tock", v)
    return sum(log.seen)


def as_many_coefficients_as_there_are(x):
    p = Polynomial(*x)
    slope, t = p.derivative(), -0.5
    for _ in range(5):
        t -= p(t) / slope(t)
    return t


X = positive(4)
PROGRAMS = [
    Program(no_callback, (2.0, 4)),
    Program(lambda_that_collects, (2.0, 4)),
    Program(method_that_collects, (2.0, 4)),
    Program(methods_in_a_list, (X,)),
    Program(methods_in_a_table, (X,)),
    Program(events, (X,)),
    Program(as_many_coefficients_as_there_are, (X,)),
]
