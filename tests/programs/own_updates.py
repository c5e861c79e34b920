"""What a pass does in place to an array that it has just made, and what it does to others."""

import numpy as np

from tests.programs.case import Program, positive


def normalised(A, n):
    x = np.ones(A.shape[0])
    for _ in range(n):
        x = A @ x
        x /= np.linalg.norm(x)
    return x @ A @ x


def filtered(a, T, n):
    ll = 0.0
    for _ in range(n):
        a = a @ T
        s = a.sum()
        ll += np.log(s)
        a /= s
    return ll


def squashed(x, w, n):
    for _ in range(n):
        x = np.tanh(w @ x)
        x += 0.1
        x *= x
    return np.sum(x)


def made_at_times(x, n):
    x = x * 2.0
    for i in range(n):
        if i % 2:
            x = np.sin(x)
        x *= x
    return np.sum(x)


def updated_before_and_after(x, n):
    x = x * 1.0
    for i in range(n):
        x += np.sin(x)
        x = x * x * 0.1
        x *= np.cos(x)
    return np.sum(x)


def updated_inside(x, n):
    for i in range(n):
        x = np.sin(x)
        for j in range(2):
            x *= np.exp(-x)
    return np.sum(x)


def kept_for_the_next_pass(x, n):
    s = 0.0
    y = x * 1.0
    for i in range(n):
        x = np.sin(y)
        x /= np.sum(x)
        s += np.sum(x * y)
        y = x
    return s


def parts_updated(x, n):
    for i in range(n):
        x = np.sin(x)
        x[1:] *= x[:-1]
        x[0] = x[-1] * x[-1]
    return np.sum(x * x)


def kept_list(x, n):
    xs = []
    for i in range(n):
        x = np.sin(x)
        xs.append(x)
        x /= np.sum(x)
    return np.sum(xs[0] * xs[2])


class Box:
    pass


def in_object(x, n):
    b = Box()
    s = 0.0
    for i in range(n):
        b.u = np.sin(x)
        x = b.u
        x /= np.sum(x)
        s += np.sum(b.u)
    return s + np.sum(x)


def in_dict(x, n):
    d = {}
    for i in range(n):
        x = np.sin(x)
        d[i] = x
        x *= 2.0
    return np.sum(d[0] * d[1]) + np.sum(x)


def in_tuple(x, n):
    t = (x, x)
    for i in range(n):
        x = np.sin(x)
        t = (x, t[0])
        x *= 1.5
    return np.sum(t[0] * t[1])


def view_between(x, n):
    s = 0.0
    for i in range(n):
        x = np.sin(x)
        h = x[1:]
        x *= 1.5
        s += np.sum(h * h)
    return s


def old_view(x, n):
    s = 0.0
    h = x[1:]
    for i in range(n):
        s += np.sum(h * h)
        x = np.sin(x)
        x *= 1.5
        h = x[1:]
    return s + np.sum(h)


def scaled_matrix(a, n):
    for i in range(n):
        a = a @ a.T
        a /= np.trace(a)
        a += np.eye(3) * 0.1
    return np.sum(a * a)


def turned_matrix(a, n):
    for i in range(n):
        a = (a * 1.5).T
        a /= np.trace(a)
        a *= a
    return np.sum(a[0] * a[1]) + np.sum(a)


def read_by_a_function(x, n):
    def norm():
        return np.sum(x)

    s = 0.0
    for i in range(n):
        x = np.sin(x)
        x /= norm()
        s += norm() * x[0]
    return s


def scale_it(y):
    y *= 2.0


def updated_by_a_function(x, n):
    for i in range(n):
        x = np.sin(x)
        x /= 2.0
        scale_it(x)
    return np.sum(x)


def until_a_break(x, n):
    for i in range(n):
        x = np.sin(x)
        x /= np.sum(x)
        if x[0] > 0.3:
            break
        x = x * 2.0
        x -= 0.1
    else:
        x = x + 1.0
    return np.sum(x * x)


def while_it_is_large(x, n):
    x = x + 0.0
    while np.sum(x) > 0.2:
        x = x * 0.7
        x -= 0.01 * x[0]
    return np.sum(x * x)


def in_single_precision(x, n):
    for i in range(n):
        x = np.sin(x)
        x /= np.sum(x)
    return np.sum(x * x)


def of_integers(x, n):
    k = np.arange(4)
    for i in range(n):
        k = k * 2
        k += 1
        x = x * 0.1
        x += k[1]
        x *= np.int64(2)
    return np.sum(x * k)


def helper_norm(x):
    x /= np.sqrt(np.sum(x * x))
    return x


def updated_and_returned(A, x, n):
    for i in range(n):
        x = helper_norm(A @ x)
    return np.sum(x * A[0])


def two_names(x, n):
    s = 0.0
    for i in range(n):
        y = np.sin(x)
        x = y
        x /= np.sum(x)
        s += y[0] * x[1]
    return s


V, W, M = positive(4), positive(4, 4, start=1), positive(3, 3, start=2)

PROGRAMS = [
    Program(normalised, (W, 3)),
    Program(filtered, (V, W, 3), wrt=(0, 1)),
    Program(squashed, (V, W, 3), wrt=(0, 1)),
    Program(made_at_times, (V, 4)),
    Program(updated_before_and_after, (V, 3)),
    Program(updated_inside, (V, 3)),
    Program(kept_for_the_next_pass, (V, 3)),
    Program(parts_updated, (positive(5), 3)),
    Program(kept_list, (positive(5), 3)),
    Program(in_object, (V, 3)),
    Program(in_dict, (V, 3)),
    Program(in_tuple, (V, 3)),
    Program(view_between, (V, 3)),
    Program(old_view, (V, 3)),
    Program(scaled_matrix, (M, 3)),
    Program(turned_matrix, (M, 3)),
    Program(read_by_a_function, (V, 3)),
    Program(updated_by_a_function, (V, 3)),
    Program(until_a_break, (V, 5)),
    Program(while_it_is_large, (V, 3)),
    Program(in_single_precision, (V.astype("f4"), 3), error_scale=1e5),
    Program(of_integers, (np.arange(4.0), 3)),
    Program(updated_and_returned, (W, V, 3)),
    Program(two_names, (V, 3)),
    Program(normalised, (W, 0), name="no_power"),
    Program(filtered, (V, W, 0), wrt=(0, 1), name="no_step_forward"),
]
