"""Checkpointed functions that draw at random: run once, and again from copies of the generators.

    y = layer(h, rng)     ->     told = call(layer_told, h, rng)       the value, and the generator
                                 y = layer_again(h, told)               as it was before

The second function hands out the value. Its derivative runs the first one's gradient, in which
a copy of the generator draws the same numbers again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.rules import taking
from srcgrad.rules.held import Held, Proof, Written
from srcgrad.rules.text import handed_on, header, loaded
from srcgrad.runtime.checkpoints.snapshots import copies
from srcgrad.transforms.arguments import clear_of, parameters_of
from srcgrad.transforms.known import gradient_of

CALL = """\
def {name}({parameters}):
    told_ = call({name}_told, {given})
    return {name}_again({others}, told_)
"""

AGAIN = """\
def {name}({others}, told_):
    return told_[0]
"""

TEXT = """\
def {name}_transpose({y_bar}, {others}, told_):
    {generators} = copies(told_[1])
    return {name}_gradient({given}, output_bar={y_bar})[1]


def {name}_rule({y_bar}, {y}, {others}, told_):
    return {name}_transpose({y_bar}, {others}, told_)
"""


class Drawing(Held):
    """What hands out the value of a function that has drawn from generators."""

    passed = ("told_",)

    def __init__(
        self, of: Held, generators: tuple[str, ...], kinds: dict[str, k.Kind], result: k.Kind
    ) -> None:
        self._of, self._generators, self._kinds, self.known = of, generators, kinds, result
        self._others = [n for n in of.operands() if n not in generators]
        text = AGAIN.format(name=of.__name__, others=", ".join(self._others))
        self.primal = loaded(of.__name__, text, {})
        self.__name__ = of.__name__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The value."""
        return self.primal(*args, **kwargs)

    def operands(self) -> tuple[str, ...]:
        """The parameters of the function that are no generators."""
        return tuple(self._others)

    def written(
        self, name: str, asked: Sequence[str], kinds: dict[str, k.Kind], result: k.Kind
    ) -> Written:
        """The function's own adjoint, with generators as they were."""
        positional, keyword = parameters_of(self._of.primal)
        clear = clear_of((*positional, *keyword), "y", "generators")
        places = {n: f"{clear['generators']}[{at}]" for at, n in enumerate(self._generators)}
        given = [places.get(n, n) for n in positional]
        given += [f"{n}={places.get(n, n)}" for n in keyword]
        words = {"name": name, "others": ", ".join(self._others), "given": ", ".join(given)} | clear
        own = gradient_of(self._of.primal, tuple(asked) if len(asked) > 1 else asked[0])
        names = {f"{name}_gradient": own, "copies": copies}
        return Written(TEXT.format(**words), names, (f"{name}_transpose",), f"{name}_rule")

    def proof(self, kinds: dict[str, k.Kind], asked: Sequence[str], result: k.Kind) -> Proof:
        """The function must be differentiable."""
        return Proof(gradient_of(self._of.primal, tuple(asked)), self._kinds)


def drawing(of: Held, generators: tuple[str, ...], kinds: dict[str, k.Kind], result: k.Kind) -> Any:
    """The function that stands where one is called that draws from its arguments."""
    name, primal = of.__name__, of.primal

    def told(*args: Any, **kwargs: Any) -> Any:
        names = [n for some in parameters_of(primal) for n in some]
        named = dict(zip(names, args, strict=False)) | kwargs
        before = copies([named[n] for n in generators])
        return primal(*args, **kwargs), before

    told.__name__ = f"{name}_told"
    parameters, defaults = header(primal)
    again = Drawing(of, generators, kinds, result)
    words = {"name": name, "parameters": parameters, "given": handed_on(primal)}
    text = CALL.format(others=", ".join(again.operands()), **words)
    names = {"np": np, "call": taking.call, told.__name__: told, f"{name}_again": again}
    return loaded(name, text, {**names, **defaults})
