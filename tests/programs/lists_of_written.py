"""Arrays that a growing list holds, and that are written while it does."""

import numpy as np

from tests.programs.case import Program, positive, signed


def written_after_append(x, n):
    ys = []
    for k in range(n):
        y = x * (k + 1)
        ys.append(y)
        y[0] = x[1] * y[2]
    return np.sum(ys[0] * ys[1])


def written_in_the_list(x, n):
    ys = []
    for k in range(n):
        ys.append(x * (k + 1.0))
    for k in range(n):
        ys[k][0] = x[1] * x[2]
        ys[k] *= ys[0]
    return np.sum(ys[0] * ys[1])


def each_from_the_one_before(x, n):
    ys = [x * 2.0]
    for k in range(n):
        y = ys[k].copy()
        y[k % 3] *= ys[k][0]
        ys.append(y)
        ys[k][1] += y[2]
    return np.sum(ys[n] * ys[0])


def one_array_twice(x):
    ys = []
    y = x * x
    for k in range(2):
        ys.append(y)
        y[k] = 3.0 * x[k + 1]
    ys[0][2] *= x[0]
    return np.sum(ys[0] * ys[1])


def views_appended(x):
    y = x * x
    parts = []
    for k in range(2):
        parts.append(y[2 * k : 2 * k + 2])
    y[1] = parts[1][0] * 3.0
    parts[0][0] = y[1] * x[0]
    return np.sum(parts[0]) * np.sum(parts[1]) + np.sum(y)


def rows_of_a_matrix(A):
    B = A * A
    rows = [row for row in B]  # noqa: C416 - a list that a loop fills
    rows[0][1] = rows[1][0] * 2.0
    B[1] *= rows[0]
    return np.sum(rows[0] * rows[1])


def replaced_element(x, n):
    ys = []
    for k in range(n):
        ys.append(x * (k + 1.0))
    z = x * x
    ys[1] = z
    z[0] = 5.0 * ys[0][1]
    ys[1][2] = z[0] * 2.0
    return np.sum(ys[1] * ys[0])


def popped_and_written(x, n):
    ys = []
    for k in range(n):
        ys.append(np.sin(x * (k + 1.0)))
    s = 0.0
    while len(ys) > 1:
        last = ys.pop()
        last[0] = x[1]
        ys[-1][1] *= last[0]
        s += np.sum(last * ys[-1])
    return s


def summed_as_a_whole(x, n):
    ys = []
    for k in range(n):
        y = x * (k + 1.0)
        ys.append(y)
        y[0] = 2.0 * y[1]
    return np.sum(sum(ys) * x) + np.sum(np.array(ys) ** 2)


def returned(x, n):
    ys = []
    for k in range(n):
        y = x * (k + 1.0)
        ys.append(y)
        y[0] = y[1] * y[2]
    return ys


def looped_over(A):
    rows = []
    for row in A:
        rows.append(row * 2.0)
    for k, row in enumerate(rows):
        row[0] = row[1] * k
        rows[0][1] += row[0]
    s = 0.0
    for row in rows:
        s += np.sum(row * row)
    return s


def halves(x):
    y = x * 2.0
    pair = np.split(y, 2)
    pair[0][0] = pair[1][1] * x[0]
    y[3] = 4.0 * pair[0][0]
    return np.sum(pair[0] * pair[1])


def first_rest_of_rows(A):
    first, *rest = A * 1.0
    first[0] = 2.0 * rest[0][1]
    rest[1][:] = first * rest[0]
    return np.sum(first) + np.sum(rest[0] * rest[1])


def second_name(x, n):
    ys = []
    for k in range(n):
        ys.append(x * (k + 1.0))
    zs = ys
    zs[0][0] = x[1] * 3.0
    y = ys[0]
    y[1] = zs[1][0]
    return np.sum(ys[0] * zs[1])


X = positive(4)


def made_in_an_earlier_pass(x, n):
    keep = []
    s = x[1]
    for i in range(n):
        row = x * (i + 1.0)
        keep.append(row)
        t = keep[0]
        t[0] = s * 0.1 + x[1]
        u = keep[0]
        s += u[0] * u[0] * x[2]
    return s


def constant_array_twice(A, q):
    p = q * 2.0
    rows = [p, p]
    for j in range(3):
        w = A @ rows[j]
        if np.linalg.norm(w) < 1e-12:
            break
        rows.append(w)
    rows[0][0] = A[0, 0]
    return np.sum(rows[1] * rows[-1]) + p[0]


def constant_array_in_overlapping_parts(A, q):
    p = q * 2.0
    rows = [p[:2], p[1:]]
    n = 0
    while n < 3:
        rows.append(rows[-1] * A[0, :2])
        n += 1
        if n == 2:
            break
    rows[0][1] = A[0, 0]
    return np.sum(rows[1] * rows[-1]) + p[1]


def constant_array_added_to(A, q):
    p = q * 2.0
    rows = [p]
    for j in range(2):
        rows.append(p * A[j])
    rows[0] += A[1]
    return np.sum(rows[0] * rows[-1]) + p[1]


def one_element_under_two_indices(x, n):
    ys = []
    for k in range(n):
        ys.append(x * (k + 1.0))
    np.multiply(x, ys[0], out=ys[-1])
    ys[0][:] = ys[n - 1] ** 2
    return np.sum(ys[-1] ** 2)


def element_overwritten_in_steps(x, n):
    ys = []
    for k in range(n):
        ys.append(x * (k + 1.0))
    np.sin(ys[0], out=ys[0])
    np.sqrt(ys[0], out=ys[-1])
    np.divide(x, ys[0], out=ys[-1])
    return np.sum(ys[-1] ** 2)


def places_changed_before_a_store(x, n):
    ys = []
    for k in range(n):
        ys.append(x * (k + 1.0))
    s = np.dot(ys[0], ys[1]) ** 2
    ys[0], ys[1] = ys[1], ys[0]
    ys[0] += x
    t = np.dot(ys[0], ys[1]) ** 2
    ys.reverse()
    ys[0] *= ys[1]
    return s + t + np.sum(ys[-1] ** 2)


def taken_out_and_put_back(n, x, w):
    sums = [0.0] * n
    for i in range(n):
        total = sums[i]
        for j in range(n):
            total += x[i] * w[j]
        sums[i] = total
    return np.sum(sums[0] * sums[1])


def taken_out_and_increased(n, x, w):
    products = [0.0] * n
    for i in range(n):
        products[i] = x[i] * w[i]
    total = 0.0
    for i in range(n):
        other = products[i]
        other += products[0] * x[1]
        total = total + np.sum(other * w[i])
    return total


ROWS = np.array([[0.7, 1.2, 0.4], [0.9, 0.5, 1.1]])


PROGRAMS = [
    Program(taken_out_and_put_back, (2, ROWS, ROWS[::-1] + 0.2), wrt=(1, 2)),
    Program(taken_out_and_increased, (2, ROWS, ROWS[::-1] + 0.2), wrt=(1, 2)),
    *(
        Program(function, (signed(3, 3), positive(3)))
        for function in (
            constant_array_twice,
            constant_array_in_overlapping_parts,
            constant_array_added_to,
        )
    ),
    Program(made_in_an_earlier_pass, (X, 3)),
    Program(written_after_append, (X, 3)),
    Program(written_in_the_list, (X, 3)),
    Program(each_from_the_one_before, (signed(3), 3)),
    Program(one_array_twice, (X,)),
    Program(views_appended, (X,)),
    Program(rows_of_a_matrix, (positive(3, 3),)),
    Program(replaced_element, (X, 3)),
    Program(popped_and_written, (X, 4)),
    Program(summed_as_a_whole, (X, 3)),
    Program(returned, (X, 3)),
    Program(looped_over, (positive(3, 4),)),
    Program(halves, (X,)),
    Program(first_rest_of_rows, (positive(3, 4),)),
    Program(second_name, (X, 3)),
    Program(places_changed_before_a_store, (X, 2)),
    Program(one_element_under_two_indices, (X, 1)),
    Program(one_element_under_two_indices, (X, 3)),
    Program(element_overwritten_in_steps, (positive(3), 1)),
    Program(element_overwritten_in_steps, (positive(3), 2)),
]

REFUSED = {"taken_out_and_increased"}
