"""Programs that draw what they compute: the calls of a plotting library stay as they are.

The classes and functions below stand for such a library, and say so in their `__module__`.
"""

import numpy as np

from tests.programs.case import Program, positive, signed


class Lines:
    """What an axis gives for a curve."""

    def __init__(self, values):
        self.values = values

    def get_ydata(self):
        """What was drawn."""
        return self.values

    def set_color(self, color):
        """Change how it looks."""
        self.color = color


class Axis:
    """Where curves are drawn: like its model, of a kind that the compiler must not go into."""

    def __init__(self):
        self.lines = []
        self.__dict__["limits"] = eval("(0.0, 1.0)")  # noqa: S307

    def plot(self, *curves, **options):
        """Draw curves."""
        self.lines += [Lines(np.asarray(curve)) for curve in curves]
        self.__dict__["limits"] = eval("0.0"), float(np.max(curves[-1]))  # noqa: S307
        return self.lines[-1:]

    def hist(self, values):
        """Draw how often values are met."""
        return *np.histogram(values), self.lines

    def get_xlim(self):
        """From where to where it goes."""
        return self.__dict__["limits"]

    def clear(self):
        """Take all curves away."""
        self.lines = []


class Figure:
    """What the axes are on."""

    def __init__(self):
        self.axes = np.array([[Axis(), Axis()], [Axis(), Axis()]], object)

    def savefig(self, name):
        """Write it."""


def subplots(rows=1):
    """A figure and its axes."""
    figure = eval("Figure")()  # noqa: S307
    return figure, figure.axes if rows > 1 else figure.axes[0, 0]


def colors(places):
    """A color for each place."""
    return eval("np.stack([places] * 3, 1)")  # noqa: S307


for _one in (Lines, Axis, Figure, subplots, colors):
    _one.__module__ = "matplotlib.standing_in"

SHARED = Axis()


def curve_of_a_result(x):
    figure, axis = subplots()
    y = np.sin(x) * x[0]
    axis.plot(x, y, label=f"{y[0]:.2f}")
    figure.savefig("curve.png")
    return np.sum(y * y)


def grid_of_curves(x):
    _, axes = subplots(2)
    for n, axis in enumerate(axes.flat):
        axis.plot(x**n)
    for axis in axes.flat:
        axis.clear()
    axes[1, 0].hist(x)
    return np.sum(x**3)


def frames_of_a_simulation(x, k, steps, every=2):
    figure, axis = subplots()
    u = x.copy()
    for n in range(steps):
        u[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2]) * u[1:-1]
        if n % every == 0 or n == steps - 1:
            axis.clear()
            (line,) = axis.plot(u)
            line.set_color("blue")
            low, high = axis.get_xlim()
            if high > 100.0:
                print("wide")
    return np.sum(u * u)


def on_an_axis_that_is_given(x, axis=None):
    if axis is None:
        _, axis = subplots()
    for color, value in zip(colors(np.linspace(0.0, 1.0, 3)), x):
        axis.plot([value], color=color)
    return np.prod(x)


def on_a_shared_axis(x):
    SHARED.clear()
    SHARED.plot(x * x)
    return np.sum(np.exp(x))


class Watched:
    """A model that draws its steps."""

    def __init__(self, rate):
        self.rate = rate
        self.figure, self.axis = subplots()

    def step(self, x):
        """One step, drawn."""
        self.axis.plot(x)
        return self.rate * x * (1.0 - x)


def model_that_draws(x):
    model = Watched(x[0])
    y = x
    for _ in range(3):
        y = model.step(y)
    return np.sum(y)


PROGRAMS = [
    Program(curve_of_a_result, (signed(4),)),
    Program(grid_of_curves, (positive(3),)),
    Program(frames_of_a_simulation, (positive(6), 0.1, 4), wrt=(0, 1)),
    Program(on_an_axis_that_is_given, (positive(3),)),
    Program(on_a_shared_axis, (signed(3),)),
    Program(model_that_draws, (positive(3) / 4,)),
]
