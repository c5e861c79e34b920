"""Functions that are called on inactive values, and what they give meets active ones."""

import math
import os
import random

import numpy as np

from tests.programs.case import Program, signed


def noise_added(x):
    rng = np.random.default_rng(7)
    return np.sum((x + 0.1 * rng.normal(size=len(x))) ** 2)


def noise_for_each_pass(x, n):
    rng = np.random.default_rng(11)
    y = x
    for _ in range(n):
        y = np.sin(y) + y * rng.standard_normal(3) * rng.uniform(0.5, 1.0)
    return np.sum(y)


def rows_of_draws(x):
    rng = np.random.RandomState(3)
    design = rng.randn(5, 3)
    target = rng.rand(5)
    r = design @ x - target
    return r @ r


def global_generator(x):
    np.random.seed(5)
    w = np.random.normal(0.0, 1.0, (2, 3))
    return np.sum(np.tanh(w @ x))


class Market:
    """Prices that go up and down."""

    def __init__(self, seed):
        self.rng = random.Random(seed)

    def step(self, price, spread):
        """The next price."""
        return price * math.exp(spread * self.rng.gauss(0, 1)) + 0.1 * self.rng.randint(0, 3)


def generator_of_python(x):
    market, total = Market(3), 0.0
    price = x[0]
    for _ in range(4):
        price = market.step(price, x[1])
        total += max(price - x[2], 0.0)
    other = random.Random(5)
    return total + other.uniform(0.5, 1.0) * price


def generator_of_python_given(x, rng):
    return sum(v * rng.random() for v in x) * rng.triangular(0.0, 1.0, 0.4)


def generator_argument(x, number):
    rng = np.random.default_rng(number)
    scale = rng.exponential(2.0)
    return scale * np.sum(x * x) + rng.random()


def dropout(x, rate):
    keep = np.random.default_rng(2).random(x.shape) > rate
    return np.sum(np.where(keep, x * x / (1 - rate), 0.0))


def slices_by_name(x, n):
    left, right = slice(0, n), slice(n, None)
    return np.sum(x[left] ** 2) * np.sum(np.sin(x[right]))


def slice_in_a_loop(x, width):
    s = 0.0
    for start in range(0, len(x), width):
        block = slice(start, start + width)
        s += np.sum(x[block]) ** 2
    return s


def slice_stored_to(x, n):
    y = np.zeros(6)
    inner = slice(1, n)
    y[inner] = x[inner] * x[0]
    y[inner] *= x[1]
    return np.sum(y * y)


def slice_argument(x, part):
    return np.sum(x[part] ** 3)


def slices_of_a_matrix(m, n):
    rows = slice(None, n)
    return np.sum(m[rows, 1:] * m[rows, :-1])


def divided_with_remainder(x, n):
    total = 0.0
    for k in range(n):
        row, column = divmod(k, 3)
        total += x[row, column] ** 2 * column
    return total


def base_is_active(x, b):
    return math.log(x, b) + math.log(x, 2)


def truth_of_a_list(x, n):
    waiting = [n]
    s = 0.0
    while waiting:
        depth = waiting.pop()
        s += x ** (depth + 1)
        if depth > 0:
            waiting.append(depth - 1)
            waiting.append(depth - 2 if depth > 1 else 0)
    return s


def list_or_not(x, flags):
    rest = [x * f for f in flags if f > 1]
    if not rest:
        return x * 2
    return sum(rest) * x if rest and x > 0 else x


def letters(x, w):
    s = 0.0
    for i, letter in enumerate("aab"):
        s += x[i] * (w if letter == "a" else w * w)
    return s


def taken_along(m):
    return np.sum(np.take(m, [2, 0, 0], axis=1) ** 2) + np.take(m, [1, 4]).sum()


def like_another_shape(x):
    y = np.empty_like(x, shape=(3, 2))
    y[:] = x[:3, None]
    y[0] *= x[1]
    return np.sum(y * y)


def drawn_indices(x):
    rng = np.random.default_rng(0)
    i = rng.integers(0, len(x))
    chosen = rng.choice(len(x), size=3)
    centre = x[rng.choice(range(len(x)))]
    return x[i] ** 2 + np.sum(np.sin(x[chosen])) * centre + x[rng.permutation(range(len(x)))][0]


def picked_by_python(x):
    random.seed(5)
    rng = random.Random(7)
    some = np.sum(np.sin(x[random.sample(range(len(x)), 2)]))
    for i in random.sample([0, 2, 3], 2):
        some += x[i] * x[rng.choice(range(len(x)))] * random.choice((0.5, 2.0))
    return some * x[random.choice([1, 3])]


def stochastic_descent(x, data):
    rng = np.random.default_rng(1)
    for i in rng.permutation(len(data))[:3]:
        x = x - 0.1 * (x @ data[i] - 1.0) * data[i]
    return np.sum(x * x)


def python_draws(x):
    random.seed(3)
    a = random.uniform(0.5, 1.5)
    return a * x**2 + random.gauss(0.0, 1.0) * x + random.randint(1, 3)


def from_the_environment(x):
    scale = float(os.environ.get("NO_SUCH_NAME_AT_ALL", "2.5"))
    return scale * x * x


def written_by_functions(x, tables):
    before = [1.0 * table for table in tables]
    a, b, c, d, e = tables
    np.fill_diagonal(a, 5.0)
    np.put(b, [0], 5.0)
    np.place(c, c > 0.1, [5.0])
    np.putmask(d, d > 0.1, 5.0)
    np.put_along_axis(e, np.array([[0, 1]]), 5.0, 0)
    total = x * x
    for k in range(5):
        total *= 1.0 + 0.1 * before[k][0, 0]
    return total + x * np.sum(a + b + c + d + e)


PROGRAMS = [
    Program(drawn_indices, (signed(4),)),
    Program(picked_by_python, (signed(4),)),
    Program(stochastic_descent, (signed(3), signed(5, 3)), wrt=(0, 1)),
    Program(python_draws, (0.7,)),
    Program(from_the_environment, (0.7,)),
    Program(written_by_functions, (0.7, [signed(2, 2, start=n) for n in range(5)]), shared=False),
    Program(noise_added, (signed(4),)),
    Program(noise_for_each_pass, (signed(3), 3)),
    Program(rows_of_draws, (signed(3),)),
    Program(global_generator, (signed(3),)),
    Program(generator_argument, (signed(3), 4)),
    Program(generator_of_python, (np.array([0.7, 0.3, 0.4]),)),
    Program(generator_of_python_given, lambda: (signed(3), random.Random(4))),
    Program(dropout, (signed(6), 0.4), wrt=(0, 1)),
    Program(slices_by_name, (signed(6), 2)),
    Program(slice_in_a_loop, (signed(7), 3)),
    Program(slice_stored_to, (signed(6), 4)),
    Program(slice_argument, (signed(6), slice(1, 4))),
    Program(slices_of_a_matrix, (signed(4, 3), 3)),
    Program(divided_with_remainder, (signed(2, 3), 6)),
    Program(base_is_active, (1.7, 3.2), wrt=(0, 1)),
    Program(truth_of_a_list, (0.8, 4)),
    Program(list_or_not, (0.8, (0, 1))),
    Program(list_or_not, (0.8, (2, 1, 3)), name="list_or_not_empty"),
    Program(letters, (signed(3), 0.7), wrt=(0, 1)),
    Program(taken_along, (signed(2, 3),)),
    Program(like_another_shape, (signed(4),)),
]
