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


def exchanged_elements_of_an_argument(x, c, xs):
    """Where they are not exchanged, what is read is the argument's own first element."""
    if x[0] < c:
        xs[0], xs[-1] = xs[-1], xs[0]
        xs[0][1] += 0.3 * c
    return np.sum(xs[0] * x)


def exchanged_in_passes(x, c, n, xs):
    held = xs[-1][:]
    for k in range(n):
        xs[0], held = held, xs[0]
        if x[k] < c:
            break
    xs[-1] -= np.sin(x)
    return np.sum(held * x) + np.sum(xs[0])


def values_of_a_dict_exchanged(x, c, parts):
    """The array that the dict held is gone, and a list still shows it."""
    q = x.copy()
    held = [parts["b"], parts["b"][:]]
    if x[0] < c:
        q, parts["b"] = parts["b"], q
    else:
        held.extend([x, q])
        x[1] += 0.5 * q[2]
    held.reverse()
    return sum(np.sum(t * t) * i for i, t in enumerate(held)) + np.sum(np.sin(parts["b"]))


PAIR = [signed(3), signed(3) + 0.7]
CORNERS = np.array([[0.5, -0.3], [1.4, 0.5], [0.6, 1.3], [-0.2, 0.4]])

PROGRAMS = [
    Program(exchanged_at_once, (signed(4), 3)),
    Program(exchanged_behind_a_test, (signed(4), 3)),
    Program(clipped_area, (CORNERS,)),
    Program(clipped_area, (CORNERS - 3.0,), name="clipped_area_of_nothing"),
    Program(rows_as_lists, (np.array([[0.3, -0.2], [-0.9, 0.5]]), 2)),
] + [
    Program(f, args, wrt=wrt, name=f"{f.__name__}_{name}")
    for f, given in (
        (exchanged_elements_of_an_argument, (PAIR,)),
        (exchanged_in_passes, (2, PAIR)),
        (values_of_a_dict_exchanged, ({"a": signed(3), "b": signed(3) + 0.7},)),
    )
    for name, c, wrt in (("here", 9.0, 0), ("elsewhere", -9.0, (0, 1 + len(given))))
    for args in [(signed(3), c, *given)]
]
