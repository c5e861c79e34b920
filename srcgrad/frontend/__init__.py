"""From a function object to its syntax tree and bindings."""

from srcgrad.frontend.bindings import Binding, Bindings
from srcgrad.frontend.changing import changes, places, rebound, stores
from srcgrad.frontend.implicit import changed_by_asking, stores_when_asked
from srcgrad.frontend.rebinding import reads, rebinds
from srcgrad.frontend.source import Source, read

__all__ = [
    "Binding",
    "Bindings",
    "Source",
    "changed_by_asking",
    "changes",
    "places",
    "read",
    "reads",
    "rebinds",
    "rebound",
    "stores",
    "stores_when_asked",
]
