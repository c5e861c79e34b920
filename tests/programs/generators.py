"""Functions with `yield`, and classes whose `__iter__` is one."""

import itertools

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.3, 0.9, 1.1, 0.6])


def pairs(n):
    for i in range(n):
        for j in range(i + 1, n):
            yield i, j


def partial_sums(x):
    t = 0.0
    for v in x:
        t += v
        yield t


def newton(x):
    t = 1.0
    while True:
        t = 0.5 * (t + x / t)
        yield t


def beside_an_array(x):
    return sum(a * b for a, b in zip(partial_sums(x), x[1:]))


def endless_rounds(x, steps):
    k = 1
    while True:
        for v in x[:2]:
            yield v * k
            steps[0] += 1.0
        steps[1] += x[0]
        k += 1


def what_runs_beside_an_array(x):
    steps = np.zeros(2)
    total = 0.0
    for a, b in zip(endless_rounds(x, steps), x):
        total += a * b
    return total + steps[0] * x[1] + steps[1]


def zip_break(x):
    s = 0.0
    for a, b in zip(newton(x[0]), x):
        s += a * b
        if s > 2.5:
            break
    return s


def newton_tol(x):
    old = 0.0
    for t in newton(x[1]):
        if abs(t - old) < 1e-6:
            break
        old = t
    return t


def return_inside(x):
    for t in newton(x[1]):
        if abs(t * t - x[1]) < 1e-9:
            return t * x[0]
    return 0.0


def with_else(x):
    for a in partial_sums(x):
        if a > 100.0:
            break
    else:
        a = a * 2
    return a


def with_continue(x):
    s = 0.0
    for i, j in pairs(4):
        if (i + j) % 2:
            continue
        s += x[i] * x[j]
        if s > 1.0:
            break
        s *= 1.1
    return s


def break_mid(x):
    # break out of a doubly nested generator, with code after the mark
    def g(n):
        h = 1.0
        for i in range(n):
            for j in range(n):
                yield h * x[j]
                h = h * 0.9
            h = h + 0.5
        yield h * 100

    s = 0.0
    c = 0
    for v in g(4):
        s += v * v
        c += 1
        if c == 6:
            break
    return s


def several(x):
    yield x[0]
    yield x[1] * 2
    if x[2] > 0.5:
        yield x[2] ** 2
    yield x[3]


def several_used(x):
    s = 0.0
    for v in several(x):
        s = s * 0.5 + v
    return s


def several_break(x):
    s = 0.0
    for v in several(x):
        s = s * 0.5 + v
        if s > 1.5:
            break
    return s


def unpack(x):
    a, b, c, d = several(x)
    return a * b * c * d


def as_a_list(x):
    l = list(several(x))
    return l[0] * l[-1] + len(l)


def in_order(x):
    return sorted(several(x))[0] ** 2


def extremes(x):
    return max(several(x)) * min(several(x))


def as_an_array(x):
    return np.sum(np.array(list(partial_sums(x))) ** 2)


def as_a_tuple(x):
    return sum(tuple(several(x)))


def in_a_comprehension(x):
    return np.sum(np.array([v * v for v in partial_sums(x)]))


def dictcomp(x):
    d = {i: v for i, v in enumerate(partial_sums(x))}
    return d[2] * d[4]


def handed(x):
    def total(it):
        s = 0.0
        for v in it:
            s += v * v
        return s

    return total(partial_sums(x))


def named(x):
    g = partial_sums(x * 2)
    s = 1.0
    for v in g:
        s *= v
    return s


def late_args(x):
    y = x * 2
    g = partial_sums(y)
    y = y * 5
    return sum(g) + y[0]


def mutate_during(x):
    y = x.copy()

    def gen():
        for i in range(len(y)):
            yield y[i] * 2

    s = 0.0
    for i, v in enumerate(gen()):
        s += v
        if i + 1 < len(y):
            y[i + 1] += v
    return s


def rows_of(A):
    for i in range(A.shape[0]):
        yield A[i]


def views(x):
    A = np.outer(x, x)
    for r in rows_of(A):
        r *= x
    return np.sum(A**2)


def inplace(x, n):
    u = x.copy()
    for _ in range(n):
        u *= 1.1
        u += x
        yield u


def inplace_used(x):
    s = 0.0
    for u in inplace(x, 3):
        s += np.sum(u**2)
    return s


def inplace_list(x):
    us = list(inplace(x, 3))
    return np.sum(us[0] * us[2])


def inplace_sum(x):
    return np.sum(sum(inplace(x, 3)) ** 2)


def compose(x):
    for v in partial_sums(x):
        yield v * v
    yield from several(x)


def compose_used(x):
    return sum(compose(x))


def through_a_filter(x):
    return sum(v for v in partial_sums(x) if v > 1.0)


def through_map(x):
    return sum(map(np.sin, partial_sums(x)))


def counted(x):
    s = 0.0
    for i, v in enumerate(partial_sums(x), 1):
        s += v / i
    return s


def chained(x):
    return sum(itertools.chain(partial_sums(x), several(x)))


def loop_in_loop(x):
    s = 0.0
    for k in range(3):
        for v in partial_sums(x):
            s += v * (k + 1) * s * 0.01 + v
    return s


def np_index(x):
    return sum(np.abs(x[i] - x[j]) for i, j in pairs(len(x)))


def neighbours(i, n):
    if i > 0:
        yield i - 1
    if i < n - 1:
        yield i + 1


def neigh(x):
    s = 0.0
    for i in range(len(x)):
        for j in neighbours(i, len(x)):
            s += (x[i] - x[j]) ** 2
    return s


def batches(x, k):
    for i in range(0, len(x), k):
        yield x[i : i + k]


def batches_used(x):
    w = x.copy()
    for b in batches(x, 2):
        w[: len(b)] -= 0.1 * b
    return np.sum(w**2)


def trap(f, a, b):
    n = 1
    s = 0.5 * (b - a) * (f(a) + f(b))
    while True:
        yield s
        n *= 2
        h = (b - a) / n
        s = 0.5 * s + h * sum(f(a + (2 * k + 1) * h) for k in range(n // 2))


def trap_used(x):
    prev = None
    for s in trap(lambda t: np.exp(-x[0] * t * t), 0.0, x[1]):
        if prev is not None and abs(s - prev) < 1e-4:
            break
        prev = s
    return s


class Model:
    def __init__(self, w):
        self.w = w

    def layers(self):
        for w in self.w:
            yield w

    def items(self):
        for i, w in enumerate(self.w):
            yield i, w * 2


def model(x):
    m = Model([x[:2], x[2:4]])
    s = 0.0
    for w in m.layers():
        s += np.sum(w**2)
    for i, w in m.items():
        s += i * np.sum(w)
    return s


def model_list(x):
    m = Model([x[:2], x[2:4]])
    return sum(np.sum(w) for _, w in m.items()) * len(list(m.layers()))


def walk(tree):
    if isinstance(tree, tuple):
        for t in tree:
            yield from walk(t)
    else:
        yield tree


def walk_used(x):
    return sum(v**2 for v in walk((x[0], (x[1], x[2]), ((x[3],), x[4]))))


def early(x):
    for v in x:
        if v > 1.2:
            return
        yield v


def early_used(x):
    return sum(early(x))


def early_break(x):
    s = 0.0
    for v in early(x):
        s += v * v
        if s > 5:
            break
    return s


def prints(x):
    for v in x:
        print("make", len(x))
        yield v


def prints_used(x):
    s = 0.0
    for v in prints(x):
        print("use")
        s += v * v
        if s > 2:
            break
    return s


def of_all_arguments(x):
    def g(*a, k=2.0, **o):
        for v in a:
            yield v * k * o["z"]

    return sum(g(x[0], x[1], z=x[2]))


def that_binds(x):
    c = 0.0

    def g():
        nonlocal c
        for v in x:
            c += v
            yield c * v

    s = 0.0
    for w in g():
        s += w * c
    return s * c


def sumgen(x):
    return np.sum(sum(u for u in inplace(x, 3)) ** 2)


def sumf(x):
    u = x.copy()

    def f(k):
        u[:] = u * 1.1 + x
        return u

    return np.sum(sum(f(k) for k in range(3)) ** 2)


def total(it):
    return np.sum(sum(it) ** 2)


def summap(x):
    u = x.copy()

    def f(k):
        u[:] = u * 1.1 + x
        return u

    return total(map(f, [1, 2, 3]))


class Grid:
    def __init__(self, v):
        self.v = v

    def __iter__(self):
        for i in range(len(self.v)):
            yield self.v[i] ** 2

    def __len__(self):
        return len(self.v)

    def __contains__(self, i):
        return 0 <= i < len(self.v)

    def __getitem__(self, i):
        return self.v[i]


def of_a_class(x):
    g = Grid(x)
    s = 0.0
    for v in g:
        s += v
    return s * len(g)


def iter_sum(x):
    return sum(Grid(x)) ** 2 if 3 in Grid(x) else x[0]


def iter_list(x):
    l = list(Grid(x))
    return l[0] * l[2]


def iter_unpack(x):
    a, b, *r = Grid(x)
    return a * b + r[0]


class Pairs:
    def __init__(self, v):
        self.v = v

    def __iter__(self):
        n = len(self.v)
        for i in range(n):
            for j in range(i):
                yield i, j, self.v[i] - self.v[j]


def iter_pairs(x):
    return sum(1 / (1 + d * d) for i, j, d in Pairs(x))


class It:
    def __init__(self, xs):
        self.xs = xs

    def __iter__(self):
        return iter(self.xs)


def iter_iter(x):
    return sum(v * v for v in It(x))


def gen_infinite(x):
    s = 0.0
    for i, t in enumerate(newton(x[0])):
        s = t
        if i > 4:
            break
    return s


def gen_zip(x):
    return sum(a * b for a, b in zip(partial_sums(x), x))


def gen_inner(x):
    def steps():
        h = 0.1
        for v in x:
            yield h * v
            h *= 1.5

    return sum(steps()) ** 2


def flatten(t):
    for item in t:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def gen_flatten(x):
    return sum(v * v for v in flatten([x[0], [x[1], (x[2], x[3])]]))


def broken_out_of_in_a_helper(x):
    def first(elements):
        for v in elements:
            if v > 1.0:
                break
        return v

    return first(itertools.chain(x, x))


PROGRAMS = [
    Program(f, (X,))
    for f in (
        broken_out_of_in_a_helper,
        beside_an_array,
        what_runs_beside_an_array,
        zip_break,
        newton_tol,
        return_inside,
        with_else,
        with_continue,
        break_mid,
        several_used,
        several_break,
        unpack,
        as_a_list,
        in_order,
        extremes,
        as_an_array,
        as_a_tuple,
        in_a_comprehension,
        dictcomp,
        handed,
        named,
        late_args,
        mutate_during,
        views,
        inplace_used,
        inplace_list,
        inplace_sum,
        compose_used,
        through_a_filter,
        through_map,
        counted,
        chained,
        loop_in_loop,
        np_index,
        neigh,
        batches_used,
        trap_used,
        model,
        model_list,
        walk_used,
        early_used,
        early_break,
        prints_used,
        of_all_arguments,
        that_binds,
        sumgen,
        sumf,
        summap,
        of_a_class,
        iter_sum,
        iter_list,
        iter_unpack,
        iter_pairs,
        iter_iter,
        gen_infinite,
        gen_zip,
        gen_inner,
        gen_flatten,
    )
]
