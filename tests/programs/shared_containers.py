"""Containers and objects under several names: written through one, read through another."""

import copy
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.programs.case import Program, positive


@dataclass
class P:
    x: Any
    v: Any = 1.0


def cond_alias(x, flag):
    a, b = P(x), P(2.0 * x)
    c = a if flag else b
    c.x = c.x * x
    return a.x * b.x


def cond_alias_read(x, flag):
    a, b = P(x), P(2.0 * x)
    if flag:
        c = a
    else:
        c = b
    a.x = 5.0
    return c.x * b.x


def cond_alias_runtime(x):
    a, b = P(x), P(2.0 * x)
    if x > 1.0:
        c = a
    else:
        c = b
    c.x = c.x * x
    return a.x * b.x + c.x


def cond_alias_runtime_read(x):
    a, b = P(x), P(2.0 * x)
    if x > 1.0:
        c = a
    else:
        c = b
    return a.x * b.x + c.x


def loop_alias(x, n):
    a = P(x)
    keep = a
    for i in range(n):
        a.x = a.x * 1.1
        a = P(a.x + x)
    keep.x = keep.x + 1.0
    return keep.x * a.x


def loop_alias2(x, n):
    a = P(x)
    b = a
    for i in range(n):
        b.x = b.x * x
        b = P(b.x)
    return a.x * b.x


def loop_list_alias(x, n):
    xs = [x, x]
    ys = xs
    for i in range(n):
        ys[0] = ys[0] * x
        ys = [ys[1], ys[0]]
    return xs[0] * ys[0] + ys[1] + xs[1]


def list_in_loop_same_object(x, n):
    p = P(x)
    ps = [p, P(1.0)]
    for i in range(n):
        ps[1] = ps[0]
        ps[1].x = ps[1].x * x
    return ps[0].x + p.x


def swap_obj_in_if(x):
    a, b = P(x), P(2.0)
    if x > 1.0:
        a, b = b, a
    a.x = a.x * x
    return a.x + 3.0 * b.x


def swap_obj_in_if_alias(x):
    a, b = P(x), P(2.0)
    c = a
    if x > 1.0:
        a, b = b, a
    c.x = c.x * x
    return a.x + 3.0 * b.x


def nested_shared(x):
    inner = [x, 1.0]
    d = {"a": inner, "b": inner}
    d["a"][0] = x * x
    d["b"].append(x)
    return sum(inner) * d["b"][0]


def pinned_rows(x, n):
    row = [0, 1]
    grid = [row, row]
    for i in range(n):
        grid[i % 2][0] = 1
    return x[row[0]] * x[grid[0][1]] ** 2


def pinned_obj(x, n):
    ps = [P(0), P(1)]
    q = ps[0]
    for i in range(n):
        ps[i % 2].x = 2
    return x[q.x] ** 2 + x[1]


def tuple_of_lists(x, n):
    t = ([x], [2.0])
    for i in range(n):
        t[0].append(x * i)
    return sum(t[0]) + t[1][0]


def obj_in_while(x):
    p = P(x)
    while p.x < 10.0:
        p.v = p.x * p.v
        p.x = p.x * 2.0
    return p.v


def obj_break(x, n):
    p = P(x)
    for i in range(n):
        q = P(p.x * x, p.v)
        if q.x > 4.0:
            break
        p = q
    return p.x * q.x


def obj_none(x, n):
    best = None
    for i in range(n):
        p = P(x * (i - 1.0) ** 2, x)
        if best is None or p.x < best.x:
            best = p
    return best.x + best.v


def shared_default(x, items=[1.0, 2.0]):
    items[0] = items[0] * 1.0
    return x * items[0]


def closure_dict(x):
    CFG["n"] = 3
    return x ** CFG["n"]


CFG = {"n": 2}


def attr_of_attr(x):
    a = P(P(x), 2.0)
    b = a.x
    a.x = P(x * x)
    b.x = b.x * 3.0
    return a.x.x + b.x


def del_alias(x):
    xs = [x, x * x, 2.0]
    ys = xs
    del xs[0]
    return ys[0] * len(ys)


def iadd_alias(x):
    xs = [x]
    ys = xs
    ys += [x * x]
    zs = xs
    zs = zs + [1.0]
    return xs[1] * len(xs) + len(zs)


def iadd_alias_loop(x, n):
    xs = [x]
    ys = xs
    for i in range(n):
        ys += [x * i]
    return sum(xs)


def aug_evaluation_order(x):
    p = P(x)
    p.x += bump(p)
    return p.x


def bump(p):
    p.x = p.x * 10.0
    return p.x


def array_slot_open(x, n):
    p = P(x * 1.0, x * 2.0)
    for i in range(n):
        p.x, p.v = p.v, p.x
        p.x[0] = p.v[1] * 2.0
    return np.sum(p.x**2) + np.sum(p.v)


def array_slot_rebound(x, n):
    p = P(x * 1.0)
    for i in range(n):
        p.x[0] *= x[1]
        p.x = p.x * x
        p.x[1] = 2.0 * x[0]
    return np.sum(p.x)


def arg_obj_twice(a, b):
    a.x = a.x * 2.0
    return a.x * b.x


def obj_same():
    p = P(1.3)
    return p, p


def arg_array_attr_shared(a, y):
    a.x[0] = y[1] * 2.0
    return np.sum(a.x * y)


def shared_arr():
    y = positive(3)
    return P(y), y


def arg_moved(a):
    b = a.x
    a.x = P(2.0, b.v)
    b.x = b.x * 3.0
    return a.x.x * b.x


def arg_moved2(d):
    b = d["in"]
    d["in"] = {"k": b["k"] * 2.0}
    b["k"] = b["k"] * 3.0
    return d["in"]["k"] * b["k"]


def arg_rows_reversed(grid):
    first = grid[0]
    grid.reverse()
    grid[0][0] = first[0] * 2.0
    first.append(grid[0][0])
    return sum(first) * sum(grid[0])


def arg_swapped(grid):
    grid[0], grid[1] = grid[1], grid[0]
    grid[0][0] = grid[1][0] * 2.0
    return grid[0][0] * grid[1][1]


def arg_nested_pop(d):
    inner = d.pop("in")
    inner["k"] *= 2.0
    d["new"] = inner
    return d["new"]["k"] ** 2


def self_history(s, x):
    s.log = []
    s.log.append(x)
    s.log.append(x * 2.0)
    s.log[0] = s.log[1] * x
    return s.log[0] * s.x


def self_history_dict(s, x):
    s.state = {"m": 0.0}
    for i in range(3):
        s.state["m"] = 0.9 * s.state["m"] + x * s.x
    return s.state["m"]


def self_history_grown(s, x, n):
    s.log = []
    for i in range(n):
        s.x = s.x * x
        s.log.append(s.x)
    return sum(s.log)


def self_append(s, x, n):
    for i in range(n):
        s.v.append(x * i)
    return sum(s.v) * s.x


def row_outside_loop(x, n):
    rows = []
    row = [x, 1.0]
    for i in range(n):
        rows.append(row)
    rows[0][0] = 5.0
    return rows[1][0] * row[0] + x


def row_read_stale(x, n):
    rows = [[x, 1.0]]
    for i in range(n):
        rows.append([x * i, 2.0])
    r = rows[0]
    q = rows[1]
    rows[0][1] = x
    s = r[1] * q[0]
    q[0] = s
    return rows[1][0] + r[1]


def row_source_after(x, n):
    rows = []
    for i in range(n):
        p = P(x * i)
        rows.append(p)
        p.x = p.x + 1.0
    return sum(r.x * r.v for r in rows)


def row_neg_index(x, n):
    rows = []
    for i in range(n):
        rows.append(P(x * i))
        last = rows[-1]
        last.x = last.x + x
    return sum(r.x * r.v for r in rows)


def row_pop_write(x, n):
    rows = [P(x)]
    for i in range(n):
        rows.append(P(x * i))
    r = rows.pop()
    r.x = r.x * 2.0
    return sum(q.x for q in rows) * r.x


def rows_two_lists(x, n):
    a, b = [], []
    for i in range(n):
        p = P(x * i)
        a.append(p)
        b.append(p)
    for p in a:
        p.x = p.x * 2.0
    return sum(p.x for p in b)


def rows_copy_write(x, n):
    a = [P(x * i) for i in range(n)]
    b = a[1:]
    for p in b:
        p.x = p.x * 2.0
    return sum(p.x**2 for p in a)


def rows_idx_changes(x, n):
    a = [P(x * i) for i in range(n)]
    i = 1
    p = a[i]
    i = 0
    p.x = p.x * 2.0
    return a[0].x + a[1].x ** 2


def rows_arrays(x, n):
    a = [P(x * i, x) for i in range(n)]
    for p in a:
        p.x[0] = p.v[1] * 2.0
    return sum(np.sum(p.x * p.v) for p in a)


def tuple_with_list(x, n):
    a = []
    inner = [x]
    for i in range(n):
        a.append((i, inner))
    a[0][1][0] = 3.0
    return a[1][1][0] * x


V = positive(3)


def rows_joined(x, s):
    """The rows of a sum of lists are those of its terms."""
    a, n = [[x, 1.0], [2.0, x]], int(s > 1)
    b = a + [[3.0, x * x]]
    b[0][0] = 5.0 * x
    return a[0][0] + b[2][1] + b[n][0]


def rows_of_slices_joined(x, s):
    a, n = [[x, 1.0], [2.0, x]], int(s > 1)
    b = a[1:] + a[:1]
    b[n][0] = 5.0 * x
    return a[0][0] + b[0][1] + b[n][0] + a[1][0]


def rows_added(x, s):
    a, n = [[x, 1.0], [2.0, x]], int(s > 1)
    b = []
    b += a
    b[0][0] = 5.0 * x
    return a[0][0] + b[1][1] + b[n][0] + a[1][0] * 2


def rows_repeated(x, s):
    a, n = [[x, 1.0], [2.0, x]], int(s > 1)
    b = a * 2
    b[n][0] = 5.0 * x
    return a[0][0] + b[3][0] + b[n][0] + a[1][0] * 2


def rows_in_a_table(x, s):
    """A list stands in a table of which only the run knows the key, and its rows in another."""
    a, n = [[x, 1.0], [2.0, x]], int(s > 1)
    d = {0: a}
    b = d[n * 0] + [[3.0, x * x]]
    b[0][0] = 5.0
    return a[0][0] + b[2][1] + b[n][0]


def rows_copied_shallow(x, s):
    a, n = [[x, 1.0], [2.0, x]], int(s > 1)
    b = copy.copy(a)
    a[n][1] = 5.0 * x
    return a[0][1] + b[1][1] * b[0][1] + b[n][1]


PROGRAMS = (
    [
        Program(cond_alias, (1.3, True)),
        Program(cond_alias, (1.3, False), name="cond_alias_of_the_other"),
        Program(cond_alias_read, (1.3, True)),
        Program(cond_alias_runtime, (1.3,)),
        Program(cond_alias_runtime_read, (1.3,)),
        Program(loop_alias, (1.3, 3)),
        Program(loop_alias, (1.3, 0), name="loop_alias_no_pass"),
        Program(loop_alias, (1.3, 20), name="loop_alias_many_passes"),
        Program(rows_two_lists, (1.3, 20), name="rows_two_lists_many_passes"),
        Program(loop_alias2, (1.3, 3)),
        Program(loop_alias2, (1.3, 1), name="loop_alias2_one_pass"),
        Program(loop_list_alias, (1.3, 3)),
        Program(list_in_loop_same_object, (1.3, 3)),
        Program(swap_obj_in_if, (1.3,)),
        Program(swap_obj_in_if_alias, (1.3,)),
        Program(nested_shared, (1.3,)),
        Program(pinned_rows, (V, 3)),
        Program(pinned_obj, (V, 1)),
        Program(tuple_of_lists, (1.3, 3)),
        Program(obj_in_while, (1.3,)),
        Program(obj_break, (1.3, 5)),
        Program(obj_none, (1.3, 4)),
        Program(shared_default, (1.3,)),
        Program(closure_dict, (1.3,)),
        Program(attr_of_attr, (1.3,)),
        Program(del_alias, (1.3,)),
        Program(iadd_alias, (1.3,)),
        Program(iadd_alias_loop, (1.3, 3)),
        Program(aug_evaluation_order, (1.3,)),
        Program(array_slot_open, (V, 3)),
        Program(array_slot_rebound, (V, 3)),
        Program(arg_obj_twice, obj_same, wrt=(0, 1)),
        Program(arg_array_attr_shared, shared_arr, wrt=0),
    ]
    + [
        Program(arg_moved2, ({"in": {"k": 1.3}},)),
        Program(arg_rows_reversed, ([[1.3, 0.7], [0.4, 0.2]],)),
        Program(arg_swapped, ([[1.3, 0.7], [0.4, 0.2]],)),
        Program(arg_nested_pop, ({"in": {"k": 1.3}, "z": 1.0},)),
        Program(self_history, lambda: (P(1.3), 0.7), wrt=(0, 1)),
        Program(self_history_dict, lambda: (P(1.3), 0.7), wrt=(0, 1)),
        Program(self_history_grown, lambda: (P(1.3), 0.7, 3), wrt=(0, 1)),
        Program(self_append, lambda: (P(1.3, [1.0]), 0.7, 3), wrt=(0, 1)),
        Program(arg_moved, lambda: (P(P(1.3, 0.5), 0.7),), wrt=0),
    ]
    + [
        Program(f, (1.3, 3))
        for f in (
            row_outside_loop,
            row_read_stale,
            row_source_after,
            row_neg_index,
            row_pop_write,
            rows_two_lists,
            rows_copy_write,
            rows_idx_changes,
            tuple_with_list,
        )
    ]
    + [Program(rows_arrays, (V, 3))]
    + [
        Program(f, (0.7, 1.5))
        for f in (
            rows_joined,
            rows_of_slices_joined,
            rows_added,
            rows_repeated,
            rows_in_a_table,
            rows_copied_shallow,
        )
    ]
)

REFUSED = {  # the first as often as only the run decides: small numbers are tried by their values
    "loop_alias_many_passes",
    "rows_two_lists_many_passes",
    "arg_obj_twice",
    "arg_array_attr_shared",
    "arg_moved",
    "rows_in_a_table",
}
