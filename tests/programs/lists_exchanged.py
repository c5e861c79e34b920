"""Lists that come to be others, pass by pass: one is gone through while the next one grows."""

import numpy as np

from tests.programs.case import Program, signed


def exchanged_at_once(x, n):
    kept = list(x)
    for k in range(n):
        before, kept = kept, []
        for value in before:
            if value > -0.5:
                kept.append(value * value * 0.5 + k)
    return sum(kept)


def exchanged_behind_a_test(x, n):
    kept = [(value, 2.0 * value) for value in x]
    for k in range(n):
        before, kept = kept, []
        if not before:
            break
        last = before[-1]
        for pair in before:
            if pair[0] > -0.5:
                kept.append((pair[0] * pair[1] * 0.5 + k, last[0]))
            last = pair
    return sum(first * second for first, second in kept)


def clipped_area(points):
    """What of a polygon lies on one side of two lines, by its corners."""
    corners = [[p[0], p[1]] for p in points]
    for side in ((1.0, 0.2), (-0.3, 1.0)):
        given, corners = corners, []
        if not given:
            break
        last = given[-1]
        for corner in given:
            here = corner[0] * side[0] + corner[1] * side[1]
            there = last[0] * side[0] + last[1] * side[1]
            if (here > 0.0) != (there > 0.0):
                t = there / (there - here)
                corners.append(
                    [last[0] + t * (corner[0] - last[0]), last[1] + t * (corner[1] - last[1])]
                )
            if here > 0.0:
                corners.append(corner)
            last = corner
    area = 0.0
    for i in range(len(corners)):
        x1, y1 = corners[i]
        x2, y2 = corners[(i + 1) % len(corners)]
        area += x1 * y2 - x2 * y1
    return 0.5 * area


def rows_as_lists(points, n):
    """Each row is a list of its elements, of which there are a few."""
    kept = [list(p) for p in points]
    for k in range(n):
        before, kept = kept, []
        for row in before:
            if row[0] > -0.5:
                kept.append([row[0] * row[1] * 0.5 + k, row[0]])
    return sum(row[0] * row[1] for row in kept)


CORNERS = np.array([[0.5, -0.3], [1.4, 0.5], [0.6, 1.3], [-0.2, 0.4]])

PROGRAMS = [
    Program(exchanged_at_once, (signed(4), 3)),
    Program(exchanged_behind_a_test, (signed(4), 3)),
    Program(clipped_area, (CORNERS,)),
    Program(clipped_area, (CORNERS - 3.0,), name="clipped_area_of_nothing"),
    Program(rows_as_lists, (np.array([[0.3, -0.2], [-0.9, 0.5]]), 2)),
]
