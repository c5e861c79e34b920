"""From sweeps to the text of a Python file."""

from srcgrad.emit.draft import Draft
from srcgrad.emit.module import Printed, print_module

__all__ = ["Draft", "Printed", "print_module"]
