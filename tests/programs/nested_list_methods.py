"""Methods, operators and functions of lists of lists whose sizes only the run knows."""

import numpy as np

from tests.programs.case import Program, positive


def table(x, n):
    return [[x * i + j + x**j for j in range(i + 1)] for i in range(n)]


def rows_extended(x, n):
    rows = table(x, n)
    for i in range(n):
        rows[i].extend([x * i, 1.0])
        rows[i] += [x]
    return sum(row[-2] * row[-1] + row[-3] for row in rows)


def row_replaced_by_sum(x, n):
    rows = table(x, n)
    for i in range(1, n):
        rows[i] = rows[i] + rows[i - 1] + [x]
    return sum(rows[-1]) * len(rows[-1])


def rows_inserted_into(x, n):
    rows = table(x, n)
    for row in rows:
        row.insert(0, x * x)
        row.insert(len(row) // 2, row[-1] * 2.0)
    return sum(row[0] * row[len(row) // 2] for row in rows) + rows[1][1]


def rows_reversed(x, n):
    rows = table(x, n)
    for row in rows:
        row.reverse()
    rows.reverse()
    return rows[0][0] * rows[1][-1] + rows[-1][0]


def rows_sorted(x, n):
    rows = [[np.sin(x * (i + 1) * (j + 2)) for j in range(n)] for i in range(n)]
    for row in rows:
        row.sort()
    return sum(row[0] * row[-1] for row in rows) + sorted(rows[0])[1]


def elements_deleted(x, n):
    rows = table(x, n)
    del rows[0]
    for row in rows:
        del row[0]
        row.pop(0)
    rows.pop(0)
    return sum(sum(row) for row in rows) * x


def outer_inserted(x, n):
    rows = table(x, n)
    rows.insert(0, [x, x * x])
    rows.insert(2, rows[0])
    rows[0][1] = x * 3.0
    return rows[2][1] * rows[2][0] + rows[3][0]


def slices_of_rows(x, n):
    rows = table(x, n)
    tail = rows[1:]
    tail[0][0] = x * x
    back = rows[::-1]
    ends = [row[-2:] for row in tail]
    return rows[1][0] * back[0][0] + sum(e[0] * e[-1] for e in ends)


def rows_copied(x, n):
    rows = table(x, n)
    shallow = rows.copy()
    deep = [list(row) for row in rows]
    shallow[0][0] = x * 5.0
    deep[1][0] = x * 7.0
    shallow[1] = [x]
    return rows[0][0] * rows[1][0] + deep[1][0] * deep[0][0] + shallow[1][0]


def enumerated(x, n):
    s = 0.0
    for i, row in enumerate(table(x, n)):
        for j, v in enumerate(row):
            s += i * v * v + j
    return s


def neighbours_zipped(x, n):
    rows = table(x, n)
    s = 0.0
    for upper, lower in zip(rows, rows[1:]):
        for a, b in zip(upper, lower):
            s += a * b
    return s


def summed_by_map(x, n):
    rows = table(x, n)
    return sum(map(sum, rows)) * max(max(row) for row in rows) + min(rows[-1])


def lengths_and_tests(x, n):
    rows = table(x, n)
    s = 0.0
    for row in rows:
        if row and len(row) > 1:
            s += sum(row) / len(row)
        if not any(v > 5.0 for v in row):
            s += row[0]
    return s * len(rows) * len(rows[-1])


def arrays_of_rows(x, n):
    rows = [[x * i + j for j in range(3)] for i in range(n)]
    a, first = np.array(rows), np.array(rows[0])
    return np.sum(a @ first) + np.mean(rows[1]) + np.sum(np.asarray(rows[-1]) ** 2)


def array_of_arrays(x, n):
    grid = [[x * (i + j) for j in range(n)] for i in range(n)]
    return np.sum(np.array(grid)[1:, :, 0] ** 2)


def array_then_changed(x, n):
    rows = [[x * i + j for j in range(n)] for i in range(n)]
    before = np.array(rows)
    rows[0][0] = x**3
    rows.append([x] * n)
    after = np.array(rows)
    return np.sum(before**2) + np.sum(after[-1] * after[0])


def numpy_of_rows(x, n):
    rows = [[x * i + j * x for j in range(n)] for i in range(n)]
    return np.sum(rows) + np.mean(rows, axis=0)[1] + np.linalg.norm(rows[1]) + np.max(rows)


def diagonal_and_columns(x, n):
    rows = [[x ** (i + 1) * j for j in range(n)] for i in range(n)]
    trace = sum(rows[i][i] for i in range(n))
    columns = [sum(rows[i][j] for i in range(n)) for j in range(n)]
    return trace * columns[-1]


def flattened(x, n):
    rows = table(x, n)
    flat = [v for row in rows for v in row if v < 9.0]
    other = []
    for row in rows:
        other += row
    return sum(flat) * flat[-1] + other[2] * other[-1]


def unpacked_rows(x, n):
    rows = [[x * i, x + i, 2.0] for i in range(n)]
    s = 0.0
    for a, b, c in rows:
        s += a * b * c
    first, *rest = rows[1]
    return s + first * rest[0]


def row_aliased(x, n):
    rows = table(x, n)
    row = rows[1]
    other = row
    other[0] = x * 4.0
    rows[2] = row
    rows[2][1] = other[0] * x
    return rows[1][1] * row[0] + rows[2][0]


def row_chosen(x, n, flag):
    rows = table(x, n)
    row = rows[1] if flag else rows[2]
    row[0] = row[1] * x
    row.append(x)
    return rows[1][0] * rows[2][0] + row[-1]


def ints_at_first(x, n):
    counts = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            counts[i][j] += i * j
            if i != j:
                counts[i][j] += x * i
    return sum(map(sum, counts)) + counts[1][0] * counts[0][1]


def scaled_rows(x, n):
    rows = table(x, n)
    for row in rows:
        total = sum(row)
        for j in range(len(row)):
            row[j] /= total
            row[j] *= row[j]
    return sum(sum(row) for row in rows)


def grows_while_read(x, n):
    rows = [[x]]
    k = 0
    while k < len(rows) and len(rows) < n:
        row = rows[k]
        rows.append([v * x for v in row] + [1.0])
        rows.append(row)
        row.append(x * k)
        k += 1
    return sum(sum(row) for row in rows)


def rows_in_two_tables(x, n):
    a, b = [], []
    for i in range(n):
        row = [x * i, x]
        a.append(row)
        if i % 2:
            b.append(row)
    b[0][0] = x**3
    return a[1][0] * b[-1][0] + sum(r[1] for r in a)


def early_exit(x, n):
    rows = table(x, n)
    for row in rows:
        for j, v in enumerate(row):
            if v > 6.0:
                row[j] = v * x
                break
        else:
            continue
        return sum(row)
    return x


def remade_in_a_loop(x, n):
    s = x
    for k in range(3):
        rows = [[s * i for i in range(n)] for _ in range(2)]
        rows[0][1] = s * s
        rows[1].append(s)
        s = 0.1 * (sum(rows[0]) + rows[1][-1] * rows[0][1])
    return s


def emptied(x, n):
    rows = table(x, n)
    total = x
    while rows:
        row = rows.pop()
        while row:
            total += row.pop() * total * 0.1
    return total


V = positive(3)
PROGRAMS = [
    *(
        Program(one, (1.3, 4))
        for one in (
            rows_extended,
            row_replaced_by_sum,
            rows_inserted_into,
            rows_reversed,
            rows_sorted,
            elements_deleted,
            outer_inserted,
            slices_of_rows,
            rows_copied,
            enumerated,
            neighbours_zipped,
            summed_by_map,
            lengths_and_tests,
            arrays_of_rows,
            array_then_changed,
            numpy_of_rows,
            diagonal_and_columns,
            flattened,
            unpacked_rows,
            row_aliased,
            ints_at_first,
            scaled_rows,
            rows_in_two_tables,
            early_exit,
            remade_in_a_loop,
            emptied,
        )
    ),
    Program(array_of_arrays, (V, 3)),
    Program(row_chosen, (1.3, 4, True)),
    Program(row_chosen, (1.3, 4, np.bool_(False)), name="other_row_chosen"),
    Program(grows_while_read, (0.9, 6)),
]

REFUSED = set()
