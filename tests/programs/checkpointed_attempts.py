"""Programs with checkpointed loops whose passes catch exceptions, or fill dicts and sets."""

import numpy as np

from srcgrad import checkpoint
from tests.programs.case import Program, positive


def caught(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        try:
            print("pass", i)
            if i % 3 == 1:
                raise ValueError("no")
            t = np.sin(t * x[1]) + x[2] * i
        except ValueError as error:
            print("after", error)
            t = t * t
    return t * t


def raised_by_numpy(u, k, n):
    for i in checkpoint(range(n), snapshots=2):
        v = u + k * np.tanh(np.roll(u, 1) * u)
        try:
            np.linalg.cholesky(np.outer(v, v) + (0.1 if i % 2 else -1.0) * np.eye(3))
            u = v
        except np.linalg.LinAlgError:
            u = 0.9 * v
    return np.sum(u**2)


def finally_too(x, n):
    t, failed = x[0], 0
    for i in checkpoint(range(n), snapshots=2):
        try:
            t = t * x[1] + [0.1, 0.2, 0.3][i] * t * t
        except IndexError:
            failed += 1
            t = np.cos(t) * x[2]
        finally:
            t = t + 0.1 * t * t
    return t * t + failed


def stored_before_it_raises(u, n):
    log = []
    for i in checkpoint(range(n), snapshots=2):
        try:
            log.append(i)
            u[1:] = u[1:] * u[:-1] + 0.1
            if i == 1:
                raise RuntimeError("late")
            z = u[0] * 1.0
        except RuntimeError:
            z = u[1] * 2.0
        u[0] = z * u[0] + 0.1
    return np.sum(u * u) * len(log)


def store_that_raises(x, n):
    t = x[0]
    out = np.zeros(n)
    for i in checkpoint(range(n), snapshots=2):
        try:
            out[2 * i] = t
            t = np.sin(t * x[1]) + x[2]
        except IndexError:
            t = t * t * x[1]
    return t * t + np.sum(out**2)


def nothing_but_a_look(x, words):
    t, known = x[0], {"a": 1, "b": 2}
    for word in checkpoint(words, snapshots=2):
        try:
            known[word]
        except KeyError:
            t = t * x[1]
        t = np.sin(t) * x[2]
    return t


def nested_with_a_dict(x, n):
    t, seen = x[0], {}
    for i in checkpoint(range(n), snapshots=2):
        try:
            try:
                t = t * x[1] + seen[i % 3]
            except KeyError:
                seen[i % 3] = float(i)
                if i == 1:
                    raise ArithmeticError from None
                t = np.cos(t)
        except ArithmeticError:
            t = t * x[2]
    return t * t


def drawn_and_caught(x, n):
    t, rng = x[0], np.random.default_rng(1)
    for _ in checkpoint(range(n), snapshots=2):
        try:
            if rng.random() < 0.4:
                raise ValueError
            t = np.sin(t * x[1]) + x[2] * rng.normal()
        except ValueError:
            t = t * t
    return t * t


def keys_of_the_run(x, n):
    t, known = x[0], {}
    for i in checkpoint(range(n), snapshots=2):
        key = i * 7 % 4
        if key in known:
            t = t * known.pop(key)
        else:
            known[key] = np.cos(t) * x[1]
        t = t + x[2] * len(known)
    return t


def arrays_by_key(x, n):
    found = {0: x}
    for i in checkpoint(range(n), snapshots=2):
        found[i + 1] = np.tanh(found[i] * x[::-1]) + 0.1
        if i > 1:
            found[i - 1] = found[i] * found[i + 1]
    return np.sum(found[n]) + np.sum(found[1])


def set_of_the_run(x, edges):
    t, done, todo = x[0], {0}, list(edges)
    while checkpoint(len(todo) > 0, snapshots=2):
        a, b = todo.pop()
        if b in done:
            t = t * x[1]
        done.add(b)
        done.discard(a)
        t = np.sin(t) + x[2] * len(done)
    return t


X = positive(3)

PROGRAMS = [
    Program(caught, (X, 7)),
    Program(raised_by_numpy, (X, 0.3, 7), wrt=(0, 1)),
    Program(finally_too, (X, 7)),
    Program(stored_before_it_raises, (X, 5)),
    Program(store_that_raises, (X, 6)),
    Program(nothing_but_a_look, (X, ["a", "q", "b", "z"])),
    Program(nested_with_a_dict, (X, 7)),
    Program(drawn_and_caught, (X, 7)),
    Program(keys_of_the_run, (X, 8)),
    Program(arrays_by_key, (X, 6)),
    Program(set_of_the_run, (X, [(0, 1), (1, 2), (2, 1), (0, 2), (2, 3)])),
]
