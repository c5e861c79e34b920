"""Dicts whose keys only the run knows, `defaultdict`, `OrderedDict` and `deque`."""

from collections import OrderedDict, defaultdict, deque

import numpy as np

from tests.programs.case import Program, positive


def sums_by_label(x, labels):
    sums = {}
    for i in range(len(labels)):
        label = labels[i]
        sums[label] = sums.get(label, 0.0) + x[i] ** 2
    return sum(v * v for v in sums.values())


def sums_by_default(x, labels):
    sums = defaultdict(float)
    for v, label in zip(x, labels):
        sums[label] += v**2
    return sum(v * v for v in sums.values()) * len(sums)


def groups_by_default(x, labels):
    groups = defaultdict(list)
    for v, label in zip(x, labels):
        groups[label].append(v * v)
    s = 0.0
    for label, members in groups.items():
        s += label * sum(members) ** 2 / len(members)
    return s


def table_by_index(x, n):
    dp = {}
    dp[0] = 1.0
    dp[1] = x
    for i in range(2, n):
        dp[i] = dp[i - 1] * x + dp[i - 2]
    return dp[n - 1] * dp[2]


def table_by_pairs(x, n, m):
    dp = {}
    for i in range(n):
        for j in range(m):
            if i == 0 or j == 0:
                dp[i, j] = x * (i + j)
            else:
                dp[i, j] = dp[i - 1, j] * x + dp[i, j - 1]
    return dp[n - 1, m - 1]


def kept_values(x, n):
    known = {0: x, 1: x * x}
    s = 0.0
    for i in range(n):
        key = (i * i) % 5
        if key not in known:
            known[key] = np.sin(x * key) + known[0]
        s += known[key] * known[key % 2]
    return s


def set_by_default(x, n):
    seen = {}
    s = 0.0
    for i in range(n):
        s += seen.setdefault(i % 3, x * (i + 1)) ** 2
        seen[i % 3] = seen[i % 3] * x
    return s + sum(seen.values())


def keys_and_items(x, n):
    d = {}
    for i in range(n):
        d[n - i] = x**i
    s = 0.0
    for key in d:
        s += key * d[key]
    for key, value in d.items():
        s += value**2 / key
    return s + sum(d.keys()) * x


def keys_popped(x, n):
    d = {}
    for i in range(n):
        d[i] = x * (i + 1)
    s = 0.0
    for i in range(0, n, 2):
        s += d.pop(i) ** 2
    for i in range(0, n, 4):
        d[i] = s * x
    del d[1]
    return s + sum(v * (j + 1) for j, v in enumerate(d.values()))


def arrays_by_key(x, labels):
    state = {}
    for label in labels:
        if label in state:
            state[label] = np.tanh(state[label] * x)
        else:
            state[label] = x * (label + 1)
    return sum(np.sum(v * v) for v in state.values())


def ordered_dict(x, n):
    d = OrderedDict()
    for i in range(n):
        d[(i * 7) % 5] = x * i
    return sum(v * i for i, v in enumerate(d.values()))


def searched_breadth_first(x, edges, n):
    near = defaultdict(list)
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    queue = deque([0])
    seen = {0}
    depth = {0: 0}
    s = 0.0
    while queue:
        i = queue.popleft()
        s += x[i] * depth[i]
        for j in near[i]:
            if j not in seen:
                seen.add(j)
                depth[j] = depth[i] + 1
                queue.append(j)
    return s


def moving_window(x, width):
    window = deque(maxlen=width)
    s = 0.0
    for v in x:
        window.append(v)
        s += sum(window) / len(window) * v
    return s


def both_ends(x, n):
    q = deque([x, x * 2.0])
    for i in range(n):
        a = q.popleft()
        q.append(a * x + q[0])
        q.appendleft(a * i)
        q.append(q.pop() * q[-1])
    q[1] = q[0] * q[1]
    return sum(q) + len(q) * q[1]


def rotated(x, n):
    q = deque()
    for i in range(n):
        q.append(x * i)
    q.rotate(2)
    q.rotate(-1)
    q.extendleft([x, x * x])
    return sum(v * (i + 1) for i, v in enumerate(q))


def delayed(x, delay):
    line = deque([0.0] * delay, maxlen=delay)
    out = []
    for v in x:
        out.append(v + 0.5 * line[0])
        line.append(out[-1] ** 2)
    return sum(out)


def queue_of_pairs(x, n):
    queue = deque([(x, 0)])
    total = 0.0
    while queue:
        value, depth = queue.popleft()
        total += value**2
        if depth < n:
            queue.append((value * 0.5, depth + 1))
            queue.append((value * x, depth + 1))
    return total


def chosen_key(x, n, flag):
    d = {"a": x}
    if flag:
        d["b"] = x * 2.0
    for i in range(n):
        d["a"] = d["a"] * x + i
    return sum(d.values()) * len(d)


def sorted_keys(x, n):
    d = {}
    for i in range(n):
        d[(i * 3) % 7] = x * i
    s = 0.0
    for key, value in sorted(d.items()):
        s = s * 0.5 + key * value
    for key in sorted(d):
        s = s * 0.5 + d[key]
    return s + max(d.values()) + d.pop(100, x)


def dict_comprehended(x, n):
    d = {i: x**i for i in range(n)}
    doubled = {key: value * 2 for key, value in d.items() if key > 0}
    return sum(doubled.values()) + d[n - 1]


def added_to(d, key, value):
    d[key] = d.get(key, 0.0) + value


def helper_adds(x, n):
    d = {}
    for i in range(n):
        added_to(d, i % 2, x * i)
    return d[0] * d[1]


class Memo:
    """It keeps values."""

    def __init__(self):
        self.known = {}

    def of(self, key, x):
        """A value, computed once."""
        if key not in self.known:
            self.known[key] = np.sin(x * key)
        return self.known[key]


def kept_by_an_object(x, n):
    memo = Memo()
    s = 0.0
    for i in range(n):
        s += memo.of(i % 3, x)
    return s


def made_anew_in_a_loop(x, n):
    s = 0.0
    for _ in range(3):
        d = {}
        for i in range(n):
            d[i % 2] = d.get(i % 2, s) + x * i
        s = 0.1 * sum(d.values())
    return s


def until_large(x, n):
    d = {0: x}
    i = 0
    while d[i] < 5.0 and i < n:
        d[i + 1] = d[i] * 1.5 + x
        i += 1
    return d[i] * len(d)


def numbers_as_keys(x):
    d = {}
    for v in x:
        d[v] = v * v
    return sum(d.values())


X = positive(6)
LABELS = np.array([0, 1, 0, 2, 1, 0])
GRAPH = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)]


def lists_set_by_default(x, keys):
    groups = {}
    for v, k in zip(x, keys, strict=True):
        groups.setdefault(int(k), []).append(v * v)
    return sum(sum(g) ** 2 * len(g) for g in groups.values())


def lists_by_sign(x):
    groups = {"pos": [], "neg": []}
    for v in x:
        groups["pos" if v > 0.8 else "neg"].append(v * v)
    return sum(groups["pos"]) * 2.0 + x[0]


def dicts_updated_by_sign(x):
    groups = {"pos": {"s": 0.0}, "neg": {"s": 0.0}}
    for v in x:
        groups["pos" if v > 0.8 else "neg"].update(s=v * v)
    return groups["pos"]["s"] * 2.0 + x[0]


def constants_updated_by_sign(x):
    groups = {"pos": {"s": 1.0}, "neg": {"s": 1.0}}
    for v in x:
        groups["pos" if v > 0.8 else "neg"].update(s=2.0)
    return groups["pos"]["s"] * x[0]


def constants_appended_by_sign(x):
    groups = {"pos": [1.0], "neg": [1.0]}
    for v in x:
        groups["pos" if v > 0.8 else "neg"].append(2.0)
    return groups["pos"][-1] * x[0]


class Recurrence:
    """A layer that keeps what it computes, by step."""

    def __init__(self, w):
        self.w = w

    def reset(self):
        self.inputs, self.states = {}, {-1: np.zeros(2)}

    def run(self, xs):
        self.reset()
        for t in range(len(xs)):
            self.inputs[t] = xs[t] * np.ones(2)
            self.states[t] = np.tanh(self.w * self.states[t - 1] + self.inputs[t])
        return self.states


def states_by_step(layer, xs):
    states = layer.run(xs)
    return sum(np.sum(states[t] ** 2) for t in range(3))


def held_by_an_argument(x, out, n):
    d = {}
    for i in range(n):
        d[i] = x * (i + 1)
    out["d"] = d
    return d[1] * d[n - 1]


def best_paths(v, w):
    """Viterbi's: the paths are kept by states that only the run finds."""
    best, path = [{}], {}
    for y in range(2):
        best[0][y], path[y] = v[y], [y]
    for t in range(1, 3):
        best.append({})
        longer = {}
        for y in range(2):
            p, state = max((best[t - 1][z] * w[z] + y, z) for z in range(2))
            best[t][y] = p
            longer[y] = path[state] + [y]
        path = longer
    return max(best[-1].values()) * len(path[0])


PROGRAMS = [
    *(
        Program(function, (positive(5),))
        for function in (
            lists_by_sign,
            dicts_updated_by_sign,
            constants_updated_by_sign,
            constants_appended_by_sign,
        )
    ),
    Program(states_by_step, (Recurrence(np.array([0.7, -0.4])), [0.2, 0.5, 0.9])),
    Program(held_by_an_argument, (1.3, {}, 3)),
    Program(lists_set_by_default, (positive(6), np.array([0, 2, 1, 1, 0, 2]))),
    *(Program(one, (X, LABELS)) for one in (sums_by_label, sums_by_default, groups_by_default)),
    *(
        Program(one, (1.3, 6))
        for one in (
            table_by_index,
            kept_values,
            set_by_default,
            keys_and_items,
            keys_popped,
            sorted_keys,
            dict_comprehended,
            helper_adds,
            kept_by_an_object,
            made_anew_in_a_loop,
            until_large,
        )
    ),
    Program(numbers_as_keys, (X,)),
    Program(table_by_pairs, (1.3, 3, 4)),
    Program(arrays_by_key, (X, LABELS)),
    Program(ordered_dict, (1.3, 6)),
    Program(searched_breadth_first, (X, GRAPH, 4)),
    Program(moving_window, (X, 3)),
    Program(both_ends, (0.9, 3)),
    Program(rotated, (1.3, 5)),
    Program(best_paths, (np.array([0.4, 0.7]), np.array([0.9, 0.6])), wrt=(0, 1)),
    Program(delayed, (X, 2)),
    Program(queue_of_pairs, (0.7, 3)),
    Program(chosen_key, (1.3, 3, np.bool_(True))),
    Program(chosen_key, (1.3, 3, np.bool_(False)), name="other_chosen_key"),
]
