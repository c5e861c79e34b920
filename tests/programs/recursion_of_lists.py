"""Recursion over lists that only the run knows: parts of them are sorted, searched and added up."""

import math

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, -1.2, 2.1, 0.3, 1.5])
W = np.array([[0.0, 2.0, 3.0], [1.0, 0.0, 0.5], [0.7, 0.9, 0.0]])


def weighed(values):
    return sum(v * (i + 1) for i, v in enumerate(values))


# sorting


def quicksort(xs):
    if len(xs) <= 1:
        return xs
    p = xs[0]
    return quicksort([a for a in xs[1:] if a < p]) + [p] + quicksort([a for a in xs[1:] if a >= p])


def sorted_quickly(x):
    return weighed(quicksort([v * v for v in x]))


def sorted_in_each_pass(X):
    t = 0.0
    for i in range(len(X)):
        r = quicksort([v * v for v in X[i]])
        t += r[0] * r[1] - r[-1] ** 2
    return t


def sorted_again_and_again(x, n):
    y = [v for v in x]
    t = 0.0
    for _ in range(n):
        y = quicksort([v * 1.5 - 0.2 * y[0] * v for v in y])
        t += y[0] * y[-1]
    return t


def sorted_under_its_own_name(x, n):
    y = [v for v in x]
    t = 1.0
    for _ in range(n):
        y = quicksort(y)
        t = t * y[1] + y[0] * y[-1]
    return t


def sorted_until_large(x):
    y = [v for v in x]
    while y[0] * y[-1] < 2.6:
        y = quicksort([v * 1.2 for v in y])
    return y[0] + y[1] * y[2]


def sorted_on_one_path(x, c):
    y = [v * v for v in x]
    if c:
        z = quicksort(y)
    else:
        z = y
    return z[0] * z[1] ** 2 + y[0]


def result_that_grows(x):
    r = quicksort([v * v for v in x])
    r.append(x[0])
    return weighed(r)


def sorted_rows_kept(X):
    rows = []
    for i in range(len(X)):
        rows.append(quicksort([v * v for v in X[i]]))
    t = 0.0
    for r in rows:
        t += r[0] * r[-1]
    return t


def sorted_list(xs):
    r = quicksort(xs)
    return r


def quicksort_in_three(xs):
    if not xs:
        return []
    p = xs[len(xs) // 2]
    less = [a for a in xs if a < p]
    same = [a for a in xs if a == p]
    more = [a for a in xs if a > p]
    return quicksort_in_three(less) + same + quicksort_in_three(more)


def sorted_in_three(x):
    return weighed(quicksort_in_three(list(x)))


def partition(xs, p):
    low, high = [], []
    for a in xs:
        (low if a < p else high).append(a)
    return low, high


def quicksort_of_parts(xs):
    if len(xs) <= 1:
        return xs
    low, high = partition(xs[1:], xs[0])
    return quicksort_of_parts(low) + [xs[0]] + quicksort_of_parts(high)


def sorted_by_parts(x):
    return weighed(quicksort_of_parts(list(x)))


def merge(a, b):
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def merge_sort(xs):
    if len(xs) <= 1:
        return xs
    m = len(xs) // 2
    return merge(merge_sort(xs[:m]), merge_sort(xs[m:]))


def merged_in_order(x):
    return weighed(merge_sort([math.sin(v) for v in x]))


def insert(v, xs):
    if not xs:
        return [v]
    if v <= xs[0]:
        return [v] + xs
    return [xs[0]] + insert(v, xs[1:])


def insertion_sort(xs):
    if not xs:
        return []
    return insert(xs[0], insertion_sort(xs[1:]))


def inserted_in_order(x):
    return weighed(insertion_sort([v * v for v in x]))


def bubble_sort(xs):
    if len(xs) < 2:
        return xs
    ys = xs[:]
    for i in range(len(ys) - 1):
        if ys[i] > ys[i + 1]:
            ys[i], ys[i + 1] = ys[i + 1], ys[i]
    return bubble_sort(ys[:-1]) + [ys[-1]]


def risen_in_order(x):
    return weighed(bubble_sort(list(x)))


def kth(xs, k):
    p = xs[0]
    low = [a for a in xs[1:] if a < p]
    high = [a for a in xs[1:] if a >= p]
    if k == len(low):
        return p
    if k < len(low):
        return kth(low, k)
    return kth(high, k - len(low) - 1)


def quickselect(x, k):
    return kth([v * v for v in x], k)


# sums, products and searches


def sum_of_squares(xs):
    if not xs:
        return 0.0
    return xs[0] * xs[0] + sum_of_squares(xs[1:])


def added_up(x):
    return sum_of_squares([v * 2.0 for v in x])


def product_of_halves(xs):
    if len(xs) == 1:
        return xs[0] ** 2
    m = len(xs) // 2
    return product_of_halves(xs[:m]) * product_of_halves(xs[m:])


def multiplied(x):
    return product_of_halves([v + 2.0 for v in x])


def list_that_is_written_later(x, n):
    y = [v for v in x]
    t = 0.0
    for i in range(n):
        t += product_of_halves(y)
        y[i] = y[i] * t
    return t


def greatest(xs):
    if len(xs) == 1:
        return xs[0]
    rest = greatest(xs[1:])
    return xs[0] if xs[0] > rest else rest


def greatest_square(x):
    return greatest([v * v for v in x])


def horner(cs, x):
    if not cs:
        return 0.0
    return cs[0] + x * horner(cs[1:], x)


def polynomial(x, n):
    cs = []
    for i in range(n):
        cs.append(x[i])
    return horner(cs, x[0])


def head_and_tail(xs):
    if not xs:
        return 1.0
    h, *t = xs
    return (1 + h * h) * head_and_tail(t)


def taken_apart(x):
    return head_and_tail([v for v in x])


def inner_with_a_sum(x):
    def go(xs, acc):
        if len(xs) == 0:
            return acc
        return go(xs[1:], acc * 0.5 + xs[0] ** 2)

    return go([v for v in x], 0.0)


def products_of_subsets(xs):
    if not xs:
        return [1.0]
    rest = products_of_subsets(xs[1:])
    return rest + [xs[0] * v for v in rest]


def over_subsets(x):
    return sum(v * v for v in products_of_subsets([a for a in x]))


def greatest_run(xs):
    if len(xs) == 1:
        return max(xs[0], 0.0)
    m = len(xs) // 2
    left = right = s = 0.0
    for v in reversed(xs[:m]):
        s += v
        left = max(left, s)
    s = 0.0
    for v in xs[m:]:
        s += v
        right = max(right, s)
    return max(greatest_run(xs[:m]), greatest_run(xs[m:]), left + right)


def greatest_sum_of_neighbours(x):
    return greatest_run([v for v in x])


def shortest_tour(w, items, at):
    if not items:
        return 0.0
    best = 1e9
    for i in items:
        rest = [j for j in items if j != i]
        best = min(best, w[at, i] + shortest_tour(w, rest, i))
    return best


def tour(w):
    return shortest_tour(w, [k for k in range(1, len(w))], 0)


def code_length(xs):
    if len(xs) == 1:
        return 0.0
    xs = sorted(xs)
    return xs[0] + xs[1] + code_length([xs[0] + xs[1]] + xs[2:])


def huffman(x):
    return code_length([v * v for v in x])


def spread_of_leaves(xs, depth):
    if depth == 0 or len(xs) < 2:
        m = sum(xs) / len(xs)
        return sum((v - m) ** 2 for v in xs)
    s = sorted(xs)
    m = len(s) // 2
    return spread_of_leaves(s[:m], depth - 1) + spread_of_leaves(s[m:], depth - 1)


def regression_tree(x):
    return spread_of_leaves([v for v in x], 5)


# curves and transforms


def casteljau(ps, t):
    if len(ps) == 1:
        return ps[0]
    return casteljau([(1 - t) * a + t * b for a, b in zip(ps, ps[1:], strict=False)], t)


def bezier(x, t):
    return casteljau([v for v in x], t)


def divided(xs, ys):
    if len(xs) == 1:
        return ys[0]
    return (divided(xs[1:], ys[1:]) - divided(xs[:-1], ys[:-1])) / (xs[-1] - xs[0])


def divided_difference(x, y):
    return divided(list(x), list(y))


def haar(xs):
    if len(xs) == 1:
        return xs
    sums = [(xs[i] + xs[i + 1]) / 2 for i in range(0, len(xs), 2)]
    differences = [(xs[i] - xs[i + 1]) / 2 for i in range(0, len(xs), 2)]
    return haar(sums) + differences


def wavelets(x):
    return weighed([v * v for v in haar(list(x))])


def fourier(xs):
    n = len(xs)
    if n == 1:
        return xs
    even, odd = fourier(xs[::2]), fourier(xs[1::2])
    turned = [np.exp(-2j * np.pi * k / n) * odd[k] for k in range(n // 2)]
    return [even[k] + turned[k] for k in range(n // 2)] + [
        even[k] - turned[k] for k in range(n // 2)
    ]


def power_spectrum(x):
    return weighed([abs(v) ** 2 for v in fourier([v + 0j for v in x])])


def sum_in_halves(xs):
    if len(xs) == 1:
        return xs[0]
    m = len(xs) // 2
    a, b = sum_in_halves(xs[:m]), sum_in_halves(xs[m:])
    return a + b + 0.1 * a * b


def list_of_a_few(x, y, z):
    return sum_in_halves([x, y, z, x * y, y * z])


# numbers, under their own name


def turned(v, t):
    if t < 0.1:
        return v * v
    return np.sin(turned(v, t * 0.5)) * v


def number_under_its_own_name(x, n):
    y = x
    for i in range(n):
        y = turned(y, 0.7 + i)
    return y


# what is given is handed on to another function that calls itself


def of_angles(a, t):
    if t < 0.1:
        return sum(np.sin(v) * v for v in a)
    return of_angles(a, t * 0.5) * 2.0


def hands_on(a, t):
    if t < 0.3:
        return of_angles(a, t)
    return hands_on(a, t * 0.5)


def array_handed_on_and_written(x, t):
    y = x * x
    r = hands_on(y, t)
    y[0] = 5.0 * x[1]
    return r + np.sum(y * y)


def list_handed_on_and_written(x, t):
    y = [v * v for v in x]
    r = hands_on(y, t)
    y[0] = 5.0 * x[1]
    return r + sum(y)


# handed back


def handed_back(xs, n):
    if n == 0:
        return xs
    return handed_back(xs, n - 1)


def known_list_handed_back(x):
    a = [x, x * x]
    b = handed_back(a, int(x * 2))
    return b[0] * b[1] * a[1] * a[0]


def result_written(x):
    a = [x, x * x]
    b = handed_back(a, int(x * 2))
    b[0] = x * 9
    return b[0] * b[1] * a[1] * a[0]


def given_written(x):
    a = [x, x * x]
    b = handed_back(a, int(x * 2))
    a[0] = x * 9
    return b[0] * b[1] * a[1]


def element_grows(x):
    a = [[x, x * x], [x]]
    b = handed_back(a[0], int(x * 2))
    b.append(x)
    return len(a[0]) * x * b[1]


def part_of_a_table_written(x):
    a = {"p": [[x, x * x]], "q": 3.0}
    b = handed_back(a["p"][0], int(x * 2))
    b[0] = x * 3
    return a["p"][0][0] * x * b[1]


def asked_which_it_is(x):
    a = [x, x * x]
    b = handed_back(a, int(x * 2))
    return x * x if a is b else x


REFUSED = {  # a list that comes back is a copy in the generated code
    "result_written",
    "given_written",
    "element_grows",
    "part_of_a_table_written",
    "asked_which_it_is",
}
LISTS_HANDED_BACK = (
    known_list_handed_back,
    result_written,
    given_written,
    element_grows,
    part_of_a_table_written,
    asked_which_it_is,
)


PROGRAMS = [
    Program(array_handed_on_and_written, (X, 0.9)),
    Program(list_handed_on_and_written, (X, 0.9)),
    Program(sorted_quickly, (X,)),
    Program(sorted_in_each_pass, (W + 0.1 * W.T,)),
    *(Program(sorted_again_and_again, (X, n)) for n in (0, 1, 3)),
    *(Program(sorted_under_its_own_name, (X, n)) for n in (0, 3)),
    Program(sorted_until_large, (np.array([0.7, 1.2, 0.4, 0.9]),)),
    *(Program(sorted_on_one_path, (X, c)) for c in (True, False)),
    Program(result_that_grows, (X,)),
    Program(sorted_rows_kept, (W + 0.1 * W.T,)),
    Program(sorted_list, ([0.3, 0.5, 0.2],)),
    Program(quicksort, ([0.3, 0.5, 0.2],)),
    Program(sorted_in_three, (X,)),
    Program(sorted_by_parts, (X,)),
    Program(merged_in_order, (X,)),
    Program(inserted_in_order, (X,)),
    Program(risen_in_order, (X,)),
    Program(quickselect, (X, 2)),
    Program(added_up, (X,)),
    Program(multiplied, (X,)),
    Program(list_that_is_written_later, (X, 3)),
    Program(greatest_square, (X,)),
    Program(polynomial, (X, 4)),
    Program(taken_apart, (X,)),
    Program(inner_with_a_sum, (X,)),
    Program(over_subsets, (X,)),
    Program(greatest_sum_of_neighbours, (X,)),
    Program(tour, (W,)),
    Program(huffman, (X,)),
    Program(regression_tree, (X,)),
    Program(bezier, (X, 0.3), wrt=(0, 1)),
    Program(divided_difference, (X, X**2 + 1.0), wrt=(0, 1)),
    Program(wavelets, (X[:4].copy(),)),
    Program(power_spectrum, (X[:4].copy(),)),
    Program(list_of_a_few, (0.3, 0.5, 0.7), wrt=(0, 1, 2)),
    Program(number_under_its_own_name, (0.7, 3)),
    *(Program(function, (1.3,)) for function in LISTS_HANDED_BACK),
]
