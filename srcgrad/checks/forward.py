"""Forward mode against central differences: directional derivatives in place of a gradient."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from srcgrad.checks.comparison import Finding, Leaf, Limits, Scene, check_leaf
from srcgrad.checks.leaves import differentiable, leaves, replaced, spelled
from srcgrad.checks.outputs import weighted
from srcgrad.checks.replicas import replica
from srcgrad.late import dataclass
from srcgrad.transforms.forward import jvp


@dataclass(frozen=True)
class Pushed(Leaf):
    """A leaf of an argument, whose derivatives come from pushing directions forward."""

    push: Callable[[Any], float] = float

    def at(self, index: Any) -> Finding:
        """Compare the number at ``index``."""
        direction = np.zeros(self.bars.shape, self.bars.dtype)
        direction[index] = 1
        size = float(abs(self.bars[index]))
        return self.compare(index, self.unit, self.push(self.turned(direction)), size)

    def along(self, direction: Any) -> Finding:
        """Compare the derivative in a direction through the whole leaf."""
        return self.compare(..., direction * self.unit, self.push(self.turned(direction)), 1.0)

    def turned(self, direction: Any) -> Any:
        """A real direction as one of the leaf's own numbers."""
        return direction if self.unit == 1 else direction * self.unit


def check_forward(name: str, label: str, scene: Scene, position: int, limits: Limits) -> None:
    """Check forward mode with respect to one argument, leaf by leaf."""
    argument = scene.args[position]
    held = argument
    for path, _ in leaves(argument):
        held = replaced(held, path, None)
    for path, leaf in leaves(argument):
        if not differentiable(leaf):
            continue
        where = label + spelled(path, argument)
        numbers, pushed = np.asarray(leaf), partial(push, scene, position, held, path, leaf)
        for unit in (1.0, 1j) if np.iscomplexobj(leaf) else (1.0,):
            place = (position, *path)
            check_leaf(name, where, Pushed(scene, place, numbers, unit, limits, "forward", pushed))


def push(scene: Scene, position: int, held: Any, path: Any, leaf: Any, direction: Any) -> float:
    """The derivative of the weighted output when one leaf moves in a direction."""
    tangents: list[Any] = [None] * len(scene.args)
    moved = direction if isinstance(leaf, np.ndarray) else type(leaf)(direction[()])
    tangents[position] = replaced(held, path, moved)
    _, tangent = jvp(scene.primal, replica(scene.args), tangents)
    return weighted(tangent[0] if scene.has_aux else tangent, scene.seed)
