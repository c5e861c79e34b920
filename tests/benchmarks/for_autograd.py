"""The measured programs as autograd takes them: without stores into arrays.

Each is built with autograd's own NumPy; a program that cannot be written without stores to single
elements in a loop is left out.
"""

from tests.benchmarks import programs


def builders(np):
    """The programs with ``np``, autograd's NumPy, by the primal's name."""

    def squares(x):
        return np.sum(x**2 + 2)

    def heat(u, k, steps):
        for _ in range(steps):
            inner = u[1:-1] + k * (u[2:] - 2 * u[1:-1] + u[:-2])
            u = np.concatenate((u[:1], inner, u[-1:]))
        return np.sum(u**2)

    def half_step(a, b):
        inner = 0.2 * (a[1:-1, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] + a[2:, 1:-1] + a[:-2, 1:-1])
        middle = np.concatenate((b[1:-1, :1], inner, b[1:-1, -1:]), axis=1)
        return np.concatenate((b[:1], middle, b[-1:]))

    def jacobi_2d(a, b, steps):
        for _ in range(steps):
            b = half_step(a, b)
            a = half_step(b, a)
        return np.sum(a * a)

    def mixture(alphas, means, logs, points):
        z = (points[:, None, :] - means) * np.exp(logs)
        scores = alphas + np.sum(logs, axis=1) - 0.5 * np.sum(z * z, axis=2)
        top = np.max(scores, axis=1, keepdims=True)
        likelihood = np.sum(top) + np.sum(np.log(np.sum(np.exp(scores - top), axis=1)))
        return likelihood - len(points) * np.log(np.sum(np.exp(alphas)))

    def rosenbrock(x):
        return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)

    local = [squares, heat, jacobi_2d, mixture, rosenbrock]
    return {"series": programs.series, **{fun.__name__: fun for fun in local}}
