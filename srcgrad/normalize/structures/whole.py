"""Containers and objects of known structure become names, in one walk through the program."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Callable
from typing import Any

from srcgrad.errors import SrcgradError, UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import statements
from srcgrad.normalize.arrays.effects import SET_LATER
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.scope import Counter
from srcgrad.normalize.structures import entering, left, reading, results, simple, writing
from srcgrad.normalize.structures.calls import inlining
from srcgrad.normalize.structures.calls.copied import copy_arguments
from srcgrad.normalize.structures.containers import rows, subclasses
from srcgrad.normalize.structures.context import Context, Decisions, Frame, Lasting
from srcgrad.normalize.structures.layout import (
    Apart,
    Capture,
    Early,
    Endless,
    Limit,
    Pin,
    Rows,
    Tabled,
    Unroll,
    Watch,
)
from srcgrad.normalize.structures.loops import unrolling
from srcgrad.normalize.structures.objects import exceptions, instances, outside, texts
from srcgrad.normalize.structures.paths import guarded
from srcgrad.normalize.structures.walk import Steps, Walker

__all__ = ["Context", "Lasting", "Limit", "Structures"]

STEPS = Steps(
    simple=simple.walk,
    guarded=guarded.walk,
    value=reading.value,
    plain=reading.plain,
    row=rows.item,
    whole=reading.whole,
    plain_call=reading.plain_call,
    truth=reading.truth,
    unroll=unrolling.unroll,
    call_method=instances.call_method,
    inline=inlining.inline,
    set_by_force=writing.set_by_force,
    missing=subclasses.missing,
    absent=subclasses.attribute,
)
RESTARTS = 400
UNKNOWN = "the kind of the output cannot be known"
LONGEST = 20_000  # statements of all walks through a program
ALIKE = 5  # depths of a function within itself that give up containers, and may have an end


class Structures:
    """Takes containers of one program apart; `waiting` says that another round may tell more."""

    def __init__(
        self, core: Core, context: Context, counter: Counter, start: dict[str, k.Kind], target: Any,
        lasting: Lasting | None = None,
    ) -> None:  # fmt: skip
        self.core, self.context, self.counter = core, context, counter
        self.start, self.target = start, target
        self.decisions = Decisions()
        self.pins = self.decisions.pins
        self.depths: dict[Any, set[int]] = {}  # of functions within themselves that gave up
        self.lasting = Lasting() if lasting is None else lasting
        if not self.lasting.anew:
            self.pins.update(self.lasting.sure)
            self.decisions.endless |= self.lasting.endless
        self.waiting = bool(self.pins or self.decisions.endless)

    def run(self) -> None:
        """Rewrite the program, or leave it as it is where nothing can be told."""
        self._run()
        self.lasting.note(self.decisions)

    def _run(self) -> None:
        written = self._marked()
        if written and outside.Outside(self.core, self.counter, self.start).run(written):
            self._marked()
        if "" in self.pins:
            writing.leave(self.core.body, self.counter)
            return
        for _ in range(RESTARTS):
            if self.lasting.walked > LONGEST:
                break
            walker = Walker(self.core, self.context, self.counter, STEPS, self.decisions)
            try:
                self._walk(walker)
            except Pin as pin:
                self.waiting |= walker.waiting
                endless = self._endless(walker)
                if endless not in {None, *self.decisions.endless}:
                    self.decisions.endless.add(endless)
                    self.lasting.endless.add(endless)
                    self.lasting.walked += walker.walked
                    continue
                mixed = set(pin.sites) & set(self.decisions.rows)
                for site in mixed:
                    del self.decisions.rows[site]
                self.decisions.mixed |= mixed
                sites = [x for x in pin.sites if x not in self.pins or x in mixed]
                if not sites:
                    self.pins[""] = pin
                    writing.leave(self.core.body, self.counter)
                    return
                if not copy_arguments(self.core, pin.sites, self.start, self.counter):
                    self.pins.update(dict.fromkeys(sites, pin))
            except Unroll as loop:
                if loop.mark in self.decisions.unrolled:
                    break
                self.decisions.unrolled.add(loop.mark)
            except Early:
                pass
            except Watch as changed:
                self.decisions.watched.add(changed.mark)
            except Apart as chosen:
                self.decisions.apart |= chosen.meets
            except Tabled as table:
                self.decisions.tabled.add(table.site)
            except Endless as found:
                self.decisions.endless.add(found.function)
            except Capture as captured:
                self.decisions.captured |= captured.homes
            except Rows as rows_found:
                for site in (rows_found.site, *rows_found.others):
                    self._learn(site, rows_found.shape)
            else:
                self.waiting |= walker.waiting
                return
            self.lasting.walked += walker.walked
        self.pins[""] = Pin("", "its containers change in too many ways")
        writing.leave(self.core.body, self.counter)

    def _endless(self, walker: Walker) -> Any:
        """A function within itself that gives a container up at each depth: only the run ends it.

        def visit(node):                  however deep the walk goes, `other` may be any node
            for other in graph[node]: visit(other)
        """
        inside = Counts(frame.function for frame in walker.frames)
        function, depth = inside.most_common(1)[0]
        met = self.depths.setdefault(function, set())
        if depth > 1:
            met.add(depth)
        return function if len(met) > ALIKE else None

    def _learn(self, site: str, shape: Any) -> None:
        """A list holds rows, and so do the lists that one name stands for in turn with it."""
        decided = self.decisions
        decided.rows[site] = shape
        together = {
            x for pin in self.pins.values() if pin.keyed and site in pin.sites for x in pin.sites
        }
        for one in together - decided.rows.keys() - decided.mixed:
            decided.rows[one] = shape

    def _marked(self) -> list[e.Attr]:
        """Number the statements; attributes that some of them write, of what is not known yet."""
        written = []
        for count, node in enumerate(statements(self.core.body)):
            node.mark = ("", count)
            if (place := outside.place_of(node)) is not None:
                written.append(place)
        return written

    def check(self, varied: Callable[[e.Expr], bool], start: dict[str, k.Kind]) -> None:
        """Refuse a store to what is not followed: an attribute, what has been read before."""
        outside.check(self.core, varied)
        exceptions.check(self.core, varied)
        texts.check(self.core)
        left.note(self.core, start)
        for node in statements(self.core.body):
            match node:
                case s.Evaluate(e.Call(func, (_, e.Var(), _))) if func == SET_LATER:
                    raise UnsupportedSyntaxError(
                        "`setattr` of an attribute whose name only the run decides",
                        "write to the attribute by its name, or use a dict",
                        node.origin,
                    )
                case s.Evaluate(e.Call(func, (e.Ref(name), *_))) if func == SET_LATER:
                    raise outside.refusal(name, node)
                case s.Evaluate(e.Call(func)) if func == SET_LATER:
                    why = self.because()
                    raise UnsupportedSyntaxError(
                        f"an attribute is written of an object that is not followed{why}",
                        "write attributes of arguments, and of objects of plain classes",
                        node.origin,
                    )

    def explained(self, error: SrcgradError) -> SrcgradError:
        """The error for an active value that a class gets: why its objects are not followed."""
        for node in statements(self.core.body):
            match node:
                case s.Assign(target, e.Call(e.Ref(name, cls))) if isinstance(cls, type):
                    text, own = str(error), cls.__name__
                    told = (f"`{own}` gets", f"`{name}` gets", f"`{own}` gives", UNKNOWN)
                    if not any(part in text for part in told):
                        continue
                    why = self.because(target)
                    if why and (instances.plain_class(cls) or subclasses.followed(cls)):
                        return UnsupportedSyntaxError(
                            f"a {cls.__name__} with active values is not followed{why}",
                            "keep the structure of objects the same on all paths, or use arrays",
                            node.origin,
                        )
        return error

    def because(self, target: str = "") -> str:
        """Why something is not followed, as the end of a sentence."""
        stem = target.partition(".")[0]
        pins = self.pins.items()
        reasons = [p.reason for site, p in pins if p.reason and site.partition(".")[0] == stem]
        reasons += [pin.reason for _, pin in pins if pin.reason]
        return f": {reasons[0]}" if reasons else ""

    def _walk(self, w: Walker) -> None:
        first = next((p.name for p in self.core.parameters), None)
        w.frames.append(Frame(self.target, first))
        for name, kind in self.start.items():
            if name in self.core.free or any(p.name == name for p in self.core.parameters):
                entering.enter(w, name, kind, name in self.core.free)
            if not isinstance(kind, k.Unknown | k.List | k.Dict | k.Object | k.Tuple):
                w.state.known[name] = kind
        for name in sorted(self.core.free.keys() - self.start.keys()):
            entering.enter_free(w, name)
        entering.resume(w)
        live = frozenset(n.name for n in _variables(self.core.result))
        with w.collect() as body:
            w.block(duplicate(self.core.body), live)
        result = self.core.result
        if not w.state.dead:
            result = results.returned(w, result, s.Comment(""))
        self.core.body, self.core.result = body, result
        self.core.inputs, self.core.changed, self.core.homes = w.inputs, w.changed, w.homes


def _variables(tree: e.Expr) -> list[e.Var]:
    from srcgrad.ir.walk import nodes

    return [part for part in nodes(tree) if isinstance(part, e.Var)]
