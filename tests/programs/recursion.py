"""Functions that call themselves: ended by constants, by structure, or by the run."""

import functools

import numpy as np

from tests.programs import elsewhere
from tests.programs.case import Program, positive, signed
from tests.programs.elsewhere import quarters

V = np.array([0.7, 1.2, 0.4, 0.9])
GAIN = 0.7
WEIGHTS = np.array([0.5, 2.0, 1.5])


def imported(x):
    return quarters(x, 0.3) * elsewhere.quarters(x, 0.4)


# ended by constants or by the structure of the arguments


def power(v, n):
    if n == 0:
        return 1.0
    return v * power(v, n - 1)


def power_of_a_constant(x):
    return power(x, 5) + power(x, 0) * x


def fibonacci_like(x, n):
    if n < 2:
        return x * n
    return fibonacci_like(x, n - 1) * 0.5 + fibonacci_like(x, n - 2) * x


def fibonacci_of_a_constant(x):
    return fibonacci_like(x, 6)


def power_of_a_large_constant(x):
    return power(x, 60)


def halved_until_small(x, h):
    if h < 0.01:
        return x * x
    return halved_until_small(np.sin(x), h * 0.5) * h + x


def floats_do_not_end_it(x):
    return halved_until_small(x, 1.0)


def tree_sum(tree):
    if isinstance(tree, tuple):
        total = 0.0
        for branch in tree:
            total += tree_sum(branch) ** 2
        return total
    return np.sum(tree * tree)


def nested_tuples(x):
    return tree_sum(((x[0], x[1:]), (x[2], (x[3], 2.0))))


def nested_argument(tree):
    return tree_sum(tree)


def in_one_vector(tree):
    kind = type(tree)
    if kind in (list, tuple):
        return joined(map(in_one_vector, tree))
    elif kind is dict:
        return joined(in_one_vector(tree[key]) for key in sorted(tree))
    return np.ravel(tree)


def joined(parts):
    parts = list(parts)
    return np.concatenate(parts) if parts else np.zeros(0)


def norm_of_a_tree(tree, k):
    return np.sum(in_one_vector(tree) ** 2) * k


def expression(low, high):
    if high - low == 1:
        return ("leaf", low)
    middle = (low + high) // 2
    return ("+" if high % 2 else "*", expression(low, middle), expression(middle, high))


def evaluated(tree, values):
    match tree:
        case ("leaf", place):
            return values[place]
        case ("+", left, right):
            return evaluated(left, values) + evaluated(right, values)
        case (_, left, right):
            return evaluated(left, values) * evaluated(right, values)


def tree_built_by_recursion(x):
    return evaluated(expression(0, 4), x) ** 2


def even_product(values, n):
    if n == len(values):
        return 1.0
    return values[n] * odd_sum(values, n + 1)


def odd_sum(values, n):
    if n == len(values):
        return 0.5
    return values[n] + even_product(values, n + 1)


def mutual_on_a_tuple(x):
    return even_product((x[0], x[1], x[2], x[3]), 0)


def polynomial(coefficients, x):
    if len(coefficients) == 1:
        return coefficients[0]
    return coefficients[0] + x * polynomial(coefficients[1:], x)


def horner_by_recursion(x):
    return polynomial((x[0], x[1], x[2]), x[3])


# ended by the run, inside


def inner_that_holds_nothing(x):
    def reduced(a, b):
        if a < 0.1:
            return b * b
        return reduced(a * 0.5, b + a)

    return reduced(x[0], x[1])


def inner_that_holds_a_number(x):
    k = x[2]

    def reduced(a, b):
        if a < 0.1:
            return b * b * k
        return reduced(a * 0.5, b + a * k)

    return reduced(x[0], x[1]) + reduced(x[1], k)


def inner_on_slices(x):
    def total(v):
        if len(v) == 0:
            return 0.0
        return v[0] ** 2 + 0.5 * total(v[1:])

    return total(x)


def inner_that_keeps(x, n):
    @functools.lru_cache(maxsize=None)
    def term(i):
        if i <= 0:
            return x[0]
        return term(i - 1) * x[1] + 0.1

    return term(n)


def named_lambda(x, n):
    product = lambda v, k: 1.0 if k <= 0 else v * product(v, k - 1)  # noqa: E731
    return product(x[0], n) * x[1]


# ended by the run


def power_run_time(x, n):
    return power(x, n)


def power_itself(x, n):
    return power(x, n)


def fibonacci_run_time(x, n):
    return fibonacci_like(x, n) * x


def in_a_loop(x, n):
    s = 0.0
    for i in range(n):
        s = s + power(x * s + 1.0, i) * x
    return s


def in_a_branch(x, n):
    if n > 2:
        y = power(x, n)
    else:
        y = x * 2.0
    return y * power(y, 2) + power(y, n)


def collatz_like(x, n):
    if n <= 1:
        return x
    if n % 2 == 0:
        return collatz_like(x * 0.9, n // 2) + x
    return collatz_like(np.sin(x), 3 * n + 1) * x


def newton_root(x, a, tol):
    better = 0.5 * (x + a / x)
    if abs(better - x) < tol:
        return better
    return newton_root(better, a, tol)


def root_by_recursion(a):
    return newton_root(1.0, a, 1e-12) * a


def norm_reduced(u, k):
    if np.sum(u * u) < 0.1:
        return np.sum(u) * k
    return norm_reduced(u * k, k) + u[0]


def array_shrinks_by_factor(x, k):
    return norm_reduced(x, k)


def halves(u):
    if len(u) == 1:
        return u[0]
    m = len(u) // 2
    return halves(u[:m]) * halves(u[m:]) + u[0]


def divide_and_conquer(x):
    return halves(x) * 2.0


def smooth(u, n):
    if n == 0:
        return u * u
    v = 0.5 * (u + np.roll(u, 1))
    return smooth(v, n - 1)


def array_result(x, n):
    y = smooth(x, n)
    return np.sum(y * x)


def array_output(x, n):
    return smooth(x, n)


def is_even(x, n):
    if n == 0:
        return x
    return is_odd(x * 1.1, n - 1)


def is_odd(x, n):
    if n == 0:
        return x * x
    return is_even(np.sin(x), n - 1) * x


def mutual_at_run_time(x, n):
    return is_even(x, n)


def with_globals(x, n):
    if n == 0:
        return x * GAIN
    return with_globals(x * WEIGHTS[n % 3], n - 1) + GAIN * x


def reads_globals(x, n):
    return with_globals(x, n) * GAIN


def with_defaults(x, n, k=0.5, *, shift=1.0):
    if n == 0:
        return x * k + shift
    return with_defaults(x * k, n - 1, shift=shift * x) * x + with_defaults(x, 0)


def defaults_and_keywords(x, n):
    return with_defaults(n=n, x=x)


def loop_inside(x, n):
    s = x
    for i in range(n):
        s = s * 0.5 + loop_inside(x * s, i)
        if s > 3.0:
            break
    return s * x


def loop_of_recursions(x, n):
    return loop_inside(x, n)


def helper_of_recursion(x, n):
    return scaled(x, n) * 2.0


def scaled(x, n):
    if n < 1:
        return tail(x, 2 - n)
    return scaled(tail(x, n), n - 1) * weight(n)


def tail(x, n):
    if n < 1:
        return x + 1.0
    return np.sin(x) * tail(x * 0.8, n - 1)


def weight(n):
    return 1.0 / (n + 1.0)


def prints_on_the_way(x, n):
    return counted(x, n)


def counted(x, n):
    print("level", n)
    if n == 0:
        return x
    return counted(x * x, n - 1) * 0.5


def two_arguments(x, y, n):
    return swapped(x, y, n)


def swapped(a, b, n):
    if n == 0:
        return a * a + b
    return swapped(b, a * b, n - 1) + a


def integer_argument_differs(x):
    return power(x, 3) * power(x, int(x * 3.1)) + power(2.0, 3)


def written_between(x, n):
    y = x * 1.0
    s = 1.0
    for i in range(n):
        s = s + np.sum(smooth(y, i)) * s
        y[1:] = y[:-1] * s * 0.1
        y[0] *= 0.5
    return s * np.sum(y)


def result_is_written(x, n):
    y = smooth(x, n)
    y[1:] *= y[:-1]
    z = y[1:]
    z[0] = x[0]
    return np.sum(smooth(z, n) * x[1:])


def float32_argument(x, n):
    return np.sum(smooth(x, n))


def transformed(a):
    n = len(a)
    if n == 1:
        return a
    even, odd = transformed(a[::2]), transformed(a[1::2])
    turned = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + turned, even - turned])


def fourier_by_halves(x):
    return np.sum(np.abs(transformed(x.astype(complex))) ** 3)


def trimmed(u, n):
    if n <= 0:
        return u[1:]
    v = u[::-1] if n % 3 == 1 else u * 1.5
    return trimmed(v, n - 1)


def views_handed_back(x, n):
    y = x * 1.0
    z = trimmed(y, n)
    return np.sum(z * y[1:]) * np.sum(trimmed(z, 0))


def ended_by_a_number_or_a_constant(x):
    def halved(q, k):
        if q > 5.0 or (k := k + 1) > 3 or q < 0.0:
            return q * k
        return halved(q * 1.5, k) + q

    def doubled(q, k):
        if q < 9.0 and k < 2:
            return doubled(q * q, k + 1) * 0.5
        return q

    return halved(x[0], 0) * doubled(x[1], 0)


def least_path(x, i, j):
    if i == 0 or j == 0:
        return x[i] * x[j]
    return x[i] * x[j] + min(least_path(x, i - 1, j), least_path(x, i, j - 1))


def sums_undone(x, first):
    """The list has as many numbers as the array."""
    first = list(first)
    if len(first) > 1:
        start = first.pop()
        return sums_undone(np.cumsum(np.concatenate([[start], x])), first)
    return np.cumsum(np.concatenate([first, x]))


def joined_from_quarters(a):
    """What `np.block` is given is known once the kind of what the recursion returns is."""
    if len(a) == 1:
        return a * a
    h = len(a) // 2
    first, last = joined_from_quarters(a[:h, :h]), joined_from_quarters(a[h:, h:] + a[:h, :h])
    return np.block([[first, a[:h, h:]], [a[h:, :h], last @ first]])


PROGRAMS = [
    Program(joined_from_quarters, (signed(4, 4),)),
    Program(sums_undone, (V, np.array([0.5, 1.5])), wrt=(0, 1)),
    Program(least_path, (V, 2, 1)),
    Program(ended_by_a_number_or_a_constant, (V,)),
    Program(power_of_a_constant, (1.3,)),
    Program(fibonacci_of_a_constant, (0.8,)),
    Program(power_of_a_large_constant, (1.01,)),
    Program(floats_do_not_end_it, (0.8,)),
    Program(inner_that_holds_nothing, (V,)),
    Program(inner_that_holds_a_number, (V,)),
    Program(inner_on_slices, (V,)),
    Program(inner_that_keeps, (V, 4)),
    Program(named_lambda, (V, 3)),
    Program(nested_tuples, (V,)),
    Program(tree_built_by_recursion, (V,)),
    Program(nested_argument, (((V, 1.3), (0.7, (V[:2].copy(),))),)),
    Program(norm_of_a_tree, ([(V, 1.3), [V[:2].copy(), 0.4], []], 0.8), wrt=(0, 1)),
    Program(mutual_on_a_tuple, (V,)),
    Program(horner_by_recursion, (V,)),
    *(Program(power_run_time, (1.3, n)) for n in (0, 1, 4)),
    *(Program(power, (1.3, n), name="power_itself") for n in (0, 1, 4)),
    *(Program(fibonacci_run_time, (0.8, n)) for n in (1, 6)),
    *(Program(in_a_loop, (0.8, n)) for n in (0, 4)),
    *(Program(in_a_branch, (0.8, n)) for n in (1, 4)),
    *(Program(collatz_like, (0.8, n)) for n in (1, 6, 7)),
    Program(root_by_recursion, (2.0,)),
    *(Program(array_shrinks_by_factor, (V, k), wrt=(0, 1)) for k in (0.5, 0.8)),
    Program(divide_and_conquer, (positive(5),)),
    *(Program(array_result, (V, n)) for n in (0, 3)),
    *(Program(array_output, (V, n)) for n in (0, 3)),
    *(Program(mutual_at_run_time, (0.8, n)) for n in (0, 1, 5)),
    *(Program(reads_globals, (0.8, n)) for n in (0, 3)),
    *(Program(defaults_and_keywords, (0.8, n)) for n in (0, 2)),
    *(Program(loop_of_recursions, (0.8, n)) for n in (0, 1)),
    *(Program(helper_of_recursion, (0.8, n)) for n in (0, 3)),
    Program(prints_on_the_way, (0.9, 3)),
    Program(two_arguments, (0.8, 1.3, 3), wrt=(0, 1)),
    Program(two_arguments, (0.8, 1.3, 3), wrt=1, name="one_of_two_arguments"),
    Program(integer_argument_differs, (1.25,)),
    Program(written_between, (V, 3)),
    Program(result_is_written, (V, 2)),
    Program(fourier_by_halves, (signed(8),)),
    *(Program(views_handed_back, (V, n)) for n in (0, 4)),
    Program(float32_argument, (V.astype(np.float32), 2), error_scale=1e4),
    Program(two_arguments, (signed(3), positive(3), 2), wrt=(0, 1), name="two_arrays"),
    *(Program(imported, (x,)) for x in (0.2, 1.3)),
]
