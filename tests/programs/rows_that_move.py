"""Rows of a list that is an argument: exchanged, replaced, put in order, where the run says."""

import heapq

import numpy as np

from tests.programs.case import Program


def eliminated_with_pivots(rows, n):
    """The determinant of the first columns: the row with the greatest element comes first."""
    for k in range(n):
        j = max(range(k, len(rows)), key=lambda i: abs(rows[i][k]))
        rows[k], rows[j] = rows[j], rows[k]
        for i in range(k + 1, len(rows)):
            f = rows[i][k] / rows[k][k]
            for c in range(k, len(rows)):
                rows[i][c] -= f * rows[k][c]
    d = 1.0
    for k in range(n):
        d *= rows[k][k]
    return d


def rows_in_two_places(rows):
    rows.append([v * v for v in rows[0]])
    rows.append(rows[int(rows[0][0] > 0)])
    rows[0] = rows.pop(2)
    return sum([sum(row) * (i + 1) for i, row in enumerate(rows)])


def lists_within_rows(rows):
    i = int(rows[0][0][0] > 0)
    rows[0], rows[i] = rows[i], rows[0]
    rows[0][i], rows[0][0] = rows[0][0], rows[0][i]
    rows[1][0] = [v * v for v in rows[0][1]]
    return rows[0][0][0] ** 2 + rows[1][0][1] * rows[1][1][0] + rows[0][1][1]


def written_where_they_are_in_order(rows):
    """The rows of the list in order are those of the argument."""
    ordered = sorted(rows, key=lambda row: -row[1])
    ordered[0][0] = ordered[1][1] * 2.0
    least = heapq.nsmallest(1, rows)[0]
    least[1] *= rows[1][0]
    rows[0].append(rows[2][1])
    return sum([v * v * (i + 1) for row in rows for i, v in enumerate(row)]) + sum(ordered[2])


def values_written_in_order(table):
    ordered = sorted(table.values(), key=lambda row: -row[1])
    ordered[0][0] = ordered[1][1] * 2.0
    return table["a"][0] * table["a"][1] + table["b"][0] * 3.0


def total_of_written_rows(v):
    """What `sum` starts with is not what it adds: the total is a new array."""
    rows = np.zeros((len(v), 1))
    for k in range(len(v)):
        rows[k] = v[k : k + 1] ** 2
    total = sum(rows, 0)
    rows[0] = 7.0 * v[0]
    return total[:, None] * rows


SQUARE = [[0.3, -0.4, 1.2], [0.7, 2.0, -0.5], [-1.6, 0.2, 0.9]]
CUBE = [[[0.3, 2.0], [0.4, -1.0]], [[0.2, 0.7], [1.0, 0.3]]]

PROGRAMS = [
    Program(eliminated_with_pivots, (SQUARE, 3)),
    Program(rows_in_two_places, (SQUARE[:2],)),
    Program(lists_within_rows, (CUBE,)),
    Program(written_where_they_are_in_order, (SQUARE,)),
    Program(values_written_in_order, ({"a": SQUARE[0], "b": SQUARE[1]},)),
    Program(total_of_written_rows, (np.array([0.4, -0.7, 1.2]),)),
]
