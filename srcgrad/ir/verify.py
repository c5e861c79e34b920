"""What a program may be after each stage: the core language, as a check that runs.

After `normalize` every operation has a statement of its own:

    block   = statement*             a statement stands in one place only
    simple  = name = operation
            | name, ..., *name = atom
            | name, ... = call             of a function that returns a tuple of results
            | name, ... = name, ...                as many, and each target once
            | atom[operand] = operand
            | atom[operand] op= operand | name op= operand
            | call | raise operation? | assert atom, operation?
    if      = if atom: block else: block
    for     = for name in (range(operand, ...) | reversed(atom) | atom): block
    while   = while: block do while atom: block
    with    = with operation as name: block
    attempt = name, name = attempt, catching atom, ...: block
    ensure  = ensure: block final: block
    break   inside a loop, at the end of its block
    atom    = constant | name | static reference
    operand = atom | slice of atoms | *atom | tuple, list or dict of operands
            | function made inside, over the operands that it holds      until `infer` has put it in
    operation = operand | unary, binary or comparison of operands | (atom | atom.name)(operands)
              | atom.name | atom[operand] | f-string of atoms
    names   carry no role (`~`), and each that is read is bound somewhere or enters from outside

After `infer`, besides:

    every bound name has a kind, and not that of a value that never was, where it can be reached
    name op= operand                 only where the name is memory: an array, a list or unknown
    for name in ...                  never an array, a list or a tuple: these are read by index

After `analyse` tests and operands are whole trees, `and`, `or` and conditional expressions
included; all other rules stay.

After `adjoint` and `optimize` the program is both sweeps in a row:

    names may carry a role; what the compiler made is bound before it is read
    comments and `[element for name in source]` are allowed; marks of `adjoint` are gone
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn

from srcgrad.errors import InvalidProgramError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.text import listing, render
from srcgrad.ir.walk import blocks, bound, children, expressions, names, nodes, statements, targets
from srcgrad.late import dataclass, field

STAGES = ("normalize", "infer", "analyse", "adjoint", "optimize")
FLAT = ("normalize", "infer")  # operands are atoms, or displays of them
SWEEPS = ("adjoint", "optimize")
SIMPLE = (
    s.Assign, s.Unpack, s.Permute, s.Store, s.Augment, s.Evaluate, s.Break, s.Raise, s.Assert,
)  # fmt: skip
COMPOUND = (s.If, s.For, s.While, s.With, s.Attempt, s.Ensure)
ATOMS = (e.Const, e.Var, e.Ref)


def verify(core: Core, stage: str, kinds: Mapping[str, k.Kind] | None = None) -> None:
    """Raise `InvalidProgramError`, which names the stage, if a program breaks its language.

    `kinds` are the names' kinds, which stage `infer` has found.
    """
    if stage not in STAGES:
        raise ValueError(f"no stage {stage!r}: {', '.join(STAGES)}")
    check = _Check(core, stage, kinds or {})
    check.block(core.body, inside_loop=False)
    check.bindings()
    if stage == "infer":
        check.kinds_of(core.body)
    if stage in SWEEPS:
        _Flow(check).block(core.body, check.entry, frozenset(), frozenset())


@dataclass
class _Check:
    """One check of one program."""

    core: Core
    stage: str
    kinds: Mapping[str, k.Kind]
    seen: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        entering = [p.name for p in self.core.parameters]
        self.entry = frozenset([*entering, *self.core.free, *self.core.inputs.values()])

    def fail(self, node: s.Stmt | None, reason: str) -> NoReturn:
        where = "the result" if node is None else _first_line(node)
        raise InvalidProgramError(f"in {self.core.name}, `{where}`: {reason}", self.stage)

    # -- statements ------------------------------------------------------------------------

    def block(self, block: object, inside_loop: bool) -> None:
        if not isinstance(block, list):
            raise InvalidProgramError(
                f"in {self.core.name}, a block is a {type(block).__name__}", self.stage
            )
        for position, node in enumerate(block):
            if id(node) in self.seen:
                self.fail(node, "the statement stands in two places")
            self.seen.add(id(node))
            self.statement(node)
            if isinstance(node, s.Break):
                if not inside_loop:
                    self.fail(node, "there is no loop to leave")
                if position != len(block) - 1:
                    self.fail(node, "it is not the last statement of its block")
            inside = inside_loop or isinstance(node, s.Loop)
            for number, inner in enumerate(blocks(node)):
                prelude = isinstance(node, s.While) and number == 0
                self.block(inner, inside_loop if prelude else inside)

    def statement(self, node: s.Stmt) -> None:
        if type(node) is s.Comment and self.stage in SWEEPS:
            return
        if type(node) not in (*SIMPLE, *COMPOUND):
            self.fail(node, f"{type(node).__name__} is no statement of this stage")
        match node:
            case s.Unpack(targets=made, star=star) if star is not None and star >= len(made):
                self.fail(node, f"there is no target {star}")
            case s.Permute(targets=made, sources=sources):
                if len(made) != len(sources) or len(set(made)) != len(made):
                    self.fail(node, "the two sides do not pair up, each target once")
            case s.Augment(base=e.Attr(base), index=None) if self.stage == "normalize":
                self.atom(node, base)  # an attribute, until it is known what the object is
            case s.Augment(base=base, index=None) if not isinstance(base, e.Var):
                self.fail(node, "the target is no name")
            case s.Evaluate(value=value) if not isinstance(value, e.Call):
                self.fail(node, "it has no effect")
        for tree in expressions(node):
            self.allowed(node, tree)
        if self.stage in FLAT:
            self.flat(node)

    def allowed(self, node: s.Stmt | None, tree: e.Expr) -> None:
        """Node classes that do not belong to the stage, anywhere in an expression."""
        for part in nodes(tree):
            if isinstance(part, e.Each) and self.stage not in SWEEPS:
                self.fail(node, "Each belongs to sweeps")
            if isinstance(part, e.Closure) and self.stage != "normalize":
                self.fail(node, "a function that the program makes is left")
            if isinstance(part, e.Logical | e.Choice) and self.stage in FLAT:
                self.fail(node, f"{type(part).__name__} belongs to later stages")
            if isinstance(part, e.Var) and "~" in part.name and self.stage not in SWEEPS:
                self.fail(node, f"the name {part.name} has a role")

    # -- operands --------------------------------------------------------------------------

    def flat(self, node: s.Stmt) -> None:
        """Operands of the first stages."""
        match node:
            case s.Assign(value=value) | s.Evaluate(value=value):
                self.operation(node, value)
            case s.Raise(value=value) if value is not None:
                self.operation(node, value)
            case s.Unpack(value=e.Call() as value, star=None):
                self.operation(node, value)
            case s.With(manager=manager):
                self.operation(node, manager)
            case s.Unpack(value=value):
                self.operand(node, value)
            case s.Store(base=base, index=index, value=value):
                self.atom(node, base)
                self.operand(node, index)
                self.operand(node, value)
            case s.Augment(base=base, index=index, value=value):
                self.atom(node, base.base if isinstance(base, e.Attr) else base)
                self.operand(node, value)
                if index is not None:
                    self.operand(node, index)
            case s.If(test=test) | s.While(test=test):
                self.atom(node, test)
            case s.For(source=source):
                self.source(node, source)
            case s.Assert(test=test, message=message):
                self.atom(node, test)
                if message is not None:
                    self.operation(node, message)

    def source(self, node: s.Stmt, tree: e.Expr) -> None:
        match tree:
            case e.Call(e.Ref("range"), args, ()) if args:
                for argument in args:
                    self.operand(node, argument)
            case e.Call(e.Ref("reversed"), (argument,), ()):
                self.atom(node, argument)
            case _:
                self.operand(node, tree)

    def operation(self, node: s.Stmt, tree: e.Expr) -> None:
        """At most one operation, on operands."""
        if isinstance(tree, e.Call):
            func = tree.func
            self.atom(node, func.base if isinstance(func, e.Attr) else func)
            parts: Iterable[e.Expr] = (*tree.args, *(v for _, v in tree.kwargs))
        elif isinstance(tree, e.Unary | e.Binary | e.Compare | e.Attr | e.Item | e.Text):
            parts = children(tree)
        else:
            parts = (tree,)
        for part in parts:
            self.operand(node, part)

    def operand(self, node: s.Stmt, tree: e.Expr) -> None:
        if isinstance(tree, e.Slice | e.Star):
            for part in children(tree):
                self.atom(node, part)
        elif isinstance(tree, e.Sequence | e.Mapping | e.Closure):
            for item in children(tree):
                self.operand(node, item)
        elif isinstance(tree, e.Call) and _is_display(tree):
            for item in tree.args:
                self.operand(node, item)
        else:
            self.atom(node, tree)

    def atom(self, node: s.Stmt, tree: e.Expr) -> None:
        if not isinstance(tree, ATOMS):
            self.fail(node, f"the operand `{render(tree)}` is no atom")

    # -- names and kinds -------------------------------------------------------------------

    def bindings(self) -> None:
        """Every name that is read is bound somewhere, or enters from outside."""
        known = self.entry | bound(self.core.body)
        for node in statements(self.core.body):
            for name in targets(node):
                if "~" in name and self.stage not in SWEEPS:
                    self.fail(node, f"the name {name} has a role")
            for tree in expressions(node):
                self.read(node, tree, known)
        self.allowed(None, self.core.result)
        self.read(None, self.core.result, known)

    def read(self, node: s.Stmt | None, tree: e.Expr, known: frozenset[str] | set[str]) -> None:
        own = {part.name for part in nodes(tree) if isinstance(part, e.Each)}
        for name in names(tree):
            if name not in known and name not in own:
                self.fail(node, f"the name {name} is bound nowhere")

    def kinds_of(self, block: s.Block) -> None:
        for node in block:
            for name in targets(node):
                if isinstance(self.kinds.get(name, k.Empty()), k.Empty):
                    self.fail(node, f"the name {name} has no kind")
            match node:
                case s.Augment(base=e.Var(name), index=None):
                    if not isinstance(self.kind(node.base), k.Array | k.List | k.Unknown):
                        self.fail(node, f"the name {name} is no memory")
                case s.For(source=source):
                    if isinstance(self.kind(source), k.Array | k.List | k.Tuple):
                        self.fail(node, "the elements are not read by index")
                case s.While(test=test) if self.kind(test) == k.Known(False):
                    self.kinds_of(node.prelude)
                    continue
            for inner in blocks(node):
                self.kinds_of(inner)

    def kind(self, tree: e.Expr) -> k.Kind | None:
        """The kind of an operand as far as it is written down."""
        match tree:
            case e.Const(value):
                return k.Known(value)
            case e.Var(name):
                return self.kinds.get(name)
            case e.Sequence(form, _):
                return k.Tuple(()) if form == "tuple" else k.List((), k.Empty())
        return None


Names = frozenset[str]


@dataclass
class _Flow:
    """Follows the sweeps in order: what may be bound when a name is read?"""

    check: _Check

    def block(self, block: s.Block, known: Names, earlier: Names, around: Names) -> Names:
        """The names that may be bound after a block.

        `earlier` may be bound by earlier passes of the loops around, which a statement that every
        first pass reaches cannot rely on; `around` are all names bound in the innermost loop.
        """
        for node in block:
            known = self.statement(node, known, earlier, around)
        return known

    def statement(self, node: s.Stmt, known: Names, earlier: Names, around: Names) -> Names:
        if isinstance(node, s.While):
            inside = frozenset(bound([node]))
            known = self.block(node.prelude, known, earlier, around | inside)
            self.reads(node, known | earlier)
            return self.block(node.body, known, earlier | around, around | inside)
        self.reads(node, known | earlier)
        if isinstance(node, s.If):
            deeper = earlier | around
            body = self.block(node.body, known, deeper, around)
            return body | self.block(node.orelse, known, deeper, around)
        if isinstance(node, s.With | s.Attempt | s.Ensure):
            known = known | frozenset(targets(node))
            for inner in blocks(node):
                known = self.block(inner, known, earlier, around)
            return known
        if isinstance(node, s.For):
            inside = frozenset(bound([node]))
            return self.block(node.body, known | {node.target}, earlier | around, around | inside)
        return known | frozenset(targets(node))

    def reads(self, node: s.Stmt, known: Names) -> None:
        for tree in expressions(node):
            own = {part.name for part in nodes(tree) if isinstance(part, e.Each)}
            for name in names(tree):
                ours = "~" in name or "." in name
                if ours and name not in known and name not in own:
                    self.check.fail(node, f"the name {name} is read before it is bound")


def _first_line(node: s.Stmt) -> str:
    try:
        return listing([node]).partition("\n")[0].strip()
    except AssertionError:  # a statement of another stage has no text
        return type(node).__name__


def _is_display(call: e.Call) -> bool:
    """Does a call make a named tuple, as a display makes a tuple?"""
    cls = call.func.target if isinstance(call.func, e.Ref) else None
    return isinstance(cls, type) and issubclass(cls, tuple) and hasattr(cls, "_fields")
