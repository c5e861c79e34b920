"""From sweeps to the text of a Python file."""

from srcgrad.emit.draft import Draft
from srcgrad.emit.heading import heading, title_of
from srcgrad.emit.module import Printed, print_module, reverse_line

__all__ = ["Draft", "Printed", "heading", "print_module", "reverse_line", "title_of"]
