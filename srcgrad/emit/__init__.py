"""From sweeps to the text of a Python file."""

from srcgrad.emit.module import Draft, Printed, print_module

__all__ = ["Draft", "Printed", "print_module"]
