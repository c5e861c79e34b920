"""Containers as they are written for data: parameters by name, layers, windows, tables."""

import copy
from collections import Counter, deque

import numpy as np

from tests.programs.case import Program, positive


def init():
    return {"w": positive(3, 2), "b": positive(3, start=5)}


def training_loop(params, x, y, steps):
    for _ in range(steps):
        pred = params["w"] @ x + params["b"]
        err = pred - y
        grads = {"w": np.outer(err, x), "b": err}
        for k in params:
            params[k] = params[k] - 0.1 * grads[k]
    return np.sum((params["w"] @ x + params["b"] - y) ** 2)


def training_comprehension(params, x, y, steps):
    for _ in range(steps):
        err = params["w"] @ x + params["b"] - y
        grads = {"w": np.outer(err, x), "b": err}
        params = {k: v - 0.1 * grads[k] for k, v in params.items()}
    return np.sum((params["w"] @ x + params["b"] - y) ** 2)


def momentum(params, x, y, steps):
    velocity = {k: np.zeros_like(v) for k, v in params.items()}
    for _ in range(steps):
        err = params["w"] @ x + params["b"] - y
        grads = dict(w=np.outer(err, x), b=err)
        for k, g in grads.items():
            velocity[k] = 0.9 * velocity[k] + g
            params[k] -= 0.1 * velocity[k]
    return sum(np.sum(p**2) for p in params.values())


def zip_values(params, other):
    s = 0.0
    for a, b in zip(params.values(), other.values()):
        s += np.sum(a * b)
    for (k, a), b in zip(params.items(), other.values()):
        s += np.sum(a + b) * len(k)
    return s


def layers_list(layers, x):
    for i, (w, b) in enumerate(layers):
        x = w @ x + b
        if i < len(layers) - 1:
            x = np.tanh(x)
    return np.sum(x**2)


def list_of_dicts(layers, x):
    for layer in layers:
        act = layer.get("act", "tanh")
        x = layer["w"] * x + layer.setdefault("b", 0.5)
        x = np.tanh(x) if act == "tanh" else np.exp(-x)
    return np.sum(x)


def history_window(x, k):
    history = deque(maxlen=k)
    s = 0.0
    for v in x:
        history.append(v)
        mean = sum(history) / len(history)
        s += (v - mean) ** 2
    return s


def set_default(x):
    d = {}
    for name, v in [("a", x[0]), ("b", x[1]), ("a", x[2])]:
        d.setdefault(name, []).append(v * v)
    return sum(d["a"]) * sum(d["b"])


def counted(x, words):
    counts = Counter(words)
    s = 0.0
    for i, w in enumerate(words):
        s += x[i] / counts[w]
    return s * counts["zzz"] + s + len(counts)


def counted_common(x, words):
    counts = Counter(words)
    ((w, n),) = counts.most_common(1)
    return np.sum(x) * n


def deep_copy(params, lr):
    best = copy.deepcopy(params)
    for k in params:
        params[k] *= lr
    return sum(np.sum(best[k] * params[k]) for k in sorted(params))


def shallow(params):
    p = params.copy()
    p["w"] = p["w"] * 2
    p["b"] *= 3
    return np.sum(p["w"]) + np.sum(params["w"]) ** 2 + np.sum(params["b"] ** 2)


def model(x, *, w, b, power=2):
    return np.sum((w @ x + b) ** power)


def unpacked(params, x):
    return model(x, **params) + model(x, power=3, **params)


def tuple_of_lists(x):
    a, b = t = ([x[0], x[1]], [x[2]])
    a.append(x[0] * x[2])
    t[1].extend(a)
    return sum(t[0]) * sum(b)


def nested_comp(x, n):
    m = [[x[i] * x[j] for j in range(n)] for i in range(n)]
    return sum(m[i][i] * sum(row) for i, row in enumerate(m))


def grid(x, m, n):
    g = [[0.0] * n for _ in range(m)]
    for i in range(m):
        for j in range(n):
            g[i][j] = x[i] * x[j]
            if i > 0:
                g[i][j] += g[i - 1][j]
            if j > 0:
                g[i][j] += 0.5 * g[i][j - 1]
    return g[m - 1][n - 1]


def edit_distance(x, y):
    n, m = len(x), len(y)
    d = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        d[i][0] = d[i - 1][0] + abs(x[i - 1])
    for j in range(1, m + 1):
        d[0][j] = d[0][j - 1] + abs(y[j - 1])
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            d[i][j] = (x[i - 1] - y[j - 1]) ** 2 + min(d[i - 1][j], d[i][j - 1], d[i - 1][j - 1])
    return d[-1][-1]


def slice_assigned(x):
    a = [x[0], x[1], x[2], x[0] * x[1]]
    a[1:3] = [a[2] * 2, a[1] * 3]
    a[:1] = [x[1], x[2]]
    a[-1:] = []
    return sum(v * i for i, v in enumerate(a))


def list_ops(x):
    a = list(x)
    a.insert(1, a[0] * a[1])
    v = a.pop(0)
    a.reverse()
    a.extend([v, v * 2])
    a.remove(v)
    del a[0]
    return sum(t * (i + 1) for i, t in enumerate(a))


def list_ops_loop(x, n):
    a = []
    for i in range(n):
        a.insert(0, x[i] * i)
        if len(a) > 3:
            a.pop()
    a.reverse()
    b = a[::-1] + a[1:]
    return sum(t * (i + 1) for i, t in enumerate(b))


def del_key(params):
    d = dict(params)
    w = d.pop("w")
    d["c"] = np.sum(w)
    del d["b"]
    return sum(np.sum(v) for v in d.values()) + len(d)


def del_in_loop(params):
    s = 0.0
    for k in list(params):
        if k != "b":
            s += np.sum(params[k])
            del params[k]
    return s * np.sum(params["b"]) * len(params)


def result_dict(params, x):
    h = params["w"] @ x
    return {"loss": np.sum(h**2), "hidden": h, "n": len(h)}["loss"]


def stats(xs):
    out = {}
    for name, v in xs.items():
        out[name + "_mean"] = np.mean(v)
        out[f"{name}_std"] = np.std(v)
    return out["w_mean"] * out["b_std"] + sum(out.values())


def nested_dict(cfg):
    total = 0.0
    for group, inner in cfg.items():
        for k, v in inner.items():
            total += v**2 * len(group)
    cfg["a"]["p"] *= 2
    return total * cfg["a"]["p"]


def by_names(params, names):
    s = 0.0
    for n in names:
        s += np.sum(params[n] ** 2)
    return s


def flat(params):
    v = np.concatenate([params[k].ravel() for k in sorted(params)])
    return np.linalg.norm(v)


def unflat(v, shapes):
    params, at = {}, 0
    for name, shape in shapes.items():
        size = int(np.prod(shape))
        params[name] = v[at : at + size].reshape(shape)
        at += size
    return np.sum(params["w"] @ params["x"]) + np.sum(params["b"])


def adam(params, x, steps):
    m = {k: np.zeros_like(p) for k, p in params.items()}
    v = {k: np.zeros_like(p) for k, p in params.items()}
    for t in range(1, steps + 1):
        g = {"w": 2 * params["w"], "b": 2 * (params["b"] - x)}
        m = {k: 0.9 * m[k] + 0.1 * g[k] for k in g}
        v = {k: 0.99 * v[k] + 0.01 * g[k] ** 2 for k in g}
        params = {
            k: params[k] - 0.1 * (m[k] / (1 - 0.9**t)) / (np.sqrt(v[k] / (1 - 0.99**t)) + 1e-8)
            for k in params
        }
    return sum(np.sum(p**2) for p in params.values())


def either_list(x, flag):
    a, b = [x], [x * x]
    c = a if flag > 0 else b
    c.append(x * 3.0)
    return sum(a) + 2 * sum(b)


def counter_ops(x, words):
    c = Counter(words)
    c["a"] += 2
    c.update(["b", "b"])
    c.update({"z": 3})
    del c["nope"]
    s = 0.0
    for i, (w, n) in enumerate(c.most_common(2)):
        s += x[i] * n
    return s + x[0] * c.total() + x[1] * len(c) + x[2] * sum(c.values())


def counter_active(x, words):
    c = Counter()
    for i, w in enumerate(words):
        c[w] += x[i] ** 2
    return c["a"] * c["b"] + c["none"]


X3, X6 = positive(3), positive(6)
WORDS = ["a", "b", "a", "c", "b", "a"]
PROGRAMS = [
    Program(training_loop, lambda: (init(), positive(2), positive(3, start=9), 3)),
    Program(training_comprehension, lambda: (init(), positive(2), positive(3, start=9), 3)),
    Program(momentum, lambda: (init(), positive(2), positive(3, start=9), 3)),
    Program(
        zip_values, lambda: (init(), {"w": positive(3, 2, start=3), "b": positive(3, start=2)})
    ),
    Program(
        layers_list,
        lambda: ([(positive(3, 2), positive(3)), (positive(2, 3), positive(2))], positive(2)),
        wrt=(0, 1),
    ),
    Program(list_of_dicts, lambda: ([{"w": 1.2}, {"w": 0.7, "act": "exp", "b": 0.1}], positive(2))),
    Program(history_window, (X6, 3)),
    Program(set_default, (X3,)),
    Program(counted, (X6, WORDS)),
    Program(counted_common, (X6, WORDS)),
    Program(deep_copy, lambda: (init(), 0.7), wrt=(0, 1)),
    Program(shallow, lambda: (init(),)),
    Program(unpacked, lambda: (init(), positive(2)), wrt=(0, 1)),
    Program(tuple_of_lists, (X3,)),
    Program(nested_comp, (X3, 3)),
    Program(grid, (X6, 4, 3)),
    Program(edit_distance, (X3, positive(4, start=2)), wrt=(0, 1)),
    Program(slice_assigned, (X3,)),
    Program(list_ops, (X3,)),
    Program(list_ops_loop, (X6, 6)),
    Program(del_key, lambda: (init(),)),
    Program(del_in_loop, lambda: (init(),)),
    Program(result_dict, lambda: (init(), positive(2))),
    Program(stats, lambda: (init(),)),
    Program(nested_dict, lambda: ({"a": {"p": 1.2, "q": 0.4}, "bb": {"r": 0.3}},)),
    Program(by_names, lambda: (init(), ["w", "b", "w"])),
    Program(flat, lambda: (init(),)),
    Program(unflat, (positive(11), {"w": (2, 3), "x": (3,), "b": (2,)})),
    Program(adam, lambda: (init(), 0.3, 3)),
    Program(either_list, (1.3, -1.0)),
    Program(counter_ops, (X6, WORDS)),
    Program(counter_active, (X6, WORDS)),
]
