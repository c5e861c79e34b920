"""Python source in colour, where the terminal and the installation can do it."""

import importlib
import os
from typing import TextIO


def wants_colour(stream: TextIO) -> bool:
    """Whether ``stream`` is a terminal whose user has not asked for plain text.

    The conventions are ``NO_COLOR`` (no-color.org) and ``TERM=dumb``.

    >>> import io
    >>> wants_colour(io.StringIO())
    False
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def coloured(source: str) -> str:
    """``source`` with terminal colours; unchanged where the extra ``cli`` is not installed.

    >>> "x_bar" in coloured("x_bar = seed")
    True
    """
    try:
        pygments = importlib.import_module("pygments")
        lexers = importlib.import_module("pygments.lexers")
        formatters = importlib.import_module("pygments.formatters")
    except ImportError:
        return source
    lexer = lexers.PythonLexer(stripnl=False)
    return str(pygments.highlight(source, lexer, formatters.TerminalFormatter()))
