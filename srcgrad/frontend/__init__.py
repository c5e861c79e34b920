"""From a function object to its syntax tree and bindings."""

from srcgrad.frontend.bindings import Binding, Bindings
from srcgrad.frontend.changing import changes, places, rebound
from srcgrad.frontend.rebinding import reads, rebinds
from srcgrad.frontend.source import Source, read

__all__ = [
    "Binding",
    "Bindings",
    "Source",
    "changes",
    "places",
    "read",
    "reads",
    "rebinds",
    "rebound",
]
