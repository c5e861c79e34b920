"""Objects that a loop over settings configures, made before loops and after them."""

import numpy as np

from tests.programs.case import Program

COMMON = {"scale": 2.0}


class Model:
    defaults = dict(rate=0.1, kind="linear", power=2)

    def __init__(self, **given):
        options = dict(self.defaults)
        options.update(given)
        for name, value in options.items():
            setattr(self, name, value)
        self.log = []

    def step(self, x):
        return getattr(self, f"_{self.kind}")(x)

    def _linear(self, x):
        return self.rate * x

    def _power(self, x):
        return self.rate * x**self.power

    def run(self, x, n=3):
        for _ in range(n):
            x = x - self.step(x)
            self.log.append(x)
        return x


class Damped(Model):
    defaults = {**Model.defaults, "damping": 0.5}

    def step(self, x):
        return super().step(x) * self.damping


def two_models(x, rate):
    first, second = Model(rate=rate).run(x), Damped(kind="power", rate=rate, power=3).run(x)
    return first * second + sum(Model(rate=rate, kind="power").log or [x])


def made_after_a_loop(x, rate, n):
    first = Model(rate=rate)
    for _ in range(n):
        x = x * rate
    second = Model(rate=2.0 * rate)
    return x * first.rate * second.rate


def made_in_a_loop(x, rate, n):
    total = 0.0
    for k in range(n):
        total += Model(rate=rate * (k + 1), kind="power").step(x)
    return total * Model(rate=rate).step(x)


def settings_read_after_a_loop(x, n):
    for _ in range(n):
        x = x * COMMON["scale"]
    options = {**COMMON, "offset": x}
    return options["scale"] * options["offset"] ** 2


class Layer:
    count = 0

    def __init__(self, weight, kind="plain", name=None):
        self.weight, self.kind = weight, kind
        self.name = name or f"{type(self).__name__.lower()}_{self.count}_{name}"
        self.functions = {"plain": np.tanh, "squared": lambda z: z * z}

    def __call__(self, x):
        self.given = x * self.weight
        return self.functions[self.kind](self.given)


class Network:
    def __init__(self, *layers):
        self.layers = list(layers)
        self.named = {f"{layer.name}{n}": layer for n, layer in enumerate(layers)}

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def layers_by_name(x, weight):
    """The names are texts made of what classes say and of None."""
    network = Network(Layer(weight), Layer(2.0 * weight, "squared", "top"))
    return network(x) * network.named["top1"].given + network.named["layer_0_None0"].weight


def with_momentum(w, slope, config=None):
    """A step whose settings are completed by the first call, and read by their names."""
    if config is None:
        config = {}
    config.setdefault("rate", 0.1)
    config.setdefault("mean", np.zeros_like(w))
    config.setdefault("count", 0)
    rate, mean, count = (config.get(key) for key in ["rate", "mean", "count"])
    config["count"] = count = count + 1
    config["mean"] = mean = 0.9 * mean + 0.1 * slope
    return w - rate * mean / (1.0 - 0.9**count), config


def settings_completed_in_a_loop(w, rate):
    config = {"rate": rate}
    for _ in range(3):
        w, config = with_momentum(w, 2.0 * w, config)
    return np.sum(w * w) * config["count"]


class Numbered:
    """Layers by number, weights and offsets by name: how many there are, an attribute says."""

    def __init__(self, *sizes):
        self.count, self.rate, self.kept = len(sizes) - 1, 0.1, None
        self.params = {}
        for i in range(self.count):
            self.params[f"W{i + 1}"] = np.cos(np.arange(sizes[i] * sizes[i + 1]) + i).reshape(
                sizes[i], sizes[i + 1]
            )
            self.params["b%d" % (i + 1)] = np.sin(np.arange(sizes[i + 1]) + 0.5)

    def loss(self, x):
        kept = {}
        for i in range(self.count):
            w, b = self.params[f"W{i + 1}"], self.params[f"b{i + 1}"]
            x, kept[f"layer{i}"] = x @ w + b, (x, w, b)
            if i < self.count - 1:
                x = np.tanh(x)
        loss = np.mean(x * x)
        for i in range(self.count, 0, -1):
            loss += 0.5 * self.rate * np.sum(self.params[f"W{i}"] ** 2)
        return loss


def loss_by_layers(network, x):
    return network.loss(x)


def scattered(x, labels, classes):
    """The sum over classes begins as what the first one gives."""
    total = np.nan
    for i in range(classes):
        part = x[:, labels == i]
        part = part - part.mean(1).reshape(-1, 1)
        if i > 0:
            total += part @ part.T
        else:
            total = part @ part.T
    return total / x.shape[1]


def spread_of_classes(x, labels, classes):
    return np.linalg.eigh(scattered(x, labels, classes))[0] @ np.array([1.0, 2.0, 3.0])


PROGRAMS = [
    Program(
        loss_by_layers, (Numbered(2, 3, 2, 1), np.cos(np.arange(8.0)).reshape(4, 2)), wrt=(0, 1)
    ),
    Program(spread_of_classes, (np.cos(np.arange(24.0) ** 2).reshape(3, 8), np.arange(8) % 3, 3)),
    Program(settings_completed_in_a_loop, (np.array([0.7, -0.4]), 0.3), wrt=(0, 1)),
    Program(layers_by_name, (1.3, 0.2), wrt=(0, 1)),
    Program(two_models, (1.3, 0.2), wrt=(0, 1)),
    Program(made_after_a_loop, (1.3, 0.2, 3), wrt=(0, 1)),
    Program(made_in_a_loop, (1.3, 0.2, 3), wrt=(0, 1)),
    Program(settings_read_after_a_loop, (1.3, 3)),
]
