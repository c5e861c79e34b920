"""What is stored into an array is read there later: by a place that is told by what changes."""

import numpy as np

from tests.programs.case import Program, positive, signed


def under_a_length(A, v, n):
    H = np.zeros((n + 1, n))
    items = [0]
    w = v
    for j in range(n):
        w = A @ w
        H[len(items), j] = np.linalg.norm(w)
        items.append(j)
        w = w / np.linalg.norm(w)
    return np.sum(H * np.arange(1.0, H.size + 1.0).reshape(H.shape))


def under_the_last_of_a_list(A, v, n):
    H = np.zeros((n + 1, n))
    items = [0]
    w = v
    for j in range(n):
        w = A @ w
        H[items[-1] + 1, j] = np.linalg.norm(w)
        if w[0] > 1e9:
            return np.sum(H)
        items.append(items[-1] + 1)
        w = w / np.linalg.norm(w)
    return np.sum(H * np.arange(1.0, H.size + 1.0).reshape(H.shape))


def under_an_integer_that_is_stored_over(A, v, n):
    H = np.zeros(n + 3)
    places = np.array([2, 0, 3, 1, 4])
    w = v
    for j in range(n):
        w = A @ w
        H[places[j]] = np.linalg.norm(w)
        places[j] = 0
        w = w / np.linalg.norm(w)
    return np.sum(H * np.arange(1.0, n + 4.0)) + places[0]


def under_a_length_in_straight_lines(x, n):
    items = [n]
    H = np.zeros(4)
    H[len(items)] = np.sqrt(x[0])
    items.append(n)
    H[len(items)] = np.exp(x[1])
    items.append(n)
    return H[1] * H[2] ** 2 * len(items)


def columns_under_a_length(A, v, n):
    V = np.zeros((len(v), n + 1))
    items = [0]
    V[:, 0] = v
    for _ in range(n):
        w = np.tanh(A @ V[:, len(items) - 1])
        V[:, len(items)] = w / np.sqrt(w @ w)
        items.append(1)
    return np.sum(V[:, -1] * np.arange(1.0, len(v) + 1.0)) * len(items)


def under_what_is_taken_from_a_list(A, v, n):
    order = [2, 0, 1]
    H = np.zeros((n, n))
    w = v
    for j in range(n):
        w = A @ w
        H[order.pop(), j] = np.linalg.norm(w)
        w = w / np.linalg.norm(w)
    return np.sum(H * np.arange(1.0, H.size + 1.0).reshape(H.shape))


def counted(n):
    k = 0
    for _ in range(n):
        k += 1
    return k


def under_what_a_loop_counts(A, v, n):
    H = np.zeros((n + 1, n))
    w = v
    for j in range(n):
        w = A @ w
        H[counted(j + 1), j] = np.linalg.norm(w)
        w = w / np.linalg.norm(w)
    return np.sum(H * np.arange(1.0, H.size + 1.0).reshape(H.shape))


A = positive(3, 3)
V = positive(3, start=2)
PROGRAMS = [
    *(
        Program(function, (A, V, 3), wrt=(0, 1))
        for function in (
            under_a_length,
            under_the_last_of_a_list,
            under_an_integer_that_is_stored_over,
            columns_under_a_length,
            under_what_is_taken_from_a_list,
            under_what_a_loop_counts,
        )
    ),
    Program(under_a_length_in_straight_lines, (positive(2), 3)),
    Program(columns_under_a_length, (signed(2, 2), signed(2), 2), name="columns_of_two"),
]
