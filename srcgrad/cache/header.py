"""The first line of a generated file: for which key it was made, and what follows it."""

import hashlib

MARK = "# srcgrad cache file: "


def header(key: str, text: str) -> str:
    """The line that goes before `text` in the file of `key`.

    >>> header("00ff", "x = 1")
    '# srcgrad cache file: key 00ff, sha256 8ff436def1451...'
    """
    seal = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return f"{MARK}key {key}, sha256 {seal}"


def sealed(key: str, text: str) -> str:
    """The whole content of the file of `key`: what is to be compiled, so that lines agree."""
    return f"{header(key, text)}\n{text}"


def unsealed(key: str, content: str) -> str | None:
    r"""The text in a file's content, or None where it was made for another key or is damaged.

    >>> unsealed("00ff", sealed("00ff", "x = 1\n"))
    'x = 1\n'
    >>> unsealed("0100", sealed("00ff", "x = 1\n")) is None
    True
    """
    first, newline, text = content.partition("\n")
    if not newline or first != header(key, text):
        return None
    return text
