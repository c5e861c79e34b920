"""Classes derived from `dict` and `list`; attributes as a dict, `vars(obj)`."""

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.2, 0.4, 0.9])


class Registry(dict):
    """A dict with a method."""

    def total(self):
        """The sum of what it holds."""
        return sum(self.values())


class Params(dict):
    """Items as attributes."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self[name] = value


class Short(dict):
    """The same in two lines."""

    __getattr__ = dict.get
    __setattr__ = dict.__setitem__


class Filled(dict):
    """A number for keys that are not there, and a start of its own."""

    def __init__(self, start, **more):
        super().__init__(start, **more)
        self["scale"] = 2.0

    def __missing__(self, key):
        return 0.5


class Vector(list):
    """A list with a product."""

    def __init__(self, values, scale=1.0):
        super().__init__([v * scale for v in values])

    def dot(self, other):
        """The scalar product."""
        return sum(a * b for a, b in zip(self, other, strict=True))

    def append(self, value):
        """Doubled."""
        super().append(2.0 * value)


class Settings:
    """Attributes by keywords."""

    def __init__(self, **given):
        self.__dict__.update(given)
        vars(self)["rate"] = 0.5


class Guarded:
    """What it has not, it makes."""

    def __init__(self, x):
        self.x = x

    def __getattr__(self, name):
        return self.x * len(name)


def dict_with_methods(x):
    found = Registry(b=x[2])
    found["a"] = x[0] * x[1]
    total = 0.0
    for key, value in found.items():
        total += value * len(key) if key in found else 0.0
    return found.total() * found["a"] + total * len(found) + found.copy()["b"]


def items_as_attributes(x):
    p = Params(a=x[0], b=x[1])
    p.c = p.a * p.b
    q = Short({"a": x[2]}, b=p.c)
    q.d = q.a**2
    return p.c + p["a"] * q["d"] + (q.b if q.none is None else 0.0)


def keys_that_are_missing(x):
    f = Filled({"a": x[0]}, b=x[1])
    return f["a"] * f["absent"] * x[2] + f["scale"] * f.get("absent", x[3]) * f["b"]


def list_with_methods(x):
    v = Vector([x[0], x[1]], 2.0)
    v.append(x[2])
    v += [x[3]]
    return v.dot(v) + len(v) * v[0] + (v * 2)[5] + v[1:][0]


def attributes_as_a_dict(x):
    p = Settings(a=x[0], b=x[1] * x[2])
    s = sum(vars(p).values()) * p.__dict__["a"] + len(vars(p))
    for name, value in vars(p).items():
        s += value * len(name)
    q = Settings(**vars(p))
    q.__dict__.update({"c": x[3]}, a=x[1])
    held = {**q.__dict__, "d": q.c}
    return s * p.rate + q.a * held["c"] + (held["d"] if "b" in vars(q) else 0.0)


def made_attributes(x):
    return Guarded(x[0]).scale * Guarded(x[1]).x


def written_through_its_dict(model, x):
    model.__dict__.update(a=x * model.a)
    return vars(model)["a"] ** 2 + x


class Network(dict):
    """Weights by name, and what is computed with them."""

    @property
    def size(self):
        return len(self)

    def forward(self, x):
        return np.tanh(self["weights"] * x + self["offset"])

    def penalty(self):
        return sum(np.sum(value**2) for value in self.values())


class Named(dict):
    """A vector whose components have names."""

    def norm(self):
        return np.sqrt(sum(value * value for value in self.values()))

    def __mul__(self, k):
        return Named({name: value * k for name, value in self.items()})

    __rmul__ = __mul__

    def __add__(self, other):
        return Named({name: value + other[name] for name, value in self.items()})

    def __neg__(self):
        return self * -1.0


class Coordinates(list):
    """A list that is added element by element."""

    def __add__(self, other):
        return Coordinates(a + b for a, b in zip(self, other, strict=True))

    def __mul__(self, k):
        return Coordinates(a * k for a in self)


class Owner:
    """An object that holds one."""

    def __init__(self):
        self.held = Short(weight=0.3, offset=0.9)

    def __call__(self, x):
        return self.held.weight * x + self.held["offset"]


def attributes_of_an_argument(p):
    return p.rate * np.sum(p.start**p.count)


def attributes_of_an_argument_written(p):
    p.rate = p.rate**2
    p["more"] = p.rate * 3.0
    return p.more + np.sum(p.start)


def methods_of_an_argument(network, x):
    return np.sum(network.forward(x)) + network.penalty() * network.size


def gone_through(network):
    total = 0.0
    for name, value in network.items():
        total = total + np.sum(value) ** 2 * len(name)
    return total


def operators_of_an_argument(v):
    for _ in range(3):
        v = 0.9 * v + v
    return v.norm() + (-v)["x"]


def copied_by_its_class(p):
    other = Short(p)
    other.rate = other.rate * 5.0
    plain = p.copy()
    plain["rate"] = 7.0
    return other.rate * p.rate


def told_by_its_class(p):
    return isinstance(p, Short) * p.rate + isinstance(p, dict) * p.rate**2


def updated(p):
    p.update(rate=p.rate * 2.0)
    p |= {"last": p.rate}
    return p.last * p.pop("rate")


def held_by_an_object(owner):
    return owner(2.0) ** 2


def several(ps):
    return sum(p.rate**2 for p in ps)


def elements_made_by_generators(x):
    v = Coordinates([x[0], x[1]])
    w = v + v * x[2]
    return sum(a * b for a, b in zip(v, w, strict=True))


def returned(x):
    p = Params(first=x[0] * 2.0)
    p.second = x**2
    return p


def returned_inside(p):
    p.rate = p.rate * 2.0
    return [Short(last=p.rate * p.start), (p.rate, Named(x=p.start[0]))]


SETTINGS = Short(rate=0.3, steps=4)
FUNCTIONS = Registry(square=lambda v: np.sum(v**2), cube=lambda v: np.sum(v**3))


def a_global_one(x):
    for _ in range(SETTINGS.steps):
        x = x - SETTINGS.rate * x
    return np.sum(x)


def functions_by_name(x, name):
    return FUNCTIONS["square"](x) * FUNCTIONS[name](x)


def short():
    return Short(rate=0.7, start=np.array([0.3, 0.9]), count=3)


PROGRAMS = [
    *(
        Program(function, lambda: (short(),))
        for function in (
            attributes_of_an_argument,
            attributes_of_an_argument_written,
            copied_by_its_class,
            told_by_its_class,
            updated,
        )
    ),
    Program(attributes_of_an_argument, lambda: (Params(short()),), name="by_a_function"),
    Program(attributes_of_an_argument_written, lambda: (Params(short()),), name="by_two_functions"),
    Program(methods_of_an_argument, lambda: (Network(weights=X * 1.0, offset=0.2), X)),
    Program(gone_through, lambda: (Network(weights=X * 1.0, offset=0.2),)),
    Program(operators_of_an_argument, lambda: (Named(x=0.3, y=0.9, z=-0.4),)),
    Program(held_by_an_object, lambda: (Owner(),)),
    Program(several, lambda: ([short(), short()],)),
    Program(elements_made_by_generators, (X,)),
    Program(returned, (X,)),
    Program(returned_inside, lambda: (short(),)),
    Program(a_global_one, (X,)),
    Program(functions_by_name, (X, "cube")),
    Program(dict_with_methods, (X,)),
    Program(items_as_attributes, (X,)),
    Program(keys_that_are_missing, (X,)),
    Program(list_with_methods, (X,)),
    Program(attributes_as_a_dict, (X,)),
    Program(made_attributes, (X,)),
    Program(written_through_its_dict, (Settings(a=1.3), 0.7), wrt=(0, 1)),
]
