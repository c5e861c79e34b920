"""Final names: the user's own where possible, `x_bar` for adjoints, `x_tape` for records.

Inside the compiler a name may carry a number (`x.3`: another value that the user called x, or
a temporary) and a role (`x~bar`). Here they get the first free name in the order of the text.
"""

from __future__ import annotations

import builtins
import keyword

ROLES = {
    "bar": "_bar",
    "tape": "_tape",
    "again": "",
    "local": "",
    "dot": "_dot",
    "caught": "_caught",
}


class Names:
    """Maps internal names to final ones, each time the same."""

    def __init__(
        self, reserved: set[str], fixed: dict[str, str], same: dict[str, str] | None = None
    ) -> None:
        self.same = same or {}
        self.taken = {*reserved, *keyword.kwlist}
        self.final: dict[str, str] = {}
        for internal, name in fixed.items():
            self.final[internal] = name
            self.taken.add(name)
        self.own: set[str] = set()
        self.reserve_builtins = set(dir(builtins))

    def leave_unnamed(self, unread: set[str]) -> None:
        """What nobody reads is called `_`."""
        if "_" not in self.taken:
            self.final.update(dict.fromkeys(unread, "_"))

    def __call__(self, internal: str) -> str:
        if internal not in self.final:
            self.final[internal] = self._choose(internal)
        return self.final[internal]

    def _choose(self, internal: str) -> str:
        if internal in self.same:
            return self(self.same[internal])
        base, role = internal, ""
        if "~" in internal:
            base, _, role = internal.rpartition("~")
        if role == "again":
            return self(base)
        if role in ("bar", "tape", "dot", "caught"):
            return self._free(self(base) + ROLES[role])
        if role.startswith("length"):
            return self._free(self(base) + "_length")
        if role.startswith("old"):
            return self._free(self(base) + "_old")
        stem, dot, _ = base.partition(".")
        if role == "index":
            return self._free("position")
        if role == "unused":
            return "_" if "_" not in self.taken else self._free("unused")
        if not (dot or role) and (stem not in self.taken or stem in self.own):
            self.taken.add(stem)
            return stem
        name = self._free(stem)
        if name == stem and not role:
            self.own.add(name)  # which the user's variable itself may have, too
        return name

    def _free(self, stem: str) -> str:
        name, count = stem, 1
        while name in self.taken or name in self.reserve_builtins:
            count += 1
            name = f"{stem}{count}" if not stem[-1:].isdigit() else f"{stem}_{count}"
        self.taken.add(name)
        return name
