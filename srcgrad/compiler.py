"""The order of the stages: from a function and a signature to a generated adjoint."""

from __future__ import annotations

import builtins
import types
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from srcgrad.adjoint.halves import halve
from srcgrad.adjoint.reverse import Sweeps, differentiate
from srcgrad.analysis.activity import active
from srcgrad.analysis.output import is_scalar
from srcgrad.analysis.prepare import prepare
from srcgrad.backends.compiled import Compiled, key_of, read_free
from srcgrad.backends.identity import name_of, origin_of
from srcgrad.backends.loading import publish
from srcgrad.backends.manifest import line_for
from srcgrad.cache import compiler_digest, digest
from srcgrad.emit import Draft, Printed, print_module
from srcgrad.errors import InvalidProgramError, UnsupportedSyntaxError
from srcgrad.frontend import Bindings, read
from srcgrad.infer import Inference, kind_of, kind_of_signature
from srcgrad.infer.callees import arity, unfollowed
from srcgrad.infer.inlining import Inlining
from srcgrad.infer.spelling import spell_arrays
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.encoding import encode
from srcgrad.ir.function import Free
from srcgrad.ir.walk import bound, names, statements
from srcgrad.normalize import Counter, normalize, split
from srcgrad.normalize.alternatives import separate
from srcgrad.normalize.attributes import spell_attributes
from srcgrad.normalize.cells import release
from srcgrad.normalize.collected import collect
from srcgrad.normalize.decide import decide
from srcgrad.normalize.scalarize import Scalarizer
from srcgrad.normalize.settle import settle
from srcgrad.normalize.spelling import spell
from srcgrad.normalize.spread import Spread
from srcgrad.optimize.clean import tidy, tidy_inactive, tidy_tangents
from srcgrad.optimize.copies import drop_copies
from srcgrad.optimize.exchanges import find_exchanges
from srcgrad.optimize.private import keep_private
from srcgrad.request import Options, sign
from srcgrad.tangent.forward import propagate

ROUNDS = 1000
POSITIONAL = ("positional", "rest")  # forms of parameters that are passed by position


@dataclass
class Program:
    """One compilation under way; the methods are the stages, in order."""

    target: types.FunctionType
    options: Options
    signature: dict[str, Any]
    wrt: tuple[str, ...]
    overlap: tuple[str, ...] = ()  # parameters that share memory
    counter: Counter = field(default_factory=Counter)
    methods: list[Free] = field(default_factory=list)  # methods that were put in, by class

    def frontend(self) -> None:
        """Source and bindings to core."""
        source = read(self.target)
        self.first_line = source.tree.lineno
        self.core = normalize(self.target.__name__, source, Bindings(self.target), self.counter)

    def infer(self) -> None:
        """Kinds; callees are put in, containers taken apart, until nothing changes."""
        package = (self.target.__module__ or "").partition(".")[0]
        calls = Inlining(self.core, package, self.counter, self.methods)
        for _ in range(ROUNDS):
            hidden = {name for name, cell in self.core.cells.items() if cell.hidden}
            self.core.body = decide(self.core.body, self._start(), _kind_among, hidden)
            split(self.core, self.counter)
            self.facts = Inference(self.core, self._start(), self._varied(), self.overlap).run()
            spelled = spell(self.core, self.facts, self.counter)
            varied = self.facts.varied.__contains__
            spelled |= spell_arrays(self.core.body, self.facts.kind, self.counter, varied)
            if spelled or calls.run(self.facts, recursive=False):
                continue
            if self._settle() or release(self.core):
                continue
            if separate(self.core.body, self.facts.kind) or calls.run(self.facts, recursive=True):
                continue
            unfollowed(self.core, self.facts)
            calls.check_contexts()
            return
        raise UnsupportedSyntaxError(
            f"{self.target.__name__} calls functions too deeply",
            "unroll the recursion",
            self.core.location,
        )

    def analyse(self) -> None:
        """Fold what is inactive, so that it can be evaluated again as a whole."""
        find_exchanges(self.core, self.facts)
        drop_copies(self.core, self.facts)
        watched = active(self.core, self.facts)
        tidy_inactive(self.core, self.facts, watched)
        self.passes = prepare(self.core, self.facts, self.counter, not self.forward)

    def adjoint(self) -> None:
        """The two sweeps."""
        kinds = self._start()
        wrt = [(name, e.Var(name), kinds[name]) for name in self.wrt]
        self.sweeps: Sweeps = differentiate(
            self.core,
            self.facts,
            self.passes,
            wrt,
            self.counter,
            self.options.has_aux,
            isinstance(self.options.wrt, tuple),
            self._entry(),
        )

    def tangent(self) -> None:
        """One sweep, in forward mode."""
        found = propagate(self.core, self.facts, self.counter, self.wrt)
        self.sweeps = Sweeps(
            self.core,
            found.body,
            [],
            self.core.result,
            found.tangent,
            self.facts,
            found.output,
            found.written,
        )

    def optimize(self) -> None:
        """Shorter sweeps with the same values."""
        if self.forward:
            tidy_tangents(self.sweeps.forward, self.sweeps.result, self.sweeps.gradient, self.facts)
            self._read_inputs()
            return
        self.sweeps.gradient = tidy(
            self.sweeps.forward,
            self.sweeps.reverse,
            self.sweeps.result,
            self.sweeps.gradient,
            self.facts,
            self.counter,
        )
        self.sweeps.gradient = keep_private(
            self.sweeps.reverse, self.sweeps.result, self.sweeps.gradient, self.facts
        )
        self._keep_result()

    def emit(self) -> Printed:
        """The text."""
        scalar = is_scalar(self.sweeps.output)
        what = "tangent" if self.forward else "gradient"
        names_of = ", ".join(self.wrt)
        draft = Draft(
            name=name_of(self.target, self.options),
            title=f"Value and {what} of {self.target.__name__} with respect to {names_of}.",
            origin=f"Generated by srcgrad from {origin_of(self.target)}.",
            parameters=[p.name for p in self.core.parameters if p.form in POSITIONAL],
            keywords=[p.name for p in self.core.parameters if p.form not in POSITIONAL],
            free=self.core.free,
            statics=self.core.statics,
            modules=self.core.modules,
            forward=self.sweeps.forward,
            reverse=self.sweeps.reverse,
            result=self.sweeps.result,
            gradient=self.sweeps.gradient,
            seed="seed~bar",
            seed_name=self.options.seed_name or self._seed_name(),
            seed_default=scalar,
            tangents=[f"{name}~dot" for name in self.wrt] if self.forward else [],
            first_line=self.first_line,
        )
        if self.options.mode == "split":
            sweeps = self.sweeps
            halves = halve(
                sweeps.forward,
                sweeps.reverse,
                sweeps.result,
                sweeps.gradient,
                self.facts,
                self._entry(),
            )
            draft.split(halves.saved, halves.taken, halves.reverse)
        return print_module(draft)

    @property
    def forward(self) -> bool:
        """Is it forward mode?"""
        return self.options.mode == "forward"

    def _seed_name(self) -> str:
        """What the seed is called where nobody passes it by name."""
        return "seed" if "seed" not in self._entry() else "output_bar"

    # -- parts of the stages ---------------------------------------------------------------

    def _entry(self) -> set[str]:
        return (
            {p.name for p in self.core.parameters}
            | set(self.core.free)
            | set(self.core.inputs.values())
        )

    def _start(self) -> dict[str, k.Kind]:
        start = {name: kind_of_signature(key, name) for name, key in self.signature.items()}
        for free in self.core.free.values():
            start[free.name] = kind_of_signature(sign(read_free(free)), free.name)
        for access, name in self.core.inputs.items():
            start[name] = kind_of(access, lambda n: start.get(n, k.Empty()))
        return start

    def _varied(self) -> set[str]:
        found = set(self.wrt)
        for access, name in self.core.inputs.items():
            if set(names(access)) & set(self.wrt):
                found.add(name)
        return found

    def _settle(self) -> bool:
        parts = {name: access for access, name in self.core.inputs.items()}
        spread = Spread(self.facts.kind, partial(arity, facts=self.facts), self.counter)
        self.core.body = spread.block(self.core.body)
        named = spell_attributes(self.core.body, self.facts.kind)
        if spread.changed or named or collect(self.core.body, self.core.cells):
            return True
        changed = self._rewritten(last=False)
        facts, grown = self.facts, self.facts.growing()
        one = Scalarizer(self.core, facts.kind, grown, parts, self.counter, facts.several)
        changed |= one.run()
        if not changed:
            changed = self._rewritten(last=True)
        self.core.inputs = {access: name for name, access in parts.items()}
        return changed

    def _rewritten(self, last: bool) -> bool:
        before = list(statements(self.core.body))
        facts = self.facts

        def rebound(name: str) -> bool:
            return name in facts.mixed and facts.alone(name)

        self.core.body = settle(self.core.body, facts.kind, self.counter, last, rebound)
        return list(statements(self.core.body)) != before

    def publish(self, key: str | None, name: str) -> Compiled:
        """Print, store and load."""
        printed = self.emit()
        output = self.sweeps.output
        compiled = Compiled(
            _not_yet,
            printed.text,
            "",
            printed.free,
            output,
            is_scalar(output),
            self.guards(),
            sorted(self.written(printed.called)),
            bool(self.overlap),
            printed.origins,
        )
        manifest = None if key is None else line_for(self.target, compiled, encode(output))
        text = printed.text if manifest is None else f"{printed.text}{manifest}\n"
        if manifest is None:
            key = digest(compiler_digest(), text)
        compiled.function, compiled.path = publish(key or "", text, name)
        return compiled

    def guards(self) -> list[tuple[Free, Any]]:
        """What the program was specialised for, beside its arguments."""
        watched = [*self.core.free.values(), *self.core.statics.values(), *self.methods]
        return [(f, key_of(read_free(f))) for f in watched if f.namespace is not vars(builtins)]

    def written(self, called: dict[str, str]) -> set[str]:
        """The parameters and free values that hold memory which the program writes."""
        found = self.sweeps.written
        held = {next(names(access)) for access, name in self.core.inputs.items() if name in found}
        whole = {n for n in found if n not in self.core.inputs.values()} | held
        return {called.get(n, n) for n in whole if n in called or n not in self.core.free}

    def _keep_result(self) -> None:
        """The value is read before the reverse sweep winds names back."""
        sweeps = self.sweeps
        if set(names(sweeps.result)) & bound(sweeps.reverse) and isinstance(sweeps.result, e.Expr):
            kept = self.counter.name("value")
            sweeps.forward.append(s.Assign(kept, sweeps.result))
            sweeps.result = e.Var(kept)
        self._read_inputs()

    def _read_inputs(self) -> None:
        """Elements of arguments are read once, at the head of the function."""
        from srcgrad.ir.walk import used

        read_names = used(self.sweeps.forward) | used(self.sweeps.reverse)
        read_names |= set(names(self.sweeps.result)) | set(names(self.sweeps.gradient))
        head: s.Block = [
            s.Assign(name, access)
            for access, name in self.core.inputs.items()
            if name in read_names
        ]
        self.sweeps.forward[:0] = head


STAGES = (Program.frontend, Program.infer, Program.analyse, Program.adjoint, Program.optimize)
FORWARD = (Program.frontend, Program.infer, Program.analyse, Program.tangent, Program.optimize)


def generate(
    key: str | None,
    target: types.FunctionType,
    options: Options,
    signature: dict[str, Any],
    wrt: tuple[str, ...],
    overlap: tuple[str, ...] = (),
) -> Compiled:
    """The derivative for one signature: all stages are run, and the text is stored under `key`."""
    program = Program(target, options, signature, wrt, overlap)
    for stage in FORWARD if program.forward else STAGES:
        stage(program)
    return program.publish(key, name_of(target, options))


def _kind_among(tree: e.Expr, known: dict[str, k.Kind]) -> k.Kind:
    return kind_of(tree, lambda name: known.get(name, k.Unknown()))


def _not_yet(*args: Any, **kwargs: Any) -> Any:
    raise InvalidProgramError("an adjoint was called before it was loaded", "emit")
