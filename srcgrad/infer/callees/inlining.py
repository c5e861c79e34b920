"""Which calls become the statements of their callees, and which stay calls."""

from __future__ import annotations

import enum
from functools import partial
from typing import Any

from srcgrad.errors import (
    SourceUnavailableError,
    SrcgradError,
    UnsupportedSyntaxError,
    called_from,
    together,
)
from srcgrad.frontend import Bindings, read, rebinds, rebound
from srcgrad.infer.callees import kept
from srcgrad.infer.callees.at_once import put_in_now
from srcgrad.infer.callees.consumed import collect, consume
from srcgrad.infer.callees.contexts import open_contexts
from srcgrad.infer.callees.depths import Activation, Depths
from srcgrad.infer.callees.generators import is_followed, suspend, suspended
from srcgrad.infer.callees.held import Examine, bind_again, check_free, held_call
from srcgrad.infer.callees.nested import (
    Generate,
    derivable,
    generated_call,
    hangs_on_pairs,
    spelled_call,
    waits,
)
from srcgrad.infer.callees.once import Once
from srcgrad.infer.callees.recursion import Recursion, as_call_of_pair, key_of, may_be_pair
from srcgrad.infer.callees.resolved import keeps_results, makes_objects
from srcgrad.infer.callees.takers import Gathering, taking_call
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.expressions import KeptKinds
from srcgrad.infer.sharing.changed_outside import changed_outside, note_apart
from srcgrad.infer.sharing.growing import check_growth
from srcgrad.infer.sharing.passes import carried, occurrences
from srcgrad.infer.sharing.run_by_others import run_by_others
from srcgrad.infer.wanted import wanted
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, Free, packages
from srcgrad.ir.pair import Pair
from srcgrad.ir.twice import changed, distinct
from srcgrad.ir.walk import bound, names, statements
from srcgrad.late import dataclass, field, replace
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import Callee, expand, of_library, starred, with_letters
from srcgrad.normalize.iterators.generators import makes_iterator
from srcgrad.normalize.jumps.attempts import check_caught
from srcgrad.normalize.lowering import normalize
from srcgrad.normalize.scope import Counter
from srcgrad.normalize.structures.context import Lasting
from srcgrad.normalize.structures.whole import Limit
from srcgrad.rules.derived import Derived, Spelled
from srcgrad.rules.held import Held
from srcgrad.rules.taking import Taking


@dataclass
class Inlining:
    """Puts callees into one program, round after round."""

    core: Core
    package: str  # the user's own: functions of it may touch what the program does
    counter: Counter
    methods: list[Free]  # methods that were put in, by class: guarded at the next call
    pairs: dict[Any, Pair]  # recursive functions that stand in the file, by their code
    limit: Limit = field(default_factory=Limit)  # of loops that are written out
    lasting: Lasting = field(default_factory=Lasting)  # what walks through containers found
    once: Once = field(default_factory=Once)  # derivatives that it calls
    results: kept.Results = field(default_factory=kept.Results)
    kept: kept.Kept = field(default_factory=dict)  # results of functions that keep them
    used: set[Any] = field(default_factory=set)  # iterators that have been gone through
    iterators: dict[Any, Code] = field(default_factory=dict)  # the bodies of generators
    kinds: KeptKinds = field(init=False)  # of the program's expressions, wherever they are asked
    depths: Depths = field(init=False)
    sought: set[str] | None = None  # values that are worth knowing, once that was asked in a round
    postponed: bool = False  # do calls wait for what pairs return?

    def __post_init__(self) -> None:
        self.depths = Depths(self.core, self.lasting.endless)
        self.kinds = KeptKinds(lambda name: k.Unknown())

    def run(self, facts: Facts, recursive: bool) -> bool:
        """Put in what needs to be, either calls of new functions or those of functions in progress.

        Recursion waits until everything that could end it has been decided.
        """
        self._check_passes(facts)
        self.depths.begin()
        self.sought, self.postponed, done = None, False, False
        seen: set[int] = set()
        findings: list[SrcgradError] = []
        self.results.begin()
        opens = not recursive and open_contexts(self.core, facts, self.counter)
        if opens or (not recursive and self._suspended(facts)):
            return True
        for site, callee in sorted(facts.calls, key=partial(waits, facts=facts)):
            if id(site) in seen:
                continue
            seen.add(id(site))
            if isinstance(callee.code, Derived):
                continue
            call = site.value  # type: ignore[attr-defined]
            if recursive and (done or derivable(facts)) and waits((site, callee), facts):
                break  # what was put in, or a derivative, may tell what is given here
            late = starred(call) or self._in_progress(site, callee)
            if late == recursive:
                needed = self._needed(call, callee, facts)
                try:
                    put_in = partial(self._put_in, site, callee, call, facts, needed)
                    done |= self.results.told(site, callee, self.core.body, facts, put_in)
                except SrcgradError as error:
                    findings.append(error)
        if findings:
            raise together(findings)
        return done

    def derive(self, facts: Facts, generate: Generate, examine: Examine, forward: bool) -> bool:
        """Put in what calls of derivatives do, of arguments whose kinds are known by now."""
        again = bind_again(self.core, facts, examine)
        if again is not None:
            self.methods += again
            return True
        sites, once = put_in_now(self.core, facts), self.once.by(generate)
        for site, callee in sites:
            call = site.value  # type: ignore[attr-defined]
            if isinstance(callee.code, Taking):
                found = Gathering(self.core, facts, self.counter, site, self.package)
                taking_call(found, callee, once)
                continue
            needed = self._needed(call, callee, facts)
            if isinstance(callee.code, Held) and callee.code.unfolded and forward:
                inner = replace(callee, code=callee.code.primal)
                expand(self.core, site, inner, self.lower, Activation(inner.kind, inner.code, ()))
                return True
            try:
                if isinstance(callee.code, Held):
                    self._hold(site, callee, facts, examine)
                    return True
                if isinstance(callee.code, Spelled):
                    made, guards = spelled_call(self.core, site, callee, facts, once)
                else:
                    made, guards = generated_call(
                        self.core, site, callee, facts, self.counter, once
                    )
            except SrcgradError as error:
                if needed or not isinstance(call.func, e.Ref):
                    raise called_from(error, site.origin) from None
                self._check_globals(callee.code.primal, site)
                plain = e.Ref(call.func.path, callee.code.__call__)  # stays a call
                site.value = e.Call(plain, call.args, call.kwargs)  # type: ignore[attr-defined]
                return True
            self.methods += guards
            expand(self.core, site, made, self.lower, Activation(made.kind, made.code, ()))
        return bool(sites)

    def _hold(self, site: s.Stmt, callee: Callee, facts: Facts, examine: Examine) -> None:
        """Bind a call that stays; of containers, put in what does the same by parts."""
        guards, parted = held_call(self.core, site, callee, facts, examine)
        self.methods += guards
        if parted is not None:
            whole = Activation(parted.kind, parted.code, ())
            expand(self.core, site, replace(parted, always=True), self.lower, whole)

    def plain(self, facts: Facts) -> bool:
        """Put in calls that are not recursive; then iterators are gone through."""
        changed = collect(self.core, facts, self.counter) or self.run(facts, recursive=False)
        return changed or consume(self.core, facts, self.used, self.lower, self.counter)

    def check(self, facts: Facts) -> None:
        """What holds of the whole program, once all calls are put in.

        What a `with` enters, or what gets a function, may not rebind what is read, nor what
        functions keep be written.
        """
        known = lambda tree: getattr(facts.kind(tree), "value", None)  # noqa: E731
        check_caught(self.core.body, known)
        for function, node in run_by_others(self.core, facts):
            self._check_globals(function, node)
        kept.check(self.kept, self.core.body, facts)
        check_growth(self.core, facts)
        check_free(self.core, facts)

    def _needed(self, call: e.Call, callee: Callee, facts: Facts) -> bool:
        inner = isinstance(getattr(callee.code, "primal", callee.code), Code)
        made = inner or (callee.leading and not callee.written_out) or callee.always
        given = map(facts.kind, (*call.args, *(v for _, v in call.kwargs)))
        return bool(facts.is_varied(call) or made or any(map(holds_function, given)))

    def _put_in(
        self, site: s.Stmt, callee: Callee, call: e.Call, facts: Facts, needed: bool
    ) -> bool:
        keeps = keeps_results(callee.kind)
        alone = keeps and not kept.met(site, self.core.body, facts)
        unseen = not needed and (alone or not self._looked_into(site, callee, facts))
        if makes_iterator(callee.code) or unseen:
            if not callee.written_out:
                self._check_globals(callee.code, site)
            return False
        key = key_of(callee, call, facts)
        if needed and key in self.pairs:
            pair = as_call_of_pair(self.pairs[key], callee, call, site, facts)
            site.value = pair  # type: ignore[attr-defined]
            return True
        if self._in_progress(site, callee) and hangs_on_pairs(call, self.pairs.values(), facts):
            self.postponed = True
            return False
        kinds = tuple(vague(facts.kind(a)) for a in (*call.args, *(v for _, v in call.kwargs)))
        activation = Activation(callee.kind, callee.code, kinds)
        try:
            self.depths.check(site, activation, callee, self.lower)
        except UnsupportedSyntaxError as error:
            if needed and may_be_pair(callee, call, facts) and self._in_progress(site, callee):
                raise Recursion(callee, key, error) from None
            if needed:
                raise
            self._check_globals(callee.code, site)
            return False
        self._watch(call, callee, facts)
        lower = partial(self.lower, strict=not needed or callee.written_out)
        try:
            expand(self.core, site, callee, lower, activation)
        except SrcgradError as error:
            plain = isinstance(error, SourceUnavailableError) and not facts.is_varied(call)
            if needed and not (plain and isinstance(call.func, e.Ref | e.Attr)):
                if error.location is None or callee.written_out:
                    error.location = site.origin
                    raise
                raise called_from(error, site.origin) from None
            self._check_globals(callee.code, site)
            return False
        self.depths.count += 1
        if keeps and isinstance(site, s.Assign):
            self.kept[site.target] = site.origin, callee.code
        return True

    def suspended(self, code: Any) -> Code:
        """The body of a generator; it is made once."""
        if code not in self.iterators:
            self.iterators[code] = suspended(code)
        return self.iterators[code]

    def _suspended(self, facts: Facts) -> bool:
        """Calls of generators make iterators; were there any?"""
        sites = [one for one in facts.calls if makes_iterator(one[1].code)]
        calls = [(site, callee, site.value) for site, callee in sites]  # type: ignore[attr-defined]
        made = [
            self._suspend(site, callee, self._needed(call, callee, facts))
            for site, callee, call in calls
            if not starred(call)
        ]
        return any(made)

    def _suspend(self, site: s.Stmt, callee: Callee, needed: bool) -> bool:
        """A call of a generator makes an iterator."""
        if not isinstance(site, s.Assign):
            return False  # nobody goes through it
        if not needed and not is_followed(self.core, site.target):
            return False
        try:
            made = self.suspended(callee.code)
            self.lower(replace(callee, code=made))
        except SrcgradError as error:
            if needed:
                raise called_from(error, site.origin) from None
            return False
        suspend(self.core, site, callee, made, self.counter)
        return True

    def _in_progress(self, site: s.Stmt, callee: Callee) -> bool:
        """Does the call stand in a function that it has itself led to?"""
        through = site.origin.through if site.origin is not None else ()
        return any(one.code is callee.code for one in through)

    def _check_passes(self, facts: Facts) -> None:
        """A function with variables of its own must not meet itself from another pass of a loop."""
        if not self.core.cells:
            return
        total = occurrences(self.core.body) + occurrences([s.Evaluate(self.core.result)])
        for loop in statements(self.core.body):
            if not isinstance(loop, s.Loop):
                continue
            depth = len(loop.origin.callers) if loop.origin is not None else 0
            own = {n for n in bound([loop]) & set(self.core.cells) if self._depth(n) > depth}
            for name in sorted(carried(loop, total)):
                if cells_in(facts.kinds.get(name, k.Empty())) & own:
                    raise UnsupportedSyntaxError(
                        f"`{name.partition('.')[0]}` is a function with variables of its own, "
                        "and outlives the pass of the loop in which it is made",
                        "use it within the pass, or return the values instead",
                        loop.origin,
                    )

    def _depth(self, cell: str) -> int:
        return self.core.cells[cell].depth

    def _watch(self, call: e.Call, callee: Callee, facts: Facts) -> None:
        """Note a method that is put in: it must still be the class's own at the next call."""
        if not isinstance(callee.kind, k.Known) or isinstance(callee.code, Code):
            return
        func = call.func
        kind = facts.kind(func.base if isinstance(func, e.Attr) else func)
        name = func.name if isinstance(func, e.Attr) else "__call__"
        member = isinstance(kind, k.Known) and isinstance(kind.value, enum.Enum)
        if isinstance(kind, k.Object) or member:
            cls: type = kind.cls if isinstance(kind, k.Object) else type(k.value_of(kind))
            if any(name in vars(owner) for owner in cls.__mro__):
                self.methods.append(Free(name, cls, name))

    def _check_globals(self, function: Any, site: s.Stmt) -> None:
        """A callee that is only called must not rebind what the program reads."""
        seen = [*self.core.free.values(), *self.core.statics.values()]
        own = getattr(function, "__globals__", None)
        keys = {f.key for f in seen if f.name in self.core.free or f.namespace is own}
        near, places = packages(seen), [(f.namespace, f.key) for f in seen]
        name = rebinds(function, keys, near) or rebound(function, places, near)
        if name is not None:
            raise UnsupportedSyntaxError(
                f"{function.__name__} rebinds `{name}`, which the differentiated function reads",
                "pass the value as an argument, and return the new one",
                site.origin,
            )
        note_apart(self.core, function, near)
        read = {next(names(access)) for access in self.core.inputs}
        name = next((n for n in changed_outside(self.core, {}, function) if n in read), None)
        if name is not None:
            raise UnsupportedSyntaxError(
                f"{function.__name__} changes `{name.partition('.')[0]}`, of which the "
                "differentiated function reads parts",
                "pass it as an argument, and return what is new",
                site.origin,
            )

    def _looked_into(self, site: s.Stmt, callee: Callee, facts: Facts) -> bool:
        """Is what a function does worth knowing, although nothing in it is active?"""
        near = not callee.written_out and self._near(callee.code)
        return near or (not makes_objects(callee) and self._sought(site, facts))

    def _sought(self, site: s.Stmt, facts: Facts) -> bool:
        """Is what a call gives of no known kind, and does it meet an active value?"""
        if self.sought is None:
            self.sought = wanted(self.core, facts)
        return isinstance(site, s.Assign) and site.target in self.sought

    def _near(self, function: Any) -> bool:
        """Does a function belong to the user's own package, or is it put in for what it makes?"""
        own = (getattr(function, "__module__", None) or "").partition(".")[0] == self.package
        return own or of_library(function) or hasattr(function, "__srcgrad_maker__")

    def lower(self, callee: Callee, strict: bool = True) -> Core:
        """A callee as a core program, under fresh names."""
        code, cells = callee.code, dict(callee.cells)
        if isinstance(code, Code):
            return normalize(callee.name, code, code.bindings, self.counter, True, cells, strict)
        core = normalize(callee.name, read(code), Bindings(code), self.counter, True, strict=strict)
        return with_letters(core, code, self.counter)


def vague(kind: k.Kind) -> k.Kind:
    """A kind without lengths that only the run knows."""
    match kind:
        case k.Int():
            return k.Int()
        case k.Array(dtype, dims) if dims is not None:
            return k.Array(dtype, tuple(d if isinstance(d, int) else None for d in dims))
        case k.Tuple(items, cls):
            return k.Tuple(tuple(map(vague, items)), cls)
        case k.List(items, element):
            return k.List(*changed(items, element, vague))
    return kind


def cells_in(kind: k.Kind) -> set[str]:
    """The variables that functions in a value share."""
    match kind:
        case k.Function(_, _, items, cells):
            return {actual for _, actual in cells}.union(*map(cells_in, items))
        case k.Tuple(items, _) | k.Dict(_, items) | k.Object(_, _, items, _):
            return set().union(*map(cells_in, items))
        case k.List(items, element):
            return set().union(*map(cells_in, distinct(items, element)))
    return set()


def holds_function(kind: k.Kind) -> bool:
    """Is the value a function that the program makes, or does it hold one?"""
    match kind:
        case k.Function() | k.Several():
            return True
        case k.Tuple(items, _) | k.Dict(_, items) | k.Object(_, _, items, _):
            return any(map(holds_function, items))
        case k.List(items, element):
            return any(map(holds_function, distinct(items, element)))
    return False
