"""Models as scientists write them: classes with state, lists of objects, dicts of parameters."""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np

from tests.programs.case import Program, positive, signed


@dataclass
class Cell:
    """The parameters of a recurrent cell."""

    gate: np.ndarray
    kernel: np.ndarray
    offset: np.ndarray


@dataclass
class Memory:
    """What a recurrent cell hands on."""

    h: np.ndarray
    c: np.ndarray


def cell_step(p, memory, x):
    """One step of the cell."""
    z = np.concatenate([memory.h, x])
    gate = 1 / (1 + np.exp(-(p.gate @ z + p.offset)))
    c = gate * memory.c + (1 - gate) * np.tanh(p.kernel @ z)
    return Memory(gate * np.tanh(c), c)


def recurrent(p, xs):
    memory = Memory(np.zeros(2), np.zeros(2))
    states = []
    for x in xs:
        memory = cell_step(p, memory, x)
        states.append(memory)
    loss = 0.0
    for state in states:
        loss = loss + np.sum(state.h**2)
    return loss + np.sum(states[-1].c)


def recurrent_comprehension(p, xs):
    memory = Memory(np.zeros(2), np.zeros(2))
    states = [memory := cell_step(p, memory, x) for x in xs]
    return sum(np.sum(s.h) for s in states) + np.sum(np.stack([s.c for s in states]))


class Kalman:
    """A filter that keeps its state, and a history, in attributes."""

    def __init__(self, A, H, Q, R, x, P):
        self.A, self.H, self.Q, self.R = A, H, Q, R
        self.x, self.P = x, P
        self.loglik = 0.0
        self.history = []

    def predict(self):
        """The state one step later."""
        self.x = self.A @ self.x
        self.P = self.A @ self.P @ self.A.T + self.Q

    def update(self, z):
        """Take a measurement into account."""
        y = z - self.H @ self.x
        S = self.H @ self.P @ self.H.T + self.R
        K = self.P @ self.H.T @ np.linalg.inv(S)
        self.x = self.x + K @ y
        self.P = (np.eye(len(self.x)) - K @ self.H) @ self.P
        self.loglik += -0.5 * (y @ np.linalg.solve(S, y) + np.linalg.slogdet(S)[1])
        self.history.append(self.x)


def filtered(A, q, zs):
    kf = Kalman(A, np.array([[1.0, 0.0]]), q * np.eye(2), np.eye(1), np.zeros(2), np.eye(2))
    for z in zs:
        kf.predict()
        kf.update(z)
    return kf.loglik + np.sum(np.array(kf.history) ** 2)


def filter_argument(kf, zs):
    for z in zs:
        kf.predict()
        kf.update(z)
    return kf.loglik


class Body:
    """A mass that moves."""

    def __init__(self, m, pos, vel):
        self.m, self.pos, self.vel = m, pos, vel

    def kinetic(self):
        """The kinetic energy."""
        return 0.5 * self.m * np.dot(self.vel, self.vel)


def attract(bodies, dt):
    """One step of all bodies."""
    for a in bodies:
        acceleration = np.zeros(2)
        for b in bodies:
            if b is not a:
                r = b.pos - a.pos
                acceleration += b.m * r / np.linalg.norm(r) ** 3
        a.vel = a.vel + dt * acceleration
    for b in bodies:
        b.pos = b.pos + dt * b.vel


def energy(bodies):
    """Kinetic and potential energy."""
    e = sum(b.kinetic() for b in bodies)
    for i in range(len(bodies)):
        for j in range(i + 1, len(bodies)):
            e -= bodies[i].m * bodies[j].m / np.linalg.norm(bodies[i].pos - bodies[j].pos)
    return e


def bodies_made(ms, ps, vs, n):
    bodies = [Body(ms[i], ps[i], vs[i]) for i in range(3)]
    for _ in range(n):
        attract(bodies, 0.01)
    return energy(bodies)


def bodies_counted_by_the_run(ms, ps, vs, n):
    bodies = [Body(m, p, v) for m, p, v in zip(ms, ps, vs)]
    for _ in range(n):
        attract(bodies, 0.01)
    return energy(bodies)


def bodies_given(bodies, n):
    for _ in range(n):
        attract(bodies, 0.01)
    return energy(bodies)


class Dense:
    """A layer with its activation."""

    def __init__(self, W, b, activation=np.tanh):
        self.W, self.b, self.activation = W, b, activation

    def __call__(self, x):
        return self.activation(self.W @ x + self.b)


class Network:
    """A list of layers."""

    def __init__(self, *layers):
        self.layers = list(layers)
        self.calls = 0

    def forward(self, x):
        """All layers in order."""
        self.calls += 1
        for layer in self.layers:
            x = layer(x)
        return x

    def loss(self, X, Y):
        """The sum of squares over a batch."""
        return sum(np.sum((self.forward(x) - y) ** 2) for x, y in zip(X, Y))

    def __call__(self, x):
        return self.forward(x)

    def __getitem__(self, k):
        return self.layers[k]

    def __len__(self):
        return len(self.layers)

    def __iter__(self):
        return iter(self.layers)


def network_loss(net, X, Y):
    return net.loss(X, Y)


def network_in_network(W, x):
    inner = Network(Dense(W, x), Dense(2.0 * W, x))
    net = Network(inner, Dense(W, np.ones(3)))
    return np.sum(net(net(x))) + len(net) * net[1].W[0, 0] + inner.calls


def network_by_class(net):
    total = 0.0
    for layer in net:
        if isinstance(layer, Dense):
            total = total + np.sum(layer.W**2) + np.sum(np.abs(layer.b))
    return total


class Integrator:
    """A method for y' = f(t, y) that counts time and keeps a history."""

    def __init__(self, f, dt):
        self.f, self.dt = f, dt
        self.history = []
        self.t = 0.0

    def step(self, y):
        """The midpoint method."""
        k = self.f(self.t, y)
        y = y + self.dt * self.f(self.t + self.dt / 2, y + self.dt / 2 * k)
        self.t += self.dt
        self.history.append(y)
        return y


def integrated(y, n):
    k = y[0]
    method = Integrator(lambda t, u: -k * u * np.cos(t), 0.1)
    for _ in range(n):
        y = method.step(y)
    return np.sum(np.array(method.history)) + method.t * y[0]


class Pendulum(NamedTuple):
    """The state of a pendulum."""

    theta: float
    omega: float


def pendulum(theta, omega, n):
    s = Pendulum(theta, omega)
    path = [s]
    for _ in range(n):
        omega = s.omega - 0.1 * np.sin(s.theta)
        s = s._replace(theta=s.theta + 0.1 * omega, omega=omega)
        path.append(s)
    return np.sum(np.array(path) ** 2)


def momentum(params, X, Y, rate, n):
    m = {k: np.zeros_like(v) for k, v in params.items()}
    for _ in range(n):
        error = X @ params["W"].T + params["b"] - Y
        slopes = {"W": error.T @ X / len(X), "b": error.mean(axis=0)}
        for k in params:
            m[k] = 0.9 * m[k] + slopes[k]
            params[k] = params[k] - rate * m[k]
    return np.sum((X @ params["W"].T + params["b"] - Y) ** 2)


def state_dict(params, X, Y, rate, n):
    state = {"t": 0, "m": {k: np.zeros_like(v) for k, v in params.items()}}
    p = dict(params)
    for _ in range(n):
        error = X @ p["W"].T + p["b"] - Y
        state["t"] += 1
        for k, slope in {"W": error.T @ X / len(X), "b": error.mean(axis=0)}.items():
            state["m"][k] = 0.9 * state["m"][k] + 0.1 * slope
            p[k] = p[k] - rate * state["m"][k] / (1 - 0.9 ** state["t"])
    return np.sum((X @ p["W"].T + p["b"] - Y) ** 2)


def settings(config, x):
    config.w = config.w - config.rate * x
    log = SimpleNamespace(values=[], count=0)
    for _ in range(3):
        log.values.append(np.sum(config.w * x))
        log.count += 1
    return sum(log.values) / log.count


@dataclass(frozen=True)
class Oscillator:
    """Parameters that do not change."""

    mass: float = 1.0
    k: float = 2.0
    c: np.ndarray = field(default_factory=lambda: np.ones(2))

    @property
    def omega(self):
        """The angular frequency."""
        return np.sqrt(self.k / self.mass)


def oscillator(p, t):
    return np.cos(p.omega * t) * np.sum(p.c)


def oscillator_made(x):
    p = Oscillator(mass=x)
    q = replace(p, k=p.k * x)
    return q.omega + np.sum(q.c) * p.omega


NET = Network(Dense(signed(4, 3), signed(4)), Dense(signed(2, 4, start=1), signed(2, start=1)))
MASSES, PLACES, SPEEDS = positive(3), signed(3, 2), signed(3, 2, start=2)
TURN = np.array([[1.0, 0.1], [0.0, 1.0]])


def given_filter():
    """A filter, and measurements."""
    made = Kalman(TURN, np.array([[1.0, 0.0]]), 0.1 * np.eye(2), np.eye(1), np.zeros(2), np.eye(2))
    return made, signed(3, 1)


PROGRAMS = [
    *(
        Program(f, (Cell(signed(2, 5), signed(2, 5, start=1), signed(2)), signed(4, 3)), wrt=(0, 1))
        for f in (recurrent, recurrent_comprehension)
    ),
    Program(filtered, (TURN, 0.5, signed(4, 1)), wrt=(0, 1)),
    Program(filter_argument, given_filter),
    Program(bodies_made, (MASSES, PLACES, SPEEDS, 3), wrt=(0, 1, 2)),
    Program(bodies_counted_by_the_run, (MASSES, PLACES, SPEEDS, 3), wrt=(0, 1, 2)),
    Program(bodies_given, ([Body(1.3, PLACES[i], SPEEDS[i]) for i in range(3)], 2)),
    Program(network_loss, (NET, signed(3, 3), signed(3, 2))),
    Program(network_in_network, (signed(3, 3), signed(3)), wrt=(0, 1)),
    Program(network_by_class, (NET,)),
    Program(integrated, (positive(2), 4)),
    Program(pendulum, (1.3, 0.2, 5), wrt=(0, 1)),
    *(
        Program(
            f, ({"W": signed(2, 3), "b": signed(2)}, signed(4, 3), signed(4, 2), 0.1, 3), wrt=(0, 3)
        )
        for f in (momentum, state_dict)
    ),
    Program(settings, (SimpleNamespace(rate=0.1, w=signed(3)), signed(3)), wrt=(0, 1)),
    Program(oscillator, (Oscillator(1.3, 0.7, signed(2)), 0.4), wrt=(0, 1)),
    Program(oscillator_made, (1.3,)),
]
