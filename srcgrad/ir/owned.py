"""What attributes hold that comes from their object."""

from typing import Any

from srcgrad.ir import record


@record(frozen=True)
class Own:
    """A method of the object that holds it, as `self.loss = self._squared` makes it."""

    function: Any
