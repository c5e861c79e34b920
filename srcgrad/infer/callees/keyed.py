"""What a dict of known keys gives under a key that only the run knows."""

from __future__ import annotations

from srcgrad.ir import kinds as k


def under_any_key(items: tuple[k.Kind, ...]) -> k.Kind:
    """What stands under a key that only the run knows: it may be any of the values.

    >>> under_any_key((k.Real(), k.Known(2)))
    Real(integral=True)
    """
    joined: k.Kind = k.Empty()
    for item in items:
        joined = k.join(joined, item)
    return joined if _followed(joined) or _inert(joined) else k.Unknown()


def _followed(kind: k.Kind) -> bool:
    """Is it a number or an array, or a tuple or list of such?"""
    if isinstance(kind, k.Tuple | k.List):
        return all(_followed(part) or _inert(part) for part in k.parts(kind))
    return isinstance(kind, k.Real | k.Scalar | k.Array)


def _inert(kind: k.Kind) -> bool:
    """Is it nothing that is, or may come to hold, a float?"""
    match kind:
        case k.Known(value):
            return isinstance(value, int | str | None)
        case k.Tuple(items, _):
            return all(map(_inert, items))
        case k.List(items, element):
            return all(map(_inert, (*(items or ()), element)))
    return isinstance(kind, k.Int | k.Bool | k.Str | k.Empty)
