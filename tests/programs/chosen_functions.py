"""Functions that only the run picks, and functions that a loop makes and keeps."""

from functools import partial
from types import FunctionType

import numpy as np

from tests.programs.case import Program, positive

V = np.array([0.7, 1.2, 0.4])


def relu(v):
    return np.maximum(v, 0.0)


OPERATIONS = {"sin": np.sin, "relu": relu, "square": lambda v: v * v}
STAGES = [np.sin, np.cos]


# told apart by what they are


def scaled(x, factor):
    return factor(x) * x if isinstance(factor, FunctionType) else 2.0 * x


# picked by an index, or a key


def by_an_index(x, k):
    fs = (np.sin, np.cos, np.exp)
    return np.sum(fs[k](x))


def by_an_index_in_a_loop(x, n):
    fs = [np.sin, np.cos, np.exp]
    for i in range(n):
        x = fs[i % 3](x)
    return np.sum(x)


def by_the_elements_of_an_array(x, ks):
    fs = (np.sin, relu, lambda v: v**3)
    s = 0.0
    for k in ks:
        s += np.sum(fs[k](x))
    return s


def by_an_active_index(x):
    fs = [np.sin, np.cos, np.exp]
    f = fs[int(np.argmax(x))]
    return np.sum(f(x)) + f(0.3) * x[0]


def by_a_key_in_a_loop(x, n):
    operations = {0: np.sin, 1: lambda v: v * x, 2: relu}
    for i in range(n):
        x = operations[i % 3](x)
    return np.sum(x)


def by_a_key_with_a_default(x, n):
    operations = {0: np.sin, 1: lambda v: v * v}
    for i in range(n):
        x = operations.get(i, np.cos)(x)
    return np.sum(x)


def by_names_of_a_global(x, names):
    for name in names:
        x = OPERATIONS[name](x)
    return np.sum(x)


def of_a_global_list(x, n):
    for i in range(n):
        x = STAGES[i % 2](x)
    return np.sum(x)


def of_an_argument(x, fs, n):
    for i in range(n):
        x = fs[i % len(fs)](x)
    return np.sum(x)


def in_a_while_loop(x, n):
    fs = [np.sin, np.cos, np.exp]
    i = 0
    while i < n:
        x = fs[i](x)
        i += 1
    return np.sum(x)


# made in a loop, called later


def lambdas_of_a_loop(x, n):
    fs = []
    for i in range(n):
        fs.append(lambda v, i=i: v * x[i])
    s = 1.0
    for f in fs:
        s = f(s)
    return s


def lambdas_of_a_loop_of_three(x):
    fs = []
    for i in range(3):
        fs.append(lambda v, i=i: v * x[i])
    s = 1.0
    for f in fs:
        s = f(s)
    return s


def lambdas_of_a_comprehension(x, n):
    fs = [lambda v, i=i: v * x[i] for i in range(n)]
    s = 1.0
    for f in fs:
        s = f(s)
    return s


def lambdas_that_hold_nothing(x, n):
    fs = []
    for _ in range(n):
        fs.append(lambda v: v * v + 0.1)
    s = x[0]
    for f in fs:
        s = f(s)
    return s


def partials_of_a_loop(x, n):
    fs = []
    for i in range(n):
        fs.append(partial(np.multiply, x[i]))
    s = 1.0
    for f in fs:
        s = f(s)
    return s


def scale(k):
    def scaled(v):
        return v * k

    return scaled


def functions_of_a_factory(x, n):
    fs = [scale(x[i]) for i in range(n)]
    s = 1.0
    for f in fs:
        s = f(s)
    return s


def functions_of_a_def(x, n):
    fs = []
    for i in range(n):
        w = x[i] * 2.0

        def layer(v, w=w):
            t = np.tanh(v * w)
            return t * t

        fs.append(layer)
    s = 1.0
    for f in fs:
        s = f(s) + s
    return s


def a_tape_by_hand(x, n):
    tape = []
    h = x
    for _ in range(n):
        y = np.tanh(h)
        tape.append(lambda g, y=y: g * (1.0 - y * y))
        h = y
    g = np.ones_like(x)
    for back in reversed(tape):
        g = back(g)
    return np.sum(g * x)


def a_tape_of_pairs(x, n):
    tape = []
    for i in range(n):
        tape.append((i, lambda g, c=x[i]: g * c))
    s = 1.0
    for i, back in reversed(tape):
        s = back(s) + i
    return s


def called_by_position(x, n):
    fs = []
    for i in range(n):
        c = np.sin(x[i]) * (i + 1)
        fs.append(lambda v, c=c: v * c + 1.0)
    s = x[0]
    for i in range(n - 1, -1, -1):
        s = fs[i](s)
    return s + fs[-1](2.0) + fs[0](s)


def taken_off_the_end(x, n):
    fs = []
    for i in range(n):
        fs.append(lambda v, c=x[i]: v * c + 1.0)
    s = x[0]
    while fs:
        f = fs.pop()
        s = f(s)
    return s


def an_array_that_is_written_after(x, n):
    fs = []
    y = np.zeros(3)
    for i in range(n):
        y[i] = x[i] ** 2
        fs.append(lambda v, y=y: np.sum(v * y))
    s = 1.0
    for f in fs:
        s = s + f(x)
    return s


def given_to_a_helper(x, n):
    def apply(fs, s):
        for f in fs:
            s = f(s)
        return s

    fs = []
    for i in range(n):
        fs.append(lambda v, c=x[i]: v * c + 1.0)
    return apply(fs, x[0]) + apply(fs[::-1], 0.5)


# rows of tables


TABLE = [(np.sin, 2.0), (relu, 3.0), (lambda v: v**3, 0.5)]


def a_row_by_an_index(x, k):
    f, c = TABLE[k]
    return np.sum(c * f(x))


def rows_by_the_elements_of_an_array(x, ks):
    table = [(np.sin, x[0], "a"), (np.exp, x[1], "b")]
    s = 0.0
    for i, k in enumerate(ks):
        f, c, _ = table[k]
        s += c * f(x[i]) + table[k][1] * table[k][0](x[2])
    return s


def a_row_by_a_key(x):
    table = {"low": (np.sin, 2.0), "high": (np.exp, 0.5)}
    s = 0.0
    for v in x:
        f, c = table["high" if v > 0.6 else "low"]
        s += c * f(v)
    return s


def rows_in_turn(x, n):
    maps = [(0.5, 0.0, lambda v: v), (0.5, 0.5, np.sin), (0.3, 0.1, np.cos)]
    s = x[0]
    for i in range(n):
        a, b, f = maps[i % 3]
        s = a * f(s) + b * x[i % 2]
    return s


def layers_in_turn(x, n):
    net = [(np.tanh, np.array([1.0, 2.0, 3.0])), (np.sin, np.array([0.5, 0.2, 0.1]))]
    for i in range(n):
        act, w = net[i % 2]
        x = act(w * x)
    return np.sum(x)


# gone through beside an array


def beside_an_array(x):
    fs = [np.sin, relu, lambda v: v**3]
    return sum(f(v) for f, v in zip(fs, x, strict=False))


def names_beside_an_array(x):
    return sum(OPERATIONS[name](v) for name, v in zip(OPERATIONS, x, strict=False))


def beside_an_array_until(x):
    s = 0.0
    for f, v in zip(STAGES, x, strict=False):
        s += f(v) * v
        if v > 1.0:
            break
    else:
        s *= 2.0
    return s


PROGRAMS = [
    Program(scaled, (V, relu), name="scaled_by_a_function"),
    Program(scaled, (V, None), name="scaled_by_no_function"),
    Program(a_row_by_an_index, (V, 1)),
    Program(a_row_by_an_index, (V, -1), name="a_row_from_the_end"),
    Program(rows_by_the_elements_of_an_array, (V, np.array([0, 1, -1]))),
    Program(a_row_by_a_key, (V,)),
    Program(rows_in_turn, (V, 5)),
    Program(layers_in_turn, (V, 5)),
    Program(beside_an_array, (positive(4),)),
    Program(beside_an_array, (positive(2),), name="beside_a_shorter_array"),
    Program(names_beside_an_array, (V,)),
    Program(beside_an_array_until, (V,)),
    Program(beside_an_array_until, (np.array([0.3]),), name="beside_an_array_of_one"),
    Program(by_an_index, (V, 1)),
    Program(by_an_index, (V, -1), name="by_an_index_from_the_end"),
    Program(by_an_index, (V, np.int64(2)), name="by_an_index_of_numpy"),
    Program(by_an_index_in_a_loop, (V, 4)),
    Program(by_the_elements_of_an_array, (V, np.array([0, 2, 1, -2]))),
    Program(by_an_active_index, (V,)),
    Program(by_a_key_in_a_loop, (V, 4)),
    Program(by_a_key_with_a_default, (V, 4)),
    Program(by_names_of_a_global, (V, ["sin", "square", "relu", "sin"])),
    Program(of_a_global_list, (V, 3)),
    Program(of_an_argument, (V, [np.sin, np.exp], 3)),
    Program(in_a_while_loop, (V, 3)),
    Program(lambdas_of_a_loop, (V, 3)),
    Program(lambdas_of_a_loop_of_three, (V,)),
    Program(lambdas_of_a_comprehension, (V, 3)),
    Program(lambdas_that_hold_nothing, (V, 3)),
    Program(partials_of_a_loop, (V, 3)),
    Program(functions_of_a_factory, (V, 2)),
    Program(functions_of_a_def, (V, 3)),
    Program(a_tape_by_hand, (V, 3)),
    Program(a_tape_of_pairs, (V, 3)),
    Program(called_by_position, (positive(4), 4)),
    Program(taken_off_the_end, (V, 3)),
    Program(an_array_that_is_written_after, (V, 3)),
    Program(given_to_a_helper, (V, 3)),
]
