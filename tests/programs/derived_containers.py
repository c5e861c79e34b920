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


PROGRAMS = [
    Program(dict_with_methods, (X,)),
    Program(items_as_attributes, (X,)),
    Program(keys_that_are_missing, (X,)),
    Program(list_with_methods, (X,)),
    Program(attributes_as_a_dict, (X,)),
    Program(made_attributes, (X,)),
    Program(written_through_its_dict, (Settings(a=1.3), 0.7), wrt=(0, 1)),
]
