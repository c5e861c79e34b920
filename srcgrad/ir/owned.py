"""What attributes hold that comes from their object."""

from typing import Any

from srcgrad.ir import kinds as k
from srcgrad.ir import record


@record(frozen=True)
class Own:
    """A method of the object that holds it, as `self.loss = self._squared` makes it."""

    function: Any
    place: int = 0  # among the attributes


def own_methods(kind: k.Kind) -> dict[str, Own]:
    """The methods that an object itself holds, bound to it."""
    shared = kind.shared if isinstance(kind, k.Object) else ()
    known = {name: held.value for name, held in shared if isinstance(held, k.Known)}
    return {name: held for name, held in known.items() if isinstance(held, Own)}
