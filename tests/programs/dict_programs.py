"""Dicts: made, stored into, merged, iterated, updated in training loops."""

import numpy as np

from tests.programs.case import Program, positive, signed


def new_keys(x):
    d = {}
    d["a"] = x
    d["b"] = d["a"] * x
    d[3] = d["b"] + 1.0
    return d["b"] * d[3]


def from_keys(x):
    rates = {"a": x, "b": x * x}
    changes = dict.fromkeys(rates, 0.0)
    for name in rates:
        changes[name] -= rates[name] * 2.0
    counts = dict.fromkeys(["one", "two"])
    counts["one"] = changes["a"]
    return sum(changes.values()) * (counts["one"] if counts["two"] is None else x)


def constructed(x):
    d = dict(a=x, b=2.0)
    e = dict(d, c=x * x)
    f = dict([("u", x), ("v", d["a"])])
    g = dict(zip(["p", "q"], [x, 3.0]))
    return e["a"] * e["b"] * e["c"] + f["u"] * f["v"] + g["p"] * g["q"]


def got(x):
    d = {"a": x}
    return d.get("a") * d.get("b", x) * d.get("c", 2.0) + (1.0 if d.get("z") is None else x)


def views(x):
    d = {"a": x, "b": x * x, "c": 2.0}
    s = 0.0
    for key, value in d.items():
        s = s + value * len(key)
    for value in d.values():
        s = s * value
    for key in d.keys():
        s = s + d[key]
    return s + sum(d.values())


def updated(x):
    d = {"a": x, "b": 1.0}
    d.update({"b": x * 2.0, "c": x})
    d.update(e=d["c"] * x)
    d |= {"a": d["a"] * x}
    e = d | {"b": 3.0}
    return d["a"] * d["b"] * d["c"] * d["e"] + e["b"] * e["a"]


def defaults_set(x):
    d = {}
    d.setdefault("xs", []).append(x)
    d.setdefault("xs", []).append(x * x)
    d.setdefault("n", 2.0)
    return d["xs"][0] * d["xs"][1] * d["n"]


def popped(x):
    d = {"a": x, "b": x * x, "c": 3.0}
    a = d.pop("a")
    z = d.pop("z", x)
    k, v = d.popitem()
    del d["b"]
    return a * z * v + len(d) + len(k)


def membership(x):
    d = {"a": x}
    if "a" in d and "b" not in d:
        d["b"] = d["a"] ** 2
    return d["b"] * len(d)


def comprehended(x):
    names = ["a", "b", "c"]
    d = {name: x * (i + 1) for i, name in enumerate(names)}
    e = {key: value**2 for key, value in d.items() if key != "b"}
    return e["a"] * e["c"] + d["b"]


def merged_displays(x):
    a = {"k": x, "m": 1.0}
    b = {**a, "m": x * x, **{"z": 2.0}}
    return b["k"] * b["m"] * b["z"]


def of_lists(x):
    d = {"u": [x, 2.0], "v": []}
    d["u"].append(x * x)
    d["v"].append(d["u"][-1])
    d["u"][0] *= 3.0
    return sum(d["u"]) * d["v"][0]


def nested(x):
    d = {"inner": {"a": x}}
    d["inner"]["b"] = d["inner"]["a"] * 2.0
    e = d["inner"]
    e["a"] += x
    d["other"] = e
    return d["inner"]["a"] * d["other"]["b"]


def list_of_dicts(x):
    rows = [{"a": x, "b": 1.0}, {"a": 2.0, "b": x}]
    for row in rows:
        row["c"] = row["a"] * row["b"]
    return sum(row["c"] for row in rows)


def training_loop(params, x, lr):
    for _ in range(3):
        y = params["w"] * x + params["b"]
        g = {"w": np.sum(2.0 * y * x), "b": np.sum(2.0 * y)}
        for k in params:
            params[k] = params[k] - lr * g[k]
    return params["w"] ** 2 + params["b"]


def training_loop_local(w, b, x, lr):
    params = {"w": w, "b": b}
    for _ in range(3):
        y = params["w"] * x + params["b"]
        g = {"w": np.sum(2.0 * y * x), "b": np.sum(2.0 * y)}
        params = {k: params[k] - lr * g[k] for k in params}
    return params["w"] ** 2 + params["b"]


def training_loop_arrays(params, x, lr):
    for _ in range(2):
        h = np.tanh(x @ params["W"] + params["b"])
        g = {"W": np.outer(x, h), "b": h}
        for k in params.keys():
            params[k] -= lr * g[k]
    return np.sum(params["W"] ** 2) + np.sum(params["b"])


def formatted_keys(params, x):
    for i in range(2):
        x = np.tanh(x @ params[f"W{i}"] + params["b" + str(i)])
    return np.sum(x)


def formatted_keys_made(x):
    params = {}
    for i in range(3):
        params[f"w{i}"] = x * (i + 1)
    total = 0.0
    for i in range(3):
        total += params[f"w{i}"] ** 2
    return total


def argument_with_new_key(d):
    d["c"] = d["a"] * d["b"]
    d["a"] = d["c"] ** 2
    return d["a"] + d["c"]


def argument_popped(d):
    a = d.pop("a")
    d["b"] *= a
    d.setdefault("z", a)
    return d["b"] * d["z"]


def argument_updated(d, x):
    d.update(a=x * d["a"], c=x)
    return d["a"] * d["c"]


def alias_written(x):
    d = {"a": x}
    e = d
    e["a"] = x * x
    e["b"] = d["a"]
    return d["a"] * d["b"]


def copied(x):
    d = {"a": x, "v": [x]}
    e = d.copy()
    e["a"] = x * x
    e["v"].append(2.0)
    return d["a"] * e["a"] * d["v"][1]


def through_helper(x):
    d = {"a": x}
    grow(d, "b")
    e = grow(d, "c")
    return d["b"] * d["c"] + e["a"]


def grow(d, key):
    d[key] = d["a"] * 2.0
    d["a"] = d["a"] ** 2
    return d


def stored_in_branch(x):
    d = {"a": x, "b": 0.0}
    if x > 1.0:
        d["b"] = x * x
    else:
        d["a"] = 2.0
    return d["a"] * d["b"]


def stored_in_loop(x, n):
    d = {"s": 0.0, "p": 1.0}
    for i in range(n):
        d["s"] += x * i
        d["p"] *= d["s"] + 1.0
    return d["s"] * d["p"]


def array_in_dict_written(x):
    y = x * 1.0
    d = {"y": y, "z": y}
    d["y"][0] = x[1] * 2.0
    y[1] *= d["z"][0]
    return np.sum(d["z"] ** 2)


def sorted_keys(params):
    s = 0.0
    for i, key in enumerate(sorted(params)):
        s = s * 0.5 + params[key] * (i + 1)
    for key, value in sorted(params.items()):
        s = s * value
    return s


def enumerated(params):
    s = 0.0
    for i, key in enumerate(params):
        s += params[key] * i
    for i, (key, value) in enumerate(params.items()):
        s += value**2 * (i + len(key))
    return s


def integer_keys(x):
    d = {0: x, 1: x * x, 2: 1.0}
    s = 0.0
    for i in range(3):
        s = s + d[i] * d[(i + 1) % 3]
    for i, k in enumerate(d):
        s = s + d[k] * i
    return s


def adam(params, grads, lr):
    m = {k: np.zeros_like(v) for k, v in params.items()}
    for t in range(1, 4):
        for k in params:
            m[k] = 0.9 * m[k] + 0.1 * grads[k] * params[k]
            params[k] = params[k] - lr * m[k] / (1 - 0.9**t)
    return sum(np.sum(v**2) for v in params.values())


def returned(x):
    d = {"a": x, "b": x * x}
    d["c"] = d["a"] + 1.0
    return d


def of_functions(x):
    table = {"sin": np.sin, "square": square}
    return table["sin"](x) * table["square"](x)


def square(x):
    return x * x


def configuration(x, options):
    order = options.get("order", 2)
    if options.get("scale"):
        x = x * options["scale"]
    return x**order


def set_of_names(x):
    chosen = {"a", "b"}
    s = x
    for key in ("a", "c"):
        if key in chosen:
            s = s * x
    return s


def seen_indices(x):
    seen = set()
    s = 0.0
    for i in [0, 1, 0, 2]:
        if i not in seen:
            s = s + x[i] ** 2
        seen.add(i)
    return s


def tuple_keys(x):
    d = {(0, 1): x, (1, 0): x * x}
    d[1, 1] = d[0, 1] * 2.0
    return d[(1, 0)] * d[(1, 1)]


def update_by_items(d, x):
    d.update({k: v * x for k, v in d.items()})
    return d["a"] * d["b"]


def history(x, n):
    out = {"x": [], "v": []}
    v = 0.5
    for i in range(n):
        v = v - 0.1 * x
        x = x + 0.1 * v
        out["x"].append(x)
        out["v"].append(v)
    return sum(out["x"]) * out["v"][-1]


V, W = positive(3), positive(3, start=1)
AB = {"a": 1.3, "b": 0.7}
PROGRAMS = [
    *(
        Program(one, (1.3,))
        for one in (
            new_keys,
            from_keys,
            constructed,
            got,
            views,
            updated,
            defaults_set,
            popped,
            membership,
            comprehended,
            merged_displays,
            of_lists,
            nested,
            list_of_dicts,
            formatted_keys_made,
            alias_written,
            copied,
            through_helper,
            stored_in_branch,
            integer_keys,
            returned,
            of_functions,
            set_of_names,
            tuple_keys,
        )
    ),
    Program(training_loop, ({"w": 0.7, "b": 0.2}, V, 0.1), wrt=(0, 1, 2)),
    Program(training_loop_local, (0.7, 0.2, V, 0.1), wrt=(0, 1, 2, 3)),
    Program(training_loop_arrays, ({"W": signed(3, 2), "b": positive(2)}, V, 0.1), wrt=(0, 1, 2)),
    Program(
        formatted_keys,
        ({"W0": signed(3, 2), "b0": positive(2), "W1": signed(2, 2), "b1": positive(2)}, V),
        wrt=(0, 1),
    ),
    Program(argument_with_new_key, (AB,)),
    Program(argument_popped, (AB,)),
    Program(argument_updated, (AB, 1.1), wrt=(0, 1)),
    Program(stored_in_loop, (1.3, 3)),
    Program(array_in_dict_written, (V,)),
    Program(sorted_keys, ({"b": 1.3, "a": 0.7, "c": 0.4},)),
    Program(enumerated, ({"b": 1.3, "a": 0.7, "c": 0.4},)),
    Program(adam, ({"a": V, "b": W}, {"a": W + 1.0, "b": V + 1.0}, 0.1), wrt=(0, 1, 2)),
    Program(configuration, (1.3, {"order": 3, "scale": 0.5}), wrt=0),
    Program(configuration, (1.3, {}), wrt=0, name="configuration_empty"),
    Program(seen_indices, (V,)),
    Program(update_by_items, (AB, 1.1), wrt=(0, 1)),
    Program(history, (1.3, 4)),
]
