"""The error classes of the public interface."""

from itertools import groupby

from srcgrad.errors.location import Location


class SrcgradError(Exception):
    """The root of all errors that srcgrad raises.

    ``reason`` says what is wrong and why, ``remedy`` what to do instead, ``location`` where.
    """

    def __init__(self, reason: str, remedy: str = "", location: Location | None = None) -> None:
        super().__init__(reason, remedy, location)
        self.reason = reason
        self.remedy = remedy
        self.location = location

    def __str__(self) -> str:
        lines = []
        if self.location is None:
            lines.append(self.reason)
        else:
            lines.append(f"{self.location.file}, line {self.location.line}: {self.reason}")
            lines.append(self.location.caret())
            for _, run in groupby(self.location.callers, key=lambda c: (c.file, c.line)):
                first, *more = run
                times = f" ({1 + len(more)} times)" if more else ""
                lines.append(
                    f"    called from {first.file}, line {first.line}: {first.text.strip()}{times}"
                )
        if self.remedy:
            lines.append(f"    {self.remedy}")
        return "\n".join(lines)


class SourceUnavailableError(SrcgradError, OSError):
    """A function has no source: a built-in, `exec`, a plain REPL."""


class UnsupportedSyntaxError(SrcgradError, SyntaxError):
    """A construct outside the language that srcgrad accepts."""

    def __init__(self, reason: str, remedy: str = "", location: Location | None = None) -> None:
        super().__init__(reason, remedy, location)
        self.msg = f"{reason}\n    {remedy}" if remedy else reason  # what a traceback shows
        if location is not None:
            self.filename, self.lineno, self.text = location.file, location.line, location.text
            self.offset, self.end_offset = location.column + 1, location.end_column + 1
            self.end_lineno = location.line


class MissingRuleError(SrcgradError, NotImplementedError):
    """An active value reaches a function that has no rule and no Python source."""


class NonDifferentiableError(SrcgradError, TypeError):
    """`wrt` names what has no derivative, or the output cannot have one."""


class SeedError(SrcgradError, ValueError):
    """The seed is missing, or of the wrong structure, shape or dtype."""


class GradientCheckError(SrcgradError, AssertionError):
    """`check_grads` found a difference between two derivatives."""


class InvalidProgramError(SrcgradError):
    """A pass left a program that breaks its stage's language: a defect of srcgrad."""

    def __init__(self, reason: str, stage: str = "") -> None:
        where = f" after stage {stage!r}" if stage else ""
        super().__init__(
            f"internal error{where}: {reason}",
            "please report this, with the function that showed it",
        )
