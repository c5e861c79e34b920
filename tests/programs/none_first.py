"""A name that is None first, and a tuple, list, dict or object later."""

from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program, positive, signed


@dataclass
class State:
    """What a loop carries from pass to pass."""

    position: float
    speed: float

    def energy(self):
        """Asked where it is known to be there."""
        return self.position**2 + self.speed**2


def best_so_far(x):
    best = None
    for i in range(len(x)):
        cost = (x[i] - 1.0) ** 2 + x[i]
        if best is None or cost < best[0]:
            best = (cost, x[i])
    return best[0] * best[1]


def best_of_pairs(x):
    best = None
    for i in range(len(x)):
        for j in range(len(x)):
            cost = (x[i] - 1.1 * x[j]) ** 2
            if best is None or cost < best[0]:
                best = (cost, (x[j], x[i]))
    cost, (a, b) = best
    return cost * a * b


def best_in_each_row(x):
    total = 0.0
    for i in range(len(x)):
        best = None
        for j in range(len(x)):
            cost = (x[i] - 1.1 * x[j]) ** 2
            if best is None or cost < best[0]:
                best = (cost, x[j])
        total += best[0] * best[1]
    return total


def with_an_array(x):
    best = None
    for i in range(len(x)):
        y = x * x[i]
        if best is None or np.sum(y) > best[0]:
            best = (np.sum(y), y)
    return best[0] + np.sum(best[1] ** 2)


def moments(x):
    state = None
    for k in range(3):
        if state is None:
            state = {"m": np.zeros(len(x)), "v": x * x}
        m = 0.9 * state["m"] + 0.1 * x
        state = {"m": m, "v": 0.9 * state["v"] + 0.1 * x * x * (k + 1)}
    return np.sum(state["m"] / np.sqrt(state["v"] + 1.0))


def started_in_the_loop(x):
    state = None
    for v in x:
        if state is None:
            state = State(v, v * v)
        else:
            state.position *= v
            state.speed += v
    return state.energy()


def method_of_the_last(x):
    state = None
    for v in x:
        state = State(v, 1.0) if state is None else State(state.energy(), v)
    return state.position * state.speed


def before_this_one(x):
    before, total = None, 0.0
    for v in x:
        this = (v, v * v)
        if before is not None and before[0] < v:
            total += this[0] * before[1]
        before = this
    return total


def two_before(x):
    one = two = None
    total = 0.0
    for v in x:
        if two:
            total += two[0] * v
        two = one
        one = (v, v * v)
    return total + one[1]


def forgotten_again(x):
    held, total = None, 0.0
    for v in x:
        if held is not None:
            a, b = held
            total += a * b * v
            held = None
        else:
            held = (v, v * v)
    return total


def set_at_first(x):
    pair, total = (x[0], x[1]), 0.0
    for v in x:
        total += v if pair is None else pair[0] * pair[1] * v
        pair = None if v > 1.0 else (v, total)
    return total


def left_early(x):
    found, total = None, 0.0
    for v in x:
        if found is None:
            found = [v]
            continue
        if v > 2.0:
            break
        total += found[0] * v
        found = [v * total]
    return total + found[0]


def list_left_early(x):
    """What follows the `break` belongs to the paths that stay in the loop."""
    held, total, begun = [1.0], 0.0, False
    for v in x:
        if not begun:
            held, begun = [v], True
            continue
        if v > 2.0:
            break
        total += held[0] * v
        held = [v * total]
    return total + held[0]


def changed_in_a_while(x):
    held, i = None, 0
    while i < len(x):
        if held is None:
            held = [x[i], 1.0]
        else:
            held[1] += x[i] * held[0]
        i += 1
    return held[1]


def split(v):
    """None for what is left out."""
    if v < 1.0:
        return None
    return v, v**2


def product(pair=None):
    """A default that is replaced."""
    if pair is None:
        pair = (2.0, 3.0)
    return pair[0] * pair[1]


def from_a_helper(x):
    total = 0.0
    for v in x:
        pair = split(v)
        if pair is None:
            continue
        total += pair[0] * pair[1]
    return total


def to_a_helper(x):
    pair, total = None, 0.0
    for v in x:
        total += product(pair) * v
        if v > 1.0:
            pair = (v, total)
    return total


def written_through_another_name(x):
    state = State(x[0], x[1])
    chosen = None
    if x[0] > 0.1:
        chosen = state
    if chosen is not None:
        chosen.position *= x[2]
    return state.position * state.speed


def one_of_two_or_none(x):
    a, b, chosen = State(x[0], x[1]), State(x[1], x[2]), None
    if x[0] > 1.0:
        chosen = a
    elif x[1] > 0.3:
        chosen = b
    return chosen.energy() + a.speed if chosen is not None else x[2]


def still_none(x):
    pair = None
    for v in x:
        if v > 100.0:
            pair = (v, v * v)
    try:
        return pair[0] * x[0]
    except TypeError:
        return x[0] ** 2


def still_no_object(x):
    state = None
    if x[0] > 100.0:
        state = State(x[0], x[1])
    try:
        total = state.speed * x[1]
    except AttributeError:
        total = x[1] ** 2
    return total


def list_under_a_second_name(x):
    held, second = [x[0], x[1]], None
    for v in x:
        if second is not None:
            second[0] = v * v
        second = held
    return held[0] * held[1]


def dict_under_a_second_name(x):
    held, second = {"u": x[0], "w": x[1]}, None
    for v in x:
        if second is not None:
            second["w"] = v * v
        second = held
    return held["u"] * held["w"]


def extended_under_a_second_name(x):
    held, second = [x[0], x[1]], None
    for v in x:
        if second is not None:
            second += [v]
        second = held
    return held[0] * held[-1]


def list_inside_a_tuple(x):
    held, pair = [x[0], x[1]], None
    for _ in range(3):
        if pair is not None:
            pair[0][0] = x[2] * pair[0][0]
        pair = (held, x[2])
    return held[0] * held[1]


def place_in_rows(x, limit):
    for i in range(len(x)):
        for j in range(2):
            if x[i] > limit + j:
                return (i, j), x[i]
    return None, 0.0


def found_or_not_before_loops(x):
    place, value = place_in_rows(x, 0.5)
    _, other = place_in_rows(x[::-1], 0.5)
    return value * (3 if place is None else place[0] + 1) + other + x[0]


def found_or_not_and_moved(x):
    place, value = place_in_rows(x, 0.5)
    total = x[0]
    for k in range(3):
        for j in range(len(x)):
            if place is not None:
                total += place[0] * x[j]
                place = (place[0] + 1, place[1])
            elif k == 1:
                place = (j, k)
    return value * place[0] + total


REFUSED = {
    "list_under_a_second_name",
    "dict_under_a_second_name",
    "extended_under_a_second_name",
}
PROGRAMS = [
    Program(function, (values,))
    for function, values in (
        *((f, positive(4)) for f in (best_so_far, best_of_pairs, best_in_each_row, with_an_array)),
        *((f, positive(4)) for f in (moments, started_in_the_loop, method_of_the_last)),
        *((f, np.array([0.4, 1.7, 1.2, 1.9])) for f in (before_this_one, two_before, set_at_first)),
        *((f, np.array([0.4, 1.7, 2.6, 0.3])) for f in (left_early, list_left_early)),
        *((f, np.array([0.4, 1.7, 0.6, 1.3])) for f in (from_a_helper, to_a_helper)),
        *((f, signed(4)) for f in (forgotten_again, changed_in_a_while, still_none)),
        *((f, signed(4)) for f in (still_no_object, list_under_a_second_name)),
        *((f, signed(4)) for f in (dict_under_a_second_name, extended_under_a_second_name)),
        *((f, np.array([0.3, 0.7])) for f in (found_or_not_before_loops, found_or_not_and_moved)),
        *((f, np.array([0.1, 0.2])) for f in (found_or_not_before_loops, found_or_not_and_moved)),
        (list_inside_a_tuple, signed(4)),
        (written_through_another_name, positive(3)),
        (one_of_two_or_none, np.array([1.4, 0.7, 0.6])),
        (one_of_two_or_none, np.array([0.4, 0.7, 0.6])),
        (one_of_two_or_none, np.array([0.4, 0.2, 0.6])),
    )
]
