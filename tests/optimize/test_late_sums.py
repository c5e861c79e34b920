"""A loop of the reverse sweep that raises nothing but what is read no more is left out."""

import numpy as np

from srcgrad import check_grads, grad


def lengthened(places, forces, push):
    force = np.zeros(len(forces))
    for i in range(1, len(forces)):
        dx, dy = places[i] - places[i - 1]
        dist = np.sqrt(dx**2 + dy**2)
        force[i] += forces[i] * (dx / dist)
    force[2] += push
    places[0] = force[:2]
    return places


def pushed(push):
    places = np.arange(8.0).reshape(4, 2) ** 2
    lengthened(places, np.ones(4), push)
    return np.sum(lengthened(places, np.ones(4), push) ** 2)


def test_one_loop_of_two_stays():
    text = grad(pushed).source(0.4)
    reverse = text.partition("# reverse sweep")[2]
    assert reverse.count("for ") == 1
    assert text.count("_tape = []") == reverse.count(".pop()") > 0
    check_grads(pushed, (0.4,))


def raised_by_what_is_made_of_it(x):
    total = 0.0
    for i in range(3):
        d = x * (i + 1)
        r = np.sqrt(d * d + 1.0)
        total += d / r
    return total


def test_what_is_read_in_the_same_pass_stays():
    assert grad(raised_by_what_is_made_of_it).source(0.4).count("d_bar -=") == 1
    check_grads(raised_by_what_is_made_of_it, (0.4,))


def conjugate(a, b):
    x = np.zeros_like(b)
    r = b - a @ x
    for _ in range(2):
        alpha = r @ r / (r @ a @ r)
        x = x + alpha * r
        r = r - alpha * (a @ r)
    return x @ b


def test_of_an_array_too():
    args = np.eye(3) + 0.1, np.array([1.0, 2.0, 3.0])
    text = grad(conjugate, wrt=(0, 1)).source(*args)
    assert "r_bar @ a" not in text.rpartition("r = b - a @ x")[2]
    check_grads(conjugate, args, wrt=(0, 1))
