"""Lists of lists whose sizes only the run knows: tables, ragged rows, dynamic programming."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed


def ragged_rows(x):
    rows = []
    for i in range(len(x)):
        row = []
        for j in range(i + 1):
            row.append(x[i] * x[j])
        rows.append(row)
    s = 0.0
    for row in rows:
        for v in row:
            s += v * v
    return s + rows[-1][0] * rows[1][1]


def comprehension_of_comprehensions(x, y):
    table = [[a * b + b for b in y] for a in x]
    return sum(sum(row) for row in table) + table[1][2] * table[-1][0]


def table_to_array(x, n):
    table = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            table[i][j] = x * i + j * x**2
    a = np.array(table)
    return np.sum(a * a.T) + a[0, 1]


def soft_dtw(a, b, gamma):
    n, m = len(a), len(b)
    cost = [[1e3] * (m + 1) for _ in range(n + 1)]
    cost[0][0] = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            d = (a[i - 1] - b[j - 1]) ** 2
            before = [cost[i - 1][j], cost[i][j - 1], cost[i - 1][j - 1]]
            low = min(before)
            total = 0.0
            for c in before:
                total += math.exp(-(c - low) / gamma)
            cost[i][j] = d + low - gamma * math.log(total)
    return cost[n][m]


def edit_distance(a, b, change):
    n, m = len(a), len(b)
    table = [[0.0 for _ in range(m + 1)] for _ in range(n + 1)]
    for i in range(n + 1):
        table[i][0] = i * change
    for j in range(m + 1):
        table[0][j] = j * change
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            swap = table[i - 1][j - 1] + (a[i - 1] - b[j - 1]) ** 2
            table[i][j] = min(swap, table[i - 1][j] + change, table[i][j - 1] + change)
    return table[n][m]


def forward_algorithm(start, move, emit, seen):
    states = range(len(start))
    alpha = [[start[s] * emit[s, seen[0]] for s in states]]
    for t in range(1, len(seen)):
        row = []
        for s in states:
            total = 0.0
            for r in states:
                total += alpha[t - 1][r] * move[r, s]
            row.append(total * emit[s, seen[t]])
        alpha.append(row)
    return math.log(sum(alpha[-1]))


def viterbi(start, move, emit, seen):
    n = len(start)
    best = [[0.0] * n for _ in range(len(seen))]
    back = [[0] * n for _ in range(len(seen))]
    for s in range(n):
        best[0][s] = np.log(start[s]) + np.log(emit[s, seen[0]])
    for t in range(1, len(seen)):
        for s in range(n):
            scores = [best[t - 1][r] + np.log(move[r, s]) for r in range(n)]
            back[t][s] = int(np.argmax(scores))
            best[t][s] = scores[back[t][s]] + np.log(emit[s, seen[t]])
    return max(best[-1])


def matrix_chain(sizes):
    n = len(sizes) - 1
    cost = [[0.0] * n for _ in range(n)]
    for length in range(2, n + 1):
        for i in range(n - length + 1):
            j = i + length - 1
            cost[i][j] = np.inf
            for k in range(i, j):
                c = cost[i][k] + cost[k + 1][j] + sizes[i] * sizes[k + 1] * sizes[j + 1]
                if c < cost[i][j]:
                    cost[i][j] = c
    return cost[0][n - 1]


def knapsack(values, weights, room):
    best = [[0.0] * (room + 1)]
    for v, w in zip(values, weights):
        last = best[-1]
        row = last[:]
        for r in range(w, room + 1):
            row[r] = max(last[r], last[r - w] + v)
        best.append(row)
    return best[-1][room]


def grid_paths(grid):
    rows = [[grid[i, j] for j in range(grid.shape[1])] for i in range(grid.shape[0])]
    for i in range(len(rows)):
        for j in range(len(rows[i])):
            if i > 0 and j > 0:
                rows[i][j] += rows[i - 1][j] * rows[i][j - 1]
            elif i > 0:
                rows[i][j] += rows[i - 1][j]
            elif j > 0:
                rows[i][j] *= rows[i][j - 1]
    return rows[-1][-1]


def pascal_weighted(x, n):
    rows = [[1.0]]
    for _ in range(n):
        last = rows[-1]
        row = [x]
        for j in range(len(last) - 1):
            row.append(last[j] + x * last[j + 1])
        row.append(1.0)
        rows.append(row)
    return sum(v * (j + 1) for j, v in enumerate(rows[-1]))


def divided_differences(x, y, at):
    table = [list(y)]
    for k in range(1, len(x)):
        last = table[-1]
        table.append([(last[i + 1] - last[i]) / (x[i + k] - x[i]) for i in range(len(last) - 1)])
    value, product = 0.0, 1.0
    for k in range(len(x)):
        value += table[k][0] * product
        product *= at - x[k]
    return value


def romberg(x, levels):
    table = []
    for k in range(levels):
        n = 2**k
        h = x / n
        total = 0.5 * (math.sin(0.0) + math.sin(x))
        for i in range(1, n):
            total += math.sin(i * h)
        row = [h * total]
        for j in range(k):
            row.append(row[j] + (row[j] - table[k - 1][j]) / (4 ** (j + 1) - 1))
        table.append(row)
    return table[-1][-1]


def transposed(x, n):
    rows = [[x * i + j for j in range(3)] for i in range(n)]
    columns = [[row[j] for row in rows] for j in range(3)]
    return columns[0][n - 1] * columns[2][0] + sum(columns[1])


def matmul_of_lists(x, n):
    a = [[x * (i + j) for j in range(n)] for i in range(n)]
    b = [[x**i + j for j in range(n)] for i in range(n)]
    c = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                c[i][j] += a[i][k] * b[k][j]
    return sum(c[i][i] for i in range(n)) + c[0][1]


def eliminated(x, n):
    a = [[x * (i == j) + 1.0 / (1 + i + j) for j in range(n)] for i in range(n)]
    det = 1.0
    for i in range(n):
        det *= a[i][i]
        for k in range(i + 1, n):
            f = a[k][i] / a[i][i]
            for j in range(i, n):
                a[k][j] -= f * a[i][j]
    return det


def rows_swapped(x, n):
    a = [[x * i + j * j * x for j in range(n)] for i in range(n)]
    for i in range(n // 2):
        a[i], a[n - 1 - i] = a[n - 1 - i], a[i]
    a[0][1] = a[0][1] * a[1][0]
    return a[0][1] * a[-1][0] + a[1][1]


def one_row_twice(x, n):
    row = [x * i for i in range(n)]
    grid = [row, row]
    extra = []
    for _ in range(n):
        extra.append(row)
    extra[0][1] = x * extra[1][2]
    return extra[2][1] * row[1] + grid[0][1] + grid[1][1]


def adjacency_grown(x, edges):
    near = [[] for _ in range(len(x))]
    for a, b in edges:
        near[a].append(x[b])
        near[b].append(x[a] * 2.0)
    s = 0.0
    for i in range(len(x)):
        for v in near[i]:
            s += v * x[i]
    return s


def propagated(x, edges, steps):
    near = [[] for _ in range(len(x))]
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    h = [v for v in x]
    for _ in range(steps):
        new = []
        for i in range(len(h)):
            total = h[i]
            for j in near[i]:
                total += 0.5 * h[j]
            new.append(np.tanh(total))
        h = new
    return sum(h)


def buckets(x, n):
    piles = [[] for _ in range(n)]
    for v in x:
        piles[int(abs(v) * 10) % n].append(v)
    s = 0.0
    for pile in piles:
        if pile:
            s += (sum(pile) / len(pile)) ** 2
    return s


def arrays_in_rows(x, n):
    grid = []
    for i in range(n):
        row = []
        h = x
        for j in range(i + 1):
            h = np.tanh(h + j)
            row.append(h)
        grid.append(row)
    return sum(np.sum(grid[i][-1] * grid[i][0]) for i in range(n))


def arrays_written_in_rows(x, n):
    grid = [[np.zeros(len(x)) for _ in range(n)] for _ in range(n)]
    for i in range(n):
        for j in range(n):
            grid[i][j][1:] = x[1:] * (i + j)
            grid[i][j] += x
    grid[0][0][0] = np.sum(grid[1][1] * x)
    return np.sum(grid[0][0] * grid[n - 1][0])


def three_deep(x, n):
    cube = [[[x * i + j * k for k in range(n)] for j in range(n)] for i in range(n)]
    cube[0][1][1] = cube[1][1][1] * x
    return sum(sum(sum(line) for line in page) for page in cube) * cube[0][1][1]


def popped_rows(x, n):
    stack = [[x, 1.0]]
    total = 0.0
    while stack:
        path = stack.pop()
        total += path[-1] * path[0]
        if len(path) < n:
            stack.append(path + [path[-1] * x])
            stack.append([*path, path[-1] + 0.5])
    return total


def filled(row, value):
    for j in range(len(row)):
        row[j] = row[j] + value * j
    return row


def helper_writes_a_row(x, n):
    table = [[x] * n for _ in range(n)]
    for i in range(n):
        filled(table[i], x * i)
    return table[1][2] * table[n - 1][1]


def total_of(table):
    return sum(sum(v * v for v in row) for row in table)


def made(x, n, m):
    return [[math.sin(x * i + j) for j in range(m)] for i in range(n)]


def helpers_take_and_give(x, n):
    return total_of(made(x, n, 2)) + made(x, 2, n)[1][n - 1]


def table_returned(x, n):
    table = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            table[i][j] = x * (i + 1) ** j
    return table


def ragged_returned(x, n):
    return [[x * i + x**j for j in range(i)] for i in range(n)]


def table_and_number_returned(x, n):
    rows = [[x * i] for i in range(n)]
    for row in rows:
        row.append(row[0] ** 2)
    return rows, rows[-1][1] * x


def smoothed(table, steps):
    n, m = len(table), len(table[0])
    for _ in range(steps):
        new = [row[:] for row in table]
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                around = table[i - 1][j] + table[i + 1][j] + table[i][j - 1] + table[i][j + 1]
                new[i][j] = 0.25 * around * table[i][j]
        table = new
    return table[1][1] + table[n - 2][m - 2] ** 2


def argument_summed(rows):
    s = 0.0
    for row in rows:
        for v in row:
            s += v**2
    return s


def argument_by_index(rows, k):
    return rows[k][0] * rows[k - 1][-1] + rows[0][0]


def argument_written(rows, k):
    rows[k][0] = rows[k - 1][1] ** 2
    rows[k].append(rows[0][0] * rows[k][0])
    return rows[k][-1] * rows[k][0]


def argument_of_arrays(layers, k):
    s = 0.0
    for layer in layers:
        for w in layer:
            s += np.sum(w * w) * k
    return s + np.sum(layers[k][0])


def two_rows_rolled(a, b):
    last = [j * a[0] for j in range(len(b) + 1)]
    for i in range(len(a)):
        row = [last[0] + a[i]]
        for j in range(len(b)):
            row.append(last[j] * a[i] + row[j] * b[j])
        last = row
    return last[-1]


def lists_exchanged(x, n):
    old = [x * i for i in range(n)]
    new = [0.0] * n
    for _ in range(3):
        for i in range(n):
            new[i] = old[i] * old[i - 1] + 0.5
        old, new = new, old
    return sum(old)


def list_chosen(x, n):
    a = [x * i for i in range(n)]
    b = [x + i for i in range(n)]
    for i in range(n):
        c = a if i % 2 else b
        c[0] = c[1] * x
    return a[0] * b[0] + a[1] * b[1]


def lists_in_turns(x, n):
    bins = [[], []]
    for i in range(n):
        bins[i % 2].append(x**i)
    return sum(bins[0]) * sum(bins[1])


def pairs_of_lists(x, n):
    xs, ys = [], []
    both = []
    for i in range(n):
        xs.append(x * i)
        ys.append(x + i)
        both.append([xs[-1], ys[-1]])
    return sum(a * b for a, b in both) + xs[1] * ys[0]


def rows_of_arrays(x, n):
    rows = []
    for i in range(n):
        row = [x * i, x]
        if i % 2:
            row.append(x**2)
        rows.append(row)
    return sum(np.sum(row[-1] * row[0]) for row in rows)


def made_anew(x, n):
    rows = [[x]]
    for i in range(n):
        rows = [row + [row[-1] * x] for row in rows] + [[x * i]]
    return sum(row[-1] * row[0] for row in rows)


class Net:
    """It holds rows."""

    def __init__(self):
        self.rows = []

    def add(self, row):
        """One more."""
        self.rows.append(row)


def rows_of_an_object(x, n):
    net = Net()
    for i in range(n):
        net.add([x * j for j in range(i + 1)])
    return sum(sum(row) for row in net.rows)


def rows_in_a_dict(x, n):
    held = {"a": [], "b": []}
    for i in range(n):
        held["a"].append([x * j for j in range(i + 1)])
        held["b"].append(x)
    held["a"][0][0] = x
    return sum(sum(row) for row in held["a"]) * held["b"][-1]


def lists_in_rows(x, n):
    out = []
    for i in range(n):
        row = {"w": x * i, "values": [x * j for j in range(i)]}
        out.append(row)
    out[1]["values"].append(x)
    return sum(row["w"] * sum(row["values"]) for row in out)


def two_arguments(a, b, k):
    a[k][0] = b[k][1] ** 2
    b[k].append(a[k][0] * a[0][1])
    return b[k][-1] * b[0][0] + a[k][0]


V = positive(4)
GRAPH = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)]
STOCHASTIC = positive(3, 3) / positive(3, 3).sum(axis=1, keepdims=True)
START = STOCHASTIC[0].copy()
SEEN = np.array([0, 1, 1, 0])
ROWS = [[1.3, 0.7, 0.2], [0.4, 1.1], [0.9, 0.3, 1.2, 0.8]]
TABLE = positive(4, 4).tolist()


def flat(values):
    if isinstance(values, list):
        return sum((flat(value) for value in values), [])
    return [values]


def flattened_by_sum(x):
    total = 0.0
    for k, v in enumerate(flat([x[0], [x[1], [x[2], x[0] * x[1]]]])):
        total += (k + 1) * v * v
    return total


def lists_joined_by_sum(x, n):
    one, other = [], []
    for k in range(n):
        one.append(x[k] ** 2)
        other.append(x[k] * x[0])
    return sum(v * w for v, w in zip(sum([one, [x[1]], other], []), [1.0, 2.0, 3.0, 4.0, 5.0]))


PROGRAMS = [
    Program(flattened_by_sum, (np.array([1.3, 0.7, 0.5]),)),
    Program(lists_joined_by_sum, (np.array([1.3, 0.7, 0.5]), 2)),
    Program(ragged_rows, (V,)),
    Program(comprehension_of_comprehensions, (V, signed(3)), wrt=(0, 1)),
    *(
        Program(one, (1.3, 4))
        for one in (
            table_to_array,
            pascal_weighted,
            transposed,
            matmul_of_lists,
            eliminated,
            rows_swapped,
            one_row_twice,
            three_deep,
            popped_rows,
            helper_writes_a_row,
            helpers_take_and_give,
            table_returned,
            ragged_returned,
            table_and_number_returned,
            lists_exchanged,
            list_chosen,
            lists_in_turns,
            pairs_of_lists,
            made_anew,
            rows_of_an_object,
            rows_in_a_dict,
            lists_in_rows,
        )
    ),
    Program(romberg, (1.3, 4)),
    Program(soft_dtw, (positive(4), positive(5, start=3), 0.7), wrt=(0, 1, 2)),
    Program(edit_distance, (positive(4), positive(3, start=5), 0.3), wrt=(0, 1, 2)),
    Program(forward_algorithm, (START, STOCHASTIC, positive(3, 2), SEEN), wrt=(0, 1, 2)),
    Program(viterbi, (START, STOCHASTIC, positive(3, 2), SEEN), wrt=(0, 1, 2)),
    Program(matrix_chain, (positive(6),)),
    Program(knapsack, (positive(4), [2, 3, 1, 4], 7)),
    Program(grid_paths, (positive(3, 4),)),
    Program(divided_differences, (np.arange(4) + 0.2 * V, signed(4), 0.7), wrt=(0, 1, 2)),
    Program(adjacency_grown, (V, GRAPH)),
    Program(propagated, (V, GRAPH, 3)),
    Program(buckets, (signed(7), 3)),
    Program(arrays_in_rows, (V, 3)),
    Program(arrays_written_in_rows, (V, 3)),
    Program(rows_of_arrays, (V, 4)),
    Program(two_arguments, (TABLE, positive(4, 2).tolist(), 2), wrt=(0, 1)),
    Program(smoothed, (TABLE, 3)),
    Program(argument_summed, (ROWS,)),
    Program(argument_by_index, (ROWS, 2)),
    Program(argument_written, (ROWS, 2)),
    Program(argument_of_arrays, ([[positive(2), positive(3)], [positive(2, 2)]], 1)),
    Program(two_rows_rolled, (V, signed(3)), wrt=(0, 1)),
]

REFUSED = set()
