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
    Program(counted_in_bins, (signed(5), np.array([-0.5, 0.3]))),
]
