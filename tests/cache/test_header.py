import pytest

from srcgrad.cache import digest, sealed, unsealed

KEY = digest("key")
TEXTS = ["", "\n", "x = 1", "x = 1\n", "# größe\r\nx = 'a\\n'\n"]


@pytest.mark.parametrize("text", TEXTS)
def test_there_and_back(text):
    assert text == unsealed(KEY, sealed(KEY, text))


@pytest.mark.parametrize("text", TEXTS)
def test_the_header_is_one_comment_line(text):
    first, _, rest = sealed(KEY, text).partition("\n")
    assert first.startswith("#")
    assert text == rest


@pytest.mark.parametrize("text", TEXTS)
def test_another_key(text):
    assert unsealed(digest("other"), sealed(KEY, text)) is None


def test_every_truncation_is_found():
    content = sealed(KEY, "x = 1\ny = 2\n")
    assert [unsealed(KEY, content[:n]) for n in range(len(content))] == [None] * len(content)


def test_every_changed_character_is_found():
    content = sealed(KEY, "x = 1\n")
    for n in range(len(content)):
        assert unsealed(KEY, content[:n] + "\x00" + content[n + 1 :]) is None
