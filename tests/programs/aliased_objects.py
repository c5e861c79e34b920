"""Objects, lists and dicts that several names stand for, and what is written through one."""

import itertools
from types import SimpleNamespace

import numpy as np

from tests.programs.case import Program, signed


class P:
    """Two attributes."""

    def __init__(self, x, y=0.0):
        self.x, self.y = (x, y)

    def bump(self, k):
        self.x = self.x + k
        return self

    def clone(self):
        return P(self.x, self.y)


def alias_in_list(x, n):
    p = P(x)
    ps = [p, p]
    ps[0].x *= 2.0
    return ps[1].x * p.x


def alias_mult(x, n):
    ps = [P(x)] * 3
    for q in ps:
        q.x = q.x * 1.5
    return ps[2].x


def list_mult_lists(x, n):
    g = [[x] * 2] * 2
    g[0][1] = x * x
    return g[1][1] + g[0][0]


def default_that_grows(x, n):

    def f(v, acc=[]):
        acc.append(v)
        return sum(acc)

    return f(x) + f(x * x)


ACC = {"k": 0}


def global_counter(x):
    ACC["k"] += 1
    return x * x


def loop_alias_swap(x, n):
    a, b = (P(x), P(2.0 * x))
    for i in range(n):
        a.x = a.x + 0.5 * b.x
        a, b = (b, a)
    return a.x * 2 + b.x


def loop_list_of_objs(x, n):
    ps = [P(x), P(x * x)]
    for i in range(n):
        for p in ps:
            p.bump(ps[0].x)
    return ps[0].x * ps[1].x


def obj_in_obj(x, n):
    a = P(P(x), 2.0)
    b = P(a.x, 1.0)
    b.x.x = b.x.x * 3.0
    return a.x.x


def arr_attr_inplace(x, n):
    p = P(x.copy())
    q = P(p.x)
    for i in range(n):
        p.x[i] *= 2.0
        p.x += 0.1
    return np.sum(q.x**2)


def arr_attr_rebind(x, n):
    p = P(x)
    q = P(p.x)
    p.x = p.x * 2.0
    p.x += 1.0
    return np.sum(q.x**2 * p.x)


def array_of_an_attribute_written(x):
    p = P(x)
    p.x[0] = p.x[1] * 2.0
    return np.sum(x**2)


def arg_obj_array_written(p):
    p.x *= p.y
    p.y = np.sum(p.x)
    return p.y**2


def dict_iter_write(d):
    for k in list(d):
        d[k] = d[k] * 2.0
    return np.sum(d["a"]) * d["b"]


def dict_new_keys(d):
    d["c"] = np.sum(d["a"])
    old = d.pop("b")
    return d["c"] * old


def dict_nested_alias(d):
    e = d["a"]
    d["z"] = e
    e["x"] = e["x"] * d["b"]
    return d["z"]["x"] ** 2


def list_arg_methods(xs):
    xs.append(xs[0] * xs[1])
    xs.reverse()
    xs.insert(1, xs[0] ** 2)
    last = xs.pop()
    return sum(xs) * last


def list_arg_slices(xs):
    ys = xs[::-1]
    ys[0] = 5.0
    xs[1:] = [ys[1] * 2, ys[0]]
    return xs[1] * xs[2] * ys[2]


def list_arg_sort(xs):
    xs.sort()
    return xs[0] + 2 * xs[1] + 3 * xs[2]


def list_of_arrays_arg(xs):
    xs[0][0] = xs[1][1] * 2
    xs[1] = xs[0] * xs[1]
    return np.sum(xs[1])


def cond_obj(x, t):
    p = P(x)
    if x > t:
        p.y = x * x
    else:
        p.x = x * 2
    return p.x * 3 + p.y


def while_obj(x, n):
    p = P(x, 0)
    while p.y < n:
        p.x = np.sin(p.x)
        p.y += 1
    return p.x


def break_obj(x, n):
    p = P(x)
    for i in range(n):
        p.x = p.x * 1.5
        if p.x > 4:
            break
        p.y = p.y + p.x
    return p.x * p.y


def try_obj(x, n):
    p = P(x)
    try:
        p.x = p.x * 2
        if n > 3:
            raise ValueError("no")
        p.x = p.x * 3
    except ValueError:
        p.y = p.x
    return p.x + p.y


def finally_obj(x, n):
    p = P(x)
    try:
        p.x = p.x * x
    finally:
        p.y = p.x * 2
    return p.x * p.y


def clone_hist(x, n):
    p = P(x)
    hist = []
    for i in range(n):
        hist.append(p.clone())
        p.bump(x * p.x)
    return sum((h.x**2 for h in hist)) + p.x


def hist_alias(x, n):
    p = P(x)
    hist = []
    for i in range(n):
        hist.append(p)
        p.bump(x * p.x)
    return sum((h.x**2 for h in hist)) + p.x


def hist_alias_new(x, n):
    p = P(x)
    hist = []
    for i in range(n):
        hist.append(p)
        p = P(p.x * x)
    hist[0].x = 7.0 * x
    return sum((h.x**2 for h in hist)) + p.x


def hist_last_write(x, n):
    hist = [P(x)]
    for i in range(n):
        q = hist[-1]
        q.y = q.x * 2
        hist.append(P(q.x + q.y))
    return sum((h.y for h in hist))


def closure_obj(x, n):
    p = P(x)

    def f(k):
        p.x = p.x * k
        return p.x

    return f(2.0) + f(x) + p.x


def lambda_attr(x, n):
    o = SimpleNamespace(f=lambda v: v * x)
    return o.f(o.f(2.0))


def dict_of_funcs(x, n):
    ops = {"sq": lambda v: v * v, "sin": np.sin}
    s = 0.0
    for name in ("sq", "sin"):
        s += ops[name](x)
    return s


def zip_dicts(x, n):
    a = {"u": x, "v": 2.0}
    b = {"u": 3.0, "v": x * x}
    return sum((p * q for (k, p), (j, q) in zip(a.items(), b.items())))


def dict_merge(x, n):
    a = {"u": x, "v": 2.0}
    b = a | {"v": x * x}
    c = {**b, "w": 1.0}
    a["u"] = 100.0
    return sum(c.values()) * len(c)


def set_default_lists(x, n):
    d = {}
    for k in ("a", "b", "a"):
        d.setdefault(k, []).append(x * len(d))
    return sum(d["a"]) + sum(d["b"])


def starred_target(x, n):
    first, *rest = [x, x * x, 2.0]
    return first * sum(rest) * len(rest)


def options_spread(x, n):
    opts = dict(a=x, b=2.0)

    def f(a, b, **more):
        return a * b * more.get("c", 1.0)

    return f(**opts, c=x)


def tuple_in_loop(x, n):
    s = (x, 1.0)
    for i in range(n):
        s = (s[0] * s[1], s[0] + s[1])
    return s[0]


def dict_in_loop(x, n):
    s = {"a": x, "b": 1.0}
    for i in range(n):
        s = {"a": s["a"] * s["b"], "b": s["a"] + s["b"]}
    return s["a"]


def append_in_branch(x, n):
    xs = [x]
    if x > 0:
        xs.append(x * x)
    return xs[-1] * len(xs)


def none_attr(x, n):
    p = P(x, None)
    for i in range(n):
        if p.y is None:
            p.y = x * x
        else:
            p.y = p.y * p.x
    return p.y


def none_attr2(x, n):
    p = P(None)
    if p.x is None:
        p.x = x
    return p.x**2


def rows_array_write(x, n):
    out = []
    for i in range(n):
        a = x * i
        out.append((a, i))
        a[0] = 5.0
    return sum((np.sum(a) * k for a, k in out))


def same_array_twice_local(x, n):
    d = {"u": x, "v": x}
    return np.sum(d["u"] * d["v"] ** 2)


def dataclass_eq_loop(x):
    pts = [P(v) for v in x]
    tot = 0.0
    for i, p in enumerate(pts):
        for q in pts[i + 1 :]:
            tot += (p.x - q.x) ** 2
    return tot


def pairs_comb(x):
    pts = [P(x[i]) for i in range(4)]
    return sum(((p.x - q.x) ** 2 for p, q in itertools.combinations(pts, 2)))


PROGRAMS = [
    Program(alias_in_list, (1.3, 3)),
    Program(alias_mult, (1.3, 3)),
    Program(list_mult_lists, (1.3, 3)),
    Program(default_that_grows, (1.3, 3)),
    Program(global_counter, (1.3,)),
    Program(loop_alias_swap, (1.3, 3)),
    Program(loop_list_of_objs, (1.3, 3)),
    Program(obj_in_obj, (1.3, 3)),
    Program(arr_attr_inplace, (signed(3), 3)),
    Program(arr_attr_rebind, (signed(3), 3)),
    Program(array_of_an_attribute_written, (signed(3),)),
    Program(arg_obj_array_written, (P(signed(3), 1.0),)),
    Program(dict_iter_write, ({"a": signed(3), "b": 2.0},)),
    Program(dict_new_keys, ({"a": signed(3), "b": 2.0},)),
    Program(dict_nested_alias, ({"a": {"x": 1.0}, "b": 2.0},)),
    Program(list_arg_methods, ([1.0, 2.0, 3.0],)),
    Program(list_arg_slices, ([1.0, 2.0, 3.0],)),
    Program(list_arg_sort, ([3.0, 1.0, 2.0],)),
    Program(list_of_arrays_arg, ([signed(2), signed(2)],)),
    Program(cond_obj, (1.3, 0.2)),
    Program(while_obj, (1.3, 5)),
    Program(break_obj, (1.3, 5)),
    Program(try_obj, (1.3, 5)),
    Program(finally_obj, (1.3, 5)),
    Program(clone_hist, (1.3, 3)),
    Program(hist_alias, (1.3, 3)),
    Program(hist_alias, (1.3, 12), name="hist_alias_long"),
    Program(hist_alias_new, (1.3, 3)),
    Program(hist_last_write, (1.3, 3)),
    Program(closure_obj, (1.3, 3)),
    Program(lambda_attr, (1.3, 3)),
    Program(dict_of_funcs, (1.3, 3)),
    Program(zip_dicts, (1.3, 3)),
    Program(dict_merge, (1.3, 3)),
    Program(set_default_lists, (1.3, 3)),
    Program(starred_target, (1.3, 3)),
    Program(options_spread, (1.3, 3)),
    Program(tuple_in_loop, (1.3, 3)),
    Program(dict_in_loop, (1.3, 3)),
    Program(append_in_branch, (1.3, 3)),
    Program(none_attr, (1.3, 3)),
    Program(none_attr2, (1.3, 3)),
    Program(rows_array_write, (signed(3), 3)),
    Program(same_array_twice_local, (signed(3), 3)),
    Program(dataclass_eq_loop, (signed(4),)),
    Program(pairs_comb, (signed(4),)),
]

REFUSED = {"hist_alias_long"}
