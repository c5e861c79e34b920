"""Numbers of small dicts, picked by a name that only the run knows; loops over a named range."""

import numpy as np

from tests.programs.case import Program


def greatest_and_least(r, g):
    q = {"l": r[0] + g, "r": r[1] - g, "m": r[0] * r[1]}
    best = max(q, key=q.get)
    worst = min(q, key=lambda name: q[name])
    q[best] = q[best] * 2
    q[worst] += 1.0
    return sum(q.values()) * q["m"]


def kept_method(r, g):
    q = {"l": r[0] + g, "r": r[1] - g}
    get = q.get
    q = {"l": 7.0}
    return get("l") * get("other", 2.0) + q["l"] * (1 if get("none") is None else 2)


def not_there(r, g):
    w = {"a": g, "b": 2 * g}
    name = "a" if r[0] > 0 else "b"
    try:
        v = w[name + "x" if r[1] > 5 else name]
    except KeyError:
        v = 0.0
    return v * w.get(name, 1.0) + (3 * g if name in w else 0)


def weight_of_the_longer(r, g):
    w = {"x": np.ones(2) * g, "y": r}
    name = max(w, key=lambda n: w[n].sum())
    return w[name] @ r


def switched_in_a_loop(r, g):
    w = {"x": g, "y": r[0]}
    s = 0.0
    name = "x"
    for _ in range(40):
        s = s * 0.9 + w[name] * 0.1
        name = "y" if s > 0.3 else "x"
    return s + w[name]


def counted_and_written(r, g):
    count = {"x": 0, "y": 0}
    w = {"x": g, "y": r[0]}
    for v in r:
        name = "x" if v > 0 else "y"
        count[name] += 1
        w[name] = w[name] * 1.1 + v
    return w["x"] * count["x"] + w["y"] * (1 + count["y"])


def values_of_states(r, g):
    states, actions = range(3), ("l", "r")
    after = {(s, a): max(0, min(2, s + (1 if a == "r" else -1))) for s in states for a in actions}
    values, policy = dict.fromkeys(states, 0.0), {}
    for _ in range(3):
        new = {}
        for s in states:
            q = {a: r[s] + g * values[after[s, a]] - (0.05 if a == "r" else 0.0) for a in actions}
            best = max(q, key=q.get)
            new[s] = q[best]
            policy[s] = best
        values = new
    return sum(values.values()) + (1 if policy[0] == "r" else 0)


STATES = range(3)
AFTER = {(s, a): (s + (a == "r")) % 3 for s in STATES for a in ("l", "r")}


def values_of_states_outside(r, g):
    values, policy = dict.fromkeys(STATES, 0.0), {}
    for _ in range(8):
        new = {}
        for s in STATES:
            q = {a: r[s] + g * values[AFTER[s, a]] - 0.05 * (a == "r") for a in ("l", "r")}
            best = max(q, key=q.get)
            new[s] = q[best]
            policy[s] = best
        change = max(abs(new[s] - values[s]) for s in STATES)
        values = new
        if change < 1e-6:
            break
    return sum(values.values()) + (1 if policy[0] == "r" else 0)


def places_of_a_range(r):
    places = range(1, 3)
    held = {}
    for k in places:
        held[k] = r[k] ** 2
    return sum(held[k] * k for k in places)


def by_their_getters(x, g):
    options = [x[0] ** 2, x[1] * g, x[2] * x[0]]
    least = min(range(3), key=options.__getitem__)
    named = {"u": x[0] * g, "v": x[1]}
    order = sorted(range(3), key=x.__getitem__)
    total = sum(map(named.__getitem__, ("u", "v", "u")))
    return options[least] * (least + 1) + total**2 + sum(x[i] * n for n, i in enumerate(order))


R = np.array([0.7, -0.2])

PROGRAMS = [
    *(
        Program(one, (R, 0.5), wrt=(0, 1))
        for one in (
            greatest_and_least,
            kept_method,
            not_there,
            weight_of_the_longer,
            switched_in_a_loop,
            counted_and_written,
        )
    ),
    Program(not_there, (-R, 0.5), wrt=(0, 1), name="other_not_there"),
    Program(values_of_states, (np.array([0.1, -0.2, 1.0]), 0.9), wrt=(0, 1)),
    Program(by_their_getters, (np.array([0.7, 1.2, -0.3]), 0.5), wrt=(0, 1)),
    Program(values_of_states_outside, (np.array([0.1, -0.2, 1.0]), 0.9), wrt=(0, 1)),
    Program(places_of_a_range, (np.array([0.1, -0.2, 1.0]),)),
]
