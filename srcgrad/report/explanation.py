"""What there is to tell of one compilation, and the page that tells it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import TextIO

from srcgrad.late import dataclass

HEAD, TEXT, CODE = "head", "text", "code"
STYLES = {HEAD: "bold", TEXT: "", CODE: "cyan"}
MOST = 6  # readers of a value that are listed

Part = tuple[str, str]


@dataclass(frozen=True)
class Use:
    """A statement of the generated code, and the line of the program that it comes from."""

    text: str
    line: int | None


@dataclass(frozen=True)
class Need:
    """A value that the reverse sweep reads: where it is made, and who reads it."""

    name: str
    made: Use
    readers: tuple[Use, ...]


@dataclass(frozen=True)
class Line:
    """A line of the program: is a derivative taken of it, and by how many reverse statements?"""

    number: int
    text: str
    active: bool
    reversed: int
    merged: bool = False  # were there any before the optimiser put statements together?


@dataclass(frozen=True)
class Explanation:
    """What one compilation did. `print` it."""

    title: str
    active: tuple[str, ...]  # names of the program through which a derivative flows
    unused: tuple[str, ...]  # that hang on `wrt`, and the result does not hang on them
    constant: tuple[str, ...]  # that do not hang on `wrt`
    lines: tuple[Line, ...]
    recorded: tuple[Need, ...]  # records of the compiler's
    held: tuple[Need, ...]  # values that keep their name
    taken_out: int  # statements that the optimiser took out of the sweeps
    statements: int  # how many there were of the compiler's own
    primal: int  # operations
    before: int  # operations of both sweeps, before the optimiser
    after: int

    @property
    def ratio(self) -> float:
        """Operations of value and gradient over those of the value alone."""
        return self.after / max(self.primal, 1)

    def __str__(self) -> str:
        return "\n".join(text for _, text in page(self))


def print_page(explanation: Explanation, stream: TextIO, colour: bool) -> None:
    """Print an explanation; in colour where the extra ``cli`` is installed."""
    try:
        console = importlib.import_module("rich.console") if colour else None
    except ImportError:
        console = None
    if console is None:
        print(explanation, file=stream)
        return
    out = console.Console(file=stream, force_terminal=True, highlight=False, soft_wrap=True)
    for what, text in page(explanation):
        out.print(text, style=STYLES[what], markup=False)


def page(explanation: Explanation) -> Iterator[Part]:
    """The lines, each with what it is: for colours, where there are any."""
    yield HEAD, explanation.title
    yield TEXT, ""
    yield HEAD, "Activity"
    yield from _activity(explanation)
    yield TEXT, ""
    yield HEAD, "Recorded"
    if explanation.recorded:
        yield from _needs(explanation.recorded)
    else:
        yield TEXT, "  nothing"
    if explanation.held:
        yield TEXT, ""
        yield HEAD, "Read again from variables"
        yield from _needs(explanation.held)
    yield TEXT, ""
    yield HEAD, "Removed"
    yield from _removed(explanation)
    yield TEXT, ""
    yield HEAD, "Operations"
    yield TEXT, f"  value                {explanation.primal:5}"
    yield TEXT, f"  value and gradient   {explanation.after:5}"
    yield TEXT, f"  ratio                {explanation.ratio:5.2f}"


def _activity(explanation: Explanation) -> Iterator[Part]:
    groups = (
        ("active", explanation.active),
        ("constant", explanation.constant),
        ("without use", explanation.unused),
    )
    for words, names in groups:
        if names:
            yield TEXT, f"  {words:12}{', '.join(names)}"
    width = max((len(line.text) for line in explanation.lines), default=0)
    for line in explanation.lines:
        count = line.reversed
        none = "in those of other lines" if line.merged else "-"
        told = f"{count} reverse statement{'' if count == 1 else 's'}" if count else none
        mark = "*" if line.active else " "
        yield CODE, f"  {line.number:3} {mark} {line.text:{width}}  {told}"


def _needs(needs: tuple[Need, ...]) -> Iterator[Part]:
    for need in needs:
        yield CODE, f"  {need.name}: {_told(need.made)}"
        for reader in need.readers[:MOST]:
            yield CODE, f"      read by {_told(reader)}"
        if len(need.readers) > MOST:
            yield TEXT, f"      and {len(need.readers) - MOST} more"


def _told(use: Use) -> str:
    return use.text if use.line is None else f"{use.text}  (line {use.line})"


def _removed(explanation: Explanation) -> Iterator[Part]:
    for words, merged in (("no reverse statement for", False), ("put into others, that of", True)):
        left = [x for x in explanation.lines if not x.reversed and x.merged is merged]
        if left:
            numbers = ", ".join(str(line.number) for line in left)
            yield TEXT, f"  {words} line{'s'[: len(left) > 1]} {numbers}"
    yield (
        TEXT,
        f"  the optimiser took {explanation.taken_out} of {explanation.statements} statements out "
        f"of the sweeps; operations {explanation.before} -> {explanation.after}",
    )
