"""`y[i] += e` and `y[i] -= e` by an array or a list: of elements named twice, one counts."""

import numpy as np

from tests.programs.case import Program, positive, signed


def assembled(stiffness, load):
    elements = len(stiffness)
    matrix, right = np.zeros((elements + 1, elements + 1)), np.zeros(elements + 1)
    for k in range(elements):
        dofs = [k, k + 1]
        matrix[np.ix_(dofs, dofs)] += stiffness[k] * np.array([[1.0, -1.0], [-1.0, 1.0]])
        right[dofs] += load / elements
    matrix[0, 0] += 1.0
    return np.linalg.solve(matrix, right)


def by_connectivity(nodes, corners, weights):
    area = np.zeros(len(nodes))
    for one in corners:
        a, b = nodes[one[1]] - nodes[one[0]], nodes[one[2]] - nodes[one[0]]
        size = 0.5 * np.abs(a[0] * b[1] - a[1] * b[0])
        area[one] += size / 3.0
    return area @ weights


def last_addition_counts(x, y, places):
    y[places] += x**2
    y[places] -= np.sin(x)
    return np.sum(y**3)


def rows_and_columns(x, y, rows):
    y[rows] += x
    y[:, rows] -= x.T * 2.0
    return np.sum(y * y)


def number_added_to_places(x, y, places):
    y[places] += x[0] * x[1]
    y[places] += 1
    return np.sum(y**2) * x[2]


def added_to_themselves(y, places):
    y[places] += y[places] ** 2
    y[places] -= y[places[::-1]] * 3.0
    return np.sum(y**2)


def by_mask_and_by_place(x, y, places):
    y[y > 0.5] -= x[0]
    y[places] += x[1]
    y[np.abs(y) < 1.0] += x[2] ** 2
    return np.prod(y)


def through_a_view(x, y, places):
    part = y[1:]
    part[places] += x
    part *= 2.0
    y[places] -= x**2
    return np.sum(y * np.arange(len(y))) + np.sum(part**2)


def counted_in_bins(x, edges):
    sums, counts = np.zeros(len(edges) + 1), np.zeros(len(edges) + 1)
    for value in x:
        place = np.searchsorted(edges, np.array([value]))
        sums[place] += value * value
        counts[place] += 1
    return np.sum(sums / np.maximum(counts, 1))


def spread_over_two_cells(x, charge, n, steps):
    density = np.zeros(n)
    v = np.zeros_like(x)
    for _ in range(steps):
        density[:] = 0.0
        cell = np.floor(x).astype(int)
        part = x - cell
        np.add.at(density, cell, charge * (1 - part))
        np.add.at(density, cell + 1, charge * part)
        field = density[1:] - density[:-1]
        v = v + 0.1 * ((1 - part) * field[cell] + part * field[cell + 1])
        x = x + 0.1 * v
    return np.sum(v * v)


def messages(u, source, target, w):
    for _ in range(3):
        new = np.zeros_like(u)
        np.add.at(new, target, w * u[source])
        u = np.tanh(new) + u
    return np.sum(u**2)


def computed_before_and_after(x, y, places):
    s = np.sum(np.sin(y) * x[0])
    np.add.at(y, places, x)
    return s + np.sum(np.sin(y) ** 2)


def through_another_name(x, y, places):
    part = y[1:]
    s = np.sum(y * y) * np.sum(np.exp(y))
    np.add.at(part, places, x)
    np.subtract.at(y, places, x * x)
    return s + np.sum(y * y) * np.sum(np.exp(y))


def by_what_is_computed_twice(x, y, places):
    np.add.at(y, places + 1, x * x)
    y[0] *= 2.0
    np.add.at(y, places + 1, np.sin(x * x))
    return np.sum(y**3)


def added_to_two_adjoints(u, places):
    for _ in range(3):
        v = u[places]
        u = u + 0.1 * u**2
        u = np.concatenate((u[:-1], 0.5 * v[:1]))
    return np.sum(u**2), np.sum(u)


def row_of_its_own(x, places):
    row = x[places]
    x[0] = row[1] * x[1]
    return np.sum(row * x[places]), x * 1.0


TWICE = np.array([2, 0, 2])
ONCE = np.array([3, 0, 1])

PROGRAMS = [
    Program(assembled, (positive(3), 0.7), wrt=(0, 1)),
    Program(
        by_connectivity,
        (signed(4, 2), np.array([[0, 1, 2], [1, 3, 2], [0, 3, 1]]), positive(4)),
        wrt=(0, 2),
    ),
    *(
        Program(last_addition_counts, (positive(3), signed(4), at), wrt=(0, 1))
        for at in (ONCE, TWICE)
    ),
    Program(last_addition_counts, (positive(3), signed(4), [0, -1, 3]), wrt=(0, 1)),
    Program(rows_and_columns, (signed(3, 4), signed(4, 4), TWICE), wrt=(0, 1)),
    *(
        Program(number_added_to_places, (positive(3), signed(4), at), wrt=(0, 1))
        for at in (ONCE, TWICE)
    ),
    *(Program(added_to_themselves, (signed(4), at)) for at in (ONCE, TWICE)),
    Program(by_mask_and_by_place, (positive(3), signed(4), TWICE), wrt=(0, 1)),
    *(Program(through_a_view, (positive(3), signed(5), at), wrt=(0, 1)) for at in (ONCE, TWICE)),
    *(
        Program(spread_over_two_cells, (positive(6, start=1), signed(6), 9, n), wrt=(0, 1))
        for n in (0, 3)
    ),
    Program(messages, (signed(5), TWICE, np.array([1, 1, 4]), signed(3)), wrt=(0, 3)),
    *(
        Program(function, (positive(3), signed(5), at), wrt=(0, 1))
        for function in (
            computed_before_and_after,
            through_another_name,
            by_what_is_computed_twice,
        )
        for at in (ONCE, TWICE)
    ),
    Program(added_to_two_adjoints, (signed(4), TWICE)),
    Program(row_of_its_own, (signed(4), TWICE)),
    Program(counted_in_bins, (signed(5), np.array([-0.5, 0.3]))),
]
