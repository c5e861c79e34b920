"""The measured programs without stores into arrays, as autograd, JAX and PyTorch take them.

Each is the same mathematics with the operations of a library: `np` is its namespace, in the part
that all three share, and `scan`, `repeat` and `erf` are given by the peer. A test holds the values
against the primals.
"""


def builders(np, scan, repeat, erf):
    """The programs, by the primal's name.

    ``scan(step, state, xs)`` is ``jax.lax.scan``; ``repeat(step, state, count)`` calls ``step`` on
    the state that often.
    """

    def summed(square):
        return np.sum(square * square)

    def squares(x):
        return np.sum(x**2 + 2)

    def series(x, n):
        def step(state, k):
            s, t = state
            t = t * x / k
            return (s + np.where(t > 1e-3, t, t * t), t), t

        (s, _), _ = scan(step, (0.0 * x, 1.0 + 0.0 * x), np.arange(1.0, n))
        return s

    def heat(u, k, steps):
        def step(u):
            inner = u[1:-1] + k * (u[2:] - 2 * u[1:-1] + u[:-2])
            return np.concatenate((u[:1], inner, u[-1:]))

        return np.sum(repeat(step, u, steps) ** 2)

    def seidel(u, k, steps):
        def cell(left, cells):
            new = cells[0] + k * left * cells[1]
            return new, new

        def step(u):
            _, inner = scan(cell, u[0], (u[1:-1], u[2:]))
            return np.concatenate((u[:1], inner, u[-1:]))

        return summed(repeat(step, u, steps))

    def seidel_2d(a, steps):
        def cell(left, cells):
            new = (cells[0] + left + cells[1] + cells[2] + cells[3]) / 5.0
            return new, new

        def row(above, rows):
            here, below = rows
            _, inner = scan(cell, here[0], (above[1:-1], here[1:-1], here[2:], below[1:-1]))
            new = np.concatenate((here[:1], inner, here[-1:]))
            return new, new

        def step(a):
            _, inner = scan(row, a[0], (a[1:-1], a[2:]))
            return np.concatenate((a[:1], inner, a[-1:]))

        return summed(repeat(step, a, steps))

    def framed(inner, a):
        middle = np.concatenate((a[1:-1, :1], inner, a[1:-1, -1:]), axis=1)
        return np.concatenate((a[:1], middle, a[-1:]))

    def jacobi_2d(a, b, steps):
        def half(a, b):
            inner = a[1:-1, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] + a[2:, 1:-1] + a[:-2, 1:-1]
            return framed(0.2 * inner, b)

        def step(state):
            a, b = state
            b = half(a, b)
            return half(b, a), b

        return summed(repeat(step, (a, b), steps)[0])

    def heat_3d(a, b, steps):
        def half(a, b):
            c = a[1:-1, 1:-1, 1:-1]
            inner = (
                0.125 * (a[2:, 1:-1, 1:-1] - 2.0 * c + a[:-2, 1:-1, 1:-1])
                + 0.125 * (a[1:-1, 2:, 1:-1] - 2.0 * c + a[1:-1, :-2, 1:-1])
                + 0.125 * (a[1:-1, 1:-1, 2:] - 2.0 * c + a[1:-1, 1:-1, :-2])
                + c
            )
            inner = np.concatenate((b[1:-1, 1:-1, :1], inner, b[1:-1, 1:-1, -1:]), axis=2)
            return framed(inner, b)

        def step(state):
            a, b = state
            b = half(a, b)
            return half(b, a), b

        return summed(repeat(step, (a, b), steps)[0])

    def implicit(u, r, steps):
        n = len(u)
        p = [0.0]
        for _ in range(1, n - 1):
            p.append(r / (1.0 + 2.0 * r - r * p[-1]))
        p = np.stack([1.0 * np.ones(()) * one for one in p[1:]])

        def down(before, given):
            new = (given[0] / r + before) * given[1]
            return new, new

        def up(after, given):
            new = given[1] * after + given[0]
            return new, new

        def along(u):  # systems along the first axis
            inner = u[:, 1:-1]
            _, q = scan(down, 0.0 * inner[0], (inner[1:-1], p))
            _, new = scan(up, inner[-1], (np.flipud(q), np.flipud(p)))
            new = np.flipud(new)
            middle = np.concatenate((u[1:-1, :1], new, u[1:-1, -1:]), axis=1)
            return np.concatenate((u[:1], middle, u[-1:]))

        return summed(repeat(lambda u: along(along(u.T).T), u, steps))

    def fdtd(ex, ey, hz, source, steps):
        def step(state, value):
            ex, ey, hz = state
            edge = value * np.ones((1, ey.shape[1]))
            ey = np.concatenate((edge, ey[1:] - 0.5 * (hz[1:] - hz[:-1])))
            inner = ex[:, 1:] - 0.5 * (hz[:, 1:] - hz[:, :-1])
            ex = np.concatenate((ex[:, :1], inner), axis=1)
            turn = ex[:-1, 1:] - ex[:-1, :-1] + ey[1:, :-1] - ey[:-1, :-1]
            inner = np.concatenate((hz[:-1, :-1] - 0.7 * turn, hz[:-1, -1:]), axis=1)
            hz = np.concatenate((inner, hz[-1:]))
            return (ex, ey, hz), value

        (_, _, hz), _ = scan(step, (ex, ey, hz), source[:steps])
        return summed(hz)

    def mixture(alphas, means, logs, points):
        z = (points[:, None, :] - means) * np.exp(logs)
        scores = alphas + np.sum(logs, axis=1) - 0.5 * np.sum(z * z, axis=2)
        top = np.amax(scores, axis=1)[:, None]
        likelihood = np.sum(top) + np.sum(np.log(np.sum(np.exp(scores - top), axis=1)))
        return likelihood - len(points) * np.log(np.sum(np.exp(alphas)))

    def rosenbrock(x):
        return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)

    def later(n):  # for each place, ones behind it
        return np.triu(np.ones((n, n)), 1)

    def lu(a):
        def step(state, given):
            a, total = state
            here, behind = given
            row = here @ a
            pivot = row @ here
            row, column = row * behind, (a @ here) * behind / pivot
            total = total + pivot * pivot + summed(row) + summed(column)
            return (a - column[:, None] * row[None, :], total), pivot

        n = len(a)
        return scan(step, (a, 0.0 * a[0, 0]), (np.eye(n), later(n)))[0][1]

    def cholesky(a):
        def step(state, given):
            a, total = state
            here, behind = given
            column = a @ here
            pivot = np.sqrt(column @ here)
            column = column * behind / pivot
            total = total + pivot + np.sum(column)
            return (a - column[:, None] * column[None, :], total), pivot

        n = len(a)
        return scan(step, (a, 0.0 * a[0, 0]), (np.eye(n), later(n)))[0][1]

    def substitution(a, b):
        def step(x, given):
            row, right, here = given
            return x + (right - row @ x) / (row @ here) * here, right

        return summed(scan(step, 0.0 * b, (a, b, np.eye(len(b))))[0])

    def gram_schmidt(a):
        total = 0.0
        for _ in range(a.shape[1]):
            length = np.sqrt(summed(a[:, 0]))
            q = a[:, 0] / length
            shares = q @ a[:, 1:]
            total = total + length + np.sum(shares)
            a = a[:, 1:] - q[:, None] * shares[None, :]
        return total

    def thomas(lower, diagonal, upper, rhs):
        def down(state, given):
            c, d = state
            low, middle, up, right = given
            m = middle - low * c
            new = (up / m, (right - low * d) / m)
            return new, new

        def back(after, given):
            new = given[1] - given[0] * after
            return new, new

        zero = 0.0 * lower[:1]
        given = (np.concatenate((zero, lower)), diagonal, np.concatenate((upper, zero)), rhs)
        (_, last), (c, d) = scan(down, (zero[0], zero[0]), given)
        _, x = scan(back, last, (np.flipud(c[:-1]), np.flipud(d[:-1])))
        return summed(x) + last * last

    def products(a, b, c):
        return summed(0.5 * ((a @ b) @ c))

    def perceptron(w1, b1, w2, b2, x, y):
        h = np.tanh(x @ w1 + b1)
        return np.mean((h @ w2 + b2 - y) ** 2)

    def softmax(w, x, labels):
        scores = x @ w
        scores = scores - np.amax(scores, axis=1)[:, None]
        logs = scores - np.log(np.sum(np.exp(scores), axis=1))[:, None]
        return -np.mean(logs[np.arange(len(labels)), labels])

    def convolution(image, weights):
        size = weights.shape[0]
        total = 0.0
        for i in range(image.shape[1] - size + 1):
            for j in range(image.shape[2] - size + 1):
                part = image[:, i : i + size, j : j + size, :, None] * weights[None]
                total = total + summed(np.sum(part, axis=(1, 2, 3)))
        return total

    def sigmoid(x):
        return 1.0 / (1.0 + np.exp(-x))

    def lstm(w, b, xs):
        n = len(b) // 4

        def step(state, x):
            h, c, total = state
            z = w @ np.concatenate((x, h)) + b
            i, f, o = sigmoid(z[:n]), sigmoid(z[n : 2 * n]), sigmoid(z[2 * n : 3 * n])
            c = f * c + i * np.tanh(z[3 * n :])
            h = o * np.tanh(c)
            return (h, c, total + summed(h)), total

        start = (0.0 * b[:n], 0.0 * b[:n], 0.0 * b[0])
        return scan(step, start, xs)[0][2]

    def clusters(centres, points):
        distances = np.sum((points[:, None, :] - centres) ** 2, axis=2)
        return np.sum(np.amin(distances, axis=1))

    def logistic(w, b, x, y):
        z = y * (x @ w + b)
        return np.mean(np.log1p(np.exp(-z))) + 0.05 * summed(w)

    def kalman(f, h, q, r, x, p, measurements):
        def step(state, measurement):
            x, p, likelihood = state
            x = f @ x
            p = f @ p @ f.T + q
            innovation = measurement - h @ x
            s = h @ p @ h + r
            gain = p @ h / s
            x = x + gain * innovation
            p = p - gain[:, None] * (h @ p)[None, :]
            likelihood = likelihood - 0.5 * (np.log(s) + innovation * innovation / s)
            return (x, p, likelihood), s

        return scan(step, (x, p, 0.0 * r), measurements)[0][2]

    def cross(a, b):
        return np.stack(
            (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
        )

    def bundle(cameras, points, pairs, measured):
        def step(cost, seen):
            pair, place = seen
            camera, point = cameras[pair[0]], points[pair[1]]
            angle = np.sqrt(camera[:3] @ camera[:3])
            axis = camera[:3] / angle
            moved = (
                np.cos(angle) * point
                + np.sin(angle) * cross(axis, point)
                + (1.0 - np.cos(angle)) * (axis @ point) * axis
                + camera[3:6]
            )
            flat = moved[:2] / moved[2]
            radius = flat @ flat
            error = camera[6] * (1.0 + camera[7] * radius) * flat - place
            return cost + error @ error, radius

        return scan(step, 0.0 * cameras[0, 0], (pairs, measured))[0]

    def runge_kutta(state, length, damping, steps):
        h = 0.01

        def right_side(state):
            return np.stack((state[1], -9.81 / length * np.sin(state[0]) - damping * state[1]))

        def step(state):
            k1 = right_side(state)
            k2 = right_side(state + 0.5 * h * k1)
            k3 = right_side(state + 0.5 * h * k2)
            k4 = right_side(state + h * k3)
            return state + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)

        state = repeat(step, state, steps)
        return state[0] ** 2 + 0.1 * state[1] ** 2

    def bodies(places, speeds, masses, dt, steps):
        def step(state):
            places, speeds = state
            apart = places[:, None, :] - places[None, :, :]
            squares = np.sum(apart * apart, axis=2) + 0.01
            pull = masses[None, :] / (squares * np.sqrt(squares))
            speeds = speeds - dt * np.sum(pull[:, :, None] * apart, axis=1)
            return places + dt * speeds, speeds

        return summed(repeat(step, (places, speeds), steps)[0])

    def black_scholes(spot, strike, rate, sigma, maturity):
        width = sigma * np.sqrt(maturity)
        d1 = (np.log(spot / strike) + (rate + 0.5 * sigma**2) * maturity) / width
        d2 = d1 - width
        n1 = 0.5 * (1.0 + erf(d1 / 2.0**0.5))
        n2 = 0.5 * (1.0 + erf(d2 / 2.0**0.5))
        return spot * n1 - strike * np.exp(-rate * maturity) * n2

    functions = (
        *(squares, series, heat, seidel, seidel_2d, jacobi_2d, heat_3d, implicit, fdtd),
        *(mixture, rosenbrock, lu, cholesky, substitution, gram_schmidt, thomas, products),
        *(perceptron, softmax, convolution, lstm, clusters, logistic, kalman),
        *(bundle, runge_kutta, bodies, black_scholes),
    )
    return {function.__name__: function for function in functions}


def scanned(stack):
    """`scan` as a loop in Python; ``stack`` makes one array of the results."""

    def stacked(parts):
        if isinstance(parts[0], tuple):
            return tuple(stack(column) for column in zip(*parts, strict=True))
        return stack(parts)

    def scan(step, state, xs):
        given = zip(*xs, strict=True) if isinstance(xs, tuple) else xs
        results = []
        for x in given:
            state, result = step(state, x)
            results.append(result)
        return state, stacked(results)

    return scan


def repeated(step, state, count):
    """`repeat` as a loop in Python."""
    for _ in range(count):
        state = step(state)
    return state
