"""Lists, dictionaries and index arrays that change while their items are used."""

from fractions import Fraction

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, -1.2, 0.4, 1.1])
SYMBOLS = (Fraction,)


def index_list_counted_up(x, n):
    idx = [0, 1, 2]
    s = 0.0
    for i in range(n):
        s += x[idx[0]] ** 2 * x[idx[i]]
        idx[0] = idx[0] + 1
        idx[i] = idx[0]
    return s


def index_list_reversed_and_sorted(x):
    idx = [0, 2, 1]
    s = x[idx[0]] * 2
    idx.reverse()
    s = s * x[idx[0]] + x[idx[1]]
    idx.sort()
    idx += [3]
    return s * idx[1] * x[idx[-1]] * x[idx[1]]


def index_list_rotated_in_while(x):
    idx = [0, 1, 2]
    s = 0.0
    while len(idx) < 6:
        s = s * x[idx[0]] + x[idx[1]]
        idx.insert(0, idx.pop())
        idx.append(3)
    return s * s


def dict_entries_rebound(x, n):
    d = {"a": 0, "w": 2.0}
    s = 1.0
    for _ in range(n):
        s = s * x[d["a"]] * d["w"]
        d["a"] = d["a"] + 1
        d["w"] = d["w"] * 0.5
    return s


def dict_entry_as_counter(x):
    d = {"passes": 0}
    s = x[3]
    while d["passes"] < 3:
        s = s * s + x[d["passes"]]
        d["passes"] += 1
    return s * d["passes"]


def weights_list_scaled(x, n):
    w = [1.0, 2.0]
    s = x[0]
    for i in range(n):
        s = s * w[i % 2] * x[i]
        w[i % 2] = w[i % 2] * 0.5
    return s


def index_array_rebound_and_written(x, n):
    y = x.copy()
    idx = np.array([0, 1, 2])
    for k in range(n):
        y[idx] = y[idx] * y[k]
        idx = (idx + 1) % 4
        idx[0] = k
        y[idx[1]] += x[idx[0]]
    return np.sum(y * y)


def mask_array_written(x, n):
    m = np.array([True, False, True, True])
    y = x.copy()
    for k in range(n):
        y[m] *= y[k]
        m[k] = not m[k]
        y[m] = y[m] + x[m]
    return np.sum(y)


def counter_array_as_subscript(x, n):
    p = np.zeros(3, int)
    y = x.copy()
    for i in range(n):
        p[i] = i
        q = p[i]
        y[q] *= y[q + 1]
        p[i] += 1
        y[p[i]] -= x[q]
    return np.sum(y)


def length_in_subscript(a, n):
    values = [0.5, a]
    values[n % len(values)] = np.sin(a)
    values.append(0.5)
    return a + sum(values)


def display_popped(a):
    values = [0.5, a]
    s = values.pop()
    return a * values[0] + s * s


def popped_behind_a_length_test(x):
    s = x[1]
    values = [s]
    values.append(s)
    if len(values) > 1:
        s = values.pop()
    return s + sum(values)


def popped_in_conditional_expression(x):
    values = [x[2], x[1]]
    values.append(x[0])
    s = x[0] * values.pop() if len(values) > 2 else x[1]
    return s * values[-1]


def popped_after_appending_the_last_item(a):
    values = [0.5, a]
    values.append(values[-1])
    s = values.pop()
    return a + sum(values)


def popped_in_loop_behind_a_length_test(x):
    values = [0.5, x[0]]
    for _ in x:
        if len(values) > 1:
            s = values.pop()
    return np.sum(x * x) * values[0]


def popped_item_unused(x, a):
    values = [x[1]]
    values.append(a * 2)
    if len(values) > 1:
        s = values.pop()
    s, t = a, x[0]
    return s * t + sum(values)


def popped_item_unused_after_store(x, a):
    values = [x[2], x[1]]
    values[-1] = a
    if len(values) > 1:
        s = values.pop()
    return a + sum(values)


def two_lists_exchange_items(x, n):
    one = [x[0]]
    two = [x[1], x[2]]
    for i in range(n):
        one.append(two.pop() * one[-1])
        two.append(one[0] * x[i])
        two.append(one.pop() + two[0])
        one[-1] = one[-1] * two[-1]
    return sum(one) + two[0]


def items_of_one_list_exchanged(x):
    values = [x[0], x[1], x[2]]
    values[0], values[1] = values[1], values[0]
    values[-1] += values[0] * values[1]
    values[1] *= values[1]
    values[0] -= values[-1]
    return values[0] * values[1] * values[2]


def item_overwritten_through_second_name(x):
    values = [x[0], x[1], x[2]]
    a = values[0]
    other = values
    values[0] = 5.0
    other[1] = a * other[1]
    return values[0] * values[1] + a * values[2]


def two_slots_in_turn(x, n):
    slots = [0.0, 0.0]
    for i in range(n):
        slots[i % 2] = slots[(i + 1) % 2] * x[i] + x[0]
        k = i % 2
        k = 1 - k
        slots[k] += slots[1 - k]
    return slots[0] * slots[1]


def grown_then_emptied(x, n):
    values = [x[0]]
    for i in range(n):
        if i % 2:
            values.append(values[-1] * x[i])
        else:
            values[-1] = values[-1] * x[i] + values[0]
    s = 1.0
    while len(values) > 1:
        v = values.pop()
        s = s * v + values[-1]
    return s * values[0]


def popped_or_kept_until_break(x, n):
    values = []
    s = 1.0
    for i in range(n):
        values.append(x[i])
        if x[i] < 0:
            v = values.pop()
            s = s * v
            if s < 0:
                values.append(s * v)
                break
        s = s + values[-1]
    return s * sum(values)


def arrays_replaced_in_list(x, n):
    kept = [x]
    for i in range(n):
        kept.append(kept[-1] * x[i])
        kept[0] = kept[-1] + kept[0]
        y = kept.pop()
        kept.append(y * y)
    return np.sum(kept[-1] * kept[0])


def views_in_list_of_changing_array(x, n):
    y = x.copy()
    parts = []
    for i in range(n):
        parts.append(y[i:])
        y[i] *= x[0]
    return np.sum(parts[0]) * parts[-1][0]


def list_grown_by_helper(x, n):
    values = [x[0]]
    for i in range(n):
        same = with_product(values, x[i])
        same[0] = same[-1] * x[1]
    return sum(values) * len(values)


def with_product(values, c):
    values.append(values[-1] * c)
    return values


def list_grown_while_iterated(x):
    values = [x[0], x[1]]
    s = 0.0
    for v in values:
        if len(values) < 5:
            values.append(v * x[2])
        s += v * values[-1]
    return s


def empty_list_summed(x):
    return np.sum(x * x) + sum([])


def empty_list_as_factor_of_store(x, n):
    values = []
    x[n] = x[n] * np.cos(sum(values))
    return np.sum(x * x)


def empty_list_as_factor_of_item(x):
    k = sum([])
    values = []
    values.append(x[0] * np.cos(k))
    values.append(x[1])
    return values[0] * values[1]


def slices_replaced(x, n):
    xs = [v * v for v in x]
    xs[1:3] = [x[0], x[1] * x[0], xs[0]]
    xs[:1] = []
    xs[n:] = xs[:2]
    xs[4:2] = [x[1]]
    return sum(v * (i + 1) for i, v in enumerate(xs)) * len(xs)


def slice_replaced(x):
    values = [v * v for v in x]
    values[1:3] = [x[0], x[1]]
    return sum(values)


def rest_unpacked_into_a_slice(x):
    values = [0.0, 0.0, 0.0]
    values[0], *values[1:] = x
    return values[0] + values[-1] ** 2


def part_of_a_row_replaced(x, n):
    rows = [[v * j for j in range(n)] for v in x]
    rows[1][1:3] = rows[0]
    rows[0][-1:] = [x[0], x[1]]
    return sum(sum(row) for row in rows) * rows[1][2]


def numbers_sorted_by_key(x, n):
    xs = [np.sin(v * i) for i in range(n) for v in x]
    xs.sort(key=abs)
    ys = sorted(xs, key=lambda v: v * v, reverse=True)
    xs.sort(reverse=True)
    return xs[0] * xs[1] ** 2 + ys[0] * ys[-1]


def sorted_by_a_key_that_keeps_notes(x):
    xs, seen = [x[0], x[1] * 2.0, x[2]], [1.0]

    def key(v):
        seen[0] *= v + len(xs)  # which is 0 while the list is sorted
        seen.append(v * 3.0)
        return -v

    xs.sort(key=key)
    return xs[0] ** 2 * seen[0] + xs[1] * seen[2]


def constant_popped_and_pushed_in_each_pass(x, n):
    state, s = [x[0], 1], 0.0
    for _ in range(n):
        k = state.pop()
        if k < 4:
            s += state[0] * k
        state.append(k + 2)
    return s * x[1] if state[1] < 4 else s * state[1]


def flag_moves_within_a_list(x, n):
    state, s = [x[0], True], x[1]
    for _ in range(n):
        state.reverse()
        s = s * state[1] if state[0] is True else s + x[1]
    return s


def constant_pushed_before_a_break(x, n):
    state = [x[0], 1]
    for i in range(n):
        state.append(state.pop() + 2)
        if i == 1:
            break
    return x[0] * state[1] if state[1] < 4 else x[1] * state[1]


def stack_of_pairs_until_it_is_empty(x):
    stack, s = [(x[0], 1), (x[1], 2)], 0.0
    while stack:
        value, k = stack.pop()
        s += value * k
        if k < 4:
            stack.append((value * x[2], k + 2))
    return s


def slices_deleted(x, n):
    xs = [x[i] ** 2 for i in range(n)]
    ys = xs
    del xs[1:3]
    s = sum(v * v for v in ys)
    del ys[:1]
    return s * xs[0] + len(xs)


def powers_into(factor, places):
    power = factor
    for k in range(1, len(places)):
        places[k] = power * places[k]
        power *= factor


def numbers_counted_then_stored(factor, n):
    places = list(range(n))
    powers_into(factor, places)
    return [place * factor for place in places]


def misfit(x, places):
    return x * places[0] - places[1]


def descended(function, x, args=(), options={}):  # noqa: B006 - as libraries have it
    for _ in range(3):
        x = x - 0.1 * function(x, *args, **options)
    return x


def default_container_on_one_path(x, n):
    pair = [x, 2.0 * x]
    if x > 0.5:
        found = descended(misfit, x, args=(pair,))
    else:
        turned = [x, 3.0 * x]
        for _ in range(n):
            turned = [turned[1] * x, turned[0]]
        found = turned[0] + turned[1]
    return found


def places_that_become_more(x, n):
    """What an index was, its list tells no more after `append`."""
    idx = [0, 1]
    s = 0.0
    for i in range(n):
        s = s + np.sum(x[idx]) * (i + 1)
        idx.append(int(np.argmax(x * (i + 1))))
    return s


def places_until_enough(x, most):
    idx = [0, 1]
    s = 0.0
    while s < most:
        s = s + np.sum(x[idx] ** 2 + np.take(x, idx))
        idx.append(3 * idx[-1] % 4)
    return s


def mask_that_grows(x, n):
    mask = [True, False]
    s = 0.0
    for i in range(n):
        s = s + np.sum(x[: len(mask)][mask]) * (i + 1)
        mask.append(x[i] > 0.0)
    return s


def rows_of_places(x, n):
    rows = [[0, 1]]
    s = 0.0
    for i in range(n):
        s = s + np.sum(x[rows] ** 2)
        rows.append([i, 2])
    return s


def words_chosen_one_by_one(x, words, n):
    """The greatest part of what was read says what is read next."""
    words = list(words)
    for _ in range(n):
        parts = x[words] * np.arange(1.0, len(words) + 1)
        words.append(int(np.argmax(parts)))
    return np.sum(parts)


def places_put_in_order(x, idx):
    s = np.sum(x[idx] * np.array([1.0, 2.0, 3.0]))
    idx.sort()
    return s * np.sum(x[idx] * np.array([2.0, 0.0, 1.0]))


def taken_at_a_tuple(x, i):
    return np.sum(np.take(x, (i, 2, i)) ** 2 * np.array([1.0, 2.0, 3.0]))


def slices_scaled_by_numbers_of_numpy(x):
    shear = [0.0, 0.0, 0.0]
    shear[0] = x[0] * x[1]
    shear[1], shear[2] = np.dot(x, x), x[2]
    shear[1:] /= np.sqrt(np.dot(x, x))
    shear[:2] += x[:2]
    return shear


def given_slices_scaled(x, shear):
    shear[1:] *= x[1:]
    return np.sum(x) * shear[0] * shear[2]


def as_vector(v, dtype=np.float64):
    if isinstance(v, float):
        v = [v]
    if any([isinstance(one, SYMBOLS) for one in v]):
        dtype = None
    return np.array(v, dtype=dtype)


def turned(angle, point):
    if "sympy" in str(type(angle)):
        from sympy import cos, sin
    else:
        sin, cos = np.sin, np.cos
    return sin(angle) * point[0] + cos(angle) * point[1]


def length_of_vector(x):
    return np.sqrt(np.sum(as_vector(x) ** 2))


def popped_until_none_is_left(x, n):
    stack, y = [0.5, 0.7], x
    for _ in range(n):
        y = y * (2.0 if not stack else stack[-1] * stack[0])
        if stack:
            stack.pop()
    return y


def widest_under_heights(heights):
    """A stack of places, which may be empty where a width is asked for."""
    stack, best = [], 0.0
    for i in range(3):
        while stack and heights[stack[-1]] >= heights[i]:
            height = heights[stack.pop()]
            best = best + height * (i if not stack else i - stack[-1] - 1)
        stack.append(i)
    return best


PROGRAMS = [
    Program(popped_until_none_is_left, (1.3, 4)),
    Program(widest_under_heights, ([2.0, 1.0, 3.0],)),
    Program(constant_popped_and_pushed_in_each_pass, (np.array([0.7, 1.2]), 4)),
    Program(flag_moves_within_a_list, (np.array([0.7, 1.2]), 4)),
    Program(constant_pushed_before_a_break, (np.array([0.7, 1.2]), 4)),
    Program(stack_of_pairs_until_it_is_empty, (np.array([0.7, 1.2, 0.4]),)),
    *(Program(slices_replaced, (V, n), name=f"slices_replaced_{n}") for n in (3, 30, -2)),
    Program(slice_replaced, (V,)),
    Program(rest_unpacked_into_a_slice, (V,)),
    Program(part_of_a_row_replaced, (V, 4)),
    Program(numbers_sorted_by_key, (V, 3)),
    Program(sorted_by_a_key_that_keeps_notes, (V,)),
    Program(index_list_counted_up, (V, 3)),
    Program(index_list_reversed_and_sorted, (V,)),
    Program(index_list_rotated_in_while, (V,)),
    Program(dict_entries_rebound, (V, 3)),
    Program(dict_entry_as_counter, (V,)),
    Program(weights_list_scaled, (V, 4)),
    Program(index_array_rebound_and_written, (V, 3)),
    Program(mask_array_written, (V, 3)),
    Program(counter_array_as_subscript, (V, 3)),
    Program(length_in_subscript, (0.8, 3)),
    Program(display_popped, (0.8,)),
    Program(popped_behind_a_length_test, (V,)),
    Program(popped_in_conditional_expression, (V,)),
    Program(popped_after_appending_the_last_item, (0.8,)),
    Program(popped_in_loop_behind_a_length_test, (V,)),
    Program(popped_item_unused, (V, 0.8), wrt=(0, 1)),
    Program(popped_item_unused_after_store, (V, 0.8), wrt=(0, 1)),
    Program(two_lists_exchange_items, (V, 3)),
    Program(items_of_one_list_exchanged, (V,)),
    Program(item_overwritten_through_second_name, (V,)),
    Program(two_slots_in_turn, (V, 4)),
    Program(grown_then_emptied, (V, 4)),
    Program(popped_or_kept_until_break, (V, 4)),
    Program(arrays_replaced_in_list, (V, 3)),
    Program(views_in_list_of_changing_array, (V, 3)),
    Program(list_grown_by_helper, (V, 3)),
    Program(list_grown_while_iterated, (V,)),
    Program(slices_deleted, (V, 4)),
    Program(empty_list_summed, (V,)),
    Program(default_container_on_one_path, (0.8, 3)),
    Program(default_container_on_one_path, (0.3, 3)),
    Program(numbers_counted_then_stored, (0.8, 5)),
    Program(empty_list_as_factor_of_store, (V, 0)),
    Program(empty_list_as_factor_of_item, (V,)),
    *(Program(f, (V, 3)) for f in (places_that_become_more, mask_that_grows, rows_of_places)),
    Program(places_until_enough, (V, 6.5)),
    Program(words_chosen_one_by_one, (V, [0, 1], 3)),
    Program(places_put_in_order, (V, [2, 0, 1])),
    Program(taken_at_a_tuple, (V, 1)),
    Program(slices_scaled_by_numbers_of_numpy, (V,)),
    Program(given_slices_scaled, (V[:3], [0.5, 1.5, -0.7]), wrt=(0, 1)),
    Program(turned, (0.7, V), wrt=(0, 1)),
    *(Program(length_of_vector, (v,)) for v in (1.3, [0.3, 1.2])),
]


REFUSED = {
    "list_grown_while_iterated",
}
