"""Dicts of run-time keys, `defaultdict` and `OrderedDict`: what sees them as they are now."""

from collections import OrderedDict, defaultdict

import numpy as np

from tests.programs.case import Program, positive


def view_then_store(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    vs = d.values()
    d[0] = x * 5
    d[n] = x * x
    return sum(vs)


def keys_then_store(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    ks = d.keys()
    d[n + 5] = x * x
    return len(ks) * x


def items_live(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    for k, v in d.items():
        d[(k + 1) % n] = v * 2.0 + x
    return sum(d.values())


def values_live(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    s = 0.0
    for v in d.values():
        d[n - 1] = d[n - 1] * x + v
        s += v
    return s


def enumerate_keys(x, n):
    d = {}
    for i in range(n):
        d[i * 2] = x * i
    s = 0.0
    for i, k in enumerate(d):
        s += i * k * d[k]
    return s


def zip_keys(x, n):
    d = {}
    for i in range(n):
        d[i * 2] = x * i
    s = 0.0
    for k, v in zip(d, d.values()):
        s += k * v
    return s


def rebuilt(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    del d[0]
    d[0] = x**3
    s = 0.0
    for j, (k, v) in enumerate(d.items()):
        s += j * v
    return s


def equal_keys(x):
    d = {}
    for k in [1, 1.0, True, 2]:
        d[k] = d.get(k, 0.0) + x * k
    s = 0.0
    for k in d:
        s += k * d[k]
    return s


def default_get(x, n):
    d = defaultdict(float)
    for i in range(n):
        d[i % 3] += x
    a = d.get(17)
    b = d.get(18, x)
    return b * len(d) + (x if a is None else 0.0)


def default_in(x, n):
    d = defaultdict(lambda: x * 2)
    for i in range(n):
        d[i % 3] *= x
    return sum(d.values()) + (1.0 if 7 in d else 0.0)


def dict_of_dicts(x, n):
    d = {}
    for i in range(n):
        d[i] = {"a": x * i, "b": x**i}
    return sum(r["a"] * r["b"] for r in d.values())


def dict_of_dicts_written(x, n):
    d = {}
    for i in range(n):
        d[i] = {"a": x * i, "b": x**i}
    for i in range(n):
        d[i]["a"] += d[(i * 2) % n]["b"]
    return sum(r["a"] * r["b"] for r in d.values())


def arrays_in_place(x, labels):
    d = {}
    for l in labels:
        if l not in d:
            d[l] = np.zeros(3)
        d[l] += x[:3] * (l + 1)
        d[l][0] *= x[1]
    return sum(np.sum(v**2) for v in d.values())


def popped_items(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    s = 0.0
    while d:
        k, v = d.popitem()
        s = s * x + v * k
    return s


def updated(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    d.update({1: x, 77: x * x})
    e = dict(d)
    e[1] = 0.0
    f = {**d, 3: x}
    return sum(d.values()) + sum(e.values()) * 2 + sum(f.values()) * 3


def merged(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    e = d | {0: x}
    d |= {1: x * x}
    return sum(e.values()) + sum(d.values()) * 2


def sorted_values(x, n):
    d = {i: np.sin(x * i) for i in range(n)}
    s = 0.0
    for k in sorted(d, key=d.get):
        s = s * 0.5 + d[k]
    for k, v in sorted(d.items(), key=lambda t: t[1], reverse=True)[:2]:
        s += k * v
    return s


def word_counts(x, words):
    d = {}
    for i, w in enumerate(words):
        if w in d:
            d[w] += x[i]
        else:
            d[w] = x[i]
    return d["a"] * d["b"]


def moved(x, n):
    d = OrderedDict()
    for i in range(n):
        d[i] = x * i
    d.move_to_end(0)
    s = 0.0
    for i, v in enumerate(d.values()):
        s += i * v
    d.popitem(last=False)
    return s + sum(d.values())


def text_of(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    print(len(d), sorted(d))
    return sum(d.values())


def aliased(x, n):
    d = {}
    e = d
    for i in range(n):
        d[i] = x * i
        e[i + 10] = x
    return sum(d.values()) + sum(e.values())


def any_all(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    return x if any(v > 2.0 for v in d.values()) and all(k >= 0 for k in d) else 0.0


def unpack_dict(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    a, b, *c = d.values()
    return a + b * 2 + sum(c) * 3


def np_values(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    return np.sum(np.array(list(d.values())) ** 2) + np.mean(list(d.values()))


def greatest_by_get(x, n):
    e = {}
    for i in range(n):
        e[i] = np.sin(x * i)
    return max(e, key=e.get) * x


def greatest_by_value(x, n):
    e = {}
    for i in range(n):
        e[i] = np.sin(x * i)
    return e[max(e, key=lambda k: e[k])] * x


def least_item(x, n):
    e = {}
    for i in range(n):
        e[i] = np.sin(x * i)
    return min(e.items(), key=lambda kv: kv[1])[1]


def lists_by_key(x, n):
    d = {}
    for i in range(n):
        d.setdefault(i % 3, []).append(x * i)
    s = 0.0
    for v in d.values():
        s += sum(v) ** 2
    return s


def means_by_key(x, n):
    d = defaultdict(list)
    for i in range(n):
        d[i % 3].append(x * i)
    means = {k: sum(v) / len(v) for k, v in d.items()}
    return sum(m * k for k, m in means.items())


def means_of_numpy(x, n):
    d = defaultdict(list)
    for i in range(n):
        d[i % 3].append(x * i)
    means = {k: np.mean(v) for k, v in d.items()}
    return sum(m * k for k, m in means.items())


def dicts_written_inside(x, n):
    d = {}
    for i in range(n):
        d[i] = {"a": x * i, "b": x**i}
    s = 0.0
    for k, r in d.items():
        r["a"] *= r["b"]
    for k, r in d.items():
        s += r["a"] * r["b"]
    return s


def table_of_tables(x, n):
    d = {}
    for i in range(n):
        d[i] = {}
        for j in range(i):
            d[i][j] = x * j
    s = 0.0
    for i in range(n):
        for j in range(i):
            s += d[i][j] ** 2
    return s


def greatest_of_several(x, n):
    rows = [(x * i, i) for i in range(n)]
    a = max(rows, key=lambda r: np.sin(r[0]))
    v = np.array([x, x * 2, x * x])
    b = min(v, key=lambda t: (t - 2.0) ** 2)
    d = {0: x, 1: x * 2.0, 2: x * 0.5}
    c = max(d, key=d.get)
    e = max(d.items(), key=lambda kv: kv[1])
    return a[0] * b + d[c] * e[1] * e[0]


def own_values_written(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    s = 0.0
    for i, (k, v) in enumerate(d.items()):
        d[k] = v * x
        s += v
    return s + sum(d.values())


X = positive(6)
PROGRAMS = [
    *(
        Program(f, (1.3, 5))
        for f in (
            view_then_store,
            keys_then_store,
            items_live,
            values_live,
            enumerate_keys,
            zip_keys,
            rebuilt,
            default_get,
            default_in,
            dict_of_dicts,
            dict_of_dicts_written,
            popped_items,
            updated,
            merged,
            sorted_values,
            moved,
            text_of,
            aliased,
            any_all,
            unpack_dict,
            np_values,
            greatest_by_get,
            greatest_by_value,
            least_item,
            lists_by_key,
            means_by_key,
            means_of_numpy,
            dicts_written_inside,
            table_of_tables,
            greatest_of_several,
            own_values_written,
        )
    ),
    Program(equal_keys, (1.3,)),
    Program(arrays_in_place, (X, np.array([0, 1, 0, 2]))),
    Program(word_counts, (X, ["a", "b", "a", "c", "b", "a"])),
]
