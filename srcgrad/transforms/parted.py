"""Checkpointed functions of containers: one of their parts stands where they are called.

h = layer(p, h)          h = layer_of_parts(p["w"], p["b"], h)

def layer_of_parts(p_0, p_1, h):
    return layer({"w": p_0, "b": p_1}, h)

What they return may be a container, too: then the function of the parts returns a tuple.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from srcgrad.infer.unchanging import leaves
from srcgrad.ir import kinds as k
from srcgrad.ir.function import word
from srcgrad.rules.remaking import remade
from srcgrad.rules.text import header, loaded
from srcgrad.runtime import instance
from srcgrad.transforms.arguments import parameters_of
from srcgrad.transforms.structured_roots import Parts, is_structured

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


def of_parts(
    primal: Any, kinds: dict[str, k.Kind], result: k.Kind, make: Callable[[Any], Any]
) -> Any:
    """The function that takes containers apart; None where there are none."""
    if not any(map(is_structured, kinds.values())) and not holds_more(result):
        return None
    name = word(primal.__name__)
    positional, keyword = parameters_of(primal)
    places: list[str] = []
    names: list[str] = []
    given: list[str] = []
    classes: dict[str, Any] = {}
    for parameter in (*positional, *keyword):
        text = parameter
        if is_structured(kinds.get(parameter, k.Unknown())):
            parts = _Leaves(parameter, function=primal)
            text = parts.text(kinds[parameter])
            if parts.whole:
                return None
            places += parts.places
            names += parts.names_of()
            classes |= parts.names
        else:
            places.append(parameter)
            names.append(parameter)
        given.append(f"{parameter}={text}" if parameter in keyword else text)
    if len(set(names)) < len(names):  # a parameter is called like a part of another
        return None
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
