"""`implicit_root` of containers: the parts of the unknown are one vector.

y = solver(p)           told = call(solver, p)            the vector, and its lengths
->     flat = solutions(residual of {"a": y[0], "b": y[1:3]}, told[0], p)
y = {"a": flat[0], "b": flat[1:3]}
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import kinds as k
from srcgrad.late import dataclass, field
from srcgrad.rules import taking
from srcgrad.rules.remaking import remade
from srcgrad.rules.taking import Equation, Taking
from srcgrad.rules.text import header, loaded
from srcgrad.runtime import vector_found
from srcgrad.transforms.arguments import parameters_of

CONTAINERS = (k.Tuple, k.List, k.Dict, k.Object)
REMEDY = "let it be a float, an array of floats, or a tuple, list, dict or dataclass of these"

SPELLED = """\
def {name}({parameters}):
    told_ = call({name}_told, {given})
{lengths}    flat_ = solutions(
        lambda unknown_: {name}_joined({inner}), vector_found(told_[0]), 1.0
    )
    return {rebuilt}


def {name}_joined(flat_{rest}):
    rest_ = {name}_residual({unknown}, {named})
    return np.concatenate(({parts}))
"""

EQUATION = """\
def {name}(found, converged{rest}):
    return found


def {name}_residual({unknown}, converged{rest}):
    return np.reshape(np.array({call}), np.shape({unknown}))
"""


def is_structured(kind: k.Kind) -> bool:
    """Is a value a container of others?"""
    return isinstance(kind, CONTAINERS)


@dataclass
class Parts:
    """The parts of a container: how it is taken apart, and how it is made again."""

    solver: str
    places: list[str] = field(default_factory=list)  # of the floats, as text
    others: list[str] = field(default_factory=list)  # of what the solver finds beside them
    numbers: dict[str, str] = field(default_factory=dict)  # names of what only the run tells
    names: dict[str, Any] = field(default_factory=dict)
    fixed: bool = True  # have there been numbers alone, so that places are known?

    def text(self, kind: k.Kind, place: str = "") -> str:
        """The container made of `flat_` and `told_`."""
        match kind:
            case k.Tuple(items, cls):
                parts = [self.text(one, f"{place}[{n}]") for n, one in enumerate(items)]
                if cls is tuple:
                    return f"({''.join(f'{part}, ' for part in parts)})"
                return f"{self._named(cls)}({', '.join(parts)})"
            case k.List(items, _) if items is not None:
                parts = [self.text(one, f"{place}[{n}]") for n, one in enumerate(items)]
                return f"[{', '.join(parts)}]"
            case k.Dict(keys, items, cls) if cls is dict:
                pairs = zip(keys, items, strict=True)
                parts = [f"{key!r}: {self.text(one, f'{place}[{key!r}]')}" for key, one in pairs]
                return f"{{{', '.join(parts)}}}"
            case k.Object(cls, labels, items) if remade(cls, labels):
                pairs = zip(labels, items, strict=True)
                parts = [f"{n}={self.text(one, f'{place}.{n}')}" for n, one in pairs]
                return f"{self._named(cls)}({', '.join(parts)})"
        return self._leaf(kind, place)

    def _leaf(self, kind: k.Kind, place: str) -> str:
        general = k.general(kind)
        if isinstance(general, k.Int | k.Bool | k.Str) or kind == k.NOTHING:
            return self._other(kind, place)
        double = isinstance(general, k.Real) or getattr(general, "dtype", None) == np.float64
        if not double or (isinstance(general, k.Array) and general.dims is None):
            raise UnsupportedSyntaxError(
                f"what {self.solver} returns is, or holds, something that is no float and no "
                "array of floats whose rank is known",
                REMEDY,
            )
        at = len(self.places)
        self.places.append(place)
        begin = self._begin(at)
        if not isinstance(general, k.Array):
            return f"float(flat_[{begin}])" if isinstance(general, k.Real) else f"flat_[{begin}]"
        self.fixed = False
        lengths = [
            self._told(f"length_{at}_{n}_", f"int(told_[2][{at}][{n}])")
            for n in range(len(general.dims or ()))
        ]
        shape = "".join(f"{length}, " for length in lengths)
        return f"flat_[{begin}:{self._begin(at + 1)}].reshape(({shape}))"

    def _begin(self, at: int) -> str:
        return str(at) if self.fixed else self._told(f"begin_{at}_", f"int(told_[1][{at}])")

    def _told(self, name: str, text: str) -> str:
        self.numbers[name] = text
        return name

    def _other(self, kind: k.Kind, place: str) -> str:
        if isinstance(kind, k.Known):
            return repr(kind.value)
        at = len(self.others)
        self.others.append(place)
        how = {k.Int: "int", k.Bool: "bool", k.Str: "str"}[type(k.general(kind))]
        return self._told(f"other_{at}_", f"{how}(told_[3][{at}])")

    def _named(self, cls: type) -> str:
        self.names[cls.__name__] = cls
        return cls.__name__


def spelled(name: str, root: Any, result: k.Kind, make: Callable[[Any, Any], Any]) -> Any:
    """A function that does what the solver does, in terms of vectors."""
    parts = Parts(name)
    rebuilt = parts.text(result)
    if not parts.places:
        raise UnsupportedSyntaxError(f"what {name} returns has no derivative", REMEDY)
    _, *rest = [n for some in parameters_of(root.residual) for n in some]
    positional, keyword = parameters_of(root.primal)
    parameters, defaults = header(root.primal)
    found = [f"np.ravel(rest_{place})" for place in parts.places]
    more = [*parts.numbers, *rest]
    text = SPELLED.format(
        name=name,
        parameters=parameters,
        given=", ".join((*positional, *(f"{n}={n}" for n in keyword))),
        lengths="".join(f"    {n} = {text}\n" for n, text in parts.numbers.items()),
        inner=", ".join(("unknown_", *more)),
        rest="".join(f", {n}" for n in more),
        rebuilt=rebuilt,
        unknown=rebuilt,
        named=", ".join(f"{n}={n}" for n in rest),
        parts=", ".join(found) + ",",
    )
    own = Taking("solutions", copied=True)
    taking.made_by(own, lambda equation: _of_equation(equation, make))
    names: dict[str, Any] = {
        "np": np,
        "call": taking.call,
        "solutions": own,
        "vector_found": vector_found,
        f"{name}_told": _telling(name, root, parts),
        f"{name}_residual": root.residual,
        **parts.names,
        **defaults,
    }
    return loaded(name, text, names)


def _telling(name: str, root: Any, parts: Parts) -> Any:
    """The solver, which tells the floats in one vector, where each begins, shapes, and others."""
    places = parts.places
    leaf = _reader([*places, *parts.others])

    def told(*args: Any, **kwargs: Any) -> Any:
        values = leaf(root(*args, **kwargs))
        floats = [np.asarray(one, float) for one in values[: len(places)]]
        begins = np.cumsum([0, *(one.size for one in floats)])
        flat = np.concatenate([np.ravel(one) for one in floats])
        return flat, begins, [one.shape for one in floats], values[len(places) :]

    told.__name__ = f"{name}_told"
    return told


def _reader(places: list[str]) -> Any:
    """A function that reads the parts at places."""
    text = f"def read(value):\n    return [{', '.join(f'value{place}' for place in places)}]\n"
    return loaded("read", text, {})


def _of_equation(equation: Equation, make: Callable[[Any, Any], Any]) -> Any:
    unknown, *given = equation.parameters
    name = f"{equation.name}_root"
    rest = "".join(f", {n}" for n in (*given, *equation.held))
    text = EQUATION.format(name=name, unknown=unknown, rest=rest, call=equation.call)
    solver = loaded(name, text, {"np": np, **equation.names})
    return make(solver.__globals__[f"{name}_residual"], solver)
