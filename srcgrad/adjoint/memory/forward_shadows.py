"""Shadows that are made in the forward sweep, for arrays whose names do not tell which they are.

    a, b = b, a               a, b = b, a
                     ->       a~bar, b~bar = b~bar, a~bar

Where a name may be one of several arrays, its shadow is bound wherever it is, and the reverse
sweep winds these names back like any others. Always right, and the fallback for what the
reverse sweep cannot name. A list that holds such arrays has a list of their shadows beside it.

A view that cannot be written has no shadow that could be: what it gets goes to the array behind it,
which has a name of its own where the other name may stand for another array by then.

    v = np.broadcast_to(a, s)     ->     a_seen = a
                                         v = np.broadcast_to(a_seen, s)
"""

from __future__ import annotations

import numpy as np

from srcgrad.adjoint.environment import bar
from srcgrad.adjoint.memory.mirrored import Mirrored
from srcgrad.adjoint.sweep import ZEROS_LIKE
from srcgrad.analysis.arrays.memory import Memory, MemoryClass
from srcgrad.analysis.rules.fields import zero_of
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of, slot
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.pair import half_of
from srcgrad.ir.walk import blocks, expressions, names, substitute, targets
from srcgrad.normalize.scope import Counter
from srcgrad.rules import lookup
from srcgrad.runtime import list_zeros, shadows

SHADOWS = e.Ref("shadows", shadows)
MAY_SHARE = e.Ref("np.may_share_memory", np.may_share_memory)
LIST_ZEROS = e.Ref("list_zeros", list_zeros)
# of an array the array itself, or a view: the same of its shadow, which has its rank and dtype
SAME = {np.asarray, np.asanyarray, np.atleast_1d, np.atleast_2d, np.atleast_3d}
SAME |= {np.squeeze, np.real}
RESHAPED = {np.reshape, np.ravel}  # a view or a copy, as the layout has it


class ForwardShadows:
    """Adds the statements to one function; `names` are those whose shadows are made forward."""

    def __init__(
        self, core: Core, facts: Facts, memory: Memory, active: set[str], counter: Counter
    ) -> None:
        self.core, self.facts, self.memory = core, facts, memory
        self.active, self.counter = active, counter
        self.names: set[str] = set()
        self.partners: dict[int, s.Stmt] = {}  # the statement that binds the shadow, by the array's
        for found in memory.classes.values():
            arrays = {n for n in found.members if isinstance(facts.kinds.get(n), k.Array)}
            if not found.written or not arrays & active:
                continue
            if memory.open_reason(min(arrays)) is not None and self._eligible(found, arrays):
                self.names |= arrays | self._lists(arrays)
        mirrored = Mirrored(core, facts, memory, self.names, self._mirrored)
        self.names |= mirrored.chosen(active)
        self.referring = {n for n in self.names if self._is_list(n) and mirrored.refers(n)}
        self.begun: dict[str, str] = {}  # what a list of shadows held at entry, by the list

    def _eligible(self, found: MemoryClass, arrays: set[str]) -> bool:
        """Is each name of the class bound by an assignment that can be mirrored?"""
        for name in arrays:
            definitions = self.memory.definitions.get(name, [])
            for node in definitions:
                if isinstance(node, s.Permute):
                    if any(self.memory.read_only(n) for n in node.sources):
                        return False
                    continue
                if not isinstance(node, s.Assign) or not self._mirrored(node.value, node.target):
                    return False
                if len(definitions) > 1 and self.memory.gives_read_only(node.value):
                    return False  # its shadow could not be written either
        if any(
            isinstance(self.facts.kinds.get(n), k.List | k.Unknown | k.Dict | k.Object)
            for n in found.members
        ):
            return False
        if self._read_only_in_lists(arrays):
            return False
        known = self.names | arrays
        mirrored = Mirrored(self.core, self.facts, self.memory, known, self._mirrored)
        return mirrored.complete(self._lists(arrays))

    def _read_only_in_lists(self, arrays: set[str]) -> bool:
        """Does a list hold views that cannot be written, or views of such?

        Nothing tells of an element that what it gets goes to the array behind the view.
        """
        locked = {n for n in arrays if any(map(self.memory.gives_read_only, self._bound_to(n)))}
        return any(
            locked & {n for tree in expressions(node) for n in names(tree)}
            for held in (self._lists(arrays) if locked else ())
            for node in (*self.memory.definitions.get(held, ()), *self.memory.of(held).writes)
        )

    def _bound_to(self, name: str) -> list[e.Expr]:
        nodes = self.memory.definitions.get(name, [])
        return [node.value for node in nodes if isinstance(node, s.Assign)]

    def _lists(self, arrays: set[str]) -> set[str]:
        """The lists that hold the arrays, or lists of them."""
        roots = {self.facts.root(n) for n in arrays}
        return {
            name
            for name, kind in self.facts.kinds.items()
            if isinstance(kind, k.List)
            and any(self.facts.root(place) in roots for place in self.facts.places(name)[1:])
        }

    def _mirrored(self, value: e.Expr, target: str) -> bool:
        if not self.facts.shares(value):
            return True
        match value:
            case e.Item(e.Var(held), _):
                return not isinstance(self.facts.kinds.get(held), k.Tuple)  # it has no shadow
            case e.Var() | e.Attr(e.Var(), "T" | "real"):
                return True
            case e.Call(e.Attr(e.Var(held), "pop"), _, ()):
                return isinstance(self.facts.kinds.get(held), k.List)
            case e.Call():
                function, of = function_of(value, self.facts.kind), self._viewed(value)
                if of is None:
                    return False
                rule = lookup(function)
                if function in (*SAME, *RESHAPED):
                    kind = self.facts.kind(of)  # of a number it is a new array
                    if isinstance(kind, k.Array) and kind.dims is None:
                        return not kind.mixed
                    return bool(k.dims(kind))
                return rule is not None and rule.memory == "view"
        return False

    def _viewed(self, value: e.Call) -> e.Var | None:
        """What a function or a method is asked for a view of, if it has a name."""
        match value:
            case e.Call(e.Attr(e.Var() as of, _)) if isinstance(self.facts.kind(of), k.Array):
                return of
            case e.Call(e.Ref(), (e.Var() as of, *_)):
                return of
        return None

    def insert(self) -> None:
        """Put the statements in."""
        if not self.names:
            return
        self._block(self.core.body)
        entry = sorted(
            n for n in self.names if n not in self.memory.definitions or n in self.memory.entry
        )
        together = tuple(n for n in self.facts.overlap if n in entry)
        made = [self._fresh(n) for n in entry if n not in together]
        if together:  # zeros that overlap one another as the arrays do
            zeros = e.Call(SHADOWS, tuple(map(e.Var, together)))
            made.insert(0, s.Unpack(tuple(map(bar, together)), zeros))
        self.core.body[:0] = made
        self.partners |= {id(node): node for node in made}  # bound once: never wound back
        for name in self.names:
            self._share(name)
        began = [self._began(n) for n in entry if n in self.referring and self.memory.of(n).writes]
        self.core.body[len(made) : len(made)] = began
        self.partners |= {id(node): node for node in began}

    def _began(self, name: str) -> s.Stmt:
        """The gradient of an argument is what its lists have at entry, whatever is there later."""
        own = self.counter.name(f"{name.partition('.')[0]}_begun") + "~bar"
        kind = self.facts.kinds[own] = self.facts.kinds[bar(name)]
        here, there = slot(own), slot(bar(name))
        while isinstance(kind, k.List):
            if not _refers(kind.element):  # the lists around it are new
                self.facts.parents[here] = self.facts.root(there)
            kind, here, there = kind.element, slot(here), slot(there)
        self.begun[name] = own
        return s.Assign(own, _as_held(self.facts.kinds[own], e.Var(bar(name))))

    def _share(self, name: str) -> None:
        """Shadows share memory where the arrays and lists do."""
        own = self.facts.kinds[bar(name)] = self.facts.kinds[name]
        twin = bar(name)
        for place in self.facts.places(name):
            stem, brackets, rest = self.facts.root(place).partition("[")
            if (other := bar(stem) + brackets + rest) != twin:
                self.facts.parents[twin] = other
            twin = slot(twin)
        numbers = isinstance(own, k.List) and k.is_number(k.present(own.element))
        if isinstance(own, k.List) and name not in self.referring and numbers:
            number = np.dtype("c16" if k.is_complex(own.element) else "f8")
            self.facts.kinds[bar(name)] = k.List(None, k.Scalar(number))  # what is added may be one

    def _fresh(self, name: str) -> s.Stmt:
        return s.Assign(bar(name), self._zeros(name))

    def _zeros(self, name: str) -> e.Expr:
        """The shadow of a new array or list."""
        kind = self.facts.kinds[name]
        if not isinstance(kind, k.List):
            return e.Call(ZEROS_LIKE, (e.Var(name),))
        element = k.present(kind.element)
        if not k.is_number(element):
            return e.Call(LIST_ZEROS, (e.Var(name),))
        zeros = e.Sequence("list", (zero_of(element),))
        return e.Binary("*", zeros, e.Call(e.Ref("len", len), (e.Var(name),)))

    def _held(self, holder: str, value: e.Expr) -> e.Expr:
        """What the shadow of a list holds for an element."""
        if holder in self.referring and isinstance(value, e.Var):
            return e.Var(bar(value.name))
        kind = self.facts.kind(value)
        return e.Call(ZEROS_LIKE, (value,)) if k.is_array(kind) else zero_of(kind)

    def _block(self, block: s.Block) -> None:
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                self._block(inner)
            seen = self._seen(node)
            if seen is not None:
                out += [seen, self._paired(seen, self._twin(seen))]
            out.append(node)
            twin: s.Stmt | None = None
            if set(targets(node)) & self.names and isinstance(node, s.Assign | s.Permute):
                twin = self._twin(node)
            elif isinstance(node, s.Unpack) and half_of(node.value):
                made = [name for name in node.targets if self._is_list(name)]
                twin = self._fresh(made[0]) if made else None
            elif isinstance(node, s.Assign):
                twin = self._popped(node.value)
            elif isinstance(node, s.Evaluate | s.Store):
                twin = self._change(node)
            if twin is not None:
                out.append(self._paired(node, twin))
        block[:] = out

    def _paired(self, node: s.Stmt, twin: s.Stmt) -> s.Stmt:
        twin.origin = node.origin
        self.partners[id(node)] = twin
        return twin

    def _seen(self, node: s.Stmt) -> s.Assign | None:
        """A name for the array behind a view that cannot be written, if its own is bound again."""
        if not isinstance(node, s.Assign) or not self.memory.gives_read_only(node.value):
            return None
        sources = [n for n in self.facts.shares(node.value) if n in self.names]
        if len(sources) != 1 or self.memory.bindings(sources[0]) < 2:
            return None
        [source] = sources
        name = self.counter.name(f"{source.partition('.')[0]}_seen")
        node.value = substitute(node.value, {source: e.Var(name)})
        self.facts.kinds[name] = self.facts.kinds[source]
        self.facts.parents[name] = source
        for group in (self.names, self.active, self.facts.varied):
            if source in group:
                group.add(name)
        seen = s.Assign(name, e.Var(source), origin=node.origin)
        self.memory.definitions[name] = [seen]
        return seen

    def _change(self, node: s.Evaluate | s.Store) -> s.Stmt | None:
        """A list changes: so does that of the shadows of what it holds."""
        match node:
            case s.Evaluate(e.Call(e.Attr(e.Var(name), method), args, _)) if self._is_list(name):
                at = args[:-1] if method == "insert" else args if method == "pop" else ()
                held = tuple(self._held(name, a) for a in args[len(at) :])
                return s.Evaluate(e.Call(e.Attr(e.Var(bar(name)), method), (*at, *held)))
            case s.Store(e.Var(name), index, value) if name in self.referring:
                return s.Store(e.Var(bar(name)), index, self._held(name, value))
        return None

    def _popped(self, value: e.Expr) -> s.Stmt | None:
        """A number, or an array that nobody writes, is taken out of a list."""
        match value:
            case e.Call(e.Attr(e.Var(name), "pop"), at, ()) if self._is_list(name):
                return s.Evaluate(e.Call(e.Attr(e.Var(bar(name)), "pop"), at))
        return None

    def _is_list(self, name: str) -> bool:
        return name in self.names and isinstance(self.facts.kinds[name], k.List)

    def _twin(self, node: s.Assign | s.Permute) -> s.Stmt:
        if isinstance(node, s.Permute):
            pairs = zip(node.targets, node.sources, strict=True)
            ours = [(bar(t), bar(source)) for t, source in pairs if t in self.names]
            return s.Permute(tuple(t for t, _ in ours), tuple(source for _, source in ours))
        value = node.value
        if isinstance(value, e.Sequence):
            held = tuple(self._held(node.target, item) for item in value.items)
            return s.Assign(bar(node.target), e.Sequence("list", held))
        if not self.facts.shares(value):
            return self._fresh(node.target)
        match value:
            case e.Call(e.Attr(e.Var(other), "pop"), at, ()):
                return s.Assign(bar(node.target), e.Call(e.Attr(e.Var(bar(other)), "pop"), at))
            case e.Var(other):
                return s.Assign(bar(node.target), e.Var(bar(other)))
            case e.Item(e.Var(other), index):
                return s.Assign(bar(node.target), e.Item(e.Var(bar(other)), index))
            case e.Attr(e.Var(other), label):
                return s.Assign(bar(node.target), e.Attr(e.Var(bar(other)), label))
        assert isinstance(value, e.Call)
        of = self._viewed(value)
        assert of is not None
        own = e.Var(bar(of.name))
        view = e.Call(value.func, (own, *value.args[1:]), value.kwargs)
        if isinstance(value.func, e.Attr):
            view = e.Call(e.Attr(own, value.func.name), value.args, value.kwargs)
        if function_of(value, self.facts.kind) not in RESHAPED:
            return s.Assign(bar(node.target), view)
        test = e.Call(MAY_SHARE, (e.Var(node.target), of))
        return s.Assign(bar(node.target), e.Choice(test, view, self._zeros(node.target)))


def _refers(kind: k.Kind) -> bool:
    """Does a list of this kind hold lists?"""
    return isinstance(kind, k.List) and isinstance(kind.element, k.List)


def _as_held(kind: k.Kind, tree: e.Expr, depth: int = 0) -> e.Expr:
    """A list of lists anew: the innermost are the same."""
    if not isinstance(kind, k.List) or not _refers(kind.element):
        return e.Call(e.Attr(tree, "copy"), ())
    held = f"held{depth or ''}~local"
    return e.Each(_as_held(kind.element, e.Var(held), depth + 1), held, tree)
