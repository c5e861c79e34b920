"""Programs that take derivatives of derivatives, as users of other tools write them."""

from dataclasses import dataclass

import numpy as np
import pytest

from srcgrad import check_grads, grad, hessian, hvp, implicit_root, jacobian, jvp, vjp

RNG = np.random.default_rng(0)


def differences(fun, x, h=1e-6):
    """The Jacobian by central differences."""
    x = np.asarray(x, float)
    out = np.zeros(np.shape(fun(x)) + x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        out[(..., *index)] = (np.asarray(fun(x + step)) - np.asarray(fun(x - step))) / (2 * h)
    return out


def agree(exact, found, tolerance=2e-5):
    assert np.shape(exact) == np.shape(found)
    assert np.allclose(exact, found, rtol=tolerance, atol=tolerance)


def waves(x):
    u = x.copy()
    for _ in range(4):
        u[1:-1] += 0.1 * (u[2:] - 2 * u[1:-1] + u[:-2]) * u[1:-1]
        u[0] = np.sin(u[-1])
    return np.sum(u**3)


def test_hessian_of_a_loop_with_stores():
    x, v = RNG.normal(size=6), RNG.normal(size=6)
    exact = differences(lambda x: grad(waves)(x)[1], x)
    agree(exact @ v, hvp(waves)(x, v=v))
    agree(exact, hessian(waves)(x))


def fourth(x):
    return np.exp(2 * x) * x


def test_derivatives_of_any_order():
    one = lambda x: grad(fourth)(x)[1]  # noqa: E731
    two = lambda x: grad(one)(x)[1]  # noqa: E731
    three = lambda x: grad(two)(x)[1]  # noqa: E731
    agree(np.exp(0.6) * (16 * 0.3 + 32), grad(three)(0.3)[1])
    pushed = lambda x: jvp(two, (x,), (1.0,))[1]  # noqa: E731
    agree(np.exp(0.6) * (16 * 0.3 + 32), jvp(pushed, (0.3,), (1.0,))[1])


def critic(p, x):
    h = np.tanh(x @ p["w1"] + p["b1"])
    return np.sum(h @ p["w2"])


def penalty(p, x):
    slope = grad(critic, wrt=1)(p, x)[1]
    norms = np.sqrt(np.sum(slope**2, axis=1) + 1e-12)
    return np.mean((norms - 1) ** 2)


def test_gradient_penalty():
    p = {"w1": RNG.normal(size=(3, 4)), "b1": RNG.normal(size=4), "w2": RNG.normal(size=(4, 1))}
    x = RNG.normal(size=(5, 3))
    found = grad(penalty)(p, x)[1]
    for key in ("w1", "b1"):
        agree(differences(lambda w, key=key: penalty({**p, key: w}, x), p[key]), found[key])


def quartic(x, a):
    return np.sum((x**2 - a) ** 2) + 0.1 * np.sum(x**4)


def newton(a, x):
    for _ in range(2):
        x = x - np.linalg.solve(hessian(quartic)(x, a), grad(quartic)(x, a)[1])
    return np.sum(x**2)


def test_newton_steps():
    a, x = np.array([1.0, 2.0]), np.array([1.3, 1.2])
    agree(differences(lambda a: newton(a, x), a), grad(newton)(a, x)[1])


def cubic(x):
    return x[0] ** 3 * x[1] ** 2 + np.sin(x[0] * x[1])


def test_third_derivatives():
    x = np.array([0.5, 0.8])
    agree(differences(hessian(cubic), x), jacobian(hessian(cubic))(x))


def field(x):
    return np.array([x[0] ** 2 * x[1], np.sin(x[1]) * x[2], np.exp(x[0] * x[2])])


def test_jacobians_of_jacobians():
    x = RNG.normal(size=3)
    exact = differences(jacobian(field), x)
    agree(exact, jacobian(jacobian(field, mode="reverse"), mode="forward")(x))
    agree(exact, jacobian(jacobian(field, mode="forward"), mode="reverse")(x))


def equilibrium(z, w, x):
    return np.tanh(w @ z + x) - z


@implicit_root(equilibrium)
def settled(w, x):
    z = np.zeros_like(x)
    for _ in range(200):
        z = np.tanh(w @ z + x)
    return z


def settled_loss(w, x):
    return np.sum(settled(w, x) ** 2)


def test_implicit_layer():
    w, x = 0.3 * RNG.normal(size=(3, 3)), RNG.normal(size=3)
    agree(differences(lambda w: settled_loss(w, x), w), grad(settled_loss)(w, x)[1])
    exact = differences(lambda x: grad(settled_loss, wrt=1)(w, x)[1], x)
    agree(exact, hessian(settled_loss, wrt=1)(w, x))


def residual(p, t):
    return p[0] * np.exp(-p[1] * t) + p[2]


def test_gauss_newton_products():
    t, p, v = np.linspace(0, 3, 12), np.array([1.8, 0.6, 0.25]), RNG.normal(size=3)
    _, moved = jvp(residual, (p, t), (v, None))
    _, pullback = vjp(residual, p, t)
    matrix = jacobian(residual)(p, t)
    agree(matrix.T @ (matrix @ v), pullback(moved))


def negative(z, y, s):
    return 0.5 * np.sum(z**2) / s**2 + np.sum(np.exp(z) - y * z)


def laplace(s, y):
    z = np.zeros_like(y)
    for _ in range(8):
        z = z - np.linalg.solve(hessian(negative)(z, y, s), grad(negative)(z, y, s)[1])
    curvature = np.linalg.slogdet(hessian(negative)(z, y, s))[1]
    return negative(z, y, s) + 0.5 * curvature + len(y) * np.log(s)


def test_laplace_approximation():
    y = np.array([1.0, 3.0, 2.0])
    agree(differences(lambda s: laplace(float(s), y), 0.8), grad(laplace)(0.8, y)[1])


def density(theta, x):
    return -0.5 * ((x - theta[0]) / np.exp(theta[1])) ** 2 - theta[1]


def natural(theta, xs):
    fisher, slope = 0.1 * np.eye(2), np.zeros(2)
    for x in xs:
        score = grad(density)(theta, x)[1]
        fisher = fisher + np.outer(score, score) / len(xs)
        slope = slope + score
    return np.linalg.solve(fisher, slope)


def test_natural_gradient():
    xs, theta = RNG.normal(size=6), np.array([0.1, 0.2])
    agree(differences(lambda t: natural(t, xs), theta), jacobian(natural)(theta, xs))


def trained(lam, x, y):
    w = np.zeros(x.shape[1])
    for _ in range(20):
        w = w - 0.05 * (x.T @ (x @ w - y) / len(y) + lam * w)
    return np.mean((x @ w - 2.0 * y) ** 2)


def test_hypergradient():
    x, y = RNG.normal(size=(10, 3)), RNG.normal(size=10)
    agree(differences(lambda s: trained(float(s), x, y), 0.3), grad(trained)(0.3, x, y)[1])
    exact = differences(lambda s: grad(trained)(float(s), x, y)[1], 0.3)
    agree(exact, hvp(trained)(0.3, x, y, v=1.0))


@dataclass
class Layer:
    weights: np.ndarray
    scale: float


@dataclass(frozen=True)
class Model:
    layer: Layer
    offset: float
    name: str = "model"


def activated(model, x):
    return np.sum(np.tanh(model.layer.weights * x + model.offset) ** 2) * model.layer.scale


def model_of(numbers):
    return Model(Layer(numbers[:2].copy(), float(numbers[2])), float(numbers[3]))


def numbers_of(model):
    return np.array([*model.layer.weights, model.layer.scale, model.offset])


def test_objects():
    start, v, x = np.array([0.3, -0.4, 1.5, 0.2]), RNG.normal(size=4), np.array([1.0, 2.0])
    exact = differences(lambda n: numbers_of(grad(activated)(model_of(n), x)[1]), start)
    along = Model(Layer(v[:2], float(v[2])), float(v[3]), None)
    found = hvp(activated)(model_of(start), x, v=along)
    assert isinstance(found, Model)
    assert found.name is None
    agree(exact @ v, numbers_of(found))
    whole = hessian(activated)(model_of(start), x)
    agree(exact[3, :2], whole.offset.layer.weights)
    agree(exact[:2, 2], whole.layer.weights.layer.scale)


def objects_penalty(model, x):
    slope = grad(activated)(model, x)[1]
    return np.sum(slope.layer.weights**2) + slope.offset * slope.layer.scale


def test_objects_of_gradients():
    start, x = np.array([0.3, -0.4, 1.5, 0.2]), np.array([1.0, 2.0])
    exact = differences(lambda n: objects_penalty(model_of(n), x), start)
    agree(exact, numbers_of(grad(objects_penalty)(model_of(start), x)[1]))


def potential(x):
    return np.sum((x[1:] - x[:-1] ** 2) ** 2) + np.sum((1 - x) ** 4)


def conjugate(x):
    r = grad(potential)(x)[1]
    d, p = np.zeros_like(x), r.copy()
    for _ in range(3):
        along = hvp(potential)(x, v=p)
        step = (r @ r) / (p @ along)
        d = d + step * p
        rest = r - step * along
        p = rest + (rest @ rest) / (r @ r) * p
        r = rest
    return d


def test_conjugate_gradients_with_products():
    x = np.array([0.8, 0.7, 0.5, 0.9, 0.6])
    agree(differences(conjugate, x), jacobian(conjugate)(x), 1e-4)


@pytest.mark.parametrize("mode", ["forward", "reverse"])
def test_the_hessian_is_the_jacobian_of_the_gradient(mode):
    x = RNG.normal(size=5)
    agree(hessian(potential)(x), jacobian(lambda x: grad(potential)(x)[1], mode=mode)(x))


def size_of_two_slopes(x, y):
    both = jacobian(lambda s, t: np.array([s[0] * t, s[0] * s[1]]), wrt=(0, 1), mode="reverse")
    return np.sum(both(x, y)[0] ** 2)


def test_a_third_derivative_by_one_of_two_arguments():
    """What is taken off a list, and not needed, is added to what is bound."""
    product = hvp(size_of_two_slopes)
    check_grads(lambda x, y: np.sum(product(x, y, v=x) ** 2), (np.array([0.5, 1.2]), 0.7))


def of_numbers(x):
    s = 0.0
    for v in x:
        s += v**3
    return s


def of_a_list(x):
    found = [x[0] ** 2, x[1] * 2]
    if x[2] > 0.5:
        found.append(x[2] ** 2)
    a, b, c = found
    return a * b * c


@pytest.mark.parametrize("fun", [of_numbers, of_a_list])
def test_second_derivatives_in_each_combination(fun):
    """The class of a sum of numbers, and lists of zeros for those that grew, are followed."""
    x, v = np.array([0.7, 1.1, 0.9]), np.array([1.0, -2.0, 0.5])
    exact = hvp(fun)(x, v=v)
    agree(exact, grad(lambda x: np.sum(grad(fun)(x)[1] * v))(x)[1], 1e-12)
    agree(exact, grad(lambda x: jvp(fun, (x,), (v,))[1])(x)[1], 1e-12)


def test_the_class_of_a_number_converts_to_it():
    def scaled(y, x):
        total = np.float32(0.0)
        for one in x:
            total = total + one
        return type(total)(y * y)

    value, slope = grad(scaled)(1.1, np.ones(2, np.float32))
    assert type(value) is np.float32
    assert slope == 2.2


def with_a_late_array(x):
    t = x * 1.0
    for _ in range(2):
        p = 0.1 * x
        t = t * 1.3 + p * t[::-1]
    return np.sum(t)


@implicit_root(lambda z, x: z**3 + z - x)
def cube_root(x):
    z = np.ones(x.shape)
    for _ in range(40):
        z = z - (z**3 + z - x) / (3 * z * z + 1)
    return z


def weighted_root(x):
    return np.sum(cube_root(x) ** 2 * x)


@pytest.mark.parametrize("fun", [with_a_late_array, weighted_root])
def test_gradients_of_products_with_hessians_of_slopes(fun):
    """Tangents of what is None first; functions that several generated texts import."""
    x, v = np.array([0.7, 1.1]), np.array([1.0, -0.5])

    def slope(x):
        return np.sum(grad(fun)(x)[1] * v * x)

    def along(x):
        return np.sum(hvp(slope)(x, v=v) * x)

    agree(differences(along, x), grad(along)(x)[1], 1e-4)


def test_a_keyword_parameter_may_have_the_name_of_what_a_helper_calls():
    from math import sin

    def helper(x):
        return sin(x) * x

    def scaled(x, *, sin):
        return helper(x) * sin

    agree(2 * (np.sin(1.0) + np.cos(1.0)), grad(scaled)(1.0, sin=2.0)[1], 1e-12)


def value(x):
    return np.array([x[0] ** 2 * x[1], np.sin(x[1])])


def matrix(x):
    return np.sum(x**3) * x[0]


def test_functions_with_the_names_that_derivatives_inside_have():
    x = np.array([0.7, 1.1])

    def total(x):
        return np.sum(jacobian(value)(x) ** 2) + np.sum(jacobian(value, mode="forward")(x) ** 2)

    agree(differences(total, x), grad(total)(x)[1])

    def of_the_hessian(x):
        return np.sum(hessian(matrix)(x) ** 2)

    agree(differences(of_the_hessian, x), grad(of_the_hessian)(x)[1])
