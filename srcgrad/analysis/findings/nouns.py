"""What a value is called in a refusal: a number, an array, a dict with such keys."""

from __future__ import annotations

from srcgrad.ir import kinds as k

NOUNS: dict[type[k.Kind] | tuple[type[k.Kind], ...], str] = {
    (k.Bool, k.Int, k.Real, k.Complex, k.Scalar): "a number",
    k.Array: "an array",
    k.Tuple: "a tuple",
    k.List: "a list",
    k.Dict: "a dict",
    k.Object: "an object",
    k.Str: "a string",
    k.Function: "a function",
}


def noun(kind: k.Kind) -> str | None:
    """What a value is, whatever is in it; None where there is no word for it."""
    if kind == k.Known(None):
        return "None"
    for cls, name in NOUNS.items():
        if isinstance(k.general(kind), cls):
            return name
    return None


def in_full(kind: k.Kind) -> str:
    """What a value is, with the structure that a container has."""
    what = noun(kind) or "something else"
    match kind:
        case k.Tuple(items, _) | k.List(tuple(items), _):
            return f"{what} of {len(items)}"
        case k.Dict(keys, _):
            return f"{what} with the keys {', '.join(map(repr, keys))}"
        case k.Object(cls):
            return f"a {cls.__name__}"
    return what
