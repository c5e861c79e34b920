"""`with`: managers run as in the function, the reverse sweep stands outside."""

import functools
import threading
import warnings
from contextlib import contextmanager, nullcontext

import numpy as np

from tests.programs.case import Program, positive


class Count:
    """Says when it is entered and left."""

    def __init__(self, k):
        self.k = k

    def __enter__(self):
        print("enter", self.k)
        return self

    def __exit__(self, *_):
        print("exit", self.k)


@contextmanager
def section(name):
    print("begin", name)
    try:
        yield name
    finally:
        print("end", name)


LOCK = threading.Lock()


def errors_ignored(x):
    with np.errstate(divide="ignore"):
        y = np.log(x)
    return np.sum(y * y)


def logarithm_of_zero_ignored(x, chosen):
    with np.errstate(divide="ignore", invalid="ignore"):
        y = np.where(chosen, x * np.log(x), 0.0)
    return np.sum(y * x)


def returned_from_inside(x):
    with np.errstate(all="raise"):
        return np.sum(np.log(x) * x)


def setting_is_computed(x, mode):
    with np.errstate(over=mode, divide=mode):
        y = 1.0 / x
    return np.sum(y)


def several_managers(x):
    with nullcontext(x) as y, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        z = y * y
    return np.sum(z) * (1 + len(caught))


def jumps_out(x, n):
    s = 0.0
    for i in range(n):
        with Count(i):
            if i == 1:
                continue
            s += x[i] ** 2
            if i == 3:
                break
    return s


def return_in_a_branch(x, k):
    with section("a"):
        y = x * x
        if k > 1:
            return np.sum(y) * k
        y = y * x
    return np.sum(y)


def nested(x):
    with section("a"):
        y = x * x
        with section("b") as name:
            y = y * len(name)
    return np.sum(y * x)


def under_a_lock(x):
    with LOCK:
        y = x * x
        y[0] = x[1]
    return np.sum(y * y)


def helper_with_context(a):
    with np.printoptions(precision=2):
        print(a[0] > 0.0)
        return a * np.sin(a)


def in_a_helper(x, n):
    y = x
    for _ in range(n):
        y = helper_with_context(y) + x
    return np.sum(y)


def in_a_loop_with_records(x, n):
    y = x.copy()
    for k in range(n):
        with Count(k):
            y[1:] *= y[:-1]
            y[0] = np.sin(y[0])
    return np.sum(y * y)


def inside_try(x, k):
    try:
        with section("a"):
            y = x[k] * x[0]
    except IndexError:
        y = x[1]
    return y * y


def returned_inside_try(x, k):
    try:
        with section("a"), LOCK:
            return np.sin(x[k] * x[0])
    except IndexError:
        return x[1] * x[2]


class Late:
    """Raises at its end."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        raise ValueError


def returned_but_the_end_raises(x):
    try:
        with Late():
            return x[0] * x[0]
    except ValueError:
        return x[1] * x[2]


def thrice(function):
    @functools.wraps(function)
    @contextmanager
    def entered(a):
        print("enter")
        yield 3.0 * a

    return entered


@thrice
def itself(a):
    yield a


def under_wraps(x):
    with itself(x[0]) as y:
        return y * x[1]


def around_try(x, k):
    with section("a"):
        try:
            y = x[k] * x[0]
        except IndexError:
            y = x[1]
    return y * y


def tuple_named(x):
    with nullcontext((x, 2.0)) as (y, factor):
        z = y * factor
    return np.sum(z * z)


X = positive(4)

PROGRAMS = [
    Program(errors_ignored, (X,)),
    Program(logarithm_of_zero_ignored, (np.array([0.0, 0.5, 1.2]), np.array([False, True, True]))),
    Program(returned_from_inside, (X,)),
    Program(setting_is_computed, (X, "ignore")),
    Program(several_managers, (X,)),
    Program(jumps_out, (X, 4)),
    Program(return_in_a_branch, (X, 1)),
    Program(return_in_a_branch, (X, 2), name="return_in_a_branch_taken"),
    Program(nested, (X,)),
    Program(under_a_lock, (X,)),
    Program(in_a_helper, (X, 3)),
    Program(in_a_loop_with_records, (X, 3)),
    Program(inside_try, (X, 2)),
    Program(inside_try, (X, 7), name="inside_try_that_raises"),
    Program(returned_inside_try, (X, 3)),
    Program(returned_inside_try, (X, 7), name="returned_inside_try_that_raises"),
    Program(returned_but_the_end_raises, (X,)),
    Program(under_wraps, (X,)),
    Program(around_try, (X, 2)),
    Program(around_try, (X, 7), name="around_try_that_raises"),
    Program(tuple_named, (X,)),
]
