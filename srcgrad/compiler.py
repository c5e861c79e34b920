"""The order of the stages: from a function and a signature to a generated adjoint."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

from srcgrad.adjoint.ends import changed_lists, keep_result, read_inputs
from srcgrad.adjoint.halves import halve
from srcgrad.adjoint.reverse import Sweeps, as_it_is, differentiate
from srcgrad.analysis.activity import active
from srcgrad.analysis.findings.told import told
from srcgrad.analysis.output import is_scalar
from srcgrad.analysis.prepare import prepare
from srcgrad.backends.compiled import Compiled, Spots, guards, not_yet, read_free
from srcgrad.backends.identity import name_of, origin_of
from srcgrad.backends.loading import hold, publish
from srcgrad.backends.manifest import line_for
from srcgrad.backends.stored import kept
from srcgrad.cache import compiler_digest, digest
from srcgrad.emit import Draft, Printed, heading, print_module, title_of
from srcgrad.errors import SrcgradError, together
from srcgrad.infer.callees import pair_memory, recursion
from srcgrad.infer.callees.held import check_result, checked_kind
from srcgrad.infer.callees.inlining import Inlining
from srcgrad.infer.callees.nested import Generated
from srcgrad.infer.callees.resolved import unfollowed
from srcgrad.infer.kinds.clashing import part_clashing
from srcgrad.infer.kinds.expressions import kind_of
from srcgrad.infer.kinds.perhaps_complex import first_that_serves
from srcgrad.infer.kinds.signature import kind_of as kind_of_signature
from srcgrad.infer.program import Inference
from srcgrad.infer.raised.carried_values import carry
from srcgrad.infer.rounds import effort, rounds, too_deep
from srcgrad.infer.settling import respelled
from srcgrad.infer.sharing.changed_outside import stored_into
from srcgrad.infer.structures import of_class, spell_out_lists, take_apart
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.encoding import encode
from srcgrad.ir.function import Free
from srcgrad.ir.garbage import uncollected
from srcgrad.ir.pair import Pair, unsolved
from srcgrad.ir.walk import names
from srcgrad.late import dataclass, field, replace
from srcgrad.normalize.calls.alternatives import separate
from srcgrad.normalize.calls.capture import DEFAULT
from srcgrad.normalize.jumps.left_out import refused
from srcgrad.normalize.lists.run_time_lists import name_displays
from srcgrad.normalize.names.webs import split
from srcgrad.normalize.scope import Counter
from srcgrad.normalize.snapshots import without_marks
from srcgrad.normalize.structures.whole import Limit, Structures
from srcgrad.optimize.clean import effect_of, tidy_inactive
from srcgrad.optimize.names.naming import as_halves, as_written
from srcgrad.optimize.primal import shorten_primal
from srcgrad.optimize.sweeps import tidy_sweeps
from srcgrad.optimize.tangents import tidy_tangents
from srcgrad.request import Options
from srcgrad.rules.derived import Derived
from srcgrad.rules.held import Held
from srcgrad.tangent.forward import propagate
from srcgrad.tangent.stacked import stack


@dataclass
class Program:
    """One compilation under way; the methods are the stages, in order."""

    target: Any  # a Python function, or the code of one that a program makes
    options: Options
    signature: dict[str, Any]
    wrt: tuple[str, ...]
    overlap: tuple[str, ...] = ()  # parameters that share memory
    counter: Counter = field(default_factory=Counter)
    methods: list[Free] = field(default_factory=list)  # methods that were put in, by class
    pairs: dict[Any, Pair] = field(default_factory=dict)  # recursive functions, by their code
    solved: dict[Pair, Program] = field(default_factory=dict)  # their own programs
    pair: Pair | None = None  # the one whose program this is
    given: dict[str, k.Kind] | None = None  # the kinds of the arguments, in place of a signature
    package: str = ""
    structures: Structures | None = None  # what became of its containers
    findings: list[SrcgradError] = field(default_factory=list)  # what the program may come to
    limit: Limit = field(default_factory=Limit)  # of loops that are written out
    free_kinds: dict[Any, tuple[Free, k.Kind]] = field(default_factory=dict)  # by place
    inside: Spots = field(default_factory=dict)  # of the derivatives that it calls

    def frontend(self) -> None:
        """Source and bindings to core."""
        one = Pair(self.target.__name__, self.target) if self.pair is None else self.pair
        self.core, self.first_line = recursion.lowered(one, self.counter, self.pair is not None)
        if self.given is not None:  # defaults are arguments of the call
            self.core.parameters = [p for p in self.core.parameters if not p.name.endswith(DEFAULT)]

    def infer(self) -> None:
        """Kinds; callees are put in, containers taken apart, until nothing changes."""
        while True:
            try:
                self._infer()
                break
            except recursion.Recursion as found:
                if self.pair is not None:
                    raise
                if found.key in self.pairs:
                    raise found.refusal from None
                self.pairs[found.key] = recursion.new_pair(found.callee, self.target, self.pairs)
                self.counter, self.methods = Counter(), []
                self.frontend()
            finally:
                self.findings = refused(self.core.body)
        if self.findings and (self.given is not None or self.pair is not None):
            raise together(self.findings)

    def _infer(self) -> None:
        own = self.counter, self.methods, self.pairs, self.limit
        calls = Inlining(self.core, self._package(), *own)
        tried = False
        known: Any = None  # facts, as the round before found them
        for _ in rounds(self.core):
            self.structures = take_apart(calls, known, self._start(), self._free_kind, self.target)
            split(self.core, self.counter)
            self.facts = Inference(self.core, self._start(), self._varied(), self.overlap).run()
            known = facts = self.facts
            changed = respelled(calls, facts)
            if not changed and self.structures.waiting and not tried:  # kinds are known by now
                tried = calls.lasting.anew = True
                continue
            changed = changed or separate(self.core.body, facts.kind) or carry(calls, facts)
            changed = changed or calls.run(facts, recursive=True)
            changed = changed or spell_out_lists(calls, facts) or part_clashing(calls, facts)
            if changed or calls.derive(self.facts, self._generated, self._examined, self.forward):
                tried = calls.lasting.anew = False
                continue
            if self.pairs and (recursion.learn(self.core, self.facts) | self._solve()):
                continue
            if self.pair is not None and calls.postponed:
                return  # what pairs return is known next time
            unfollowed(self.core, self.facts)
            calls.check(self.facts)
            self.structures.check(self.facts.is_varied, self._start())
            if name_displays(self.core.body, self.counter, facts.is_varied):
                self.facts = Inference(self.core, self._start(), self._varied(), self.overlap).run()
            return
        raise too_deep(self.target, self.core.location, self.structures)

    def _package(self) -> str:
        return self.package or (self.target.__module__ or "").partition(".")[0]

    def _solve(self) -> bool:
        """The programs of recursive functions, from what their calls give; have results changed?"""
        if self.pair is not None:
            return False
        news, changed = False, True
        while changed:
            changed = False
            for pair in unsolved(self.pairs.values()):
                asked = tuple(pair.asked())
                options = recursion.options_of(asked, self.options, self.forward, self._nested())
                one = Program(self.target, options, {}, asked, pair=pair, package=self._package())
                one.pairs, one.methods, one.limit = self.pairs, self.methods, self.limit
                one.frontend()
                one.infer()
                if pair_memory.copy_given(self.pairs.values(), one.core, one.facts):
                    one.infer()
                result = recursion.returned_so_far(pair, one.core, one.facts)
                changed |= result != pair.result or tuple(pair.asked()) != one.wrt
                pair.result = result
                self.solved[pair] = one
            news |= changed
        return news

    def _generated(self, derived: Derived, kinds: dict[str, k.Kind]) -> Generated:
        """A derivative that the program calls."""
        one = Program(derived.primal, derived.options, {}, derived._chosen(), given=kinds)
        one.package = self._package()
        made = one.made()
        self.inside |= made.places()
        free = [read_free(f) for f in made.free]
        return Generated(made, free, effect_of(one.sweeps.forward, one.core, one.facts))

    def _examined(
        self, held: Held, kinds: dict[str, k.Kind], asked: tuple[str, ...]
    ) -> tuple[k.Kind, list[Free]]:
        """The kind of what a function returns that is called as it is, and what that hangs on."""
        one = Program(held.primal, Options(asked), {}, asked, given=kinds, package=self._package())
        try:
            one.frontend()
            one.infer()
        except SrcgradError:
            if held.unfolded:
                raise
            return checked_kind(held, k.Unknown(), kinds, asked, self._generated), []
        kind = checked_kind(held, one.facts.kind(one.core.result), kinds, asked, self._generated)
        if held.unfolded:
            check_result(held, one.core, one.facts)
        return kind, [f for f, _ in one.guards()]

    def analyse(self) -> None:
        """Fold what is inactive, so that it can be evaluated again as a whole."""
        if self.forward or self._nested():
            without_marks(self.core.body)
        shorten_primal(self.core, self.facts)
        watched = active(self.core, self.facts)
        tidy_inactive(self.core, self.facts, watched)
        self.passes = prepare(self.core, self.facts, self.counter, not self.forward)

    def adjoint(self) -> None:
        """The two sweeps."""
        self._recursive(Program.adjoint)
        kinds = self._start()
        wrt = [(name, e.Var(name), kinds[name]) for name in self.wrt]
        asked = wrt, self.counter, self.options, self._entry()
        inside = self.pair is not None, self.given is not None
        self.sweeps: Sweeps = differentiate(self.core, self.facts, self.passes, *asked, *inside)

    def _recursive(self, derive: Callable[[Program], None]) -> None:
        """The rest of the way of the programs of recursive functions."""
        for pair, one in self.solved.items():
            recursion.check(pair, one.core, one.facts, self.core, self.facts)
            one.analyse()
            derive(one) if pair.asked() else one._alone()
            one.optimize()
            pair_memory.check_memory(pair, one.core, one.facts, one.sweeps.written)

    def _alone(self) -> None:
        self.sweeps = as_it_is(self.core, self.facts, self._entry())

    def tangent(self) -> None:
        """One sweep, in forward mode."""
        self._recursive(Program.tangent)
        found = propagate(self.core, self.facts, self.counter, self.wrt, self._nested())
        ends = self.core.result, found.tangent, self.facts, found.output, found.written
        self.sweeps = Sweeps(self.core, found.body, [], *ends)

    def optimize(self) -> None:
        """Shorter sweeps with the same values."""
        if self.forward:
            tidy_tangents(self.sweeps, self.counter, self.target if self.options.slope else None)
            if self.options.mode == "stacked":
                stack(self.sweeps, self.wrt, alone=not self.solved)
            return read_inputs(self.sweeps)
        inner = self.pair is not None or self._nested()
        tidy_sweeps(self.sweeps, self.counter, self._entry(), self.options.mode, inner)
        keep_result(self.sweeps, self.counter)

    def emit(self) -> Printed:
        """The text."""
        draft = self._draft(name_of(self.target, self.options))
        for pair, one in self.solved.items():
            helper = one._draft(pair.first(self.forward).path)
            helper.parameters, helper.keywords = [p.name for p in one.core.parameters], []
            if not one.forward:
                shown = pair_memory.exposed(self.solved, one.core, one.facts)
                one._split(helper, self.options.mode != "split" and not shown)
            draft.helpers.append(helper)
        if self.options.mode == "split":
            self._split(draft)
        else:
            as_written(draft, self.core, self.facts, self.counter, self._nested())
        return print_module(draft)

    def _draft(self, name: str) -> Draft:
        return Draft(
            name=name,
            title=title_of(self.target.__name__, self.wrt, self.options),
            origin=heading(origin_of(self.target), self.signature, self.options),
            parameters=[p.name for p in self.core.parameters if p.by_position],
            keywords=[p.name for p in self.core.parameters if not p.by_position],
            free=self.core.free,
            statics=self.core.statics,
            modules=self.core.modules,
            forward=self.sweeps.forward,
            reverse=self.sweeps.reverse,
            result=self.sweeps.result,
            gradient=self.sweeps.gradient,
            seed="seed~bar",
            seed_name=self.options.seed_name
            or ("output_bar" if "seed" in self._entry() else "seed"),
            seed_default=self.pair is None and is_scalar(self.sweeps.output),
            tangents=[f"{name}~dot" for name in self.wrt] if self.forward else [],
            alone=self.options.slope or self.options.mode == "primal",
            first_line=self.first_line,
        )

    def _split(self, draft: Draft, alone: bool = False) -> None:
        ends = draft.result, draft.gradient
        found = halve(draft.forward, draft.reverse, *ends, self.facts, self._entry(), alone)
        as_halves(draft, self.counter, found.saved, found.taken, found.reverse)

    @property
    def forward(self) -> bool:
        """Is there one sweep, in forward mode, of one direction or many, or without any?"""
        return self.options.mode in ("forward", "stacked", "primal")

    def _nested(self) -> bool:
        return self.options.nested or (self.given is not None and self.pair is None)

    def _entry(self) -> set[str]:
        read = (self.core.free, self.core.inputs.values())
        return {p.name for p in self.core.parameters}.union(*read)

    def _start(self) -> dict[str, k.Kind]:
        start = {name: kind_of_signature(key, name) for name, key in self.signature.items()}
        given = self.given if self.pair is None else self.pair.kinds
        start = start if given is None else dict(given)
        start |= {free.name: self._free_kind(free) for free in self.core.free.values()}
        for access, name in self.core.inputs.items():
            start[name] = kind_of(access, lambda n: start.get(n, k.Empty()))
        return start

    def _free_kind(self, free: Free) -> k.Kind:
        place = free.name, id(free.namespace), free.key
        if place not in self.free_kinds:
            key = effort.key(read_free(free), self.options.by_value)
            self.free_kinds[place] = free, kind_of_signature(key, free.name)
        return self.free_kinds[place][1]

    def _varied(self) -> set[str]:
        wrt, start, inputs = set(self.wrt), self._start(), self.core.inputs.items()
        return wrt | {n for a, n in inputs if set(names(a)) & wrt and not of_class(a, start)}

    def again(self) -> bool:
        """Can more loops be written out? Then the program is as it was at first, but for that."""
        if not self.limit.met or effort.exhausted:
            return False
        self.limit, self.counter, self.methods = self.limit.widest(), Counter(), []
        self.pairs, self.solved = {}, {}
        return True

    def made(self, key: str | None = None, stored: bool = True) -> Compiled:
        """All stages, and what comes of them; a program inside another is taken as that is."""
        one = self.staged() if self.given is not None else self._of_real_or_complex()
        return one.publish(key, name_of(self.target, self.options), stored)

    def _of_real_or_complex(self) -> Program:
        """The program after all stages, where only the run knows which of both results are."""
        anew = replace(self, counter=Counter(), limit=Limit(), pairs={}, methods=[], solved={})
        return first_that_serves(self.staged, anew.staged, lambda one: one.sweeps.output)

    def staged(self) -> Program:
        """All stages, one after the other."""
        try:
            for stage in FORWARD if self.forward else STAGES:
                stage(self)
        except Exception as error:
            if not self.again():
                raise told(error, self.findings, self.structures, self.target) from None
            return self.staged()
        if self.findings:
            raise together(self.findings)
        return self

    def publish(self, key: str | None, name: str, stored: bool = True) -> Compiled:
        """Print, store and load."""
        printed = self.emit()
        output = self.sweeps.output
        made = not_yet, printed.text, "", printed.free, output, is_scalar(output), self.guards()
        written = sorted(self.written(printed.called)), bool(self.overlap)
        kinds = map(self._start().get, self.signature)
        stores = stored_into(self.core, changed_lists(self.sweeps), printed.called, kinds)
        compiled = Compiled(*made, *written, *stores, printed.origins, printed.spots, self.inside)
        if not stored:
            return hold(compiled, name)
        manifest = None if key is None else line_for(self.target, compiled, encode(output))
        text = printed.text if manifest is None else f"{printed.text}{manifest}\n"
        place = digest(compiler_digest(), text) if manifest is None else key
        compiled.function, compiled.path = publish(place or "", text, name)
        return kept(key, self.target, compiled) if manifest is None else compiled

    def guards(self) -> list[tuple[Free, Any]]:
        """What the program was specialised for, beside its arguments."""
        cores = [self.core, *(one.core for one in self.solved.values())]
        found = [f for c in cores for f in (*c.free.values(), *c.statics.values())]
        return guards([*found, *self.methods], self.options.by_value, self.signature)

    def written(self, called: dict[str, str]) -> set[str]:
        """The parameters and free values that hold memory which the program writes."""
        found = self.sweeps.written
        held = {next(names(access)) for access, name in self.core.inputs.items() if name in found}
        whole = {n for n in found if n not in self.core.inputs.values()} | held
        return {called.get(n, n) for n in whole if n in called or n not in self.core.free}


STAGES = (Program.frontend, Program.infer, Program.analyse, Program.adjoint, Program.optimize)
FORWARD = (Program.frontend, Program.infer, Program.analyse, Program.tangent, Program.optimize)


@uncollected()
def generate(
    key: str | None,
    target: types.FunctionType,
    options: Options,
    signature: dict[str, Any],
    wrt: tuple[str, ...],
    overlap: tuple[str, ...] = (),
) -> Compiled:
    """The derivative for one signature: all stages are run, and the text is stored under `key`."""
    effort.begin()
    return Program(target, options, signature, wrt, overlap).made(key)
