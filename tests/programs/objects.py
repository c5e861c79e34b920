"""Objects: made inside, written to, with methods, operators, inheritance; as arguments too."""

import dataclasses
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

from tests.programs.case import Program, positive, signed


class Counter:
    def __init__(self, start):
        self.total = start
        self.calls = 0

    def add(self, x):
        self.total = self.total + x * x
        self.calls += 1
        return self.total


def counter_in_straight_line(x):
    c = Counter(x)
    c.add(2.0)
    c.add(x)
    return c.total * c.calls


def counter_in_loop(x, n):
    c = Counter(0.0)
    for i in range(n):
        c.add(x * i)
    return c.total + c.calls


def counter_argument(c, x):
    c.add(x)
    c.add(x * 2.0)
    return c.total


def counter_argument_in_loop(c, x):
    for i in range(3):
        c.add(x[i])
    return c.total * x[0]


class Particle:
    mass = 2.0

    def __init__(self, position, velocity):
        self.position = position
        self.velocity = velocity

    def step(self, force, dt):
        self.velocity += dt * force / self.mass
        self.position += dt * self.velocity

    @property
    def energy(self):
        return 0.5 * self.mass * np.sum(self.velocity**2)

    @staticmethod
    def spring(x, k):
        return -k * x

    @classmethod
    def at_rest(cls, position):
        return cls(position, np.zeros(3))


def particle_of_arrays(x, k, steps):
    p = Particle(x.copy(), np.zeros(3))
    for _ in range(steps):
        p.step(Particle.spring(p.position, k), 0.1)
    return p.energy + np.sum(p.position)


def particle_argument(p, k):
    for _ in range(3):
        p.step(p.spring(p.position, k), 0.1)
    return p.energy


def particle_argument_of_numbers(p, k):
    for _ in range(3):
        p.step(-k * p.position, 0.1)
    return p.velocity**2 + p.position


def particle_at_rest(x, k):
    p = Particle.at_rest(x)
    p.velocity = p.velocity - k * p.position
    return p.energy


class Kalman:
    def __init__(self, x0, P0, Q, R):
        self.x = x0
        self.P = P0
        self.Q = Q
        self.R = R

    def predict(self, F):
        self.x = F @ self.x
        self.P = F @ self.P @ F.T + self.Q

    def update(self, H, z):
        y = z - H @ self.x
        S = H @ self.P @ H.T + self.R
        K = self.P @ H.T @ np.linalg.inv(S)
        self.x = self.x + K @ y
        self.P = (np.eye(2) - K @ H) @ self.P
        return y


def kalman_filter(q, r, zs):
    f = Kalman(np.zeros(2), np.eye(2), q * np.eye(2), r * np.eye(1))
    F = np.array([[1.0, 0.1], [0.0, 1.0]])
    H = np.array([[1.0, 0.0]])
    loss = 0.0
    for z in zs:
        f.predict(F)
        y = f.update(H, np.array([z]))
        loss += np.sum(y**2)
    return loss + np.trace(f.P)


def kalman_argument(f, zs):
    F = np.array([[1.0, 0.1], [0.0, 1.0]])
    H = np.array([[1.0, 0.0]])
    for z in zs:
        f.predict(F)
        f.update(H, np.array([z]))
    return np.sum(f.x**2)


class Adam:
    def __init__(self, lr, n):
        self.lr = lr
        self.m = np.zeros(n)
        self.v = np.zeros(n)
        self.t = 0

    def step(self, w, g):
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * g
        self.v = 0.99 * self.v + 0.01 * g**2
        m_hat = self.m / (1 - 0.9**self.t)
        v_hat = self.v / (1 - 0.99**self.t)
        return w - self.lr * m_hat / (np.sqrt(v_hat) + 1e-3)


def adam_in_loop(w, lr, steps):
    opt = Adam(lr, len(w))
    for _ in range(steps):
        w = opt.step(w, 2.0 * w + 0.3)
    return np.sum(w**2)


class Momentum:
    def __init__(self, lr, beta):
        self.lr, self.beta = lr, beta
        self.velocity = {}

    def step(self, params, grads):
        for k in params:
            v = self.velocity.get(k, 0.0)
            self.velocity[k] = self.beta * v - self.lr * grads[k]
            params[k] = params[k] + self.velocity[k]
        return params


def momentum_of_dict(w, lr):
    params = {"w": w, "b": 0.5}
    opt = Momentum(lr, 0.9)
    opt.step(params, {"w": w * w, "b": 0.1})
    opt.step(params, {"w": params["w"] * 2.0, "b": params["b"]})
    return np.sum(params["w"] ** 2) + params["b"]


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        if isinstance(k, Vector):
            return self.x * k.x + self.y * k.y
        return Vector(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return np.sqrt(self.x**2 + self.y**2)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __len__(self):
        return 2

    def __iter__(self):
        return iter((self.x, self.y))

    def __contains__(self, v):
        return v == "x" or v == "y"

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __call__(self, t):
        return self.x + t * self.y

    def __bool__(self):
        return bool(self.x != 0.0)

    __hash__ = None


def vector_operators(x, y):
    a, b = Vector(x, y), Vector(y, 2.0)
    c = a + 3.0 * b - (-a) * y
    return c * a + abs(c)


def vector_in_loop(x, y, n):
    a = Vector(x, y)
    for i in range(n):
        a = a + Vector(y, x) * 0.5
    return a.x * a.y


def vector_augmented(x, y):
    a = Vector(x, y)
    b = a
    b += Vector(y, y)
    return a.x * b.y


def vector_of_arrays(x):
    a = Vector(x, x * x)
    a += Vector(x, x)
    return np.sum(a.x * a.y)


def vector_as_container(x, y):
    a = Vector(x, y)
    s = 0.0
    for v in a:
        s = s + v * a[0]
    if "x" in a:
        s = s * len(a)
    return s + a(x)


def vector_compared(x, y):
    a, b = Vector(x, y), Vector(x, 1.0)
    if a == b:
        return x
    if a:
        return x * y
    return y


def vector_arguments(a, b):
    return (a + b) * a + abs(b)


def vector_list(x, y):
    vs = [Vector(x, y), Vector(y, y), Vector(1.0, x)]
    total = vs[0]
    for v in vs[1:]:
        total = total + v
    return total.x * total.y


def vectors_grown(x, n):
    vs = [Vector(x * i, x) for i in range(3)]
    vs[1].x = vs[2].x * x
    return sum(v.x * v.y for v in vs)


class Base:
    scale = 2.0

    def __init__(self, k):
        self.k = k

    def apply(self, x):
        return self.k * self.inner(x) * self.scale

    def inner(self, x):
        return x


class Squared(Base):
    def __init__(self, k, c):
        super().__init__(k)
        self.c = c

    def inner(self, x):
        return super().inner(x) ** 2 + self.c


class Scaled(Squared):
    scale = 3.0

    def apply(self, x):
        return super().apply(x) + Base.inner(self, x)


def inheritance(x, k):
    return Squared(k, x).apply(x) + Scaled(k, 1.0).apply(x)


def inheritance_argument(layer, x):
    return layer.apply(x)


@dataclass
class State:
    x: Any
    v: Any = 0.0
    steps: int = 0

    def energy(self):
        return 0.5 * self.v**2 + 0.5 * self.x**2


def dataclass_stepped(x, n):
    s = State(x)
    for _ in range(n):
        s.v -= 0.1 * s.x
        s.x += 0.1 * s.v
        s.steps += 1
    return s.energy() * s.steps


def step(s, dt):
    v = s.v - dt * s.x
    return State(s.x + dt * v, v, s.steps + 1)


def dataclass_replaced_in_loop(x, dt, n):
    s = State(x, 1.0)
    for _ in range(n):
        s = step(s, dt)
    return s.energy() + s.steps


def dataclass_previous_kept(x, dt, n):
    s = State(x, 1.0)
    previous = s
    total = 0.0
    for _ in range(n):
        previous = s
        s = step(s, dt)
        total += previous.x * s.v
    return total + previous.x


def dataclass_argument_written(s, dt):
    s.x = s.x + dt * s.v
    s.v = s.x * s.v
    s.steps = s.steps + 1
    return s.x * s.v


def dataclass_argument_augmented(s, u):
    s.x += u
    s.x *= s.v
    return np.sum(s.x * u)


def dataclass_argument_new_attribute(s):
    s.extra = s.x * 2.0
    return s.extra * s.v


@dataclass(frozen=True)
class Frozen:
    a: Any
    b: Any = 2.0
    c: Any = None

    def __post_init__(self):
        if self.c is None:
            object.__setattr__(self, "c", self.a * self.b)

    def scaled(self, k):
        return dataclasses.replace(self, a=self.a * k, c=None)


def frozen_replaced(x):
    f = Frozen(x)
    g = f.scaled(x)
    h = dataclasses.replace(g, b=x)
    return g.c * f.a + h.b * h.c


@dataclass
class Tracker:
    rate: float
    values: list = field(default_factory=list)
    table: dict = field(default_factory=dict)
    total: float = field(init=False)

    def __post_init__(self):
        self.total = 0.0

    def add(self, v):
        self.values.append(v)
        self.table["last"] = v
        self.total += self.rate * v


def dataclass_with_factories(x):
    t = Tracker(0.5)
    t.add(x)
    t.add(x * x)
    return t.total + t.values[0] * t.values[-1] + t.table["last"]


def dataclass_as_dict(x):
    d = dataclasses.asdict(State(x, x * 2.0))
    return d["x"] * d["v"]


@dataclass(kw_only=True)
class Options:
    gain: float = 1.5
    act: Any = np.tanh


def dataclass_of_functions(x):
    o = Options(gain=x)
    return o.gain * o.act(x)


def namespace(x):
    s = SimpleNamespace(a=x, b=x * x)
    s.c = s.a * s.b
    s.a += 1.0
    return s.c * s.a


def namespace_argument(s):
    s.a = s.a * s.b
    return s.a**2


class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right


def tree_of_objects(x):
    t = Node(x, Node(x * 2.0), Node(3.0))
    t.left.value += t.right.value * x
    return t.value * t.left.value


class Layer:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __call__(self, x):
        return np.tanh(self.w @ x + self.b)


class Network:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def network_made(w, x):
    net = Network([Layer(w, x), Layer(w * 0.5, x * 0.1)])
    return np.sum(net.forward(x))


def network_argument(net, x):
    return np.sum(net.forward(x))


def network_argument_updated(net, x, lr):
    for layer in net.layers:
        layer.w = layer.w - lr * np.outer(x, x)
        layer.b -= lr * x
    return np.sum(net.forward(x))


class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def fahrenheit(self):
        return self._celsius * 1.8 + 32.0

    @fahrenheit.setter
    def fahrenheit(self, f):
        self._celsius = (f - 32.0) / 1.8


def property_setter(x):
    t = Temperature(x)
    t.fahrenheit = t.fahrenheit * 2.0
    t.fahrenheit += x
    return t._celsius * t.fahrenheit


class Stack:
    def __init__(self):
        self.items = []

    def push(self, v):
        self.items.append(v)

    def pop(self):
        return self.items.pop()

    def __len__(self):
        return len(self.items)

    def __setitem__(self, i, v):
        self.items[i] = v

    def __getitem__(self, i):
        return self.items[i]


def stack_used(x):
    s = Stack()
    s.push(x)
    s.push(x * x)
    s[0] = s[1] * 2.0
    s[1] += x
    a = s.pop()
    return a * s.pop() + len(s)


def object_in_branch(x, flag):
    if flag > 0:
        p = State(x, 2.0)
    else:
        p = State(2.0, x * x)
    p.x *= 3.0
    return p.x * p.v


def object_written_in_branch(x):
    p = State(x, 2.0)
    if x > 1.0:
        p.x = p.x * p.v
    else:
        p.v = 0.5
    return p.x * p.v


def object_returned_early(x):
    for i in range(4):
        s = step(State(x, i * 1.0), 0.5)
        if s.x > 2.0:
            return s.x * s.v
    return x


def make(x, scale=2.0):
    s = State(x * scale)
    s.v = x
    return s


def object_from_helper(x):
    s, t = make(x), make(x * x, scale=3.0)
    s.x, t.x = t.x, s.x
    return s.x * s.v + t.x * t.v


def object_alias(x):
    a = State(x, x)
    b = a
    b.x = x * x
    a.v = b.x * 2.0
    return a.x * b.v


def object_swapped(x, n):
    a, b = State(x, 1.0), State(2.0, x)
    for _ in range(n):
        a, b = b, a
        a.x = a.x * b.v
    return a.x + 2.0 * b.x * b.v


def array_attribute_written(x):
    s = State(x * 1.0, x)
    s.x[0] = s.x[1] * s.v[0]
    s.x[1:] *= 2.0
    return np.sum(s.x**2)


def array_attribute_alias(x):
    y = x * x
    s = State(y)
    y[0] = x[1] ** 3
    s.x[1] = y[0] * 2.0
    return np.sum(y * s.x)


def array_attribute_of_argument_written(s):
    s.x[0] = s.x[1] * s.v
    s.v = s.x[0] * 2.0
    return np.sum(s.x) * s.v


class Method:
    def __init__(self, f, k):
        self.f, self.k = f, k

    def run(self, x):
        g = self.apply
        return g(x) + self.f(x)

    def apply(self, x):
        return self.k * x**2


def bound_method(x):
    m = Method(np.sin, x)
    return m.run(x)


class Lazy:
    def __init__(self, x):
        self.x = x
        self._cache = None

    def value(self):
        if self._cache is None:
            self._cache = self.x**2
        return self._cache


def cached_value(x):
    a = Lazy(x)
    return a.value() * a.value() + a.x


class Integrator:
    def __init__(self, f):
        self.f = f
        self.count = 0

    def rk4(self, y, h):
        k1 = self.f(y)
        k2 = self.f(y + h / 2 * k1)
        k3 = self.f(y + h / 2 * k2)
        k4 = self.f(y + h * k3)
        self.count += 1
        return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def pendulum(y):
    return np.array([y[1], -np.sin(y[0])])


def integrator(y, h, n):
    solver = Integrator(pendulum)
    for _ in range(n):
        y = solver.rk4(y, h)
    return np.sum(y**2) * solver.count


class RunningMean:
    def __init__(self):
        self.mean = 0.0
        self.n = 0

    def push(self, v):
        self.n += 1
        self.mean += (v - self.mean) / self.n


def running_mean(x):
    r = RunningMean()
    for v in x:
        r.push(v**2)
    return r.mean


V, W = positive(3), positive(3, start=1)
MATRIX = signed(3, 3)

GAINS = [0.5, 2.0]


class Window:
    def __init__(self, values):
        self.values = values

    def __getitem__(self, index):
        rows, column = index
        return 2.0 * self.values[rows, column] if isinstance(rows, slice) else self.values[0, 0]


def sliced(x):
    window = Window(np.outer(x, x))
    return np.sum(window[1:, 0]) * window[0, 0]


class Gain:
    def __init__(self, factor):
        self.factor = factor

    def applied(self, x):
        return self.factor * GAINS[1] * x + GAINS[0]


def gains_of_the_module(x):
    """A method that only a loop calls brings along a list of the module."""
    for _ in range(3):
        x = Gain(x[0]).applied(x)
    return np.sum(x)


class Settings:
    def __init__(self, **options):
        defaults = {"rate": 0.1, "decay": 2.0}
        defaults.update(options)
        for name, value in defaults.items():
            setattr(self, "_" + name, value)

    def halve(self):
        for name in ("rate", "decay"):
            setattr(self, f"_{name}", getattr(self, f"_{name}") * 0.5)


def attributes_by_name(x, rate):
    settings = Settings(rate=rate)
    settings.halve()
    return np.sum((x * settings._rate + settings._decay) ** 2)


def mode_by_a_text(x, mode="Generator"):
    """Of two modes, one does not run here at all."""
    if mode.lower() in ["critic", "c"]:
        mode = "critic"
    elif mode.strip().lower().startswith("g"):
        mode = "generator"
    if mode == "critic":
        return np.sum(x) + np.linalg.norm(None, axis=1).mean()
    return np.sum(x**2)


PROGRAMS = [
    Program(counter_in_straight_line, (1.3,)),
    Program(counter_in_loop, (1.3, 4)),
    Program(counter_argument, lambda: (Counter(0.5), 1.3), wrt=(0, 1)),
    Program(counter_argument_in_loop, lambda: (Counter(0.5), V), wrt=(0, 1)),
    Program(particle_of_arrays, (V, 0.7, 3), wrt=(0, 1)),
    Program(particle_argument, lambda: (Particle(V.copy(), W.copy()), 0.7), wrt=(0, 1)),
    Program(particle_argument_of_numbers, lambda: (Particle(1.3, 0.4), 0.7), wrt=(0, 1)),
    Program(particle_at_rest, (V, 0.7), wrt=(0, 1)),
    Program(kalman_filter, (0.1, 0.5, V), wrt=(0, 1, 2)),
    Program(
        kalman_argument,
        lambda: (Kalman(np.ones(2), np.eye(2), 0.1 * np.eye(2), np.eye(1)), V),
        wrt=(0, 1),
    ),
    Program(adam_in_loop, (V, 0.1, 4), wrt=(0, 1)),
    Program(momentum_of_dict, (V, 0.1), wrt=(0, 1)),
    Program(vector_operators, (1.3, 0.7), wrt=(0, 1)),
    Program(vector_in_loop, (1.3, 0.7, 3), wrt=(0, 1)),
    Program(vector_augmented, (1.3, 0.7), wrt=(0, 1)),
    Program(vector_of_arrays, (V,)),
    Program(vector_as_container, (1.3, 0.7), wrt=(0, 1)),
    Program(vector_compared, (1.3, 0.7), wrt=(0, 1)),
    Program(vector_list, (1.3, 0.7), wrt=(0, 1)),
    Program(vectors_grown, (1.3, 3)),
    Program(inheritance, (1.3, 0.7), wrt=(0, 1)),
    Program(inheritance_argument, lambda: (Scaled(0.7, 0.3), 1.3), wrt=(0, 1)),
    Program(dataclass_stepped, (1.3, 4)),
    Program(dataclass_replaced_in_loop, (1.3, 0.1, 4), wrt=(0, 1)),
    Program(dataclass_previous_kept, (1.3, 0.1, 4), wrt=(0, 1)),
    Program(dataclass_argument_written, lambda: (State(1.3, 0.7), 0.1), wrt=(0, 1)),
    Program(dataclass_argument_augmented, lambda: (State(V.copy(), 0.7), W), wrt=(0, 1)),
    Program(dataclass_argument_new_attribute, lambda: (State(1.3, 0.7),)),
    Program(frozen_replaced, (1.3,)),
    Program(dataclass_with_factories, (1.3,)),
    Program(dataclass_as_dict, (1.3,)),
    Program(dataclass_of_functions, (1.3,)),
    Program(namespace, (1.3,)),
    Program(namespace_argument, lambda: (SimpleNamespace(a=1.3, b=2.0),)),
    Program(tree_of_objects, (1.3,)),
    Program(network_made, (MATRIX, V), wrt=(0, 1)),
    Program(
        network_argument,
        lambda: (Network([Layer(MATRIX, V), Layer(MATRIX.T.copy(), W)]), V + 0.1),
        wrt=(0, 1),
    ),
    Program(
        network_argument_updated,
        lambda: (Network([Layer(MATRIX.copy(), V.copy()), Layer(MATRIX * 2, W.copy())]), V, 0.1),
        wrt=(0, 1, 2),
    ),
    Program(property_setter, (1.3,)),
    Program(stack_used, (1.3,)),
    Program(object_in_branch, (1.3, 1.0)),
    Program(object_in_branch, (1.3, -1.0), name="object_in_other_branch"),
    Program(object_written_in_branch, (1.3,)),
    Program(object_returned_early, (1.3,)),
    Program(object_from_helper, (1.3,)),
    Program(object_alias, (1.3,)),
    Program(object_swapped, (1.3, 3)),
    Program(array_attribute_written, (V,)),
    Program(array_attribute_alias, (V,)),
    Program(array_attribute_of_argument_written, lambda: (State(V.copy(), 0.7),)),
    Program(bound_method, (1.3,)),
    Program(cached_value, (1.3,)),
    Program(integrator, (positive(2), 0.1, 3), wrt=(0, 1)),
    Program(running_mean, (V,)),
    Program(gains_of_the_module, (V,)),
    Program(sliced, (V,)),
    Program(
        vector_arguments,
        lambda: (Vector(1.3, 0.7), Vector(0.4, 2.0)),
        name="vector_arguments",
        wrt=(0, 1),
    ),
    Program(attributes_by_name, (V, 0.7), wrt=(0, 1)),
    Program(mode_by_a_text, (V,)),
]
