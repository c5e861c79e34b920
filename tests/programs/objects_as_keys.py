"""Objects that are found by what they are: in lists, as keys of dicts, by `is`."""

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.2, 0.4, 0.9])


class Layer:
    """Equal to itself alone."""

    def __init__(self, w):
        self.w = w


def found_in_a_list(x):
    layers = [Layer(x[0]), Layer(x[1]), Layer(x[2])]
    return layers[layers.index(layers[1])].w * (layers.index(layers[2]) + x[3])


def keys_of_a_dict(x):
    layers = [Layer(x[0]), Layer(x[1]), Layer(x[2])]
    rates = {layer: k + 1.0 for k, layer in enumerate(layers)}
    first = layers[0]
    layers.remove(layers[1])
    s = 0.0
    for layer in layers:
        s += rates[layer] * layer.w
    for layer, rate in rates.items():
        s += layer.w**2 * rate
    if first in layers and layers[-1] in rates and first in rates.keys():  # noqa: SIM118
        s *= x[3]
    return s * layers.count(first)


def momentum_by_object(x, n):
    a, b = Layer(x[0]), Layer(x[1])
    speeds = {a: 1.0, b: 2.0}
    for _ in range(n):
        speeds[a] = speeds[a] * x[2] + b.w
        a.w = a.w * speeds[b]
    return speeds[a] + a.w


def perhaps_one_object(layers, x):
    for one in layers:
        for other in layers:
            if one is not other:
                x = x * one.w
    return x


def perhaps_one_dict(a, b, x):
    return x * a["w"] if a is b else 2.0 * x * b["w"]


def one_of_two_keys(x):
    a, b = Layer(x[0]), Layer(x[1])
    rates = {a: 2.0, b: x[2]}
    chosen = a if x[3] > 0.1 else b
    return rates[chosen] * chosen.w


SAME = Layer(0.7)
PARTS = {"w": 1.3}
PROGRAMS = [
    Program(found_in_a_list, (X,)),
    Program(keys_of_a_dict, (X,)),
    *(Program(momentum_by_object, (X, n)) for n in (0, 3)),
    *(Program(perhaps_one_object, ([SAME, other], 0.3), wrt=1) for other in (SAME, Layer(0.7))),
    *(Program(perhaps_one_dict, (PARTS, b, 0.3), wrt=2) for b in (PARTS, {"w": 1.3})),
    Program(one_of_two_keys, (X,)),
]
REFUSED = {"one_of_two_keys"}
