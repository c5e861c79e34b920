"""Lists of tuples, dicts and objects that grew in a loop, as results."""

from collections import namedtuple
from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program, signed

Pair = namedtuple("Pair", "t v")


@dataclass
class Record:
    """What a simulation keeps of a step."""

    t: float
    v: float


def tuples(x, n):
    out = []
    for i in range(n):
        out.append((i, x * i))
    return out


def tuples_of_two_lists(x, n):
    out = []
    for i in range(n):
        x = np.sin(x)
        out.append((x, x * i))
    return out, x


def dicts(x, n):
    out = []
    s = x
    for i in range(n):
        s = s * x
        out.append({"step": i, "value": s})
    return out


def records(x, n):
    out = []
    for i in range(n):
        out.append(Record(0.1 * i, x**i))
    return out


def named_tuples(x, n):
    return [Pair(0.1 * i, x * i) for i in range(n)]


def trajectory(x, n):
    path = [(0.0, x)]
    for _ in range(n):
        t, y = path[-1]
        path.append((t + 0.1, y + 0.1 * np.sin(y)))
    return path[-1][1], path


def nested(x, n):
    out = []
    for i in range(n):
        out.append({"at": (i, x * i), "pair": Pair(x, [x * x, 1.0]), "name": str(i)})
    return {"rows": out, "last": x}


def arrays(x, n):
    history = []
    for _ in range(n):
        x = x - 0.1 * x**3
        history.append({"x": x, "loss": float(np.sum(x**2))})
    return history


def changed_afterwards(x, n):
    out = []
    for i in range(n):
        out.append({"v": x * i, "w": 1.0})
    for row in out:
        row["w"] = row["v"] * row["v"]
    return out


def written_in_place(x, n):
    out = []
    for i in range(n):
        y = x * (i + 1)
        y[0] = y[1] * y[1]
        out.append((i, y))
    return out


PROGRAMS = [
    *(
        Program(function, (1.3, 4))
        for function in (
            tuples,
            tuples_of_two_lists,
            dicts,
            records,
            named_tuples,
            trajectory,
            nested,
            changed_afterwards,
        )
    ),
    Program(arrays, (signed(3), 3)),
    Program(written_in_place, (signed(3), 3)),
    Program(dicts, (1.3, 0)),
]
