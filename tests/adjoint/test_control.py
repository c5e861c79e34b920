"""What a test says about None is known in its branches: no array is asked for what it is."""

import numpy as np

from srcgrad import grad


def descent(w, target, steps):
    velocity = None
    for _ in range(steps):
        if velocity is None:
            velocity = w - target
        else:
            velocity = 0.9 * velocity + (w - target)
        w = w - 0.1 * velocity
    return np.sum((w - target) ** 2)


def best(x):
    found = None
    for row in x:
        if found is not None and row[0] > 0.0:
            found = found * row
        elif found is None:
            found = np.sin(row)
    return np.sum(found)


def differences(function, x, *rest):
    steps = 1e-6 * np.eye(x.size).reshape(x.size, *x.shape)
    slopes = [(function(x + h, *rest) - function(x - h, *rest)) / 2e-6 for h in steps]
    return np.reshape(slopes, x.shape)


def test_nothing_is_recorded_to_ask_whether_it_is_none():
    w, target = np.array([1.0, 2.0]), np.array([0.5, -1.0])
    text = grad(descent).source(w, target, 3)
    assert "velocity_tape" not in text and text.count("is None else") == 1
    for steps in range(4):
        _, gradient = grad(descent)(w, target, steps)
        np.testing.assert_allclose(differences(descent, w, target, steps), gradient, rtol=1e-7)


def test_branches_that_follow_one_another():
    x = np.array([[0.5, 1.5], [-1.0, 2.0], [2.0, 0.3]])
    _, gradient = grad(best)(x)
    np.testing.assert_allclose(differences(best, x), gradient, rtol=1e-7, atol=1e-9)
