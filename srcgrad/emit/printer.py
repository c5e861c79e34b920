"""Statement by statement to text: astor prints, with comments from a side table."""

from __future__ import annotations

import ast
import warnings
from typing import Any

from srcgrad.emit.lines import broken
from srcgrad.emit.tree import Builder
from srcgrad.errors import Location
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.late import dataclass, field

WIDTH = 100
INDENT = "    "


def text_of(node: ast.stmt) -> str:
    """A statement's text; it parses back to the same tree."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # astor names node classes that Python retires
        import astor

        text = str(astor.to_source(node, pretty_source="".join)).rstrip()
    try:
        if _same(ast.parse(text).body[0], node):
            return text
    except SyntaxError:
        pass
    return ast.unparse(ast.fix_missing_locations(node))


def _same(one: Any, other: Any) -> bool:
    """Are two trees the same, wherever they stand?"""
    cls = type(one)
    if cls is not type(other):
        return False
    if cls is str:
        return bool(one == other)
    if cls is list:
        return len(one) == len(other) and all(map(_same, one, other))
    if not isinstance(one, ast.AST):
        return repr(one) == repr(other)
    for name in cls._fields:
        part, own = getattr(one, name, None), getattr(other, name, None)
        if part is not own and not _same(part, own):
            return False
    return True


@dataclass
class Printer:
    """Collects lines, and the user's line that each comes from."""

    builder: Builder
    first_line: int
    lines: list[str] = field(default_factory=list)
    origins: dict[int, int] = field(default_factory=dict)
    spots: dict[int, Location] = field(default_factory=dict)  # the same, with the calls between
    noted: set[int] = field(default_factory=set)
    places: dict[int, int] = field(default_factory=dict)  # the line of each statement, by identity

    def line(self, text: str, depth: int, node: s.Stmt | None = None, note: bool = False) -> None:
        """Add a statement's text, which may have several lines."""
        pieces = broken(text, WIDTH - len(INDENT) * depth).split("\n")
        if note and node is not None and node.origin is not None and len(pieces) == 1:
            pieces[0] = self._noted(pieces[0], depth, node)
        self.places.setdefault(id(node), len(self.lines) + 1)
        for piece in pieces:
            self.lines.append(INDENT * depth + piece if piece else "")
            if node is not None and node.origin is not None:
                self.origins[len(self.lines)] = node.origin.line
                self.spots[len(self.lines)] = node.origin

    def _noted(self, text: str, depth: int, node: s.Stmt) -> str:
        """The text with a comment that quotes the user's line, the first time and where it fits."""
        assert node.origin is not None
        if node.origin.line in self.noted:
            return text
        self.noted.add(node.origin.line)
        number = node.origin.line - self.first_line + 1
        comment = f"  # line {number}: {node.origin.text.strip()}"
        if number < 1 or len(INDENT) * depth + len(text) + len(comment) > WIDTH:
            return text
        return text + comment

    def comment(self, text: str, depth: int) -> None:
        self.lines.append(f"{INDENT * depth}# {text}")

    def block(self, block: s.Block, depth: int, note: bool = False) -> None:
        """Print a block; an empty one as `pass`."""
        count = len(self.lines)
        for node in block:
            self.statement(node, depth, note)
        if len(self.lines) == count:  # a test that decides nothing prints nothing
            self.line("pass", depth)

    def statement(self, node: s.Stmt, depth: int, note: bool) -> None:
        match node:
            case s.If():
                self._if(node, depth, note)
            case s.For():
                target = self.builder.target(node.target)
                tree = ast.For(
                    target, self.builder.expression(node.source), [ast.Pass()], [], lineno=0
                )
                self.line(_header(tree), depth, node)
                self.block(node.body, depth + 1, note)
            case s.While():
                self._while(node, depth, note)
            case s.With():
                self._with(node, depth, note)
            case s.Attempt():
                self._attempt(node, depth, note)
            case s.Ensure():
                self.line("try:", depth, node)
                self.block(node.body, depth + 1, note)
                self.line("finally:", depth)
                self.block(node.final, depth + 1, note)
            case s.Comment():
                self.comment(node.text, depth)
            case _:
                self.line(text_of(self.builder.simple(node)), depth, node, note)

    def _if(self, node: s.If, depth: int, note: bool, word: str = "if") -> None:
        test, body, orelse = node.test, node.body, node.orelse
        if not body and not orelse:
            tree: ast.stmt = ast.Expr(self.builder.expression(test))
            if not isinstance(test, e.Var | e.Const):
                self.line(text_of(tree), depth, node)
            return
        if not body:
            test, body, orelse = opposite(test), orelse, []
        header = _header(ast.If(self.builder.expression(test), [ast.Pass()], []))
        self.line(word + header[2:], depth, node)
        self.block(body, depth + 1, note)
        if (
            len(orelse) == 1
            and isinstance(orelse[0], s.If)
            and (orelse[0].body or orelse[0].orelse)
        ):
            self._if(orelse[0], depth, note, "elif")
        elif orelse:
            self.line("else:", depth)
            self.block(orelse, depth + 1, note)

    def _while(self, node: s.While, depth: int, note: bool) -> None:
        if not node.prelude:
            self.line(
                _header(ast.While(self.builder.expression(node.test), [ast.Pass()], [])),
                depth,
                node,
            )
            self.block(node.body, depth + 1, note)
            return
        self.line("while True:", depth, node)
        self.block(node.prelude, depth + 1, note)
        leave = s.If(opposite(node.test), [s.Break()], [], origin=node.origin)
        self.statement(leave, depth + 1, note)
        if node.body:
            self.block(node.body, depth + 1, note)

    def _with(self, node: s.With, depth: int, note: bool) -> None:
        target = None if node.target is None else self.builder.target(node.target)
        item = ast.withitem(self.builder.expression(node.manager), target)
        self.line(_header(ast.With([item], [ast.Pass()], lineno=0)), depth, node)
        self.block(node.body, depth + 1, note)

    def _attempt(self, node: s.Attempt, depth: int, note: bool) -> None:
        """What the body raises is noted; what the program does about it follows the statement."""
        several = len(node.classes) > 1
        self.statement(
            s.Assign(node.raised, e.Const(0 if several else False), origin=node.origin), depth, note
        )
        self.line("try:", depth, node)
        self.block(node.body, depth + 1, note)
        for number, one in enumerate(node.classes, 1):
            caught = self.builder.name(f"{node.error}~caught") if node.error else None
            handler = ast.ExceptHandler(self.builder.expression(one), caught, [ast.Pass()])
            text = _header(ast.Try([ast.Pass()], [handler], [], []))
            self.line(text[text.index("except") :], depth)
            told = s.Assign(node.raised, e.Const(number if several else True), origin=node.origin)
            kept = s.Assign(node.error, e.Var(f"{node.error}~caught"), origin=node.origin)
            self.block([told, *([kept] if caught else []), *node.undo], depth + 1)


def opposite(test: e.Expr) -> e.Expr:
    """`not test`, without a double negation; comparisons stay as they are (NaN)."""
    if isinstance(test, e.Unary) and test.op == "not":
        return test.operand
    return e.Unary("not", test)


def _header(tree: ast.stmt) -> str:
    """The first lines of a compound statement, up to its body."""
    text = text_of(tree)
    return text[: text.rindex("\n")]
