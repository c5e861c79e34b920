"""Import lines of a generated file."""

from __future__ import annotations

import builtins
import importlib
import sys
import types

from srcgrad.emit.draft import Draft
from srcgrad.ir import expr as e
from srcgrad.ir.function import Free

IMPORTED = ("numpy", "math", "scipy", "operator", "srcgrad.runtime", "cmath")


def imports(refs: list[e.Ref], draft: Draft) -> tuple[list[str], list[Free]]:
    """Import lines for modules and library functions; what cannot be imported is passed in."""
    plain: dict[str, str] = {}
    named: dict[str, set[str]] = {}
    outside: dict[str, Free] = {}
    for ref in refs:
        root, dot, _ = ref.path.partition(".")
        held = draft.statics.get(root) if dot and root not in draft.modules else None
        if held is not None:  # an object of a library, whose method is called
            source = _source(held)
            if source is None:
                outside[root] = held
            else:
                alias = root if held.key == root else f"{held.key} as {root}"
                named.setdefault(source, set()).add(alias)
        elif dot:
            module = draft.modules.get(root) or {
                "np": sys.modules["numpy"],
                "math": sys.modules["math"],
            }.get(root)
            name = module.__name__ if isinstance(module, types.ModuleType) else root
            deeper = _submodule(ref)
            inner = deeper and deeper != name and deeper.startswith(name + ".")
            if inner:
                plain[deeper or ""] = f"import {deeper}"
            if not inner or name != root:
                plain[root] = f"import {name}" if name == root else f"import {name} as {root}"
        elif isinstance(ref.target, types.ModuleType):  # a module as a value
            name = ref.target.__name__
            plain[root] = f"import {name}" if name == root else f"import {name} as {root}"
        elif getattr(builtins, root, None) is not ref.target:
            source = _home(ref)
            if source is not None:
                named.setdefault(source, set()).add(root)
            elif root in draft.statics:
                outside[root] = draft.statics[root]
    lines = sorted(set(plain.values()))
    lines += [
        f"from {module} import {', '.join(sorted(names))}"
        for module, names in sorted(named.items())
    ]
    return lines, list(outside.values())


def _source(free: Free) -> str | None:
    """The module from which one of SciPy's distributions can be imported by the user's name."""
    stats = sys.modules.get("scipy.stats")
    value = free.namespace[free.key] if isinstance(free.namespace, dict) else None
    known = value is not None and getattr(stats, free.key, None) is value
    return "scipy.stats" if known else None


def _submodule(ref: e.Ref) -> str | None:
    parent = ref.path.rpartition(".")[0]
    while parent.startswith("scipy."):
        if isinstance(sys.modules.get(parent), types.ModuleType):
            return parent
        parent = parent.rpartition(".")[0]
    module = getattr(ref.target, "__module__", None)
    return (
        module
        if isinstance(module, str) and module.startswith("scipy") and "._" not in module
        else None
    )


def _public(module: str | None) -> list[str]:
    """The packages around a private module, the innermost first: users import from these.

    >>> _public("scipy.special._logsumexp"), _public("scipy.linalg.lapack")
    (['scipy.special', 'scipy'], [])
    """
    parts = (module or "").split(".")
    first = next((n for n, part in enumerate(parts) if n and part.startswith("_")), 0)
    return [".".join(parts[:n]) for n in range(first, 0, -1)]


def _home(ref: e.Ref) -> str | None:
    """The library module from which a name can be imported."""
    from srcgrad import runtime

    if getattr(runtime, ref.path, None) is ref.target:
        return "srcgrad.runtime"
    own = getattr(ref.target, "__module__", None)
    candidates = [*_public(own), own, "math", "numpy"]
    candidates += [name for name in ("scipy.special", "scipy.stats") if name in sys.modules]
    for module in candidates:
        if (
            isinstance(module, str)
            and module.partition(".")[0] in IMPORTED
            and getattr(importlib.import_module(module), ref.path, None) is ref.target
        ):
            return module
    return None
