"""Methods and operators of lists: of known structure, and grown at run time."""

import numpy as np

from tests.programs.case import Program, positive


def appended_in_line(x):
    xs = [x]
    xs.append(x * x)
    xs.append(3.0)
    return xs[0] * xs[1] * xs[-1]


def extended(x):
    xs = [x]
    xs.extend([x * x, 2.0])
    xs += (x, 1.5)
    return xs[1] * xs[2] * xs[3] * xs[-1]


def inserted(x):
    xs = [x, 2.0]
    xs.insert(0, x * x)
    xs.insert(-1, 3.0)
    xs.insert(10, x)
    return xs[0] * xs[1] + xs[2] * xs[4]


def popped_at(x):
    xs = [x, x * x, 2.0, 3.0]
    a = xs.pop(1)
    b = xs.pop()
    c = xs.pop(-2)
    return a * b * c * xs[0]


def reversed_in_place(x):
    xs = [x, x * x, 2.0]
    xs.reverse()
    ys = xs[::-1]
    return xs[0] * xs[1] + ys[1] * ys[0]


def cleared(x):
    xs = [x]
    xs.clear()
    xs.append(x * x)
    return xs[0] * len(xs)


def copied(x):
    xs = [x, 2.0]
    ys, zs = xs.copy(), list(xs)
    ys[0] = x * x
    zs.append(x)
    return xs[0] * ys[0] * zs[-1] * len(xs)


def counted(x):
    names = ["a", "b", "a"]
    return x * names.count("a") + names.index("b") * x**2


def sliced(x):
    xs = [x, x * x, 2.0, 3.0]
    ys = xs[1:3]
    xs[1] = 5.0
    zs = xs[:-1] + ys[::-1]
    return ys[0] * zs[1] * zs[-1] + xs[-2]


def sliced_stores(x):
    xs = [x, x * x, 2.0, 3.0]
    xs[1:3] = [x, x, 4.0]
    xs[:1] = []
    return xs[0] * xs[1] * xs[2] * len(xs)


def multiplied(x):
    xs = [x, 2.0] * 2
    ys = 2 * [x]
    xs[0] = x * x
    return xs[0] * xs[2] + ys[1] * len(xs)


def multiplied_zeros(x, n):
    xs = [0.0] * n
    for i in range(n):
        xs[i] = x * i
    return sum(xs) * xs[-1]


def added(x):
    xs = [x] + [x * x] + [2.0]
    return xs[0] * xs[1] * xs[2]


def deleted(x):
    xs = [x, x * x, 2.0, 3.0]
    del xs[1]
    del xs[-1]
    return xs[0] * xs[1] * len(xs)


def deleted_slice(x):
    xs = [x, x * x, 2.0, 3.0]
    del xs[1:3]
    return xs[0] * xs[1] * len(xs)


def element_stores(x):
    xs = [x, x]
    xs[0] = x * x
    xs[-1] += xs[0]
    xs[1] *= 2.0
    return xs[0] * xs[1]


def nested_static(x):
    grid = [[x, 2.0], [x * x, 1.0]]
    grid[0][1] = x * grid[1][0]
    grid[1].append(x)
    row = grid[0]
    row[0] += 1.0
    return sum(grid[0]) * sum(grid[1])


def nested_same_row(x):
    row = [x, 1.0]
    grid = [row, row]
    grid[0][1] = x * x
    return grid[1][1] * grid[1][0]


def nested_comprehension(x):
    grid = [[x ** (i + j) for j in range(2)] for i in range(3)]
    return grid[0][1] * grid[2][1]


def transposed(x):
    grid = [[x, 2.0, 3.0], [x * x, 1.0, x]]
    t = [[row[j] for row in grid] for j in range(3)]
    return t[0][1] * t[2][0] * t[2][1]


def star_in_middle(x):
    first, *rest, last = [x, x * x, 2.0, x]
    return first * rest[0] * rest[1] * last * len(rest)


def star_of_array(x):
    first, *rest = x
    return first * rest[0] + rest[-1] ** 2


def star_of_tuple(x):
    head, *tail = (x, x * x, 3.0)
    return head * sum(tail)


def arrays_written_later(x):
    y = x * 1.0
    xs = [y, x * x]
    y[0] = 5.0
    xs[0][1] = x[0] * x[1]
    return np.sum(y * xs[1])


def arrays_written_before(x):
    y = x * 1.0
    y[0] = x[1] ** 2
    xs = [y, y]
    xs[0][2] *= 3.0
    return np.sum(xs[1])


def same_array_twice(x):
    y = x * x
    xs = [y, y, x]
    return np.sum(xs[0] * xs[1] * xs[2])


def swapped_elements(x):
    xs = [x, x * x, 2.0]
    xs[0], xs[2] = xs[2], xs[0]
    return xs[0] * xs[2] ** 2 + xs[1]


def bubble_sort_by_branches(x, y, z):
    xs = [x, y, z]
    for i in range(2):
        for j in range(2):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs[0] + 2.0 * xs[1] + 3.0 * xs[2] ** 2


def argument_changed(xs):
    xs.append(xs[0] * xs[1])
    xs[0] = xs[2] ** 2
    xs.reverse()
    return xs[0] * xs[-1]


def argument_popped(xs):
    a = xs.pop()
    b = xs.pop(0)
    xs.insert(0, a * b)
    return xs[0] * xs[1]


def argument_of_lists(grid):
    grid[0][1] = grid[1][0] * grid[0][0]
    grid[1].append(grid[0][1] ** 2)
    return sum(grid[1]) * grid[0][1]


def argument_long(values):
    s = 0.0
    for v in values:
        s = s + v * v
    return s * values[0] * values[-1]


def argument_long_arrays(rows):
    s = 0.0
    for i in range(len(rows)):
        s = s + np.sum(rows[i] * rows[i - 1])
    return s


def loop_with_break(x):
    s = 0.0
    for v in [x, x * x, 3.0, x]:
        if v > 2.0:
            s = s * 2.0
            break
        s = s + v * v
    else:
        s = s + 10.0
    return s


def loop_with_continue(x):
    s = 1.0
    for v, w in [(x, 1.0), (2.0, x), (x, x)]:
        if v == w:
            continue
        s = s * v + w
    return s


def queue(x):
    todo = [x, x * x]
    s = 0.0
    for _ in range(4):
        v = todo.pop(0)
        s = s + v
        todo.append(v * 0.5 * x)
    return s * todo[0]


def zipped(x):
    xs, ys = [x, x * x, 2.0], [1.0, x, x]
    s = 0.0
    for a, b in zip(xs, ys):
        s = s + a * b
    for i, (a, b) in enumerate(zip(xs, reversed(ys))):
        s = s + i * a * b
    return s


def grown_then_consumed(x, n):
    xs = []
    for i in range(n):
        xs.append(x**i)
    s = 0.0
    for v in xs:
        s += v * v
    return s * xs[1]


def grown_to_array(x, n):
    xs = []
    for i in range(n):
        xs.append(np.sin(x * i))
    a = np.array(xs)
    return np.sum(a**2) * a[-1]


def grown_arrays_stacked(x, n):
    rows = []
    for i in range(n):
        rows.append(x * (i + 1.0))
    a = np.stack(rows)
    return np.sum(a * a[0])


def grown_arrays_concatenated(x, n):
    rows = []
    for i in range(n):
        rows.append(x[: i + 1] * 2.0)
    a = np.concatenate(rows)
    return np.sum(a**3)


def grown_vstacked(x, n):
    rows = [x]
    for i in range(n):
        rows.append(rows[-1] * x)
    return np.sum(np.vstack(rows) ** 2) + np.sum(np.hstack(rows)) + np.sum(np.dstack(rows) ** 3)


def grown_reduced(x, n):
    xs = []
    for i in range(n):
        xs.append(x * (i - 1.5) ** 2)
    return np.sum(xs) + np.min(xs) * np.max(xs) + min(xs) * max(xs) + np.mean(xs)


def grown_extended(x, n):
    xs = [x]
    for i in range(n):
        xs.extend([x * i, x * x])
        xs += [2.0 * x]
    return sum(xs) * xs[-1]


def grown_reversed(x, n):
    xs = []
    for i in range(n):
        xs.append(x**i)
    xs.reverse()
    s = 0.0
    for v in xs:
        s = s * 0.5 + v
    return s


def grown_inserted(x, n):
    xs = []
    for i in range(n):
        xs.insert(0, x**i)
    return xs[0] * xs[-1] + xs[1]


def grown_sliced(x, n):
    xs = [x]
    for i in range(n):
        xs.append(xs[-1] * x)
    return sum(xs[1:]) * sum(xs[:-1])


def grown_popped_in_front(x, n):
    xs = [x, 2.0 * x, 3.0]
    s = 0.0
    for i in range(n):
        v = xs.pop(0)
        s = s + v * v
        xs.append(v * x)
    return s * xs[0]


def grown_copied(x, n):
    xs = []
    for i in range(n):
        xs.append(x * i)
    ys = xs.copy()
    ys[0] = x
    zs = list(xs)
    return sum(ys) * sum(xs) + zs[-1]


def grown_deleted(x, n):
    xs = []
    for i in range(n):
        xs.append(x * (i + 1))
    del xs[0]
    return xs[0] * sum(xs)


def grown_joined(x, n):
    xs, ys = [], []
    for i in range(n):
        xs.append(x * (i + 1))
        ys.append(x**i)
    zs = xs + ys
    return sum(zs) * zs[0]


V, W = positive(3), positive(3, start=1)
LONG = [0.5 + 0.1 * i for i in range(20)]


def appended_on_condition(x):
    """What a method that changes a list returns may be asked for."""
    xs = [x[0]]
    for v in x:
        xs.append(v * x[1]) if v > 1.0 else xs.insert(0, v * v)
        v > 1.2 and xs.append(v)
    return sum(xs) * xs[0]


def appended_by_comprehension(x):
    xs, ys = [x[0]], []
    [xs.append(v * x[1]) for v in x]
    for v in x:
        _ = ys.append(xs[-1] * v)
        last = xs.reverse() or xs[0]
    return sum(xs) * sum(ys) * last


def emptied_unread(rows, x):
    while rows:
        rows.pop()
    return np.sum(x * x)


PROGRAMS = [
    Program(emptied_unread, ([np.ones(2), np.ones(3)], np.array([1.0, 2.0])), wrt=(0, 1)),
    *(
        Program(one, (1.3,))
        for one in (
            appended_in_line,
            extended,
            inserted,
            popped_at,
            reversed_in_place,
            cleared,
            copied,
            counted,
            sliced,
            sliced_stores,
            multiplied,
            added,
            deleted,
            deleted_slice,
            element_stores,
            nested_static,
            nested_same_row,
            nested_comprehension,
            transposed,
            star_in_middle,
            star_of_tuple,
            swapped_elements,
            loop_with_break,
            loop_with_continue,
            queue,
            zipped,
        )
    ),
    *(
        Program(one, (0.7, 4))
        for one in (
            multiplied_zeros,
            grown_then_consumed,
            grown_to_array,
            grown_reduced,
            grown_extended,
            grown_reversed,
            grown_inserted,
            grown_sliced,
            grown_popped_in_front,
            grown_copied,
            grown_deleted,
            grown_joined,
        )
    ),
    *(
        Program(one, (V, 3))
        for one in (grown_arrays_stacked, grown_arrays_concatenated, grown_vstacked)
    ),
    *(
        Program(one, (V,))
        for one in (
            star_of_array,
            arrays_written_later,
            arrays_written_before,
            same_array_twice,
            appended_on_condition,
            appended_by_comprehension,
        )
    ),
    Program(bubble_sort_by_branches, (1.3, 0.7, 0.9), wrt=(0, 1, 2)),
    Program(argument_changed, ([1.3, 0.7],)),
    Program(argument_popped, ([1.3, 0.7, 0.4],)),
    Program(argument_of_lists, ([[1.3, 0.7], [0.4]],)),
    Program(argument_long, (LONG,)),
    Program(argument_long_arrays, ([V * (1.0 + i) for i in range(18)],)),
]
