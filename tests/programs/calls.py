"""Calls of other Python functions: arguments of every sort, results, writes, views, loops."""

import math

import numpy as np

from tests.programs import elsewhere
from tests.programs.case import Program, positive, signed
from tests.programs.elsewhere import cube, scaled_sum


def square(x):
    return x * x


def hypotenuse(x, y):
    return (square(x) + square(y)) ** 0.5


def affine(x, slope=2.0, *, shift=0.5):
    """A helper with defaults."""
    return slope * x + shift


def sum_and_product(x, y):
    return x + y, x * y


def statistics(x):
    m = np.mean(x)
    return {"mean": m, "var": np.mean((x - m) ** 2)}


def clipped(x):
    if x > 1.0:
        return 1.0 + np.log(x)
    return x


def horner(c, x):
    y = 0.0
    for k in c:
        y = y * x + k
    return y


def first_above(x, level):
    for e in x:
        if e > level:
            return e * e
    return x[0]


def write_square(out, x):
    out[:] = x * x


def scale(x, k):
    x *= k
    return x


def accumulate(total, x):
    total += x * x
    return np.sum(total)


def write_and_return(out, x):
    out[0] = x[1] * x[2]
    return out[0] * x[0]


def inner(x):
    return x[1:-1]


def flat(A):
    return A.reshape(-1)


def same(x):
    return x


def relaxed(u, k):
    for i in range(1, len(u) - 1):
        u[i] += k * (u[i - 1] - 2.0 * u[i] + u[i + 1])


def swap_first(a, b):
    a[0], b[0] = b[0], a[0]


def push(values, x):
    values.append(x * x)


def set_item(table, x):
    table["y"] = x * x


def count_above(x, level):
    n = 0
    for e in x:
        if e > level:
            n += 1
    return n


def describe(x):
    return f"value {x}"


def no_result(x):
    y = x * x


def one_call(x):
    return square(x) * x


def call_twice(x):
    return square(x) * square(x + 1.0)


def call_of_call(x):
    return square(square(x) + x)


def nested_helpers(x, y):
    return hypotenuse(x, y) * hypotenuse(2.0 * x, y * y)


def keyword_arguments(x, y):
    return affine(x, slope=y) + affine(slope=x, x=y, shift=y) + affine(x)


def defaults_used(x):
    return affine(x) * affine(x, 3.0) * affine(x, shift=x)


def several_results(x, y):
    s, p = sum_and_product(x, y)
    return s * p + sum_and_product(x, 2.0)[1]


def partly_used_results(x, y):
    _, p = sum_and_product(x, y)
    return p * x


def dict_result(x):
    stats = statistics(x)
    return stats["mean"] * stats["var"]


def helper_with_branch(x):
    return clipped(x) * clipped(x * 0.5)


def helper_with_loop(c, x):
    return horner(c, x) * horner(c, 0.5)


def helper_with_early_return(x):
    return first_above(x, 0.9) * first_above(x, 5.0)


def helper_in_loop(x, n):
    y = x
    for i in range(n):
        y = clipped(y * 1.3) + affine(y, shift=i)
    return y


def helper_in_while(x):
    y = x
    while y < 20.0:
        y = square(y) + affine(x)
    return y


def helper_in_branch(x, flag):
    if flag:
        y = square(x)
    else:
        y = affine(x)
    return y * x


def helper_in_test(x):
    if square(x) > 1.0:
        return square(x)
    return x


def helper_in_comprehension(x, n):
    return sum([affine(x, i) ** 2 for i in range(n)])


def helper_in_condition_expression(x):
    return square(x) if clipped(x) > 1.0 else affine(x)


def helper_writes_result(x):
    y = np.empty_like(x)
    write_square(y, x)
    return np.sum(y * x)


def helper_writes_argument(x, k):
    y = x * x
    scale(y, k)
    return np.sum(y * x)


def helper_writes_parameter(x, k):
    scale(x, k)
    return np.sum(x * x)


def helper_returns_written(x, k):
    y = x * x
    z = scale(y, k)
    z[0] = y[1] * y[2]
    return np.sum(y * z)


def helper_writes_view(x, k):
    y = x * x
    scale(y[1:], k)
    scale(y[::2], y[1])
    return np.sum(y * x)


def helper_writes_row(A, k):
    B = A * A
    for i in range(len(B)):
        scale(B[i], k + i)
    return np.sum(B * A)


def helper_accumulates(A):
    total = np.zeros(A.shape[1])
    s = 0.0
    for row in A:
        s += accumulate(total, row)
    return s * total[0]


def helper_writes_and_returns(x):
    y = x * 1.0
    e = write_and_return(y, x)
    f = write_and_return(y, y)
    return e * f + np.sum(y)


def helper_writes_overlapping(x):
    y = x * 1.0
    write_square(y[1:], y[:-1])
    return np.sum(y * x)


def helper_writes_same(x):
    y = x * 1.0
    write_square(y, y)
    return np.sum(y * x)


def helper_returns_view(x):
    y = x * x
    v = inner(y)
    v *= 2.0
    v[0] = y[0] * y[1]
    return np.sum(y * x)


def helper_returns_reshaped(A):
    B = A * A
    r = flat(B)
    r[1] = r[0] * r[2]
    return np.sum(B * A)


def helper_returns_argument(x):
    y = same(x)
    y[0] = y[1] * y[2]
    return np.sum(x * x)


def helper_returns_view_of_parameter(x):
    return np.sum(inner(x) * inner(2.0 * x)) + np.sum(inner(inner(x)))


def helper_steps(u, k, n):
    for _ in range(n):
        relaxed(u, k)
    return np.sum(u * u)


def helper_swaps(x, y):
    a, b = x * x, y * 2.0
    swap_first(a, b)
    return np.sum(a * x) + np.sum(b * b)


def helper_appends(x, n):
    values = []
    for i in range(n):
        push(values, x * (i + 1))
    return values[0] * values[-1]


def helper_sets_item(x):
    table = {"y": 0.0}
    set_item(table, x)
    return table["y"] * x


def other_module(x):
    return cube(x) * elsewhere.quartic(x)


def other_module_reads_its_globals(x):
    return scaled_sum(x) * elsewhere.FACTOR * elsewhere.LATE_FACTOR


def inactive_helper(x, n):
    k = square(n)
    m = count_above(np.arange(4.0), 1.5)
    return x * k + x**m


def inactive_result_of_active(x):
    n = count_above(x, 0.9)
    return np.sum(x) * n


def inactive_unknown_function(x, n):
    k = math.factorial(n) + math.gcd(n, 6)
    names = sorted(["b", "a"])
    text = str(n) + names[0].upper()
    return x * k * len(text)


def inactive_string_of_active(x):
    label = describe(x)
    return x * x * (len(label) > 3)


def helper_without_result(x):
    no_result(x)
    return x * x


def helper_argument_kinds(x, y):
    return square(x) + np.sum(square(y)) + square(3)


def helper_array_and_scalar(x, k):
    return np.sum(affine(x, k) * affine(k, x))


def helper_of_containers(params, x):
    return linear(params, x) * linear({"w": x, "b": 1.0}, params["w"])


def linear(params, x):
    return np.dot(params["w"], x) + params["b"]


def helper_nested_result(x):
    (a, b), c = nested_results(x)
    return a * b * c["k"]


def nested_results(x):
    return (x, x * x), {"k": x**3}


def helper_defined_later(x):
    return defined_later(x) * x


def defined_later(x):
    return x**2 + 1.0


def chain_of_writers(x, k):
    y = x * 1.0
    writer_of_writers(y, k)
    return np.sum(y * y)


def writer_of_writers(y, k):
    scale(y[:2], k)
    relaxed(y, k)
    scale(y, y[0])


def call_with_expression_arguments(x, y):
    return hypotenuse(x * y + 1.0, np.sin(x)) * affine(x=y / x, slope=-x)


def call_on_slices(x):
    return hypotenuse(x[0], x[1]) + np.sum(square(x[2:])) + horner(x, 0.5)


def starred_call(x, y):
    args = (x, y)
    return hypotenuse(*args)


V, W, A = positive(5), positive(5, start=1), signed(3, 4)


def folded(step, first, *rest):
    for v in rest:
        first = step(first, v)
    return first


def with_options(a, /, b, *rest, scale=2.0, **factors):
    s = a * b + sum(v * v for v in rest) * len(rest)
    for factor in factors.values():
        s *= factor
    return s * scale


def an_array_for_names_and_a_rest(x):
    options = {"scale": x[0], "first": x[1]}
    return folded(lambda a, b: a * b + 1.0, *x) + with_options(x[0], *x[1:], **options, second=2.0)


def a_list_for_names_and_a_rest(x, n):
    grown = [x[0]]
    for k in range(n):
        grown.append(x[k % len(x)] * grown[-1])
    return with_options(*grown) * with_options(x[1], *grown, scale=x[2])


def rows_for_names_and_a_rest(m):
    return np.sum(folded(np.multiply, *m)) * folded(np.add, m[0], *m)[1]


PROGRAMS = [
    Program(an_array_for_names_and_a_rest, (positive(4),)),
    Program(a_list_for_names_and_a_rest, (positive(4), 3)),
    Program(rows_for_names_and_a_rest, (positive(3, 2),)),
    Program(one_call, (1.3,)),
    Program(call_twice, (1.3,)),
    Program(call_of_call, (1.3,)),
    Program(nested_helpers, (1.3, 0.7), wrt=(0, 1)),
    Program(keyword_arguments, (1.3, 0.7), wrt=(0, 1)),
    Program(defaults_used, (1.3,)),
    Program(several_results, (1.3, 0.7), wrt=(0, 1)),
    Program(partly_used_results, (1.3, 0.7), wrt=(0, 1)),
    Program(dict_result, (V,)),
    *(Program(helper_with_branch, (x,)) for x in (0.7, 1.3, 2.6)),
    Program(helper_with_loop, (V, 0.7), wrt=(0, 1)),
    Program(helper_with_early_return, (V,)),
    Program(helper_in_loop, (0.7, 4)),
    Program(helper_in_while, (0.7,)),
    *(Program(helper_in_branch, (1.3, flag)) for flag in (True, False)),
    *(Program(helper_in_test, (x,)) for x in (0.7, 1.3)),
    Program(helper_in_comprehension, (1.3, 3)),
    *(Program(helper_in_condition_expression, (x,)) for x in (0.7, 1.3)),
    Program(helper_writes_result, (V,)),
    Program(helper_writes_argument, (V, 0.7), wrt=(0, 1)),
    Program(helper_writes_parameter, (V, 0.7), wrt=(0, 1)),
    Program(helper_returns_written, (V, 0.7), wrt=(0, 1)),
    Program(helper_writes_view, (V, 0.7), wrt=(0, 1)),
    Program(helper_writes_row, (A, 0.7), wrt=(0, 1)),
    Program(helper_accumulates, (A,)),
    Program(helper_writes_and_returns, (V,)),
    Program(helper_writes_overlapping, (V,)),
    Program(helper_writes_same, (V,)),
    Program(helper_returns_view, (V,)),
    Program(helper_returns_reshaped, (A,)),
    Program(helper_returns_argument, (V,)),
    Program(helper_returns_view_of_parameter, (V,)),
    Program(helper_steps, (V, 0.2, 3), wrt=(0, 1)),
    Program(helper_swaps, (V, W), wrt=(0, 1)),
    Program(helper_appends, (1.3, 3)),
    Program(helper_sets_item, (1.3,)),
    Program(other_module, (1.3,)),
    Program(other_module_reads_its_globals, (V,)),
    Program(inactive_helper, (1.3, 3)),
    Program(inactive_result_of_active, (V,)),
    Program(inactive_unknown_function, (1.3, 4)),
    Program(inactive_string_of_active, (1.3,)),
    Program(helper_without_result, (1.3,)),
    Program(helper_argument_kinds, (1.3, V), wrt=(0, 1)),
    Program(helper_array_and_scalar, (V, 0.7), wrt=(0, 1)),
    Program(helper_of_containers, ({"w": V, "b": 0.7}, W), wrt=(0, 1)),
    Program(helper_nested_result, (1.3,)),
    Program(helper_defined_later, (1.3,)),
    Program(chain_of_writers, (V, 0.7), wrt=(0, 1)),
    Program(call_with_expression_arguments, (1.3, 0.7), wrt=(0, 1)),
    Program(call_on_slices, (V,)),
    Program(starred_call, (1.3, 0.7), wrt=(0, 1)),
]
