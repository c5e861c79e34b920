"""Lists and dicts that a call gives back, or changes by the name of their class."""

import enum
import heapq
import operator

from tests.programs.case import Program, positive


def greater_written(x):
    a = [1.0, 2.0]
    b = max(a, [0.0])
    b[0] = x[0]
    return a[0] * x[1]


def least_of_three_written(x):
    a, c = [1.0, 2.0], [0.5, 3.0]
    b = min(a, c, [4.0])
    b[1] = 7.0
    return c[1] * x[1] + a[1] * x[2]


def longest_extended(x):
    a, c = [1.0, 2.0], [3.0, 4.0, 5.0]
    b = max(a, c, key=len)
    b.append(7.0)
    return sum(c) * x[1] + len(a) * x[2]


def least_in_a_list(x):
    rows = [[3.0, 1.0], [2.0, 5.0]]
    first = min(rows)
    first[1] = 4.0
    return rows[1][1] * x[0] + rows[0][1] * x[1]


def first_of_sorted_written(x):
    a, c = [1.0, 2.0], [0.0, 3.0]
    b = sorted([a, c])
    b[0][0] = 7.0
    return c[0] * x[1] + a[0]


def largest_of_rows_written(x):
    rows = [[1.0, 2.0], [x[0], 3.0]]
    heapq.nlargest(1, rows)[0][1] = 7.0
    heapq.nsmallest(1, rows, key=lambda row: row[1])[0][1] = 9.0
    return rows[0][1] * x[1] + rows[1][1] * x[2] + rows[1][0]


def default_of_a_dict_written(x):
    a, d = [1.0, 2.0], {1: [2.0, 2.0]}
    b = d.get(int(x[0] + 4.0), a)
    b[0] = 7.0
    return a[0] * x[1]


def greater_only_read(x):
    a, c = [x[0], x[1]], [x[1], x[2]]
    b = max(a, c)
    return b[0] * b[1] + a[0]


def repeated_in_place(x):
    a = [x[0]]
    b = a
    a *= 2
    return x[1] * len(b) * b[1]


def repeated_by_the_operator(x):
    a = [x[0], x[1]]
    operator.imul(a, 3)
    return a[0] * a[-1] * len(a)


def emptied_by_zero(x):
    a = [x[0], x[1]]
    b = a
    b *= 0
    a.append(x[2])
    return b[0] * len(b)


def put_in(xs):
    list.append(xs, 7.0)


def changed_by_the_class(x):
    a = [1.0]
    put_in(a)
    list.insert(a, 0, x[0])
    list.extend(a, [x[1], x[2]])
    return x[1] * a[2] + a[0] * a[-1]


def grown_by_the_class(x):
    xs = []
    for v in x:
        list.append(xs, v * v)
    list.reverse(xs)
    return xs[0] * xs[1] + list.pop(xs) * len(xs)


def dict_by_the_class(x):
    d = {"k": 1.0}
    dict.update(d, k=x[0], j=x[1])
    dict.__setitem__(d, "k", d["k"] * x[2])
    dict.setdefault(d, "i", x[1])
    return d["k"] * dict.pop(d, "j") + d["i"] * len(d)


def stores(xs):
    xs.__setitem__(0, 5.0)
    xs.__delitem__(1)
    xs.__iadd__([3.0])


def stored_by_methods(x):
    a = [1.0, 2.0]
    stores(a)
    return x[1] * a[0] + a[1] * x[0]


def active_stored_by_a_method(x):
    xs = [x[0], x[1]]
    xs.__setitem__(0, x[2])
    return sum(xs) * xs[0]


def array_stored_by_a_method(x):
    x.__setitem__(0, x[1] * x[2])
    x.__iadd__(x[1])
    return x[1] * x[0]


def truth_counted_on(x):
    t, s = True, x[0]
    for v in x:
        s = s * v if isinstance(t, bool) else s + v**3
        t = t + 1
    return s


def array_added_to_a_list(x):
    xs = [x[0], x[1]]
    ys = xs
    xs += x[:2] * 2.0
    ys[0] = x[2]
    return xs[0] * xs[1] * len(xs) + sum(ys) * len(ys)


def row_repeated_in_place(x):
    rows = [[v, 1.0] for v in x]
    row = rows[1]
    for k in range(2):
        rows[k] *= 2
    row[0] = x[0] * x[1]
    return sum(sum(r) * len(r) for r in rows) + len(row)


class Level(enum.IntEnum):
    LOW = 1


def member_counted_on(x):
    level, s = Level.LOW, x[0]
    for v in x:
        s = s * v if isinstance(level, Level) else s + v**3
        level = level + 1
    return s


V = (positive(3),)
PROGRAMS = [
    Program(one, V)
    for one in (
        greater_written,
        least_of_three_written,
        longest_extended,
        least_in_a_list,
        first_of_sorted_written,
        largest_of_rows_written,
        default_of_a_dict_written,
        greater_only_read,
        repeated_in_place,
        repeated_by_the_operator,
        emptied_by_zero,
        changed_by_the_class,
        grown_by_the_class,
        dict_by_the_class,
        stored_by_methods,
        active_stored_by_a_method,
        array_stored_by_a_method,
        array_added_to_a_list,
        row_repeated_in_place,
        truth_counted_on,
        member_counted_on,
    )
]

REFUSED = {"greater_written"}
