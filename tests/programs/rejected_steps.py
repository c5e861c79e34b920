"""Values that are computed before a branch and count in one branch only."""

import numpy as np

from tests.programs.case import Program, positive


def adaptive_steps(y, rate, end, tolerance):
    """Heun's method, with steps that are taken back where the error is too large."""
    t, h, rejected = 0.0, 0.3, 0
    while t < end:
        first = -rate * y
        second = -rate * (y + h * first)
        better = y + 0.5 * h * (first + second)
        if abs(better - y - h * first) > tolerance:
            h *= 0.5
            rejected += 1
            continue
        y = better
        t += h
        h *= 1.2
    return y * y


def adaptive_systems(y, matrix, end, tolerance):
    t, h = 0.0, 0.4
    while t < end:
        first = matrix @ y
        second = matrix @ (y + h * first)
        better = y + 0.5 * h * (first + second)
        if np.max(np.abs(better - y - h * first)) < tolerance:
            y = better
            t = t + h
        else:
            h = 0.5 * h
    return np.sum(y * y)


def spheres_that_are_hit(centre, radius, light, n):
    """Rays against a sphere: the distance is needed where there is one."""
    image = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            ray = np.array([(i - 0.5 * n) / n, (j - 0.5 * n) / n, 1.0])
            ray = ray / np.sqrt(ray @ ray)
            along = ray @ centre
            under_root = along * along - centre @ centre + radius * radius
            if under_root > 0:
                normal = ((along - np.sqrt(under_root)) * ray - centre) / radius
                image[i, j] = max(0.0, normal @ light)
    return np.mean(image)


def line_search(x, y, rate):
    step = 1.0
    value = x * x + rate * y
    for _ in range(6):
        slope = 2.0 * x * value
        trial = x - step * slope
        lower = trial * trial + rate * y * y
        if lower < value:
            x, value = trial, lower
        else:
            step = 0.5 * step
    return value + x


def infinite_where_it_is_passed(x, y):
    total = 0.0
    for i in range(len(x)):
        distance = x[i] - y[i]
        inverse = 1.0 / distance if distance != 0.0 else np.inf
        scaled = inverse * y[i]
        if distance > 0.0:
            total += scaled * x[i]
    return total


def one_of_two(x, y, limit):
    total = 0.0
    for i in range(len(x)):
        low = x[i] * y[0]
        high = x[i] ** 2 * y[1]
        if x[i] > limit:
            total += high
        elif x[i] > 0.5 * limit:
            total += low * high
        else:
            total += low
    return total


Y = np.array([0.3, 1.1, 0.7])
PROGRAMS = [
    Program(adaptive_steps, (1.3, 2.1, 1.0, 0.02), wrt=(0, 1)),
    Program(adaptive_systems, (positive(3), positive(3, 3) - 1.0, 1.0, 0.02), wrt=(0, 1)),
    Program(
        spheres_that_are_hit,
        (np.array([0.1, 0.05, 3.0]), 1.25, np.array([0.3, 0.2, -1.0]), 4),
        wrt=(0, 1, 2),
    ),
    Program(line_search, (1.2, 0.4, 0.3), wrt=(0, 1, 2)),
    Program(infinite_where_it_is_passed, (np.array([0.2, 1.4, 1.9]), Y), wrt=(0, 1)),
    Program(one_of_two, (np.array([0.2, 1.4, 0.9, 2.0]), Y, 1.2), wrt=(0, 1)),
]
