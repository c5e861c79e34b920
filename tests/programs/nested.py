"""Programs that take derivatives themselves: penalties on gradients, training, Newton steps."""

import numpy as np

from srcgrad import grad, hvp, jacobian, jvp, vjp
from tests.programs.case import Program, positive, signed

SCALE = np.array([1.0, 2.0, 0.5])
TABLE = np.array([0.1, 0.9, 1.37, 2.3])
KNOTS = np.array([0.2, 1.1, 1.9])


@grad
def energy(y):
    return np.sum(np.sin(y) * y**2)


SCALES = np.array([0.2, 0.5, -0.4])


def penalty(x, w):
    value, slope = energy(x * w)
    return value + np.sum(slope**2)


@grad
def recurrence(y):
    u = y.copy()
    for _ in range(3):
        u = u * np.sin(u) + y
    return np.sum(u)


def through_a_loop(x):
    return np.sum(recurrence(x)[1] ** 2)


@grad
def stepped(y):
    u = np.zeros(3)
    u[:] = y
    for _ in range(2):
        u[1:] += u[:-1] * y[1:]
        u *= y
    return np.sum(u**2)


def through_stores(x):
    return np.sum(stepped(x)[1] ** 2)


@grad
def shrinking(y):
    u = y
    while np.max(np.abs(u)) > 0.3:
        u = u * np.exp(-u * u) * 0.7
    return np.sum(u * y)


def through_while(x):
    return np.sum(shrinking(x)[1] ** 2)


@grad
def branching(y):
    s = 0.0
    for i in range(len(y)):
        if y[i] > 0.6:
            s += y[i] ** 3
        else:
            s = s * y[i] + y[i]
    return s


def through_branches(x):
    return np.sum(branching(x)[1] ** 2)


@grad(wrt=("a", "k"))
def weighted(a, k):
    return k * k * np.sum(a**3)


def two_gradients(x):
    _, (a_bar, k_bar) = weighted(x, x[0] * 1.0)
    return k_bar * np.sum(a_bar * a_bar)


@grad
def cubed(y):
    return y**3


def with_a_seed(x):
    return np.sum(cubed(x, seed=np.cos(x))[1] ** 2)


@grad
def scaled(y):
    return np.sum(SCALE * y**3)


def reads_a_global(x):
    return np.sum(scaled(x)[1] ** 2)


def bell(z):
    return np.tanh(z) * z


@grad
def calling(y):
    return np.sum(bell(y))


def calls_a_helper(x):
    return np.sum(calling(x)[1] ** 2)


def training(w):
    for _ in range(3):
        w = w - 0.1 * energy(w)[1]
    return np.sum(w**2)


@grad
def cubic(y, a):
    return y**3 - a * y - 1.0


def newton_steps(x):
    y = x[0]
    for _ in range(4):
        value, slope = cubic(y, x[1])
        y = y - value / slope
    return y * x[2]


def by_parameter(x, g=energy):
    return np.sum(g(x)[1] ** 2)


@grad
def of_a_dict(p):
    return np.sum(p["a"] ** 3) * p["b"]


def gradient_of_dict(x):
    return np.sum(of_a_dict({"a": x, "b": x[0] * 1.0})[1]["a"] ** 2)


@grad(has_aux=True)
def with_aux(y):
    return np.sum(y**3), np.cos(y)


def uses_aux(x):
    (value, aux), slope = with_aux(x)
    return value + np.sum(aux * slope)


def made_inside(x):
    return np.sum(grad(plain)(x)[1] ** 2)


def plain(y):
    return np.sum(y**3)


def of_a_lambda(x):
    return x[0] * grad(lambda y: x[0] * y)(1.0)[1] + x[1] * x[2]


def perturbations_kept_apart(x):
    return grad(lambda a: a * grad(lambda b: a * b * x[0])(x[1])[1])(x[2])[1]


def reads_what_the_loop_binds(x):
    k = x[0]
    s = 0.0
    for i in range(3):
        k = k * x[1] + i
        s += grad(lambda y: y**3 * k)(x[2])[1]  # noqa: B023 - called in the same pass
    return s


def with_defaults(x):
    slope = grad(lambda y, a=x[0]: a * y**3)
    return slope(x[1])[1] + slope(x[2], x[1])[1]


def by_position_and_name(x):
    one = grad(lambda a, b: a**2 * b**3, wrt=1)(x[0], x[1])[1]
    two = grad(lambda a, b: a**2 * b**3, wrt=("a", "b"))(x[0], x[1])[1]
    return one + two[0] * two[1]


def decorated_inside(x):
    @grad(wrt="b")
    def product(a, b):
        return a * b**3

    return product(x[0], x[1])[1] * x[2]


def inner_training(x):
    def loss(w, target):
        return np.sum((w - target) ** 4)

    def step(w):
        return w - 0.1 * grad(loss)(w, x)[1]

    w = np.zeros(3)
    for _ in range(3):
        w = step(w)
    return loss(w, x * 2)


class Spring:
    """A decorated method."""

    def __init__(self, stiffness):
        self.stiffness = stiffness

    @grad
    def energy(self, x):
        return self.stiffness * np.sum(x**3)

    def penalty(self, x):
        return np.sum(self.energy(x)[1] ** 2)


SPRING = Spring(2.0)


def of_a_method(x):
    return SPRING.penalty(x)


def slope_size(function, x):
    return np.sum(grad(function)(x)[1] ** 2)


def of_an_argument(x):
    return slope_size(plain, x) + slope_size(lambda y: np.sum(y**3 * x), x)


def in_a_comprehension(x):
    return sum(grad(lambda y: y**3)(x[i])[1] for i in range(3))


def in_a_branch(x):
    g = energy(x)[1] if x[0] > 0.2 else x
    return np.sum(g**2)


def of_a_gradient(x):
    value, slope = energy(energy(x)[1])
    return value + np.sum(slope)


@grad
def penalised(x):
    return np.sum(energy(x)[1] ** 2)


def third_order(x):
    return np.sum(penalised(x)[1] ** 2)


def third_order_inside(x):
    def second(y):
        return np.sum(grad(lambda z: np.sum(np.sin(z) * z**2))(y)[1] ** 2)

    return np.sum(grad(second)(x)[1])


@grad
def overwritten(y):
    y *= y
    return np.sum(y * y)


def argument_is_written(x):
    y = x * 1.0
    slope = overwritten(y)[1]
    return np.sum(slope * y)


def of_constants(x, c):
    value, slope = energy(c)
    return np.sum(x * slope) * value


def waves(y, k):
    return np.sin(k * y) * y[0]


def pulled_back(x):
    value, pullback = vjp(waves, x, 2.0)
    return np.sum(pullback(value) * pullback(x))


def pulled_back_by_two(x):
    """By name too, of a function that returns more than its value."""
    beside = lambda y, k, s: (waves(y, k) * s, {"size": np.sum(y**2)})  # noqa: E731
    value, pullback, aux = vjp(beside, x, k=x[0], s=x + 1.0, wrt=("y", "k"), has_aux=True)
    y_bar, k_bar = pullback(value**2)
    return np.sum(y_bar) * k_bar * aux["size"]


def pulled_back_after_a_store(x):
    """The pullback is that of the arguments as they were."""
    y = x * 2.0
    value, pullback = vjp(waves, y, 0.5)
    y[0] = 100.0
    return np.sum(pullback(value)) + y[0] * x[1]


def number_pulled_back(x):
    value, pullback = vjp(lambda t: t**3, x[0])
    cost = lambda z: np.sum(np.tanh(z * x))  # noqa: E731
    slope, of_slope = vjp(lambda z: grad(cost)(z)[1], x)
    return pullback() * value + pullback(2.0) * x[1] + np.sum(of_slope(slope) ** 2)


def pulled_back_by_what_is_outside(x):
    value, pullback = vjp(lambda y: y * y * SCALES, x)
    return np.sum(pullback(value) * pullback(x))


def curvature_by_random_signs(x):
    """Hutchinson's estimate of a trace."""
    rng, total = np.random.default_rng(3), 0.0
    for _ in range(2):
        v = rng.choice([-1.0, 1.0], size=3)
        total += v @ hvp(lambda y: np.sum(np.sin(y) * y**2) * x[0])(x, v=v) * rng.choice((1, 2))
    return total


def swirl(x):
    return np.sin(x) * x[0]


def rates(x):
    return jacobian(swirl)(x)


def moved_by_minus_a_product(x):
    """What the loop carries is known only once the Jacobian is put in, behind a minus."""
    for _ in range(2):
        a = -(rates(x) @ x)
        x = x + 0.1 * a
    return x


def pushed_inside(x):
    """The lambda reads what is around it, and has a tangent for its own argument alone."""
    s = 0.0
    for k in range(2):
        s += jvp(lambda y, w: np.sum(x * y**2) * (k + w), (x,), (x + 1.0,), w=x[0])[1]
    return s


def pushed_by_parts(x):
    """Some arguments are held constant, others move in directions that are containers."""
    bend = lambda p, y, n: np.sum(p["w"] * p["b"][0] ** n * y) * p["b"][1]  # noqa: E731
    point, along = {"w": x, "b": (x + 1.0, x[0], "unit")}, {"w": x**2, "b": (x, 1.0, None)}
    s = 0.0
    for _ in range(2):
        value, slope = jvp(bend, (point, x, 3), (along, None, None))
        along["w"] = along["w"] * slope
        s += value * slope
    return s + jvp(bend, (point, x, 2), (None, x**2, None))[1]


def squared_error(params, x, y):
    return np.sum((params["w"] * x + params["b"] - y) ** 2)


error_gradient = grad(squared_error)


def inner_updates(params, x, y, n):
    for _ in range(n):
        _, g = grad(squared_error)(params, x, y)
        params = {k: params[k] - 0.01 * g[k] for k in params}
    return squared_error(params, x, y)


def fast_weights(params, tasks, targets):
    total = 0.0
    for x, y in zip(tasks, targets, strict=True):
        fast = dict(params)
        for _ in range(2):
            _, g = error_gradient(fast, x, y)
            fast = {k: v - 0.01 * g[k] for k, v in fast.items()}
        total += error_gradient(fast, x, y)[0]
    return total


def with_momentum(params, x, y, n):
    state = {k: {"m": 0.0, "v": 0.0} for k in params}
    for t in range(1, n + 1):
        _, g = error_gradient(params, x, y)
        new = {}
        for k in params:
            one = state[k]
            one["m"] = 0.9 * one["m"] + 0.1 * g[k]
            one["v"] = 0.99 * one["v"] + 0.01 * g[k] ** 2
            step = one["m"] / (1 - 0.9**t) / (np.sqrt(one["v"] / (1 - 0.99**t)) + 1e-8)
            new[k] = params[k] - 0.01 * step
        params = new
    return squared_error(params, x, y)


WEIGHTS = {"w": 1.3, "b": 0.2}


def slope_of(function):
    return lambda *args, **options: grad(function)(*args, **options)[1]


def slope_of_a_slope(x):
    return slope_of(slope_of(lambda v: v**3))(x[0]) * x[1]


def slope_by_options(x):
    def product(**options):
        return options["a"] ** 3 * options["b"]

    return grad(product)(a=x[0], b=x[1])[1]["a"]


X = signed(3)


def bins_pulled_back(x):
    def binned(y):
        bins = np.zeros(2)
        np.add.at(bins, [0, 1, 0], y**2)
        return sum([b * y[1] for b in bins])

    _, pullback = vjp(binned, x)
    return np.sum(pullback(x[0]) ** 2)


def slope_of_interpolated(x):
    def read(knots, values):
        return np.sum(np.interp(TABLE, knots, values) ** 2)

    _, (by_knots, by_values) = grad(read, wrt=(0, 1))(np.cumsum(x), np.sin(x))
    return np.sum(by_knots**2) + np.sum(by_values * x)


def slope_of_places(x):
    return np.sum(grad(lambda y: np.sum(np.interp(y, x * KNOTS, x) ** 3))(x)[1] ** 2)


def slope_of_convolved(x):
    def filtered(y):
        return np.sum(np.convolve(y, y[:2] * x[2], mode="same") ** 2)

    return np.sum(grad(filtered)(x)[1] ** 2)


def third_of_interpolated(x):
    def read(y):
        return np.sum(np.interp(TABLE, np.cumsum(y), y) ** 2)

    return np.sum(grad(lambda y: np.sum(grad(read)(y)[1] ** 2))(x)[1] ** 2)


PROGRAMS = [
    Program(inner_updates, (WEIGHTS, positive(4), positive(4, start=3), 3)),
    Program(fast_weights, (WEIGHTS, positive(3, 4), positive(3, 4, start=3))),
    Program(with_momentum, (WEIGHTS, positive(4), positive(4, start=3), 2)),
    Program(penalty, (X, 2.0), wrt=(0, 1)),
    Program(through_a_loop, (X,)),
    Program(through_stores, (X,)),
    Program(through_while, (positive(3, start=2),)),
    Program(through_branches, (X,)),
    Program(two_gradients, (X,)),
    Program(with_a_seed, (X,)),
    Program(reads_a_global, (X,)),
    Program(calls_a_helper, (X,)),
    Program(training, (X,)),
    Program(newton_steps, (np.array([1.4, 1.1, 0.7]),)),
    Program(by_parameter, (X,)),
    Program(gradient_of_dict, (X,)),
    Program(uses_aux, (X,)),
    Program(made_inside, (X,)),
    Program(of_a_lambda, (X,)),
    Program(perturbations_kept_apart, (X,)),
    Program(reads_what_the_loop_binds, (X,)),
    Program(with_defaults, (X,)),
    Program(by_position_and_name, (X,)),
    Program(decorated_inside, (X,)),
    Program(inner_training, (X,)),
    Program(of_a_method, (X,)),
    Program(of_an_argument, (X,)),
    Program(in_a_comprehension, (X,)),
    Program(in_a_branch, (X,)),
    Program(of_a_gradient, (X,)),
    Program(third_order, (positive(3),)),
    Program(third_order_inside, (X,)),
    Program(argument_is_written, (positive(3),)),
    Program(of_constants, (X, positive(3))),
    Program(pulled_back, (X,)),
    Program(pulled_back_by_two, (X,)),
    Program(pulled_back_after_a_store, (X,)),
    Program(number_pulled_back, (X,)),
    Program(pulled_back_by_what_is_outside, (X,)),
    Program(curvature_by_random_signs, (X,)),
    Program(moved_by_minus_a_product, (X,)),
    Program(pushed_inside, (X,)),
    Program(pushed_by_parts, (X,)),
    Program(bins_pulled_back, (X,)),
    Program(slope_of_interpolated, (positive(3),)),
    Program(slope_of_places, (positive(3),)),
    Program(slope_of_convolved, (X,)),
    Program(third_of_interpolated, (positive(3),)),
    Program(slope_of_a_slope, (X,)),
    Program(slope_by_options, (X,)),
]
