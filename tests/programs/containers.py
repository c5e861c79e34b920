"""Dicts, tuples, lists and dataclasses: as arguments, as ``wrt``, as values."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tests.programs.case import Program, positive, signed


@dataclass
class Layer:
    weight: np.ndarray
    bias: float
    name: str = "layer"


@dataclass(frozen=True)
class Net:
    layers: tuple
    scale: float
    sizes: list


class Point(NamedTuple):
    x: float
    y: float


def dict_items(params, x):
    return np.sum(params["w"] * x + params["b"])


def dict_nested(params):
    inner = params["outer"]["inner"]
    return inner["a"] * inner["b"] + params["c"]


def dict_with_discrete_leaves(params):
    if params["square"]:
        return params["x"] ** params["n"]
    return params["x"]


def dict_unused_leaf(params):
    return params["a"] * 2.0


def dict_integer_keys(params):
    return params[0] * params[1] + params[(2, 3)]


def dict_literal(x):
    d = {"a": x, "b": x * x}
    return d["a"] * d["b"]


def dict_stored(x):
    d = {}
    d["a"] = x * 2.0
    d["b"] = d["a"] * x
    d["a"] = d["b"] + x
    return d["a"] * d["b"]


def dict_augmented(x):
    d = {"s": 0.0}
    for i in range(3):
        d["s"] += x**i
    return d["s"] * x


def dict_array_written(params):
    params["u"][0] = params["u"][1] * params["k"]
    return np.sum(params["u"] ** 2)


def dict_in_test(params, x):
    if "k" in params:
        return params["k"] * x
    return x * x


def tuple_argument(pair):
    return pair[0] * pair[1] + pair[0]


def tuple_unpacked(pair, x):
    w, b = pair
    return np.sum(w * x) + b


def tuple_nested(t):
    (a, b), c = t
    return a * b * c[0] + c[1]


def tuple_made(x):
    t = (x, x * x)
    u = (t, x * 3.0)
    return u[0][1] * u[1] + t[0]


def tuple_concatenated(x):
    t = (x, 2.0) + (x * x,)
    return t[0] * t[2] + t[1] * len(t)


def tuple_compared(x, key):
    if key == (1, "a"):
        return x * x
    return x


def list_argument(values):
    s = 0.0
    for v in values:
        s += v * v
    return s


def list_argument_indexed(values):
    s = 1.0
    for i in range(len(values)):
        s = s * values[i] + values[-1]
    return s


def list_of_arrays(values):
    s = 0.0
    for v in values:
        s += np.sum(v**2)
    return s * np.sum(values[0])


def list_of_pairs(layers, x):
    for w, b in layers:
        x = np.tanh(w @ x + b)
    return np.sum(x)


def list_of_dicts(items):
    s = 0.0
    for item in items:
        s += item["a"] * item["b"]
    return s


def list_empty_argument(x, values):
    for v in values:
        x = x * v
    return x * x


def list_literal(x):
    values = [x, x * x, 3.0]
    return values[0] * values[1] * values[2]


def list_stored(x):
    values = [0.0, 1.0, 2.0]
    values[0] = x * x
    values[1] = values[0] * x
    values[0] = values[1] + values[2]
    values[-1] *= x
    return values[0] * values[1] * values[2]


def list_stored_in_loop(x, n):
    values = [0.0] * n
    for i in range(n):
        values[i] = x**i
    s = 0.0
    for i in range(n):
        s += values[i] * values[n - 1 - i]
    return s


def list_appended(x, n):
    values = []
    t = 1.0
    for i in range(n):
        t = t * x / (i + 1)
        values.append(t)
    s = 0.0
    for i in range(n):
        s += values[i] * (i + 1)
    return s


def list_appended_and_read(x, n):
    values = [x]
    for i in range(n):
        values.append(values[i] * x + values[-1])
    return values[-1]


def list_appended_arrays(x, n):
    states = [x]
    for _ in range(n):
        states.append(np.sin(states[-1]) * x)
    return np.sum(states[0] * states[-1]) + np.sum(states[n // 2])


def list_appended_conditionally(x):
    kept = []
    for e in x:
        if e > 0.0:
            kept.append(e * e)
    s = 0.0
    for k in kept:
        s = s * 0.5 + k
    return s * len(kept)


def list_appended_in_nested_loops(x):
    products = []
    for i in range(len(x)):
        for j in range(i):
            products.append(x[i] * x[j])
    s = 1.0
    for p in products:
        s += p * s
    return s


def list_popped(x, n):
    stack = []
    for i in range(n):
        stack.append(x * (i + 1))
    s = 1.0
    while stack:
        s = s * 0.5 + stack.pop() * s
    return s


def list_to_array(x):
    values = []
    for i in range(3):
        values.append(x ** (i + 1))
    return np.sum(np.array(values) ** 2)


def list_literal_to_array(x, y):
    a = np.array([x, y, x * y])
    m = np.array([[x, 1.0], [y, x]])
    return np.sum(a * a) + np.sum(m @ m)


def list_sum(x):
    return sum([x, x * x, 2.0]) * x


def list_stacked(x, n):
    rows = []
    for i in range(n):
        rows.append(np.sin(x * (i + 1)))
    return np.sum(np.stack(rows) ** 2) + np.sum(np.concatenate(rows))


def list_of_lists(x):
    grid = [[x, x * x], [x**3, 2.0]]
    grid[0][1] = grid[1][0] * grid[1][1]
    return grid[0][0] * grid[0][1]


def list_alias(x):
    a = [x, 2.0]
    b = a
    b[0] = x * x
    b.append(x * 3.0)
    return a[0] * a[1] * a[2]


def list_array_written(x):
    parts = [x * 1.0, x * x]
    parts[0][0] = parts[1][1] * 2.0
    parts[1] *= parts[0]
    return np.sum(parts[0]) + np.sum(parts[1] * x)


def list_argument_arrays_written(values):
    values[0] *= values[1]
    values[1][0] = values[0][1]
    return np.sum(values[0] * values[1])


def comprehension(x, n):
    values = [x**i for i in range(n)]
    s = 0.0
    for v in values:
        s += v
    return s


def comprehension_over_elements(x):
    return sum([x[i] * x[i - 1] for i in range(1, len(x))])


def comprehension_to_array(x, n):
    return np.sum(np.array([np.sin(x * i) for i in range(1, n)]) ** 2)


def comprehension_nested(x, n):
    grid = [[x ** (i + j) for j in range(n)] for i in range(n)]
    return grid[0][1] * grid[n - 1][n - 1]


def comprehension_of_arrays(x, n):
    rows = [x * (i + 1.0) for i in range(n)]
    return np.sum(rows[0] * rows[n - 1])


def comprehension_over_list(values):
    squares = [v * v for v in values]
    return squares[0] * squares[-1]


def comprehension_reads_outer(x, n):
    y = x * x
    values = [y * i for i in range(n)]
    y = 3.0
    return values[n - 1] * y


def comprehension_scope(x, n):
    i = 7
    values = [x * i for i in range(n)]
    return values[-1] * i


def dataclass_argument(layer, x):
    return np.sum(layer.weight * x) + layer.bias**2


def dataclass_nested(net, x):
    for layer in net.layers:
        x = np.tanh(layer.weight @ x + layer.bias)
    return np.sum(x) * net.scale + net.sizes[0]


def dataclass_array_written(layer):
    layer.weight[0] = layer.weight[1] * layer.bias
    return np.sum(layer.weight**2)


def dataclass_local(x):
    layer = Layer(x * x, 0.5)
    return np.sum(layer.weight) * layer.bias


def named_tuple_argument(point):
    return point.x * point.y + point[0] ** 2


def named_tuple_unpacked(point):
    x, y = point
    return x * y**2


def mixed_structure(tree):
    a, table, (b, values) = tree
    return a * table["k"] + b * values[0] + np.sum(values[1])


def same_array_twice(pair):
    return np.sum(pair[0] * pair[1] ** 2)


def int_and_array_leaves(tree):
    return np.sum(tree["x"][tree["idx"]]) * tree["n"]


V, W = positive(3), positive(3, start=1)
MATRIX = signed(3, 3)

PROGRAMS = [
    Program(dict_items, ({"w": V, "b": 0.7}, W)),
    Program(dict_items, ({"w": V, "b": 0.7}, W), wrt=(0, 1)),
    Program(dict_items, ({"w": V, "b": 0.7}, W), wrt="x", name="dict_not_differentiated"),
    Program(dict_nested, ({"outer": {"inner": {"a": 1.3, "b": 0.7}}, "c": 2.0},)),
    Program(dict_with_discrete_leaves, ({"x": 1.3, "n": 3, "square": True, "s": "t", "z": None},)),
    Program(dict_unused_leaf, ({"a": 1.3, "b": V, "c": [0.5]},)),
    Program(dict_integer_keys, ({0: 1.3, 1: 0.7, (2, 3): 0.9},)),
    Program(dict_literal, (1.3,)),
    Program(dict_stored, (1.3,)),
    Program(dict_augmented, (1.3,)),
    Program(dict_array_written, ({"u": V, "k": 0.7},)),
    Program(dict_in_test, ({"k": 0.7}, 1.3), wrt=(0, 1)),
    Program(dict_in_test, ({"m": 0.7}, 1.3), wrt=1),
    Program(tuple_argument, ((1.3, 0.7),)),
    Program(tuple_argument, ((V[0], 0.7),), name="tuple_of_kinds"),
    Program(tuple_unpacked, ((V, 0.7), W), wrt=(0, 1)),
    Program(tuple_nested, (((1.3, 0.7), [0.9, 1.1]),)),
    Program(tuple_made, (1.3,)),
    Program(tuple_concatenated, (1.3,)),
    Program(tuple_compared, (1.3, (1, "a"))),
    Program(list_argument, ([1.3, 0.7, 0.9],)),
    Program(list_argument, ([1.3, np.float64(0.7)],), name="list_of_kinds"),
    Program(list_argument_indexed, ([1.3, 0.7, 0.9],)),
    Program(list_of_arrays, ([V, W, positive(2)],)),
    Program(list_of_arrays, ([V, MATRIX],), name="list_of_ranks"),
    Program(list_of_pairs, ([(MATRIX, V), (signed(2, 3), positive(2))], W), wrt=(0, 1)),
    Program(list_of_dicts, ([{"a": 1.3, "b": 0.7}, {"a": 0.9, "b": 1.1}],)),
    Program(list_empty_argument, (1.3, []), wrt=0),
    Program(list_literal, (1.3,)),
    Program(list_stored, (1.3,)),
    Program(list_stored_in_loop, (1.3, 4)),
    Program(list_appended, (1.3, 5)),
    Program(list_appended_and_read, (0.7, 4)),
    Program(list_appended_arrays, (V, 3)),
    Program(list_appended_conditionally, (signed(6),)),
    Program(list_appended_in_nested_loops, (signed(4),)),
    Program(list_popped, (0.7, 4)),
    Program(list_to_array, (1.3,)),
    Program(list_literal_to_array, (1.3, 0.7), wrt=(0, 1)),
    Program(list_sum, (1.3,)),
    Program(list_stacked, (V, 3)),
    Program(list_of_lists, (1.3,)),
    Program(list_alias, (1.3,)),
    Program(list_array_written, (V,)),
    Program(list_argument_arrays_written, ([V, W],)),
    Program(comprehension, (1.3, 4)),
    Program(comprehension_over_elements, (V,)),
    Program(comprehension_to_array, (0.7, 4)),
    Program(comprehension_nested, (1.3, 3)),
    Program(comprehension_of_arrays, (V, 3)),
    Program(comprehension_over_list, ([1.3, 0.7, 0.9],)),
    Program(comprehension_reads_outer, (1.3, 3)),
    Program(comprehension_scope, (1.3, 3)),
    Program(dataclass_argument, (Layer(V, 0.7), W)),
    Program(dataclass_argument, (Layer(V, 0.7), W), wrt=(0, 1)),
    Program(
        dataclass_nested,
        (Net((Layer(MATRIX, 0.7), Layer(signed(2, 3), 0.5)), 1.3, [1, 2.0]), V),
        wrt=(0, 1),
    ),
    Program(dataclass_array_written, (Layer(V, 0.7),)),
    Program(dataclass_local, (V,)),
    Program(named_tuple_argument, (Point(1.3, 0.7),)),
    Program(named_tuple_unpacked, (Point(1.3, 0.7),)),
    Program(mixed_structure, ((1.3, {"k": 0.7}, (0.9, [1.1, V])),)),
    Program(same_array_twice, ((V, W),)),
    Program(int_and_array_leaves, ({"x": V, "idx": np.array([1, 2, 1]), "n": 3},)),
]
