"""Texts that are joined from pieces as a generator gives them."""

from tests.programs.case import Program, signed


def signs_joined(x):
    signs = "".join("+" if v > 0 else "-" for v in x)
    total = sum(x) * signs.count("+-")
    return total + (x[signs.find("-")] ** 2 if "-" in signs else 0.0)


def effects_while_joined(x):
    """All pieces are made before the text is."""
    seen = []

    def letter(v):
        seen.append(v * v)
        return "p" if v > 0.0 else "n"

    text = "/".join(map(letter, x))
    return sum(seen) * len(text.split("/")) + (x[0] if text.startswith("p") else x[1])


PROGRAMS = [
    Program(signs_joined, (signed(5),)),
    Program(effects_while_joined, (signed(4),)),
]
