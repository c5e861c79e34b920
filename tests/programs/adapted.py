"""Parameters in containers that are updated by gradients of them, and then differentiated."""

import numpy as np

from srcgrad import grad
from tests.programs.case import Program, signed


def layers(*shapes):
    return [{"w": signed(*shape), "b": signed(shape[-1])} for shape in shapes]


def output(layers, x):
    for layer in layers[:-1]:
        x = np.tanh(x @ layer["w"] + layer["b"])
    return x @ layers[-1]["w"] + layers[-1]["b"]


def loss(layers, x):
    return np.mean(output(layers, x) ** 2)


def a_dict_for_each_layer(layers, x):
    for _ in range(2):
        _, slopes = grad(loss)(layers, x)
        layers = [{k: v[k] - 0.1 * s[k] for k in v} for v, s in zip(layers, slopes, strict=True)]
    return loss(layers, x)


def as_often_as_asked(layers, x, steps):
    for _ in range(steps):
        slopes = grad(loss)(layers, x)[1]
        layers = [
            {"w": one["w"] - 0.1 * s["w"], "b": one["b"] - 0.1 * s["b"]}
            for one, s in zip(layers, slopes, strict=True)
        ]
    return loss(layers, x)


def stepped(layer, slope, rate):
    return {k: v - rate * slope[k] for k, v in layer.items()}


def by_a_function(layers, tasks, rate):
    total = 0.0
    for train, test in tasks:
        adapted = layers
        for _ in range(2):
            slopes = grad(loss)(adapted, train)[1]
            adapted = [stepped(p, s, rate) for p, s in zip(adapted, slopes, strict=True)]
        total = total + loss(adapted, test)
    return total


def mapped(function, *trees):
    first = trees[0]
    if isinstance(first, dict):
        return {k: mapped(function, *(tree[k] for tree in trees)) for k in first}
    if isinstance(first, list):
        return [mapped(function, *(tree[n] for tree in trees)) for n in range(len(first))]
    return function(*trees)


def by_a_map_over_the_tree(layers, x):
    for _ in range(2):
        slopes = grad(loss)(layers, x)[1]
        layers = mapped(lambda p, s: p - 0.1 * s, layers, slopes)
    return loss(layers, x)


def with_momentum(layers, x, steps):
    speeds = mapped(np.zeros_like, layers)
    for _ in range(steps):
        slopes = grad(loss)(layers, x)[1]
        speeds = mapped(lambda v, s: 0.9 * v - 0.1 * s, speeds, slopes)
        layers = mapped(lambda p, v: p + v, layers, speeds)
    return loss(layers, x)


def line(slope, offset, x):
    return np.sum((slope[0] * x + slope[1] + offset["c"]) ** 3)


def by_several_containers(pair, offset, x):
    for _ in range(2):
        _, (s, o) = grad(line, wrt=(0, "offset"))(pair, offset, x)
        pair = [p - 0.01 * q for p, q in zip(pair, s, strict=True)]
        offset = {k: offset[k] - 0.01 * o[k] for k in offset}
    return line(pair, offset, x)


def noted(pair, x):
    rest = pair[0] * x - pair[1]
    return np.sum(rest**2), {"rest": rest, "most": np.max(rest)}


def with_what_it_noted(pair, x):
    total = 0.0
    for _ in range(2):
        (value, more), slopes = grad(noted, has_aux=True)(pair, x)
        pair = tuple(p - 0.1 * s for p, s in zip(pair, slopes, strict=True))
        total = total + value * more["most"] + np.sum(more["rest"])
    return total + pair[0] * pair[1]


def cubed(one, x):
    return np.sum(one["a"] ** one["n"] * x) + one["inner"][0] ** 3


def changing_the_gradient(one, x):
    slopes = grad(cubed)(one, x)[1]
    slopes["a"] *= x
    slopes["inner"].append(slopes["a"][0])
    slopes["inner"][0] = slopes["inner"][0] * one["inner"][0]
    more = slopes.pop("inner")
    return np.sum(slopes["a"] * one["a"]) + more[0] * more[1] + len(slopes)


def leaves_without_a_derivative(one, x):
    slopes = grad(cubed)(one, x)[1]
    new = {k: one[k] if s is None or k == "inner" else one[k] - s for k, s in slopes.items()}
    return cubed(new, x) + (1.0 if slopes["n"] is None else 2.0)


def changing_the_argument_after(layers, x):
    first = grad(loss)(layers, x)[1]
    for layer, slope in zip(layers, first, strict=True):
        layer["w"] = layer["w"] - slope["w"]
        layer["b"] -= slope["b"]
    second = grad(loss)(layers, x)[1]
    return sum(np.sum(a["w"] * b["w"]) for a, b in zip(first, second, strict=True))


def squared_slopes(layers, x):
    slopes = grad(loss)(layers, x)[1]
    return sum(np.sum(s[k] ** 2) for s in slopes for k in sorted(s))


def two():
    return layers((2, 3), (3, 1))


NAMED = {"a": signed(3), "n": 3, "inner": [0.7]}

PROGRAMS = [
    Program(a_dict_for_each_layer, (two(), signed(4, 2))),
    Program(as_often_as_asked, (two(), signed(4, 2), 3)),
    Program(as_often_as_asked, (two(), signed(4, 2), 0), name="never_adapted"),
    Program(
        by_a_function,
        (two(), [(signed(4, 2), signed(3, 2)), (signed(2, 2), signed(4, 2))], 0.1),
        wrt=(0, 2),
    ),
    Program(by_a_map_over_the_tree, (two(), signed(4, 2))),
    Program(with_momentum, (two(), signed(4, 2), 2)),
    Program(
        by_several_containers,
        ([0.5, 0.2], {"c": 0.1}, signed(4)),
        wrt=(0, 1, 2),
    ),
    Program(with_what_it_noted, ((0.5, 0.2), signed(4))),
    Program(changing_the_gradient, (NAMED, signed(3))),
    Program(leaves_without_a_derivative, (NAMED, signed(3))),
    Program(changing_the_argument_after, (two(), signed(4, 2))),
    Program(squared_slopes, (two(), signed(4, 2))),
]
