"""Parts of lists that only the run knows: neighbours, all but the first, and what changes then."""

import numpy as np

from tests.programs.case import Program, signed

X = signed(5, 2)


def squares(x):
    return [row * row for row in x]


def neighbours(x, t):
    rows = []
    for row in x:
        rows.append(row * t)
    total = 0.0
    for a, b in zip(rows[:-1], rows[1:]):
        total += np.sum(a * b)
    return total


def with_the_next(x):
    rows = squares(x)
    return sum(np.sin(a @ b) for a, b in zip(rows, rows[1:]))


def control_points(x, t):
    points = [row for row in x]
    while len(points) > 1:
        points = [(1 - t) * a + t * b for a, b in zip(points[:-1], points[1:])]
    return float(np.dot(points[0], points[0]))


def inner_ones_counted(x):
    rows = squares(x)
    total = 0.0
    for i, a in enumerate(rows[1:-1], 1):
        total += i * np.prod(a)
    for a in reversed(rows[2:]):
        total = total * 0.5 + np.sum(a)
    return total


def strictly_paired(x):
    rows = squares(x)
    return sum(np.sum(a * b) for a, b in zip(rows[:-1], rows[1:], strict=True))


def more_left_out_than_there_is(x):
    rows = squares(x)
    total = np.sum(rows[0])
    for i, a in enumerate(rows[9:]):
        total += i * np.sum(a)
    return total + len([a for a in rows[7:]])


def grown_meanwhile(x):
    rows = squares(x)
    total = 0.0
    for a in rows[1:]:
        rows.append(a * 0.5)
        total += np.sum(rows[-1] * rows[0])
    return total + len(rows)


def grown_under_another_name(x):
    rows = squares(x)
    same = rows
    for a, b in zip(rows[:-1], rows[1:]):
        same.append(a * b)
    return np.sum(rows[-1])


def overwritten_meanwhile(x):
    rows = squares(x)
    for i, a in enumerate(rows[:-1]):
        rows[i + 1] = rows[i + 1] + a
    return np.sum(rows[-1])


def bound_anew_meanwhile(x):
    rows = squares(x)
    total = 0.0
    for a in rows[1:]:
        rows = [a, a * 2.0]
        total += np.sum(rows[1])
    return total + np.sum(rows[0])


def grown_inside_of_another(x):
    rows = squares(x)
    held = [rows]
    for a in rows[1:]:
        held[0].append(a + 1.0)
    return np.sum(rows[-1])


def emptied_by_a_helper(x):
    rows = squares(x)

    def drop():
        return rows.pop()

    total = 0.0
    for a in rows[:-1]:
        total += np.sum(a * drop())
    return total


def one_of_two_lists(x, n):
    rows, others = squares(x), squares(x[::-1])
    chosen = rows if n > 1 else others
    total = 0.0
    for a in chosen[1:]:
        others.append(a * 3.0)
        total += np.sum(others[-1])
    return total + np.sum(others[5]) * len(others)


def given_and_grown(rows, x):
    out = []
    for a, b in zip(rows[:-1], rows[1:]):
        out.append(a * b + x)
    return np.sum(np.array(out))


def written_elements(x):
    rows = squares(x)
    for a, b in zip(rows[:-1], rows[1:]):
        b += np.sin(a)
    return np.sum(rows[-1] * rows[0])


PROGRAMS = [
    Program(neighbours, (X, 0.7), wrt=(0, 1)),
    Program(with_the_next, (X,)),
    Program(control_points, (X, 0.3), wrt=(0, 1)),
    Program(inner_ones_counted, (X,)),
    Program(inner_ones_counted, (X[:1],), name="no_inner_ones"),
    Program(strictly_paired, (X,)),
    Program(more_left_out_than_there_is, (X,)),
    Program(grown_meanwhile, (X,)),
    Program(grown_under_another_name, (X,)),
    Program(overwritten_meanwhile, (X,)),
    Program(bound_anew_meanwhile, (X,)),
    Program(grown_inside_of_another, (X,)),
    Program(emptied_by_a_helper, (X,)),
    *(Program(one_of_two_lists, (X, n), name=f"one_of_two_lists_{n}") for n in (1, 2)),
    Program(given_and_grown, ([*X], signed(2, start=3)), wrt=(0, 1)),
    Program(written_elements, (X,)),
]

REFUSED = {}
