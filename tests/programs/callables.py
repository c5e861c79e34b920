"""What can be called: parameters of every sort, decorated helpers, partials, methods as values."""

import functools
import math
import operator
from functools import partial, reduce, wraps

import numpy as np

from tests.programs.case import Program, positive, signed

V = np.array([0.7, 1.2, 0.4])
W = np.array([1.1, 0.3, 0.8])


# *args and **kwargs


def rest(x, *more, k=1.0, **options):
    return x * more[0] * k + options["a"] * len(more)


def variadic(x, *rest, k=2.0, **options):
    s = x * k
    for r in rest:
        s = s + r * x
    return s * options["a"]


def all_of_them(*xs):
    return sum(v * v for v in xs) * xs[0]


def only_keywords(**params):
    return params["a"] * params["b"] ** 2


def variadic_after_keywords(x, /, y, *rest, z):
    return x * y + z * rest[0] ** 2


def calls_with_everything(x):
    return rest(x, x * 2.0, 3.0, k=x, a=x * x)


def calls_with_stars(x):
    args = (x, x * x)
    options = {"k": x, "a": 2.0}
    return rest(*args, **options) + rest(x, *args, *args, a=x)


def passes_on(x):
    def wrapper(*args, **kwargs):
        return rest(*args, **kwargs) * 2.0

    return wrapper(x, x * 3.0, a=x, k=0.5)


def rest_is_empty(x):
    def f(v, *rest):
        if rest:
            return v * rest[0]
        return v * v

    return f(x) * f(x, 3.0)


def displays_with_stars(x):
    head = (x[0], x[1])
    all_of = [*head, x[2], *head]
    table = {**{"a": x[0], "b": 2.0}, "b": x[1], **{"c": x[2]}}
    first, *others = (*head, 3.0)
    return all_of[0] * all_of[4] + table["b"] * table["c"] * table["a"] + first * others[0]


def quadratic(x, a, b, c):
    return np.sum(a * x * x + b * x + c)


def fitted(x, params):
    return quadratic(x, *params)


def model_as_argument(f, x, params):
    return np.sum(f(x, *params) ** 2)


def length_as_argument(length, x):
    return length(x) ** 2 + np.sum(length(np.outer(x, x), axis=1))


def decay(t, amplitude, rate):
    return amplitude * np.exp(-rate * t)


# decorated helpers, partials, operators


def doubled(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        return 2.0 * f(*args, **kwargs)

    return wrapper


def scaled_by(k):
    def decorate(f):
        @wraps(f)
        def wrapper(v):
            return k * f(v)

        return wrapper

    return decorate


@doubled
def product(a, b=2.0):
    return a * b


@doubled
@scaled_by(3.0)
def cube(v):
    return v**3


@scaled_by(0.5)
def square(v):
    return v * v


def decorated_helpers(x):
    return product(x[0]) * product(x[1], b=x[2]) + cube(x[0]) * square(x[1])


def wraps_inside(x):
    def logged(f):
        @wraps(f)
        def wrapper(v):
            return f(v) + 1.0

        return wrapper

    @logged
    def g(v):
        return v * x[0]

    return g(x[1]) * g(x[2])


@functools.lru_cache
def slow_constant(n):
    return math.sqrt(n) * 2.0


@functools.cache
def kept(v):
    return v * v


def cached_on_integers(x, n):
    return x * float(slow_constant(n)) + float(slow_constant(3))


def wrapped_of_a_cached_function(x):
    return kept.__wrapped__(x) * x


SCALED = partial(product, b=0.5)
FIRST = operator.itemgetter(0)


def partial_outside(x):
    return SCALED(x[0]) * SCALED(x[1], b=x[2])


def partial_inside(x):
    f = partial(quadratic, a=x[0], c=x[1])
    g = partial(f, b=2.0)
    return g(x) * partial(operator.mul, x[2])(x[0])


def partial_of_a_lambda(x):
    f = partial(lambda a, b, c=1.0: a * b + c, x[0])
    return f(x[1]) + f(x[2], c=x[1])


def partial_as_argument(f, x):
    return np.sum(f(x) ** 2)


def operators(x):
    a, b = x[0], x[1]
    s = operator.add(a, b) * operator.sub(a, b) + operator.truediv(a, b) ** operator.neg(b)
    if operator.lt(a, b):
        s = operator.pow(s, 2)
    return operator.mul(s, operator.getitem(x, 2))


def operators_in_place(x):
    y = x * 2.0
    z = operator.iadd(y, x)
    operator.setitem(y, 0, x[1] * x[2])
    return np.sum(y * z)


def getters(x):
    pair = (x[0], x[1] * x[2])
    both = operator.itemgetter(1, 0)(pair)
    return FIRST(pair) * operator.itemgetter(1)(pair) + both[0] * both[1] ** 2


def sums_of_floats(x):
    weights = [v * v for v in x if v > 0.5]
    return math.fsum(weights) * math.fsum([x[0], *weights]) + math.fsum(t * 2.0 for t in x)


def sorted_by_key(x):
    pairs = ((x[0], 1.0), (x[1], 3.0), (x[2], 2.0))
    best = max(pairs, key=operator.itemgetter(1))
    least = min(x[0], x[1], key=lambda v: -v)
    return best[0] ** 2 * least + max(x, key=lambda v: v * (1.0 - v))


def reduce_over_functions(x):
    f = reduce(lambda g, h: lambda v: h(g(v)), (np.sin, np.exp, lambda v: v * x[0]))
    return np.sum(f(x))


# functions as arguments and in containers


def layer(activation, w, x):
    return np.sum(activation(w * x) ** 2)


def activation_by_name(x, name):
    table = {"tanh": np.tanh, "relu": lambda v: np.maximum(v, 0.5), "id": lambda v: v}
    return np.sum(table[name](x) * x)


def activation_of_a_module(x, name):
    return np.sum(getattr(np, name)(x))


OPERATIONS = {"square": lambda v: v * v, "sin": np.sin, "half": partial(operator.mul, 0.5)}


def operations_of_a_global(x):
    s = OPERATIONS["square"](x[0]) + OPERATIONS["half"](x[1])
    return s * OPERATIONS["sin"](x[2])


def functions_in_a_tuple(x):
    s = 0.0
    for f, k in ((np.sin, 1.0), (square, 2.0), (lambda v: v, 3.0)):
        s += k * f(x[0]) * x[1]
    return s


def several_callbacks(x, first, second=np.exp, *, last):
    return np.sum(last(second(first(x))))


def optional_callback(x, callback=None):
    if callback is None:
        return np.sum(x)
    return np.sum(callback(x))


def pipeline(x, steps):
    for step in steps:
        x = step(x)
    return np.sum(x)


class Spring:
    """An object whose methods are values."""

    def __init__(self, k):
        self.k = k

    def energy(self, x, power=2):
        return self.k * np.sum(x**power)

    @staticmethod
    def tension(x):
        return x * x

    @classmethod
    def unit(cls, x):
        return cls.tension(x) * 2.0


def method_as_argument(f, x):
    return f(x) * f(x, power=3)


def method_as_value(x, spring):
    f = spring.energy
    return f(x) * f(x, 3)


def methods_of_a_class(x):
    return np.sum(Spring.tension(x)) + np.sum(Spring.unit(x))


def method_in_map(x, spring):
    return sum(map(spring.energy, x)) * reduce(lambda a, v: a + spring.energy(v), x, 1.0)


def identity_of_functions(x, f):
    if f is np.sin:
        return np.sum(x)
    return np.sum(f(x))


def same_names(x):
    return square(x[0]) * other.square(x[1])


class other:  # noqa: N801 - a namespace
    """Functions of the same names."""

    @staticmethod
    def square(v):
        return v * v * v


class Curves:
    """Functions of libraries under a name of the user's."""

    rise = staticmethod(math.sin)
    fall = staticmethod(np.cos)


def of_a_library_in_a_class(x):
    return Curves.rise(x) * Curves.fall(x) + Curves().rise(x)


A = signed(2, 2)


def integers_by_name(x):
    k = operator.xor(6, 3) + operator.lshift(1, 2) + operator.rshift(9, 1) + operator.invert(-3)
    k += operator.countOf([1, 2, 2], 2) + operator.indexOf([1, 2, 2], 2)
    k = operator.ior(operator.iand(k, 7), operator.ixor(8, 1))
    return x[0] * k if operator.contains([1, 2], 2) and operator.is_not(x, None) else x[1]


def in_place_by_name(x):
    y = x * 2.0
    z = operator.itruediv(y, x[::-1])
    z = operator.imod(operator.ipow(z, 2), 0.7)
    items = operator.iconcat([x[0]], [x[1], x[2]])
    operator.delitem(items, 0)
    return np.sum(y * z) + items[0] * items[1] + operator.ifloordiv(x[0], 0.3)


def dispatched_by_name(x):
    table = {"+": operator.add, "*": operator.mul, "-": operator.sub, "/": operator.truediv}
    s = x[0]
    for token, v in zip("+*-/", (x[1], x[2], x[0], x[1]), strict=True):
        s = table[token](s, v)
    return s


def a_format_with_parts(x, name="a"):
    width = 3
    text = f"{name!r:>{width + 5}}|{f'{width:0{width}d}'}|{width=}"
    return x[0] * len(text)


class Chosen:
    """A function of the object itself, by name."""

    def __init__(self, a, name):
        self.a = a
        self.f = {"square": self.square, "wave": self.wave}[name]
        if self.f == self.wave and a < 0.0:
            raise ValueError("a wave is not negative")

    def square(self, x):
        return self.a * x * x

    def wave(self, x):
        return np.sin(self.a * x)

    def __call__(self, x):
        scale = 2.0 if self.f != self.square else 3.0
        return self.f(x) * scale


def chosen_methods(x, a):
    one, other = Chosen(a, "square"), Chosen(a, "wave")
    same = one
    s = np.sum(one(x)) * np.sum(other(x))
    if one.f == other.f:
        s = s * 5.0
    return s * (7.0 if same.square == one.f else 11.0) + (Chosen(a, "wave").f == other.f)


def objectives(x):
    found = [0.5 * reduce(operator.mul, x[:2], 1)]
    found.extend(reduce(operator.mul, x[:m], 1) * (1 - x[m]) for m in reversed(range(2)))
    return found


PROGRAMS = [
    Program(of_a_library_in_a_class, (1.3,)),
    Program(integers_by_name, (positive(3),)),
    Program(in_place_by_name, (positive(3),)),
    Program(dispatched_by_name, (positive(3),)),
    Program(a_format_with_parts, (positive(3),)),
    Program(variadic, (1.3, 0.5, 0.7), wrt=("x", "rest", "k", "options"), kwargs={"a": 2.0}),
    Program(variadic, (1.3,), kwargs={"a": 2.0}, name="variadic_with_nothing_more"),
    Program(all_of_them, (1.0, 2.0, 3.0), wrt="xs"),
    Program(all_of_them, (V, W), wrt="xs", name="all_arrays"),
    Program(only_keywords, (), kwargs={"a": 1.5, "b": 2.0}, wrt="params"),
    Program(variadic_after_keywords, (1.3, 0.7, 0.9), kwargs={"z": 2.0}, wrt=(0, "z", "rest")),
    *(
        Program(function, (1.3,))
        for function in (
            calls_with_everything,
            calls_with_stars,
            passes_on,
            rest_is_empty,
            wrapped_of_a_cached_function,
        )
    ),
    *(
        Program(function, (V,))
        for function in (
            displays_with_stars,
            decorated_helpers,
            wraps_inside,
            partial_outside,
            partial_inside,
            partial_of_a_lambda,
            operators,
            operators_in_place,
            getters,
            sums_of_floats,
            sorted_by_key,
            reduce_over_functions,
            operations_of_a_global,
            functions_in_a_tuple,
            methods_of_a_class,
            same_names,
        )
    ),
    Program(chosen_methods, (V, 0.7), wrt=(0, 1)),
    *(Program(fitted, (V, p), wrt=(0, 1)) for p in (positive(3), [0.5, 0.6, 0.7], (0.1, 0.2, 0.3))),
    Program(model_as_argument, (decay, V, positive(2)), wrt=(1, 2)),
    Program(length_as_argument, (np.linalg.norm, V), wrt=1),
    Program(length_as_argument, (np.mean, V), wrt=1, name="mean_as_argument"),
    Program(cached_on_integers, (1.3, 4)),
    Program(partial_as_argument, (partial(decay, amplitude=2.0, rate=0.5), V), wrt=1),
    Program(partial_as_argument, (partial(decay, rate=W, amplitude=0.5), V), wrt=1, name="held"),
    Program(partial_as_argument, (np.tanh, V), wrt=1, name="ufunc_as_argument"),
    Program(partial_as_argument, (lambda v: v**3, V), wrt=1, name="lambda_as_argument"),
    Program(partial_as_argument, (cube, V), wrt=1, name="decorated_as_argument"),
    *(Program(layer, (f, W, V), wrt=(1, 2)) for f in (np.tanh, square, np.square)),
    *(Program(activation_by_name, (V, name)) for name in ("tanh", "relu", "id")),
    *(Program(activation_of_a_module, (V, name)) for name in ("tanh", "exp")),
    Program(several_callbacks, (V, np.sin), kwargs={"last": square}),
    Program(several_callbacks, (V, np.sin, cube), kwargs={"last": np.tanh}),
    *(Program(optional_callback, (V, f)) for f in (None, np.exp, square)),
    Program(pipeline, (V, (np.sin, square, partial(operator.mul, 2.0)))),
    Program(pipeline, (V, [np.sin, cube, lambda v: v + 1.0]), name="pipeline_of_a_list"),
    Program(pipeline, (V, ()), name="empty_pipeline"),
    Program(method_as_argument, (Spring(0.7).energy, V), wrt=1),
    Program(method_as_value, (V, Spring(0.7))),
    Program(method_in_map, (V, Spring(0.7))),
    *(Program(identity_of_functions, (V, f)) for f in (np.sin, np.cos)),
    Program(objectives, ([0.4, 0.2, 0.7, 0.3],)),
]
