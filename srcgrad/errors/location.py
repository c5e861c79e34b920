"""Where in the user's program something stands."""

from typing import Any

from srcgrad.late import dataclass, field


@dataclass(frozen=True)
class Location:
    """A span of one source line: file, line (from 1), the line's text, columns (from 0)."""

    file: str
    line: int
    text: str
    column: int
    end_column: int
    callers: tuple["Location", ...] = ()  # for a line of a helper: the calls that led there
    through: tuple[Any, ...] = field(default=(), compare=False, repr=False)  # what they called

    def caret(self) -> str:
        """The source line, with carets under the span, indented by four columns."""
        width = max(self.end_column - self.column, 1)
        return f"    {self.text}\n    {' ' * self.column}{'^' * width}"
