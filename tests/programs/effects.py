"""Effects that happen once and in order: print, raise, assert, random draws."""

import math

import numpy as np

from tests.programs.case import Program, positive


def prints(x):
    print("start")
    y = x * x
    print("y =", y, sep=" ", end="\n")
    return y


def prints_in_loop(x, n):
    for i in range(n):
        x = x * 1.1
        print(i, f"{x:.3f}")
    return x


def prints_in_branch(x):
    if x > 1.0:
        print(f"large: {x!r}")
        y = x * x
    else:
        print("small")
        y = x
    return y


def prints_in_helper(x):
    return announced(x) * announced(x + 1.0)


def announced(x):
    print("announced", x)
    return x * x


def prints_arrays(x):
    y = x * x
    print(y, y.shape, f"{y[0]:8.3e}|{y.dtype}|{len(x)=}")
    y[0] = 0.0
    print(y)
    return np.sum(y)


def prints_old_format(x):
    print("%.3f and %d" % (x, 3))
    print("{:.2f} {}".format(x, "text"))
    return x * x


def formats_without_printing(x):
    label = f"{x:.3f}-{1 + 1}"
    return x * x * len(label)


def draws(x):
    rng = np.random.default_rng(5)
    s = 0.0
    for _ in range(3):
        s += rng.normal() * x**2 + rng.uniform()
    return s


def draws_vectors(x):
    rng = np.random.RandomState(3)
    noise = rng.multivariate_normal(np.zeros(3), np.eye(3), 2)
    y = x + rng.multivariate_normal(np.zeros(3), np.eye(3))
    y[0] = 2.0 * x[1]
    print("y is {}, noise {!r}".format(y, noise))
    return np.sum(noise * y**2)


def as_many_draws_as_are_found(x):
    np.random.seed(4)
    low = x < 0.0
    y = x + np.random.normal(0, 1, len(x))
    y[low] = y[low] * np.random.random(np.sum(low))
    return np.sum(y**2)


def raises_when_bad(x):
    if not np.all(np.isfinite(x)):
        raise ValueError(f"not finite: {x}")
    return np.sum(np.log(x))


def asserts_shapes(x):
    assert x.ndim == 1, x.shape
    assert len(x) > 0 and x.dtype == np.float64
    return np.sum(x**2)


def logs_values(x, log):
    log.append("start")
    y = x * x
    log.append(1.5)
    return y


def empty_body_parts(x):
    pass
    ...
    1 + 1
    "text"
    x * 2.0
    math.sin(x)
    return x * x


def expression_statement_call(x):
    np.sum(x)
    x.copy()
    return np.sum(x * x)


PROGRAMS = [
    Program(prints, (1.3,)),
    Program(prints_in_loop, (1.3, 3)),
    *(Program(prints_in_branch, (x,)) for x in (0.7, 1.3)),
    Program(prints_in_helper, (1.3,)),
    Program(prints_arrays, (positive(3),)),
    Program(prints_old_format, (1.3,)),
    Program(formats_without_printing, (1.3,)),
    Program(draws, (1.3,)),
    Program(draws_vectors, (positive(3),)),
    Program(as_many_draws_as_are_found, (positive(4) - 1.2,)),
    Program(raises_when_bad, (positive(3),)),
    Program(asserts_shapes, (positive(3),)),
    Program(logs_values, (1.3, [])),
    Program(empty_body_parts, (1.3,)),
    Program(expression_statement_call, (positive(3),)),
]

REFUSED = {}
