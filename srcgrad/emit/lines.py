"""Long lines are broken inside brackets: after commas, before operators."""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize

from srcgrad.late import dataclass

STEP = 4
SHORT = 12  # characters in a bracket that is not opened
OPEN, CLOSE = "([{", ")]}"
LEVELS: tuple[frozenset[str], ...] = (
    frozenset({","}),
    frozenset({"for"}),
    frozenset({"if", "else"}),
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"<", ">", "<=", ">=", "==", "!="}),
    frozenset({"|", "^", "&"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/", "//", "%", "@"}),
)
ASSIGNING = {"=", *(f"{op}=" for op in ("+", "-", "*", "/", "//", "%", "@", "**", "&", "|", "^"))}
OPENING = ("return ", "if ", "elif ", "while ", "assert ")


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int
    depth: int  # of the brackets around it


def broken(text: str, width: int) -> str:
    """A statement of one line, in several lines if it is wider than `width`.

    >>> print(broken("total = first * second + third(fourth, fifth)", 24))
    total = (
        first * second
        + third(
            fourth, fifth
        )
    )
    """
    if len(text) <= width or "\n" in text:
        return text
    try:
        lines = "\n".join(_statement(text, width))
        same = ast.dump(ast.parse(_whole(lines))) == ast.dump(ast.parse(_whole(text)))
    except (SyntaxError, tokenize.TokenError):
        return text
    return lines if same else text


def _whole(text: str) -> str:
    """Text that can be parsed: the header of a block gets a body."""
    if text.startswith("elif "):
        text = text[2:]
    return text + " pass" if text.endswith(":") else text


def _statement(text: str, width: int) -> list[str]:
    lines = _broken_value(text, width)
    head, targets = _targets(text)
    fits = lines[0].startswith(head + targets) and all(len(line) <= width for line in lines)
    if fits or _level(targets) != LEVELS[0]:
        return lines
    rest = text[len(head) + len(targets) :].strip()  # many names stand in lines of their own
    last = [f"_ {rest}"] if len(rest) + 2 <= width else _broken_value(f"_ {rest}", width)
    return [f"{head}(", *_inside(targets + ",", width, STEP), ")" + last[0][1:], *last[1:]]


def _targets(text: str) -> tuple[str, str]:
    """What stands before the names that a statement binds, and they."""
    tokens = [token for token in _tokens(text) if not token.depth]
    if text.startswith("for "):
        return "for ", text[4 : next(t.start for t in tokens if t.text == "in")].strip()
    at = next((t.start for t in tokens if t.text == "="), 0)
    return "", text[:at].strip()


def _broken_value(text: str, width: int) -> list[str]:
    tail = ":" if text.endswith(":") else ""
    body = text.removesuffix(":") if tail else text
    head = next((word for word in OPENING if body.startswith(word)), "")
    if not head:
        at = next((t.end for t in _tokens(body) if not t.depth and t.text in ASSIGNING), None)
        head = body[: at + 1] if at is not None else ""
    value = body[len(head) :]
    if head and _level(value) is not None:
        return [f"{head}(", *_inside(value, width, STEP), f"){tail}"]
    return _bracketed(body + tail, width, 0)


def _inside(text: str, width: int, indent: int) -> list[str]:
    """Lines of an expression, or of expressions with commas, that stand inside brackets."""
    pad = " " * indent
    if indent + len(text) <= width:
        return [pad + text]
    level = _level(text)
    if level is None:
        return _bracketed(text, width, indent)
    if level == LEVELS[-1] and text[-1] in CLOSE:  # `h / 6 * (` reads better than three lines
        lines = _bracketed(text, width, indent)
        if all(len(line) <= width for line in lines):
            return lines
    pieces = _split(text, level)
    if all(piece.removesuffix(",").isidentifier() for piece in pieces):
        return textwrap.wrap(text, width, initial_indent=pad, subsequent_indent=pad)
    return [line for piece in pieces for line in _inside(piece, width, indent)]


def _bracketed(text: str, width: int, indent: int) -> list[str]:
    """Lines of a call, a subscript or a display: the last bracket that holds something opens.

    A short one, such as `[1:]`, stays closed behind one that holds more. Where the line would
    still be too long up to there, brackets before it open too.
    """
    pad = " " * indent
    opened: list[_Token] = []
    pairs: list[tuple[_Token, _Token]] = []
    for token in _tokens(text):
        if token.text in OPEN and token.depth == 0:
            opened.append(token)
        elif token.text in CLOSE and token.depth == 0 and token.start > opened[-1].end:
            pairs.append((opened[-1], token))
    held = [last.start - first.end for first, last in pairs]
    if held and held[-1] <= SHORT < max(held):
        pairs = pairs[: held.index(max(held)) + 1]
    chosen = pairs[-1:]
    while chosen and len(chosen) < len(pairs) and indent + chosen[0][0].end > width:
        chosen.insert(0, pairs[-len(chosen) - 1])
    lines, start = [], 0
    for first, last in chosen:
        begin, end = _innermost(text, first.end, last.start)
        inner = _inside(text[begin:end].strip(), width, indent + STEP)
        lines += [pad + text[start:begin], *inner]
        start = end
    return [*lines, pad + text[start:]]


def _innermost(text: str, begin: int, end: int) -> tuple[int, int]:
    """What stands between brackets, or inside of a display that is all that stands there."""
    tokens = [t for t in _tokens(text[begin:end]) if t.text in OPEN + CLOSE and t.depth == 0]
    if len(tokens) == 2 and text[begin] in OPEN and text[end - 1] in CLOSE:
        return begin + 1, end - 1
    return begin, end


def _level(text: str) -> frozenset[str] | None:
    """The loosest separators outside all brackets of a text; None if it has none."""
    found = set(_separators(text))
    return next((level for level in LEVELS if level & {t.text for t in found}), None)


def _split(text: str, level: frozenset[str]) -> list[str]:
    cuts = [t.end if t.text == "," else t.start for t in _separators(text) if t.text in level]
    ends = [*cuts, len(text)]
    pieces = [text[a:b].strip() for a, b in zip([0, *cuts], ends, strict=True)]
    return [piece for piece in pieces if piece]


def _separators(text: str) -> list[_Token]:
    """The tokens outside all brackets before or after which a line may be broken."""
    out = []
    operand = False  # does an operand come before?
    for token in _tokens(text):
        inner = token.depth == 0 and token.end < len(text)
        if inner and operand and any(token.text in level for level in LEVELS):
            out.append(token)
        operand = token.text[-1].isalnum() or token.text[-1] in ")]}_\"'."
        operand = operand and token.text not in ("if", "else", "and", "or", "not", "in", "for")
    return out


def _tokens(text: str) -> list[_Token]:
    out: list[_Token] = []
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if not token.string.strip():
            continue
        if token.string in CLOSE:
            depth -= 1
        out.append(_Token(token.string, token.start[1], token.end[1], depth))
        if token.string in OPEN:
            depth += 1
    return out
