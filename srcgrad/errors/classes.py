"""The error classes of the public interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from srcgrad.errors.location import Location

OURS = "<srcgrad "  # the begin of the names of texts that are ours, and that nobody can open


class SrcgradError(Exception):
    """The root of all errors that srcgrad raises.

    ``reason`` says what is wrong and why, ``remedy`` what to do instead, ``location`` where.
    """

    def __init__(self, reason: str, remedy: str = "", location: Location | None = None) -> None:
        super().__init__(reason, remedy, location)
        self.reason = reason
        self.remedy = remedy
        self.location = location
        self.others: tuple[SrcgradError, ...] = ()  # what else was found in the same function

    def __str__(self) -> str:
        return "\n".join([self.alone(), *(other.alone() for other in self.others)])

    def told(self) -> tuple[object, ...]:
        """What is told, and of which place; calls that lead there are not told one by one."""
        spot = self.location
        place = None if spot is None else (spot.file, spot.line, spot.column, spot.end_column)
        return self.reason, place

    def alone(self) -> str:
        """The text without the other findings."""
        lines = []
        if self.location is None:
            lines.append(self.reason)
        else:
            lines.append(f"{self.location.file}, line {self.location.line}: {self.reason}")
            lines.append(self.location.caret())
            callers = [c for c in self.location.callers if not c.file.startswith(OURS)]
            for _, run in groupby(callers, key=lambda c: (c.file, c.line)):
                first, *more = run
                times = f" ({1 + len(more)} times)" if more else ""
                lines.append(
                    f"    called from {first.file}, line {first.line}: {first.text.strip()}{times}"
                )
        if self.remedy:
            lines.append(f"    {self.remedy}")
        return "\n".join(lines)


def together(findings: Sequence[SrcgradError]) -> SrcgradError:
    """One error that tells of all findings; its class is that of the first.

    >>> print(together([SrcgradError("a is wrong", "say b"), SrcgradError("c is wrong")]))
    a is wrong
        say b
    c is wrong
    """
    first, *others = [one for error in findings for one in (error, *error.others)]
    first.others = ()
    told = {first.told()}
    for other in others:
        if other.told() not in told:
            told.add(other.told())
            first.others += (other,)
    if isinstance(first, SyntaxError) and first.others:  # what a traceback shows
        first.msg = "\n".join([str(first.msg), *(other.alone() for other in first.others)])
    return first


def called_from(error: SrcgradError, site: Location | None) -> SrcgradError:
    """A helper's refusals, with the calls that led there."""
    if error.location is None:
        error.location = site
    elif site is not None:
        for one in (error, *error.others):
            if one.location is not None:
                one.location = replace(one.location, callers=(site, *site.callers))
    return error


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


class NonFiniteError(SrcgradError, FloatingPointError):
    """`debug_nans` found what makes NaN or inf; `statement` is the generated statement."""

    def __init__(
        self,
        reason: str,
        remedy: str = "",
        location: Location | None = None,
        statement: str = "",
    ) -> None:
        super().__init__(reason, remedy, location)
        self.statement = statement


class OneByOne(SrcgradError):
    """Directions that cannot go through a program together; whoever asks sends them one by one."""


class InvalidProgramError(SrcgradError):
    """A pass left a program that breaks its stage's language: a defect of srcgrad."""

    def __init__(self, reason: str, stage: str = "") -> None:
        where = f" after stage {stage!r}" if stage else ""
        super().__init__(
            f"internal error{where}: {reason}",
            "please report this, with the function that showed it",
        )


def shorn(refusal: SrcgradError) -> SrcgradError:
    """A refusal as its user meets it: without the compiler's frames, unless that has a defect.

    >>> def refuse():
    ...     raise UnsupportedSyntaxError("`async with` has no adjoint")
    >>> try:
    ...     refuse()
    ... except SrcgradError as refusal:
    ...     print(shorn(refusal).__traceback__)
    None
    """
    return refusal if isinstance(refusal, InvalidProgramError) else refusal.with_traceback(None)
