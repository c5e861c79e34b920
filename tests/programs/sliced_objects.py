"""Objects whose class says what `obj[index]` is: slices are given to it, too."""

import numpy as np

from tests.programs.case import Program, positive


class Grid:
    """An array behind subscripts."""

    def __init__(self, values):
        self.values = values

    def __getitem__(self, place):
        return self.values[place]

    def __setitem__(self, place, value):
        self.values[place] = value


def stored_to_a_slice(x):
    grid = Grid(np.zeros(6))
    grid[2:4] = x[2]
    grid[0] = x[0]
    return np.sum(grid.values**2)


def stepped(x):
    grid = Grid(np.zeros(6))
    grid[::2] = x
    grid[1:-1] = grid[1:-1] * x[0] + grid[:-2]
    return np.sum(grid[:] ** 2)


def in_a_loop(x):
    grid = Grid(np.zeros(6))
    grid[1:4] = x
    for _ in range(3):
        grid[1:-1] = 0.5 * (grid[2:] + grid[:-2]) * x[1]
    return np.sum(grid[:] ** 2)


def augmented(x):
    grid = Grid(np.ones(6))
    grid[1:4] += x
    grid[3] *= x[0]
    return np.sum(grid.values**3)


def of_a_plane(x):
    grid = Grid(np.zeros((3, 3)))
    grid[:, 1] = x
    grid[0, 1:] += x[1]
    return np.sum(grid[:, :] ** 2)


def of_an_argument(grid, x):
    grid[1:3] = grid[1:3] * x[:2]
    grid[:1] += x[2]
    return np.sum(grid.values**2)


X = positive(3)
PROGRAMS = [
    *(
        Program(function, (X,))
        for function in (stored_to_a_slice, stepped, in_a_loop, augmented, of_a_plane)
    ),
    Program(of_an_argument, lambda: (Grid(positive(4)), X), wrt=(0, 1)),
]
