"""Shadows of the arrays that a checkpointed loop carries from pass to pass."""

from collections.abc import Sequence
from typing import Any

from srcgrad.runtime.structures.copies import replicas


def blank_shadows(*arrays: Any) -> list[Any]:
    """Zeros that share memory exactly where the arrays do."""
    made = replicas(*arrays)
    for array in made:
        array[...] = 0
    return made


def hand_over(shadows: Sequence[Any], others: Sequence[Any]) -> None:
    """Move what `others` hold to `shadows`, which share memory as they do; zeros stay behind."""
    for shadow, other in zip(shadows, others, strict=True):
        if shadow is not other:
            shadow += other
            other[...] = 0
