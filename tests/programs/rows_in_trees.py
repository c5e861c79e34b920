"""`zip(first, *rest)` and strict columns, as in functions that go through trees of parameters."""

import numpy as np

from tests.programs.case import Program, positive, signed


def mapped(f, *trees):
    """A function of the leaves that stand at one place of several trees."""
    first = trees[0]
    if isinstance(first, dict):
        return {key: mapped(f, *[tree[key] for tree in trees]) for key in first}
    if isinstance(first, (list, tuple)):
        return type(first)(mapped(f, *parts) for parts in zip(*trees, strict=True))
    return f(*trees)


def mapped_from_the_first(f, tree, *others):
    if isinstance(tree, dict):
        return {k: mapped_from_the_first(f, v, *(o[k] for o in others)) for k, v in tree.items()}
    if isinstance(tree, list):
        return [mapped_from_the_first(f, *parts) for parts in zip(tree, *others)]
    return f(tree, *others)


def step_of_all_parameters(params, slopes):
    new = mapped(lambda p, g: p - 0.1 * g * p, params, slopes)
    return np.sum(new["w"][0] ** 2) * new["b"][1] + np.sum(new["w"][1]) + np.sum(new["b"][0])


def steps_with_momentum(params, rate):
    held = mapped_from_the_first(np.zeros_like, params)
    for _ in range(2):
        slopes = mapped_from_the_first(np.cos, params)
        held = mapped_from_the_first(lambda m, g: 0.9 * m + g, held, slopes)
        params = mapped_from_the_first(lambda p, m: p - rate * m, params, held)
    return np.sum(params["w"][0] * params["w"][1]) + np.sum(params["b"] ** 2)


def first_and_rest(x, rest):
    return sum(a * b * c for a, b, c in zip(x, *rest))


def rest_and_last(x, rest):
    total = 0.0
    for a, b, c in zip(*rest, x):
        total += a * b * c * c
    return total


def rest_of_a_length_of_the_run(x, n):
    rest = [x * k for k in range(n)]
    return sum(sum(parts) * parts[0] for parts in zip(x, *rest, strict=True))


def rows_are_written_meanwhile(x, rest):
    total = 0.0
    for k, (a, b, c) in enumerate(zip(x, *rest)):
        total += a * b * c
        rest[1][2 - k] = a * a
    return total


def columns_strictly(rows):
    total = 0.0
    for a, b in zip(*rows, strict=True):
        total += a * b * b
    return total


def columns_of_mapped(x):
    return sum(a * b for a, b in zip(*map(np.sin, [x, x * 2.0])))


def mapped_with_a_first(x, rest):
    return sum(map(lambda a, b, c: a * b + c, x, *rest))


def of_equal_length(rows):
    """Python says which of the rows is not as long as those before it."""
    return sum(parts[0] * parts[-1] for parts in zip(*rows, strict=True))


def uneven(rows):
    try:
        total = of_equal_length(rows)
    except ValueError as error:
        print(error)
        total = rows[0][0] ** 2
    return total


X = positive(3)
A, B, C = positive(3, start=1), positive(3, start=2), positive(4, start=3)
PARAMS = {"w": [positive(2), positive(3, start=1)], "b": (positive(2, start=2), 0.5)}
SLOPES = {"w": [signed(2), signed(3, start=1)], "b": (signed(2, start=2), 0.3)}
SQUARES = {"w": [positive(2), positive(2, start=1)], "b": positive(2, start=2)}
REST = [signed(3, start=1), positive(3, start=2)]

PROGRAMS = [
    Program(step_of_all_parameters, (PARAMS, SLOPES), wrt=(0, 1)),
    Program(steps_with_momentum, (SQUARES, 0.1), wrt=(0, 1)),
    Program(first_and_rest, (X, REST), wrt=(0, 1)),
    Program(rest_and_last, (X, REST), wrt=(0, 1)),
    Program(rest_of_a_length_of_the_run, (X, 4)),
    Program(rows_are_written_meanwhile, (X, REST)),
    Program(columns_strictly, (REST,)),
    Program(columns_of_mapped, (X,)),
    Program(mapped_with_a_first, (X, REST), wrt=(0, 1)),
    Program(of_equal_length, (REST,)),
    Program(uneven, (REST,)),
    Program(uneven, ([X, A[:2]],), name="second_is_shorter"),
    Program(uneven, ([A[:2], X],), name="second_is_longer"),
    Program(uneven, ([X, A, C[:2], B],), name="third_is_shorter"),
    Program(uneven, ([X, A, C, B],), name="third_is_longer"),
]
