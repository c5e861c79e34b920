"""Arrays that loops bind anew from what they were: their adjoints are added to in place, or not."""

import numpy as np

from tests.programs.case import Program, signed

X, V, W = signed(5), signed(5, start=3), signed(5, start=7)
A, ONE = signed(4, 5), signed(1)


def leapfrog(x, v, dt, n):
    for _ in range(n):
        v = v - dt * np.sin(x)
        x = x + dt * v
    return np.sum(x * x) + np.sum(v)


def leapfrog_of_the_arguments_themselves(x, v, dt, n):
    for _ in range(n):
        v = v + x * dt
        x = x + v
    return x, v


def residual(x, w, n):
    h = x
    for _ in range(n):
        h = h + np.tanh(w * h)
    return h


def residual_beside_its_argument(x, w, n):
    h = x
    for _ in range(n):
        h = h + np.tanh(w * h)
    return np.sum(h * x) + np.sum(x**2)


def two_names(x, n):
    a = x * 2
    b = a
    for _ in range(n):
        a = a + np.sin(b)
        b = b * a
    return np.sum(a) + np.sum(b)


def exchanged(x, v, n):
    for k in range(n):
        x, v = v + np.sin(x), x
    return np.sum(x * v)


def exchanged_three(x, v, w, n):
    for _ in range(n):
        x, v, w = v + np.sin(x), w * x, x
    return np.sum(x * v) + np.sum(w)


def exchanged_once(x, v):
    x, v = v - np.sin(x), x
    x, v = v * x + v, x
    return x @ v


def exchanged_on_condition(x, v, n):
    for k in range(n):
        x, v = v + x[::-1], x
        if k % 2:
            v, x = np.cos(v) + x, v
    return np.sum(x * v)


def parts(x, n):
    for _ in range(n):
        head = x[:3]
        x = x + np.concatenate((x[2:], head[:2] * head[1:]))
    return np.sum(x**2)


def kept_in_a_list(x, w, n):
    h = x * w
    hs = []
    for _ in range(n):
        hs.append(h)
        h = h + np.cos(h) * w
    s = 0.0
    for k in range(n):
        s = s + np.sum(hs[k] * hs[n - 1 - k])
    return s + np.sum(h)


def taken_from_a_list(x, w, n):
    hs = [x * w]
    for k in range(n):
        h = hs[k]
        g = h + np.sin(w)
        hs.append(g * h)
    return np.sum(hs[-1])


def popped(x, w, n):
    hs = [x, w]
    for _ in range(n):
        p = hs.pop()
        q = hs.pop()
        q = q + np.sin(p)
        hs.append(q + p)
        hs.append(p)
    return np.sum(hs[0] * hs[1])


def spread(x, one, n):
    h = one
    for _ in range(n):
        h = h + np.sum(x * h)
    return np.sum(x * h)


def longer_in_the_first_pass(x, one, n):
    h = one
    for _ in range(n):
        h = h + x * h
    return np.sum(h**2)


def rows(a, x):
    h = x
    for row in a:
        h = h + row * h
    return h @ h


def turned(a, n):
    for _ in range(n):
        a = a + np.outer(a[:, 0], a[0]) * a
    return np.sum(a.T.reshape(-1) * np.arange(a.size))


def branches(x, w, n):
    h = x
    for k in range(n):
        g = h * w if k % 2 else h
        h = h + np.sin(g)
    return np.sum(h * w)


def shorter(x, n):
    for _ in range(n):
        x = x[1:] + x[:-1] * x[1:]
    return np.sum(x**2)


def stopped(x, n):
    for _ in range(n):
        x = x + 0.1 * x * x
        if np.sum(x) > 0.5:
            break
        x = x - np.cos(x)
    return np.sum(x**2)


def decayed(x, r, n):
    s = 0.0
    for _ in range(n):
        x = r * x
        s = s + np.sum(np.sin(x))
    return s


def held(x):
    y = x
    for _ in range(3):
        z = y
        y = y + np.sin(z)
        y = y + z * y
    return y


def of_a_pair(x, v, n):
    state = (x, v)
    for _ in range(n):
        p, q = state
        state = (p + q * p, q + np.sin(p))
    return state[0] @ state[1]


PROGRAMS = [
    Program(leapfrog, (X, V, 0.1, 4), wrt=(0, 1, 2)),
    Program(leapfrog, (X, V, 0.1, 0), wrt=(0, 1)),
    Program(leapfrog_of_the_arguments_themselves, (X, V, 0.1, 3), wrt=(0, 1)),
    Program(leapfrog_of_the_arguments_themselves, (X, V, 0.1, 0), wrt=(0, 1)),
    Program(residual, (X, W, 3), wrt=(0, 1)),
    Program(residual, (X, W, 0), wrt=(0, 1)),
    Program(residual_beside_its_argument, (X, W, 3), wrt=(0, 1)),
    Program(two_names, (X, 3)),
    Program(exchanged, (X, V, 3), wrt=(0, 1)),
    Program(exchanged_three, (X, V, W, 4), wrt=(0, 1, 2)),
    Program(exchanged_once, (X, V), wrt=(0, 1)),
    Program(exchanged_on_condition, (X, V, 3), wrt=(0, 1)),
    Program(parts, (X, 2)),
    Program(kept_in_a_list, (X, W, 3), wrt=(0, 1)),
    Program(taken_from_a_list, (X, W, 3), wrt=(0, 1)),
    Program(popped, (X, W, 3), wrt=(0, 1)),
    Program(spread, (X, ONE, 3), wrt=(0, 1)),
    Program(longer_in_the_first_pass, (X, ONE, 3), wrt=(0, 1)),
    Program(rows, (A, X), wrt=(0, 1)),
    Program(turned, (A, 2)),
    Program(branches, (X, W, 3), wrt=(0, 1)),
    Program(shorter, (X, 3)),
    Program(stopped, (np.abs(X), 4)),
    Program(decayed, (X, 0.7, 4), wrt=(0, 1)),
    Program(held, (X,)),
    Program(of_a_pair, (X, V, 3), wrt=(0, 1)),
]
