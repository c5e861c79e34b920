"""Calls of functions whose derivatives are functions of their own: `checkpoint`, `implicit_root`.

The call stays. What is found out here is the kind of its result, and which derivative it needs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.frontend import reads
from srcgrad.infer.callees.nested import Generate, arguments, parameters, standing
from srcgrad.infer.callees.recursion import plain
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import holds_memory
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, Free, word
from srcgrad.ir.walk import names, statements
from srcgrad.normalize.calls.inline import Callee
from srcgrad.rules.held import Bound, Held, bind
from srcgrad.rules.text import loaded

Examine = Callable[[Held, dict[str, k.Kind], tuple[str, ...]], tuple[k.Kind, list[Free]]]


def held_call(
    core: Core, site: s.Stmt, callee: Callee, facts: Facts, examine: Examine
) -> tuple[list[Free], Callee | None]:
    """Bind the function to the call; what that depends on is to be guarded.

    Where containers go in or come out, there is a function that does the same by parts, instead.
    """
    held, call = callee.code, site.value  # type: ignore[attr-defined]
    call = replace(call, args=(*callee.leading, *call.args))
    given = arguments(core, held, call.args, dict(call.kwargs), {}, site)
    kinds = {name: standing(facts.kind(tree), name) for name, tree in given.items()}
    moved = [name for name, tree in given.items() if facts.is_varied(tree)]
    asked = tuple(n for n in held.operands() if n in moved and k.differentiable(kinds[n]))
    _check(held, moved, kinds, site)
    _check_kinds(held, tuple(n for n in asked if isinstance(kinds[n], k.Unknown)), kinds, site)
    result, guards = examine(held, kinds, asked)
    guards = [*guards, Free("primal", vars(held), "primal")]
    parted = held.by_parts(kinds, result) if asked or held.holds_more(result) else None
    if parted is not None:
        return guards, replace(callee, code=parted)
    _check_kinds(held, asked, kinds, site)
    kind = plain(k.general(result))
    path = _path(core, held)
    bound = bind(held, path, asked, kinds, kind)
    for name in bound.called:
        core.statics[name] = Free(name, bound.namespace, name)
    args = tuple(call.args)
    site.value = e.Call(e.Ref(path, bound), args, call.kwargs)  # type: ignore[attr-defined]
    return guards, None


def bind_again(core: Core, facts: Facts, examine: Examine) -> list[Free] | None:
    """Bind a call anew whose arguments have turned out to be active since it was bound."""
    for node in statements(core.body):
        if not isinstance(node, s.Assign | s.Unpack):
            continue
        match node.value:
            case e.Call(e.Ref(path, Bound(Held() as held) as bound), args, kwargs):
                rule = bound.__srcgrad_rule__
                given = arguments(core, held, args, dict(kwargs), {}, node)
                moved = {n for n, tree in given.items() if facts.is_varied(tree)}
                moved = {n for n in moved if k.differentiable(facts.kind(given[n]))}
                if rule is not None and moved & {*held.operands()} - {*rule.operands}:
                    node.value = e.Call(e.Ref(path, held), args, kwargs)
                    return held_call(core, node, Callee(held), facts, examine)[0]
    return None


def check_free(core: Core, facts: Facts) -> None:
    """What such a function reads past its arguments must not depend on the differentiated ones.

    That is known once all calls are put in: before, any of them may write what it reads.
    """
    varied = {
        name for access, n in core.inputs.items() if n in facts.varied for name in names(access)
    }
    active = {free.key for free in core.free.values() if free.name in varied | facts.varied}
    for node in statements(core.body) if active else ():
        match getattr(node, "value", None):
            case e.Call(e.Ref(_, Bound(Held() as held))):
                found = (reads(function, active) for function in held.functions())
                name = next((name for name in found if name is not None), None)
                if name is not None:
                    raise UnsupportedSyntaxError(
                        f"{held.__name__} reads `{name}`, into which an active value is written",
                        "pass it as an argument",
                        node.origin,
                    )


def _check(
    held: Held,
    moved: list[str],
    kinds: dict[str, k.Kind],
    site: s.Stmt,
) -> None:
    for name in moved:
        if name in held.passed:
            raise UnsupportedSyntaxError(
                f"{held.__name__} is checkpointed and draws at random, and its derivative is "
                "differentiated in its turn",
                "leave `checkpoint` out there",
                site.origin,
            )
        if name not in held.operands() and k.differentiable(kinds[name]):
            raise UnsupportedSyntaxError(
                f"`{held.__name__}` does not depend on `{name}`, as far as it is differentiated",
                f"pass stop_gradient({name})",
                site.origin,
            )


def _check_kinds(
    held: Held, asked: tuple[str, ...], kinds: dict[str, k.Kind], site: s.Stmt
) -> None:
    for name in asked:
        kind = kinds[name]
        if not k.is_number(kind) and not (isinstance(kind, k.Array) and kind.dims is not None):
            raise UnsupportedSyntaxError(
                f"the argument `{name}` of {held.__name__} is no number and no array of known rank",
                "pass its parts one by one",
                site.origin,
            )


def _path(core: Core, held: Held) -> str:
    """A name in the program under which the function is found, and its derivative beside it."""
    stem = path = word(held.__name__)
    number = 1
    taken = {*core.statics, *parameters(core)}
    while any(name == path or name.startswith(f"{path}_") for name in taken):
        known = core.statics.get(path)
        alone = not any(name.startswith(f"{path}_") for name in core.statics)
        if known is not None and alone and _value(known) is held:
            return path
        number += 1
        path = f"{stem}_{number}"
    core.statics[path] = Free(path, {path: held}, path)
    return path


def _value(free: Free) -> Any:
    return free.namespace.get(free.key) if isinstance(free.namespace, dict) else None


def checked_kind(
    held: Held, kind: k.Kind, kinds: dict[str, k.Kind], asked: tuple[str, ...], generate: Generate
) -> k.Kind:
    """The kind of a held function's result; its derivative must compile, and do nothing else."""
    if held.like:
        kind = kinds[held.like]
    elif held.known is not None:
        kind = held.known
    elif isinstance(kind, k.Unknown) and not held.unfolded:
        kind = k.Array(np.dtype(float), None)  # checked when it is called
    general = k.general(kind)
    in_parts = held.by_parts(kinds, general) is not None
    if in_parts if held.holds_more(general) else not held.unfolded and (not asked or in_parts):
        return general
    parts = general.items if held.unfolded and type(general) is k.Tuple else (general,)
    if not parts or not all(isinstance(k.general(p), k.Real | k.Scalar | k.Array) for p in parts):
        raise _refusal(
            held, "returns other things than floats, arrays and containers of these", None
        )
    if not asked or any(k.rank(part) is None for part in parts):
        return general
    proof = held.proof(kinds, asked, plain(general))
    made = generate(proof.derived, {n: standing(kind, n) for n, kind in proof.kinds.items()})
    held.check_value(made.compiled.output, plain(general))
    stored = (*made.compiled.written, *made.compiled.changed)
    written = [n for n in stored if n not in held.drawn(kinds)]
    if held.unfolded and written:
        raise _refusal(held, f"writes `{written[0]}`", None)
    if held.unfolded and made.effect:
        raise _refusal(held, made.effect, None)
    return general


def check_result(held: Held, core: Core, facts: Facts) -> None:
    """What it returns must be in memory of its own, and each part in another."""
    outside = {facts.root(n) for n in (*(p.name for p in core.parameters), *core.free)}
    for name in names(core.result):
        if holds_memory(facts.kinds.get(name, k.Unknown())) and facts.root(name) in outside:
            raise _refusal(held, "may return an array that it is given", core.location)
    if isinstance(core.result, e.Sequence):
        parts = [
            {facts.root(n) for n in names(item) if holds_memory(facts.kinds.get(n, k.Unknown()))}
            for item in core.result.items
        ]
        if len(set().union(*parts)) < sum(map(len, parts)):
            raise _refusal(held, "may return one array in two places", core.location)


def _refusal(held: Held, reason: str, where: Any) -> UnsupportedSyntaxError:
    return UnsupportedSyntaxError(
        f"{held.__name__} runs again in the reverse sweep, and {reason}",
        "let it compute its result from its arguments, and do nothing else",
        where,
    )


@functools.lru_cache(maxsize=64)  # one function for each text, in all rounds and programs
def checkpointed_text(held: Held, name: str, text: str, names: tuple[tuple[str, Any], ...]) -> Any:
    """A function in a text, under what a checkpointed one is under."""
    return held.of(loaded(name, text, dict(names)))
