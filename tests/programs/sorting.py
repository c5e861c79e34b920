"""`sorted`, and the first of a list by its key."""

import math
from operator import itemgetter

import numpy as np

from tests.programs.case import Program, positive

V = np.array([0.7, 1.2, 0.45, 0.9])
W = np.array([1.1, 0.3, 0.8, 0.6])


def of_a_display(x):
    s = sorted([x[0] * 2.0, x[1], x[2] ** 2])
    return s[0] + 2.0 * s[1] * s[2]


def backwards(x):
    s = sorted([x[0] * 2.0, x[1], x[2] ** 2], reverse=True)
    return s[0] + 2.0 * s[1] * s[-1]


def of_an_array(x):
    total = 0.0
    for rank, v in enumerate(sorted(x)):
        total += rank * v * v
    return total


def of_an_iterator(x):
    return sorted(v * v for v in x)[1] * sorted(map(math.sin, x), reverse=True)[0]


def by_a_key(x):
    smallest, *_, largest = sorted([v - 0.83 for v in x], key=abs)
    return smallest + 2.0 * largest * largest


def positions_by_value(x):
    order = sorted(range(len(x)), key=lambda i: x[i])
    return sum(k * x[i] ** 2 for k, i in enumerate(order))


def first_by_value(x, w):
    return x[sorted(range(4), key=lambda i: -w[i])[0]] ** 2


def by_which_way(x, down):
    s = sorted(x, reverse=down)
    return s[0] * 2.0 + s[1]


def twice(x, w):
    a, b = sorted(x), sorted(w, key=lambda v: -v)
    return sum(u * v for u, v in zip(a, b))


def sorted_while_changed(x):
    y = [v * v for v in x]
    s = sorted(y)
    y.append(x[0])
    s.append(x[1])
    return s[1] * y[4] * s[4]


def equal_keys_stay_in_order(x):
    s = sorted([x[0], x[1], x[2], x[3]], key=lambda v: v > 0.8, reverse=True)
    return s[0] + 2.0 * s[1] + 3.0 * s[2] * s[3]


def median_of_three(a, b, c):
    return sorted((a, b, c))[1] ** 2


def trimmed_mean(x, cut):
    ordered = sorted(x)
    return np.mean(np.array([ordered[k] for k in range(cut, len(x) - cut)]))


def greatest_by_key(x):
    return max([v * v for v in x], key=lambda v: -v) * max(x, key=lambda v: abs(v - 1.0))


def index_of_the_greatest(x):
    i = max(range(len(x)), key=lambda i: x[i] * (i + 1))
    return x[i] ** 2


def by_itemgetter(x, w):
    first = min((x[0], w[0]), (x[1], w[1]), key=itemgetter(1))
    return first[0] * first[1]


def least_of_pairs(x):
    cost, i = min(((v - 0.83) ** 2, i) for i, v in enumerate(x))
    high = max([[v * v, -i] for i, v in enumerate(x)])
    return cost * x[i] + high[0] * x[-high[1]]


def pairs_that_are_equal(x):
    pairs = [(int(v > 0.5), v * v) for v in x]
    pairs[1] = pairs[0]
    return max(pairs)[1] * min(pairs)[1]


def lesser_of_two_pairs(x, y):
    low = min((x[0], 2.0), (y, 3.0))
    same = max((1, x[1]), (1, y * y), (0, x[2]))
    return low[0] * low[1] * same[1] + max([x[2], y], [y, x[0]])[0]


def places_by_height(x, low):
    """Places are put in order in their list, by what an array holds there."""
    places = [i for i in range(len(x)) if x[i] > low]
    places.sort(key=lambda i: x[i], reverse=True)
    s = x[places[0]] * 2.0 + np.sum(x[np.asarray(places[:2], dtype=int)] ** 2)
    places.sort(key=lambda i: -i)
    return s * x[places[0]]


def greatest_of_one_array(x):
    product = x * W
    alone = max([product])
    alone[0] = x[1] ** 2
    return np.sum(product * alone * x)


def least_of_one_by_turns(x):
    total = 0.0
    for k in range(3):
        held = {"only": x * W[k]}
        row = min(held.values())
        if np.sum(row) > 0.6:
            row[k] *= 2.0
        total += np.sum(held["only"] * row) * max((x[k],))
    return total


PROGRAMS = [
    Program(places_by_height, (V, 0.5)),
    *(
        Program(function, (V,))
        for function in (
            of_a_display,
            backwards,
            of_an_array,
            of_an_iterator,
            by_a_key,
            positions_by_value,
            sorted_while_changed,
            equal_keys_stay_in_order,
            greatest_by_key,
            index_of_the_greatest,
            least_of_pairs,
            greatest_of_one_array,
            least_of_one_by_turns,
            pairs_that_are_equal,
        )
    ),
    *(Program(function, (V, W), wrt=(0, 1)) for function in (first_by_value, twice)),
    *(Program(by_which_way, (V, down), name=f"sorted_{down}") for down in (True, False)),
    *(
        Program(median_of_three, order, wrt=(0, 1, 2), name=f"median_of_{order}")
        for order in ((0.3, 0.9, 0.5), (0.9, 0.5, 0.3), (0.5, 0.3, 0.9))
    ),
    Program(trimmed_mean, (positive(6), 2)),
    Program(by_itemgetter, (V, W), wrt=(0, 1)),
    *(Program(lesser_of_two_pairs, (V, y), wrt=(0, 1)) for y in (0.1, 2.5)),
]
