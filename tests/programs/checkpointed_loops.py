"""Programs with loops of which the forward sweep keeps a few states."""

import itertools
import random

import numpy as np

from srcgrad import checkpoint, grad
from tests.programs.case import Program, positive, signed

WEIGHTS = np.array([0.3, 0.7, 1.1])


def carried_number(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        t = np.sin(t * x[1]) + x[2] * i
    return t * t


def without_a_limit(x, n):
    t = x[0]
    for _ in checkpoint(range(n)):
        t = np.sin(t * x[1]) + x[2]
    return t * t


def one_snapshot(x, n):
    t = x[0]
    for i in checkpoint(range(n), 1):
        t = np.sin(t * x[1]) + x[2] * i
    return t * t


def heat_in_place(u, k, n):
    for _ in checkpoint(range(n), snapshots=3):
        u[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2]) * u[1:-1]
    return np.sum(u**2)


def heat_out_of_place(u, k, n):
    for _ in checkpoint(range(n), snapshots=3):
        u = u + k * np.tanh(np.roll(u, 1) * u)
    return np.sum(u**2)


def number_and_array(u, k, n):
    t = 1.0
    for i in checkpoint(range(n), snapshots=3):
        t = t * np.cos(k) + i
        u[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2]) * t * u[1:-1]
    return np.sum(u**2) * t


def steps_and_strides(x, n):
    t = x[0]
    for i in checkpoint(range(n, 1, -2), snapshots=2):
        t = np.cos(t * x[1]) + 0.1 * i
    for i in checkpoint(range(1, n, 3), snapshots=2):
        t = np.cos(t * x[2]) + 0.1 * i
    return t


def backwards_through_a_range(x, n):
    t = x[0]
    for i in checkpoint(reversed(range(n)), snapshots=2):
        t = np.cos(t * x[1]) * i + t
    return t


def over_an_array(x):
    t = 1.0
    for v in checkpoint(x, snapshots=2):
        t = np.sin(t * v) + v
    return t


def over_rows(A):
    h = np.ones(3)
    for i, row in checkpoint(enumerate(A), snapshots=2):
        h = np.tanh(h * row) + 0.1 * i * h
    return np.sum(h)


def over_pairs(x, y):
    t = 1.0
    for a, b in checkpoint(zip(x, y), snapshots=2):
        t = np.sin(t * a) * b + t
    return t


def over_a_list(x, factors):
    t = x[0]
    for c in checkpoint(factors, snapshots=2):
        t = np.sin(t * c) * x[1]
    return t


def memory_as_bytes(u, n):
    for _ in checkpoint(range(n), memory=1500):
        u = np.sin(u) * u[0]
    return np.sum(u)


def snapshots_from_an_argument(x, n, s):
    t = x[0]
    for _ in checkpoint(range(n), snapshots=max(1, s // 2)):
        t = np.sin(t * x[1])
    return t


def sum_alone(x, n):
    s = 0.0
    for i in checkpoint(range(n), snapshots=2):
        s += np.sin(x[i] * x[0])
    return s


def two_loops_after_each_other(x, n):
    t = x[0]
    for _ in checkpoint(range(n), snapshots=2):
        t = np.sin(t * x[1])
    t = t * x[2]
    for _ in checkpoint(range(n), snapshots=3):
        t = np.cos(t * x[1])
    return t


def one_in_another(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        for j in checkpoint(range(3), snapshots=2):
            t = np.sin(t * x[1]) + j * x[2]
        t = t * (1.0 + 0.1 * i)
    return t


def arrays_one_in_another(u, k, n):
    for i in checkpoint(range(n), snapshots=2):
        v = u * 0.5
        for j in checkpoint(range(4), snapshots=2):
            v[1:] += k * v[:-1] * v[1:] + 0.1 * j
        u[:] = np.sin(v) + 0.1 * u * i
    return np.sum(u * u)


def a_plain_loop_inside(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        s = 0.0
        for j in range(i):
            s += 0.3 * np.sin(t * x[j % 3])
        t = t * 0.5 + s
    return t


def inside_a_plain_loop(x, n):
    total = 0.5
    for i in range(3):
        t = x[i]
        for _ in checkpoint(range(n), snapshots=2):
            t = np.sin(t * x[1]) + 0.1 * total
        total = total + t * t + x[2]
    return total


def in_a_branch(x, n):
    t = x[0]
    if x[1] > 0.0:
        for _ in checkpoint(range(n), snapshots=2):
            t = np.sin(t * x[1])
    else:
        t = t * t
    return t * x[2]


def branches_inside(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        if t > 0.5:
            t = t * x[1]
        elif i % 2:
            t = np.sin(t) + x[2]
        else:
            t = t - x[1] * i
    return t


def continues(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        if i % 3 == 1:
            continue
        t = np.sin(t * x[1]) + i
    return t


def breaks(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        t = t * (1.3 + 0.1 * np.sin(x[1] * i))
        if abs(t) > 5.0:
            break
        t = t + 0.1 * x[2] * t * t
    return t * t


def returns_early(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        t = t * (1.3 + 0.1 * np.sin(x[1] * i))
        if abs(t) > 5.0:
            return t * x[2] * i
        t = t + 0.1 * x[2] * t * t
    return t * t


def loop_with_else(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        t = np.sin(t * x[1]) + i
        if t > 100.0:
            break
    else:
        t = t * x[2]
    return t


def until_it_settles(x):
    t = x[0]
    for i in checkpoint(itertools.count(), snapshots=3):
        new = np.cos(t * x[1]) + 0.001 * i * x[2]
        if abs(new - t) < 1e-3 or i > 30:
            break
        t = new
    return t * t


def counted_from_two(u, k):
    for step in checkpoint(itertools.count(2), snapshots=2):
        u[1:] += k * np.sin(u[:-1] + step)
        if step == 12:
            return np.sum(u * u)


def endless_without_a_limit(u, k):
    for step in checkpoint(itertools.count()):
        u = np.sin(u) + k * u
        if step == 25:
            break
    return np.sum(u)


def writes_results(x, n):
    out = np.zeros(n)
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        t = np.sin(t * x[1]) + 0.5
        out[i] = t * t
    return np.sum(out * out)


def reads_results_back(x, n):
    out = np.zeros(n + 1)
    out[0] = x[0]
    for i in checkpoint(range(n), snapshots=2):
        out[i + 1] = np.sin(out[i] * x[1]) + x[2]
    return np.sum(out * out)


def rows_counted_outside(x, n):
    A = np.outer(x, np.arange(1.0, n + 1.0)).T
    u = x * 0.1
    for i, row in enumerate(checkpoint(A, snapshots=2), 1):
        u = np.sin(0.2 * u * row) + x / i
    return np.sum(u**2)


def neighbours_joined_outside(x):
    u = x[0]
    for a, b in zip(checkpoint(x[:-1], snapshots=1), x[1:], strict=True):
        u = np.sin(u * a) + b
    return u * u


def rows_of_a_table(x, n):
    A = np.empty((n, 3))
    A[0] = x
    for i in checkpoint(range(1, n), snapshots=2):
        A[i] = np.sin(A[i - 1]) * x
    return np.sum(A * A)


def appends_results(x, n):
    seen = []
    t = x[0]
    for _ in checkpoint(range(n), snapshots=2):
        t = np.sin(t * x[1]) + 0.5
        seen.append(t * x[2])
    return sum(v * v for v in seen)


def appends_without_counting(x, n):
    seen = []
    h = x
    for _ in checkpoint(range(n), snapshots=2):
        h = np.tanh(0.9 * h)
        seen.append(h)
    return sum(np.sum(seen[i] * seen[n - 1 - i]) for i in range(n))


def reads_a_list_that_grows(x, n):
    seen = [x[0]]
    for _ in checkpoint(range(n), snapshots=2):
        seen.append(np.sin(seen[-1] * x[1]))
    return seen[-1] * seen[0]


def buffers_that_swap(x, n):
    a, b = x.copy(), np.zeros_like(x)
    for _ in checkpoint(range(n), snapshots=2):
        b[1:-1] = np.sin(a[2:]) - 0.5 * a[:-2] * a[1:-1]
        a, b = b, a
    return np.sum(a * x)


def view_from_outside(u, n):
    inner = u[1:-1]
    for _ in checkpoint(range(n), snapshots=2):
        inner *= np.sin(u[2:]) * u[:-2]
    return np.sum(u * u)


def view_alone(u, n):
    head = u[:2]
    for _ in checkpoint(range(n), snapshots=2):
        head[:] = np.sin(head) * head[::-1]
    return np.sum(u * u)


def changed_afterwards(u, k, n):
    w = u * 1.0
    t = 1.0
    for _ in checkpoint(range(n), snapshots=2):
        t = np.sin(t * w[0]) + k * w[1]
    w[0] = 5.0 * t
    k = k * t
    return np.sum(w * w) * k


def printed_and_changed_afterwards(x, n):
    w = x * 2.0
    t = x[0]
    for _ in checkpoint(range(n), snapshots=2):
        t = np.sin(t * w[1])
        print(w)
    w[1] = t
    return w[1] * w[0] * t


def read_before_and_changed_inside(u, n):
    s = np.sum(np.sin(u))
    w = u * 2.0
    for _ in checkpoint(range(n), snapshots=2):
        u *= np.cos(u) + 0.1 * s
    return np.sum(u * w) + s * s


def number_rebound_before_and_after(x, n):
    t = x[0] * x[1]
    s = t * t
    t = np.sin(t)
    for _ in checkpoint(range(n), snapshots=2):
        t = t * t * x[2] + s
    t = t * s
    return t * t


def step(u, k):
    v = u.copy()
    v[1:] = v[1:] * np.exp(-k * v[:-1])
    return v


def calls_a_helper(u, k, n):
    for _ in checkpoint(range(n), snapshots=2):
        u = step(u, k)
    return np.sum(u * u)


def simulate(u, k, n, s):
    for _ in checkpoint(range(n), snapshots=s):
        u = step(u, k) + 0.1
    return u


def helper_with_the_loop(u, k, n):
    u = simulate(u, k, n, 2)
    return np.sum(simulate(u * k, 0.5, n, 3))


def bound_in_the_first_pass(x, n):
    for i in checkpoint(range(n), snapshots=2):
        if i == 0:
            t = x[0]
        else:
            t = np.sin(t * x[1])
    return t


def last_value_of_a_name(x, n):
    t = x[0]
    for i in checkpoint(range(n), snapshots=2):
        d = np.sin(t * x[1])
        t = t + d * i
    return t * d * i


def inactive_in_part(x, n):
    count = 0
    mask = np.zeros(3)
    t = x * 1.0
    for i in checkpoint(range(n), snapshots=2):
        count = count + i % 3
        mask[i % 3] = 0.1 * count
        t = np.sin(t * mask) + x
    return np.sum(t) * count


def nobody_reads(x, n):
    k = 1.0
    for _ in checkpoint(range(n), snapshots=2):
        k = k * 1.5
    return k * x[0] ** 2


def leapfrog(q, p, n):
    dt = 0.1
    for _ in checkpoint(range(n), snapshots=4):
        p = p - 0.5 * dt * q**3
        q = q + dt * p
        p = p - 0.5 * dt * q**3
    return np.sum(q**2 + p**2)


def indices_by_array(u, n):
    idx = np.array([0, 1, 1])
    for i in checkpoint(range(n), snapshots=2):
        np.add.at(u, idx, 0.1 * np.sin(u[1:4]) * i)
        u[idx] *= u[2]
    return np.sum(u * u)


def masked(u, low, n):
    for _ in checkpoint(range(n), snapshots=2):
        u[u > low] *= low
        u += 0.3 * np.sin(u)
    return np.sum(u * u)


def global_arrays(x, n):
    t = x * 1.0
    for i in checkpoint(range(n), snapshots=2):
        t = np.sin(t * WEIGHTS) * WEIGHTS[i % 3]
    return np.sum(t)


def parameters_in_a_dict(params, n):
    h = params["h"]
    for _ in checkpoint(range(n), snapshots=2):
        h = np.tanh(params["w"] * h + params["b"])
    return np.sum(h)


def state_in_a_dict(x, n):
    state = {"q": x[0], "p": x[1]}
    for _ in checkpoint(range(n), snapshots=2):
        state["p"] = state["p"] - 0.1 * state["q"] ** 3
        state["q"] = state["q"] + 0.1 * state["p"]
    return state["q"] * state["p"]


@grad
def simulated(x):
    t = x * 1.0
    for _ in checkpoint(range(5), snapshots=2):
        t = np.sin(t) * x
    return np.sum(t)


def slope_of_a_checkpointed_one(x):
    return np.sum(simulated(x)[1] ** 2)


def slope_inside(x, n):
    for _ in checkpoint(range(n), snapshots=2):
        x = x - 0.1 * simulated(x)[1]
    return np.sum(x * x)


def until_it_is_large(x):
    while checkpoint(np.sum(x * x) < 50.0, snapshots=2):
        x = x * (1.2 + 0.1 * np.sin(x))
    return np.sum(x)


def raised_in_place(u):
    u *= 1.3
    return np.max(u)


def tested_in_place(x):
    u = x * 1.0
    while checkpoint(raised_in_place(u) < 10.0):
        u[1:] += 0.1 * np.sin(u[:-1])
        if u[0] > 5.0:
            continue
        u[0] *= 1.1
    return np.sum(u)


def tested_under_a_name(x):
    n = 0
    while checkpoint((r := np.sum(x * x)) < 40.0, snapshots=2):
        x = x * (1.1 + 0.1 * np.sin(x)) + 0.01 * r
        n += 1
        if n > 30:
            break
    else:
        x = x * 2.0
    return np.sum(x) * n + r


def while_in_a_loop(x):
    for i in range(3):
        while checkpoint(x[0] < 2.0 * (i + 1), 2):
            x = x * 1.2 + 0.1 * x * np.cos(x)
    return np.sum(x)


def on_disk(u, n):
    v = u[1:3]
    for i in checkpoint(range(n), snapshots=3, on_disk=True):
        u = np.sin(u) + 0.1 * i * v[0]
        v = u[1:3]
        if i % 4 == 3:
            v *= 0.9
    return np.sum(u * u)


def noisy(x, n):
    rng = np.random.default_rng(3)
    for _ in checkpoint(range(n), snapshots=2):
        unread = rng.random()
        x = np.sin(x) + 0.1 * rng.normal(size=3) * x
    return np.sum(x) + 0.0 * unread


def noisy_by_python(x, n):
    rng = random.Random(3)
    for _ in checkpoint(range(n), snapshots=2):
        rng.gauss(0.0, 1.0)
        x = np.sin(x) + 0.1 * rng.gauss(0.0, 1.0) * x * rng.random()
    return np.sum(x)


def stirred(u, rng):
    rng.normal()
    if rng.random() < 0.5:
        return u * rng.normal(size=u.shape)
    return u


def noisy_by_several_names(x, n):
    rng = np.random.RandomState(4)
    same = rng
    for _ in checkpoint(range(n), snapshots=3):
        again = rng
        for j in range(3):
            if same.uniform() < 0.4:
                continue
            x = np.sin(x) * (1.0 + 0.1 * stirred(x, again)) * rng.randint(1, 3)
        for j in checkpoint(range(4), snapshots=2, on_disk=True):
            x = np.cos(x) + 0.1 * rng.normal() * x + 0.01 * j
    return np.sum(x)


def noisy_until_it_is_large(x):
    rng = np.random.default_rng(5)
    while checkpoint(np.sum(x * x) < 50.0 + rng.normal(), snapshots=2):
        x = x * (1.2 + 0.1 * np.sin(x) * rng.normal())
    return np.sum(x)


def length_of_a_list_decides(x, n):
    seen = []
    u = x * 1.0
    for _ in checkpoint(range(n)):
        seen.append(x * 2.0)
        if len(seen) > 2:
            u = u * 0.5
        u = u + 0.1 * seen[-1]
    return np.sum(u)


def last_two_slopes(x, n):
    slopes = []
    for _ in checkpoint(range(n), snapshots=2):
        slopes.append(np.cos(x) * x)
        if len(slopes) > 2:
            slopes.pop(0)
        x = x + 0.1 * (1.5 * slopes[-1] - 0.5 * slopes[0])
    return np.sum(x)


def emptied_now_and_then(x, n):
    queue = []
    s = x[0]
    for i in checkpoint(range(n), snapshots=2):
        queue.append(i)
        if i == 2:
            queue.clear()
        s = s * 0.5 + (x[1] ** 2 if queue else x[2])
    return s


def until_a_list_is_long(x, n):
    queue = []
    s = x[0]
    while checkpoint(len(queue) < n):
        queue.append(0)
        s = np.sin(s + x[1]) * len(queue)
    return s


def again_in_each_pass(x, A, n):
    s = 0.0
    A += x
    for k in range(2):
        row = A[2]
        for _ in checkpoint(range(n), snapshots=2):
            x = np.sin(x)
            s = s * 0.8 + x[0]
        x = np.sin(x * s)
    x = x if s > 90.0 else row
    return s + np.sum(x)


X = positive(3)
U = positive(5)


def texts_in_each_pass(x, n):
    """What a text gives is the same each time."""
    total, told = x * 1.0, []
    for i in checkpoint(range(n), snapshots=2):
        told.append(f"{i}")
        total = np.sin(total) * x * 0.1 * len("-".join(told).replace("1", "one"))
    return np.sum(total)


PROGRAMS = [
    Program(texts_in_each_pass, (X, 5)),
    Program(carried_number, (X, 11)),
    Program(carried_number, (X, 0), name="no_pass"),
    Program(carried_number, (X, 1), name="one_pass"),
    Program(carried_number, (X, 2), name="two_passes"),
    Program(without_a_limit, (X, 20)),
    Program(one_snapshot, (X, 7)),
    Program(heat_in_place, (U, 0.1, 7), wrt=(0, 1)),
    Program(heat_in_place, (U, 0.1, 0), wrt=(0, 1), name="heat_in_no_pass"),
    Program(heat_out_of_place, (U, 0.1, 7), wrt=(0, 1)),
    Program(number_and_array, (U, 0.1, 6), wrt=(0, 1)),
    Program(steps_and_strides, (X, 9)),
    Program(backwards_through_a_range, (X, 6)),
    Program(over_an_array, (positive(8),)),
    Program(over_rows, (positive(6, 3),)),
    Program(over_pairs, (positive(6), positive(6, start=7)), wrt=(0, 1)),
    Program(over_a_list, (X, [0.5, 1.5, 0.7, 1.1, 0.9])),
    Program(memory_as_bytes, (U, 12)),
    Program(snapshots_from_an_argument, (X, 9, 6)),
    Program(sum_alone, (U, 5)),
    Program(two_loops_after_each_other, (X, 5)),
    Program(one_in_another, (X, 5)),
    Program(arrays_one_in_another, (U, 0.1, 4), wrt=(0, 1)),
    Program(a_plain_loop_inside, (X, 6)),
    Program(inside_a_plain_loop, (X, 5)),
    Program(in_a_branch, (X, 5)),
    Program(in_a_branch, (signed(3), 5), name="in_the_other_branch"),
    Program(branches_inside, (X, 9)),
    Program(continues, (X, 9)),
    Program(breaks, (X, 30)),
    Program(breaks, (X, 3), name="breaks_never"),
    Program(returns_early, (X, 30)),
    Program(returns_early, (X, 3), name="returns_late"),
    Program(loop_with_else, (X, 6)),
    Program(until_it_settles, (X,)),
    Program(counted_from_two, (U, 0.1), wrt=(0, 1)),
    Program(endless_without_a_limit, (U, 0.1), wrt=(0, 1)),
    Program(writes_results, (X, 8)),
    Program(reads_results_back, (X, 8)),
    Program(rows_of_a_table, (X, 6)),
    Program(rows_counted_outside, (X, 6)),
    Program(neighbours_joined_outside, (X,)),
    Program(appends_results, (X, 6)),
    Program(appends_without_counting, (X, 6)),
    Program(reads_a_list_that_grows, (X, 6)),
    Program(buffers_that_swap, (U, 7)),
    Program(view_from_outside, (U, 5)),
    Program(view_alone, (U, 5)),
    Program(changed_afterwards, (U, 0.3, 6), wrt=(0, 1)),
    Program(printed_and_changed_afterwards, (X, 4)),
    Program(read_before_and_changed_inside, (U, 5)),
    Program(number_rebound_before_and_after, (X, 4)),
    Program(calls_a_helper, (U, 0.1, 6), wrt=(0, 1)),
    Program(helper_with_the_loop, (U, 0.4, 5), wrt=(0, 1)),
    Program(bound_in_the_first_pass, (X, 6)),
    Program(last_value_of_a_name, (X, 6)),
    Program(inactive_in_part, (X, 7)),
    Program(nobody_reads, (X, 7)),
    Program(leapfrog, (X, positive(3, start=5), 12), wrt=(0, 1)),
    Program(indices_by_array, (U, 4)),
    Program(masked, (signed(6), 0.3, 4), wrt=(0, 1)),
    Program(global_arrays, (X, 6)),
    Program(parameters_in_a_dict, ({"h": X, "w": positive(3, start=2), "b": 0.3}, 6)),
    Program(state_in_a_dict, (X, 7)),
    Program(slope_of_a_checkpointed_one, (X,)),
    Program(slope_inside, (X, 4)),
    Program(until_it_is_large, (X,)),
    Program(until_it_is_large, (X * 100.0,), name="not_a_single_pass"),
    Program(tested_in_place, (X,)),
    Program(tested_under_a_name, (X,)),
    Program(while_in_a_loop, (X,)),
    Program(on_disk, (U, 9)),
    Program(noisy, (X, 9)),
    Program(noisy_by_python, (X, 9)),
    Program(noisy_by_several_names, (X, 5)),
    Program(noisy_until_it_is_large, (X,)),
    Program(length_of_a_list_decides, (X, 5)),
    Program(last_two_slopes, (X, 6)),
    Program(emptied_now_and_then, (X, 5)),
    Program(until_a_list_is_long, (X, 4)),
    Program(again_in_each_pass, (X, positive(3, 3), 3), wrt=(0, 1)),
]
