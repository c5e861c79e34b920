"""What programs that were written for no compiler do: draws, texts of objects, local imports."""

import numpy as np

from tests.programs.case import Program, positive, signed


class Tanh:
    def __str__(self):
        return "Tanh"

    def __call__(self, z):
        return np.tanh(z)


class Leaky:
    def __init__(self, slope):
        self.slope = slope

    def __repr__(self):
        return "Leaky 0.25"

    def __call__(self, z):
        return np.where(z > 0.0, z, self.slope * z)


def gain_of(text):
    if text == "tanh":
        return 5.0 / 3.0
    if "leaky" in text:
        return float(text.split()[1])
    raise ValueError(text)


def chosen_by_the_text_of_an_object(x):
    tanh, leaky = Tanh(), Leaky(0.1)
    return np.sum(tanh(gain_of(str(tanh).lower()) * x) + leaky(x) * gain_of(str(leaky).lower()))


class Regression:
    def __init__(self, rng):
        self.rng = rng
        self.weights = None

    def fit(self, X, y, steps):
        self.weights = self.rng.uniform(size=X.shape[1])
        for _ in range(steps):
            self.weights -= 0.1 * X.T @ (X @ self.weights - y)


def trained_from_drawn_weights(X, y, steps):
    model = Regression(np.random.default_rng(3))
    model.fit(np.c_[np.ones(X.shape[0]), X], y, steps)
    return model.weights @ model.weights


def imports_from_its_package(x):
    from . import elsewhere
    from .elsewhere import FACTOR, cube

    return np.sum(cube(x)) * FACTOR + elsewhere.scaled_sum(x)


def line_or_none(x, least):
    if len(x) < least:
        line = [np.nan, 0.5]
    else:
        line = np.polyfit(np.arange(float(len(x))), x, 1)
    return line[1] * np.sum(x) + len(line)


def padded(x, pad, width=None):
    p = pad
    if isinstance(p, int):
        p = (p, p)
    if isinstance(p, tuple):
        y = np.pad(x, (p,), mode="constant", constant_values=0)
    if p == "same" and width is not None:
        p = ((width - 1) // 2, width // 2)
        y, p = padded(x, p)
    return y, p


def padded_as_asked(x, pad, width):
    y, (before, after) = padded(x, pad, width)
    return np.sum(y[:-1] * y[1:]) * (1 + before - after)


def by_ranges_and_lists(x, lags=range(1, 4)):
    powers = [1, 2, 3]
    means = []
    for lag in lags:
        means.append([np.mean(np.abs(x[lag:] - x[:-lag]) ** q) for q in powers])
    table = np.array(means, dtype=np.float64)
    return np.sum(np.log(table) / powers) + np.sum(x[:3] / lags) * max(lags)


def away_from(points, point):
    return np.sqrt(np.sum((points - point) ** 2, axis=1))


def nearest_others(points):
    distances = np.array([away_from(points, point) for point in points])
    for i in range(len(points)):
        distances[i, max(0, i - 1) : i + 1] = np.inf
    return np.sum(np.min(distances[:-1], axis=1))


def patches(X, size):
    rows, columns = X.strides
    shape = tuple(np.subtract(X.shape, (size, size)) + 1) + (size, size)
    view = np.lib.stride_tricks.as_strided(X, shape, (rows, columns) * 2, writeable=False)
    return np.sum(np.max(view, axis=(2, 3)) * np.sum(view, axis=(2, 3)))


def sliding_product(x, k):
    (step,) = x.strides
    windows = np.lib.stride_tricks.as_strided(x, (len(x) - len(k) + 1, len(k)), (step, step))
    return windows @ k


def shown_by_strides(x):
    return np.lib.stride_tricks.as_strided(x, (2, 2), x.strides * 2)


def part_by_slices(X, axis, end):
    places = []
    for i in range(X.ndim):
        if i == axis:
            places.append(slice(1, end))
        else:
            places.append(slice(None))
    shape = X.shape
    for _ in range(2):
        shape += (1,)
    return np.sum(X[tuple(places)] ** 2) + np.sum(np.reshape(X, shape) ** 3)


def numbers_in(sequence, count):
    if len(sequence) != count:
        return np.zeros(count)
    try:
        numbers = [float(one) for one in sequence]
    except ValueError:
        raise ValueError("no numbers: {!r}".format(sequence))
    else:
        return np.asarray(numbers)


def checked_sequences(x):
    return np.sum(numbers_in(x, 3) ** 2 * numbers_in(x[:2] ** 2, 3))


def checked_sequence(x, count):
    return np.sum(numbers_in(x, count) ** 3)


def turned_about(x):
    axis = np.array([0.6, 0.0, 0.8], dtype=np.float64, copy=True)
    axis *= np.sum(x)
    axis += x
    return np.sum(axis**3)


def attention_of_heads(x, heads):
    parts = np.split(x, 3, axis=-1)
    split = list(map(lambda part: np.split(part, heads, axis=-1), parts))
    mixed = [np.tanh(q @ k.T) @ v for q, k, v in zip(*split)]
    return np.sum(np.hstack(mixed) ** 2)


def clustered(points):
    centres = points[:2].copy()
    clusters = [[] for _ in centres]
    for point in points:
        distances = [np.linalg.norm(point - centre) for centre in centres]
        clusters[distances.index(min(distances))].append(point)
    return np.sum(np.array([np.mean(cluster, axis=0) for cluster in clusters]) ** 2)


PROGRAMS = [
    Program(chosen_by_the_text_of_an_object, (signed(4),)),
    Program(trained_from_drawn_weights, (positive(4, 2), positive(4, start=3), 3), wrt=(0, 1)),
    Program(imports_from_its_package, (positive(3),)),
    *(Program(line_or_none, (positive(4), least)) for least in (2, 9)),
    *(Program(padded_as_asked, (positive(4), pad, 3)) for pad in (2, (1, 2), "same")),
    Program(by_ranges_and_lists, (signed(6),)),
    *(Program(checked_sequence, (signed(3), count)) for count in (3, 4)),
    Program(checked_sequences, (signed(3),)),
    Program(turned_about, (signed(3),)),
    Program(attention_of_heads, (signed(2, 12), 2)),
    Program(clustered, (signed(5, 2),)),
    Program(nearest_others, (positive(5, 2),)),
    Program(patches, (positive(3, 4), 2)),
    Program(patches, (positive(8, 3)[::2].T, 2)),
    Program(sliding_product, (positive(7), signed(3)), wrt=(0, 1)),
    Program(sliding_product, (signed(14)[::-2], signed(3)), wrt=(0, 1)),
    Program(shown_by_strides, (signed(3),)),
    Program(part_by_slices, (signed(2, 4), 1, 3)),
]
