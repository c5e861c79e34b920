"""Names that hold None, a number or an array in turn."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed


def best_row(A):
    best = None
    for row in A:
        if best is None or np.sum(row * row) > np.sum(best):
            best = row * row[0]
    return best


def product_of_the_first(x, n):
    product = math.prod([x[k] * x[k] for k in range(n)])
    return product * x[-1] + (1.0 if isinstance(product, int) else 2.0)


def best_value(x):
    best = None
    for v in x:
        score = v * v * 2.0
        if best is None or score > best:
            best = score
    return best


def best_place(x):
    best, at = None, None
    for k in range(len(x)):
        if best is None or x[k] > best:
            best, at = x[k], k
    return best * x[at - 1] if at else best


def set_back_to_none(A):
    last = None
    s = 0.0
    for k, row in enumerate(A):
        if last is not None:
            s += np.sum(last * row)
        last = np.sin(row)
        if k == 1:
            last = None
    return s


def written_once_it_is_there(A):
    total = None
    for row in A:
        if total is None:
            total = row.copy()
        else:
            total += row * total[0]
    return np.sum(total * total)


def not_none_first(x, flag):
    y = x * x
    if flag:
        y = None
    if y is None:
        y = x * 3.0
    return np.sum(y)


def none_on_one_path(x, flag):
    scale = None
    if flag:
        scale = x[0] * x[1]
    y = x * 2.0
    if scale is not None:
        y = y * scale
    return np.sum(y) if not scale else np.sum(y) * scale


def found(x, limit):
    for v in x:
        if v > limit:
            return v * v
    return None


def helper_returns_none(x, limit):
    v = found(x, limit)
    if v is None:
        return np.sum(x)
    return v * x[0]


def helper_falls_through(x, limit):
    v = first_above(x, limit)
    w = first_above(x, 0.1)
    return (0.5 if v is None else v) * w


def first_above(x, limit):
    for v in x:
        if v > limit:
            return v * v


def previous_of_while(x):
    previous = None
    k = 0
    s = 0.0
    while k < len(x):
        current = x[k] * x[k]
        if previous is not None:
            s += abs(current - previous) * current
        previous = current
        k += 1
    return s


def swapped_with_none(A):
    older, newer = None, None
    s = 0.0
    for row in A:
        older, newer = newer, row * row
        if older is not None:
            s += np.sum(older * newer)
    return s


def isinstance_of_none(x, n):
    y = None
    for k in range(n):
        if isinstance(y, float):
            y = y * x
        else:
            y = x * x + k
    return y


def state_of_two(x, n):
    state = (None, x[0])
    for k in range(n):
        best, value = state
        value = value * x[k]
        state = (value if best is None else best + value, value)
    return state[0] * state[1]


def number_then_array(A):
    s = 0.0
    for row in A:
        s = s + row * s + row
    return np.sum(s)


def number_then_array_in_place(A):
    s = 0
    for row in A:
        s += row * row
    s *= 2.0
    return np.sum(s)


def number_then_matrix(A, n):
    p = 1.0
    for _ in range(n):
        p = p * A
    q = 0
    for row in A:
        for v in row:
            q += v * row
    return np.sum(p) * np.sum(q)


def scalar_then_array(A):
    s = A[0, 0]
    for row in A:
        s = s * 0.5 + row
    return np.sum(s * s)


def array_or_number(x, flag):
    y = x * x if flag else np.sum(x)
    return np.sum(np.sin(y) * x)


def ranks_join(A, flag):
    y = A if flag else A[0]
    y = y * 2.0
    return np.sum(y * A[0])


def rank_grows(x, n):
    y = x * 2.0
    for _ in range(n):
        y = y[np.newaxis] * x[0]
    return np.sum(y * y)


def bool_then_float(x):
    seen = False
    for v in x:
        seen = seen + v * v
    return seen * x[0]


def integer_then_float(x, n):
    s = 1
    t = 0
    for k in range(n):
        s *= x
        t = t + s * k
    return s + t


def scalar_and_float(x, n):
    s = 0.5
    for k in range(n):
        s = x[k] * s if k % 2 else float(s) + 1.0
    return s * x[0]


def zero_dimensional_then_vector(x):
    s = np.zeros(())
    for k in range(3):
        s = s + (x if k else x[0])
    return np.sum(s * s)


def same_structure(x, flag):
    if flag:
        return np.sum(x), {"a": x * 2.0, "b": (x[0], 1)}
    return x[0] * x[1], {"a": np.sin(x), "b": (x[2] * 3.0, 2)}


def chosen_at_the_end(x, n):
    values = None
    for k in range(n):
        values = [x[k], x[0] * k]
    return values[0] * values[1] if n > 1 else x[0]


def number_and_array_exchanged(x, y):
    if x > 0.0:
        x, y = y, x
    return x, y


def list_of_a_number_and_rows(held, rows):
    last = held.pop()
    held[0] = 42.0
    held.extend(rows)
    return held, last


X = positive(4)
A = positive(3, 4)


def squares_or_their_sum(x, each):
    return x * x if each else np.sum(x * x)


def pair_or_number(x, flag):
    t = (x[0], x[1])
    if flag:
        t = np.float64(0.3)
    return x[0] * np.sum(t) + (t * 0.5 if flag else t[1])


def type_decides_on_each_pass(x, n):
    s = 0
    t = 0.0
    while n > 0:
        n -= 1
        if isinstance(s * 2, float):
            t = t + s * 2.0
        else:
            t = t + 5.0 * x[0]
        s = x[n] * x[n - 1] if n % 2 else 0
    return t


def numpy_or_python(x, low):
    s = max(low, x[0])
    if isinstance(s, np.floating):
        return s * x[1]
    return x[2] * s


def sum_of_what_is_large(x, low):
    """Of nothing it is the integer 0."""
    s = sum(v for v in x if v > low)
    if isinstance(s * 2, int):
        return x[0] * x[1]
    return s * x[2]


PROGRAMS = [
    Program(best_row, (A,)),
    Program(best_value, (X,)),
    Program(best_place, (X,)),
    Program(set_back_to_none, (signed(4, 3),)),
    Program(written_once_it_is_there, (A,)),
    Program(not_none_first, (X, True)),
    Program(not_none_first, (X, False), name="not_none_at_all"),
    Program(none_on_one_path, (X, True)),
    Program(none_on_one_path, (X, False), name="none_on_this_path"),
    Program(helper_returns_none, (X, 1.0)),
    Program(helper_returns_none, (X, 9.0), name="helper_returns_none_indeed"),
    Program(helper_falls_through, (X, 1.0)),
    Program(helper_falls_through, (X, 9.0), name="helper_falls_through_indeed"),
    Program(previous_of_while, (X,)),
    Program(swapped_with_none, (A,)),
    Program(isinstance_of_none, (1.3, 4)),
    Program(state_of_two, (X, 3)),
    Program(number_then_array, (A,)),
    Program(number_then_array_in_place, (A,)),
    Program(number_then_matrix, (A, 2)),
    Program(number_then_matrix, (A, 0), name="number_stays"),
    Program(scalar_then_array, (A,)),
    Program(array_or_number, (X, True)),
    Program(array_or_number, (X, False), name="number_or_array"),
    Program(ranks_join, (A, True)),
    Program(ranks_join, (A, False), name="ranks_join_to_vector"),
    Program(rank_grows, (X, 2)),
    Program(bool_then_float, (X,)),
    Program(integer_then_float, (1.3, 3)),
    Program(scalar_and_float, (X, 4)),
    Program(zero_dimensional_then_vector, (X,)),
    Program(same_structure, (X, True)),
    Program(same_structure, (X, False), name="same_structure_on_the_other_path"),
    Program(number_and_array_exchanged, (0.7, X), (0, 1)),
    Program(number_and_array_exchanged, (-0.7, X), (0, 1), name="not_exchanged"),
    Program(squares_or_their_sum, (X, True)),
    Program(squares_or_their_sum, (X, False), name="sum_of_squares"),
    Program(list_of_a_number_and_rows, ([0.4, 1.2], A), (0, 1)),
    Program(pair_or_number, (X, True)),
    Program(pair_or_number, (X, False), name="pair_not_number"),
    Program(type_decides_on_each_pass, (X, 4)),
    Program(numpy_or_python, (X, 0.1)),
    *(Program(product_of_the_first, (X, n)) for n in (0, 2)),
    Program(numpy_or_python, (X, 2.5), name="python_not_numpy"),
    Program(sum_of_what_is_large, (X, 0.9)),
    Program(sum_of_what_is_large, (X, 9.0), name="sum_of_nothing"),
]
