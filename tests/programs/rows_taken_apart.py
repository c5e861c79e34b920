"""Lists of rows that are taken apart by a star: `(name, best), *rest, (_, worst) = table`."""

import numpy as np

from tests.programs.case import Program, positive, signed


def first_and_last(x):
    table = sorted(((k, v) for k, v in enumerate(x)), key=lambda row: -row[1])
    (i, best), *_, (j, worst) = table
    return (best - worst) ** 2 + best * i - worst * j


def rest_of_pairs(x):
    pairs = [(k, v * v) for k, v in enumerate(x) if v > 0]
    (_, s), *more = pairs
    for k, v in more:
        s = s * v + k
    return s + len(more)


def middle_of_triples(x):
    rows = []
    for a, b in zip(x, x[1:]):
        rows.append((a, b, a * b))
    first, *middle, last = rows
    return first[2] * last[0] + sum(a * c for a, _, c in middle)


def rest_grows(x):
    rows = [(v, np.sin(v)) for v in x]
    head, *rows = rows
    rows.append(head)
    rows.sort(key=lambda row: row[1])
    return rows[0][0] * rows[-1][1] + head[0]


def dicts_to_a_rest(x):
    records = []
    for k, v in enumerate(x):
        records.append({"id": k, "score": v * v})
    *rest, last = records
    return last["score"] * sum(r["score"] * r["id"] for r in rest)


def stack_until_one_is_left(x):
    rows = [(v, 2.0 * v) for v in x]
    s = 0.0
    while len(rows) > 1:
        (a, b), *rows = rows
        s += a * b + rows[0][1]
    return s


PROGRAMS = [
    *(
        Program(one, (positive(4),))
        for one in (
            first_and_last,
            rest_of_pairs,
            middle_of_triples,
            rest_grows,
            dicts_to_a_rest,
            stack_until_one_is_left,
        )
    ),
    Program(rest_of_pairs, (signed(6),)),
]
