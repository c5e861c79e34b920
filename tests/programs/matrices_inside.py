"""Programs that take Jacobians and Hessians of functions that they make."""

import numpy as np

from srcgrad import grad, hessian, hvp, jacobian, jvp, vjp
from tests.programs.case import Program, signed


def cost(w, a):
    return np.sum(np.exp(0.2 * w) * a[0]) + np.sum(w**2) + w[0] * w[1] * a[1]


def newton_of_a_lambda(x, a):
    for _ in range(2):
        near = lambda w: cost(w, a)  # noqa: E731
        x = x - np.linalg.solve(hessian(near)(x), grad(near)(x)[1])
    return np.sum(x**2)


def reading_what_changes(x, a):
    def scaled(w, scale=2.0):
        return scale * cost(w, a)

    for _ in range(2):
        x = x - np.linalg.solve(hessian(scaled)(x), jacobian(scaled)(x))
        a = a * 1.1
    return np.sum(x * a)


def gauss_newton(x, a):
    def residual(w):
        return np.array([w[0] * w[1] - a[0], w[0] ** 2 - a[1], w[1] + a[0]])

    for _ in range(2):
        j = jacobian(residual)(x)
        x = x - np.linalg.solve(j.T @ j + np.eye(2), j.T @ residual(x))
    return np.sum(x * a)


def in_both_modes(x, a):
    def field(t, k):
        return np.outer(np.sin(t) * k, a)[:, ::-1]

    rows = jacobian(field, wrt="t", mode="reverse")(x, a[0])
    return np.sum(rows * jacobian(field, mode="forward")(x, a[1])) + np.sum(
        jacobian(field, wrt=1)(x, a[0])
    )


def product_with_a_vector(x, a):
    return np.sum(hvp(lambda w: cost(w, a))(x, v=a) ** 2)


def of_numbers(x, a):
    wave = lambda t: np.sin(t * a[0])  # noqa: E731
    return hessian(wave)(x[0]) + jacobian(wave)(x[1]) ** 2


def default_of_a_function_that_is_read(x, a):
    def scaled(w, scale=2.0):
        return scale * np.sum(w**3 * a)

    slope = grad(scaled)
    return np.sum(jvp(lambda w: slope(w)[1], (x,), (a,))[1])


def penalty_on_the_slope_of_a_product(x, a):
    volume = lambda w: np.prod(w * a) + np.sum(np.prod(np.outer(w, a), axis=1))  # noqa: E731
    return np.sum(grad(volume)(x)[1] ** 2)


def counted(x, i, value=1.0):
    return x[:2] ** 2 * i * value


def by_parameters_with_names_of_ours(x, a):
    rows = jacobian(counted, mode="reverse")(x, a[0]) * jacobian(lambda i, v: v * i**2)(x, a[1])
    return np.sum(rows * jacobian(counted, wrt="value", mode="forward")(x, 3.0, a[1]))


def bent(x, y):
    return {"of both": x * y**2, "sum": np.sum(x**3) * y, "count": 2}


def by_several_arguments(x, a):
    rows = jacobian(bent, wrt=(1, 0))(x, a[0])
    by_y, by_x = rows["sum"]
    (xx, xy), (yx, yy) = hessian(lambda s, t: np.sum(s**2) * t**2, wrt=(0, 1))(x, a[1])
    moved_x, moved_y = hvp(lambda s, t: np.sum(s**2) * t**2, wrt=(0, 1))(x, a[1], v=(a, a[0]))
    return (
        np.sum(rows["of both"][1] ** 2)
        + np.sum(by_x * rows["of both"][0])
        + by_y * np.sum(xx)
        + np.sum(xy * yx) * yy
        + np.sum(moved_x**2) * moved_y
    )


def layer(model, x, *, scale=1.0):
    return np.tanh(model["w"] @ x + model["b"][0]) * scale, {"size": np.sum(x**2), "model": model}


def of_containers(x, a):
    model = {"w": np.outer(x, a), "b": (a * 2.0, 3), "name": "layer"}
    rows, aux = jacobian(layer, has_aux=True)(model, x, scale=a[0])
    cost = lambda m: np.sum(layer(m, x)[0] ** 2)  # noqa: E731
    whole = hessian(cost)(model)
    moved = hvp(cost)(model, v={"w": model["w"], "b": (x, None), "name": None})
    return (
        np.sum(rows["w"] ** 2) * aux["size"]
        + np.sum(rows["b"][0])
        + np.sum(whole["w"]["b"][0] ** 2)
        + np.sum(moved["w"] * whole["b"][0]["w"])
    )


def of_matrices_of_lambdas(x, a):
    """A Jacobian of a Jacobian, and a gradient of a product, of functions that are made here."""
    action = lambda q, v: 0.5 * np.sum(v**2 * (a + q**2)) - np.cos(q[0]) * q[1]  # noqa: E731
    mass = jacobian(jacobian(action, wrt=1), wrt="v")(x, a)
    moved = hvp(lambda y: np.sum(x * y**4))
    return mass @ grad(lambda y: np.sum(moved(y, v=a)))(x)[1]


X, A = signed(2), 0.5 + signed(2) ** 2


def layers(params, x):
    for w, b in params:
        x = np.tanh(w * x) + b
    return x


def pullback_of_layers_written_since(x, a):
    """It is taken where the containers were when the function ran."""
    params = [(x + 1.0, a[0]), (x * a[1], 0.5)]
    value, pullback = vjp(layers, params, x, wrt=(0, 1))
    params[0][0][:] = a[1]
    params.append((x, 2.0))
    ((first, offset), (second, _)), slope = pullback(value * a[0])
    return np.sum(first**2) + offset * np.sum(second) + np.sum(slope) + np.sum(params[0][0])


def inner_product(a, b):
    if isinstance(a, dict):
        return sum(inner_product(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple):
        return sum(inner_product(u, v) for u, v in zip(a, b, strict=True))
    return np.sum(a * b)


def products_of_slopes_part_by_part(x, a):
    """How deep a gradient is, is known once it is taken."""
    of = lambda p: np.sum(layers(p["layers"], x) * p["scale"])  # noqa: E731
    params = {"layers": [(x + 1.0, a[0]), (x * a[1], 0.5)], "scale": 0.7 + a[0]}
    slope = grad(of)(params)[1]
    return inner_product(slope, slope) + inner_product(params, slope)


PROGRAMS = [
    Program(products_of_slopes_part_by_part, (X, A), wrt=(0, 1)),
    Program(pullback_of_layers_written_since, (X, A), wrt=(0, 1)),
    Program(newton_of_a_lambda, (X, A), wrt=(0, 1)),
    Program(reading_what_changes, (X, A), wrt=(0, 1)),
    Program(gauss_newton, (X, A), wrt=(0, 1)),
    Program(in_both_modes, (X, A), wrt=(0, 1)),
    Program(product_with_a_vector, (X, A), wrt=(0, 1)),
    Program(penalty_on_the_slope_of_a_product, (X, A), wrt=(0, 1)),
    Program(of_numbers, (X, A), wrt=(0, 1)),
    Program(by_parameters_with_names_of_ours, (X, A), wrt=(0, 1)),
    Program(by_several_arguments, (X, A), wrt=(0, 1)),
    Program(of_containers, (X, A), wrt=(0, 1)),
    Program(of_matrices_of_lambdas, (X, A), wrt=(0, 1)),
    Program(default_of_a_function_that_is_read, (X, A), wrt=(0, 1)),
]
