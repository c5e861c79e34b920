"""Held functions of containers: one of their parts stands where they are called.

h = layer(p, h)          h = layer_of_parts(p["w"], p["b"], h)

def layer_of_parts(p_0, p_1, h):
    return layer({"w": p_0, "b": p_1}, h)

What they return may be a container, too: then the function of the parts returns a tuple. What a
solver has found of a function that gets containers is taken apart in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from srcgrad.infer.sharing.unchanging import leaves
from srcgrad.ir import kinds as k
from srcgrad.ir.function import word
from srcgrad.late import dataclass, field
from srcgrad.rules.remaking import remade
from srcgrad.rules.taking import Equation
from srcgrad.rules.text import header, loaded
from srcgrad.runtime import instance
from srcgrad.transforms.arguments import parameters_of
from srcgrad.transforms.structured_roots import Parts, is_structured

WHOLE = """\
def {name}_whole({whole}):
    return {call}
"""

RATE_OF_PARTS = """\
def {name}_of_parts({leaves}):
    return {name}_whole({given})
"""

FOUND_OF_PARTS = """\
def {name}_found({own}{rest}):
    return {name}_parted({own}{places})
"""

CALL = """\
def {name}({parameters}):
    return {name}_of_parts({places})
"""

OF_PARTS = """\
def {name}_of_parts({leaves}):
    return {name}({given})
"""


RETURNING_PARTS = """\
def {name}_of_parts({leaves}):
    returned = {name}({given})
    return ({parts})
"""

CALL_OF_SEVERAL = """\
def {name}({parameters}):
    {name}_parts = {name}_of_parts({places})
    return {rebuilt}
"""


@dataclass
class _Leaves(Parts):
    """The parts of one parameter, each under a name of its own."""

    whole: bool = False  # is there a container among them whose parts are not known?
    function: Any = None  # that gets them: objects are made again where it leaves them alone

    def text(self, kind: k.Kind, place: str = "") -> str:
        """The container made of its parts."""
        if not isinstance(kind, k.Object) or remade(kind.cls, kind.names):
            return super().text(kind, place)
        if not leaves(self.function, "", kind):
            return self._leaf(kind, place)
        pairs = zip(kind.names, kind.items, strict=True)
        parts = ", ".join(f"{n!r}: {self.text(one, f'{place}.{n}')}" for n, one in pairs)
        return f"{self._named(instance)}({self._named(kind.cls)}, {{{parts}}})"

    def _leaf(self, kind: k.Kind, place: str) -> str:
        self.whole = self.whole or is_structured(kind)
        if isinstance(kind, k.Known) and type(kind.value) in (int, bool, str, type(None)):
            return repr(kind.value)
        self.places.append(f"{self.solver}{place}")
        return f"{self.solver}_{len(self.places) - 1}"

    def names_of(self) -> list[str]:
        """The names under which the parts are handed on."""
        return [f"{self.solver}_{n}" for n in range(len(self.places))]


@dataclass
class _Returned(_Leaves):
    """The parts of what a function returns, each at its place in a tuple."""

    def _leaf(self, kind: k.Kind, place: str) -> str:
        before, text = len(self.places), super()._leaf(kind, place)
        if len(self.places) == before:
            return text
        self.whole = self.whole or not k.differentiable(kind)
        return f"{self.solver}[{before}]"


def holds_more(result: k.Kind) -> bool:
    """Is it a container, and no tuple of numbers and arrays?"""
    if isinstance(result, k.Tuple) and result.cls is tuple:
        return any(map(is_structured, result.items))
    return is_structured(result)


@dataclass
class Split:
    """Parameters taken apart: what a function of the parts gets, and how it makes them again."""

    places: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    classes: dict[str, Any] = field(default_factory=dict)


def split(parameters: Iterable[str], kinds: dict[str, k.Kind], function: Any) -> Split | None:
    """The parts of what a function gets; None where a container has parts that are not known."""
    found = Split()
    for parameter in parameters:
        found.given[parameter] = parameter
        if not is_structured(kinds.get(parameter, k.Unknown())):
            found.places.append(parameter)
            found.names.append(parameter)
            continue
        parts = _Leaves(parameter, function=function)
        found.given[parameter] = parts.text(kinds[parameter])
        if parts.whole:
            return None
        found.places += parts.places
        found.names += parts.names_of()
        found.classes |= parts.names
    if len(set(found.names)) < len(found.names):  # a parameter is called like a part of another
        return None
    return found


def equation_of_parts(
    equation: Equation, own: str, kinds: dict[str, k.Kind], make: Callable[[Equation], Any]
) -> Any:
    """What a solver has found, `own` and the rest, as a function of the parts of the rest."""
    lead = tuple(n for n in equation.parameters if n not in kinds)
    rest = tuple(kinds)
    if not any(is_structured(kind) and k.differentiable(kind) for kind in kinds.values()):
        return None
    name = word(equation.name)
    words = {"name": name, "own": own, "whole": ", ".join((*lead, *rest)), "call": equation.call}
    whole = loaded(f"{name}_whole", WHOLE.format(**words), equation.names)
    apart = split(rest, kinds, whole)
    if apart is None:
        return None
    text = RATE_OF_PARTS.format(
        **words,
        leaves=", ".join((*lead, *apart.names)),
        given=", ".join((*lead, *apart.given.values())),
    )
    inner = loaded(f"{name}_of_parts", text, {f"{name}_whole": whole, **apart.classes})
    parted = make(
        Equation(
            name,
            (*lead, *apart.names),
            (),
            f"{name}_of_parts",
            {f"{name}_of_parts": inner},
        )
    )
    text = FOUND_OF_PARTS.format(
        **words,
        rest="".join(f", {n}" for n in rest),
        places="".join(f", {place}" for place in apart.places),
    )
    return loaded(f"{name}_found", text, {f"{name}_parted": parted})


def of_parts(
    primal: Any, kinds: dict[str, k.Kind], result: k.Kind, make: Callable[[Any], Any]
) -> Any:
    """The function that takes containers apart; None where there are none."""
    if not any(map(is_structured, kinds.values())) and not holds_more(result):
        return None
    name = word(primal.__name__)
    positional, keyword = parameters_of(primal)
    apart = split((*positional, *keyword), kinds, primal)
    if apart is None:
        return None
    names, places, classes = apart.names, apart.places, apart.classes
    given = [f"{n}={text}" if n in keyword else text for n, text in apart.given.items()]
    words = {"name": name, "leaves": ", ".join(names), "given": ", ".join(given)}
    inside, outside = OF_PARTS, CALL
    if holds_more(result):
        returned = _Returned(f"{name}_parts")
        words["rebuilt"] = returned.text(result)
        places_there = [place.removeprefix(returned.solver) for place in returned.places]
        words["parts"] = "".join(f"returned{place}, " for place in places_there)
        if returned.whole or not returned.places:
            return None
        classes |= returned.names
        inside, outside = RETURNING_PARTS, CALL_OF_SEVERAL
    inner = loaded(f"{name}_of_parts", inside.format(**words), {name: primal, **classes})
    parameters, defaults = header(primal)
    text = outside.format(parameters=parameters, places=", ".join(places), **words)
    return loaded(name, text, {f"{name}_of_parts": make(inner), **classes, **defaults})
