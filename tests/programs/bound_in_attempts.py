"""Names that an attempt binds, and that are read where it came to its end."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed

MATRIX = np.array([[1.3, 0.4], [0.2, 0.9]])


def inverted_or_not(A):
    try:
        inverse = np.linalg.inv(A)
        invertible = True
    except:  # noqa: E722 - as programs do it
        invertible = False
    if invertible:
        return np.sum(inverse * A * A)
    return np.sum(A)


def attempt_inside(A, first):
    try:
        inverse = np.linalg.inv(A)
        invertible = True
        if first:
            try:
                A = np.dot(inverse, A**2)
            except:  # noqa: E722 - as programs do it
                A = A * 0.0
            first = False
    except Exception:
        invertible = False
    if invertible:
        return np.sum(inverse * A * A)
    return np.sum(A)


def in_two_steps(x):
    s = 0.0
    for i in range(len(x)):
        try:
            y = x[i] * x[i]
            y = np.sin(y) * x[i + 1]
        except IndexError:
            y = x[i]
        except:
            print(i)
            raise
        s += y * y
    return s


def inverted_in_a_loop(A, n):
    s = 0.0
    for i in range(n):
        try:
            inverse = np.linalg.inv(A * (i + 1.0))
            invertible = True
        except Exception:
            invertible = False
        if invertible:
            s += np.sum(inverse * inverse * A)
        else:
            s += np.sum(A)
    return s


def last_that_was_inverted(A, singular):
    s = 0.0
    for i in range(3):
        try:
            if i == singular:
                raise np.linalg.LinAlgError("singular")
            inverse = np.linalg.inv(A * (i + 1.0))
        except np.linalg.LinAlgError:
            s += A[0, 1]
        s += np.sum(inverse * inverse * A)
    return s


def first_guess(x, low, high, guess=None):
    try:
        if guess is not None:
            start = guess
        elif low < 2.0 < high:
            start = 2.0
        else:
            start = low
        return root_from(start, x)
    except:  # noqa: E722 - as programs do it
        pass
    return x * (high - low)


def root_from(y, x):
    for _ in range(20):
        step = (y * y - x) / (2 * y)
        y = y - step
        if abs(step) < 1e-12:
            return y
    raise ValueError("no root")


def mean_of_points(points, weights, function=None):
    total = 0.0
    for _ in range(2):
        try:
            if function is None:
                mean = np.dot(weights, points)
            else:
                mean = function(points, weights)
        except:
            print(points)
            raise
        points = points - 0.5 * mean * points
        total += np.sum(mean * mean)
    return total


def left_by_the_last_statement(x):
    try:
        y = np.sqrt(x) * x
        if x > 3.0:
            raise ValueError("too large")
        inside = 1.0
    except Exception:
        inside = 0.0
    return y * inside + y * x


COEFFICIENTS = {"water": 2.0, "air": 3.0}


def coefficient_of(x, fluid, h=None):
    if h is None:
        try:
            h = COEFFICIENTS[fluid]
        except:  # noqa: E722 - as programs do it
            raise ValueError(fluid)
    if h is None:
        h = OTHER_COEFFICIENTS[fluid]  # noqa: F821 - for another compiler
    return h * x**2


def tried_with_more_tolerance(x, limit):
    tolerance = 0.1
    for _ in range(4):
        try:
            if x < limit:
                y = x * (1.0 + tolerance)
            else:
                y = x * (1.0 - tolerance)
            return math.log(y - 1.0) * x
        except:  # noqa: E722 - as programs do it
            tolerance = tolerance + tolerance
    raise ValueError("no tolerance is enough")


PROGRAMS = [
    Program(tried_with_more_tolerance, (2.0, 1.0)),
    Program(tried_with_more_tolerance, (0.8, 1.0), name="tried_twice"),
    Program(inverted_or_not, (MATRIX,)),
    Program(attempt_inside, (MATRIX, True)),
    Program(attempt_inside, (MATRIX, False), name="attempt_not_inside"),
    Program(in_two_steps, (signed(3),)),
    Program(inverted_in_a_loop, (MATRIX, 3)),
    Program(last_that_was_inverted, (MATRIX, 1)),
    Program(last_that_was_inverted, (MATRIX, 2), name="last_but_one_that_was_inverted"),
    Program(first_guess, (3.0, 1.0, 4.0)),
    Program(first_guess, (3.0, 2.5, 4.0, 1.5), name="first_guess_given"),
    Program(mean_of_points, (signed(3, 2), positive(3)), (0, 1)),
    Program(left_by_the_last_statement, (2.0,)),
    Program(left_by_the_last_statement, (4.0,), name="left_by_the_last_statement_early"),
    Program(coefficient_of, (2.0, "air")),
    Program(coefficient_of, (2.0, "air", 0.5), wrt=(0, 2), name="coefficient_given"),
]
